/* A page without its browser. A lesson that was read ahead is the one that is opened, by whatever
 * name it is asked for, and no other, whether or not a window can be opened; and behind the last
 * step comes what comes there on a desk. */

#include "page_fixture.h"

#include "view/hall/end_page_text.h"

#include <stdlib.h>
#include <string.h>

static const struct pair {
    const char *ahead_name, *ahead_notation, *name, *notation;
    bool is_taken;
} pairs[] = {
    {"four-equations", "", "four-equations", "", true}, /* an old name */
    {"four/06-four-equations", "", "four/06-four-equations", "", true},
    {"xor", "layer", "xor", "layer", true},
    {"xor", "layer", "xor", "", false},
    {"xor", "", "four-equations", "", false},
};

static void test_ahead(void) {
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct pair *pair = &pairs[i];
        struct page page;
        const char *error = "";
        EXPECT(page_begin(&page, LANGUAGE_ENGLISH, &error));
        EXPECT_STRING(error, "");
        page_prepare(&page, pair->ahead_name, pair->ahead_notation);
        EXPECT(page.ahead.session != NULL);
        page_open(&page, page.arena, pair->name, pair->notation);
        EXPECT_INT(page.ahead.session == NULL, pair->is_taken);
        opened_close(&page.ahead);
        if (page.loop != NULL) {
            loop_destroy(page.loop);
            opened_close(&page.opened);
            font_files_close(&page.fonts);
        }
        arena_destroy(page.arena);
    }
}

/* A page at the last step of a lesson, with the page behind it open. */
static void begin_behind(struct page *ret, const char *name) {
    page_fixture_begin(ret, name);
    page_go(ret, (struct page_place){.step = 1 << 20, .level = LEVEL_OPERATION});
    EXPECT(!page_end_is_open(ret));
    page_end_cover(ret).show_end(ret);
    EXPECT(page_end_is_open(ret));
}

static unsigned press(struct page *page, struct key key) {
    unsigned changed = SESSION_SAME;
    EXPECT(page_end_cover(page).take_key(page, key, &changed));
    return changed;
}

/* What each key leads to: a lesson, a step of it (-1: the last), and whether the page stays. */
static void test_end_keys(void) {
    static const char first[] = "ladder/01-one-neuron";
    static const struct {
        struct key key;
        const char *lesson;
        long step;
        bool stays;
    } rows[] = {
        {{.name = KEY_ENTER}, "ladder/02-sigmoid-slope", 0, false},
        {{.name = KEY_HOME}, first, 0, false},
        {{.name = KEY_LEFT}, first, -1, false},
        {{.name = KEY_ESCAPE}, first, -1, false},
        {{.name = KEY_RIGHT}, first, -1, true},
        {{.name = KEY_CHARACTER, .character = 's'}, first, -1, true}, /* nothing was leapt over */
        {{.name = KEY_CHARACTER, .character = 'l'}, first, -1, true},
    };
    for (size_t i = 0; i < TEST_COUNT(rows); i++) {
        struct page page;
        begin_behind(&page, first);
        enum language before = session_settings(page.opened.session)->language;
        press(&page, rows[i].key);
        const struct session *session = page.opened.session;
        long step = rows[i].step < 0 ? session_program(session)->step_count : rows[i].step;
        EXPECT_STRING(page.opened.name, rows[i].lesson);
        EXPECT_INT(session_aim(session), step);
        EXPECT_INT(page_end_is_open(&page), rows[i].stays);
        bool is_other = session_settings(session)->language != before;
        EXPECT_INT(is_other, rows[i].key.character == 'l');
        page_fixture_end(&page);
    }
}

/* A lesson that is opened, or a link that is followed, closes it; behind it keys are the lesson's.
 */
static void test_end_closes(void) {
    struct page page;
    unsigned changed;
    begin_behind(&page, "xor");
    page_go(&page, (struct page_place){.step = 3, .level = LEVEL_OPERATION});
    EXPECT(!page_end_is_open(&page));
    EXPECT(!page_end_cover(&page).take_key(&page, (struct key){.name = KEY_LEFT}, &changed));
    page_end_cover(&page).show_end(&page);
    EXPECT_STRING(page_open(&page, page.arena, "four-equations", ""), "");
    EXPECT(!page_end_is_open(&page));
    page_fixture_end(&page);
}

/* Behind the last lesson of the last course all are chosen from; elsewhere only on demand. */
static void test_end_last(void) {
    struct page page;
    begin_behind(&page, "ladder/01-one-neuron");
    EXPECT(!page_end_wants_lessons(&page, END_NEXT));
    const struct hall *hall = &page.lessons.hall;
    const char *last = hall->lessons[hall->lesson_count - 1].name;
    EXPECT_STRING(page_open(&page, page.arena, last, ""), "");
    EXPECT(!page_end_wants_lessons(&page, END_NEXT));
    page_end_cover(&page).show_end(&page);
    EXPECT(page_end_wants_lessons(&page, END_NEXT));
    EXPECT(!page_end_wants_lessons(&page, END_AGAIN));
    press(&page, (struct key){.name = KEY_ENTER});
    EXPECT_STRING(page.opened.name, last);
    page_fixture_end(&page);
}

/* For ears, in both languages: the lesson, its goal, that nothing was asked, and the next lesson.
 */
static void test_end_text(void) {
    struct page page;
    begin_behind(&page, "ladder/01-one-neuron");
    const struct lesson *lesson = session_lesson(page.opened.session);
    const struct lesson *next = page.ended.page.next->lesson;
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        struct text_builder text;
        text_begin(&text, page.arena);
        end_page_text_append(&text, &page.ended.page, language);
        EXPECT(strstr(text.bytes, lesson->title.in[language]) == text.bytes);
        EXPECT(strstr(text.bytes, lesson->goal.in[language]) != NULL);
        EXPECT(strstr(text.bytes, next->title.in[language]) != NULL);
        EXPECT(strstr(text.bytes, string_get(language, STRING_END_NOT_ASKED)) != NULL);
    }
    page_fixture_end(&page);
}

/* Other fonts of the same folder are drawn with; where there are none, those before stay. */
static void test_fonts(void) {
    struct page page;
    page_fixture_begin(&page, "xor");
    struct window *window = loop_window(page.loop);
    const struct font_set *before = window->fonts;
    float width = font_width(window->fonts, FACE_REGULAR, 20, "0.25");
    const char *folder = page.library.folder;
    page.library.folder = "/dev/null/nowhere";
    EXPECT(*page_change_fonts(&page, page.arena) != '\0');
    EXPECT(window->fonts == before);
    page.library.folder = folder;
    EXPECT_STRING(page_change_fonts(&page, page.arena), "");
    EXPECT(window->metrics.width(window->metrics.context, FACE_REGULAR, 20, "0.25") == width);
    page_fixture_end(&page);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        return 2;
    }
    setenv("BACKSTEP_DATA", argv[1], 1);
    setenv("XDG_DATA_HOME", "/dev/null/nowhere", 1);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    static const struct test tests[] = {
        {"what was read ahead is opened", test_ahead},
        {"behind the last step keys lead on, back and to the beginning", test_end_keys},
        {"a link and another lesson lead away from there", test_end_closes},
        {"behind the last lesson all are chosen from", test_end_last},
        {"what is there is told for ears", test_end_text},
        {"other fonts take the place of those before", test_fonts},
    };
    return test_run(tests, TEST_COUNT(tests));
}
