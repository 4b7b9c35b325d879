#ifndef BACKSTEP_TYPESET_PROSE_LINE_BREAK_H
#define BACKSTEP_TYPESET_PROSE_LINE_BREAK_H

/* Where a line of prose may end, in Latin and in Chinese, and what stands between two characters:
 * questions about pairs of neighbours, with neither fonts nor pixels. */

#include <stdbool.h>
#include <stdint.h>

/* Stands for a formula or another thing that is not text; 0 stands for nothing. */
enum { LINE_BREAK_OBJECT = 0xFFFC };

/* Whether a line may end between two neighbours. has_space: there is a space between them. */
bool line_break_is_allowed(uint32_t before, uint32_t behind, bool has_space);

/* The room between the two on one line, in em: a space, or what Chinese and Latin keep from each
 * other, never both. */
float line_break_gap(uint32_t before, uint32_t behind, bool has_space);

#endif
