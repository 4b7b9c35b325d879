#ifndef BACKSTEP_SESSION_ANSWERING_ANSWER_PALETTE_H
#define BACKSTEP_SESSION_ANSWERING_ANSWER_PALETTE_H

/* The signs that a formula can be put together from, so that nobody has to know how they are
 * typed: those of the operation and of its neighbours, as that of the operation alone would be the
 * answer. */

#include "base/arena.h"
#include "engine/quantity.h"

struct session;

struct palette_sign {
    const char *typed; /* what it puts into the line */
    const char *tex;
    struct quantity quantity; /* a tensor; none: it is a sign */
    bool is_operand;          /* the formula reads it: the first hint */
};

struct answer_palette {
    const struct palette_sign *signs; /* rows of ANSWER_PALETTE_ROW: tensors, then signs */
    size_t tensors, count;
};

/* Of the open question in the arena; none where no formula is asked for. */
struct answer_palette answer_palette_create(struct arena *arena, const struct session *session);

#endif
