#ifndef BACKSTEP_TESTS_FORMULA_PRINT_FIXTURE_H
#define BACKSTEP_TESTS_FORMULA_PRINT_FIXTURE_H

/* Formulas of two notes, and such as could be misread, with what they are as TeX and as text. */

#include "formula_fixture.h"
#include "test.h"

enum { GENERIC = -1 };

static inline void begin(struct fixture *fixture, int notation) {
    *fixture = (struct fixture){
        .arena = arena_create(),
        .notation = notation,
        .axis = notation == FIXTURE_LADDER ? SAMPLES_AS_ROWS : SAMPLES_AS_COLUMNS,
        .last_layer = 3,
        .units = {3, 4, 2, 2},
        .samples = 5,
        .activations = {ACTIVATION_LINEAR, ACTIVATION_RELU, ACTIVATION_TANH, ACTIVATION_SIGMOID},
    };
    fixture_begin(fixture);
}

/* A formula; what is none, for it has another left side or none, is a line of a derivation. */
static inline const struct statement *parse(struct fixture *fixture, const char *source) {
    struct formula_error error = {0};
    const struct statement *statement =
        statement_parse(fixture->arena, source, strlen(source), &fixture->table, &error);
    if (statement == NULL) {
        statement =
            statement_parse_line(fixture->arena, source, strlen(source), &fixture->table, &error);
    }
    if (statement == NULL) {
        EXPECT_STRING(error.message, source);
    }
    return statement;
}

static inline const char *print(struct fixture *fixture, const char *source,
                                enum print_format format, int layer) {
    const struct statement *statement = parse(fixture, source);
    struct printer printer = fixture_printer(fixture, format, layer);
    struct text_builder text;
    text_begin(&text, fixture->arena);
    if (statement != NULL) {
        print_statement(&printer, statement, &text, NULL);
    }
    return text.bytes;
}

struct line {
    const char *source, *tex, *text;
};

static const struct line four[] = {
    {"Z[l] = w[l] * A[l-1] + b[l]", "Z^{[l]} = w^{[l]} \\, A^{[l-1]} + b^{[l]}",
     "Z[l] = w[l] A[l-1] + b[l]"},
    {"A[l] = f(Z[l])", "A^{[l]} = f(Z^{[l]})", "A[l] = f(Z[l])"},
    {"C = 1/m * sum(abs(Y - A[L]))",
     "C = \\frac{1}{m} \\, \\sum\\left(\\left|Y - A^{[L]}\\right|\\right)",
     "C = (1/m) Σ(|Y − A[L]|)"},
    {"C = 1/m * sum((Y - A[L])^2)",
     "C = \\frac{1}{m} \\, \\sum\\left(\\left(Y - A^{[L]}\\right)^{2}\\right)",
     "C = (1/m) Σ((Y − A[L])²)"},
    {"C = -1/m * sum(Y .* log(A[L]) + (1 - Y) .* log(1 - A[L]))",
     "C = -\\frac{1}{m} \\, \\sum\\left(Y \\odot \\log(A^{[L]}) + \\left(1 - Y\\right) \\odot "
     "\\log\\left(1 - A^{[L]}\\right)\\right)",
     "C = −(1/m) Σ(Y ⊙ log(A[L]) + (1 − Y) ⊙ log(1 − A[L]))"},
    {"C = -1/m * sum(Y .* log(A[L]))",
     "C = -\\frac{1}{m} \\, \\sum\\left(Y \\odot \\log(A^{[L]})\\right)",
     "C = −(1/m) Σ(Y ⊙ log(A[L]))"},
    {"gA[L] = sign(A[L] - Y)",
     "\\nabla_{A}L^{[L]} = \\operatorname{sign}\\left(A^{[L]} - Y\\right)",
     "∇_A L[L] = sign(A[L] − Y)"},
    {"gA[L] = 2 * (A[L] - Y)", "\\nabla_{A}L^{[L]} = 2 \\, \\left(A^{[L]} - Y\\right)",
     "∇_A L[L] = 2 (A[L] − Y)"},
    {"gA[L] = -Y ./ A[L] + (1 - Y) ./ (1 - A[L])",
     "\\nabla_{A}L^{[L]} = -\\frac{Y}{A^{[L]}} + \\frac{1 - Y}{1 - A^{[L]}}",
     "∇_A L[L] = −Y ⊘ A[L] + (1 − Y) ⊘ (1 − A[L])"},
    {"gA[L] = -Y ./ A[L]", "\\nabla_{A}L^{[L]} = -\\frac{Y}{A^{[L]}}", "∇_A L[L] = −Y ⊘ A[L]"},
    {"dZ[L] = vjp(Z[L], gA[L])", "dZ^{[L]} = J(Z^{[L]})^{T} \\, \\nabla_{A}L^{[L]}",
     "dZ[L] = J(Z[L])ᵀ ∇_A L[L]"},
    {"dZ[L] = gA[L] .* f'(Z[L])", "dZ^{[L]} = \\nabla_{A}L^{[L]} \\odot f'(Z^{[L]})",
     "dZ[L] = ∇_A L[L] ⊙ f′(Z[L])"},
    {"dZ[l] = (w[l+1]^T * dZ[l+1]) .* f'(Z[l])",
     "dZ^{[l]} = \\left[w^{[l+1]T} \\, dZ^{[l+1]}\\right] \\odot f'(Z^{[l]})",
     "dZ[l] = [w[l+1]ᵀ dZ[l+1]] ⊙ f′(Z[l])"},
    {"dw[l] = 1/m * dZ[l] * A[l-1]^T", "dw^{[l]} = \\frac{1}{m} \\, dZ^{[l]} \\, A^{[l-1]T}",
     "dw[l] = (1/m) dZ[l] A[l-1]ᵀ"},
    {"db[l] = 1/m * rowsum(dZ[l])", "db^{[l]} = \\frac{1}{m} \\, \\operatorname{rowsum}(dZ^{[l]})",
     "db[l] = (1/m) rowsum(dZ[l])"},
    {"w[l] = w[l] - alpha * dw[l]", "w^{[l]} \\leftarrow w^{[l]} - \\alpha \\, dw^{[l]}",
     "w[l] ← w[l] − α dw[l]"},
    {"b[l] = b[l] - alpha * db[l]", "b^{[l]} \\leftarrow b^{[l]} - \\alpha \\, db^{[l]}",
     "b[l] ← b[l] − α db[l]"},
};

static const struct line unambiguous[] = {
    {"dZ[l] = w[l+1]^T * dZ[l+1] .* f'(Z[l])",
     "dZ^{[l]} = \\left[w^{[l+1]T} \\, dZ^{[l+1]}\\right] \\odot f'(Z^{[l]})",
     "dZ[l] = [w[l+1]ᵀ dZ[l+1]] ⊙ f′(Z[l])"},
    {"C = (m / alpha) / m", "C = \\frac{\\frac{m}{\\alpha}}{m}", "C = (m/α)/m"},
    {"C = m / alpha / m", "C = \\frac{\\frac{m}{\\alpha}}{m}", "C = (m/α)/m"},
    {"C = m / (alpha / m)", "C = \\frac{m}{\\frac{\\alpha}{m}}", "C = m/(α/m)"},
    {"A[l] = (A[l] / m)^2", "A^{[l]} \\leftarrow \\left(\\frac{A^{[l]}}{m}\\right)^{2}",
     "A[l] ← (A[l]/m)²"},
    {"A[l] = A[l]^2", "A^{[l]} \\leftarrow \\left(A^{[l]}\\right)^{2}", "A[l] ← (A[l])²"},
    {"A[l] = (A[l] - Y)^T", "A^{[l]} \\leftarrow \\left(A^{[l]} - Y\\right)^{T}",
     "A[l] ← (A[l] − Y)ᵀ"},
    {"A[l] = -(A[l])^2", "A^{[l]} \\leftarrow -\\left(A^{[l]}\\right)^{2}", "A[l] ← −(A[l])²"},
    {"A[l] = A[l] - -Y", "A^{[l]} \\leftarrow A^{[l]} - \\left(-Y\\right)", "A[l] ← A[l] − (−Y)"},
    {"A[l] = A[l] .* -Y", "A^{[l]} \\leftarrow A^{[l]} \\odot \\left(-Y\\right)",
     "A[l] ← A[l] ⊙ (−Y)"},
    {"A[l] = A[l] - -Y ./ A[l]", "A^{[l]} \\leftarrow A^{[l]} - \\left(-\\frac{Y}{A^{[l]}}\\right)",
     "A[l] ← A[l] − (−Y ⊘ A[l])"},
    {"A[l] = A[l]^T^2^T", "A^{[l]} \\leftarrow \\left(\\left(A^{[l]T}\\right)^{2}\\right)^{T}",
     "A[l] ← ((A[l]ᵀ)²)ᵀ"},
    {"C = sum(A[l])^2", "C = \\left(\\sum(A^{[l]})\\right)^{2}", "C = (Σ(A[l]))²"},
    {"C = sum(A[l]) * sum(A[l])", "C = \\left(\\sum(A^{[l]})\\right) \\, \\sum(A^{[l]})",
     "C = (Σ(A[l])) Σ(A[l])"},
    {"C = 2 * 3 * m * 2", "C = 2 \\cdot 3 \\, m \\cdot 2", "C = 2 · 3 m · 2"},
    {"C = 1e-7 * m + 2.5e20 - 1e-7^2",
     "C = 10^{-7} \\, m + 2.5 \\cdot 10^{20} - \\left(10^{-7}\\right)^{2}",
     "C = 10⁻⁷ m + 2.5·10²⁰ − (10⁻⁷)²"},
    {"A[l] = gA[l]^T / m", "A^{[l]} = \\frac{\\left(\\nabla_{A}L^{[l]}\\right)^{T}}{m}",
     "A[l] = (∇_A L[l])ᵀ/m"},
    {"A[l] = gA[l]^2 / m", "A^{[l]} = \\frac{\\left(\\nabla_{A}L^{[l]}\\right)^{2}}{m}",
     "A[l] = (∇_A L[l])²/m"},
    {"A[l] = m / gA[l]", "A^{[l]} = \\frac{m}{\\nabla_{A}L^{[l]}}", "A[l] = m/(∇_A L[l])"},
    {"dw[l](1,2) = dZ[l](1,i) * A[l-1](12,j)", "dw_{12}^{[l]} = dZ_{1i}^{[l]} \\, A_{12,j}^{[l-1]}",
     "dw₁₂[l] = dZ₁ᵢ[l] A_{12,j}[l-1]"},
    {"gA[l](1,2) = 1", "\\left(\\nabla_{A}L^{[l]}\\right)_{12} = 1", "(∇_A L[l])₁₂ = 1"},
    {"b[l] = unit(i, 3) + unit(2, 4) * m", "b^{[l]} = e_{i} + e_{2} \\, m", "b[l] = eᵢ + e₂ m"},
    {"A[l] = Y .* Y * Y .* Y", "A^{[l]} = \\left[\\left(Y \\odot Y\\right) \\, Y\\right] \\odot Y",
     "A[l] = [(Y ⊙ Y) Y] ⊙ Y"},
    {"A[l] = Y * Y ./ Y", "A^{[l]} = \\frac{Y \\, Y}{Y}", "A[l] = [Y Y] ⊘ Y"},
    {"A[l] = Y ./ Y ./ Y .* Y", "A^{[l]} = \\frac{\\frac{Y}{Y}}{Y} \\odot Y",
     "A[l] = ((Y ⊘ Y) ⊘ Y) ⊙ Y"},
    {"A[l] = vjp(Z[l], gA[l] - Y) .* Y * vjp(Z[l], -Y)",
     "A^{[l]} = \\left(\\left(J(Z^{[l]})^{T} \\, \\left(\\nabla_{A}L^{[l]} - Y\\right)\\right) "
     "\\odot Y\\right) \\, \\left(J(Z^{[l]})^{T} \\, \\left(-Y\\right)\\right)",
     "A[l] = ((J(Z[l])ᵀ (∇_A L[l] − Y)) ⊙ Y) (J(Z[l])ᵀ (−Y))"},
    {"A[l] = Y * A[l]^T", "A^{[l]} \\leftarrow Y \\, A^{[l]T}", "A[l] ← Y A[l]ᵀ"},
    {"A[l] = f(Z[l])^T * diag(rowsum(Y)) * log(Y)",
     "A^{[l]} = f(Z^{[l]})^{T} \\, \\operatorname{diag}\\left(\\operatorname{rowsum}(Y)\\right) "
     "\\, \\log(Y)",
     "A[l] = f(Z[l])ᵀ diag(rowsum(Y)) log(Y)"},
    {"A[L-1] = f(Z[L-1]) + abs(Y) .* exp(-Y)",
     "A^{[L-1]} = f(Z^{[L-1]}) + \\left|Y\\right| \\odot \\exp\\left(-Y\\right)",
     "A[L-1] = f(Z[L-1]) + |Y| ⊙ exp(−Y)"},
    {"A[l] = -1/m * Y - alpha * Y / m", "A^{[l]} = -\\frac{1}{m} \\, Y - \\frac{\\alpha \\, Y}{m}",
     "A[l] = −(1/m) Y − α Y/m"},
    {"C = -2 * m", "C = -2 \\, m", "C = −2 m"},
    {"C = m * -2 + alpha", "C = m \\, \\left(-2\\right) + \\alpha", "C = m (−2) + α"},
    {"A[l] = A[l]^T .* A[l]^2", "A^{[l]} \\leftarrow A^{[l]T} \\odot \\left(A^{[l]}\\right)^{2}",
     "A[l] ← A[l]ᵀ ⊙ (A[l])²"},
    {"A[l] = -sum(Y) * A[l]", "A^{[l]} \\leftarrow \\left(-\\sum(Y)\\right) \\, A^{[l]}",
     "A[l] ← (−Σ(Y)) A[l]"},
    {"C = sum(Y) / m", "C = \\frac{\\sum(Y)}{m}", "C = Σ(Y)/m"},
    {"A[l] = (Y * Y)^T", "A^{[l]} = \\left[Y \\, Y\\right]^{T}", "A[l] = [Y Y]ᵀ"},
    {"A[l] = ((Y))", "A^{[l]} = \\left(Y\\right)", "A[l] = (Y)"},
    {"A[l] = (Y + (Y - Y))", "A^{[l]} = \\left(Y + \\left(Y - Y\\right)\\right)",
     "A[l] = (Y + (Y − Y))"},
    {"A[l] = Y * (-Y)", "A^{[l]} = Y \\, \\left(-Y\\right)", "A[l] = Y (−Y)"},
    {"C = rows(Y) * cols(Y) * m", "C = \\operatorname{rows}(Y) \\, \\operatorname{cols}(Y) \\, m",
     "C = rows(Y) cols(Y) m"},
    {"C = 0.1 + 1.50 + 100000 - 0.0001", "C = 0.1 + 1.5 + 100000 - 0.0001",
     "C = 0.1 + 1.5 + 100000 − 0.0001"},
};

#endif
