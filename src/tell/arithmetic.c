#include "tell/arithmetic.h"

#include "base/number.h"
#include "engine/program_state.h"
#include "formula/print/print.h"
#include "step/filled_equation.h"
#include "tell/arithmetic_parts.h"

#include <math.h>

/* Where something stands that may need parentheses. */
enum stand_kind { STAND_ALONE, STAND_ADDEND, STAND_SUBTRAHEND, STAND_FACTOR, STAND_DIVISOR };
struct stand {
    enum stand_kind kind;
    bool follows_sign; /* a minus may not stand there */
};

static double say_explanation(const struct saying *saying, const struct explanation *explanation,
                              struct stand stand);

static double say_element_at(const struct saying *saying, struct node_element element,
                             struct stand stand);

static void say(const struct saying *saying, const char *words) {
    telling_words(saying->telling, words);
}

static struct explanation explain(const struct saying *saying, const struct node_element *element) {
    return explanation_of_element(saying->telling->arena, saying->binding, &saying->evaluation,
                                  element->node, element->row, element->column);
}

/* ---- parentheses ---- */

static bool needs_parentheses(const struct explanation *explanation, struct stand stand) {
    bool is_sum = explanation->kind == EXPLANATION_SUM;
    bool is_long = is_sum && explanation->term_count > 1;
    bool is_negative = is_sum && explanation->terms[0].sign < 0;
    bool is_product = is_sum && explanation->terms[0].factor_count == 2;
    switch (stand.kind) {
    case STAND_ALONE:
        return false;
    case STAND_ADDEND:
        return is_negative && stand.follows_sign;
    case STAND_SUBTRAHEND:
        return is_long || is_negative;
    case STAND_FACTOR:
        return is_long || is_negative;
    case STAND_DIVISOR:
        return is_long || is_negative || is_product;
    }
    return false;
}

/* ---- what only stands for something else ---- */

static bool is_unit(const struct saying *saying, size_t node) {
    const struct expression *upright = arithmetic_upright(arithmetic_node(saying, node));
    return upright->kind == EXPRESSION_CALL && upright->function == FUNCTION_UNIT;
}

/* 0 times what is not finite is no 0: a unit vector does not select from that. */
static bool is_spoiled(const struct explanation *explanation, size_t unit) {
    bool is_bad = false;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct node_element *factors = explanation->terms[i].factors;
        double other = factors[1 - unit].value;
        is_bad =
            is_bad || (factors[unit].value == 0 && !isfinite(other) && !number_is_hidden(other));
    }
    return is_bad;
}

/* The factor that is left of x e_k or e_k^T x: *ret is false where it is 0. */
static bool selected_by_unit(const struct saying *saying, const struct explanation *explanation,
                             struct node_element *element, bool *ret) {
    const struct explanation_term *terms = explanation->terms;
    bool is_product =
        explanation->kind == EXPLANATION_SUM && terms[0].factor_count == 2 && !terms[0].is_quotient;
    *ret = false;
    for (size_t unit = 0; is_product && unit < 2; unit++) {
        if (!is_unit(saying, terms[0].factors[unit].node)) {
            continue;
        }
        if (is_spoiled(explanation, unit)) {
            return false;
        }
        for (size_t i = 0; i < explanation->term_count; i++) {
            if (terms[i].factors[unit].value > 0) {
                *element = terms[i].factors[1 - unit];
                *ret = true;
            }
        }
        return true;
    }
    return false;
}

/* A transposed element is the other one, and that of a product with a unit vector one of the
 * other factor's. False: it is 0. */
static bool resolve(const struct saying *saying, struct node_element *element) {
    while (!arithmetic_is_number(saying, arithmetic_node(saying, element->node))) {
        struct explanation explanation = explain(saying, element);
        bool is_there = true;
        if (arithmetic_node(saying, element->node)->kind == EXPRESSION_TRANSPOSE) {
            *element = explanation.terms[0].factors[0];
        } else if (!selected_by_unit(saying, &explanation, element, &is_there)) {
            return explanation.term_count == 0 || !explanation.terms[0].is_zero_by_position;
        }
        if (!is_there) {
            return false;
        }
    }
    return true;
}

/* ---- an element ---- */

/* (a − y)², and not the product of twice the same. */
static double say_square(const struct saying *saying, const struct explanation *explanation) {
    struct node_element base = explanation->terms[0].factors[0];
    double shown = say_element_at(saying, base, (struct stand){STAND_DIVISOR, true});
    say(saying, "²");
    return shown * shown;
}

static double say_element_at(const struct saying *saying, struct node_element element,
                             struct stand stand) {
    if (!resolve(saying, &element)) {
        say(saying, "0");
        return 0;
    }
    const struct expression *node = arithmetic_node(saying, element.node);
    if (!saying->is_of_operands && arithmetic_is_constant(saying, node)) {
        return arithmetic_say_constant(saying, node, stand.follows_sign);
    }
    if (arithmetic_is_number(saying, node)) {
        return arithmetic_say_number(saying, &element, arithmetic_decimals(saying, element.node),
                                     stand.follows_sign);
    }
    const struct explanation explanation = explain(saying, &element);
    if (node->kind == EXPRESSION_SQUARE) {
        return say_square(saying, &explanation);
    }
    bool is_bracketed = needs_parentheses(&explanation, stand);
    say(saying, is_bracketed ? "(" : "");
    double value = say_explanation(saying, &explanation,
                                   is_bracketed ? (struct stand){STAND_ALONE, false} : stand);
    say(saying, is_bracketed ? ")" : "");
    return value;
}

static double say_factor(const struct saying *saying, const struct node_element *element,
                         bool follows_sign) {
    return say_element_at(saying, *element, (struct stand){STAND_FACTOR, follows_sign});
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
    bool is_product = node->kind == EXPRESSION_PRODUCT;
    for (size_t i = is_quotient; (is_product || is_quotient) && i < 2; i++) {
        if (arithmetic_is_constant(saying, node->operands[i]) &&
            !arithmetic_is_number(saying, node)) {
            return (struct scaling){node->operands[i], node->operands[1 - i], factor, is_quotient};
        }
    }
    return (struct scaling){0};
}

static struct scaling scaling_of(const struct saying *saying,
                                 const struct explanation *explanation) {
    struct scaling scaling = {0};
    const struct explanation_term *first = explanation->terms;
    bool is_product =
        explanation->kind == EXPLANATION_SUM && first->factor_count == 2 && !first->is_quotient;
    for (size_t factor = 0; is_product && factor < 2 && scaling.constant == NULL; factor++) {
        scaling =
            scaling_of_node(saying, arithmetic_node(saying, first->factors[factor].node), factor);
    }
    return scaling;
}

/* The same element without the scaling. */
static struct node_element unscaled(const struct saying *saying, const struct scaling *scaling,
                                    struct node_element element) {
    element.node = (size_t)scaling->rest->id;
    element.value =
        matrix_at(binding_node_value(saying->binding, &saying->evaluation, element.node),
                  element.row, element.column);
    return element;
}

/* ---- functions ---- */

static bool is_indicator(const struct saying *saying, const struct explanation *explanation) {
    return arithmetic_node(saying, explanation->result.node)->kind == EXPRESSION_INDICATOR;
}

/* "σ′(", or "[" of "[a > b]". */
static const char *function_begin(const struct saying *saying, size_t node) {
    const struct bound_node *bound = &saying->binding->nodes[node];
    enum function function = bound->expression->function;
    if (bound->expression->kind == EXPRESSION_INDICATOR) {
        return "[";
    }
    bool is_slope = function == FUNCTION_DERIVATIVE || function == FUNCTION_JACOBIAN;
    bool is_activation = function == FUNCTION_ACTIVATION || is_slope;
    const char *name = is_activation               ? activation_definition(bound->activation)->text
                       : function == FUNCTION_ROOT ? "√"
                                                   : function_definition(function)->name;
    return text_format(saying->telling->arena, "%s%s(", name, is_slope ? "′" : "");
}

/* Between its arguments. */
static const char *separator_of(const struct saying *saying,
                                const struct explanation *explanation) {
    const struct expression *node = arithmetic_node(saying, explanation->result.node);
    return is_indicator(saying, explanation) ? print_relation(node->relation, PRINT_TEXT) : ", ";
}

/* ---- terms ---- */

static const char *sign_before(const struct saying *saying, const struct explanation *explanation,
                               size_t which) {
    bool is_minus = explanation->terms[which].sign < 0;
    return which == 0                                  ? (is_minus ? "−" : "")
           : explanation->kind == EXPLANATION_FUNCTION ? separator_of(saying, explanation)
                                                       : (is_minus ? " − " : " + ");
}

/* A single term stands where its sum does. */
static struct stand stand_of(const struct explanation *explanation, size_t which, size_t factor,
                             struct stand outer) {
    const struct explanation_term *term = &explanation->terms[which];
    bool follows_sign = outer.follows_sign || which > 0 || term->sign < 0 || factor > 0;
    if (explanation->kind == EXPLANATION_FUNCTION) {
        return (struct stand){STAND_ALONE, false};
    }
    if (term->factor_count == 2) {
        bool is_divisor = factor == 1 && term->is_quotient;
        return (struct stand){is_divisor ? STAND_DIVISOR : STAND_FACTOR, follows_sign};
    }
    if (term->sign > 0 && explanation->term_count == 1) {
        return outer;
    }
    return (struct stand){term->sign < 0 ? STAND_SUBTRAHEND : STAND_ADDEND, follows_sign};
}

/* In a sum over k all of it is computed for the k of the term. */
static struct saying take_turn(const struct saying *saying, const struct explanation *explanation,
                               const struct explanation_term *term) {
    struct saying turn = *saying;
    if (term->turn > 0) {
        const struct expression *sum = arithmetic_node(saying, explanation->result.node);
        turn.evaluation.element[sum->which.number] = term->turn;
        binding_compute_summand(saying->binding, &turn.evaluation, explanation->result.node,
                                term->turn);
        binding_unfold(saying->binding, &turn.evaluation);
    }
    return turn;
}

/* Fills in what is shown of its factors. */
static void say_term(const struct saying *saying, const struct explanation *explanation,
                     size_t which, const struct scaling *scaling, struct stand stand,
                     double ret[2]) {
    const struct explanation_term *term = &explanation->terms[which];
    struct saying turn = take_turn(saying, explanation, term);
    for (size_t k = 0; k < term->factor_count; k++) {
        say(saying, k == 0 ? "" : term->is_quotient ? " / " : " · ");
        bool is_scaled = scaling->constant != NULL && scaling->factor == k;
        struct node_element factor =
            is_scaled ? unscaled(saying, scaling, term->factors[k]) : term->factors[k];
        ret[k] = say_element_at(&turn, factor, stand_of(explanation, which, k, stand));
    }
}

/* factors: those of each term, without gaps. False where not all are said. */
static bool say_terms(const struct saying *saying, const struct explanation *explanation,
                      const struct scaling *scaling, struct stand stand, double *factors) {
    size_t count = explanation->term_count;
    for (size_t i = 0; i < count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        bool is_hidden = count > saying->most && i + 1 >= saying->most && i + 1 < count;
        if (is_hidden) {
            const char *sign = sign_before(saying, explanation, 1);
            telling_quiet(saying->telling, i + 1 > saying->most
                                               ? ""
                                               : text_format(saying->telling->arena, "%s⋯", sign));
        } else {
            say(saying, sign_before(saying, explanation, i));
            say_term(saying, explanation, i, scaling, stand, factors);
        }
        factors += term->factor_count;
    }
    return count <= saying->most;
}

/* ---- all together ---- */

static bool is_jacobian(const struct saying *saying, const struct explanation *explanation) {
    const struct expression *node = arithmetic_node(saying, explanation->result.node);
    return node->kind == EXPRESSION_CALL && node->function == FUNCTION_VJP;
}

/* Returns what somebody gets who does the arithmetic with the numbers that are said. */
static double say_explanation(const struct saying *saying, const struct explanation *explanation,
                              struct stand stand) {
    if (is_jacobian(saying, explanation)) {
        if (saying->has_names != NULL) {
            *saying->has_names = false;
            return 0;
        }
        return arithmetic_say_jacobian(saying, explanation, stand.follows_sign, say_factor);
    }
    struct arena *arena = saying->telling->arena;
    const struct scaling scaling = scaling_of(saying, explanation);
    bool is_function = explanation->kind == EXPLANATION_FUNCTION;
    bool is_scaled = scaling.constant != NULL;
    bool is_bracketed = is_scaled && explanation->term_count > 1;
    double scale = 1;
    say(saying, is_function ? function_begin(saying, explanation->result.node) : "");
    if (is_scaled && !scaling.is_divisor) {
        scale = arithmetic_say_constant(saying, scaling.constant, stand.follows_sign);
        say(saying, " · ");
        stand.follows_sign = true;
    }
    say(saying, is_bracketed ? "(" : "");
    double *factors = ARENA_ARRAY(arena, double, 2 * explanation->term_count + 1);
    stand = is_bracketed ? (struct stand){STAND_ALONE, false} : stand;
    bool is_all = say_terms(saying, explanation, &scaling, stand, factors);
    say(saying, is_function && is_indicator(saying, explanation) ? "]"
                : is_bracketed || is_function                    ? ")"
                                                                 : "");
    if (scaling.is_divisor) {
        say(saying, " / ");
        scale = 1 / arithmetic_say_constant(saying, scaling.constant, true);
    }
    return is_all ? scale * explanation_reckon(arena, saying->binding, explanation, factors)
                  : explanation->result.value;
}

/* What comes out: "?" where it is asked for, also of a copy, whose operand may be read. */
static double result_value(const struct saying *saying, const struct node_element *result) {
    const struct moment *moment = saying->moment;
    const struct matrix written =
        program_tensor_value(moment->program, moment->operation->target, moment->state);
    bool is_written = result->node + 1 == saying->binding->node_count &&
                      result->row < written.rows && result->column < written.columns;
    double value = is_written ? matrix_at(written, result->row, result->column) : 0;
    return is_written && number_is_hidden(value) ? value : result->value;
}

static struct saying begin(const struct arithmetic *arithmetic) {
    const struct moment *moment = arithmetic->moment;
    struct saying saying = {.telling = arithmetic->telling,
                            .moment = moment,
                            .binding = &moment->operation->binding,
                            .evaluation = arithmetic->evaluation,
                            .is_of_operands = arithmetic->reach == ARITHMETIC_OF_OPERANDS,
                            .most = arithmetic->most};
    size_t count = saying.binding->node_count;
    saying.decimals = ARENA_ARRAY(saying.telling->arena, int, count);
    for (size_t i = 0; i < count; i++) {
        saying.decimals[i] = -1;
    }
    if (arithmetic->reach == ARITHMETIC_OF_BOARD) {
        const struct equation equation = equation_create(moment, moment->operation, NULL);
        int *board;
        saying.board_count = filled_equation_list_nodes(&equation, &board);
        saying.board = board;
    }
    return saying;
}

bool arithmetic_tell_names(const struct arithmetic *arithmetic,
                           const struct explanation *explanation) {
    struct saying saying = begin(arithmetic);
    bool has_names = explanation->kind != EXPLANATION_LEAF && !is_jacobian(&saying, explanation);
    saying.has_names = &has_names;
    if (has_names) {
        say_explanation(&saying, explanation, (struct stand){STAND_ALONE, false});
    }
    return has_names;
}

void arithmetic_tell(const struct arithmetic *arithmetic, const struct explanation *explanation,
                     int decimals) {
    struct saying saying = begin(arithmetic);
    const struct node_element *result = &explanation->result;
    const struct stand alone = {STAND_ALONE, false};
    bool is_leaf = explanation->kind == EXPLANATION_LEAF;
    double reckoned = is_leaf ? say_element_at(&saying, *result, alone)
                              : say_explanation(&saying, explanation, alone);
    decimals = decimals < 0 ? arithmetic_decimals(&saying, result->node) : decimals;
    double value = result_value(&saying, result);
    bool holds = !isfinite(value) || number_holds(reckoned, value, decimals);
    telling_relation(saying.telling, holds ? " = " : " ≈ ");
    arithmetic_say_text(&saying, number_text(saying.telling->arena, value, decimals), ROLE_COUNT,
                        QUANTITY_NONE, false);
}
