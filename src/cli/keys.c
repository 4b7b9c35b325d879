#include "cli/commands.h"
#include "cli/completion.h"
#include "session/key_table.h"

#include <stdio.h>

enum exit_status command_completion(const struct options *options) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    completion_print(&text, options->completion);
    fputs(text.bytes, stdout);
    arena_destroy(arena);
    return command_finish(options, EXIT_STATUS_DONE);
}

enum exit_status command_list_keys(const struct options *options) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    key_table_print(&text, options->language, false);
    fputs(text.bytes, stdout);
    arena_destroy(arena);
    return command_finish(options, EXIT_STATUS_DONE);
}
