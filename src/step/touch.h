#ifndef BACKSTEP_STEP_TOUCH_H
#define BACKSTEP_STEP_TOUCH_H

/* What the last operation reads and writes, and the values that neurons and edges show. */

#include "step/moment.h"

struct touch {
    const struct program *program;
    const double *state;
    struct program_place place;
    const bool *is_touched; /* by tensor */
    size_t sample;          /* of the batch, that is shown */
    /* The operation under way: its target has the first `known` elements of `partial` already. */
    int partial_tensor; /* -1: none is under way */
    struct matrix partial;
    size_t known;
};

/* The sample that the network shows: the chosen one, or between the elements of one sample that. */
size_t touch_sample(const struct moment *moment);

/* What the step reads and writes, in the order in which the network shows it. */
struct touch touch_create(const struct moment *moment);

/* The tensor with a role at a layer, when it has a value now or is getting one; -1 otherwise. */
int touch_tensor(const struct touch *touch, enum role role, size_t layer);

/* That tensor exists and the last operation reads or writes it. */
bool touch_has(const struct touch *touch, enum role role, size_t layer);

/* Before the first step everything is in question. */
bool touch_neurons(const struct touch *touch, size_t layer);
bool touch_edges(const struct touch *touch, size_t layer);

/* The tensor has a value for every unit of every sample. */
bool touch_has_samples(const struct touch *touch, int tensor);

/* The element of a tensor with one value a unit, for the sample that is shown. */
struct quantity touch_unit(const struct touch *touch, int tensor, size_t unit);
/* The element of a weight tensor. */
struct quantity touch_edge(const struct touch *touch, int tensor, size_t unit, size_t below);
/* It has been computed. */
bool touch_knows(const struct touch *touch, struct quantity quantity);
double touch_value(const struct touch *touch, struct quantity quantity);
/* How many decimals the numbers of a tensor have; see number_decimals. */
int touch_decimals(const struct touch *touch, int tensor, int most);
/* Between the elements of an operation that changes a weight or a bias: what this one was before;
 * false when it has not been changed, or by an operation that is over. */
bool touch_old(const struct touch *touch, struct quantity quantity, double *ret);

#endif
