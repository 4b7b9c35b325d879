#ifndef BACKSTEP_NOTATION_CONDITION_H
#define BACKSTEP_NOTATION_CONDITION_H

/* When a notation's formula, or a form or title of its symbols, applies. */

#include "formula/activation.h"
#include "formula/loss.h"

#include <stdbool.h>
#include <stddef.h>

enum { NETWORK_MOST_LAYERS = 16 }; /* without the input: the layers are 1..16 at most */

enum { CONDITION_MOST_COUNT = 16 }; /* of units or samples that a condition can ask for */

/* Where a layer is in its network; one may be several of these: the only layer is first and last.
 */
enum layer_position {
    POSITION_INPUT,
    POSITION_FIRST,
    POSITION_HIDDEN,
    POSITION_LAST,
    POSITION_COUNT
};

/* Sets of bits; each that is not 0 must hold. All 0: it applies always. */
struct condition {
    unsigned losses;        /* bit 1 << loss for each that fits */
    unsigned activations;   /* of the layer the operation is at */
    unsigned below;         /* of the layer below it */
    unsigned positions;     /* bit 1 << position */
    unsigned layer_counts;  /* bit 1 << n: the network has n layers */
    unsigned sample_counts; /* bit 1: one sample, bit 2: many */
    unsigned
        neuron_counts; /* bit 1: input and every layer have one neuron, bit 2: some have more */
    unsigned one_hot;  /* bit 1: some targets do not add up to 1, bit 2: all do */
    unsigned biases;   /* bit 1: the layer has none, bit 2: it has some */
    unsigned trained_biases; /* bit 1: biases are not trained, bit 2: they are */
    unsigned biases_above;   /* of the layer above, as biases */
    /* Bit 1 << n: n of them, at most CONDITION_MOST_COUNT. */
    unsigned units, units_below, units_above, batch_sizes;
};

/* The facts that a condition is held against. */
struct situation {
    enum loss loss;
    enum activation activation;
    bool has_below; /* layer 1 has only the input below it */
    enum activation below;
    int layer, last_layer;
    size_t samples;
    bool is_chain;   /* input and every layer have a single neuron */
    bool is_one_hot; /* the targets of each sample add up to 1 */
    bool has_biases, trains_biases;
    bool has_biases_above;                  /* of the last layer there is none above */
    size_t units, units_below, units_above; /* 0: there is no such layer */
};

/* The key of a notation file that asks for what is not so; NULL where all that it asks for is. */
const char *condition_unmet(const struct condition *when, const struct situation *at);

/* Whether all that it asks for is so. */
bool condition_holds(const struct condition *condition, const struct situation *situation);

/* Whether it asks for positions and numbers of samples only. */
bool condition_is_of_positions(const struct condition *condition);

/* For one on positions and numbers of samples only. Layer -1: no layer, which is at no position. */
bool condition_holds_there(const struct condition *condition, int layer, int last_layer,
                           size_t samples);

#endif
