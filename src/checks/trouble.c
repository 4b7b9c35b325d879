#include "checks/trouble.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

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
        const struct expression *user = binding->nodes[i].expression;
        bool reads = (user->operand_count > 0 && (size_t)user->operands[0]->id == node) ||
                     (user->operand_count > 1 && (size_t)user->operands[1]->id == node);
        if (reads && binding->nodes[i].convention != CONVENTION_NONE) {
            return i;
        }
        if (reads && user->kind != EXPRESSION_NEGATE && user->kind != EXPRESSION_TRANSPOSE) {
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

/* ---- the element of the value ---- */

/* From 0: where the element that a statement of one element has just computed stands. */
static size_t element_at(struct element_index index, const struct evaluation *evaluation) {
    return (index.is_letter ? evaluation->element[index.number] : (size_t)index.number) - 1;
}

/* A line of a derivation may have no target. */
static bool has_element(const struct binding *binding) {
    const struct expression *target = binding->statement->target;
    return target != NULL && target->has_element;
}

/* The first element of a tensor that is computed one by one; the evaluation is at it afterwards. */
static bool find_among_elements(const struct binding *binding, struct evaluation *evaluation,
                                struct trouble *ret) {
    const struct expression *target = binding->statement->target;
    struct evaluation at = *evaluation;
    binding_take_first_element(&at);
    do {
        binding_compute(binding, &at);
        if (!matrix_is_finite(binding_value(binding, &at))) {
            *evaluation = ret->count == 0 ? at : *evaluation;
            ret->count++;
        }
    } while (binding_take_next_element(binding, &at));
    if (ret->count > 0) {
        binding_compute(binding, evaluation);
        size_t columns = binding->target.shape.columns;
        size_t row = element_at(target->row, evaluation);
        bool is_one_row = target->is_vector && columns > 1;
        ret->value_row = is_one_row ? 0 : row;
        ret->value_column = is_one_row          ? row
                            : target->is_vector ? 0
                                                : element_at(target->column, evaluation);
    }
    return ret->count > 0;
}

static bool find_element(const struct binding *binding, struct evaluation *evaluation,
                         struct trouble *ret) {
    if (has_element(binding)) {
        return find_among_elements(binding, evaluation, ret);
    }
    struct node_element first = {0};
    bool is_found = first_not_finite(binding_value(binding, evaluation), &first);
    ret->value_row = first.row;
    ret->value_column = first.column;
    return is_found;
}

/* ---- the part of the formula ---- */

/* From the value down to the part that made it of finite numbers. */
static void find_part(struct arena *arena, const struct binding *binding,
                      struct evaluation *evaluation, struct trouble *trouble) {
    bool is_element = has_element(binding);
    struct node_element at = {.node = binding->node_count - 1,
                              .row = is_element ? 0 : trouble->value_row,
                              .column = is_element ? 0 : trouble->value_column};
    const struct node_element *part = &at;
    while (part != NULL) {
        at = *part;
        trouble->explanation =
            explanation_of_element(arena, binding, evaluation, at.node, at.row, at.column);
        size_t turn = 0;
        part = blamed_part(&trouble->explanation, &turn);
        if (part != NULL && turn > 0) {
            evaluation->element[binding->nodes[at.node].expression->which.number] = turn;
            binding_compute_summand(binding, evaluation, at.node, turn);
        }
    }
    trouble->node = at.node;
    trouble->row = at.row;
    trouble->column = at.column;
}

bool trouble_find(struct arena *arena, const struct binding *binding,
                  const struct evaluation *evaluation, struct trouble *ret) {
    struct trouble trouble = {0};
    struct evaluation turned = *evaluation;
    if (!find_element(binding, &turned, &trouble)) {
        return false;
    }
    find_part(arena, binding, &turned, &trouble);
    memcpy(trouble.element, turned.element, sizeof trouble.element);
    trouble.counted = counting_node(binding, trouble.node);
    if (trouble.count == 0) {
        trouble.count = count_not_finite(binding_node_value(binding, evaluation, trouble.counted));
    }
    *ret = trouble;
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
    bool is_list = explanation->kind == EXPLANATION_FUNCTION;
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
    bool is_function = trouble->explanation.kind == EXPLANATION_FUNCTION;
    struct text_builder text;
    text_begin(&text, arena);
    text_append_format(&text, "%.*s", (int)(node->end - node->begin),
                       binding->statement->source + node->begin);
    if (shape_count(binding->nodes[trouble->node].shape) > 1) {
        text_append_format(&text, ", row %zu, column %zu", trouble->row + 1, trouble->column + 1);
    }
    text_append_string(&text, " = ");
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
