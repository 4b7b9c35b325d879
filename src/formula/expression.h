#ifndef BACKSTEP_FORMULA_EXPRESSION_H
#define BACKSTEP_FORMULA_EXPRESSION_H

/* A formula as a tree. It is parsed once; checking shapes, computing, explaining one element and
 * printing are all readers of this one tree, so that what is shown is what runs.
 *
 *     statement = tensor "=" sum ;
 *     sum       = product { ( "+" | "-" ) product } ;
 *     product   = unary { ( "*" | ".*" | "./" | "/" ) unary } ;
 *     unary     = [ "-" ] postfix ;
 *     postfix   = atom { "^T" | "^2" } ;
 *     atom      = number | tensor | function "(" sum { "," sum } ")" | "(" sum ")" | letter
 *               | "[" sum ( ">" | "<" | ">=" | "<=" | "=" ) sum "]" ;
 *     tensor    = name [ "[" index "]" ] [ "(" element [ "," element ] ")" ] ;
 *     index     = integer | ( "l" | "L" ) [ ( "+" | "-" ) integer ] ;
 *     element   = integer | letter ;
 *
 * The letters are i, j and k, or those that a notation declares. One alone is the number of the
 * current row, column or summand: unit(i, rows(x)). It has a meaning where the target is one
 * element, T[l](i,j) = ..., and under sum(k, n, x). By one index, a[l](j), a row or a column is
 * read, whichever the tensor is. */

#include "base/arena.h"
#include "formula/formula_error.h"
#include "formula/function.h"
#include "formula/operator.h"

#include <stdbool.h>
#include <stddef.h>

enum index_base { INDEX_NONE, INDEX_NUMBER, INDEX_LAYER, INDEX_LAST };

/* The layer of a tensor: nothing, offset, l + offset or L + offset. */
struct tensor_index {
    enum index_base base;
    int offset;
};

/* The layer that an index means when the step is at layer and the last one is last_layer;
 * -1 for INDEX_NONE. */
int expression_index_layer(struct tensor_index index, int layer, int last_layer);

/* "[a > b]". */
bool expression_holds(enum relation relation, double a, double b);

enum { FORMULA_MOST_INDICES = 6 };

/* A row or a column of a tensor, from 1; or the letter that stands for one. */
struct element_index {
    bool is_letter;
    int number; /* of a letter: which of statement.indices, from 0 */
};

struct expression {
    enum expression_kind kind;
    size_t begin, end;  /* bytes of the source, without parentheses around the whole */
    bool is_grouped;    /* the author put parentheses around it */
    size_t outer_begin; /* begin, or that of the outermost of these parentheses */
    int id;             /* its place in statement.nodes */

    size_t operand_count;
    const struct expression *operands[2];

    double number;              /* NUMBER */
    struct element_index which; /* ELEMENT; SUM_OVER: its letter, the operands are n and x */
    enum function function;     /* CALL */
    enum relation relation;     /* INDICATOR */

    int symbol; /* TENSOR: in the symbol table */
    struct tensor_index index;
    bool has_element; /* TENSOR: one element of it, 1 x 1 */
    bool is_vector;   /* by one index, which `row` and `column` both are: a(j) */
    struct element_index row, column;
};

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
};

/* The names that a formula may use, in the notation's order. */
struct symbol_table {
    const char *const *names;
    const bool *is_layered; /* has an index: W[l]; otherwise it must not have one: eta */
    size_t count;
    struct index_letters indices; /* none: i, j and k */
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
