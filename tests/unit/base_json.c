#include "json_cases.h"
#include "test.h"

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct json_limits limits = {.depth = 32, .string_bytes = 64};

static bool accepts(const char *text, size_t length) {
    struct arena *arena = arena_create();
    /* A copy of exactly this size, so that a sanitizer sees a read beyond it. */
    char *copy = malloc(length + 1);
    memcpy(copy, text, length);
    char *tight = realloc(copy, length > 0 ? length : 1);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    bool accepted = json_read(arena, tight, length, &limits, &diagnostics) != NULL;
    EXPECT(accepted == (diagnostics_total(&diagnostics) == 0));
    free(tight);
    arena_destroy(arena);
    return accepted;
}

static void test_suite(void) {
    for (size_t i = 0; i < TEST_COUNT(json_cases); i++) {
        const struct json_case *one = &json_cases[i];
        if (accepts(one->text, one->length) != one->is_accepted) {
            test_failures++;
            printf("# %s should be %s\n", one->name, one->is_accepted ? "accepted" : "refused");
        }
    }
}

/* open repeated count times, then close repeated count times. */
static bool accepts_nested(const char *open, const char *close, size_t count) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < count; i++) {
        text_append_string(&text, open);
    }
    for (size_t i = 0; i < count; i++) {
        text_append_string(&text, close);
    }
    bool accepted = accepts(text.bytes, text.length);
    arena_destroy(arena);
    return accepted;
}

static void test_depth(void) {
    EXPECT(accepts_nested("[", "]", 32));
    EXPECT(!accepts_nested("[", "]", 33));
    EXPECT(!accepts_nested("[", "]", 500));
    EXPECT(!accepts_nested("[", "", 100000));
    EXPECT(!accepts_nested("[{\"\":", "", 50000));
}

static void test_string_length(void) {
    char text[80];
    snprintf(text, sizeof text, "\"%064d\"", 0);
    EXPECT(accepts(text, strlen(text)));
    snprintf(text, sizeof text, "\"%065d\"", 0);
    EXPECT(!accepts(text, strlen(text)));
    /* What counts is the decoded length: 16 pairs of 12 bytes decode to 64. */
    char pairs[16 * 12 + 3] = "\"";
    for (size_t i = 0; i < 16; i++) {
        strcat(pairs, "\\ud83d\\ude00");
    }
    strcat(pairs, "\"");
    EXPECT(accepts(pairs, strlen(pairs)));
}

static const struct json_value *read_text(struct arena *arena, const char *text) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    return json_read(arena, text, strlen(text), &limits, &diagnostics);
}

static void test_values(void) {
    struct arena *arena = arena_create();
    const char *text =
        "{\"a\": [1.5, true, null, false, \"\\u00e9\\ud83d\\ude00\"],\n \"b/~\": {}}";
    const struct json_value *root = read_text(arena, text);
    EXPECT_INT(root->kind, JSON_OBJECT);
    EXPECT_INT(root->count, 2);
    const struct json_value *a = json_member(root, "a");
    EXPECT_INT(a->key_offset, 1);
    EXPECT_INT(a->offset, 6);
    EXPECT_INT(a->count, 5);
    EXPECT(a->parent == root);
    static const enum json_kind kinds[] = {JSON_NUMBER, JSON_TRUE, JSON_NULL, JSON_FALSE,
                                           JSON_STRING};
    const struct json_value *item = a->first;
    for (size_t i = 0; i < 5; i++, item = item->next) {
        EXPECT_INT(item->kind, kinds[i]);
        EXPECT_INT(item->index, i);
        EXPECT(item->parent == a && item->key == NULL);
    }
    EXPECT(item == NULL);
    EXPECT_NEAR(a->first->number, 1.5, 0);
    const struct json_value *last = a->first->next->next->next->next;
    EXPECT_STRING(last->string, "\xC3\xA9\xF0\x9F\x98\x80");
    EXPECT_INT(last->length, 6);
    EXPECT(text[last->offset] == '"');
    EXPECT_STRING(json_pointer(arena, last), "/a/4");
    EXPECT_STRING(json_pointer(arena, root->first->next), "/b~1~0");
    EXPECT_STRING(json_pointer(arena, root), "");
    EXPECT(json_member(root, "A") == NULL);
    EXPECT(json_member(a, "a") == NULL && json_member(NULL, "a") == NULL);
    arena_destroy(arena);
}

static void test_numbers(void) {
    struct arena *arena = arena_create();
    static const struct {
        const char *text;
        double number;
    } cases[] = {{"0", 0},          {"-0.25", -0.25},
                 {"1e-999", 0},     {"1E+2", 100},
                 {"12e0", 12},      {"1.7976931348623157e308", 1.7976931348623157e308},
                 {"5e-324", 5e-324}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const struct json_value *value = read_text(arena, cases[i].text);
        EXPECT(value != NULL && !(value->number < cases[i].number) &&
               !(value->number > cases[i].number));
    }
    EXPECT(read_text(arena, "1e309") == NULL);
    EXPECT(read_text(arena, "-1e309") == NULL);
    arena_destroy(arena);
}

/* All duplicates of a large object, found quickly, decoded names compared. */
static void test_duplicates(void) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(&text, "{");
    for (int i = 0; i < 200000; i++) {
        text_append_format(&text, "\"k%d\":0,", i);
    }
    text_append_string(&text, "\"\\u006b7\":0,\"k199999\":0,\"\\u006B7\":1}");
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    EXPECT(json_read(arena, text.bytes, text.length, &limits, &diagnostics) == NULL);
    EXPECT_INT(diagnostics.count, 3);
    diagnostics_print(&diagnostics, "x", text.bytes, text.length);
    EXPECT_STRING(diagnostics.items[0].pointer, "/k7");
    EXPECT_STRING(diagnostics.items[1].pointer, "/k199999");
    EXPECT_STRING(diagnostics.items[2].pointer, "/k7");
    EXPECT(text.bytes[diagnostics.items[0].offset] == '"');
    arena_destroy(arena);
    EXPECT(accepts("{\"a\":1,\"A\":2,\"\":3}", 18));
    EXPECT(accepts("[{\"a\":1},{\"a\":1}]", 17));
}

static void test_glance(void) {
    static const struct {
        const char *text, *found; /* NULL: nothing */
    } cases[] = {
        {"{\"id\": \"four\", \"x\": nonsense", "four"},
        {" \t\r\n{ \"a\" : [1, {\"id\": \"in\"}, \"]\"], \"id\"\n:\n5 , \"b\": 2}", "5"},
        {"{\"a\": {\"b\": \"}\\\"{\"}, \"id\": -2.5e3}", "-2.5e3"},
        {"{\"idle\": 1, \"i\": 2, \"id\": \"\"}", ""},
        {"{\"a\": \"id\", \"b\": 1}", NULL},
        {"{\"id\": \"f\\u006fur\"}", NULL},
        {"{\"id\": [1]}", NULL},
        {"{\"id\": {\"id\": 1}}", NULL},
        {"{\"id\": true}", NULL},
        {"{\"id\": 1", NULL},
        {"{\"id\": \"fo", NULL},
        {"{\"id\" 1}", NULL},
        {"{\"id\":", NULL},
        {"{\"a\\", NULL},
        {"{id: 1}", NULL},
        {"[\"id\", 1]", NULL},
        {"{}", NULL},
        {"{", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct json_text found = {"", 0};
        size_t length = strlen(cases[i].text);
        char *text = malloc(length > 0 ? length : 1); /* what lies behind it is not to be read */
        memcpy(text, cases[i].text, length);
        bool is_found = json_glance(text, length, "id", &found);
        EXPECT(is_found == (cases[i].found != NULL));
        if (is_found && cases[i].found != NULL) {
            EXPECT(found.length == strlen(cases[i].found) &&
                   memcmp(found.bytes, cases[i].found, found.length) == 0);
        }
        free(text);
    }
}

static void test_files(void) {
    struct arena *arena = arena_create();
    struct file_content content;
    const char *message = "";
    char path[] = "/tmp/backstep-test-XXXXXX";
    EXPECT(mkdtemp(path) != NULL);
    EXPECT(!file_read(arena, path, 10, &content, &message));
    EXPECT(strstr(message, "it is a folder") != NULL);
    const char *name = text_format(arena, "%s/file", path);
    EXPECT(!file_read(arena, name, 10, &content, &message));
    EXPECT(strstr(message, "No such file") != NULL);
    EXPECT_INT(mkfifo(name, 0600), 0);
    EXPECT(!file_read(arena, name, 10, &content, &message));
    EXPECT(strstr(message, "it is a FIFO") != NULL);
    unlink(name);
    FILE *file = fopen(name, "wb");
    fwrite("0123456789", 1, 10, file);
    fclose(file);
    EXPECT(file_read(arena, name, 10, &content, &message));
    EXPECT_INT(content.length, 10);
    EXPECT_STRING(content.bytes, "0123456789");
    EXPECT(!file_read(arena, name, 9, &content, &message));
    EXPECT(strstr(message, "larger than 9 bytes") != NULL);
    EXPECT(!file_read(arena, "/dev/zero", 10, &content, &message));
    EXPECT_STRING(file_name(name), "file");
    EXPECT_STRING(file_name("file"), "file");
    unlink(name);
    rmdir(path);
    arena_destroy(arena);
}

int main(void) {
    static const struct test tests[] = {
        {"the public test suite", test_suite},
        {"depth at the limit and beyond", test_depth},
        {"string length at the limit and beyond", test_string_length},
        {"values, places and pointers", test_values},
        {"numbers", test_numbers},
        {"duplicate keys", test_duplicates},
        {"what a glance finds", test_glance},
        {"files are read whole or refused", test_files},
    };
    return test_run(tests, TEST_COUNT(tests));
}
