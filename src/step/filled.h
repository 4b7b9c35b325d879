#ifndef BACKSTEP_STEP_FILLED_H
#define BACKSTEP_STEP_FILLED_H

/* An equation once more with its values in the place of its symbols: the same TeX, in which each
 * tensor is a slot for its matrix, and counts and rates are numbers. */

#include "step/equation.h"
#include "step/moment.h"

/* What a matrix in a slot is. */
struct filled_matrix {
    struct matrix value;
    const char *name;   /* TeX; "": none */
    enum role role;     /* of its tensor; ROLE_COUNT: it is none */
    int tensor;         /* in the program, -1: none */
    bool is_transposed; /* of the tensor: rows are its columns */
    bool is_target;     /* what the operation writes */
    bool is_unsigned;   /* never negative */
    bool is_scalar;     /* a number without brackets */
    bool is_constant;   /* made of numbers, counts and rates: written as short as it is */
    int decimals;       /* of its numbers; moment_decimals */
    bool is_partial;    /* only its first `known` elements, row after row, are there yet */
    size_t known;
    size_t slices; /* of a tensor's list of them, one below the other: how many; 0: none */
    bool is_lit;   /* these of its cells are what the reader is at */
    struct cell_range lit;
    const bool *marked; /* rows x columns: which cells are to blame; NULL: none */
    bool has_center;    /* of a large one, the numbers around this cell matter */
    size_t center_row, center_column;
    bool has_sample; /* one of its columns, or rows, is the sample in question */
    bool has_sample_rows;
    size_t sample;
    bool has_wanted; /* this cell is what the reader selected */
    size_t wanted_row, wanted_column;
};

/* Of a longer sum the first ones, dots and the last. */
enum { FILLED_MOST_SUMMANDS = 4 };

/* What stands in a slot. */
struct filled_slot {
    struct filled_matrix matrix;
    struct print_piece piece; /* bytes of the equation that it replaces, and their node */
};

/* Bytes of a writing's source that are a number in the place of a tensor. */
struct filled_digits {
    size_t begin, end;
    int node;
};

/* The values as TeX: as the equation has it, or with its fractions on the line, a/b, where they
 * would be too wide to stack. */
struct filled_writing {
    const char *tex; /* "\slot{0}" stands for the first slot */
    struct filled_digits *digits;
    size_t digits_count;
};
enum filled_writing_kind { FILLED_STACKED, FILLED_INLINE, FILLED_WRITINGS };

struct filled {
    const struct equation *equation;
    struct filled_slot *slots; /* in the equation's order; the first is the target */
    size_t slot_count;
    bool has_summands; /* some slots are summands of one symbol */
    struct filled_writing writings[FILLED_WRITINGS];
    size_t writing_count; /* 1 where no fraction has a matrix in it */
};

#endif
