#include "session/ask/asked.h"

#include <assert.h>

const char *const asked_verdict_names[] = {
    [ASKED_UNANSWERED] = "unanswered",
    [ASKED_UNREADABLE] = "unreadable",
    [ASKED_FEWER_DIGITS] = "fewer_digits",
    [ASKED_FOLLOW_THROUGH] = "follow_through",
    [ASKED_WRONG] = "wrong",
    [ASKED_RIGHT] = "right",
    [ASKED_ROUNDED] = "rounded",
};
static_assert(sizeof asked_verdict_names / sizeof *asked_verdict_names == ASKED_VERDICT_COUNT,
              "a name for each verdict");

bool asked_accepts(enum asked_verdict verdict) {
    return verdict == ASKED_RIGHT || verdict == ASKED_ROUNDED;
}

bool asked_tells_place(const struct asked *asked) {
    return asked->kind != QUESTION_CELL || asked->is_settled;
}

bool asked_offers_solution(const struct asked *asked) {
    return asked->wrong >= ASKED_MOST_WRONG && !asked->is_settled;
}
