#include "cli/commands.h"

#include "base/file.h"
#include "engine/gradcheck.h"
#include "engine/trace.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- what the commands share ---- */

/* "the notation's id is not known" with the ids there are. */
static enum exit_status print_unknown_notation(const struct library *library, const char *id) {
    const char *near = text_nearest(id, library->notation_ids, library->notation_count);
    fprintf(stderr, "backstep: unknown notation \"%s\"%s%s%s; there are:", id,
            near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
            near != NULL ? "\"?" : "");
    for (size_t i = 0; i < library->notation_count; i++) {
        fprintf(stderr, " %s", library->notation_ids[i]);
    }
    fputs("\n", stderr);
    return EXIT_STATUS_WRONG_USAGE;
}

const struct lesson *command_read_lesson(const struct library *library, struct arena *arena,
                                         const struct options *options, size_t *ret_notation,
                                         enum exit_status *ret_status) {
    const char *error;
    const struct lesson *lesson =
        library_read_lesson(library, arena, options->files[0], &error);
    if (lesson == NULL) {
        fputs(error, stderr);
        *ret_status = EXIT_STATUS_WRONG_INPUT;
        return NULL;
    }
    const char *id = options->notation != NULL ? options->notation : lesson->notation;
    int notation = library_find_notation(library, id);
    if (notation < 0) {
        *ret_status = print_unknown_notation(library, id);
        return NULL;
    }
    *ret_notation = (size_t)notation;
    return lesson;
}

enum exit_status command_finish(enum exit_status status) {
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "backstep: cannot write the output: %s\n", strerror(errno));
        return EXIT_STATUS_SYSTEM_FAILED;
    }
    return status;
}

static const struct program *make_program(const struct library *library, struct arena *arena,
                                          const struct lesson *lesson, size_t notation,
                                          const struct options *options) {
    struct program_error error;
    const struct program *program = program_create(arena, lesson, library->notations[notation],
                                                   options->iterations, &error);
    if (program == NULL) {
        fprintf(stderr, "%s: error: %s\n", options->files[0], program_error_text(arena, &error));
    }
    return program;
}

/* ---- check ---- */

static bool check_file(const struct library *library, const char *name) {
    struct arena *arena = arena_create();
    const char *error = NULL;
    const struct lesson *lesson = library_read_lesson(library, arena, name, &error);
    bool is_valid = lesson != NULL;
    if (is_valid) {
        /* a lesson may be well-formed and still not fit its notation or the memory */
        struct program_error program_error;
        int notation = library_find_notation(library, lesson->notation);
        is_valid = program_create(arena, lesson, library->notations[notation], 0,
                                  &program_error) != NULL;
        if (!is_valid) {
            error = text_format(arena, "%s: error: %s\n", name,
                                program_error_text(arena, &program_error));
        }
    }
    if (is_valid) {
        printf("%s: ok\n", name);
    } else {
        fputs(error, stderr);
    }
    arena_destroy(arena);
    return is_valid;
}

enum exit_status command_check(const struct library *library, const struct options *options) {
    bool are_valid = true;
    for (size_t i = 0; i < options->file_count; i++) {
        are_valid = check_file(library, options->files[i]) && are_valid;
    }
    return command_finish(are_valid ? EXIT_STATUS_DONE : EXIT_STATUS_WRONG_INPUT);
}

/* ---- trace ---- */

static bool write_to_stdout(void *context, const char *bytes, size_t length) {
    (void)context;
    return fwrite(bytes, 1, length, stdout) == length;
}

static enum exit_status trace_program(const struct program *program,
                                      const struct options *options) {
    const struct trace_options trace_options = {
        .lesson = strcmp(options->files[0], "-") == 0 ? "<stdin>" : file_name(options->files[0]),
        .format = options->format,
        .language = options->language,
        .with_elements = options->with_elements,
    };
    const struct trace_sink sink = {.write = write_to_stdout};
    switch (trace_run(program, &trace_options, &sink)) {
    case TRACE_DONE:
        return command_finish(EXIT_STATUS_DONE);
    case TRACE_NOT_FINITE:
        fprintf(stderr, "%s: error: the last step's value is not finite: the run stops there\n",
                options->files[0]);
        return command_finish(EXIT_STATUS_WRONG_INPUT);
    case TRACE_SINK_FAILED:
        break;
    }
    return command_finish(EXIT_STATUS_SYSTEM_FAILED);
}

enum exit_status command_trace(const struct library *library, const struct options *options) {
    struct arena *arena = arena_create();
    enum exit_status status = EXIT_STATUS_WRONG_INPUT;
    size_t notation;
    const struct lesson *lesson =
        command_read_lesson(library, arena, options, &notation, &status);
    const struct program *program =
        lesson != NULL ? make_program(library, arena, lesson, notation, options) : NULL;
    if (program != NULL) {
        status = trace_program(program, options);
    }
    arena_destroy(arena);
    return status;
}

/* ---- gradcheck ---- */

static void print_element(const struct gradcheck_tensor *tensor, size_t i, const char *name) {
    const struct gradcheck_element *element = &tensor->elements[i];
    printf("    %s (%zu, %zu)  gradient %.10g  numeric %.10g  error %.1e%s\n", name,
           i / tensor->shape.columns + 1, i % tensor->shape.columns + 1, element->analytic,
           element->numeric, element->error,
           element->is_kink   ? "  (at a kink)"
           : element->passes ? ""
                             : "  FAILED");
}

static void print_tensor_check(struct arena *arena, const struct program *program,
                               const struct gradcheck_tensor *tensor, bool with_elements) {
    const char *gradient = program_tensor_name(arena, program, tensor->gradient, PRINT_TEXT);
    const char *parameter = program_tensor_name(arena, program, tensor->parameter, PRINT_TEXT);
    printf("%s  for %s, %zu×%zu: worst error %.1e  %s\n", gradient, parameter,
           tensor->shape.rows, tensor->shape.columns, tensor->elements[tensor->worst].error,
           tensor->failed > 0 ? "FAILED" : "ok");
    for (size_t i = 0; i < shape_count(tensor->shape); i++) {
        if (with_elements || !tensor->elements[i].passes) {
            print_element(tensor, i, gradient);
        }
    }
}

static enum exit_status print_gradcheck(struct arena *arena, const struct program *program,
                                        const struct options *options) {
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    struct gradcheck check = gradcheck_run(arena, program, state);
    if (!check.is_finite) {
        fprintf(stderr, "%s: error: the loss or a gradient is not finite: nothing to compare\n",
                options->files[0]);
        return EXIT_STATUS_WRONG_INPUT;
    }
    for (size_t i = 0; i < check.count; i++) {
        print_tensor_check(arena, program, &check.tensors[i], options->with_elements);
    }
    printf("%zu elements, %zu failed, %zu at a kink, worst error %.1e (passes at %.0e)\n",
           check.elements, check.failed, check.kinks, check.worst_error, gradcheck_tolerance);
    return command_finish(check.failed == 0 ? EXIT_STATUS_DONE : EXIT_STATUS_WRONG_INPUT);
}

enum exit_status command_gradcheck(const struct library *library, const struct options *options) {
    struct arena *arena = arena_create();
    enum exit_status status = EXIT_STATUS_WRONG_INPUT;
    size_t notation;
    const struct lesson *lesson =
        command_read_lesson(library, arena, options, &notation, &status);
    const struct program *program =
        lesson != NULL ? make_program(library, arena, lesson, notation, options) : NULL;
    if (program != NULL) {
        status = print_gradcheck(arena, program, options);
    }
    arena_destroy(arena);
    return status;
}

/* ---- list ---- */

enum exit_status command_list(const struct library *library, const struct options *options) {
    size_t count;
    const struct shipped_lesson *lessons = library_lessons(library, &count);
    for (size_t i = 0; i < count; i++) {
        const struct network *network = &lessons[i].lesson->network;
        printf("%-16s %s (%s, %zu", lessons[i].name,
               lessons[i].lesson->title.in[options->language], lessons[i].lesson->notation,
               network->inputs);
        for (size_t l = 0; l < network->layer_count; l++) {
            printf("-%zu", network->layers[l].units);
        }
        printf(")\n");
    }
    return command_finish(EXIT_STATUS_DONE);
}
