#include "view/board_matrix.h"

#include "view/number.h"
#include "view/symbol.h"

#include <math.h>
#include <string.h>

/* In em of the numbers. */
static const float row_pitch = 1.42F;
static const float column_gap = 0.75F;
static const float bracket_pad = 0.38F;
static const float bracket_tick = 0.26F;
static const float dots_width = 1.1F;
static const float name_size = 0.86F;
static const float shape_size = 0.66F;
static const float heat_cell = 0.34F;

static const float smallest_caption = 11;

/* ---- what is shown ---- */

static const char *value_text(const struct canvas *canvas, const struct board_matrix *matrix,
                              double value) {
    return matrix->is_whole
               ? text_format(canvas->arena, "%.15g", value)
               : number_text(canvas->arena, value, session_settings(canvas->session)->decimals);
}

static float cell_width(const struct canvas *canvas, const struct board_matrix *matrix) {
    const float em = 100;
    float widest = 0;
    if (!matrix->is_whole) {
        int decimals = session_settings(canvas->session)->decimals;
        const char *pattern = number_pattern(canvas->arena, decimals);
        widest = canvas_text_width(canvas, FACE_REGULAR, em, pattern);
    }
    for (size_t r = 0; r < matrix->rows.count; r++) {
        for (size_t c = 0; c < matrix->columns.count; c++) {
            if (shown_is_dots(&matrix->rows, r) || shown_is_dots(&matrix->columns, c)) {
                continue;
            }
            double value =
                matrix_at(matrix->value, matrix->rows.index[r], matrix->columns.index[c]);
            const char *text = value_text(canvas, matrix, value);
            widest = fmaxf(widest, canvas_text_width(canvas, FACE_REGULAR, em, text));
        }
    }
    return widest / em;
}

void board_matrix_fold(const struct canvas *canvas, struct board_matrix *matrix,
                       struct board_fold fold) {
    enum { LEAST_HEAT_SIDE = 4 };
    size_t rows = matrix->value.rows;
    size_t columns = matrix->value.columns;
    bool is_large = rows > fold.rows || columns > fold.columns;
    matrix->is_heat =
        is_large && fold.rows > 1 && rows >= LEAST_HEAT_SIDE && columns >= LEAST_HEAT_SIDE;
    matrix->rows = shown_create(rows, fold.rows);
    matrix->columns = shown_create(columns, fold.columns);
    matrix->cell = matrix->is_heat ? 0 : cell_width(canvas, matrix);
}

/* ---- how large it is ---- */

static float held(float value, float least, float most) {
    return fmaxf(fminf(value, most), least);
}

static struct board_extent heat_extent(const struct board_matrix *matrix, struct board_fold fold,
                                       float size) {
    float width = held(heat_cell * (float)matrix->value.columns, 2.5F, 9);
    float height = held(heat_cell * (float)matrix->value.rows, 2, 8);
    return (struct board_extent){.width = width * size * fold.heat,
                                 .half = height / 2 * size * fold.heat};
}

static float column_width(const struct board_matrix *matrix, size_t column, float size) {
    bool is_all_dots = matrix->rows.count == 1 && matrix->rows.has_dots;
    return shown_is_dots(&matrix->columns, column) || is_all_dots ? dots_width * size
                                                                  : matrix->cell * size;
}

static struct board_extent inner_extent(const struct board_matrix *matrix, struct board_fold fold,
                                        float size) {
    if (matrix->is_scalar) {
        return (struct board_extent){.width = matrix->cell * size, .half = row_pitch / 2 * size};
    }
    if (matrix->is_heat) {
        return heat_extent(matrix, fold, size);
    }
    float width = 2 * bracket_pad * size;
    for (size_t i = 0; i < matrix->columns.count; i++) {
        width += column_width(matrix, i, size) + (i > 0 ? column_gap * size : 0);
    }
    float rows = (float)matrix->rows.count * row_pitch;
    return (struct board_extent){.width = width, .half = (rows / 2 + 0.12F) * size};
}

static float name_pixels(float size) {
    return fmaxf(name_size * size, smallest_caption);
}

static float shape_pixels(float size) {
    return fmaxf(shape_size * size, smallest_caption);
}

static const char *shape_text(const struct canvas *canvas, const struct board_matrix *matrix) {
    return text_format(canvas->arena, "%zu × %zu", matrix->value.rows, matrix->value.columns);
}

struct board_extent board_matrix_measure(const struct canvas *canvas,
                                         const struct board_matrix *matrix, struct board_fold fold,
                                         float size) {
    struct board_extent extent = inner_extent(matrix, fold, size);
    if (*matrix->name == '\0') {
        extent.above = extent.below = extent.half;
        return extent;
    }
    float name = symbol_width(canvas, name_pixels(size), matrix->name);
    float shape = matrix->is_scalar ? 0
                                    : canvas_text_width(canvas, FACE_REGULAR, shape_pixels(size),
                                                        shape_text(canvas, matrix));
    extent.width = fmaxf(extent.width, fmaxf(name, shape));
    extent.above = extent.half + PARAGRAPH_LINE * name_pixels(size);
    extent.below = extent.half + (matrix->is_scalar ? 0 : PARAGRAPH_LINE * shape_pixels(size));
    return extent;
}

/* ---- drawing ---- */

void board_bracket_draw(const struct canvas *canvas, float x, float y, float half, float size,
                        bool is_open, color_argb color) {
    float thick = fmaxf(roundf(size * 0.07F), 1);
    float tick = roundf(size * bracket_tick);
    float top = roundf(y - half);
    float bottom = roundf(y + half);
    float bar = is_open ? roundf(x) : roundf(x) - thick;
    float tick_left = is_open ? bar : bar + thick - tick;
    canvas_box(canvas, (struct rect){bar, top, thick, bottom - top}, 0, color, 0, 0);
    canvas_box(canvas, (struct rect){tick_left, top, tick, thick}, 0, color, 0, 0);
    canvas_box(canvas, (struct rect){tick_left, bottom - thick, tick, thick}, 0, color, 0, 0);
}

static struct quantity quantity_of(const struct board_matrix *matrix, size_t row, size_t column) {
    return (struct quantity){matrix->tensor, (long)(matrix->is_transposed ? column : row),
                             (long)(matrix->is_transposed ? row : column)};
}

static bool is_lit(const struct board_matrix *matrix, size_t row, size_t column) {
    const struct cell_range *lit = &matrix->lit;
    return matrix->is_lit && row >= lit->row && row < lit->row_end && column >= lit->column &&
           column < lit->column_end;
}

/* ---- what is to blame ---- */

struct span {
    size_t begin, end;
};

/* What a row or a column on the board stands for: dots for all that they hide. */
static struct span shown_span(const struct shown *shown, size_t place, size_t count) {
    if (!shown_is_dots(shown, place)) {
        return (struct span){shown->index[place], shown->index[place] + 1};
    }
    return (struct span){place > 0 ? shown->index[place - 1] + 1 : 0,
                         place + 1 < shown->count ? shown->index[place + 1] : count};
}

static bool is_marked(const struct board_matrix *matrix, struct span rows, struct span columns) {
    for (size_t row = rows.begin; matrix->marked != NULL && row < rows.end; row++) {
        for (size_t column = columns.begin; column < columns.end; column++) {
            if (matrix->marked[row * matrix->value.columns + column]) {
                return true;
            }
        }
    }
    return false;
}

static void draw_frame(const struct canvas *canvas, struct rect rect) {
    canvas_box(canvas, rect, 0.75F * canvas->layout->unit, 0, fmaxf(canvas->layout->line * 1.6F, 2),
               canvas_color(canvas, COLOR_BAD));
}

static struct rect cell_rect(float right, float y, float width, float size) {
    float pad = 0.2F * size;
    return (struct rect){right - width - pad, y - row_pitch * size / 2, width + 2 * pad,
                         row_pitch * size};
}

static void draw_blame(const struct canvas *canvas, const struct board_matrix *matrix, size_t r,
                       size_t c, float size, float right, float y) {
    if (is_marked(matrix, shown_span(&matrix->rows, r, matrix->value.rows),
                  shown_span(&matrix->columns, c, matrix->value.columns))) {
        draw_frame(canvas, cell_rect(right, y, column_width(matrix, c, size), size));
    }
}

/* ---- cells ---- */

/* Behind a number, as wide as its column. */
static void draw_light(const struct canvas *canvas, struct rect cell, float size) {
    canvas_box(canvas, cell, 0.2F * size, theme_fade(canvas_color(canvas, COLOR_WEIGHT), 0.28F), 0,
               0);
}

static void draw_cell(const struct canvas *canvas, const struct board_matrix *matrix, size_t r,
                      size_t c, float size, float right, float y) {
    bool is_row_dots = shown_is_dots(&matrix->rows, r);
    bool is_column_dots = shown_is_dots(&matrix->columns, c);
    if (is_row_dots || is_column_dots) {
        const char *dots = is_row_dots && is_column_dots ? "⋱" : is_row_dots ? "⋮" : "⋯";
        if (matrix->rows.count == 1 && matrix->columns.count == 1) {
            dots = "⋯";
        }
        struct text_style style = canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT_DIM);
        float width = column_width(matrix, c, size);
        canvas_text(canvas, right - width / 2, y, ALIGN_CENTER, style, dots, QUANTITY_NONE);
        return;
    }
    size_t row = matrix->rows.index[r];
    size_t column = matrix->columns.index[c];
    if (is_lit(matrix, row, column)) {
        draw_light(canvas, cell_rect(right, y, column_width(matrix, c, size), size), size);
    }
    bool is_unknown = matrix->is_partial && row * matrix->value.columns + column >= matrix->known;
    const char *text =
        is_unknown ? "—" : value_text(canvas, matrix, matrix_at(matrix->value, row, column));
    canvas_text(canvas, right, y, ALIGN_RIGHT, canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT),
                text, quantity_of(matrix, row, column));
}

static void draw_cells(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                       float left, float y) {
    float top = y - (float)matrix->rows.count * row_pitch * size / 2;
    for (size_t r = 0; r < matrix->rows.count; r++) {
        float x = left;
        for (size_t c = 0; c < matrix->columns.count; c++) {
            x += column_width(matrix, c, size) + (c > 0 ? column_gap * size : 0);
            float middle = top + ((float)r + 0.5F) * row_pitch * size;
            draw_cell(canvas, matrix, r, c, size, x, middle);
            draw_blame(canvas, matrix, r, c, size, x, middle);
        }
    }
}

/* A copy: the state goes on to change, and the picture must not. */
static void draw_heat(const struct canvas *canvas, const struct board_matrix *matrix,
                      struct rect rect) {
    size_t count = matrix->value.rows * matrix->value.columns;
    double *values = ARENA_ARRAY(canvas->arena, double, count);
    size_t known = matrix->is_partial && matrix->known < count ? matrix->known : count;
    memcpy(values, matrix->value.values, known * sizeof *values);
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        most = fmax(most, fabs(values[i]));
    }
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_HEAT,
                                 .bounds = rect,
                                 .quantity = {matrix->is_transposed ? -1 : matrix->tensor, -1, -1},
                                 .values = values,
                                 .rows = matrix->value.rows,
                                 .columns = matrix->value.columns,
                                 .most = most > 0 ? most : 1,
                                 .negative_color = canvas_color(canvas, COLOR_NEGATIVE),
                                 .middle_color = canvas_color(canvas, COLOR_PANEL),
                                 .positive_color = canvas_color(canvas, COLOR_POSITIVE),
                             });
    canvas_box(canvas, rect_inset(rect, -canvas->layout->line), 0, 0, canvas->layout->line,
               canvas_color(canvas, COLOR_MARK_DIM));
}

static void draw_captions(const struct canvas *canvas, const struct board_matrix *matrix,
                          float size, float middle, float y, struct board_extent extent) {
    float name = name_pixels(size);
    if (*matrix->name == '\0') {
        return;
    }
    symbol_draw(canvas, middle, y - extent.half - PARAGRAPH_LINE * name / 2, ALIGN_CENTER, name,
                matrix->color, matrix->name);
    if (!matrix->is_scalar) {
        float shape = shape_pixels(size);
        struct text_style style = {FACE_REGULAR, shape, matrix->color};
        canvas_text(canvas, middle, y + extent.half + PARAGRAPH_LINE * shape / 2, ALIGN_CENTER,
                    style, shape_text(canvas, matrix), QUANTITY_NONE);
    }
}

void board_matrix_draw(const struct canvas *canvas, const struct board_matrix *matrix,
                       struct board_fold fold, float size, float x, float y) {
    struct board_extent extent = board_matrix_measure(canvas, matrix, fold, size);
    struct board_extent inner = inner_extent(matrix, fold, size);
    float middle = x + extent.width / 2;
    float left = middle - inner.width / 2;
    struct rect whole = {left, y - inner.half, inner.width, 2 * inner.half};
    draw_captions(canvas, matrix, size, middle, y, extent);
    if (matrix->is_heat) {
        draw_heat(canvas, matrix, whole);
    }
    bool is_one = matrix->is_heat || matrix->is_scalar;
    if (is_one && is_marked(matrix, (struct span){0, matrix->value.rows},
                            (struct span){0, matrix->value.columns})) {
        draw_frame(canvas, rect_inset(whole, -0.1F * size));
    }
    if (matrix->is_heat) {
        return;
    }
    if (matrix->is_scalar) {
        bool is_unknown = matrix->is_partial && matrix->known == 0;
        canvas_text(canvas, middle, y, ALIGN_CENTER,
                    canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT),
                    is_unknown ? "—" : value_text(canvas, matrix, *matrix->value.values),
                    quantity_of(matrix, 0, 0));
        return;
    }
    color_argb color = canvas_color(canvas, COLOR_TEXT);
    draw_cells(canvas, matrix, size, left + bracket_pad * size, y);
    board_bracket_draw(canvas, left, y, inner.half, size, true, color);
    board_bracket_draw(canvas, left + inner.width, y, inner.half, size, false, color);
}
