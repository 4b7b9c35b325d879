/* The gradient check passes for 2,000 networks drawn at random, in every notation, and fails for
 * wrong formulas: of the networks where a wrong formula gives another gradient, every one tells.
 *
 *     checks_gradcheck ROOT [NETWORKS]
 *
 * takes another number of networks, for slow builds. */
#include "gradcheck_fixture.h"

enum { NETWORKS = 2000, WRONG_NETWORKS = 200 };

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;
static size_t network_count;

static double largest_gradient(const struct gradcheck *check) {
    double largest = 0;
    for (size_t t = 0; t < check->count; t++) {
        for (size_t i = 0; i < shape_count(check->tensors[t].shape); i++) {
            largest = fmax(largest, fabs(check->tensors[t].elements[i].analytic));
        }
    }
    return largest;
}

/* ---- right formulas ---- */

/* What the networks had, so that nothing is left out by chance. */
struct tally {
    size_t networks, elements, kinks, without_gradient;
    size_t activations[ACTIVATION_COUNT], losses[LOSS_COUNT];
    double worst;
};

static void count_network(struct tally *tally, const struct lesson *lesson,
                          const struct gradcheck *check) {
    tally->networks++;
    tally->elements += check->elements;
    tally->kinks += check->verdicts[GRADCHECK_AT_KINK];
    tally->without_gradient += !(largest_gradient(check) > 1e-9);
    tally->worst = fmax(tally->worst, check->worst_error);
    tally->losses[lesson->loss]++;
    for (size_t i = 0; i < lesson->network.layer_count; i++) {
        tally->activations[lesson->network.layers[i].activation]++;
    }
}

static void test_right(void) {
    struct tally tally = {.networks = 0};
    struct fixture_random random = {2024};
    for (size_t i = 0; i < network_count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson =
            gradcheck_lesson(arena, &random, &(struct gradcheck_wish){.units = 0});
        const struct notation *notation = notations.items[i % notations.count].notation;
        const struct program *program = fixture_program(arena, lesson, notation, 0);
        struct gradcheck result = gradcheck_at_start(arena, program);
        size_t parameters = program->parameter_count;
        if (!result.is_finite || result.verdicts[GRADCHECK_DIFFERS] > 0 ||
            result.elements != parameters) {
            test_failures++;
            printf("# network %zu, %s: %zu of %zu failed, worst %.3g\n", i, notation->id,
                   result.verdicts[GRADCHECK_DIFFERS], result.elements, result.worst_error);
            gradcheck_print_lesson(lesson);
        }
        count_network(&tally, lesson, &result);
        arena_destroy(arena);
    }
    printf("# %zu networks, %zu parameters, %zu at kinks, %zu networks without any gradient, "
           "worst error %.2g\n",
           tally.networks, tally.elements, tally.kinks, tally.without_gradient, tally.worst);
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        EXPECT(tally.activations[i] > network_count / 20);
    }
    for (int i = 0; i < LOSS_COUNT; i++) {
        EXPECT(tally.losses[i] > network_count / 10);
    }
    /* a check of zeros against zeros says nothing: all units of a ReLU layer can be off */
    EXPECT(tally.without_gradient < network_count / 20);
    EXPECT(tally.kinks < tally.elements / 1000);
}

/* ---- wrong formulas ---- */

struct fault {
    const char *kind, *notation;
    const char *from, *to;
    struct gradcheck_wish wish;
};

static char *replaced(struct arena *arena, const char *text, const char *from, const char *to) {
    struct text_builder result;
    text_begin(&result, arena);
    const char *at = strstr(text, from);
    if (at == NULL) {
        fixture_bail_out(from, "is not in the notation any more");
    }
    for (; at != NULL; at = strstr(text, from)) {
        text_append(&result, text, (size_t)(at - text));
        text_append_string(&result, to);
        text = at + strlen(from);
    }
    text_append_string(&result, text);
    return result.bytes;
}

/* Whether the wrong formula shows in some gradient, far above what the check lets pass. */
static bool makes_a_difference(const struct gradcheck *right, const struct gradcheck *wrong) {
    double scale =
        fmax(fmax(1, fabs(right->loss)), fmax(largest_gradient(right), largest_gradient(wrong)));
    for (size_t t = 0; t < right->count; t++) {
        for (size_t i = 0; i < shape_count(right->tensors[t].shape); i++) {
            double difference =
                right->tensors[t].elements[i].analytic - wrong->tensors[t].elements[i].analytic;
            if (fabs(difference) > 1e-5 * scale) {
                return true;
            }
        }
    }
    return false;
}

static void check_fault(const struct fault *fault) {
    struct arena *fault_arena = arena_create();
    const struct notation *right = fixture_notation(fault_arena, root, fault->notation);
    const char *path =
        text_format(fault_arena, "%s/assets/notations/%s.json", root, fault->notation);
    const char *text =
        replaced(fault_arena, fixture_read(fault_arena, path).bytes, fault->from, fault->to);
    const struct notation *wrong =
        fixture_notation_of_text(fault_arena, fault->kind, text, strlen(text));
    struct fixture_random random = {7};
    size_t differ = 0, noticed = 0, silent = 0;
    for (size_t i = 0; i < WRONG_NETWORKS; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = gradcheck_lesson(arena, &random, &fault->wish);
        struct gradcheck before =
            gradcheck_at_start(arena, fixture_program(arena, lesson, right, 0));
        struct gradcheck after =
            gradcheck_at_start(arena, fixture_program(arena, lesson, wrong, 0));
        bool is_different = makes_a_difference(&before, &after);
        differ += is_different;
        noticed += after.verdicts[GRADCHECK_DIFFERS] > 0;
        silent += is_different && after.verdicts[GRADCHECK_DIFFERS] == 0;
        EXPECT(before.is_finite && after.is_finite && before.verdicts[GRADCHECK_DIFFERS] == 0);
        arena_destroy(arena);
    }
    printf("# %s (%s): of %d networks %zu have another gradient, %zu fail the check\n", fault->kind,
           fault->notation, WRONG_NETWORKS, differ, noticed);
    EXPECT_INT(silent, 0);
    EXPECT(differ >= WRONG_NETWORKS / 2);
    arena_destroy(fault_arena);
}

/* "layers" are at least 2 where the fault is in a hidden layer, "samples" at least 2 where it is in
 * a mean, "units" equal where a missing transpose must still fit. */
static const struct fault faults[] = {
    {"no transpose",
     "four",
     "(w[l+1]^T * dZ[l+1])",
     "(w[l+1] * dZ[l+1])",
     {.units = 4, .layers = 3}},
    {"no transpose", "ladder", "(dZ[l] * W[l]^T)", "(dZ[l] * W[l])", {.units = 3, .layers = 2}},
    {"no transpose of the activation",
     "ladder",
     "dW[l] = A[l-1]^T * dZ[l]",
     "dW[l] = A[l-1] * dZ[l]",
     {.units = 4, .samples = 4}},
    {"no derivative in a hidden layer",
     "four",
     "(w[l+1]^T * dZ[l+1]) .* f'(Z[l])",
     "w[l+1]^T * dZ[l+1]",
     {.layers = 3}},
    {"no derivative at the output",
     "four",
     "dZ[L] = gA[L] .* f'(Z[L])",
     "dZ[L] = gA[L]",
     {.has_loss = true, .loss = LOSS_BINARY_CROSS_ENTROPY}},
    {"no derivative at the output",
     "ladder",
     "dZ[L] = dA[L] .* f'(Z[L])",
     "dZ[L] = dA[L]",
     {.has_loss = true, .loss = LOSS_HALF_SQUARE}},
    {"no jacobian of softmax",
     "four",
     "vjp(Z[L], gA[L])",
     "gA[L]",
     {.units = 4, .has_loss = true, .loss = LOSS_CROSS_ENTROPY}},
    {"wrong sign of the second term",
     "four",
     "-Y ./ A[L] + (1 - Y) ./ (1 - A[L])",
     "-Y ./ A[L] - (1 - Y) ./ (1 - A[L])",
     {.has_loss = true, .loss = LOSS_BINARY_CROSS_ENTROPY}},
    {"wrong sign of a gradient",
     "ladder",
     "db[l] = colsum(dZ[l])",
     "db[l] = -colsum(dZ[l])",
     {.samples = 3}},
    {"wrong sign of a gradient",
     "four",
     "gA[L] = A[L] - Y",
     "gA[L] = Y - A[L]",
     {.has_loss = true, .loss = LOSS_HALF_SQUARE}},
    {"1/m twice",
     "four",
     "db[l] = 1/m * rowsum(dZ[l])",
     "db[l] = 1/m * (1/m * rowsum(dZ[l]))",
     {.samples = 4}},
    {"1/m twice",
     "ladder",
     "dW[l] = A[l-1]^T * dZ[l]",
     "dW[l] = 1/E * A[l-1]^T * dZ[l]",
     {.samples = 2}},
    {"no 1/m",
     "four",
     "dw[l] = 1/m * dZ[l] * A[l-1]^T",
     "dw[l] = dZ[l] * A[l-1]^T",
     {.samples = 2}},
    {"an extra factor",
     "four",
     "dw[l] = dZ[l] * A[l-1]^T",
     "dw[l] = 1.001 * dZ[l] * A[l-1]^T",
     {.samples = 1}},
    {"a factor that is missing",
     "four",
     "gA[L] = 2 * (A[L] - Y)",
     "gA[L] = A[L] - Y",
     {.has_loss = true, .loss = LOSS_SQUARE}},
    {"the layer's own input",
     "ladder",
     "dW[l] = A[l-1]^T * dZ[l]",
     "dW[l] = A[l]^T * dZ[l]",
     {.units = 3}},
};

static void test_wrong(void) {
    for (size_t i = 0; i < TEST_COUNT(faults); i++) {
        check_fault(&faults[i]);
    }
}

/* ---- kinks ---- */

/* A ReLU unit exactly at 0: the slopes from the left and from the right are 0 and something else,
 * and the derivative that the notes give there, 0, lies between them. */
static void test_kink(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"kink\", \"notation\": \"four\","
        " \"network\": {\"inputs\": [\"a\"], \"layers\": ["
        "   {\"units\": 1, \"activation\": \"relu\", \"weights\": [[2]], \"biases\": [-2]}]},"
        " \"data\": {\"inputs\": [[1]], \"targets\": [[1]]},"
        " \"loss\": \"square\", \"learning_rate\": 0.1, \"iterations\": 1}";
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson_of_text(arena, "kink", text, strlen(text));
        struct gradcheck result = gradcheck_at_start(
            arena, fixture_program(arena, lesson, notations.items[n].notation, 0));
        EXPECT_INT(result.elements, 2);
        EXPECT_INT(result.verdicts[GRADCHECK_AT_KINK], 2);
        EXPECT_INT(result.verdicts[GRADCHECK_DIFFERS], 0);
        EXPECT(!(result.worst_error > 0)); /* kinks do not count */
        arena_destroy(arena);
    }
}

/* A loss of log(0): nothing is compared, and that is said. */
static void test_not_finite(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"log 0\", \"notation\": \"four\","
        " \"network\": {\"inputs\": [\"a\"], \"layers\": ["
        "   {\"units\": 1, \"activation\": \"linear\", \"weights\": [[0]], \"biases\": [0]}]},"
        " \"data\": {\"inputs\": [[1]], \"targets\": [[1]]},"
        " \"loss\": \"cross_entropy\", \"learning_rate\": 0.1, \"iterations\": 1}";
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson_of_text(arena, "log", text, strlen(text));
        struct gradcheck result = gradcheck_at_start(
            arena, fixture_program(arena, lesson, notations.items[n].notation, 0));
        EXPECT(!result.is_finite);
        EXPECT_INT(result.count, 0);
        arena_destroy(arena);
    }
}

/* Biases that are not trained have no gradient to check; the state is only read. */
static void test_untrained(void) {
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct program *program =
            fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/mazur.json"),
                            notations.items[n].notation, 0);
        double *state = ARENA_ARRAY(arena, double, program->state_count);
        double *kept = ARENA_ARRAY(arena, double, program->state_count);
        program_initial_state(program, state);
        memcpy(kept, state, program->state_count * sizeof *state);
        struct gradcheck result = gradcheck_run(arena, program, state);
        EXPECT(memcmp(kept, state, program->state_count * sizeof *state) == 0);
        EXPECT_INT(result.count, 2);
        EXPECT_INT(result.elements, 8);
        EXPECT_INT(result.verdicts[GRADCHECK_DIFFERS], 0);
        EXPECT_NEAR(result.loss, 0.298371109, 1e-9);
        arena_destroy(arena);
    }
}

/* The totals are those of the tensors, and these those of their elements. */
static void expect_totals(const struct gradcheck *check) {
    size_t all[GRADCHECK_VERDICT_COUNT] = {0}, elements = 0;
    double worst = 0;
    for (size_t t = 0; t < check->count; t++) {
        const struct gradcheck_tensor *tensor = &check->tensors[t];
        size_t own[GRADCHECK_VERDICT_COUNT] = {0};
        for (size_t i = 0; i < shape_count(tensor->shape); i++) {
            const struct gradcheck_element *element = &tensor->elements[i];
            own[element->verdict]++;
            worst = element->verdict == GRADCHECK_AT_KINK ? worst : fmax(worst, element->error);
            elements++;
        }
        for (int v = 0; v < GRADCHECK_VERDICT_COUNT; v++) {
            EXPECT_INT(tensor->verdicts[v], own[v]);
            all[v] += own[v];
        }
        bool are_all_kinks = own[GRADCHECK_AT_KINK] == shape_count(tensor->shape);
        EXPECT_INT(tensor->worst == shape_count(tensor->shape), are_all_kinks);
    }
    for (int v = 0; v < GRADCHECK_VERDICT_COUNT; v++) {
        EXPECT_INT(check->verdicts[v], all[v]);
    }
    EXPECT_INT(check->elements, elements);
    EXPECT_NEAR(check->worst_error, worst, 0);
}

/* Ordinary lessons whose right gradients were once called wrong, or totals did not agree. */
static void test_found(void) {
    static const struct {
        const char *name;
        size_t kinks, by_tangent;
    } found[] = {{"coursera", 0, 0},   {"s036", 2, 0},          {"s150", 5, 0},
                 {"s479", 2, 0},       {"s488", 1, 0},          {"tree-002062", 0, 0},
                 {"false-kink", 0, 0}, {"false-failure", 0, 0}, {"valid-000053", 0, 4}};
    for (size_t i = 0; i < TEST_COUNT(found); i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(
            arena, root, text_format(arena, "tests/gradcheck/%s.json", found[i].name));
        const struct notation *notation = fixture_notation(arena, root, lesson->notation);
        struct gradcheck result =
            gradcheck_at_start(arena, fixture_program(arena, lesson, notation, 0));
        EXPECT(result.is_finite);
        EXPECT_INT(result.verdicts[GRADCHECK_DIFFERS], 0);
        EXPECT_INT(result.verdicts[GRADCHECK_AT_KINK], found[i].kinks);
        EXPECT_INT(result.verdicts[GRADCHECK_BY_TANGENT], found[i].by_tangent);
        expect_totals(&result);
        arena_destroy(arena);
    }
}

/* No factor where nothing can be compared: a gradient of 0 against 0, or an infinite factor. */
static void test_factor(void) {
    struct gradcheck_element elements[2] = {
        {.analytic = 2, .numeric = 1, .tangent = 1, .verdict = GRADCHECK_DIFFERS},
        {.analytic = 4, .numeric = 2, .tangent = 2, .verdict = GRADCHECK_DIFFERS}};
    struct gradcheck_tensor tensor = {
        .shape = {2, 1}, .elements = elements, .verdicts = {[GRADCHECK_DIFFERS] = 2}};
    struct gradcheck result = {.tensors = &tensor, .count = 1};
    double factor = 0;
    EXPECT(gradcheck_factor(&result, &factor));
    EXPECT_NEAR(factor, 2, 0);
    elements[0].analytic = elements[0].numeric = elements[0].tangent = 0; /* says nothing */
    EXPECT(gradcheck_factor(&result, &factor) && factor == 2);
    elements[0] = (struct gradcheck_element){
        .analytic = 2, .numeric = 1, .tangent = 1, .verdict = GRADCHECK_DIFFERS};
    elements[1].analytic = 5;
    EXPECT(!gradcheck_factor(&result, &factor)); /* two factors */
    elements[0].tangent = elements[1].tangent = 0;
    EXPECT(!gradcheck_factor(&result, &factor)); /* infinitely too large */
    tensor.verdicts[GRADCHECK_DIFFERS] = 0;
    EXPECT(!gradcheck_factor(&result, &factor)); /* nothing failed */
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    network_count = NETWORKS;
    if (argc > 2) {
        network_count = (size_t)strtoul(argv[2], NULL, 10);
    }
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"every random network passes", test_right},
        {"a wrong formula fails wherever it shows", test_wrong},
        {"a kink passes with any slope between its sides", test_kink},
        {"what is not finite is not compared", test_not_finite},
        {"biases that are not trained are left out", test_untrained},
        {"right gradients that were called wrong", test_found},
        {"one factor or none", test_factor},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
