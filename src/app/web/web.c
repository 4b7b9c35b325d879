#include "app/web/web.h"

#include "app/web/page_display.h"
#include "app/web/page_end.h"
#include "app/web/page_input.h"
#include "app/web/page_key.h"
#include "app/web/page_state.h"
#include "app/web/page_target.h"
#include "export/reading.h"
#include "export/trace.h"
#include "session/answering/answer_line.h"
#include "view/draw/scene_button.h"
#include "view/draw/theme.h"
#include "view/hall/end_page_text.h"

#include <SDL.h>
#include <emscripten.h>

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct page page;
static struct arena *said; /* what was returned last */

/* An empty arena for what is returned. */
static struct arena *say_anew(void) {
    arena_destroy(said);
    said = arena_create();
    return said;
}

static struct text_builder begin_text(void) {
    struct text_builder text;
    text_begin(&text, say_anew());
    return text;
}

static enum language language_named(const char *name, enum language otherwise) {
    return strcmp(name, "zh") == 0   ? LANGUAGE_CHINESE
           : strcmp(name, "en") == 0 ? LANGUAGE_ENGLISH
                                     : otherwise;
}

/* ---- beginning ---- */

EMSCRIPTEN_KEEPALIVE const char *web_begin(const char *language) {
    const char *error = "";
    setenv("BACKSTEP_DATA", "/data", 1); /* where the page writes them */
    setenv("XDG_DATA_HOME", "/kept", 1); /* from where it takes the journal */
    bool has_begun = page_begin(&page, language_named(language, LANGUAGE_ENGLISH), &error);
    page.cover = page_end_cover(&page);
    return has_begun ? "" : error;
}

EMSCRIPTEN_KEEPALIVE void web_look(const char *language, const char *theme, int scale, int decimals,
                                   int is_calm) {
    struct session_settings *looks = &page.looks;
    *looks = page.opened.session != NULL ? *session_settings(page.opened.session) : *looks;
    looks->language = language_named(language, looks->language);
    theme_find(theme, &looks->theme);
    looks->text_scale = scale >= 0 ? scale : looks->text_scale;
    looks->decimals = decimals >= 0 ? decimals : looks->decimals;
    looks->is_motion_reduced = is_calm >= 0 ? is_calm != 0 : looks->is_motion_reduced;
    if (page.opened.session != NULL) {
        opened_apply_looks(page.opened.session, looks);
        window_lose_picture(loop_window(page.loop));
    }
}

EMSCRIPTEN_KEEPALIVE void web_resize(int width, int height, double ratio) {
    page_display_set((struct page_display){width, height, (float)ratio});
    if (page.loop != NULL) {
        page_input_resized();
    }
}

EMSCRIPTEN_KEEPALIVE void web_ask(int is_asking) {
    page_set_silent(&page, is_asking == 0);
}

EMSCRIPTEN_KEEPALIVE void web_leave(void) {
    page_leave(&page);
}

EMSCRIPTEN_KEEPALIVE void web_prepare(const char *name, const char *notation) {
    page_prepare(&page, name, notation);
}

EMSCRIPTEN_KEEPALIVE const char *web_open(const char *name, const char *notation) {
    return page_open(&page, say_anew(), name, notation);
}

EMSCRIPTEN_KEEPALIVE const char *web_change_fonts(void) {
    return page_change_fonts(&page, say_anew());
}

EMSCRIPTEN_KEEPALIVE const char *web_add_notation(const char *path) {
    struct arena *arena = say_anew();
    if (!library_is_notation(arena, path)) {
        return "";
    }
    const char *id = "";
    const char *error =
        page_add_notation(&page, arena_copy_text(page.arena, path, strlen(path)), &id);
    return *error != '\0' ? error : text_format(arena, "+%s", id);
}

EMSCRIPTEN_KEEPALIVE void web_go(double step, int inside, int form, const char *level) {
    const double farthest = 1e15;
    struct page_place place = {.step = (long)fmin(fmax(step, 0), fmin(farthest, LONG_MAX)),
                               .inside = inside,
                               .form = form > 0 ? (size_t)form : 0,
                               .level = session_settings(page.opened.session)->level};
    for (enum step_level i = 0; i < LEVEL_COUNT; i++) {
        place.level = strcmp(page_level_names[i], level) == 0 ? i : place.level;
    }
    page_go(&page, place);
}

EMSCRIPTEN_KEEPALIVE int web_turn(void) {
    return page_turn(&page);
}

EMSCRIPTEN_KEEPALIVE const char *web_failure(void) {
    const char *fault = page.is_over ? notation_shelf_fault(page.library.notations) : NULL;
    return fault != NULL ? fault : page.is_over ? SDL_GetError() : "";
}

/* ---- what is told ---- */

EMSCRIPTEN_KEEPALIVE const char *web_state(void) {
    struct text_builder text = begin_text();
    page_state_append(&text, &page);
    return text.bytes;
}

EMSCRIPTEN_KEEPALIVE const char *web_keys(void) {
    struct text_builder text = begin_text();
    page_state_append_keys(&text, session_settings(page.opened.session)->language);
    return text.bytes;
}

EMSCRIPTEN_KEEPALIVE const char *web_lessons(void) {
    struct text_builder text = begin_text();
    page_state_append_lessons(&text, &page);
    return text.bytes;
}

EMSCRIPTEN_KEEPALIVE const char *web_reading(int is_plain) {
    struct text_builder text = begin_text();
    enum language language = session_settings(page.opened.session)->language;
    const struct reading_options options = {language, is_plain != 0};
    if (page_end_is_open(&page)) {
        end_page_text_append(&text, &page.ended.page, language);
    } else {
        reading_append(&text, page.opened.session, &options);
    }
    return text.bytes;
}

static bool collect(void *context, const char *bytes, size_t length) {
    text_append(context, bytes, length);
    return true;
}

EMSCRIPTEN_KEEPALIVE const char *web_trace(const char *format, int iterations) {
    struct text_builder text = begin_text();
    const struct trace_sink sink = {&text, collect};
    const char *folder = strrchr(page.opened.name, '/');
    struct trace_options options = {.lesson = folder != NULL ? folder + 1 : page.opened.name,
                                    .format = TRACE_FORMAT_COUNT,
                                    .language = session_settings(page.opened.session)->language};
    for (enum trace_format i = 0; i < TRACE_FORMAT_COUNT; i++) {
        options.format = strcmp(trace_format_names[i], format) == 0 ? i : options.format;
    }
    struct arena *arena = arena_create();
    struct program_error error;
    const struct program *program =
        program_create(arena, session_lesson(page.opened.session),
                       session_program(page.opened.session)->notation, iterations, &error);
    if (program != NULL && options.format != TRACE_FORMAT_COUNT) {
        trace_run(program, &options, &sink, NULL);
    }
    arena_destroy(arena);
    return text.bytes;
}

/* ---- what is heard ---- */

/* Some actions are the page's, and quitting is nobody's. */
static enum web_answer owner_of(enum action action) {
    return action == ACTION_HELP          ? WEB_HELP
           : action == ACTION_LESSONS     ? WEB_LESSONS
           : action == ACTION_FULL_SCREEN ? WEB_FULL_SCREEN
           : action == ACTION_NONE || action == ACTION_QUIT || action == ACTION_QUIT_NOW
               ? WEB_NOT_OURS
               : WEB_TAKEN;
}

static bool has_selection(void) {
    return !quantity_is_none(session_selection(page.opened.session)->selected);
}

/* Tab is the way out of the canvas, unless a number is selected: then it goes on to the next, until
 * Esc lets go of it. So it is Ctrl with an arrow that selects the first. */
static struct key without_trap(struct key key, bool *ret_is_way_out) {
    bool is_selecting = has_selection();
    enum action action = key_table_action(key);
    bool moves = action >= ACTION_SELECT_LEFT && action <= ACTION_SELECT_DOWN;
    *ret_is_way_out = key.name == KEY_TAB && !is_selecting;
    return moves && !is_selecting ? (struct key){.name = KEY_TAB} : key;
}

static bool is_answering(void) {
    return page.loop != NULL && page.opened.session != NULL &&
           answer_line_is_focused(page.opened.session);
}

EMSCRIPTEN_KEEPALIVE enum web_answer web_type(const char *text) {
    if (!is_answering() || *text == '\0') {
        return WEB_NOT_OURS;
    }
    page_input_text(text);
    return WEB_TAKEN;
}

/* A key while a question is answered: what types is text, the clipboard's keys are the browser's,
 * which then has text or asks for it. False where it is a key as always. */
static bool take_answer_key(const char *name, struct key key, bool is_repeat,
                            enum web_answer *ret) {
    enum answer_key_kind kind = answer_key_read(key).kind;
    bool is_formula = session_ask_now(page.opened.session)->kind == QUESTION_FORMULA;
    bool is_clipboard =
        kind == ANSWER_KEY_COPY || kind == ANSWER_KEY_CUT || kind == ANSWER_KEY_PASTE;
    bool is_way_out = kind == ANSWER_KEY_PALETTE && !is_formula;
    if (is_clipboard || is_way_out) {
        *ret = WEB_NOT_OURS;
        return true;
    }
    bool is_other_script = key.name == KEY_NONE && (unsigned char)name[0] >= 0x80;
    if (kind == ANSWER_KEY_TEXT || is_other_script) {
        page_input_text(name);
        *ret = WEB_TAKEN;
        return true;
    }
    if (kind != ANSWER_KEY_OTHER) {
        page_input_press(key, is_repeat);
        *ret = WEB_TAKEN;
    }
    return kind != ANSWER_KEY_OTHER;
}

/* What the page behind the last step has keys and buttons for; WEB_NOT_OURS: nothing of its own. */
static enum web_answer end_answer(enum end_request request) {
    return request == END_NOT_MINE                  ? WEB_NOT_OURS
           : page_end_wants_lessons(&page, request) ? WEB_LESSONS
                                                    : WEB_TAKEN;
}

/* The same for a key. */
static enum web_answer end_key_answer(struct key key) {
    return page_end_is_open(&page) ? end_answer(end_page_take_key(key)) : WEB_NOT_OURS;
}

EMSCRIPTEN_KEEPALIVE enum web_answer web_key(const char *name, const char *code, unsigned modifiers,
                                             int is_repeat) {
    struct key key = page_key_read(name, code, modifiers);
    enum web_answer answered;
    if (is_answering() && take_answer_key(name, key, is_repeat != 0, &answered)) {
        return answered;
    }
    if (page.opened.session == NULL || page_key_is_browsers(key)) {
        return WEB_NOT_OURS;
    }
    bool is_way_out = false;
    key = without_trap(key, &is_way_out);
    enum web_answer answer = end_key_answer(key);
    if (answer == WEB_NOT_OURS && !is_way_out) {
        answer = owner_of(key_table_action(key));
    }
    if (answer == WEB_TAKEN) {
        page_input_press(key, is_repeat != 0);
    }
    return answer;
}

EMSCRIPTEN_KEEPALIVE enum web_answer web_press(int row, int which) {
    bool is_row = row >= 0 && (size_t)row < key_table_count && which >= 0 && which < KEY_ROW_MOST;
    if (page.opened.session == NULL || !is_row) {
        return WEB_NOT_OURS;
    }
    struct key key = key_table[row].keys[which];
    enum web_answer answer = owner_of(key_table_action(key));
    if (answer == WEB_TAKEN) {
        page_input_press(key, false);
    }
    return answer;
}

/* A click where it would be: on a button of the page's, it is the page's. */
static enum web_answer click(struct scene_point pixels, int x, int y) {
    const struct scene *scene = window_scene(loop_window(page.loop));
    int action = scene_button_at(scene, pixels.x, pixels.y);
    size_t ignored;
    enum web_answer answer = end_answer(end_page_request(action, &ignored));
    if (answer == WEB_NOT_OURS) {
        answer = action != ACTION_NONE ? owner_of((enum action)action) : WEB_TAKEN;
    }
    if (answer == WEB_TAKEN) {
        page_input_point(POINTER_DOWN, x, y);
    }
    return answer;
}

EMSCRIPTEN_KEEPALIVE enum web_answer web_point(int kind, int x, int y) {
    if (page.loop == NULL) {
        return WEB_NOT_OURS;
    }
    if (kind == POINTER_DOWN) {
        return click(window_in_pixels(loop_window(page.loop), x, y), x, y);
    }
    page_input_point((enum page_pointer)kind, x, y);
    return WEB_TAKEN;
}

/* ---- fingers ---- */

static struct page_target target_at(int x, int y) {
    struct window *window = loop_window(page.loop);
    struct page_target target =
        page_target_find(page.opened.session, window_scene(window), window_in_pixels(window, x, y),
                         page_display_get().ratio);
    bool is_covered = target.kind == TARGET_HANDLE && page_end_is_open(&page);
    target.kind = is_covered ? TARGET_NOTHING : target.kind;
    return target;
}

EMSCRIPTEN_KEEPALIVE int web_finger(int x, int y) {
    enum { ACTION_FACTOR = 256, MOST_ACTION = 1 << 16 };
    if (page.loop == NULL) {
        return TARGET_NOTHING;
    }
    struct page_target target = target_at(x, y);
    int action =
        target.action < MOST_ACTION ? target.action : 0; /* no session's: of what covers it */
    return (int)target.kind + ACTION_FACTOR * action;
}

EMSCRIPTEN_KEEPALIVE enum web_answer web_grab(int x, int y) {
    if (page.loop == NULL) {
        return WEB_NOT_OURS;
    }
    struct page_target target = target_at(x, y);
    float ratio = page_display_get().ratio;
    return click(target.at, (int)floorf(target.at.x / ratio), (int)floorf(target.at.y / ratio));
}

EMSCRIPTEN_KEEPALIVE enum web_answer web_tap(int x, int y) {
    enum web_answer answer = web_grab(x, y);
    if (page.loop != NULL) {
        page_input_point(POINTER_UP, x, y);
    }
    return answer;
}

int main(void) {
    return 0;
}
