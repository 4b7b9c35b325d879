#ifndef BACKSTEP_APP_DESK_WATCH_H
#define BACKSTEP_APP_DESK_WATCH_H

/* Whether a file has been saved since it was looked at last. */

#include <stdbool.h>
#include <stdint.h>

enum { WATCH_MILLISECONDS = 100 }; /* between two looks */

struct watch_mark {
    bool is_there;
    int64_t seconds, nanoseconds, size, inode;
};

struct watch {
    const char *path; /* borrowed; NULL: nothing is watched */
    struct watch_mark seen, last;
};

/* Watches a file from now on; is_expected: also one that is not there yet. */
void watch_begin(struct watch *watch, const char *path, bool is_expected);

/* True once after each time that it was saved, moved or removed, when it has stood still for a
 * look: editors write in pieces. */
bool watch_has_changed(struct watch *watch);

#endif
