#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_STREAM_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_STREAM_H

/* A formula as it is typed, in Unicode, in TeX or as formulas are written in a notation's file, as
 * one row of signs in which those spellings are alike: "\delta" is δ, "⁽²⁾" and "^{(2)}" are one
 * superscript, "\frac{a}{b}" is (a)/(b), spaces and what only looks are gone. */

#include "checks/answer/answer_number.h"

#include <stdint.h>

/* Superscripts and subscripts are '^' or '_' with their content between SIGN_OPEN and SIGN_CLOSE.
 */
enum answer_sign_code {
    SIGN_END = 0,
    SIGN_OPEN = 0xE000, /* of Unicode's private use: nobody types them */
    SIGN_CLOSE,
    SIGN_BRACE_LEFT, /* a brace that is seen: "\{" */
    SIGN_BRACE_RIGHT,
    SIGN_DOT,            /* · ×, where '*' is '*' */
    SIGN_HADAMARD,       /* ⊙ ∘ .* */
    SIGN_DIVIDE_ELEMENTS /* ⊘ ./ */
};

struct answer_sign {
    uint32_t code;
    size_t begin, end; /* bytes of what was typed */
};

struct answer_stream {
    struct answer_sign *signs; /* SIGN_END behind the last */
    size_t count;
};

/* False with *fault where a brace is not closed, or a command is not known. */
bool answer_stream_read(struct arena *arena, const char *text, struct answer_stream *ret,
                        struct answer_fault *fault);

#endif
