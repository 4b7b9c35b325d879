#ifndef BACKSTEP_APP_DESK_BROKEN_H
#define BACKSTEP_APP_DESK_BROKEN_H

/* The panel of a file that cannot be read, over the lesson in the window of a desk. */

#include "app/cover.h"
#include "view/panel/broken_view.h"

struct broken {
    bool is_open;
    struct arena *arena; /* of all below; NULL: it was never open */
    const char *name;    /* what was asked for */
    struct broken_errors errors;
    size_t chosen;
    bool is_folded;
};

/* Opens it with what there is to say of a file, as it is printed. A panel that is open of the same
 * file stays folded. */
void broken_open(struct broken *broken, const char *name, const char *printed);
void broken_close(struct broken *broken);

/* Draws it over the session's picture into a scene that is begun here; has_version: the picture is
 * one of the file, else it is not drawn. */
void broken_draw(const struct broken *broken, const struct session *session, bool has_version,
                 const struct cover_sight *sight, struct arena *arena, struct scene *ret);

/* What keys and the pointer do in it; false: they are the lesson's. BROKEN_READ and
 * BROKEN_LESSONS are left to the caller in *ret_request, else it is BROKEN_NOT_MINE. */
bool broken_take_key(struct broken *broken, struct key key, struct session *session,
                     enum broken_request *ret_request);
bool broken_point(struct broken *broken, const struct cover_pointing *pointing,
                  struct session *session, enum broken_request *ret_request);

#endif
