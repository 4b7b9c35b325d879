/* Who speaks in the narration is seen: the author of a lesson in the running text, the program
 * small and dim below a single line of that or alone; and pages end where sentences do. Every
 * shipped lesson in its own notation, with the real fonts. */
#include "font_set_fixture.h"
#include "session/key_table.h"
#include "view_fixture.h"

#include "app/font.h"
#include "view/draw/theme.h"

enum {
    MOST_LESSONS = 128,
    MOST_STEPS = 128,
    MOST_FAULTS = 12,
    EVERY = FIXTURE_IS_SANITIZED ? 3 : 1
};

static const char *root;
static struct text_metrics metrics;
static struct view_notations notations;
static size_t alone, together, pages;

struct room {
    struct stage_size size;
    int scale;
};

/* The narration of a picture. */
struct said {
    const char *lesson;
    const struct session *session;
    struct room room;
    struct scene scene;
    struct layout layout;
};

static void fail(const struct said *said, const char *what, const char *text) {
    test_failures++;
    printf("# %s, step %ld, %d x %d, %d %%, %s: %s: %s\n", said->lesson,
           session_step(said->session), said->room.size.width, said->room.size.height,
           said->room.scale, language_codes[session_settings(said->session)->language], what, text);
}

static bool is_page_number(const struct scene_item *item) {
    return strstr(item->text, "Shift+↓") != NULL;
}

static bool is_said(const struct said *said, const struct scene_item *item) {
    return item->kind == SCENE_TEXT && item->formula == 0 && !is_page_number(item) &&
           view_is_within(item->bounds, said->layout.narration);
}

/* The program's words are small, dim where they stand for nothing, and below the author's, who says
 * no more than a line then. */
static void look_at_voices(const struct said *said, bool has_author) {
    const float author = 0.9F * said->layout.normal;
    const color_argb text = theme_get(THEME_DARK)->colors[COLOR_TEXT];
    float first = 0, bottom = 0, top = 0;
    bool has_program = false;
    for (size_t i = 0; i < said->scene.count; i++) {
        const struct scene_item *item = &said->scene.items[i];
        if (!is_said(said, item)) {
            continue;
        }
        first = first > 0 ? first : item->size;
        bool is_own = !has_author || item->size < fminf(first, author);
        if (is_own && (item->size > said->layout.small + 0.1F || item->color == text)) {
            fail(said, "the program speaks like the author", item->text);
        }
        has_program = has_program || is_own;
        bottom = is_own ? bottom : fmaxf(bottom, item->bounds.y + item->bounds.height);
        top = is_own && top == 0 ? item->bounds.y : top;
    }
    if (has_author && has_program) {
        together++;
        if (bottom - said->layout.narration.y > 2 * LAYOUT_PROSE * said->layout.normal) {
            fail(said, "both speak, and the author more than a line", "");
        }
    }
    alone += !has_author && has_program;
}

static bool has_author(const struct session *session) {
    struct script_stop stops[8];
    const struct script *script = session_script(session);
    return script != NULL &&
           (script_stops_at(script, session_program_place(session), stops, 8) > 0 ||
            script_is_end(script, session_program_place(session)));
}

/* ---- pages ---- */

static const char *const ends[] = {".", "!", "?", "…", "。", "！", "？"};

static bool ends_sentence(const char *text, size_t length) {
    static const char *const closing[] = {")", "”", "’", "\"", "）", "」", "》"};
    for (size_t i = 0; i < TEST_COUNT(closing); i++) {
        size_t own = strlen(closing[i]);
        length -= length >= own && memcmp(text + length - own, closing[i], own) == 0 ? own : 0;
    }
    for (size_t i = 0; i < TEST_COUNT(ends); i++) {
        size_t own = strlen(ends[i]);
        if (length >= own && memcmp(text + length - own, ends[i], own) == 0) {
            return true;
        }
    }
    return false;
}

/* A page in which a sentence ends, ends with one. */
static void look_at_page(const struct said *said) {
    const char *last = "";
    bool has_end = false;
    float bottom = 0;
    for (size_t i = 0; i < said->scene.count; i++) {
        const struct scene_item *item = &said->scene.items[i];
        if (!is_said(said, item)) {
            continue;
        }
        bool is_end = ends_sentence(item->text, strlen(item->text));
        has_end = has_end || is_end;
        last = item->text;
        bottom = fmaxf(bottom, item->bounds.y);
    }
    pages++;
    if (has_end && !ends_sentence(last, strlen(last))) {
        fail(said, "a page ends within a sentence", last);
    }
}

/* ---- all lessons ---- */

static void look(struct said *said, struct session *session, struct arena *arena) {
    size_t count = 1;
    for (size_t page = 0; page < count; page++) {
        stage_build(session, said->room.size, &metrics, arena, &said->scene);
        said->layout = stage_layout(session, said->room.size);
        count = said->scene.text_pages > 1 ? said->scene.text_pages : 1;
        if (count > 1 && page + 1 < count) {
            look_at_page(said);
        } else if (count == 1 && session_step(session) > 0) {
            look_at_voices(said, has_author(session));
        }
        session_apply(session, ACTION_MORE_TEXT);
    }
}

static void check_lesson(const char *path) {
    static const struct room rooms[] = {{{1280, 720}, 100}, {{1920, 1080}, 150}, {{900, 600}, 150}};
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    size_t index = 0;
    while (strcmp(notations.items[index]->id, lesson->notation) != 0) {
        index++;
    }
    struct session *session = view_session(arena, lesson, &notations, index);
    long steps = session_program(session)->operation_count;
    for (long step = 0; step <= steps && step < MOST_STEPS; step++) {
        for (size_t i = 0; i < TEST_COUNT(rooms) * LANGUAGE_COUNT; i++) {
            struct arena *picture = arena_create();
            session_go_to(session, step);
            session_set_language(session, (enum language)(i % LANGUAGE_COUNT));
            session_set_text_scale(session, rooms[i / LANGUAGE_COUNT].scale);
            struct said said = {
                .lesson = path, .session = session, .room = rooms[i / LANGUAGE_COUNT]};
            look(&said, session, picture);
            arena_destroy(picture);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_voices(void) {
    struct arena *arena = arena_create();
    const char *lessons[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, lessons, MOST_LESSONS);
    for (size_t i = 0; i < count && test_failures < MOST_FAULTS; i += EVERY) {
        check_lesson(lessons[i]);
    }
    printf("# the program alone %zu, below the author %zu, pages %zu\n", alone, together, pages);
    EXPECT(alone > 500 / EVERY && together > 50 / EVERY && pages > 20 / EVERY);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"the author and the program have two voices, pages end at sentences", test_voices},
    };
    if (argc < 2) {
        return 2;
    }
    root = argv[1];
    struct arena *arena = arena_create();
    struct font_set *fonts = fixture_font_set(root);
    metrics = font_metrics(fonts);
    notations = view_notations_read(arena, root);
    int failed = test_run(tests, TEST_COUNT(tests));
    font_close(fonts);
    arena_destroy(arena);
    return failed;
}
