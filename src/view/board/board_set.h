#ifndef BACKSTEP_VIEW_BOARD_BOARD_SET_H
#define BACKSTEP_VIEW_BOARD_BOARD_SET_H

/* A formula and its values, and setting them at sizes that somebody else chooses: those who look
 * for the largest that fits, and those who keep to the sizes of a lesson. */

#include "view/board/board_columns.h"
#include "view/board/board_matrix.h"

/* In em: beside a matrix, and between the formula and its values. */
#define BOARD_FIT_SLOT_SIDE 0.1F
#define BOARD_FIT_GAP 0.6F

/* What was set before, newest first. */
struct board_set_kept;
struct board_set_shelf;

struct board_fit {
    const struct canvas *canvas;
    const struct equation *equation;
    const struct filled *values;
    struct board_matrix *matrices; /* of each slot of the values */
    struct board_lines symbols, numbers;
    const struct filled_writing *writing; /* of the values */
    float most;                           /* the largest numbers may be */
    struct board_fold fold;
    bool is_folded, is_folded_without_shapes; /* the matrices are, so */
    struct math_slot *slots;
    struct board_extent *extents; /* of each matrix at the numbers' size */
    bool hides_shapes;            /* there was no room for them */
    bool hides_names;             /* they stand above */
    struct board_set_kept *kept_numbers;
    struct board_set_shelf *shelf; /* what no value changes, of all who know of each other */
    bool is_aligned;
    struct board_columns columns; /* where it is aligned */
    /* Where a lesson has all of its operations, from the top left; 0: wherever there is room. */
    float relation; /* the middle of the first relation */
    float axis;     /* of the first line of values */
};

/* Nothing is set yet. Borrows canvas and values. */
struct board_fit board_set_begin(const struct canvas *canvas, const struct filled *values,
                                 float most);

/* What was measured of the cells of the same values before, and how their formula was set. */
void board_set_know(struct board_fit *fit, const struct board_fit *known);

/* The canvas has another arena from now on: values that were set before are not kept. */
void board_set_forget(struct board_fit *fit);

/* The formula at pixels per em. */
void board_set_symbols(struct board_fit *fit, float size);

/* How much is shown of a large matrix, from much to little; of the others all in any of them. The
 * tight one is for those that are more than a few rows or columns. */
enum { BOARD_SET_WINDOWS = 4, BOARD_SET_TIGHT = BOARD_SET_WINDOWS, BOARD_SET_ALL_WINDOWS };
struct board_fold board_set_window(size_t which);

/* From which on a window makes a difference. */
size_t board_set_first_window(const struct board_fit *fit);

/* Behind the last that does, the tight one too. */
size_t board_set_end_window(const struct board_fit *fit);

/* What of each matrix is shown; with names above them or not; with shapes below them or not. */
void board_set_fold(struct board_fit *fit, struct board_fold fold);
void board_set_names(struct board_fit *fit, bool hides_names);
void board_set_shapes(struct board_fit *fit, bool hides_shapes);

/* Stacked fractions first, then those on the line: they can be broken. */
void board_set_writing(struct board_fit *fit, size_t which);

/* The values at pixels per em, after all of these. */
void board_set_numbers(struct board_fit *fit, float size);

/* Whether formula and values, each on one line, stand above each other within the width. */
bool board_set_columns(struct board_fit *fit, float width);

/* Rows or columns of a small matrix are left out. */
bool board_set_leaves_out(const struct board_fit *fit);

#endif
