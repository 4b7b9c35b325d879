/* What the notes print wrong fails when it is run, and fails in the way that its entry says. */
#include "engine_fixture.h"

#include "base/message.h"
#include "checks/errata.h"
#include "checks/gradcheck.h"

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

static const char *const outcome_names[ERRATUM_OUTCOME_COUNT] = {
    [ERRATUM_DOES_NOT_FIT] = "does not fit",
    [ERRATUM_WRONG_FACTOR] = "wrong by a factor",
    [ERRATUM_WRONG] = "wrong",
    [ERRATUM_NOT_FINITE] = "not finite",
    [ERRATUM_WRONG_SHAPE] = "wrong shape",
    [ERRATUM_SHOWS_NOTHING] = "shows nothing",
    [ERRATUM_UNSOUND] = "unsound",
};

/* ---- every erratum of every notation ---- */

/* What is said in Chinese has no English sentence left in it. */
static void expect_chinese(const struct notation_erratum *erratum, const char *message) {
    static const char *const english[] = {" is ", " but ", " and ", " would ", " match", "layer "};
    const char *said = message_in(shared, LANGUAGE_CHINESE, message);
    for (size_t i = 0; i < TEST_COUNT(english); i++) {
        if (strstr(said, english[i]) != NULL) {
            test_failures++;
            printf("# %s: in Chinese: %s\n", erratum->name, said);
        }
    }
}

static void expect_fault(const struct notation *notation, const struct notation_erratum *erratum,
                         const struct erratum_result *result) {
    bool is_shape = erratum->shape_of != NULL;
    bool shows = result->outcome != ERRATUM_SHOWS_NOTHING && result->outcome != ERRATUM_UNSOUND;
    bool is_sound = is_shape || result->corrected_error <= gradcheck_tolerance;
    bool is_of_kind = (result->outcome == ERRATUM_WRONG_SHAPE) == is_shape;
    if (!shows || !is_sound || !is_of_kind) {
        test_failures++;
        printf("# %s, %s: %s %s\n", notation->id, erratum->name, outcome_names[result->outcome],
               result->message != NULL ? result->message : "");
    }
    if (result->message != NULL) {
        expect_chinese(erratum, result->message);
    }
    EXPECT(result->program != NULL);
    EXPECT(is_shape || (result->corrected != NULL && result->printed == erratum->printed));
}

/* One TAP point a notation: the functions of test.h take no argument, so they count. */
static void test_next_notation(void) {
    static size_t next = 0;
    const struct notation *notation = notations.items[next++].notation;
    size_t counts[ERRATUM_OUTCOME_COUNT] = {0};
    for (size_t i = 0; i < notation->erratum_count; i++) {
        struct arena *arena = arena_create();
        struct erratum_result result = errata_run(arena, notation, &notation->errata[i]);
        expect_fault(notation, &notation->errata[i], &result);
        counts[result.outcome]++;
        arena_destroy(arena);
    }
    printf("# %s: %zu errata", notation->id, notation->erratum_count);
    for (size_t i = 0; i < ERRATUM_OUTCOME_COUNT; i++) {
        if (counts[i] > 0) {
            printf(", %zu %s", counts[i], outcome_names[i]);
        }
    }
    printf("\n");
}

/* ---- by name ---- */

static const struct {
    const char *notation, *name;
    enum erratum_outcome outcome;
    double factor; /* WRONG_FACTOR */
} known[] = {
    {"ladder", "chain_of_w1", ERRATUM_DOES_NOT_FIT, 0},
    {"ladder", "activation_to_activation", ERRATUM_DOES_NOT_FIT, 0},
    {"ladder", "heading_of_the_passage", ERRATUM_WRONG, 0},
    {"ladder", "error_without_derivative", ERRATUM_WRONG, 0},
    {"ladder", "weight_for_activation", ERRATUM_WRONG, 0},
    {"ladder", "derivative_of_one", ERRATUM_WRONG, 0},
    {"ladder", "second_weight_line", ERRATUM_WRONG, 0},
    {"ladder", "weights_lie_down", ERRATUM_DOES_NOT_FIT, 0},
    {"ladder", "first_row_of_the_jacobian", ERRATUM_WRONG, 0},
    {"ladder", "size_of_the_row", ERRATUM_WRONG_SHAPE, 0},
    {"ladder", "copied_row", ERRATUM_DOES_NOT_FIT, 0},
    {"ladder", "weighted_sum_upright", ERRATUM_WRONG_SHAPE, 0},
    {"ladder", "index_of_a_weight", ERRATUM_WRONG, 0},
    {"ladder", "sign_of_the_class_loss", ERRATUM_WRONG, 0},
    {"ladder", "layer_above_the_last", ERRATUM_DOES_NOT_FIT, 0},
    {"ladder", "transposed_error", ERRATUM_DOES_NOT_FIT, 0},
    {"ladder", "rows_of_y", ERRATUM_WRONG_SHAPE, 0},
    {"ladder", "rows_of_a", ERRATUM_WRONG_SHAPE, 0},
    {"ladder", "rows_of_z", ERRATUM_WRONG_SHAPE, 0},
    {"ladder", "sign_of_the_data_loss", ERRATUM_WRONG, 0},
    {"ladder", "sign_of_the_element_loss", ERRATUM_WRONG, 0},
    {"ladder", "errors_side_by_side", ERRATUM_WRONG_SHAPE, 0},
    {"delta", "whole_bias_in_a_row", ERRATUM_DOES_NOT_FIT, 0},
    {"delta", "two_layouts", ERRATUM_DOES_NOT_FIT, 0},
    {"delta", "no_slope_for_softmax", ERRATUM_DOES_NOT_FIT, 0},
    {"delta", "diagonal_of_softmax", ERRATUM_WRONG, 0},
    {"delta", "slope_of_another_layer", ERRATUM_WRONG, 0},
    {"mlbook", "sign_of_the_log_loss", ERRATUM_WRONG, 0},
    {"mlbook", "column_for_row_in_weights", ERRATUM_DOES_NOT_FIT, 0},
    {"mlbook", "row_set_as_column", ERRATUM_DOES_NOT_FIT, 0},
    {"mlbook", "loss_is_a_vector", ERRATUM_DOES_NOT_FIT, 0},
    {"mlbook", "sum_lost_in_linear_map", ERRATUM_WRONG, 0},
    {"mlbook", "intercept_lost_in_linear_map", ERRATUM_WRONG, 0},
    {"mlbook", "layer_of_the_jacobian", ERRATUM_WRONG, 0},
    {"mlbook", "rows_and_columns_of_the_output", ERRATUM_WRONG_SHAPE, 0},
    {"mlbook", "layer_of_the_intercepts", ERRATUM_DOES_NOT_FIT, 0},
    {"layer", "input_as_a_row", ERRATUM_WRONG_SHAPE, 0},
    {"layer", "bias_as_long_as_the_input", ERRATUM_WRONG_SHAPE, 0},
    {"layer", "heading_of_the_first_proof", ERRATUM_DOES_NOT_FIT, 0},
    {"layer", "y_in_place_of_the_loss", ERRATUM_DOES_NOT_FIT, 0},
    {"layer", "x3_in_place_of_x2", ERRATUM_WRONG, 0},
    {"layer", "sample_indices_of_row_2", ERRATUM_WRONG, 0},
    {"layer", "y2_in_the_first_row", ERRATUM_WRONG, 0},
    {"layer", "sum_called_gradient_of_the_weights", ERRATUM_WRONG_FACTOR, 4},
    {"layer", "y2_in_the_bias_of_y1", ERRATUM_WRONG, 0},
    {"layer", "sum_called_gradient_of_the_biases", ERRATUM_WRONG_FACTOR, 4},
    {"layer", "error_with_the_shape_of_weights", ERRATUM_WRONG_SHAPE, 0},
    {"layer", "weights_of_the_wrong_layer", ERRATUM_DOES_NOT_FIT, 0},
    {"four", "weight_indices_in_linear_step", ERRATUM_DOES_NOT_FIT, 0},
    {"four", "sum_from_zero", ERRATUM_WRONG_SHAPE, 0},
    {"four", "matrix_sum_from_zero", ERRATUM_WRONG_SHAPE, 0},
    {"four", "last_column_of_the_gradient", ERRATUM_WRONG_SHAPE, 0},
    {"four", "which_derivative_is_zero", ERRATUM_WRONG_FACTOR, 0},
    {"four", "softmax_has_cross_terms", ERRATUM_WRONG, 0},
    {"four", "matrix_not_transposed", ERRATUM_DOES_NOT_FIT, 0},
    {"four", "sum_lost_in_equation_two", ERRATUM_WRONG, 0},
    {"four", "weight_indices_in_equation_three", ERRATUM_DOES_NOT_FIT, 0},
    {"four", "same_column_for_every_sample", ERRATUM_WRONG, 0},
    {"four", "mean_and_divided_again", ERRATUM_WRONG_FACTOR, 0.25},
    {"four", "cost_averaged_twice", ERRATUM_WRONG_FACTOR, 0.25},
    {"four", "softmax_of_activations", ERRATUM_DOES_NOT_FIT, 0},
    {"four", "weights_in_one_row", ERRATUM_WRONG_SHAPE, 0},
    {"four", "biases_in_a_row", ERRATUM_WRONG_SHAPE, 0},
    {"four", "gradient_as_a_row", ERRATUM_WRONG_SHAPE, 0},
    {"four", "cost_as_a_sum", ERRATUM_WRONG_FACTOR, 0.25},
    {"four", "equals_sign_lost_in_equation_two", ERRATUM_DOES_NOT_FIT, 0},
    {"four", "error_and_activation_both_rows", ERRATUM_DOES_NOT_FIT, 0},
    {"four", "error_for_gradient_of_weights", ERRATUM_WRONG_SHAPE, 0},
    {"layer", "stray_element_in_row_2", ERRATUM_WRONG_SHAPE, 0},
    {"layer", "six_rows_of_one_element", ERRATUM_WRONG_SHAPE, 0},
    {"mlbook", "sigmoid_in_the_last_hidden_layer", ERRATUM_NOT_FINITE, 0},
    {"mlbook", "log_sigmoid", ERRATUM_WRONG, 0},
    {"ladder", "input_as_first_activation", ERRATUM_WRONG, 0},
    {"ladder", "derivative_within_itself", ERRATUM_WRONG, 0},
    {"ladder", "plus_lost_between_paths", ERRATUM_WRONG, 0},
    {"ladder", "neurons_above", ERRATUM_WRONG_SHAPE, 0},
    {"ladder", "one_denominator_for_all", ERRATUM_WRONG, 0},
};

static const struct notation_erratum *find_erratum(const char *id, const char *name,
                                                   const struct notation **ret) {
    for (size_t i = 0; i < notations.count; i++) {
        const struct notation *notation = notations.items[i].notation;
        for (size_t j = 0; j < notation->erratum_count; j++) {
            if (strcmp(notation->id, id) == 0 && strcmp(notation->errata[j].name, name) == 0) {
                *ret = notation;
                return &notation->errata[j];
            }
        }
    }
    return NULL;
}

static void test_known(void) {
    for (size_t i = 0; i < TEST_COUNT(known); i++) {
        const struct notation *notation = NULL;
        const struct notation_erratum *erratum =
            find_erratum(known[i].notation, known[i].name, &notation);
        EXPECT_STRING(erratum != NULL ? erratum->name : NULL, known[i].name);
        if (erratum == NULL) {
            continue;
        }
        struct arena *arena = arena_create();
        struct erratum_result result = errata_run(arena, notation, erratum);
        if (result.outcome != known[i].outcome) {
            printf("# %s, %s:\n", known[i].notation, known[i].name);
        }
        EXPECT_STRING(outcome_names[result.outcome], outcome_names[known[i].outcome]);
        if (result.outcome == ERRATUM_WRONG_FACTOR) {
            EXPECT_NEAR(result.factor, known[i].factor, 1e-5);
        }
        arena_destroy(arena);
    }
}

/* ---- every outcome ---- */

/* What comes out for an erratum that the note does not have, in place of the first it has. */
#define ERRATUM(operation, printed, more)                                                          \
    "{\"place\": \"here\", \"why\": \"because\", \"operation\": \"" operation                      \
    "\", \"printed\": \"" printed "\"" more ", \"network\": {\"units\": [3, 2, 2], \"hidden\": "   \
    "\"tanh\", \"loss\": \"half_square\", \"samples\": 4}}"
#define SHAPE(of, rows, columns)                                                                   \
    "{\"place\": \"here\", \"why\": \"because\", \"shape\": {\"of\": \"" of                        \
    "\", \"rows\": \"" rows "\", \"columns\": \"" columns                                          \
    "\"}, \"network\": {\"units\": [3, 2, 2], \"loss\": "                                          \
    "\"half_square\", \"samples\": 4}}"

static const struct {
    const char *erratum;
    enum erratum_outcome outcome;
    double factor;
    const char *message; /* part of it, or "" */
} invented[] = {
    {ERRATUM("weight_gradient", "dW[l] = dy[l] * a[l-1]^T / m", ""), ERRATUM_SHOWS_NOTHING, 0, ""},
    {ERRATUM("weight_gradient", "dW[l] = -dy[l] * a[l-1]^T / m", ""), ERRATUM_WRONG_FACTOR, -1, ""},
    {ERRATUM("bias_gradient", "db[l] = rowsum(dy[l]) / (m * m)", ""), ERRATUM_WRONG_FACTOR, 0.25,
     ""},
    {ERRATUM("error", "dy[l] = da[l]", ""), ERRATUM_WRONG, 0, ""},
    {ERRATUM("error", "dy[l] = da[l] / 0", ""), ERRATUM_NOT_FINITE, 0, ""},
    /* one wrong element, whatever its own factor, and one that should be 0 and is not */
    {ERRATUM("bias_gradient",
             "db[l] = (rowsum(dy[l]) + sum(dy[l](1,1)) * unit(1, rows(dy[l]))) / m", ""),
     ERRATUM_WRONG, 0, ""},
    {ERRATUM("loss_gradient", "da[L] = t - a[L]", ""), ERRATUM_WRONG_FACTOR, -1, ""},
    /* where all is one number there is a factor, but with other numbers another one */
    {"{\"place\": \"here\", \"why\": \"because\", \"operation\": \"error\", \"printed\": "
     "\"dy[l] = da[l]\", \"network\": {\"units\": [1, 1], \"loss\": \"half_square\"}}",
     ERRATUM_WRONG, 0, ""},
    {ERRATUM("error", "dy[l] = da[l]^T .* f'(y[l])", ""), ERRATUM_DOES_NOT_FIT, 0, "2×4"},
    {ERRATUM("error", "dy[l] = dy[l] .* f'(y[l])", ""), ERRATUM_DOES_NOT_FIT, 0, "before"},
    {ERRATUM("error", "dy[l] = da[l]", ", \"corrected\": \"dy[l] = 2 * da[l] .* f'(y[l])\""),
     ERRATUM_UNSOUND, 0, "gradient check"},
    {ERRATUM("error", "dy[l] = da[l]", ", \"corrected\": \"dy[l] = da[l] * f'(y[l])\""),
     ERRATUM_UNSOUND, 0, "does not fit"},
    {ERRATUM("error", "da[l] = da[l]", ""), ERRATUM_UNSOUND, 0, "another tensor"},
    /* of an operation that the network has no use for */
    {"{\"place\": \"here\", \"why\": \"because\", \"operation\": \"activation_gradient\", "
     "\"printed\": \"da[l] = W[l+1]^T * dy[l+1]\", \"network\": {\"units\": [3, 2], \"loss\": "
     "\"half_square\"}}",
     ERRATUM_UNSOUND, 0, "no step"},
    {SHAPE("W[1]", "cols(W[2])", "3"), ERRATUM_SHOWS_NOTHING, 0, ""},
    {SHAPE("W[l]", "2", "cols(a[0])"), ERRATUM_WRONG_SHAPE, 0, ""},
    {SHAPE("eta", "1", "2"), ERRATUM_WRONG_SHAPE, 0, ""},
    {SHAPE("b[0]", "1", "1"), ERRATUM_UNSOUND, 0, "no such tensor"},
    {SHAPE("b[1]", "3/2", "1"), ERRATUM_UNSOUND, 0, "1.5"},
    {SHAPE("b[1]", "1", "-1"), ERRATUM_UNSOUND, 0, "-1"},
    {SHAPE("b[1]", "1", "rows(dy[1])"), ERRATUM_UNSOUND, 0, "before"},
};

static const struct notation *with_erratum(struct arena *arena, const char *erratum) {
    for (size_t i = 0; i < notations.count; i++) {
        const struct file_content *text = &notations.items[i].text;
        const char *copy = arena_copy_text(arena, text->bytes, text->length);
        const char *errata = strstr(copy, "\n  \"errata\": {");
        if (strcmp(notations.items[i].notation->id, "layer") == 0 && errata != NULL) {
            const char *whole = text_format(arena, "%.*s\n  \"errata\": {\"invented\": %s}\n}\n",
                                            (int)(errata - copy), copy, erratum);
            return fixture_notation_of_text(arena, "invented", whole, strlen(whole));
        }
    }
    fixture_bail_out("layer", "the notation has no errata");
    return NULL;
}

static void test_outcomes(void) {
    for (size_t i = 0; i < TEST_COUNT(invented); i++) {
        struct arena *arena = arena_create();
        const struct notation *notation = with_erratum(arena, invented[i].erratum);
        struct erratum_result result = errata_run(arena, notation, &notation->errata[0]);
        const char *message = result.message != NULL ? result.message : "";
        if (result.outcome != invented[i].outcome || strstr(message, invented[i].message) == NULL) {
            test_failures++;
            printf("# %s: %s, %s\n", invented[i].erratum, outcome_names[result.outcome], message);
        }
        if (result.outcome == ERRATUM_WRONG_FACTOR) {
            EXPECT_NEAR(result.factor, invented[i].factor, 1e-5);
        }
        arena_destroy(arena);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    struct test tests[FIXTURE_MOST_NOTATIONS + 2];
    size_t count = 0;
    for (; count < notations.count; count++) {
        tests[count] = (struct test){
            text_format(shared, "the errata of %s fail", notations.items[count].notation->id),
            test_next_notation};
    }
    tests[count++] = (struct test){"the known ones fail as they should", test_known};
    tests[count++] = (struct test){"every outcome", test_outcomes};
    int status = test_run(tests, count);
    arena_destroy(shared);
    return status;
}
