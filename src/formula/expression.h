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
 *     atom      = number | tensor | function "(" sum { "," sum } ")" | "(" sum ")" | element ;
 *     tensor    = name [ "[" index "]" ] [ "(" element "," element ")" ] ;
 *     index     = integer | ( "l" | "L" ) [ ( "+" | "-" ) integer ] ;
 *     element   = integer | "i" | "j" | "k" ;
 *
 * A bare i, j or k is the number of the current row, column or summand: unit(i, rows(x)). It has a
 * meaning where the target is one element, T[l](i,j) = ..., and under sum(k, n, x). */

#include "base/arena.h"
#include "formula/formula_error.h"
#include "formula/function.h"

#include <stdbool.h>
#include <stddef.h>

enum expression_kind {
    EXPRESSION_NUMBER,
    EXPRESSION_ELEMENT, /* a bare i, j or k */
    EXPRESSION_TENSOR,
    EXPRESSION_NEGATE,
    EXPRESSION_TRANSPOSE,
    EXPRESSION_SQUARE,
    EXPRESSION_ADD,
    EXPRESSION_SUBTRACT,
    EXPRESSION_PRODUCT,           /* "*": matrix product, or a scaling where one side is 1 x 1 */
    EXPRESSION_HADAMARD,          /* ".*" */
    EXPRESSION_HADAMARD_QUOTIENT, /* "./" */
    EXPRESSION_QUOTIENT,          /* "/" by a 1 x 1 */
    EXPRESSION_CALL,
    EXPRESSION_KIND_COUNT
};

enum index_base { INDEX_NONE, INDEX_NUMBER, INDEX_LAYER, INDEX_LAST };

/* The layer of a tensor: nothing, offset, l + offset or L + offset. */
struct tensor_index {
    enum index_base base;
    int offset;
};

/* The layer that an index means when the step is at layer and the last one is last_layer;
 * -1 for INDEX_NONE. */
int expression_index_layer(struct tensor_index index, int layer, int last_layer);

enum element_base { ELEMENT_NUMBER, ELEMENT_I, ELEMENT_J, ELEMENT_K, ELEMENT_BASE_COUNT };

/* A row or a column of a tensor, from 1. */
struct element_index {
    enum element_base base;
    int number; /* ELEMENT_NUMBER */
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
    struct element_index which; /* ELEMENT; SUM_OVER: its i, j or k, the operands are n and x */
    enum function function;     /* CALL */

    int symbol; /* TENSOR: in the symbol table */
    struct tensor_index index;
    bool has_element; /* TENSOR: one element of it, 1 x 1 */
    struct element_index row, column;
};

struct statement {
    const char *source;
    const struct expression *target; /* a TENSOR; not among nodes */
    const struct expression *value;
    const struct expression *const *nodes; /* of value, operands before what uses them */
    size_t node_count;
};

/* The names that a formula may use, in the notation's order. */
struct symbol_table {
    const char *const *names;
    const bool *is_layered; /* has an index: W[l]; otherwise it must not have one: eta */
    size_t count;
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

#endif
