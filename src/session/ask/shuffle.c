#include "session/ask/shuffle.h"

/* Knuth's multiplier for 64 bits; the high bits are the good ones. */
static size_t below(uint64_t *state, size_t count) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)((*state >> 33) % count);
}

void shuffle_options(struct asked_option *options, size_t count, uint64_t seed) {
    uint64_t state = seed * 0x9E3779B97F4A7C15u;
    for (size_t i = count; i > 1; i--) {
        size_t with = below(&state, i);
        const struct asked_option kept = options[i - 1];
        options[i - 1] = options[with];
        options[with] = kept;
    }
}
