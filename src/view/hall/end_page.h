#ifndef BACKSTEP_VIEW_HALL_END_PAGE_H
#define BACKSTEP_VIEW_HALL_END_PAGE_H

/* What comes behind the last step of a lesson: what the reader can do now, how the questions went,
 * by kind of mistake, with the way back to each, and the next lesson. */

#include "session/ask/session_ask.h"
#include "session/key_table.h"
#include "view/draw/canvas.h"
#include "view/hall/hall_lesson.h"

struct end_page {
    const struct lesson *lesson;   /* that is at its end */
    const struct program *program; /* in whose words mistakes are named; NULL: the usual ones */
    const struct ask_outcome *outcomes;
    size_t count;
    const struct hall_lesson *next; /* NULL: it was the last one */
    bool has_leapt;                 /* over iterations that can be gone through */
};

enum end_request {
    END_NOT_MINE,
    END_NEXT,  /* the next lesson; where there is none, all of them */
    END_AGAIN, /* the lesson once more from its beginning */
    END_STEP,  /* back to the step of an outcome */
    END_WALK,  /* back to where the lesson leapt, to go through the rest by steps */
    END_CLOSE  /* back to the last step */
};

/* Where the page stands: in the middle of the picture, or where that leaves room right of another
 * one, whose place is empty otherwise. */
struct rect end_page_place(const struct layout *layout, struct rect *ret_picture);

/* Draws the page there. */
void end_page_draw(const struct canvas *canvas, const struct end_page *page, struct rect place);

enum end_request end_page_take_key(struct key key);

/* What a button of the page, by its action, asks for; END_STEP: of outcome *ret_which. */
enum end_request end_page_request(int action, size_t *ret_which);

#endif
