#include "cli/wait_line.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double quiet_seconds = 1;
static const double terminal_seconds = 0.1;
static const double line_seconds = 10;

static double seconds_now(void) {
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

struct wait_line wait_line_begin(void) {
    double now = seconds_now();
    return (struct wait_line){.begin = now, .said = now, .is_terminal = isatty(fileno(stderr))};
}

void wait_line_say(struct wait_line *line, long done, long all) {
    double now = seconds_now();
    double every = line->is_terminal ? terminal_seconds : line_seconds;
    bool is_last = line->is_shown && line->is_terminal && done == all;
    if (!is_last && (now - line->begin < quiet_seconds || now - line->said < every)) {
        return;
    }
    line->said = now;
    line->is_shown = true;
    fprintf(stderr, line->is_terminal ? "\r%ld / %ld PNG" : "%ld / %ld PNG\n", done, all);
    fflush(stderr);
}

void wait_line_end(struct wait_line *line) {
    if (line->is_shown && line->is_terminal) {
        fputs("\n", stderr);
    }
    line->is_shown = false;
}
