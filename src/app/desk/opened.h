#ifndef BACKSTEP_APP_DESK_OPENED_H
#define BACKSTEP_APP_DESK_OPENED_H

/* A lesson that was read, and the session that shows it, in an arena of their own. */

#include "library/library.h"
#include "session/session_look.h"

struct opened {
    struct arena *arena;     /* NULL: nothing is open */
    struct session *session; /* borrows from the arena and the library */
    const char *name;        /* a shipped lesson's, or what the file was asked for as */
};

/* How it is to be opened. */
struct opened_way {
    const char *notation; /* an id; NULL or "": the lesson's own */
    bool is_wish;         /* the lesson's own where it does not fit that notation */
    const struct session_settings *looks;
};

/* Reads a lesson and opens it at its beginning. False with why not, as text to print, lines ended,
 * in the arena; *ret is untouched then. The caller closes. */
bool opened_read(struct opened *ret, const struct library *library, const char *name,
                 const struct opened_way *way, struct arena *arena, const char **reterr);

/* What is not open is accepted. */
void opened_close(struct opened *opened);

/* What the lesson asks is asked, and answers are held against the mistakes that are known; of a
 * file of mistakes that cannot be read none are. */
void opened_ask(const struct opened *opened, const struct library *library);

/* Steps that pass over whole iterations, which the reader chose for the lesson before, would pass
 * over all that this one says and asks. */
void opened_begin_closely(struct session *session);

/* The session looks as the settings say, as far as they are the reader's. */
void opened_apply_looks(struct session *session, const struct session_settings *looks);

#endif
