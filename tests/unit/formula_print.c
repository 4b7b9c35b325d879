#include "formula_fixture.h"
#include "test.h"

enum { GENERIC = -1 };

static void begin(struct fixture *fixture, int notation) {
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
static const struct statement *parse(struct fixture *fixture, const char *source) {
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

static const char *print(struct fixture *fixture, const char *source, enum print_format format,
                         int layer) {
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

static void expect_lines(int notation, int layer, const struct line *lines, size_t count) {
    struct fixture fixture;
    begin(&fixture, notation);
    for (size_t i = 0; i < count; i++) {
        EXPECT_STRING(print(&fixture, lines[i].source, PRINT_TEX, layer), lines[i].tex);
        EXPECT_STRING(print(&fixture, lines[i].source, PRINT_TEXT, layer), lines[i].text);
    }
    arena_destroy(fixture.arena);
}

/* ---- the notes ---- */

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

static const struct line four_at_2[] = {
    {"Z[l] = w[l] * A[l-1] + b[l]", "Z^{[2]} = w^{[2]} \\, A^{[1]} + b^{[2]}",
     "Z[2] = w[2] A[1] + b[2]"},
    {"A[l] = f(Z[l])", "A^{[2]} = \\tanh(Z^{[2]})", "A[2] = tanh(Z[2])"},
    {"A[L] = f(Z[L])", "A^{[3]} = \\sigma(Z^{[3]})", "A[3] = σ(Z[3])"},
    {"A[1] = f(Z[1])", "A^{[1]} = \\operatorname{ReLU}(Z^{[1]})", "A[1] = ReLU(Z[1])"},
    {"dZ[l] = (w[l+1]^T * dZ[l+1]) .* f'(Z[l])",
     "dZ^{[2]} = \\left[w^{[3]T} \\, dZ^{[3]}\\right] \\odot \\tanh'(Z^{[2]})",
     "dZ[2] = [w[3]ᵀ dZ[3]] ⊙ tanh′(Z[2])"},
    {"gA[L] = -Y ./ A[L] + (1 - Y) ./ (1 - A[L])",
     "\\nabla_{A}L^{[3]} = -\\frac{Y}{A^{[3]}} + \\frac{1 - Y}{1 - A^{[3]}}",
     "∇_A L[3] = −Y ⊘ A[3] + (1 − Y) ⊘ (1 − A[3])"},
    {"dw[l] = 1/m * dZ[l] * A[l-1]^T", "dw^{[2]} = \\frac{1}{m} \\, dZ^{[2]} \\, A^{[1]T}",
     "dw[2] = (1/m) dZ[2] A[1]ᵀ"},
    {"dw[l](i,j) = 1/m * dZ[l](i,k) * A[l-1](j,k)",
     "dw_{ij}^{[2]} = \\frac{1}{m} \\, dZ_{ik}^{[2]} \\, A_{jk}^{[1]}",
     "dwᵢⱼ[2] = (1/m) dZᵢₖ[2] Aⱼₖ[1]"},
    {"w[l] = w[l] - alpha * dw[l]", "w^{[2]} \\leftarrow w^{[2]} - \\alpha \\, dw^{[2]}",
     "w[2] ← w[2] − α dw[2]"},
};

static const struct line ladder[] = {
    {"Z[l] = A[l-1] * W[l] + b[l]", "Z_{l} = A_{l-1} \\cdot W_{l} + b_{l}", "Zₗ = Aₗ₋₁ · Wₗ + bₗ"},
    {"A[l] = f(Z[l])", "A_{l} = f(Z_{l})", "Aₗ = f(Zₗ)"},
    {"loss = 1/E * (1/2 * sum((A[L] - Y)^2))",
     "\\mathcal{L} = \\frac{1}{E} \\, \\left[\\frac{1}{2} \\, \\sum\\left(\\left(A_{L} - "
     "Y\\right)^{2}\\right)\\right]",
     "ℒ = (1/E) [(1/2) Σ((A_L − Y)²)]"},
    {"loss = 1/E * sum(-Y .* log(A[L]) - (1 - Y) .* log(1 - A[L]))",
     "\\mathcal{L} = \\frac{1}{E} \\, \\sum\\left(-Y \\circ \\log(A_{L}) - \\left(1 - Y\\right) "
     "\\circ \\log\\left(1 - A_{L}\\right)\\right)",
     "ℒ = (1/E) Σ(−Y ∘ log(A_L) − (1 − Y) ∘ log(1 − A_L))"},
    {"dA[L] = 1/E * (A[L] - Y)",
     "\\frac{\\partial\\mathcal{L}}{\\partial A_{L}} = \\frac{1}{E} \\, \\left(A_{L} - Y\\right)",
     "∂ℒ/∂A_L = (1/E) (A_L − Y)"},
    {"dA[L] = 1/E * (-Y ./ A[L] + (1 - Y) ./ (1 - A[L]))",
     "\\frac{\\partial\\mathcal{L}}{\\partial A_{L}} = \\frac{1}{E} \\, \\left(-\\frac{Y}{A_{L}} + "
     "\\frac{1 - Y}{1 - A_{L}}\\right)",
     "∂ℒ/∂A_L = (1/E) (−Y ⊘ A_L + (1 − Y) ⊘ (1 − A_L))"},
    {"dZ[L] = 1/E * (A[L] - Y)",
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{L}} = \\frac{1}{E} \\, \\left(A_{L} - Y\\right)",
     "∂ℒ/∂Z_L = (1/E) (A_L − Y)"},
    {"dZ[L] = vjp(Z[L], dA[L])",
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{L}} = "
     "\\frac{\\partial\\mathcal{L}}{\\partial A_{L}} \\cdot J(Z_{L})",
     "∂ℒ/∂Z_L = ∂ℒ/∂A_L · J(Z_L)"},
    {"dZ[L] = dA[L] .* A[L] .* (1 - A[L])",
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{L}} = \\frac{\\partial\\mathcal{L}}{\\partial "
     "A_{L}} \\circ A_{L} \\circ \\left(1 - A_{L}\\right)",
     "∂ℒ/∂Z_L = ∂ℒ/∂A_L ∘ A_L ∘ (1 − A_L)"},
    {"dZ[L] = dA[L] .* f'(Z[L])",
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{L}} = \\frac{\\partial\\mathcal{L}}{\\partial "
     "A_{L}} \\circ f'(Z_{L})",
     "∂ℒ/∂Z_L = ∂ℒ/∂A_L ∘ f′(Z_L)"},
    {"dW[l] = A[l-1]^T * dZ[l]",
     "\\frac{\\partial\\mathcal{L}}{\\partial W_{l}} = A_{l-1}^{T} \\cdot "
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{l}}",
     "∂ℒ/∂Wₗ = Aₗ₋₁ᵀ · ∂ℒ/∂Zₗ"},
    {"db[l] = colsum(dZ[l])",
     "\\frac{\\partial\\mathcal{L}}{\\partial b_{l}} = "
     "\\operatorname{colsum}\\left(\\frac{\\partial\\mathcal{L}}{\\partial Z_{l}}\\right)",
     "∂ℒ/∂bₗ = colsum(∂ℒ/∂Zₗ)"},
    {"dZ[l-1] = (dZ[l] * W[l]^T) .* A[l-1] .* (1 - A[l-1])",
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{l-1}} = "
     "\\left[\\frac{\\partial\\mathcal{L}}{\\partial Z_{l}} \\cdot W_{l}^{T}\\right] \\circ "
     "A_{l-1} \\circ \\left(1 - A_{l-1}\\right)",
     "∂ℒ/∂Zₗ₋₁ = [∂ℒ/∂Zₗ · Wₗᵀ] ∘ Aₗ₋₁ ∘ (1 − Aₗ₋₁)"},
    {"dZ[l-1] = (dZ[l] * W[l]^T) .* f'(Z[l-1])",
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{l-1}} = "
     "\\left[\\frac{\\partial\\mathcal{L}}{\\partial Z_{l}} \\cdot W_{l}^{T}\\right] \\circ "
     "f'(Z_{l-1})",
     "∂ℒ/∂Zₗ₋₁ = [∂ℒ/∂Zₗ · Wₗᵀ] ∘ f′(Zₗ₋₁)"},
    {"W[l] = W[l] - eta * dW[l]",
     "W_{l} \\leftarrow W_{l} - \\eta \\, \\frac{\\partial\\mathcal{L}}{\\partial W_{l}}",
     "Wₗ ← Wₗ − η ∂ℒ/∂Wₗ"},
    {"b[l] = b[l] - eta * db[l]",
     "b_{l} \\leftarrow b_{l} - \\eta \\, \\frac{\\partial\\mathcal{L}}{\\partial b_{l}}",
     "bₗ ← bₗ − η ∂ℒ/∂bₗ"},
};

static const struct line ladder_at_2[] = {
    {"Z[l] = A[l-1] * W[l] + b[l]", "Z_{2} = A_{1} \\cdot W_{2} + b_{2}", "Z₂ = A₁ · W₂ + b₂"},
    {"A[l] = f(Z[l])", "A_{2} = \\tanh(Z_{2})", "A₂ = tanh(Z₂)"},
    {"dZ[l-1] = (dZ[l] * W[l]^T) .* A[l-1] .* (1 - A[l-1])",
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{1}} = "
     "\\left[\\frac{\\partial\\mathcal{L}}{\\partial Z_{2}} \\cdot W_{2}^{T}\\right] \\circ A_{1} "
     "\\circ \\left(1 - A_{1}\\right)",
     "∂ℒ/∂Z₁ = [∂ℒ/∂Z₂ · W₂ᵀ] ∘ A₁ ∘ (1 − A₁)"},
    {"dW[l] = A[l-1]^T * dZ[l]",
     "\\frac{\\partial\\mathcal{L}}{\\partial W_{2}} = A_{1}^{T} \\cdot "
     "\\frac{\\partial\\mathcal{L}}{\\partial Z_{2}}",
     "∂ℒ/∂W₂ = A₁ᵀ · ∂ℒ/∂Z₂"},
    {"W[l] = W[l] - eta * dW[l]",
     "W_{2} \\leftarrow W_{2} - \\eta \\, \\frac{\\partial\\mathcal{L}}{\\partial W_{2}}",
     "W₂ ← W₂ − η ∂ℒ/∂W₂"},
    {"dW[l](i,j) = A[l-1](k,i) * dZ[l](k,j)",
     "\\left(\\frac{\\partial\\mathcal{L}}{\\partial W_{2}}\\right)_{ij} = A_{1,ki} \\, "
     "\\left(\\frac{\\partial\\mathcal{L}}{\\partial Z_{2}}\\right)_{kj}",
     "(∂ℒ/∂W₂)ᵢⱼ = A_{1,ki} (∂ℒ/∂Z₂)ₖⱼ"},
    {"W[l] = dW[l]^T / E + dW[l]^2 - eta / dW[l] * (dW[l] / E)",
     "W_{2} = \\frac{\\left(\\frac{\\partial\\mathcal{L}}{\\partial W_{2}}\\right)^{T}}{E} + "
     "\\left(\\frac{\\partial\\mathcal{L}}{\\partial W_{2}}\\right)^{2} - "
     "\\frac{\\eta}{\\frac{\\partial\\mathcal{L}}{\\partial W_{2}}} \\cdot "
     "\\left(\\frac{\\frac{\\partial\\mathcal{L}}{\\partial W_{2}}}{E}\\right)",
     "W₂ = (∂ℒ/∂W₂)ᵀ/E + (∂ℒ/∂W₂)² − (η/(∂ℒ/∂W₂)) · ((∂ℒ/∂W₂)/E)"},
};

static const struct line delta[] = {
    {"z[l] = W[l] * a[l-1] + b[l]", "z^{(l)} = W^{(l)} \\, a^{(l-1)} + b^{(l)}",
     "z⁽ˡ⁾ = W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾"},
    {"loss = -y^T * log(a[L])", "\\mathcal{L} = -y^{T} \\, \\log(a^{(L)})", "ℒ = −yᵀ log(a⁽ᴸ⁾)"},
    {"delta[L] = ga[L] .* f'(z[L])", "\\delta^{(L)} = \\nabla_{a}^{(L)} \\odot f'(z^{(L)})",
     "δ⁽ᴸ⁾ = ∇_a⁽ᴸ⁾ ⊙ f′(z⁽ᴸ⁾)"},
    {"delta[l] = diag(f'(z[l])) * W[l+1]^T * delta[l+1]",
     "\\delta^{(l)} = \\operatorname{diag}\\left(f'(z^{(l)})\\right) \\, W^{(l+1)T} \\, "
     "\\delta^{(l+1)}",
     "δ⁽ˡ⁾ = diag(f′(z⁽ˡ⁾)) W⁽ˡ⁺¹⁾ᵀ δ⁽ˡ⁺¹⁾"},
    {"delta[L] = jacobian(z[L])^T * ga[L]", "\\delta^{(L)} = J(z^{(L)})^{T} \\, \\nabla_{a}^{(L)}",
     "δ⁽ᴸ⁾ = J(z⁽ᴸ⁾)ᵀ ∇_a⁽ᴸ⁾"},
    {"dW[l](i,j) = delta[l](i,1) * a[l-1](j,1)",
     "\\left(\\nabla_{W}^{(l)}\\right)_{ij} = \\delta_{i1}^{(l)} \\, a_{j1}^{(l-1)}",
     "(∇_W⁽ˡ⁾)ᵢⱼ = δᵢ₁⁽ˡ⁾ aⱼ₁⁽ˡ⁻¹⁾"},
};

/* A note's own cases, and diag(h > 0). */
static const struct line mlbook_relations[] = {
    {"z[l] = [h[l] > 0]",
     "z^{(l)} = \\begin{cases} 1, & h^{(l)} > 0 \\\\ 0, & h^{(l)} \\leq 0 \\end{cases}",
     "z⁽ˡ⁾ = [h⁽ˡ⁾ > 0]"},
    {"z[l] = 1 ./ (1 + exp(-h[l]))^2 + exp(h[l])^2",
     "z^{(l)} = \\frac{1}{\\left(1 + e^{-h^{(l)}}\\right)^{2}} + "
     "\\left(e^{h^{(l)}}\\right)^{2}",
     "z⁽ˡ⁾ = 1 ⊘ (1 + exp(−h⁽ˡ⁾))² + exp(h⁽ˡ⁾)²"},
    {"z[l] = diag([h[l] > 0])", "z^{(l)} = \\operatorname{diag}\\left(h^{(l)} > 0\\right)",
     "z⁽ˡ⁾ = diag(h⁽ˡ⁾ > 0)"},
};

static const struct line four_derivatives[] = {
    {"dZ[l](j) = partial(C, Z[l](j))", "dZ_{j}^{[l]} = \\frac{\\partial C}{\\partial Z_{j}^{[l]}}",
     "dZⱼ[l] = ∂C/∂Zⱼ[l]"},
    {"dZ[l] = sum(k, rows(Z[l+1]), partial(C, Z[l+1](k)) * partial(Z[l+1](k), Z[l](j)))",
     "dZ^{[l]} = \\sum_{k} \\frac{\\partial C}{\\partial Z_{k}^{[l+1]}} \\, "
     "\\frac{\\partial Z_{k}^{[l+1]}}{\\partial Z_{j}^{[l]}}",
     "dZ[l] = Σₖ ∂C/∂Zₖ[l+1] ∂Zₖ[l+1]/∂Zⱼ[l]"},
    {"dw[l] = partial(w[l] * A[l-1] + b[l], w[l](i,j))^T",
     "dw^{[l]} = \\left(\\frac{\\partial \\left(w^{[l]} \\, A^{[l-1]} + "
     "b^{[l]}\\right)}{\\partial w_{ij}^{[l]}}\\right)^{T}",
     "dw[l] = (∂(w[l] A[l-1] + b[l])/∂wᵢⱼ[l])ᵀ"},
    {"dZ[l] = partial(f(Z[l]), Z[l]) ./ partial(A[l], Z[l])",
     "dZ^{[l]} = \\frac{\\frac{\\partial f(Z^{[l]})}{\\partial Z^{[l]}}}{\\frac{\\partial "
     "A^{[l]}}{\\partial Z^{[l]}}}",
     "dZ[l] = ∂f(Z[l])/∂Z[l] ⊘ ∂A[l]/∂Z[l]"},
    {"A[l] = 1 / partial(C, Z[l](1,1))",
     "A^{[l]} = \\frac{1}{\\frac{\\partial C}{\\partial Z_{11}^{[l]}}}", "A[l] = 1/(∂C/∂Z₁₁[l])"},
    {"A[l] = max(0, Z[l]) + max(Z[l] - 1, Z[l])",
     "A^{[l]} = \\max\\left(0, Z^{[l]}\\right) + \\max\\left(Z^{[l]} - 1, Z^{[l]}\\right)",
     "A[l] = max(0, Z[l]) + max(Z[l] − 1, Z[l])"},
    {"A[l] = f[l](w[l] * A[l-1]) .* f'[l](Z[l] + 1)",
     "A^{[l]} = f\\left(w^{[l]} \\, A^{[l-1]}\\right) \\odot f'\\left(Z^{[l]} + 1\\right)",
     "A[l] = f(w[l] A[l-1]) ⊙ f′(Z[l] + 1)"},
    {"A[l] = [Z[l] > 0] .* dZ[l] - [1 <= Z[l]]",
     "A^{[l]} = \\left[Z^{[l]} > 0\\right] \\odot dZ^{[l]} - \\left[1 \\leq Z^{[l]}\\right]",
     "A[l] = [Z[l] > 0] ⊙ dZ[l] − [1 ≤ Z[l]]"},
};

/* What runs over a letter: in letters, and at layer 2 with 2 units above 4. */
static const struct line four_piles[] = {
    {"dZ[l] = column(j, rows(Z[l]), partial(C, Z[l](j,1)))",
     "dZ^{[l]} = \\begin{bmatrix} \\frac{\\partial C}{\\partial Z_{11}^{[l]}} \\\\ \\vdots "
     "\\\\ \\frac{\\partial C}{\\partial Z_{j1}^{[l]}} \\\\ \\vdots \\end{bmatrix}",
     "dZ[l] = [∂C/∂Z₁₁[l]; ⋮; ∂C/∂Zⱼ₁[l]; ⋮]"},
    {"dw[l] = row(k, cols(w[l]), b[l](k))",
     "dw^{[l]} = \\begin{bmatrix} b_{1}^{[l]} & \\cdots & b_{k}^{[l]} & \\cdots \\end{bmatrix}",
     "dw[l] = [b₁[l]  …  bₖ[l]  …]"},
    {"C = add(k, rows(b[l]), b[l](k))", "C = \\sum_{k} b_{k}^{[l]}", "C = Σₖ bₖ[l]"},
    {"A[L] = sqrt(Y) ./ (sqrt(A[L] - Y) + 1)",
     "A^{[L]} \\leftarrow \\frac{\\sqrt{Y}}{\\sqrt{A^{[L]} - Y} + 1}",
     "A[L] ← √(Y) ⊘ (√(A[L] − Y) + 1)"},
    {"C = norm2(A[L] - Y)", "C = \\left\\|A^{[L]} - Y\\right\\|_{2}^{2}", "C = ‖A[L] − Y‖²"},
    {"w[l] = identity(2)^T", "w^{[l]} = I^{T}", "w[l] = Iᵀ"},
};

static const struct line four_piles_at_2[] = {
    {"A[l] = column(j, rows(Z[l]), dZ[l](j,1) * 2)",
     "A^{[2]} = \\begin{bmatrix} dZ_{11}^{[2]} \\cdot 2 \\\\ dZ_{21}^{[2]} \\cdot 2 "
     "\\end{bmatrix}",
     "A[2] = [dZ₁₁[2] · 2; dZ₂₁[2] · 2]"},
    {"w[l] = column(j, rows(w[l]), row(k, 3, w[l](j,k)))",
     "w^{[2]} \\leftarrow \\begin{bmatrix} w_{11}^{[2]} & w_{12}^{[2]} & w_{13}^{[2]} \\\\ "
     "w_{21}^{[2]} & w_{22}^{[2]} & w_{23}^{[2]} \\end{bmatrix}",
     "w[2] ← [w₁₁[2]  w₁₂[2]  w₁₃[2]; w₂₁[2]  w₂₂[2]  w₂₃[2]]"},
    {"A[l] = column(j, 7, row(k, 8, w[l](j,k)))",
     "A^{[2]} = \\begin{bmatrix} w_{11}^{[2]} & w_{12}^{[2]} & \\cdots & w_{18}^{[2]} \\\\ "
     "w_{21}^{[2]} & w_{22}^{[2]} & \\cdots & w_{28}^{[2]} \\\\ \\vdots & \\vdots & \\ddots & "
     "\\vdots \\\\ w_{71}^{[2]} & w_{72}^{[2]} & \\cdots & w_{78}^{[2]} \\end{bmatrix}",
     "A[2] = [w₁₁[2]  w₁₂[2]  …  w₁₈[2]; w₂₁[2]  w₂₂[2]  …  w₂₈[2]; ⋮; w₇₁[2]  w₇₂[2]  …  "
     "w₇₈[2]]"},
    {"C = add(k, cols(w[l]), w[l](1,k) * b[l](k)) - add(k, 2, b[l](k))",
     "C = w_{11}^{[2]} \\, b_{1}^{[2]} + w_{12}^{[2]} \\, b_{2}^{[2]} + w_{13}^{[2]} \\, "
     "b_{3}^{[2]} + w_{14}^{[2]} \\, b_{4}^{[2]} - \\left(b_{1}^{[2]} + b_{2}^{[2]}\\right)",
     "C = w₁₁[2] b₁[2] + w₁₂[2] b₂[2] + w₁₃[2] b₃[2] + w₁₄[2] b₄[2] − (b₁[2] + b₂[2])"},
    {"C = 2 * add(k, 9, -b[l](k)) / m",
     "C = \\frac{2 \\, \\left(\\left(-b_{1}^{[2]}\\right) + \\left(-b_{2}^{[2]}\\right) + "
     "\\left(-b_{3}^{[2]}\\right) + \\dots + \\left(-b_{9}^{[2]}\\right)\\right)}{m}",
     "C = 2 ((−b₁[2]) + (−b₂[2]) + (−b₃[2]) + … + (−b₉[2]))/m"},
};

/* The line that goes on, and the one whose left side is no tensor. */
static const struct line four_lines[] = {
    {"= w[l](k,j) * f'(Z[l](j))", "= w_{kj}^{[l]} \\, f'(Z_{j}^{[l]})", "= wₖⱼ[l] f′(Zⱼ[l])"},
    {"partial(Z[l+1](k), Z[l](j)) = w[l+1](k,j)",
     "\\frac{\\partial Z_{k}^{[l+1]}}{\\partial Z_{j}^{[l]}} = w_{kj}^{[l+1]}",
     "∂Zₖ[l+1]/∂Zⱼ[l] = wₖⱼ[l+1]"},
};

static const struct line layer[] = {
    {"y[l] = W[l] * a[l-1] + b[l]", "y^{[1]} = W^{[1]} \\cdot a^{[0]} + b^{[1]}",
     "y[1] = W[1] · a[0] + b[1]"},
    {"loss = sum((a[L] - t)^2) / (2 * m)",
     "E = \\frac{\\sum\\left(\\left(a^{[3]} - t\\right)^{2}\\right)}{2 \\, m}",
     "E = Σ((a[3] − t)²)/(2 m)"},
    {"loss = -sum(t .* log(a[L])) / m", "E = -\\frac{\\sum\\left(t * \\log(a^{[3]})\\right)}{m}",
     "E = −Σ(t * log(a[3]))/m"},
    {"dW[l] = dy[l] * a[l-1]^T / m",
     "\\frac{\\partial E}{\\partial W^{[1]}} = \\frac{\\frac{\\partial E}{\\partial y^{[1]}} "
     "\\cdot a^{[0]T}}{m}",
     "∂E/∂W₁ = ∂E/∂y₁ · a[0]ᵀ/m"},
    {"db[l] = rowsum(dy[l]) / m",
     "\\frac{\\partial E}{\\partial b^{[1]}} = "
     "\\frac{\\operatorname{rowsum}\\left(\\frac{\\partial E}{\\partial y^{[1]}}\\right)}{m}",
     "∂E/∂b₁ = rowsum(∂E/∂y₁)/m"},
};

static void test_notes(void) {
    expect_lines(FIXTURE_FOUR, GENERIC, four, TEST_COUNT(four));
    expect_lines(FIXTURE_FOUR, 2, four_at_2, TEST_COUNT(four_at_2));
    expect_lines(FIXTURE_LADDER, GENERIC, ladder, TEST_COUNT(ladder));
    expect_lines(FIXTURE_LADDER, 2, ladder_at_2, TEST_COUNT(ladder_at_2));
    expect_lines(FIXTURE_DELTA, GENERIC, delta, TEST_COUNT(delta));
    expect_lines(FIXTURE_LAYER, 1, layer, TEST_COUNT(layer));
    expect_lines(FIXTURE_FOUR, GENERIC, four_derivatives, TEST_COUNT(four_derivatives));
    expect_lines(FIXTURE_FOUR, GENERIC, four_lines, TEST_COUNT(four_lines));
    expect_lines(FIXTURE_FOUR, GENERIC, four_piles, TEST_COUNT(four_piles));
    expect_lines(FIXTURE_FOUR, 2, four_piles_at_2, TEST_COUNT(four_piles_at_2));
    expect_lines(FIXTURE_MLBOOK, GENERIC, mlbook_relations, TEST_COUNT(mlbook_relations));
}

/* ---- nothing that reads otherwise than it computes ---- */

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

static void test_unambiguous(void) {
    expect_lines(FIXTURE_FOUR, GENERIC, unambiguous, TEST_COUNT(unambiguous));
}

/* A layer that the network does not have is printed as it is; the callbacks never hear of it. */
static const struct symbol_form *strict_form(const void *context, int symbol, int layer_asked) {
    const struct fixture *fixture = context;
    EXPECT(layer_asked >= -1 && layer_asked <= fixture->last_layer);
    return fixture_form(context, symbol, layer_asked);
}

static bool strict_activation(const void *context, int layer_asked, enum activation *ret) {
    const struct fixture *fixture = context;
    EXPECT(layer_asked >= 0 && layer_asked <= fixture->last_layer);
    return fixture_layer_activation(context, layer_asked, ret);
}

static void test_layers_outside(void) {
    struct fixture fixture;
    begin(&fixture, FIXTURE_FOUR);
    const struct statement *statement =
        parse(&fixture, "Z[7] = f(Z[l-3]) + f(Z[L+1]) + f(Z[99]) + f(Y * Y) + f(Y)");
    for (int at = -1; at <= 3; at++) {
        struct printer printer = fixture_printer(&fixture, PRINT_TEXT, at);
        printer.symbol = strict_form;
        printer.activation = strict_activation;
        struct text_builder text;
        text_begin(&text, fixture.arena);
        print_statement(&printer, statement, &text, NULL);
        if (at == 1) {
            EXPECT_STRING(text.bytes, "Z[7] = f(Z[-2]) + f(Z[4]) + f(Z[99]) + f(Y Y) + f(Y)");
        }
    }
    arena_destroy(fixture.arena);
}

static void test_tensor_alone(void) {
    struct fixture fixture;
    begin(&fixture, FIXTURE_LADDER);
    struct printer printer = fixture_printer(&fixture, PRINT_TEXT, 2);
    struct text_builder text;
    text_begin(&text, fixture.arena);
    print_tensor(&printer, 8, (struct tensor_index){INDEX_LAYER, 1}, &text);
    text_append_string(&text, ", ");
    print_tensor(&printer, 4, (struct tensor_index){INDEX_NONE, 0}, &text);
    EXPECT_STRING(text.bytes, "∂ℒ/∂W₃, Y");
    arena_destroy(fixture.arena);
}

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
        const struct print_filling filling = {&filler, write_filler, is_filler_inline, i % 2 == 1};
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
        {"formulas of the notes", test_notes},
        {"nothing reads otherwise than it computes", test_unambiguous},
        {"layers outside the network", test_layers_outside},
        {"a tensor alone", test_tensor_alone},
        {"elements with forms of their own", test_elements},
        {"a line about its left side", test_line_about_its_left},
        {"pieces", test_pieces},
        {"pieces lie inside each other", test_pieces_lie_inside_each_other},
        {"nodes are filled in", test_filled},
    };
    return test_run(tests, TEST_COUNT(tests));
}
