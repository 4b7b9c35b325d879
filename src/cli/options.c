#include "cli/options.h"

#include "cli/options_table.h"
#include "session/session.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

struct parse {
    struct arena *arena;
    struct options *options;
    const char **reterr;
};

static bool fail(const struct parse *parse, const char *message) {
    *parse->reterr = message;
    return false;
}

static bool fail_value(const struct parse *parse, const struct option_row *row, const char *value) {
    return fail(parse, text_format(parse->arena, "%s: expected %s, found \"%s\"", row->word,
                                   row->argument, value));
}

static bool parse_long(const char *value, long least, long most, long *ret) {
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    bool starts_with_digit = *value >= '0' && *value <= '9';
    if (!starts_with_digit || *end != '\0' || errno != 0 || number < least || number > most) {
        return false;
    }
    *ret = number;
    return true;
}

static bool parse_number(const struct parse *parse, const struct option_row *row, const char *value,
                         long least, long most, long *ret) {
    return parse_long(value, least, most, ret) ||
           fail(parse, text_format(parse->arena,
                                   "%s: expected a whole number from %ld to %ld, found \"%s\"",
                                   row->word, least, most, value));
}

static bool parse_size(const char *value, int *ret_width, int *ret_height) {
    char *end;
    long width = strtol(value, &end, 10);
    long height;
    if (end == value || *end != 'x' || !parse_long(end + 1, 320, OPTIONS_MOST_PIXELS, &height) ||
        width < 320 || width > OPTIONS_MOST_PIXELS) {
        return false;
    }
    *ret_width = (int)width;
    *ret_height = (int)height;
    return true;
}

static bool find_word(const char *word, const char *const *words, int count, int *ret) {
    for (int i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static bool parse_step(const struct parse *parse, const struct option_row *row, const char *value) {
    parse->options->has_step = true;
    if (strcmp(value, "all") == 0 &&
        (parse->options->command == COMMAND_RENDER || parse->options->command == COMMAND_TEXT)) {
        parse->options->step = OPTIONS_ALL_STEPS;
        return true;
    }
    return parse_number(parse, row, value, 0, 1000000000, &parse->options->step);
}

/* "operation=formula": which operation and which formula is seen when the notation is known. */
static bool add_replacement(const struct parse *parse, const char *value) {
    struct options *options = parse->options;
    const char *equals = strchr(value, '=');
    if (equals == NULL || equals == value) {
        return fail(parse, text_format(parse->arena,
                                       "--set: expected OPERATION=FORMULA, found \"%s\"", value));
    }
    if (options->set_count == OPTIONS_MOST_SETS) {
        return fail(parse,
                    text_format(parse->arena, "--set: at most %d of them", OPTIONS_MOST_SETS));
    }
    options->sets[options->set_count++] = (struct option_set){
        .operation = arena_copy_text(parse->arena, value, (size_t)(equals - value)),
        .formula = equals + 1};
    return true;
}

/* "2,1", or "2" where there is one row or one column. */
static bool parse_cell(const struct parse *parse, const struct option_row *row, const char *value) {
    long cell[2] = {0, 0};
    size_t length = strcspn(value, ",");
    const char *first = arena_copy_text(parse->arena, value, length);
    bool is_pair = value[length] == ',';
    if (!parse_long(first, 1, LESSON_MOST_SAMPLES, &cell[0]) ||
        (is_pair && !parse_long(value + length + 1, 1, LESSON_MOST_SAMPLES, &cell[1]))) {
        return fail_value(parse, row, value);
    }
    parse->options->cell[0] = (size_t)cell[0];
    parse->options->cell[1] = (size_t)cell[1];
    return true;
}

/* Options without a value. */
static bool *flag_of(struct options *options, enum option option) {
    bool *const flags[OPTION_COUNT] = {
        [OPTION_PLAIN] = &options->is_plain,
        [OPTION_CSV] = &options->is_csv,
        [OPTION_PREDICT] = &options->is_predicting,
        [OPTION_FORMS] = &options->with_forms,
        [OPTION_DERIVATIONS] = &options->with_derivations,
        [OPTION_ELEMENT] = &options->with_elements,
        [OPTION_LIST_KEYS] = &options->wants_keys,
        [OPTION_OPERANDS] = &options->with_operands,
        [OPTION_HELP] = &options->wants_help,
        [OPTION_VERSION] = &options->wants_version,
    };
    return flags[option];
}

/* Options whose value is taken as it is. */
static const char **text_of(struct options *options, enum option option) {
    const char **const texts[OPTION_COUNT] = {
        [OPTION_NOTATION] = &options->notation, [OPTION_LESSON] = &options->lesson,
        [OPTION_ANSWER] = &options->answer,     [OPTION_OUTPUT] = &options->output,
        [OPTION_THEME] = &options->theme,       [OPTION_DERIVATION] = &options->derivation,
    };
    return texts[option];
}

/* Options whose value counts what a step has, from 1. */
static long *count_of(struct options *options, enum option option) {
    long *const counts[OPTION_COUNT] = {
        [OPTION_FORM] = &options->form,
        [OPTION_LINE] = &options->line,
        [OPTION_MISPRINT] = &options->misprint,
    };
    return counts[option];
}

static bool parse_word(const struct parse *parse, const struct option_row *row, const char *value,
                       const char *const *words, int count, int *ret) {
    return find_word(value, words, count, ret) || fail_value(parse, row, value);
}

/* From LEVEL_OPERATION on: coarser steps look the same. */
static const char *const level_words[] = {"operation", "term", "element"};
static_assert(sizeof level_words / sizeof *level_words == LEVEL_COUNT - LEVEL_OPERATION,
              "a word for each level");

/* Options whose value has a form of its own. */
static bool parse_value(const struct parse *parse, enum option option, const char *value) {
    const struct option_row *row = &option_rows[option];
    struct options *options = parse->options;
    int word = 0;
    long number = 0;
    bool is_good = true;
    if (option == OPTION_ITERATIONS) {
        return parse_number(parse, row, value, 1, LESSON_MOST_ITERATIONS, &options->iterations);
    } else if (option == OPTION_STEP) {
        return parse_step(parse, row, value);
    } else if (option == OPTION_INSIDE) {
        return parse_number(parse, row, value, 1, 1000000, &options->inside);
    } else if (count_of(options, option) != NULL) {
        return parse_number(parse, row, value, 1, 100, count_of(options, option));
    } else if (option == OPTION_LEVEL) {
        is_good = parse_word(parse, row, value, level_words, LEVEL_COUNT - LEVEL_OPERATION, &word);
        options->level = LEVEL_OPERATION + (enum step_level)word;
    } else if (option == OPTION_SET) {
        return add_replacement(parse, value);
    } else if (option == OPTION_FORMAT) {
        is_good = parse_word(parse, row, value, trace_format_names, TRACE_FORMAT_COUNT, &word);
        options->format = (enum trace_format)word;
    } else if (option == OPTION_MOTION) {
        static const char *const words[] = {"on", "off"};
        is_good = parse_word(parse, row, value, words, 2, &word);
        options->is_motion_off = word == 1;
    } else if (option == OPTION_COMPLETION) {
        is_good =
            parse_word(parse, row, value, completion_shell_names, COMPLETION_SHELL_COUNT, &word);
        options->completion = (enum completion_shell)word;
        options->wants_completion = true;
    } else if (option == OPTION_LANGUAGE) {
        is_good = parse_word(parse, row, value, language_codes, LANGUAGE_COUNT, &word);
        options->language = (enum language)word;
    } else if (option == OPTION_SCALE) {
        if (strcmp(value, "projector") == 0) {
            options->scale = TEXT_SCALE_PROJECTOR;
            return true;
        }
        is_good = parse_number(parse, row, value, TEXT_SCALE_LEAST, TEXT_SCALE_MOST, &number);
        options->scale = (int)number;
    } else if (!parse_size(value, &options->width, &options->height)) {
        return fail(parse, text_format(parse->arena,
                                       "--size: expected WIDTHxHEIGHT, each from 320 to %d, "
                                       "found \"%s\"",
                                       OPTIONS_MOST_PIXELS, value));
    }
    return is_good;
}

static bool set_option(const struct parse *parse, enum option option, const char *value) {
    parse->options->has_motion = parse->options->has_motion || option == OPTION_MOTION;
    parse->options->has_language = parse->options->has_language || option == OPTION_LANGUAGE;
    bool *flag = flag_of(parse->options, option);
    const char **text = text_of(parse->options, option);
    if (flag != NULL) {
        *flag = true;
    } else if (text != NULL) {
        *text = value;
    } else if (option == OPTION_CELL) {
        return parse_cell(parse, &option_rows[option], value);
    } else {
        return parse_value(parse, option, value);
    }
    return true;
}

/* ---- words ---- */

static const char *command_word(enum command command) {
    return command_rows[command].word != NULL ? command_rows[command].word : "the window";
}

const char *options_command_word(enum command command) {
    return command_rows[command].word != NULL ? command_rows[command].word : "";
}

static bool fail_unknown_option(const struct parse *parse, const char *word) {
    const char *words[OPTION_COUNT];
    size_t count = 0;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (option_rows[i].commands & ON(parse->options->command)) {
            words[count++] = option_rows[i].word;
        }
    }
    const char *near = text_nearest(word, words, count);
    return fail(parse, near != NULL ? text_format(parse->arena,
                                                  "unknown option %s; did you mean %s?", word, near)
                                    : text_format(parse->arena, "unknown option %s", word));
}

/* An option that there is, but not for this command: names those that take it. */
static bool fail_misplaced(const struct parse *parse, const char *name,
                           const struct option_row *row) {
    struct text_builder text;
    text_begin(&text, parse->arena);
    text_append_format(&text, "%s means nothing for %s; it goes with", name,
                       command_word(parse->options->command));
    const char *separator = " ";
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (row->commands & ON(i)) {
            text_append_format(&text, "%s%s", separator, command_word((enum command)i));
            separator = ", ";
        }
    }
    return fail(parse, text.bytes);
}

/* The value of "--name=value" or of the argument that follows; moves *at onto it. */
static bool parse_option(const struct parse *parse, int count, char *const *arguments, int *at) {
    const char *word = arguments[*at];
    const char *equals = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
    size_t length = equals != NULL ? (size_t)(equals - word) : strlen(word);
    const char *name = arena_copy_text(parse->arena, word, length);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        bool is_short = row->short_word != NULL && strcmp(name, row->short_word) == 0;
        if (strcmp(name, row->word) != 0 && !is_short) {
            continue;
        }
        if ((row->commands & ON(parse->options->command)) == 0) {
            return fail_misplaced(parse, name, row);
        }
        if (row->argument == NULL) {
            return equals == NULL
                       ? set_option(parse, (enum option)i, NULL)
                       : fail(parse, text_format(parse->arena, "%s takes no value", name));
        }
        if (equals != NULL) {
            return set_option(parse, (enum option)i, equals + 1);
        }
        if (*at + 1 >= count) {
            return fail(parse, text_format(parse->arena, "%s needs a value: %s %s", name, name,
                                           row->argument));
        }
        *at += 1;
        return set_option(parse, (enum option)i, arguments[*at]);
    }
    return fail_unknown_option(parse, name);
}

static enum command find_command(const char *word) {
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (command_rows[i].word != NULL && strcmp(word, command_rows[i].word) == 0) {
            return (enum command)i;
        }
    }
    return COMMAND_WINDOW;
}

static bool takes_next_argument(const char *word) {
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        bool is_short = row->short_word != NULL && strcmp(word, row->short_word) == 0;
        if (row->argument != NULL && (is_short || strcmp(word, row->word) == 0)) {
            return true;
        }
    }
    return false;
}

static bool is_option(const char *word) {
    return word[0] == '-' && word[1] != '\0';
}

/* The first argument that is no option, where a command may stand; count when there is none.
 * What follows "--" is never a command. */
static int first_word(int count, char *const *arguments) {
    for (int at = 0; at < count; at++) {
        if (!is_option(arguments[at])) {
            return at;
        }
        if (strcmp(arguments[at], "--") == 0) {
            break;
        }
        at += takes_next_argument(arguments[at]);
    }
    return count;
}

const char *options_nearest_command(const char *word) {
    const char *words[COMMAND_COUNT];
    size_t count = 0;
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (command_rows[i].word != NULL) {
            words[count++] = command_rows[i].word;
        }
    }
    return text_nearest(word, words, count);
}

static const char *what_is_taken(enum command command) {
    const struct command_row *row = &command_rows[command];
    if (row->most_files == 0) {
        return "no lesson";
    }
    if (command == COMMAND_NEW) {
        return "one file";
    }
    return row->arguments[0] == '[' && command != COMMAND_WINDOW ? "one notation" : "one lesson";
}

/* A notation's file that is checked with no lesson is itself what there is to check, and one that
 * is new is what there is to write. */
static void take_notation_as_file(struct options *options, const char **files) {
    bool is_new = options->command == COMMAND_NEW && options->notation != NULL;
    bool is_checked = options->command == COMMAND_CHECK && options->file_count == 0 &&
                      options->notation != NULL && strstr(options->notation, ".json") != NULL;
    if (is_new || is_checked) {
        files[options->file_count++] = options->notation;
        options->notation = NULL;
        options->is_new_notation = is_new;
    }
}

static bool check_files(const struct parse *parse) {
    const struct options *options = parse->options;
    const struct command_row *row = &command_rows[options->command];
    if (options->wants_help || options->wants_version || options->wants_keys ||
        options->wants_completion) {
        return true;
    }
    if (options->file_count < row->least_files) {
        return fail(parse, text_format(parse->arena, "%s needs %s", command_word(options->command),
                                       row->needs));
    }
    if (options->file_count > row->most_files) {
        return fail(parse,
                    text_format(parse->arena, "%s takes %s, but \"%s\" is one too many",
                                command_word(options->command), what_is_taken(options->command),
                                options->files[row->most_files]));
    }
    return true;
}

/* A line and its misprints are those of a derivation: without one they would go unheard. */
static bool check_line(const struct parse *parse) {
    const struct options *options = parse->options;
    if (options->derivation == NULL && options->line + options->misprint > 0) {
        const char *word = option_rows[options->line > 0 ? OPTION_LINE : OPTION_MISPRINT].word;
        return fail(parse,
                    text_format(parse->arena, "%s means nothing without --derivation", word));
    }
    return true;
}

/* Reads the arguments but for the one that is the command word. */
static bool parse_arguments(const struct parse *parse, int count, char *const *arguments,
                            int command_at, const char **files) {
    bool are_options_over = false;
    for (int at = 0; at < count; at++) {
        const char *word = arguments[at];
        if (at == command_at) {
            continue;
        }
        if (!are_options_over && strcmp(word, "--") == 0) {
            are_options_over = true;
        } else if (!are_options_over && is_option(word)) {
            if (!parse_option(parse, count, arguments, &at)) {
                return false;
            }
        } else {
            files[parse->options->file_count++] = word;
        }
    }
    take_notation_as_file(parse->options, files);
    return check_files(parse) && check_line(parse);
}

bool options_parse(struct arena *arena, int count, char *const *arguments,
                   enum language default_language, struct options *ret, const char **reterr) {
    const char **files = ARENA_ARRAY(arena, const char *, (size_t)count + 1);
    *ret = (struct options){.files = files, .language = default_language, .level = LEVEL_OPERATION};
    const struct parse parse = {arena, ret, reterr};
    int at = first_word(count, arguments);
    const char *word = at < count ? arguments[at] : "";
    ret->command = find_command(word);
    if (parse_arguments(&parse, count, arguments, ret->command != COMMAND_WINDOW ? at : -1,
                        files)) {
        return true;
    }
    /* what is wrong for the window may well be right for the command that was mistyped */
    const char *near = options_nearest_command(word);
    if (ret->command == COMMAND_WINDOW && near != NULL) {
        *reterr = text_format(arena, "unknown command \"%s\"; did you mean \"%s\"?", word, near);
    }
    return false;
}
