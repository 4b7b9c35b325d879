#ifndef BACKSTEP_TESTS_BENCH_DIGITS_H
#define BACKSTEP_TESTS_BENCH_DIGITS_H

/* Made lessons of the size of the well-known handwritten digits: 100 samples of 784 inputs in
 * 0..1, ten classes. Speed does not care what the digits show. */

#include "engine_fixture.h"

enum { DIGITS_INPUTS = 784, DIGITS_CLASSES = 10, DIGITS_SAMPLES = 100 };

static const char digits_784_30_10[] = "{\"units\": 30, \"activation\": \"sigmoid\"}";
static const char digits_784_128_64_10[] = "{\"units\": 128, \"activation\": \"relu\"}, "
                                           "{\"units\": 64, \"activation\": \"relu\"}";

/* The lesson's file; hidden is the inside of its list of layers, without the last. */
static inline struct file_content digits_text(struct arena *arena, const char *hidden) {
    struct fixture_random random = {1};
    struct text_builder text;
    text_begin(&text, arena);
    text_append_format(&text,
                       "{\"format\": 1, \"title\": \"digits\", \"notation\": \"four\", "
                       "\"network\": {\"inputs\": %d, \"layers\": [%s, "
                       "{\"units\": %d, \"activation\": \"softmax\"}], "
                       "\"initial\": {\"scheme\": \"xavier\", \"seed\": 1}}, "
                       "\"loss\": \"cross_entropy\", \"learning_rate\": 0.5, \"iterations\": 1000, "
                       "\"data\": {\"inputs\": [",
                       DIGITS_INPUTS, hidden, DIGITS_CLASSES);
    for (int sample = 0; sample < DIGITS_SAMPLES; sample++) {
        for (int i = 0; i < DIGITS_INPUTS; i++) {
            const char *before = i > 0 ? ", " : sample > 0 ? "], [" : "[";
            text_append_format(&text, "%s0.%03zu", before, fixture_random_below(&random, 1000));
        }
    }
    text_append_string(&text, "]], \"targets\": [");
    for (int sample = 0; sample < DIGITS_SAMPLES; sample++) {
        for (int i = 0; i < DIGITS_CLASSES; i++) {
            const char *before = i > 0 ? ", " : sample > 0 ? "], [" : "[";
            text_append_format(&text, "%s%d", before, i == sample % DIGITS_CLASSES);
        }
    }
    text_append_string(&text, "]]}}");
    return (struct file_content){.bytes = text.bytes, .length = text.length};
}

static inline const struct lesson *digits_lesson(struct arena *arena, const char *hidden) {
    struct file_content text = digits_text(arena, hidden);
    return fixture_lesson_of_text(arena, "digits", text.bytes, text.length);
}

#endif
