/* What a line of a derivation costs without the window: derivations SOURCE_ROOT [NOTATION [ROUNDS]]
 * prints a row for each notation and size, on 3-5-3-2 with one sample and with four. The goal is
 * that of any step. Nothing fails by time.
 *
 * Of every derivation that there is at an operation of the first iteration every line is written by
 * its key, the picture is built and what differs is repainted. Of each the least of all rounds is
 * taken: what other programs do on the same cores only makes it longer. "open" is the key that
 * opens a derivation, which works out all of its lines. */

#include "bench.h"

#include "app/frames.h"
#include "font_set_fixture.h"
#include "session/proof/proof.h"
#include "view_fixture.h"

enum { MOST_LINES = 4000 };

static const int units[] = {3, 5, 3, 2};
static const struct stage_size sizes[] = {{1920, 1080}, {3840, 2160}};
static const int sample_counts[] = {1, 4};

struct painting {
    struct font_set *fonts;
    struct text_metrics metrics;
    struct raster raster;
    struct stage_size size;
    struct arena *arena; /* of the scene that is shown */
    struct scene shown;
};

/* The least seconds of each, in the order in which they come. */
struct times {
    double seconds[MOST_LINES];
    size_t count, next;
};

static void keep(struct times *times, double seconds) {
    size_t at = times->next++;
    if (at >= MOST_LINES) {
        return;
    }
    if (at >= times->count) {
        times->count = at + 1;
        times->seconds[at] = seconds;
    }
    times->seconds[at] = seconds < times->seconds[at] ? seconds : times->seconds[at];
}

/* What the key does, its picture, and what differs on the screen. */
static double press(struct session *session, struct painting *painting, enum action action) {
    struct raster_area areas[PAINTER_AREAS];
    struct arena *arena = arena_create();
    struct scene next;
    double begin = bench_cpu_seconds();
    session_apply(session, action);
    stage_build(session, painting->size, &painting->metrics, arena, &next);
    painter_repaint(painting->fonts, &painting->raster, &painting->shown, &next, areas);
    double elapsed = bench_cpu_seconds() - begin;
    arena_destroy(painting->arena);
    painting->arena = arena;
    painting->shown = next;
    return elapsed;
}

/* Through all lines of the derivation that is open. */
static void read_lines(struct session *session, struct painting *painting, struct times *lines) {
    size_t count = proof_line_count(session_proof(session));
    for (size_t i = 0; i < count && session_proof(session) != NULL; i++) {
        keep(lines, press(session, painting, ACTION_NEXT));
    }
}

static void read_all(struct session *session, struct painting *painting, struct times *opening,
                     struct times *lines) {
    const struct program *program = session_program(session);
    opening->next = 0;
    lines->next = 0;
    for (long step = 1; step <= program->operation_count; step++) {
        session_go_to(session, step);
        size_t own;
        size_t choices = proof_choices(program, session_program_place(session).operation, &own);
        if (choices == 0) {
            continue;
        }
        keep(opening, press(session, painting, ACTION_DERIVE));
        for (size_t i = 0; i < choices && session_proof(session) != NULL; i++) {
            read_lines(session, painting, lines);
            if (i + 1 < choices) {
                keep(opening, press(session, painting, ACTION_NEXT_DERIVATION));
            }
        }
        if (session_proof(session) != NULL) {
            press(session, painting, ACTION_CLOSE);
        }
    }
}

static void print_row(struct session *session, struct font_set *fonts, struct stage_size size,
                      int samples, int rounds) {
    static struct times opening, lines;
    opening.count = lines.count = 0;
    size_t count = (size_t)size.width * (size_t)size.height;
    uint32_t *pixels = calloc(count, sizeof *pixels);
    if (pixels == NULL) {
        exit(1);
    }
    struct painting painting = {.fonts = fonts,
                                .metrics = font_metrics(fonts),
                                .raster = raster_on(pixels, size.width, size.height, size.width),
                                .size = size,
                                .arena = arena_create()};
    stage_build(session, size, &painting.metrics, painting.arena, &painting.shown);
    painter_paint_all(fonts, &painting.raster, &painting.shown);
    for (int round = 0; round <= rounds; round++) { /* once more: the glyphs are made once */
        read_all(session, &painting, &opening, &lines);
    }
    arena_destroy(painting.arena);
    free(pixels);
    EXPECT(lines.count > 20 && lines.next == lines.count);
    const double open = 1e3 * bench_quantile(opening.seconds, opening.count, 1);
    printf("  %-8s %d %4dx%-4d %6zu %9.2f %9.2f %9.2f %9.2f   (16)\n",
           session_program(session)->notation->id, samples, size.width, size.height, lines.count,
           1e3 * bench_quantile(lines.seconds, lines.count, 0.5),
           1e3 * bench_quantile(lines.seconds, lines.count, 0.99),
           1e3 * bench_quantile(lines.seconds, lines.count, 1), open);
}

int main(int count, char **arguments) {
    if (count < 2) {
        return 2;
    }
    struct arena *arena = arena_create();
    struct view_notations notations = view_notations_read(arena, arguments[1]);
    struct font_set *fonts = fixture_font_set(arguments[1]);
    const char *only = count > 2 ? arguments[2] : NULL;
    int rounds = count > 3 ? atoi(arguments[3]) : 3;
    printf("\na line of a derivation on 3-5-3-2, milliseconds of the processor, the least of %d "
           "rounds\n  %-8s %s %9s %6s %9s %9s %9s %9s   (goal)\n",
           rounds + 1, "notation", "m", "size", "lines", "median", "p99", "most", "open");
    for (size_t i = 0; i < notations.count; i++) {
        for (size_t k = 0; k < TEST_COUNT(sample_counts); k++) {
            const struct lesson *lesson =
                view_made_lesson(arena, units, TEST_COUNT(units), sample_counts[k]);
            struct session *session = view_session(arena, lesson, &notations, i);
            for (size_t s = 0; s < TEST_COUNT(sizes); s++) {
                if (only == NULL || strcmp(only, notations.items[i]->id) == 0) {
                    print_row(session, fonts, sizes[s], sample_counts[k], rounds);
                }
            }
            session_destroy(session);
        }
    }
    font_close(fonts);
    arena_destroy(arena);
    return test_failures > 0;
}
