#include "app/desk/watch_bell.h"

#include "base/memory.h"

#include <SDL.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* Editors put a new file in the place of the old one, which the folder tells. A link leads to a
 * file in another folder, whose own changes are told by the file. */
enum {
    OF_FOLDER = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                IN_MOVED_TO,
    OF_FILE = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF,
    BATCH_SIZE = 4096, /* bytes of events that are read at once: one has at most 16 and a name */
};

struct watch_bell {
    const char *path; /* borrowed */
    const char *name; /* in its folder; part of path */
    int notes;        /* what inotify tells */
    int ends[2];      /* a pipe: with its second end closed, the thread is over */
    SDL_Thread *thread;
};

/* Whether one of the events is of the file. */
static bool is_of_file(const struct watch_bell *bell, const char *events, size_t size) {
    for (size_t at = 0; at + sizeof(struct inotify_event) <= size;) {
        struct inotify_event event;
        memcpy(&event, events + at, sizeof event);
        const char *name = events + at + sizeof event;
        if (event.len == 0 || strcmp(name, bell->name) == 0) {
            return true;
        }
        at += sizeof event + event.len;
    }
    return false;
}

static void listen_to_file(const struct watch_bell *bell) {
    /* it may be another file by now, or none: its folder tells when there is one */
    (void)inotify_add_watch(bell->notes, bell->path, OF_FILE);
}

static int SDLCALL listen(void *context) {
    const struct watch_bell *bell = context;
    for (;;) {
        struct pollfd waits[] = {{.fd = bell->notes, .events = POLLIN}, {.fd = bell->ends[0]}};
        if (poll(waits, 2, -1) < 0 && errno != EINTR) {
            return 0;
        }
        if (waits[1].revents != 0) {
            return 0;
        }
        char events[BATCH_SIZE];
        ssize_t size = waits[0].revents != 0 ? read(bell->notes, events, sizeof events) : 0;
        if (size > 0 && is_of_file(bell, events, (size_t)size)) {
            listen_to_file(bell);
            SDL_Event ring = {.type = SDL_USEREVENT};
            SDL_PushEvent(&ring);
        }
    }
}

/* Caller owns. */
static char *folder_of(const char *path, const char *name) {
    size_t length = (size_t)(name - path);
    char *folder = memory_allocate(length + sizeof "./");
    memcpy(folder, path, length);
    strcpy(folder + length, length == 0 ? "." : "");
    return folder;
}

static bool is_hung(struct watch_bell *bell) {
    bell->notes = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (bell->notes < 0 || pipe(bell->ends) != 0) {
        return false;
    }
    char *folder = folder_of(bell->path, bell->name);
    bool is_told = inotify_add_watch(bell->notes, folder, OF_FOLDER) >= 0;
    free(folder);
    if (!is_told) {
        return false;
    }
    listen_to_file(bell);
    bell->thread = SDL_CreateThread(listen, "watch_bell", bell);
    return bell->thread != NULL;
}

struct watch_bell *watch_bell_hang(const char *path) {
    struct watch_bell *bell = memory_allocate(sizeof *bell);
    *bell = (struct watch_bell){.path = path, .notes = -1, .ends = {-1, -1}};
    const char *slash = strrchr(path, '/');
    bell->name = slash != NULL ? slash + 1 : path;
    if (!is_hung(bell)) {
        watch_bell_take_down(bell);
        return NULL;
    }
    return bell;
}

static void close_if_open(int file) {
    if (file >= 0) {
        close(file);
    }
}

void watch_bell_take_down(struct watch_bell *bell) {
    if (bell == NULL) {
        return;
    }
    close_if_open(bell->ends[1]); /* the other end is hung up on: the thread is over */
    SDL_WaitThread(bell->thread, NULL);
    close_if_open(bell->ends[0]);
    close_if_open(bell->notes);
    free(bell);
}
