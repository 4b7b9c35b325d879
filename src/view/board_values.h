#ifndef BACKSTEP_VIEW_BOARD_VALUES_H
#define BACKSTEP_VIEW_BOARD_VALUES_H

/* The formula once more with its values in the place of its symbols: the same TeX, in which each
 * tensor is a slot for its matrix, and counts and rates are numbers. */

#include "view/board/board_matrix.h"
#include "view/formula_view.h"

/* What stands in a slot. */
struct board_slot {
    struct board_matrix matrix;
    struct print_piece piece; /* bytes of the formula that it replaces, and their node */
};

/* Bytes of a writing's source that are a number in the place of a tensor. */
struct board_digits {
    size_t begin, end;
    int node;
};

/* The values as TeX: as the formula has it, or with its fractions on the line, a/b, where they
 * would be too wide to stack. */
struct board_writing {
    const struct math_list *list;
    struct board_digits *digits;
    size_t digits_count;
};
enum board_writing_kind { BOARD_STACKED, BOARD_INLINE, BOARD_WRITINGS };

struct board_values {
    const struct formula *formula;
    struct board_slot *slots; /* in the formula's order; the first is the target */
    size_t slot_count;
    bool has_summands; /* some slots are summands of one symbol */
    struct board_writing writings[BOARD_WRITINGS];
    size_t writing_count; /* 1 where no fraction has a matrix in it */
};

/* The values of the operation that the session did last. Borrows the formula. */
struct board_values board_values_create(const struct formula *formula);

/* For the parts of a writing's list. */
struct board_writing_colors {
    const struct formula *formula;
    const struct board_writing *writing;
};
struct math_tags board_values_tags(const struct board_writing_colors *colors);

#endif
