#ifndef BACKSTEP_FORMULA_OPERATOR_H
#define BACKSTEP_FORMULA_OPERATOR_H

/* What a node of a formula's tree is, and the relations of an indicator. */

enum expression_kind {
    EXPRESSION_NUMBER,
    EXPRESSION_ELEMENT, /* a letter alone: i, j, k */
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
    EXPRESSION_INDICATOR,         /* "[a > b]": 1 where it holds and 0 elsewhere */
    EXPRESSION_CALL,
    EXPRESSION_KIND_COUNT
};

enum relation {
    RELATION_ABOVE,
    RELATION_BELOW,
    RELATION_AT_LEAST,
    RELATION_AT_MOST,
    RELATION_EQUAL,
    RELATION_COUNT
};

#endif
