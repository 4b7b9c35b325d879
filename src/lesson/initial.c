/* Initial weights. Only +, -, *, / and sqrt, which IEEE 754 rounds correctly, so that every
 * machine draws the same bits. */
#include "lesson/network.h"

#include <assert.h>
#include <math.h>

const char *const initial_scheme_names[INITIAL_SCHEME_COUNT] = {
    [INITIAL_XAVIER] = "xavier",   [INITIAL_HE] = "he",       [INITIAL_NORMAL] = "normal",
    [INITIAL_UNIFORM] = "uniform", [INITIAL_ZEROS] = "zeros",
};

/* SplitMix64 (Steele, Lea, Flood 2014): the state is a counter, the output a mix of it. */
static const uint64_t counter_step = UINT64_C(0x9E3779B97F4A7C15);

static uint64_t mix(uint64_t bits) {
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return bits ^ (bits >> 31);
}

static uint64_t next_bits(uint64_t *state) {
    *state += counter_step;
    return mix(*state);
}

/* Layer l starts from the lth output of the generator that starts from the seed. */
static uint64_t layer_state(uint64_t seed, size_t layer) {
    return mix(seed + (uint64_t)layer * counter_step);
}

/* 0 <= u < 1, a multiple of 2^-53. */
static double next_unit(uint64_t *state) {
    return (double)(next_bits(state) >> 11) * 0x1p-53;
}

/* -1 <= u < 1. */
static double next_signed(uint64_t *state) {
    return 2 * next_unit(state) - 1;
}

/* Mean 0, deviation 1: the sum of 12 uniform numbers minus 6 (Irwin-Hall). */
static double next_normal(uint64_t *state) {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
        sum += next_unit(state);
    }
    return sum - 6;
}

/* Not 0 times a random number, which would be -0 half of the time. */
static double next_zero(uint64_t *state) {
    (void)state;
    return 0;
}

typedef double draw(uint64_t *state);

static void fill(struct matrix weights, draw *next, double factor, uint64_t state) {
    for (size_t i = 0; i < weights.rows * weights.columns; i++) {
        weights.values[i] = factor * next(&state);
    }
}

void initial_draw_into(struct matrix weights, const struct initial *initial, size_t layer) {
    assert(layer >= 1 && weights.rows > 0 && weights.columns > 0);
    double fan_out = (double)weights.rows;
    double fan_in = (double)weights.columns;
    uint64_t state = layer_state(initial->seed, layer);
    switch (initial->scheme) {
    case INITIAL_XAVIER:
        fill(weights, next_signed, initial->scale * sqrt(6 / (fan_in + fan_out)), state);
        return;
    case INITIAL_HE:
        fill(weights, next_normal, initial->scale * sqrt(2 / fan_in), state);
        return;
    case INITIAL_NORMAL:
        fill(weights, next_normal, initial->scale, state);
        return;
    case INITIAL_UNIFORM:
        fill(weights, next_signed, initial->scale, state);
        return;
    case INITIAL_ZEROS:
        fill(weights, next_zero, 1, state);
        return;
    case INITIAL_SCHEME_COUNT:
        break;
    }
    assert(false);
}
