#include "cli/progress.h"

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

struct progress progress_begin(void) {
    double now = seconds_now();
    return (struct progress){.begin = now, .said = now, .is_terminal = isatty(fileno(stderr))};
}

void progress_say(struct progress *progress, long done, long all) {
    double now = seconds_now();
    double every = progress->is_terminal ? terminal_seconds : line_seconds;
    bool is_last = progress->is_shown && progress->is_terminal && done == all;
    if (!is_last && (now - progress->begin < quiet_seconds || now - progress->said < every)) {
        return;
    }
    progress->said = now;
    progress->is_shown = true;
    fprintf(stderr, progress->is_terminal ? "\r%ld / %ld PNG" : "%ld / %ld PNG\n", done, all);
    fflush(stderr);
}

void progress_end(struct progress *progress) {
    if (progress->is_shown && progress->is_terminal) {
        fputs("\n", stderr);
    }
    progress->is_shown = false;
}
