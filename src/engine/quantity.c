#include "engine/quantity.h"

#include "engine/program.h"

bool quantity_equal(struct quantity a, struct quantity b) {
    return a.tensor == b.tensor && a.row == b.row && a.column == b.column;
}

bool quantity_is_none(struct quantity quantity) {
    return quantity.tensor < 0;
}

struct quantity quantity_normal(const struct program *program, struct quantity quantity) {
    if (quantity.tensor < 0 || quantity.tensor >= program->tensor_count) {
        return QUANTITY_NONE;
    }
    struct shape shape = program->tensors[quantity.tensor].storage.shape;
    if (quantity.row >= (long)shape.rows || quantity.column >= (long)shape.columns) {
        return QUANTITY_NONE;
    }
    if (shape.rows == 1 && shape.columns == 1) {
        return (struct quantity){quantity.tensor, 0, 0};
    }
    return quantity;
}

int quantity_tensor_at(const struct program *program, enum role role, int layer, int rank) {
    for (int i = 0; i < program->tensor_count; i++) {
        bool is_alike = program->tensors[i].role == role && program->tensors[i].layer == layer;
        if (is_alike && rank-- == 0) {
            return i;
        }
    }
    return -1;
}

int quantity_tensor_rank(const struct program *program, int tensor) {
    const struct tensor *own = &program->tensors[tensor];
    int rank = 0;
    for (int i = 0; i < tensor; i++) {
        rank += program->tensors[i].role == own->role && program->tensors[i].layer == own->layer;
    }
    return rank;
}

int quantity_tensor_of(const struct program *program, const struct program *from, int tensor) {
    const struct tensor *own = &from->tensors[tensor];
    return quantity_tensor_at(program, own->role, own->layer, quantity_tensor_rank(from, tensor));
}

struct quantity quantity_translate(const struct program *from, const struct program *to,
                                   struct quantity quantity) {
    if (quantity_is_none(quantity)) {
        return QUANTITY_NONE;
    }
    int there = quantity_tensor_of(to, from, quantity.tensor);
    return quantity_normal(to, quantity_of_unit(to, there, quantity_unit(from, quantity),
                                                quantity_across(from, quantity)));
}

/* ---- units ---- */

static bool has_units_down(const struct program *program) {
    return sample_axis_has_units_down(program->notation->samples);
}

struct quantity quantity_of_unit(const struct program *program, int tensor, long unit,
                                 long across) {
    return has_units_down(program) ? (struct quantity){tensor, unit, across}
                                   : (struct quantity){tensor, across, unit};
}

long quantity_unit(const struct program *program, struct quantity quantity) {
    return has_units_down(program) ? quantity.row : quantity.column;
}

long quantity_across(const struct program *program, struct quantity quantity) {
    return has_units_down(program) ? quantity.column : quantity.row;
}

/* ---- samples ---- */

bool quantity_has_samples(const struct program *program, int tensor) {
    static const bool with_samples[ROLE_COUNT] = {
        [ROLE_TARGET] = true, [ROLE_PREACTIVATION] = true,       [ROLE_ACTIVATION] = true,
        [ROLE_ERROR] = true,  [ROLE_ACTIVATION_GRADIENT] = true,
    };
    return tensor >= 0 &&
           with_samples[program->notation->symbols[program->tensors[tensor].symbol].like];
}

bool quantity_sample(const struct program *program, struct quantity quantity, size_t *ret) {
    long sample = quantity_across(program, quantity);
    if (!quantity_has_samples(program, quantity.tensor) || sample < 0) {
        return false;
    }
    *ret = (size_t)sample;
    return true;
}

struct quantity quantity_with_sample(const struct program *program, struct quantity quantity,
                                     size_t sample) {
    size_t ignored = 0;
    if (!quantity_sample(program, quantity, &ignored)) {
        return quantity;
    }
    return quantity_of_unit(program, quantity.tensor, quantity_unit(program, quantity),
                            (long)sample);
}

/* ---- moving ---- */

static long held(long value, size_t count) {
    return value < 0 ? 0 : value >= (long)count ? (long)count - 1 : value;
}

struct quantity quantity_move(const struct program *program, struct quantity quantity, long rows,
                              long columns) {
    if (quantity_is_none(quantity)) {
        return quantity;
    }
    if (quantity.row < 0 || quantity.column < 0) {
        return (struct quantity){quantity.tensor, quantity.row < 0 ? 0 : quantity.row,
                                 quantity.column < 0 ? 0 : quantity.column};
    }
    struct shape shape = program->tensors[quantity.tensor].storage.shape;
    quantity.row = held(quantity.row + rows, shape.rows);
    quantity.column = held(quantity.column + columns, shape.columns);
    return quantity;
}
