/* The commands that show something: the window, and pictures of steps. */

#include "app/desk/desk.h"
#include "app/picture.h"
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/wait_line.h"
#include "session/ask/session_ask.h"

#include <stdio.h>
#include <string.h>

enum { PICTURE_WIDTH = 1920, PICTURE_HEIGHT = 1080, MESSAGE_SIZE = 512 };

/* What is under the hall of lessons when none is named. */
static const char *const first_lesson = "four-equations";

static bool apply_looks(struct session *session, const struct options *options) {
    enum theme_id theme = options->kept.has_theme ? options->kept.theme : THEME_DARK;
    if (options->theme != NULL && !theme_find(options->theme, &theme)) {
        struct arena *arena = arena_create();
        say(options->language, "unknown theme \"%s\"; %s", options->theme,
            command_choices(arena, options->theme, theme_names, THEME_COUNT));
        arena_destroy(arena);
        return false;
    }
    session_set_theme(session, theme);
    session_set_language(session, options->language);
    if (options->scale > 0) {
        session_set_text_scale(session, options->scale);
    }
    if (options->kept.decimals > 0) {
        session_set_decimals(session, options->kept.decimals);
    }
    session_set_motion(session, !options->is_motion_off);
    return true;
}

/* A session as the options want it to look; NULL after printing why not. */
static struct session *open_session(const struct library *library, struct arena *arena,
                                    const struct options *options, enum exit_status *ret_status) {
    struct session *session = command_open_session(library, arena, options, ret_status);
    if (session != NULL && !apply_looks(session, options)) {
        session_destroy(session);
        *ret_status = EXIT_STATUS_WRONG_USAGE;
        return NULL;
    }
    return session;
}

/* The shipped fonts, for the caller to close; false after saying what is wrong with them. */
static bool open_fonts(const struct library *library, struct arena *arena, struct font_files *ret) {
    const char *error = "";
    bool is_open = library_open_fonts(library, arena, ret, &error);
    fputs(error, stderr);
    return is_open;
}

/* So many terms, elements or ways further in the newest line; false, after saying so, where it has
 * not as many. */
static bool go_inside_line(struct session *session, const struct options *options) {
    const struct proof *proof = session_proof(session);
    size_t line = proof->written;
    for (long i = 0; i < options->inside; i++) {
        session_apply(session, ACTION_NEXT);
        if (session_proof(session) == NULL || proof->written != line) {
            say(options->language, "--inside %ld: in line %ld there are %ld such places",
                options->inside, (long)line, i);
            return false;
        }
    }
    return true;
}

/* Shows how the note misprints the newest line; false, after saying so, where it has no such
 * misprint. */
static bool show_misprint(struct session *session, const struct options *options) {
    size_t count = proof_misprint_count(session_proof(session));
    if ((size_t)options->misprint > count) {
        say(options->language, "--misprint %ld: misprints of this line: %ld", options->misprint,
            (long)count);
        return false;
    }
    for (long i = 0; i < options->misprint; i++) {
        session_apply(session, ACTION_MISPRINT);
    }
    return true;
}

/* Opens a derivation; false, after saying so, where there is no such one, or no such line. */
static bool go_to_line(struct session *session, const struct options *options) {
    if (!session_derive(session, options->derivation, 0)) {
        say(options->language, "--derivation %s: step %ld has no such derivation",
            options->derivation, session_step(session));
        return false;
    }
    size_t count = proof_line_count(session_proof(session));
    size_t line = options->line > 0 ? (size_t)options->line : count;
    if (line > count) {
        say(options->language, "--line %ld: the derivation has %ld lines", options->line,
            (long)count);
        return false;
    }
    session_go_to_line(session, line);
    for (enum step_level level = LEVEL_OPERATION; level < options->level; level++) {
        session_apply(session, ACTION_FINER);
    }
    return go_inside_line(session, options) && show_misprint(session, options);
}

/* Turns the forms until one, from 0, is shown; false, with how many there are, where it is none of
 * them. The lesson's script may have turned them before. */
static bool turn_to_form(struct session *session, size_t wanted, size_t *ret_count) {
    size_t first = session_shown_form(session);
    *ret_count = first + 1;
    while (session_shown_form(session) != wanted) {
        session_apply(session, ACTION_FORM);
        size_t shown = session_shown_form(session);
        *ret_count = shown + 1 > *ret_count ? shown + 1 : *ret_count;
        if (shown == first) {
            return false;
        }
    }
    return true;
}

/* Goes into the operation behind the step, and to a form; false, after saying so, where there is
 * no such place. */
static bool go_to_place(struct session *session, const struct options *options, long step) {
    session_set_level(session, options->level);
    session_go_to(session, step);
    long inside = options->derivation == NULL ? options->inside : 0; /* else: of its line */
    for (long i = 0; i < inside; i++) {
        session_apply(session, ACTION_NEXT);
        if (session_place(session).step != step) {
            say(options->language, "--inside %ld: behind step %ld there are %ld such places",
                options->inside, step, i);
            return false;
        }
    }
    size_t count;
    if (options->form > 0 && !turn_to_form(session, (size_t)options->form - 1, &count)) {
        say(options->language, "--form %ld: the operation has %ld forms", options->form,
            (long)count);
        return false;
    }
    return options->derivation == NULL || go_to_line(session, options);
}

/* ---- the window ---- */

/* The notations that nobody has asked for yet. */
static enum chore_state go_on_reading(void *notations) {
    bool is_more = notation_shelf_go_on(notations);
    return notation_shelf_fault(notations) != NULL ? CHORE_FAILED
           : is_more                               ? CHORE_MORE
                                                   : CHORE_DONE;
}

/* Without a display nothing more is said of a lesson that cannot be read. */
static enum exit_status show_window(const struct library *library, const struct font_files *fonts,
                                    struct desk *desk, const struct options *options) {
    bool is_broken = desk->broken.is_open;
    const struct window_options window = {.chore = {go_on_reading, library->notations},
                                          .cover = desk_cover(desk),
                                          .fonts = fonts,
                                          .is_size_remembered = options->is_size_kept,
                                          .width = options->width,
                                          .height = options->height};
    char error[MESSAGE_SIZE];
    switch (desk_run(desk, &window, error, sizeof error)) {
    case LOOP_CLOSED:
        return EXIT_STATUS_DONE;
    case LOOP_NO_DISPLAY:
        if (is_broken) {
            break;
        }
        say(options->language, "there is no display to open a window on (%s)", error);
        say_more(options->language,
                 "Without a display, \"backstep trace %s\" writes every step as text, and",
                 options->files[0]);
        say_more(options->language,
                 "\"backstep render %s --step 1 -o step.png\" draws one as a picture.",
                 options->files[0]);
        break;
    case LOOP_CHORE_FAILED:
        fputs(notation_shelf_fault(library->notations), stderr);
        break;
    case LOOP_FAILED:
        say(options->language, "%s", error);
        break;
    }
    return EXIT_STATUS_SYSTEM_FAILED;
}

/* Opens the lesson that is named, at the place that is named, on the desk; a stand-in under the
 * hall of all lessons. */
static enum exit_status lay_lesson(struct desk *desk, const struct library *library,
                                   const struct options *options, bool is_stand_in) {
    enum exit_status status = EXIT_STATUS_DONE;
    struct arena *arena = arena_create();
    struct session *session = open_session(library, arena, options, &status);
    if (session == NULL) {
        arena_destroy(arena);
        return status;
    }
    if (!command_check_step(session, options) || !go_to_place(session, options, options->step)) {
        session_destroy(session);
        arena_destroy(arena);
        return EXIT_STATUS_WRONG_USAGE;
    }
    const char *name = library_lesson_name(library, arena, options->files[0]);
    const struct opened opened = {arena, session, name};
    opened_ask(&opened, library);
    if (is_stand_in) {
        desk_put_hall(desk, opened);
    } else {
        desk_put(desk, opened);
    }
    return EXIT_STATUS_DONE;
}

/* Lays the stand-in under the panel of a lesson that cannot be read, which was said already. */
static bool lay_broken(struct desk *desk, const struct library *library,
                       const struct options *options) {
    struct arena *arena = arena_create();
    struct options stand_in = *options;
    struct opened ignored;
    enum exit_status status;
    const char *error = "";
    stand_in.files = &first_lesson;
    stand_in.notation = NULL;
    struct session *session = open_session(library, arena, &stand_in, &status);
    if (session == NULL) {
        arena_destroy(arena);
        return false;
    }
    const struct opened_way way = {.notation = options->notation,
                                   .looks = session_settings(session)};
    bool is_read = opened_read(&ignored, library, options->files[0], &way, arena, &error);
    const struct opened opened = {arena, session,
                                  library_lesson_name(library, arena, first_lesson)};
    desk_put_broken(desk, opened, options->files[0], is_read ? "" : error);
    if (is_read) {
        opened_close(&ignored);
    }
    return !is_read;
}

enum exit_status command_window(const struct library *library, const struct options *options) {
    struct arena *arena = arena_create();
    struct options named = *options;
    bool is_stand_in = named.file_count == 0 && named.step == 0;
    if (named.file_count == 0) {
        named.files = &first_lesson;
        named.file_count = 1;
    }
    struct desk desk;
    struct font_files fonts = {.folder = NULL};
    desk_begin(&desk, arena, library, &named.kept);
    enum exit_status status = lay_lesson(&desk, library, &named, is_stand_in);
    bool is_broken = status == EXIT_STATUS_WRONG_INPUT && strcmp(named.files[0], "-") != 0 &&
                     lay_broken(&desk, library, &named);
    if (status == EXIT_STATUS_DONE || is_broken) {
        enum exit_status shown = open_fonts(library, arena, &fonts)
                                     ? show_window(library, &fonts, &desk, &named)
                                     : EXIT_STATUS_SYSTEM_FAILED;
        status = is_broken && desk.is_stand_in ? status : shown;
    }
    desk_end(&desk);
    font_files_close(&fonts);
    arena_destroy(arena);
    return status;
}

/* ---- pictures ---- */

/* "out.png" and 12 of 340: "out-012.png". */
static const char *numbered(struct arena *arena, const char *path, long number, long last) {
    int digits = 1;
    for (long rest = last; rest >= 10; rest /= 10) {
        digits++;
    }
    const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') : path;
    const char *dot = strrchr(name, '.');
    size_t stem = dot != NULL ? (size_t)(dot - path) : strlen(path);
    return text_format(arena, "%.*s-%0*ld%s", (int)stem, path, digits, number, path + stem);
}

static bool render_picture(const struct session *session, const struct options *options,
                           const struct font_files *fonts, const char *path) {
    struct stage_size size = {options->width > 0 ? options->width : PICTURE_WIDTH,
                              options->height > 0 ? options->height : PICTURE_HEIGHT};
    char message[MESSAGE_SIZE];
    if (picture_render(session, size, fonts, path, message, sizeof message)) {
        return true;
    }
    say(options->language, "%s", message);
    return false;
}

static bool render_all(struct session *session, const struct options *options,
                       const struct font_files *fonts) {
    long last = session_program(session)->step_count;
    struct wait_line line = wait_line_begin();
    bool is_drawn = true;
    for (long step = 0; step <= last && is_drawn; step++) {
        struct arena *arena = arena_create();
        session_go_to(session, step);
        is_drawn =
            render_picture(session, options, fonts, numbered(arena, options->output, step, last));
        arena_destroy(arena);
        wait_line_say(&line, step + 1, last + 1);
    }
    wait_line_end(&line);
    return is_drawn;
}

static enum exit_status render(const struct font_files *fonts, struct session *session,
                               const struct options *options) {
    while (session_look_ahead(session, loss_history_most_work)) { /* the loss curve, all of it */
    }
    if (options->step == OPTIONS_ALL_STEPS) {
        return render_all(session, options, fonts) ? EXIT_STATUS_DONE : EXIT_STATUS_SYSTEM_FAILED;
    }
    if (!go_to_place(session, options, options->step)) {
        return EXIT_STATUS_WRONG_USAGE;
    }
    bool is_drawn = render_picture(session, options, fonts, options->output);
    return is_drawn ? EXIT_STATUS_DONE : EXIT_STATUS_SYSTEM_FAILED;
}

/* Hides what a step computes, as a question at it does. */
static void predict(const struct library *library, struct arena *arena,
                    const struct options *options, struct session *session) {
    const char *ignored;
    if (options->is_predicting) {
        session_ask_set_mistakes(session, library_mistakes(library, arena, &ignored));
        session_ask_set_mode(session, ASK_EVERY_STEP);
    }
}

enum exit_status command_render(const struct library *library, const struct options *options) {
    if (!options->has_step || options->output == NULL) {
        say(options->language, "render needs --step N and -o OUT.png");
        return EXIT_STATUS_WRONG_USAGE;
    }
    if (*options->output == '\0') {
        say(options->language, "-o: expected the name of a file, found \"\"");
        return EXIT_STATUS_WRONG_USAGE;
    }
    if (options->step == OPTIONS_ALL_STEPS && (options->inside > 0 || options->form > 0)) {
        say(options->language, "--inside and --form need the number of a step");
        return EXIT_STATUS_WRONG_USAGE;
    }
    struct arena *arena = arena_create();
    enum exit_status status = EXIT_STATUS_DONE;
    struct session *session = open_session(library, arena, options, &status);
    struct font_files fonts = {.folder = NULL};
    if (session != NULL) {
        predict(library, arena, options, session);
        status = !command_check_step(session, options) ? EXIT_STATUS_WRONG_USAGE
                 : open_fonts(library, arena, &fonts)  ? render(&fonts, session, options)
                                                       : EXIT_STATUS_SYSTEM_FAILED;
    }
    font_files_close(&fonts);
    session_destroy(session);
    arena_destroy(arena);
    return status;
}
