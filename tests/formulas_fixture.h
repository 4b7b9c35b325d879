#ifndef BACKSTEP_TESTS_FORMULAS_FIXTURE_H
#define BACKSTEP_TESTS_FORMULAS_FIXTURE_H

/* The formulas of tests/golden/typeset/formulas.txt, for the dumps and for the pictures. */

#include "base/file.h"
#include "font_fixture.h"
#include "typeset/math.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_FORMULAS = 200, FORMULA_SLOTS = 3 };

struct formulas {
    struct arena *arena;
    struct math_font *font;
    struct {
        char mode; /* 'd', 't' or 'm' */
        const char *source;
        size_t length;
    } items[MOST_FORMULAS];
    size_t count;
    struct math_slot slots[FORMULA_SLOTS]; /* of the size asked for last */
};

static inline struct formulas formulas_open(const char *source_root) {
    struct formulas formulas = {.arena = arena_create()};
    char path[1024];
    formulas.font = fixture_math_font(source_root);
    snprintf(path, sizeof path, "%s/tests/golden/typeset/formulas.txt", source_root);
    struct file_content content;
    const char *message = NULL;
    if (!file_read(formulas.arena, path, 1 << 20, &content, &message)) {
        return formulas;
    }
    const char *bytes = content.bytes, *end = bytes + content.length;
    while (bytes < end && formulas.count < MOST_FORMULAS) {
        const char *line_end = memchr(bytes, '\n', (size_t)(end - bytes));
        line_end = line_end != NULL ? line_end : end;
        if (line_end - bytes > 2 && bytes[0] != '#') {
            formulas.items[formulas.count].mode = bytes[0];
            formulas.items[formulas.count].source = bytes + 2;
            formulas.items[formulas.count++].length = (size_t)(line_end - bytes - 2);
        }
        bytes = line_end + 1;
    }
    return formulas;
}

static inline void formulas_close(struct formulas *formulas) {
    math_font_close(formulas->font);
    arena_destroy(formulas->arena);
}

/* Slots are three matrices: of three rows, of one, of six. */
static inline struct math_options formula_options(struct formulas *formulas, size_t which,
                                                  float size) {
    static const float rows[FORMULA_SLOTS] = {3, 1, 6};
    for (size_t i = 0; i < FORMULA_SLOTS; i++) {
        float height = floorf(rows[i] * size * 1.2F);
        formulas->slots[i] = (struct math_slot){floorf(2.5F * size), height / 2, height / 2};
    }
    return (struct math_options){.font = formulas->font,
                                 .size = size,
                                 .is_display = formulas->items[which].mode != 't',
                                 .grows_fences = formulas->items[which].mode == 'm',
                                 .slots = formulas->slots,
                                 .slot_count = FORMULA_SLOTS};
}

static inline const struct math_list *formula_parse(const struct formulas *formulas, size_t which,
                                                    struct arena *arena) {
    struct math_error error;
    const struct math_list *list =
        math_parse(arena, formulas->items[which].source, formulas->items[which].length, &error);
    if (list == NULL) {
        printf("# %.*s\n# bytes %zu-%zu: %s\n", (int)formulas->items[which].length,
               formulas->items[which].source, error.begin, error.end, error.message);
    }
    return list;
}

#endif
