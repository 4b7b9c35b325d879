#ifndef BACKSTEP_TESTS_MISTAKE_FIXTURE_H
#define BACKSTEP_TESTS_MISTAKE_FIXTURE_H

/* Mistakes and random networks to make them on. */

#include "engine_fixture.h"

#include "base/number.h"
#include "checks/diagnosis/diagnosis.h"
#include "checks/diagnosis/telling_cell.h"

static inline const struct mistakes *fixture_mistakes(struct arena *arena, const char *root) {
    const char *path = text_format(arena, "%s/assets/mistakes.json", root);
    struct file_content text = fixture_read(arena, path);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct mistakes *mistakes = mistakes_read(arena, text.bytes, text.length, &diagnostics);
    if (mistakes == NULL) {
        fixture_bail_out(path, diagnostics_print(&diagnostics, path, text.bytes, text.length));
    }
    return mistakes;
}

static inline void fixture_append_matrix(struct text_builder *text, struct fixture_random *random,
                                         size_t rows, size_t columns, double scale) {
    text_append_string(text, "[");
    for (size_t i = 0; i < rows; i++) {
        text_append_string(text, i > 0 ? ", [" : "[");
        for (size_t j = 0; j < columns; j++) {
            text_append_format(text, "%s%.3g", j > 0 ? ", " : "",
                               fixture_random_number(random, scale));
        }
        text_append_string(text, "]");
    }
    text_append_string(text, "]");
}

/* Activation of the last layer and loss that go together. */
struct fixture_ending {
    const char *activation, *loss;
    bool is_one_hot;
};

static inline void fixture_append_targets(struct text_builder *text, struct fixture_random *random,
                                          size_t samples, size_t units, bool is_one_hot) {
    text_append_string(text, "[");
    for (size_t s = 0; s < samples; s++) {
        text_append_string(text, s > 0 ? ", [" : "[");
        size_t hot = fixture_random_below(random, units);
        for (size_t j = 0; j < units; j++) {
            double target = is_one_hot
                                ? (double)(units == 1 ? fixture_random_below(random, 2) : j == hot)
                                : fixture_random_number(random, 1);
            text_append_format(text, "%s%.3g", j > 0 ? ", " : "", target);
        }
        text_append_string(text, "]");
    }
    text_append_string(text, "]");
}

/* Two or three layers of one to four units, one to four samples. */
static inline const struct lesson *fixture_random_lesson(struct arena *arena, uint64_t seed) {
    static const char *const hidden[] = {"sigmoid", "tanh", "relu", "leaky_relu", "softplus"};
    static const struct fixture_ending endings[] = {
        {"sigmoid", "half_square", false},  {"sigmoid", "binary_cross_entropy", true},
        {"softmax", "cross_entropy", true}, {"linear", "square", false},
        {"tanh", "half_square", false},     {"sigmoid", "square", false},
    };
    struct fixture_random random = {seed * 7919 + 17};
    fixture_random_next(&random);
    size_t layers = 2 + fixture_random_below(&random, 2);
    size_t below = 2 + fixture_random_below(&random, 3), inputs = below;
    size_t samples = seed % 3 == 0 ? 1 : 2 + fixture_random_below(&random, 3);
    const struct fixture_ending *ending =
        &endings[fixture_random_below(&random, TEST_COUNT(endings))];
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(&text, "{\"format\": 1, \"title\": \"random\", \"notation\": \"four\", "
                              "\"network\": {\"inputs\": [");
    for (size_t i = 0; i < inputs; i++) {
        text_append_format(&text, "%s\"x%zu\"", i > 0 ? ", " : "", i + 1);
    }
    text_append_string(&text, "], \"layers\": [");
    size_t units = 0;
    for (size_t l = 1; l <= layers; l++) {
        bool is_last = l == layers;
        bool is_softmax = is_last && strcmp(ending->activation, "softmax") == 0;
        units = (is_softmax ? 3 : is_last ? 1 : 2) + fixture_random_below(&random, 2);
        text_append_format(&text, "%s{\"units\": %zu, \"activation\": \"%s\", \"weights\": ",
                           l > 1 ? ", " : "", units,
                           is_last ? ending->activation
                                   : hidden[fixture_random_below(&random, TEST_COUNT(hidden))]);
        fixture_append_matrix(&text, &random, units, below, 1.2);
        text_append_string(&text, ", \"biases\": [");
        for (size_t i = 0; i < units; i++) {
            text_append_format(&text, "%s%.3g", i > 0 ? ", " : "",
                               fixture_random_number(&random, 0.6));
        }
        text_append_string(&text, "]}");
        below = units;
    }
    text_append_string(&text, "]}, \"data\": {\"inputs\": ");
    fixture_append_matrix(&text, &random, samples, inputs, 1.5);
    text_append_string(&text, ", \"targets\": ");
    fixture_append_targets(&text, &random, samples, units, ending->is_one_hot);
    text_append_format(&text, "}, \"loss\": \"%s\", \"learning_rate\": %.2g, \"iterations\": 3}",
                       ending->loss, 0.1 + 0.1 * (double)fixture_random_below(&random, 6));
    return fixture_lesson_of_text(arena, "random", text.bytes, text.length);
}

/* What somebody types who got this value: 4 decimals, or 3 significant digits. */
static inline const char *fixture_typed(struct arena *arena, double value) {
    int decimals = answer_number_decimals(value);
    return text_format(arena, "%.*f", decimals, number_rounded(value, decimals));
}

#endif
