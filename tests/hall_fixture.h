#ifndef BACKSTEP_TESTS_HALL_FIXTURE_H
#define BACKSTEP_TESTS_HALL_FIXTURE_H

/* The hall of the shipped lessons and what stands behind the end of one, in many looks. */

#include "font_set_fixture.h"
#include "test.h"

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

static inline struct hall make_hall(struct arena *arena, size_t entry_count) {
    struct progress *progress = ARENA_NEW(arena, struct progress);
    const struct journal_entries journal = {entries, entry_count, 0};
    *progress = progress_create(arena, &journal, &courses);
    struct hall hall = hall_create(arena, &shelf, &courses, progress);
    hall.columns = 4;
    hall.rows = 2;
    return hall;
}

struct look {
    float width, height;
    int scale;
    enum language language;
    enum theme_id theme;
};

/* The ink of a line of text: its middle, without the room between lines. */
static inline struct rect ink(const struct scene_item *item) {
    float least = item->size * 0.7F;
    float middle = item->bounds.y + item->bounds.height / 2;
    return (struct rect){item->bounds.x, middle - least / 2, item->bounds.width, least};
}

static inline size_t count_faults(const struct scene *scene) {
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

/* Everything that such a test program does: its first argument is the source's root. */
static inline int hall_tests_run(int count, char **arguments, const struct test tests[],
                                 size_t test_count) {
    if (count < 2) {
        return 2;
    }
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
    int status = test_run(tests, test_count);
    font_close(fonts);
    arena_destroy(shared);
    return status;
}

#endif
