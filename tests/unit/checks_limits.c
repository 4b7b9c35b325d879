/* Saturated units: what is right and sure trains on, what is wrong and sure stops and says why. */
#include "checks/fused.h"
#include "checks/trouble.h"
#include "engine/tape.h"
#include "formula/binding.h"

#include "engine_fixture.h"

#include <limits.h>
#include <math.h>

static struct arena *shared;
static struct fixture_notations notations;

/* One layer over one input of 1: the weights are the pre-activations. */
static const struct lesson *lesson_of(struct arena *arena, const char *activation,
                                      const char *weights, size_t units, const char *targets,
                                      const char *loss) {
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"limits\", \"notation\": \"four\", \"network\": {\"inputs\": "
        "1, \"layers\": [{\"units\": %zu, \"activation\": \"%s\", \"weights\": %s}]}, \"data\": "
        "{\"inputs\": [[1], [1]], \"targets\": [%s, %s]}, \"loss\": \"%s\", \"iterations\": 3}",
        units, activation, weights, targets, targets, loss);
    return fixture_lesson_of_text(arena, "limits", text, strlen(text));
}

struct saturation {
    const char *activation, *weights;
    size_t units;
    const char *targets, *loss;
    enum convention conventions; /* the last that is needed */
};

/* z = 36 still leaves 1 - a digits; 37 does not; 745 and 746 are the last that leave e^-z any. */
static const struct saturation right[] = {
    {"sigmoid", "[[36]]", 1, "[1]", "binary_cross_entropy", CONVENTION_NONE},
    {"sigmoid", "[[37]]", 1, "[1]", "binary_cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"sigmoid", "[[800]]", 1, "[1]", "binary_cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"sigmoid", "[[-746]]", 1, "[0]", "binary_cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"sigmoid", "[[40], [-800]]", 2, "[1, 0]", "binary_cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"softmax", "[[800], [-800]]", 2, "[1, 0]", "cross_entropy", CONVENTION_ZERO_QUOTIENT},
    {"softmax", "[[0], [800], [0]]", 3, "[0, 1, 0]", "cross_entropy", CONVENTION_ZERO_QUOTIENT},
};

static const struct saturation wrong[] = {
    {"sigmoid", "[[40]]", 1, "[0]", "binary_cross_entropy", CONVENTION_NONE},
    {"sigmoid", "[[-800]]", 1, "[1]", "binary_cross_entropy", CONVENTION_NONE},
    {"sigmoid", "[[40], [40]]", 2, "[1, 0]", "binary_cross_entropy", CONVENTION_NONE},
    {"softmax", "[[800], [-800]]", 2, "[0, 1]", "cross_entropy", CONVENTION_NONE},
};

static const struct program *program_of(struct arena *arena, const struct saturation *saturation,
                                        size_t notation) {
    const struct lesson *lesson =
        lesson_of(arena, saturation->activation, saturation->weights, saturation->units,
                  saturation->targets, saturation->loss);
    return fixture_program(arena, lesson, notations.items[notation].notation, 0);
}

/* Every form of every operation of an iteration gives what the formula gives. */
static void check_forms(struct arena *arena, const struct program *program, struct tape *tape) {
    long operation = (tape_position(tape) - 1) % program->operation_count;
    const struct operation *done = &program->operations[operation];
    struct matrix value = program_tensor_value(program, done->target, tape_state(tape));
    for (size_t f = 0; f < done->form_count && done->pass != PASS_UPDATE; f++) {
        bool is_exponential = strstr(done->forms[f].binding.statement->source, "exp(") != NULL;
        double *state = ARENA_ARRAY(arena, double, program->state_count);
        double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
        memcpy(state, tape_state(tape), program->state_count * sizeof *state);
        program_run_form(program, operation, f, state, scratch);
        struct matrix other = program_tensor_value(program, done->target, state);
        for (size_t i = 0; i < value.rows * value.columns && !is_exponential; i++) {
            EXPECT_NEAR(other.values[i], value.values[i], 1e-12);
        }
    }
}

static void check_right(struct arena *arena, const struct saturation *saturation, size_t notation) {
    const struct program *program = program_of(arena, saturation, notation);
    struct tape *tape = tape_create(arena, program, NULL);
    enum convention needed = CONVENTION_NONE;
    while (tape_step_forward(tape)) {
        struct evaluation evaluation;
        const struct binding *binding = tape_last_binding(tape, &evaluation);
        struct trouble trouble;
        EXPECT(!trouble_find(arena, binding, &evaluation, &trouble));
        for (int c = CONVENTION_NONE + 1; c < CONVENTION_COUNT; c++) {
            struct convention_use use;
            bool is_used = binding_find_convention(binding, &evaluation, (enum convention)c, &use);
            needed = is_used && (int)needed < c ? (enum convention)c : needed;
        }
        check_forms(arena, program, tape);
    }
    EXPECT(!tape_is_stuck(tape));
    EXPECT_INT(tape_position(tape), program->step_count);
    EXPECT_INT(needed, saturation->conventions);
    /* sure and right: nothing is left to learn */
    int loss = program_find_tensor(program, ROLE_LOSS, -1);
    int error = program_find_tensor(program, ROLE_ERROR, 1);
    EXPECT_NEAR(program_tensor_value(program, loss, tape_state(tape)).values[0], 0, 1e-15);
    struct matrix errors = program_tensor_value(program, error, tape_state(tape));
    for (size_t i = 0; i < errors.rows * errors.columns; i++) {
        EXPECT_NEAR(errors.values[i], 0, 1e-15);
    }
}

static void test_right_and_sure(void) {
    for (size_t n = 0; n < notations.count; n++) {
        for (size_t i = 0; i < TEST_COUNT(right); i++) {
            struct arena *arena = arena_create();
            check_right(arena, &right[i], n);
            arena_destroy(arena);
        }
    }
}

/* The run stops at a logarithm of 0, says so, and a - y has a value there. */
static void check_wrong(struct arena *arena, const struct saturation *saturation, size_t notation) {
    const struct program *program = program_of(arena, saturation, notation);
    struct tape *tape = tape_create(arena, program, NULL);
    EXPECT(tape_seek(tape, program->step_count, LONG_MAX));
    EXPECT(tape_is_stuck(tape));
    EXPECT_INT(tape_position(tape), 3);
    struct evaluation evaluation;
    const struct binding *binding = tape_last_binding(tape, &evaluation);
    struct trouble trouble = {0};
    EXPECT(trouble_find(arena, binding, &evaluation, &trouble));
    EXPECT(binding->nodes[trouble.node].expression->function == FUNCTION_LOG);
    EXPECT_INT(trouble.count, 2); /* one unit of each of the two samples */
    struct fused_error fused;
    if (!fused_error_find(arena, program, tape_state(tape), &fused)) {
        EXPECT_STRING(program->notation->id, "a fused formula");
        return;
    }
    bool is_mean = strcmp(program->notation->id, "ladder") == 0;
    double largest = matrix_at(fused.value, fused.row, fused.column);
    EXPECT_NEAR(fabs(largest), is_mean ? 0.5 : 1, 1e-15);
    EXPECT((strstr(fused_error_source(&fused), "1/") != NULL) == is_mean);
}

static void test_wrong_and_sure(void) {
    for (size_t n = 0; n < notations.count; n++) {
        for (size_t i = 0; i < TEST_COUNT(wrong); i++) {
            struct arena *arena = arena_create();
            check_wrong(arena, &wrong[i], n);
            arena_destroy(arena);
        }
    }
}

/* a - y is offered only where it is the error. */
static void test_not_fused(void) {
    static const struct saturation others[] = {
        {"tanh", "[[0.5]]", 1, "[0.3]", "square", CONVENTION_NONE},
        {"sigmoid", "[[0.5]]", 1, "[0.3]", "square", CONVENTION_NONE},
        {"softmax", "[[0.5], [0.1]]", 2, "[1, 1]", "cross_entropy", CONVENTION_NONE},
    };
    for (size_t n = 0; n < notations.count; n++) {
        for (size_t i = 0; i < TEST_COUNT(others); i++) {
            struct arena *arena = arena_create();
            const struct program *program = program_of(arena, &others[i], n);
            double *state = ARENA_ARRAY(arena, double, program->state_count);
            double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
            program_initial_state(program, state);
            program_run(program, 0, state, scratch);
            struct fused_error fused;
            EXPECT(!fused_error_find(arena, program, state, &fused));
            arena_destroy(arena);
        }
    }
}

int main(int argc, char **argv) {
    if (argc < 2) {
        return 2;
    }
    shared = arena_create();
    notations = fixture_notations(shared, argv[1]);
    static const struct test tests[] = {
        {"right and sure trains on", test_right_and_sure},
        {"wrong and sure stops and says why", test_wrong_and_sure},
        {"a - y only where it is the error", test_not_fused},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
