/* A lesson to begin with: the shipped starter, with the place of this program's schema in it. */

#include "base/file.h"
#include "base/message.h"
#include "cli/commands.h"
#include "cli/say.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { STARTER_MOST_BYTES = 64 * 1024 };

/* So that an editor finds the schema wherever the lesson lies. */
static const char *starter_text(const struct library *library, const struct file_content *starter) {
    static const char shipped[] = "\"lesson.schema.json\"";
    const char *name = strstr(starter->bytes, shipped);
    if (name == NULL) {
        return starter->bytes;
    }
    struct text_builder text;
    text_begin(&text, library->arena);
    text_append(&text, starter->bytes, (size_t)(name - starter->bytes));
    text_append_json(&text,
                     text_format(library->arena, "%s/lessons/lesson.schema.json", library->folder));
    text_append_string(&text, name + strlen(shipped));
    return text.bytes;
}

/* Nothing that is there is written over. */
static enum exit_status write_new(const struct options *options, const char *path,
                                  const char *shown, const char *text) {
    FILE *file = fopen(path, "wx");
    if (file == NULL && errno == EEXIST) {
        say(options->language, "%s is there already, and stays as it is", shown);
        return EXIT_STATUS_WRONG_INPUT;
    }
    bool is_written = file != NULL && fputs(text, file) >= 0 && fflush(file) == 0;
    const char *problem = is_written ? NULL : strerror(errno);
    if (file != NULL && fclose(file) != 0 && is_written) {
        problem = strerror(errno);
    }
    if (problem != NULL) {
        if (file != NULL) {
            remove(path); /* half of it would stand in the way of the next try */
        }
        say(options->language, "cannot write %s: %s", shown, problem);
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    return EXIT_STATUS_DONE;
}

enum exit_status command_new(const struct library *library, const struct options *options) {
    struct arena *arena = library->arena;
    struct file_content starter;
    const char *error;
    if (!file_read(arena, text_format(arena, "%s/assets/starter.json", library->folder),
                   STARTER_MOST_BYTES, &starter, &error)) {
        say(options->language, "%s", error);
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    const char *path = options->files[0], *text = starter_text(library, &starter);
    if (strcmp(path, "-") == 0) {
        fputs(text, stdout);
        return command_finish(options, EXIT_STATUS_DONE);
    }
    const char *shown = library_shown_name(arena, path);
    enum exit_status status = write_new(options, path, shown, text);
    if (status == EXIT_STATUS_DONE) {
        const char *said =
            text_format(arena, "a lesson to begin with; \"backstep %s\" opens it", shown);
        printf("%s: %s\n", shown, message_in(arena, options->language, said));
    }
    return command_finish(options, status);
}
