#include "engine/program_scope.h"

#include <assert.h>

const struct tensor *program_scope_tensor(const struct program *program, int symbol, int layer) {
    for (int i = 0; i < program->tensor_count; i++) {
        if (program->tensors[i].symbol == symbol && program->tensors[i].layer == layer) {
            return &program->tensors[i];
        }
    }
    return NULL;
}

static bool scope_find(const void *context, int symbol, int layer, bool is_read,
                       struct tensor_storage *ret, const char **reterr_message) {
    const struct program *program = context;
    const struct tensor *tensor = program_scope_tensor(program, symbol, layer);
    if (tensor == NULL) {
        enum role role = program->notation->symbols[symbol].like;
        bool is_bias = role == ROLE_BIAS || role == ROLE_BIAS_GRADIENT;
        *reterr_message =
            is_bias && layer > 0 ? "this layer has no biases" : "this layer has no such tensor";
        return false;
    }
    if (is_read && tensor->first_write == TENSOR_NEVER_WRITTEN) {
        *reterr_message = "no step before this one has computed it";
        return false;
    }
    *ret = tensor->storage;
    return true;
}

static bool scope_activation(const void *context, int symbol, int layer, enum activation *ret) {
    const struct program *program = context;
    bool is_fit = symbol < 0 || program->notation->symbols[symbol].role == ROLE_PREACTIVATION;
    if (!is_fit || layer < 1 || layer > (int)program->lesson->network.layer_count) {
        return false;
    }
    *ret = program->lesson->network.layers[layer - 1].activation;
    return true;
}

static bool scope_is_target(const void *context, int symbol) {
    const struct program *program = context;
    return program->notation->symbols[symbol].role == ROLE_TARGET;
}

/* The n-th of the forward pass; NULL behind the last that there is yet. */
static const struct binding *scope_formula(const void *context, size_t n) {
    const struct program *program = context;
    for (long i = 0; i < program->operation_count; i++) {
        if (program->operations[i].pass == PASS_FORWARD && n-- == 0) {
            return &program->operations[i].binding;
        }
    }
    return NULL;
}

static bool scope_is_forward(const void *context, int symbol) {
    const struct program *program = context;
    enum role role = program->notation->symbols[symbol].role;
    return role != ROLE_ACTIVATION_GRADIENT && role != ROLE_ERROR && role != ROLE_WEIGHT_GRADIENT &&
           role != ROLE_BIAS_GRADIENT;
}

static bool scope_is_vector(const void *context, int symbol) {
    const struct program *program = context;
    enum role role = program->notation->symbols[symbol].role;
    bool is_of_samples =
        role == ROLE_ACTIVATION || role == ROLE_PREACTIVATION || role == ROLE_TARGET;
    return role == ROLE_BIAS || (is_of_samples && program->samples == 1);
}

static const struct forward_pass forward_passes[] = {
    [LAYOUT_NUMERATOR] = {scope_formula, scope_is_forward, scope_is_vector, LAYOUT_NUMERATOR},
    [LAYOUT_DENOMINATOR] = {scope_formula, scope_is_forward, scope_is_vector, LAYOUT_DENOMINATOR},
};
static_assert(sizeof forward_passes / sizeof *forward_passes == LAYOUT_COUNT, "one row a layout");

struct scope program_scope(const struct program *program, int layer) {
    return (struct scope){
        .context = program,
        .layer = layer,
        .last_layer = (int)program->lesson->network.layer_count,
        .axis = program->notation->samples,
        .find = scope_find,
        .activation = scope_activation,
        .is_target = scope_is_target,
        .forward = &forward_passes[program->notation->layout],
    };
}
