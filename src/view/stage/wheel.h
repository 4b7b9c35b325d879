#ifndef BACKSTEP_VIEW_STAGE_WHEEL_H
#define BACKSTEP_VIEW_STAGE_WHEEL_H

/* The mouse's wheel over a matrix of the board that is too large to be shown whole: what is shown
 * of it goes on to the next rows, or to the next columns where all its rows are there. */

#include "session/session_look.h"
#include "view/draw/scene.h"

struct wheel {
    struct scene_point at;
    struct quantity over; /* what is there */
    bool is_forward;
};

/* The element that is to be seen next, beyond those of the scene; QUANTITY_NONE where the pointer
 * is over no such matrix, or at its end. */
struct quantity wheel_next(const struct session *session, const struct scene *scene,
                           const struct wheel *wheel);

#endif
