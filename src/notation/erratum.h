#ifndef BACKSTEP_NOTATION_ERRATUM_H
#define BACKSTEP_NOTATION_ERRATUM_H

/* Misprints of a note. */

#include "formula/statement.h"
#include "notation/condition.h"
#include "notation/words.h"

struct notation_operation;

/* The network on which an erratum is shown. */
struct erratum_network {
    size_t units[NETWORK_MOST_LAYERS + 1]; /* inputs first */
    size_t layer_count;
    enum activation hidden, output;
    enum loss loss;
    size_t samples;
};

/* Something that a note prints wrong, in a form that can be run. Either a formula that takes the
 * place of an operation's, or the shape that the note gives a tensor. */
struct notation_erratum {
    const char *name;
    size_t offset;               /* of the name in the file, in bytes */
    struct localized_text place; /* where the note has it */
    struct localized_text why;
    const struct notation_operation *operation; /* whose formula is replaced; NULL: a shape */
    struct localized_text called; /* what printed is called where the note has not just it */
    bool has_called;
    const struct statement *printed;   /* the formula as printed, or as it could be taken */
    const struct statement *corrected; /* NULL: what the operation has */
    const struct statement *shape_of;  /* a shape: the target is the tensor, and the values of */
    const struct statement *printed_rows, *printed_columns; /* these what the note says of it */
    struct erratum_network network;
};

#endif
