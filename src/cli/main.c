/* The entry: arguments in, exit status out. */

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/options_table.h"
#include "cli/say.h"
#include "library/notation_beside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first of these that is set decides: POSIX's order. */
static enum language environment_language(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && *value != '\0') {
            return strncmp(value, "zh", 2) == 0 ? LANGUAGE_CHINESE : LANGUAGE_ENGLISH;
        }
    }
    return LANGUAGE_ENGLISH;
}

static enum exit_status (*const runs[COMMAND_COUNT])(const struct library *,
                                                     const struct options *) = {
    [COMMAND_WINDOW] = command_window,     [COMMAND_NEW] = command_new,
    [COMMAND_CHECK] = command_check,       [COMMAND_TRACE] = command_trace,
    [COMMAND_TEXT] = command_text,         [COMMAND_GRADCHECK] = command_gradcheck,
    [COMMAND_RENDER] = command_render,     [COMMAND_LIST] = command_list,
    [COMMAND_FORMULAS] = command_formulas, [COMMAND_ERRATA] = command_errata,
    [COMMAND_DIAGNOSE] = command_diagnose, [COMMAND_ASK] = command_ask,
    [COMMAND_PROGRESS] = command_progress,
};

/* Ids have no dot. */
static bool is_notation_file(const char *notation) {
    return notation != NULL && strstr(notation, ".json") != NULL;
}

/* A notation that is named by its file is added to the library, and named by its id from then on.
 * False when it is wrong; then *reterr says where. */
static bool add_own_notation(struct arena *arena, struct library *library, struct options *resolved,
                             const char **reterr) {
    bool is_operand = resolved->command == COMMAND_FORMULAS || resolved->command == COMMAND_ERRATA;
    const char *operand = resolved->file_count > 0 ? resolved->files[0] : NULL;
    const char *path = is_operand ? operand : resolved->notation;
    const char *id;
    if (!is_notation_file(path)) {
        return true;
    }
    if (!library_add_notation(library, path, &id, reterr)) {
        return false;
    }
    if (is_operand) {
        const char **files = ARENA_ARRAY(arena, const char *, 1);
        files[0] = id;
        resolved->files = files;
    } else {
        resolved->notation = id;
    }
    return true;
}

/* The notation beside the lesson that is named, where the lesson is in that one. check looks beside
 * each of its files. */
static bool add_beside(struct arena *arena, struct library *library, const struct options *resolved,
                       const char **reterr) {
    enum command command = resolved->command;
    bool is_in_one = (option_rows[OPTION_NOTATION].commands >> command & 1) == 1;
    bool reads_one = is_in_one && command != COMMAND_CHECK && command != COMMAND_NEW;
    const char *path = reads_one && resolved->file_count > 0
                           ? notation_beside(library, arena, resolved->files[0])
                           : NULL;
    const char *id;
    return path == NULL || library_add_notation(library, path, &id, reterr);
}

/* How the window was seen before holds where the command line does not say something else. */
static void take_kept(struct arena *arena, struct options *options) {
    const char *error;
    options->kept = settings_file_read(arena, settings_file_path(arena), options->language, &error);
    if (error != NULL) {
        fputs(error, stderr);
    }
    const struct kept_settings *kept = &options->kept;
    options->language =
        kept->has_language && !options->has_language ? kept->language : options->language;
    if (kept->has_motion && !options->has_motion) {
        options->is_motion_off = !kept->is_motion_on;
    }
    options->scale = options->scale > 0 ? options->scale : kept->text_scale;
    if (options->width == 0) {
        options->width = kept->width;
        options->height = kept->height;
        options->is_size_kept = true;
    }
}

static enum exit_status run(struct arena *arena, const struct options *options) {
    if (options->wants_help) {
        fputs(options_help(arena, options->command, options->language), stdout);
        return command_finish(options, EXIT_STATUS_DONE);
    }
    if (options->wants_version) {
        puts("backstep " BACKSTEP_VERSION);
        return command_finish(options, EXIT_STATUS_DONE);
    }
    if (options->wants_keys) {
        return command_list_keys(options);
    }
    if (options->wants_completion) {
        return command_completion(options);
    }
    struct library library;
    const char *error;
    struct options resolved = *options;
    if (options->command == COMMAND_WINDOW) {
        take_kept(arena, &resolved);
    }
    if (!library_open(arena, resolved.language, &library, &error)) {
        fputs(error, stderr);
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    if (!add_own_notation(arena, &library, &resolved, &error) ||
        !add_beside(arena, &library, &resolved, &error)) {
        fputs(error, stderr);
        return EXIT_STATUS_WRONG_INPUT;
    }
    /* The window reads the others when its first picture is there. */
    if (options->command != COMMAND_WINDOW && !library_read_notations(&library, &error)) {
        fputs(error, stderr);
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    return runs[options->command](&library, &resolved);
}

int main(int count, char **arguments) {
    memory_set_up();
    struct arena *arena = arena_create();
    struct options options;
    const char *error;
    enum exit_status status = EXIT_STATUS_WRONG_USAGE;
    if (options_parse(arena, count > 0 ? count - 1 : 0, arguments + (count > 0),
                      environment_language(), &options, &error)) {
        status = run(arena, &options);
    } else {
        const char *word = options_command_word(options.command);
        say(options.language, "%s", error);
        say_more(options.language, "\"backstep %s%s--help\" lists what it takes.", word,
                 *word != '\0' ? " " : "");
    }
    arena_destroy(arena);
    return (int)status;
}
