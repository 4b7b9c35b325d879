#ifndef BACKSTEP_TYPESET_PROSE_LINE_ORDER_H
#define BACKSTEP_TYPESET_PROSE_LINE_ORDER_H

/* The order in which the parts of a line are seen, where writings that run from left to right and
 * from right to left stand side by side (Unicode Standard Annex 9). A part has an embedding level:
 * even ones run from left to right, odd ones from right to left; a larger one stands inside. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether a character may belong to a writing that runs from right to left: where none does, all
 * parts are seen in the order in which they are read. */
bool line_order_turns(uint32_t code_point);

/* Rule L2: which part, from 0 in the order in which they are read, stands at each place from left
 * to right. */
void line_order_by_levels(const signed char *levels, size_t count, size_t *ret_order);

#endif
