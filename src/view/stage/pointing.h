#ifndef BACKSTEP_VIEW_STAGE_POINTING_H
#define BACKSTEP_VIEW_STAGE_POINTING_H

/* What a reader does with the picture that is seen: pointing at it, clicking, and walking through
 * it with keys. Every action comes in by this door. */

#include "session/session_look.h"
#include "view/stage/stage.h"

/* The next quantity of the scene, or the one before: whole tensors from the input to the output,
 * then their elements in the same order, row by row; behind the last comes the first. From none to
 * the first or the last. */
struct quantity pointing_next(const struct scene *scene, const struct program *program,
                              struct quantity quantity, bool is_forward);

/* session_apply, with the picture that the reader sees: the actions that walk through it need it.
 */
unsigned pointing_apply(struct session *session, const struct scene *scene, enum action action);

/* What is at a place of the picture, or next to it. */
struct quantity pointing_quantity(const struct session *session, const struct scene *scene,
                                  struct scene_point at);

/* The handle at a place of the picture; none where something covers it. */
enum stage_handle pointing_handle(const struct session *session, const struct scene *scene,
                                  struct scene_point at);

/* A click at a place of the picture: selects what is there, or drops the selection; nothing where
 * something covers it. */
unsigned pointing_click(struct session *session, const struct scene *scene, struct scene_point at);

/* The wheel: over a large matrix to what is not shown of it, else the pages of a long text, or
 * through the lines of the derivation that is open. */
unsigned pointing_wheel(struct session *session, const struct scene *scene, struct scene_point at,
                        bool is_forward);

/* The pointer is there now. */
unsigned pointing_move(struct session *session, const struct scene *scene, struct scene_point at);

#endif
