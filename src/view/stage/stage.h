#ifndef BACKSTEP_VIEW_STAGE_STAGE_H
#define BACKSTEP_VIEW_STAGE_STAGE_H

/* The whole picture: a pure function of the session, the size and the font's measures. */

#include "session/session_look.h"
#include "view/draw/canvas.h"

struct stage_size {
    int width, height; /* pixels, at least 1 */
};

/* Fills the scene (which is begun here) with everything that is seen; its items live in arena. */
void stage_build(const struct session *session, struct stage_size size,
                 const struct text_metrics *metrics, struct arena *arena, struct scene *ret);

/* The same where the pointer came upon what the reader points at: its card stands near there. */
void stage_build_pointed(const struct session *session, struct stage_size size,
                         struct scene_point pointer, const struct text_metrics *metrics,
                         struct arena *arena, struct scene *ret);

/* What the parts of a picture are drawn with; it borrows from itself and must stay where it is. */
struct stage {
    struct layout layout;
    struct moment moment;
    struct canvas canvas;
};

/* Begins the scene, and what is drawn into it; everything lives in arena. */
void stage_begin(struct stage *ret, const struct session *session, struct stage_size size,
                 const struct text_metrics *metrics, struct scene *scene, struct arena *arena);

/* Where its parts stand. */
struct layout stage_layout(const struct session *session, struct stage_size size);

/* What the mouse can take hold of to go to another place of the run. */
enum stage_handle {
    HANDLE_NONE,
    HANDLE_OPERATIONS, /* the marks of this iteration */
    HANDLE_ITERATIONS, /* the bar below them */
    HANDLE_LOSS        /* the loss curve */
};

/* The handle under a point; none while the lesson is covered. */
enum stage_handle stage_handle_at(const struct session *session, struct stage_size size, float x,
                                  float y);

/* The step that a handle (not NONE) means at x, within or beyond it: an operation of this
 * iteration, or the same operation of another one. */
long stage_handle_step(const struct session *session, struct stage_size size,
                       const struct text_metrics *metrics, enum stage_handle handle, float x);

#endif
