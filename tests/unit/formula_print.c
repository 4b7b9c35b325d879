
#include "formula_print_fixture.h"

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

int main(void) {
    static const struct test tests[] = {
        {"formulas of the notes", test_notes},
        {"nothing reads otherwise than it computes", test_unambiguous},
        {"layers outside the network", test_layers_outside},
        {"a tensor alone", test_tensor_alone},
    };
    return test_run(tests, TEST_COUNT(tests));
}
