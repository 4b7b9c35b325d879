/* What the notes print wrong is wrong in the way that is told of it in any network, not in the one
 * that its entry names alone; and there is a line of a proof at which the reader sees it. */
#include "checks/errata.h"
#include "engine/derivation/derivation.h"
#include "engine_fixture.h"
#include "random_lesson.h"

enum { NETWORKS = 24, MOST_SIZE = 6 };

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;
static struct fixture_random random_state = {12};

/* ---- any network ---- */

/* Printed about elements that only a network as large as the note's has. */
static const char *const of_one_size[] = {
    "x3_in_place_of_x2",    "sample_indices_of_row_2", "y2_in_the_first_row",
    "y2_in_the_bias_of_y1", "plus_lost_between_paths", "last_column_of_the_gradient",
    "neurons_above",        "size_of_the_row",         "weighted_sum_upright",
};

static bool has_one_size(const struct notation_erratum *erratum) {
    for (size_t i = 0; i < TEST_COUNT(of_one_size); i++) {
        if (strcmp(erratum->name, of_one_size[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_drawn(const size_t *sizes, size_t count, size_t size) {
    for (size_t i = 0; i < count; i++) {
        if (sizes[i] == size) {
            return true;
        }
    }
    return false;
}

/* Any size for each of the entry's: single ones stay, equal ones stay equal, and all others are
 * different, so that what does not fit cannot fit by accident. */
static void draw_units(const size_t *units, size_t count, size_t *ret) {
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        while (units[same] != units[i]) {
            same++;
        }
        do {
            ret[i] = same < i ? ret[same] : random_lesson_from(&random_state, 2, MOST_SIZE);
        } while (same == i && is_drawn(ret, i, ret[i]));
        ret[i] = units[i] == 1 ? 1 : ret[i];
    }
}

static struct erratum_network draw_sizes(const struct notation_erratum *erratum) {
    struct erratum_network drawn = erratum->network;
    if (!has_one_size(erratum)) {
        draw_units(erratum->network.units, drawn.layer_count + 1, drawn.units);
    }
    bool has_many = drawn.samples > 1 && !has_one_size(erratum);
    while (has_many && (drawn.samples == erratum->network.samples ||
                        is_drawn(drawn.units, drawn.layer_count + 1, drawn.samples))) {
        drawn.samples = random_lesson_from(&random_state, 2, MOST_SIZE + 3);
    }
    return drawn;
}

/* One class of each sample: a misprint may be about those that are 1 alone, or those that are 0. */
static void fill_targets(struct matrix targets) {
    for (size_t s = 0; s < targets.rows; s++) {
        size_t hot = fixture_random_below(&random_state, targets.columns);
        targets.values[s * targets.columns + hot] = targets.columns > 1 || s % 2 == 0;
    }
}

static const struct lesson *draw_lesson(struct arena *arena, const struct notation *notation,
                                        const struct erratum_network *wanted) {
    struct lesson *lesson = ARENA_NEW(arena, struct lesson);
    lesson->notation = notation->id;
    lesson->network.inputs = wanted->units[0];
    lesson->network.layer_count = wanted->layer_count;
    lesson->network.trains_biases = true;
    for (size_t l = 1; l <= wanted->layer_count; l++) {
        lesson->network.layers[l - 1] = (struct network_layer){
            .units = wanted->units[l],
            .activation = l == wanted->layer_count ? wanted->output : wanted->hidden,
            .has_biases = true,
            .weights = random_lesson_matrix(arena, &random_state, wanted->units[l],
                                            wanted->units[l - 1], 0.9),
            .biases = random_lesson_matrix(arena, &random_state, wanted->units[l], 1, 0.3),
        };
    }
    size_t outputs = wanted->units[wanted->layer_count];
    lesson->sample_count = lesson->batch_size = wanted->samples;
    lesson->inputs =
        random_lesson_matrix(arena, &random_state, wanted->samples, wanted->units[0], 1.2);
    lesson->targets = random_lesson_matrix(arena, &random_state, wanted->samples, outputs, 0);
    fill_targets(lesson->targets);
    lesson->loss = wanted->loss;
    lesson->learning_rate = 0.1;
    lesson->iterations = 1;
    return lesson;
}

/* A factor that is the number of samples, or its inverse, follows it. */
static double factor_with(double factor, size_t samples, size_t others) {
    double told = (double)samples, here = (double)others;
    return factor == told ? here : factor == 1 / told ? 1 / here : factor;
}

static void try_erratum(const struct notation *notation, const struct notation_erratum *erratum) {
    struct arena *arena = arena_create();
    const struct erratum_result told = errata_run(arena, notation, erratum);
    double factor = round(told.factor * 1e4) / 1e4;
    for (size_t i = 0; i < NETWORKS / (FIXTURE_IS_SANITIZED ? 6 : 1); i++) {
        struct erratum_network drawn = draw_sizes(erratum);
        const struct erratum_result result =
            errata_run_on(arena, notation, erratum, draw_lesson(arena, notation, &drawn));
        /* where nothing holds a value back, it may also be finite, and wrong */
        bool is_same = result.outcome == told.outcome ||
                       (told.outcome == ERRATUM_NOT_FINITE && result.outcome == ERRATUM_WRONG);
        double expected = factor_with(factor, erratum->network.samples, drawn.samples);
        if (is_same && result.outcome == ERRATUM_WRONG_FACTOR) {
            is_same = fabs(result.factor - expected) < 1e-4;
        }
        if (!is_same) {
            test_failures++;
            printf("# %s, %s: told %d, with %zu-%zu-%zu and %zu samples %d, by %g, %s\n",
                   notation->id, erratum->name, told.outcome, drawn.units[0], drawn.units[1],
                   drawn.units[2], drawn.samples, result.outcome, result.factor,
                   result.message != NULL ? result.message : "");
            break;
        }
    }
    arena_destroy(arena);
}

/* One TAP point a notation. */
static void test_next_notation(void) {
    static size_t next = 0;
    const struct notation *notation = notations.items[next++].notation;
    for (size_t i = 0; i < notation->erratum_count; i++) {
        try_erratum(notation, &notation->errata[i]);
    }
    EXPECT(notation->erratum_count > 0);
}

/* ---- where the reader sees it ---- */

static size_t lines_with(const struct notation *notation, const struct notation_erratum *erratum) {
    size_t count = 0;
    for (size_t d = 0; d < notation->derivation_count; d++) {
        const struct notation_derivation *definition = &notation->derivations[d];
        for (size_t i = 0; i < definition->line_count && definition->operation != NULL; i++) {
            count += definition->lines[i].erratum == erratum;
        }
    }
    return count;
}

/* Every one is at a line of a proof of some operation, where the window marks it. */
static void test_lines(void) {
    for (size_t n = 0; n < notations.count; n++) {
        const struct notation *notation = notations.items[n].notation;
        for (size_t i = 0; i < notation->erratum_count; i++) {
            if (lines_with(notation, &notation->errata[i]) == 0) {
                test_failures++;
                printf("# %s, %s: at no line\n", notation->id, notation->errata[i].name);
            }
        }
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    struct test tests[FIXTURE_MOST_NOTATIONS + 1];
    size_t count = 0;
    for (; count < notations.count; count++) {
        tests[count] = (struct test){text_format(shared, "those of %s fail in any network",
                                                 notations.items[count].notation->id),
                                     test_next_notation};
    }
    tests[count++] = (struct test){"each is at a line of a proof", test_lines};
    int status = test_run(tests, count);
    arena_destroy(shared);
    return status;
}
