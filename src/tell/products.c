#include "tell/products.h"

#include "base/number.h"
#include "session/strings.h"
#include "tell/arithmetic.h"

#include <string.h>

static void tell_arithmetic(struct telling *telling, const struct moment *moment,
                            const struct focus *focus, size_t most, enum arithmetic_reach reach) {
    const struct arithmetic arithmetic = {telling, moment, moment->evaluation, reach, most};
    arithmetic_tell(&arithmetic, &focus->explanation, -1);
}

void products_tell(struct telling *telling, const struct moment *moment, const struct focus *focus,
                   size_t most) {
    tell_arithmetic(telling, moment, focus, most, ARITHMETIC_OF_OPERANDS);
}

void products_tell_from_board(struct telling *telling, const struct moment *moment,
                              const struct focus *focus, size_t most) {
    tell_arithmetic(telling, moment, focus, most, ARITHMETIC_OF_BOARD);
}

bool products_tell_names(struct telling *telling, const struct moment *moment,
                         const struct focus *focus) {
    const struct arithmetic arithmetic = {telling, moment, moment->evaluation, ARITHMETIC_OF_BOARD,
                                          PRODUCTS_MOST_TERMS};
    return arithmetic_tell_names(&arithmetic, &focus->explanation);
}

/* A fraction among words is written with a slash, in one color. */
static void tell_node(struct telling *telling, const struct equation *equation, int node) {
    const struct equation part = equation_of_node(equation, node);
    if (strstr(part.tex, "\\frac") == NULL) {
        telling_equation(telling, &part);
        return;
    }
    bool is_tensor = equation_is_tensor(equation, node);
    telling_symbol(telling, part.tex, is_tensor ? equation_role(equation, node) : ROLE_COUNT,
                   QUANTITY_NONE);
}

/* Words with a number, and a node of the equation in the place of their "@". */
static void tell_of_node(struct telling *telling, enum string_id words, size_t number,
                         const struct equation *equation, int node) {
    const char *count = number_count_text(telling->arena, (long)number);
    const char *text = STRING_FILL(telling->arena, telling->language, words, count);
    size_t before = strcspn(text, "@");
    telling_quiet(telling, arena_copy_text(telling->arena, text, before));
    tell_node(telling, equation, node);
    telling_quiet(telling, text + before + (text[before] != '\0'));
}

static bool is_matrix_product(const struct focus *focus) {
    const struct binding *binding = &focus->operation->binding;
    const struct expression *node = binding->nodes[focus->node].expression;
    return node->kind == EXPRESSION_PRODUCT && focus->explanation.kind == EXPLANATION_SUM &&
           shape_count(binding->nodes[node->operands[0]->id].shape) > 1 &&
           shape_count(binding->nodes[node->operands[1]->id].shape) > 1;
}

bool products_tell_place(struct telling *telling, const struct equation *equation,
                         const struct focus *focus) {
    if (!is_matrix_product(focus)) {
        return false;
    }
    const struct expression *node = focus->operation->binding.nodes[focus->node].expression;
    tell_of_node(telling, STRING_ROW_OF, focus->row + 1, equation, node->operands[0]->id);
    telling_quiet(telling, " · ");
    tell_of_node(telling, STRING_COLUMN_OF, focus->column + 1, equation, node->operands[1]->id);
    return true;
}
