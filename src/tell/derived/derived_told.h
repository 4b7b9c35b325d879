#ifndef BACKSTEP_TELL_DERIVED_DERIVED_TOLD_H
#define BACKSTEP_TELL_DERIVED_DERIVED_TOLD_H

/* What is said of the lines of a derivation: where the reader is in it, what each line is worth and
 * whether that is what the one above is worth, why, and how its numbers come about. */

#include "session/proof/proof.h"
#include "step/derived/derived.h"
#include "tell/telling.h"

/* Appends "line 3 / 4 · neuron j = 2 of layer 1". */
void derived_told_place(struct telling *telling, const struct proof *proof);

/* Appends "j = 2", or "j = 2, k = 1"; nothing where no letter is open. */
void derived_told_letters(struct telling *telling, const struct proof *proof);

/* Appends why a line is what the one above it is. */
void derived_told_reason(struct telling *telling, const struct derivation *derivation, size_t line);

/* Appends what is wrong with a line that the note misprints. */
void derived_told_misprint(struct telling *telling, const struct derivation *derivation,
                           size_t line);

/* Appends where the note has it. */
void derived_told_misprint_place(struct telling *telling, const struct derivation *derivation,
                                 size_t line);

/* What a line is worth, in few characters: a number, with the decimals of what is on the left, or
 * the shape of a matrix. Lines that are equal are the same text. */
const char *derived_told_value(const struct moment *moment, const struct derivation *derivation,
                               size_t line);

/* Where the value of a line comes from that has none above it: "from the loss"; NULL: it is held
 * against something. */
const char *derived_told_origin(const struct derivation *derivation, size_t line,
                                enum language language);

/* Whether a line that does not go on from another one has, in the row of the chosen letters, the
 * value of the line before it: "row 2: as line 3". NULL: no. number counts the lines that are no
 * misprints, from 1. */
const char *derived_told_row(struct arena *arena, const struct proof *proof, size_t number,
                             enum language language);

/* The element of a line's value, from 0, that the letters choose: the row by the first, the column
 * by the second. */
void derived_told_element(const struct proof *proof, struct matrix value, size_t *ret_row,
                          size_t *ret_column);

/* Appends how the number of a line comes about, for the chosen letters: "0.75 · 0.25 = 0.1875". */
void derived_told_numbers(struct telling *telling, const struct moment *moment,
                          const struct proof *proof, size_t line);

/* The same of one way of its sum alone, from 1 to derivation_way_count; and the number that the
 * ways up to it add up to. */
void derived_told_way(struct telling *telling, const struct moment *moment,
                      const struct proof *proof, size_t line, size_t way);
const char *derived_told_way_total(const struct moment *moment, const struct proof *proof,
                                   size_t line, size_t way);

#endif
