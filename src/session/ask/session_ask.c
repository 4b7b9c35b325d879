#include "session/ask/session_ask.h"

#include "base/number.h"
#include "base/utf8.h"
#include "session/ask/asking.h"
#include "session/session_parts.h"

#include <stdio.h>
#include <string.h>

/* ---- how questions are asked ---- */

/* Whatever was found here was found in another way. */
static void ask_anew(struct session *session) {
    asking_close(&session->asking);
    session_refresh(session);
}

void session_ask_set_mistakes(struct session *session, const struct mistakes *mistakes) {
    session->asking.mistakes = mistakes;
    ask_anew(session);
}

void session_ask_set_mode(struct session *session, enum ask_mode mode) {
    struct asking *asking = &session->asking;
    asking->usual_mode = mode != ASK_EVERY_STEP ? mode : asking->usual_mode;
    asking->mode = mode;
    ask_anew(session);
}

enum ask_mode session_ask_mode(const struct session *session) {
    return session->asking.mode;
}

void session_ask_set_hall(struct session *session, bool is_on) {
    session->asking.is_hall = is_on;
    ask_anew(session);
}

unsigned session_ask_predict(struct session *session) {
    struct asking *asking = &session->asking;
    bool was_on = asking->mode == ASK_EVERY_STEP;
    session_ask_set_mode(session, was_on ? asking->usual_mode : ASK_EVERY_STEP);
    return SESSION_LOOKS;
}

/* ---- which one is asked ---- */

const struct asked *session_ask_now(const struct session *session) {
    return session->asking.now;
}

bool session_ask_is_open(const struct session *session) {
    return session->asking.now != NULL && !session->asking.now->is_settled;
}

bool session_ask_is_focused(const struct session *session) {
    return session_ask_is_open(session) && session->asking.is_focused;
}

bool session_ask_hides(const struct session *session, int tensor) {
    const struct hidden *hidden = &session->asking.hidden;
    return hidden->is_on && tensor >= 0 && hidden->tensors[tensor];
}

bool session_ask_hides_shape(const struct session *session, int tensor) {
    const struct hidden *hidden = &session->asking.hidden;
    return hidden->is_on && tensor >= 0 && hidden->shape_of == tensor;
}

bool session_ask_hides_formula(const struct session *session) {
    return session->asking.hidden.is_on && session->asking.hidden.is_formula;
}

const struct recording *session_ask_recording(const struct session *session) {
    return session->asking.recording;
}

/* ---- what the reader does ---- */

unsigned session_ask_type(struct session *session, const char *text) {
    struct asked *asked = session->asking.now;
    if (!session_ask_is_open(session)) {
        return SESSION_SAME;
    }
    size_t length = strlen(text), count = 0;
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t step = utf8_decode(text + at, length - at, &code_point);
        if (step == 0 || count + step > ASKED_MOST_TEXT) {
            break;
        }
        if (code_point >= ' ' && code_point != 0x7F) {
            memcpy(asked->text + count, text + at, step);
            count += step;
        }
        at += step;
    }
    asked->text[count] = '\0';
    asked->finding.is_of_earlier = true;
    session_end_notice(session); /* that this was checked already, that something is missing */
    return SESSION_LOOKS;
}

static bool is_blank(const char *text) {
    return strspn(text, " \t") == strlen(text);
}

static void settle(struct session *session) {
    session->text_page = 0;
    asking_find_sign(session);
    session->asking.now->is_settled = true;
    session->asking.is_focused = false;
}

/* Of a wrong order what stands right at its beginning stays: the rest is put anew. */
static void keep_right_part(struct asked *asked) {
    if (asked->kind != QUESTION_ORDER || asked->verdict != ASKED_WRONG) {
        return;
    }
    const char letters[] = {(char)('A' + asked->finding.before),
                            (char)('a' + asked->finding.before), '\0'};
    asked->text[strcspn(asked->text, letters)] = '\0';
}

/* The answer's verdict is known: counts it, and shows what was hidden where it is right. */
static unsigned take(struct session *session, enum asked_verdict verdict) {
    struct asked *asked = session->asking.now;
    session->text_page = 0;
    asked->verdict = verdict;
    asked->is_hint_newest = false;
    asked->wrong += verdict == ASKED_WRONG;
    if (verdict == ASKED_WRONG && asked_is_choice(asked)) {
        asked->tried |= 1U << asked->finding.typed_option;
    }
    if (verdict != ASKED_UNREADABLE) {
        asking_add_answer(session, asked, ASK_EVENT_ANSWER);
    }
    keep_right_part(asked);
    if (asked_accepts(verdict)) {
        settle(session);
    }
    session_refresh(session);
    return SESSION_LOOKS;
}

bool session_ask_is_hall(const struct session *session) {
    return session->asking.is_hall;
}

bool session_ask_is_for_hall(const struct session *session) {
    const struct asked *asked = session->asking.now;
    return session->asking.is_hall && asked != NULL && asked->subject.option_count > 0;
}

/* What the hall chose is its answer, where one was marked; either way all is shown. */
static unsigned reveal_to_hall(struct session *session) {
    struct asked *asked = session->asking.now;
    const size_t letters = asked->kind == QUESTION_ORDER ? asked->subject.option_count : 1;
    asked->is_revealed = strlen(asked->text) < letters;
    if (!asked->is_revealed) {
        asked->verdict = asking_check(session);
    }
    asking_add_answer(session, asked, asked->is_revealed ? ASK_EVENT_REVEALED : ASK_EVENT_ANSWER);
    settle(session);
    session_refresh(session);
    return SESSION_LOOKS;
}

unsigned session_ask_check(struct session *session) {
    if (session_ask_is_open(session) && session_ask_is_for_hall(session)) {
        return reveal_to_hall(session);
    }
    if (!session_ask_is_open(session)) {
        return SESSION_SAME;
    }
    if (is_blank(session->asking.now->text)) {
        return session_notify(session, STRING_NOTICE_EMPTY, 0);
    }
    const struct asked *asked = session->asking.now;
    if (asked->verdict == ASKED_WRONG && !asked->finding.is_of_earlier) {
        return session_notify(session, STRING_NOTICE_SAME_ANSWER, 0); /* is no second try */
    }
    return take(session, asking_check(session));
}

unsigned session_ask_choose(struct session *session, size_t option) {
    const struct asked *asked = session->asking.now;
    if (!session_ask_is_open(session) || option >= asked->subject.option_count) {
        return SESSION_SAME;
    }
    const char text[2] = {(char)('A' + option), '\0'};
    if (session_ask_is_for_hall(session)) { /* hands are counted before it is revealed */
        return session_ask_type(session, text);
    }
    session_ask_type(session, text);
    return session_ask_check(session);
}

unsigned session_ask_point(struct session *session, struct quantity quantity) {
    struct asked *asked = session->asking.now;
    quantity = quantity_normal(session->run.program, quantity);
    if (!session_ask_is_open(session) || asked->kind != QUESTION_CELL) {
        return SESSION_SAME;
    }
    if (quantity_is_none(quantity)) {
        return session_notify(session, STRING_NOTICE_EMPTY_PLACE, 0);
    }
    asked->finding = (struct asked_finding){.typed_quantity = quantity};
    return take(session,
                quantity_equal(quantity, asked->subject.quantity) ? ASKED_RIGHT : ASKED_WRONG);
}

unsigned session_ask_hint(struct session *session) {
    if (!session_ask_is_open(session)) {
        return SESSION_SAME;
    }
    struct asked *asked = session->asking.now;
    session->text_page = 0;
    asked->is_hint_newest = true;
    asked->hints++;
    if (asked->hints == ASKED_MOST_HINTS - 1) {
        size_t option = asked_option_to_exclude(asked);
        asked->excluded = option < asked->subject.option_count ? option + 1 : 0;
    }
    return asked->hints < ASKED_MOST_HINTS ? SESSION_LOOKS : session_ask_reveal(session);
}

unsigned session_ask_reveal(struct session *session) {
    struct asked *asked = session->asking.now;
    if (!session_ask_is_open(session)) {
        return SESSION_SAME;
    }
    asked->hints = ASKED_MOST_HINTS;
    asked->is_revealed = true;
    asking_add_answer(session, asked, ASK_EVENT_REVEALED);
    settle(session);
    session_refresh(session);
    return SESSION_LOOKS;
}

unsigned session_ask_skip(struct session *session) {
    return !session_ask_is_open(session)      ? SESSION_SAME
           : session_ask_is_for_hall(session) ? reveal_to_hall(session)
                                              : session_apply(session, ACTION_NEXT);
}

unsigned session_ask_leave(struct session *session) {
    bool was_focused = session_ask_is_focused(session);
    session->asking.is_focused = false;
    return was_focused ? SESSION_LOOKS : SESSION_SAME;
}

unsigned session_ask_enter(struct session *session) {
    struct asking *asking = &session->asking;
    if (asking->now == NULL || session_ask_is_focused(session)) {
        return SESSION_SAME;
    }
    struct asked *asked = asking->now;
    if (asked->is_settled) {
        asked->is_settled = asked->is_revealed = asked->is_skipped = false;
        asked->verdict = ASKED_UNANSWERED;
        asked->finding = (struct asked_finding){.typed_quantity = QUANTITY_NONE};
        asked->hints = asked->wrong = 0;
        asked->tried = 0;
        asked->excluded = 0;
        asked->text[0] = '\0';
    }
    asking->is_focused = true;
    session_refresh(session);
    return SESSION_LOOKS;
}
