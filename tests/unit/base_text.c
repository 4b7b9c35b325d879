#include "test.h"

#include "base/text.h"
#include "base/utf8.h"

static void test_builder(void) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    EXPECT_STRING(text.bytes, "");
    for (int i = 0; i < 1000; i++) {
        text_append_format(&text, "%d,", i % 10);
    }
    text_append(&text, "a\0b", 3);
    EXPECT_INT(text.length, 2003);
    EXPECT(memcmp(text.bytes + 1998, "9,a\0b", 6) == 0);
    EXPECT_STRING(text_format(arena, "%s-%d", "x", 7), "x-7");
    arena_destroy(arena);
}

static void test_utf8(void) {
    static const struct {
        const char *bytes;
        size_t size;
        uint32_t code_point;
    } cases[] = {
        {"a", 1, 'a'},
        {"\xC3\xA9", 2, 0xE9},
        {"\xE4\xB8\xAD", 3, 0x4E2D},
        {"\xEF\xBF\xBF", 3, 0xFFFF},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
        {"\xC0\xAF", 0, 0},
        {"\xE0\x80\xAF", 0, 0},
        {"\xED\xA0\x80", 0, 0},
        {"\xF4\x90\x80\x80", 0, 0},
        {"\xFF", 0, 0},
        {"\x80", 0, 0},
        {"\xE4\xB8", 0, 0},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        uint32_t code_point = 0;
        size_t length = strlen(cases[i].bytes);
        EXPECT_INT(utf8_decode(cases[i].bytes, length, &code_point), cases[i].size);
        EXPECT_INT(code_point, cases[i].code_point);
        char bytes[4];
        if (cases[i].size > 0) {
            EXPECT_INT(utf8_encode(code_point, bytes), cases[i].size);
            EXPECT(memcmp(bytes, cases[i].bytes, cases[i].size) == 0);
        }
    }
    EXPECT_INT(utf8_count("a\xE4\xB8\xAD\xFF\xFF", 6), 4);
}

static void test_width(void) {
    EXPECT_INT(utf8_width('a'), 1);
    EXPECT_INT(utf8_width(0x4E2D), 2);
    EXPECT_INT(utf8_width(0xFF0C), 2);
    EXPECT_INT(utf8_width(0x301), 0);
    EXPECT_INT(utf8_width(0x1B), -1);
    EXPECT_INT(utf8_width(0x9B), -1);
    EXPECT_INT(utf8_width(0x202E), -1);
    EXPECT_INT(utf8_width(0x2202), 1);
}

static void test_position(void) {
    const char *text = "ab\n\xE4\xB8\xAD"
                       "c\n";
    struct text_position position = text_position_at(text, 8, 6);
    EXPECT_INT(position.line, 2);
    EXPECT_INT(position.column, 2);
    position = text_position_at(text, 8, 8);
    EXPECT_INT(position.line, 3);
    EXPECT_INT(position.column, 1);
    position = text_position_at(text, 8, 2);
    EXPECT_INT(position.line, 1);
    EXPECT_INT(position.column, 3);
}

/* Behind a full array there is more room, where it stands or elsewhere; what was there comes along.
 */
static void test_growing(void) {
    struct arena *arena = arena_create();
    size_t *items = NULL;
    size_t capacity = 0;
    size_t moves = 0;
    for (size_t count = 0; count < 1000; count++) {
        size_t *before = items;
        size_t old = capacity;
        items = arena_grow(arena, items, count, sizeof *items, &capacity);
        EXPECT(capacity > count);
        EXPECT((count == old) == (capacity > old) && (items == before || capacity > old));
        moves += items != before;
        items[count] = count;
    }
    EXPECT(moves > 0 && moves < 20);
    for (size_t i = 0; i < 1000; i++) {
        EXPECT_INT(items[i], i);
    }
    arena_destroy(arena);
}

static void test_nearest(void) {
    static const char *const words[] = {"activation", "units", "weights", "biases"};
    EXPECT_STRING(text_nearest("activaton", words, 4), "activation");
    EXPECT_STRING(text_nearest("Units", words, 4), "units");
    EXPECT_STRING(text_nearest("wieghts", words, 4), "weights");
    EXPECT_STRING(text_nearest("bias", words, 4), "biases");
    /* Who stops in the middle of a word means that one, and none of as many letters. */
    static const char *const options[] = {"--set", "--iterations", "--inside", "--it-all"};
    EXPECT_STRING(text_nearest("--it", options, 3), "--iterations");
    static const char *const long_ones[] = {
        "weights of the last layer, of the one before, and so on", "weights"};
    EXPECT_STRING(text_nearest("wieghts", long_ones, 2), "weights");
    EXPECT(text_nearest("wieghts", long_ones, 1) == NULL);
    EXPECT_STRING(text_nearest("--IT", options, 4), "--it-all");
    static const char *const lessons[] = {"four-equations", "four/shapes-and-more", "xor"};
    EXPECT_STRING(text_nearest("four", lessons, 3), "four-equations");
    /* A swap counts once: two replacements would be too many for a word of two letters. */
    static const char *const schemes[] = {"xavier", "he"};
    EXPECT_STRING(text_nearest("eh", schemes, 2), "he");
    static const char *const languages[] = {"en", "zh"};
    EXPECT(text_nearest("cn", languages, 2) == NULL);
    EXPECT_STRING(text_nearest("hz", languages, 2), "zh");
    static const char *const notations[] = {"ladder", "delta", "mlbook", "layer", "four"};
    EXPECT(text_nearest("my-book", notations, 5) == NULL);
    EXPECT(text_nearest("book", notations, 5) == NULL);
    EXPECT_STRING(text_nearest("mlbok", notations, 5), "mlbook");
    EXPECT_STRING(text_nearest("Layers", notations, 5), "layer");
    EXPECT(text_nearest("optimizer", words, 4) == NULL);
    EXPECT(text_nearest("", words, 4) == NULL);
}

int main(void) {
    static const struct test tests[] = {
        {"a text grows", test_builder},      {"strict UTF-8", test_utf8},
        {"width of characters", test_width}, {"line and column", test_position},
        {"the nearest word", test_nearest},  {"an array grows", test_growing},
    };
    return test_run(tests, TEST_COUNT(tests));
}
