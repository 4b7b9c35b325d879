#include "checks/trouble.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>

static size_t count_not_finite(struct matrix value, size_t *ret_first) {
    size_t count = 0;
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        if (!isfinite(value.values[i])) {
            *ret_first = count == 0 ? i : *ret_first;
            count++;
        }
    }
    return count;
}

/* Nodes stand behind their operands: the first that is not finite made it of finite numbers. */
bool trouble_find(struct arena *arena, const struct binding *binding,
                  const struct evaluation *evaluation, struct trouble *ret) {
    for (size_t node = 0; node < binding->node_count; node++) {
        struct matrix value = binding_node_value(binding, evaluation, node);
        size_t first = 0;
        size_t count = count_not_finite(value, &first);
        if (count == 0) {
            continue;
        }
        size_t row = first / value.columns, column = first % value.columns;
        *ret = (struct trouble){
            .node = node,
            .count = count,
            .row = row,
            .column = column,
            .explanation = binding_explain(arena, binding, evaluation, node, row, column),
        };
        return true;
    }
    return false;
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
