#include "cli/options.h"
#include "cli/options_table.h"
#include "cli/terminal.h"

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
        if (command_rows[i].word != NULL) {
            const char *left =
                text_format(text->arena, "%s %s", command_rows[i].word, command_rows[i].arguments);
            append_row(text, left, command_rows[i].summary[language]);
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
    "退出状态：0 完成；1 输入有误或梯度检验未通过；2 用法错误；3 系统失败。\n"};

const char *options_help(struct arena *arena, enum command command, enum language language) {
    struct text_builder text;
    text_begin(&text, arena);
    const struct command_row *row = &command_rows[command];
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
    bool names_lesson = row->most_files > 0 && command != COMMAND_NEW;
    text_append_string(&text, names_lesson ? help_lesson[language] : "\n");
    text_append_string(&text, command == COMMAND_WINDOW ? help_more[language] : "");
    text_append_string(&text, help_status[language]);
    return text.bytes;
}
