#include "view/board/board_matrix.h"

#include "base/number.h"
#include "view/draw/paragraph.h"
#include "view/draw/symbol.h"

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
static const float index_size = 0.55F;
static const float heat_gap = 0.5F; /* above a heat map */

/* ---- what is shown ---- */

static const char *value_text(const struct canvas *canvas, const struct board_matrix *matrix,
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
            const char *text = value_text(canvas, matrix, value);
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
static void set_cell(const struct canvas *canvas, struct board_matrix *matrix) {
    const float em = 100;
    float widest = numbers_width(canvas, matrix);
    bool has_room =
        !matrix->filled->is_constant && !matrix->filled->is_unsigned && !has_sign(matrix);
    float minus = canvas_text_width(canvas, FACE_REGULAR, em, "−") / em;
    matrix->cell = fmaxf(widest, pattern_width(canvas, matrix));
    matrix->sign = has_room ? fminf(minus, matrix->cell - widest) : 0;
}

static const char *index_text(const struct canvas *canvas, size_t index) {
    return text_format(canvas->arena, "%zu", index + 1);
}

/* Of the largest row number, in em. */
static float index_width_of(const struct canvas *canvas, size_t rows) {
    const float em = 100;
    return canvas_text_width(canvas, FACE_REGULAR, em, index_text(canvas, rows - 1)) / em;
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
    return wanted == NULL || shows(&axis, *wanted) ? axis : few_create(total, most, wanted);
}

void board_matrix_fold(const struct canvas *canvas, struct board_matrix *matrix,
                       struct board_fold fold) {
    enum { LEAST_HEAT_SIDE = 4 };
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

static float column_width(const struct board_matrix *matrix, size_t column, float size) {
    bool is_all_dots = matrix->rows.count == 1 && few_is_dots(&matrix->rows, 0);
    return few_is_dots(&matrix->columns, column) || is_all_dots ? dots_width * size
                                                                : matrix->cell * size;
}

/* The brackets and what is between them. */
static struct board_extent bracket_extent(const struct board_matrix *matrix, float size) {
    float width = 2 * bracket_pad * size;
    for (size_t i = 0; i < matrix->columns.count; i++) {
        width += column_width(matrix, i, size) + (i > 0 ? column_gap * size : 0);
    }
    float rows = (float)matrix->rows.count * row_pitch;
    return (struct board_extent){.width = width, .half = (rows / 2 + 0.12F) * size};
}

/* The numbers of the columns stand above the brackets, those of the rows before them. */
static float index_pixels(const struct canvas *canvas, float size) {
    return fmaxf(index_size * size, canvas->layout->legible);
}

static float index_height(const struct canvas *canvas, const struct board_matrix *matrix,
                          float size) {
    return matrix->index > 0 ? PARAGRAPH_LINE * index_pixels(canvas, size) : 0;
}

static float index_width(const struct canvas *canvas, const struct board_matrix *matrix,
                         float size) {
    return matrix->index > 0 ? matrix->index * index_pixels(canvas, size) + 0.3F * size : 0;
}

static float heat_height(const struct board_matrix *matrix, struct board_fold fold, float size) {
    return matrix->has_heat ? (fold.heat + heat_gap) * size : 0;
}

/* Half is half of all that is between the name and the shape. */
static struct board_extent inner_extent(const struct canvas *canvas,
                                        const struct board_matrix *matrix, struct board_fold fold,
                                        float size) {
    if (matrix->filled->is_scalar) {
        return (struct board_extent){.width = matrix->cell * size, .half = row_pitch / 2 * size};
    }
    struct board_extent extent = bracket_extent(matrix, size);
    extent.width += index_width(canvas, matrix, size);
    extent.half += (index_height(canvas, matrix, size) + heat_height(matrix, fold, size)) / 2;
    return extent;
}

static float name_pixels(const struct canvas *canvas, float size) {
    return fmaxf(name_size * size, canvas->layout->legible);
}

/* With air above and below; the same for most names. */
static float name_height(const struct canvas *canvas, struct symbol_extent name, float size) {
    const float air = 0.5F;
    float pixels = name_pixels(canvas, size);
    return fmaxf(PARAGRAPH_LINE * pixels, name.ascent + name.descent + air * pixels);
}

static float shape_pixels(const struct canvas *canvas, float size) {
    return fmaxf(shape_size * size, canvas->layout->legible);
}

float board_matrix_caption(const struct canvas *canvas, float size) {
    return PARAGRAPH_LINE * shape_pixels(canvas, size);
}

static bool has_shape(const struct board_matrix *matrix) {
    return !matrix->filled->is_scalar && !matrix->hides_shape;
}

static const char *shape_text(const struct canvas *canvas, const struct board_matrix *matrix) {
    return text_format(canvas->arena, "%zu × %zu", matrix->filled->value.rows,
                       matrix->filled->value.columns);
}

struct board_extent board_matrix_measure(const struct canvas *canvas,
                                         const struct board_matrix *matrix, struct board_fold fold,
                                         float size) {
    struct board_extent extent = inner_extent(canvas, matrix, fold, size);
    if (*matrix->filled->name == '\0') {
        extent.above = extent.below = extent.half;
        return extent;
    }
    struct symbol_extent name = {0};
    if (!matrix->hides_name) {
        name = symbol_measure(canvas, name_pixels(canvas, size), matrix->filled->name);
    }
    float shape = !has_shape(matrix)
                      ? 0
                      : canvas_text_width(canvas, FACE_REGULAR, shape_pixels(canvas, size),
                                          shape_text(canvas, matrix));
    extent.width = fmaxf(extent.width, fmaxf(name.width, shape));
    extent.above = extent.half + (matrix->hides_name ? 0 : name_height(canvas, name, size));
    extent.below =
        extent.half + (!has_shape(matrix) ? 0 : PARAGRAPH_LINE * shape_pixels(canvas, size));
    return extent;
}

color_argb board_matrix_color(const struct canvas *canvas, const struct filled_matrix *filled) {
    return filled->role != ROLE_COUNT ? canvas_role_color(canvas, filled->role)
                                      : canvas_color(canvas, COLOR_TEXT_DIM);
}

/* ---- drawing ---- */

/* A tall square bracket. */
static void draw_bracket(const struct canvas *canvas, float x, float y, float half, float size,
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
    return (struct quantity){matrix->filled->tensor,
                             (long)(matrix->filled->is_transposed ? column : row),
                             (long)(matrix->filled->is_transposed ? row : column)};
}

static bool is_lit(const struct board_matrix *matrix, size_t row, size_t column) {
    const struct cell_range *lit = &matrix->filled->lit;
    return matrix->filled->is_lit && row >= lit->row && row < lit->row_end &&
           column >= lit->column && column < lit->column_end;
}

/* ---- what is to blame ---- */

static bool is_marked(const struct board_matrix *matrix, struct few_span rows,
                      struct few_span columns) {
    for (size_t row = rows.begin; matrix->filled->marked != NULL && row < rows.end; row++) {
        for (size_t column = columns.begin; column < columns.end; column++) {
            if (matrix->filled->marked[row * matrix->filled->value.columns + column]) {
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
    if (is_marked(matrix, few_span(&matrix->rows, r, matrix->filled->value.rows),
                  few_span(&matrix->columns, c, matrix->filled->value.columns))) {
        draw_frame(canvas, cell_rect(right, y, column_width(matrix, c, size), size));
    }
}

/* ---- cells ---- */

/* Behind a number, as wide as its column. */
static void draw_light(const struct canvas *canvas, struct rect cell, float size) {
    canvas_box(canvas, cell, 0.2F * size, theme_fade(canvas_color(canvas, COLOR_WEIGHT), 0.28F), 0,
               0);
}

static void draw_dots(const struct canvas *canvas, const struct board_matrix *matrix, size_t r,
                      size_t c, float size, float right, float y) {
    bool is_row_dots = few_is_dots(&matrix->rows, r);
    bool is_column_dots = few_is_dots(&matrix->columns, c);
    bool is_all = matrix->rows.count == 1 && matrix->columns.count == 1;
    const char *dots = is_row_dots && is_column_dots && !is_all ? "⋱"
                       : is_row_dots && !is_all                 ? "⋮"
                                                                : "⋯";
    struct text_style style = canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT_DIM);
    float width = column_width(matrix, c, size);
    canvas_text(canvas, right - width / 2, y, ALIGN_CENTER, style, dots, QUANTITY_NONE);
}

static void draw_cell(const struct canvas *canvas, const struct board_matrix *matrix, size_t r,
                      size_t c, float size, float right, float y) {
    if (few_is_dots(&matrix->rows, r) || few_is_dots(&matrix->columns, c)) {
        draw_dots(canvas, matrix, r, c, size, right, y);
        return;
    }
    size_t row = (size_t)matrix->rows.index[r];
    size_t column = (size_t)matrix->columns.index[c];
    if (is_lit(matrix, row, column)) {
        draw_light(canvas, cell_rect(right, y, column_width(matrix, c, size), size), size);
    }
    bool is_unknown = matrix->filled->is_partial &&
                      row * matrix->filled->value.columns + column >= matrix->filled->known;
    const char *text =
        is_unknown ? "—"
                   : value_text(canvas, matrix, matrix_at(matrix->filled->value, row, column));
    canvas_text(canvas, right - matrix->sign / 2 * size, y, ALIGN_RIGHT,
                canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT), text,
                quantity_of(matrix, row, column));
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

/* The numbers of rows and columns, from 1, around brackets whose left end is at left. */
static void draw_indexes(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                         float left, float y) {
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, index_pixels(canvas, size), COLOR_TEXT_DIM);
    struct board_extent brackets = bracket_extent(matrix, size);
    float x = left + bracket_pad * size;
    float above = y - brackets.half - index_height(canvas, matrix, size) / 2;
    for (size_t c = 0; c < matrix->columns.count; c++) {
        float width = column_width(matrix, c, size);
        if (!few_is_dots(&matrix->columns, c)) {
            canvas_text(canvas, x + width / 2, above, ALIGN_CENTER, style,
                        index_text(canvas, (size_t)matrix->columns.index[c]), QUANTITY_NONE);
        }
        x += width + column_gap * size;
    }
    float top = y - (float)matrix->rows.count * row_pitch * size / 2;
    for (size_t r = 0; r < matrix->rows.count; r++) {
        if (!few_is_dots(&matrix->rows, r)) {
            canvas_text(canvas, left - 0.3F * size, top + ((float)r + 0.5F) * row_pitch * size,
                        ALIGN_RIGHT, style, index_text(canvas, (size_t)matrix->rows.index[r]),
                        QUANTITY_NONE);
        }
    }
}

/* ---- all of it ---- */

/* The first to the last of the numbers that are shown. */
static struct few_span window_of(const struct few *axis) {
    struct few_span span = {0};
    for (size_t i = 0; i < axis->count; i++) {
        if (axis->index[i] < 0) {
            continue;
        }
        bool follows = span.end > 0 && (size_t)axis->index[i] == span.end;
        if (span.end == 0) {
            span.begin = (size_t)axis->index[i];
        } else if (!follows) {
            break; /* the last one alone, behind dots */
        }
        span.end = (size_t)axis->index[i] + 1;
    }
    return span;
}

static void draw_window(const struct canvas *canvas, const struct board_matrix *matrix,
                        struct rect heat) {
    struct few_span rows = window_of(&matrix->rows);
    struct few_span columns = window_of(&matrix->columns);
    float row = heat.height / (float)matrix->filled->value.rows;
    float column = heat.width / (float)matrix->filled->value.columns;
    struct rect window = {heat.x + column * (float)columns.begin, heat.y + row * (float)rows.begin,
                          column * (float)(columns.end - columns.begin),
                          row * (float)(rows.end - rows.begin)};
    float line = fmaxf(canvas->layout->line, 1);
    canvas_box(canvas, rect_inset(window, -2 * line), line, 0, line,
               canvas_color(canvas, COLOR_TEXT));
}

/* A copy: the state goes on to change, and the picture must not. */
static void draw_heat(const struct canvas *canvas, const struct board_matrix *matrix,
                      struct rect rect) {
    size_t count = matrix->filled->value.rows * matrix->filled->value.columns;
    double *values = ARENA_ARRAY(canvas->arena, double, count);
    size_t known =
        matrix->filled->is_partial && matrix->filled->known < count ? matrix->filled->known : count;
    memcpy(values, matrix->filled->value.values, known * sizeof *values);
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        most = fmax(most, fabs(values[i]));
    }
    scene_add(canvas->scene,
              (struct scene_item){
                  .kind = SCENE_HEAT,
                  .bounds = rect,
                  .quantity = {matrix->filled->is_transposed ? -1 : matrix->filled->tensor, -1, -1},
                  .values = values,
                  .rows = matrix->filled->value.rows,
                  .columns = matrix->filled->value.columns,
                  .most = most > 0 ? most : 1,
                  .negative_color = canvas_color(canvas, COLOR_NEGATIVE),
                  .middle_color = canvas_color(canvas, COLOR_PANEL),
                  .positive_color = canvas_color(canvas, COLOR_POSITIVE),
              });
    canvas_box(canvas, rect_inset(rect, -canvas->layout->line), 0, 0, canvas->layout->line,
               canvas_color(canvas, COLOR_MARK_DIM));
    draw_window(canvas, matrix, rect);
}

static void draw_captions(const struct canvas *canvas, const struct board_matrix *matrix,
                          float size, float middle, float y, struct board_extent extent) {
    float name = name_pixels(canvas, size);
    if (*matrix->filled->name == '\0') {
        return;
    }
    if (!matrix->hides_name) {
        struct math_tag tag = {.color = board_matrix_color(canvas, matrix->filled),
                               .quantity = {matrix->filled->tensor, -1, -1}};
        symbol_draw_above(canvas, middle, y - extent.half - 0.2F * name, name, tag,
                          matrix->filled->name);
    }
    if (has_shape(matrix)) {
        float shape = shape_pixels(canvas, size);
        struct text_style style = {FACE_REGULAR, shape, board_matrix_color(canvas, matrix->filled)};
        canvas_text(canvas, middle, y + extent.half + PARAGRAPH_LINE * shape / 2, ALIGN_CENTER,
                    style, shape_text(canvas, matrix), QUANTITY_NONE);
    }
}

static void draw_scalar(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                        float middle, float y, struct rect whole) {
    if (is_marked(matrix, (struct few_span){0, 1}, (struct few_span){0, 1})) {
        draw_frame(canvas, rect_inset(whole, -0.1F * size));
    }
    bool is_unknown = matrix->filled->is_partial && matrix->filled->known == 0;
    canvas_text(canvas, middle, y, ALIGN_CENTER,
                canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT),
                is_unknown ? "—" : value_text(canvas, matrix, *matrix->filled->value.values),
                quantity_of(matrix, 0, 0));
}

/* ---- the sample ---- */

static void draw_mark(const struct canvas *canvas, struct rect rect) {
    struct rect whole = {roundf(rect.x), roundf(rect.y), fmaxf(roundf(rect.width), 2),
                         fmaxf(roundf(rect.height), 2)};
    canvas_box(canvas, whole, 0, canvas_color(canvas, COLOR_TEXT_DIM), 0, 0);
}

/* A bar below the brackets for a column; for a row, beside which a bar would be one more bracket, a
 * ground of its own. */
static void mark_cells(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                       struct rect brackets) {
    float thick = 0.08F * size, gap = 0.09F * size;
    float x = brackets.x + bracket_pad * size;
    float top = brackets.y + brackets.height / 2 - (float)matrix->rows.count * row_pitch * size / 2;
    for (size_t c = 0; !matrix->filled->has_sample_rows && c < matrix->columns.count; c++) {
        float width = column_width(matrix, c, size);
        if (matrix->columns.index[c] == (long)matrix->filled->sample) {
            draw_mark(canvas, (struct rect){x + 0.1F * width, brackets.y + brackets.height + gap,
                                            0.8F * width, thick});
        }
        x += width + column_gap * size;
    }
    for (size_t r = 0; matrix->filled->has_sample_rows && r < matrix->rows.count; r++) {
        if (matrix->rows.index[r] == (long)matrix->filled->sample) {
            const float tint = 0.22F;
            float pad = 0.6F * bracket_pad * size;
            struct rect row = {brackets.x + pad, top + (float)r * row_pitch * size,
                               brackets.width - 2 * pad, row_pitch * size};
            canvas_box(canvas, row, 0.15F * size,
                       theme_fade(canvas_color(canvas, COLOR_TEXT_DIM), tint), 0, 0);
        }
    }
}

static void mark_heat(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                      struct rect heat) {
    float thick = 0.08F * size, gap = 0.09F * size;
    float row = heat.height / (float)matrix->filled->value.rows;
    float column = heat.width / (float)matrix->filled->value.columns;
    float place = (float)matrix->filled->sample;
    draw_mark(canvas, matrix->filled->has_sample_rows
                          ? (struct rect){heat.x - gap - thick, heat.y + place * row, thick, row}
                          : (struct rect){heat.x + place * column, heat.y + heat.height + gap,
                                          column, thick});
}

/* Nothing to see: what is between the brackets stands for all of the tensor. */
static void add_frame(const struct canvas *canvas, const struct board_matrix *matrix,
                      struct rect brackets) {
    if (matrix->filled->tensor >= 0) {
        scene_add(canvas->scene, (struct scene_item){.kind = SCENE_BOX,
                                                     .bounds = brackets,
                                                     .quantity = {matrix->filled->tensor, -1, -1}});
    }
}

void board_matrix_draw(const struct canvas *canvas, const struct board_matrix *matrix,
                       struct board_fold fold, float size, float x, float y) {
    struct board_extent extent = board_matrix_measure(canvas, matrix, fold, size);
    struct board_extent inner = inner_extent(canvas, matrix, fold, size);
    float middle = x + extent.width / 2;
    float left = middle - inner.width / 2;
    draw_captions(canvas, matrix, size, middle, y, extent);
    if (matrix->filled->is_scalar) {
        struct rect whole = {left, y - inner.half, inner.width, 2 * inner.half};
        draw_scalar(canvas, matrix, size, middle, y, whole);
        return;
    }
    struct board_extent brackets = bracket_extent(matrix, size);
    left += index_width(canvas, matrix, size);
    float numbers = roundf(y - inner.half + index_height(canvas, matrix, size) + brackets.half);
    if (matrix->index > 0) {
        draw_indexes(canvas, matrix, size, left, numbers);
    }
    if (matrix->has_heat) {
        float height = fold.heat * size;
        struct rect heat = {left, y + inner.half - height, brackets.width, height};
        draw_heat(canvas, matrix, heat);
        if (matrix->filled->has_sample) {
            mark_heat(canvas, matrix, size, heat);
        }
    }
    struct rect frame = {left, numbers - brackets.half, brackets.width, 2 * brackets.half};
    add_frame(canvas, matrix, frame);
    if (matrix->filled->has_sample) {
        mark_cells(canvas, matrix, size, frame);
    }
    color_argb color = canvas_color(canvas, COLOR_TEXT);
    draw_cells(canvas, matrix, size, left + bracket_pad * size, numbers);
    draw_bracket(canvas, left, numbers, brackets.half, size, true, color);
    draw_bracket(canvas, left + brackets.width, numbers, brackets.half, size, false, color);
}
