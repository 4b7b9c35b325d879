#ifndef BACKSTEP_BASE_NUMBER_H
#define BACKSTEP_BASE_NUMBER_H

/* Numbers as text, in the arena that is passed. All that Backstep writes of a number is written
 * here: with so many decimals, the same width for the same decimals wherever that can be; with so
 * many significant digits; or exactly. Signs are true minus signs but where it says otherwise. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* As it is shown with so many decimals. Halves are rounded away from 0, as at school: 0.0625 is
 * 0.063 and 0.0035 is 0.004, where printf chooses the even digit or the nearest double's. */
double number_rounded(double value, int decimals);

/* "−0.020"; "1.2e−5" for what would look like 0 and is not; "3.4e+7" for what is very long. What
 * is not finite is "∞", "−∞" or "NaN". */
const char *number_text(struct arena *arena, double value, int decimals);

/* A number of the formula itself, a rate, a count: "0.5", "−2"; as number_text where it has more
 * decimals than that. */
const char *number_constant_text(struct arena *arena, double value, int decimals);

/* A number that may not be read yet, as the answer to a question: it is no number, every text of it
 * is "?", and it knows with how many decimals the number would be exact, so that nothing moves when
 * it appears. What is reckoned with it may lose that, but is no number either. */
double number_hidden(double value);
bool number_is_hidden(double value);

/* How many decimals the numbers of a tensor are written with, all alike: the fewest with which all
 * of them are exact, and at most so many. Weights given as 2, -2 and 0 are that, not 2.000. */
int number_decimals(const double *values, size_t count, int most);

/* The number that number_text shows: what somebody has who reckons with it. */
double number_shown(double value, int decimals);
double number_constant_shown(double value, int decimals); /* the same of number_constant_text */

/* Whether somebody who reckoned that, and rounds it like the value, gets what is shown of it. What
 * is not finite holds. */
bool number_holds(double reckoned, double value, int decimals);

/* Whether it does not hold by so much that nobody asks in which order it was added up. */
bool number_misses(double reckoned, double value, int decimals);

/* A negative number below 10: columns keep room for it, so that nothing moves when a sign
 * appears. */
const char *number_pattern(struct arena *arena, int decimals);

/* With so many significant digits, zeros behind the last left away: "0.25", "−1.2e−5". */
const char *number_significant_text(struct arena *arena, double value, int digits);

/* The number that is shown with so many digits, and whether somebody who reckoned that gets what is
 * shown of the value: as number_shown and number_holds are for decimals. */
double number_significant_shown(double value, int digits);
bool number_significant_holds(double reckoned, double value, int digits);

/* The shortest decimal number that is this value, to the last bit: "0.1", "−1.25e−7". */
const char *number_exact_text(struct arena *arena, double value);

/* Both as C and JSON write them, for programs and for messages that quote a file: "-1.2e-05". */
const char *number_plain_text(struct arena *arena, double value, int digits);
const char *number_source_text(struct arena *arena, double value);

/* The size of an error, always with its power of ten: "7.5e-01". */
const char *number_error_text(struct arena *arena, double value, int decimals);

/* The double that "MANTISSAePOWER" is: what somebody typed with its power apart. */
double number_with_power(struct arena *arena, double mantissa, int power);

/* For who writes powers of ten in full: number_plain_text is the mantissa, of a size in 1..10 and
 * times 10^exponent where there is a power. */
struct number_parts {
    const char *mantissa; /* "-1.25" */
    bool has_power;
    int exponent; /* 0 without */
};
struct number_parts number_parts(struct arena *arena, double value, int digits);

/* "64,000". */
const char *number_count_text(struct arena *arena, long count);

#endif
