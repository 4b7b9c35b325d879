#ifndef BACKSTEP_TESTS_ASKED_SHAPE_H
#define BACKSTEP_TESTS_ASKED_SHAPE_H

/* Where a picture tells a number or a shape that is asked for. */

#include "view_fixture.h"

static inline bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

/* The digits stand there as a number of their own, or as its beginning. */
static inline bool has_digits(const char *text, const char *digits) {
    for (const char *at = strstr(text, digits); at != NULL; at = strstr(at + 1, digits)) {
        if (at == text || (!is_digit(at[-1]) && at[-1] != '.')) {
            return true;
        }
    }
    return false;
}

static inline bool is_alike(struct shape a, struct shape b) {
    return shape_equal(a, b) || (a.rows == b.columns && a.columns == b.rows);
}

/* Another tensor that the shown operation names has the same, or turned: it may be written. */
static inline bool is_shape_of_another(const struct session *session, struct shape shape,
                                       int asked) {
    const struct program *program = session_program(session);
    const struct operation *operation = session_shown_operation(session);
    for (size_t i = 0; operation != NULL && i < operation->binding.node_count; i++) {
        int tensor = program_node_tensor(program, &operation->binding, i);
        if (tensor >= 0 && tensor != asked &&
            is_alike(program->tensors[tensor].storage.shape, shape)) {
            return true;
        }
    }
    return operation != NULL && operation->target != asked &&
           is_alike(program->tensors[operation->target].storage.shape, shape);
}

/* All that is written, with one space between words: lines of prose come word by word. */
static inline const char *words_of(struct arena *arena, const struct scene *scene) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < scene->count; i++) {
        const char *written = scene->items[i].kind == SCENE_TEXT ? scene->items[i].text : "";
        for (const char *at = written; *at != '\0'; at++) {
            text_append_string(&text, *at == ' ' ? "" : arena_copy_text(arena, at, 1));
        }
        text_append_string(&text, " ");
    }
    return text.bytes;
}

/* "3×4" stands there, with no space in it. */
static inline bool says_shape(struct arena *arena, const char *words, struct shape shape) {
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *at = words; *at != '\0'; at++) {
        bool is_inside = *at == ' ' && (strncmp(at + 1, "×", strlen("×")) == 0 ||
                                        (at - words >= 2 && strncmp(at - 2, "×", 2) == 0));
        text_append_string(&text, is_inside ? "" : arena_copy_text(arena, at, 1));
    }
    return has_digits(text.bytes, text_format(arena, "%zu×%zu", shape.rows, shape.columns));
}

static inline size_t count_cells(const struct scene *scene, struct rect board, int tensor) {
    size_t cells = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        cells += item->kind == SCENE_TEXT && item->quantity.tensor == tensor &&
                 rect_meets(item->bounds, board) && strcmp(item->text, "?") == 0;
    }
    return cells;
}

/* "copied to 4 columns". */
static inline bool says_copies(const struct session *session, const struct scene *scene) {
    const enum language language = session_settings(session)->language;
    const char *words = string_get(language, STRING_COLUMN_REPEATED);
    const size_t begin = strcspn(words, "{");
    for (size_t i = 0; i < scene->count; i++) {
        const char *text = scene->items[i].text;
        if (scene->items[i].kind == SCENE_TEXT && strncmp(text, words, begin) == 0) {
            return true;
        }
    }
    return false;
}

#endif
