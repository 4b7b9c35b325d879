#ifndef BACKSTEP_LESSON_LESSON_H
#define BACKSTEP_LESSON_LESSON_H

/* A lesson: network, data, loss, and what its author says at which step. Files are untrusted:
 * a lesson is valid in every part or it is not loaded. */

#include "base/arena.h"
#include "base/diagnostic.h"
#include "formula/loss.h"
#include "lesson/network.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    LESSON_FORMAT = 1,
    LESSON_MOST_BYTES = 4 * 1024 * 1024,
    LESSON_MOST_DEPTH = 32,
    LESSON_MOST_TEXT = 64 * 1024, /* bytes of one string */
    LESSON_MOST_SAMPLES = 100000,
    LESSON_MOST_ITERATIONS = 1000000
};

enum language { LANGUAGE_ENGLISH, LANGUAGE_CHINESE, LANGUAGE_COUNT };
extern const char *const language_codes[LANGUAGE_COUNT]; /* "en", "zh" */

/* A text in every language; a missing one falls back to English, then to whatever there is.
 * No entry is ever NULL: an absent text is "". */
struct localized_text {
    const char *in[LANGUAGE_COUNT];
};

enum pass { PASS_FORWARD, PASS_BACKWARD, PASS_UPDATE, PASS_COUNT };
extern const char *const pass_names[PASS_COUNT]; /* "forward", "backward", "update" */

enum question_kind {
    QUESTION_VALUE,
    QUESTION_SHAPE,
    QUESTION_SIGN,
    QUESTION_CHOICE,
    QUESTION_ORDER,
    QUESTION_KIND_COUNT
};

/* How closely a stop is shown. */
enum lesson_show { SHOW_ANY, SHOW_OPERATION, SHOW_TERM, SHOW_ELEMENT, SHOW_LONG, SHOW_COUNT };

struct lesson_question {
    enum question_kind kind;
    const char *of;     /* value, shape, sign: a tensor in the lesson's own notation; or NULL */
    size_t row, column; /* value: the element, from 1; 0 when not given */
    double tolerance;   /* value: absolute; 0 when not given */
    const struct localized_text *options; /* choice */
    size_t option_count;
    size_t answer; /* choice: which option, from 0 */
    struct localized_text hint, explain;
};

/* Where the author stops: fields that are not given match anything; a stop that gives none is the
 * lesson's beginning, before the first step. */
struct lesson_stop {
    bool has_pass;
    enum pass pass;
    const char *operation; /* NULL when not given */
    long layer;            /* 0 when not given */
    long iteration;        /* 0 when not given */
    struct localized_text say;
    enum lesson_show show;
    const char *const *focus;
    size_t focus_count;
    const struct lesson_question *question; /* or NULL */
    const char *const *notations;           /* ids of those in which it holds */
    size_t notation_count;                  /* 0: in all */
    size_t offset;                          /* where it stands in the file */
};

struct lesson {
    struct localized_text title, summary;
    const char *source_note; /* "four", or NULL */
    const char *source_section;
    double order;
    const char *notation; /* id of a notation */
    struct network network;
    struct initial initial;
    size_t sample_count;
    struct matrix inputs;  /* samples x inputs */
    struct matrix targets; /* samples x units of the last layer */
    size_t batch_size;     /* 1..sample_count; iteration t takes the samples that follow those
                              of iteration t - 1, beginning again after the last */
    enum loss loss;
    double learning_rate;
    long iterations;
    const struct lesson_stop *stops;
    size_t stop_count;
};

/* The notations that a lesson may name. */
struct notation;
struct lesson_context {
    const char *const *notation_ids;
    size_t notation_count;
    /* In the order of the ids: the names in the script are looked up in the lesson's own. NULL:
     * only their form is checked. */
    const struct notation *const *notations;
};

/* Reads a lesson from memory; NULL when it is not valid, with everything found wrong in
 * diagnostics. Sizes are checked against the limits above before anything is allocated. */
const struct lesson *lesson_read(struct arena *arena, const char *bytes, size_t length,
                                 const struct lesson_context *context,
                                 struct diagnostics *diagnostics);

#endif
