#ifndef BACKSTEP_FORMULA_PRINT_PRINTER_H
#define BACKSTEP_FORMULA_PRINT_PRINTER_H

/* What a formula is printed with: the signs and symbols of a notation, and the record of which
 * bytes came from which node. */

#include "base/text.h"
#include "formula/activation.h"
#include "formula/statement.h"

enum print_format { PRINT_TEX, PRINT_TEXT, PRINT_FORMAT_COUNT };

/* How one symbol is written. An "@" in any of them stands for the layer. A "#" in the base or the
 * subscript stands for the tensor's shape or, where the formula means one element, for the element;
 * where neither is known "_{#}" is left out. A base with a mark of its own takes neither
 * subscript nor superscript. In the form of an element "<" stands for its row and ">" for its
 * column. */
struct symbol_form {
    const char *base[PRINT_FORMAT_COUNT]; /* "\\delta", "δ" */
    const char *subscript;                /* "@", "#" or "" */
    const char *superscript;              /* "[@]", or "" */
    bool is_scalar; /* a 1 x 1 in every network: the rate, the count. Scaling by it takes no sign */
    const char
        *element; /* LaTeX of one element, whole: "a_{<}^{(@)}"; NULL: both behind the name */
};

/* The signs between operands. Space is put around them; a sign that is nothing but spaces is
 * juxtaposition. */
struct print_signs {
    const char *product[PRINT_FORMAT_COUNT];   /* matrix product: "\\,", " " or "\\cdot", "·" */
    const char *hadamard[PRINT_FORMAT_COUNT];  /* "\\odot", "⊙" */
    const char *transpose[PRINT_FORMAT_COUNT]; /* "T", "ᵀ" */
    const char *group[2];      /* brackets around a product in parentheses: "[" and "]" */
    bool puts_jacobian_behind; /* g J(z), as rows need it, and not J(z)^T g */
    /* "sum(@, axis=1)": rowsum of "@"; NULL: by its name */
    const char *row_sum[PRINT_FORMAT_COUNT];
    bool has_cases;     /* [a > b] as "1, a > b; 0, a <= b" behind a brace; else in its brackets */
    const char *matrix; /* the environment of matrices: "bmatrix" or "pmatrix"; NULL: the first */
    bool has_powers_of_e; /* exp(x) as e^x, in LaTeX */
};

/* Which of its two indexes says which element of a tensor is meant: a column has only rows. */
enum symbol_index { SYMBOL_HAS_BOTH, SYMBOL_HAS_ROWS, SYMBOL_HAS_COLUMNS };

struct printer {
    enum print_format format;
    const struct print_signs *signs;
    struct index_letters letters; /* print_statement sets them: those of the statement */
    /* What is printed for a letter that no sum runs over, by letter; 0, and NULL for all: itself.
     */
    const size_t *values;
    bool is_short; /* what is written out has its first and its last alone */
    /* Where the step is; layer -1 prints l, l+1, L as letters. */
    int layer, last_layer;
    const void *context;
    /* How symbol is written at layer (-1: no layer, not known, or none that the network has). */
    const struct symbol_form *(*symbol)(const void *context, int symbol, int layer);
    /* The activation of a layer; false where it is not known: printed as f. */
    bool (*activation)(const void *context, int layer, enum activation *ret);
    /* What the note calls f (its base) at a layer, or how it writes f'(z), whole: the marks are
     * z's. NULL, as the callback may be: by the activation's own name. */
    const struct symbol_form *(*function)(const void *context, enum function function, int layer);
    /* The shape of a symbol's tensor, for forms that show it; false where it is not known. */
    bool (*shape)(const void *context, int symbol, int layer, struct shape *ret);
    /* Which index is written of the two. The callback may be NULL: both. */
    enum symbol_index (*index)(const void *context, int symbol);
};

/* The bytes [begin, end) of the text that a node wrote, with the parentheses around it; inner
 * nodes lie inside outer ones. node -1 is the statement's target. In LaTeX a sign stands before
 * its fraction, so the negated upper part has the piece of the whole fraction. */
struct print_piece {
    size_t begin, end;
    int node;
};

struct print_pieces {
    struct print_piece *items; /* room for node_count + 1 of them */
    size_t count;
};

/* What stands between a target and its values. */
enum print_relation {
    PRINT_AS_STATED,   /* "=", and "←" where the statement reads its own target */
    PRINT_APPROXIMATE, /* "≈": what stands there does not add up */
    PRINT_UNEQUAL,     /* "≠": what stands there cannot be reckoned with the machine's numbers */
};

/* How some of a formula is written in another way: with values in the place of symbols. */
struct print_filling {
    void *context;
    /* Writes what stands for a node (-1: the target) and its parentheses; false when it is written
     * as itself and its operands are asked about. is_jacobian: for the J(z) of J(z)^T g, which is
     * no node; the node is the call of vjp. */
    bool (*write)(void *context, int node, bool is_jacobian, struct text_builder *text);
    /* In LaTeX a quotient is written on the line, a/b, and not as a fraction. */
    bool (*is_inline)(void *context, const struct expression *quotient);
    /* A sum over k is written as its summand alone; NULL: none is. */
    bool (*is_single)(void *context, const struct expression *sum);
    enum print_relation relation;
};

#endif
