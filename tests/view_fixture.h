#ifndef BACKSTEP_TESTS_VIEW_FIXTURE_H
#define BACKSTEP_TESTS_VIEW_FIXTURE_H

/* Sessions on the shipped lessons and on made ones, and a font for prose that has nothing but
 * widths. */

#include "base/utf8.h"
#include "engine_fixture.h"
#include "font_fixture.h"

#include "view/stage/stage.h"

enum { VIEW_LESSONS = 3 };
static const char *const view_lesson_paths[VIEW_LESSONS] = {
    "tests/lessons/four-equations.json", "tests/lessons/xor.json", "tests/lessons/mazur.json"};

struct view_notations {
    const struct notation *items[FIXTURE_MOST_NOTATIONS];
    size_t count;
};

static inline struct view_notations view_notations_read(struct arena *arena, const char *root) {
    struct fixture_notations found = fixture_notations(arena, root);
    struct view_notations notations = {.count = found.count};
    for (size_t i = 0; i < found.count; i++) {
        notations.items[i] = found.items[i].notation;
    }
    return notations;
}

/* A lesson with formulas of its own is shown in its own notation, whichever is asked for. */
static inline size_t view_index_for(const struct lesson *lesson,
                                    const struct view_notations *notations, size_t index) {
    size_t own = 0;
    while (own < notations->count && strcmp(notations->items[own]->id, lesson->notation) != 0) {
        own++;
    }
    return lesson->has_formulas && own < notations->count ? own : index;
}

static inline struct session *view_session(struct arena *arena, const struct lesson *lesson,
                                           const struct view_notations *notations, size_t index) {
    struct program_error error;
    index = view_index_for(lesson, notations, index);
    struct session *session = session_create(
        arena, lesson,
        (struct session_notations){fixture_source(notations->items), notations->count, index},
        &error);
    if (session == NULL) {
        fixture_bail_out("session", program_error_text(arena, &error));
    }
    return session;
}

/* A lesson of these layers with random data: the first count is that of the inputs. */
static inline const struct lesson *view_made_lesson(struct arena *arena, const int *units,
                                                    size_t count, int samples) {
    struct fixture_random random = {7};
    struct text_builder text;
    text_begin(&text, arena);
    text_append_format(&text,
                       "{\"format\": 1, \"title\": \"made\", \"notation\": \"four\", \"loss\": "
                       "\"half_square\", \"learning_rate\": 0.5, \"iterations\": 3, \"network\": "
                       "{\"inputs\": %d, \"layers\": [",
                       units[0]);
    for (size_t i = 1; i < count; i++) {
        text_append_format(&text, "%s{\"units\": %d, \"activation\": \"tanh\"}", i > 1 ? ", " : "",
                           units[i]);
    }
    text_append_string(&text, "]}, \"data\": {");
    for (int part = 0; part < 2; part++) {
        text_append_string(&text, part == 0 ? "\"inputs\": [" : "], \"targets\": [");
        int wide = part == 0 ? units[0] : units[count - 1];
        for (int i = 0; i < samples * wide; i++) {
            const char *before = i == 0 ? "[" : i % wide == 0 ? "], [" : ", ";
            text_append_format(&text, "%s%.3f", before, fixture_random_number(&random, 1));
        }
        text_append_string(&text, "]");
    }
    text_append_string(&text, "]}}");
    return fixture_lesson_of_text(arena, "made", text.bytes, text.length);
}

/* The action changes nothing but what is said of it. */
static inline void view_expect_answer(struct session *session, enum action action,
                                      enum string_id words) {
    struct place place = session_place(session);
    EXPECT_INT(session_apply(session, action), SESSION_LOOKS);
    EXPECT(place_equal(session_place(session), place));
    const struct session_notice *notice = session_notice(session);
    EXPECT(notice != NULL && notice->words == words);
}

/* Every character of a size has one width; Chinese ones are wide. */
static inline float view_fake_width(const void *context, enum text_face face, float size,
                                    const char *text) {
    (void)context;
    (void)face;
    float width = 0;
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t step = utf8_decode(text + at, length - at, &code_point);
        width += code_point >= 0x2E80 && code_point < 0xFFFF ? 1 : 0.56F;
        at += step > 0 ? step : 1;
    }
    return width * size;
}

static inline float view_fake_line_height(const void *context, enum text_face face) {
    (void)context;
    (void)face;
    return 1.4F;
}

/* The middle of a rectangle is in another one. */
static inline bool view_is_within(struct rect rect, struct rect around) {
    float x = rect.x + rect.width / 2;
    float y = rect.y + rect.height / 2;
    return x >= around.x && x <= around.x + around.width && y >= around.y &&
           y <= around.y + around.height;
}

/* The frame at the bottom of the board; empty when there is none. */
static inline struct rect view_strip(const struct scene *scene, struct rect board) {
    const float wide = 0.9F;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_BOX && view_is_within(item->bounds, board) &&
            item->bounds.width > wide * board.width && item->bounds.height < board.height / 2) {
            return item->bounds;
        }
    }
    return (struct rect){board.x, board.y + board.height, 0, 0};
}

/* The color of the bar at the left of a panel, which says what kind of speech is in it; 0: there is
 * none. */
static inline color_argb view_speech_bar(const struct scene *scene, struct rect panel) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_bar = item->kind == SCENE_BOX && item->bounds.x == panel.x &&
                      item->bounds.y == panel.y && item->bounds.height == panel.height &&
                      item->bounds.width < panel.height / 2;
        if (is_bar && item->bounds.width < panel.width / 2) {
            return item->color;
        }
    }
    return 0;
}

/* Widths are made up; formulas are set in the font that is shipped. */
static struct text_metrics view_fake_metrics = {.width = view_fake_width,
                                                .line_height = view_fake_line_height};

static inline void view_open_font(const char *root) {
    view_fake_metrics.math = fixture_math_font(root);
}

#endif
