/* Activation functions in typed formulas. */
#include "checks/answer/answer_formula_parts.h"

static struct tree *two(const struct answer_parser *parser, enum expression_kind kind,
                        struct tree *left, struct tree *right) {
    return tree_with_two(parser->arena, kind, left, right);
}

static struct tree *exponential(const struct answer_parser *parser, struct tree *argument,
                                bool is_minus) {
    struct tree *copy = tree_copy(parser->arena, argument);
    return tree_call(parser->arena, FUNCTION_EXP,
                     is_minus ? tree_with_one(parser->arena, EXPRESSION_NEGATE, copy) : copy);
}

/* A function of which the layer has none by its formula; NULL where that is not known. */
static struct tree *spelled_out(const struct answer_parser *parser, enum activation activation,
                                struct tree *z) {
    struct arena *arena = parser->arena;
    struct tree *up = exponential(parser, z, false), *down = exponential(parser, z, true);
    switch ((int)activation) {
    case ACTIVATION_SIGMOID:
        return two(parser, EXPRESSION_HADAMARD_QUOTIENT, tree_number(arena, 1),
                   two(parser, EXPRESSION_ADD, tree_number(arena, 1), down));
    case ACTIVATION_TANH:
        return two(parser, EXPRESSION_HADAMARD_QUOTIENT, two(parser, EXPRESSION_SUBTRACT, up, down),
                   two(parser, EXPRESSION_ADD, tree_copy(arena, up), tree_copy(arena, down)));
    case ACTIVATION_RELU: {
        struct tree *both = tree_call(arena, FUNCTION_MAX, tree_number(arena, 0));
        both->operands[both->operand_count++] = z;
        return both;
    }
    case ACTIVATION_SOFTPLUS:
        return tree_call(arena, FUNCTION_LOG,
                         two(parser, EXPRESSION_ADD, tree_number(arena, 1), up));
    case ACTIVATION_LINEAR:
        return z;
    default:
        return NULL;
    }
}

/* Its derivative. */
static struct tree *slope_spelled_out(const struct answer_parser *parser,
                                      enum activation activation, struct tree *z) {
    struct arena *arena = parser->arena;
    struct tree *one = tree_number(arena, 1);
    struct tree *value = spelled_out(parser, activation, z);
    switch ((int)activation) {
    case ACTIVATION_SIGMOID:
        return two(parser, EXPRESSION_HADAMARD, value,
                   two(parser, EXPRESSION_SUBTRACT, one, tree_copy(arena, value)));
    case ACTIVATION_TANH:
        return two(parser, EXPRESSION_SUBTRACT, one,
                   tree_with_one(arena, EXPRESSION_SQUARE, value));
    case ACTIVATION_RELU: {
        struct tree *gate = two(parser, EXPRESSION_INDICATOR, z, tree_number(arena, 0));
        gate->relation = RELATION_ABOVE;
        return gate;
    }
    default:
        return NULL;
    }
}

/* The layer's own function of a pre-activation, or of an activation, stays what it is. */
static bool is_own(const struct answer_parser *parser, enum activation activation,
                   const struct tree *argument) {
    const struct network *network = &parser->recording->program->lesson->network;
    bool is_layer = argument->kind == EXPRESSION_TENSOR && argument->index.base == INDEX_NUMBER &&
                    argument->index.offset >= 1;
    enum role role = is_layer ? recording_role(parser->recording, argument->symbol) : ROLE_COUNT;
    return (role == ROLE_PREACTIVATION || role == ROLE_ACTIVATION) &&
           (activation == ACTIVATION_COUNT ||
            network->layers[argument->index.offset - 1].activation == activation);
}

struct tree *answer_formula_function(const struct answer_parser *parser, enum activation activation,
                                     bool is_slope, struct tree *argument) {
    if (is_own(parser, activation, argument)) {
        return tree_call(parser->arena, is_slope ? FUNCTION_DERIVATIVE : FUNCTION_ACTIVATION,
                         argument);
    }
    return is_slope ? slope_spelled_out(parser, activation, argument)
                    : spelled_out(parser, activation, argument);
}
