#ifndef BACKSTEP_VIEW_BOARD_BOARD_MATRIX_H
#define BACKSTEP_VIEW_BOARD_BOARD_MATRIX_H

/* One matrix on the board: its numbers in square brackets, its name above and its shape below. Of
 * a large one the numbers around the cell in question are shown, with the numbers of their rows
 * and columns, and under them all of it as a heat map with a frame around what is above. */

#include "step/few.h"
#include "step/filled.h"
#include "view/draw/canvas.h"

/* How much of a matrix is shown. */
struct board_fold {
    size_t rows, columns;               /* a matrix with more than that is large; 1: only dots */
    size_t window_rows, window_columns; /* of a large one with a heat map, dots among them */
    float heat;                         /* height of heat maps, in em; 0: none */
};

enum { BOARD_MATRIX_WIDTHS = 4 };

/* In em of the numbers: from row to row, between columns, beside them within the brackets, and from
 * the rows to the end of a bracket, and around it. */
struct board_spacing {
    float row, gap, pad, air;
};

/* A hall's numbers are larger and stand closer. */
struct board_spacing board_matrix_spacing(const struct layout *layout);

/* A matrix, and how it is shown. */
struct board_matrix {
    const struct filled_matrix *filled;
    struct board_spacing spacing;
    bool hides_name;  /* it stands under its symbol already, or has none: "" */
    bool hides_shape; /* there is no room for it, nor for the numbers of rows and columns */
    bool is_nested;   /* it stands in a fraction or a root */

    /* Set by board_matrix_fold. */
    bool is_asked; /* its shape is: one "?" stands for all of it */
    bool has_heat;
    struct few rows, columns;
    float cell;  /* width of a number at one pixel per em */
    float sign;  /* width of the room for signs where there is none, the same */
    float index; /* width of the numbers of its rows, in em of those; 0: there are none */

    /* The widths of what was shown before: a plan tries a few ways again and again. */
    struct board_matrix_width {
        struct few rows, columns;
        float cell, sign;
    } widths[BOARD_MATRIX_WIDTHS];
    size_t width_count;
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

/* That of its role; dim where it has none. */
color_argb board_matrix_color(const struct canvas *canvas, const struct filled_matrix *filled);

/* The height of the line that the shape stands on. */
float board_matrix_caption(const struct canvas *canvas, float size);

/* Draws it from x on, centred on y. */
void board_matrix_draw(const struct canvas *canvas, const struct board_matrix *matrix,
                       struct board_fold fold, float size, float x, float y);

/* ---- for drawing it ---- */

/* Sizes are those of the numbers, in pixels per em. */

/* In em of the numbers. */
#define BOARD_MATRIX_INDEX_GAP 0.3F /* between the number of a row and its bracket */

/* A number as the matrix writes it. */
const char *board_matrix_value_text(const struct canvas *canvas, const struct board_matrix *matrix,
                                    double value);

/* "1" for the row or column 0. */
const char *board_matrix_index_text(const struct canvas *canvas, size_t index);

/* Of a place among the columns: of its numbers, or of dots. */
float board_matrix_column_width(const struct board_matrix *matrix, size_t column, float size);

/* The brackets and what is between them. */
struct board_extent board_matrix_bracket_extent(const struct board_matrix *matrix, float size);

/* The numbers of the columns stand above the brackets, those of the rows before them. */
float board_matrix_index_pixels(const struct canvas *canvas, float size);
float board_matrix_index_height(const struct canvas *canvas, const struct board_matrix *matrix,
                                float size);
float board_matrix_index_width(const struct canvas *canvas, const struct board_matrix *matrix,
                               float size);

/* Half is half of all that is between the name and the shape. */
struct board_extent board_matrix_inner_extent(const struct canvas *canvas,
                                              const struct board_matrix *matrix,
                                              struct board_fold fold, float size);

/* The sizes of the name above and of the shape below, and "3 × 5"; "2 × (3 × 5)" of a list of
 * slices. */
float board_matrix_name_pixels(const struct canvas *canvas, float size);
float board_matrix_shape_pixels(const struct canvas *canvas, float size);
bool board_matrix_has_shape(const struct board_matrix *matrix);
const char *board_matrix_shape_text(const struct canvas *canvas, const struct board_matrix *matrix);

#endif
