/* Messages in the reader's language. */
#include "test.h"

#include "base/message.h"
#include "base/text.h"

#include <string.h>

static struct arena *arena;

static const char *in_chinese(const char *message) {
    return message_in(arena, LANGUAGE_CHINESE, message);
}

static void test_english_is_kept(void) {
    EXPECT_STRING(message_in(arena, LANGUAGE_ENGLISH, "expected an object, found 2"),
                  "expected an object, found 2");
}

static void test_parts_are_said_as_well(void) {
    EXPECT_STRING(in_chinese("expected an array of layers, found an object"),
                  "应为层的数组，实为对象");
    EXPECT_STRING(in_chinese("expected one of \"a\", \"b c\", \"d\", found \"x, y\""),
                  "应为 \"a\"、\"b c\"、\"d\" 之一，实为 \"x, y\"");
    EXPECT_STRING(in_chinese("unknown theme \"x\"; there are dark, light"),
                  "未知的配色 \"x\"；可选的有 dark、light");
    EXPECT_STRING(in_chinese("3 numbers, but layer 1 has 2 units (expected 2)"),
                  "有 3 个数，但第 1 层有 2 个神经元（应有 2 个）");
}

static void test_quoted_text_is_not_divided(void) {
    EXPECT_STRING(in_chinese("expected an object, found \"a, found b\""),
                  "应为对象，实为 \"a, found b\"");
    EXPECT_STRING(in_chinese("expected '\"' at the end of the string, found the end of the line"),
                  "应为字符串结尾的 '\"'，实为行尾");
}

/* A formula has parentheses of its own: they stay with it. */
static void test_parentheses_are_not_divided(void) {
    EXPECT_STRING(in_chinese("A[L] .* (1 - A[L]) (4×2) and W[L] (3×2) do not match element by "
                             "element"),
                  "A[L] .* (1 - A[L])（4×2）与 W[L]（3×2）不能逐元素对应");
    EXPECT_STRING(in_chinese("x (1×2) and f(a, (b … (3×2) do not match element by element"),
                  "x（1×2）与 f(a, (b …（3×2）不能逐元素对应");
}

static void test_what_is_given_stays(void) {
    EXPECT_STRING(
        in_chinese("there is no file or lesson 输入x; \"backstep list\" names the lessons"),
        "没有名为输入x 的文件或课程；\"backstep list\" 列出全部课程");
    EXPECT_STRING(in_chinese("nobody has a row for this"), "nobody has a row for this");
}

/* A key is written as in the file, also where its word has a row of its own. */
static void test_names_are_not_translated(void) {
    EXPECT_STRING(in_chinese("unknown key; did you mean \"inputs\"?"),
                  "未知的键；是不是想写 \"inputs\"？");
    EXPECT_STRING(in_chinese("expected a key \"layers\", found none"), "缺少键 \"layers\"");
    EXPECT_STRING(in_chinese("in the column \"rows\": expected a number, found \"notations\""),
                  "“rows”列应为数，实为“notations”");
}

/* What is said of something, "b[1]: …", and what is told before a colon. */
static void test_colons(void) {
    EXPECT_STRING(in_chinese("b[1]: this layer has no biases"), "b[1]：这一层没有偏置");
    EXPECT_STRING(
        in_chinese("this misprint shows nothing: no step before this one has computed it"),
        "这处勘误说明不了什么：之前没有一步算过它");
    EXPECT_STRING(in_chinese("this misprint shows nothing: no matrix has 1.5 rows or columns"),
                  "这处勘误说明不了什么：没有哪个矩阵是 1.5 行或 1.5 列");
    EXPECT_STRING(in_chinese("no matrix has 1.5 rows or columns"),
                  "没有哪个矩阵是 1.5 行或 1.5 列");
}

/* Every row is found from a message that it makes itself, and uses only parts that there are. */
static void test_rows(void) {
    static const struct message_table *const tables[] = {
        &message_file_table, &message_formula_table, &message_command_table};
    for (size_t t = 0; t < TEST_COUNT(tables); t++) {
        for (size_t i = 0; i < tables[t]->count; i++) {
            const struct message_row *row = &tables[t]->rows[i];
            struct text_builder text;
            text_begin(&text, arena);
            int parts = 0;
            for (const char *c = row->in[LANGUAGE_ENGLISH]; *c != '\0'; c++) {
                if (*c == '%') {
                    parts++;
                    text_append_string(&text, *++c == 'd' ? "7" : "@");
                } else {
                    text_append(&text, c, 1);
                }
            }
            const char *chinese = row->in[LANGUAGE_CHINESE];
            for (const char *c = strchr(chinese, '%'); c != NULL; c = strchr(c + 1, '%')) {
                EXPECT(c[1] >= '1' && c[1] <= '0' + parts);
            }
            EXPECT(strcmp(in_chinese(text.bytes), text.bytes) != 0);
        }
    }
}

int main(void) {
    arena = arena_create();
    static const struct test tests[] = {
        {"English is what was said", test_english_is_kept},
        {"the parts of a message are said in the language too", test_parts_are_said_as_well},
        {"what stands in quotes is not divided", test_quoted_text_is_not_divided},
        {"a formula keeps its parentheses", test_parentheses_are_not_divided},
        {"names and unknown messages stay as they are", test_what_is_given_stays},
        {"names in quotes are not translated", test_names_are_not_translated},
        {"what is told before a colon is no name", test_colons},
        {"every row is found and complete", test_rows},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(arena);
    return status;
}
