/* Numbers of rates and counts stand under their letters, wherever formula and values stand above
 * each other: every shipped lesson in every notation. And where lines stand: those of a formula
 * that is broken, those of elements, the heading of a term. */
#include "view_fixture.h"

#include "step/filled_equation.h"
#include "view/board/board_fit.h"
#include "view/board/strip/element_form.h"
#include "view/draw/paragraph/paragraph.h"

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

/* ---- lines of a formula ---- */

static size_t broken;

static bool has_sign_at(const struct scene *scene, float baseline) {
    for (size_t i = 0; i < scene->count; i++) {
        for (size_t k = 0; k < scene->items[i].glyph_count; k++) {
            if (fabsf(scene->items[i].glyphs[k].y - baseline) < 0.01F) {
                return true;
            }
        }
    }
    return false;
}

/* The first line stands where it is drawn, the others so far below the one before as is said. */
static void expect_lines(const struct scene *scene, const struct board_lines *lines, float top) {
    for (size_t i = 0; i < lines->count; i++) {
        top += i > 0 ? board_lines_skip(lines) : 0;
        EXPECT(has_sign_at(scene, roundf(top + lines->lines[i].above)));
        top += lines->lines[i].above + lines->lines[i].below;
        broken += i > 0;
    }
}

static void test_broken_lines(void) {
    size_t four = 0; /* without fractions, which have no sign on the line */
    while (strcmp(notations.items[four]->id, "four") != 0) {
        four++;
    }
    struct session *session = view_session(
        shared, fixture_lesson(shared, root, "lessons/layer/03-m-samples.json"), &notations, four);
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        session_go_to(session, step);
        for (float width = 200; width < 900; width += 50) {
            struct arena *arena = arena_create();
            struct bench bench;
            bench_begin(&bench, session, arena);
            struct equation equation = equation_create(&bench.moment, bench.moment.operation, NULL);
            struct filled values = filled_equation_create(&equation);
            struct board_fit fit;
            const struct rect place = {10, 20, width, 600};
            if (board_fit_both(&fit, &bench.canvas, &values, bench.layout.number, place.width,
                               place.height) &&
                !fit.is_aligned) {
                board_fit_draw(&fit, place);
                expect_lines(&bench.scene, &fit.symbols, place.y);
            }
            arena_destroy(arena);
        }
    }
    session_destroy(session);
    printf("# %zu lines below others\n", broken);
    EXPECT(broken > 10);
}

/* ---- formulas without a plan ---- */

/* Of numbers that are infinite, in matrices of four rows: no size holds for all operations, and yet
 * each formula can be read. */
static void test_formula_is_there(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"far\", \"notation\": \"delta\", \"loss\": \"cross_entropy\", "
        "\"network\": {\"inputs\": 2, \"layers\": [{\"units\": 4, \"activation\": \"linear\", "
        "\"weights\": [[-84.3, -91.84], [79.52, 29.33], [52.1, 19.41], [76.35, 23.36]], "
        "\"biases\": "
        "false}, {\"units\": 4, \"activation\": \"softmax\", \"weights\": [[12.01, -40.03, 70.45, "
        "-31.61], [-7.535, 1.5, -91.52, -68.57], [86.51, -82.34, 80.97, 47.72], [-24.66, -68.63, "
        "3.791, 3.868]]}]}, \"data\": {\"inputs\": [[0.07797, -0.7227], [-0.07335, -0.6811], "
        "[-0.1243, 0.5535], [0.838, 0.2745], [0.2963, 0.8273]], \"targets\": [[0, 1, 0, 0], [0, 0, "
        "1, "
        "0], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0, 0, 1]]}}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "far", text, strlen(text));
    size_t looked_at = 0;
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = view_session(shared, lesson, &notations, n);
        for (long step = 1; step <= 5; step++) {
            struct arena *arena = arena_create();
            struct scene scene;
            session_go_to(session, step);
            stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, arena, &scene);
            const struct layout layout = stage_layout(session, (struct stage_size){1280, 720});
            for (size_t i = 0; i < scene.count; i++) {
                const struct scene_item *item = &scene.items[i];
                for (size_t k = 0; k < item->glyph_count; k++) {
                    EXPECT(item->glyphs[k].height > 0 || item->glyphs[k].size > layout.legible / 3);
                    looked_at++;
                }
            }
            arena_destroy(arena);
        }
        session_destroy(session);
    }
    EXPECT(looked_at > 500);
}

/* ---- elements ---- */

static float middle_of(const struct scene_item *item) {
    return item->bounds.y + item->bounds.height / 2;
}

/* Texts that stand on lines nearer to each other than lines do, and those that stick out. */
static size_t count_faults(const struct scene *scene, float height) {
    const float rounded = 0.05F;
    size_t faults = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        faults += item->kind == SCENE_TEXT && middle_of(item) + item->size / 2 > height;
        for (size_t k = 0; k < i && item->kind == SCENE_TEXT; k++) {
            float away = fabsf(middle_of(&scene->items[k]) - middle_of(item));
            faults += scene->items[k].kind == SCENE_TEXT && away > rounded &&
                      away < PARAGRAPH_LINE * fminf(item->size, scene->items[k].size) - rounded;
        }
    }
    return faults;
}

/* However low the strip is: lines of elements have their height, and below them stands how many are
 * left out. */
static void test_elements(void) {
    const int units[] = {4, 6, 2};
    struct session *session =
        view_session(shared, view_made_lesson(shared, units, 3, 2), &notations, 0);
    session_go_to(session, 1);
    struct arena *arena = arena_create();
    struct bench bench;
    do {
        session_apply(session, ACTION_FORM);
        bench_begin(&bench, session, arena);
    } while (!bench.moment.operation->binding.statement->target->has_element);
    for (float height = 80; height < 900; height += 1) {
        scene_begin(&bench.scene, arena, 900, height, 0);
        element_form_draw(&bench.canvas, (struct rect){0, 0, 900, height}, bench.moment.operation);
        EXPECT_INT((long)count_faults(&bench.scene, height), 0);
    }
    arena_destroy(arena);
    session_destroy(session);
}

/* ---- a term's heading ---- */

static void test_heading(void) {
    struct session *session =
        view_session(shared, fixture_lesson(shared, root, "tests/lessons/xor.json"), &notations, 0);
    session_set_level(session, LEVEL_TERM);
    session_apply(session, ACTION_NEXT);
    struct bench bench;
    bench_begin(&bench, session, shared);
    stage_build(session, (struct stage_size){1920, 1080}, &view_fake_metrics, shared, &bench.scene);
    const struct rect strip = view_strip(&bench.scene, bench.layout.board);
    const float top = strip.y + LAYOUT_PAD * bench.layout.unit;
    size_t headings = 0;
    for (size_t i = 0; i < bench.scene.count; i++) {
        const struct scene_item *item = &bench.scene.items[i];
        if (item->kind == SCENE_TEXT && strncmp(item->text, "term 1", strlen("term 1")) == 0 &&
            view_is_within(item->bounds, strip)) {
            EXPECT_NEAR((double)(item->bounds.y + item->bounds.height / 2 - top),
                        (double)(bench.layout.small * PARAGRAPH_LINE / 2), 1);
            headings++;
        }
    }
    EXPECT_INT((long)headings, 1);
    session_destroy(session);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"numbers of rates stand under their letters", test_rates},
        {"lines of a formula keep their distance", test_broken_lines},
        {"a formula is there without a plan, too", test_formula_is_there},
        {"no element stands on another", test_elements},
        {"the heading of a term has a line", test_heading},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
