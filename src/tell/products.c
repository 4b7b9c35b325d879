#include "tell/products.h"

#include "base/number.h"
#include "step/filled_equation.h"

#include <math.h>
#include <string.h>

/* What is said about. */
struct saying {
    struct telling *telling;
    const struct moment *moment;
    const struct binding *binding;
    size_t most;                /* terms of a sum */
    int *decimals;              /* of each node's numbers; -1: not asked for yet */
    const struct filled *board; /* only numbers that it has are said; NULL: those of any operand */
};

static struct saying saying_create(struct telling *telling, const struct moment *moment,
                                   size_t most) {
    const struct binding *binding = &moment->operation->binding;
    int *decimals = ARENA_ARRAY(telling->arena, int, binding->node_count);
    for (size_t i = 0; i < binding->node_count; i++) {
        decimals[i] = -1;
    }
    return (struct saying){telling, moment, binding, most, decimals, NULL};
}

static const struct expression *node_at(const struct saying *saying, size_t node) {
    return saying->binding->nodes[node].expression;
}

static bool is_constant(const struct saying *saying, const struct expression *node) {
    return equation_is_constant(saying->moment->program->notation, node);
}

/* ---- a number ---- */

static int decimals_of(const struct saying *saying, size_t node) {
    int *decimals = &saying->decimals[node];
    if (*decimals < 0) {
        *decimals = moment_decimals(
            saying->moment, binding_node_value(saying->binding, &saying->moment->evaluation, node));
    }
    return *decimals;
}

/* The number that is shown. */
static double as_shown(const struct saying *saying, const struct node_element *element) {
    int decimals = decimals_of(saying, element->node);
    return is_constant(saying, node_at(saying, element->node))
               ? number_constant_shown(element->value, decimals)
               : number_shown(element->value, decimals);
}

/* In parentheses where a sign would follow a sign. */
static void say_text(const struct saying *saying, const char *text, enum role role,
                     struct quantity quantity, bool follows_sign) {
    bool is_bracketed = follows_sign && strncmp(text, "−", strlen("−")) == 0;
    telling_number(saying->telling,
                   is_bracketed ? text_format(saying->telling->arena, "(%s)", text) : text, role,
                   quantity);
}

/* What is transposed, or the node itself. */
static const struct expression *upright(const struct expression *node) {
    while (node->kind == EXPRESSION_TRANSPOSE) {
        node = node->operands[0];
    }
    return node;
}

/* The element of a tensor that a factor is; none for values in between. */
static struct quantity quantity_of(const struct saying *saying, const struct node_element *factor) {
    const struct expression *node = node_at(saying, factor->node);
    const struct expression *tensor = upright(node);
    bool is_transposed = node->kind == EXPRESSION_TRANSPOSE;
    if (tensor->kind != EXPRESSION_TENSOR || tensor->has_element) {
        return QUANTITY_NONE;
    }
    const struct equation formula = {.moment = saying->moment,
                                     .operation = saying->moment->operation};
    return (struct quantity){equation_tensor(&formula, tensor->id),
                             (long)(is_transposed ? factor->column : factor->row),
                             (long)(is_transposed ? factor->row : factor->column)};
}

static enum role role_of(const struct saying *saying, size_t node) {
    const struct expression *tensor = upright(node_at(saying, node));
    const struct notation *notation = saying->moment->program->notation;
    return tensor->kind == EXPRESSION_TENSOR ? notation->symbols[tensor->symbol].role : ROLE_COUNT;
}

/* A number as its matrix has it. */
static double say_number(const struct saying *saying, const struct node_element *element,
                         enum role role, struct quantity quantity, bool follows_sign) {
    struct arena *arena = saying->telling->arena;
    int decimals = decimals_of(saying, element->node);
    const char *text = is_constant(saying, node_at(saying, element->node))
                           ? number_constant_text(arena, element->value, decimals)
                           : number_text(arena, element->value, decimals);
    say_text(saying, text, role, quantity, follows_sign);
    return as_shown(saying, element);
}

/* ---- what is shown, and what is not ---- */

/* A matrix of the board, also one that stands there transposed. */
static bool is_on_board(const struct saying *saying, const struct expression *node) {
    for (size_t i = 0; i < saying->board->slot_count; i++) {
        int slot = saying->board->slots[i].piece.node;
        if (slot >= 0 && upright(node_at(saying, (size_t)slot)) == upright(node)) {
            return true;
        }
    }
    return false;
}

/* Whether the reader sees where a number of this node stands; or nobody could say more. */
static bool is_said_as_number(const struct saying *saying, const struct expression *node) {
    bool is_summation = node->kind == EXPRESSION_CALL && node->function == FUNCTION_SUM_OVER;
    return saying->board == NULL || upright(node)->operand_count == 0 || is_summation ||
           is_constant(saying, node) || is_on_board(saying, node);
}

static double say_explanation(const struct saying *saying, const struct explanation *explanation,
                              bool follows_sign);

static bool needs_parentheses(const struct explanation *explanation) {
    const struct explanation_term *first = explanation->terms;
    return explanation->kind == EXPLANATION_SUM &&
           (explanation->term_count > 1 || first->sign < 0 || first->is_quotient);
}

/* A factor or an argument: its number, or how that comes about. */
static double say_element(const struct saying *saying, const struct node_element *element,
                          bool follows_sign) {
    if (is_said_as_number(saying, node_at(saying, element->node))) {
        return say_number(saying, element, role_of(saying, element->node),
                          quantity_of(saying, element), follows_sign);
    }
    const struct explanation explanation =
        explanation_of_element(saying->telling->arena, saying->binding, &saying->moment->evaluation,
                               element->node, element->row, element->column);
    bool is_bracketed = needs_parentheses(&explanation);
    telling_words(saying->telling, is_bracketed ? "(" : "");
    double value = say_explanation(saying, &explanation, follows_sign && !is_bracketed);
    telling_words(saying->telling, is_bracketed ? ")" : "");
    return value;
}

/* ---- a factor of all terms ---- */

/* A number of the formula that scales a factor of every term: 1/m of ((1/m) dZ) A^T. */
struct scaling {
    const struct expression *constant; /* NULL: there is none */
    const struct expression *rest;
    size_t factor; /* of each term */
    bool is_divisor;
};

static struct scaling scaling_of_node(const struct saying *saying, const struct expression *node,
                                      size_t factor) {
    bool is_quotient = node->kind == EXPRESSION_QUOTIENT;
    struct scaling none = {0};
    if (saying->board == NULL || (node->kind != EXPRESSION_PRODUCT && !is_quotient) ||
        is_constant(saying, node)) {
        return none;
    }
    for (size_t i = is_quotient; i < 2; i++) {
        if (is_constant(saying, node->operands[i])) {
            return (struct scaling){node->operands[i], node->operands[1 - i], factor, is_quotient};
        }
    }
    return none;
}

static struct scaling scaling_of(const struct saying *saying,
                                 const struct explanation *explanation) {
    struct scaling scaling = {0};
    const struct explanation_term *first = explanation->terms;
    bool is_product =
        explanation->kind == EXPLANATION_SUM && first->factor_count == 2 && !first->is_quotient;
    for (size_t factor = 0; is_product && factor < 2 && scaling.constant == NULL; factor++) {
        scaling = scaling_of_node(saying, node_at(saying, first->factors[factor].node), factor);
    }
    return scaling;
}

/* "1 / 4", and not 0.25, where the formula has it so. */
static double say_constant(const struct saying *saying, const struct expression *node) {
    const struct evaluation *evaluation = &saying->moment->evaluation;
    if (node->kind == EXPRESSION_QUOTIENT) {
        double above = say_constant(saying, node->operands[0]);
        telling_words(saying->telling, " / ");
        return above / say_constant(saying, node->operands[1]);
    }
    struct node_element element = {.node = (size_t)node->id};
    element.value = *binding_node_value(saying->binding, evaluation, element.node).values;
    return say_number(saying, &element, ROLE_COUNT, QUANTITY_NONE, true);
}

/* The same element without the scaling. */
static struct node_element unscaled(const struct saying *saying, const struct scaling *scaling,
                                    struct node_element element) {
    element.node = (size_t)scaling->rest->id;
    element.value =
        matrix_at(binding_node_value(saying->binding, &saying->moment->evaluation, element.node),
                  element.row, element.column);
    return element;
}

/* ---- functions ---- */

/* "[a > b]" */
static bool is_indicator(const struct saying *saying, const struct explanation *explanation) {
    return node_at(saying, explanation->result.node)->kind == EXPRESSION_INDICATOR;
}

/* "σ′(", or "[". */
static const char *function_begin(const struct saying *saying, size_t node) {
    const struct bound_node *bound = &saying->binding->nodes[node];
    enum function function = bound->expression->function;
    if (bound->expression->kind == EXPRESSION_INDICATOR) {
        return "[";
    }
    bool is_activation = function == FUNCTION_ACTIVATION || function == FUNCTION_DERIVATIVE;
    const char *name = is_activation ? activation_definition(bound->activation)->text
                                     : function_definition(function)->name;
    return text_format(saying->telling->arena, "%s%s(", name,
                       function == FUNCTION_DERIVATIVE ? "′" : "");
}

/* Between its arguments. */
static const char *separator_of(const struct saying *saying,
                                const struct explanation *explanation) {
    const struct expression *node = node_at(saying, explanation->result.node);
    return is_indicator(saying, explanation) ? print_relation(node->relation, PRINT_TEXT) : ", ";
}

/* ---- terms ---- */

/* Fills in what is shown of its factors. */
static void say_term(const struct saying *saying, const struct explanation_term *term,
                     const struct scaling *scaling, bool follows_sign, double ret[2]) {
    for (size_t k = 0; k < term->factor_count; k++) {
        if (k > 0) {
            telling_words(saying->telling, term->is_quotient ? " / " : " · ");
        }
        bool is_scaled = scaling->constant != NULL && scaling->factor == k;
        struct node_element factor =
            is_scaled ? unscaled(saying, scaling, term->factors[k]) : term->factors[k];
        if (term->is_zero_by_position) {
            telling_words(saying->telling, "0");
            ret[k] = 0;
        } else {
            ret[k] = say_element(saying, &factor, follows_sign || k > 0);
        }
    }
}

/* Of more terms than there may be the first ones and the last: those between are taken as they are
 * shown. factors: two places for each term, filled without gaps. */
static void say_terms(const struct saying *saying, const struct explanation *explanation,
                      const struct scaling *scaling, bool follows_sign, double *factors) {
    bool is_list = explanation->kind == EXPLANATION_FUNCTION;
    size_t count = explanation->term_count;
    for (size_t i = 0; i < count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        bool is_hidden = count > saying->most && i + 1 >= saying->most && i + 1 < count;
        if (is_hidden) {
            telling_quiet(saying->telling, i + 1 > saying->most ? "" : is_list ? ", ⋯" : " + ⋯");
            for (size_t k = 0; k < term->factor_count; k++) {
                *factors++ = as_shown(saying, &term->factors[k]);
            }
            continue;
        }
        bool is_minus = term->sign < 0;
        telling_words(saying->telling, i == 0    ? (is_minus ? "−" : "")
                                       : is_list ? separator_of(saying, explanation)
                                                 : (is_minus ? " − " : " + "));
        bool follows = !is_list && (i > 0 || is_minus || follows_sign);
        say_term(saying, term, scaling, follows, factors);
        factors += term->factor_count;
    }
}

/* ---- J(z)^T g ---- */

/* The sample that an element belongs to, as a column of its units. */
static struct matrix sample_of(const struct saying *saying, const struct explanation *explanation,
                               size_t which) {
    size_t units = explanation->term_count / 2;
    struct matrix column = {units, 1, ARENA_ARRAY(saying->telling->arena, double, units)};
    for (size_t i = 0; i < units; i++) {
        column.values[i] = explanation->terms[which * units + i].factors[0].value;
    }
    return column;
}

/* A row of J(z)^T times the sample's g, with the numbers of J that the board has. */
static double say_jacobian(const struct saying *saying, const struct explanation *explanation,
                           bool follows_sign) {
    struct arena *arena = saying->telling->arena;
    const struct bound_node *node = &saying->binding->nodes[explanation->result.node];
    struct matrix z = sample_of(saying, explanation, 0);
    struct matrix jacobian = {z.rows, z.rows, ARENA_ARRAY(arena, double, z.rows *z.rows)};
    activation_jacobian_into(jacobian, node->activation, z);
    bool are_columns = saying->binding->axis == SAMPLES_AS_COLUMNS;
    size_t unit = z.rows == 1   ? 0
                  : are_columns ? explanation->result.row
                                : explanation->result.column;
    int decimals = moment_decimals(saying->moment, jacobian);
    double sum = 0;
    for (size_t k = 0; k < z.rows; k++) {
        if (k + 1 >= saying->most && k + 1 < z.rows) {
            telling_quiet(saying->telling, k + 1 == saying->most ? " + ⋯" : "");
            continue;
        }
        double slope = matrix_at(jacobian, k, unit);
        telling_words(saying->telling, k > 0 ? " + " : "");
        say_text(saying, number_text(arena, slope, decimals), ROLE_COUNT, QUANTITY_NONE,
                 k > 0 || follows_sign);
        telling_words(saying->telling, " · ");
        double g = say_element(saying, &explanation->terms[z.rows + k].factors[0], true);
        sum += number_shown(slope, decimals) * g;
    }
    return z.rows > saying->most ? explanation->result.value : sum;
}

/* ---- all together ---- */

static bool is_jacobian(const struct saying *saying, const struct explanation *explanation) {
    const struct expression *node = node_at(saying, explanation->result.node);
    return node->kind == EXPRESSION_CALL && node->function == FUNCTION_VJP;
}

/* Returns what somebody gets who does the arithmetic with the numbers that are said. */
static double say_explanation(const struct saying *saying, const struct explanation *explanation,
                              bool follows_sign) {
    if (is_jacobian(saying, explanation)) {
        return say_jacobian(saying, explanation, follows_sign);
    }
    struct arena *arena = saying->telling->arena;
    const struct scaling scaling = scaling_of(saying, explanation);
    bool is_list = explanation->kind == EXPLANATION_FUNCTION;
    bool is_scaled = scaling.constant != NULL;
    bool is_bracketed = is_scaled && explanation->term_count > 1;
    double scale = 1;
    if (is_list) {
        telling_words(saying->telling, function_begin(saying, explanation->result.node));
    }
    if (is_scaled && !scaling.is_divisor) {
        scale = say_constant(saying, scaling.constant);
        telling_words(saying->telling, " · ");
    }
    telling_words(saying->telling, is_bracketed ? "(" : "");
    double *factors = ARENA_ARRAY(arena, double, 2 * explanation->term_count + 1);
    say_terms(saying, explanation, &scaling, (follows_sign || is_scaled) && !is_bracketed, factors);
    telling_words(saying->telling, is_indicator(saying, explanation) ? "]"
                                   : is_bracketed || is_list         ? ")"
                                                                     : "");
    if (scaling.is_divisor) {
        telling_words(saying->telling, " / ");
        scale = 1 / say_constant(saying, scaling.constant);
    }
    return scale * explanation_reckon(arena, saying->binding, explanation, factors);
}

static void say_line(const struct saying *saying, const struct explanation *explanation) {
    double reckoned = say_explanation(saying, explanation, false);
    double value = explanation->result.value;
    int decimals = decimals_of(saying, explanation->result.node);
    bool holds = !isfinite(value) || number_holds(reckoned, value, decimals);
    telling_words(saying->telling, holds ? " = " : " ≈ ");
    say_number(saying, &explanation->result, ROLE_COUNT, QUANTITY_NONE, false);
}

void products_tell(struct telling *telling, const struct moment *moment, const struct focus *focus,
                   size_t most) {
    const struct saying saying = saying_create(telling, moment, most);
    say_line(&saying, &focus->explanation);
}

void products_tell_from_board(struct telling *telling, const struct moment *moment,
                              const struct focus *focus, size_t most) {
    struct saying saying = saying_create(telling, moment, most);
    const struct equation equation = equation_create(moment, moment->operation, NULL);
    const struct filled board = filled_equation_create(&equation);
    saying.board = &board;
    say_line(&saying, &focus->explanation);
}
