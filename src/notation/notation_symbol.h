#ifndef BACKSTEP_NOTATION_NOTATION_SYMBOL_H
#define BACKSTEP_NOTATION_NOTATION_SYMBOL_H

/* A symbol of a notation: the role that it has, what it is called and how it is written, which may
 * be another way in some layers or with one sample. */

#include "formula/matrix.h"
#include "formula/print/print.h"
#include "notation/condition.h"
#include "notation/role.h"
#include "notation/words.h"

#include <stddef.h>

struct notation_symbol_form {
    struct condition when; /* positions and sample_counts only */
    struct symbol_form form;
};

/* Where a symbol or an operation goes by another title: "derivative with respect to the input". */
struct notation_title {
    struct condition when; /* positions and sample_counts only */
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
    enum role like; /* STATE: the role whose shapes and layers it has; of others, their own */
    double value;   /* CONSTANT; STATE: of each element, before the first step */
    /* STATE: element by element, in the author's orientation; without values: value, everywhere */
    struct matrix initial;
    struct localized_text title;
    const struct notation_title *titles; /* the first that holds; none does: title */
    size_t title_count;
    const struct notation_symbol_form *forms; /* the first that holds; the last always does */
    size_t form_count;
};

#endif
