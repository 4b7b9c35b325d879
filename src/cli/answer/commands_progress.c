/* What the reader has done, from the journal. */

#include "cli/commands.h"
#include "cli/say.h"
#include "library/journal/progress_text.h"

#include <stdio.h>

enum exit_status command_progress(const struct library *library, const struct options *options) {
    struct arena *arena = library->arena;
    const char *path = journal_path(arena);
    if (path == NULL) {
        say(options->language, "the system names no folder for it: HOME is not set");
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    const char *error = NULL;
    struct journal_entries entries = journal_read(arena, path, options->language, &error);
    if (error != NULL) {
        fputs(error, stderr);
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    if (entries.skipped > 0) {
        say(options->language, "lines of the journal that cannot be read, and stay: %zu",
            entries.skipped);
    }
    const char *ignored; /* without the lists, lessons and mistakes have the names that they had */
    struct courses courses = library_courses(library, &ignored);
    struct progress progress = progress_create(arena, &entries, &courses);
    struct text_builder text;
    text_begin(&text, arena);
    if (options->is_csv) {
        progress_text_append_csv(&text, &progress);
    } else {
        progress_text_append(&text, &progress, library_mistakes(library, arena, &ignored),
                             options->language);
    }
    fputs(text.bytes, stdout);
    return command_finish(options, EXIT_STATUS_DONE);
}
