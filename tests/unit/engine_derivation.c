/* Every derivation of every notation, on random networks: each line has the value of the one above
 * it, whatever row and column its letters stand for, and a line that the note misprints has not. */
#include "engine/derivation/derivation.h"
#include "engine/program_state.h"
#include "engine_fixture.h"
#include "random_lesson.h"

enum { NETWORKS = 2000, SPECIAL = 1200, MOST_CHOICES = 64, WITH_ALL_LETTERS = 16 };

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

/* Which proofs are checked: those about any network, or about such that are drawn too rarely. */
enum kind { KIND_ANY, KIND_CHAIN, KIND_ONE_HOT };

/* What became of a line over all networks. */
struct tally {
    size_t seen, held, broke, not_finite, did_not_fit;
};

struct run {
    const struct notation *notation;
    struct tally *tallies; /* by derivation and line, DERIVATION_MOST_LINES each */
    size_t compared;
    struct fixture_random *random;
    enum kind kind;
    bool takes_all_letters; /* of this network: those of all networks would take minutes */
};

static void refuse(const struct run *run, const struct derivation *derivation, size_t line,
                   const char *what) {
    if (test_failures++ > 20) {
        return;
    }
    const struct derivation_line *found = &derivation->lines[line];
    const struct network *network = &derivation->program->lesson->network;
    printf("# %s, %s, line %zu, layer %d of %zu, %zu samples: \"%s\" %s", run->notation->id,
           derivation->choice.definition->id, line + 1, derivation->choice.layer,
           network->layer_count, derivation->program->samples, found->definition->statement->source,
           what);
    if (found->verdict == DERIVATION_DOES_NOT_FIT) {
        printf(": %s\n", found->error.message);
    } else {
        struct matrix value = derivation_value(derivation, line);
        printf(" by %g, %zu×%zu, %.17g\n", found->difference, value.rows, value.columns,
               value.values[0]);
    }
}

static void check_line(struct run *run, const struct derivation *derivation, size_t line) {
    const struct derivation_line *found = &derivation->lines[line];
    size_t number = (size_t)(derivation->choice.definition - run->notation->derivations);
    struct tally *tally = &run->tallies[number * DERIVATION_MOST_LINES + line];
    tally->seen++;
    run->compared++;
    bool is_misprint = found->definition->erratum != NULL;
    switch (found->verdict) {
    case DERIVATION_HOLDS:
        tally->held++;
        return;
    case DERIVATION_BREAKS:
        tally->broke++;
        if (!is_misprint) {
            refuse(run, derivation, line, "is off");
        }
        return;
    case DERIVATION_NOT_FINITE:
        tally->not_finite++;
        return;
    case DERIVATION_DOES_NOT_FIT:
        tally->did_not_fit++;
        if (!is_misprint) {
            refuse(run, derivation, line, "does not fit");
        }
        return;
    case DERIVATION_VERDICT_COUNT:
        break;
    }
    test_failures++;
}

/* Any row and column that the letters may stand for. */
static void draw_letters(const struct derivation *derivation, struct fixture_random *random,
                         size_t letters[FORMULA_MOST_INDICES]) {
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        size_t limit = derivation->limits[i];
        letters[i] = limit > 0 ? 1 + fixture_random_below(random, limit) : 1;
    }
}

/* The letters of the next element, the last one first; false behind the last. */
static bool take_next_letters(const struct derivation *derivation, size_t *letters) {
    for (size_t i = FORMULA_MOST_INDICES; i-- > 0;) {
        if (letters[i] < derivation->limits[i]) {
            letters[i]++;
            return true;
        }
        letters[i] = 1;
    }
    return false;
}

/* For every row and column that the letters may stand for, or for a drawn one. */
static void check_derivation(struct run *run, struct derivation *derivation) {
    size_t letters[FORMULA_MOST_INDICES];
    memcpy(letters, derivation->letters, sizeof letters);
    if (!run->takes_all_letters) {
        draw_letters(derivation, run->random, letters);
    }
    do {
        derivation_choose(derivation, letters);
        for (size_t i = 0; i < derivation->line_count; i++) {
            check_line(run, derivation, i);
        }
    } while (run->takes_all_letters && take_next_letters(derivation, letters));
}

static enum kind kind_of(const struct condition *when) {
    bool is_of_one = when->neuron_counts == 1 || when->units == 1U << 1;
    return is_of_one ? KIND_CHAIN : when->one_hot != 0 ? KIND_ONE_HOT : KIND_ANY;
}

static void check_choices(struct run *run, struct arena *arena, const struct program *program,
                          const double *state, const struct derivation_choice *choices,
                          size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t sample = i % program->samples;
        if (kind_of(&choices[i].definition->when) == run->kind) {
            check_derivation(run, derivation_create(arena, program, state, &choices[i], sample));
        }
    }
}

static void check_network(struct run *run, struct arena *arena, const struct lesson *lesson) {
    const struct program *program = fixture_program(arena, lesson, run->notation, 1);
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    struct derivation_choice choices[MOST_CHOICES];
    program_initial_state(program, state);
    for (long i = 0; i < program->operation_count; i++) {
        size_t count = derivation_choices(program, &program->operations[i], choices, MOST_CHOICES);
        check_choices(run, arena, program, state, choices, count);
    }
    for (int layer = 1; layer <= (int)lesson->network.layer_count; layer++) {
        size_t count = derivation_free_choices(program, layer, choices, MOST_CHOICES);
        check_choices(run, arena, program, state, choices, count);
    }
}

/* A misprint may do no harm where a layer has one unit, but not everywhere; and a line that no
 * network ever compared proves nothing. */
static void check_tallies(const struct run *run) {
    for (size_t d = 0; d < run->notation->derivation_count; d++) {
        const struct notation_derivation *definition = &run->notation->derivations[d];
        for (size_t i = 0; i < definition->line_count; i++) {
            const struct tally *tally = &run->tallies[d * DERIVATION_MOST_LINES + i];
            bool is_misprint = definition->lines[i].erratum != NULL;
            size_t wrong = tally->broke + tally->did_not_fit;
            if (tally->seen < (FIXTURE_IS_SANITIZED ? 2 : 20) ||
                (is_misprint ? wrong * 2 < tally->seen : tally->held * 2 < tally->seen)) {
                test_failures++;
                printf("# %s, %s, line %zu: seen %zu, held %zu, broke %zu, not finite %zu, did "
                       "not fit %zu\n",
                       run->notation->id, definition->id, i + 1, tally->seen, tally->held,
                       tally->broke, tally->not_finite, tally->did_not_fit);
            }
        }
    }
}

/* The same with targets that name a class. */
static const struct lesson *with_classes(struct arena *arena, const struct lesson *lesson,
                                         struct fixture_random *random) {
    struct lesson *changed = ARENA_NEW(arena, struct lesson);
    *changed = *lesson;
    size_t classes = lesson->targets.columns;
    double *values = ARENA_ARRAY(arena, double, lesson->sample_count *classes);
    for (size_t sample = 0; sample < lesson->sample_count; sample++) {
        values[sample * classes + fixture_random_below(random, classes)] = 1;
    }
    changed->targets.values = values;
    return changed;
}

static void check_networks(struct run *run, size_t count, enum kind kind) {
    size_t most_units = kind == KIND_CHAIN ? 1 : RANDOM_LESSON_MOST_UNITS;
    run->kind = kind;
    for (size_t number = 0; number < count; number++) {
        struct arena *arena = arena_create();
        run->takes_all_letters =
            number % WITH_ALL_LETTERS == number / WITH_ALL_LETTERS % WITH_ALL_LETTERS;
        const struct lesson *lesson =
            random_lesson_create_sized(arena, run->random, number, most_units);
        bool has_classes = kind == KIND_ONE_HOT;
        check_network(run, arena, has_classes ? with_classes(arena, lesson, run->random) : lesson);
        arena_destroy(arena);
    }
}

static bool has_kind(const struct notation *notation, enum kind kind) {
    for (size_t i = 0; i < notation->derivation_count; i++) {
        if (kind_of(&notation->derivations[i].when) == kind) {
            return true;
        }
    }
    return false;
}

/* One TAP point a notation. */
static void test_next_notation(void) {
    static size_t next = 0;
    const struct notation *notation = notations.items[next++].notation;
    struct arena *own = arena_create();
    struct fixture_random random = {next};
    struct run run = {.notation = notation,
                      .random = &random,
                      .tallies =
                          ARENA_ARRAY(own, struct tally,
                                      (notation->derivation_count + 1) * DERIVATION_MOST_LINES)};
    check_networks(&run, NETWORKS / (FIXTURE_IS_SANITIZED ? 10 : 1), KIND_ANY);
    if (has_kind(notation, KIND_CHAIN)) {
        check_networks(&run, SPECIAL, KIND_CHAIN);
    }
    if (has_kind(notation, KIND_ONE_HOT)) {
        check_networks(&run, SPECIAL, KIND_ONE_HOT);
    }
    printf("# %s: %zu derivations, %zu lines compared\n", notation->id, notation->derivation_count,
           run.compared);
    check_tallies(&run);
    EXPECT(notation->derivation_count > 0);
    arena_destroy(own);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    struct test tests[FIXTURE_MOST_NOTATIONS];
    for (size_t i = 0; i < notations.count; i++) {
        tests[i] = (struct test){notations.items[i].notation->id, test_next_notation};
    }
    int status = test_run(tests, notations.count);
    arena_destroy(shared);
    return status;
}
