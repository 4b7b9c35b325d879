#ifndef BACKSTEP_TESTS_MATH_SET_FIXTURE_H
#define BACKSTEP_TESTS_MATH_SET_FIXTURE_H

/* Formulas as boxes, from the shipped font, at 100 units per em. */

#include "font_fixture.h"
#include "test.h"
#include "typeset/math.h"

#include <stdlib.h>

/* Lengths are floats, and clang wants their way into doubles written out. */
#define EXPECT_CLOSE(actual, expected, tolerance)                                                  \
    EXPECT_NEAR((double)(actual), (double)(expected), tolerance)

static struct math_font *font;
static struct arena *arena;

enum { SIZE = 100 };

static const struct math_slot slots[] = {{200, 150, 150}, {100, 50, 50}, {300, 400, 400}};

static inline struct math_options text_style(void) {
    return (struct math_options){.font = font, .size = SIZE, .slots = slots, .slot_count = 3};
}

static inline struct math_options display_style(void) {
    struct math_options options = text_style();
    options.is_display = true;
    return options;
}

static inline const struct math_list *parse(const char *source) {
    struct math_error error;
    const struct math_list *list = math_parse(arena, source, strlen(source), &error);
    if (list == NULL) {
        printf("Bail out! %s: %s\n", source, error.message);
        exit(1);
    }
    return list;
}

static inline struct math_box set(const char *source, struct math_options options) {
    return math_set(arena, parse(source), &options);
}

static inline struct math_row row(const char *source, struct math_options options) {
    return math_set_row(arena, parse(source), &options);
}

/* The part that the byte of the source became. */
static inline struct math_part part_of(struct math_box box, size_t byte) {
    for (size_t i = 0; i < box.part_count; i++) {
        if (box.parts[i].begin == byte) {
            return box.parts[i];
        }
    }
    EXPECT(false && "the byte has a part");
    return (struct math_part){0};
}

static inline float width(const char *source, struct math_options options) {
    return set(source, options).width;
}

#endif
