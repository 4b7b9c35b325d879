/* Which question is asked where the reader is. */
#include "session/ask/asking.h"

#include "session/session_parts.h"

/* ---- what is found out at a place ---- */

void asking_forget(struct asking *asking) {
    arena_destroy(asking->work);
    asking->work = NULL;
    asking->now = NULL;
    asking->recording = NULL;
}

/* ---- which question ---- */

static struct asked *add(struct asking *asking, const struct asked *made) {
    struct asked *added = ARENA_NEW(asking->arena, struct asked);
    *added = *made;
    if (asking->last != NULL) {
        asking->last->next = added;
    } else {
        asking->first = added;
    }
    asking->last = added;
    return added;
}

static struct asked *of_stop(struct asking *asking, const struct lesson_stop *stop,
                             long iteration) {
    for (struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        if (asked->stop == stop && asked->iteration == iteration) {
            return asked;
        }
    }
    const struct asked made = {
        .kind = stop->question->kind, .stop = stop, .iteration = iteration, .role = ROLE_COUNT};
    return add(asking, &made);
}

/* By turns, so that nobody knows what comes next: mostly numbers. */
static enum question_kind kind_of(const struct subject *subject) {
    enum { TURNS = 5 };
    static const enum question_kind turns[TURNS] = {QUESTION_VALUE, QUESTION_SHAPE, QUESTION_CHOICE,
                                                    QUESTION_SIGN, QUESTION_VALUE};
    enum question_kind kind = turns[(subject->place.done - 1) % TURNS];
    const struct tensor *target = &subject->run->program->tensors[subject->place.operation->target];
    bool is_one = shape_count(target->storage.shape) == 1;
    bool is_forward = subject->place.operation->pass == PASS_FORWARD;
    bool is_dull = (kind == QUESTION_SHAPE && is_one) || (kind == QUESTION_SIGN && is_forward);
    return is_dull ? QUESTION_VALUE : kind;
}

static struct asked *of_step(struct asking *asking, const struct subject *subject) {
    const struct program_place place = subject->place;
    const struct tensor *target = &subject->run->program->tensors[place.operation->target];
    for (struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        if (asked->stop == NULL && asked->iteration == place.iteration &&
            asked->role == target->role && asked->layer == target->layer) {
            return asked;
        }
    }
    const struct asked made = {.kind = kind_of(subject),
                               .iteration = place.iteration,
                               .role = target->role,
                               .layer = target->layer};
    return add(asking, &made);
}

/* The first question of the lesson here that is open, or else the last one. */
static struct asked *find_of_lesson(struct session *session, const struct subject *subject) {
    enum { MOST_STOPS = 16 };
    struct script_stop stops[MOST_STOPS];
    struct asked *found = NULL;
    size_t count = session->run.script == NULL
                       ? 0
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

/* A choice needs two options: where no mistake gives another number, the number is typed. */
static struct asked *find_of_step(struct session *session, const struct subject *subject) {
    struct asking *asking = &session->asking;
    if (asking->mode != ASK_EVERY_STEP || subject->place.operation == NULL) {
        return NULL;
    }
    struct asked *asked = of_step(asking, subject);
    if (!subject_find(subject, asking->work, asked, NULL)) {
        return NULL;
    }
    if (asked->kind == QUESTION_CHOICE && asked->subject.option_count < 2) {
        asked->kind = QUESTION_VALUE;
    }
    return asked;
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
    bool is_same = asking->work != NULL && asking->program == session->run.program &&
                   place_equal(asking->place, session->aim);
    if (is_same) {
        return;
    }
    asking_forget(asking);
    asking->work = arena_create();
    asking->place = session->aim;
    asking->program = session->run.program;
    const struct subject subject = asking_subject(session);
    struct asked *found = find_of_lesson(session, &subject);
    asking->now = found != NULL ? found : find_of_step(session, &subject);
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
        asking_add_answer(session, ASK_EVENT_SKIPPED);
    }
    asking_forget(asking);
    asking_arrive(session);
    if (asking_is_open(asking)) {
        session_refresh(session);
        return true;
    }
    return false;
}

struct place asking_divert(const struct session *session, struct place place) {
    enum { MOST_STOPS = 16 };
    struct script_stop stops[MOST_STOPS];
    const struct asking *asking = &session->asking;
    if (asking->mode == ASK_NOTHING || place.element == 0 || session->run.script == NULL) {
        return place;
    }
    const struct program_place inside = place_in_program(session->run.program, place);
    size_t count = script_stops_at(session->run.script, inside, stops, MOST_STOPS);
    for (size_t i = 0; i < count; i++) {
        bool is_settled = false;
        for (const struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
            is_settled = is_settled || (asked->stop == stops[i].stop &&
                                        asked->iteration == inside.iteration && asked->is_settled);
        }
        if (stops[i].stop->question != NULL && !is_settled) {
            return (struct place){.step = place.step + 1};
        }
    }
    return place;
}
