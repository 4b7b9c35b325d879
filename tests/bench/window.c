/* The window as its reader meets it: window PROGRAM SOURCE_ROOT [ROW], under an X server that
 * nothing else uses (window.sh starts one): all rows, or that one (from 1). Nothing fails by time;
 * the goals stand beside the figures.
 *
 * Everything is measured from outside, at the X server:
 * "first picture" goes from before fork() and exec() until the window shows the content that it
 *     still shows a second later, so the loading of the program, its libraries, fonts, notations
 *     and lesson is in it;
 * "key to picture" goes from before the key is sent to the server until the pixels that this step
 *     changes have their new values. A pixel is asked for about four times a millisecond, which
 *     is the resolution. Motion is off: with it the numbers arrive when it is over, by design.
 *     What a monitor and its compositor add is not in it.
 * "processor" is the program's own time on the processor for the same, which other programs on the
 *     same cores do not lengthen. Of each figure the least of all rounds is printed. */

#include "bench.h"
#include "digits.h"
#include "x_program.h"

#include <stdint.h>

enum { STARTS = 15, KEYS = 100, ROUNDS = 3, PROBES = 4, IDLE_SECONDS = 10 };

/* What the window is opened with. The lessons have no script: in one with a script the way on leaps
 * over iterations that tell nothing new, and the keys of a walk come to its end. */
struct view {
    const char *name, *lesson; /* in the source; NULL: the made one */
    int width, height;
    const char *start_goal, *key_goal, *memory_goal; /* "" where none was set */
};

static const struct view views[] = {
    {"2-3-2-1", "tests/lessons/four/one-sample.json", 1920, 1080, "(goal: at most 50)",
     "(goal: p99 at most 8)", "(goal: at most 64)"},
    {"2-3-2-1", "tests/lessons/four/one-sample.json", 3840, 2160, "(goal: at most 70)",
     "(goal: p99 at most 12)", ""},
    {"784-128-64-10, 100 samples", NULL, 1920, 1080, "", "(goal: p99 at most 12)", ""},
};

struct bench {
    struct x_program program;
    const char *root;
    const char *digits; /* path of the made lesson */
    const struct view *view;
};

static void start_program(struct bench *bench) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", bench->root,
             bench->view->lesson != NULL ? bench->view->lesson : "");
    x_program_start(&bench->program, bench->view->lesson != NULL ? path : bench->digits);
}

/* ---- pixels ---- */

static unsigned long pixel_at(struct bench *bench, int x, int y) {
    XImage *image =
        XGetImage(bench->program.display, bench->program.window, x, y, 1, 1, AllPlanes, ZPixmap);
    if (image == NULL) {
        return ~0UL;
    }
    unsigned long pixel = XGetPixel(image, 0, 0) & 0xFFFFFF;
    XDestroyImage(image);
    return pixel;
}

static size_t pixel_count(const struct view *view) {
    return (size_t)view->width * (size_t)view->height;
}

static uint32_t *all_pixels(struct bench *bench) {
    int width = bench->view->width;
    int height = bench->view->height;
    XImage *image = XGetImage(bench->program.display, bench->program.window, 0, 0, (unsigned)width,
                              (unsigned)height, AllPlanes, ZPixmap);
    uint32_t *pixels = malloc(sizeof *pixels * pixel_count(bench->view));
    if (image == NULL || pixels == NULL || image->bits_per_pixel != 32) {
        give_up(&bench->program, "the window's pixels cannot be read");
    }
    for (int y = 0; y < height; y++) {
        memcpy(pixels + (ptrdiff_t)y * width, image->data + (ptrdiff_t)y * image->bytes_per_line,
               (size_t)width * sizeof *pixels);
    }
    for (size_t i = 0; i < pixel_count(bench->view); i++) {
        pixels[i] &= 0xFFFFFF;
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
static struct probes probes_of(const struct view *view, const uint32_t *before,
                               const uint32_t *after) {
    long width = view->width;
    long found[PROBES] = {-1, -1, -1, -1};
    for (long i = 0; i < (long)pixel_count(view); i++) {
        if (before[i] == after[i]) {
            continue;
        }
        found[0] = found[0] < 0 ? i : found[0];
        found[1] = i;
        found[2] = found[2] < 0 || i % width < found[2] % width ? i : found[2];
        found[3] = found[3] < 0 || i % width > found[3] % width ? i : found[3];
    }
    struct probes probes = {.count = found[0] < 0 ? 0 : PROBES};
    for (int i = 0; i < probes.count; i++) {
        probes.at[i].x = (int)(found[i] % width);
        probes.at[i].y = (int)(found[i] / width);
        probes.at[i].pixel = after[found[i]];
    }
    return probes;
}

static void await_probes(struct bench *bench, const struct probes *probes) {
    double begin = bench_seconds();
    for (int i = 0; i < probes->count; i++) {
        while (pixel_at(bench, probes->at[i].x, probes->at[i].y) != probes->at[i].pixel) {
            if (bench_seconds() - begin > x_program_patience) {
                give_up(&bench->program, "the picture did not come out as the time before");
            }
            wait_seconds(0.00025);
        }
    }
}

/* Until the program has nothing to do: it follows the run ahead of the reader first. */
static void await_rest(struct bench *bench) {
    double begin = bench_seconds();
    double before = -1;
    double now = x_program_processor(&bench->program);
    while (now > before + 0.001 && bench_seconds() - begin < x_program_patience) {
        wait_seconds(0.5);
        before = now;
        now = x_program_processor(&bench->program);
    }
}

/* ---- measurements ---- */

static void print_times(const char *what, double *seconds, size_t count, const char *goal) {
    double median = bench_quantile(seconds, count, 0.5);
    double high = bench_quantile(seconds, count, 0.99);
    printf("  %-32s %8.1f %8.1f   %s\n", what, 1e3 * median, 1e3 * high, goal);
}

static void measure_starts(struct bench *bench) {
    start_program(bench);
    x_program_await(&bench->program);
    wait_seconds(1);
    uint32_t *settled = all_pixels(bench);
    uint32_t *blank = malloc(sizeof *blank * pixel_count(bench->view));
    for (size_t i = 0; blank != NULL && i < pixel_count(bench->view); i++) {
        blank[i] = settled[0];
    }
    struct probes probes =
        blank != NULL ? probes_of(bench->view, blank, settled) : (struct probes){.count = 0};
    free(settled);
    free(blank);
    x_program_stop(&bench->program);
    if (probes.count == 0) {
        give_up(&bench->program, "the window is blank");
    }
    double mapped[STARTS], painted[STARTS], processor[STARTS];
    for (int i = 0; i < STARTS; i++) {
        double begin = bench_seconds();
        start_program(bench);
        x_program_await(&bench->program);
        mapped[i] = bench_seconds() - begin;
        await_probes(bench, &probes);
        painted[i] = bench_seconds() - begin;
        processor[i] = x_program_processor(&bench->program);
        x_program_stop(&bench->program);
    }
    print_times("start to mapped window", mapped, STARTS, "");
    print_times("start to first picture", painted, STARTS, bench->view->start_goal);
    print_times("start to first picture, processor", processor, STARTS, "");
}

/* The pixels when they are not those of before any more and have stood still for a moment, however
 * busy the machine is. */
static uint32_t *settled_pixels(struct bench *bench, const uint32_t *before) {
    size_t size = sizeof *before * pixel_count(bench->view);
    double begin = bench_seconds();
    uint32_t *last = all_pixels(bench);
    for (bool is_settled = false; !is_settled;) {
        wait_seconds(0.06);
        uint32_t *now = all_pixels(bench);
        is_settled = memcmp(now, last, size) == 0 && memcmp(now, before, size) != 0;
        free(last);
        last = now;
        if (!is_settled && bench_seconds() - begin > x_program_patience) {
            give_up(&bench->program, "a key changed nothing");
        }
    }
    return last;
}

/* To the first step, from which every step is gone: who asks for smaller ones is not led over what
 * the lesson would leap over. */
static void go_to_begin(struct bench *bench) {
    static const KeySym keys[] = {XK_Home, XK_Down, XK_Up};
    for (size_t i = 0; i < TEST_COUNT(keys); i++) {
        x_program_press(&bench->program, keys[i]);
    }
    wait_seconds(0.5);
    await_rest(bench);
}

/* Learns what each step changes: walks slowly, and goes back. */
static void learn_keys(struct bench *bench, struct probes ret[KEYS]) {
    go_to_begin(bench);
    uint32_t *before = all_pixels(bench);
    for (int i = 0; i < KEYS; i++) {
        x_program_press(&bench->program, XK_Right);
        uint32_t *after = settled_pixels(bench, before);
        ret[i] = probes_of(bench->view, before, after);
        free(before);
        before = after;
    }
    free(before);
}

static void walk(struct bench *bench, const struct probes probes[KEYS], double ret_times[KEYS],
                 double ret_processor[KEYS]) {
    go_to_begin(bench);
    for (int i = 0; i < KEYS; i++) {
        double used = x_program_processor(&bench->program);
        double begin = bench_seconds();
        x_program_press(&bench->program, XK_Right);
        await_probes(bench, &probes[i]);
        ret_times[i] = bench_seconds() - begin;
        ret_processor[i] = x_program_processor(&bench->program) - used;
        if (probes[i].count == 0) {
            give_up(&bench->program, "a key changed nothing");
        }
        wait_seconds(0.02); /* a person's hand is slower still */
    }
}

static double lower(double a, double b) {
    return a < b ? a : b;
}

static void measure_keys(struct bench *bench) {
    static struct probes probes[KEYS];
    double median[2] = {x_program_patience, x_program_patience};
    double high[2] = {x_program_patience, x_program_patience};
    learn_keys(bench, probes);
    for (int round = 0; round < ROUNDS; round++) {
        double times[2][KEYS];
        walk(bench, probes, times[0], times[1]);
        for (int i = 0; i < 2; i++) {
            median[i] = lower(median[i], bench_quantile(times[i], KEYS, 0.5));
            high[i] = lower(high[i], bench_quantile(times[i], KEYS, 0.99));
        }
    }
    printf("  %-32s %8.1f %8.1f   %s\n", "key to picture", 1e3 * median[0], 1e3 * high[0],
           bench->view->key_goal);
    printf("  %-32s %8.1f %8.1f\n", "key to picture, processor", 1e3 * median[1], 1e3 * high[1]);
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
    long before = cpu_ticks(bench->program.process);
    wait_seconds(IDLE_SECONDS);
    long after = cpu_ticks(bench->program.process);
    printf("  %-32s %8ld %11s(goal: 0)\n", "processor ticks, idle for 10 s", after - before, "");
}

static void print_memory(struct bench *bench, const char *label, const char *field) {
    printf("  %-32s %8.1f %11s%s\n", label, x_program_memory(&bench->program, field), "",
           bench->view->memory_goal);
}

static void measure_view(struct bench *bench, const struct view *view) {
    bench->view = view;
    bench->program.width = view->width;
    bench->program.height = view->height;
    printf("\nthe window, %s at %dx%d\n  %-32s %8s %8s\n", view->name, view->width, view->height,
           "milliseconds", "median", "p99");
    measure_starts(bench);
    start_program(bench);
    x_program_await(&bench->program);
    wait_seconds(1);
    x_program_focus(&bench->program);
    await_rest(bench);
    measure_idle(bench);
    print_memory(bench, "resident when opened, MiB", "VmRSS:");
    measure_keys(bench);
    print_memory(bench, "most resident, MiB", "VmHWM:");
    x_program_stop(&bench->program);
}

/* Writes the made lesson to a new file in the folder for such; false when that fails. */
static bool write_digits(struct arena *arena, const char *path) {
    struct file_content text = digits_text(arena, digits_784_128_64_10);
    FILE *file = fopen(path, "wb");
    bool is_written = file != NULL && fwrite(text.bytes, 1, text.length, file) == text.length;
    return file != NULL && fclose(file) == 0 && is_written;
}

int main(int count, char **arguments) {
    struct bench bench = {.program = {.display = XOpenDisplay(NULL)}};
    if (count < 3 || !x_program_begin(&bench.program, arguments[1]) ||
        setenv("BACKSTEP_DATA", arguments[2], 1) != 0) {
        fputs("bench: needs PROGRAM, SOURCE_ROOT, an X display and libXtst.so.6\n", stderr);
        return 1;
    }
    struct arena *arena = arena_create();
    const char *folder = getenv("TMPDIR");
    bench.root = arguments[2];
    bench.digits = text_format(arena, "%s/backstep-digits-%ld.json",
                               folder != NULL ? folder : "/tmp", (long)getpid());
    bool is_ready = write_digits(arena, bench.digits);
    size_t only = count > 3 ? strtoul(arguments[3], NULL, 10) : 0;
    for (size_t i = 0; i < TEST_COUNT(views) && is_ready; i++) {
        if (only == 0 || only == i + 1) {
            measure_view(&bench, &views[i]);
        }
    }
    remove(bench.digits);
    arena_destroy(arena);
    XCloseDisplay(bench.program.display);
    return is_ready ? 0 : 1;
}
