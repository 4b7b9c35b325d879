#ifndef BACKSTEP_VIEW_PANEL_BROKEN_ERRORS_H
#define BACKSTEP_VIEW_PANEL_BROKEN_ERRORS_H

/* What is told of a file that cannot be read, taken apart to be drawn. */

#include "base/arena.h"

#include <stddef.h>

struct broken_error {
    const char *location; /* "lesson.json:13:5"; "": of the file as a whole */
    const char *message;  /* behind it */
    const char *source;   /* the line, NULL: none is told */
    size_t begin, end;    /* its bytes that are to blame */
};

enum { BROKEN_MOST = 32 };

/* What is told of a file, one error after another, as it is printed (base/diagnostic.h); at most
 * BROKEN_MOST, in the arena. */
struct broken_errors {
    struct broken_error *items;
    size_t count;
};
struct broken_errors broken_errors_read(struct arena *arena, const char *printed);

#endif
