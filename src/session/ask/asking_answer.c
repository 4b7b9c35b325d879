/* What becomes of a question. */
#include "engine/quantity.h"
#include "session/ask/asking.h"
#include "session/ask/verdict.h"
#include "session/session_parts.h"

#include <string.h>

struct subject asking_subject(const struct session *session) {
    return (struct subject){
        .run = &session->run,
        .mistakes = session->asking.mistakes,
        .place = place_in_program(session->run.program, session->aim),
        .is_hall = session->asking.is_hall,
    };
}

void asking_record(struct session *session) {
    struct asking *asking = &session->asking;
    if (asking->recording != NULL || asking->now == NULL) {
        return;
    }
    struct recording *recording = ARENA_NEW(asking->work, struct recording);
    const struct subject subject = asking_subject(session);
    if (subject_record(&subject, asking->work, asking->now, recording)) {
        asking->recording = recording;
    }
}

/* What the reader answered before in this iteration, where it was not right. */
static struct replay_answer *earlier_answers(const struct asking *asking, size_t *ret_count) {
    size_t count = 0;
    for (const struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        count++;
    }
    struct replay_answer *answers = ARENA_ARRAY(asking->work, struct replay_answer, count + 1);
    *ret_count = 0;
    for (const struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        int tensor =
            asked->has_number && asked != asking->now && asked->has_cell &&
                    asked->iteration == asking->now->iteration && !asked_accepts(asked->verdict)
                ? quantity_tensor_at(asking->program, asked->role, asked->layer, asked->rank)
                : -1;
        if (tensor >= 0) {
            const struct quantity at =
                quantity_normal(asking->program, quantity_of_unit(asking->program, tensor,
                                                                  asked->unit, asked->across));
            answers[(*ret_count)++] =
                (struct replay_answer){tensor, (size_t)at.row, (size_t)at.column, asked->number};
        }
    }
    return answers;
}

enum asked_verdict asking_check(struct session *session) {
    struct asking *asking = &session->asking;
    asking_record(session);
    const struct subject subject = asking_subject(session);
    struct verdict verdict = {.subject = &subject, .recording = asking->recording};
    verdict.answers = earlier_answers(asking, &verdict.answer_count);
    return verdict_find(&verdict, asking->work, asking->now);
}

void asking_find_sign(struct session *session) {
    struct asking *asking = &session->asking;
    if (asking->now->kind != QUESTION_SIGN) {
        return;
    }
    asking_record(session);
    const struct subject subject = asking_subject(session);
    double value = subject_value(&subject, asking->now, asking->recording);
    asking->now->sign = (value > 0) - (value < 0);
}

static const struct mistake *first_mistake(const struct asked *asked) {
    const struct diagnosis *number = asked->finding.number;
    const struct formula_diagnosis *formula = asked->finding.formula;
    bool is_option = (asked->kind == QUESTION_CHOICE || asked->kind == QUESTION_LINE ||
                      (asked->kind == QUESTION_VALUE && number == NULL)) &&
                     asked->finding.typed_option < asked->subject.option_count;
    return number != NULL && number->count > 0     ? number->findings[0].mistake
           : formula != NULL && formula->count > 0 ? formula->findings[0].mistake
           : is_option ? asked->subject.options[asked->finding.typed_option].mistake
                       : NULL;
}

/* Too few digits are neither right nor wrong: they were no try. */
static int tries_of(const struct asking *asking, const struct asked *asked) {
    int tries = 0;
    for (size_t i = 0; i < asking->answer_count; i++) {
        const struct ask_answer *answer = &asking->answers[i];
        tries += answer->asked == asked && answer->event == ASK_EVENT_ANSWER &&
                 answer->verdict != ASKED_FEWER_DIGITS;
    }
    return tries;
}

void asking_add_answer(struct session *session, const struct asked *asked, enum ask_event event) {
    struct asking *asking = &session->asking;
    if (asking->answer_count == asking->answer_capacity) {
        size_t capacity = asking->answer_capacity > 0 ? 2 * asking->answer_capacity : 16;
        struct ask_answer *grown = ARENA_ARRAY(asking->arena, struct ask_answer, capacity);
        for (size_t i = 0; i < asking->answer_count; i++) {
            grown[i] = asking->answers[i];
        }
        asking->answers = grown;
        asking->answer_capacity = capacity;
    }
    bool is_answer = event == ASK_EVENT_ANSWER;
    asking->answers[asking->answer_count] = (struct ask_answer){
        .asked = asked,
        .event = event,
        .text = arena_copy_text(asking->arena, asked->text, strlen(asked->text)),
        .verdict = asked->verdict,
        .mistake = is_answer ? first_mistake(asked) : NULL,
        .step = asking->place.step,
        .tries = tries_of(asking, asked) + is_answer,
        .hints = asked->hints,
    };
    asking->answer_count++;
}
