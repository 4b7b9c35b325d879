#ifndef BACKSTEP_TESTS_ASKED_SHAPE_H
#define BACKSTEP_TESTS_ASKED_SHAPE_H

/* Where a picture tells a number or a shape that is asked for. */

#include "view_fixture.h"

#include "session/ask/session_ask.h"
#include "step/equation.h"
#include "tell/answer/question_told.h"

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

static inline void append_telling(struct text_builder *text, const struct telling *telling) {
    for (size_t i = 0; i < telling->count; i++) {
        text_append_string(text, telling->parts[i].text != NULL ? telling->parts[i].text : "\n");
    }
    text_append_string(text, "\n");
}

/* What is said of the question: it, its hints but for the one that says how many rows there are,
 * and that something typed cannot be read. A name may bear a shape, as in a note that writes all.
 */
static inline const char *words_of_question(struct arena *arena, struct session *session) {
    const struct moment moment = moment_create(session, arena);
    const struct asked *asked = session_ask_now(session);
    struct text_builder text;
    text_begin(&text, arena);
    struct telling telling = telling_begin(arena, session_settings(session)->language);
    question_told_add(&telling, &moment, session_script(session), asked);
    question_told_add_hint(&telling, &moment, session_script(session), asked, 1);
    session_ask_type(session, "#");
    session_ask_check(session);
    EXPECT_INT(asked->verdict, ASKED_UNREADABLE);
    const struct moment later = moment_create(session, arena); /* what was hidden is hidden anew */
    question_told_add_verdict(&telling, &later, session_script(session), asked);
    append_telling(&text, &telling);
    const struct equation equation = later.operation != NULL
                                         ? equation_create(&later, later.operation, NULL)
                                         : (struct equation){.tex = ""};
    text_append_string(&text, equation.tex);
    session_ask_type(session, "");
    return text.bytes;
}

/* Where the question, its first hint, the equation or the answer to something unreadable says the
 * shape, or it turned; NULL: nowhere. */
static inline const char *shape_said(struct arena *arena, struct session *session,
                                     struct shape shape) {
    static const char *const signs[] = {"×", " × ", "\\times "};
    const char *words = words_of_question(arena, session);
    for (size_t i = 0; i < 2 * TEST_COUNT(signs); i++) {
        bool is_turned = i % 2 != 0;
        const char *form = text_format(arena, "%zu%s%zu", is_turned ? shape.columns : shape.rows,
                                       signs[i / 2], is_turned ? shape.rows : shape.columns);
        if (has_digits(words, form)) {
            return words;
        }
    }
    return NULL;
}

#endif
