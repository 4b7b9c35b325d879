/* Which question is asked where the reader is. */
#include "session/ask/asking.h"

#include "session/session_look.h"
#include "session/session_parts.h"

/* ---- what is found out at a place ---- */

void asking_forget(struct asking *asking) {
    arena_destroy(asking->work);
    asking->work = NULL;
    asking->now = NULL;
    asking->recording = NULL;
}

/* ---- which question ---- */

static struct asked *of_stop(struct asking *asking, const struct lesson_stop *stop,
                             long iteration) {
    for (struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        if (asked->stop == stop && asked->iteration == iteration) {
            return asked;
        }
    }
    const struct asked made = {
        .kind = stop->question->kind, .stop = stop, .iteration = iteration, .role = ROLE_COUNT};
    return asking_add(asking, &made);
}

enum { MOST_STOPS = 16 };

/* The stops that ask in the derivation that is open: for its next line, or about the newest. */
static size_t stops_in_proof(const struct session *session, const struct subject *subject,
                             struct script_stop *ret) {
    const struct proof *proof = &session->proof;
    size_t count = 0;
    for (size_t ahead = 0; ahead < 2; ahead++) {
        const struct script_line line = {proof->derivation->choice.definition,
                                         proof->written + ahead};
        struct script_stop stops[MOST_STOPS];
        size_t found =
            script_stops_at_line(session->run.script, subject->place, line, stops, MOST_STOPS);
        for (size_t i = 0; i < found && count < MOST_STOPS; i++) {
            const struct question *question = stops[i].stop->question;
            if (question != NULL && (question->kind == QUESTION_LINE) == (ahead == 1)) {
                ret[count++] = stops[i];
            }
        }
    }
    return count;
}

/* The first question of the lesson here that is open, or else the last one. */
static struct asked *find_of_lesson(struct session *session, const struct subject *subject) {
    struct script_stop stops[MOST_STOPS];
    struct asked *found = NULL;
    size_t count = session->run.script == NULL ? 0
                   : proof_is_open(&session->proof)
                       ? stops_in_proof(session, subject, stops)
                       : script_stops_at(session->run.script, subject->place, stops, MOST_STOPS);
    for (size_t i = 0; i < count && (found == NULL || found->is_settled); i++) {
        if (stops[i].stop->question != NULL) {
            struct asked *asked =
                of_stop(&session->asking, stops[i].stop, subject->place.iteration);
            found = subject_find(subject, session->asking.work, asked, &stops[i]) ? asked : found;
        }
    }
    return found;
}

/* Whether it can be asked at an operation of another notation: about a number, a shape, a sign of
 * what that writes; and its formula, or a place, where it does the same. Words of an author and the
 * order of steps are of one notation. */
static bool is_carried(const struct subject *subject, const struct asked *asked) {
    bool is_here = asked->kind == QUESTION_FORMULA || asked->kind == QUESTION_CELL;
    return is_here ? asking_is_at(subject, asked)
                   : asked->kind != QUESTION_CHOICE && asked->role != ROLE_COUNT &&
                         subject_is_of(subject, asked, subject->place.operation->target);
}

/* What the lesson asks in another notation alone and was left open there is asked here as well,
 * where the same number is computed: who changes the notation is not told the answer. */
static struct asked *find_carried(struct session *session, const struct subject *subject) {
    const struct operation *operation = subject->place.operation;
    bool is_at_operation = operation != NULL && !proof_is_open(&session->proof);
    for (struct asked *asked = session->asking.first; is_at_operation && asked != NULL;
         asked = asked->next) {
        bool is_open = asked->stop != NULL && !asked->is_settled &&
                       asked->iteration == subject->place.iteration;
        if (is_open && is_carried(subject, asked) &&
            subject_find(subject, session->asking.work, asked, NULL)) {
            return asked;
        }
    }
    return NULL;
}

/* ---- arriving ---- */

static bool is_asking_here(const struct session *session) {
    return session->asking.mode != ASK_NOTHING && !session_is_inside(session) &&
           session->aim.element == 0 && tape_position(session->run.tape) == session->aim.step &&
           !tape_is_stuck(session->run.tape);
}

/* What was found out about the answer went with the place: it is found again, in the symbols of the
 * notation that is shown now. */
static void check_again(struct session *session) {
    struct asked *asked = session->asking.now;
    asked->finding = (struct asked_finding){.typed_quantity = QUANTITY_NONE};
    if (asked->kind == QUESTION_ORDER && asked->verdict == ASKED_WRONG) {
        asked->verdict = ASKED_UNANSWERED; /* of what was typed the right part is left */
    }
    if (asked->verdict != ASKED_UNANSWERED && *asked->text != '\0') {
        asking_check(session);
    }
}

void asking_arrive(struct session *session) {
    struct asking *asking = &session->asking;
    if (!is_asking_here(session)) {
        asking_forget(asking);
        asking->is_focused = false;
        return;
    }
    const size_t written = proof_is_open(&session->proof) ? session->proof.written + 1 : 0;
    bool is_same = asking->work != NULL && asking->program == session->run.program &&
                   asking->written == written && asking->derivation == session->proof.derivation &&
                   place_equal(asking->place, session->aim);
    if (is_same) {
        return;
    }
    asking_forget(asking);
    asking->work = arena_create();
    asking->place = session->aim;
    asking->program = session->run.program;
    asking->written = written;
    asking->derivation = session->proof.derivation;
    const struct subject subject = asking_subject(session);
    struct asked *found = find_of_lesson(session, &subject);
    found = found != NULL ? found : find_carried(session, &subject);
    struct asked *predicted = asking_predict(session, &subject);
    bool is_lessons = found != NULL && (predicted == NULL || predicted->line == NULL);
    asking->now = is_lessons ? found : predicted;
    asking->is_focused = asking_is_open(asking);
    if (asking->now != NULL) {
        check_again(session);
    }
    if (asking_is_open(asking) && asking->now->kind == QUESTION_FORMULA) {
        asking_record(session); /* its names are needed while it is typed */
    }
}

bool asking_pass(struct session *session) {
    struct asking *asking = &session->asking;
    if (asking->now == NULL) {
        return false;
    }
    if (asking_is_open(asking)) {
        asking->now->is_settled = asking->now->is_skipped = true;
        asking_add_answer(session, asking->now, ASK_EVENT_SKIPPED);
    }
    asking_forget(asking);
    asking_arrive(session);
    if (asking_is_open(asking)) {
        session_refresh(session);
        return true;
    }
    return false;
}

static bool is_settled(const struct asking *asking, const struct lesson_stop *stop,
                       long iteration) {
    for (const struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        if (asked->stop == stop && asked->iteration == iteration && asked->is_settled) {
            return true;
        }
    }
    return false;
}

bool asking_waits_for_line(const struct session *session, struct script_line line) {
    const struct asking *asking = &session->asking;
    const struct program_place place = session_program_place(session);
    struct script_stop stops[MOST_STOPS];
    size_t count = asking->mode == ASK_NOTHING
                       ? 0
                       : script_stops_at_line(session->run.script, place, line, stops, MOST_STOPS);
    for (size_t i = 0; i < count; i++) {
        const struct question *question = stops[i].stop->question;
        if (question != NULL && question->kind == QUESTION_LINE &&
            !is_settled(asking, stops[i].stop, place.iteration)) {
            return true;
        }
    }
    return false;
}

struct place asking_divert(const struct session *session, struct place place, bool is_forward) {
    const struct place beside = {.step = place.step + is_forward};
    struct script_stop stops[MOST_STOPS];
    const struct asking *asking = &session->asking;
    if (asking->mode == ASK_NOTHING || place.element == 0) {
        return place;
    }
    if (asking_is_to_predict(session, place)) {
        return beside;
    }
    if (session->run.script == NULL) {
        return place;
    }
    const struct program_place inside = place_in_program(session->run.program, place);
    size_t count = script_stops_at(session->run.script, inside, stops, MOST_STOPS);
    for (size_t i = 0; i < count; i++) {
        if (stops[i].stop->question != NULL &&
            !is_settled(asking, stops[i].stop, inside.iteration)) {
            return beside;
        }
    }
    return place;
}
