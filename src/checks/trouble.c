#include "checks/trouble.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>

/* The first element that is not finite; false when all are. */
static bool first_not_finite(struct matrix value, struct node_element *ret) {
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        if (!isfinite(value.values[i])) {
            ret->row = i / value.columns;
            ret->column = i % value.columns;
            return true;
        }
    }
    return false;
}

/* The part of an element that is to blame for it: not finite, and neither counted as 0 by a
 * convention nor off a diagonal. NULL: its parts are finite, it made it itself. */
static const struct node_element *blamed_part(const struct explanation *explanation,
                                              size_t *ret_turn) {
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        for (size_t k = 0; k < term->factor_count && !isfinite(term->value); k++) {
            if (!isfinite(term->factors[k].value)) {
                *ret_turn = term->turn;
                return &term->factors[k];
            }
        }
    }
    return NULL;
}

/* The node whose elements tell how many are in the same trouble: a logarithm of 0 is none where
 * the product that reads it counts as 0. */
static size_t counting_node(const struct binding *binding, size_t node) {
    for (size_t i = node + 1; i < binding->node_count; i++) {
        const struct expression *reader = binding->nodes[i].expression;
        bool reads = (reader->operand_count > 0 && (size_t)reader->operands[0]->id == node) ||
                     (reader->operand_count > 1 && (size_t)reader->operands[1]->id == node);
        if (reads && binding->nodes[i].convention != CONVENTION_NONE) {
            return i;
        }
        if (reads && reader->kind != EXPRESSION_NEGATE && reader->kind != EXPRESSION_TRANSPOSE) {
            return node;
        }
        node = reads ? i : node;
    }
    return node;
}

static size_t count_not_finite(struct matrix value) {
    size_t count = 0;
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        count += isfinite(value.values[i]) ? 0 : 1;
    }
    return count;
}

/* From the value down to the part that made it of finite numbers. */
bool trouble_find(struct arena *arena, const struct binding *binding,
                  const struct evaluation *evaluation, struct trouble *ret) {
    struct node_element at = {.node = binding->node_count - 1};
    if (!first_not_finite(binding_value(binding, evaluation), &at)) {
        return false;
    }
    struct evaluation turned = *evaluation;
    const struct node_element *part = &at;
    struct explanation explanation = {0};
    while (part != NULL) {
        at = *part;
        explanation = explanation_of_element(arena, binding, &turned, at.node, at.row, at.column);
        size_t turn = 0;
        part = blamed_part(&explanation, &turn);
        if (part != NULL && turn > 0) {
            turned.element[binding->nodes[at.node].expression->which.base - ELEMENT_I] = turn;
            binding_compute_summand(binding, &turned, at.node, turn);
        }
    }
    size_t counted = counting_node(binding, at.node);
    *ret = (struct trouble){
        .node = at.node,
        .count = count_not_finite(binding_node_value(binding, evaluation, counted)),
        .counted = counted,
        .row = at.row,
        .column = at.column,
        .explanation = explanation,
    };
    return true;
}

bool trouble_has(const struct binding *binding, const struct evaluation *evaluation,
                 const struct trouble *trouble, size_t i) {
    struct matrix own = binding_node_value(binding, evaluation, trouble->node);
    struct matrix counted = binding_node_value(binding, evaluation, trouble->counted);
    bool is_same = shape_equal(matrix_shape(own), matrix_shape(counted));
    return !isfinite(own.values[i]) && (!is_same || !isfinite(counted.values[i]));
}

enum { TERMS_SHOWN = 4 };

static void append_terms(struct text_builder *text, const struct explanation *explanation) {
    bool is_list = explanation->form == EXPLANATION_FUNCTION;
    size_t shown = explanation->term_count < TERMS_SHOWN ? explanation->term_count : TERMS_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        const char *sign = term->sign < 0 ? " - " : " + ";
        text_append_string(text, i == 0 ? (term->sign < 0 ? "-" : "") : is_list ? ", " : sign);
        text_append_string(text, number_plain_text(text->arena, term->factors[0].value, 6));
        if (term->factor_count == 2) {
            text_append_format(text, " %c %s", term->is_quotient ? '/' : '*',
                               number_plain_text(text->arena, term->factors[1].value, 6));
        }
    }
    text_append_string(text, shown < explanation->term_count ? " ..." : "");
}

const char *trouble_text(struct arena *arena, const struct binding *binding,
                         const struct trouble *trouble) {
    const struct expression *node = binding->nodes[trouble->node].expression;
    bool is_function = trouble->explanation.form == EXPLANATION_FUNCTION;
    struct text_builder text;
    text_begin(&text, arena);
    text_append_format(&text, "%.*s, row %zu, column %zu = ", (int)(node->end - node->begin),
                       binding->statement->source + node->begin, trouble->row + 1,
                       trouble->column + 1);
    if (trouble->explanation.term_count > 0) {
        text_append_format(&text, "%s%s",
                           is_function ? function_definition(node->function)->name : "",
                           is_function ? "(" : "");
        append_terms(&text, &trouble->explanation);
        text_append_format(&text, "%s = ", is_function ? ")" : "");
    }
    text_append_string(&text, number_plain_text(arena, trouble->explanation.result.value, 6));
    if (trouble->count > 1) {
        text_append_format(&text, " (and %zu more)", trouble->count - 1);
    }
    return text.bytes;
}
