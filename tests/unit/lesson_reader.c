#include "json_cases.h"
#include "test.h"

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "lesson/lesson.h"

static const char *root;

static const char *const notations[] = {"four", "ladder", "delta", "mlbook", "layer"};
static const struct lesson_context context = {.notation_ids = notations,
                                              .notation_count = TEST_COUNT(notations)};

static const struct lesson *read_quietly(struct arena *arena, const char *text, size_t length) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct lesson *lesson = lesson_read(arena, text, length, &context, &diagnostics);
    EXPECT((lesson == NULL) == (diagnostics_total(&diagnostics) > 0));
    return lesson;
}

static const struct lesson *read(struct arena *arena, const char *text) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct lesson *lesson = lesson_read(arena, text, strlen(text), &context, &diagnostics);
    if (lesson == NULL) {
        test_failures++;
        test_print_text("refused", diagnostics_print(&diagnostics, "text", text, strlen(text)));
    }
    return lesson;
}

static const char start[] =
    "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"network\": ";
static const char small_network[] =
    "{\"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"tanh\"}]}";
static const char small_data[] = "{\"inputs\": [[1], [2]], \"targets\": [[0.5], [1]]}";

/* A lesson with this network and data, and more text behind its last member. */
static const char *write_lesson(struct arena *arena, const char *network, const char *data,
                                const char *more) {
    return text_format(arena, "%s%s, \"data\": %s, \"loss\": \"half_square\"%s}", start, network,
                       data, more);
}

static const struct lesson *read_shipped(struct arena *arena, const char *name) {
    struct file_content content;
    const char *message = NULL;
    const char *path = text_format(arena, "%s/tests/lessons/%s", root, name);
    if (!file_read(arena, path, LESSON_MOST_BYTES, &content, &message)) {
        test_failures++;
        printf("# %s\n", message);
        return NULL;
    }
    return read(arena, content.bytes);
}

static void test_shipped(void) {
    struct arena *arena = arena_create();
    const struct lesson *four = read_shipped(arena, "four-equations.json");
    const struct lesson *mazur = read_shipped(arena, "mazur.json");
    const struct lesson * xor = read_shipped(arena, "xor.json");
    if (four != NULL && mazur != NULL && xor != NULL) {
        EXPECT_INT(four->network.layer_count, 3);
        EXPECT_NEAR(matrix_at(four->network.layers[1].weights, 0, 1), -0.3, 0);
        EXPECT_STRING(four->title.in[LANGUAGE_CHINESE], "四个基础等式");
        EXPECT_STRING(four->source_note, "four");
        EXPECT_INT(four->loss, LOSS_BINARY_CROSS_ENTROPY);
        EXPECT(!mazur->network.trains_biases && four->network.trains_biases);
        EXPECT_NEAR(matrix_at(mazur->network.layers[1].weights, 1, 0), 0.5, 0);
        EXPECT_STRING(mazur->network.input_names[1], "i2");
        EXPECT_INT(xor->sample_count, 4);
        EXPECT_INT(xor->batch_size, 4);
        EXPECT_INT(xor->iterations, 2000);
        EXPECT_NEAR(matrix_at(xor->targets, 2, 0), 1, 0);
    }
    arena_destroy(arena);
}

static void test_defaults(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = read(arena, write_lesson(arena, small_network, small_data, ""));
    EXPECT_NEAR(lesson->learning_rate, 0.1, 0);
    EXPECT_INT(lesson->iterations, 1);
    EXPECT_INT(lesson->batch_size, 2);
    EXPECT_INT(lesson->initial.scheme, INITIAL_XAVIER);
    EXPECT_INT(lesson->initial.seed, 1);
    EXPECT_NEAR(lesson->initial.scale, 1, 0);
    EXPECT_STRING(lesson->network.input_names[0], "x1");
    EXPECT(lesson->network.trains_biases && lesson->network.layers[0].has_biases);
    EXPECT_NEAR(lesson->network.layers[0].biases.values[0], 0, 0);
    EXPECT_STRING(lesson->summary.in[LANGUAGE_CHINESE], "");
    EXPECT_STRING(lesson->title.in[LANGUAGE_CHINESE], "T");
    EXPECT(lesson->source_note == NULL && lesson->stop_count == 0);
    double drawn;
    struct matrix weights = {1, 1, &drawn};
    initial_draw_into(weights, &lesson->initial, 1);
    EXPECT_NEAR(lesson->network.layers[0].weights.values[0], drawn, 0);
    arena_destroy(arena);
}

static void test_script(void) {
    struct arena *arena = arena_create();
    const char *script =
        ", \"iterations\": 9, \"script\": [{\"at\": {\"pass\": \"backward\", \"operation\": "
        "\"error\", \"layer\": 1, \"iteration\": 9}, \"say\": {\"zh\": \"Z\"}, \"show\": "
        "\"element\", \"focus\": [\"W[1]\", \"A[l-1]\", \"loss\"], \"ask\": {\"kind\": \"value\", "
        "\"of\": \"dZ[1]\", \"element\": [2, 3], \"tolerance\": 0.01, \"hint\": \"H\"}}, {\"at\": "
        "{}, \"notations\": [\"ladder\", \"four\"], \"ask\": {\"kind\": \"choice\", \"text\": "
        "\"Q\", \"options\": "
        "[\"a\", {\"en\": \"b\"}], \"answer\": "
        "1}}]";
    const struct lesson *lesson =
        read(arena, write_lesson(arena, small_network, small_data, script));
    EXPECT_INT(lesson->stop_count, 2);
    const struct lesson_stop *stop = &lesson->stops[0];
    EXPECT(stop->has_pass && stop->pass == PASS_BACKWARD);
    EXPECT_STRING(stop->operation, "error");
    EXPECT_INT(stop->layer, 1);
    EXPECT_INT(stop->iteration, 9);
    EXPECT_STRING(stop->say.in[LANGUAGE_ENGLISH], "Z");
    EXPECT_INT(stop->show, SHOW_ELEMENT);
    EXPECT_INT(stop->focus_count, 3);
    EXPECT_STRING(stop->focus[1], "A[l-1]");
    EXPECT_STRING(stop->question->of, "dZ[1]");
    EXPECT_INT(stop->question->row, 2);
    EXPECT_INT(stop->question->column, 3);
    EXPECT_NEAR(stop->question->tolerance, 0.01, 0);
    EXPECT_STRING(stop->question->hint.in[LANGUAGE_CHINESE], "H");
    EXPECT_STRING(stop->question->explain.in[LANGUAGE_ENGLISH], "");
    EXPECT_INT(stop->notation_count, 0);
    const struct lesson_stop *second = &lesson->stops[1];
    EXPECT_INT(second->notation_count, 2);
    EXPECT_STRING(second->notations[1], "four");
    EXPECT(!second->has_pass && second->operation == NULL && second->layer == 0);
    EXPECT_STRING(second->say.in[LANGUAGE_ENGLISH], "");
    EXPECT_INT(second->question->option_count, 2);
    EXPECT_INT(second->question->answer, 1);
    EXPECT_STRING(second->question->options[1].text.in[LANGUAGE_CHINESE], "b");
    arena_destroy(arena);
}

/* What the public suite accepts may stand as the value of an x- key, what it refuses may not. */
static bool begins_with_mark(const struct json_case *one) {
    return one->length >= 3 && memcmp(one->text, "\xEF\xBB\xBF", 3) == 0;
}

/* A byte order mark may stand at the beginning of a file only. */
static void test_ignored_keys(void) {
    for (size_t i = 0; i < TEST_COUNT(json_cases); i++) {
        const struct json_case *one = &json_cases[i];
        struct arena *arena = arena_create();
        struct text_builder text;
        text_begin(&text, arena);
        text_append_format(&text, "%s{\"x-a\": ", start);
        text_append(&text, one->text, one->length);
        text_append_string(&text, ", \"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": "
                                  "\"relu\", \"x-b\": 0}]}, \"data\": ");
        text_append_format(&text, "%s, \"loss\": \"square\"}", small_data);
        bool is_accepted = one->is_accepted && !begins_with_mark(one);
        if ((read_quietly(arena, text.bytes, text.length) != NULL) != is_accepted) {
            test_failures++;
            printf("# %s should be %s\n", one->name, is_accepted ? "accepted" : "refused");
        }
        arena_destroy(arena);
    }
}

/* Every limit, at it and one beyond. */
static void test_limits(void) {
    struct arena *arena = arena_create();
    static const struct {
        const char *network;
        bool is_accepted;
    } networks[] = {
        {"{\"inputs\": 1, \"layers\": [{\"units\": 4096, \"activation\": \"relu\"}, {\"units\": "
         "1, \"activation\": \"relu\"}]}",
         true},
        {"{\"inputs\": 1, \"layers\": [{\"units\": 4097, \"activation\": \"relu\"}, {\"units\": "
         "1, \"activation\": \"relu\"}]}",
         false},
        /* 1 * 2000 + 2000 * 1998 + 1998 * 1 = 3,999,998 and one unit more */
        {"{\"inputs\": 1, \"layers\": [{\"units\": 2000, \"activation\": \"relu\"}, {\"units\": "
         "1998, \"activation\": \"relu\"}, {\"units\": 1, \"activation\": \"relu\"}]}",
         true},
        {"{\"inputs\": 1, \"layers\": [{\"units\": 2000, \"activation\": \"relu\"}, {\"units\": "
         "1999, \"activation\": \"relu\"}, {\"units\": 1, \"activation\": \"relu\"}]}",
         false},
    };
    for (size_t i = 0; i < TEST_COUNT(networks); i++) {
        const char *text = write_lesson(arena, networks[i].network, small_data, "");
        EXPECT((read_quietly(arena, text, strlen(text)) != NULL) == networks[i].is_accepted);
    }
    const char *iterations[] = {", \"iterations\": 1000000", ", \"iterations\": 1000001"};
    for (size_t i = 0; i < 2; i++) {
        const char *text = write_lesson(arena, small_network, small_data, iterations[i]);
        EXPECT((read_quietly(arena, text, strlen(text)) != NULL) == (i == 0));
    }
    const char *text = write_lesson(arena, small_network, small_data, "");
    struct text_builder padded;
    text_begin(&padded, arena);
    text_append_format(&padded, "%s%*s", text, (int)(LESSON_MOST_BYTES - strlen(text)), "");
    EXPECT(read_quietly(arena, padded.bytes, padded.length) != NULL);
    text_append_string(&padded, " ");
    EXPECT(read_quietly(arena, padded.bytes, padded.length) == NULL);
    arena_destroy(arena);
}

static const char *samples(struct arena *arena, size_t count) {
    struct text_builder text;
    text_begin(&text, arena);
    for (int side = 0; side < 2; side++) {
        text_append_string(&text, side == 0 ? "{\"inputs\": [[0]" : "], \"targets\": [[0]");
        for (size_t i = 1; i < count; i++) {
            text_append_string(&text, ",[0]");
        }
    }
    text_append_string(&text, "]}");
    return text.bytes;
}

static void test_most_samples(void) {
    struct arena *arena = arena_create();
    const char *most = samples(arena, LESSON_MOST_SAMPLES);
    const struct lesson *lesson = read(arena, write_lesson(arena, small_network, most, ""));
    EXPECT_INT(lesson->sample_count, LESSON_MOST_SAMPLES);
    const char *beyond = samples(arena, LESSON_MOST_SAMPLES + 1);
    const char *text = write_lesson(arena, small_network, beyond, "");
    EXPECT(read_quietly(arena, text, strlen(text)) == NULL);
    arena_destroy(arena);
}

/* ---- the schema names the same words as the tables ---- */

static void expect_words(const struct json_value *value, const char *const *words, size_t count) {
    EXPECT_INT(value != NULL ? value->count : 0, count);
    for (const struct json_value *item = value != NULL ? value->first : NULL;
         item != NULL && item->index < count; item = item->next) {
        EXPECT_STRING(item->string, words[item->index]);
    }
}

static const struct json_value *descend(const struct json_value *value, const char *const path[],
                                        size_t count) {
    for (size_t i = 0; i < count; i++) {
        value = json_member(value, path[i]);
    }
    return value;
}
#define DESCEND(value, ...)                                                                        \
    descend((value), (const char *const[]){__VA_ARGS__},                                           \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void test_schema(void) {
    struct arena *arena = arena_create();
    struct file_content content = {.bytes = ""};
    const char *message = "";
    const char *path = text_format(arena, "%s/lessons/lesson.schema.json", root);
    EXPECT(file_read(arena, path, LESSON_MOST_BYTES, &content, &message));
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct json_limits limits = {.depth = 32, .string_bytes = 65536};
    const struct json_value *schema =
        json_read(arena, content.bytes, content.length, &limits, &diagnostics);
    expect_words(DESCEND(schema, "properties", "loss", "enum"), loss_names, LOSS_COUNT);
    const struct json_value *parts = json_member(schema, "definitions");
    /* those that come along, or any other id */
    const struct json_value *ids = DESCEND(parts, "notation", "anyOf");
    expect_words(json_member(ids != NULL ? ids->first : NULL, "enum"), notations,
                 TEST_COUNT(notations));
    EXPECT_NEAR(DESCEND(parts, "stop", "properties", "notations", "maxItems")->number,
                TEST_COUNT(notations), 0);
    expect_words(DESCEND(parts, "layer", "properties", "activation", "enum"), activation_names,
                 ACTIVATION_COUNT);
    expect_words(DESCEND(parts, "network", "properties", "initial", "properties", "scheme", "enum"),
                 initial_scheme_names, INITIAL_SCHEME_COUNT);
    expect_words(DESCEND(parts, "stop", "properties", "at", "properties", "pass", "enum"),
                 pass_names, PASS_COUNT);
    const struct json_value *units = DESCEND(parts, "layer", "properties", "units", "maximum");
    EXPECT_NEAR(units->number, NETWORK_MOST_UNITS, 0);
    EXPECT_NEAR(DESCEND(parts, "rows", "maxItems")->number, LESSON_MOST_SAMPLES, 0);
    EXPECT_NEAR(DESCEND(schema, "properties", "iterations", "maximum")->number,
                LESSON_MOST_ITERATIONS, 0);
    EXPECT_NEAR(DESCEND(parts, "network", "properties", "layers", "maxItems")->number,
                NETWORK_MOST_LAYERS, 0);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"the shipped lessons", test_shipped},
        {"defaults", test_defaults},
        {"a script", test_script},
        {"the public test suite under keys that are ignored", test_ignored_keys},
        {"limits and one beyond", test_limits},
        {"most samples and one beyond", test_most_samples},
        {"the schema has the same words and limits", test_schema},
    };
    return test_run(tests, TEST_COUNT(tests));
}
