/* What is typed into a line is read as it is meant: where a formula breaks off, how it is shown
 * while it is typed, shapes and signs. */
#include "mistake_fixture.h"

#include "checks/answer/answer_formula.h"
#include "checks/answer/answer_shape.h"
#include "checks/answer/answer_tex.h"

static const char *root;
static struct arena *arena;

/* Of a step of a lesson, in a notation. */
static const struct recording *record(const char *path, const char *notation, long step) {
    const struct program *program = fixture_program(arena, fixture_lesson(arena, root, path),
                                                    fixture_notation(arena, root, notation), 0);
    struct recording *recording = ARENA_NEW(arena, struct recording); /* it points into itself */
    EXPECT(recording_of_step(arena, program, step, recording));
    return recording;
}

/* ---- formulas that break off ---- */

struct fault_case {
    const char *text;
    size_t begin;
    const char *message;
};

static const struct fault_case fault_cases[] = {
    {"σ δ[2]", 0, "this is no symbol of the notation"},
    {"exp δ[2]", 4, "a \"(\" is missing here"},
    {"σ(δ[2]", 8, "a \")\" is missing here"},
    {"vjp 0", 4, "a \"(\" is missing here"},
    {"max(0 1)", 7, "a \",\" is missing here"},
    {"max(0)", 5, "a \",\" is missing here"},
    {"max(0, δ[2]", 12, "a \")\" is missing here"},
    {"e^{1)}", 4, "this is not closed"},
    {"(1 + 2)_{1}", 7, "only a tensor has elements"},
    {"(w[2] δ[2])^{3}", 14, "only a transpose or a square can stand here"},
    {"Σ_k δ[2]", 0, "nothing in this sum has its index"},
    {"Σ_{+} δ[2]", 2, "this is no index"},
    {"sum(k, )", 7, "this is no symbol of the notation"},
    {"sum(k, 2 δ[2])", 14, "a \",\" is missing here"},
    {"sum(k, 2, δ[2]", 15, "a \")\" is missing here"},
    {"f(w[2])", 0, "this function cannot be taken of that"},
    {"f'(w[2])", 0, "this function cannot be taken of that"},
    {"----------------------------------------------1", 39,
     "too many parentheses inside each other"},
    {"σ^{\\prime}(δ[2]", 17, "a \")\" is missing here"},
    {"((((((((((((((((((((((((1))))))))))))))))))))))))", 20,
     "too many parentheses inside each other"},
    {"-((((((((((((((((((((((((1))))))))))))))))))))))))", 20,
     "too many parentheses inside each other"},
    {"{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{1", 40, "too many braces inside each other"},
};

static void expect_fault(const struct recording *recording, const struct fault_case *expected) {
    const size_t cell[2] = {1, 1};
    struct answer_formula formula;
    struct answer_fault fault = {0, 0, ""};
    printf("# %s\n", expected->text);
    EXPECT(!answer_formula_read(arena, recording, cell, expected->text, &formula, &fault));
    EXPECT_INT(fault.begin, expected->begin);
    EXPECT_STRING(fault.message, expected->message);
}

static void test_faults(void) {
    enum { FAR = 1001 };
    const struct recording *recording = record("tests/lessons/mazur.json", "four", 8);
    for (size_t i = 0; i < TEST_COUNT(fault_cases); i++) {
        expect_fault(recording, &fault_cases[i]);
    }
    char *text = arena_alloc(arena, FAR + 1, 1);
    memset(text, '1', FAR);
    text[FAR] = '\0';
    expect_fault(recording, &(struct fault_case){text, 0, "the answer is too long"});
}

/* ---- while it is typed ---- */

struct shown_case {
    const char *path, *notation;
    long step;
    const char *typed, *tex;
};

static const struct shown_case shown_cases[] = {
    {"tests/lessons/mazur.json", "four", 8, "w[2](1,2) δ[2]", "w^{[2]}_{12}\\delta^{[2]}"},
    {"tests/lessons/mazur.json", "four", 8, "w[2]_{ij}", "w^{[2]}_{ij}"},
    {"tests/lessons/mazur.json", "four", 8, "w[2](12,3)", "w^{[2]}_{12,3}"},
    {"tests/lessons/mazur.json", "four", 8, "b[2]_1", "b^{[2]}_{1}"},
    {"tests/lessons/four-equations.json", "four", 8, "a[1]_2^2", "a^{[1]}_{2}{}^{2}"},
    {"tests/lessons/mazur.json", "four", 8, "w[2]T", "w^{[2]T}"},
    {"tests/lessons/mazur.json", "four", 8, "\\{w[2]\\} # y", "\\{w^{[2]}\\} y"},
    {"tests/lessons/mazur.json", "ladder", 8, "W_2^T", "W_{2}^{\\top}"},
    {"tests/lessons/mazur.json", "mlbook", 8, "W⁽²⁾ᵀ", "\\mathbf{W}^{(2)\\top}"},
    {"tests/lessons/mazur.json", "layer", 7, "∂a/∂y[2]", "f'(y_{2\\times 1}^{[2]})"},
    {"tests/lessons/xor.json", "four", 8, "A^{[1](2)}_3", "A^{[1]}_{32}"},
    {"tests/lessons/xor.json", "four", 8, "A_3^{[1](2)}", "A^{[1]}_{32}"},
    {"tests/lessons/mazur.json", "layer", 7, "y[2](2,1)", "y_{2\\times 1,21}^{[2]}"},
    {"tests/lessons/xor.json", "ladder", 8, "A_{1,3}^{(2)}", "A_{1,23}"},
};

static void test_shown(void) {
    for (size_t i = 0; i < TEST_COUNT(shown_cases); i++) {
        const struct shown_case *shown = &shown_cases[i];
        const struct recording *recording = record(shown->path, shown->notation, shown->step);
        struct answer_tex read;
        EXPECT(answer_tex_read(arena, recording, shown->typed, &read));
        printf("# %s\n", shown->typed);
        EXPECT_STRING(read.tex, shown->tex);
    }
}

/* ---- shapes and signs ---- */

static void test_shapes(void) {
    static const struct {
        const char *text;
        size_t rows, columns; /* 0: it is none */
        size_t begin;
    } cases[] = {
        {"2×3", 2, 3, 0},    {"2 by 3", 2, 3, 0}, {"2×3×4", 0, 0, 4},
        {"2×3x4y", 0, 0, 6}, {"2", 0, 0, 1},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct shape shape = {0, 0};
        struct answer_fault fault = {0, 0, ""};
        bool is_read = answer_shape_read(arena, cases[i].text, &shape, &fault);
        printf("# %s\n", cases[i].text);
        EXPECT_INT(is_read, cases[i].rows > 0);
        EXPECT(!is_read || (shape.rows == cases[i].rows && shape.columns == cases[i].columns));
        EXPECT_INT(fault.begin, cases[i].begin);
    }
}

static void test_signs(void) {
    static const struct {
        const char *text;
        int sign;
    } cases[] = {{" − ", -1}, {"  + ", 1}, {" 减小 ", -1}, {"  zero  ", 0}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        int sign = 7;
        struct answer_fault fault;
        EXPECT(answer_shape_read_sign(arena, cases[i].text, &sign, &fault));
        EXPECT_INT(sign, cases[i].sign);
    }
}

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    arena = arena_create();
    const struct test tests[] = {
        {"where a formula breaks off", test_faults},
        {"a formula while it is typed", test_shown},
        {"shapes", test_shapes},
        {"signs", test_signs},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(arena);
    return status;
}
