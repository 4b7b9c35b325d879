#include "engine/checkpoints.h"

#include <assert.h>
#include <string.h>

enum { MOST_SLOTS = 4096 };

/* Slot i holds the parameters at the beginning of iteration (i + 1) * stride (from 0). */
struct checkpoints {
    double *values;
    size_t parameters; /* doubles of a slot */
    size_t capacity, count;
    long stride;
};

struct checkpoints *checkpoints_create(struct arena *arena, const struct program *program,
                                       size_t bytes) {
    struct checkpoints *checkpoints = ARENA_NEW(arena, struct checkpoints);
    size_t slots = bytes / sizeof(double) / program->parameter_count;
    checkpoints->parameters = program->parameter_count;
    checkpoints->capacity = slots < MOST_SLOTS ? slots : MOST_SLOTS;
    checkpoints->values = arena_alloc_bare(arena, checkpoints->capacity * checkpoints->parameters,
                                           sizeof *checkpoints->values);
    checkpoints->stride = 1;
    return checkpoints;
}

static double *slot_values(const struct checkpoints *checkpoints, size_t slot) {
    return checkpoints->values + slot * checkpoints->parameters;
}

static void thin_out(struct checkpoints *checkpoints) {
    for (size_t i = 1; i < checkpoints->count; i += 2) {
        memmove(slot_values(checkpoints, i / 2), slot_values(checkpoints, i),
                checkpoints->parameters * sizeof(double));
    }
    checkpoints->count /= 2;
    checkpoints->stride *= 2;
}

static long next_kept(const struct checkpoints *checkpoints) {
    return (long)(checkpoints->count + 1) * checkpoints->stride;
}

void checkpoints_keep(struct checkpoints *checkpoints, const double *state, long iteration) {
    if (checkpoints->capacity < 2) {
        return;
    }
    if (checkpoints->count == checkpoints->capacity && iteration == next_kept(checkpoints)) {
        thin_out(checkpoints);
    }
    if (iteration == next_kept(checkpoints)) {
        memcpy(slot_values(checkpoints, checkpoints->count), state,
               checkpoints->parameters * sizeof(double));
        checkpoints->count++;
    }
}

long checkpoints_before(const struct checkpoints *checkpoints, long iteration) {
    long slots = iteration / checkpoints->stride;
    long count = (long)checkpoints->count;
    return (slots < count ? slots : count) * checkpoints->stride;
}

void checkpoints_restore(const struct checkpoints *checkpoints, long iteration, double *state) {
    if (iteration > 0) {
        size_t slot = (size_t)(iteration / checkpoints->stride) - 1;
        assert(slot < checkpoints->count);
        memcpy(state, slot_values(checkpoints, slot), checkpoints->parameters * sizeof(double));
    }
}

long checkpoints_stride(const struct checkpoints *checkpoints) {
    return checkpoints->stride;
}
