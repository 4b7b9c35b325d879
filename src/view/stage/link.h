#ifndef BACKSTEP_VIEW_STAGE_LINK_H
#define BACKSTEP_VIEW_STAGE_LINK_H

/* One quantity, lit everywhere: every item of the picture that stands for what the reader points
 * at. It works on the finished scene, whoever drew it, and moves nothing. */

#include "session/session.h"
#include "view/draw/canvas.h"

enum link_match {
    LINK_NONE,
    LINK_SOFT, /* a part of it, or what it is a part of */
    LINK_FULL  /* the same */
};

/* How an item's quantity belongs to the lit one; both are normal (quantity_normal). */
enum link_match link_match(struct quantity lit, struct quantity item);

/* What is lit. */
struct link_lights {
    struct quantity lit; /* QUANTITY_NONE: nothing */
    bool has_near;       /* the value's card stands near this point */
    struct scene_point near;
    const bool *focused; /* by tensor: lit softly as well; NULL: none */
};

/* What the session's reader points at, which the pointer came upon there, and nothing in focus. */
struct link_lights link_lights_of(const struct session *session, struct scene_point pointer);

/* Lights the scene that is on the canvas, and shows the value on a card above it. To be called
 * when everything else is drawn. */
void link_draw(const struct canvas *canvas, const struct link_lights *lights);

/* The next quantity of the scene, or the one before: whole tensors from the input to the output,
 * then their elements in the same order, row by row; behind the last comes the first. From none to
 * the first or the last. */
struct quantity link_next(const struct scene *scene, const struct program *program,
                          struct quantity quantity, bool is_forward);

/* session_apply, with the picture that the reader sees: the actions that walk through it need it.
 */
unsigned link_apply(struct session *session, const struct scene *scene, enum action action);

/* A click at a place of the picture: selects what is there, or drops the selection. */
unsigned link_click(struct session *session, const struct scene *scene, struct scene_point at);

/* The pointer is there now. */
unsigned link_point(struct session *session, const struct scene *scene, struct scene_point at);

#endif
