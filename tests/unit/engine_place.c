#include "engine/place.h"
#include "engine/program_state.h"

#include "engine_fixture.h"
#include "tape_steps.h"
#include "test.h"

static const char *root;

static const char one_neuron[] =
    "{\"format\": 1, \"title\": \"one\", \"notation\": \"four\", \"network\": {\"inputs\": 1,"
    " \"layers\": [{\"units\": 1, \"activation\": \"sigmoid\"}]},"
    " \"data\": {\"inputs\": [[2]], \"targets\": [[1]]}, \"loss\": \"half_square\"}";

/* four-equations in a notation, for some iterations. */
static const struct program *open_program(struct arena *arena, const char *lesson,
                                          const struct notation *notation, long iterations) {
    return fixture_program(arena, fixture_lesson(arena, root, lesson), notation, iterations);
}

/* w^T δ, σ'(z) and their product: three terms of three elements each. */
static void test_terms_of_the_hidden_error(void) {
    struct arena *arena = arena_create();
    const struct notation *four = fixture_notation(arena, root, "four");
    const struct program *program =
        open_program(arena, "tests/lessons/four-equations.json", four, 1);
    const struct operation *hidden = &program->operations[10];
    EXPECT_STRING(hidden->definition->name, "hidden_error");
    EXPECT_INT(hidden->layer, 1);
    EXPECT_INT(place_term_count(hidden), 3);
    static const enum expression_kind kinds[] = {EXPRESSION_PRODUCT, EXPRESSION_CALL,
                                                 EXPRESSION_HADAMARD};
    for (size_t i = 0; i < 3; i++) {
        size_t node = place_term_node(hidden, i);
        EXPECT_INT(hidden->binding.nodes[node].expression->kind, kinds[i]);
    }
    struct place place = {.step = 10};
    for (size_t i = 1; i <= 8; i++) {
        place = place_next(program, place, LEVEL_ELEMENT, true);
        EXPECT(place_equal(place, (struct place){10, (i - 1) / 3, (i - 1) % 3 + 1}));
    }
    place = place_next(program, place, LEVEL_ELEMENT, true);
    EXPECT(place_equal(place, (struct place){.step = 11}));
    place = place_next(program, (struct place){.step = 10}, LEVEL_TERM, true);
    EXPECT(place_equal(place, (struct place){10, 0, 3}));
    place = place_next(program, (struct place){10, 1, 1}, LEVEL_TERM, false);
    EXPECT(place_equal(place, (struct place){10, 0, 3}));
    arena_destroy(arena);
}

/* A copy has no terms: the places before and behind it follow each other. */
static void test_copies_have_no_terms(void) {
    struct arena *arena = arena_create();
    const struct notation *four = fixture_notation(arena, root, "four");
    const struct program *program =
        open_program(arena, "tests/lessons/four-equations.json", four, 1);
    EXPECT_STRING(program->operations[11].binding.statement->source, "db[l] = dZ[l]");
    EXPECT_INT(place_term_count(&program->operations[11]), 0);
    struct place place = place_next(program, (struct place){.step = 11}, LEVEL_ELEMENT, true);
    EXPECT(place_equal(place, (struct place){.step = 12}));
    place = place_next(program, place, LEVEL_TERM, false);
    EXPECT(place_equal(place, (struct place){.step = 11}));
    arena_destroy(arena);
}

/* log(w A + b) of one number: product, sum and log are three terms. Only its sum(…) is none.
 */
static void test_terms_of_single_numbers(void) {
    struct arena *arena = arena_create();
    const struct notation *four = fixture_notation(arena, root, "four");
    const struct lesson *lesson =
        fixture_lesson_of_text(arena, "one", one_neuron, strlen(one_neuron));
    static const struct {
        const char *source;
        size_t terms;
    } cases[] = {{"A[l] = log(w[l] * A[l-1] + b[l])", 3}, {"A[l] = sum(w[l] * A[l-1])", 1}};
    const struct notation_operation *activation = NULL;
    for (size_t i = 0; i < four->operation_count; i++) {
        bool is_it = strcmp(four->operations[i].name, "activation") == 0;
        activation = is_it ? &four->operations[i] : activation;
    }
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct formula_error wrong;
        const struct program_replacement replacement = {
            activation,
            statement_parse(arena, cases[i].source, strlen(cases[i].source), &four->table, &wrong)};
        EXPECT(replacement.statement != NULL && activation != NULL);
        const struct program_options options = {
            .iterations = 1, .replacements = &replacement, .replacement_count = 1};
        struct program_error error;
        const struct program *program = program_create_with(arena, lesson, four, &options, &error);
        if (program == NULL) {
            fixture_bail_out(cases[i].source, program_error_text(arena, &error));
        }
        long at = 0;
        while (program->operations[at].definition != activation) {
            at++;
        }
        EXPECT_INT(place_term_count(&program->operations[at]), cases[i].terms);
    }
    arena_destroy(arena);
}

enum { PLACES_MOST = 20000 };

/* Every level, every notation: the way back visits the places of the way there, and stops. */
static void test_both_ways(void) {
    static struct place places[PLACES_MOST];
    struct arena *arena = arena_create();
    struct fixture_notations notations = fixture_notations(arena, root);
    for (size_t n = 0; n < notations.count * LEVEL_COUNT; n++) {
        enum step_level level = (enum step_level)(n % LEVEL_COUNT);
        const struct program *program = open_program(arena, "tests/lessons/xor.json",
                                                     notations.items[n / LEVEL_COUNT].notation, 2);
        size_t count = 0;
        places[0] = (struct place){0};
        while (places[count].step < program->step_count && count + 1 < PLACES_MOST) {
            places[count + 1] = place_next(program, places[count], level, true);
            count++;
        }
        EXPECT(place_equal(places[count], (struct place){.step = program->step_count}));
        EXPECT(place_equal(place_next(program, places[count], level, true), places[count]));
        for (; count > 0; count--) {
            EXPECT(
                place_equal(place_next(program, places[count], level, false), places[count - 1]));
        }
        EXPECT(place_equal(place_next(program, places[0], level, false), places[0]));
    }
    arena_destroy(arena);
}

/* A look at the next operation shows what it will give and leaves every bit where it was. */
static void test_looking_ahead(void) {
    struct arena *arena = arena_create();
    struct fixture_notations notations = fixture_notations(arena, root);
    for (size_t n = 0; n < notations.count; n++) {
        const struct program *program =
            open_program(arena, "tests/lessons/xor.json", notations.items[n].notation, 3);
        struct tape *tape = tape_create(arena, program, NULL);
        double *before = ARENA_ARRAY(arena, double, program->state_count);
        for (long step = 0; step < program->step_count; step++) {
            memcpy(before, tape_state(tape), program->state_count * sizeof *before);
            struct evaluation evaluation;
            const struct binding *next = tape_next_binding(tape, &evaluation);
            struct matrix value = binding_value(next, &evaluation);
            double *seen = ARENA_ARRAY(arena, double, value.rows *value.columns);
            memcpy(seen, value.values, value.rows * value.columns * sizeof *seen);
            EXPECT(memcmp(before, tape_state(tape), program->state_count * sizeof *before) == 0);
            tape_step_forward(tape);
            struct matrix done = program_tensor_value(
                program, place_of_step(program, step + 1).operation->target, tape_state(tape));
            EXPECT(memcmp(seen, done.values, value.rows * value.columns * sizeof *seen) == 0);
        }
        struct evaluation evaluation;
        EXPECT(tape_next_binding(tape, &evaluation) == NULL);
    }
    arena_destroy(arena);
}

/* With batches a look across the end of an iteration shows the next batch, and takes it back. */
static void test_looking_into_the_next_batch(void) {
    struct arena *arena = arena_create();
    const struct notation *four = fixture_notation(arena, root, "four");
    struct lesson lesson = *fixture_lesson(arena, root, "tests/lessons/xor.json");
    lesson.batch_size = 1;
    const struct program *program = fixture_program(arena, &lesson, four, 3);
    struct tape *tape = tape_create(arena, program, NULL);
    tape_seek(tape, program->operation_count, program->operation_count);
    double *before = ARENA_ARRAY(arena, double, program->state_count);
    memcpy(before, tape_state(tape), program->state_count * sizeof *before);
    int input = program_find_tensor(program, ROLE_ACTIVATION, 0);
    struct evaluation evaluation;
    tape_next_binding(tape, &evaluation);
    EXPECT_NEAR(program_tensor_value(program, input, tape_state(tape)).values[1],
                matrix_at(lesson.inputs, 1, 1), 0);
    tape_last_binding(tape, &evaluation);
    EXPECT(memcmp(before, tape_state(tape), program->state_count * sizeof *before) == 0);
    tape_next_binding(tape, &evaluation);
    tape_step_back(tape);
    tape_step_forward(tape);
    EXPECT(memcmp(before, tape_state(tape), program->state_count * sizeof *before) == 0);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"terms of the hidden error", test_terms_of_the_hidden_error},
        {"terms of single numbers", test_terms_of_single_numbers},
        {"copies have no terms", test_copies_have_no_terms},
        {"every level visits the same places both ways", test_both_ways},
        {"looking ahead changes nothing", test_looking_ahead},
        {"looking into the next batch", test_looking_into_the_next_batch},
    };
    root = argc > 1 ? argv[1] : ".";
    return test_run(tests, TEST_COUNT(tests));
}
