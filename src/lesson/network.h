#ifndef BACKSTEP_LESSON_NETWORK_H
#define BACKSTEP_LESSON_NETWORK_H

/* The network of a lesson: sizes, activations, and the parameters that training starts from,
 * in the author's orientation (one row per unit), whatever the notation. */

#include "base/arena.h"
#include "formula/activation.h"
#include "formula/matrix.h"
#include "notation/condition.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NETWORK_MOST_UNITS = 4096, NETWORK_MOST_WEIGHTS = 4000000 };

struct network_layer {
    size_t units;
    enum activation activation;
    bool has_biases;
    struct matrix weights; /* units x units of the layer below */
    struct matrix biases;  /* units x 1; empty when has_biases is false */
};

struct network {
    size_t inputs;
    const char *const *input_names; /* inputs of them, never NULL: x1, x2… by default */
    size_t layer_count;             /* L */
    struct network_layer layers[NETWORK_MOST_LAYERS]; /* [l - 1] is layer l */
    bool trains_biases;                               /* false: biases keep their initial values */
};

/* Units of layer 0..L; layer 0 is the input. */
size_t network_units(const struct network *network, size_t layer);

/* How initial weights are drawn. Part of the lesson format: the same seed gives the same bits
 * on every machine, so only +, -, *, / and sqrt are used.
 *
 *   xavier   uniform in ± scale sqrt(6 / (fan_in + fan_out))   (Glorot & Bengio 2010, eq. 16)
 *   he       normal with deviation scale sqrt(2 / fan_in)      (He et al. 2015, eq. 10)
 *   normal   normal with deviation scale
 *   uniform  uniform in ± scale
 *   zeros    all 0
 *
 * The generator is SplitMix64; layer l starts from the lth output of one that starts from the
 * seed, and its weights are drawn row by row; a uniform number takes the upper 53 bits of one
 * output, a normal one is the sum of 12 uniform ones minus 6 (Irwin-Hall). */
enum initial_scheme {
    INITIAL_XAVIER,
    INITIAL_HE,
    INITIAL_NORMAL,
    INITIAL_UNIFORM,
    INITIAL_ZEROS,
    INITIAL_SCHEME_COUNT
};
extern const char *const initial_scheme_names[INITIAL_SCHEME_COUNT];

struct initial {
    enum initial_scheme scheme;
    uint64_t seed;
    double scale; /* 1 unless the lesson says otherwise */
};

/* Fills weights (units x units below) for layer (1..L). Every layer has a stream of its own, so
 * giving one layer's weights in the file does not change another's. */
void initial_draw_into(struct matrix weights, const struct initial *initial, size_t layer);

#endif
