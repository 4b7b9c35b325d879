/* The gradient check passes for 2,000 networks drawn at random, in every notation, and fails for
 * wrong formulas: of the networks where a wrong formula gives another gradient, every one tells.
 *
 *     checks_gradcheck ROOT [NETWORKS]
 *
 * takes another number of networks, for slow builds. */
#include "engine_fixture.h"

#include "checks/gradcheck.h"
#include "checks/slope.h"
#include "engine/program_state.h"

enum { NETWORKS = 2000, MOST_LAYERS = 4, MOST_UNITS = 6, MOST_SAMPLES = 5, WRONG_NETWORKS = 200 };

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;
static size_t network_count;

/* ---- networks ---- */

/* Times the square root of the units below: sums stay about as large as what they add up, so that
 * no sigmoid saturates. There the loss itself has few right digits, and its differences none. */
static const double weight_scale = 1.8;

/* What is drawn; 0 leaves it open. */
struct wish {
    size_t units; /* of every layer and the input: all weights are square */
    size_t layers;
    size_t samples;
    bool has_loss;
    enum loss loss;
    double scale; /* of the weights, times the usual one */
};

static struct matrix random_matrix(struct arena *arena, struct fixture_random *random, size_t rows,
                                   size_t columns, double scale) {
    struct matrix matrix = {rows, columns, ARENA_ARRAY(arena, double, rows *columns)};
    for (size_t i = 0; i < rows * columns; i++) {
        matrix.values[i] = fixture_random_number(random, scale);
    }
    return matrix;
}

/* Cross-entropies need an output within (0, 1): sigmoid or softmax, and of softmax with one unit,
 * which is always 1, binary cross-entropy is not defined. */
static enum activation random_activation(struct fixture_random *random, enum loss loss,
                                         bool is_last, size_t units) {
    if (!is_last) {
        return (enum activation)fixture_random_below(random, ACTIVATION_SOFTMAX);
    }
    if (loss != LOSS_BINARY_CROSS_ENTROPY && loss != LOSS_CROSS_ENTROPY) {
        return (enum activation)fixture_random_below(random, ACTIVATION_COUNT);
    }
    bool is_softmax = units > 1 && fixture_random_below(random, 2) == 0;
    return is_softmax ? ACTIVATION_SOFTMAX : ACTIVATION_SIGMOID;
}

static void draw_targets(struct fixture_random *random, enum loss loss, struct matrix targets) {
    bool are_classes = loss == LOSS_BINARY_CROSS_ENTROPY || loss == LOSS_CROSS_ENTROPY;
    for (size_t i = 0; are_classes && i < targets.rows * targets.columns; i++) {
        targets.values[i] = (double)fixture_random_below(random, 2);
    }
    for (size_t row = 0; loss == LOSS_CROSS_ENTROPY && row < targets.rows; row++) {
        /* at least one class, or the loss of the sample is 0 whatever the network does */
        targets.values[row * targets.columns + fixture_random_below(random, targets.columns)] = 1;
    }
}

static const struct lesson *random_lesson(struct arena *arena, struct fixture_random *random,
                                          const struct wish *wish) {
    struct lesson *lesson = ARENA_NEW(arena, struct lesson);
    struct network *network = &lesson->network;
    size_t draws[3] = {1 + fixture_random_below(random, MOST_LAYERS),
                       1 + fixture_random_below(random, MOST_SAMPLES),
                       1 + fixture_random_below(random, MOST_UNITS)};
    lesson->loss = (enum loss)fixture_random_below(random, LOSS_COUNT);
    lesson->loss = wish->has_loss ? wish->loss : lesson->loss;
    network->layer_count = wish->layers > 0 ? wish->layers : draws[0];
    lesson->sample_count = wish->samples > 0 ? wish->samples : draws[1];
    network->inputs = wish->units > 0 ? wish->units : draws[2];
    network->trains_biases = true;
    for (size_t i = 0; i < network->layer_count; i++) {
        struct network_layer *layer = &network->layers[i];
        size_t below = network_units(network, i);
        layer->units = 1 + fixture_random_below(random, MOST_UNITS);
        layer->units = wish->units > 0 ? wish->units : layer->units;
        layer->activation =
            random_activation(random, lesson->loss, i + 1 == network->layer_count, layer->units);
        layer->has_biases = fixture_random_below(random, 4) > 0;
        double scale = weight_scale * (wish->scale > 0 ? wish->scale : 1);
        layer->weights =
            random_matrix(arena, random, layer->units, below, scale / sqrt((double)below));
        layer->biases = layer->has_biases ? random_matrix(arena, random, layer->units, 1, 0.5)
                                          : (struct matrix){.rows = 0};
    }
    size_t outputs = network_units(network, network->layer_count);
    lesson->inputs = random_matrix(arena, random, lesson->sample_count, network->inputs, 2);
    lesson->targets = random_matrix(arena, random, lesson->sample_count, outputs, 1);
    draw_targets(random, lesson->loss, lesson->targets);
    lesson->batch_size = lesson->sample_count;
    lesson->learning_rate = 0.1;
    lesson->iterations = 1;
    return lesson;
}

static void print_lesson(const struct lesson *lesson) {
    printf("#   %s, %zu samples, %zu", loss_names[lesson->loss], lesson->sample_count,
           lesson->network.inputs);
    for (size_t i = 0; i < lesson->network.layer_count; i++) {
        printf("-%zu %s", lesson->network.layers[i].units,
               activation_names[lesson->network.layers[i].activation]);
    }
    printf("\n");
}

static struct gradcheck check(struct arena *arena, const struct program *program) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    return gradcheck_run(arena, program, state);
}

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
        const struct lesson *lesson = random_lesson(arena, &random, &(struct wish){.units = 0});
        const struct notation *notation = notations.items[i % notations.count].notation;
        const struct program *program = fixture_program(arena, lesson, notation, 0);
        struct gradcheck result = check(arena, program);
        size_t parameters = program->parameter_count;
        if (!result.is_finite || result.verdicts[GRADCHECK_DIFFERS] > 0 ||
            result.elements != parameters) {
            test_failures++;
            printf("# network %zu, %s: %zu of %zu failed, worst %.3g\n", i, notation->id,
                   result.verdicts[GRADCHECK_DIFFERS], result.elements, result.worst_error);
            print_lesson(lesson);
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
    struct wish wish;
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
        const struct lesson *lesson = random_lesson(arena, &random, &fault->wish);
        struct gradcheck before = check(arena, fixture_program(arena, lesson, right, 0));
        struct gradcheck after = check(arena, fixture_program(arena, lesson, wrong, 0));
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
        struct gradcheck result =
            check(arena, fixture_program(arena, lesson, notations.items[n].notation, 0));
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
        struct gradcheck result =
            check(arena, fixture_program(arena, lesson, notations.items[n].notation, 0));
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

/* ---- saturation ---- */

/* Right gradients of saturated networks: what differences cannot tell the tangent does, and nothing
 * smooth is a kink. Up to z = 20 both tell. */
static void test_saturation(void) {
    static const struct {
        double weight;
        bool is_told;
    } cases[] = {{5, true}, {12, true}, {18, true}, {30, false}, {33, false}, {36, false}};
    for (size_t i = 0; i < TEST_COUNT(cases) * notations.count; i++) {
        struct arena *arena = arena_create();
        const char *text = text_format(
            arena,
            "{\"format\": 1, \"title\": \"saturated\", \"notation\": \"four\", \"network\": "
            "{\"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"sigmoid\", "
            "\"weights\": [[%g]], \"biases\": [0]}]}, \"data\": {\"inputs\": [[1]], "
            "\"targets\": [[0]]}, \"loss\": \"binary_cross_entropy\"}",
            cases[i / notations.count].weight);
        const struct lesson *lesson = fixture_lesson_of_text(arena, "sure", text, strlen(text));
        const struct notation *notation = notations.items[i % notations.count].notation;
        struct gradcheck result = check(arena, fixture_program(arena, lesson, notation, 0));
        EXPECT_INT(result.verdicts[GRADCHECK_DIFFERS], 0);
        EXPECT_INT(result.verdicts[GRADCHECK_AT_KINK], 0);
        EXPECT_INT(result.verdicts[GRADCHECK_BY_TANGENT],
                   cases[i / notations.count].is_told ? 0 : 2);
        arena_destroy(arena);
    }
}

/* Large weights saturate most units: of the networks whose loss is a number, no right gradient is
 * called wrong, and where differences see nothing any more the tangent says so. */
static void test_large_weights(void) {
    static const double scales[] = {4, 12};
    struct fixture_random random = {44};
    for (size_t s = 0; s < TEST_COUNT(scales); s++) {
        size_t finite = 0, by_tangent = 0, elements = 0;
        const size_t count = network_count / 4 + 1;
        for (size_t i = 0; i < count; i++) {
            struct arena *arena = arena_create();
            const struct lesson *lesson =
                random_lesson(arena, &random, &(struct wish){.scale = scales[s]});
            const struct notation *notation = notations.items[i % notations.count].notation;
            struct gradcheck result = check(arena, fixture_program(arena, lesson, notation, 0));
            if (result.is_finite && result.verdicts[GRADCHECK_DIFFERS] > 0) {
                test_failures++;
                printf("# scale %g, network %zu, %s: %zu of %zu failed, worst %.3g\n", scales[s], i,
                       notation->id, result.verdicts[GRADCHECK_DIFFERS], result.elements,
                       result.worst_error);
                print_lesson(lesson);
            }
            finite += result.is_finite;
            by_tangent += result.verdicts[GRADCHECK_BY_TANGENT];
            elements += result.elements;
            arena_destroy(arena);
        }
        printf("# scale %g: %zu networks, %zu with a loss, %zu of %zu parameters by the tangent\n",
               scales[s], count, finite, by_tangent, elements);
        EXPECT(finite > count / 2);
        EXPECT(by_tangent > 0);
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
        struct gradcheck result = check(arena, fixture_program(arena, lesson, notation, 0));
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
    elements[1].analytic = 5;
    EXPECT(!gradcheck_factor(&result, &factor)); /* two factors */
    elements[0].tangent = elements[1].tangent = 0;
    EXPECT(!gradcheck_factor(&result, &factor)); /* infinitely too large */
    tensor.verdicts[GRADCHECK_DIFFERS] = 0;
    EXPECT(!gradcheck_factor(&result, &factor)); /* nothing failed */
}

/* ---- differences ---- */

static double smooth(void *context, double x, bool *ret_is_same_piece) {
    (void)context;
    *ret_is_same_piece = true;
    return exp(x) * sin(3 * x);
}

/* As if it had eight digits. */
static double coarse(void *context, double x, bool *ret_is_same_piece) {
    (void)context;
    *ret_is_same_piece = true;
    return round(1e8 * sin(x)) / 1e8;
}

static double bent(void *context, double x, bool *ret_is_same_piece) {
    (void)context;
    *ret_is_same_piece = x > 1;
    return x > 1 ? x * x : -x;
}

/* The error that is claimed is not smaller than the one that is made. */
static void test_slope(void) {
    for (double x = -2; x < 2; x += 0.0625) {
        const struct slope_function functions[] = {{NULL, smooth, 0}, {NULL, coarse, 0}};
        const double right[] = {exp(x) * (sin(3 * x) + 3 * cos(3 * x)), cos(x)};
        for (size_t i = 0; i < TEST_COUNT(functions); i++) {
            bool is_same;
            double here = functions[i].value(NULL, x, &is_same);
            struct slope slope = slope_measure(&functions[i], x, here, 0.0078125, 1e-8);
            EXPECT(slope.is_known && fabs(slope.value - right[i]) <= 4 * slope.error);
            EXPECT(slope.error <= (i == 0 ? 1e-7 : 1e-3));
        }
    }
    /* a kink at 1 is kept out: narrower differences do not cross it */
    const struct slope_function function = {NULL, bent, 0};
    struct slope slope = slope_measure(&function, 1.001, 1.001 * 1.001, 0.0078125, 1e-8);
    EXPECT(slope.is_known && fabs(slope.value - 2.002) <= 4 * slope.error);
    EXPECT(!slope_measure(&function, 0.5, -0.5, 0.0078125, 1e-8).is_known);
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
        {"saturated units: the tangent decides", test_saturation},
        {"large weights: no right gradient is called wrong", test_large_weights},
        {"right gradients that were called wrong", test_found},
        {"one factor or none", test_factor},
        {"differences know their error", test_slope},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
