/* A page that is turned, and what it is told of itself: places that a link says, keys, lessons,
 * looks; and what the pointer does behind the last step. */
#include "page_fixture.h"

#include "app/web/page_key.h"
#include "app/web/page_state.h"
#include "base/json.h"
#include "session/ask/session_ask.h"
#include "view/draw/scene_button.h"

#include <SDL.h>

#include <stdlib.h>

enum { MOST_TURNS = 5000 };

static const char *root;

/* Turns until the picture shows where the page was to go. */
static void settle(struct page *page) {
    int turns = 0;
    const struct window *window = loop_window(page->loop);
    while (page_turn(page) >= 0 && ++turns < MOST_TURNS &&
           (page->has_pending || window->is_stale || window->is_lost)) {
    }
    EXPECT(turns < MOST_TURNS);
}

/* ---- places ---- */

static const struct page_place places[] = {
    {0, 0, 0, LEVEL_OPERATION}, {7, 0, 0, LEVEL_OPERATION},    {7, 0, 1, LEVEL_OPERATION},
    {3, 2, 0, LEVEL_ELEMENT},   {9000, 0, 0, LEVEL_OPERATION}, /* far: on the way for some turns */
};

static void test_places(void) {
    for (size_t i = 0; i < TEST_COUNT(places); i++) {
        struct page page;
        page_fixture_begin(&page, "xor");
        page_set_silent(&page, true);
        page_go(&page, places[i]);
        EXPECT_INT(page.has_pending, places[i].step > 1000);
        settle(&page);
        struct page_place place = page_place(&page);
        EXPECT_INT(place.step, places[i].step);
        EXPECT_INT(place.inside, places[i].inside);
        EXPECT_INT(place.form, places[i].form);
        EXPECT_INT(place.level, places[i].level);
        page_fixture_end(&page);
    }
}

/* What a link asks for and is not there is left out: elements behind the last, steps behind the
 * end. */
static void test_clamped(void) {
    struct page page;
    page_fixture_begin(&page, "ladder/01-one-neuron");
    page_set_silent(&page, true);
    page_go(&page, (struct page_place){.step = 1, .inside = 500, .level = LEVEL_ELEMENT});
    settle(&page);
    EXPECT_INT(page_place(&page).step, 1);
    EXPECT(page_place(&page).inside < 100);
    page_go(&page, (struct page_place){.step = 1 << 30, .level = LEVEL_OPERATION});
    settle(&page);
    EXPECT_INT(page_place(&page).step, session_program(page.opened.session)->step_count);
    page_fixture_end(&page);
}

static void test_end(void) {
    struct page page;
    EXPECT(page_begin(&page, LANGUAGE_ENGLISH, &(const char *){""}));
    EXPECT_INT(page_turn(&page), -1); /* nothing is open yet */
    EXPECT_STRING(page_open(&page, page.arena, "xor", ""), "");
    settle(&page);
    SDL_PushEvent(&(SDL_Event){.type = SDL_QUIT});
    EXPECT_INT(page_turn(&page), -1);
    EXPECT(page.is_over);
    EXPECT_INT(page_turn(&page), -1);
    page_fixture_end(&page);
}

/* ---- opening ---- */

/* What cannot be opened says why, and what was open still is. */
static void test_refused(void) {
    struct page page;
    page_fixture_begin(&page, "xor");
    const struct session *session = page.opened.session;
    const char *error = page_open(&page, page.arena, "none-such", "");
    EXPECT(strstr(error, "none-such") != NULL && error[strlen(error) - 1] == '\n');
    EXPECT(page.opened.session == session);
    error = page_open(&page, page.arena, "xor", "none");
    EXPECT(strstr(error, "unknown notation \"none\"") != NULL);
    EXPECT(page.opened.session == session);
    page_fixture_end(&page);
}

/* Without a window nothing is open, and why is said. */
static void test_no_window(void) {
    struct page page;
    EXPECT(page_begin(&page, LANGUAGE_ENGLISH, &(const char *){""}));
    setenv("SDL_VIDEODRIVER", "none such", 1);
    EXPECT(*page_open(&page, page.arena, "xor", "") != '\0');
    EXPECT(page.opened.session == NULL);
    EXPECT_INT(page_turn(&page), -1);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    EXPECT_STRING(page_open(&page, page.arena, "xor", ""), "");
    page_fixture_end(&page);
}

/* A notation of the reader's own takes the place of the one with its id, or is one more. */
static void test_notations(void) {
    struct page page;
    const char *id = "";
    page_fixture_begin(&page, "xor");
    size_t count = session_notation_count(page.opened.session);
    const char *path = text_format(page.arena, "%s/assets/notations/delta.json", root);
    EXPECT_STRING(page_add_notation(&page, path, &id), "");
    EXPECT_STRING(id, "delta");
    EXPECT_STRING(page_open(&page, page.arena, "xor", "delta"), "");
    EXPECT_STRING(session_program(page.opened.session)->notation->id, "delta");
    EXPECT_INT(session_notation_count(page.opened.session), count);
    EXPECT(strstr(page_add_notation(&page, "/nowhere.json", &id), "/nowhere.json") != NULL);
    page_fixture_end(&page);
}

/* Silent lessons ask nothing, from the one that is open on. */
static void test_silent(void) {
    struct page page;
    page_fixture_begin(&page, "four/06-four-equations");
    page_go(&page, (struct page_place){.step = 2, .level = LEVEL_OPERATION});
    EXPECT(session_ask_is_open(page.opened.session));
    page_set_silent(&page, true);
    EXPECT(!session_ask_is_open(page.opened.session));
    EXPECT_STRING(page_open(&page, page.arena, "four/06-four-equations", ""), "");
    page_go(&page, (struct page_place){.step = 2, .level = LEVEL_OPERATION});
    EXPECT(!session_ask_is_open(page.opened.session));
    page_set_silent(&page, false);
    EXPECT(session_ask_is_open(page.opened.session));
    page_fixture_end(&page);
}

/* ---- what it is told ---- */

static const struct json_value *read_back(struct arena *arena, const char *text) {
    static const struct json_limits limits = {.depth = 16, .string_bytes = 100000};
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct json_value *value = json_read(arena, text, strlen(text), &limits, &diagnostics);
    EXPECT(value != NULL);
    return value;
}

static void expect_text(const struct json_value *object, const char *key, const char *expected) {
    const struct json_value *member = json_member(object, key);
    EXPECT_STRING(member != NULL && member->kind == JSON_STRING ? member->string : "none",
                  expected);
}

static void expect_number(const struct json_value *object, const char *key, double expected) {
    const struct json_value *member = json_member(object, key);
    EXPECT_NEAR(member != NULL && member->kind == JSON_NUMBER ? member->number : -1, expected, 0);
}

static bool flag(const struct json_value *object, const char *key) {
    const struct json_value *member = json_member(object, key);
    EXPECT(member != NULL && (member->kind == JSON_TRUE || member->kind == JSON_FALSE));
    return member != NULL && member->kind == JSON_TRUE;
}

static const struct json_value *state_of(struct page *page) {
    struct text_builder text;
    text_begin(&text, page->arena);
    page_state_append(&text, page);
    return read_back(page->arena, text.bytes);
}

static void test_state(void) {
    struct page page;
    page_fixture_begin(&page, "four/06-four-equations");
    page_go(&page, (struct page_place){.step = 2, .level = LEVEL_OPERATION});
    settle(&page);
    const struct json_value *state = state_of(&page);
    expect_text(state, "lesson", "four/06-four-equations");
    expect_text(state, "title", session_lesson(page.opened.session)->title.in[LANGUAGE_ENGLISH]);
    expect_text(state, "notation", "four");
    expect_text(state, "level", "operation");
    expect_text(state, "language", "en");
    expect_text(state, "theme", "dark");
    expect_number(state, "step", 2);
    expect_number(state, "iteration", 1);
    expect_number(state, "steps", (double)session_program(page.opened.session)->step_count);
    EXPECT(flag(state, "asking") && flag(state, "typing"));
    expect_text(state, "typed", "value");
    expect_text(state, "told", "");
    session_ask_hint(page.opened.session);
    const struct json_value *hint = json_member(state_of(&page), "told");
    session_ask_type(page.opened.session, "77");
    session_ask_check(page.opened.session);
    const struct json_value *told = json_member(state_of(&page), "told");
    EXPECT(*hint->string != '\0' && *told->string != '\0');
    EXPECT(strcmp(hint->string, told->string) != 0);
    EXPECT(!flag(state, "going") && !flag(state, "ended") && !flag(state, "selected"));
    color_argb text = theme_get(THEME_DARK)->colors[COLOR_TEXT];
    expect_text(state, "text", text_format(page.arena, "#%06x", (unsigned)(text & 0xFFFFFF)));
    session_set_language(page.opened.session, LANGUAGE_CHINESE);
    page_go(&page, (struct page_place){.step = 1000, .level = LEVEL_PASS});
    state = state_of(&page);
    EXPECT(flag(state, "going") && !flag(state, "asking"));
    expect_text(state, "typed", "");
    expect_text(state, "language", "zh");
    expect_text(state, "title", session_lesson(page.opened.session)->title.in[LANGUAGE_CHINESE]);
    page_fixture_end(&page);
}

/* Every row that a page has, in its order, with words and a label for each of its keys. */
static void test_keys(void) {
    struct arena *arena = arena_create();
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        struct text_builder text;
        text_begin(&text, arena);
        page_state_append_keys(&text, language);
        const struct json_value *rows = read_back(arena, text.bytes);
        const struct json_value *row = rows->first;
        for (size_t i = 0; i < key_table_count; i++) {
            if (!page_key_has_row(&key_table[i])) {
                continue;
            }
            EXPECT(row != NULL);
            expect_number(row, "row", (double)i);
            expect_text(row, "words", string_get(language, key_table[i].description));
            EXPECT_INT(flag(row, "each"), key_table[i].is_sequence);
            const struct json_value *keys = json_member(row, "keys");
            EXPECT(keys->count > 0);
            for (const struct json_value *key = keys->first; key != NULL; key = key->next) {
                size_t which = (size_t)json_member(key, "which")->number;
                EXPECT(!page_key_is_browsers(key_table[i].keys[which]));
                EXPECT(*json_member(key, "label")->string != '\0');
            }
            row = row->next;
        }
        EXPECT(row == NULL);
    }
    arena_destroy(arena);
}

/* Every shipped lesson once, in its course. */
static void test_lessons(void) {
    struct page page;
    page_fixture_begin(&page, "xor");
    struct text_builder text;
    text_begin(&text, page.arena);
    page_state_append_lessons(&text, &page);
    const struct json_value *courses = read_back(page.arena, text.bytes);
    const struct lesson_shelf shelf = library_lessons(&page.library);
    size_t count = 0;
    bool has_xor = false;
    for (const struct json_value *course = courses->first; course != NULL; course = course->next) {
        const struct json_value *lessons = json_member(course, "lessons");
        bool is_last = course->next == NULL; /* what is in no course */
        EXPECT_INT(*json_member(course, "title")->string == '\0', is_last);
        EXPECT_INT(lessons->count == 0, is_last);
        for (const struct json_value *lesson = lessons->first; lesson != NULL;
             lesson = lesson->next) {
            has_xor = has_xor || strcmp(json_member(lesson, "name")->string, "beyond/02-xor") == 0;
            EXPECT(*json_member(lesson, "title")->string != '\0');
            count++;
        }
    }
    EXPECT(has_xor);
    EXPECT_INT(count, shelf.count);
    page_fixture_end(&page);
}

/* ---- the pointer behind the last step ---- */

/* A point of the picture with a button that asks for that. */
static struct scene_point button_at(const struct scene *scene, enum end_request request) {
    size_t which;
    for (float y = 0; y < scene->height; y += 3) {
        for (float x = 0; x < scene->width; x += 3) {
            int action = scene_button_at(scene, x, y);
            if (action != 0 && end_page_request(action, &which) == request) {
                return (struct scene_point){x, y};
            }
        }
    }
    EXPECT(false);
    return (struct scene_point){0, 0};
}

static void test_pointer(void) {
    struct page page;
    bool can = false;
    unsigned changed = SESSION_SAME;
    page_fixture_begin(&page, "ladder/01-one-neuron");
    const struct cover cover = page_end_cover(&page);
    struct cover_pointing pointing = {.touch = TOUCH_CLICK};
    EXPECT(!cover.point(&page, &pointing, &changed));
    page_go(&page, (struct page_place){.step = 1 << 20, .level = LEVEL_OPERATION});
    settle(&page);
    EXPECT(!cover.can_click(&page, window_scene(loop_window(page.loop)), (struct scene_point){1, 1},
                            &can));
    cover.show_end(&page);
    window_lose_picture(loop_window(page.loop));
    settle(&page);
    pointing.scene = window_scene(loop_window(page.loop));
    pointing.at = button_at(pointing.scene, END_NEXT);
    EXPECT(cover.can_click(&page, pointing.scene, pointing.at, &can) && can);
    EXPECT(cover.can_click(&page, pointing.scene, (struct scene_point){1, 1}, &can) && !can);
    pointing.touch = TOUCH_MOVE;
    EXPECT(cover.point(&page, &pointing, &changed) && page_end_is_open(&page));
    pointing.touch = TOUCH_CLICK;
    EXPECT(cover.point(&page, &pointing, &changed));
    EXPECT_STRING(page.opened.name, "ladder/02-sigmoid-slope");
    page_fixture_end(&page);
}

/* The next lesson opens where the journal says that it was left. */
static void test_left_next(void) {
    char folder[] = "/tmp/backstep-page-XXXXXX";
    EXPECT(mkdtemp(folder) != NULL);
    setenv("XDG_DATA_HOME", folder, 1);
    struct page page;
    unsigned changed;
    page_fixture_begin(&page, "ladder/02-sigmoid-slope");
    page_go(&page, (struct page_place){.step = 3, .level = LEVEL_OPERATION});
    page_leave(&page);
    EXPECT_STRING(page_open(&page, page.arena, "ladder/01-one-neuron", ""), "");
    page_end_cover(&page).show_end(&page);
    page_end_cover(&page).take_key(&page, (struct key){.name = KEY_ENTER}, &changed);
    EXPECT_STRING(page.opened.name, "ladder/02-sigmoid-slope");
    EXPECT_INT(session_aim(page.opened.session), 3);
    page_fixture_end(&page);
    char command[80];
    snprintf(command, sizeof command, "rm -r %s", folder);
    EXPECT_INT(system(command), 0);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    setenv("BACKSTEP_DATA", root, 1);
    setenv("XDG_DATA_HOME", "/dev/null/nowhere", 1);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    static const struct test tests[] = {
        {"places that a link says", test_places},
        {"places that are not there", test_clamped},
        {"turns end when it is over", test_end},
        {"what cannot be opened", test_refused},
        {"no window", test_no_window},
        {"a notation of the reader's own", test_notations},
        {"lessons that ask nothing", test_silent},
        {"the state", test_state},
        {"the keys", test_keys},
        {"the lessons", test_lessons},
        {"the pointer behind the last step", test_pointer},
        {"the next lesson where it was left", test_left_next},
    };
    return test_run(tests, TEST_COUNT(tests));
}
