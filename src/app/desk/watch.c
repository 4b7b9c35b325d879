#include "app/desk/watch.h"

#include <string.h>
#include <sys/stat.h>

static struct watch_mark mark_of(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        return (struct watch_mark){.is_there = false};
    }
    return (struct watch_mark){true, (int64_t)status.st_mtim.tv_sec,
                               (int64_t)status.st_mtim.tv_nsec, (int64_t)status.st_size,
                               (int64_t)status.st_ino};
}

static bool is_same(const struct watch_mark *a, const struct watch_mark *b) {
    return a->is_there == b->is_there && a->seconds == b->seconds &&
           a->nanoseconds == b->nanoseconds && a->size == b->size && a->inode == b->inode;
}

void watch_begin(struct watch *watch, const char *path, bool is_expected) {
    struct watch_mark now = mark_of(path);
    *watch =
        (struct watch){.path = now.is_there || is_expected ? path : NULL, .seen = now, .last = now};
}

bool watch_has_changed(struct watch *watch) {
    if (watch->path == NULL) {
        return false;
    }
    struct watch_mark now = mark_of(watch->path);
    bool is_still = is_same(&now, &watch->last);
    watch->last = now;
    if (!is_still || is_same(&now, &watch->seen)) {
        return false;
    }
    watch->seen = now;
    return true;
}
