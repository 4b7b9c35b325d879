/* The window under a reader who presses anything: soak PROGRAM SOURCE_ROOT [EVENTS [SEED]], under
 * an X server that nothing else uses (window.sh starts one).
 *
 * Keys, clicks, movements and turns of the wheel come at random, from a seed, some fast one behind
 * the other. Behind each comes a ping, as window managers send them to see whether a program is
 * still there: it is answered when the program takes its next event, so that the time until then is
 * how long the program was deaf. "processor" is what its first thread used meanwhile, which other
 * programs do not lengthen. Nothing fails by time; the goals stand beside the figures. */

#include "x_program.h"

#include <stdint.h>

enum { EVENTS = 20000, PORTIONS = 10, WIDTH = 1280, HEIGHT = 720 };

struct soak {
    struct x_program program;
    Atom protocols, ping;
    uint32_t random;
    double *answers, *processor; /* seconds, of each event */
    KeySym last;
};

static uint32_t next_below(struct soak *soak, uint32_t end) {
    soak->random = soak->random * 1664525U + 1013904223U;
    return (uint32_t)(((uint64_t)(soak->random >> 8) * end) >> 24);
}

/* All keys of the program but those that leave it, and signs that answers are typed with. Steps are
 * what a reader presses most. */
static const KeySym keys[] = {
    XK_Right, XK_Right, XK_Right, XK_Right,     XK_Right,     XK_Left,   XK_Left,        XK_Down,
    XK_Down,  XK_Up,    XK_Home,  XK_End,       XK_Page_Down, XK_Prior,  XK_Return,      XK_space,
    XK_Tab,   XK_F1,    XK_F2,    XK_BackSpace, XK_Escape,    XK_Escape, XK_Delete,      XK_n,
    XK_1,     XK_2,     XK_3,     XK_4,         XK_5,         XK_0,      XK_j,           XK_x,
    XK_i,     XK_s,     XK_d,     XK_t,         XK_l,         XK_v,      XK_b,           XK_w,
    XK_p,     XK_a,     XK_m,     XK_o,         XK_plus,      XK_minus,  XK_period,      XK_comma,
    XK_r,     XK_y,     XK_c,     XK_slash,     XK_asterisk,  XK_g,      XK_bracketleft,
};

/* With Control only what moves a selection or the size of text: Ctrl+Q and W leave. */
static const KeySym with_control[] = {XK_Left, XK_Right, XK_Up, XK_Down, XK_plus, XK_minus, XK_0};

static void fake_key(struct soak *soak, KeySym symbol, Bool is_down) {
    Display *display = soak->program.display;
    soak->program.fake_key(display, XKeysymToKeycode(display, symbol), is_down, 0);
}

static void press_with(struct soak *soak, KeySym held, KeySym symbol) {
    fake_key(soak, held, True);
    x_program_press(&soak->program, symbol);
    fake_key(soak, held, False);
}

static void press_something(struct soak *soak) {
    KeySym key = keys[next_below(soak, sizeof keys / sizeof *keys)];
    uint32_t how = next_below(soak, 10);
    if (how < 2) {
        press_with(soak, XK_Shift_L, key);
    } else if (how < 3) {
        press_with(soak, XK_Control_L,
                   with_control[next_below(soak, sizeof with_control / sizeof *with_control)]);
    } else {
        x_program_press(&soak->program, key);
    }
}

static void point_somewhere(struct soak *soak) {
    const struct x_program *program = &soak->program;
    program->fake_motion(program->display, -1, (int)next_below(soak, WIDTH),
                         (int)next_below(soak, HEIGHT), 0);
    uint32_t how = next_below(soak, 8);
    unsigned button = how < 3 ? 1 : how == 3 ? 4 : how == 4 ? 5 : 0; /* 4 and 5 are the wheel */
    if (button > 0) {
        program->fake_button(program->display, button, True, 0);
        program->fake_button(program->display, button, False, 0);
    }
}

static void do_something(struct soak *soak) {
    if (next_below(soak, 5) == 0) {
        point_somewhere(soak);
    } else {
        press_something(soak);
    }
    XFlush(soak->program.display);
}

/* ---- answers ---- */

/* A ping is sent back to the root window as it came. */
static void await_answer(struct soak *soak, long number) {
    const struct x_program *program = &soak->program;
    XEvent ping = {.xclient = {.type = ClientMessage,
                               .window = program->window,
                               .message_type = soak->protocols,
                               .format = 32,
                               .data.l = {(long)soak->ping, number, (long)program->window}}};
    XSendEvent(program->display, program->window, False, NoEventMask, &ping);
    XFlush(program->display);
    double begin = bench_seconds();
    for (;;) {
        while (XPending(program->display) > 0) {
            XEvent event;
            XNextEvent(program->display, &event);
            if (event.type == ClientMessage && event.xclient.data.l[1] == number) {
                return;
            }
        }
        if (bench_seconds() - begin > x_program_patience ||
            waitpid(program->process, NULL, WNOHANG)) {
            give_up(&soak->program, "the program has gone, or does not answer");
        }
        wait_seconds(0.0002);
    }
}

static void measure_event(struct soak *soak, long number) {
    double used = x_program_processor(&soak->program);
    for (uint32_t more = next_below(soak, 8) == 0 ? 1 + next_below(soak, 6) : 1; more > 0; more--) {
        do_something(soak);
    }
    double begin = bench_seconds();
    wait_seconds(0.003); /* else the ping is taken with the event, before it is worked on */
    await_answer(soak, number + 1);
    soak->answers[number] = bench_seconds() - begin;
    soak->processor[number] = x_program_processor(&soak->program) - used;
}

static double most(const double *values, long count) {
    double found = 0;
    for (long i = 0; i < count; i++) {
        found = values[i] > found ? values[i] : found;
    }
    return found;
}

static void measure(struct soak *soak, long events) {
    printf("  %10s %14s %14s %14s\n", "events", "resident, MiB", "slowest, ms", "processor, ms");
    printf("  %10d %14.1f\n", 0, x_program_memory(&soak->program, "VmRSS:"));
    long portion = events / PORTIONS;
    for (long i = 0; i < portion * PORTIONS; i++) {
        measure_event(soak, i);
        if ((i + 1) % portion == 0) {
            const long from = i + 1 - portion;
            printf("  %10ld %14.1f %14.1f %14.1f\n", i + 1,
                   x_program_memory(&soak->program, "VmRSS:"),
                   1e3 * most(soak->answers + from, portion),
                   1e3 * most(soak->processor + from, portion));
            fflush(stdout);
        }
    }
    size_t count = (size_t)(portion * PORTIONS);
    printf("  %-24s %14.1f (goal: at most 64)\n", "most resident, MiB",
           x_program_memory(&soak->program, "VmHWM:"));
    printf("  %-24s %14.1f (goal: at most 100)\n", "p99.9 of answers, ms",
           1e3 * bench_quantile(soak->answers, count, 0.999));
    printf("  %-24s %14.1f\n", "p99.9 of processor, ms",
           1e3 * bench_quantile(soak->processor, count, 0.999));
}

int main(int count, char **arguments) {
    struct soak soak = {
        .program = {.display = XOpenDisplay(NULL), .width = WIDTH, .height = HEIGHT}, .random = 1};
    if (count < 3 || !x_program_begin(&soak.program, arguments[1]) ||
        setenv("BACKSTEP_DATA", arguments[2], 1) != 0) {
        fputs("bench: needs PROGRAM, SOURCE_ROOT, an X display and libXtst.so.6\n", stderr);
        return 1;
    }
    long events = count > 3 ? strtol(arguments[3], NULL, 10) : EVENTS;
    soak.random = count > 4 ? (uint32_t)strtoul(arguments[4], NULL, 10) : 1;
    char lesson[512];
    snprintf(lesson, sizeof lesson, "%s/tests/lessons/four-equations.json", arguments[2]);
    soak.protocols = XInternAtom(soak.program.display, "WM_PROTOCOLS", False);
    soak.ping = XInternAtom(soak.program.display, "_NET_WM_PING", False);
    soak.answers = calloc((size_t)events, sizeof *soak.answers);
    soak.processor = calloc((size_t)events, sizeof *soak.processor);
    x_program_start(&soak.program, lesson);
    x_program_await(&soak.program);
    wait_seconds(1);
    x_program_focus(&soak.program);
    XSelectInput(soak.program.display, DefaultRootWindow(soak.program.display),
                 SubstructureNotifyMask);
    printf("\nthe window under random events, 2-3-2-1 at %dx%d\n", WIDTH, HEIGHT);
    measure(&soak, events);
    x_program_stop(&soak.program);
    free(soak.answers);
    free(soak.processor);
    XCloseDisplay(soak.program.display);
    return 0;
}
