/* A notation is good in every part or refused. A good one becomes a program of a small lesson or
 * says why not; the program runs, goes back through the same bits, and can be printed and
 * explained. */
#include "fuzz_target.h"

#include "checks/errata.h"
#include "checks/gradcheck.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "export/trace.h"
#include "formula/explain/explanation.h"
#include "notation/notation.h"
#include "tape_steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Unequal sizes everywhere, so that shapes which only fit by chance do not. */
static const char lesson_text[] =
    "{\"format\": 1, \"title\": \"t\", \"notation\": \"four\","
    " \"network\": {\"inputs\": [\"a\", \"b\"], \"layers\": ["
    "   {\"units\": 3, \"activation\": \"relu\", \"biases\": false},"
    "   {\"units\": 4, \"activation\": \"softmax\"}], \"initial\": {\"scheme\": \"he\"}},"
    " \"data\": {\"inputs\": [[1, 2], [3, -4], [5, 6], [7, 8], [9, 1]],"
    "   \"targets\": [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0]]},"
    " \"loss\": \"cross_entropy\", \"learning_rate\": 0.5, \"iterations\": 3}";

enum { MOST_OPERATIONS = 200, MOST_SCRATCH = 1 << 16, MOST_ELEMENTS = 40 };

static void demand(bool condition) {
    if (!condition) {
        abort();
    }
}

static const struct lesson *read_lesson(struct arena *arena) {
    static const char *const ids[] = {"four"};
    static const struct lesson_context context = {.notation_ids = ids, .notation_count = 1};
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    return lesson_read(arena, lesson_text, strlen(lesson_text), &context, &diagnostics);
}

static void check_text(struct localized_text text) {
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        demand(text.in[i] != NULL);
    }
}

static void check_notation(const struct notation *notation) {
    check_text(notation->title);
    demand(notation->number >= 1 && notation->id[0] != '\0');
    for (size_t i = 0; i < notation->symbol_count; i++) {
        const struct notation_symbol *symbol = &notation->symbols[i];
        check_text(symbol->title);
        demand(symbol->form_count >= 1);
        demand(notation_symbol_of_role(notation, symbol->role) == (int)i);
        demand(notation_symbol_form(notation, (int)i, 1, 2, 1)->base[PRINT_TEX] != NULL);
    }
    for (size_t i = 0; i < notation->block_count; i++) {
        for (size_t j = 0; j < notation->blocks[i].operation_count; j++) {
            demand(notation->blocks[i].operations[j] < notation->operation_count);
        }
    }
}

static bool has_written_tensors(const struct program *program, const double *state,
                                const double *expected, long step) {
    long done = place_of_step(program, step).done;
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor_storage *storage = &program->tensors[i].storage;
        if (program_is_written(program, i, done) &&
            memcmp(state + storage->offset, expected + storage->offset,
                   shape_count(storage->shape) * sizeof *state) != 0) {
            return false;
        }
    }
    return true;
}

/* Forward, and back to the beginning through the same values, however little is kept. */
static void check_run(struct arena *arena, const struct program *program, size_t undo_bytes) {
    const struct tape_limits limits = {.undo_bytes = undo_bytes,
                                       .checkpoint_bytes =
                                           2 * program->parameter_count * sizeof(double)};
    struct tape *tape = tape_create(arena, program, &limits);
    size_t count = program->state_count;
    double *states = ARENA_ARRAY(arena, double, (size_t)(program->step_count + 1) * count);
    memcpy(states, tape_state(tape), count * sizeof *states);
    while (tape_step_forward(tape)) {
        memcpy(states + (size_t)tape_position(tape) * count, tape_state(tape),
               count * sizeof *states);
    }
    long end = tape_position(tape);
    demand(end == program->step_count || tape_is_stuck(tape));
    while (tape_step_back(tape)) {
        demand(!tape_is_stuck(tape) && tape_position(tape) == --end);
        demand(has_written_tensors(program, tape_state(tape), states + (size_t)end * count, end));
    }
    demand(tape_position(tape) == 0);
}

static bool is_same(double a, double b) {
    return (isnan(a) && isnan(b)) || !(a < b || a > b);
}

/* A few elements of each inner value add up to what was computed. */
static void check_explanations(struct arena *arena, const struct binding *binding,
                               const struct evaluation *evaluation) {
    int left = MOST_ELEMENTS;
    for (size_t node = 0; node < binding->node_count; node++) {
        struct matrix value = binding_node_value(binding, evaluation, node);
        for (size_t i = 0; i < value.rows * value.columns && left > 0; i += 1 + i, left--) {
            struct explanation explanation = explanation_of_element(
                arena, binding, evaluation, node, i / value.columns, i % value.columns);
            demand(is_same(explanation.result.value, value.values[i]));
        }
    }
}

static void check_steps(struct arena *arena, const struct program *program) {
    struct tape *tape = tape_create(arena, program, NULL);
    while (tape_position(tape) < program->operation_count && tape_step_forward(tape)) {
        struct evaluation evaluation;
        const struct binding *binding = tape_last_binding(tape, &evaluation);
        check_explanations(arena, binding, &evaluation);
    }
}

/* The other forms of every operation, each after the formula itself. */
static void check_forms(struct arena *arena, const struct program *program) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    program_initial_state(program, state);
    for (long i = 0; i < program->operation_count; i++) {
        program_run(program, i, state, scratch);
        for (size_t form = 0; form < program->operations[i].form_count; form++) {
            program_run_form(program, i, form, state, scratch);
        }
    }
}

/* Those whose network is small enough to be run many times a second. */
static void check_errata(struct arena *arena, const struct notation *notation) {
    for (size_t i = 0; i < notation->erratum_count && i < 3; i++) {
        const struct erratum_network *network = &notation->errata[i].network;
        bool is_small = network->samples <= 5 && network->layer_count <= 4;
        for (size_t layer = 0; layer <= network->layer_count; layer++) {
            is_small = is_small && network->units[layer] <= 6;
        }
        if (is_small) {
            struct erratum_result result = errata_run(arena, notation, &notation->errata[i]);
            demand(result.outcome != ERRATUM_UNSOUND || result.message != NULL);
        }
    }
}

static bool count_bytes(void *context, const char *bytes, size_t length) {
    size_t *count = context;
    demand(memchr(bytes, '\0', length) == NULL);
    *count += length;
    return true;
}

static void check_program(struct arena *arena, const struct program *program) {
    check_run(arena, program, 100000);
    check_run(arena, program, 100);
    check_steps(arena, program);
    check_forms(arena, program);
    for (int format = 0; format < TRACE_FORMAT_COUNT; format++) {
        bool is_short = program->operation_count < 20;
        const struct trace_options options = {.lesson = "fuzz",
                                              .format = (enum trace_format)format,
                                              .language = LANGUAGE_CHINESE,
                                              .with_elements = is_short,
                                              .with_forms = is_short};
        size_t count = 0;
        const struct trace_sink sink = {&count, count_bytes};
        demand(trace_run(program, &options, &sink, NULL) != TRACE_SINK_FAILED && count > 0);
    }
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    gradcheck_run(arena, program, state);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    const char *text = length > 0 ? (const char *)bytes : "";
    struct arena *arena = arena_create();
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct notation *notation = notation_read(arena, text, length, &diagnostics);
    demand((notation == NULL) == (diagnostics_total(&diagnostics) > 0));
    if (notation != NULL) {
        check_notation(notation);
        check_errata(arena, notation);
        struct program_error error;
        const struct program *program =
            program_create(arena, read_lesson(arena), notation, 0, &error);
        if (program == NULL) {
            demand(strlen(program_error_text(arena, &error)) > 0);
        } else if (program->operation_count <= MOST_OPERATIONS &&
                   program->scratch_count <= MOST_SCRATCH) {
            check_program(arena, program);
        }
    } else {
        const char *printed = diagnostics_print(&diagnostics, "fuzz.json", text, length);
        demand(strpbrk(printed, "\x1B\x07\x08\x7F") == NULL);
    }
    arena_destroy(arena);
    return 0;
}
