#ifndef BACKSTEP_VIEW_STAGE_MOTION_H
#define BACKSTEP_VIEW_STAGE_MOTION_H

/* Where a step's values go, shown for a moment: tokens run along the edges that the operation
 * uses, in its direction, and numbers come to the cells that it wrote. The picture is there from
 * the beginning; motion only lies over it, and ends with nothing but it. */

#include "view/stage/stage.h"

enum {
    MOTION_MILLISECONDS = 200,
    MOTION_MOST_EDGES = 48, /* more would be a swarm */
    MOTION_MOST_CELLS = 24
};

/* Something on its way. */
struct motion_traveller {
    struct scene_item item; /* as it is where it comes to */
    struct scene_point from, to;
};

struct motion {
    const struct scene *scene; /* the picture that it ends with */
    struct motion_traveller *travellers;
    size_t count;  /* 0: nothing moves */
    bool *arrives; /* by item: it is written only now */
};

/* What moves when the session has come forward to where it is; scene is its picture. The motion
 * lives in the arena, and as long as the scene. */
struct motion motion_create(const struct session *session, struct stage_size size,
                            const struct text_metrics *metrics, struct arena *arena,
                            const struct scene *scene);

/* The picture when a part of the way, 0..1, is gone; its items live in the arena, what they point
 * to in those of the motion and its scene. */
void motion_frame(const struct motion *motion, float part, struct arena *arena, struct scene *ret);

#endif
