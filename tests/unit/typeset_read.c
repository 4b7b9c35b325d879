/* Reading TeX: what is refused, where and why; and the tables of names. */
#include "base/text.h"
#include "font_fixture.h"
#include "test.h"
#include "typeset/math.h"
#include "typeset/math_glyph.h"
#include "typeset/read/math_symbols.h"

#include <stdlib.h>

static const char *root;

static const struct {
    const char *source;
    size_t begin, end;
    const char *message;
} refused[] = {
    {"a + \\delte^2", 4, 10, "unknown command \\delte; did you mean \\delta?"},
    {"\\zzzzzzz", 0, 8, "unknown command \\zzzzzzz"},
    {"x^", 2, 2, "^ needs something behind it"},
    {"x_}", 2, 3, "_ needs something behind it"},
    {"a}", 1, 2, "this } has no {"},
    {"{a", 0, 1, "this { has no }"},
    {"x^2^3", 3, 4, "two superscripts behind one symbol: use braces"},
    {"x_1_2", 3, 4, "two subscripts behind one symbol: use braces"},
    {"\\frac{1}", 8, 8, "\\frac needs something behind it"},
    {"\\stackrel{!}", 12, 12, "\\stackrel needs something behind it"},
    {"x^%", 2, 3, "\"%\" is written \"\\%\""},
    {"\\left( x", 0, 5, "this \\left has no \\right"},
    {"\\left x \\right)", 6, 7, "\\left needs a bracket, a bar or \".\" behind it"},
    {"x \\right)", 2, 8, "\\right without \\left"},
    {"a & b", 2, 3, "& outside of a matrix"},
    {"a \\\\ b", 2, 4, "\\\\ outside of a matrix"},
    {"\\begin{bmatrix} 1 & 2", 0, 6, "this \\begin has no \\end"},
    {"\\begin{bmatrix} 1 \\end{pmatrix}", 18, 31, "\\end of another environment than \\begin"},
    {"\\begin{matrx} 1 \\end{matrx}", 0, 13,
     "unknown environment; there are matrix, bmatrix, pmatrix, vmatrix, cases, aligned, array"},
    {"\\begin{array}{lx} 1 \\end{array}", 15, 16, "columns are l, c or r"},
    /* what follows the mistake, or that nothing does, does not make up for it */
    {"\\begin{array}{lx}", 15, 16, "columns are l, c or r"},
    {"\\begin{matrix} \\zzzzzzz \\end{matrix}", 15, 23, "unknown command \\zzzzzzz"},
    {"\\sum_{\\substack{\\zzzzzzz}}", 16, 24, "unknown command \\zzzzzzz"},
    {"\\left( \\zzzzzzz \\right)", 7, 15, "unknown command \\zzzzzzz"},
    {"\\end{matrix}", 0, 4, "\\end without \\begin"},
    {"\\begin{matrix} {1 & 2} \\end{matrix}", 18, 19, "& inside of braces"},
    {"\\frac{1 \\\\ 2}{3}", 8, 10, "\\\\ inside of braces"},
    {"\\left( {1 \\right)", 7, 8, "this { has no }"},
    {"\\hat \\right)", 5, 11, "\\hat needs something behind it"},
    {"100%", 3, 4, "\"%\" is written \"\\%\""},
    {"$x$", 0, 1, "\"$\" is written \"\\$\""},
    {"\\slot{x}", 0, 8, "\\slot takes a number: \\slot{0}"},
    {"\\slot{99999999999}", 0, 18, "\\slot takes a number: \\slot{0}"},
    {"\\sqrt[3 x", 5, 6, "this [ has no ]"},
    {"x\\limits", 1, 8, "\\limits is not behind an operator"},
    {"\\hspace{3 yards}", 0, 16, "\\hspace takes a length: {1em}, {3mu}"},
    {"\\text", 5, 5, "\\text needs {braces} behind it"},
    {"\\text{if {x}", 5, 6, "this { has no }"},
    {"\\sum_{\\substack i}", 16, 17, "\\substack needs {braces} behind it"},
    {"\\sum_{\\substack{i", 15, 16, "this { has no }"},
    {"\\not x", 0, 6, "\\not stands before =, \\in or \\exists"},
    {"a\\", 1, 2, "\\ at the end"},
    {"a\\\x01", 1, 3, "\\ before what is no name"},
    {"a\xFF", 1, 2, "this is no UTF-8"},
    {"\\text{\xE4}", 6, 7, "this is no UTF-8"},
    {"a\x01", 1, 2, "a control character"},
};

static void errors_name_their_bytes(void) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct arena *arena = arena_create();
        struct math_error error = {0};
        const char *source = refused[i].source;
        EXPECT(math_parse(arena, source, strlen(source), &error) == NULL);
        EXPECT_STRING(error.message, refused[i].message);
        EXPECT_INT(error.begin, refused[i].begin);
        EXPECT_INT(error.end, refused[i].end);
        EXPECT(math_parse(arena, source, strlen(source), NULL) == NULL);
        arena_destroy(arena);
    }
}

static void what_is_in_the_subset_is_read(void) {
    static const char *const read[] = {"",
                                       " ",
                                       "{}",
                                       "x''^2",
                                       "x^2'",
                                       "{}^2",
                                       "^2",
                                       "\\,x^2",
                                       "f'_i",
                                       "a^\\frac12",
                                       "\\hat\\bar x",
                                       "\\sqrt[]{x}",
                                       "\\sqrt[n+1]{[x]}",
                                       "\\begin{matrix}\\end{matrix}",
                                       "\\begin{matrix}1&2\\\\[2pt]3\\\\\\end{matrix}",
                                       "\\begin{cases}[a]\\\\[b]\\end{cases}",
                                       "\\left.x\\middle|y\\right>",
                                       "\\sum\\nolimits_i^n",
                                       "\\sum_{\\substack{i\\\\j}}",
                                       "{\\bf W}x",
                                       "\\not=\\not\\in",
                                       "\\hspace{-1.5em}",
                                       "ŷ₁²ᵀ 中文 a",
                                       "\\text{if $x$ \\{a\\}}"};
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        struct arena *arena = arena_create();
        struct math_error error = {0};
        EXPECT(math_parse(arena, read[i], strlen(read[i]), &error) != NULL);
        if (error.message[0] != '\0') {
            printf("# %s: bytes %zu-%zu: %s\n", read[i], error.begin, error.end, error.message);
        }
        arena_destroy(arena);
    }
}

/* Reads a pattern that is repeated; true when it was taken. */
static bool reads_repeated(const char *before, size_t times, const char *after, char *message) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < times; i++) {
        text_append_string(&text, before);
    }
    text_append_string(&text, "x");
    for (size_t i = 0; i < times; i++) {
        text_append_string(&text, after);
    }
    struct math_error error = {.message = ""};
    bool is_read = math_parse(arena, text.bytes, text.length, &error) != NULL;
    memcpy(message, error.message, sizeof error.message);
    arena_destroy(arena);
    return is_read;
}

static void depth_and_length_have_limits(void) {
    static const struct {
        const char *before, *after;
    } nests[] = {{"{", "}"},
                 {"x^{", "}"},
                 {"\\hat ", ""},
                 {"\\left(", "\\right)"},
                 {"\\frac{1}{", "}"},
                 {"\\sqrt[2]{", "}"},
                 {"\\begin{matrix}", "\\end{matrix}"}};
    char message[sizeof((struct math_error *)NULL)->message];
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
        EXPECT(reads_repeated(nests[i].before, MATH_MOST_DEPTH / 2, nests[i].after, message));
        EXPECT(!reads_repeated(nests[i].before, MATH_MOST_DEPTH + 1, nests[i].after, message));
        EXPECT_STRING(message, "nested more than 64 deep");
    }
    EXPECT(reads_repeated("x", MATH_MOST_BYTES - 1, "", message));
    EXPECT(!reads_repeated("x", MATH_MOST_BYTES, "", message));
    EXPECT_STRING(message, "longer than 8192 bytes");
}

static void names_are_in_order_and_in_the_font(void) {
    struct math_font *font = fixture_math_font(root);
    size_t count;
    const struct math_command *commands = math_commands(&count);
    EXPECT(count > 300);
    for (size_t i = 0; i < count; i++) {
        const struct math_command *command = &commands[i];
        EXPECT(i == 0 || strcmp(command[-1].name, command->name) < 0);
        EXPECT(math_command_find(command->name, strlen(command->name)) == command);
        bool has_glyph = command->kind <= COMMAND_LARGE || command->kind == COMMAND_ACCENT ||
                         command->kind == COMMAND_BRACE || command->kind == COMMAND_PRIME;
        for (int a = 0; has_glyph && a < ALPHABET_COUNT; a++) {
            uint32_t code = math_alphabet_letter((enum math_alphabet)a, command->code);
            if (math_font_character(font, code) == 0) {
                printf("# \\%s: U+%04X\n", command->name, code);
                EXPECT(false && "the font has every sign");
            }
        }
    }
    for (uint32_t c = '0'; c <= 'z'; c++) {
        for (int a = 0; math_is_letter(c) && a < ALPHABET_COUNT; a++) {
            EXPECT(math_font_character(font, math_alphabet_letter((enum math_alphabet)a, c)) != 0);
        }
    }
    math_font_close(font);
}

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    static const struct test tests[] = {
        {"errors name their bytes", errors_name_their_bytes},
        {"what is in the subset is read", what_is_in_the_subset_is_read},
        {"depth and length have limits", depth_and_length_have_limits},
        {"names are in order and in the font", names_are_in_order_and_in_the_font},
    };
    return test_run(tests, TEST_COUNT(tests));
}
