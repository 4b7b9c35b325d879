#include "library/warning/silence.h"

#include "checks/diagnosis/telling_cell.h"
#include "checks/recording.h"
#include "engine/place.h"
#include "library/warning/doubt.h"
#include "session/ask/session_ask.h"
#include "session/session_look.h"

enum { MOST_SILENT = 16, MOST_OPERATIONS = 200000 };

/* ---- what no numbers could tell ---- */

/* Between -2 and 2, and never 0. */
static double any_number(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(*state >> 33) / 2147483648.0 + 1e-3) * (*state & 1 << 20 ? 2 : -2);
}

/* The same operation with any numbers in the place of all that is given. */
static bool record_anything(struct arena *arena, const struct recording *recording,
                            struct recording *ret) {
    const struct program *program = recording->program;
    double *start = ARENA_ARRAY(arena, double, program->state_count);
    uint64_t state = 17;
    for (size_t i = 0; i < program->state_count; i++) {
        start[i] = any_number(&state);
    }
    return recording_create(arena, program, start, recording->operation, recording->has_before,
                            ret);
}

static bool is_silent_at(const struct recording *recording, const struct mistakes *mistakes,
                         const size_t cell[2], const struct mistake *mistake) {
    const struct mistake *silent[MOST_SILENT];
    size_t count = telling_cell_silent(recording, mistakes, cell, silent, MOST_SILENT);
    for (size_t i = 0; i < count && i < MOST_SILENT; i++) {
        if (silent[i] == mistake) {
            return true;
        }
    }
    return false;
}

/* A matrix of one element is its own transpose: whatever the numbers and the element, what gives
 * the same is no mistake. */
static bool is_no_mistake(const struct recording *anything, const struct mistakes *mistakes,
                          const struct mistake *mistake) {
    enum { MOST_SIDE = 4 };
    const struct matrix right = anything->right;
    for (size_t row = 1; row <= right.rows && row <= MOST_SIDE; row++) {
        for (size_t column = 1; column <= right.columns && column <= MOST_SIDE; column++) {
            const size_t cell[2] = {row, column};
            if (!is_silent_at(anything, mistakes, cell, mistake)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- what is asked ---- */

/* The mistakes that are silent at the number that is asked for here. */
static void warn_here(struct diagnostics *diagnostics, const struct session *session,
                      const struct asked *asked, const struct mistakes *mistakes) {
    const struct program *program = session_program(session);
    const struct mistake *silent[MOST_SILENT];
    const size_t cell[2] = {(size_t)asked->subject.quantity.row + 1,
                            (size_t)asked->subject.quantity.column + 1};
    long step = (asked->iteration - 1) * program->operation_count + asked->subject.operation + 1;
    struct arena *arena = arena_create();
    struct recording *recording = ARENA_NEW(arena, struct recording);
    if (recording_of_step(arena, program, step, recording)) {
        size_t count = telling_cell_silent(recording, mistakes, cell, silent, MOST_SILENT);
        struct recording *anything = ARENA_NEW(arena, struct recording);
        bool is_recorded = count > 0 && record_anything(arena, recording, anything);
        for (size_t i = 0; i < count && i < MOST_SILENT; i++) {
            if (is_recorded && is_no_mistake(anything, mistakes, silent[i])) {
                continue;
            }
            diagnostics_add(
                diagnostics, asked->stop->offset, "",
                "the mistake \"%s\" gives the right number here and cannot be told: ask "
                "for another element, or choose other numbers",
                silent[i]->id);
        }
    }
    arena_destroy(arena);
}

static bool is_of_number(const struct asked *asked) {
    return asked != NULL && asked->kind == QUESTION_VALUE && asked->stop != NULL &&
           asked->subject.operation >= 0 && asked->subject.quantity.row >= 0 &&
           asked->subject.quantity.column >= 0;
}

/* ---- what is never said ---- */

/* The first stop behind the step at which the run stops. */
static void warn_of_end(struct diagnostics *diagnostics, const struct session *session, long step) {
    const struct program *program = session_program(session);
    struct script_stop stop;
    if (script_stops_at(session_script(session), place_of_step(program, step), &stop, 1) > 0) {
        diagnostics_add(diagnostics, stop.stop->offset, "",
                        "the run stops at step %ld, whose value is infinite or not a number: this "
                        "stop is never reached",
                        session_step(session));
    }
}

/* Which stops the reader has come to, and whose question was asked there. */
struct met {
    const struct lesson *lesson;
    bool *is_met, *is_asked; /* of each stop */
};

static void meet(struct met *met, const struct session *session, long step) {
    enum { MOST_STOPS = 32 };
    struct script_stop stops[MOST_STOPS];
    const struct asked *asked = session_ask_now(session);
    size_t count = script_stops_at(
        session_script(session), place_of_step(session_program(session), step), stops, MOST_STOPS);
    for (size_t i = 0; i < count; i++) {
        size_t stop = (size_t)(stops[i].stop - met->lesson->stops);
        met->is_met[stop] = true;
        met->is_asked[stop] =
            met->is_asked[stop] || (asked != NULL && asked->stop == stops[i].stop);
    }
}

/* A question about the formula at the beginning, where no step is, or a second one at a step. */
static void warn_of_unasked(struct diagnostics *diagnostics, const struct met *met) {
    for (size_t i = 0; i < met->lesson->stop_count; i++) {
        const struct lesson_stop *stop = &met->lesson->stops[i];
        if (stop->question != NULL && met->is_met[i] && !met->is_asked[i]) {
            diagnostics_add(diagnostics, stop->offset, "",
                            "this question is never asked: there is nothing to ask about here, or "
                            "another stop asks at the same step");
        }
    }
}

void silence_warn(struct diagnostics *diagnostics, const struct lesson *lesson,
                  struct session_notations notations, const struct mistakes *mistakes) {
    struct arena *arena = arena_create();
    struct program_error error;
    struct session *session = session_create(arena, lesson, notations, &error);
    const struct script *script = session != NULL ? session_script(session) : NULL;
    if (script == NULL) {
        session_destroy(session);
        arena_destroy(arena);
        return;
    }
    session_ask_set_mistakes(session, mistakes);
    session_ask_set_mode(session, ASK_LESSON);
    const struct lesson_stop *last = NULL;
    struct met met = {lesson, ARENA_ARRAY(arena, bool, lesson->stop_count + 1),
                      ARENA_ARRAY(arena, bool, lesson->stop_count + 1)};
    for (long step = 0; step >= 0 && step <= MOST_OPERATIONS; step = script_next(script, step)) {
        session_go_to(session, step);
        if (session_step(session) < step) {
            warn_of_end(diagnostics, session, step);
            break;
        }
        meet(&met, session, step);
        const struct asked *asked = session_ask_now(session);
        if (asked == NULL || asked->stop == last) {
            continue;
        }
        last = asked->stop;
        doubt_warn(diagnostics, session_program(session), asked);
        if (is_of_number(asked)) {
            warn_here(diagnostics, session, asked, mistakes);
        }
    }
    warn_of_unasked(diagnostics, &met);
    session_destroy(session);
    arena_destroy(arena);
}
