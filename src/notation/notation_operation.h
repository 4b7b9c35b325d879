#ifndef BACKSTEP_NOTATION_NOTATION_OPERATION_H
#define BACKSTEP_NOTATION_NOTATION_OPERATION_H

/* An operation of a notation: its formula, of which there may be others for some layers,
 * activations and losses, and the blocks in which operations are run. */

#include "formula/statement.h"
#include "notation/notation_symbol.h"

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
    bool is_of_lesson;   /* the lesson brings it; offset is one in the lesson's file */
};

struct notation_operation {
    const char *name; /* "hidden_error" */
    size_t offset;    /* of the name in the file, in bytes */
    struct localized_text title;
    const struct notation_title *titles; /* the first that holds; none does: title */
    size_t title_count;
    struct localized_text because; /* why it is computed so, whichever holds; "": it is not said */
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

/* What the operation is called at a layer, with so many samples. */
const struct localized_text *notation_operation_title(const struct notation_operation *operation,
                                                      int layer, int last_layer, size_t samples);

/* The operation's alternative for a situation, or NULL when none fits. */
const struct notation_alternative *notation_choose(const struct notation_operation *operation,
                                                   const struct situation *situation);

#endif
