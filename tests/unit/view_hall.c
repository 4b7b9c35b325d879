/* The hall of lessons: what keys and pointer do in it, what is found, and that its picture holds
 * what it has to, nothing over anything else, at every size, language and scale. */
#include "hall_fixture.h"

#include "base/text.h"
#include "view/draw/scene_button.h"

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

static size_t count_text(const struct scene *scene, const char *text) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        count += scene->items[i].kind == SCENE_TEXT && strcmp(scene->items[i].text, text) == 0;
    }
    return count;
}

/* What is over is not gone on with: the lesson behind it is offered, from its beginning. */
static void test_next(void) {
    struct arena *arena = arena_create();
    struct hall hall = make_hall(arena, 1);
    EXPECT_STRING(hall_chosen(&hall)->name, "ladder/02-sigmoid-slope");
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        struct scene scene;
        draw(&hall, &looks[i], arena, &scene);
        EXPECT(count_text(&scene, string_get(looks[i].language, STRING_HALL_LAST)) == 0);
    }
    arena_destroy(arena);
}

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
                type(&hall, "/qqq");
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
    static const struct test tests[] = {
        {"courses in their order, and what follows what", test_courses},
        {"where the reader was comes first", test_progress},
        {"behind a lesson that is over the next one is offered", test_next},
        {"what was written last is gone on with", test_last_written},
        {"keys walk through lessons and courses", test_walking},
        {"search finds titles before goals before words", test_search},
        {"no text meets another, sticks out or is too small", test_picture},
        {"a course says what it teaches and how long it takes", test_course_goal},
        {"every lesson is reached, by mouse and by keys", test_reach},
        {"a target is what its action says", test_targets},
    };
    return hall_tests_run(count, arguments, tests, TEST_COUNT(tests));
}
