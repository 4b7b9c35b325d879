#ifndef BACKSTEP_APP_DESK_WATCH_H
#define BACKSTEP_APP_DESK_WATCH_H

/* Whether a file has been saved since it was looked at last. */

#include "app/desk/watch_bell.h"

#include <stdbool.h>
#include <stdint.h>

struct watch_mark {
    bool is_there;
    int64_t seconds, nanoseconds, size, inode;
};

struct watch {
    char *path; /* its own; NULL: nothing is watched */
    struct watch_mark seen, last;
    uint32_t last_since;     /* ticks of SDL; that the file is as it was looked at last */
    struct watch_bell *bell; /* NULL: the file is looked at again and again */
};

/* Watches a file from now on, and none that was watched before; is_expected: also one that is not
 * there yet. Of the file that is watched already, what was written since the last look is still to
 * be seen. */
void watch_begin(struct watch *watch, const char *path, bool is_expected);

/* True once after each time that it was saved, moved or removed, when it has stood still for a
 * while: editors write in pieces. */
bool watch_has_changed(struct watch *watch);

/* Milliseconds until it is worth another look; -1: not before something happens, which the system
 * tells with an event. */
int watch_patience(const struct watch *watch);

/* Nothing is watched any more. */
void watch_end(struct watch *watch);

#endif
