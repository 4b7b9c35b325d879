#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_LITERAL_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_LITERAL_H

/* Digits as people write them: "0.063", ",063", "1e-3", in groups of three as "1,000.5",
 * "1.000,5", "12 345", "1'000" and "0.187 5", with a vulgar fraction as "½" and "1¾". */

#include "base/arena.h"
#include "checks/answer/answer_characters.h"

#include <stdbool.h>

struct answer_literal {
    double value;
    int decimals, significant; /* as those of an answer_number */
    bool is_fraction;          /* has a vulgar one */
    bool is_ambiguous;         /* "1,234": 1.234, which value is, or 1234 */
    const char *fault;         /* in English; NULL: none, and the rest is filled in */
};

/* Whether one begins there. */
bool answer_literal_begins(const struct answer_character *at);

/* Reads it; *at is behind it then. One has to begin there. */
struct answer_literal answer_literal_read(struct arena *arena, const struct answer_character **at);

#endif
