/* Numbers of rates and counts stand under their letters, wherever formula and values stand above
 * each other: every shipped lesson in every notation. */
#include "view_fixture.h"

#include "step/filled_equation.h"
#include "view/board/board_set.h"

#include <math.h>

enum { MOST_LESSONS = 128, MOST_FAULTS = 12 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static size_t rates, apart;

/* A session's picture without its parts. */
struct bench {
    struct scene scene;
    struct layout layout;
    struct moment moment;
    struct canvas canvas;
};

static void bench_begin(struct bench *bench, const struct session *session, struct arena *arena) {
    const struct stage_size size = {1920, 1080};
    bench->layout = stage_layout(session, size);
    scene_begin(&bench->scene, arena, bench->layout.width, bench->layout.height, 0);
    bench->moment = moment_create(session, arena);
    bench->canvas = (struct canvas){.scene = &bench->scene,
                                    .arena = arena,
                                    .metrics = &view_fake_metrics,
                                    .layout = &bench->layout,
                                    .moment = &bench->moment,
                                    .theme = theme_get(THEME_DARK),
                                    .language = LANGUAGE_ENGLISH};
}

/* A number that stands alone between signs, not in a fraction, and its letter alike. */
static bool is_alone(const struct board_lines *lines, size_t begin, size_t end) {
    bool begins = false, ends = false;
    for (size_t i = 0; i < lines->row.count; i++) {
        begins = begins || lines->row.items[i].begin == begin;
        ends = ends || lines->row.items[i].end == end;
    }
    return begins && ends;
}

static bool holds(const struct board_lines *lines, size_t from, size_t to, size_t begin,
                  size_t end) {
    return from < to && lines->row.items[from].begin <= begin &&
           lines->row.items[to - 1].end >= end;
}

/* How many of the formula's letters a column has. */
static size_t count_letters(const struct board_fit *fit, const struct board_column *column) {
    size_t count = 0;
    for (size_t i = 0; i < fit->equation->pieces.count; i++) {
        const struct print_piece *piece = &fit->equation->pieces.items[i];
        count += equation_is_tensor(fit->equation, piece->node) &&
                 holds(&fit->symbols, column->formula_begin, column->formula_end, piece->begin,
                       piece->end);
    }
    return count;
}

/* The column that is those digits under that letter, and brackets at most. */
static bool has_column(const struct board_fit *fit, const struct filled_digits *digits,
                       const struct print_piece *letter) {
    for (size_t i = 0; i < fit->columns.count; i++) {
        const struct board_column *column = &fit->columns.items[i];
        if (holds(&fit->symbols, column->formula_begin, column->formula_end, letter->begin,
                  letter->end) &&
            holds(&fit->numbers, column->values_begin, column->values_end, digits->begin,
                  digits->end)) {
            return count_letters(fit, column) == 1;
        }
    }
    return false;
}

static void check_operation(const char *path, const struct session *session, struct arena *arena) {
    struct bench bench;
    bench_begin(&bench, session, arena);
    struct equation equation = equation_create(&bench.moment, bench.moment.operation, NULL);
    struct filled values = filled_equation_create(&equation);
    struct board_fit fit = board_set_begin(&bench.canvas, &values, bench.layout.number);
    board_set_symbols(&fit, bench.layout.formula);
    board_set_writing(&fit, 0);
    board_set_fold(&fit, board_set_window(BOARD_SET_WINDOWS - 1));
    board_set_names(&fit, true);
    board_set_numbers(&fit, bench.layout.legible);
    board_lines_break(&fit.symbols, 1, INFINITY, 1);
    board_lines_break(&fit.numbers, 1, INFINITY, 1);
    if (!board_set_columns(&fit, 4 * bench.layout.width)) {
        apart++;
        return;
    }
    for (size_t d = 0; d < fit.writing->digits_count; d++) {
        const struct filled_digits *digits = &fit.writing->digits[d];
        const struct print_piece *letter = NULL;
        for (size_t i = 0; i < equation.pieces.count; i++) {
            letter =
                equation.pieces.items[i].node == digits->node ? &equation.pieces.items[i] : letter;
        }
        if (letter == NULL || !is_alone(&fit.symbols, letter->begin, letter->end) ||
            !is_alone(&fit.numbers, digits->begin, digits->end)) {
            continue;
        }
        rates++;
        if (!has_column(&fit, digits, letter)) {
            test_failures++;
            printf("# %s, %s, step %ld: %.*s is not under its letter\n", path,
                   session_program(session)->notation->id, session_step(session),
                   (int)(digits->end - digits->begin), fit.writing->tex + digits->begin);
        }
    }
}

static void test_rates(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count * notations.count && test_failures < MOST_FAULTS; i++) {
        struct arena *arena = arena_create();
        const char *path = paths[i / notations.count];
        struct session *session =
            view_session(arena, fixture_lesson(arena, root, path), &notations, i % notations.count);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            if (session_shown_form(session) == 0 && session_shown_operation(session) != NULL) {
                check_operation(path, session, arena);
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu rates, %zu operations without columns\n", rates, apart);
    EXPECT(rates > 500);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"numbers of rates stand under their letters", test_rates},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
