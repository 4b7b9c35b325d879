#ifndef BACKSTEP_VIEW_STAGE_ANSWERING_H
#define BACKSTEP_VIEW_STAGE_ANSWERING_H

/* What keys, text and clicks mean in a picture with an open question. The clipboard is left to
 * whoever has one. */

#include "session/answering/answer_line.h"
#include "view/draw/scene.h"

enum answering_wish {
    ANSWERING_NOTHING, /* it is not the answer's: the key table has it */
    ANSWERING_DONE,
    ANSWERING_COPY, /* what is selected into the clipboard */
    ANSWERING_CUT,
    ANSWERING_PASTE /* the clipboard's text: answering_type */
};

/* A key; *ret_changed: bits of enum session_change. */
enum answering_wish answering_key(struct session *session, const struct scene *scene,
                                  struct key key, unsigned *ret_changed);

/* What is typed or pasted; only while the answer has the focus. */
unsigned answering_type(struct session *session, const struct scene *scene, const char *text);

/* Takes what is selected out, for the clipboard that has it now. */
unsigned answering_cut(struct session *session);

/* A click; false where it is not about the answer. */
bool answering_click(struct session *session, const struct scene *scene, struct scene_point at,
                     unsigned *ret_changed);

/* Whether a click there would be about the answer. */
bool answering_can_click(const struct session *session, const struct scene *scene,
                         struct scene_point at);

#endif
