#include "tell/elements.h"

#include "base/number.h"
#include "formula/convention.h"
#include "formula/explain/explanation.h"
#include "session/strings.h"

#include <math.h>
#include <string.h>

struct speaker {
    struct telling *telling;
    const struct moment *moment;
    const struct binding *binding;
    struct evaluation evaluation;
    size_t most_summands;
};

static void say(const struct speaker *speaker, const char *text) {
    telling_words(speaker->telling, text);
}

static double value_of(const struct speaker *speaker, const struct expression *node) {
    return binding_node_value(speaker->binding, &speaker->evaluation, (size_t)node->id).values[0];
}

/* As many as the tensor has that the node reads an element of; of the result, as many as the target
 * has once it is there. */
static int decimals_of(const struct speaker *speaker, const struct expression *node, double value) {
    const struct moment *moment = speaker->moment;
    const struct binding *binding = speaker->binding;
    const struct evaluation *evaluation = &speaker->evaluation;
    bool is_result = node == binding->statement->value && moment->at.element == 0;
    struct tensor_storage storage = is_result ? binding->target : binding->nodes[node->id].tensor;
    if (!is_result && node->kind != EXPRESSION_TENSOR) {
        return moment_decimals(moment, (struct matrix){1, 1, &value});
    }
    bool is_old =
        !is_result && evaluation->before != NULL && storage.offset == binding->target.offset;
    const double *values = is_old ? evaluation->before : evaluation->state + storage.offset;
    return number_decimals(values, shape_count(storage.shape), moment->decimals);
}

/* Returns what is shown. */
static double say_number(const struct speaker *speaker, const struct expression *node,
                         enum role role, double value, bool needs_brackets) {
    struct arena *arena = speaker->telling->arena;
    int decimals = decimals_of(speaker, node, value);
    bool is_constant = equation_is_constant(speaker->moment->program->notation, node);
    const char *text = is_constant ? number_constant_text(arena, value, decimals)
                                   : number_text(arena, value, decimals);
    bool is_bracketed = needs_brackets && (value < 0 || signbit(value));
    telling_number(speaker->telling, is_bracketed ? text_format(arena, "(%s)", text) : text, role,
                   QUANTITY_NONE);
    return is_constant ? number_constant_shown(value, decimals) : number_shown(value, decimals);
}

static enum role role_of(const struct speaker *speaker, const struct expression *node) {
    const struct notation *notation = speaker->moment->program->notation;
    return node->kind == EXPRESSION_TENSOR ? notation->symbols[node->symbol].role : ROLE_COUNT;
}

static double say_node(const struct speaker *speaker, const struct expression *node,
                       bool follows_sign);

/* Each k in turn: the summand has to be computed again for every one of them. Nobody can add up
 * what dots stand for: with them the sum is right. */
static double say_summation(const struct speaker *speaker, const struct expression *node,
                            bool follows_sign) {
    const struct bound_node *bound = &speaker->binding->nodes[node->id];
    size_t count = (size_t)bound->constant;
    double sum = 0;
    for (size_t k = 1; k <= count; k++) {
        say(speaker, k > 1 ? " + " : "");
        if (k == speaker->most_summands && count > speaker->most_summands) {
            telling_quiet(speaker->telling, "⋯ + ");
            k = count;
        }
        struct speaker turn = *speaker;
        turn.evaluation.element[node->which.number] = k;
        binding_compute_summand(speaker->binding, &turn.evaluation, (size_t)node->id, k);
        sum += say_node(&turn, node->operands[1], k > 1 || follows_sign);
    }
    return count > speaker->most_summands ? value_of(speaker, node) : sum;
}

static bool is_sum(const struct expression *node) {
    return node->kind == EXPRESSION_ADD || node->kind == EXPRESSION_SUBTRACT ||
           (node->kind == EXPRESSION_CALL && node->function == FUNCTION_SUM_OVER);
}

static bool is_number(const struct speaker *speaker, const struct expression *node) {
    return shape_count(speaker->binding->nodes[node->id].shape) == 1;
}

static bool is_pair_of_numbers(const struct speaker *speaker, const struct expression *node) {
    return node->operand_count == 2 && node->kind != EXPRESSION_CALL &&
           is_number(speaker, node->operands[0]) && is_number(speaker, node->operands[1]);
}

static bool is_row_and_column(const struct speaker *speaker, const struct expression *node) {
    return node->kind == EXPRESSION_PRODUCT && is_number(speaker, node) &&
           !is_number(speaker, node->operands[0]) && !is_number(speaker, node->operands[1]);
}

/* More than a number, an element or a function of one. */
static bool is_arithmetic(const struct speaker *speaker, const struct expression *node) {
    return is_sum(node) || is_pair_of_numbers(speaker, node) || is_row_and_column(speaker, node);
}

/* A factor; a sum among factors keeps its parentheses. */
static double say_factor(const struct speaker *speaker, const struct expression *node,
                         bool follows_sign) {
    bool is_long = is_sum(node) || is_row_and_column(speaker, node);
    say(speaker, is_long ? "(" : "");
    double shown = say_node(speaker, node, follows_sign && !is_long);
    say(speaker, is_long ? ")" : "");
    return shown;
}

static double say_product(const struct speaker *speaker, const struct expression *node,
                          bool follows_sign) {
    bool is_quotient =
        node->kind == EXPRESSION_QUOTIENT || node->kind == EXPRESSION_HADAMARD_QUOTIENT;
    double left = say_factor(speaker, node->operands[0], follows_sign);
    say(speaker, is_quotient ? " / " : " · ");
    double right = say_factor(speaker, node->operands[1], true);
    if (convention_holds(&speaker->binding->nodes[node->id], left, right)) {
        return 0;
    }
    return is_quotient ? left / right : left * right;
}

static double say_sum(const struct speaker *speaker, const struct expression *node,
                      bool follows_sign) {
    bool is_added = node->kind == EXPRESSION_ADD;
    double left = say_node(speaker, node->operands[0], follows_sign);
    say(speaker, is_added ? " + " : " − ");
    double right = say_factor(speaker, node->operands[1], true);
    return is_added ? left + right : left - right;
}

/* One factor of a row times a column. */
static double say_part(const struct speaker *speaker, const struct node_element *part,
                       bool needs_brackets) {
    struct arena *arena = speaker->telling->arena;
    const struct expression *node = speaker->binding->nodes[part->node].expression;
    const struct expression *named = node->kind == EXPRESSION_TRANSPOSE ? node->operands[0] : node;
    struct matrix whole =
        binding_node_value(speaker->binding, &speaker->evaluation, (size_t)named->id);
    int decimals = moment_decimals(speaker->moment, whole);
    const char *text = number_text(arena, part->value, decimals);
    bool is_bracketed = needs_brackets && strncmp(text, "−", strlen("−")) == 0;
    telling_number(speaker->telling, is_bracketed ? text_format(arena, "(%s)", text) : text,
                   role_of(speaker, named), QUANTITY_NONE);
    return number_shown(part->value, decimals);
}

/* A row times a column, which is one number: each of its products. */
static double say_row_and_column(const struct speaker *speaker, const struct expression *node,
                                 bool follows_sign) {
    binding_unfold(speaker->binding, &speaker->evaluation);
    struct explanation parts = explanation_of_element(speaker->telling->arena, speaker->binding,
                                                      &speaker->evaluation, (size_t)node->id, 0, 0);
    double sum = 0;
    for (size_t i = 0; i < parts.term_count; i++) {
        say(speaker, i > 0 ? " + " : "");
        if (i + 1 == speaker->most_summands && parts.term_count > speaker->most_summands) {
            telling_quiet(speaker->telling, "⋯ + ");
            i = parts.term_count - 1;
        }
        double product = 1;
        for (size_t k = 0; k < parts.terms[i].factor_count; k++) {
            say(speaker, k > 0 ? " · " : "");
            product *= say_part(speaker, &parts.terms[i].factors[k], follows_sign || i + k > 0);
        }
        sum += product;
    }
    return parts.term_count > speaker->most_summands ? value_of(speaker, node) : sum;
}

/* The negative of what is arithmetic itself. */
static double say_negative(const struct speaker *speaker, const struct expression *node,
                           bool follows_sign) {
    say(speaker, follows_sign ? "(−" : "−");
    double shown = say_factor(speaker, node->operands[0], true);
    say(speaker, follows_sign ? ")" : "");
    return -shown;
}

/* The arithmetic of a node, down to what is no arithmetic: elements, functions, numbers. Returns
 * what a reader gets who does it with the numbers that are shown. */
static double say_node(const struct speaker *speaker, const struct expression *node,
                       bool follows_sign) {
    bool is_summation = node->kind == EXPRESSION_CALL && node->function == FUNCTION_SUM_OVER;
    bool is_pair = is_pair_of_numbers(speaker, node);
    if (is_summation && is_number(speaker, node)) {
        return say_summation(speaker, node, follows_sign);
    }
    if (node->kind == EXPRESSION_NEGATE && is_number(speaker, node->operands[0]) &&
        is_arithmetic(speaker, node->operands[0])) {
        return say_negative(speaker, node, follows_sign);
    }
    if (is_row_and_column(speaker, node)) {
        return say_row_and_column(speaker, node, follows_sign);
    }
    if (is_pair) {
        return is_sum(node) ? say_sum(speaker, node, follows_sign)
                            : say_product(speaker, node, follows_sign);
    }
    return say_number(speaker, node, role_of(speaker, node), value_of(speaker, node), follows_sign);
}

void elements_tell(struct telling *telling, const struct moment *moment, size_t row, size_t column,
                   size_t most_summands) {
    const struct binding *binding = &moment->operation->binding;
    const struct expression *target = binding->statement->target;
    struct speaker speaker = {telling, moment, binding, moment->evaluation, most_summands};
    const struct element_index *indexes[2] = {&target->row, &target->column};
    const size_t places[2] = {row + 1, column + 1};
    size_t which = row * binding->target.shape.columns + column + 1; /* of a row or a column */
    for (size_t i = 0; i < 2 && target->has_element; i++) {
        if (indexes[i]->is_letter) {
            speaker.evaluation.element[indexes[i]->number] = target->is_vector ? which : places[i];
        }
    }
    binding_compute(binding, &speaker.evaluation);
    double value = value_of(&speaker, binding->statement->value);
    if (target->has_element) {
        telling_quiet(telling, STRING_FILL(telling->arena, telling->language, STRING_ROW_COLUMN,
                                           number_count_text(telling->arena, (long)places[0]),
                                           number_count_text(telling->arena, (long)places[1])));
        say(&speaker, " ");
    }
    double reckoned = say_node(&speaker, binding->statement->value, false);
    int decimals = decimals_of(&speaker, binding->statement->value, value);
    say(&speaker, number_holds(reckoned, value, decimals) ? " = " : " ≈ ");
    say_number(&speaker, binding->statement->value, ROLE_COUNT, value, false);
}
