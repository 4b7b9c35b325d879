#ifndef BACKSTEP_LESSON_LESSON_H
#define BACKSTEP_LESSON_LESSON_H

/* A lesson: network, data, loss, and what its author says at which step. Files are untrusted:
 * a lesson is valid in every part or it is not loaded. */

#include "base/arena.h"
#include "base/diagnostic.h"
#include "formula/loss.h"
#include "lesson/lesson_limits.h"
#include "lesson/network.h"
#include "lesson/question.h"
#include "notation/notation.h"
#include "notation/notation_source.h"
#include "notation/words.h"

#include <stdbool.h>
#include <stddef.h>

/* How closely a stop is shown. */
enum lesson_show { SHOW_ANY, SHOW_OPERATION, SHOW_TERM, SHOW_ELEMENT, SHOW_LONG, SHOW_COUNT };

/* Where the author stops: fields that are not given match anything; a stop that gives none is the
 * lesson's beginning, before the first step. */
struct lesson_stop {
    bool has_pass;
    enum pass pass;
    const char *operation;  /* NULL when not given */
    long layer;             /* 0 when not given */
    long iteration;         /* 0 when not given */
    const char *derivation; /* in which it speaks; NULL: at the step itself */
    size_t line;            /* of the derivation, misprinted ones not counted; 0: none yet */
    struct localized_text say;
    enum lesson_show show;
    const char *const *focus;
    size_t focus_count;
    const struct question *question; /* or NULL */
    const char *const *notations;    /* ids of those in which it holds */
    size_t notation_count;           /* 0: in all */
    size_t offset;                   /* where it stands in the file */
};

struct lesson {
    struct localized_text title, summary;
    struct localized_text goal;    /* what somebody can do after it, in a sentence */
    struct localized_text closing; /* what was learned and what comes next: said at the last step */
    int minutes;                   /* that it takes; 0: not said */
    const char *source_note;       /* "four", or NULL */
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
    /* Formulas, constants and state of its own (notation/own_notation.h). */
    bool has_formulas;
    const struct notation *own_notation; /* its notation with them; NULL: it has none, or the
                                            notation was not to be had */
};

/* The notation that a program of the lesson has: the one that is given, or the same one with the
 * lesson's own formulas. NULL: they are written in another notation, where they would mean
 * something else or nothing. */
const struct notation *lesson_notation(const struct lesson *lesson,
                                       const struct notation *notation);

/* The facts of a layer, 0..layer_count, that conditions of notations are held against. */
struct situation lesson_situation_at(const struct lesson *lesson, int layer);

/* The notations that a lesson may name. */
struct lesson_context {
    const char *const *notation_ids;
    size_t notation_count;
    /* In the order of the ids: the names in the script are looked up in the lesson's own. Where
     * that is not to be had, only their form is checked. */
    struct notation_source notations;
    /* Reads a file beside the lesson by its bare name, at most LESSON_MOST_BYTES, and what messages
     * are to call it; false with a sentence in *reterr. NULL: there is nothing beside it. */
    bool (*read_beside)(void *owner, struct arena *arena, const char *name,
                        struct diagnostic_source *ret, const char **reterr);
    void *owner;
};

/* Reads a lesson from memory; NULL when it is not valid, with everything found wrong in
 * diagnostics. Sizes are checked against the limits above before anything is allocated. */
const struct lesson *lesson_read(struct arena *arena, const char *bytes, size_t length,
                                 const struct lesson_context *context,
                                 struct diagnostics *diagnostics);

#endif
