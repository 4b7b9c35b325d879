#include "app/video.h"

#include "base/memory.h"

#include <SDL.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATUS_SYSTEM_FAILED = 3 };

/* What the handlers of the X library and of signals need: they get nothing else. */
static enum language lost_language;

/* ---- ends that come from outside ---- */

static const char *const lost_messages[LANGUAGE_COUNT] = {
    "backstep: the connection to the display was lost\n", "backstep: 与显示器的连接已断开\n"};

/* The X library would print a message of its own and end with status 1; it may not be called any
 * more. */
static int end_without_display(void *display) {
    (void)display;
    const char *message = lost_messages[lost_language];
    ssize_t ignored = write(STDERR_FILENO, message, strlen(message));
    (void)ignored;
    _exit(STATUS_SYSTEM_FAILED);
}

/* SDL loads the X library by itself, and so it is not linked. */
static void watch_x_server(void) {
    typedef int handler(void *display);
    typedef handler *set_handler(handler * new_handler);
    static const char *const libraries[] = {"libX11.so.6", "libX11.so"};
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        void *library = SDL_LoadObject(libraries[i]);
        void *found = library != NULL ? SDL_LoadFunction(library, "XSetIOErrorHandler") : NULL;
        if (found != NULL) {
            set_handler *set;
            memcpy(&set, &found, sizeof set);
            set(end_without_display);
            return;
        }
    }
}

/* SDL notes a signal for the next time that it looks at its queue: one that comes between that look
 * and its waiting is noticed with the next event only, which may be never. So a thread waits for
 * them, and what it pushes wakes the loop, which ends as at a click on the window's cross: the
 * reader's place is kept. Who is told twice, or has no loop, ends where it is. */
static int SDLCALL wait_for_signals(void *context) {
    const sigset_t *signals = context;
    int signal;
    for (bool is_told = false; sigwait(signals, &signal) == 0; is_told = true) {
        SDL_Event quit = {.type = SDL_QUIT};
        if (is_told || SDL_PushEvent(&quit) <= 0) {
            _exit(0);
        }
    }
    return 0;
}

/* Other threads leave these signals to the one that waits: SDL's block them by themselves. */
static void end_at_signals(void) {
    static sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    SDL_Thread *thread = SDL_CreateThread(wait_for_signals, "signals", &signals);
    if (thread == NULL) {
        pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
        return;
    }
    SDL_DetachThread(thread);
}

/* ---- drivers ---- */

static void set_hints(void) {
    /* the surface of a window is the driver's own, or there is none: see app/screen */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, "Backstep");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
}

/* They show nothing, and SDL takes them quietly where there is no display. */
static bool shows_nothing(const char *driver) {
    static const char *const names[] = {"offscreen", "dummy", "evdev"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(driver, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* With X11, SDL opens the server's input method, for which libX11 reads a table of all compose
 * sequences: more than a quarter of all work of starting, for text that nobody types here. An empty
 * table will do there; a Wayland library calls it an error. */
static bool open_driver(const char *driver) {
    bool is_x11 = strcmp(driver, "x11") == 0;
    bool is_ours = is_x11 && getenv("XCOMPOSEFILE") == NULL;
    if (is_ours) {
        setenv("XCOMPOSEFILE", "/dev/null", 1);
    }
    bool is_open = SDL_VideoInit(driver) == 0;
    if (is_ours) {
        unsetenv("XCOMPOSEFILE");
    }
    if (is_open && is_x11) {
        watch_x_server();
    }
    return is_open;
}

static const char *asked_driver(void) {
    static const char *const names[] = {"SDL_VIDEODRIVER", "SDL_VIDEO_DRIVER"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *asked = getenv(names[i]);
        if (asked != NULL && *asked != '\0') {
            return asked;
        }
    }
    return NULL;
}

/* The Wayland library prints an error of its own where it has no folder to look for a socket in. */
static bool can_be_asked(const char *driver) {
    const char *display = getenv("WAYLAND_DISPLAY");
    const char *folder = getenv("XDG_RUNTIME_DIR");
    bool has_socket = (folder != NULL && *folder != '\0') || (display != NULL && display[0] == '/');
    return !shows_nothing(driver) && (has_socket || strcmp(driver, "wayland") != 0);
}

/* The first from there on that finds a display. */
static bool open_from(int first) {
    for (int i = first; i < SDL_GetNumVideoDrivers(); i++) {
        const char *driver = SDL_GetVideoDriver(i);
        if (can_be_asked(driver) && open_driver(driver)) {
            return true;
        }
    }
    return false;
}

bool video_open(enum language language) {
    lost_language = language;
    set_hints();
    SDL_SetMemoryFunctions(memory_allocate, memory_allocate_zeroed, memory_resize, free);
    end_at_signals();
    if (SDL_Init(0) != 0) {
        return false;
    }
    const char *asked = asked_driver();
    return asked != NULL ? open_driver(asked) : open_from(0);
}

bool video_open_next(void) {
    const char *failed = SDL_GetCurrentVideoDriver();
    int first = SDL_GetNumVideoDrivers();
    for (int i = 0; i < SDL_GetNumVideoDrivers() && failed != NULL; i++) {
        first = strcmp(SDL_GetVideoDriver(i), failed) == 0 ? i + 1 : first;
    }
    if (asked_driver() != NULL) {
        return false;
    }
    SDL_VideoQuit();
    return open_from(first);
}

void video_close(void) {
    SDL_VideoQuit();
    SDL_Quit();
}
