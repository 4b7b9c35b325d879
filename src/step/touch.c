#include "step/touch.h"

#include "base/number.h"
#include "engine/program_state.h"

static bool *touched_tensors(const struct moment *moment, const struct program *program,
                             const struct operation *operation) {
    bool *is_touched = ARENA_ARRAY(moment->arena, bool, (size_t)program->tensor_count);
    if (operation == NULL) {
        return is_touched;
    }
    is_touched[operation->target] = true;
    for (size_t i = 0; i < operation->binding.node_count; i++) {
        int tensor = program_node_tensor(program, &operation->binding, i);
        if (tensor >= 0) {
            is_touched[tensor] = true;
        }
    }
    return is_touched;
}

/* What is worked out is the whole target. A line of a proof may be about one element of it, of
 * which all are there already. */
static bool is_of_target(const struct moment *moment, const struct operation *operation) {
    const struct binding *binding = &moment->operation->binding;
    struct shape value = binding->nodes[binding->node_count - 1].shape;
    struct shape target = moment->program->tensors[operation->target].storage.shape;
    return value.rows == target.rows && value.columns == target.columns;
}

/* The elements that the reader has stepped through: those of the last term are the target's. */
static void take_partial(const struct moment *moment, struct touch *touch) {
    const struct focus *focus = moment->focus;
    const struct operation *operation = touch->place.operation;
    if (moment->at.element == 0 || operation == NULL || !is_of_target(moment, operation)) {
        return;
    }
    touch->partial_tensor = touch->place.operation->target;
    if (focus->is_shown && focus->term + 1 == focus->term_count) {
        touch->partial = binding_value(&moment->operation->binding, &moment->evaluation);
        touch->known = focus->known;
    }
}

size_t touch_sample(const struct moment *moment) {
    const struct focus *focus = moment->focus;
    const struct program *program = moment->program;
    const struct operation *operation = moment->place.operation;
    size_t chosen = moment->look.sample;
    if (operation == NULL || !focus->is_shown || !focus->is_by_element ||
        !quantity_has_samples(program, operation->target)) {
        return chosen;
    }
    const struct quantity element = {operation->target, (long)focus->row, (long)focus->column};
    size_t sample = (size_t)quantity_across(program, element);
    return sample < program->samples ? sample : chosen;
}

struct touch touch_create(const struct moment *moment) {
    struct touch touch = {
        .program = moment->program,
        .state = moment->state,
        .place = moment->place,
        .partial_tensor = -1,
    };
    touch.is_touched = touched_tensors(moment, touch.program, touch.place.operation);
    take_partial(moment, &touch);
    touch.sample = touch_sample(moment);
    return touch;
}

static bool is_written(const struct touch *touch, int tensor) {
    return program_is_written(touch->program, tensor, touch->place.done);
}

int touch_tensor(const struct touch *touch, enum role role, size_t layer) {
    int tensor = program_find_tensor(touch->program, role, (int)layer);
    return tensor >= 0 && (tensor == touch->partial_tensor || is_written(touch, tensor)) ? tensor
                                                                                         : -1;
}

bool touch_has(const struct touch *touch, enum role role, size_t layer) {
    int tensor = program_find_tensor(touch->program, role, (int)layer);
    return tensor >= 0 && touch->is_touched[tensor];
}

bool touch_neurons(const struct touch *touch, size_t layer) {
    static const enum role roles[] = {ROLE_ACTIVATION, ROLE_PREACTIVATION, ROLE_ACTIVATION_GRADIENT,
                                      ROLE_ERROR,      ROLE_BIAS,          ROLE_BIAS_GRADIENT};
    bool is_touched = touch->place.operation == NULL;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        is_touched = is_touched || touch_has(touch, roles[i], layer);
    }
    return is_touched;
}

bool touch_edges(const struct touch *touch, size_t layer) {
    return touch->place.operation == NULL || touch_has(touch, ROLE_WEIGHT, layer) ||
           touch_has(touch, ROLE_WEIGHT_GRADIENT, layer);
}

bool touch_has_samples(const struct touch *touch, int tensor) {
    return quantity_has_samples(touch->program, tensor);
}

struct quantity touch_unit(const struct touch *touch, int tensor, size_t unit) {
    long sample = touch_has_samples(touch, tensor) ? (long)touch->sample : 0;
    return quantity_of_unit(touch->program, tensor, (long)unit, sample);
}

struct quantity touch_edge(const struct touch *touch, int tensor, size_t unit, size_t below) {
    return quantity_of_unit(touch->program, tensor, (long)unit, (long)below);
}

static bool is_partly_known(const struct touch *touch, struct quantity quantity) {
    if (quantity.tensor != touch->partial_tensor || touch->known == 0) {
        return false;
    }
    return (size_t)quantity.row * touch->partial.columns + (size_t)quantity.column < touch->known;
}

bool touch_knows(const struct touch *touch, struct quantity quantity) {
    return is_partly_known(touch, quantity) || is_written(touch, quantity.tensor);
}

double touch_value(const struct touch *touch, struct quantity quantity) {
    struct matrix value = is_partly_known(touch, quantity)
                              ? touch->partial
                              : program_tensor_value(touch->program, quantity.tensor, touch->state);
    return matrix_at(value, (size_t)quantity.row, (size_t)quantity.column);
}

int touch_decimals(const struct touch *touch, int tensor, int most) {
    struct matrix value = tensor == touch->partial_tensor
                              ? touch->partial
                              : program_tensor_value(touch->program, tensor, touch->state);
    return number_decimals(value.values, value.rows * value.columns, most);
}

bool touch_old(const struct touch *touch, struct quantity quantity, double *ret) {
    if (!is_partly_known(touch, quantity) || !is_written(touch, quantity.tensor)) {
        return false;
    }
    *ret = matrix_at(program_tensor_value(touch->program, quantity.tensor, touch->state),
                     (size_t)quantity.row, (size_t)quantity.column);
    return true;
}
