/* How much one formula may be, and messages about long ones. */
#include "formula_parse_fixture.h"

static void test_limits(void) {
    struct arena *arena = arena_create();
    struct formula_error error = {0};
    EXPECT(parse_repeated(arena, "y = ", "(", 40, "1", ")", &error) != NULL);
    EXPECT(parse_repeated(arena, "y = ", "(", 41, "1", ")", &error) == NULL);
    EXPECT_STRING(error.message, "too many parentheses inside each other (at most 40)");
    EXPECT_INT(error.begin, 45);
    EXPECT(parse_repeated(arena, "y = ", "sum(", 40, "1", ")", &error) != NULL);
    EXPECT(parse_repeated(arena, "y = ", "sum(", 41, "1", ")", &error) == NULL);
    EXPECT_STRING(error.message, "too many parentheses inside each other (at most 40)");
    EXPECT(parse_repeated(arena, "y = y", "^T", 399, "", "", &error) != NULL);
    EXPECT(parse_repeated(arena, "y = y", "^T", 400, "", "", &error) == NULL);
    EXPECT_STRING(error.message, "the formula is too long (more than 400 operations and operands)");
    EXPECT(parse_repeated(arena, "y = y", "^T", 10000, "", "", &error) == NULL);
    EXPECT_STRING(error.message, "the formula is too long (20005 bytes, at most 2000)");
    EXPECT(parse_repeated(arena, "y = y", " ", 1995, "", "", &error) != NULL);
    EXPECT(parse_repeated(arena, "y = y", " ", 1996, "", "", &error) == NULL);
    EXPECT_STRING(error.message, "the formula is too long (2001 bytes, at most 2000)");
    arena_destroy(arena);
}

static void test_messages_are_cut_at_a_character(void) {
    struct formula_error error;
    char long_text[400];
    for (size_t shift = 0; shift < 3; shift++) {
        size_t length = 0;
        memset(long_text, 'x', shift);
        for (length = shift; length + 4 < sizeof long_text; length += 3) {
            memcpy(long_text + length, "→", 3);
        }
        long_text[length] = '\0';
        formula_error_set(&error, 1, 2, "%s", long_text);
        size_t cut = strlen(error.message);
        EXPECT(cut > sizeof error.message - 4 && cut < sizeof error.message);
        EXPECT_INT((cut - shift) % 3, 0);
    }
}

int main(void) {
    static const struct test tests[] = {
        {"limits", test_limits},
        {"messages are cut at a character", test_messages_are_cut_at_a_character},
    };
    return test_run(tests, TEST_COUNT(tests));
}
