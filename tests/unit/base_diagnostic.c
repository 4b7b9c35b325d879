#include "test.h"

#include "base/diagnostic.h"
#include "base/text.h"

static const char *print_one(struct arena *arena, const char *source, size_t length, size_t offset,
                             const char *place, const char *message) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics_add(&diagnostics, offset, place, "%s", message);
    return diagnostics_print(&diagnostics, "a.json", source, length);
}

static void test_place(void) {
    struct arena *arena = arena_create();
    EXPECT_STRING(print_one(arena, "{\n  \"a\": 1\n}\n", 13, 9, "/a", "wrong"),
                  "a.json:2:8: error: /a: wrong\n      \"a\": 1\n           ^\n");
    EXPECT_STRING(print_one(arena, "[", 1, 1, "", "open"),
                  "a.json:1:2: error: open\n    [\n     ^\n");
    EXPECT_STRING(print_one(arena, "", 0, 0, "", "empty"),
                  "a.json:1:1: error: empty\n    \n    ^\n");
    EXPECT_STRING(print_one(arena, "1\r\n2\r\n", 6, 3, "", "two"),
                  "a.json:2:1: error: two\n    2\n    ^\n");
    arena_destroy(arena);
}

/* Columns are counted in characters, the caret stands in columns of the terminal. */
static void test_caret(void) {
    struct arena *arena = arena_create();
    const char *wide = "\"\xE4\xB8\xAD\xE6\x96\x87\" x";
    EXPECT_STRING(print_one(arena, wide, strlen(wide), 9, "", "m"),
                  "a.json:1:6: error: m\n    \"\xE4\xB8\xAD\xE6\x96\x87\" x\n           ^\n");
    EXPECT_STRING(print_one(arena, "\t\tx", 3, 2, "", "m"),
                  "a.json:1:3: error: m\n    \t\tx\n    \t\t^\n");
    const char *combining = "e\xCC\x81 x";
    EXPECT_STRING(print_one(arena, combining, strlen(combining), 4, "", "m"),
                  "a.json:1:4: error: m\n    e\xCC\x81 x\n      ^\n");
    arena_destroy(arena);
}

static void test_control_characters(void) {
    struct arena *arena = arena_create();
    EXPECT_STRING(print_one(arena, "a\x1B[2J\xFF\0b", 8, 7, "/\x1B", "say \x1B"),
                  "a.json:1:8: error: /\xEF\xBF\xBD: say \xEF\xBF\xBD\n"
                  "    a\xEF\xBF\xBD[2J\xEF\xBF\xBD\xEF\xBF\xBD"
                  "b\n           ^\n");
    /* U+202E would turn the rest of the line around. */
    EXPECT(strstr(print_one(arena, "\xE2\x80\xAE", 3, 0, "", "m"), "\xE2\x80\xAE") == NULL);
    arena_destroy(arena);
}

static void test_long_line(void) {
    struct arena *arena = arena_create();
    char source[301];
    memset(source, 'a', 300);
    source[300] = '\0';
    source[150] = 'X';
    const char *printed = print_one(arena, source, 300, 150, "", "m");
    const char *line = strchr(printed, '\n') + 1;
    const char *caret = strchr(line, '\n') + 1;
    EXPECT(strncmp(line, "    \xE2\x80\xA6", 7) == 0);
    EXPECT_INT(strchr(line, 'X') - line, 4 + 3 + 60);
    EXPECT_INT(strchr(caret, '^') - caret, 4 + 1 + 60);
    EXPECT(strstr(line, "a\xE2\x80\xA6\n") != NULL);
    arena_destroy(arena);
}

static void test_order_and_most(void) {
    struct arena *arena = arena_create();
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    char source[40];
    memset(source, '\n', sizeof source);
    for (size_t i = 0; i < DIAGNOSTICS_MOST + 3; i++) {
        diagnostics_add(&diagnostics, sizeof source - 1 - i, "", "number %zu", i);
    }
    EXPECT_INT(diagnostics.count, DIAGNOSTICS_MOST);
    EXPECT_INT(diagnostics.dropped, 3);
    EXPECT_INT(diagnostics_total(&diagnostics), DIAGNOSTICS_MOST + 3);
    const char *printed = diagnostics_print(&diagnostics, "a.json", source, sizeof source);
    EXPECT(strncmp(printed, "a.json:21:1: error: number 19\n", 30) == 0);
    EXPECT(strstr(printed, "\na.json: 3 more errors not shown\n") != NULL);
    arena_destroy(arena);
}

int main(void) {
    static const struct test tests[] = {
        {"line, column and place", test_place},
        {"the caret under wide and combining characters and tabs", test_caret},
        {"control characters are never echoed", test_control_characters},
        {"a long line is cut around the caret", test_long_line},
        {"sorted by place, at most so many", test_order_and_most},
    };
    return test_run(tests, TEST_COUNT(tests));
}
