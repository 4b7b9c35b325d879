#ifndef BACKSTEP_CLI_OPTIONS_H
#define BACKSTEP_CLI_OPTIONS_H

/* The command line as a table: what may be written, what is parsed from it, and the help that
 * says so all come from the same rows. */

#include "base/arena.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/completion_shell.h"
#include "engine/place.h"
#include "engine/program.h"
#include "export/trace.h"
#include "lesson/lesson.h"
#include "library/journal/settings_file.h"

#include <stdbool.h>
#include <stddef.h>

enum { OPTIONS_ALL_STEPS = -1, OPTIONS_MOST_PIXELS = 8192, OPTIONS_MOST_SETS = 16 };

/* --set OPERATION=FORMULA */
struct option_set {
    const char *operation, *formula;
};

struct options {
    enum command command;
    const char *const *files;
    size_t file_count;
    bool wants_help, wants_version, wants_keys, wants_completion;
    enum completion_shell completion; /* where it is wanted */
    const char *notation;             /* NULL: the lesson's */
    long iterations;                  /* 0: the lesson's */
    enum trace_format format;
    bool with_elements, with_operands, with_forms, with_derivations;
    bool is_plain, is_csv, is_predicting;
    bool is_new_notation; /* new: a notation is to be written, not a lesson */
    struct option_set sets[OPTIONS_MOST_SETS];
    size_t set_count;
    const char *lesson; /* formulas: NULL: one of the note's own */
    long step;          /* or OPTIONS_ALL_STEPS */
    bool has_step;
    enum step_level level;  /* operation, unless given */
    long inside;            /* so many terms or elements into the operation behind the step */
    long form;              /* which of its forms, from 1: its formula; 0: not said */
    const char *derivation; /* its id; NULL: none */
    long line;              /* of it, from 1; 0: not said */
    long misprint;          /* of that line, from 1; 0: not shown */
    const char *answer;     /* NULL: not given */
    size_t cell[2];         /* row and column, from 1; 0: not given */
    const char *output;
    int width, height; /* 0: not given */
    bool is_size_kept; /* they are from another day */
    const char *theme; /* NULL: not given */
    bool has_motion, is_motion_off, has_language;
    enum language language;
    int scale;                 /* percent; 0: not given */
    struct kept_settings kept; /* the window: how it was seen before */
};

/* Reads the arguments behind the program's name; default_language holds unless --lang is given.
 * False with a sentence in *reterr when they are wrong (exit status 2); ret->command then is the
 * command that was understood. */
bool options_parse(struct arena *arena, int count, char *const *arguments,
                   enum language default_language, struct options *ret, const char **reterr);

/* What is written for a command; "" for the window. */
const char *options_command_word(enum command command);

/* The command that a mistyped word may mean, or NULL. */
const char *options_nearest_command(const char *word);

/* The help of a command, or of the whole program for COMMAND_WINDOW. */
const char *options_help(struct arena *arena, enum command command, enum language language);

#endif
