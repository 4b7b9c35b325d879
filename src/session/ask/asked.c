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

bool asked_is_choice(const struct asked *asked) {
    return asked->kind == QUESTION_CHOICE || asked->kind == QUESTION_LINE;
}

bool asked_is_known_wrong(const struct asked *asked, size_t option) {
    return (asked->tried >> option & 1U) != 0 || asked->excluded == option + 1;
}

size_t asked_option_to_exclude(const struct asked *asked) {
    const struct asked_subject *subject = &asked->subject;
    size_t found = subject->option_count, left = 0;
    for (size_t i = subject->option_count; i-- > 0;) {
        bool is_left = (asked->tried >> i & 1U) == 0;
        left += is_left;
        found = is_left && !subject->options[i].is_right ? i : found;
    }
    return asked_is_choice(asked) && left > 2 ? found : subject->option_count;
}
