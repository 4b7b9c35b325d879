#ifndef BACKSTEP_FORMULA_STATEMENT_H
#define BACKSTEP_FORMULA_STATEMENT_H

/* A formula that was parsed: its tree with the nodes in order, and the names that it may use. */

#include "base/arena.h"
#include "formula/expression.h"
#include "formula/formula_error.h"

/* Letters for rows and columns, FORMULA_MOST_INDICES at most. */
struct index_letters {
    const char *const *names;
    size_t count;
};

struct statement {
    const char *source;
    struct index_letters indices;
    const struct expression *target; /* a TENSOR, not among nodes; NULL: see statement_parse_line */
    const struct expression *left;   /* of a line without a target; NULL: it has no left side */
    const struct expression *value;
    const struct expression *const *nodes; /* of left and value, operands before what uses them */
    size_t node_count;
    bool is_line; /* of a derivation: it states that two sides are the same, and writes nothing */
};

/* A name for part of a formula, I[l]: what stands for it, in l and letters, and how it is written.
 * In tex and text "@" is the layer, "@-1" and "@+1" are those beside it, "<j>" is the letter j. */
struct named_piece {
    const char *name;
    const char *source; /* without a left side */
    const char *tex, *text;
};

/* The names that a formula may use, in the notation's order. */
struct symbol_table {
    const char *const *names;
    const bool *is_layered; /* has an index: W[l]; otherwise it must not have one: eta */
    size_t count;
    struct index_letters indices;     /* none: i, j and k */
    const struct named_piece *pieces; /* each may use those before it */
    size_t piece_count;
};

enum {
    FORMULA_MOST_BYTES = 2000,
    FORMULA_MOST_DEPTH = 40, /* parentheses and calls inside each other */
    FORMULA_MOST_NODES = 400
};

/* Parses "target = value". The tree and a copy of the source live in the arena. NULL with *error
 * set when the text is not a statement or uses a name that the table does not have. */
const struct statement *statement_parse(struct arena *arena, const char *source, size_t length,
                                        const struct symbol_table *symbols,
                                        struct formula_error *error);

/* The same for a line of a derivation: any left side, "∂z/∂b = …" as partial(z[l], b[l]) = …, or
 * none, "= …", where a line goes on from the one above. A left side that is a tensor is the
 * statement's target, as above; another one is `left`. */
const struct statement *statement_parse_line(struct arena *arena, const char *source, size_t length,
                                             const struct symbol_table *symbols,
                                             struct formula_error *error);

#endif
