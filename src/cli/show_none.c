/* The commands that need the app floor, in a program that was built without it. */

#include "cli/commands.h"
#include "cli/say.h"

static enum exit_status refuse(const struct options *options, const char *what) {
    say(options->language, "built without %s; \"backstep trace\" writes every step as text", what);
    return EXIT_STATUS_SYSTEM_FAILED;
}

enum exit_status command_window(const struct library *library, const struct options *options) {
    (void)library;
    return refuse(options, "the window");
}

enum exit_status command_render(const struct library *library, const struct options *options) {
    (void)library;
    return refuse(options, "pictures");
}
