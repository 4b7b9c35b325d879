/* How it went. */
#include "session/ask/session_ask.h"
#include "session/session_parts.h"

size_t session_ask_answer_count(const struct session *session) {
    return session->asking.answer_count;
}

struct ask_answer session_ask_answer(const struct session *session, size_t which) {
    return session->asking.answers[which];
}

/* ---- score ---- */

static void count_mistake(struct ask_mistake_count *counts, struct ask_score *score,
                          const struct ask_answer *answer, size_t which) {
    size_t i = 0;
    while (i < score->mistake_count && counts[i].mistake != answer->mistake) {
        i++;
    }
    if (i == score->mistake_count) {
        counts[score->mistake_count++] =
            (struct ask_mistake_count){.mistake = answer->mistake, .answer = which};
    }
    counts[i].count++;
    for (; i > 0 && counts[i - 1].count < counts[i].count; i--) {
        const struct ask_mistake_count kept = counts[i];
        counts[i] = counts[i - 1];
        counts[i - 1] = kept;
    }
}

/* The last that became of a question counts. */
static bool is_last(const struct asking *asking, size_t which) {
    for (size_t i = which + 1; i < asking->answer_count; i++) {
        if (asking->answers[i].asked == asking->answers[which].asked) {
            return false;
        }
    }
    return true;
}

static bool is_right_answer(const struct ask_answer *answer) {
    return asked_accepts(answer->verdict) && answer->event == ASK_EVENT_ANSWER;
}

static bool is_try(const struct ask_answer *answer) {
    return answer->event != ASK_EVENT_ANSWER ||
           (answer->verdict != ASKED_UNREADABLE && answer->verdict != ASKED_FEWER_DIGITS);
}

/* Right the first time that it was tried, and without hints: who asks it again keeps that, as the
 * journal does. */
static bool is_right_at_once(const struct asking *asking, size_t last) {
    size_t first = 0;
    while (first < last && (asking->answers[first].asked != asking->answers[last].asked ||
                            !is_try(&asking->answers[first]))) {
        first++;
    }
    const struct ask_answer *answer = &asking->answers[first];
    return is_right_answer(answer) && answer->tries == 1 && answer->hints == 0;
}

static void count_question(struct ask_score *score, const struct asking *asking, size_t last) {
    const struct ask_answer *answer = &asking->answers[last];
    bool is_at_once = is_right_at_once(asking, last);
    bool is_right = is_right_answer(answer);
    score->asked++;
    score->right_at_once += is_at_once;
    score->right_later += is_right && !is_at_once;
    score->revealed += answer->event == ASK_EVENT_REVEALED;
    score->skipped += answer->event == ASK_EVENT_SKIPPED;
    score->open += answer->event == ASK_EVENT_ANSWER && !is_right;
}

static bool has_answer(const struct asking *asking, const struct asked *asked) {
    for (size_t i = 0; i < asking->answer_count; i++) {
        if (asking->answers[i].asked == asked) {
            return true;
        }
    }
    return false;
}

struct ask_score session_ask_score(const struct session *session, struct arena *arena) {
    const struct asking *asking = &session->asking;
    struct ask_mistake_count *counts =
        ARENA_ARRAY(arena, struct ask_mistake_count, asking->answer_count + 1);
    struct ask_score score = {.mistakes = counts};
    for (size_t i = 0; i < asking->answer_count; i++) {
        const struct ask_answer *answer = &asking->answers[i];
        if (is_last(asking, i)) {
            count_question(&score, asking, i);
        }
        if (answer->mistake != NULL && answer->verdict == ASKED_WRONG) {
            count_mistake(counts, &score, answer, i);
        }
    }
    bool is_new = session_ask_is_open(session) && !has_answer(asking, asking->now);
    score.asked += is_new;
    score.open += is_new;
    return score;
}

/* ---- one by one ---- */

static struct ask_outcome outcome_of(const struct asking *asking, size_t last) {
    const struct ask_answer *answer = &asking->answers[last];
    struct ask_outcome outcome = {
        .asked = answer->asked,
        .step = answer->step,
        .is_right = is_right_answer(answer),
        .is_at_once = is_right_at_once(asking, last),
        .is_revealed = answer->event == ASK_EVENT_REVEALED,
        .is_skipped = answer->event == ASK_EVENT_SKIPPED,
    };
    for (size_t i = 0; i <= last && outcome.wrong == NULL; i++) {
        const struct ask_answer *earlier = &asking->answers[i];
        if (earlier->asked == answer->asked && earlier->event == ASK_EVENT_ANSWER &&
            earlier->verdict == ASKED_WRONG) {
            outcome.wrong = earlier->text;
            outcome.mistake = earlier->mistake;
        }
    }
    return outcome;
}

const struct ask_outcome *session_ask_outcomes(const struct session *session, struct arena *arena,
                                               size_t *ret_count) {
    const struct asking *asking = &session->asking;
    struct ask_outcome *outcomes = ARENA_ARRAY(arena, struct ask_outcome, asking->answer_count + 1);
    *ret_count = 0;
    for (size_t i = 0; i < asking->answer_count; i++) {
        if (is_last(asking, i)) {
            outcomes[(*ret_count)++] = outcome_of(asking, i);
        }
    }
    return outcomes;
}
