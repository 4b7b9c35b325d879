#include "engine/program_scope.h"

const struct tensor *program_scope_tensor(const struct program *program, int symbol, int layer) {
    for (int i = 0; i < program->tensor_count; i++) {
        if (program->tensors[i].symbol == symbol && program->tensors[i].layer == layer) {
            return &program->tensors[i];
        }
    }
    return NULL;
}

static bool scope_find(const void *context, int symbol, int layer, bool is_read,
                       struct tensor_place *ret, const char **reterr_message) {
    const struct program *program = context;
    const struct tensor *tensor = program_scope_tensor(program, symbol, layer);
    if (tensor == NULL) {
        enum role role = program->notation->symbols[symbol].role;
        bool is_bias = role == ROLE_BIAS || role == ROLE_BIAS_GRADIENT;
        *reterr_message =
            is_bias && layer > 0 ? "this layer has no biases" : "this layer has no such tensor";
        return false;
    }
    if (is_read && tensor->first_write == TENSOR_NEVER_WRITTEN) {
        *reterr_message = "no step before this one has computed it";
        return false;
    }
    *ret = tensor->place;
    return true;
}

static bool scope_activation(const void *context, int symbol, int layer, enum activation *ret) {
    const struct program *program = context;
    if (program->notation->symbols[symbol].role != ROLE_PREACTIVATION || layer < 1 ||
        layer > (int)program->lesson->network.layer_count) {
        return false;
    }
    *ret = program->lesson->network.layers[layer - 1].activation;
    return true;
}

static bool scope_is_target(const void *context, int symbol) {
    const struct program *program = context;
    return program->notation->symbols[symbol].role == ROLE_TARGET;
}

struct scope program_scope(const struct program *program, int layer) {
    return (struct scope){
        .context = program,
        .layer = layer,
        .last_layer = (int)program->lesson->network.layer_count,
        .axis = program->notation->samples,
        .find = scope_find,
        .activation = scope_activation,
        .is_target = scope_is_target,
    };
}
