#ifndef BACKSTEP_LIBRARY_REFUSAL_H
#define BACKSTEP_LIBRARY_REFUSAL_H

/* Why a lesson is no program in a notation, as it is printed. */

#include "base/diagnostic.h"
#include "base/text.h"
#include "engine/program.h"

/* The place and the reason, lines ended, in the arena: in the notation's file where a formula of it
 * is to blame, or else of the lesson, which is called `shown`. */
const char *refusal_text(struct arena *arena, enum language language,
                         const struct notation *notation, const char *shown,
                         const struct program_error *error);

/* The forms and lines of proofs that the programs leave out in silence, of one notation: as errors
 * of its file, or as warnings beside a lesson that does without them. */
struct refusal_left_out {
    struct diagnostics diagnostics;
    const struct notation *notation;
};

/* None yet. */
void refusal_left_out_begin(struct refusal_left_out *left_out, struct arena *arena,
                            enum language language, const struct notation *notation);

/* Adds those of one lesson, which is called `shown`. */
void refusal_left_out_add(struct refusal_left_out *left_out, const struct program *program,
                          const char *shown);
/* Lines ended, in the arena; "" where nothing was left out. */
const char *refusal_left_out_text(struct refusal_left_out *left_out, bool are_warnings);

/* Appends a formula, and below it a caret under what is wrong in it. */
void refusal_append_formula(struct text_builder *text, const char *source,
                            const struct formula_error *error);

#endif
