#include "view/board/board_matrix.h"

#include "base/number.h"
#include "view/draw/paragraph/paragraph.h"
#include "view/draw/symbol.h"

#include <math.h>
#include <string.h>

/* In em of the numbers. */
static const float dots_width = 1.1F;
static const float name_size = 0.86F;
static const float shape_size = 0.66F;
static const float index_size = 0.55F;
static const float heat_gap = 0.5F; /* above a heat map */

static const struct board_spacing usual_spacing = {LAYOUT_LINE, 0.75F, 0.38F, 0.12F},
                                  hall_spacing = {1.32F, 0.5F, 0.25F, 0.12F},
                                  close_spacing = {1.2F, 0.35F, 0.12F, 0.04F};

struct board_spacing board_matrix_spacing(const struct layout *layout) {
    return layout->is_close ? close_spacing : layout->is_for_hall ? hall_spacing : usual_spacing;
}

/* ---- what is shown ---- */

const char *board_matrix_value_text(const struct canvas *canvas, const struct board_matrix *matrix,
                                    double value) {
    return matrix->filled->is_constant
               ? number_constant_text(canvas->arena, value, matrix->filled->decimals)
               : number_text(canvas->arena, value, matrix->filled->decimals);
}

/* The widest of the numbers that are shown, in em. */
static float numbers_width(const struct canvas *canvas, const struct board_matrix *matrix) {
    const float em = 100;
    float widest = 0;
    for (size_t r = 0; r < matrix->rows.count; r++) {
        for (size_t c = 0; c < matrix->columns.count; c++) {
            if (few_is_dots(&matrix->rows, r) || few_is_dots(&matrix->columns, c)) {
                continue;
            }
            double value = matrix_at(matrix->filled->value, (size_t)matrix->rows.index[r],
                                     (size_t)matrix->columns.index[c]);
            const char *text = board_matrix_value_text(canvas, matrix, value);
            widest = fmaxf(widest, canvas_text_width(canvas, FACE_REGULAR, em, text));
        }
    }
    return widest / em;
}

/* Of a usual number, in em: nothing moves when a tensor gets more decimals. */
static float pattern_width(const struct canvas *canvas, const struct board_matrix *matrix) {
    const float em = 100;
    if (matrix->filled->is_constant) {
        return 0;
    }
    int decimals = canvas->moment->decimals;
    const char *pattern = matrix->filled->is_unsigned ? number_text(canvas->arena, 0, decimals)
                                                      : number_pattern(canvas->arena, decimals);
    return canvas_text_width(canvas, FACE_REGULAR, em, pattern) / em;
}

static bool has_sign(const struct board_matrix *matrix) {
    for (size_t i = 0; i < matrix->filled->value.rows * matrix->filled->value.columns; i++) {
        if (signbit(matrix->filled->value.values[i])) {
            return true;
        }
    }
    return false;
}

/* Numbers without a sign stand in the middle of the room that is kept for one; powers of ten may
 * take some of it. */
static void measure_cell(const struct canvas *canvas, struct board_matrix *matrix) {
    const float em = 100;
    float widest = numbers_width(canvas, matrix);
    bool has_room =
        !matrix->filled->is_constant && !matrix->filled->is_unsigned && !has_sign(matrix);
    float minus = canvas_text_width(canvas, FACE_REGULAR, em, "−") / em;
    matrix->cell = fmaxf(widest, pattern_width(canvas, matrix));
    matrix->sign = has_room ? fminf(minus, matrix->cell - widest) : 0;
}

static bool is_same_few(const struct few *a, const struct few *b) {
    return a->count == b->count && memcmp(a->index, b->index, a->count * sizeof *a->index) == 0;
}

/* Measured once for the same rows and columns. */
static void set_cell(const struct canvas *canvas, struct board_matrix *matrix) {
    for (size_t i = 0; i < matrix->width_count; i++) {
        const struct board_matrix_width *known = &matrix->widths[i];
        if (is_same_few(&known->rows, &matrix->rows) &&
            is_same_few(&known->columns, &matrix->columns)) {
            matrix->cell = known->cell;
            matrix->sign = known->sign;
            return;
        }
    }
    measure_cell(canvas, matrix);
    if (matrix->width_count < BOARD_MATRIX_WIDTHS) {
        matrix->widths[matrix->width_count++] =
            (struct board_matrix_width){matrix->rows, matrix->columns, matrix->cell, matrix->sign};
    }
}

const char *board_matrix_index_text(const struct canvas *canvas, size_t index) {
    return text_format(canvas->arena, "%zu", index + 1);
}

/* Of the largest row number, in em. */
static float index_width_of(const struct canvas *canvas, size_t rows) {
    const float em = 100;
    return canvas_text_width(canvas, FACE_REGULAR, em, board_matrix_index_text(canvas, rows - 1)) /
           em;
}

static bool shows(const struct few *axis, size_t index) {
    bool is_found = false;
    for (size_t i = 0; i < axis->count; i++) {
        is_found = is_found || axis->index[i] == (long)index;
    }
    return is_found;
}

static struct few axis_of(size_t total, size_t most, const size_t *center, const size_t *wanted) {
    struct few axis = few_create(total, most, center);
    bool is_free = center == NULL && wanted != NULL && !shows(&axis, *wanted);
    return is_free ? few_create(total, most, wanted) : axis;
}

/* A question asks for its shape, which rows and columns would tell, of whatever they are. */
static bool is_asked(const struct canvas *canvas, const struct filled_matrix *filled) {
    struct shape shape = {filled->value.rows, filled->value.columns};
    return !filled->is_scalar && !filled->is_constant &&
           moment_asks_shape(canvas->moment, filled->tensor, shape);
}

static void fold_asked(const struct canvas *canvas, struct board_matrix *matrix) {
    matrix->rows = matrix->columns = few_create(1, 1, NULL);
    matrix->has_heat = false;
    matrix->index = 0;
    set_cell(canvas, matrix);
}

void board_matrix_fold(const struct canvas *canvas, struct board_matrix *matrix,
                       struct board_fold fold) {
    enum { LEAST_HEAT_SIDE = 4 };
    matrix->is_asked = is_asked(canvas, matrix->filled);
    if (matrix->is_asked) {
        fold_asked(canvas, matrix);
        return;
    }
    size_t rows = matrix->filled->value.rows;
    size_t columns = matrix->filled->value.columns;
    bool is_large = rows > fold.rows || columns > fold.columns;
    bool is_plane = rows >= LEAST_HEAT_SIDE && columns >= LEAST_HEAT_SIDE;
    matrix->has_heat = is_large && fold.heat > 0 && fold.rows > 1 && is_plane;
    /* a long vector has the room of its neighbours' heat maps */
    size_t more = is_plane ? 0 : 2;
    size_t most_rows = rows > fold.rows ? fold.window_rows + more : fold.rows;
    size_t most_columns = columns > fold.columns ? fold.window_columns + more : fold.columns;
    if (matrix->has_heat) {
        most_rows = fold.window_rows;
        most_columns = fold.window_columns;
    }
    matrix->rows = axis_of(rows, most_rows < fold.rows ? most_rows : fold.rows,
                           matrix->filled->has_center ? &matrix->filled->center_row : NULL,
                           matrix->filled->has_wanted ? &matrix->filled->wanted_row : NULL);
    matrix->columns = axis_of(columns, most_columns < fold.columns ? most_columns : fold.columns,
                              matrix->filled->has_center ? &matrix->filled->center_column : NULL,
                              matrix->filled->has_wanted ? &matrix->filled->wanted_column : NULL);
    set_cell(canvas, matrix);
    bool has_indexes = is_large && fold.rows > 1 && rows > 1;
    matrix->index = has_indexes && !matrix->hides_shape ? index_width_of(canvas, rows) : 0;
}

/* ---- how large it is ---- */

float board_matrix_column_width(const struct board_matrix *matrix, size_t column, float size) {
    bool is_all_dots = matrix->rows.count == 1 && few_is_dots(&matrix->rows, 0);
    return few_is_dots(&matrix->columns, column) || is_all_dots ? dots_width * size
                                                                : matrix->cell * size;
}

/* The brackets and what is between them. */
struct board_extent board_matrix_bracket_extent(const struct board_matrix *matrix, float size) {
    float width = 2 * matrix->spacing.pad * size;
    for (size_t i = 0; i < matrix->columns.count; i++) {
        width +=
            board_matrix_column_width(matrix, i, size) + (i > 0 ? matrix->spacing.gap * size : 0);
    }
    float rows = (float)matrix->rows.count * matrix->spacing.row;
    return (struct board_extent){.width = width, .half = (rows / 2 + matrix->spacing.air) * size};
}

/* The numbers of the columns stand above the brackets, those of the rows before them. */
float board_matrix_index_pixels(const struct canvas *canvas, float size) {
    return fmaxf(index_size * size, canvas->layout->legible);
}

float board_matrix_index_height(const struct canvas *canvas, const struct board_matrix *matrix,
                                float size) {
    return matrix->index > 0 ? PARAGRAPH_LINE * board_matrix_index_pixels(canvas, size) : 0;
}

float board_matrix_index_width(const struct canvas *canvas, const struct board_matrix *matrix,
                               float size) {
    return matrix->index > 0 ? matrix->index * board_matrix_index_pixels(canvas, size) +
                                   BOARD_MATRIX_INDEX_GAP * size
                             : 0;
}

static float heat_height(const struct board_matrix *matrix, struct board_fold fold, float size) {
    return matrix->has_heat ? (fold.heat + heat_gap) * size : 0;
}

/* Half is half of all that is between the name and the shape. */
struct board_extent board_matrix_inner_extent(const struct canvas *canvas,
                                              const struct board_matrix *matrix,
                                              struct board_fold fold, float size) {
    if (matrix->filled->is_scalar) {
        return (struct board_extent){.width = matrix->cell * size,
                                     .half = matrix->spacing.row / 2 * size};
    }
    struct board_extent extent = board_matrix_bracket_extent(matrix, size);
    extent.width += board_matrix_index_width(canvas, matrix, size);
    extent.half +=
        (board_matrix_index_height(canvas, matrix, size) + heat_height(matrix, fold, size)) / 2;
    return extent;
}

float board_matrix_name_pixels(const struct canvas *canvas, float size) {
    return fmaxf(name_size * size, canvas->layout->legible);
}

/* With air above and below; the same for most names. */
static float name_height(const struct canvas *canvas, struct symbol_extent name, float size) {
    const float air = 0.5F;
    float pixels = board_matrix_name_pixels(canvas, size);
    return fmaxf(PARAGRAPH_LINE * pixels, name.ascent + name.descent + air * pixels);
}

float board_matrix_shape_pixels(const struct canvas *canvas, float size) {
    return fmaxf(shape_size * size, canvas->layout->legible);
}

float board_matrix_caption(const struct canvas *canvas, float size) {
    return PARAGRAPH_LINE * board_matrix_shape_pixels(canvas, size);
}

bool board_matrix_has_shape(const struct board_matrix *matrix) {
    return !matrix->filled->is_scalar && !matrix->hides_shape;
}

const char *board_matrix_shape_text(const struct canvas *canvas,
                                    const struct board_matrix *matrix) {
    if (matrix->is_asked) {
        return "? × ?";
    }
    const struct filled_matrix *filled = matrix->filled;
    if (filled->slices > 1) {
        return text_format(canvas->arena, "%zu × (%zu × %zu)", filled->slices,
                           filled->value.rows / filled->slices, filled->value.columns);
    }
    return text_format(canvas->arena, "%zu × %zu", filled->value.rows, filled->value.columns);
}

struct board_extent board_matrix_measure(const struct canvas *canvas,
                                         const struct board_matrix *matrix, struct board_fold fold,
                                         float size) {
    struct board_extent extent = board_matrix_inner_extent(canvas, matrix, fold, size);
    if (*matrix->filled->name == '\0') {
        extent.above = extent.below = extent.half;
        return extent;
    }
    struct symbol_extent name = {0};
    if (!matrix->hides_name) {
        name = symbol_measure(canvas, board_matrix_name_pixels(canvas, size), matrix->filled->name);
    }
    float shape =
        !board_matrix_has_shape(matrix)
            ? 0
            : canvas_text_width(canvas, FACE_REGULAR, board_matrix_shape_pixels(canvas, size),
                                board_matrix_shape_text(canvas, matrix));
    extent.width = fmaxf(extent.width, fmaxf(name.width, shape));
    extent.above = extent.half + (matrix->hides_name ? 0 : name_height(canvas, name, size));
    extent.below = extent.half + (!board_matrix_has_shape(matrix)
                                      ? 0
                                      : PARAGRAPH_LINE * board_matrix_shape_pixels(canvas, size));
    return extent;
}

color_argb board_matrix_color(const struct canvas *canvas, const struct filled_matrix *filled) {
    return filled->role != ROLE_COUNT ? canvas_role_color(canvas, filled->role)
                                      : canvas_color(canvas, COLOR_TEXT_DIM);
}
