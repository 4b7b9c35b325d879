#ifndef BACKSTEP_STEP_FOCUS_H
#define BACKSTEP_STEP_FOCUS_H

/* Where in an operation the reader is, at the two finest levels. */

#include "engine/place.h"
#include "engine/script.h"
#include "formula/explain/explanation.h"

/* Rows and columns of a matrix; ends are behind the last. */
struct cell_range {
    size_t row, row_end, column, column_end;
};

/* Where in an operation the reader is. An operation that is done is at its last term. */
struct focus {
    bool is_shown; /* the level is fine enough, and the operation has terms */
    const struct operation *operation;
    size_t term, term_count; /* from 0 */
    size_t node;             /* of the formula */
    size_t known, count;     /* elements of the term that are done, of all */
    bool is_by_element;
    size_t row, column;             /* the last one that is done */
    struct explanation explanation; /* of that one */
    /* In a derivation, on one way of a sum: what it goes through, the unit that it passes,
     * engine/derivation/derivation_way.h, and which one it is, "k = 1"; NULL: on none. */
    const struct quantity *way;
    size_t way_count;
    struct quantity way_unit;
    const char *way_name;
};

/* Of the operation that is shown (NULL: none) at a place, with its values; the explanation lives in
 * the arena. */
struct focus focus_of(struct arena *arena, const struct operation *operation,
                      const struct evaluation *evaluation, enum step_level level,
                      struct place place);

/* The element in question, as a cell of its term. */
struct cell_range focus_cell(const struct focus *focus);

/* What a node is but for its sign and a number that scales it: dZ of (1/m) dZ, element by element;
 * the node itself where it is something else. */
const struct expression *focus_unscaled(const struct binding *binding,
                                        const struct expression *node);

/* The rows and columns of a node that the element is made of, also where a number scales it; false
 * when it is not made of that node. */
bool focus_cells(const struct focus *focus, size_t node, struct cell_range *ret);

/* How many elements of a node of an operation's formula are there at a place, row after row: while
 * the operation is under way, what comes of terms that the reader has not reached is nowhere to be
 * seen. All of them where it is done, and of what no term has to compute. */
size_t focus_known(const struct operation *operation, struct place place, size_t node);

/* Which tensors the lesson wants lit at a place, by number, in the arena; NULL: none, or the lesson
 * says nothing (script NULL). */
const bool *focus_of_lesson(struct arena *arena, const struct script *script,
                            const struct program *program, struct program_place place);

#endif
