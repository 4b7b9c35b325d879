#ifndef BACKSTEP_LIBRARY_REFUSAL_H
#define BACKSTEP_LIBRARY_REFUSAL_H

/* Why a lesson is no program in a notation, as it is printed. */

#include "base/language.h"
#include "base/text.h"
#include "engine/program.h"

/* The place and the reason, lines ended, in the arena: in the notation's file where a formula of it
 * is to blame, or else of the lesson, which is called `shown`. */
const char *refusal_text(struct arena *arena, enum language language,
                         const struct notation *notation, const char *shown,
                         const struct program_error *error);

/* Appends a formula, and below it a caret under what is wrong in it. */
void refusal_append_formula(struct text_builder *text, const char *source,
                            const struct formula_error *error);

#endif
