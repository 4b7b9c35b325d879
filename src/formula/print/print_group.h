#ifndef BACKSTEP_FORMULA_PRINT_PRINT_GROUP_H
#define BACKSTEP_FORMULA_PRINT_PRINT_GROUP_H

/* Where printing needs parentheses that the formula does without. The parser takes "*", ".*",
 * "./" and "/" from the left; a reader of the printed line cannot be relied on to. Only the
 * printer itself uses this. */

#include "formula/print/printer.h"

/* The node is of that kind and the author put no parentheses around it. */
bool print_is_plain(const struct expression *node, enum expression_kind kind);

/* A PRODUCT with a 1 x 1 on one side, whatever the shapes: it needs no product sign. */
bool print_is_scaling(const struct printer *printer, const struct expression *product);

/* exp(x) that is printed as a power, in LaTeX. */
bool print_is_power_of_e(const struct printer *printer, const struct expression *node);

/* True when the operand has none and must get some. In LaTeX the fractions are stacked: their
 * parts are not asked about. */
bool print_needs_parentheses(const struct printer *printer, const struct expression *parent,
                             size_t which);

#endif
