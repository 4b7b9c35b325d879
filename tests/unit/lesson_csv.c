/* Tables as they are found: what spreadsheets write is read, and becomes the samples it says. */
#include "test.h"

#include "base/text.h"
#include "lesson/csv.h"
#include "lesson/lesson.h"

#include <math.h>

static const struct csv_table *read_table(struct arena *arena, const char *text) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct csv_table *table = csv_read(arena, text, strlen(text), 100, &diagnostics);
    EXPECT((table == NULL) == (diagnostics_total(&diagnostics) > 0));
    return table;
}

/* "name|name;cell|cell;..." */
static const char *written(struct arena *arena, const struct csv_table *table) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < table->columns * (table->rows + 1); i++) {
        const struct csv_cell *cell =
            i < table->columns ? &table->header[i] : &table->cells[i - table->columns];
        text_append_format(&text, "%s%s", cell->text, (i + 1) % table->columns == 0 ? ";" : "|");
    }
    return text.bytes;
}

static void test_spellings(void) {
    static const struct {
        const char *bytes, *expected;
    } cases[] = {
        {"a,b\n1,2\n3,4\n", "a|b;1|2;3|4;"},
        {"a,b\r\n1,2\r\n3,4", "a|b;1|2;3|4;"},
        {"\xEF\xBB\xBF"
         "a,b\n1,2",
         "a|b;1|2;"},
        {"a;b\n1;2\n", "a|b;1|2;"},
        {"a\tb\n1\t\n", "a|b;1|;"},
        {"\"a;x\",b\n\"1,5\",2\n", "a;x|b;1,5|2;"},
        {"\n\na, b \n\n 1 ,\t2\n   \n", "a|b;1|2;"},
        {"\"a \"\"b\"\"\",c\n\"two\nlines\" ,3\n", "a \"b\"|c;two\nlines|3;"},
        {"a\n\"\"\n7\n", "a;;7;"},
        {"\xE6\x95\xB0,b\n,\n", "\xE6\x95\xB0|b;|;"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const struct csv_table *table = read_table(arena, cases[i].bytes);
        EXPECT(table != NULL);
        EXPECT_STRING(table != NULL ? written(arena, table) : "", cases[i].expected);
    }
    EXPECT(read_table(arena, "a\n1\n") != NULL);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    EXPECT(csv_read(arena, "a\n1\n2\n3\n", 8, 2, &diagnostics) == NULL);
    EXPECT(diagnostics_total(&diagnostics) == 1);
    arena_destroy(arena);
}

/* Lines that end in CR alone are lines, and faults in them have their number. */
static void test_carriage_returns(void) {
    struct arena *arena = arena_create();
    static const char text[] = "a,b\r1,2\r3,\"4\r\"\r";
    const char *lines = csv_with_line_feeds(arena, text, strlen(text));
    EXPECT_STRING(lines, "a,b\n1,2\n3,\"4\n\"\n");
    EXPECT_STRING(written(arena, read_table(arena, lines)), "a|b;1|2;3|4\n;");
    static const char mixed[] = "a\r\n1\r\n", none[] = "a";
    EXPECT(csv_with_line_feeds(arena, mixed, strlen(mixed)) == mixed);
    EXPECT(csv_with_line_feeds(arena, none, strlen(none)) == none);
    EXPECT(csv_with_line_feeds(arena, none, 0) == none);
    arena_destroy(arena);
}

/* As many columns as may be, and one more. */
static void test_most_columns(void) {
    struct arena *arena = arena_create();
    for (size_t more = 0; more < 2; more++) {
        struct text_builder text;
        text_begin(&text, arena);
        for (size_t i = 0; i < CSV_MOST_COLUMNS + more; i++) {
            text_append_format(&text, "%sc%zu", i > 0 ? "," : "", i);
        }
        struct diagnostics diagnostics;
        diagnostics_begin(&diagnostics, arena);
        const struct csv_table *table = csv_read(arena, text.bytes, text.length, 100, &diagnostics);
        const char *said = diagnostics_print(&diagnostics, "t", text.bytes, text.length);
        EXPECT(more > 0 || table != NULL || strstr(said, "columns") == NULL);
        EXPECT(more == 0 || table == NULL);
        EXPECT(more == 0 || strstr(said, "expected at most 4096 columns, found more") != NULL);
    }
    arena_destroy(arena);
}

static void test_numbers(void) {
    static const char *const numbers[] = {"0", "-1", "+1.5", ".25", "3.", "1e3", "-2.5E-3"};
    static const double values[] = {0, -1, 1.5, 0.25, 3, 1000, -0.0025};
    static const char *const others[] = {"",    "-",   ".",   "e3",  "1e",  "1e+",  "0x10",
                                         "nan", "inf", "1 2", "1,5", "--1", "1.2.3"};
    for (size_t i = 0; i < TEST_COUNT(numbers); i++) {
        double value = (double)NAN;
        EXPECT(csv_number(&(struct csv_cell){numbers[i], 0}, &value) && value == values[i]);
    }
    for (size_t i = 0; i < TEST_COUNT(others); i++) {
        double value;
        EXPECT(!csv_number(&(struct csv_cell){others[i], 0}, &value));
    }
}

static bool read_beside(void *owner, struct arena *arena, const char *name,
                        struct diagnostic_source *ret, const char **reterr) {
    (void)arena;
    (void)reterr;
    *ret = (struct diagnostic_source){name, owner, strlen(owner)};
    return true;
}

static const struct lesson *read_lesson(struct arena *arena, const char *csv, const char *data) {
    static const char *const ids[] = {"four"};
    char *bytes = arena_copy_text(arena, csv, strlen(csv));
    const struct lesson_context context = {
        .notation_ids = ids, .notation_count = 1, .read_beside = read_beside, .owner = bytes};
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"loss\": \"half_square\","
        " \"network\": {\"inputs\": 2, \"layers\": [{\"units\": 3, \"activation\": \"tanh\"}]},"
        " \"data\": {\"csv\": \"t.csv\", %s}}",
        data);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct lesson *lesson = lesson_read(arena, text, strlen(text), &context, &diagnostics);
    if (lesson == NULL) {
        test_print_text("refused", diagnostics_print(&diagnostics, "t", text, strlen(text)));
    }
    EXPECT(lesson != NULL);
    return lesson;
}

static void expect_matrix(struct matrix matrix, const double *expected) {
    for (size_t i = 0; i < matrix.rows * matrix.columns; i++) {
        EXPECT(fabs(matrix.values[i] - expected[i]) <= 1e-15);
    }
}

/* Classes in the order of the file; columns in the order of the lesson. */
static void test_classes(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson =
        read_lesson(arena, "kind,p,q\nlow,1,10\nhigh,2,20\nlow,3,30\nmid,4,40\n",
                    "\"inputs\": [\"q\", \"p\"], \"targets\": [\"kind\"], \"one_hot\": true, "
                    "\"batch_size\": 2");
    static const double inputs[] = {10, 1, 20, 2, 30, 3, 40, 4};
    static const double targets[] = {1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1};
    if (lesson != NULL) {
        EXPECT(lesson->sample_count == 4 && lesson->batch_size == 2);
        EXPECT(lesson->inputs.rows == 4 && lesson->inputs.columns == 2);
        EXPECT(lesson->targets.rows == 4 && lesson->targets.columns == 3);
        expect_matrix(lesson->inputs, inputs);
        expect_matrix(lesson->targets, targets);
    }
    arena_destroy(arena);
}

/* 1, 3, 5, 7: the mean 4, the deviation sqrt(5); the targets stay as they are. */
static void test_standardized(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson =
        read_lesson(arena, "p,q,a,b,c\n1,-2,1,2,3\n3,2,4,5,6\n5,-2,7,8,9\n7,2,0,1,2\n",
                    "\"inputs\": [\"p\", \"q\"], \"targets\": [\"a\", \"b\", \"c\"], "
                    "\"standardize\": true");
    double s = sqrt(5.0);
    const double inputs[] = {-3 / s, -1, -1 / s, 1, 1 / s, -1, 3 / s, 1};
    static const double targets[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2};
    if (lesson != NULL) {
        expect_matrix(lesson->inputs, inputs);
        expect_matrix(lesson->targets, targets);
    }
    arena_destroy(arena);
}

int main(void) {
    static const struct test tests[] = {
        {"tables in the spellings of spreadsheets", test_spellings},
        {"lines that end in CR alone", test_carriage_returns},
        {"cells that are numbers, and those that are none", test_numbers},
        {"classes become rows of 0 and 1", test_classes},
        {"standardized inputs", test_standardized},
        {"the most columns", test_most_columns},
    };
    return test_run(tests, TEST_COUNT(tests));
}
