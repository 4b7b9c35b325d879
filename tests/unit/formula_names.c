/* Names that say more than a letter and a layer: shapes, and what a note calls its functions. */
#include "formula_fixture.h"
#include "test.h"

enum { IN_LETTERS = -1 };

struct line {
    const char *source, *tex, *text;
};

static const struct symbol_form shaped_forms[] = {
    {{"W", "W"}, "#", "[@]", false, NULL},
    {{"\\frac{\\partial E}{\\partial W_{#}^{[@]}}", "∂E/∂W"}, "#", "[@]", false, NULL},
    {{"x", "x"}, "", "", false, NULL},
};

static const struct symbol_form *shaped_form(const void *context, int symbol, int layer_asked) {
    const struct fixture *fixture = context;
    (void)layer_asked;
    const char *name = fixture->names[symbol];
    return &shaped_forms[strcmp(name, "W") == 0 ? 0 : strcmp(name, "dW") == 0 ? 1 : 2];
}

static bool shape_of(const void *context, int symbol, int layer_asked, struct shape *ret) {
    const struct fixture *fixture = context;
    *ret = fixture_shape(fixture, fixture_symbols[fixture->notation][symbol].role,
                         layer_asked < 0 ? 0 : layer_asked);
    return true;
}

/* The element of a tensor stands where the shape of the whole would. */
static const struct line shaped_at_2[] = {
    {"dW[l] = W[l]^T",
     "\\frac{\\partial E}{\\partial W_{2\\times 4}^{[2]}} = W_{2\\times 4}^{[2]T}",
     "∂E/∂W₂ₓ₄[2] = W₂ₓ₄[2]ᵀ"},
    {"dW[l](i,j) = W[l](i,12) + a[0](1,k)",
     "\\frac{\\partial E}{\\partial W_{ij}^{[2]}} = W_{i,12}^{[2]} + x_{1k}",
     "∂E/∂Wᵢⱼ[2] = W_{i,12}[2] + x₁ₖ"},
};

static const struct line in_letters[] = {
    {"dW[l] = W[L]", "\\frac{\\partial E}{\\partial W^{[l]}} = W^{[L]}", "∂E/∂W[l] = W[L]"},
};

/* The output is called s; everything else is called g. */
static const struct symbol_form function_forms[] = {
    {{"\\sigma", "s"}, "", "", false, NULL},
    {{"g", "g"}, "", "", false, NULL},
};
static const struct symbol_form derivative_form = {
    {"\\frac{\\partial a_{#}^{[@]}}{\\partial y_{#}^{[@]}}", "∂a/∂y"},
    "#",
    "[@]",
    false,
    "\\frac{\\partial a_{<}}{\\partial y_{<}}"};

static const struct symbol_form *function_form(const void *context, enum function function,
                                               int layer) {
    const struct fixture *fixture = context;
    bool is_last = layer == fixture->last_layer;
    return function == FUNCTION_DERIVATIVE ? &derivative_form : &function_forms[is_last ? 0 : 1];
}

static const struct line named_at_2[] = {
    {"a[l] = f(y[l])", "x = g(x)", "x = g(x)"},
    {"a[L] = f(y[L])", "x = \\sigma(x)", "x = s(x)"},
    {"dy[l] = da[l] .* f'(y[l])",
     "x = x * \\frac{\\partial a_{2\\times 5}^{[2]}}{\\partial y_{2\\times 5}^{[2]}}",
     "x = x * ∂a/∂y₂ₓ₅[2]"},
    {"dy[l](i,j) = f'(y[l](i,j))", "x_{ij} = \\frac{\\partial a_{i}}{\\partial y_{i}}",
     "xᵢⱼ = ∂a/∂yᵢⱼ[2]"},
    {"dy[l] = f'(y[l])^2",
     "x = \\left(\\frac{\\partial a_{2\\times 5}^{[2]}}{\\partial y_{2\\times "
     "5}^{[2]}}\\right)^{2}",
     "x = (∂a/∂y₂ₓ₅[2])²"},
    /* no pre-activation: nothing that a derivative could be named after but the function */
    {"dy[l] = f'(t * t)", "x = g'\\left(x \\cdot x\\right)", "x = g′(x · x)"},
    {"db[l] = rowsum(dy[l] + 1) / m", "x = \\frac{sum\\left(x + 1; 1\\right)}{x}",
     "x = sum(x + 1; 1)/x"},
};

static void expect_lines(const struct line *lines, size_t count, int at, bool has_functions) {
    struct fixture fixture = {
        .arena = arena_create(),
        .notation = FIXTURE_LAYER,
        .axis = SAMPLES_AS_COLUMNS,
        .last_layer = 3,
        .units = {3, 4, 2, 2},
        .samples = 5,
        .activations = {ACTIVATION_LINEAR, ACTIVATION_RELU, ACTIVATION_TANH, ACTIVATION_SIGMOID},
    };
    fixture_begin(&fixture);
    struct print_signs signs = fixture_signs[FIXTURE_LAYER];
    signs.row_sum[PRINT_TEX] = has_functions ? "sum\\left(@; 1\\right)" : NULL;
    signs.row_sum[PRINT_TEXT] = has_functions ? "sum(@; 1)" : NULL;
    for (size_t i = 0; i < count * PRINT_FORMAT_COUNT; i++) {
        const struct line *line = &lines[i / PRINT_FORMAT_COUNT];
        enum print_format format = (enum print_format)(i % PRINT_FORMAT_COUNT);
        struct formula_error error = {0};
        const struct statement *statement = statement_parse(
            fixture.arena, line->source, strlen(line->source), &fixture.table, &error);
        EXPECT_STRING(error.message, "");
        struct printer printer = fixture_printer(&fixture, format, at);
        printer.signs = &signs;
        printer.symbol = shaped_form;
        printer.shape = shape_of;
        printer.function = has_functions ? function_form : NULL;
        struct text_builder text;
        text_begin(&text, fixture.arena);
        struct print_pieces pieces = {
            ARENA_ARRAY(fixture.arena, struct print_piece, statement->node_count + 1), 0};
        print_statement(&printer, statement, &text, &pieces);
        EXPECT_STRING(text.bytes, format == PRINT_TEX ? line->tex : line->text);
        EXPECT_INT(pieces.count, statement->node_count + 1);
    }
    arena_destroy(fixture.arena);
}

static void test_shapes(void) {
    expect_lines(shaped_at_2, TEST_COUNT(shaped_at_2), 2, false);
    expect_lines(in_letters, TEST_COUNT(in_letters), IN_LETTERS, false);
}

static void test_functions(void) {
    expect_lines(named_at_2, TEST_COUNT(named_at_2), 2, true);
}

int main(void) {
    static const struct test tests[] = {
        {"shapes in the names", test_shapes},
        {"functions as the note calls them", test_functions},
    };
    return test_run(tests, TEST_COUNT(tests));
}
