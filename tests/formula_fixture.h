#ifndef BACKSTEP_TESTS_FORMULA_FIXTURE_H
#define BACKSTEP_TESTS_FORMULA_FIXTURE_H

/* A network of random numbers under the names of the five notes' formulas: what formulas are
 * bound to when there is no engine. */

#include "formula/binding.h"
#include "formula/print/print.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum fixture_role {
    FIXTURE_WEIGHT,
    FIXTURE_BIAS,
    FIXTURE_PREACTIVATION,
    FIXTURE_UNITS, /* one number a unit and sample */
    FIXTURE_TARGET,
    FIXTURE_SCALAR,
};

struct fixture_symbol {
    const char *name;
    enum fixture_role role;
    struct symbol_form form;
};

#define FIXTURE_SUB(tex, text)                                                                     \
    { {tex, text}, "@", "", false, NULL }
#define FIXTURE_SUPER(tex, text)                                                                   \
    { {tex, text}, "", "[@]", false, NULL }
#define FIXTURE_ROUND(tex, text)                                                                   \
    { {tex, text}, "", "(@)", false, NULL }
#define FIXTURE_NAME(tex, text)                                                                    \
    { {tex, text}, "", "", false, NULL }
#define FIXTURE_SCALAR(tex, text)                                                                  \
    { {tex, text}, "", "", true, NULL }

enum { FIXTURE_MOST_SYMBOLS = 12, FIXTURE_MOST_LAYERS = 8, FIXTURE_NOTATIONS = 5 };

static const struct fixture_symbol fixture_symbols[FIXTURE_NOTATIONS][FIXTURE_MOST_SYMBOLS] = {
    {{"Z", FIXTURE_PREACTIVATION, FIXTURE_SUB("Z", "Z")},
     {"A", FIXTURE_UNITS, FIXTURE_SUB("A", "A")},
     {"W", FIXTURE_WEIGHT, FIXTURE_SUB("W", "W")},
     {"b", FIXTURE_BIAS, FIXTURE_SUB("b", "b")},
     {"Y", FIXTURE_TARGET, FIXTURE_NAME("Y", "Y")},
     {"loss", FIXTURE_SCALAR, FIXTURE_SCALAR("\\mathcal{L}", "ℒ")},
     {"dA", FIXTURE_UNITS, FIXTURE_SUB("\\frac{\\partial\\mathcal{L}}{\\partial A_{@}}", "∂ℒ/∂A")},
     {"dZ", FIXTURE_UNITS, FIXTURE_SUB("\\frac{\\partial\\mathcal{L}}{\\partial Z_{@}}", "∂ℒ/∂Z")},
     {"dW", FIXTURE_WEIGHT, FIXTURE_SUB("\\frac{\\partial\\mathcal{L}}{\\partial W_{@}}", "∂ℒ/∂W")},
     {"db", FIXTURE_BIAS, FIXTURE_SUB("\\frac{\\partial\\mathcal{L}}{\\partial b_{@}}", "∂ℒ/∂b")},
     {"eta", FIXTURE_SCALAR, FIXTURE_SCALAR("\\eta", "η")},
     {"E", FIXTURE_SCALAR, FIXTURE_SCALAR("E", "E")}},
    {{"Z", FIXTURE_PREACTIVATION, FIXTURE_SUPER("Z", "Z")},
     {"A", FIXTURE_UNITS, FIXTURE_SUPER("A", "A")},
     {"w", FIXTURE_WEIGHT, FIXTURE_SUPER("w", "w")},
     {"b", FIXTURE_BIAS, FIXTURE_SUPER("b", "b")},
     {"Y", FIXTURE_TARGET, FIXTURE_NAME("Y", "Y")},
     {"C", FIXTURE_SCALAR, FIXTURE_SCALAR("C", "C")},
     {"gA", FIXTURE_UNITS, FIXTURE_SUPER("\\nabla_{A}L", "∇_A L")},
     {"dZ", FIXTURE_UNITS, FIXTURE_SUPER("dZ", "dZ")},
     {"dw", FIXTURE_WEIGHT, FIXTURE_SUPER("dw", "dw")},
     {"db", FIXTURE_BIAS, FIXTURE_SUPER("db", "db")},
     {"alpha", FIXTURE_SCALAR, FIXTURE_SCALAR("\\alpha", "α")},
     {"m", FIXTURE_SCALAR, FIXTURE_SCALAR("m", "m")}},
    {{"z", FIXTURE_PREACTIVATION, FIXTURE_ROUND("z", "z")},
     {"a", FIXTURE_UNITS, FIXTURE_ROUND("a", "a")},
     {"W", FIXTURE_WEIGHT, FIXTURE_ROUND("W", "W")},
     {"b", FIXTURE_BIAS, FIXTURE_ROUND("b", "b")},
     {"y", FIXTURE_TARGET, FIXTURE_NAME("y", "y")},
     {"loss", FIXTURE_SCALAR, FIXTURE_SCALAR("\\mathcal{L}", "ℒ")},
     {"ga", FIXTURE_UNITS, FIXTURE_ROUND("\\nabla_{a}", "∇_a")},
     {"delta", FIXTURE_UNITS, FIXTURE_ROUND("\\delta", "δ")},
     {"dW", FIXTURE_WEIGHT, FIXTURE_ROUND("\\nabla_{W}", "∇_W")},
     {"db", FIXTURE_BIAS, FIXTURE_ROUND("\\nabla_{b}", "∇_b")},
     {"alpha", FIXTURE_SCALAR, FIXTURE_SCALAR("\\alpha", "α")},
     {"m", FIXTURE_SCALAR, FIXTURE_SCALAR("m", "m")}},
    {{"h", FIXTURE_PREACTIVATION, FIXTURE_ROUND("h", "h")},
     {"z", FIXTURE_UNITS, FIXTURE_ROUND("z", "z")},
     {"W", FIXTURE_WEIGHT, FIXTURE_ROUND("W", "W")},
     {"c", FIXTURE_BIAS, FIXTURE_ROUND("c", "c")},
     {"y", FIXTURE_TARGET, FIXTURE_NAME("y", "y")},
     {"loss", FIXTURE_SCALAR, FIXTURE_SCALAR("\\mathcal{L}", "ℒ")},
     {"dz", FIXTURE_UNITS, FIXTURE_ROUND("\\nabla z", "∇z")},
     {"dh", FIXTURE_UNITS, FIXTURE_ROUND("\\nabla h", "∇h")},
     {"dW", FIXTURE_WEIGHT, FIXTURE_ROUND("\\nabla W", "∇W")},
     {"dc", FIXTURE_BIAS, FIXTURE_ROUND("\\nabla c", "∇c")},
     {"eta", FIXTURE_SCALAR, FIXTURE_SCALAR("\\eta", "η")},
     {"N", FIXTURE_SCALAR, FIXTURE_SCALAR("N", "N")}},
    {{"y", FIXTURE_PREACTIVATION, FIXTURE_SUPER("y", "y")},
     {"a", FIXTURE_UNITS, FIXTURE_SUPER("a", "a")},
     {"W", FIXTURE_WEIGHT, FIXTURE_SUPER("W", "W")},
     {"b", FIXTURE_BIAS, FIXTURE_SUPER("b", "b")},
     {"t", FIXTURE_TARGET, FIXTURE_NAME("t", "t")},
     {"loss", FIXTURE_SCALAR, FIXTURE_SCALAR("E", "E")},
     {"da", FIXTURE_UNITS, FIXTURE_SUB("\\frac{\\partial E}{\\partial a^{[@]}}", "∂E/∂a")},
     {"dy", FIXTURE_UNITS, FIXTURE_SUB("\\frac{\\partial E}{\\partial y^{[@]}}", "∂E/∂y")},
     {"dW", FIXTURE_WEIGHT, FIXTURE_SUB("\\frac{\\partial E}{\\partial W^{[@]}}", "∂E/∂W")},
     {"db", FIXTURE_BIAS, FIXTURE_SUB("\\frac{\\partial E}{\\partial b^{[@]}}", "∂E/∂b")},
     {"eta", FIXTURE_SCALAR, FIXTURE_SCALAR("\\eta", "η")},
     {"m", FIXTURE_SCALAR, FIXTURE_SCALAR("m", "m")}},
};

enum { FIXTURE_LADDER, FIXTURE_FOUR, FIXTURE_DELTA, FIXTURE_MLBOOK, FIXTURE_LAYER };

static const struct print_signs fixture_signs[FIXTURE_NOTATIONS] = {
    {{"\\cdot", "·"},
     {"\\circ", "∘"},
     {"T", "ᵀ"},
     {"[", "]"},
     true,
     {NULL, NULL},
     false,
     NULL,
     false},
    {{"\\,", " "},
     {"\\odot", "⊙"},
     {"T", "ᵀ"},
     {"[", "]"},
     false,
     {NULL, NULL},
     false,
     NULL,
     false},
    {{"\\,", " "},
     {"\\odot", "⊙"},
     {"T", "ᵀ"},
     {"(", ")"},
     false,
     {NULL, NULL},
     false,
     NULL,
     false},
    {{"\\,", " "},
     {"\\circ", "∘"},
     {"T", "ᵀ"},
     {"(", ")"},
     false,
     {NULL, NULL},
     true,
     "pmatrix",
     true},
    {{"\\cdot", "·"}, {"*", "*"}, {"T", "ᵀ"}, {"(", ")"}, false, {NULL, NULL}, false, NULL, false},
};

struct fixture {
    struct arena *arena;
    int notation;
    enum sample_axis axis;
    int last_layer;
    size_t units[FIXTURE_MOST_LAYERS];
    size_t samples;
    enum activation activations[FIXTURE_MOST_LAYERS];
    int unwritten_symbol; /* -1: every tensor has been written */
    const char *names[FIXTURE_MOST_SYMBOLS];
    bool is_layered[FIXTURE_MOST_SYMBOLS];
    struct symbol_table table;
    struct tensor_storage places[FIXTURE_MOST_SYMBOLS][FIXTURE_MOST_LAYERS];
    size_t state_count;
    double *state;
    struct scope scope;
    uint32_t seed;
    /* Set by fixture_run_forward. */
    struct binding forward[3 * FIXTURE_MOST_LAYERS];
    size_t forward_count;
    struct forward_pass pass;
};

/* xorshift; the tests must walk the same way everywhere. */
static inline uint32_t fixture_random(struct fixture *fixture) {
    uint32_t x = fixture->seed;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return fixture->seed = x;
}

static inline struct shape fixture_shape(const struct fixture *fixture, enum fixture_role role,
                                         int layer) {
    size_t units = fixture->units[layer], below = layer > 0 ? fixture->units[layer - 1] : 0;
    struct shape shape = {1, 1};
    switch (role) {
    case FIXTURE_WEIGHT:
        shape = (struct shape){units, below};
        break;
    case FIXTURE_BIAS:
        shape = (struct shape){units, 1};
        break;
    case FIXTURE_PREACTIVATION:
    case FIXTURE_UNITS:
        shape = (struct shape){units, fixture->samples};
        break;
    case FIXTURE_TARGET:
        shape = (struct shape){fixture->units[fixture->last_layer], fixture->samples};
        break;
    case FIXTURE_SCALAR:
        break;
    }
    bool is_turned = fixture->axis == SAMPLES_AS_ROWS;
    return is_turned ? (struct shape){shape.columns, shape.rows} : shape;
}

static inline bool fixture_find(const void *context, int symbol, int layer, bool is_read,
                                struct tensor_storage *ret, const char **reterr_message) {
    const struct fixture *fixture = context;
    enum fixture_role role = fixture_symbols[fixture->notation][symbol].role;
    if (layer == 0 && role != FIXTURE_UNITS) {
        *reterr_message = "the input layer has none";
        return false;
    }
    if (is_read && symbol == fixture->unwritten_symbol) {
        *reterr_message = "no step has written it yet";
        return false;
    }
    *ret = fixture->places[symbol][layer < 0 ? 0 : layer];
    return true;
}

static inline bool fixture_activation(const void *context, int symbol, int layer,
                                      enum activation *ret) {
    const struct fixture *fixture = context;
    bool is_fit =
        symbol < 0 || fixture_symbols[fixture->notation][symbol].role == FIXTURE_PREACTIVATION;
    if (!is_fit || layer < 1 || layer > fixture->last_layer) {
        return false;
    }
    *ret = fixture->activations[layer];
    return true;
}

static inline bool fixture_is_target(const void *context, int symbol) {
    const struct fixture *fixture = context;
    return fixture_symbols[fixture->notation][symbol].role == FIXTURE_TARGET;
}

/* The tensor's values, to read or to set. */
static inline struct matrix fixture_tensor(struct fixture *fixture, const char *name, int layer) {
    for (size_t i = 0; i < FIXTURE_MOST_SYMBOLS; i++) {
        if (strcmp(fixture->names[i], name) == 0) {
            struct tensor_storage place = fixture->places[i][layer < 0 ? 0 : layer];
            return (struct matrix){place.shape.rows, place.shape.columns,
                                   fixture->state + place.offset};
        }
    }
    return (struct matrix){0};
}

/* Places the tensors for notation, axis, units, samples and last_layer, and fills them: the units'
 * values lie in (0, 1), so that logarithms exist. */
static inline void fixture_begin(struct fixture *fixture) {
    fixture->state_count = 0;
    fixture->seed = fixture->seed != 0 ? fixture->seed : 1;
    for (size_t i = 0; i < FIXTURE_MOST_SYMBOLS; i++) {
        const struct fixture_symbol *symbol = &fixture_symbols[fixture->notation][i];
        fixture->names[i] = symbol->name;
        fixture->is_layered[i] = symbol->role < FIXTURE_TARGET;
        for (int layer = 0; layer <= (fixture->is_layered[i] ? fixture->last_layer : 0); layer++) {
            struct shape shape = fixture_shape(fixture, symbol->role, layer);
            fixture->places[i][layer] = (struct tensor_storage){shape, fixture->state_count};
            fixture->state_count += shape_count(shape);
        }
    }
    fixture->table = (struct symbol_table){
        .names = fixture->names, .is_layered = fixture->is_layered, .count = FIXTURE_MOST_SYMBOLS};
    fixture->state = ARENA_ARRAY(fixture->arena, double, fixture->state_count);
    for (size_t i = 0; i < fixture->state_count; i++) {
        fixture->state[i] = (double)(fixture_random(fixture) % 999 + 1) / 1000;
    }
    fixture->unwritten_symbol = -1;
    fixture->scope = (struct scope){
        .context = fixture,
        .layer = 1,
        .last_layer = fixture->last_layer,
        .axis = fixture->axis,
        .find = fixture_find,
        .activation = fixture_activation,
        .is_target = fixture_is_target,
    };
}

/* ---- the forward pass ---- */

static inline const struct binding *fixture_formula(const void *context, size_t n) {
    const struct fixture *fixture = context;
    return n < fixture->forward_count ? &fixture->forward[n] : NULL;
}

/* The gradients are those whose names begin with a d or a g. */
static inline bool fixture_is_forward(const void *context, int symbol) {
    const struct fixture *fixture = context;
    const char *name = fixture->names[symbol];
    return name[0] != 'd' && name[0] != 'g';
}

static inline bool fixture_is_vector(const void *context, int symbol) {
    const struct fixture *fixture = context;
    enum fixture_role role = fixture_symbols[fixture->notation][symbol].role;
    bool is_of_samples =
        role == FIXTURE_PREACTIVATION || role == FIXTURE_UNITS || role == FIXTURE_TARGET;
    return role == FIXTURE_BIAS || (is_of_samples && fixture->samples == 1);
}

/* Linear maps, activations and a loss, which is not the same as any note's. */
static const char *const fixture_forward[FIXTURE_NOTATIONS][3] = {
    {"Z[l] = A[l-1] * W[l] + b[l]", "A[l] = f(Z[l])", "loss = 1/E * sum((A[L] - Y)^2 .* A[L])"},
    {"Z[l] = w[l] * A[l-1] + b[l]", "A[l] = f(Z[l])", "C = 1/m * sum((A[L] - Y)^2 .* A[L])"},
    {"z[l] = W[l] * a[l-1] + b[l]", "a[l] = f(z[l])", "loss = sum((a[L] - y)^2 .* a[L])"},
    {"h[l] = W[l] * z[l-1] + c[l]", "z[l] = f(h[l])", "loss = sum((z[L] - y)^2 .* z[L])"},
    {"y[l] = W[l] * a[l-1] + b[l]", "a[l] = f(y[l])", "loss = sum((a[L] - t)^2 .* a[L]) / m"},
};

static inline void fixture_add_forward(struct fixture *fixture, const char *source, int layer) {
    struct formula_error error = {0};
    const struct statement *statement =
        statement_parse(fixture->arena, source, strlen(source), &fixture->table, &error);
    struct binding *binding = &fixture->forward[fixture->forward_count];
    struct scope scope = fixture->scope;
    scope.layer = layer;
    if (statement == NULL || !statement_bind(fixture->arena, statement, &scope, binding, &error)) {
        printf("Bail out! %s: %s\n", source, error.message);
        exit(1);
    }
    fixture->forward_count++;
}

static inline void fixture_compute_forward(struct fixture *fixture) {
    for (size_t i = 0; i < fixture->forward_count; i++) {
        const struct binding *binding = &fixture->forward[i];
        struct evaluation evaluation = {
            .state = fixture->state,
            .scratch = ARENA_ARRAY(fixture->arena, double, binding->scratch_count)};
        binding_compute(binding, &evaluation);
        binding_store(binding, &evaluation);
    }
}

/* Binds a forward pass that partial(y, x) can differentiate, and computes it. */
static inline void fixture_run_forward(struct fixture *fixture, enum derivative_layout layout) {
    for (int layer = 1; layer <= fixture->last_layer; layer++) {
        fixture_add_forward(fixture, fixture_forward[fixture->notation][0], layer);
        fixture_add_forward(fixture, fixture_forward[fixture->notation][1], layer);
    }
    fixture_add_forward(fixture, fixture_forward[fixture->notation][2], fixture->last_layer);
    fixture->pass =
        (struct forward_pass){fixture_formula, fixture_is_forward, fixture_is_vector, layout};
    fixture->scope.forward = &fixture->pass;
    fixture_compute_forward(fixture);
}

/* ---- printing ---- */

static inline const struct symbol_form *fixture_form(const void *context, int symbol, int layer) {
    const struct fixture *fixture = context;
    (void)layer;
    return &fixture_symbols[fixture->notation][symbol].form;
}

static inline bool fixture_layer_activation(const void *context, int layer, enum activation *ret) {
    const struct fixture *fixture = context;
    *ret = fixture->activations[layer];
    return true;
}

static inline bool fixture_known_shape(const void *context, int symbol, int layer,
                                       struct shape *ret) {
    const struct fixture *fixture = context;
    *ret = fixture->places[symbol][layer < 0 ? 0 : layer].shape;
    return true;
}

static inline struct printer fixture_printer(const struct fixture *fixture,
                                             enum print_format format, int layer) {
    return (struct printer){
        .format = format,
        .signs = &fixture_signs[fixture->notation],
        .layer = layer,
        .last_layer = fixture->last_layer,
        .context = fixture,
        .symbol = fixture_form,
        .activation = fixture_layer_activation,
        .shape = fixture_known_shape,
    };
}

#endif
