/* Who speaks in the narration is seen: the author of a lesson in the running text, the program
 * small and dim below a single line of that or alone; and pages end where sentences do. Every
 * shipped lesson in its own notation, with the real fonts. The header does not say what the board
 * says. */
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

/* From place to place the words have few sizes: those of the scales up to this one, that of small
 * text and the least, and none between. */
static bool is_size_of_words(const struct layout *layout, float size) {
    static const int scales[] = {75, 100, 115, 125, 130, 150, 175, 200, 250, 300};
    const float same = 0.1F; /* pixels */
    bool is_one = fabsf(size - layout->normal) < same || fabsf(size - layout->small) < same ||
                  fabsf(size - layout->legible) < same;
    for (size_t i = 0; i < TEST_COUNT(scales) && scales[i] < layout->text_scale; i++) {
        const struct layout other = layout_at_scale(layout, scales[i]);
        is_one = is_one || fabsf(size - other.normal) < same || fabsf(size - other.small) < same;
    }
    return is_one;
}

static void look_at_sizes(const struct said *said) {
    for (size_t i = 0; i < said->scene.count; i++) {
        const struct scene_item *item = &said->scene.items[i];
        if (is_said(said, item) && !is_size_of_words(&said->layout, item->size)) {
            fail(said, "a size of its own", item->text);
            return;
        }
    }
}

static bool has_author(const struct session *session) {
    struct script_stop stops[8];
    const struct script *script = session_script(session);
    return script != NULL &&
           (script_stops_at(script, session_program_place(session), stops, 8) > 0 ||
            script_is_end(script, session_program_place(session)));
}

/* ---- pages ---- */

static bool ends_with_one(const char *text, const char *const *ends, size_t count) {
    static const char *const closing[] = {")", "”", "’", "\"", "）", "」", "》"};
    size_t length = strlen(text);
    for (size_t i = 0; i < TEST_COUNT(closing); i++) {
        size_t own = strlen(closing[i]);
        length -= length >= own && memcmp(text + length - own, closing[i], own) == 0 ? own : 0;
    }
    for (size_t i = 0; i < count; i++) {
        size_t own = strlen(ends[i]);
        if (length >= own && memcmp(text + length - own, ends[i], own) == 0) {
            return true;
        }
    }
    return false;
}

static bool ends_sentence(const char *text) {
    static const char *const ends[] = {".", "!", "?", "…", "。", "！", "？"};
    return ends_with_one(text, ends, TEST_COUNT(ends));
}

static bool ends_clause(const char *text) {
    static const char *const ends[] = {",", ";", ":", "，", "；", "：", "、"};
    return ends_with_one(text, ends, TEST_COUNT(ends));
}

static int opened_by(const char *text) {
    int opened = 0;
    for (const char *at = text; *at != '\0'; at++) {
        bool is_wide = strncmp(at, "（", strlen("（")) == 0;
        bool closes_wide = strncmp(at, "）", strlen("）")) == 0;
        opened += (*at == '(' || is_wide) - (*at == ')' || closes_wide);
    }
    return opened;
}

/* A page ends with a sentence. In small windows and with large text, where no sentence has room on
 * it, it ends behind the last comma, semicolon or colon of its last line. */
static void look_at_page(const struct said *said, bool has_room) {
    const char *last = "";
    bool has_sentence = has_room, has_clause = false;
    int opened = 0;
    float bottom = 0;
    for (size_t i = 0; i < said->scene.count; i++) {
        const struct scene_item *item = &said->scene.items[i];
        if (!is_said(said, item)) {
            continue;
        }
        opened += opened_by(item->text);
        has_clause = has_clause && fabsf(item->bounds.y - bottom) < 1;
        has_clause = has_clause || (opened == 0 && ends_clause(item->text));
        has_sentence = has_sentence || ends_sentence(item->text);
        last = item->text;
        bottom = item->bounds.y;
    }
    pages++;
    if (!ends_sentence(last) && (has_sentence || (has_clause && !ends_clause(last)))) {
        fail(said, "a page ends within a sentence", last);
    }
}

/* ---- the header ---- */

/* The words between the signs that part them; moves *rest behind them. */
static const char *next_part(struct arena *arena, const char **rest) {
    static const char *const signs[] = {" › ", " · "};
    size_t length = strlen(*rest), behind = length;
    for (size_t i = 0; i < TEST_COUNT(signs); i++) {
        const char *at = strstr(*rest, signs[i]);
        if (at != NULL && (size_t)(at - *rest) < length) {
            length = (size_t)(at - *rest);
            behind = length + strlen(signs[i]);
        }
    }
    const char *part = arena_copy_text(arena, *rest, length);
    *rest += behind;
    return part;
}

static bool has_part(struct arena *arena, const char *text, const char *wanted) {
    for (const char *rest = text; *rest != '\0';) {
        if (strcmp(next_part(arena, &rest), wanted) == 0) {
            return true;
        }
    }
    return false;
}

/* The chip is a key: which of the notation's names it shows is said in full by the page before the
 * first step. */
static bool is_chip(const struct said *said, const char *text) {
    const struct session_settings *settings = session_settings(said->session);
    const struct notation *notation = session_program(said->session)->notation;
    return session_step(said->session) == 0 &&
           strcmp(text, notation->title.in[settings->language]) == 0;
}

/* No word of a sentence. */
static bool stands_alone(const struct said *said, const struct scene_item *item) {
    const float space = 0.5F * item->size;
    for (size_t i = 0; i < said->scene.count; i++) {
        const struct scene_item *other = &said->scene.items[i];
        float apart = fmaxf(other->bounds.x - item->bounds.x - item->bounds.width,
                            item->bounds.x - other->bounds.x - other->bounds.width);
        if (other != item && other->kind == SCENE_TEXT && apart < space &&
            fabsf(other->bounds.y - item->bounds.y) < 1) {
            return false;
        }
    }
    return true;
}

static void look_at_header(const struct said *said) {
    struct arena *arena = said->scene.arena;
    for (size_t i = 0; i < said->scene.count; i++) {
        const struct scene_item *above = &said->scene.items[i];
        if (above->kind != SCENE_TEXT || is_chip(said, above->text) ||
            !view_is_within(above->bounds, said->layout.header)) {
            continue;
        }
        for (const char *rest = above->text; *rest != '\0';) {
            const char *part = next_part(arena, &rest);
            for (size_t k = 0; k < said->scene.count; k++) {
                const struct scene_item *item = &said->scene.items[k];
                if (item->kind == SCENE_TEXT && view_is_within(item->bounds, said->layout.board) &&
                    has_part(arena, item->text, part) && stands_alone(said, item)) {
                    fail(said, "header and board say the same", part);
                }
            }
        }
    }
}

/* ---- all lessons ---- */

static void look(struct said *said, struct session *session, struct arena *arena, bool has_room) {
    size_t count = 1;
    for (size_t page = 0; page < count; page++) {
        stage_build(session, said->room.size, &metrics, arena, &said->scene);
        said->layout = stage_layout(session, said->room.size);
        count = said->scene.text_pages > 1 ? said->scene.text_pages : 1;
        look_at_sizes(said);
        if (view_speech_bar(&said->scene, said->layout.narration) != 0) {
            fail(said, "nothing is asked and nothing wrong, but has a bar", "");
        }
        if (page == 0) {
            look_at_header(said);
        }
        if (count > 1 && page + 1 < count) {
            look_at_page(said, has_room);
        } else if (count == 1 && session_step(session) > 0) {
            look_at_voices(said, has_author(session));
        }
        session_apply(session, ACTION_MORE_TEXT);
    }
}

static void check_lesson(const char *path) {
    enum { WITH_ROOM = 2 }; /* of the rooms: for the longest sentence on a page */
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
            look(&said, session, picture, i / LANGUAGE_COUNT < WITH_ROOM);
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

/* The same of the pages of small windows and of large text. */
static void check_pages(const char *path, size_t turn) {
    static const struct room rooms[] = {
        {{1024, 768}, 200}, {{390, 844}, 100}, {{960, 1080}, 300}, {{900, 600}, 175}};
    struct arena *arena = arena_create();
    const struct room room = rooms[turn % TEST_COUNT(rooms)];
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct session *session = view_session(arena, lesson, &notations, turn % notations.count);
    session_set_text_scale(session, room.scale);
    for (long step = 0; step >= 0; step = script_next(session_script(session), step)) {
        for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
            struct arena *picture = arena_create();
            session_go_to(session, step);
            session_set_language(session, language);
            struct said said = {.lesson = path, .session = session, .room = room};
            look(&said, session, picture, false);
            arena_destroy(picture);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_pages(void) {
    struct arena *arena = arena_create();
    const char *lessons[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, lessons, MOST_LESSONS);
    pages = 0;
    for (size_t i = 0; i < count && test_failures < MOST_FAULTS; i++) {
        check_pages(lessons[i], i);
    }
    printf("# pages %zu\n", pages);
    EXPECT(pages > 100);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"the author and the program have two voices, pages end at sentences, and the header does "
         "not say what the board says",
         test_voices},
        {"pages that are too small for a sentence end behind a part of one", test_pages},
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
