/* The window as its reader meets it: window PROGRAM SOURCE_ROOT, under an X server that nothing
 * else uses (window.sh starts one). Nothing fails by time.
 *
 * Everything is measured from outside, at the X server:
 * "first picture" goes from before fork() and exec() until the window shows the content that it
 *     still shows a second later, so the loading of the program, its libraries, fonts, notations
 *     and lesson is in it;
 * "key to picture" goes from before the key is sent to the server until the pixels that this step
 *     changes have their new values. A pixel is asked for about four times a millisecond, which
 *     is the resolution. Motion is off: with it the numbers arrive when it is over, by design.
 *     What a monitor and its compositor add is not in it. */

#include "bench.h"
#include "test.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STARTS = 15, KEYS = 200, PROBES = 4, IDLE_SECONDS = 10, WIDTH = 1920, HEIGHT = 1080 };

static const double patience = 20; /* seconds until something that does not come is given up */

/* XTest without its headers: its library comes with xdotool. */
typedef int (*fake_key_function)(Display *, unsigned, Bool, unsigned long);

struct bench {
    Display *display;
    fake_key_function fake_key;
    const char *program;
    pid_t process;
    Window window;
};

static void wait_seconds(double seconds) {
    const struct timespec span = {(time_t)seconds,
                                  (long)(1e9 * (seconds - (double)(time_t)seconds))};
    nanosleep(&span, NULL);
}

static void give_up(struct bench *bench, const char *what) {
    fprintf(stderr, "bench: %s\n", what);
    if (bench->process > 0) {
        kill(bench->process, SIGKILL);
    }
    exit(1);
}

/* Windows come and go while they are asked about. */
static int ignore_error(Display *display, XErrorEvent *event) {
    (void)display;
    (void)event;
    return 0;
}

/* ---- the program ---- */

static void start_program(struct bench *bench) {
    bench->window = None;
    bench->process = fork();
    if (bench->process == 0) {
        execl(bench->program, bench->program, "xor", "--size", "1920x1080", "--motion", "off",
              (char *)NULL);
        _exit(127);
    }
}

static void stop_program(struct bench *bench) {
    kill(bench->process, SIGTERM);
    waitpid(bench->process, NULL, 0);
    bench->process = 0;
    XSync(bench->display, True);
}

/* The viewable child of the root that is as large as was asked for, or None. */
static Window find_window(struct bench *bench) {
    Window root, parent, *children = NULL, found = None;
    unsigned count = 0;
    XQueryTree(bench->display, DefaultRootWindow(bench->display), &root, &parent, &children,
               &count);
    for (unsigned i = 0; i < count; i++) {
        XWindowAttributes attributes;
        if (XGetWindowAttributes(bench->display, children[i], &attributes) != 0 &&
            attributes.map_state == IsViewable && attributes.width == WIDTH &&
            attributes.height == HEIGHT) {
            found = children[i];
        }
    }
    if (children != NULL) {
        XFree(children);
    }
    return found;
}

static void await_window(struct bench *bench) {
    double begin = bench_seconds();
    while ((bench->window = find_window(bench)) == None) {
        if (bench_seconds() - begin > patience) {
            give_up(bench, "the window did not open");
        }
        wait_seconds(0.00025);
    }
}

/* ---- pixels ---- */

static unsigned long pixel_at(struct bench *bench, int x, int y) {
    XImage *image = XGetImage(bench->display, bench->window, x, y, 1, 1, AllPlanes, ZPixmap);
    if (image == NULL) {
        return ~0UL;
    }
    unsigned long pixel = XGetPixel(image, 0, 0) & 0xFFFFFF;
    XDestroyImage(image);
    return pixel;
}

static uint32_t *all_pixels(struct bench *bench) {
    XImage *image =
        XGetImage(bench->display, bench->window, 0, 0, WIDTH, HEIGHT, AllPlanes, ZPixmap);
    uint32_t *pixels = malloc(sizeof *pixels * WIDTH * HEIGHT);
    if (image == NULL || pixels == NULL) {
        give_up(bench, "the window's pixels cannot be read");
    }
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            pixels[y * WIDTH + x] = (uint32_t)XGetPixel(image, x, y) & 0xFFFFFF;
        }
    }
    XDestroyImage(image);
    return pixels;
}

/* A few pixels, far apart, and what they will be. count 0: there is nothing to wait for. */
struct probes {
    struct {
        int x, y;
        unsigned long pixel;
    } at[PROBES];
    int count;
};

/* The first, the last, the leftmost and the rightmost pixel that differs. */
static struct probes probes_of(const uint32_t *before, const uint32_t *after) {
    long found[PROBES] = {-1, -1, -1, -1};
    for (long i = 0; i < (long)WIDTH * HEIGHT; i++) {
        if (before[i] == after[i]) {
            continue;
        }
        found[0] = found[0] < 0 ? i : found[0];
        found[1] = i;
        found[2] = found[2] < 0 || i % WIDTH < found[2] % WIDTH ? i : found[2];
        found[3] = found[3] < 0 || i % WIDTH > found[3] % WIDTH ? i : found[3];
    }
    struct probes probes = {.count = found[0] < 0 ? 0 : PROBES};
    for (int i = 0; i < probes.count; i++) {
        probes.at[i].x = (int)(found[i] % WIDTH);
        probes.at[i].y = (int)(found[i] / WIDTH);
        probes.at[i].pixel = after[found[i]];
    }
    return probes;
}

static void await_probes(struct bench *bench, const struct probes *probes) {
    double begin = bench_seconds();
    for (int i = 0; i < probes->count; i++) {
        while (pixel_at(bench, probes->at[i].x, probes->at[i].y) != probes->at[i].pixel) {
            if (bench_seconds() - begin > patience) {
                give_up(bench, "the picture did not come out as the time before");
            }
            wait_seconds(0.00025);
        }
    }
}

/* ---- keys ---- */

static void press(struct bench *bench, KeySym symbol) {
    unsigned code = XKeysymToKeycode(bench->display, symbol);
    bench->fake_key(bench->display, code, True, 0);
    bench->fake_key(bench->display, code, False, 0);
    XFlush(bench->display);
}

/* ---- measurements ---- */

static void print_times(const char *what, double *seconds, size_t count, const char *goal) {
    double median = bench_quantile(seconds, count, 0.5);
    double high = bench_quantile(seconds, count, 0.99);
    double worst = bench_quantile(seconds, count, 1);
    printf("  %-28s %8.1f %8.1f %8.1f   %s\n", what, 1e3 * median, 1e3 * high, 1e3 * worst, goal);
}

static void measure_starts(struct bench *bench) {
    start_program(bench);
    await_window(bench);
    wait_seconds(1);
    uint32_t *settled = all_pixels(bench);
    uint32_t *blank = malloc(sizeof *blank * WIDTH * HEIGHT);
    for (long i = 0; blank != NULL && i < (long)WIDTH * HEIGHT; i++) {
        blank[i] = settled[0];
    }
    struct probes probes = blank != NULL ? probes_of(blank, settled) : (struct probes){.count = 0};
    free(settled);
    free(blank);
    stop_program(bench);
    if (probes.count == 0) {
        give_up(bench, "the window is blank");
    }
    double mapped[STARTS], painted[STARTS];
    for (int i = 0; i < STARTS; i++) {
        double begin = bench_seconds();
        start_program(bench);
        await_window(bench);
        mapped[i] = bench_seconds() - begin;
        await_probes(bench, &probes);
        painted[i] = bench_seconds() - begin;
        stop_program(bench);
    }
    print_times("start to mapped window", mapped, STARTS, "");
    print_times("start to first picture", painted, STARTS, "(a bare SDL window with fonts: 55)");
}

/* Walks once slowly to learn what each step changes, goes back, and walks again with a clock. */
static void measure_keys(struct bench *bench) {
    static struct probes probes[KEYS];
    uint32_t *before = all_pixels(bench);
    for (int i = 0; i < KEYS; i++) {
        press(bench, XK_Right);
        wait_seconds(0.06);
        uint32_t *after = all_pixels(bench);
        probes[i] = probes_of(before, after);
        free(before);
        before = after;
    }
    free(before);
    press(bench, XK_Home);
    wait_seconds(0.5);
    double times[KEYS];
    size_t count = 0;
    for (int i = 0; i < KEYS; i++) {
        double begin = bench_seconds();
        press(bench, XK_Right);
        await_probes(bench, &probes[i]);
        times[count] = bench_seconds() - begin;
        count += probes[i].count > 0;
        wait_seconds(0.02); /* a person's hand is slower still */
    }
    if (count < KEYS) {
        give_up(bench, "some keys changed nothing");
    }
    print_times("key to picture, 200 keys", times, count, "(goal: p99 at most 16)");
}

/* utime + stime of /proc/PID/stat, or -1. */
static long cpu_ticks(pid_t process) {
    char path[64], line[1024] = "";
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)process);
    FILE *file = fopen(path, "r");
    if (file != NULL) {
        if (fgets(line, sizeof line, file) == NULL) {
            line[0] = '\0';
        }
        fclose(file);
    }
    unsigned long user = 0, system = 0;
    const char *behind_name = strrchr(line, ')');
    int found = behind_name == NULL ? 0
                                    : sscanf(behind_name + 1,
                                             " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
                                             &user, &system);
    return found == 2 ? (long)(user + system) : -1;
}

static void measure_idle(struct bench *bench) {
    wait_seconds(1);
    long before = cpu_ticks(bench->process);
    wait_seconds(IDLE_SECONDS);
    long after = cpu_ticks(bench->process);
    printf("  %-28s %8ld %20s(goal: 0)\n", "CPU ticks, idle for 10 s", after - before, "");
}

static void measure_memory(struct bench *bench, const char *label, const char *field) {
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)bench->process);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, field, strlen(field)) == 0) {
            kib = strtol(line + strlen(field), NULL, 10);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    printf("  %-28s %8.1f %20s(goal: at most 40)\n", label, (double)kib / 1024, "");
}

int main(int count, char **arguments) {
    struct bench bench = {.display = XOpenDisplay(NULL)};
    void *library = dlopen("libXtst.so.6", RTLD_NOW);
    if (library != NULL) {
        *(void **)&bench.fake_key = dlsym(library, "XTestFakeKeyEvent");
    }
    if (count < 3 || bench.display == NULL || bench.fake_key == NULL ||
        setenv("BACKSTEP_DATA", arguments[2], 1) != 0) {
        fputs("bench: needs PROGRAM, SOURCE_ROOT, an X display and libXtst.so.6\n", stderr);
        return 1;
    }
    bench.program = arguments[1];
    XSetErrorHandler(ignore_error);
    printf("\nthe window, xor at %dx%d\n  %-28s %8s %8s %8s\n", WIDTH, HEIGHT, "milliseconds",
           "median", "p99", "worst");
    measure_starts(&bench);
    start_program(&bench);
    await_window(&bench);
    wait_seconds(1);
    XSetInputFocus(bench.display, bench.window, RevertToParent, CurrentTime);
    XSync(bench.display, True);
    wait_seconds(0.2);
    measure_idle(&bench);
    measure_memory(&bench, "resident when opened, MiB", "VmRSS:");
    measure_keys(&bench);
    measure_memory(&bench, "resident after 200 keys, MiB", "VmRSS:");
    measure_memory(&bench, "most resident, MiB", "VmHWM:");
    stop_program(&bench);
    XCloseDisplay(bench.display);
    return 0;
}
