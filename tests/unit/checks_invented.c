/* Wrong answers of students that were thought up without looking at the list of mistakes, each with
 * what is said to it in the five notations: the mistake, or honestly that none is known. */
#include "mistake_fixture.h"

static const char *root;
static struct arena *shared;
static const struct mistakes *mistakes;
static struct fixture_notations notations;

enum network_kind { SQUARES, SOFTMAX, MANY, CROSS, NETWORK_KINDS };

struct network_text {
    const char *loss, *hidden, *last, *inputs, *targets;
};

static const struct network_text networks[NETWORK_KINDS] = {
    [SQUARES] = {"half_square", "sigmoid", "sigmoid", "[[0.7, 1.2]]", "[[0.2, 0.7]]"},
    [SOFTMAX] = {"cross_entropy", "tanh", "softmax", "[[0.7, 1.2]]", "[[1, 0]]"},
    [MANY] = {"square", "tanh", "sigmoid", "[[0.7, 1.2], [-1.3, 0.5], [0.4, -0.8]]",
              "[[0.2, 0.7], [0.9, 0.1], [0.6, 0.35]]"},
    [CROSS] = {"binary_cross_entropy", "sigmoid", "sigmoid",
               "[[0.7, 1.2], [-1.3, 0.5], [0.4, -0.8]]", "[[1, 0], [0, 1], [0, 1]]"},
};

/* What a student did; at the element of unit and input, or unit and sample; the mistake that is
 * told, and in how many notations; in the others none is known or the number stands elsewhere. */
struct invented {
    const char *what;
    enum network_kind network;
    enum role role;
    int layer;
    size_t unit[2];
    const char *typed, *mistake;
    long told;
};

static const struct invented invented[] = {
    {"inputs left out: w+w+b", SQUARES, ROLE_PREACTIVATION, 1, {2, 1}, "0.9", NULL, 0},
    {"bias subtracted", SQUARES, ROLE_PREACTIVATION, 1, {2, 1}, "1.45", "bias_misused", 5},
    {"bias twice", SQUARES, ROLE_PREACTIVATION, 2, {1, 1}, "0.97924", "bias_misused", 5},
    {"inputs crossed over", SQUARES, ROLE_PREACTIVATION, 1, {2, 1}, "0.925", "crossed_inputs", 5},
    {"ReLU in the layer below",
     SQUARES,
     ROLE_PREACTIVATION,
     2,
     {1, 1},
     "0.28475",
     "other_function_below",
     5},
    {"tanh in the layer below",
     SQUARES,
     ROLE_PREACTIVATION,
     2,
     {1, 1},
     "-0.097688",
     "other_function_below",
     5},
    {"sigmoid in the layer below",
     SOFTMAX,
     ROLE_PREACTIVATION,
     2,
     {1, 1},
     "0.72924",
     "other_function_below",
     5},
    {"bias of the layer below",
     SQUARES,
     ROLE_PREACTIVATION,
     2,
     {1, 1},
     "0.62924",
     "bias_misused",
     5},
    {"bias of the neighbour",
     SQUARES,
     ROLE_PREACTIVATION,
     2,
     {1, 1},
     "0.029241",
     "bias_misused",
     5},
    {"1/1+e^-z", SQUARES, ROLE_ACTIVATION, 1, {2, 1}, "1.4724", "sigmoid_slip", 5},
    {"1+ left out", SQUARES, ROLE_ACTIVATION, 1, {2, 1}, "2.117", "sigmoid_slip", 5},
    {"1 - e^-z", SQUARES, ROLE_ACTIVATION, 1, {2, 1}, "1.8953", "sigmoid_slip", 5},
    {"1-sigma", SQUARES, ROLE_ACTIVATION, 1, {2, 1}, "0.32082", "exponent_sign", 5},
    {"softmax not normalised", SOFTMAX, ROLE_ACTIVATION, 2, {1, 1}, "0.90693", "softmax_slip", 5},
    {"softmax without exp", SOFTMAX, ROLE_ACTIVATION, 2, {1, 1}, "-0.49007", "softmax_slip", 5},
    {"sigmoid for softmax", SOFTMAX, ROLE_ACTIVATION, 2, {1, 1}, "0.4756", "wrong_function", 5},
    {"sinh for tanh", SOFTMAX, ROLE_ACTIVATION, 1, {2, 1}, "0.82232", "tanh_slip", 5},
    {"mean over the outputs", SQUARES, ROLE_LOSS, -1, {1, 1}, "0.074218", "mean_of_outputs", 5},
    {"root taken", SQUARES, ROLE_LOSS, -1, {1, 1}, "0.54486", "root_taken", 5},
    {"one output only", SQUARES, ROLE_LOSS, -1, {1, 1}, "0.11264", "term_dropped", 5},
    {"1-p for -ln p", SOFTMAX, ROLE_LOSS, -1, {1, 1}, "0.59742", "no_log", 5},
    {"log of the wrong class", SOFTMAX, ROLE_LOSS, -1, {1, 1}, "0.51514", "wrong_class", 5},
    {"logs of all classes", SOFTMAX, ROLE_LOSS, -1, {1, 1}, "1.425", "wrong_class", 5},
    {"BCE sum, not mean", CROSS, ROLE_LOSS, -1, {1, 1}, "5.6516", "not_divided", 3},
    {"target forgotten", SQUARES, ROLE_ACTIVATION_GRADIENT, 2, {1, 1}, "0.67464", "target_lost", 5},
    {"target of the other output",
     SQUARES,
     ROLE_ACTIVATION_GRADIENT,
     2,
     {1, 1},
     "-0.025361",
     NULL,
     0},
    {"sum for difference",
     SQUARES,
     ROLE_ACTIVATION_GRADIENT,
     2,
     {1, 1},
     "0.87464",
     "target_lost",
     4},
    {"target forgotten in delta", SQUARES, ROLE_ERROR, 2, {1, 1}, "0.14808", "target_lost", 5},
    {"a(1+a)", SQUARES, ROLE_ERROR, 2, {1, 1}, "0.53624", "sigmoid_slope", 5},
    {"1-a only", SQUARES, ROLE_ERROR, 2, {1, 1}, "0.15443", "sigmoid_slope", 5},
    {"plus for times", SQUARES, ROLE_ERROR, 2, {1, 1}, "0.69414", NULL, 0},
    {"tanh's slope", SQUARES, ROLE_ERROR, 2, {1, 1}, "0.29065", "wrong_function", 5},
    {"tanh's slope", SQUARES, ROLE_ERROR, 1, {2, 1}, "-0.04445", "wrong_function", 5},
    {"weights left out", SQUARES, ROLE_ERROR, 1, {2, 1}, "0.0083922", "weights_left_out", 3},
    {"slope twice", SQUARES, ROLE_ERROR, 1, {2, 1}, "-0.0035375", "slope_twice", 5},
    {"mean for sum", SQUARES, ROLE_ERROR, 1, {2, 1}, "-0.0081175", "mean_of_ways", 3},
    {"own weights for those above", SQUARES, ROLE_ERROR, 1, {2, 1}, "0.011722", "own_weights", 3},
    {"plus for times", SQUARES, ROLE_ERROR, 1, {2, 1}, "0.14339", NULL, 0},
    {"minus of a weight lost", SQUARES, ROLE_ERROR, 1, {2, 1}, "0.001926", "term_dropped", 3},
    {"raw error", SQUARES, ROLE_WEIGHT_GRADIENT, 2, {1, 2}, "0.32236", "raw_error_gradient", 5},
    {"delta of the neighbour", SQUARES, ROLE_WEIGHT_GRADIENT, 2, {1, 2}, "-0.044601", NULL, 0},
    {"input of the neighbour", SQUARES, ROLE_WEIGHT_GRADIENT, 2, {1, 2}, "0.039824", NULL, 0},
    {"delta of the layer above",
     SQUARES,
     ROLE_WEIGHT_GRADIENT,
     1,
     {2, 1},
     "0.072929",
     "other_error",
     5},
    {"slope once more", SQUARES, ROLE_WEIGHT_GRADIENT, 2, {1, 2}, "0.015532", "slope_twice", 5},
    {"plus for times", SQUARES, ROLE_WEIGHT_GRADIENT, 2, {1, 2}, "0.78336", NULL, 0},
    {"weight too", SQUARES, ROLE_WEIGHT_GRADIENT, 2, {1, 2}, "-0.028304", "weight_as_well", 5},
    {"mean times mean",
     MANY,
     ROLE_WEIGHT_GRADIENT,
     2,
     {1, 2},
     "-0.005577",
     "sums_before_products",
     5},
    {"sum times sum",
     MANY,
     ROLE_WEIGHT_GRADIENT,
     2,
     {1, 2},
     "-0.016731",
     "sums_before_products",
     5},
    {"divided by the rate", SQUARES, ROLE_WEIGHT, 2, {1, 2}, "-0.63586", "rate_misused", 5},
    {"rate times all", SQUARES, ROLE_WEIGHT, 2, {1, 2}, "-0.14123", "rate_misused", 5},
    {"product for difference", SQUARES, ROLE_WEIGHT, 2, {1, 2}, "-0.0084911", NULL, 0},
    {"other way round", SQUARES, ROLE_WEIGHT, 2, {1, 2}, "0.42123", "update_turned", 5},
    {"step with the sum", CROSS, ROLE_WEIGHT, 2, {1, 2}, "-0.47604", "sum_in_update", 3},
    {"gradient of the neighbour", SQUARES, ROLE_WEIGHT, 2, {1, 2}, "-0.38662", NULL, 0},
    {"gradient times weight", SQUARES, ROLE_WEIGHT, 2, {1, 2}, "-0.39151", "weight_as_well", 5},
    {"gradient of the weight for the bias",
     SQUARES,
     ROLE_BIAS,
     2,
     {1, 1},
     "0.23805",
     "other_gradient",
     5},
    {"raw error for gradient", SQUARES, ROLE_BIAS, 2, {1, 1}, "0.10761", "other_gradient", 5},
};

static const struct lesson *lesson_of(struct arena *arena, enum network_kind kind) {
    const struct network_text *text = &networks[kind];
    const char *source = text_format(
        arena,
        "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"learning_rate\": 0.3, "
        "\"loss\": \"%s\", \"network\": {\"inputs\": 2, \"layers\": [{\"units\": 3, "
        "\"activation\": \"%s\", \"weights\": [[0.3, -0.7], [0.8, 0.45], [-0.55, 0.25]], "
        "\"biases\": [0.15, -0.35, 0.6]}, {\"units\": 2, \"activation\": \"%s\", \"weights\": "
        "[[0.9, -0.4, 0.65], [-0.75, 0.5, 0.2]], \"biases\": [0.25, -0.45]}]}, \"data\": "
        "{\"inputs\": %s, \"targets\": %s}}",
        text->loss, text->hidden, text->last, text->inputs, text->targets);
    return fixture_lesson_of_text(arena, "invented", source, strlen(source));
}

static long step_of(const struct program *program, const struct invented *answer) {
    for (long i = 0; i < program->operation_count; i++) {
        const struct tensor *target = &program->tensors[program->operations[i].target];
        if (target->role == answer->role && target->layer == answer->layer) {
            return i + 1;
        }
    }
    return 0;
}

static struct diagnosis diagnose(struct arena *arena, const struct invented *answer,
                                 const struct notation *notation) {
    const struct program *program =
        fixture_program(arena, lesson_of(arena, answer->network), notation, 0);
    struct recording *recording = ARENA_NEW(arena, struct recording);
    EXPECT(recording_of_step(arena, program, step_of(program, answer), recording));
    bool is_turned = !sample_axis_has_units_down(notation->samples);
    struct diagnosis_question question = {
        .recording = recording,
        .mistakes = mistakes,
        .cell = {answer->unit[is_turned ? 1 : 0], answer->unit[is_turned ? 0 : 1]}};
    struct answer_number number;
    struct answer_fault fault;
    EXPECT(answer_number_read(arena, answer->typed, &number, &fault));
    return diagnosis_of_number(arena, &question, &number);
}

/* Where a note adds up over the samples its number may be right. */
static bool is_right(const struct invented *answer, const struct notation *notation,
                     const struct diagnosis *diagnosis) {
    return notation->reduction == REDUCTION_SUM && answer->network == CROSS &&
           diagnosis->verdict == DIAGNOSIS_RIGHT;
}

static void test_invented(void) {
    long told = 0, unknown = 0;
    for (size_t i = 0; i < TEST_COUNT(invented); i++) {
        long own = 0;
        for (size_t n = 0; n < notations.count; n++) {
            struct arena *arena = arena_create();
            const struct diagnosis diagnosis =
                diagnose(arena, &invented[i], notations.items[n].notation);
            bool is_told = diagnosis.verdict == DIAGNOSIS_MISTAKE;
            own += is_told;
            if (is_told) {
                EXPECT_STRING(diagnosis.findings[0].mistake->id,
                              invented[i].mistake != NULL ? invented[i].mistake : "none");
            }
            EXPECT(is_told || diagnosis.verdict == DIAGNOSIS_UNKNOWN ||
                   diagnosis.verdict == DIAGNOSIS_ELSEWHERE ||
                   is_right(&invented[i], notations.items[n].notation, &diagnosis));
            arena_destroy(arena);
        }
        told += own;
        unknown += invented[i].told == 0;
        if (own != invented[i].told) {
            printf("# %s\n", invented[i].what);
            EXPECT_INT(own, invented[i].told);
        }
    }
    printf("# %zu answers in %zu notations, %ld told; of %ld no mistake is named\n",
           TEST_COUNT(invented), notations.count, told, unknown);
}

/* The error of a sigmoid at 0 is -0.5 here. Multiplied by the value it is -1; with tanh's slope it
 * is -1.5, which somebody may round to -2, but -1 is none of that. */
static const char few[] =
    "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"loss\": \"square\", "
    "\"network\": {\"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"sigmoid\", "
    "\"weights\": [[0]], \"biases\": [0]}]}, \"data\": {\"inputs\": [[1]], \"targets\": "
    "[[1.5]]}}";

static struct diagnosis diagnose_error(struct arena *arena, const struct lesson *lesson,
                                       const char *typed) {
    const struct program *program =
        fixture_program(arena, lesson, fixture_notation(arena, root, "four"), 0);
    const struct invented error = {.role = ROLE_ERROR, .layer = 1};
    struct recording *recording = ARENA_NEW(arena, struct recording);
    EXPECT(recording_of_step(arena, program, step_of(program, &error), recording));
    struct diagnosis_question question = {
        .recording = recording, .mistakes = mistakes, .cell = {1, 1}};
    struct answer_number number;
    struct answer_fault fault;
    EXPECT(answer_number_read(arena, typed, &number, &fault));
    return diagnosis_of_number(arena, &question, &number);
}

/* Signs turned, the slope left out, and the slope counted as 1: two pairs give 2, and then none is
 * told. */
static const char of_pairs[] =
    "{\"format\": 1, \"mistakes\": {"
    "\"turned\": {\"seen\": 1, \"rewrites\": [{\"turn\": \"right\"}], \"name\": {\"en\": \"a\", "
    "\"zh\": \"b\"}, \"say\": {\"en\": \"c\", \"zh\": \"d\"}}, "
    "\"dropped\": {\"seen\": 1, \"rewrites\": [{\"drop\": \"slope\"}], \"name\": {\"en\": \"a\", "
    "\"zh\": \"b\"}, \"say\": {\"en\": \"c\", \"zh\": \"d\"}}, "
    "\"counted\": {\"seen\": 1, \"rewrites\": [{\"replace\": \"slope\", \"by\": "
    "\"rows(target)\"}], "
    "\"name\": {\"en\": \"a\", \"zh\": \"b\"}, \"say\": {\"en\": \"c\", \"zh\": \"d\"}}}}";

static void test_several_pairs(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson_of_text(arena, "few", few, strlen(few));
    const struct mistakes *shipped = mistakes;
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    struct mistakes *made = ARENA_NEW(arena, struct mistakes);
    *made = *mistakes_read(arena, of_pairs, strlen(of_pairs), &diagnostics);
    mistakes = made;
    EXPECT_INT((long)diagnose_error(arena, lesson, "2.000").verdict, DIAGNOSIS_UNKNOWN);
    made->count = 2;
    const struct diagnosis diagnosis = diagnose_error(arena, lesson, "2.000");
    EXPECT_INT((long)diagnosis.verdict, DIAGNOSIS_PAIR);
    EXPECT_INT((long)diagnosis.count, 1);
    mistakes = shipped;
    arena_destroy(arena);
}

static void test_few_digits(void) {
    static const struct {
        const char *typed, *mistake;
    } cases[] = {{"-1", "value_for_slope"}, {"-1.5", "wrong_function"}};
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson_of_text(arena, "few", few, strlen(few));
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const struct diagnosis diagnosis = diagnose_error(arena, lesson, cases[i].typed);
        EXPECT_INT((long)diagnosis.count, 1);
        EXPECT_STRING(diagnosis.findings[0].mistake->id, cases[i].mistake);
    }
    /* here -0.0703 is a mistake's number, and -0.1 is anything that rounds to it */
    lesson = fixture_lesson(arena, root, "lessons/ladder/01-one-neuron.json");
    EXPECT_INT((long)diagnose_error(arena, lesson, "-0.0703").verdict, DIAGNOSIS_MISTAKE);
    EXPECT_INT((long)diagnose_error(arena, lesson, "-0.1").count, 0);
    arena_destroy(arena);
}

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    shared = arena_create();
    mistakes = fixture_mistakes(shared, root);
    notations = fixture_notations(shared, root);
    const struct test tests[] = {
        {"answers that were thought up are told or honestly not known", test_invented},
        {"of few digits the mistake that gives just this number is told", test_few_digits},
        {"of several pairs none is told", test_several_pairs},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
