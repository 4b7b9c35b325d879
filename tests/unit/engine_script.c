/* Stops and the steps that they belong to, in the lesson's notation and in the others. */
#include "engine/place.h"
#include "engine_fixture.h"

#include "engine/script.h"

static const char *root;

enum { MOST_STOPS = 64 };

/* A 2-3-1 lesson in `four` with this script. */
static const struct lesson *lesson_with(struct arena *arena, const char *script) {
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"network\": {\"inputs\": 2, "
        "\"layers\": [{\"units\": 3, \"activation\": \"tanh\"}, {\"units\": 1, \"activation\": "
        "\"sigmoid\"}]}, \"data\": {\"inputs\": [[0, 1], [1, 1]], \"targets\": [[1], [0]]}, "
        "\"loss\": \"binary_cross_entropy\", \"iterations\": 20, \"script\": [%s]}",
        script);
    return fixture_lesson_of_text(arena, "made", text, strlen(text));
}

struct reading {
    const struct program *own, *shown;
    const struct script *script;
};

static struct reading read_in(struct arena *arena, const struct lesson *lesson, const char *id) {
    struct reading reading;
    reading.own =
        fixture_program(arena, lesson, fixture_notation(arena, root, lesson->notation), 0);
    reading.shown = strcmp(id, lesson->notation) == 0
                        ? reading.own
                        : fixture_program(arena, lesson, fixture_notation(arena, root, id), 0);
    reading.script = script_create(arena, reading.own, reading.shown);
    return reading;
}

/* "2:activation[1]": what speaks at a step, by its text, and the operation that it belongs to. */
static const char *spoken(struct arena *arena, const struct reading *reading, long step) {
    struct script_stop stops[MOST_STOPS];
    size_t count =
        script_stops_at(reading->script, place_of_step(reading->shown, step), stops, MOST_STOPS);
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < count; i++) {
        text_append_format(&text, "%s%s", i > 0 ? " " : "",
                           stops[i].stop->say.in[LANGUAGE_ENGLISH]);
    }
    return text.bytes;
}

/* All that is said in an iteration: "1:first 4:second". */
static const char *said(struct arena *arena, const struct reading *reading, long iteration) {
    struct text_builder text;
    text_begin(&text, arena);
    long count = reading->shown->operation_count;
    for (long i = 0; i <= count; i++) {
        if (i == 0 && iteration > 1) {
            continue;
        }
        const char *words = spoken(arena, reading, (iteration - 1) * count + i);
        if (*words != '\0') {
            text_append_format(&text, "%s%ld:%s", text.length > 0 ? " " : "", i, words);
        }
    }
    return text.bytes;
}

/* `four` does: 1 Z1, 2 A1, 3 Z2, 4 A2, 5 C, 6 gA2, 7 dZ2, 8 dZ1, 9 db2, 10 dw2, 11 db1, 12 dw1,
 * 13 b1, 14 w1, 15 b2, 16 w2. */
static void test_own(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(
        arena, "{\"at\": {}, \"say\": \"begin\"},"
               "{\"at\": {\"operation\": \"activation\", \"iteration\": 1}, \"say\": \"a\"},"
               "{\"at\": {\"operation\": \"activation\", \"layer\": 2}, \"say\": \"a2\"},"
               "{\"at\": {\"pass\": \"update\", \"layer\": 1, \"iteration\": 3}, \"say\": \"u\"},"
               "{\"at\": {\"operation\": \"loss\", \"iteration\": 20}, \"say\": \"end\"}");
    struct reading four = read_in(arena, lesson, "four");
    EXPECT_INT(four.own->operation_count, 16);
    EXPECT_STRING(said(arena, &four, 1), "0:begin 2:a 4:a a2");
    EXPECT_STRING(said(arena, &four, 2), "4:a2");
    EXPECT_STRING(said(arena, &four, 3), "4:a2 13:u 14:u");
    EXPECT_STRING(said(arena, &four, 20), "4:a2 5:end");
    EXPECT(script_has_stop(four.script, -1, 1));
    EXPECT(script_has_stop(four.script, 12, 3));
    EXPECT(!script_has_stop(four.script, 12, 2));
    arena_destroy(arena);
}

/* In `ladder` the error of the output comes in one step: 1 Z1, 2 A1, 3 Z2, 4 A2, 5 loss… What has
 * no counterpart joins the nearest later one. */
static void test_other(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(
        arena,
        "{\"at\": {\"operation\": \"loss_gradient\", \"iteration\": 1}, \"say\": \"gA\"},"
        "{\"at\": {\"operation\": \"output_error\", \"iteration\": 1}, \"say\": \"dZ2\"},"
        "{\"at\": {\"operation\": \"weight_gradient\", \"layer\": 1, \"iteration\": 1}, \"say\": "
        "\"dw1\"},"
        "{\"at\": {\"operation\": \"weight_update\", \"layer\": 2, \"iteration\": 1}, \"say\": "
        "\"w2\"}");
    struct fixture_notations notations = fixture_notations(arena, root);
    for (size_t i = 0; i < notations.count; i++) {
        struct reading reading = read_in(arena, lesson, notations.items[i].notation->id);
        int heard = 0;
        for (long k = 0; k < reading.shown->operation_count; k++) {
            const struct tensor *target =
                &reading.shown->tensors[reading.shown->operations[k].target];
            const char *words = spoken(arena, &reading, k + 1);
            bool is_error = target->role == ROLE_ERROR && target->layer == 2;
            bool is_gradient = target->role == ROLE_ACTIVATION_GRADIENT && target->layer == 2;
            bool has_gradient =
                program_find_tensor(reading.shown, ROLE_ACTIVATION_GRADIENT, 2) >= 0;
            if (is_gradient) {
                EXPECT_STRING(words, "gA");
            } else if (is_error) {
                EXPECT_STRING(words, has_gradient ? "dZ2" : "gA dZ2");
            } else if (target->role == ROLE_WEIGHT_GRADIENT && target->layer == 1) {
                EXPECT_STRING(words, "dw1");
            } else if (target->role == ROLE_WEIGHT && target->layer == 2) {
                EXPECT_STRING(words, "w2");
            }
            heard += *words != '\0';
        }
        EXPECT(heard == 3 || heard == 4);
    }
    arena_destroy(arena);
}

/* What is said at a line of a derivation is said inside of a step, not behind one. */
static bool is_for(const struct lesson_stop *stop, const char *id) {
    if (stop->derivation != NULL) {
        return false;
    }
    bool is_named = stop->notation_count == 0;
    for (size_t i = 0; i < stop->notation_count; i++) {
        is_named = is_named || strcmp(stop->notations[i], id) == 0;
    }
    return is_named;
}

/* Every stop of every shipped lesson speaks in each notation that it is for, once; the way from
 * stop to stop visits the same steps forward and back. */
static void check_shipped(struct arena *arena, const struct lesson *lesson, const char *id) {
    struct reading reading = read_in(arena, lesson, id);
    bool heard[MOST_STOPS] = {false};
    long visited[MOST_STOPS];
    size_t count = 0;
    long step = script_has_stop(reading.script, -1, 1) ? 0 : script_next(reading.script, 0);
    for (; step >= 0 && count < MOST_STOPS; step = script_next(reading.script, step)) {
        struct script_stop stops[MOST_STOPS];
        size_t found =
            script_stops_at(reading.script, place_of_step(reading.shown, step), stops, MOST_STOPS);
        EXPECT(found > 0 || script_is_end(reading.script, place_of_step(reading.shown, step)));
        for (size_t i = 0; i < found; i++) {
            size_t which = (size_t)(stops[i].stop - lesson->stops);
            EXPECT(!heard[which]);
            heard[which] = true;
            EXPECT((stops[i].operation == NULL) == (step == 0));
        }
        visited[count++] = step;
    }
    for (size_t i = 0; i < lesson->stop_count; i++) {
        if (heard[i] != is_for(&lesson->stops[i], id)) {
            test_failures++;
            printf("# %s: stop %zu is %sheard\n", id, i, heard[i] ? "" : "never ");
        }
    }
    for (size_t i = count; i-- > 1;) {
        EXPECT_INT(script_previous(reading.script, visited[i]), visited[i - 1]);
    }
    EXPECT(count == 0 || script_previous(reading.script, visited[0]) == -1);
}

static void test_shipped(void) {
    enum { MOST_LESSONS = 128 };
    struct arena *arena = arena_create();
    struct fixture_notations notations = fixture_notations(arena, root);
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, paths, MOST_LESSONS);
    int narrated = 0;
    for (size_t i = 0; i < count; i++) {
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        for (size_t n = 0; n < notations.count && lesson->stop_count > 0; n++) {
            check_shipped(arena, lesson, notations.items[n].notation->id);
        }
        narrated += lesson->stop_count > 0;
    }
    printf("# %d lessons speak\n", narrated);
    EXPECT(narrated >= 36);
    arena_destroy(arena);
}

/* A stop without an iteration is in each; one with an iteration far away is found at once. */
static void test_way(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(
        arena, "{\"at\": {\"operation\": \"loss\", \"iteration\": 2}, \"say\": \"two\"},"
               "{\"at\": {\"operation\": \"loss\", \"iteration\": 18}, \"say\": \"far\"}");
    struct reading four = read_in(arena, lesson, "four");
    EXPECT_INT(script_next(four.script, 0), 16 + 5);
    EXPECT_INT(script_next(four.script, 16 + 5), 17 * 16 + 5);
    EXPECT_INT(script_next(four.script, 17 * 16 + 5), -1);
    EXPECT_INT(script_previous(four.script, 20 * 16), 17 * 16 + 5);
    EXPECT_INT(script_previous(four.script, 17 * 16 + 5), 16 + 5);
    EXPECT_INT(script_previous(four.script, 16 + 5), -1);
    lesson = lesson_with(arena, "{\"at\": {\"operation\": \"loss\"}, \"say\": \"each\"}");
    four = read_in(arena, lesson, "four");
    EXPECT_INT(script_next(four.script, 5), 16 + 5);
    EXPECT_INT(script_previous(four.script, 16 + 5), 5);
    arena_destroy(arena);
}

/* l is the layer of the step; names become those of the same role elsewhere. */
static void test_focus(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(
        arena, "{\"at\": {\"operation\": \"hidden_error\"}, \"say\": \"e\", \"focus\": "
               "[\"w[l+1]\", \"dZ[L]\"]},"
               "{\"at\": {\"operation\": \"loss\"}, \"say\": \"c\", \"focus\": [\"C\", \"A[2]\"]}");
    struct fixture_notations notations = fixture_notations(arena, root);
    for (size_t i = 0; i < notations.count; i++) {
        struct reading reading = read_in(arena, lesson, notations.items[i].notation->id);
        const struct program *shown = reading.shown;
        bool *lit = ARENA_ARRAY(arena, bool, (size_t)shown->tensor_count);
        int errors = 0;
        for (long step = 1; step <= shown->operation_count; step++) {
            struct program_place place = place_of_step(shown, step);
            const struct tensor *target = &shown->tensors[place.operation->target];
            if (target->role == ROLE_ERROR && target->layer == 1) {
                errors++;
                EXPECT(script_focus(reading.script, place, lit));
                EXPECT(lit[program_find_tensor(shown, ROLE_WEIGHT, 2)]);
                EXPECT(lit[program_find_tensor(shown, ROLE_ERROR, 2)]);
                EXPECT(!lit[program_find_tensor(shown, ROLE_WEIGHT, 1)]);
            } else if (target->role == ROLE_LOSS) {
                EXPECT(script_focus(reading.script, place, lit));
                EXPECT(lit[program_find_tensor(shown, ROLE_LOSS, -1)]);
                EXPECT(lit[program_find_tensor(shown, ROLE_ACTIVATION, 2)]);
            } else if (step == 1) {
                EXPECT(!script_focus(reading.script, place, lit));
            }
        }
        EXPECT_INT(errors, 1);
    }
    arena_destroy(arena);
}

/* A stop that names notations is nowhere else: nothing said, lit or found on the way. */
static void test_notations(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(
        arena,
        "{\"at\": {}, \"say\": \"begin\", \"notations\": [\"four\"]},"
        "{\"at\": {\"operation\": \"activation\", \"layer\": 1, \"iteration\": 1}, \"say\": \"a\"},"
        "{\"at\": {\"operation\": \"loss\", \"iteration\": 1}, \"say\": \"mean\", \"show\": "
        "\"term\","
        " \"focus\": [\"Y\"], \"notations\": [\"layer\", \"four\", \"ladder\"]},"
        "{\"at\": {\"operation\": \"loss\", \"iteration\": 1}, \"say\": \"sum\","
        " \"notations\": [\"delta\", \"mlbook\"]},"
        "{\"at\": {\"operation\": \"loss\", \"iteration\": 5}, \"say\": \"five\","
        " \"notations\": [\"four\"]},"
        "{\"at\": {\"operation\": \"loss\", \"iteration\": 9}, \"say\": \"nine\"}");
    struct reading four = read_in(arena, lesson, "four");
    struct reading delta = read_in(arena, lesson, "delta");
    struct reading ladder = read_in(arena, lesson, "ladder");
    EXPECT_STRING(said(arena, &four, 1), "0:begin 2:a 5:mean");
    EXPECT_STRING(said(arena, &ladder, 1), "2:a 5:mean");
    EXPECT_STRING(said(arena, &delta, 1), "2:a 5:sum");
    EXPECT_STRING(said(arena, &delta, 5), "");
    bool lit[64];
    memset(lit, true, sizeof lit); /* what was lit before is not */
    EXPECT(script_focus(four.script, place_of_step(four.shown, 5), lit));
    EXPECT(!lit[program_find_tensor(four.shown, ROLE_WEIGHT, 1)]);
    EXPECT(!script_focus(delta.script, place_of_step(delta.shown, 5), lit));
    EXPECT_INT(script_show(four.script, place_of_step(four.shown, 5)), SHOW_TERM);
    EXPECT_INT(script_show(delta.script, place_of_step(delta.shown, 5)), SHOW_ANY);
    EXPECT(script_has_stop(four.script, 4, 5));
    EXPECT(!script_has_stop(delta.script, 4, 5));
    /* the way goes past what is not there */
    EXPECT_INT(script_next(four.script, 5), 4 * four.shown->operation_count + 5);
    EXPECT_INT(script_next(delta.script, 5), 8 * delta.shown->operation_count + 5);
    EXPECT_INT(script_previous(delta.script, 8 * delta.shown->operation_count + 5), 5);
    EXPECT_INT(script_previous(four.script, 2), 0);
    EXPECT_INT(script_previous(delta.script, 2), -1);
    arena_destroy(arena);
}

/* What is said at a line of a derivation behind a step of `four`; which it is, or NULL: "". */
static const char *spoken_at_line(struct arena *arena, const struct reading *reading, long step,
                                  struct script_line line) {
    struct script_stop stops[MOST_STOPS];
    size_t count = script_stops_at_line(reading->script, place_of_step(reading->shown, step), line,
                                        stops, MOST_STOPS);
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < count; i++) {
        text_append_string(&text, stops[i].stop->say.in[LANGUAGE_ENGLISH]);
    }
    return text.bytes;
}

/* All that is said in derivations of a step on the way there, "2:second", and back again. */
static const char *said_at_lines(struct arena *arena, const struct reading *reading, long step) {
    const struct program_place place = place_of_step(reading->shown, step);
    struct script_line visited[MOST_STOPS] = {{NULL, 0}};
    struct text_builder text;
    text_begin(&text, arena);
    size_t count = 1;
    while (script_line_beside(reading->script, place, visited[count - 1], true, &visited[count])) {
        text_append_format(&text, "%s%s/%zu:%s", count > 1 ? " " : "",
                           visited[count].derivation->id, visited[count].line,
                           spoken_at_line(arena, reading, step, visited[count]));
        count++;
    }
    for (size_t i = count - 1; i > 1; i--) {
        struct script_line back;
        EXPECT(script_line_beside(reading->script, place, visited[i], false, &back));
        EXPECT(back.derivation == visited[i - 1].derivation && back.line == visited[i - 1].line);
    }
    return text.bytes;
}

/* Lines come behind their step in the notation's order, only where their derivation is to be seen;
 * nothing of them is said at the step itself, nor in another notation. */
static void test_lines(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(
        arena,
        "{\"at\": {\"derivation\": \"hidden_error\", \"line\": 4, \"iteration\": 1}, \"say\": "
        "\"fourth\"},"
        "{\"at\": {\"operation\": \"activation\", \"layer\": 1, \"iteration\": 1}, \"say\": \"a\"},"
        "{\"at\": {\"derivation\": \"hidden_error\", \"iteration\": 1}, \"say\": \"title\"},"
        "{\"at\": {\"operation\": \"hidden_error\", \"derivation\": \"sample_columns\", \"line\": "
        "1},"
        " \"say\": \"samples\", \"show\": \"term\", \"focus\": [\"Y\"]},"
        "{\"at\": {\"derivation\": \"hidden_error\", \"layer\": 1, \"line\": 2}, \"say\": "
        "\"second\"}");
    struct reading four = read_in(arena, lesson, "four");
    struct reading delta = read_in(arena, lesson, "delta");
    EXPECT_STRING(said(arena, &four, 1), "2:a");
    EXPECT_STRING(said_at_lines(arena, &four, 8),
                  "hidden_error/0:title hidden_error/2:second hidden_error/4:fourth "
                  "sample_columns/1:samples");
    EXPECT_STRING(said_at_lines(arena, &four, 16 + 8),
                  "hidden_error/2:second sample_columns/1:samples");
    EXPECT_STRING(said_at_lines(arena, &four, 7), "");
    EXPECT_STRING(said_at_lines(arena, &four, 0), "");
    EXPECT(script_has_stop(four.script, 7, 1) && !script_has_stop(four.script, 6, 1));
    EXPECT_INT(script_next(four.script, 2), 8);
    EXPECT_INT(script_show(four.script, place_of_step(four.shown, 8)), SHOW_ANY);
    bool lit[64];
    EXPECT(!script_focus(four.script, place_of_step(four.shown, 8), lit));
    for (long step = 0; step <= delta.shown->operation_count; step++) {
        EXPECT_STRING(said_at_lines(arena, &delta, step), "");
    }
    EXPECT_INT(script_next(delta.script, 2), -1);
    arena_destroy(arena);
}

/* A derivation that proves no operation is where the stop says, if it holds in some layer. */
static void test_free_lines(void) {
    struct arena *arena = arena_create();
    const char *text =
        "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"network\": {\"inputs\": 1, "
        "\"layers\": [{\"units\": 2, \"activation\": \"relu\"}, {\"units\": 1, \"activation\": "
        "\"sigmoid\"}]}, \"data\": {\"inputs\": [[1]], \"targets\": [[1]]}, "
        "\"loss\": \"binary_cross_entropy\", \"iterations\": 2, \"script\": ["
        "{\"at\": {\"operation\": \"activation\", \"layer\": 1, \"derivation\": \"relu_slope\", "
        "\"line\": 1, \"iteration\": 1}, \"say\": \"slope\"},"
        "{\"at\": {\"operation\": \"activation\", \"layer\": 2, \"derivation\": "
        "\"softmax_jacobian\", "
        "\"line\": 1, \"iteration\": 1}, \"say\": \"of none\"}]}";
    const struct lesson *lesson = fixture_lesson_of_text(arena, "made", text, strlen(text));
    struct reading four = read_in(arena, lesson, "four");
    EXPECT_STRING(said_at_lines(arena, &four, 2), "relu_slope/1:slope");
    EXPECT_STRING(said_at_lines(arena, &four, 4), "");
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"stops in the lesson's own notation", test_own},
        {"stops in the other notations", test_other},
        {"every stop of the shipped lessons is heard in every notation", test_shipped},
        {"from stop to stop", test_way},
        {"what a stop lights", test_focus},
        {"a stop that holds in some notations only", test_notations},
        {"stops at lines of derivations", test_lines},
        {"stops at derivations of no operation", test_free_lines},
    };
    return test_run(tests, TEST_COUNT(tests));
}
