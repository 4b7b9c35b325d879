/* Saturated units: what is right and sure trains on, what is wrong and sure stops and says why. */
#include "checks/fused.h"
#include "checks/trouble.h"
#include "formula/binding.h"
#include "tape_steps.h"

#include "limits_fixture.h"

#include <limits.h>
#include <math.h>

enum { SAMPLES = 2 };

static struct arena *shared;
static struct fixture_notations notations;

static const struct program *program_of(struct arena *arena, const struct saturation *saturation,
                                        size_t notation) {
    const struct lesson *lesson = limits_lesson(arena, saturation, SAMPLES);
    return fixture_program(arena, lesson, notations.items[notation].notation, 0);
}

/* What a form gives where it gives a number; where it does not, an exponential in it is too large,
 * and that is what is said. */
static bool check_form(struct arena *arena, const struct program *program, struct tape *tape,
                       size_t form) {
    long operation = (tape_position(tape) - 1) % program->operation_count;
    const struct operation *done = &program->operations[operation];
    const struct binding *binding = &done->forms[form].binding;
    struct matrix value = program_tensor_value(program, done->target, tape_state(tape));
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    memcpy(state, tape_state(tape), program->state_count * sizeof *state);
    program_run_form(program, operation, form, state, scratch);
    struct matrix other = program_tensor_value(program, done->target, state);
    size_t broken = 0;
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        broken += isfinite(other.values[i]) ? 0 : 1;
        EXPECT(!isfinite(other.values[i]) || fabs(other.values[i] - value.values[i]) <= 1e-12);
    }
    struct trouble trouble;
    struct evaluation evaluation = {.state = state, .scratch = scratch};
    binding_take_last_element(binding, &evaluation);
    bool is_found = trouble_find(arena, binding, &evaluation, &trouble);
    EXPECT(is_found == (broken > 0));
    if (is_found) {
        EXPECT_INT(binding->nodes[trouble.node].expression->kind, EXPRESSION_CALL);
        EXPECT_INT(binding->nodes[trouble.node].expression->function, FUNCTION_EXP);
        EXPECT(!isfinite(matrix_at(other, trouble.value_row, trouble.value_column)));
        EXPECT(!binding->statement->target->has_element || trouble.count == broken);
    }
    return is_found;
}

/* 0 log 0 is found in every form of the loss that has a logarithm, whichever k it stands under. */
static void check_conventions(const struct program *program, struct tape *tape, size_t form) {
    const struct operation *done =
        &program->operations[(tape_position(tape) - 1) % program->operation_count];
    struct evaluation evaluation;
    struct convention_use own, other;
    bool has_own = binding_find_convention(tape_last_binding(tape, &evaluation), &evaluation,
                                           CONVENTION_ZERO_LOG, &own);
    const struct binding *binding = &done->forms[form].binding;
    binding_take_last_element(binding, &evaluation);
    bool has_other = binding_find_convention(binding, &evaluation, CONVENTION_ZERO_LOG, &other);
    if (program->tensors[done->target].role == ROLE_LOSS) {
        EXPECT(has_own == has_other);
        EXPECT(!has_own || binding->statement->target->has_element || other.count > 0);
    }
}

/* Every form of the operation done last; returns how many broke down. */
static size_t check_forms(struct arena *arena, const struct program *program, struct tape *tape) {
    const struct operation *done =
        &program->operations[(tape_position(tape) - 1) % program->operation_count];
    size_t broken = 0;
    for (size_t f = 0; f < done->form_count && done->pass != PASS_UPDATE; f++) {
        broken += check_form(arena, program, tape, f);
        check_conventions(program, tape, f);
    }
    return broken;
}

static size_t check_right(struct arena *arena, const struct saturation *saturation,
                          size_t notation) {
    const struct program *program = program_of(arena, saturation, notation);
    struct tape *tape = tape_create(arena, program, NULL);
    enum convention needed = CONVENTION_NONE;
    size_t broken = 0;
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
        broken += check_forms(arena, program, tape);
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
    return broken;
}

static void test_right_and_sure(void) {
    size_t broken = 0;
    for (size_t n = 0; n < notations.count; n++) {
        for (size_t i = 0; i < TEST_COUNT(limits_right); i++) {
            struct arena *arena = arena_create();
            broken += check_right(arena, &limits_right[i], n);
            arena_destroy(arena);
        }
    }
    printf("# %zu forms break down\n", broken);
    EXPECT(broken > 100); /* softmax and tanh written out */
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
    /* a logarithm of 0 is that of what should have been 1 */
    fused_error_choose(&fused, binding->nodes[trouble.node].shape, trouble.row, trouble.column);
    EXPECT_INT(fused.row, trouble.row);
    EXPECT_INT(fused.column, trouble.column);
    bool is_of_one = strcmp(saturation->activation, "softmax") == 0;
    double chosen = matrix_at(fused.value, fused.row, fused.column);
    EXPECT_NEAR(is_of_one ? chosen : -fabs(chosen), is_mean ? -0.5 : -1, 1e-15);
    EXPECT((strstr(fused_error_source(&fused), "1/") != NULL) == is_mean);
}

static void test_wrong_and_sure(void) {
    for (size_t n = 0; n < notations.count; n++) {
        for (size_t i = 0; i < TEST_COUNT(limits_wrong); i++) {
            struct arena *arena = arena_create();
            check_wrong(arena, &limits_wrong[i], n);
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

/* A sum that is too large says its products with the signs between them, a logarithm what it is of.
 */
static void test_said(void) {
    static const struct {
        const char *loss, *layers, *expected;
    } cases[] = {
        {"half_square",
         "{\"units\": 2, \"activation\": \"linear\", \"weights\": [[1e100], [1e100]]}, {\"units\": "
         "2, \"activation\": \"linear\", \"weights\": [[1e100, 0], [0, 1e100]]}, {\"units\": 1, "
         "\"activation\": \"linear\", \"weights\": [[1.2e8, 1.2e8]]}",
         "+08 * 1e+300 + 1.2e+08 * 1e+300 = inf"},
        {"binary_cross_entropy",
         "{\"units\": 1, \"activation\": \"sigmoid\", \"weights\": [[-1e4]]}", "log(0) = -inf"},
    };
    size_t four = 0;
    while (strcmp(notations.items[four].notation->id, "four") != 0) {
        four++;
    }
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        const char *text = text_format(
            arena,
            "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"learning_rate\": 1, "
            "\"loss\": \"%s\", \"network\": {\"inputs\": 1, \"layers\": [%s]}, \"data\": "
            "{\"inputs\": [[%s]], \"targets\": [[1]]}}",
            cases[i].loss, cases[i].layers, i == 0 ? "1e100" : "1");
        const struct program *program =
            fixture_program(arena, fixture_lesson_of_text(arena, "T", text, strlen(text)),
                            notations.items[four].notation, 0);
        struct tape *tape = tape_create(arena, program, NULL);
        EXPECT(tape_seek(tape, program->step_count, LONG_MAX) && tape_is_stuck(tape));
        struct evaluation evaluation;
        const struct binding *binding = tape_last_binding(tape, &evaluation);
        struct trouble trouble = {0};
        EXPECT(trouble_find(arena, binding, &evaluation, &trouble));
        const char *said = trouble_text(arena, binding, &trouble);
        if (strstr(said, cases[i].expected) == NULL) {
            EXPECT_STRING(said, cases[i].expected);
        }
        arena_destroy(arena);
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
        {"what is not finite is said as it was made", test_said},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
