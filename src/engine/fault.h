#ifndef BACKSTEP_ENGINE_FAULT_H
#define BACKSTEP_ENGINE_FAULT_H

/* A notation's formula that does not fit a lesson, and where in the notation's file it stands. */

#include "base/diagnostic.h"
#include "engine/program.h"

/* The byte of the file; false when no formula of the file is to blame. */
bool fault_find(const struct notation *notation, const struct program_error *error,
                size_t *ret_offset);

/* "four.json:312:18", without folders; the notation's id where no file is known or to blame. It
 * lives in the arena. */
const char *fault_location(struct arena *arena, const struct notation *notation,
                           const struct program_error *error);

/* Adds each form of an operation, and each line of a proof that is no misprint, that does not fit a
 * program, at its place in the notation's file and once, whatever the layer: no picture would have
 * it. So is a line that fits and has another value than the one above, and a form that gives
 * another one than the formula. shown: what the lesson is called. Those at places that were added
 * before are passed over. */
void fault_report_left_out(struct diagnostics *diagnostics, const struct program *program,
                           const char *shown);

/* Whether the formulas that a lesson brings fit its network: names and grammar are seen to when
 * they are read, shapes and the order in which tensors get their values here. True where it brings
 * none, and where the fault is one of the notation: its places are none in the lesson. What does
 * not fit is reported at its place in the lesson's file. */
bool fault_check_formulas(struct arena *arena, const struct lesson *lesson,
                          struct diagnostics *diagnostics);

#endif
