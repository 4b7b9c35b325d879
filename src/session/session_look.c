/* What a session tells about itself. */
#include "session/session_look.h"
#include "session/session_parts.h"

#include "base/message.h"
#include "base/number.h"
#include "engine/fault.h"
#include "session/ask/session_ask.h"
#include "session/strings.h"

#include <assert.h>

/* ---- how closely ---- */

bool session_is_inside(const struct session *session) {
    return session->aim.element > 0 && tape_position(session->run.tape) == session->aim.step;
}

/* How the author wants this place shown; SHOW_ANY: as the reader likes. */
static enum lesson_show author_show(const struct session *session) {
    bool is_free =
        session->run.script == NULL || session->is_own_look || session_is_inside(session);
    return is_free ? SHOW_ANY : script_show(session->run.script, session_program_place(session));
}

static const enum step_level show_levels[] = {
    [SHOW_OPERATION] = LEVEL_OPERATION,
    [SHOW_TERM] = LEVEL_TERM,
    [SHOW_ELEMENT] = LEVEL_ELEMENT,
    [SHOW_LONG] = LEVEL_OPERATION,
};
static_assert(sizeof show_levels / sizeof *show_levels == SHOW_COUNT, "a level for each wish");

/* Whether a question of the whole operation was answered here: nothing moves at the answer, so that
 * the parts that the author wants shown are not put in the place of what was asked for. */
static bool was_asked_whole(const struct session *session) {
    const struct asked *asked = session->asking.now;
    return asked != NULL && asked->is_settled && asked->term == 0;
}

/* Of what is asked about no part is shown, but for the inner value that is. */
enum step_level session_shown_level(const struct session *session) {
    enum lesson_show show = author_show(session);
    enum step_level level = show == SHOW_ANY           ? session->settings.level
                            : was_asked_whole(session) ? LEVEL_OPERATION
                                                       : show_levels[show];
    enum step_level most = asking_level(&session->asking);
    return level > most ? most : level;
}

/* The first long form of an operation, from 1; 0: it has none. */
static size_t first_long_form(const struct operation *operation) {
    for (size_t i = 0; i < operation->form_count; i++) {
        if (operation->forms[i].kind == FORM_LONG) {
            return i + 1;
        }
    }
    return 0;
}

/* The forms are of whole operations: terms and elements are the formula's. */
size_t session_shown_form(const struct session *session) {
    const struct operation *operation = session_program_place(session).operation;
    enum lesson_show show = author_show(session);
    if (asking_is_hiding(&session->asking)) {
        return 0;
    }
    if (operation != NULL && show != SHOW_ANY) {
        return show == SHOW_LONG ? first_long_form(operation) : 0;
    }
    bool has_form = operation != NULL && session->settings.level <= LEVEL_OPERATION &&
                    !session_is_inside(session) && session->form <= operation->form_count;
    return has_form ? session->form : 0;
}

/* ---- the rest ---- */

const struct selection *session_selection(const struct session *session) {
    return &session->selection;
}

const struct session_settings *session_settings(const struct session *session) {
    return &session->settings;
}

const struct session_notice *session_notice(const struct session *session) {
    return session->has_notice ? &session->notice : NULL;
}

const char *session_notice_text(const struct session *session, struct arena *arena,
                                enum language language) {
    const struct session_notice *notice = session_notice(session);
    if (notice == NULL) {
        return NULL;
    }
    if (notice->broken != NULL) {
        return STRING_FILL(arena, language, notice->words,
                           fault_location(arena, notice->broken, &notice->error),
                           message_in(arena, language, notice->error.formula.message));
    }
    return STRING_FILL(arena, language, notice->words, number_count_text(arena, notice->number));
}

const struct lesson *session_lesson(const struct session *session) {
    return session->source.lesson;
}

const struct program *session_program(const struct session *session) {
    const struct program *hidden = session->asking.hidden.program;
    return hidden != NULL ? hidden : session->run.program;
}

size_t session_notation_count(const struct session *session) {
    return session->source.notation_count;
}

const struct script *session_script(const struct session *session) {
    return session->run.script;
}

size_t session_text_page(const struct session *session) {
    return session->text_page;
}

long session_step(const struct session *session) {
    return tape_position(session->run.tape);
}

long session_aim(const struct session *session) {
    return session->aim.step;
}

struct place session_place(const struct session *session) {
    return session_is_inside(session) ? session->aim
                                      : (struct place){.step = tape_position(session->run.tape)};
}

struct program_place session_program_place(const struct session *session) {
    return place_in_program(session->run.program, session_place(session));
}

size_t session_sample(const struct session *session) {
    return session->sample;
}

const double *session_state(const struct session *session) {
    const struct hidden *hidden = &session->asking.hidden;
    return hidden->is_on ? hidden->state : tape_state(session->run.tape);
}

bool session_is_stuck(const struct session *session) {
    return tape_is_stuck(session->run.tape);
}

/* Curves tell numbers to who reads them off. */
static bool hides_plots(const struct session *session) {
    return asking_is_hiding(&session->asking) && session->asking.now->kind != QUESTION_CELL &&
           session->asking.now->kind != QUESTION_ORDER;
}

const struct loss_history *session_history(const struct session *session) {
    return hides_plots(session) ? NULL : session->run.history;
}

struct decision_map *session_map(const struct session *session) {
    return hides_plots(session) ? NULL : session->run.map;
}

struct memo *session_memo(const struct session *session) {
    return session->run.memo;
}

struct fit_curve *session_fit(const struct session *session) {
    return hides_plots(session) ? NULL : session->run.fit;
}

const struct notation_switch *session_notation_switch(const struct session *session) {
    return session->has_switched ? &session->notation_switch : NULL;
}

const struct proof *session_proof(const struct session *session) {
    return proof_is_open(&session->proof) ? &session->proof : NULL;
}

const struct operation *session_shown_operation(const struct session *session) {
    return session->run.shown.binding != NULL ? &session->run.shown.operation : NULL;
}

const struct binding *session_last_binding(const struct session *session, struct evaluation *ret) {
    const struct hidden *hidden = &session->asking.hidden;
    *ret = hidden->is_on ? hidden->evaluation : session->run.shown.evaluation;
    return session->run.shown.binding;
}

const struct binding *session_formula_binding(const struct session *session,
                                              struct evaluation *ret) {
    const struct hidden *hidden = &session->asking.hidden;
    *ret = hidden->is_on ? hidden->evaluation : session->run.shown.own;
    return session->run.shown.binding != NULL ? &session_program_place(session).operation->binding
                                              : NULL;
}
