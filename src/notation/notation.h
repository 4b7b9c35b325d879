#ifndef BACKSTEP_NOTATION_NOTATION_H
#define BACKSTEP_NOTATION_NOTATION_H

/* A note's notation: its symbols, its formulas and the order in which it computes them. All of
 * it is data (assets/notations/<id>.json); nothing in the C knows a particular notation. */

#include "base/arena.h"
#include "base/diagnostic.h"
#include "formula/bound_statement.h"
#include "formula/expression.h"
#include "formula/loss.h"
#include "formula/print/print.h"
#include "notation/condition.h"
#include "notation/erratum.h"
#include "notation/role.h"
#include "notation/words.h"

enum {
    NOTATION_MOST_BYTES = 1024 * 1024,
    NOTATION_MOST_SYMBOLS = 64,
    NOTATION_MOST_OPERATIONS = 64,
    NOTATION_MOST_ALTERNATIVES = 64
};

struct notation_symbol_form {
    struct condition when; /* places and sample_counts only */
    struct symbol_form form;
};

/* Where a symbol or an operation goes by another title: "derivative with respect to the input". */
struct notation_title {
    struct condition when; /* places and sample_counts only */
    struct localized_text title;
};

/* The first that holds; the last always does. */
struct notation_forms {
    const struct notation_symbol_form *items;
    size_t count;
};

struct notation_symbol {
    const char *name; /* as formulas write it */
    enum role role;
    struct localized_text title;
    const struct notation_title *titles; /* the first that holds; none does: title */
    size_t title_count;
    const struct notation_symbol_form *forms; /* the first that holds; the last always does */
    size_t form_count;
};

/* Other ways to write the same operation: the long way that the note derives it, with Jacobians
 * and tensors, and the scalar form, one element at a time. */
enum form_kind { FORM_LONG, FORM_ELEMENT, FORM_KIND_COUNT };
extern const char *const form_kind_names[FORM_KIND_COUNT]; /* "long", "element" */

struct notation_form {
    enum form_kind kind;
    const struct statement *statement; /* the same target as the operation's formula */
    size_t offset;                     /* of the formula in the file, in bytes */
};

struct notation_alternative {
    struct condition when;
    const struct statement *statement; /* NULL: nothing is done here */
    size_t offset;                     /* of the formula in the file, in bytes */
    const struct notation_form *forms;
    size_t form_count;
    bool is_beyond_note; /* in the note's style, but not in the note */
};

struct notation_operation {
    const char *name; /* "hidden_error" */
    size_t offset;    /* of the name in the file, in bytes */
    struct localized_text title;
    const struct notation_title *titles; /* the first that holds; none does: title */
    size_t title_count;
    const struct notation_alternative *alternatives; /* the first that holds */
    size_t alternative_count;
};

enum pass { PASS_FORWARD, PASS_BACKWARD, PASS_UPDATE, PASS_COUNT };
extern const char *const pass_names[PASS_COUNT]; /* "forward", "backward", "update" */

/* A run of operations: for each layer from..to, or once at the last layer. */
struct notation_block {
    enum pass pass;
    bool is_loop;
    struct tensor_index from, to; /* INDEX_NUMBER or INDEX_LAST; down when from lies above to */
    bool is_downward;
    const size_t *operations; /* in notation.operations */
    size_t operation_count;
};

enum reduction { REDUCTION_SUM, REDUCTION_MEAN, REDUCTION_COUNT };
extern const char *const reduction_names[REDUCTION_COUNT]; /* "sum", "mean" */
extern const char *const sample_axis_names[2];             /* "columns", "rows" */
extern const char *const layout_names[LAYOUT_COUNT];       /* "numerator", "denominator" */

/* What a notation was read from, to say where in it a fault is; whoever read the file sets it. */
struct notation_file {
    const char *path; /* NULL: not known */
    const char *bytes;
    size_t length;
};

struct notation {
    const char *id;
    struct notation_file file;
    int number; /* the note's own number, from 1: the key that chooses it */
    struct localized_text title;
    enum sample_axis samples;
    enum reduction reduction; /* of the loss over the samples */
    enum derivative_layout layout;
    struct print_signs signs;
    struct notation_forms activation, derivative; /* of f(z) and f'(z); none: by their own names */
    const struct notation_symbol *symbols;
    size_t symbol_count;
    struct symbol_table table; /* the symbols' names and the letters, for the parser */
    const struct notation_operation *operations;
    size_t operation_count;
    const struct notation_block *blocks;
    size_t block_count;
    const struct notation_erratum *errata;
    size_t erratum_count;
};

/* Reads a notation file from memory; NULL when anything in it is wrong, with all of it in
 * diagnostics. Every formula is parsed. */
const struct notation *notation_read(struct arena *arena, const char *bytes, size_t length,
                                     struct diagnostics *diagnostics);

/* The symbol with a role, or -1: a note may do without (activation gradients, say). */
int notation_symbol_of_role(const struct notation *notation, enum role role);

/* How a symbol is written at a layer (-1: any) with so many samples. */
const struct symbol_form *notation_symbol_form(const struct notation *notation, int symbol,
                                               int layer, int last_layer, size_t samples);

/* What it is called there. */
const struct localized_text *notation_symbol_title(const struct notation *notation, int symbol,
                                                   int layer, int last_layer, size_t samples);

const struct localized_text *notation_operation_title(const struct notation_operation *operation,
                                                      int layer, int last_layer, size_t samples);

/* How the note writes f or f' of a layer, or NULL: by the activation's own name. */
const struct symbol_form *notation_function_form(const struct notation *notation,
                                                 enum function function, int layer, int last_layer,
                                                 size_t samples);

/* The operation's alternative for a situation, or NULL when none fits. */
const struct notation_alternative *notation_choose(const struct notation_operation *operation,
                                                   const struct situation *situation);

#endif
