#ifndef BACKSTEP_SESSION_NOTATION_SWITCH_H
#define BACKSTEP_SESSION_NOTATION_SWITCH_H

/* What changes for a reader who goes from one notation to another in the middle of a lesson: the
 * numbers that differ, and what the note before called them. */

#include "engine/comparison.h"

struct notation_switch {
    struct comparison comparison;
    /* The tensor that stands for a role, in the program that is shown now: that of the last layer
     * where both notes compute it; -1: none does. */
    int tensors[ROLE_COUNT];
    const char *names[ROLE_COUNT]; /* what the note before called it */
    double rate_factor;            /* the learning rate here, divided by that before */
};

/* Names live in the arena; neither program is needed afterwards. */
struct notation_switch notation_switch_create(struct arena *arena, const struct program *from,
                                              const struct program *to);

#endif
