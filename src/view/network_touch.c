#include "view/network_touch.h"

#include <string.h>

struct network_touch network_touch_create(const struct canvas *canvas) {
    struct network_touch touch = {
        .program = session_program(canvas->session),
        .state = session_state(canvas->session),
    };
    touch.sample = session_sample(canvas->session);
    touch.place = session_program_place(canvas->session);
    bool *is_touched = ARENA_ARRAY(canvas->arena, bool, (size_t)touch.program->tensor_count);
    touch.is_touched = is_touched;
    const struct operation *operation = touch.place.operation;
    if (operation == NULL) {
        return touch;
    }
    is_touched[operation->target] = true;
    for (size_t i = 0; i < operation->binding.node_count; i++) {
        const struct bound_node *node = &operation->binding.nodes[i];
        for (int k = 0; k < touch.program->tensor_count; k++) {
            bool is_read = node->expression->kind == EXPRESSION_TENSOR &&
                           touch.program->tensors[k].place.offset == node->tensor.offset;
            is_touched[k] = is_touched[k] || is_read;
        }
    }
    return touch;
}

int network_touch_tensor(const struct network_touch *touch, enum role role, size_t layer) {
    int tensor = program_find_tensor(touch->program, role, (int)layer);
    return tensor >= 0 && program_is_written(touch->program, tensor, touch->place.done) ? tensor
                                                                                        : -1;
}

bool network_touch_has(const struct network_touch *touch, enum role role, size_t layer) {
    int tensor = program_find_tensor(touch->program, role, (int)layer);
    return tensor >= 0 && touch->is_touched[tensor];
}

bool network_touch_neurons(const struct network_touch *touch, size_t layer) {
    static const enum role roles[] = {ROLE_ACTIVATION, ROLE_PREACTIVATION, ROLE_ACTIVATION_GRADIENT,
                                      ROLE_ERROR,      ROLE_BIAS,          ROLE_BIAS_GRADIENT};
    bool is_touched = touch->place.operation == NULL;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        is_touched = is_touched || network_touch_has(touch, roles[i], layer);
    }
    return is_touched;
}

bool network_touch_edges(const struct network_touch *touch, size_t layer) {
    return touch->place.operation == NULL || network_touch_has(touch, ROLE_WEIGHT, layer) ||
           network_touch_has(touch, ROLE_WEIGHT_GRADIENT, layer);
}

bool network_touch_has_samples(const struct network_touch *touch, int tensor) {
    static const bool with_samples[ROLE_COUNT_OF_ROLES] = {
        [ROLE_TARGET] = true, [ROLE_PREACTIVATION] = true,       [ROLE_ACTIVATION] = true,
        [ROLE_ERROR] = true,  [ROLE_ACTIVATION_GRADIENT] = true,
    };
    return with_samples[touch->program->tensors[tensor].role];
}

struct quantity network_touch_unit(const struct network_touch *touch, int tensor, size_t unit) {
    bool is_down = touch->program->notation->samples == SAMPLES_AS_COLUMNS;
    long sample = network_touch_has_samples(touch, tensor) ? (long)touch->sample : 0;
    return (struct quantity){tensor, is_down ? (long)unit : sample, is_down ? sample : (long)unit};
}

struct quantity network_touch_edge(const struct network_touch *touch, int tensor, size_t unit,
                                   size_t below) {
    bool is_down = touch->program->notation->samples == SAMPLES_AS_COLUMNS;
    return (struct quantity){tensor, (long)(is_down ? unit : below),
                             (long)(is_down ? below : unit)};
}

double network_touch_value(const struct network_touch *touch, struct quantity quantity) {
    struct matrix value = program_tensor_value(touch->program, quantity.tensor, touch->state);
    return matrix_at(value, (size_t)quantity.row, (size_t)quantity.column);
}
