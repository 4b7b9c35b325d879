/* What a step costs without the window: steps SOURCE_ROOT [ROW [ROUNDS]] prints a row for each
 * lesson, size and level that a goal was set for, or only that one (from 1), with the goal beside
 * it. The goal is for the window, so there has to be room left here for showing the pixels. Nothing
 * fails by time.
 *
 * A row is several walks through the first steps of a run. The clock on the wall also counts what
 * other programs do on the same cores, so that beside it stands the processor's time, and of each
 * figure the least of all rounds. "run", "build" and "paint" are the parts of "wall": computing the
 * operation, laying the picture out, and repainting what differs. */

#include "bench.h"
#include "digits.h"

#include "app/frames.h"
#include "font_set_fixture.h"
#include "view_fixture.h"

enum { MOST_STEPS = 60 };

static int rounds = 7;

static const struct goal {
    const char *name, *lesson; /* NULL: the made one */
    struct stage_size size;
    enum step_level level;
    const char *text;
} goals[] = {
    {"2-3-2-1", "tests/lessons/four-equations.json", {1920, 1080}, LEVEL_OPERATION, "p99 <= 8"},
    {"2-3-2-1, elements",
     "tests/lessons/four-equations.json",
     {1920, 1080},
     LEVEL_ELEMENT,
     "p99 <= 8"},
    {"2-3-2-1", "tests/lessons/four-equations.json", {3840, 2160}, LEVEL_OPERATION, "p99 <= 12"},
    {"2-3-2-1, elements",
     "tests/lessons/four-equations.json",
     {3840, 2160},
     LEVEL_ELEMENT,
     "p99 <= 12"},
    {"784-128-64-10", NULL, {1920, 1080}, LEVEL_OPERATION, "p99 <= 12"},
    {"784-128-64-10, elements", NULL, {1920, 1080}, LEVEL_ELEMENT, "p99 <= 12"},
};

enum part { PART_WALL, PART_CPU, PART_RUN, PART_BUILD, PART_PAINT, PART_COUNT };

/* Seconds of each step, part by part. */
struct walk {
    double seconds[PART_COUNT][MOST_STEPS];
    size_t count;
};

struct painting {
    struct font_set *fonts;
    struct text_metrics metrics;
    struct raster raster;
    struct stage_size size;
};

static void step(struct session *session, const struct painting *painting,
                 const struct scene *shown, struct arena *arena, struct scene *ret_next,
                 struct walk *walk) {
    struct raster_area areas[PAINTER_AREAS];
    double cpu = bench_cpu_seconds();
    double begin = bench_seconds();
    session_apply(session, ACTION_NEXT);
    double ran = bench_seconds();
    stage_build(session, painting->size, &painting->metrics, arena, ret_next);
    double built = bench_seconds();
    painter_repaint(painting->fonts, &painting->raster, shown, ret_next, areas);
    double painted = bench_seconds();
    const double parts[PART_COUNT] = {painted - begin, bench_cpu_seconds() - cpu, ran - begin,
                                      built - ran, painted - built};
    for (enum part part = 0; part < PART_COUNT; part++) {
        walk->seconds[part][walk->count] = parts[part];
    }
    walk->count++;
}

static void take_walk(struct session *session, const struct painting *painting, struct walk *ret) {
    struct arena *arena = arena_create();
    struct scene shown;
    ret->count = 0;
    session_apply(session, ACTION_FIRST);
    stage_build(session, painting->size, &painting->metrics, arena, &shown);
    painter_paint_all(painting->fonts, &painting->raster, &shown);
    while (ret->count < MOST_STEPS &&
           session_step(session) < session_program(session)->step_count) {
        struct arena *next_arena = arena_create();
        struct scene next;
        step(session, painting, &shown, next_arena, &next, ret);
        arena_destroy(arena);
        arena = next_arena;
        shown = next;
    }
    arena_destroy(arena);
}

/* The least of all rounds, in milliseconds. */
struct figures {
    double median[PART_COUNT], high[PART_COUNT];
};

static struct figures measure(struct session *session, const struct painting *painting) {
    struct figures figures;
    struct walk walk;
    take_walk(session, painting, &walk); /* the glyphs are made once */
    for (int round = 0; round < rounds; round++) {
        take_walk(session, painting, &walk);
        for (enum part part = 0; part < PART_COUNT; part++) {
            double median = 1e3 * bench_quantile(walk.seconds[part], walk.count, 0.5);
            double high = 1e3 * bench_quantile(walk.seconds[part], walk.count, 0.99);
            figures.median[part] =
                round == 0 || median < figures.median[part] ? median : figures.median[part];
            figures.high[part] =
                round == 0 || high < figures.high[part] ? high : figures.high[part];
        }
    }
    return figures;
}

static void print_goal(const struct goal *goal, struct session *session, struct font_set *fonts) {
    int width = goal->size.width;
    size_t bytes = (size_t)width * (size_t)goal->size.height * sizeof(uint32_t);
    uint32_t *pixels = malloc(bytes);
    if (pixels == NULL) {
        exit(1);
    }
    memset(pixels, 0, bytes);
    session_set_level(session, goal->level);
    const struct painting painting = {.fonts = fonts,
                                      .metrics = font_metrics(fonts),
                                      .raster = raster_on(pixels, width, goal->size.height, width),
                                      .size = goal->size};
    struct figures figures = measure(session, &painting);
    printf("  %-24s %4dx%-4d", goal->name, width, goal->size.height);
    for (enum part part = 0; part < PART_COUNT; part++) {
        printf("  %6.2f %6.2f", figures.median[part], figures.high[part]);
    }
    printf("   (%s)\n", goal->text);
    free(pixels);
}

int main(int count, char **arguments) {
    if (count < 2) {
        return 2;
    }
    const char *root = arguments[1];
    struct arena *arena = arena_create();
    struct view_notations notations = view_notations_read(arena, root);
    struct font_set *fonts = fixture_font_set(root);
    printf("\na step, in milliseconds: median and p99 of %d steps, the least of %d rounds\n"
           "  %-24s %9s  %13s  %13s  %13s  %13s  %13s   (goal)\n",
           MOST_STEPS, rounds, "network", "size", "wall", "processor", "run", "build", "paint");
    size_t only = count > 2 ? strtoul(arguments[2], NULL, 10) : 0;
    rounds = count > 3 ? atoi(arguments[3]) : rounds;
    for (size_t i = 0; i < TEST_COUNT(goals); i++) {
        if (only > 0 && only != i + 1) {
            continue;
        }
        const struct lesson *lesson = goals[i].lesson != NULL
                                          ? fixture_lesson(arena, root, goals[i].lesson)
                                          : digits_lesson(arena, digits_784_128_64_10);
        size_t own = 0;
        while (strcmp(notations.items[own]->id, lesson->notation) != 0) {
            own++;
        }
        struct session *session = view_session(arena, lesson, &notations, own);
        print_goal(&goals[i], session, fonts);
        session_destroy(session);
    }
    font_close(fonts);
    arena_destroy(arena);
    return test_failures > 0;
}
