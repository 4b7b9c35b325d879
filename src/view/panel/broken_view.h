#ifndef BACKSTEP_VIEW_PANEL_BROKEN_VIEW_H
#define BACKSTEP_VIEW_PANEL_BROKEN_VIEW_H

/* A file that cannot be read while a lesson is worked at: what is wrong in it, over the lower part
 * of the picture of the last version that could be. */

#include "view/draw/canvas.h"
#include "view/panel/broken_errors.h"

struct broken_sight {
    const char *file; /* its name */
    const struct broken_errors *errors;
    size_t chosen;    /* is told in full */
    bool is_folded;   /* into a single line */
    bool has_version; /* there is a picture of a version that could be read */
};

enum broken_request {
    BROKEN_NOT_MINE,
    BROKEN_CHOOSE, /* an error */
    BROKEN_FOLD,   /* or unfold */
    BROKEN_COPY,   /* the place of the chosen error */
    BROKEN_READ,   /* the file again */
    BROKEN_LESSONS /* all that there are */
};

/* Draws it above everything that is there. */
void broken_view_draw(const struct canvas *canvas, const struct broken_sight *sight);

/* What a button of the panel, by its action, asks for; BROKEN_CHOOSE: error *ret_which. */
enum broken_request broken_view_request(int action, size_t *ret_which);

/* The least action of its buttons: those from here on are the panel's, BROKEN_NOT_MINE that of its
 * ground. */
int broken_view_first_action(void);

#endif
