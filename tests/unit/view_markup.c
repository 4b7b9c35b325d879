/* An author's markup, and the symbols in its formulas. */
#include "view_fixture.h"

#include "tell/script/names.h"
#include "tell/script/prose_check.h"
#include "typeset/math.h"
#include "typeset/prose/markup.h"

static const char *root;

/* ---- markup ---- */

/* "text|B:bold|E:emphasis|C:code|M:math|end|item" */
static const char *parsed(struct arena *arena, const char *text) {
    static const char *const marks[MARKUP_KIND_COUNT] = {
        [MARKUP_CODE] = "C:", [MARKUP_MATH] = "M:", [MARKUP_END] = "end", [MARKUP_ITEM] = "item"};
    struct markup markup = markup_parse(arena, text);
    struct text_builder result;
    text_begin(&result, arena);
    for (size_t i = 0; i < markup.count; i++) {
        const struct markup_run *run = &markup.runs[i];
        text_append_format(&result, "%s%s%s%s%s", i > 0 ? "|" : "", run->is_bold ? "B:" : "",
                           run->is_emphasis ? "E:" : "",
                           marks[run->kind] != NULL ? marks[run->kind] : "", run->text);
    }
    return result.bytes;
}

static void test_markup(void) {
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", ""},
        {"plain words", "plain words"},
        {"a **b c** d", "a |B:b c| d"},
        {"a *b* `c*d*` e", "a |E:b| |C:c*d*| e"},
        {"**a *b* c**", "B:a |B:E:b|B: c"},
        {"let $x^{[1]}$, then", "let |M:x^{[1]}|, then"},
        {"**$a$**", "B:M:a"},
        {"2 * 3 * 4", "2 * 3 * 4"},
        {"5 $ and more", "5 $ and more"},
        {"a ** b", "a ** b"},
        {"not **closed", "not **closed"},
        {"1 \\$ is \\*that\\* \\\\", "1 $ is *that* \\"},
        {"$\\$x$", "M:\\$x"},
        {"one\ntwo", "one two"},
        {"one\n\n\ntwo", "one|end|two"},
        {"such:\n- a\n- **b**", "such:|item|a|item|B:b"},
        {"- a", "item|a"},
        {"**a\n\nb**", "**a|end|b**"},
        {"误差**很大**。", "误差|B:很大|。"},
        {"a-b - c", "a-b - c"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_STRING(parsed(arena, cases[i].text), cases[i].expected);
    }
    arena_destroy(arena);
}

static void test_unclosed(void) {
    size_t at = 0;
    EXPECT(markup_unclosed("a $b$ **c** `d` 2 * 3", &at) == NULL);
    EXPECT(markup_unclosed("\\$ and \\*\\*", &at) == NULL);
    EXPECT_STRING(markup_unclosed("a $b$ and $c", &at), "$");
    EXPECT_INT(at, 10);
    EXPECT_STRING(markup_unclosed("a **b", &at), "**");
    EXPECT_INT(at, 2);
}

/* ---- faults, where they are ---- */

static const char *faults(struct arena *arena, const char *say) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const char *text = text_format(arena, "{\"script\": [{\"at\": {}, \"say\": %s}]}", say);
    const struct lesson lesson = {.stops = (const struct lesson_stop[1]){{.say = NO_WORDS}},
                                  .stop_count = 1};
    const struct file_content file = {text, strlen(text)};
    EXPECT(prose_check(arena, file, &lesson, NULL, &diagnostics) ==
           (diagnostics_total(&diagnostics) == 0));
    const char *printed = diagnostics_print(&diagnostics, "f", text, strlen(text));
    return arena_copy_text(arena, printed, strcspn(printed, "\n"));
}

static void test_faults(void) {
    struct arena *arena = arena_create();
    EXPECT_STRING(faults(arena, "\"all $\\\\delta^{[1]}$ is **well**\""), "");
    EXPECT_STRING(faults(arena, "{\"en\": \"a $b\", \"zh\": \"$c$\"}"),
                  "f:1:41: error: /script/0/say/en: this $ is not closed in its paragraph (a "
                  "backslash makes a sign plain)");
    /* the column counts characters of the file, escapes and all */
    EXPECT_STRING(faults(arena, "\"\\u8bef\\n差 **b\""),
                  "f:1:42: error: /script/0/say: this ** is not closed in its paragraph (a "
                  "backslash makes a sign plain)");
    const char *formula = faults(arena, "\"x $a + \\\\nonsense$\"");
    EXPECT(strncmp(formula, "f:1:39: error: /script/0/say: in the formula $a + \\nonsense$: ",
                   strlen("f:1:39: error: /script/0/say: in the formula $a + \\nonsense$: ")) == 0);
    printf("# %s\n", formula);
    arena_destroy(arena);
}

/* ---- names ---- */

struct reading {
    struct arena *arena;
    const struct program *own, *shown;
    const struct names *names;
};

static struct reading read_in(const char *path, const char *id) {
    struct reading reading = {.arena = arena_create()};
    struct arena *arena = reading.arena;
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    reading.own =
        fixture_program(arena, lesson, fixture_notation(arena, root, lesson->notation), 0);
    reading.shown = strcmp(id, lesson->notation) == 0
                        ? reading.own
                        : fixture_program(arena, lesson, fixture_notation(arena, root, id), 0);
    reading.names =
        names_create(arena, script_create(arena, reading.own, reading.shown), reading.shown);
    return reading;
}

/* "a [b:weight] c": the formula with what its names stand for. */
static const char *named(const struct reading *reading, const char *tex) {
    struct named_math math = names_translate(reading->arena, reading->names, tex);
    struct text_builder text;
    text_begin(&text, reading->arena);
    size_t at = 0;
    for (size_t i = 0; i < math.count; i++) {
        const struct telling_span *span = &math.spans[i];
        text_append(&text, math.tex + at, span->begin - at);
        text_append_format(&text, "<%.*s:%s", (int)(span->end - span->begin),
                           math.tex + span->begin, role_names[span->role]);
        if (span->quantity.tensor >= 0) {
            const struct tensor *tensor = &reading->shown->tensors[span->quantity.tensor];
            EXPECT_INT(tensor->role, span->role);
            text_append_format(&text, " %d", tensor->layer);
        }
        if (span->quantity.row >= 0) {
            text_append_format(&text, " (%ld,%ld)", span->quantity.row + 1,
                               span->quantity.column + 1);
        }
        text_append_string(&text, ">");
        at = span->end;
    }
    text_append_string(&text, math.tex + at);
    return text.bytes;
}

static void test_own_names(void) {
    struct reading four = read_in("tests/lessons/four-equations.json", "four");
    EXPECT_STRING(named(&four, "a^{[3]} - y"),
                  "<a^{[3]}:activation 3 (1,1)> - <y:target -1 (1,1)>");
    EXPECT_STRING(named(&four, "\\delta^{[1]}"), "<\\delta^{[1]}:error 1>");
    EXPECT_STRING(named(&four, "w^{[2]T}\\delta^{[2]}"),
                  "<w^{[2]T}:weight 2><\\delta^{[2]}:error 2>");
    EXPECT_STRING(named(&four, "\\partial L/\\partial w^{[1]}"),
                  "<\\partial L/\\partial w^{[1]}:weight_gradient 1>");
    EXPECT_STRING(named(&four, "\\frac{\\partial L}{\\partial b^{[3]}}"),
                  "<\\frac{\\partial L}{\\partial b^{[3]}}:bias_gradient 3 (1,1)>");
    EXPECT_STRING(named(&four, "L = -\\ln 0.5"), "<L:loss -1 (1,1)> = -\\ln 0.5");
    EXPECT_STRING(named(&four, "w^{[2]}_{1,3}"), "<w^{[2]}_{1,3}:weight 2 (1,3)>");
    EXPECT_STRING(named(&four, "w^{[2]}_{13}"), "<w^{[2]}_{13}:weight 2 (1,3)>");
    EXPECT_STRING(named(&four, "\\delta^{[1]}_2"), "<\\delta^{[1]}_2:error 1 (2,1)>");
    EXPECT_STRING(named(&four, "w^{[9]} + q^{[L]}"), "w^{[9]} + q^{[L]}");
    EXPECT_STRING(named(&four, "a^{[l-1]}"), "<a^{[l-1]}:activation>");
    EXPECT_STRING(named(&four, "\\max(\\alpha, m)"),
                  "\\max(<\\alpha:rate -1 (1,1)>, <m:count -1 (1,1)>)");
    EXPECT_STRING(named(&four, "\\text{L and y}"), "\\text{L and y}");
    EXPECT_STRING(named(&four, "\\alphabet"), "\\alphabet");
    arena_destroy(four.arena);
}

static void test_other_names(void) {
    struct reading ladder = read_in("tests/lessons/four-equations.json", "ladder");
    EXPECT_STRING(named(&ladder, "a^{[3]} - y"),
                  "<a_{3}:activation 3 (1,1)> - <y:target -1 (1,1)>");
    EXPECT_STRING(named(&ladder, "w^{[2]T}"), "<W_{2}^{\\top}:weight 2>");
    EXPECT_STRING(named(&ladder, "\\delta^{[1]}"),
                  "<\\partial \\mathcal{L}/\\partial z_{1}:error 1>");
    EXPECT_STRING(named(&ladder, "z^{[l]}"), "<z_{l}:preactivation>");
    struct reading delta = read_in("tests/lessons/four-equations.json", "delta");
    EXPECT_STRING(named(&delta, "\\delta^{[1]}"), "<\\delta^{(1)}:error 1>");
    EXPECT_STRING(named(&delta, "w^{[1]}"), "<W^{(1)}:weight 1>");
    arena_destroy(ladder.arena);
    arena_destroy(delta.arena);
}

/* A name that begins like another: the longer one is meant. */
static void test_longest_names(void) {
    struct reading ladder = read_in("tests/lessons/ladder/three-layers.json", "ladder");
    EXPECT_STRING(named(&ladder, "W_{2}^{\\top} + W_{2}"),
                  "<W_{2}^{\\top}:weight 2> + <W_{2}:weight 2>");
    EXPECT_STRING(named(&ladder, "\\alphabet"), "\\alphabet");
    EXPECT_STRING(named(&ladder, "\\etas"), "\\etas");
    arena_destroy(ladder.arena);
}

/* An index before the layer, as notes print it, and one without braces. */
static void test_other_spellings(void) {
    struct reading four = read_in("tests/lessons/four-equations.json", "four");
    EXPECT_STRING(named(&four, "w_{21}^{[1]} + w_{jk}^{[1]} + q_{21}^{[1]}"),
                  "<w^{[1]}_{21}:weight 1 (2,1)> + <w^{[1]}:weight 1>_{jk} + q_{21}^{[1]}");
    EXPECT_STRING(named(&four, "z_2^{[1]}"), "<z^{[1]}_2:preactivation 1 (2,1)>");
    EXPECT_STRING(named(&four, "a_2, e_{, x_"), "a_2, e_{, x_");
    arena_destroy(four.arena);
    struct reading own = read_in("tests/lessons/ladder/neurons.json", "ladder");
    EXPECT_STRING(named(&own, "z_1 + z_9"), "<z_{1}:preactivation 1> + z_9");
    arena_destroy(own.arena);
    struct reading other = read_in("tests/lessons/four-equations.json", "ladder");
    EXPECT_STRING(named(&other, "w_{jk}^{[1]}"), "w_{jk}^{[1]}");
    struct named_math math = names_translate(other.arena, other.names, "w_{13}^{[2]}");
    EXPECT_INT(math.count, 1);
    EXPECT_INT(math.spans[0].quantity.row, 2);
    arena_destroy(other.arena);
}

/* An element keeps its place in the network where the matrix lies the other way. */
static void test_elements(void) {
    struct reading ladder = read_in("tests/lessons/four-equations.json", "ladder");
    struct named_math math = names_translate(ladder.arena, ladder.names, "w^{[2]}_{1,3}");
    EXPECT_INT(math.count, 1);
    EXPECT_INT(math.spans[0].quantity.row, 2);
    EXPECT_INT(math.spans[0].quantity.column, 0);
    EXPECT(strstr(math.tex, "w^{[2]}") == NULL);
    arena_destroy(ladder.arena);
}

/* Every formula of the shipped scripts can be set, in every notation. */
static void test_shipped_formulas(void) {
    static const char *const paths[] = {"tests/lessons/four-equations.json",
                                        "tests/lessons/xor.json",
                                        "tests/lessons/mlbook/absolute-value.json"};
    static const char *const ids[] = {"four", "ladder", "delta", "mlbook", "layer"};
    int formulas = 0;
    int symbols = 0;
    for (size_t i = 0; i < TEST_COUNT(paths) * TEST_COUNT(ids); i++) {
        struct reading reading = read_in(paths[i / TEST_COUNT(ids)], ids[i % TEST_COUNT(ids)]);
        const struct lesson *lesson = reading.own->lesson;
        for (size_t s = 0; s < lesson->stop_count * LANGUAGE_COUNT; s++) {
            const char *text = lesson->stops[s / LANGUAGE_COUNT].say.in[s % LANGUAGE_COUNT];
            size_t at = 0;
            EXPECT(markup_unclosed(text, &at) == NULL);
            struct markup markup = markup_parse(reading.arena, text);
            for (size_t k = 0; k < markup.count; k++) {
                if (markup.runs[k].kind != MARKUP_MATH) {
                    continue;
                }
                struct named_math math =
                    names_translate(reading.arena, reading.names, markup.runs[k].text);
                struct math_error error;
                if (math_parse(reading.arena, math.tex, strlen(math.tex), &error) == NULL) {
                    test_failures++;
                    printf("# %s: %s\n", math.tex, error.message);
                }
                formulas++;
                symbols += (int)math.count;
            }
        }
        arena_destroy(reading.arena);
    }
    printf("# %d formulas, %d symbols\n", formulas, symbols);
    EXPECT(formulas > 200 && symbols > 200);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"markup", test_markup},
        {"what is not closed", test_unclosed},
        {"faults in what is said", test_faults},
        {"names of the lesson's notation", test_own_names},
        {"names of another notation", test_other_names},
        {"the longest name is meant", test_longest_names},
        {"elements of another notation", test_elements},
        {"names in other spellings", test_other_spellings},
        {"the formulas of the shipped scripts", test_shipped_formulas},
    };
    return test_run(tests, TEST_COUNT(tests));
}
