#include "session/run.h"

#include "engine/comparison.h"
#include "engine/place.h"

#include <string.h>

const struct notation *run_notation(const struct run_source *source, size_t index) {
    return source->notations.at(source->notations.owner, index);
}

static bool is_own(const struct lesson *lesson, const struct notation *notation) {
    return strcmp(notation->id, lesson->notation) == 0;
}

bool run_is_own(const struct run *run) {
    return is_own(run->program->lesson, run->program->notation);
}

const struct program *run_own_program(struct arena *arena, const struct run_source *source) {
    struct program_error ignored;
    for (size_t i = 0; i < source->notation_count; i++) {
        const struct notation *notation = run_notation(source, i);
        if (notation != NULL && is_own(source->lesson, notation)) {
            return program_create(arena, source->lesson, notation, 0, &ignored);
        }
    }
    return NULL;
}

/* The lesson's script for the program that is shown. The names in it are those of the lesson's own
 * notation, so that program is made as well; a lesson that says nothing needs none of that. */
static const struct script *open_script(const struct run *run, const struct run_source *source) {
    if (source->lesson->stop_count == 0 && *source->lesson->closing.in[LANGUAGE_ENGLISH] == '\0') {
        return NULL;
    }
    const struct program *own =
        run_is_own(run) ? run->program : run_own_program(run->arena, source);
    return own != NULL ? script_create(run->arena, own, run->program) : NULL;
}

/* The history runs ahead of the tape and leaves checkpoints for it. */
static struct loss_history *open_history(const struct run *run) {
    if (run->program->iterations <= 1) {
        return NULL;
    }
    struct loss_history *history = loss_history_create(run->arena, run->program);
    loss_history_leave(history, tape_checkpoints(run->tape));
    return history;
}

bool run_open(struct run *ret, const struct run_source *source, size_t index,
              struct program_error *error) {
    struct arena *arena = arena_create();
    const struct program_options options = {.rate_scale = source->rate_scale};
    const struct program *program =
        program_create_with(arena, source->lesson, run_notation(source, index), &options, error);
    if (program == NULL) {
        arena_destroy(arena);
        return false;
    }
    struct run run = {.arena = arena, .program = program};
    run.unsized = ARENA_NEW(arena, struct program);
    run.script = open_script(&run, source);
    run.tape = tape_create(arena, program, NULL);
    run.history = open_history(&run);
    run.map = decision_map_create(arena, program);
    run.fit = fit_curve_create(arena, program);
    run.memo = memo_create(arena);
    run.form_scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    *ret = run;
    return true;
}

void run_close(struct run *run) {
    arena_destroy(run->arena);
    run->arena = NULL;
}

double run_gradient_factor(const struct run *run, const struct program *other) {
    struct comparison comparison = comparison_of_programs(other, run->program);
    const struct role_comparison *gradient = &comparison.roles[ROLE_WEIGHT_GRADIENT];
    return gradient->is_compared && gradient->is_scaled ? gradient->factor : 1;
}

/* Another form reads what the operation read: it did not write any of that. */
static void show_form(struct run *run, size_t form) {
    struct run_shown *shown = &run->shown;
    shown->operation.binding = shown->operation.forms[form - 1].binding;
    shown->binding = &shown->operation.binding;
    shown->evaluation.scratch = run->form_scratch;
    binding_take_last_element(shown->binding, &shown->evaluation);
    binding_compute(shown->binding, &shown->evaluation);
    binding_unfold(shown->binding, &shown->evaluation);
}

void run_show(struct run *run, bool is_inside, size_t form) {
    struct run_shown *shown = &run->shown;
    shown->binding = is_inside ? tape_next_binding(run->tape, &shown->evaluation)
                               : tape_last_binding(run->tape, &shown->evaluation);
    shown->own = shown->evaluation;
    if (shown->binding == NULL) {
        return;
    }
    long step = tape_position(run->tape) + is_inside;
    shown->operation = *place_of_step(run->program, step).operation;
    if (form > 0) {
        show_form(run, form);
    }
}
