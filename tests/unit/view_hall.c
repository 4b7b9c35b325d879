/* The hall of lessons: what keys and pointer do in it, what is found, and that its picture holds
 * what it has to, nothing over anything else, at every size, language and scale. */
#include "font_set_fixture.h"
#include "test.h"

#include "base/text.h"
#include "view/draw/scene_button.h"
#include "view/hall/end_page.h"
#include "view/hall/hall_view.h"

#include <stdlib.h>

static struct arena *shared;
static struct library library;
static struct lesson_shelf shelf;
static struct courses courses;
static struct font_set *fonts;

static const struct journal_entry entries[] = {
    {.deed = JOURNAL_FINISHED,
     .time = 1000,
     .lesson = "ladder/01-one-neuron",
     .step = 9,
     .steps = 9},
    {.deed = JOURNAL_LEFT,
     .time = 2000,
     .lesson = "four-equations",
     .notation = "four",
     .step = 11,
     .steps = 23},
};

static struct hall make_hall(struct arena *arena, size_t entry_count) {
    struct progress *progress = ARENA_NEW(arena, struct progress);
    const struct journal_entries journal = {entries, entry_count, 0};
    *progress = progress_create(arena, &journal, &courses);
    struct hall hall = hall_create(arena, &shelf, &courses, progress);
    hall.columns = 4;
    hall.rows = 2;
    return hall;
}

static enum hall_request press(struct hall *hall, enum key_name name) {
    return hall_take_key(hall, (struct key){.name = name}, LANGUAGE_ENGLISH);
}

static void type(struct hall *hall, const char *text) {
    for (; *text != '\0'; text++) {
        struct key key = {.name = KEY_CHARACTER, .character = *text};
        EXPECT_INT(hall_take_key(hall, key, LANGUAGE_ENGLISH), HALL_CHANGED);
    }
}

/* ---- the model ---- */

/* The course that a lesson is in. */
static const struct hall_course *course_of(const struct hall *hall,
                                           const struct hall_lesson *lesson) {
    size_t index = (size_t)(lesson - hall->lessons);
    const struct hall_course *course = hall->courses;
    while (index >= course->first + course->count) {
        course++;
    }
    return course;
}

static void test_courses(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 0);
    EXPECT_INT(hall.course_count, courses.count);
    EXPECT_INT(hall.lesson_count, shelf.count);
    EXPECT(hall.last == NULL && hall.is_at_last);
    EXPECT_STRING(hall_chosen(&hall)->name, "ladder/01-one-neuron");
    EXPECT_INT(press(&hall, KEY_ENTER), HALL_OPEN);
    for (size_t i = 0; i < hall.lesson_count; i++) {
        const struct hall_course *course = course_of(&hall, &hall.lessons[i]);
        EXPECT(i >= course->first && i < course->first + course->count);
    }
    EXPECT_STRING(hall_next(&hall, "ladder/01-one-neuron")->name, "ladder/02-sigmoid-slope");
    EXPECT_STRING(hall_next(&hall, "ladder/08-bias-column")->name, "delta/01-forward");
    EXPECT(hall_next(&hall, hall.lessons[hall.lesson_count - 1].name) == NULL);
    EXPECT(hall_next(&hall, "no/lesson") == NULL);
    /* opened as a file */
    EXPECT_STRING(hall_next(&hall, "/home/me/ladder/08-bias-column.json")->name,
                  "delta/01-forward");
    EXPECT_STRING(hall_next(&hall, "delta/01-forward.json")->name, "delta/02-why");
    EXPECT(hall_next(&hall, "my-ladder/08-bias-column.json") == NULL);
    EXPECT(hall_next(&hall, "08-bias-column.json") == NULL);
    arena_destroy(arena);
}

static void test_progress(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 2);
    EXPECT(hall.is_at_last && hall.last != NULL);
    EXPECT_STRING(hall_chosen(&hall)->name, "four/06-four-equations");
    EXPECT_INT(hall_chosen(&hall)->progress->step, 11);
    EXPECT_INT(hall.courses[0].done, 1);
    EXPECT_INT(hall.courses[hall.course].done, 0);
    EXPECT(course_of(&hall, hall.last) == &hall.courses[hall.course]);
    arena_destroy(arena);
}

/* Whoever leafs through lessons leaves two within a second, and whoever sets the clock leaves one
 * before the other: what was written last was left last. */
static void test_last_written(void) {
    enum { SEVERAL = 3 };
    struct arena *arena = arena_create();
    static const int64_t times[] = {2000, 2000, 1000};
    struct journal_entry left[SEVERAL] = {
        {.deed = JOURNAL_LEFT, .lesson = "four/03-losses", .steps = 9},
        {.deed = JOURNAL_LEFT, .lesson = "ladder/01-one-neuron", .steps = 9},
        {.deed = JOURNAL_LEFT, .lesson = "four/07-transpose", .steps = 9},
    };
    for (size_t i = 0; i < SEVERAL; i++) {
        left[i].time = times[i];
        struct progress progress =
            progress_create(arena, &(struct journal_entries){left, i + 1, 0}, &courses);
        struct hall hall = hall_create(arena, &shelf, &courses, &progress);
        EXPECT_STRING(hall.last->name, left[i].lesson);
    }
    arena_destroy(arena);
}

static void test_walking(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 0);
    press(&hall, KEY_DOWN);
    EXPECT(!hall.is_at_last && hall.chosen == 0);
    press(&hall, KEY_RIGHT);
    EXPECT_INT(hall.chosen, 1);
    press(&hall, KEY_DOWN);
    EXPECT_INT(hall.chosen, 5);
    press(&hall, KEY_DOWN); /* there is no third row */
    EXPECT_INT(hall.chosen, 5);
    press(&hall, KEY_PAGE_DOWN);
    EXPECT_INT(hall.chosen, 5);
    press(&hall, KEY_UP);
    press(&hall, KEY_UP);
    EXPECT(hall.is_at_last);
    press(&hall, KEY_RIGHT);
    for (int i = 0; i < 20; i++) {
        press(&hall, KEY_RIGHT);
    }
    EXPECT_INT(hall.chosen, 7);
    press(&hall, KEY_TAB);
    EXPECT(hall.course == 1 && hall.chosen == 0);
    hall_take_key(&hall, (struct key){.name = KEY_TAB, .has_shift = true}, LANGUAGE_ENGLISH);
    hall_take_key(&hall, (struct key){.name = KEY_TAB, .has_shift = true}, LANGUAGE_ENGLISH);
    EXPECT_INT(hall.course, hall.course_count - 1);
    struct key fresh = {.name = KEY_ENTER, .has_shift = true};
    EXPECT_INT(hall_take_key(&hall, fresh, LANGUAGE_ENGLISH), HALL_OPEN_FRESH);
    EXPECT_INT(press(&hall, KEY_ESCAPE), HALL_CLOSE);
    EXPECT_INT(hall_take_key(&hall, (struct key){.name = KEY_CHARACTER, .character = 'l'},
                             LANGUAGE_ENGLISH),
               HALL_NOT_MINE);
    arena_destroy(arena);
}

/* Titles before goals before words; what is found nowhere can be typed back. */
static void test_search(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 2);
    type(&hall, "/SIGMOID");
    EXPECT(hall_shown_count(&hall) >= 3);
    EXPECT_STRING(hall_chosen(&hall)->name, "ladder/02-sigmoid-slope");
    type(&hall, "qqq");
    EXPECT_INT(hall_shown_count(&hall), 0);
    EXPECT(hall_chosen(&hall) == NULL);
    EXPECT_INT(press(&hall, KEY_ENTER), HALL_CHANGED);
    EXPECT_INT(press(&hall, KEY_DOWN), HALL_CHANGED);
    for (int i = 0; i < 3; i++) {
        press(&hall, KEY_BACKSPACE);
    }
    EXPECT_STRING(hall.query, "SIGMOID");
    EXPECT_INT(press(&hall, KEY_ENTER), HALL_OPEN);
    EXPECT_INT(press(&hall, KEY_ESCAPE), HALL_CHANGED);
    EXPECT(!hall.is_searching && *hall.query == '\0');
    EXPECT_STRING(hall_chosen(&hall)->name, "ladder/02-sigmoid-slope");
    /* more than there is room for is not taken */
    type(&hall, "/");
    for (int i = 0; i < 2 * HALL_MOST_QUERY; i++) {
        type(&hall, "a");
    }
    EXPECT_INT(strlen(hall.query), HALL_MOST_QUERY);
    arena_destroy(arena);
}

/* ---- the picture ---- */

struct look {
    float width, height;
    int scale;
    enum language language;
    enum theme_id theme;
};

static struct hall_plan draw(struct hall *hall, const struct look *look, struct arena *arena,
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
    struct hall_plan plan = hall_view_draw(&canvas, hall, true);
    hall->columns = plan.columns;
    hall->rows = plan.rows;
    return plan;
}

/* The ink of a line of text: its middle, without the room between lines. */
static struct rect ink(const struct scene_item *item) {
    float least = item->size * 0.7F;
    float middle = item->bounds.y + item->bounds.height / 2;
    return (struct rect){item->bounds.x, middle - least / 2, item->bounds.width, least};
}

static size_t count_faults(const struct scene *scene) {
    const float slack = 1;
    size_t faults = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *a = &scene->items[i];
        if (a->kind != SCENE_TEXT) {
            continue;
        }
        struct rect box = ink(a);
        bool is_out = box.x < -slack || box.y < 0 || box.x + box.width > scene->width + slack ||
                      box.y + box.height > scene->height;
        bool is_small = a->size < 10.9F;
        if (is_out || is_small) {
            faults++;
            printf("# %s: %s at %g, %g\n", a->text, is_out ? "sticks out" : "is too small",
                   (double)box.x, (double)box.y);
        }
        for (size_t j = 0; j < i; j++) {
            const struct scene_item *b = &scene->items[j];
            if (b->kind == SCENE_TEXT &&
                rect_meets(rect_inset(box, 0.5F), rect_inset(ink(b), 0.5F))) {
                faults++;
                printf("# \"%s\" meets \"%s\"\n", a->text, b->text);
            }
        }
    }
    return faults;
}

static const struct look looks[] = {
    {1280, 720, 100, LANGUAGE_ENGLISH, THEME_DARK},
    {1280, 720, 100, LANGUAGE_CHINESE, THEME_LIGHT},
    {1280, 720, 150, LANGUAGE_ENGLISH, THEME_DARK},
    {1280, 720, 300, LANGUAGE_CHINESE, THEME_DARK},
    {900, 600, 100, LANGUAGE_ENGLISH, THEME_DARK},
    {900, 600, 100, LANGUAGE_CHINESE, THEME_DARK},
    {700, 900, 100, LANGUAGE_ENGLISH, THEME_LIGHT},
    {700, 900, 100, LANGUAGE_CHINESE, THEME_DARK},
    {1920, 1080, 100, LANGUAGE_ENGLISH, THEME_CONTRAST},
    {1920, 1080, 75, LANGUAGE_CHINESE, THEME_DARK},
    {1920, 1080, 150, LANGUAGE_ENGLISH, THEME_LIGHT},
    {3840, 2160, 100, LANGUAGE_ENGLISH, THEME_DARK},
    {800, 600, 100, LANGUAGE_ENGLISH, THEME_DARK},
    {1080, 1920, 100, LANGUAGE_CHINESE, THEME_DARK},
    {640, 480, 100, LANGUAGE_ENGLISH, THEME_DARK},
    {2560, 720, 115, LANGUAGE_ENGLISH, THEME_DARK},
};

static void test_picture(void) {
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        for (int state = 0; state < 4; state++) {
            struct arena *arena = arena_create();
            struct hall hall = make_hall(arena, state == 0 ? 0 : 2);
            struct scene scene;
            draw(&hall, &looks[i], arena, &scene);
            if (state == 2) {
                type(&hall, "/neuron");
            } else if (state == 3) {
                type(&hall, "/nothing at all");
            }
            draw(&hall, &looks[i], arena, &scene);
            size_t faults = count_faults(&scene);
            if (faults > 0) {
                printf("# at %gx%g, %d %%, state %d\n", (double)looks[i].width,
                       (double)looks[i].height, looks[i].scale, state);
            }
            EXPECT_INT(faults, 0);
            arena_destroy(arena);
        }
    }
}

/* Whoever has only a mouse reaches every lesson, and whoever has only keys sees what is chosen. */
/* The course that is shown says what it teaches, in lines of its column, and how long it takes. */
static void test_course_goal(void) {
    const struct look look = {1920, 1080, 100, LANGUAGE_ENGLISH, THEME_DARK};
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 0);
    for (size_t i = 0; i < courses.count; i++) {
        hall.course = i;
        struct scene scene;
        struct hall_plan plan = draw(&hall, &look, arena, &scene);
        const char *goal = hall.courses[i].goal.in[LANGUAGE_ENGLISH];
        size_t said = 0;
        bool has_length = false;
        for (size_t t = 0; t < scene.count; t++) {
            const struct scene_item *item = &scene.items[t];
            bool is_text = item->kind == SCENE_TEXT && strlen(item->text) > 1;
            bool is_beside = is_text && item->bounds.x < plan.courses.x + plan.courses.width;
            said += is_beside && strstr(goal, item->text) != NULL ? strlen(item->text) : 0;
            has_length = has_length || (is_text && strstr(item->text, " lessons · ") != NULL &&
                                        strstr(item->text, " min") != NULL);
        }
        EXPECT(said * 10 >= strlen(goal) * 7); /* without the blanks */
        EXPECT(has_length);
    }
    arena_destroy(arena);
}

static void test_reach(void) {
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        struct arena *arena = arena_create();
        struct hall hall = make_hall(arena, 2);
        struct scene scene;
        size_t seen = 0;
        for (size_t course = 0; course < hall.course_count; course++) {
            hall_click(&hall, HALL_TARGET_COURSE, course);
            for (size_t lesson = 0; lesson < hall.courses[course].count; lesson++) {
                draw(&hall, &looks[i], arena, &scene);
                for (int turn = 0; turn < 20 && lesson >= (hall.top + hall.rows) * hall.columns;
                     turn++) {
                    EXPECT_INT(hall_scroll(&hall, 1), HALL_CHANGED);
                }
                draw(&hall, &looks[i], arena, &scene);
                for (size_t b = 0; b < scene.button_count; b++) {
                    const struct rect *rect = &scene.buttons[b].rect;
                    bool is_it =
                        scene.buttons[b].action == hall_target_action(HALL_TARGET_LESSON, lesson);
                    seen += is_it && rect->y + rect->height <= scene.height &&
                            rect->x + rect->width <= scene.width + 1;
                }
            }
            for (size_t step = 0; step < hall.courses[course].count; step++) {
                press(&hall, step == 0 ? KEY_DOWN : KEY_RIGHT);
                EXPECT(hall.is_at_last || (hall.chosen / hall.columns >= hall.top &&
                                           hall.chosen / hall.columns < hall.top + hall.rows));
            }
        }
        EXPECT_INT(seen, hall.lesson_count);
        arena_destroy(arena);
    }
}

/* ---- behind the last step ---- */

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
    return (struct end_page){hall->lessons[0].lesson, outcomes, count,
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
    end_page_draw(&canvas, page);
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
            arena_destroy(arena);
        }
    }
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

static void test_targets(void) {
    size_t index;
    for (int target = 1; target <= HALL_TARGET_CLOSE; target++) {
        int action = hall_target_action((enum hall_target)target, 37);
        EXPECT_INT(hall_target_of(action, &index), target);
        EXPECT_INT(index, 37);
        EXPECT(action > ACTION_COUNT);
    }
    EXPECT_INT(hall_target_of(ACTION_NEXT, &index), HALL_TARGET_NONE);
}

int main(int count, char **arguments) {
    (void)count;
    setenv("BACKSTEP_DATA", arguments[1], 1);
    shared = arena_create();
    const char *error = "";
    if (!library_open(shared, LANGUAGE_ENGLISH, &library, &error)) {
        printf("Bail out! %s", error);
        return 1;
    }
    shelf = library_lessons(&library);
    courses = library_courses(&library, &error);
    fonts = fixture_font_set(arguments[1]);
    static const struct test tests[] = {
        {"courses in their order, and what follows what", test_courses},
        {"where the reader was comes first", test_progress},
        {"what was written last is gone on with", test_last_written},
        {"keys walk through lessons and courses", test_walking},
        {"search finds titles before goals before words", test_search},
        {"no text meets another, sticks out or is too small", test_picture},
        {"a course says what it teaches and how long it takes", test_course_goal},
        {"every lesson is reached, by mouse and by keys", test_reach},
        {"a target is what its action says", test_targets},
        {"behind the end no text meets another or sticks out", test_end_picture},
        {"behind the end are questions, mistakes and the next lesson", test_end_page},
    };
    int status = test_run(tests, sizeof tests / sizeof *tests);
    font_close(fonts);
    arena_destroy(shared);
    return status;
}
