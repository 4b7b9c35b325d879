#ifndef BACKSTEP_STEP_FOCUS_H
#define BACKSTEP_STEP_FOCUS_H

/* Where in an operation the reader is, at the two finest levels. */

#include "formula/explain.h"
#include "step/moment.h"

/* Rows and columns of a matrix; ends are behind the last. */
struct cell_range {
    size_t row, row_end, column, column_end;
};

/* Where in an operation the reader is. An operation that is done is at its last term. */
struct term_focus {
    bool is_shown; /* the level is fine enough, and the operation has terms */
    const struct operation *operation;
    size_t term, term_count; /* from 0 */
    size_t node;             /* of the formula */
    size_t known, count;     /* elements of the term that are done, of all */
    bool is_by_element;
    size_t row, column;             /* the last one that is done */
    struct explanation explanation; /* of that one */
};

/* moment->focus is not looked at: this is what it will be. */
struct term_focus term_focus_of(const struct moment *moment);

/* The element in question, as a cell of its term. */
struct cell_range term_focus_cell(const struct term_focus *focus);

/* The rows and columns of a node that the element is made of; false when it is not made of that
 * node. */
bool term_focus_cells(const struct term_focus *focus, size_t node, struct cell_range *ret);

/* Which tensors the lesson wants lit here, by number, in the moment's arena; NULL: none, or the
 * lesson says nothing (script NULL). */
const bool *term_focus_of_lesson(const struct moment *moment, const struct script *script);

#endif
