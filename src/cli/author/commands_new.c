/* A lesson or a notation to begin with: the shipped starter, with the place of this program's
 * schema in it. */

#include "base/file.h"
#include "base/message.h"
#include "cli/commands.h"
#include "cli/say.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { STARTER_MOST_BYTES = 64 * 1024 };

/* What there is to begin with, and its schema. */
struct starter {
    const char *file, *schema_folder, *schema;
};

static const struct starter lesson_starter = {"starter.json", "lessons", "lesson.schema.json"};
static const struct starter notation_starter = {"starter-notation.json", "assets",
                                                "notation.schema.json"};

/* So that an editor finds the schema wherever the file lies. */
static const char *starter_text(const struct library *library, const struct starter *starter,
                                const struct file_content *content) {
    const char *shipped = text_format(library->arena, "\"%s\"", starter->schema);
    const char *name = strstr(content->bytes, shipped);
    if (name == NULL) {
        return content->bytes;
    }
    struct text_builder text;
    text_begin(&text, library->arena);
    text_append(&text, content->bytes, (size_t)(name - content->bytes));
    text_append_json(&text, text_format(library->arena, "%s/%s/%s", library->folder,
                                        starter->schema_folder, starter->schema));
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
    const struct starter *starter = options->is_new_notation ? &notation_starter : &lesson_starter;
    struct file_content content;
    const char *error;
    if (!file_read(arena, text_format(arena, "%s/assets/%s", library->folder, starter->file),
                   STARTER_MOST_BYTES, &content, &error)) {
        say(options->language, "%s", error);
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    const char *path = options->files[0], *text = starter_text(library, starter, &content);
    if (strcmp(path, "-") == 0) {
        fputs(text, stdout);
        return command_finish(options, EXIT_STATUS_DONE);
    }
    const char *shown = library_shown_name(arena, path);
    enum exit_status status = write_new(options, path, shown, text);
    if (status == EXIT_STATUS_DONE) {
        const char *said =
            options->is_new_notation
                ? text_format(arena,
                              "a notation to begin with; \"backstep xor --notation %s\" shows a "
                              "lesson in it",
                              shown)
                : text_format(arena, "a lesson to begin with; \"backstep %s\" opens it", shown);
        printf("%s: %s\n", shown, message_in(arena, options->language, said));
    }
    return command_finish(options, status);
}
