/* The shipped notations load; what is wrong with a notation is said in exact words; and the first
 * alternative that holds is taken. */
#include "bad_files.h"
#include "engine_fixture.h"

enum { FEWEST = 45 };

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

static void test_shipped(void) {
    unsigned numbers = 0;
    for (size_t i = 0; i < notations.count; i++) {
        const struct notation *notation = notations.items[i].notation;
        EXPECT_STRING(text_format(shared, "%s.json", notation->id), notations.items[i].file);
        EXPECT((numbers & 1u << notation->number) == 0);
        numbers |= 1u << notation->number;
        for (int role = 0; role < ROLE_COUNT; role++) {
            int symbol = notation_symbol_of_role(notation, (enum role)role);
            EXPECT(symbol >= 0 ? notation->symbols[symbol].role == (enum role)role
                               : role == ROLE_ACTIVATION_GRADIENT || role == ROLE_CONSTANT ||
                                     role == ROLE_STATE);
        }
        for (size_t o = 0; o < notation->operation_count; o++) {
            EXPECT(notation->operations[o].title.in[LANGUAGE_CHINESE][0] != '\0');
        }
    }
}

/* Every activation and loss has a formula in every notation, wherever a layer may stand. */
static void test_complete(void) {
    for (size_t n = 0; n < notations.count; n++) {
        const struct notation *notation = notations.items[n].notation;
        for (unsigned bits = 0; bits < 1u << 12; bits++) {
            struct situation situation = {
                .loss = (enum loss)(bits % 8),
                .activation = (enum activation)(bits / 8 % 8),
                .has_below = (bits >> 6 & 1) != 0,
                .below = (enum activation)(bits >> 7 & 7) % ACTIVATION_SOFTMAX,
                .layer = (bits >> 6 & 1) != 0 ? 2 : 1,
                .last_layer = 2,
                .samples = (bits >> 10 & 1) != 0 ? 5 : 1,
                .has_biases = (bits >> 11 & 1) != 0,
                .trains_biases = true,
            };
            for (size_t o = 0; situation.loss < LOSS_COUNT && o < notation->operation_count; o++) {
                EXPECT(notation_choose(&notation->operations[o], &situation) != NULL);
            }
        }
    }
}

/* The names exist twice: in the roles' table and as a list of words for the reader. */
static void test_roles(void) {
    for (int role = 0; role < ROLE_COUNT; role++) {
        EXPECT_STRING(role_names[role], role_definition((enum role)role)->name);
    }
}

/* What `layer` calls its derivatives depends on the samples and on the place. */
static void test_titles(void) {
    const struct notation *layer = notations.items[0].notation;
    for (size_t i = 0; i < notations.count; i++) {
        layer = strcmp(notations.items[i].file, "layer.json") == 0 ? notations.items[i].notation
                                                                   : layer;
    }
    int gradient = notation_symbol_of_role(layer, ROLE_ACTIVATION_GRADIENT);
    int weight = notation_symbol_of_role(layer, ROLE_WEIGHT);
    static const struct {
        int layer;
        size_t samples;
        const char *title;
    } cases[] = {
        {0, 1, "derivative with respect to the input"},
        {0, 4, "per-sample derivative with respect to the input"},
        {1, 1, "derivative with respect to the activation"},
        {2, 4, "per-sample derivative with respect to the activation"},
        {-1, 4, "per-sample derivative with respect to the activation"},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_STRING(
            notation_symbol_title(layer, gradient, cases[i].layer, 2, cases[i].samples)->in[0],
            cases[i].title);
        EXPECT_STRING(notation_symbol_title(layer, weight, 1, 2, cases[i].samples)->in[0],
                      "weights");
    }
}

/* An operation's too: a loss of many samples is `four`'s cost. */
static void test_operation_titles(void) {
    static const struct {
        const char *operation, *one, *many;
    } cases[] = {{"loss", "Loss", "Cost"}, {"activation", "Activation", "Activation"}};
    const struct notation *four = fixture_notation(shared, root, "four");
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const struct notation_operation *operation = four->operations;
        while (strcmp(operation->name, cases[i].operation) != 0) {
            operation++;
        }
        EXPECT_STRING(notation_operation_title(operation, 2, 2, 1)->in[0], cases[i].one);
        EXPECT_STRING(notation_operation_title(operation, 2, 2, 4)->in[0], cases[i].many);
    }
}

/* ---- letters ---- */

static bool is_letter_of(const struct notation *notation, char letter) {
    const struct index_letters *letters = &notation->table.indices;
    bool is_found = letter == 'l' || letter == 'L';
    for (size_t i = 0; i < letters->count; i++) {
        is_found = is_found || letters->names[i][0] == letter;
    }
    return letters->count > 0 ? is_found : is_found || (letter >= 'i' && letter <= 'k');
}

/* "$w_{kj}$" is to be counted as the formulas are. */
static void check_reason(const struct notation *notation, const char *reason) {
    for (const char *at = strchr(reason, '_'); at != NULL; at = strchr(at + 1, '_')) {
        const char *end = at[1] == '{' ? strchr(at, '}') : at + 2;
        for (const char *c = at + 1; c < end; c++) {
            bool is_letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
            if (is_letter && !is_letter_of(notation, *c)) {
                test_failures++;
                printf("# %s: \"%c\" counts nothing in \"%s\"\n", notation->id, *c, reason);
            }
        }
    }
}

static void test_reasons(void) {
    size_t count = 0;
    for (size_t n = 0; n < notations.count; n++) {
        const struct notation *notation = notations.items[n].notation;
        for (size_t d = 0; d < notation->derivation_count; d++) {
            const struct notation_derivation *derivation = &notation->derivations[d];
            for (size_t i = 0; i < derivation->line_count; i++) {
                for (size_t language = 0; language < LANGUAGE_COUNT; language++) {
                    check_reason(notation, derivation->lines[i].because.in[language]);
                    count++;
                }
            }
        }
    }
    EXPECT(count > 500);
}

/* ---- conditions ---- */

static void test_conditions(void) {
    const struct situation first = {.loss = LOSS_SQUARE,
                                    .activation = ACTIVATION_TANH,
                                    .layer = 1,
                                    .last_layer = 1,
                                    .samples = 1,
                                    .is_chain = true,
                                    .is_one_hot = true,
                                    .trains_biases = true};
    const struct situation hidden = {.loss = LOSS_CROSS_ENTROPY,
                                     .activation = ACTIVATION_RELU,
                                     .has_below = true,
                                     .below = ACTIVATION_TANH,
                                     .layer = 2,
                                     .last_layer = 3,
                                     .samples = 2,
                                     .has_biases = true,
                                     .has_biases_above = true,
                                     .units = 3,
                                     .units_below = 2,
                                     .units_above = 4};
    static const struct {
        struct condition condition;
        bool holds_first, holds_hidden;
        const char *key; /* that is in the way where it does not hold */
    } cases[] = {
        {{.losses = 0}, true, true, NULL},
        {{.losses = 1u << LOSS_SQUARE}, true, false, "loss"},
        {{.losses = 1u << LOSS_SQUARE | 1u << LOSS_CROSS_ENTROPY}, true, true, NULL},
        {{.activations = 1u << ACTIVATION_RELU}, false, true, "activation"},
        {{.below = 1u << ACTIVATION_TANH}, false, true, "below"},
        {{.below = 1u << ACTIVATION_SIGMOID},
         false,
         false,
         "below"}, /* the input is no activation */
        {{.positions = 1u << POSITION_FIRST}, true, false, "layer"},
        {{.positions = 1u << POSITION_LAST}, true, false, "layer"},
        {{.positions = 1u << POSITION_HIDDEN}, false, true, "layer"},
        {{.positions = 1u << POSITION_INPUT}, false, false, "layer"},
        {{.layer_counts = 1u << 1}, true, false, "layers"},
        {{.layer_counts = 1u << 2}, false, false, "layers"},
        {{.layer_counts = 1u << 1 | 1u << 3}, true, true, NULL},
        {{.sample_counts = 1u << 0}, true, false, "samples"},
        {{.sample_counts = 1u << 1}, false, true, "samples"},
        {{.neuron_counts = 1u << 0}, true, false, "neurons"},
        {{.neuron_counts = 1u << 1}, false, true, "neurons"},
        {{.one_hot = 1u << 0}, false, true, "one_hot"},
        {{.one_hot = 1u << 1}, true, false, "one_hot"},
        {{.biases = 1u << 0}, true, false, "bias"},
        {{.biases = 1u << 1}, false, true, "bias"},
        {{.trained_biases = 1u << 0}, false, true, "trained_biases"},
        {{.losses = 1u << LOSS_HALF_SQUARE, .activations = 1u << ACTIVATION_SIGMOID},
         false,
         false,
         "loss"},
        {{.biases_above = 1u << 0}, true, false, "bias_above"},
        {{.units = 1u << 3}, false, true, "units"},
        {{.units_below = 1u << 2}, false, true, "units_below"},
        {{.units_above = 1u << 4}, false, true, "units_above"},
        {{.batch_sizes = 1u << 2}, false, true, "batch"},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT(condition_holds(&cases[i].condition, &first) == cases[i].holds_first);
        EXPECT(condition_holds(&cases[i].condition, &hidden) == cases[i].holds_hidden);
        const char *key = cases[i].holds_first ? "(null)" : cases[i].key;
        EXPECT_STRING(condition_unmet(&cases[i].condition, &first), key);
        key = cases[i].holds_hidden ? "(null)" : cases[i].key;
        EXPECT_STRING(condition_unmet(&cases[i].condition, &hidden), key);
    }
}

static void test_forms(void) {
    const struct notation *ladder = fixture_notation(shared, root, "ladder");
    int activation = notation_symbol_of_role(ladder, ROLE_ACTIVATION);
    static const struct {
        int layer;
        size_t samples;
        const char *base;
    } cases[] = {{0, 1, "x"}, {0, 4, "X"}, {1, 1, "a"}, {2, 4, "A"}, {-1, 4, "A"}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_STRING(notation_symbol_form(ladder, activation, cases[i].layer, 2, cases[i].samples)
                          ->base[PRINT_TEXT],
                      cases[i].base);
    }
    for (int role = 0; role < ROLE_COUNT; role++) {
        int symbol = notation_symbol_of_role(ladder, (enum role)role);
        EXPECT(symbol < 0 || notation_symbol_form(ladder, symbol, -1, 2, 4)->is_scalar ==
                                 (role == ROLE_RATE || role == ROLE_SAMPLE_COUNT));
    }
}

/* ---- runs of layers ---- */

static void test_loops(void) {
    struct arena *arena = arena_create();
    const char *path = text_format(arena, "%s/assets/notations/four.json", root);
    const char *text = fixture_read(arena, path).bytes;
    static const char loop[] = "\"l = L-1..1\"";
    const char *at = strstr(text, loop);
    EXPECT(at != NULL);
    static const struct {
        const char *loop;
        enum index_base from_base, to_base;
        int from, to;
        bool is_downward;
    } cases[] = {
        {"\"l = L-1..1\"", INDEX_LAST, INDEX_NUMBER, -1, 1, true},
        {"\"l=L..1\"", INDEX_LAST, INDEX_NUMBER, 0, 1, true},
        {"\"l = 1..L\"", INDEX_NUMBER, INDEX_LAST, 1, 0, false},
        {"\" l = 2 .. L - 1 \"", INDEX_NUMBER, INDEX_LAST, 2, -1, false},
        {"\"l = 3..1\"", INDEX_NUMBER, INDEX_NUMBER, 3, 1, true},
        {"\"l = 1..3\"", INDEX_NUMBER, INDEX_NUMBER, 1, 3, false},
        {"\"l = L..L-2\"", INDEX_LAST, INDEX_LAST, 0, -2, true},
        {"\"l = L-2..L\"", INDEX_LAST, INDEX_LAST, -2, 0, false},
    };
    for (size_t i = 0; at != NULL && i < TEST_COUNT(cases); i++) {
        const char *changed = text_format(arena, "%.*s%s%s", (int)(at - text), text, cases[i].loop,
                                          at + strlen(loop));
        const struct notation *notation =
            fixture_notation_of_text(arena, "four.json", changed, strlen(changed));
        const struct notation_block *block = &notation->blocks[3];
        EXPECT(block->is_loop);
        EXPECT(block->is_downward == cases[i].is_downward);
        EXPECT_INT(block->from.base, cases[i].from_base);
        EXPECT_INT(block->from.offset, cases[i].from);
        EXPECT_INT(block->to.base, cases[i].to_base);
        EXPECT_INT(block->to.offset, cases[i].to);
    }
    arena_destroy(arena);
}

/* ---- what is wrong ---- */

static bool accepts(struct arena *arena, const char *bytes, size_t length,
                    struct diagnostics *diagnostics) {
    return notation_read(arena, bytes, length, diagnostics) != NULL;
}

static void test_bad(void) {
    bad_files_check(text_format(shared, "%s/tests/bad-notations", root), FEWEST, accepts);
}

static void test_too_long(void) {
    struct arena *arena = arena_create();
    size_t length = NOTATION_MOST_BYTES + 1;
    char *bytes = memset(arena_alloc(arena, length + 1, 1), ' ', length);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    EXPECT(notation_read(arena, bytes, length, &diagnostics) == NULL);
    EXPECT_STRING(diagnostics.items[0].message, "the file has 1048577 bytes (at most 1048576)");
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"the shipped notations load", test_shipped},
        {"they have a formula for every case", test_complete},
        {"roles have one name each", test_roles},
        {"reasons count with the letters of their notation", test_reasons},
        {"conditions hold where all their parts do", test_conditions},
        {"a symbol is written as its place asks", test_forms},
        {"a run of layers goes the way its bounds say", test_loops},
        {"every bad notation is refused in the expected words", test_bad},
        {"a file that is too long is refused", test_too_long},
        {"titles that depend on the place", test_titles},
        {"an operation's titles", test_operation_titles},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
