#ifndef BACKSTEP_APP_DESK_DESK_HALL_H
#define BACKSTEP_APP_DESK_DESK_HALL_H

/* The hall of lessons in the window of a desk: over the lesson, until one is chosen. */

#include "app/cover.h"
#include "library/journal/progress.h"
#include "view/hall/hall.h"

struct desk_hall {
    bool is_open;
    bool has_lesson;     /* one is open, to go back to */
    struct arena *arena; /* of hall and progress; NULL: it was never open */
    struct lesson_shelf shelf;
    struct courses courses;
    bool has_shelf; /* lessons are read once */
    struct progress progress;
    struct hall hall;
};

/* Opens it, with what the journal says now. */
void desk_hall_open(struct desk_hall *place, const struct library *library, enum language language);

/* Only finds out which lessons there are, and what was done of them. */
void desk_hall_look(struct desk_hall *place, const struct library *library, enum language language);
void desk_hall_end(struct desk_hall *place);

/* Draws it into a scene that is begun here, and remembers how its rows stand. */
void desk_hall_draw(struct desk_hall *place, const struct session_settings *settings,
                    const struct cover_sight *sight, struct arena *arena, struct scene *ret);

/* What the pointer does there. */
enum hall_request desk_hall_point(struct desk_hall *place, const struct cover_pointing *pointing);
bool desk_hall_can_click(const struct scene *scene, struct scene_point at);

#endif
