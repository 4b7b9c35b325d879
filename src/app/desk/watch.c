#include "app/desk/watch.h"

#include "base/memory.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* That a file is to stand still before it is read, and between two looks where no bell rings. */
enum { STILL_MILLISECONDS = 100 };

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

static char *copy_text(const char *text) {
    char *copy = memory_allocate(strlen(text) + 1);
    return strcpy(copy, text);
}

void watch_begin(struct watch *watch, const char *path, bool is_expected) {
    if (watch->path != NULL && strcmp(watch->path, path) == 0) {
        return;
    }
    char *own_path = copy_text(path); /* it may be part of what is closed next */
    watch_end(watch);
    struct watch_bell *bell = watch_bell_hang(own_path);
    struct watch_mark now =
        mark_of(own_path); /* with the bell hung: nothing in between is missed */
    *watch = (struct watch){.path = own_path, .seen = now, .last = now, .bell = bell};
    if (!now.is_there && !is_expected) {
        watch_end(watch);
    }
}

bool watch_has_changed(struct watch *watch) {
    if (watch->path == NULL) {
        return false;
    }
    struct watch_mark now = mark_of(watch->path);
    uint32_t ticks = SDL_GetTicks();
    if (!is_same(&now, &watch->last)) {
        watch->last = now;
        watch->last_since = ticks;
    }
    if (is_same(&now, &watch->seen) || ticks - watch->last_since < STILL_MILLISECONDS) {
        return false;
    }
    watch->seen = now;
    return true;
}

int watch_patience(const struct watch *watch) {
    bool is_settled = is_same(&watch->last, &watch->seen);
    return watch->path == NULL || (watch->bell != NULL && is_settled) ? -1 : STILL_MILLISECONDS;
}

void watch_end(struct watch *watch) {
    watch_bell_take_down(watch->bell);
    free(watch->path);
    *watch = (struct watch){.path = NULL};
}
