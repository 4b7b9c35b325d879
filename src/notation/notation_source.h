#ifndef BACKSTEP_NOTATION_NOTATION_SOURCE_H
#define BACKSTEP_NOTATION_NOTATION_SOURCE_H

/* Where notations come from: each may be read when it is first asked for, since most lessons are
 * shown in one of them. */

#include "notation/notation.h"

struct notation_source {
    /* The notation of an index; NULL when it cannot be read, and why is the owner's to say. What
     * was given once is given again. The function NULL: there are none to be had. */
    const struct notation *(*at)(void *owner, size_t index);
    void *owner;
};

#endif
