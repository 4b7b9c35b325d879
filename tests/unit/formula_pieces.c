/* What a printed formula is made of: elements, pieces that lie in each other, and other things in
 * the place of nodes. */
#include "formula_print_fixture.h"

/* ---- elements ---- */

#define GRADIENT "\\frac{\\partial E}{\\partial W_{@}"
static const struct symbol_form element_forms[] = {
    {{"W", "W"}, "", "(@)", false, "W_{<>}^{(@)}"},
    {{GRADIENT "}", "∂E/∂W"}, "@", "", false, GRADIENT "^{<,>}}"},
    {{"a", "a"}, "", "(@)", false, "a_{<}^{(@)}"},
};

static const struct symbol_form *element_form(const void *context, int symbol, int layer_asked) {
    const struct fixture *fixture = context;
    (void)layer_asked;
    const char *name = fixture->names[symbol];
    return &element_forms[strcmp(name, "W") == 0 ? 0 : strcmp(name, "dW") == 0 ? 1 : 2];
}

/* One element has a form of its own, with its row and its column where the note puts them. */
static void test_elements(void) {
    static const struct line lines[] = {
        {"dW[l](i,j) = W[l](i,12) * a[l-1](k,1)",
         "\\frac{\\partial E}{\\partial W_{2}^{i,j}} = W_{i12}^{(2)} \\, a_{k}^{(1)}",
         "(∂E/∂W₂)ᵢⱼ = W_{i,12}⁽²⁾ aₖ₁⁽¹⁾"},
        {"dW[l](i,j) = a[l](i,1)^2 * W[l](i,j)^T",
         "\\frac{\\partial E}{\\partial W_{2}^{i,j}} = "
         "\\left(a_{i}^{(2)}\\right)^{2} \\, W_{ij}^{(2)}",
         "(∂E/∂W₂)ᵢⱼ = (aᵢ₁⁽²⁾)² Wᵢⱼ⁽²⁾ᵀ"},
    };
    struct fixture fixture;
    begin(&fixture, FIXTURE_LAYER);
    for (size_t i = 0; i < 2 * TEST_COUNT(lines); i++) {
        const struct line *line = &lines[i / 2];
        enum print_format format = i % 2 == 0 ? PRINT_TEX : PRINT_TEXT;
        struct printer printer = fixture_printer(&fixture, format, 2);
        printer.symbol = element_form;
        struct text_builder text;
        text_begin(&text, fixture.arena);
        print_statement(&printer, parse(&fixture, line->source), &text, NULL);
        EXPECT_STRING(text.bytes, format == PRINT_TEX ? line->tex : line->text);
    }
    arena_destroy(fixture.arena);
}

/* A line of a derivation states; it writes nothing. */
static void test_line_about_its_left(void) {
    static const char source[] = "A[l] = A[l] + 0 * Y";
    struct fixture fixture;
    begin(&fixture, FIXTURE_FOUR);
    struct formula_error error;
    const struct statement *line =
        statement_parse_line(fixture.arena, source, sizeof source - 1, &fixture.table, &error);
    struct printer printer = fixture_printer(&fixture, PRINT_TEXT, GENERIC);
    struct text_builder text;
    text_begin(&text, fixture.arena);
    print_statement(&printer, line, &text, NULL);
    EXPECT_STRING(text.bytes, "A[l] = A[l] + 0 Y");
    EXPECT_STRING(print(&fixture, source, PRINT_TEXT, GENERIC), "A[l] ← A[l] + 0 Y");
    arena_destroy(fixture.arena);
}

/* ---- pieces ---- */

static const char *piece_of(struct fixture *fixture, const struct print_pieces *pieces,
                            const char *text, int node) {
    const char *found = NULL;
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->items[i].node == node) {
            EXPECT(found == NULL);
            found = arena_copy_text(fixture->arena, text + pieces->items[i].begin,
                                    pieces->items[i].end - pieces->items[i].begin);
        }
    }
    return found;
}

/* Every node once, inside the node that uses it, and each on whole characters. */
static void check_pieces(const struct statement *statement, const struct print_pieces *pieces,
                         const char *text) {
    EXPECT(pieces->count <= statement->node_count + 1);
    for (size_t i = 0; i < pieces->count; i++) {
        const struct print_piece *piece = &pieces->items[i];
        EXPECT(piece->begin < piece->end && piece->end <= strlen(text));
        EXPECT(((unsigned char)text[piece->begin] & 0xC0) != 0x80);
        EXPECT(((unsigned char)text[piece->end] & 0xC0) != 0x80);
        for (size_t k = 0; k < pieces->count && piece->node >= 0; k++) {
            const struct expression *outer =
                pieces->items[k].node < 0 ? NULL : statement->nodes[pieces->items[k].node];
            for (size_t o = 0; outer != NULL && o < outer->operand_count; o++) {
                EXPECT(
                    outer->operands[o]->id != piece->node ||
                    (pieces->items[k].begin <= piece->begin && piece->end <= pieces->items[k].end));
            }
        }
    }
}

struct piece_case {
    const char *source;
    enum print_format format;
    const char *pieces[12]; /* [0]: the target, then the nodes in order; NULL: not printed */
    size_t count;
};

static const struct piece_case piece_cases[] = {
    {"dZ[l] = (w[l+1]^T * dZ[l+1]) .* f'(Z[l])",
     PRINT_TEX,
     {"dZ^{[2]}", "w^{[3]T}", "w^{[3]T}", "dZ^{[3]}", "\\left[w^{[3]T} \\, dZ^{[3]}\\right]",
      "Z^{[2]}", "\\tanh'(Z^{[2]})",
      "\\left[w^{[3]T} \\, dZ^{[3]}\\right] \\odot \\tanh'(Z^{[2]})"},
     8},
    {"dZ[l] = (w[l+1]^T * dZ[l+1]) .* f'(Z[l])",
     PRINT_TEXT,
     {"dZ[2]", "w[3]ᵀ", "w[3]ᵀ", "dZ[3]", "[w[3]ᵀ dZ[3]]", "Z[2]", "tanh′(Z[2])",
      "[w[3]ᵀ dZ[3]] ⊙ tanh′(Z[2])"},
     8},
    {"C = -1/m * sum(Y)",
     PRINT_TEX,
     {"C", "1", "-\\frac{1}{m}", "m", "-\\frac{1}{m}", "Y", "\\sum(Y)",
      "-\\frac{1}{m} \\, \\sum(Y)"},
     8},
    {"C = -1/m * sum(Y)",
     PRINT_TEXT,
     {"C", "1", "−(1/m)", "m", "−(1/m)", "Y", "Σ(Y)", "−(1/m) Σ(Y)"},
     8},
    {"b[l] = unit(i, rows(Y))", PRINT_TEXT, {"b[2]", "ᵢ", NULL, NULL, "eᵢ"}, 5},
    {"A[l] = (Y - 1) / m", PRINT_TEX, {"A^{[2]}", "Y", "1", "Y - 1", "m", "\\frac{Y - 1}{m}"}, 6},
    {"A[l] = (Y - 1)^2", PRINT_TEXT, {"A[2]", "Y", "1", "(Y − 1)", "(Y − 1)²"}, 5},
};

static void test_pieces(void) {
    struct fixture fixture;
    begin(&fixture, FIXTURE_FOUR);
    for (size_t i = 0; i < TEST_COUNT(piece_cases); i++) {
        const struct piece_case *wanted = &piece_cases[i];
        const struct statement *statement = parse(&fixture, wanted->source);
        struct printer printer = fixture_printer(&fixture, wanted->format, 2);
        struct text_builder text;
        text_begin(&text, fixture.arena);
        text_append_string(&text, "» "); /* pieces count from the start of the whole text */
        struct print_pieces pieces = {
            ARENA_ARRAY(fixture.arena, struct print_piece, statement->node_count + 1), 0};
        print_statement(&printer, statement, &text, &pieces);
        check_pieces(statement, &pieces, text.bytes);
        EXPECT_INT(statement->node_count + 1, wanted->count);
        for (size_t k = 0; k < wanted->count; k++) {
            const char *piece = piece_of(&fixture, &pieces, text.bytes, (int)k - 1);
            EXPECT_STRING(piece, wanted->pieces[k] != NULL ? wanted->pieces[k] : "(null)");
        }
    }
    arena_destroy(fixture.arena);
}

/* All the formulas above, in both formats. */
static void test_pieces_lie_inside_each_other(void) {
    struct fixture fixture;
    begin(&fixture, FIXTURE_FOUR);
    for (size_t i = 0; i < TEST_COUNT(unambiguous) + TEST_COUNT(four); i++) {
        bool is_four = i >= TEST_COUNT(unambiguous);
        const struct line *line = is_four ? &four[i - TEST_COUNT(unambiguous)] : &unambiguous[i];
        const struct statement *statement = parse(&fixture, line->source);
        for (int format = 0; format < PRINT_FORMAT_COUNT; format++) {
            struct printer printer = fixture_printer(&fixture, (enum print_format)format, 1);
            struct text_builder text;
            text_begin(&text, fixture.arena);
            struct print_pieces pieces = {
                ARENA_ARRAY(fixture.arena, struct print_piece, statement->node_count + 1), 0};
            print_statement(&printer, statement, &text, &pieces);
            check_pieces(statement, &pieces, text.bytes);
        }
    }
    arena_destroy(fixture.arena);
}

/* ---- with something else in the place of nodes ---- */

struct filler {
    const struct statement *statement;
    enum expression_kind kind; /* which nodes are written as "#" */
    bool is_inline;
};

static bool write_filler(void *context, int node, bool is_jacobian, struct text_builder *text) {
    const struct filler *filler = context;
    bool is_filled = node >= 0 && filler->statement->nodes[node]->kind == filler->kind;
    if (is_filled || is_jacobian) {
        text_append_string(text, is_jacobian ? "J" : "#");
    }
    return is_filled || is_jacobian;
}

static bool is_filler_inline(void *context, const struct expression *quotient) {
    const struct filler *filler = context;
    (void)quotient;
    return filler->is_inline;
}

static void test_filled(void) {
    static const struct {
        const char *source;
        bool is_inline;
        const char *tex;
    } cases[] = {
        {"dZ[l] = w[l+1]^T * dZ[l+1]", false, "dZ^{[l]} = # \\, #"},
        {"w[l] = w[l] - alpha * dw[l]", false, "w^{[l]} \\approx # - # \\cdot #"},
        {"dZ[l] = -gA[l] / m", false, "dZ^{[l]} = -\\frac{#}{#}"},
        {"dZ[l] = -gA[l] / m", true, "dZ^{[l]} \\approx -# / #"},
        {"dZ[l] = (gA[l] + A[l]) ./ (A[l] .* Z[l])", true,
         "dZ^{[l]} = \\left(# + #\\right) \\oslash \\left(# \\odot #\\right)"},
        {"dZ[l] = vjp(Z[l], gA[l])", false, "dZ^{[l]} \\approx J^{T} \\, #"},
    };
    struct fixture fixture;
    begin(&fixture, FIXTURE_FOUR);
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct filler filler = {parse(&fixture, cases[i].source), EXPRESSION_TENSOR,
                                cases[i].is_inline};
        const struct print_filling filling = {&filler, write_filler, is_filler_inline, NULL,
                                              i % 2 == 1};
        struct printer printer = fixture_printer(&fixture, PRINT_TEX, -1);
        struct text_builder text;
        text_begin(&text, fixture.arena);
        struct print_pieces pieces = {
            ARENA_ARRAY(fixture.arena, struct print_piece, filler.statement->node_count + 1), 0};
        print_filled(&printer, filler.statement, &filling, &text, &pieces);
        EXPECT_STRING(text.bytes, cases[i].tex);
        EXPECT_INT(pieces.items[pieces.count - 1].end, text.length);
    }
    arena_destroy(fixture.arena);
}

int main(void) {
    static const struct test tests[] = {
        {"elements with forms of their own", test_elements},
        {"a line about its left side", test_line_about_its_left},
        {"pieces", test_pieces},
        {"pieces lie inside each other", test_pieces_lie_inside_each_other},
        {"nodes are filled in", test_filled},
    };
    return test_run(tests, TEST_COUNT(tests));
}
