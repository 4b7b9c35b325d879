#ifndef BACKSTEP_NOTATION_NOTATION_H
#define BACKSTEP_NOTATION_NOTATION_H

/* A note's notation: its symbols, its formulas and the order in which it computes them. All of
 * it is data (assets/notations/<id>.json); nothing in the C knows a particular notation. */

#include "base/arena.h"
#include "base/diagnostic.h"
#include "formula/bound_statement.h"
#include "formula/loss.h"
#include "notation/derivation.h"
#include "notation/erratum.h"
#include "notation/notation_operation.h"

enum {
    NOTATION_MOST_BYTES = 1024 * 1024,
    NOTATION_MOST_SYMBOLS = 64,
    NOTATION_MOST_OPERATIONS = 64,
    NOTATION_MOST_ALTERNATIVES = 64
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
    const struct notation_derivation *derivations;
    size_t derivation_count;
};

/* Reads a notation file from memory; NULL when anything in it is wrong, with all of it in
 * diagnostics. Every formula is parsed. */
const struct notation *notation_read(struct arena *arena, const char *bytes, size_t length,
                                     struct diagnostics *diagnostics);

/* How many lines a derivation has for who reads it: those that the note misprints are passed over.
 */
size_t notation_line_count(const struct notation_derivation *derivation);

/* The derivation with an id, or NULL. */
const struct notation_derivation *notation_find_derivation(const struct notation *notation,
                                                           const char *id);

/* The first symbol with a role, or -1: a note may do without (activation gradients, say). */
int notation_symbol_of_role(const struct notation *notation, enum role role);

/* Which index says which element of its tensors is meant, with so many samples: of a single one,
 * and of biases, that of the unit alone. */
enum symbol_index notation_symbol_index(const struct notation *notation, int symbol,
                                        size_t samples);

/* How a symbol is written at a layer (-1: any) with so many samples. */
const struct symbol_form *notation_symbol_form(const struct notation *notation, int symbol,
                                               int layer, int last_layer, size_t samples);

/* What it is called there. */
const struct localized_text *notation_symbol_title(const struct notation *notation, int symbol,
                                                   int layer, int last_layer, size_t samples);

/* How the note writes f or f' of a layer, or NULL: by the activation's own name. */
const struct symbol_form *notation_function_form(const struct notation *notation,
                                                 enum function function, int layer, int last_layer,
                                                 size_t samples);

#endif
