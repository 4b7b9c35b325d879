#ifndef BACKSTEP_TELL_SCRIPT_TOLD_NUMBER_H
#define BACKSTEP_TELL_SCRIPT_TOLD_NUMBER_H

/* Numbers in an author's text that the run fills in: "{{A[2](1,1)}}" reads as what the screen shows
 * of it, so that no text can be wrong about a number. */

#include "engine/script_number.h"
#include "step/moment.h"

/* The text with a number in the place of each slot, in the moment's arena: with the decimals of the
 * screen, between $ signs as TeX writes it. What is not known at this moment is "?": of an
 * operation that is under way, an element whose cell is empty. */
const char *told_numbers(const struct moment *moment, const struct script *script,
                         const struct script_stop *stop, const char *text);

#endif
