/* A lesson's own formulas, constants and state: they run, are undone to the same bits, fit the
 * network or are refused at their place, and are written in one notation. */
#include "engine_fixture.h"

#include "engine/fault.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "engine/tape.h"

static const char *root;
static struct arena *shared;

/* A lesson of one linear unit with one input, and what else the file has. */
static const char *text_with(struct arena *arena, const char *rest) {
    return text_format(arena,
                       "{\"format\": 1, \"title\": \"own\", \"notation\": \"four\",\n"
                       "\"network\": {\"inputs\": [\"x\"], \"layers\": [{\"units\": 1, "
                       "\"activation\": \"linear\", \"weights\": [[8]], \"biases\": false}]},\n"
                       "\"data\": {\"inputs\": [[1]], \"targets\": [[0]]}, \"loss\": "
                       "\"half_square\", \"learning_rate\": 0.5, \"iterations\": 40,\n%s}",
                       rest);
}

static const struct lesson *lesson_with(struct arena *arena, const char *rest) {
    const char *text = text_with(arena, rest);
    return fixture_lesson_with((struct fixture_shelf){arena, root}, "own", text, strlen(text));
}

static const char momentum[] =
    "\"constants\": {\"beta\": 0.5}, \"state\": {\"v\": {\"like\": \"w\", \"initial\": 0}},\n"
    "\"formulas\": {\"velocity\": {\"formula\": \"v[l] = beta * v[l] + dw[l]\", \"title\": \"V\", "
    "\"before\": \"weight_update\"}, \"weight_update\": \"w[l] = w[l] - alpha * v[l]\"}";

static double value_of(const struct program *program, enum role role, const double *state) {
    int tensor = program_find_tensor(program, role, 1);
    EXPECT(tensor >= 0);
    return tensor >= 0 ? program_tensor_value(program, tensor, state).values[0] : 0;
}

/* v = v / 2 + w, w = w - v / 2, from w = 8 and v = 0. */
static void test_momentum(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(arena, momentum);
    const struct program *program = fixture_program(arena, lesson, lesson->own_notation, 0);
    struct tape *tape = tape_create(arena, program, NULL);
    static const double velocities[] = {8, 8, 4, 0, -2}, weights[] = {4, 0, -2, -2, -1};
    for (size_t i = 0; i < TEST_COUNT(weights); i++) {
        EXPECT(tape_seek(tape, (long)(i + 1) * program->operation_count, 1000));
        EXPECT(value_of(program, ROLE_STATE, tape_state(tape)) == velocities[i]);
        EXPECT(value_of(program, ROLE_WEIGHT, tape_state(tape)) == weights[i]);
    }
    const struct operation *added = &program->operations[program->operation_count - 2];
    EXPECT_STRING(added->definition->name, "velocity");
    EXPECT(added->alternative->is_of_lesson);
    EXPECT_STRING(program_tensor_name(arena, program, added->target, PRINT_TEX), "v^{[1]}");
    arena_destroy(arena);
}

/* Back and forth, by the ring of old values and, where that holds next to none, by checkpoints. */
static void test_undo(void) {
    static const size_t undo_bytes[] = {1024 * 1024, 64, 0};
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(arena, momentum);
    const struct program *program = fixture_program(arena, lesson, lesson->own_notation, 0);
    size_t bytes = program->state_count * sizeof(double);
    size_t handed_on = program->parameter_count * sizeof(double); /* v and w */
    double *states = ARENA_ARRAY(arena, double, program->state_count *(size_t)program->step_count);
    struct tape *forward = tape_create(arena, program, NULL);
    for (long step = 1; step <= program->step_count; step++) {
        EXPECT(tape_seek(forward, step, 1000));
        memcpy(states + (size_t)(step - 1) * program->state_count, tape_state(forward), bytes);
    }
    for (size_t i = 0; i < TEST_COUNT(undo_bytes); i++) {
        const struct tape_limits limits = {undo_bytes[i], 256};
        struct tape *tape = tape_create(arena, program, &limits);
        EXPECT(tape_seek(tape, program->step_count, 100000));
        for (long step = program->step_count; step > 0; step -= 7) {
            EXPECT(tape_seek(tape, step, 100000));
            const double *expected = states + (size_t)(step - 1) * program->state_count;
            EXPECT(memcmp(tape_state(tape), expected, handed_on) == 0);
        }
        EXPECT(tape_seek(tape, 0, 100000));
        EXPECT(value_of(program, ROLE_STATE, tape_state(tape)) == 0);
    }
    arena_destroy(arena);
}

/* What has no layers runs once, ahead of them all. */
static void test_without_layers(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(
        arena, "\"constants\": {\"beta\": 0.5}, \"state\": {\"p\": {\"like\": \"alpha\", "
               "\"initial\": 1}},\n\"formulas\": {\"power\": {\"formula\": \"p = beta * p\", "
               "\"title\": \"P\", \"before\": \"weight_update\"}, "
               "\"weight_update\": \"w[l] = w[l] - alpha * p * dw[l]\"}");
    const struct program *program = fixture_program(arena, lesson, lesson->own_notation, 0);
    int power = program_find_tensor(program, ROLE_STATE, -1);
    struct tape *tape = tape_create(arena, program, NULL);
    EXPECT(tape_seek(tape, 3 * program->operation_count, 1000));
    EXPECT(program_tensor_value(program, power, tape_state(tape)).values[0] == 0.125);
    arena_destroy(arena);
}

/* A replaced formula leaves out the proofs and forms that do not hold any more; one of the update
 * leaves them. */
static void test_forms(void) {
    struct arena *arena = arena_create();
    const struct lesson *update = lesson_with(arena, momentum);
    const struct lesson *loss = lesson_with(arena, "\"formulas\": {\"loss\": \"C = sum(A[L])\"}");
    EXPECT(update->own_notation->derivation_count > 0);
    for (size_t i = 0; i < update->own_notation->derivation_count; i++) {
        const struct notation_operation *of = update->own_notation->derivations[i].operation;
        const struct notation_operation *first = update->own_notation->operations;
        EXPECT(of == NULL || (of >= first && of < first + update->own_notation->operation_count));
    }
    EXPECT_INT((int)loss->own_notation->derivation_count, 0);
    const struct program *program = fixture_program(arena, loss, loss->own_notation, 0);
    for (long i = 0; i < program->operation_count; i++) {
        EXPECT_INT((int)program->operations[i].form_count, 0);
    }
    arena_destroy(arena);
}

/* A state begins with a number for each element, written as weights and biases are, in notations
 * of either orientation; undoing gives them back. */
static void test_elements(void) {
    static const char format[] =
        "{\"format\": 1, \"title\": \"own\", \"notation\": \"%s\", \"loss\": \"square\",\n"
        "\"network\": {\"inputs\": 2, \"layers\": [{\"units\": 3, \"activation\": \"linear\"}]},\n"
        "\"data\": {\"inputs\": [[1, 2]], \"targets\": [[0, 0, 0]]},\n"
        "\"state\": {\"p\": {\"like\": \"%s\", \"initial\": [[1, 2], [3, 4], [5, 6]]},\n"
        "\"q\": {\"like\": \"%s\", \"initial\": [7, 8, 9]}},\n"
        "\"formulas\": {\"grow\": {\"formula\": \"p[l] = 2 * p[l]\", \"title\": \"G\", "
        "\"before\": \"%s\"}}}";
    static const struct {
        const char *notation, *weight, *bias, *update;
        double first[6]; /* of p, as it is stored */
    } cases[] = {
        {"four", "w", "db", "weight_update", {1, 2, 3, 4, 5, 6}},
        {"ladder", "W", "b", "weight_update", {1, 3, 5, 2, 4, 6}},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        const char *text = text_format(arena, format, cases[i].notation, cases[i].weight,
                                       cases[i].bias, cases[i].update);
        const struct lesson *lesson =
            fixture_lesson_with((struct fixture_shelf){arena, root}, "own", text, strlen(text));
        const struct program *program = fixture_program(arena, lesson, lesson->own_notation, 0);
        struct tape *tape = tape_create(arena, program, NULL);
        int p = program_find_tensor(program, ROLE_STATE, 1), q = p + 1;
        static const double biases[] = {7, 8, 9};
        for (int back = 0; back < 2; back++) {
            EXPECT(memcmp(program_tensor_value(program, p, tape_state(tape)).values, cases[i].first,
                          sizeof cases[i].first) == 0);
            EXPECT(memcmp(program_tensor_value(program, q, tape_state(tape)).values, biases,
                          sizeof biases) == 0);
            EXPECT(tape_seek(tape, program->operation_count, 1000));
            EXPECT(program_tensor_value(program, p, tape_state(tape)).values[5] == 12);
            EXPECT(tape_seek(tape, 0, 1000));
        }
        arena_destroy(arena);
    }
}

static void test_other_notations(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(arena, momentum);
    struct program_error error;
    EXPECT(program_create(arena, lesson, fixture_notation(arena, root, "delta"), 0, &error) ==
           NULL);
    EXPECT_STRING(error.formula.message,
                  "the lesson has formulas of its own, written in another notation");
    const struct notation *four = fixture_notation(arena, root, "four");
    const struct program *program = program_create(arena, lesson, four, 0, &error);
    EXPECT(program != NULL && program->notation == lesson->own_notation);
    const struct notation_operation *plain = four->operations;
    EXPECT(plain->alternatives[0].is_of_lesson == false);
    arena_destroy(arena);
}

/* What the parser cannot know is said at the formula's place in the lesson. */
static void test_shapes(void) {
    static const struct {
        const char *rest, *message;
        int line, column;
    } cases[] = {
        {"\"formulas\": {\"loss\": \"C = sum(A[L]) + rowsum(w[l])^T * w[l-1]\"}",
         "layer 1: w[l-1]: this layer has no such tensor", 4, 56},
        {"\"formulas\": {\"weight_update\": \"w[l] = w[l] - alpha * A[l-1] * unit(1, 2)^T\"}",
         "layer 1: w[l] is 1×1, but w[l] - alpha * A[l-1] * unit(1, 2)^T is 1×2", 4, 39},
        {"\"formulas\": {\"preactivation\": \"Z[l] = w[l] * A[l-1] + dZ[l]\"}",
         "layer 1: dZ[l]: no step before this one has computed it", 4, 55},
        {"\"constants\": {\"c\": 1}, \"formulas\": {\"more\": {\"formula\": \"c = 2 * c\", "
         "\"title\": \"M\", \"before\": \"loss\"}}",
         "layer 1: this is given by the lesson: only weights, biases and state can change", 4, 58},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = lesson_with(arena, cases[i].rest);
        const char *text = text_with(arena, cases[i].rest);
        struct diagnostics diagnostics;
        diagnostics_begin(&diagnostics, arena);
        EXPECT(!fault_check_formulas(arena, lesson, &diagnostics));
        EXPECT_INT((int)diagnostics.count, 1);
        struct text_position at = text_position_at(text, strlen(text), diagnostics.items[0].offset);
        EXPECT_INT((int)at.line, cases[i].line);
        EXPECT_INT((int)at.column, cases[i].column);
        EXPECT_STRING(diagnostics.items[0].message, cases[i].message);
        arena_destroy(arena);
    }
}

/* A formula of the lesson's own is not what the name of its loss or its activation says. */
static void test_names(void) {
    static const struct {
        const char *rest;
        bool has_loss, has_activation;
    } cases[] = {
        {"\"x-plain\": true", false, false},
        {momentum, false, false},
        {"\"formulas\": {\"loss\": \"C = sum(A[L])\"}", true, false},
        {"\"formulas\": {\"loss_gradient\": \"gA[L] = A[L]\"}", false, false},
        {"\"formulas\": {\"activation\": \"A[l] = 2 * f[l](Z[l])\"}", false, true},
        {"\"formulas\": {\"preactivation\": \"Z[l] = 2 * w[l] * A[l-1]\"}", false, false},
        {"\"state\": {\"v\": {\"like\": \"w\", \"initial\": 0}}, \"formulas\": {\"more\": "
         "{\"formula\": "
         "\"v[l] = w[l]\", \"title\": \"M\", \"before\": \"loss\"}}",
         true, false},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = lesson_with(arena, cases[i].rest);
        const struct program *program =
            fixture_program(arena, lesson, fixture_notation(arena, root, lesson->notation), 0);
        EXPECT(program_has_own_loss(program) == cases[i].has_loss);
        EXPECT(program_has_own_activation(program, 1) == cases[i].has_activation);
        arena_destroy(arena);
    }
}

/* A notation that has lost a block is not the lesson's fault: its places are none in the lesson. */
static void test_fault_of_notation(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = lesson_with(arena, "\"formulas\": {\"loss\": \"C = sum(A[L])\"}");
    const struct notation *own = lesson->own_notation;
    struct notation_block *blocks = ARENA_ARRAY(arena, struct notation_block, own->block_count);
    struct notation broken = *own;
    broken.blocks = blocks;
    broken.block_count = 0;
    for (size_t i = 0; i < own->block_count; i++) {
        const char *first = own->operations[own->blocks[i].operations[0]].name;
        if (strcmp(first, "bias_gradient") != 0) {
            blocks[broken.block_count++] = own->blocks[i];
        }
    }
    EXPECT_INT((int)broken.block_count, (int)own->block_count - 1);
    struct lesson changed = *lesson;
    changed.own_notation = &broken;
    struct program_error error;
    EXPECT(program_create(arena, &changed, &broken, 0, &error) == NULL);
    EXPECT_STRING(error.operation, "weight_update");
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    EXPECT(fault_check_formulas(arena, &changed, &diagnostics));
    EXPECT_INT((int)diagnostics.count, 0);
    arena_destroy(arena);
}

/* A notation of one's own has constants and state without any lesson. */
static void test_notation(void) {
    struct arena *arena = arena_create();
    const char *text =
        fixture_read(arena, text_format(arena, "%s/assets/notations/four.json", root)).bytes;
    const char *symbols = strstr(text, "\"symbols\": {");
    const char *update = strstr(text, "\"formula\": \"w[l] = w[l] - alpha * dw[l]\"");
    EXPECT(symbols != NULL && update != NULL && update > symbols);
    symbols += strlen("\"symbols\": {");
    const char *grown = text_format(
        arena,
        "%.*s\"g\": {\"role\": \"constant\", \"value\": 0.25, \"title\": \"g\", \"forms\": "
        "[{\"tex\": \"g\", \"text\": \"g\"}]}, \"q\": {\"role\": \"state\", \"like\": \"w\", "
        "\"initial\": 3, \"title\": \"q\", \"forms\": [{\"tex\": \"q\", \"text\": \"q\", "
        "\"superscript\": \"[@]\"}]}, %.*s\"formula\": \"w[l] = w[l] - g * q[l]\"%s",
        (int)(symbols - text), text, (int)(update - symbols), symbols,
        strchr(strstr(update, "\": \"") + 4, '"') + 1);
    const struct notation *notation =
        fixture_notation_of_text(arena, "grown.json", grown, strlen(grown));
    const char *lesson_text = text_with(arena, "\"x-plain\": true");
    const struct lesson *lesson =
        fixture_lesson_of_text(arena, "plain", lesson_text, strlen(lesson_text));
    const struct program *program = fixture_program(arena, lesson, notation, 0);
    struct tape *tape = tape_create(arena, program, NULL);
    EXPECT(value_of(program, ROLE_STATE, tape_state(tape)) == 3);
    EXPECT(tape_seek(tape, 2 * program->operation_count, 1000));
    EXPECT(value_of(program, ROLE_WEIGHT, tape_state(tape)) == 8 - 2 * 0.75);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    static const struct test tests[] = {
        {"a velocity lives on between iterations", test_momentum},
        {"state is undone like all else", test_undo},
        {"a state begins with a number for each element", test_elements},
        {"what has no layers runs once", test_without_layers},
        {"proofs stay where they hold", test_forms},
        {"formulas are written in one notation", test_other_notations},
        {"what does not fit is said at its place", test_shapes},
        {"a name is not what a formula of its own says", test_names},
        {"what the notation lacks is not the lesson's fault", test_fault_of_notation},
        {"a notation has constants and state", test_notation},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
