#ifndef BACKSTEP_APP_DESK_ENDED_H
#define BACKSTEP_APP_DESK_ENDED_H

/* The page behind the last step, over the lesson in a window. */

#include "app/cover.h"
#include "view/hall/end_page.h"

struct ended {
    bool is_open;
    struct arena *arena; /* of the page; NULL: it was never open */
    struct end_page page;
};

/* Opens it for the session, with the lesson that follows, which is borrowed, or NULL. */
void ended_open(struct ended *ended, const struct session *session, const struct hall_lesson *next);
void ended_close(struct ended *ended);

/* Draws it into a scene that is begun here. */
void ended_draw(const struct ended *ended, const struct session *session,
                const struct cover_sight *sight, struct arena *arena, struct scene *ret);

/* Does what is asked for within the lesson: back to a step, to the beginning, to where it leapt, or
 * only away from the page; returns what changed. The next lesson is the owner's. */
unsigned ended_answer(struct ended *ended, struct session *session, enum end_request request,
                      long step);

/* What a click asks for; END_STEP: back to step *ret_step. */
enum end_request ended_click(const struct ended *ended, const struct scene *scene,
                             struct scene_point at, long *ret_step);

#endif
