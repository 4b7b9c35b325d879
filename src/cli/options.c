#include "cli/options.h"

#include "cli/terminal.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define ON(command) (1u << (command))

/* ---- the tables ---- */

struct command_row {
    const char *word; /* NULL: what runs without a command word */
    const char *arguments;
    const char *needs; /* what to say when there are fewer than least_files */
    size_t least_files, most_files;
    const char *summary[LANGUAGE_COUNT];
};

enum { ANY_NUMBER = 1000000 };

#define A_LESSON "a lesson: a .json file, or a name from \"backstep list\""

static const struct command_row commands[] = {
    [COMMAND_WINDOW] =
        {NULL, "[LESSON]", NULL, 0, 1, {"open the window on a lesson", "打开窗口，显示一课"}},
    [COMMAND_CHECK] = {"check",
                       "LESSON...",
                       "at least one lesson file",
                       1,
                       ANY_NUMBER,
                       {"say what is wrong with lesson files", "检查课程文件，指出错误"}},
    [COMMAND_TRACE] =
        {"trace", "LESSON", A_LESSON, 1, 1, {"write every step as text", "把每一步写成文字"}},
    [COMMAND_GRADCHECK] = {"gradcheck",
                           "LESSON",
                           A_LESSON,
                           1,
                           1,
                           {"compare every gradient with a numeric one", "用数值方法核对每个梯度"}},
    [COMMAND_RENDER] = {"render",
                        "LESSON --step N -o OUT.png",
                        A_LESSON,
                        1,
                        1,
                        {"draw a step as a picture, with no display",
                         "把一步画成图片，不需要显示器"}},
    [COMMAND_LIST] =
        {"list", "", NULL, 0, 0, {"name the lessons that come along", "列出自带的课程"}},
};
static_assert(sizeof commands / sizeof *commands == COMMAND_COUNT, "one row a command");

enum option {
    OPTION_NOTATION,
    OPTION_ITERATIONS,
    OPTION_FORMAT,
    OPTION_ELEMENT,
    OPTION_STEP,
    OPTION_OUTPUT,
    OPTION_SIZE,
    OPTION_SCALE,
    OPTION_THEME,
    OPTION_LANGUAGE,
    OPTION_LIST_KEYS,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

struct option_row {
    const char *word, *short_word; /* short_word NULL: there is none */
    const char *argument;          /* NULL: takes none */
    unsigned commands;             /* bits: where it means something */
    const char *summary[LANGUAGE_COUNT];
};

#define EVERYWHERE ((1u << COMMAND_COUNT) - 1)
#define STEPPING (ON(COMMAND_WINDOW) | ON(COMMAND_TRACE) | ON(COMMAND_RENDER))
#define PICTURE (ON(COMMAND_WINDOW) | ON(COMMAND_RENDER))

static const struct option_row option_rows[] = {
    [OPTION_NOTATION] = {"--notation",
                         NULL,
                         "ID",
                         STEPPING | ON(COMMAND_GRADCHECK),
                         {"another notation than the lesson's", "换用另一种记号"}},
    [OPTION_ITERATIONS] = {"--iterations",
                           NULL,
                           "N",
                           STEPPING,
                           {"how many, instead of the lesson's number",
                            "迭代次数（代替课程中的数）"}},
    [OPTION_FORMAT] = {"--format",
                       NULL,
                       "jsonl|text|tex|md",
                       ON(COMMAND_TRACE),
                       {"how steps are written (jsonl)", "输出格式（默认 jsonl）"}},
    [OPTION_ELEMENT] = {"--element",
                        NULL,
                        NULL,
                        ON(COMMAND_TRACE) | ON(COMMAND_GRADCHECK),
                        {"show the elements one by one", "逐个元素列出"}},
    [OPTION_STEP] = {"--step",
                     NULL,
                     "N",
                     PICTURE,
                     {"which step; render also takes \"all\"", "第几步；render 也接受 all"}},
    [OPTION_OUTPUT] = {"--output",
                       "-o",
                       "FILE",
                       ON(COMMAND_RENDER),
                       {"the picture; with --step all, numbered",
                        "图片文件；--step all 时自动编号"}},
    [OPTION_SIZE] = {"--size",
                     NULL,
                     "WxH",
                     PICTURE,
                     {"pixels: window 1280x720, picture 1920x1080",
                      "像素（窗口 1280x720，图片 1920x1080）"}},
    [OPTION_SCALE] =
        {"--scale", NULL, "PERCENT", PICTURE, {"size of text, 75 to 300", "文字大小，75 到 300"}},
    [OPTION_THEME] =
        {"--theme", NULL, "dark|light|contrast", PICTURE, {"colors (dark)", "配色（默认 dark）"}},
    [OPTION_LANGUAGE] = {"--lang",
                         NULL,
                         "en|zh",
                         EVERYWHERE,
                         {"language (LC_ALL, LC_MESSAGES, LANG)",
                          "语言（默认看 LC_ALL、LC_MESSAGES、LANG）"}},
    [OPTION_LIST_KEYS] = {"--list-keys",
                          NULL,
                          NULL,
                          ON(COMMAND_WINDOW),
                          {"print the keys and what they do", "列出按键及其作用"}},
    [OPTION_HELP] = {"--help", "-h", NULL, EVERYWHERE, {"this text", "显示这段文字"}},
    [OPTION_VERSION] = {"--version", NULL, NULL, EVERYWHERE, {"the version", "显示版本"}},
};
static_assert(sizeof option_rows / sizeof *option_rows == OPTION_COUNT, "one row an option");

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
    if (strcmp(value, "all") == 0 && parse->options->command == COMMAND_RENDER) {
        parse->options->step = OPTIONS_ALL_STEPS;
        return true;
    }
    return parse_number(parse, row, value, 0, 1000000000, &parse->options->step);
}

static bool set_option(const struct parse *parse, enum option option, const char *value) {
    const struct option_row *row = &option_rows[option];
    struct options *options = parse->options;
    int word = 0;
    long number = 0;
    switch (option) {
    case OPTION_NOTATION:
        options->notation = value;
        return true;
    case OPTION_ITERATIONS:
        return parse_number(parse, row, value, 1, LESSON_MOST_ITERATIONS, &options->iterations);
    case OPTION_FORMAT:
        if (!find_word(value, trace_format_names, TRACE_FORMAT_COUNT, &word)) {
            return fail_value(parse, row, value);
        }
        options->format = (enum trace_format)word;
        return true;
    case OPTION_ELEMENT:
        options->with_elements = true;
        return true;
    case OPTION_STEP:
        return parse_step(parse, row, value);
    case OPTION_OUTPUT:
        options->output = value;
        return true;
    case OPTION_SIZE:
        return parse_size(value, &options->width, &options->height) ||
               fail(parse, text_format(parse->arena,
                                       "--size: expected WIDTHxHEIGHT, each from 320 to %d, "
                                       "found \"%s\"",
                                       OPTIONS_MOST_PIXELS, value));
    case OPTION_SCALE:
        if (!parse_number(parse, row, value, 75, 300, &number)) {
            return false;
        }
        options->scale = (int)number;
        return true;
    case OPTION_THEME:
        options->theme = value;
        return true;
    case OPTION_LANGUAGE:
        if (!find_word(value, language_codes, LANGUAGE_COUNT, &word)) {
            return fail_value(parse, row, value);
        }
        options->language = (enum language)word;
        return true;
    case OPTION_LIST_KEYS:
        options->wants_keys = true;
        return true;
    case OPTION_HELP:
        options->wants_help = true;
        return true;
    case OPTION_VERSION:
        options->wants_version = true;
        return true;
    case OPTION_COUNT:
        break;
    }
    return false;
}

/* ---- words ---- */

static const char *command_word(enum command command) {
    return commands[command].word != NULL ? commands[command].word : "the window";
}

const char *options_command_word(enum command command) {
    return commands[command].word != NULL ? commands[command].word : "";
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
        if (commands[i].word != NULL && strcmp(word, commands[i].word) == 0) {
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
        if (commands[i].word != NULL) {
            words[count++] = commands[i].word;
        }
    }
    return text_nearest(word, words, count);
}

static bool check_files(const struct parse *parse) {
    const struct options *options = parse->options;
    const struct command_row *row = &commands[options->command];
    if (options->wants_help || options->wants_version || options->wants_keys) {
        return true;
    }
    if (options->file_count < row->least_files) {
        return fail(parse, text_format(parse->arena, "%s needs %s", command_word(options->command),
                                       row->needs));
    }
    if (options->file_count > row->most_files) {
        return fail(parse, text_format(parse->arena, "%s takes %s, but \"%s\" is one too many",
                                       command_word(options->command),
                                       row->most_files == 0 ? "no lesson" : "one lesson",
                                       options->files[row->most_files]));
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
    return check_files(parse);
}

bool options_parse(struct arena *arena, int count, char *const *arguments,
                   enum language default_language, struct options *ret, const char **reterr) {
    const char **files = ARENA_ARRAY(arena, const char *, (size_t)count + 1);
    *ret = (struct options){.files = files, .language = default_language, .scale = 100};
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

/* ---- help ---- */

static const char *const help_titles[][LANGUAGE_COUNT] = {
    {"usage: ", "用法："}, {"commands:", "命令："}, {"options:", "选项："}};

static void append_row(struct text_builder *text, const char *left, const char *right) {
    enum { LEFT_COLUMNS = 34 };
    text_append_format(text, "  %s%*s  %s\n", left, terminal_padding(left, LEFT_COLUMNS), "",
                       right);
}

static void append_options(struct text_builder *text, enum command command,
                           enum language language) {
    text_append_format(text, "\n%s\n", help_titles[2][language]);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        if (row->commands & ON(command)) {
            const char *left = text_format(
                text->arena, "%s%s%s%s%s", row->short_word != NULL ? row->short_word : "",
                row->short_word != NULL ? ", " : "", row->word, row->argument != NULL ? " " : "",
                row->argument != NULL ? row->argument : "");
            append_row(text, left, row->summary[language]);
        }
    }
}

static void append_commands(struct text_builder *text, enum language language) {
    text_append_format(text, "\n%s\n", help_titles[1][language]);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (commands[i].word != NULL) {
            const char *left =
                text_format(text->arena, "%s %s", commands[i].word, commands[i].arguments);
            append_row(text, left, commands[i].summary[language]);
        }
    }
}

static const char *const help_lesson[LANGUAGE_COUNT] = {
    "\nLESSON is a .json file, a name from \"backstep list\", or - for standard input.\n",
    "\nLESSON 是一个 .json 文件、“backstep list”列出的名字，或表示标准输入的 -。\n"};
static const char *const help_more[LANGUAGE_COUNT] = {
    "\"backstep COMMAND --help\" says what a command takes.\n",
    "“backstep 命令 --help”列出该命令的选项。\n"};
static const char *const help_status[LANGUAGE_COUNT] = {
    "Exit status: 0 done, 1 the input is wrong or a gradient check failed,\n"
    "2 wrong usage, 3 the system failed.\n",
    "退出状态：0 完成；1 输入有误或梯度核对未通过；2 用法错误；3 系统失败。\n"};

const char *options_help(struct arena *arena, enum command command, enum language language) {
    struct text_builder text;
    text_begin(&text, arena);
    const struct command_row *row = &commands[command];
    text_append_format(&text, "%sbackstep", help_titles[0][language]);
    const char *const words[] = {options_command_word(command), "[OPTIONS]", row->arguments};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        text_append_format(&text, *words[i] != '\0' ? " %s" : "%s", words[i]);
    }
    text_append_format(&text, "\n  %s\n", row->summary[language]);
    if (command == COMMAND_WINDOW) {
        append_commands(&text, language);
    }
    append_options(&text, command, language);
    text_append_string(&text, row->most_files > 0 ? help_lesson[language] : "\n");
    text_append_string(&text, command == COMMAND_WINDOW ? help_more[language] : "");
    text_append_string(&text, help_status[language]);
    return text.bytes;
}
