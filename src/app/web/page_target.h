#ifndef BACKSTEP_APP_WEB_PAGE_TARGET_H
#define BACKSTEP_APP_WEB_PAGE_TARGET_H

/* What a finger means. It is wider than a pointer, and so are its targets: a button, or a handle of
 * the timeline, is hit wherever the finger's square touches it, the nearest one where it touches
 * several. */

#include "app/window.h"
#include "view/stage/stage.h"

enum { PAGE_FINGER = 44 }; /* units of the page: the side of the square */

enum page_target_kind {
    TARGET_NOTHING,
    TARGET_BUTTON,
    TARGET_HANDLE,  /* is dragged */
    TARGET_QUANTITY /* exactly there, or near it */
};

struct page_target {
    enum page_target_kind kind;
    struct scene_point at; /* pixels: where a pointer would have to be to hit it */
    int action;            /* of a button; 0: it opens a number */
};

/* The target of a finger at a place of the picture, in pixels, `ratio` of them to a unit. */
struct page_target page_target_find(const struct session *session, const struct scene *scene,
                                    struct scene_point finger, float ratio);

#endif
