/* How long pictures take: picture SOURCE_ROOT prints a row for each shipped lesson and size.
 *
 * "first" is the whole picture with fonts that have drawn nothing yet: every glyph has to be made.
 * "again" is the whole picture with the glyphs at hand. "step" is what a key press costs without
 * the window: building the next scene and repainting what differs. "frame" is one frame of the
 * motion behind it, "hover" is lighting another quantity; both are repainted like a step. Nothing
 * fails by time. */

#include "bench.h"
#include "engine_fixture.h"
#include "font_set_fixture.h"

#include "app/frames.h"
#include "view/stage/pointing.h"

enum { ROUNDS = 9, MOST_STEPS = 200 };

static const struct stage_size sizes[] = {{1280, 720}, {1920, 1080}, {3840, 2160}};

static const char *source_root;

static struct scene scene_of(struct arena *arena, const struct session *session,
                             struct stage_size size, struct font_set *fonts) {
    struct scene scene;
    const struct text_metrics metrics = font_metrics(fonts);
    stage_build(session, size, &metrics, arena, &scene);
    return scene;
}

static double whole_picture(const struct session *session, struct stage_size size,
                            struct font_set *fonts, const struct raster *raster) {
    struct arena *arena = arena_create();
    double begin = bench_seconds();
    struct scene scene = scene_of(arena, session, size, fonts);
    painter_paint_all(fonts, raster, &scene);
    double elapsed = bench_seconds() - begin;
    arena_destroy(arena);
    return elapsed;
}

struct walk {
    double build[MOST_STEPS], step[MOST_STEPS]; /* seconds; step holds building and repainting */
    size_t count;
};

/* From the beginning to the end of two iterations, as keys would go. */
static void walk(struct session *session, struct stage_size size, struct font_set *fonts,
                 const struct raster *raster, struct walk *ret) {
    struct arena *before = arena_create();
    session_go_to(session, 0);
    struct scene shown = scene_of(before, session, size, fonts);
    painter_paint_all(fonts, raster, &shown);
    long last = 2 * session_program(session)->operation_count;
    ret->count = 0;
    while (session_step(session) < last && ret->count < MOST_STEPS) {
        struct arena *after = arena_create();
        struct raster_area areas[PAINTER_AREAS];
        double begin = bench_seconds();
        session_apply(session, ACTION_NEXT);
        session_go_to(session, session_aim(session));
        struct scene next = scene_of(after, session, size, fonts);
        ret->build[ret->count] = bench_seconds() - begin;
        painter_repaint(fonts, raster, &shown, &next, areas);
        ret->step[ret->count++] = bench_seconds() - begin;
        arena_destroy(before);
        before = after;
        shown = next;
    }
    arena_destroy(before);
}

struct moves {
    double frame[MOST_STEPS], hover[MOST_STEPS];
    size_t frame_count, hover_count;
};

/* Steps with their motion, and behind each the light on the next quantity. */
static void move(struct session *session, struct font_set *fonts, const struct raster *raster,
                 struct moves *ret) {
    struct frames frames = {0};
    struct raster_area areas[PAINTER_AREAS];
    *ret = (struct moves){.frame_count = 0};
    session_go_to(session, 0);
    frames_paint(&frames, fonts, raster, &(struct frames_subject){session, NULL, true}, areas);
    long last = session_program(session)->operation_count;
    while (session_step(session) < last && ret->hover_count < MOST_STEPS) {
        session_apply(session, ACTION_NEXT);
        session_go_to(session, session_aim(session));
        frames_paint(&frames, fonts, raster, &(struct frames_subject){session, NULL, true}, areas);
        for (float part = 0.25F; frames_are_moving(&frames) && ret->frame_count < MOST_STEPS;
             part += 0.25F) {
            double begin = bench_seconds();
            frames_move(&frames, fonts, raster, part, areas);
            ret->frame[ret->frame_count++] = bench_seconds() - begin;
        }
        double begin = bench_seconds();
        pointing_apply(session, &frames.goal.scene, ACTION_SELECT_NEXT);
        frames_paint(&frames, fonts, raster, &(struct frames_subject){session, NULL, false}, areas);
        ret->hover[ret->hover_count++] = bench_seconds() - begin;
    }
    frames_clear(&frames);
}

/* p99 in milliseconds; a dash where nothing was measured. */
static const char *worst(double *values, size_t count, char text[16]) {
    snprintf(text, 16, "%.2f", count > 0 ? 1e3 * bench_quantile(values, count, 0.99) : 0);
    return count > 0 ? text : "-";
}

static void print_row(const char *name, struct session *session, struct stage_size size) {
    size_t count = (size_t)size.width * (size_t)size.height;
    uint32_t *pixels = malloc(count * sizeof *pixels);
    struct font_set *fonts = NULL;
    double first[ROUNDS], again[ROUNDS];
    struct walk taken;
    struct moves moves;
    char frame[16], hover[16];
    if (pixels == NULL) {
        exit(1);
    }
    memset(pixels, 0, count * sizeof *pixels);
    const struct raster raster = raster_on(pixels, size.width, size.height, size.width);
    session_go_to(session, session_program(session)->operation_count);
    for (int round = 0; round < ROUNDS; round++) {
        font_close(fonts);
        fonts = fixture_font_set(source_root);
        first[round] = whole_picture(session, size, fonts, &raster);
        again[round] = whole_picture(session, size, fonts, &raster);
    }
    walk(session, size, fonts, &raster, &taken);
    move(session, fonts, &raster, &moves);
    session_select(session, QUANTITY_NONE);
    font_close(fonts);
    free(pixels);
    printf(
        "  %-20s %4dx%-4d %9.1f %9.1f %9.2f %9.2f %9.2f %9s %9s\n", name, size.width, size.height,
        1e3 * bench_quantile(first, ROUNDS, 0.5), 1e3 * bench_quantile(again, ROUNDS, 0.5),
        1e3 * bench_quantile(taken.build, taken.count, 0.5),
        1e3 * bench_quantile(taken.step, taken.count, 0.5),
        1e3 * bench_quantile(taken.step, taken.count, 0.99),
        worst(moves.frame, moves.frame_count, frame), worst(moves.hover, moves.hover_count, hover));
}

static void print_lesson(const char *root, const char *file,
                         const struct fixture_notations *notations) {
    struct arena *arena = arena_create();
    const struct lesson *lesson =
        fixture_lesson(arena, root, text_format(arena, "tests/lessons/%s", file));
    const struct notation *list[FIXTURE_MOST_NOTATIONS];
    size_t own = 0;
    for (size_t i = 0; i < notations->count; i++) {
        list[i] = notations->items[i].notation;
        own = lesson != NULL && strcmp(list[i]->id, lesson->notation) == 0 ? i : own;
    }
    struct program_error error;
    struct session *session =
        lesson != NULL
            ? session_create(
                  arena, lesson,
                  (struct session_notations){fixture_source(list), notations->count, own}, &error)
            : NULL;
    EXPECT(session != NULL);
    for (size_t i = 0; session != NULL && i < TEST_COUNT(sizes); i++) {
        print_row(file, session, sizes[i]);
    }
    session_destroy(session);
    arena_destroy(arena);
}

int main(int count, char **arguments) {
    if (count < 2) {
        return 2;
    }
    struct arena *arena = arena_create();
    struct fixture_notations notations = fixture_notations(arena, arguments[1]);
    source_root = arguments[1];
    const char *names[64];
    const char *folder = text_format(arena, "%s/tests/lessons", arguments[1]);
    size_t lessons = fixture_json_files(arena, folder, names, TEST_COUNT(names));
    printf("\npictures, in milliseconds\n  %-20s %9s %9s %9s %9s %9s %9s %9s %9s\n", "lesson",
           "size", "first", "again", "build", "step", "step p99", "frame p99", "hover p99");
    for (size_t i = 0; i < lessons; i++) {
        if (strstr(names[i], ".schema.") == NULL) {
            print_lesson(arguments[1], names[i], &notations);
        }
    }
    EXPECT(lessons > 0);
    arena_destroy(arena);
    return test_failures > 0;
}
