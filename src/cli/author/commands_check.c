/* Whether lessons and notations are valid: what their authors ask again and again. */

#include "base/message.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/say.h"
#include "library/notation_beside.h"
#include "library/notation_tex.h"
#include "library/notation_trial.h"
#include "library/refusal.h"

#include <stdio.h>
#include <string.h>

/* The files that are checked: the library, and one that has their notations too, and those beside
 * them, for lessons that are in one of them. */
struct checking {
    const struct library *library;
    struct library grown;
    int other; /* a notation that lessons are tried in besides, by number; -1: none */
    const struct told *told;
};

/* A notation whose faults were told: of two lessons in it, not again. */
struct told {
    const char *path;
    const struct told *before;
};

static void tell_fault(struct checking *checking, const char *path, const char *fault) {
    struct arena *arena = checking->library->arena;
    for (const struct told *told = checking->told; told != NULL; told = told->before) {
        if (strcmp(told->path, path) == 0) {
            return;
        }
    }
    struct told *told = ARENA_NEW(arena, struct told);
    *told = (struct told){arena_copy_text(arena, path, strlen(path)), checking->told};
    checking->told = told;
    fputs(fault, stderr);
}

/* A notation is tried on every lesson that comes along. */
static bool check_notation(struct checking *checking, const char *path) {
    struct library own = *checking->library;
    struct arena *arena = arena_create();
    own.arena = arena;
    const char *shown = library_shown_name(arena, path);
    const char *id, *error;
    bool is_valid = library_add_notation(&own, path, &id, &error);
    error = is_valid ? notation_tex_fault(&own, path) : error;
    is_valid = error == NULL;
    if (is_valid) {
        struct notation_trial trial = notation_trial_run(
            &own, library_notation(&own, (size_t)library_find_notation(&own, id)));
        error = trial.error;
        is_valid = error == NULL;
        fputs(trial.warnings, stderr);
    }
    if (is_valid) {
        printf("%s: %s\n", shown, message_in(arena, own.language, "ok"));
    } else {
        tell_fault(checking, path, error);
    }
    arena_destroy(arena);
    return is_valid;
}

/* What there is to say of a notation that was named by its file, beside the lessons. */
static void warn_of_notation(const struct library *library, int notation) {
    if (notation >= 0 && notation_shelf_is_added(library->notations,
                                                 library_notation(library, (size_t)notation)->id)) {
        fputs(notation_trial_run(library, library_notation(library, (size_t)notation)).warnings,
              stderr);
    }
}

/* A lesson may be well-formed and still not fit a notation or the memory. Where it does without
 * something of the notation, that is said. */
static bool fits_notation(const struct library *library, struct arena *arena,
                          const struct lesson *lesson, const char *shown, int notation) {
    struct program_error error;
    const struct notation *tried = library_notation(library, (size_t)notation);
    const struct program *program = program_create(arena, lesson, tried, 0, &error);
    if (program == NULL) {
        command_say_program_error(library->language, tried, shown, &error);
        return false;
    }
    struct refusal_left_out left_out;
    refusal_left_out_begin(&left_out, arena, library->language, tried);
    refusal_left_out_add(&left_out, program, shown);
    fputs(refusal_left_out_text(&left_out, true), stderr);
    return true;
}

static bool check_read_lesson(struct checking *checking, const char *name) {
    const struct library *library = &checking->grown;
    struct arena *arena = arena_create();
    const char *error = NULL;
    const char *warnings = "";
    const char *shown = library_shown_name(arena, name);
    const struct lesson *lesson = library_check_lesson(library, arena, name, &warnings, &error);
    bool is_valid = lesson != NULL;
    if (is_valid) {
        int own = library_find_notation(library, lesson->notation);
        int other = checking->other;
        is_valid =
            fits_notation(library, arena, lesson, shown, own) &&
            (other < 0 || other == own || fits_notation(library, arena, lesson, shown, other));
    }
    if (is_valid) {
        fputs(warnings, stderr);
        printf("%s: %s\n", shown, message_in(arena, library->language, "ok"));
    } else if (lesson == NULL) {
        tell_fault(checking, name, error);
    }
    arena_destroy(arena);
    return is_valid;
}

/* With the notation beside it, where it is in that one. What is wrong with the notation is told,
 * and not what the lesson is without. */
static bool check_lesson(struct checking *checking, const char *name) {
    struct arena *arena = arena_create();
    const char *beside = notation_beside(&checking->grown, arena, name);
    const char *id, *fault;
    bool is_valid = beside == NULL || library_add_notation(&checking->grown, beside, &id, &fault);
    if (is_valid) {
        is_valid = check_read_lesson(checking, name);
    } else {
        tell_fault(checking, beside, fault);
        fputs(notation_beside_refused(&checking->grown, arena, name, beside), stderr);
    }
    arena_destroy(arena);
    return is_valid;
}

static bool is_notation(const char *path) {
    struct arena *arena = arena_create();
    bool is_one = library_is_notation(arena, path);
    arena_destroy(arena);
    return is_one;
}

/* A file, or each file of a folder. */
static bool for_each_file(struct checking *checking, const char *path,
                          bool (*visit)(struct checking *checking, const char *path)) {
    struct arena *arena = arena_create();
    size_t count;
    const char *const *files = library_folder_files(arena, path, &count);
    bool are_valid = files == NULL ? visit(checking, path) : count > 0;
    for (size_t i = 0; files != NULL && i < count && !ferror(stdout); i++) {
        are_valid = visit(checking, files[i]) && are_valid;
    }
    arena_destroy(arena);
    return are_valid;
}

/* What is wrong with it is told when it is checked itself. */
static bool take_notation(struct checking *checking, const char *path) {
    const char *id, *ignored;
    if (is_notation(path)) {
        library_add_notation(&checking->grown, path, &id, &ignored);
    }
    return true;
}

static bool check_file(struct checking *checking, const char *path) {
    return is_notation(path) ? check_notation(checking, path) : check_lesson(checking, path);
}

static bool check_path(struct checking *checking, const char *path) {
    struct arena *arena = arena_create();
    size_t count;
    if (library_folder_files(arena, path, &count) != NULL && count == 0) {
        say(checking->library->language, "there are no lessons or notations in %s", path);
    }
    arena_destroy(arena);
    return for_each_file(checking, path, check_file);
}

enum exit_status command_check(const struct library *library, const struct options *options) {
    bool are_valid = true;
    int other = options->notation != NULL ? library_find_notation(library, options->notation) : -1;
    if (options->notation != NULL && other < 0) {
        return command_unknown_notation(library, options->notation);
    }
    warn_of_notation(library, other);
    struct checking checking = {library, *library, other, NULL};
    for (size_t i = 0; i < options->file_count; i++) {
        for_each_file(&checking, options->files[i], take_notation);
    }
    for (size_t i = 0; i < options->file_count && !ferror(stdout); i++) {
        are_valid = check_path(&checking, options->files[i]) && are_valid;
    }
    bool is_ours = notation_shelf_is_incomplete(library->notations);
    return command_finish(options, are_valid ? EXIT_STATUS_DONE
                                   : is_ours ? EXIT_STATUS_SYSTEM_FAILED
                                             : EXIT_STATUS_WRONG_INPUT);
}
