#ifndef BACKSTEP_VIEW_BOARD_MATRIX_H
#define BACKSTEP_VIEW_BOARD_MATRIX_H

/* One matrix on the board: its numbers in square brackets, its name above and its shape below. A
 * large one shows its first and last rows and columns, or is a heat map. */

#include "view/canvas.h"
#include "view/shown.h"

/* Rows and columns of a matrix; ends are behind the last. */
struct cell_range {
    size_t row, row_end, column, column_end;
};

/* How much of a matrix is shown. */
struct board_fold {
    size_t rows, columns; /* at most, with the row or column of dots; 1: only dots */
    float heat;           /* size of heat maps, as a factor */
};

struct board_matrix {
    struct matrix value;
    const char *name;   /* "": neither that nor its shape is written */
    int tensor;         /* in the program, -1: none */
    bool is_transposed; /* of the tensor: rows are its columns */
    bool is_scalar;     /* a number without brackets */
    bool is_whole;      /* a scalar that counts */
    color_argb color;
    bool is_partial; /* only its first `known` elements, row after row, are there yet */
    size_t known;
    bool is_lit; /* these of its cells are what the reader is at */
    struct cell_range lit;
    const bool *marked; /* rows x columns: which cells are to blame; NULL: none */

    /* Set by board_matrix_measure. */
    bool is_heat;
    struct shown rows, columns;
    float cell; /* width of a number at one pixel per em */
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

/* Draws it from x on, centred on y. */
void board_matrix_draw(const struct canvas *canvas, const struct board_matrix *matrix,
                       struct board_fold fold, float size, float x, float y);

/* A tall square bracket. */
void board_bracket_draw(const struct canvas *canvas, float x, float y, float half, float size,
                        bool is_open, color_argb color);

#endif
