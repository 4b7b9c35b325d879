#ifndef BACKSTEP_TESTS_LIMITS_FIXTURE_H
#define BACKSTEP_TESTS_LIMITS_FIXTURE_H

/* Lessons whose units are saturated: predictions that are right and sure, and wrong and sure. */

#include "engine_fixture.h"

struct saturation {
    const char *activation, *weights;
    size_t units;
    const char *targets, *loss;
    enum convention conventions; /* the last that is needed */
};

/* z = 36 still leaves 1 - a digits; 37 does not; 745 and 746 are the last that leave e^-z any. */
static const struct saturation limits_right[] = {
    {"sigmoid", "[[36]]", 1, "[1]", "binary_cross_entropy", CONVENTION_NONE},
    {"sigmoid", "[[37]]", 1, "[1]", "binary_cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"sigmoid", "[[800]]", 1, "[1]", "binary_cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"sigmoid", "[[-746]]", 1, "[0]", "binary_cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"sigmoid", "[[40], [-800]]", 2, "[1, 0]", "binary_cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"softmax", "[[800], [-800]]", 2, "[1, 0]", "cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"softmax", "[[-800], [800]]", 2, "[0, 1]", "cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"softmax", "[[0], [800], [0]]", 3, "[0, 1, 0]", "cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"tanh", "[[800]]", 1, "[1]", "half_square", CONVENTION_NONE},
    {"tanh", "[[800], [-800]]", 2, "[1, -1]", "half_square", CONVENTION_NONE},
    {"sigmoid", "[[800], [-800]]", 2, "[1, 0]", "half_square", CONVENTION_NONE},
};

static const struct saturation limits_wrong[] = {
    {"sigmoid", "[[40]]", 1, "[0]", "binary_cross_entropy", CONVENTION_NONE},
    {"sigmoid", "[[-800]]", 1, "[1]", "binary_cross_entropy", CONVENTION_NONE},
    {"sigmoid", "[[40], [40]]", 2, "[1, 0]", "binary_cross_entropy", CONVENTION_NONE},
    {"softmax", "[[800], [-800]]", 2, "[0, 1]", "cross_entropy", CONVENTION_NONE},
};

/* One layer over one input of 1, for as many equal samples: the weights are the pre-activations. */
static inline const struct lesson *
limits_lesson(struct arena *arena, const struct saturation *saturation, size_t samples) {
    struct text_builder inputs, targets;
    text_begin(&inputs, arena);
    text_begin(&targets, arena);
    for (size_t i = 0; i < samples; i++) {
        text_append_string(&inputs, i > 0 ? ", [1]" : "[1]");
        text_append_format(&targets, i > 0 ? ", %s" : "%s", saturation->targets);
    }
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"limits\", \"notation\": \"four\", \"network\": {\"inputs\": "
        "1, \"layers\": [{\"units\": %zu, \"activation\": \"%s\", \"weights\": %s}]}, \"data\": "
        "{\"inputs\": [%s], \"targets\": [%s]}, \"loss\": \"%s\", \"iterations\": 3}",
        saturation->units, saturation->activation, saturation->weights, inputs.bytes, targets.bytes,
        saturation->loss);
    return fixture_lesson_of_text(arena, "limits", text, strlen(text));
}

#endif
