#ifndef BACKSTEP_NOTATION_ROLE_H
#define BACKSTEP_NOTATION_ROLE_H

/* What symbols mean, in every notation. */

#include <stdbool.h>

/* What a symbol means, whatever the notation calls it. The role fixes the tensor's shape and ties
 * it to the drawing: a weight is an edge, an error a ring on a neuron. */
enum role {
    ROLE_TARGET,
    ROLE_WEIGHT,
    ROLE_BIAS,
    ROLE_PREACTIVATION,
    ROLE_ACTIVATION, /* that of layer 0 is the input */
    ROLE_LOSS,
    ROLE_ACTIVATION_GRADIENT,
    ROLE_ERROR, /* ∂loss/∂pre-activation */
    ROLE_WEIGHT_GRADIENT,
    ROLE_BIAS_GRADIENT,
    ROLE_RATE,
    ROLE_SAMPLE_COUNT, /* the number of samples in the batch */
    ROLE_CONSTANT,     /* a number that the file gives; a notation may have several */
    ROLE_STATE, /* what lives on from one iteration to the next: a velocity; there may be several,
                   and each has the shape and the layers of another role (notation_symbol.like) */
    ROLE_COUNT
};

struct role_definition {
    const char *name; /* as files and the trace write it: "weight_gradient" */
    bool is_layered;  /* one tensor a layer */
    int first_layer;  /* the lowest layer that has one */
    bool is_given;    /* has a value before the first step */
};
/* Its row in the table of roles; static. */
const struct role_definition *role_definition(enum role role);
extern const char *const role_names[ROLE_COUNT];

/* A single number that formulas write as a factor: the learning rate, how many samples. */
bool role_is_number(enum role role);

#endif
