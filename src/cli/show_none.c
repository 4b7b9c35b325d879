/* The commands that need the app floor, in a program that was built without it. */

#include "cli/commands.h"

#include <stdio.h>

static enum exit_status refuse(const char *what) {
    fprintf(stderr, "backstep: built without %s; \"backstep trace\" writes every step as text\n",
            what);
    return EXIT_STATUS_SYSTEM_FAILED;
}

enum exit_status command_window(const struct library *library, const struct options *options) {
    (void)library;
    (void)options;
    return refuse("the window");
}

enum exit_status command_render(const struct library *library, const struct options *options) {
    (void)library;
    (void)options;
    return refuse("pictures");
}
