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

enum { FORMULA_MOST_INDICES = 6 }; /* letters of one notation */

/* A row or a column of a tensor, from 1; or the letter that stands for one. */
struct element_index {
    bool is_letter;
    int number; /* of a letter: which of statement.indices, from 0 */
};

struct named_piece;

struct expression {
    enum expression_kind kind;
    size_t begin, end;  /* bytes of the source, without parentheses around the whole */
    bool is_grouped;    /* the author put parentheses around it */
    size_t outer_begin; /* begin, or that of the outermost of these parentheses */
    int id;             /* its place in statement.nodes */

    size_t operand_count;
    const struct expression *operands[2];

    double number; /* NUMBER */
    struct element_index
        which;              /* ELEMENT; of what runs over a letter: that, the operands n and x */
    bool is_written_out;    /* SUM_OVER: as add(k, n, x) */
    enum function function; /* CALL */
    enum relation relation; /* INDICATOR */

    /* What the notation calls all of it, with the layer that the name has; NULL: nothing. */
    const struct named_piece *piece;
    struct tensor_index piece_index;

    int symbol;                /* TENSOR: in the symbol table */
    struct tensor_index index; /* TENSOR; CALL of f and f': the layer whose activation it is */
    bool has_layer;            /* CALL of f and f': that layer is written, f[l](x) */
    bool has_element;          /* TENSOR: one element of it, 1 x 1 */
    bool is_vector;            /* by one index, which `row` and `column` both are: a(j) */
    struct element_index row, column;
};

/* What runs over a letter: sum(k, n, x), column(k, n, x), row(k, n, x). */
bool expression_runs_over(const struct expression *expression);

#endif
