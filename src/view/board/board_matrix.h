#ifndef BACKSTEP_VIEW_BOARD_BOARD_MATRIX_H
#define BACKSTEP_VIEW_BOARD_BOARD_MATRIX_H

/* One matrix on the board: its numbers in square brackets, its name above and its shape below. Of
 * a large one the numbers around the cell in question are shown, with the numbers of their rows
 * and columns, and under them all of it as a heat map with a frame around what is above. */

#include "view/board_axis.h"
#include "view/draw/canvas.h"
#include "view/term_focus.h"

/* How much of a matrix is shown. */
struct board_fold {
    size_t rows, columns;               /* a matrix with more than that is large; 1: only dots */
    size_t window_rows, window_columns; /* of a large one with a heat map, dots among them */
    float heat;                         /* height of heat maps, in em; 0: none */
};

struct board_matrix {
    struct matrix value;
    const char *name;   /* TeX; "": neither that nor its shape is written */
    bool hides_name;    /* it stands under its symbol already */
    bool hides_shape;   /* there is no room for it, nor for the numbers of rows and columns */
    bool is_target;     /* what the operation writes */
    bool is_nested;     /* it stands in a fraction: not on the line */
    bool is_unsigned;   /* never negative: no room is kept for a sign */
    int tensor;         /* in the program, -1: none */
    bool is_transposed; /* of the tensor: rows are its columns */
    bool is_scalar;     /* a number without brackets */
    bool is_constant;   /* made of numbers, counts and rates: written as short as it is */
    int decimals;       /* of its numbers; moment_decimals */
    color_argb color;
    bool is_partial; /* only its first `known` elements, row after row, are there yet */
    size_t known;
    bool is_lit; /* these of its cells are what the reader is at */
    struct cell_range lit;
    const bool *marked; /* rows x columns: which cells are to blame; NULL: none */
    bool has_center;    /* of a large one, the numbers around this cell are shown */
    size_t center_row, center_column;
    bool has_sample; /* one of its columns, or rows, is the sample that the network shows */
    bool has_sample_rows;
    size_t sample;
    bool has_wanted; /* and if that leaves this cell out, those around it */
    size_t wanted_row, wanted_column;

    /* Set by board_matrix_fold. */
    bool has_heat;
    struct board_axis rows, columns;
    float cell;  /* width of a number at one pixel per em */
    float sign;  /* width of the room for signs where there is none, the same */
    float index; /* width of the numbers of its rows, in em of those; 0: there are none */
};

/* Decides what is shown. */
void board_matrix_fold(const struct canvas *canvas, struct board_matrix *matrix,
                       struct board_fold fold);

/* What it takes when its numbers are size pixels: half is that of the brackets, above and below
 * the centre line; the name goes above and the shape below that. */
struct board_extent {
    float width, half, above, below;
};
struct board_extent board_matrix_measure(const struct canvas *canvas,
                                         const struct board_matrix *matrix, struct board_fold fold,
                                         float size);

/* The height of the line that the shape stands on. */
float board_matrix_caption(const struct canvas *canvas, float size);

/* Draws it from x on, centred on y. */
void board_matrix_draw(const struct canvas *canvas, const struct board_matrix *matrix,
                       struct board_fold fold, float size, float x, float y);

#endif
