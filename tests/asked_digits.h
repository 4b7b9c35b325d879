#ifndef BACKSTEP_TESTS_ASKED_DIGITS_H
#define BACKSTEP_TESTS_ASKED_DIGITS_H

/* The digits of an answer, as they would stand in a text. */

#include "ask_tests.h"

#include "base/number.h"

enum { DIGITS_DECIMALS = 4, FEWEST_DIGITS = 2 };

/* "0.0467" without its sign, its zeros at the end, and what rounding leaves; NULL where so few
 * digits are left that they may stand for anything. */
static const char *digits_of(struct arena *arena, double value) {
    char *text = text_format(arena, "%.*f", DIGITS_DECIMALS, value < 0 ? -value : value);
    size_t length = strlen(text), significant = 0;
    while (length > 0 && text[length - 1] == '0') {
        text[--length] = '\0';
    }
    for (const char *at = text; *at != '\0'; at++) {
        significant += *at >= '0' && *at <= '9' && (significant > 0 || *at != '0');
    }
    return significant < FEWEST_DIGITS ? NULL : text;
}

/* Another number of the picture, which is not hidden, or of the lesson's file has the same digits.
 */
static bool is_known(const struct session *session, struct arena *arena, const char *digits) {
    const struct program *program = session_program(session);
    const double *state = session_state(session);
    for (size_t i = 0; i < program->state_count; i++) {
        const char *known = number_is_hidden(state[i]) ? NULL : digits_of(arena, state[i]);
        if (known != NULL && strcmp(known, digits) == 0) {
            return true;
        }
    }
    return false;
}

#endif
