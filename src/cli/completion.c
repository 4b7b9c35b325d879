#include "cli/completion.h"

#include "cli/options_table.h"

#include <assert.h>
#include <string.h>

const char *const completion_shell_names[COMPLETION_SHELL_COUNT] = {"bash", "zsh", "fish"};

/* ---- what an argument may be ---- */

enum argument_kind {
    ARGUMENT_NONE,
    ARGUMENT_WORDS, /* "on|off" */
    ARGUMENT_FILE,
    ARGUMENT_LESSON,
    ARGUMENT_NOTATION,
    ARGUMENT_FREE, /* a number, a size, a formula */
    ARGUMENT_KIND_COUNT
};

static enum argument_kind kind_of(const char *argument) {
    static const struct {
        const char *argument;
        enum argument_kind kind;
    } kinds[] = {
        {"FILE", ARGUMENT_FILE}, {"LESSON", ARGUMENT_LESSON}, {"ID|FILE", ARGUMENT_NOTATION}};
    if (argument == NULL) {
        return ARGUMENT_NONE;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(argument, kinds[i].argument) == 0) {
            return kinds[i].kind;
        }
    }
    return strchr(argument, '|') != NULL ? ARGUMENT_WORDS : ARGUMENT_FREE;
}

/* What stands behind a command: lessons, notations, the name of a file, or nothing. */
static enum argument_kind kind_of_files(enum command command) {
    const struct command_row *row = &command_rows[command];
    if (row->most_files == 0) {
        return ARGUMENT_NONE;
    }
    if (command == COMMAND_NEW) {
        return ARGUMENT_FILE;
    }
    return strstr(row->arguments, "NOTATION") != NULL ? ARGUMENT_NOTATION : ARGUMENT_LESSON;
}

/* "jsonl|text": "jsonl text" */
static void append_alternatives(struct text_builder *text, const char *argument) {
    for (; *argument != '\0'; argument++) {
        text_append(text, *argument == '|' ? " " : argument, 1);
    }
}

/* Within single quotes of a POSIX shell. */
static void append_quoted(struct text_builder *text, const char *words) {
    text_append_string(text, "'");
    for (; *words != '\0'; words++) {
        text_append_string(text, *words == '\'' ? "'\\'" : "");
        text_append(text, words, 1);
    }
    text_append_string(text, "'");
}

static void append_commands(struct text_builder *text, const char *separator) {
    bool is_first = true;
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (command_rows[i].word != NULL) {
            text_append_format(text, "%s%s", is_first ? "" : separator, command_rows[i].word);
            is_first = false;
        }
    }
}

static const char list_lessons[] = "backstep list 2>/dev/null | cut -d' ' -f1";
static const char list_notations[] =
    "backstep list 2>/dev/null | tr -s ' ' | cut -d' ' -f2 | sort -u";

/* ---- bash ---- */

static void append_bash_value(struct text_builder *text, const struct option_row *row) {
    const char *bar = row->short_word != NULL ? "|" : "";
    text_append_format(text, "    %s%s%s)", row->word, bar, bar[0] != '\0' ? row->short_word : "");
    switch (kind_of(row->argument)) {
    case ARGUMENT_WORDS:
        text_append_string(text, " words='");
        append_alternatives(text, row->argument);
        text_append_string(text, "' ;;\n");
        return;
    case ARGUMENT_FILE:
        text_append_string(text, " COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n");
        return;
    case ARGUMENT_LESSON:
        text_append_format(text, " words=$(%s) ;;\n", list_lessons);
        return;
    case ARGUMENT_NOTATION:
        text_append_format(text, " words=$(%s) ;;\n", list_notations);
        return;
    case ARGUMENT_FREE:
        text_append_string(text, " return ;;\n");
        return;
    case ARGUMENT_NONE:
    case ARGUMENT_KIND_COUNT:
        break;
    }
    assert(false);
}

static void append_bash_options(struct text_builder *text, enum command command) {
    const char *word = command_rows[command].word;
    text_append_format(text, "        %s) words='", word != NULL ? word : "''");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (option_rows[i].commands & ON(command)) {
            text_append_format(text, "%s ", option_rows[i].word);
        }
    }
    text_append_string(text, "' ;;\n");
}

static void append_bash_files(struct text_builder *text, enum command command) {
    const char *word = command_rows[command].word;
    text_append_format(text, "        %s) ", word != NULL ? word : "''");
    enum argument_kind kind = kind_of_files(command);
    if (kind == ARGUMENT_FILE) {
        text_append_string(text, "COMPREPLY=($(compgen -f -- \"$current\")); return");
    } else if (kind != ARGUMENT_NONE) {
        text_append_format(text, "words=$(%s)",
                           kind == ARGUMENT_LESSON ? list_lessons : list_notations);
    }
    text_append_string(text, kind == ARGUMENT_LESSON ? "; is_file=1" : "");
    text_append_string(text, " ;;\n");
}

static void print_bash(struct text_builder *text) {
    text_append_string(
        text, "_backstep() {\n"
              "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
              "    local command= words= is_file= word\n"
              "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
              "        case $word in ");
    append_commands(text, "|");
    text_append_string(text, ") command=$word; break ;; esac\n"
                             "    done\n"
                             "    case $before in\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (option_rows[i].argument != NULL) {
            append_bash_value(text, &option_rows[i]);
        }
    }
    text_append_string(text, "    *) case $current in\n    -*) case $command in\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        append_bash_options(text, (enum command)i);
    }
    text_append_string(text, "        esac ;;\n    *) case $command in\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        append_bash_files(text, (enum command)i);
    }
    text_append_string(text, "        esac\n        [ -n \"$command\" ] || words=\"");
    append_commands(text, " ");
    text_append_string(
        text, " $words\"\n        ;;\n    esac ;;\n    esac\n"
              "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
              "    [ -z \"$is_file\" ] || COMPREPLY+=($(compgen -f -X '!*.json' -- \"$current\")\n"
              "        $(compgen -d -S / -- \"$current\"))\n"
              "}\ncomplete -o filenames -F _backstep backstep\n");
}

/* ---- zsh ---- */

/* In zsh's _arguments a bracket or a colon would end the description. */
static void append_zsh_text(struct text_builder *text, const char *words) {
    for (; *words != '\0'; words++) {
        text_append_string(text, strchr("[]:\\", *words) != NULL ? "\\" : "");
        text_append_string(text, *words == '\'' ? "'\\'" : "");
        text_append(text, words, 1);
    }
}

static const char *zsh_action(enum argument_kind kind) {
    static const char *const actions[ARGUMENT_KIND_COUNT] = {
        [ARGUMENT_FILE] = "_files",
        [ARGUMENT_LESSON] = "_backstep_lessons",
        [ARGUMENT_NOTATION] = "_backstep_notations",
        [ARGUMENT_FREE] = "( )",
    };
    return actions[kind];
}

static void append_zsh_option(struct text_builder *text, const char *word,
                              const struct option_row *row) {
    text_append_format(text, "        '%s[", word);
    append_zsh_text(text, row->summary[LANGUAGE_ENGLISH]);
    text_append_string(text, "]");
    enum argument_kind kind = kind_of(row->argument);
    if (kind == ARGUMENT_WORDS) {
        text_append_string(text, ":value:(");
        append_alternatives(text, row->argument);
        text_append_string(text, ")");
    } else if (kind != ARGUMENT_NONE) {
        text_append_format(text, ":%s:%s", row->argument, zsh_action(kind));
    }
    text_append_string(text, "' \\\n");
}

static void append_zsh_command(struct text_builder *text, enum command command) {
    const struct command_row *row = &command_rows[command];
    text_append_format(text, "    %s) _arguments \\\n", row->word != NULL ? row->word : "*");
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *option = &option_rows[i];
        if ((option->commands & ON(command)) == 0) {
            continue;
        }
        append_zsh_option(text, option->word, option);
        if (option->short_word != NULL) {
            append_zsh_option(text, option->short_word, option);
        }
    }
    enum argument_kind kind = kind_of_files(command);
    text_append_format(text, "        '*:: :%s' ;;\n",
                       row->word == NULL       ? "_backstep_words"
                       : kind == ARGUMENT_NONE ? "( )"
                                               : zsh_action(kind));
}

static void print_zsh(struct text_builder *text) {
    text_append_format(text,
                       "#compdef backstep\n\n"
                       "_backstep_lessons() {\n"
                       "    local -a names=(${(f)\"$(%s)\"})\n"
                       "    _alternative 'lessons:lesson:($names)' "
                       "'files:lesson file:_files -g \"*.json\"'\n}\n\n"
                       "_backstep_notations() {\n"
                       "    local -a names=(${(f)\"$(%s)\"})\n"
                       "    _alternative 'notations:notation:($names)'\n}\n\n"
                       "_backstep_words() {\n    local -a commands=(\n",
                       list_lessons, list_notations);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (command_rows[i].word != NULL) {
            text_append_format(text, "        '%s:", command_rows[i].word);
            append_zsh_text(text, command_rows[i].summary[LANGUAGE_ENGLISH]);
            text_append_string(text, "'\n");
        }
    }
    text_append_string(text, "    )\n    _describe command commands\n    _backstep_lessons\n}\n\n"
                             "_backstep() {\n    local command word\n"
                             "    for word in ${words[2,CURRENT-1]}; do\n        case $word in ");
    append_commands(text, "|");
    text_append_string(text, ") command=$word; break ;; esac\n    done\n"
                             "    case $command in\n");
    for (int i = COMMAND_COUNT - 1; i >= 0; i--) { /* the one without a word takes what is left */
        append_zsh_command(text, (enum command)i);
    }
    text_append_string(text, "    esac\n}\n\n_backstep \"$@\"\n");
}

/* ---- fish ---- */

static void append_fish_value(struct text_builder *text, const char *argument) {
    switch (kind_of(argument)) {
    case ARGUMENT_WORDS:
        text_append_string(text, " -xa '");
        append_alternatives(text, argument);
        text_append_string(text, "'");
        return;
    case ARGUMENT_FILE:
        text_append_string(text, " -rF");
        return;
    case ARGUMENT_LESSON:
        text_append_format(text, " -xa \"(%s)\"", list_lessons);
        return;
    case ARGUMENT_NOTATION:
        text_append_format(text, " -xa \"(%s)\"", list_notations);
        return;
    case ARGUMENT_FREE:
        text_append_string(text, " -x");
        return;
    case ARGUMENT_NONE:
    case ARGUMENT_KIND_COUNT:
        return;
    }
}

static void append_fish_condition(struct text_builder *text, enum command command) {
    text_append_string(text, "complete -c backstep -n '");
    if (command_rows[command].word != NULL) {
        text_append_format(text, "__fish_seen_subcommand_from %s'", command_rows[command].word);
    } else {
        text_append_string(text, "not __fish_seen_subcommand_from ");
        append_commands(text, " ");
        text_append_string(text, "'");
    }
}

static void append_fish_command(struct text_builder *text, enum command command) {
    const struct command_row *row = &command_rows[command];
    if (row->word != NULL) {
        append_fish_condition(text, COMMAND_WINDOW);
        text_append_format(text, " -fa %s -d ", row->word);
        append_quoted(text, row->summary[LANGUAGE_ENGLISH]);
        text_append_string(text, "\n");
    }
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *option = &option_rows[i];
        if ((option->commands & ON(command)) == 0) {
            continue;
        }
        append_fish_condition(text, command);
        text_append_format(text, " -l %s", option->word + strlen("--"));
        if (option->short_word != NULL) {
            text_append_format(text, " -s %s", option->short_word + strlen("-"));
        }
        append_fish_value(text, option->argument);
        text_append_string(text, " -d ");
        append_quoted(text, option->summary[LANGUAGE_ENGLISH]);
        text_append_string(text, "\n");
    }
    enum argument_kind kind = kind_of_files(command);
    append_fish_condition(text, command);
    if (kind == ARGUMENT_FILE) {
        text_append_string(text, " -F\n");
        return;
    }
    text_append_format(text, kind == ARGUMENT_NONE ? " -f\n" : " -%sa \"(%s)\"\n",
                       kind == ARGUMENT_LESSON ? "k" : "f",
                       kind == ARGUMENT_LESSON ? list_lessons : list_notations);
}

static void print_fish(struct text_builder *text) {
    for (int i = 0; i < COMMAND_COUNT; i++) {
        append_fish_command(text, (enum command)i);
    }
}

void completion_print(struct text_builder *text, enum completion_shell shell) {
    static void (*const prints[COMPLETION_SHELL_COUNT])(struct text_builder *) = {
        [SHELL_BASH] = print_bash, [SHELL_ZSH] = print_zsh, [SHELL_FISH] = print_fish};
    prints[shell](text);
}
