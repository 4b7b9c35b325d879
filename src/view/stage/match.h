#ifndef BACKSTEP_VIEW_STAGE_MATCH_H
#define BACKSTEP_VIEW_STAGE_MATCH_H

/* Whether two quantities belong together. */

#include "engine/quantity.h"

enum match {
    MATCH_NONE,
    MATCH_SOFT, /* a part of it, or what it is a part of */
    MATCH_FULL  /* the same */
};

/* How an item's quantity belongs to the lit one; both are normal (quantity_normal). */
enum match match_quantities(struct quantity lit, struct quantity item);

#endif
