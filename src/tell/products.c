#include "tell/products.h"

#include "base/number.h"
#include "session/strings.h"

#include <math.h>
#include <string.h>

/* What is said about. */
struct saying {
    struct telling *telling;
    const struct moment *moment;
    const struct focus *focus;
    int *decimals; /* of each node's numbers; -1: not asked for yet */
};

static struct saying saying_create(struct telling *telling, const struct moment *moment,
                                   const struct focus *focus) {
    const struct binding *binding = &moment->operation->binding;
    int *decimals = ARENA_ARRAY(telling->arena, int, binding->node_count);
    for (size_t i = 0; i < binding->node_count; i++) {
        decimals[i] = -1;
    }
    return (struct saying){telling, moment, focus, decimals};
}

static int decimals_of(const struct saying *saying, size_t node) {
    const struct moment *moment = saying->moment;
    int *decimals = &saying->decimals[node];
    if (*decimals < 0) {
        *decimals = moment_decimals(
            moment, binding_node_value(&moment->operation->binding, &moment->evaluation, node));
    }
    return *decimals;
}

/* A number as its matrix has it; in parentheses where a sign would follow a sign. */
static void say_number(const struct saying *saying, const struct node_element *element,
                       enum role role, struct quantity quantity, bool needs_brackets) {
    struct arena *arena = saying->telling->arena;
    const struct expression *node =
        saying->focus->operation->binding.nodes[element->node].expression;
    bool is_constant = equation_is_constant(saying->moment->program->notation, node);
    int decimals = decimals_of(saying, element->node);
    const char *text = is_constant ? number_constant_text(arena, element->value, decimals)
                                   : number_text(arena, element->value, decimals);
    bool is_bracketed = needs_brackets && (element->value < 0 || signbit(element->value));
    telling_number(saying->telling, is_bracketed ? text_format(arena, "(%s)", text) : text, role,
                   quantity);
}

/* The element of a tensor that a factor is; none for values in between. */
static struct quantity factor_quantity(const struct saying *saying,
                                       const struct node_element *factor) {
    const struct focus *focus = saying->focus;
    const struct expression *expression = focus->operation->binding.nodes[factor->node].expression;
    bool is_transposed = expression->kind == EXPRESSION_TRANSPOSE;
    expression = is_transposed ? expression->operands[0] : expression;
    if (expression->kind != EXPRESSION_TENSOR || expression->has_element) {
        return QUANTITY_NONE;
    }
    const struct equation formula = {.moment = saying->moment, .operation = focus->operation};
    return (struct quantity){equation_tensor(&formula, expression->id),
                             (long)(is_transposed ? factor->column : factor->row),
                             (long)(is_transposed ? factor->row : factor->column)};
}

/* The role of the tensor that a factor is an element of; none for values in between. */
static enum role factor_role(const struct saying *saying, size_t node) {
    const struct expression *expression = saying->focus->operation->binding.nodes[node].expression;
    while (expression->kind == EXPRESSION_TRANSPOSE) {
        expression = expression->operands[0];
    }
    const struct notation *notation = saying->moment->program->notation;
    return expression->kind == EXPRESSION_TENSOR ? notation->symbols[expression->symbol].role
                                                 : ROLE_COUNT;
}

static void say_term(const struct saying *saying, size_t which) {
    const struct focus *focus = saying->focus;
    const struct explanation *explanation = &focus->explanation;
    const struct explanation_term *term = &explanation->terms[which];
    bool is_list = explanation->kind == EXPLANATION_FUNCTION;
    if (which > 0 && !is_list) {
        telling_words(saying->telling, term->sign < 0 ? " − " : " + ");
    } else if (term->sign < 0) {
        telling_words(saying->telling, "−");
    }
    bool follows_sign = !is_list && (which > 0 || term->sign < 0);
    for (size_t k = 0; k < term->factor_count; k++) {
        if (k > 0) {
            telling_words(saying->telling, term->is_quotient ? " / " : " · ");
        }
        const struct node_element *factor = &term->factors[k];
        say_number(saying, factor, factor_role(saying, factor->node),
                   factor_quantity(saying, factor), follows_sign || k > 0);
    }
}

static const char *function_word(const struct focus *focus) {
    const struct bound_node *node = &focus->operation->binding.nodes[focus->node];
    enum function function = node->expression->function;
    bool is_activation = function == FUNCTION_ACTIVATION || function == FUNCTION_DERIVATIVE;
    return is_activation ? activation_definition(node->activation)->text
                         : function_definition(function)->name;
}

/* The number that is shown. */
static double as_shown(const struct saying *saying, const struct node_element *element) {
    const struct expression *node =
        saying->focus->operation->binding.nodes[element->node].expression;
    int decimals = decimals_of(saying, element->node);
    return equation_is_constant(saying->moment->program->notation, node)
               ? number_constant_shown(element->value, decimals)
               : number_shown(element->value, decimals);
}

/* What a reader gets who adds up the rounded numbers that are shown, rounded like them, against
 * the rounded result. */
static bool is_sum_exact_as_shown(const struct saying *saying) {
    const struct explanation *explanation = &saying->focus->explanation;
    double sum = 0;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        double value = term->sign * as_shown(saying, &term->factors[0]);
        if (term->factor_count == 2) {
            double second = as_shown(saying, &term->factors[1]);
            value = term->is_quotient ? value / second : value * second;
        }
        sum += term->convention != CONVENTION_NONE ? 0 : value;
    }
    int decimals = decimals_of(saying, explanation->result.node);
    return explanation->kind == EXPLANATION_SUM &&
           number_holds(sum, explanation->result.value, decimals);
}

/* Whether nothing of a function's arguments and value is lost by rounding: ReLU(0.5) = 0.5. */
static bool is_exact_as_shown(const struct saying *saying) {
    const struct explanation *explanation = &saying->focus->explanation;
    const double tolerance = 1e-12;
    bool is_exact =
        fabs(as_shown(saying, &explanation->result) - explanation->result.value) < tolerance;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct node_element *argument = &explanation->terms[i].factors[0];
        is_exact = is_exact && fabs(as_shown(saying, argument) - argument->value) < tolerance;
    }
    return is_exact;
}

/* So many terms at most; the rest is dots. */
static void say_products(const struct saying *saying, size_t most) {
    const struct focus *focus = saying->focus;
    const struct explanation *explanation = &focus->explanation;
    bool is_list = explanation->kind == EXPLANATION_FUNCTION;
    if (is_list) {
        const struct bound_node *node = &focus->operation->binding.nodes[focus->node];
        bool is_derivative = node->expression->function == FUNCTION_DERIVATIVE;
        telling_words(saying->telling, function_word(focus));
        telling_words(saying->telling, is_derivative ? "′(" : "(");
    }
    size_t count = explanation->term_count;
    for (size_t i = 0; i < count; i++) {
        if (count > most && i == most - 1) {
            telling_quiet(saying->telling, is_list ? ", ⋯" : " + ⋯");
            i = count - 1;
        }
        telling_words(saying->telling, is_list && i > 0 ? ", " : "");
        say_term(saying, i);
    }
    bool is_exact = !isfinite(explanation->result.value) ||
                    (is_list ? is_exact_as_shown(saying) : is_sum_exact_as_shown(saying));
    telling_words(saying->telling, is_list ? ")" : "");
    telling_words(saying->telling, is_exact ? " = " : " ≈ ");
    say_number(saying, &explanation->result, ROLE_COUNT, QUANTITY_NONE, false);
}

void products_tell(struct telling *telling, const struct moment *moment, const struct focus *focus,
                   size_t most) {
    const struct saying saying = saying_create(telling, moment, focus);
    say_products(&saying, most);
}

/* ---- its place ---- */

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
