/* A notation may write an operation in several ways: its formula, the long way, element by
 * element. Whatever the network, they give the same numbers. */
#include "engine/program_state.h"
#include "engine_fixture.h"
#include "random_lesson.h"

enum { NETWORKS = 1200 };

/* Of the largest number in what is compared: the result and the tensors it is computed from. Sums
 * whose parts cancel are as exact as their parts, not as exact as what is left. */
static const double tolerance = 1e-12;

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

/* ---- comparing ---- */

/* One notation over all networks. */
struct forms {
    const struct notation *notation;
    size_t form_count; /* in the file */
    size_t *tried;     /* of each of them: how many times it was compared */
    size_t compared, not_finite;
    double worst;
};

/* The first form of an alternative has this number in the file; the others follow. */
static size_t first_number(const struct notation *notation,
                           const struct notation_alternative *wanted) {
    size_t number = 0;
    for (size_t i = 0; i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        for (size_t j = 0; j < operation->alternative_count; j++) {
            if (&operation->alternatives[j] == wanted) {
                return number;
            }
            number += operation->alternatives[j].form_count;
        }
    }
    return number;
}

static double largest(struct matrix matrix) {
    double most = 0;
    for (size_t i = 0; i < matrix.rows * matrix.columns; i++) {
        most = fmax(most, fabs(matrix.values[i]));
    }
    return most;
}

/* The largest number among the tensors that a formula reads; *ret: whether its target is one. */
static double largest_read(const struct program *program, const struct binding *binding,
                           const double *state, bool *ret) {
    double most = 0;
    *ret = false;
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct bound_node *node = &binding->nodes[i];
        if (node->expression->kind != EXPRESSION_TENSOR) {
            continue;
        }
        *ret = *ret || node->tensor.offset == binding->target.offset;
        for (int t = 0; t < program->tensor_count; t++) {
            if (program->tensors[t].storage.offset == node->tensor.offset) {
                most = fmax(most, largest(program_tensor_value(program, t, state)));
            }
        }
    }
    return most;
}

static void fail_form(const struct forms *forms, const struct program *program, long operation,
                      size_t form, double error) {
    const struct operation *at = &program->operations[operation];
    test_failures++;
    printf("# %s, %s, layer %d of %zu, %zu samples: \"%s\" is off by %g\n", forms->notation->id,
           at->definition->name, at->layer, program->lesson->network.layer_count, program->samples,
           at->forms[form].binding.statement->source, error);
}

/* expected: what the formula gave; the state's target holds what was there before. */
static void compare_form(struct forms *forms, const struct program *program, long operation,
                         size_t form, struct matrix expected, double *state, double *scratch) {
    const struct operation *at = &program->operations[operation];
    struct matrix target = program_tensor_value(program, at->target, state);
    bool reads_target;
    double most = largest_read(program, &at->forms[form].binding, state, &reads_target);
    most = fmax(most, largest(expected));
    size_t count = target.rows * target.columns;
    for (size_t i = 0; i < count && !reads_target; i++) {
        target.values[i] =
            (double)NAN; /* a form that leaves an element out does not keep an old value */
    }
    program_run_form(program, operation, form, state, scratch);
    double error = 0;
    for (size_t i = 0; i < count; i++) {
        double difference = fabs(target.values[i] - expected.values[i]);
        error = difference <= error ? error : difference; /* NaN is larger than anything */
    }
    error = most > 0 ? error / most : error;
    if (!(error <= tolerance)) {
        fail_form(forms, program, operation, form, error);
    }
    forms->worst = fmax(forms->worst, error);
    forms->compared++;
    forms->tried[first_number(forms->notation, at->alternative) + form]++;
}

/* Runs the operation and compares its forms, each from the same state. */
static void compare_operation(struct forms *forms, struct arena *arena,
                              const struct program *program, long operation, double *state,
                              double *scratch) {
    const struct operation *at = &program->operations[operation];
    struct matrix target = program_tensor_value(program, at->target, state);
    struct matrix before = {target.rows, target.columns,
                            ARENA_ARRAY(arena, double, target.rows *target.columns)};
    struct matrix expected = {target.rows, target.columns,
                              ARENA_ARRAY(arena, double, target.rows *target.columns)};
    matrix_copy_into(before, target);
    program_run(program, operation, state, scratch);
    matrix_copy_into(expected, target);
    bool is_finite = matrix_is_finite(expected);
    forms->not_finite += is_finite ? 0 : at->form_count;
    for (size_t i = 0; i < at->form_count && is_finite; i++) {
        matrix_copy_into(target, before);
        compare_form(forms, program, operation, i, expected, state, scratch);
    }
    matrix_copy_into(target, expected);
}

static void compare_network(struct forms *forms, struct arena *arena, const struct lesson *lesson) {
    const struct program *program = fixture_program(arena, lesson, forms->notation, 1);
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    program_initial_state(program, state);
    for (long i = 0; i < program->operation_count; i++) {
        compare_operation(forms, arena, program, i, state, scratch);
    }
}

/* ---- tests ---- */

static void expect_all_tried(const struct forms *forms) {
    size_t number = 0;
    for (size_t i = 0; i < forms->notation->operation_count; i++) {
        const struct notation_operation *operation = &forms->notation->operations[i];
        for (size_t j = 0; j < operation->alternative_count; j++) {
            const struct notation_alternative *alternative = &operation->alternatives[j];
            for (size_t k = 0; k < alternative->form_count; k++, number++) {
                if (forms->tried[number] == 0) {
                    test_failures++;
                    printf("# %s, %s: never tried: \"%s\"\n", forms->notation->id, operation->name,
                           alternative->forms[k].statement->source);
                }
            }
        }
    }
}

/* One TAP point a notation: the functions of test.h take no argument, so they count. */
static void test_next_notation(void) {
    static size_t next = 0;
    struct forms forms = {.notation = notations.items[next++].notation};
    forms.form_count = first_number(forms.notation, NULL);
    forms.tried = ARENA_ARRAY(shared, size_t, forms.form_count);
    struct fixture_random random = {1};
    for (size_t i = 0; i < NETWORKS; i++) {
        struct arena *arena = arena_create();
        compare_network(&forms, arena, random_lesson_create(arena, &random, i));
        arena_destroy(arena);
    }
    printf("# %s: %zu forms, compared %zu times on %d networks, worst %.2g; not finite %zu times\n",
           forms.notation->id, forms.form_count, forms.compared, NETWORKS, forms.worst,
           forms.not_finite);
    expect_all_tried(&forms);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    struct test tests[FIXTURE_MOST_NOTATIONS];
    for (size_t i = 0; i < notations.count; i++) {
        tests[i] = (struct test){
            text_format(shared, "the forms of %s agree", notations.items[i].notation->id),
            test_next_notation};
    }
    int status = test_run(tests, notations.count);
    arena_destroy(shared);
    return status;
}
