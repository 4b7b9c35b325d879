#ifndef BACKSTEP_CLI_COMMANDS_H
#define BACKSTEP_CLI_COMMANDS_H

/* One function a command. Results go to standard output, diagnostics to standard error. */

#include "cli/options.h"
#include "library/library.h"
#include "session/session_look.h"

enum exit_status {
    EXIT_STATUS_DONE = 0,
    EXIT_STATUS_WRONG_INPUT = 1, /* or a gradient check that failed */
    EXIT_STATUS_WRONG_USAGE = 2,
    EXIT_STATUS_SYSTEM_FAILED = 3
};

enum exit_status command_new(const struct library *library, const struct options *options);
enum exit_status command_check(const struct library *library, const struct options *options);
enum exit_status command_trace(const struct library *library, const struct options *options);
enum exit_status command_gradcheck(const struct library *library, const struct options *options);
enum exit_status command_text(const struct library *library, const struct options *options);
enum exit_status command_list(const struct library *library, const struct options *options);
enum exit_status command_formulas(const struct library *library, const struct options *options);
enum exit_status command_errata(const struct library *library, const struct options *options);
enum exit_status command_ask(const struct library *library, const struct options *options);
enum exit_status command_diagnose(const struct library *library, const struct options *options);
enum exit_status command_progress(const struct library *library, const struct options *options);

/* These two need the app floor; without it they say so and fail. */
enum exit_status command_window(const struct library *library, const struct options *options);
enum exit_status command_render(const struct library *library, const struct options *options);

/* Writes the keys: --list-keys. */
enum exit_status command_list_keys(const struct options *options);

/* Writes the completions of a shell: --completion. */
enum exit_status command_completion(const struct options *options);

/* The lesson that the options name, in the notation that they or it name. NULL when that fails,
 * after printing why; *ret_status then says what to exit with. */
const struct lesson *command_read_lesson(const struct library *library, struct arena *arena,
                                         const struct options *options, size_t *ret_notation,
                                         enum exit_status *ret_status);

/* Says why a lesson is no program in a notation: of the notation's file where a formula of it is to
 * blame, or else of the lesson that is shown so. */
void command_say_program_error(enum language language, const struct notation *notation,
                               const char *shown, const struct program_error *error);

/* What to choose instead of a word that is none of the names: the nearest, or all of them. */
const char *command_choices(struct arena *arena, const char *word, const char *const *names,
                            size_t count);

/* A session at the beginning of that lesson, with as many iterations as the options ask for; NULL
 * after printing why not. The caller destroys it. */
struct session *command_open_session(const struct library *library, struct arena *arena,
                                     const struct options *options, enum exit_status *ret_status);

/* False, after saying so, when the lesson has no step of the options' number. */
bool command_check_step(const struct session *session, const struct options *options);

/* Says on standard error that there is no notation of this id, and which there are. */
enum exit_status command_unknown_notation(const struct library *library, const char *id);

/* What to exit with when nothing but the shelf can be wrong. */
enum exit_status command_shelf_status(const struct lesson_shelf *shelf);

/* Ends output: a full disk or a closed pipe makes DONE a system failure. */
enum exit_status command_finish(const struct options *options, enum exit_status status);

#endif
