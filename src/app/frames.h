#ifndef BACKSTEP_APP_FRAMES_H
#define BACKSTEP_APP_FRAMES_H

/* The pictures that a raster shows one after another: each repaints only what differs from the one
 * before, and a step's motion lies between two of them. */

#include "app/cover.h"
#include "app/painter.h"
#include "view/stage/motion.h"

/* One picture: the scene, and the arena that it is in. */
struct frame {
    struct arena *arena;
    struct scene scene;
};

struct frames {
    struct frame goal;  /* the session as it is; arena NULL: nothing yet */
    struct frame moved; /* what the raster shows on the way to it; arena NULL: it shows the goal */
    struct motion motion;
    struct scene_point
        pointer; /* where it came upon what the reader points at: for the caller to set */
};

/* Forgets all pictures, not the pointer: whatever comes next is painted whole. */
void frames_clear(struct frames *frames);

/* What is to be painted: the session, or what its cover draws instead. */
struct frames_subject {
    const struct session *session;
    const struct cover *cover;
    bool wants_motion; /* of the session's step */
};

/* Builds the picture of the subject as it is now and paints it, or the beginning of its motion if
 * that is wanted and something moves. Returns how many areas changed, and writes them. */
size_t frames_paint(struct frames *frames, struct font_set *fonts, const struct raster *raster,
                    const struct frames_subject *subject,
                    struct raster_area ret_areas[PAINTER_AREAS]);

/* The raster does not show the goal yet. */
bool frames_are_moving(const struct frames *frames);

/* Paints the motion when a part of it is over; from 1 on, the goal. */
size_t frames_move(struct frames *frames, struct font_set *fonts, const struct raster *raster,
                   float part, struct raster_area ret_areas[PAINTER_AREAS]);

#endif
