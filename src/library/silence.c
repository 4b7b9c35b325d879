#include "library/silence.h"

#include "checks/diagnosis/telling_cell.h"
#include "checks/recording.h"
#include "session/ask/session_ask.h"
#include "session/session_look.h"

enum { MOST_SILENT = 16, MOST_OPERATIONS = 200000 };

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
        for (size_t i = 0; i < count && i < MOST_SILENT; i++) {
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
    for (long step = script_next(script, 0); step >= 0 && step <= MOST_OPERATIONS;
         step = script_next(script, step)) {
        session_go_to(session, step);
        const struct asked *asked = session_ask_now(session);
        if (is_of_number(asked) && asked->stop != last) {
            warn_here(diagnostics, session, asked, mistakes);
            last = asked->stop;
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}
