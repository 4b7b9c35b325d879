#ifndef BACKSTEP_TELL_TELLING_H
#define BACKSTEP_TELL_TELLING_H

/* What is said of a step: words, numbers and formulas in a row, each with what it stands for. It
 * has no font and no pixel: a paragraph, a line of a terminal and a page of LaTeX are ways to write
 * one telling. */

#include "engine/quantity.h"
#include "step/equation.h"

enum telling_kind {
    TELLING_WORDS,
    TELLING_FORMULA, /* TeX: its spans say what symbols stand for */
    TELLING_SYMBOL,  /* TeX of one name, which among words is written on the line: a/b */
    TELLING_END,     /* of a line: what follows begins a new one */
    TELLING_KIND_COUNT
};

/* Bytes of a formula that stand for something. */
struct telling_span {
    size_t begin, end;
    enum role role;           /* ROLE_COUNT: none */
    struct quantity quantity; /* QUANTITY_NONE: none in this program */
};

struct telling_part {
    enum telling_kind kind;
    const char *text; /* UTF-8, or TeX; END: NULL. Of words the spaces count */
    bool is_quiet;    /* beside the matter: a label, dots for what is left out */
    bool is_strong;
    bool is_relation; /* of words: " = " between the sides of an equation */
    enum role role;   /* of words and symbols: what they are; ROLE_COUNT: nothing that has one */
    struct quantity quantity;         /* of words and symbols: what they stand for, or none */
    const struct telling_span *spans; /* of a FORMULA, in order, none inside another */
    size_t span_count;
};

struct telling {
    struct arena *arena;
    enum language language;
    struct telling_part *parts;
    size_t count, capacity;
};

/* Nothing said yet; parts and their texts live in the arena. */
struct telling telling_begin(struct arena *arena, enum language language);

/* Appends words; nothing for an empty text. The text must outlive the telling. */
void telling_words(struct telling *telling, const char *text);
void telling_quiet(struct telling *telling, const char *text);
void telling_toned(struct telling *telling, const char *text, bool is_quiet, bool is_strong);

/* Appends " = ", or " ≈ ", between two sides: worked lines may break before it. */
void telling_relation(struct telling *telling, const char *text);

/* Appends words that stand for something: a number of a matrix. */
void telling_number(struct telling *telling, const char *text, enum role role,
                    struct quantity quantity);

/* Appends a name. */
void telling_symbol(struct telling *telling, const char *tex, enum role role,
                    struct quantity quantity);

/* Appends all that another one has said, in the same arena. */
void telling_append(struct telling *telling, const struct telling *said);

/* Appends the name of a tensor of the program. */
void telling_tensor(struct telling *telling, const struct program *program, int tensor);

/* Appends an equation; its tensors are its spans. */
void telling_equation(struct telling *telling, const struct equation *equation);

/* Appends a formula, with its spans (borrowed). */
void telling_formula(struct telling *telling, const char *tex, const struct telling_span *spans,
                     size_t span_count);

/* What follows begins a new line. */
void telling_end_line(struct telling *telling);

#endif
