#include "app/web/page_state.h"

#include "app/web/page_key.h"
#include "export/ask_text.h"
#include "session/answering/answer_line.h"
#include "session/ask/session_ask.h"
#include "view/draw/theme.h"

#include <string.h>

static const char *const language_names[LANGUAGE_COUNT] = {"en", "zh"};

/* ,"name":"text" */
static void append_text(struct text_builder *text, const char *name, const char *value) {
    text_append_format(text, ",\"%s\":", name);
    text_append_json(text, value);
}

static void append_number(struct text_builder *text, const char *name, long value) {
    text_append_format(text, ",\"%s\":%ld", name, value);
}

static void append_flag(struct text_builder *text, const char *name, bool value) {
    text_append_format(text, ",\"%s\":%s", name, value ? "true" : "false");
}

static void append_color(struct text_builder *text, const char *name, color_argb color) {
    text_append_format(text, ",\"%s\":\"#%06x\"", name, (unsigned)(color & 0xFFFFFF));
}

static void append_place(struct text_builder *text, const struct page *page) {
    struct page_place place = page_place(page);
    const struct program *program = session_program(page->opened.session);
    append_number(text, "step", place.step);
    append_number(text, "inside", place.inside);
    append_number(text, "form", (long)place.form);
    append_text(text, "level", page_level_names[place.level]);
    append_number(text, "steps", program->step_count);
    append_number(text, "iteration", session_program_place(page->opened.session).iteration);
    append_text(text, "notation", program->notation->id);
    bool is_going = page->has_pending ||
                    session_aim(page->opened.session) != session_step(page->opened.session);
    append_flag(text, "going", is_going);
}

static void append_looks(struct text_builder *text, const struct page *page) {
    const struct session_settings *looks = session_settings(page->opened.session);
    const struct theme *theme = theme_get(looks->theme);
    append_text(text, "language", language_names[looks->language]);
    append_text(text, "theme", theme->name);
    append_number(text, "scale", looks->text_scale);
    append_number(text, "decimals", looks->decimals);
    append_flag(text, "motion", !looks->is_motion_reduced);
    append_color(text, "background", theme->colors[COLOR_BACKGROUND]);
    append_color(text, "panel", theme->colors[COLOR_PANEL]);
    append_color(text, "edge", theme->colors[COLOR_PANEL_EDGE]);
    append_color(text, "text", theme->colors[COLOR_TEXT]);
    append_color(text, "dim", theme->colors[COLOR_TEXT_DIM]);
    append_color(text, "link", theme->colors[COLOR_LINK]);
}

/* "value", "shape", …: what is typed at the moment; "": nothing is. */
static const char *typed_kind(const struct session *session) {
    const struct asked *asked = session_ask_now(session);
    bool is_typed = asked != NULL && answer_line_is_focused(session);
    return is_typed ? question_kind_names[asked->kind] : "";
}

/* What came of the last answer, and the last hint: for who does not see them. */
static const char *told_of(struct arena *arena, const struct session *session) {
    const struct asked *asked = session_ask_now(session);
    const struct reading_options options = {session_settings(session)->language, true};
    struct text_builder told;
    text_begin(&told, arena);
    if (asked != NULL && asked->is_hint_newest) {
        ask_text_append_hint(&told, session, &options);
    } else if (asked != NULL && asked->verdict != ASKED_UNANSWERED) {
        ask_text_append_verdict(&told, session, &options);
    }
    return told.bytes;
}

void page_state_append(struct text_builder *text, const struct page *page) {
    text_append_string(text, "{\"lesson\":");
    text_append_json(text, page->opened.name);
    enum language language = session_settings(page->opened.session)->language;
    append_text(text, "title", session_lesson(page->opened.session)->title.in[language]);
    append_place(text, page);
    append_looks(text, page);
    append_flag(text, "asking", session_ask_is_open(page->opened.session));
    append_flag(text, "typing", answer_line_is_focused(page->opened.session));
    append_text(text, "typed", typed_kind(page->opened.session));
    append_text(text, "told", told_of(text->arena, page->opened.session));
    append_flag(text, "ended", page->ended.is_open);
    append_flag(text, "hand", loop_window(page->loop)->is_hand);
    append_flag(text, "selected",
                !quantity_is_none(session_selection(page->opened.session)->selected));
    text_append_string(text, "}");
}

/* ---- what can be chosen ---- */

/* One key of a row, alone. */
static const char *label_of(struct arena *arena, struct key key) {
    const struct key_row alone = {.keys = {key}};
    return key_table_row_labels(arena, &alone);
}

static void append_row(struct text_builder *text, const struct key_row *row,
                       enum language language) {
    text_append_format(text, "{\"row\":%zu", (size_t)(row - key_table));
    append_text(text, "words", string_get(language, row->description));
    append_flag(text, "each", row->is_sequence);
    text_append_string(text, ",\"keys\":[");
    const char *between = "";
    for (size_t i = 0; i < KEY_ROW_MOST && row->keys[i].name != KEY_NONE; i++) {
        if (!page_key_is_browsers(row->keys[i])) {
            text_append_format(text, "%s{\"which\":%zu", between, i);
            append_text(text, "label", label_of(text->arena, row->keys[i]));
            text_append_string(text, "}");
            between = ",";
        }
    }
    text_append_string(text, "]}");
}

void page_state_append_keys(struct text_builder *text, enum language language) {
    text_append_string(text, "[");
    const char *between = "";
    for (size_t i = 0; i < key_table_count; i++) {
        if (page_key_has_row(&key_table[i])) {
            text_append_string(text, between);
            append_row(text, &key_table[i], language);
            between = ",";
        }
    }
    text_append_string(text, "]");
}

static void append_lesson(struct text_builder *text, const struct shipped_lesson *shipped,
                          enum language language) {
    text_append_string(text, "{\"name\":");
    text_append_json(text, shipped->name);
    append_text(text, "title", shipped->lesson->title.in[language]);
    append_text(text, "notation", shipped->lesson->notation);
    text_append_string(text, "}");
}

/* The course that a lesson is in; NULL: none. */
static const struct course *course_of(const struct courses *courses, const char *lesson) {
    for (size_t i = 0; i < courses->count; i++) {
        size_t length = strlen(courses->items[i].folder);
        if (strncmp(lesson, courses->items[i].folder, length) == 0 && lesson[length] == '/') {
            return &courses->items[i];
        }
    }
    return NULL;
}

/* The lessons of a course, or of none, as the end of its object. */
static void append_course_lessons(struct text_builder *text, const struct lesson_shelf *shelf,
                                  const struct courses *courses, const struct course *course,
                                  enum language language) {
    const char *between = "";
    text_append_string(text, ",\"lessons\":[");
    for (size_t i = 0; i < shelf->count; i++) {
        if (course_of(courses, shelf->lessons[i].name) == course) {
            text_append_string(text, between);
            append_lesson(text, &shelf->lessons[i], language);
            between = ",";
        }
    }
    text_append_string(text, "]}");
}

void page_state_append_lessons(struct text_builder *text, const struct page *page) {
    struct arena *arena = arena_create();
    struct library library = page->library;
    library.arena = arena;
    const char *ignored; /* what is not listed is without a course */
    struct courses courses = library_courses(&library, &ignored);
    struct lesson_shelf shelf = library_lessons(&library);
    enum language language = session_settings(page->opened.session)->language;
    text_append_string(text, "[");
    for (size_t i = 0; i <= courses.count; i++) {
        const struct course *course = i < courses.count ? &courses.items[i] : NULL;
        text_append_format(text, "%s{\"title\":", i > 0 ? "," : "");
        text_append_json(text, course != NULL ? course->title.in[language] : "");
        append_text(text, "goal", course != NULL ? course->goal.in[language] : "");
        append_course_lessons(text, &shelf, &courses, course, language);
    }
    text_append_string(text, "]");
    arena_destroy(arena);
}
