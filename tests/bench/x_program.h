#ifndef BACKSTEP_TESTS_BENCH_X_PROGRAM_H
#define BACKSTEP_TESTS_BENCH_X_PROGRAM_H

/* The program as whoever sits before an X server meets it: a process with a window that takes keys
 * and clicks, and what the system knows of it. */

#include "bench.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const double x_program_patience = 20; /* seconds until what does not come is given up */

/* XTest without its headers: its library comes with xdotool. */
typedef int (*fake_key_function)(Display *, unsigned, Bool, unsigned long);
typedef int (*fake_motion_function)(Display *, int, int, int, unsigned long);

struct x_program {
    Display *display;
    fake_key_function fake_key, fake_button;
    fake_motion_function fake_motion;
    const char *path;
    int width, height;
    pid_t process;
    Window window;
};

static inline void wait_seconds(double seconds) {
    const struct timespec span = {(time_t)seconds,
                                  (long)(1e9 * (seconds - (double)(time_t)seconds))};
    nanosleep(&span, NULL);
}

static inline void give_up(struct x_program *program, const char *what) {
    int status = 0;
    bool has_ended = program->process > 0 && waitpid(program->process, &status, WNOHANG) != 0;
    fprintf(stderr, "bench: %s%s\n", what, has_ended ? ": the program has ended" : "");
    if (program->process > 0) {
        kill(program->process, SIGKILL);
    }
    exit(1);
}

/* Windows come and go while they are asked about. */
static inline int ignore_error(Display *display, XErrorEvent *event) {
    (void)display;
    (void)event;
    return 0;
}

/* False without an X server or the library of XTest. */
static inline bool x_program_begin(struct x_program *program, const char *path) {
    void *library = dlopen("libXtst.so.6", RTLD_NOW);
    if (library != NULL) {
        *(void **)&program->fake_key = dlsym(library, "XTestFakeKeyEvent");
        *(void **)&program->fake_button = dlsym(library, "XTestFakeButtonEvent");
        *(void **)&program->fake_motion = dlsym(library, "XTestFakeMotionEvent");
    }
    XSetErrorHandler(ignore_error);
    program->path = path;
    return program->display != NULL && program->fake_key != NULL && program->fake_button != NULL &&
           program->fake_motion != NULL;
}

/* Starts it with a lesson, without motion. */
static inline void x_program_start(struct x_program *program, const char *lesson) {
    char size[32];
    snprintf(size, sizeof size, "%dx%d", program->width, program->height);
    program->window = None;
    program->process = fork();
    if (program->process == 0) {
        execl(program->path, program->path, lesson, "--size", size, "--motion", "off",
              (char *)NULL);
        _exit(127);
    }
}

static inline void x_program_stop(struct x_program *program) {
    kill(program->process, SIGTERM);
    waitpid(program->process, NULL, 0);
    program->process = 0;
    XSync(program->display, True);
}

/* The viewable child of the root that is as large as was asked for, or None. */
static inline Window x_program_find(struct x_program *program) {
    Window root, parent, *children = NULL, found = None;
    unsigned count = 0;
    XQueryTree(program->display, DefaultRootWindow(program->display), &root, &parent, &children,
               &count);
    for (unsigned i = 0; i < count; i++) {
        XWindowAttributes attributes;
        if (XGetWindowAttributes(program->display, children[i], &attributes) != 0 &&
            attributes.map_state == IsViewable && attributes.width == program->width &&
            attributes.height == program->height) {
            found = children[i];
        }
    }
    if (children != NULL) {
        XFree(children);
    }
    return found;
}

static inline void x_program_await(struct x_program *program) {
    double begin = bench_seconds();
    while ((program->window = x_program_find(program)) == None) {
        if (bench_seconds() - begin > x_program_patience) {
            give_up(program, "the window did not open");
        }
        wait_seconds(0.00025);
    }
}

/* Keys are those of the window from now on. */
static inline void x_program_focus(struct x_program *program) {
    XSetInputFocus(program->display, program->window, RevertToParent, CurrentTime);
    XSync(program->display, True);
    wait_seconds(0.2);
}

static inline void x_program_press(struct x_program *program, KeySym symbol) {
    unsigned code = XKeysymToKeycode(program->display, symbol);
    program->fake_key(program->display, code, True, 0);
    program->fake_key(program->display, code, False, 0);
    XFlush(program->display);
}

/* The time that the program's first thread, which does all the work, had a processor; 0 where the
 * system does not say. */
static inline double x_program_processor(const struct x_program *program) {
    char path[64];
    unsigned long long nanoseconds = 0;
    snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)program->process);
    FILE *file = fopen(path, "r");
    if (file != NULL) {
        if (fscanf(file, "%llu", &nanoseconds) != 1) {
            nanoseconds = 0;
        }
        fclose(file);
    }
    return 1e-9 * (double)nanoseconds;
}

/* Of /proc/PID/status, in MiB: "VmRSS:" is what is resident, "VmHWM:" the most that was. */
static inline double x_program_memory(const struct x_program *program, const char *field) {
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)program->process);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, field, strlen(field)) == 0) {
            kib = strtol(line + strlen(field), NULL, 10);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return (double)kib / 1024;
}

#endif
