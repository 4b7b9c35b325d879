/* What stands behind the last step of a lesson: its picture at every size, language and scale, and
 * what keys and pointer do there. */
#include "hall_fixture.h"

#include "base/text.h"
#include "session/strings.h"
#include "view/draw/scene_button.h"
#include "view/hall/end_page_text.h"
#include "view/stage/stage_end.h"

#include <limits.h>

enum { MOST_OUTCOMES = 40 };

/* Some of each: right at once, later, shown, passed by; two of three wrong ones are of one kind. */
static struct end_page make_page(struct arena *arena, const struct hall *hall, size_t count) {
    const char *error = NULL;
    const struct mistakes *known = library_mistakes(&library, shared, &error);
    struct ask_outcome *outcomes = ARENA_ARRAY(arena, struct ask_outcome, MOST_OUTCOMES);
    for (size_t i = 0; i < count; i++) {
        bool is_wrong = i % 4 != 0;
        outcomes[i] = (struct ask_outcome){
            .step = (long)i + 1,
            .is_right = i % 4 < 2,
            .is_at_once = i % 4 == 0,
            .is_revealed = i % 4 == 2,
            .is_skipped = i % 4 == 3,
            .wrong = is_wrong ? "(0.25 + 1234.56789) * -0.333" : NULL,
            .mistake = is_wrong ? &known->items[i % 3 == 1 ? 7 : i] : NULL,
        };
    }
    return (struct end_page){hall->lessons[0].lesson,
                             NULL,
                             outcomes,
                             count,
                             count % 2 == 0 ? hall_next(hall, hall->lessons[0].name) : NULL,
                             count % 4 < 2};
}

static bool says(const struct scene *scene, const char *text) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == SCENE_TEXT && strcmp(scene->items[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

static void draw_page(const struct end_page *page, const struct look *look, struct arena *arena,
                      struct scene *ret) {
    const struct text_metrics metrics = font_metrics(fonts);
    const struct layout layout = layout_create(look->width, look->height, look->scale);
    scene_begin(ret, arena, look->width, look->height, 0);
    const struct canvas canvas = {.scene = ret,
                                  .arena = arena,
                                  .metrics = &metrics,
                                  .layout = &layout,
                                  .theme = theme_get(look->theme),
                                  .language = look->language};
    struct rect picture;
    end_page_draw(&canvas, page, end_page_place(&layout, &picture));
}

/* Its title, perhaps shortened. */
static bool names_next(const struct scene *scene, const struct end_page *page,
                       enum language language) {
    enum { LEAST_BYTES = 6 };
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_title =
            item->kind == SCENE_TEXT &&
            strncmp(item->text, page->next->lesson->title.in[language], LEAST_BYTES) == 0;
        if (is_title) {
            return true;
        }
    }
    return false;
}

static void test_end_picture(void) {
    static const size_t counts[] = {0, 1, 6, MOST_OUTCOMES};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        for (size_t n = 0; n < sizeof counts / sizeof *counts; n++) {
            struct arena *arena = arena_create();
            struct hall hall = make_hall(arena, 0);
            const struct end_page page = make_page(arena, &hall, counts[n]);
            struct scene scene;
            draw_page(&page, &looks[i], arena, &scene);
            size_t faults = count_faults(&scene);
            if (faults > 0) {
                printf("# end at %gx%g, %d %%, %zu questions\n", (double)looks[i].width,
                       (double)looks[i].height, looks[i].scale, counts[n]);
            }
            EXPECT_INT(faults, 0);
            EXPECT(page.next == NULL || names_next(&scene, &page, looks[i].language));
            arena_destroy(arena);
        }
    }
}

/* A lesson at its last step. */
static struct session *session_at_end(const struct lesson *lesson, const struct look *look) {
    struct program_error error;
    const struct session_notations notations = {notation_shelf_source(library.notations),
                                                notation_shelf_count(library.notations), 0};
    struct session *session = session_create(shared, lesson, notations, &error);
    EXPECT(session != NULL);
    session_set_language(session, look->language);
    session_set_theme(session, look->theme);
    session_set_text_scale(session, look->scale);
    session_aim_at(session, LONG_MAX);
    while (session_work(session, 100000)) {
    }
    return session;
}

/* How many texts stand left of the page, and right of its left edge. */
static void count_beside(const struct scene *scene, float left, size_t *ret_left,
                         size_t *ret_right) {
    *ret_left = *ret_right = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        *ret_left += item->kind == SCENE_TEXT && item->bounds.x < left;
        *ret_right += item->kind == SCENE_TEXT && item->bounds.x + item->bounds.width > left;
    }
}

/* Where there is room for both, the network as it is now and its losses stand left of the page. */
static void test_beside(void) {
    static const char *const names[] = {"beyond/09-iris", "ladder/01-one-neuron",
                                        "delta/01-forward"};
    const struct text_metrics metrics = font_metrics(fonts);
    size_t pictures = 0;
    for (size_t n = 0; n < shelf.count; n++) {
        bool is_meant = false;
        for (size_t k = 0; k < TEST_COUNT(names); k++) {
            is_meant = is_meant || strcmp(shelf.lessons[n].name, names[k]) == 0;
        }
        for (size_t i = 0; is_meant && i < sizeof looks / sizeof *looks; i++) {
            struct arena *arena = arena_create();
            struct hall hall = make_hall(arena, 0);
            const struct end_page page = make_page(arena, &hall, 6);
            struct session *session = session_at_end(shelf.lessons[n].lesson, &looks[i]);
            const struct layout layout =
                layout_create(looks[i].width, looks[i].height, looks[i].scale);
            struct rect picture;
            const struct rect place = end_page_place(&layout, &picture);
            struct scene scene;
            stage_end_build(session, &page,
                            (struct stage_size){(int)looks[i].width, (int)looks[i].height},
                            &metrics, arena, &scene);
            size_t left, right;
            count_beside(&scene, place.x, &left, &right);
            EXPECT_INT(count_faults(&scene), 0);
            EXPECT(picture.width > 0 ? left > 8 : left == 0);
            EXPECT(right > 8 && picture.x + picture.width <= place.x);
            pictures += picture.width > 0;
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu pictures\n", pictures);
    EXPECT_INT(pictures, 6 * 3);
}

/* Each wrong answer is listed with the way back to it, also one that no usual mistake gives. */
static void test_all_wrong(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 0);
    const struct end_page page = make_page(arena, &hall, 6);
    struct ask_outcome *outcomes = (struct ask_outcome *)(uintptr_t)page.outcomes;
    size_t wrong = 0, steps = 0, which;
    for (size_t i = 0; i < page.count; i++) {
        outcomes[i].mistake = NULL;
        wrong += outcomes[i].wrong != NULL;
    }
    struct scene scene;
    draw_page(&page, &looks[4], arena, &scene);
    for (size_t i = 0; i < scene.button_count; i++) {
        steps += end_page_request(scene.buttons[i].action, &which) == END_STEP;
    }
    EXPECT(wrong > 3);
    EXPECT_INT(steps, page.count + wrong);
    EXPECT(says(&scene, "no usual mistake"));
    static const struct asked sign = {.kind = QUESTION_SIGN};
    for (size_t i = 0; i < page.count; i++) {
        outcomes[i].asked = &sign;
    }
    draw_page(&page, &looks[4], arena, &scene);
    EXPECT(says(&scene, "wrong sign") && !says(&scene, "no usual mistake"));
    arena_destroy(arena);
}

/* By the mouse: each question, each kind of mistake with the way back, the next lesson; the kind
 * that was made most stands first. */
static void test_end_page(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 0);
    const struct end_page page = make_page(arena, &hall, 6);
    struct scene scene;
    draw_page(&page, &looks[4], arena, &scene);
    size_t steps = 0, nexts = 0, which;
    for (size_t i = 0; i < scene.button_count; i++) {
        enum end_request request = end_page_request(scene.buttons[i].action, &which);
        steps += request == END_STEP && which < page.count;
        nexts += request == END_NEXT;
    }
    EXPECT(steps >= 6 + 2);
    EXPECT_INT(nexts, 2);
    EXPECT(says(&scene, "2"));
    EXPECT(says(&scene, "of 6 right at the first try"));
    EXPECT(says(&scene, page.next->lesson->title.in[LANGUAGE_ENGLISH]));
    EXPECT_INT(end_page_take_key((struct key){.name = KEY_ENTER}), END_NEXT);
    EXPECT_INT(end_page_take_key((struct key){.name = KEY_ESCAPE}), END_CLOSE);
    EXPECT_INT(end_page_take_key((struct key){.name = KEY_HOME}), END_AGAIN);
    EXPECT_INT(end_page_take_key((struct key){.name = KEY_RIGHT}), END_NOT_MINE);
    EXPECT_INT(end_page_take_key((struct key){.name = KEY_CHARACTER, .character = 's'}), END_WALK);
    EXPECT_INT(end_page_request(ACTION_LESSONS, &which), END_NOT_MINE);
    arena_destroy(arena);
}

/* What was made more often stands first, whichever was made first; a lesson without a goal has no
 * heading for one. */
static void test_order_of_mistakes(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 0);
    struct end_page page = make_page(arena, &hall, 4);
    struct ask_outcome outcomes[3] = {page.outcomes[1], page.outcomes[2], page.outcomes[2]};
    struct lesson lesson = *page.lesson;
    page.outcomes = outcomes;
    page.count = TEST_COUNT(outcomes);
    EXPECT(outcomes[0].mistake != outcomes[1].mistake);
    struct scene scene;
    draw_page(&page, &looks[4], arena, &scene);
    EXPECT(says(&scene, string_get(LANGUAGE_ENGLISH, STRING_END_CAN)));
    size_t ways[2] = {9, 9}, which; /* back to the first of each kind, which are drawn last */
    for (size_t i = 0; i < scene.button_count; i++) {
        if (end_page_request(scene.buttons[i].action, &which) == END_STEP) {
            ways[0] = ways[1];
            ways[1] = which;
        }
    }
    EXPECT_INT(ways[0], 1);
    EXPECT_INT(ways[1], 0);
    lesson.goal = (struct localized_text){{"", ""}};
    page.lesson = &lesson;
    draw_page(&page, &looks[4], arena, &scene);
    EXPECT(!says(&scene, string_get(LANGUAGE_ENGLISH, STRING_END_CAN)));
    arena_destroy(arena);
}

/* The same as lines, for who has no picture. */
static void test_end_text(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 0);
    struct end_page page = make_page(arena, &hall, 6);
    page.next = NULL;
    struct text_builder text;
    text_begin(&text, arena);
    end_page_text_append(&text, &page, LANGUAGE_ENGLISH);
    EXPECT(strstr(text.bytes, ": 2 of 6 right at the first try\n") != NULL);
    EXPECT(strstr(text.bytes, string_get(LANGUAGE_ENGLISH, STRING_END_LAST)) != NULL);
    EXPECT(strstr(text.bytes, string_get(LANGUAGE_ENGLISH, STRING_END_NEXT)) == NULL);
    arena_destroy(arena);
}

/* The goal is ticked where at least half of the questions were answered, also at a later try. */
static void test_goal(void) {
    for (size_t right = 0; right <= 6; right++) {
        struct arena *arena = arena_create();
        struct hall hall = make_hall(arena, 0);
        struct end_page page = make_page(arena, &hall, 6);
        struct ask_outcome outcomes[6];
        for (size_t i = 0; i < 6; i++) {
            outcomes[i] = page.outcomes[i];
            outcomes[i].is_right = i < right;
            outcomes[i].is_at_once = false;
        }
        page.outcomes = outcomes;
        struct scene scene;
        draw_page(&page, &looks[4], arena, &scene);
        EXPECT_INT(says(&scene, "✓"), right >= 3);
        arena_destroy(arena);
    }
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"behind the end no text meets another or sticks out", test_end_picture},
        {"beside the page is the network as it is now", test_beside},
        {"behind the end are questions, mistakes and the next lesson", test_end_page},
        {"the mistake that was made most stands first", test_order_of_mistakes},
        {"the end as lines of text", test_end_text},
        {"a goal is reached by who answered", test_goal},
        {"every wrong answer is listed", test_all_wrong},
    };
    return hall_tests_run(count, arguments, tests, TEST_COUNT(tests));
}
