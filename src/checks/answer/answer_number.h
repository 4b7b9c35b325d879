#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_NUMBER_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_NUMBER_H

/* A number as somebody types it: "0.063", ",063", "−6.3e-2", "6.3·10⁻²", "-3/50", "ln 3",
 * "0.9*(-0.467)", "2^3", "√2", "½", "1,000.5", "0.187 5"; TeX may be in it. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* What could not be read, in bytes of the text, and why, in English. */
struct answer_fault {
    size_t begin, end;
    const char *message;
};

struct answer_number {
    double value;
    bool is_reckoned; /* an expression: it has no digits of its own */
    int decimals;     /* behind the point: 4 of 0.0630, 5 of 6.3e-4; negative: tens are not known */
    int significant;  /* digits: 3 of 0.0630 */
    struct answer_fault doubt; /* that "1,234" is 1.234; without a message: there is none. Who finds
                                  such an answer wrong asks back instead */
};

/* False with *fault where the text is no number. */
bool answer_number_read(struct arena *arena, const char *text, struct answer_number *ret,
                        struct answer_fault *fault);

/* Whether a value, rounded as the answer is, is the answer; of an expression as the digits that are
 * asked for would be. */
bool answer_number_matches(const struct answer_number *answer, double value);

/* How many decimals are asked for of a value: 4, or those of 3 significant digits where that is
 * more. */
int answer_number_decimals(double value);

/* Whether the answer has 3 significant digits, or 4 decimals with 2 that are, or is the value
 * exactly. */
bool answer_number_has_digits(const struct answer_number *answer, double value);

#endif
