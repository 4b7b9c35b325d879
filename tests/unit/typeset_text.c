/* Formulas as lines of Unicode. */
#include "typeset/read/math_text.h"

#include "base/file.h"
#include "base/text.h"
#include "test.h"

#include <string.h>

static const char *root;

static const struct {
    const char *tex, *line;
} written[] = {
    {"\\delta^{[2]} = \\left(w^{[3]T} \\, \\delta^{[3]}\\right) \\odot "
     "\\sigma'\\left(z^{[2]}\\right)",
     "δ[2] = (w[3]T δ[3]) ⊙ σ′(z[2])"},
    {"\\frac{\\partial L}{\\partial z}", "∂L/∂z"},
    {"\\frac{a+b}{2}", "(a + b)/2"},
    {"\\frac{a}{b_2} x + \\frac{1}{2}^n = \\frac{1}{m} \\, \\sum_k y",
     "(a/b₂)x + (1/2)ⁿ = (1/m) ∑ₖ y"},
    {"x^2 + y_{12}", "x² + y₁₂"},
    {"-x - -y", "−x − −y"},
    {"\\hat{y}", "y\xCC\x82"},
    {"\\sqrt{a+b} + \\sqrt[3]{x}", "√(a + b) + ³√x"},
    {"\\alpha = 0.5", "α = 0.5"},
    {"W^\\top", "W^⊤"},
    {"\\sum_{k} w_{k} \\delta_{k}", "∑ₖ wₖδₖ"},
    {"\\mathbf{W} \\mathcal{L} \\mathbb{E}", "Wℒ𝔼"},
    {"\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", "[1  2; 3  4]"},
    {"f(x, y)", "f(x, y)"},
    {"\\log a + \\log(b)", "log a + log(b)"},
    {"a \\text{ if } b", "a if b"},
    {"10^{-3}", "10⁻³"},
    {"w_{\\max}", "w_max"},
    {"\\overline{x}", "x\xCC\x85"},
    {"|x|", "|x|"},
    {"z^{(t+1)}", "z(t + 1)"},
    {"\\boldsymbol{\\Delta}W - \\boldsymbol{\\nabla}L", "ΔW − ∇L"},
    {"\\relax x + \\displaystyle y \\nonumber", "x + y"},
};

static void formulas_are_lines(void) {
    for (size_t i = 0; i < TEST_COUNT(written); i++) {
        struct arena *arena = arena_create();
        EXPECT_STRING(math_text_of_tex(arena, written[i].tex), written[i].line);
        arena_destroy(arena);
    }
}

/* The formulas of the notes, one to a line with its style before it. */
static void nothing_of_tex_is_left(void) {
    struct arena *arena = arena_create();
    struct file_content file = {.bytes = ""};
    const char *message = NULL;
    const char *path = text_format(arena, "%s/tests/golden/typeset/formulas.txt", root);
    EXPECT(file_read(arena, path, 1 << 20, &file, &message));
    size_t count = 0;
    for (char *line = strtok((char *)(uintptr_t)file.bytes, "\n"); line != NULL;
         line = strtok(NULL, "\n")) {
        if (strncmp(line, "d ", 2) == 0 || strncmp(line, "t ", 2) == 0) {
            const char *text = math_text_of_tex(arena, line + 2);
            if (strpbrk(text, "\\{}&") != NULL && strstr(line, "\\{") == NULL &&
                strstr(line, "cases") == NULL) {
                test_failures++;
                printf("# %s\n# %s\n", line, text);
            }
            count++;
        }
    }
    EXPECT(count > 40);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"formulas are lines", formulas_are_lines},
        {"nothing of TeX is left", nothing_of_tex_is_left},
    };
    return test_run(tests, TEST_COUNT(tests));
}
