#ifndef BACKSTEP_NOTATION_GROWN_NOTATION_H
#define BACKSTEP_NOTATION_GROWN_NOTATION_H

/* A notation that is another one with more symbols, other formulas and operations between its own:
 * what a lesson makes of its notation. The one it grows from stays as it is and outlives it. */

#include "notation/notation.h"

struct grown_notation {
    struct arena *arena;
    struct notation notation; /* as it is so far; names and layers are those of its table */
    struct notation_symbol *symbols;
    struct notation_operation *operations;
    const char **names;
    bool *is_layered;
    bool changes_gradients; /* a formula of the forward or the backward pass is another one */
};

/* Begins with a copy that has room for so many more symbols and operations. */
struct grown_notation grown_notation_begin(struct arena *arena, const struct notation *notation,
                                           size_t symbols, size_t operations);

/* Adds a symbol; formulas that are parsed from then on may use it. */
void grown_notation_add_symbol(struct grown_notation *grown, const struct notation_symbol *symbol);

/* A formula of the lesson, and where it stands in its file. */
struct grown_formula {
    const struct statement *statement;
    size_t offset;
};

/* Takes the place of the formula that an operation has, wherever it does something. */
void grown_notation_replace(struct grown_notation *grown, size_t operation,
                            const struct grown_formula *formula);

/* Adds an operation that runs where another one does something, just ahead of it; once ahead of all
 * the layers where what it computes has no layers. */
void grown_notation_insert(struct grown_notation *grown, const char *name,
                           const struct localized_text *title, const struct grown_formula *formula,
                           size_t before);

/* The notation. Where the gradients are others than the note's, its proofs and the other forms of
 * its operations are left out: they show what does not hold any more. */
const struct notation *grown_notation_end(struct grown_notation *grown);

#endif
