#ifndef BACKSTEP_VIEW_STAGE_H
#define BACKSTEP_VIEW_STAGE_H

/* The whole picture: a pure function of the session, the size and the font's measures. */

#include "view/session.h"

struct stage_size {
    int width, height; /* pixels, at least 1 */
};

/* Fills the scene (which is begun here) with everything that is seen; its items live in arena. */
void stage_build(const struct session *session, struct stage_size size,
                 const struct text_metrics *metrics, struct arena *arena, struct scene *ret);

#endif
