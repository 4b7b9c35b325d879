#include "view/board/board_matrix.h"

#include "typeset/math_bracket.h"
#include "view/draw/paragraph/paragraph.h"
#include "view/draw/symbol.h"

#include <math.h>
#include <string.h>

/* In em of the numbers. */
static const float cell_pad = 0.2F;     /* of the ground of a cell, beside its number */
static const float cell_radius = 0.2F;  /* of that ground */
static const float scalar_pad = 0.1F;   /* of the frame around a number without brackets */
static const float mark_height = 0.08F; /* of the bar at the sample that is shown */
static const float mark_gap = 0.09F;    /* from the matrix to that bar */
static const float slice_inset = 0.2F;  /* of the line between two slices of a tensor */
static const float row_radius = 0.15F;  /* of the ground of the sample's row */

static const float name_gap = 0.2F;      /* em of the name, above the matrix */
static const float mark_inset = 0.1F;    /* of its column, on each side of the bar */
static const float row_inset = 0.6F;     /* of the pad of the brackets, beside the sample's row */
static const float frame_radius = 0.75F; /* units */
static const float frame_stroke = 1.6F;  /* thin lines */

/* The feet of a bracket, in em of the numbers. */

/* A tall square bracket. */
static void draw_bracket(const struct canvas *canvas, float x, float y, float half, float size,
                         bool is_open) {
    const color_argb color = canvas_color(canvas, COLOR_TEXT);
    struct math_bracket strokes = math_bracket_at(size);
    float top = roundf(y - half);
    float bottom = roundf(y + half);
    float stem = is_open ? roundf(x) : roundf(x) - strokes.stem;
    float arm = is_open ? stem : stem + strokes.stem - strokes.arm;
    canvas_box(canvas, (struct rect){stem, top, strokes.stem, bottom - top}, 0, color, 0, 0);
    canvas_box(canvas, (struct rect){arm, top, strokes.arm, strokes.thickness}, 0, color, 0, 0);
    canvas_box(canvas,
               (struct rect){arm, bottom - strokes.thickness, strokes.arm, strokes.thickness}, 0,
               color, 0, 0);
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
    canvas_box(canvas, rect, frame_radius * canvas->layout->unit, 0,
               fmaxf(canvas->layout->line * frame_stroke, 2), canvas_color(canvas, COLOR_BAD));
}

/* A number's place: in the row and the column, and on the picture, its right end and its middle. */
struct cell {
    size_t row, column;
    float size, right, y;
};

static struct rect cell_rect(const struct board_matrix *matrix, const struct cell *cell,
                             float width) {
    float pad = cell_pad * cell->size;
    return (struct rect){cell->right - width - pad, cell->y - matrix->spacing.row * cell->size / 2,
                         width + 2 * pad, matrix->spacing.row * cell->size};
}

static void draw_blame(const struct canvas *canvas, const struct board_matrix *matrix,
                       const struct cell *cell) {
    const size_t r = cell->row;
    const size_t c = cell->column;
    if (is_marked(matrix, few_span(&matrix->rows, r, matrix->filled->value.rows),
                  few_span(&matrix->columns, c, matrix->filled->value.columns))) {
        draw_frame(canvas,
                   cell_rect(matrix, cell, board_matrix_column_width(matrix, c, cell->size)));
    }
}

/* ---- cells ---- */

/* Behind a number, as wide as its column. */
static void draw_light(const struct canvas *canvas, struct rect cell, float size) {
    canvas_box(canvas, cell, cell_radius * size,
               theme_fade(canvas_color(canvas, COLOR_WEIGHT), THEME_CELL_PLATE), 0, 0);
}

static void draw_dots(const struct canvas *canvas, const struct board_matrix *matrix,
                      const struct cell *cell) {
    bool is_row_dots = few_is_dots(&matrix->rows, cell->row);
    bool is_column_dots = few_is_dots(&matrix->columns, cell->column);
    bool is_all = matrix->rows.count == 1 && matrix->columns.count == 1;
    const char *dots = is_row_dots && is_column_dots && !is_all ? "⋱"
                       : is_row_dots && !is_all                 ? "⋮"
                                                                : "⋯";
    struct text_style style = canvas_style(canvas, FACE_REGULAR, cell->size, COLOR_TEXT_DIM);
    float width = board_matrix_column_width(matrix, cell->column, cell->size);
    canvas_text(canvas, (struct text_anchor){cell->right - width / 2, cell->y, ALIGN_CENTER}, style,
                dots, QUANTITY_NONE);
}

static void draw_cell(const struct canvas *canvas, const struct board_matrix *matrix,
                      const struct cell *cell) {
    const size_t r = cell->row;
    const size_t c = cell->column;
    const float size = cell->size;
    if (few_is_dots(&matrix->rows, r) || few_is_dots(&matrix->columns, c)) {
        draw_dots(canvas, matrix, cell);
        return;
    }
    size_t row = (size_t)matrix->rows.index[r];
    size_t column = (size_t)matrix->columns.index[c];
    if (is_lit(matrix, row, column)) {
        draw_light(canvas, cell_rect(matrix, cell, board_matrix_column_width(matrix, c, size)),
                   size);
    }
    bool is_unknown = matrix->filled->is_partial &&
                      row * matrix->filled->value.columns + column >= matrix->filled->known;
    const char *text = is_unknown
                           ? "—"
                           : board_matrix_value_text(canvas, matrix,
                                                     matrix_at(matrix->filled->value, row, column));
    canvas_text(canvas,
                (struct text_anchor){cell->right - matrix->sign / 2 * size, cell->y, ALIGN_RIGHT},
                canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT), text,
                quantity_of(matrix, row, column));
}

/* One "?" in the middle of the brackets stands for all that is between them. */
static void draw_asked(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                       struct rect brackets) {
    struct text_anchor middle = {brackets.x + brackets.width / 2, brackets.y + brackets.height / 2,
                                 ALIGN_CENTER};
    canvas_text(canvas, middle, canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT),
                board_matrix_value_text(canvas, matrix, *matrix->filled->value.values),
                (struct quantity){matrix->filled->tensor, -1, -1});
}

static void draw_cells(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                       float left, float y) {
    float top = y - (float)matrix->rows.count * matrix->spacing.row * size / 2;
    for (size_t r = 0; r < matrix->rows.count; r++) {
        float x = left;
        for (size_t c = 0; c < matrix->columns.count; c++) {
            x += board_matrix_column_width(matrix, c, size) +
                 (c > 0 ? matrix->spacing.gap * size : 0);
            float middle = top + ((float)r + 0.5F) * matrix->spacing.row * size;
            const struct cell cell = {r, c, size, x, middle};
            draw_cell(canvas, matrix, &cell);
            draw_blame(canvas, matrix, &cell);
        }
    }
}

/* Between the slices of a tensor, as wide as the numbers. */
static void draw_slices(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                        struct rect brackets) {
    size_t rows = matrix->filled->value.rows / matrix->filled->slices;
    float inset = slice_inset * size;
    float top = brackets.y + brackets.height / 2 -
                (float)matrix->rows.count * matrix->spacing.row * size / 2;
    for (size_t r = 1; r < matrix->rows.count; r++) {
        long before = matrix->rows.index[r - 1], behind = matrix->rows.index[r];
        if (before >= 0 && behind >= 0 && (size_t)before / rows != (size_t)behind / rows) {
            float y = roundf(top + (float)r * matrix->spacing.row * size);
            canvas_line(canvas, (struct scene_point){brackets.x + inset, y},
                        (struct scene_point){brackets.x + brackets.width - inset, y},
                        canvas->layout->line, canvas_color(canvas, COLOR_TEXT_DIM));
        }
    }
}

/* The numbers of rows and columns, from 1, around brackets whose left end is at left. */
static void draw_indexes(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                         float left, float y) {
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, board_matrix_index_pixels(canvas, size), COLOR_TEXT_DIM);
    struct board_extent brackets = board_matrix_bracket_extent(matrix, size);
    float x = left + matrix->spacing.pad * size;
    float above = y - brackets.half - board_matrix_index_height(canvas, matrix, size) / 2;
    for (size_t c = 0; c < matrix->columns.count; c++) {
        float width = board_matrix_column_width(matrix, c, size);
        if (!few_is_dots(&matrix->columns, c)) {
            canvas_text(canvas, (struct text_anchor){x + width / 2, above, ALIGN_CENTER}, style,
                        board_matrix_index_text(canvas, (size_t)matrix->columns.index[c]),
                        QUANTITY_NONE);
        }
        x += width + matrix->spacing.gap * size;
    }
    float top = y - (float)matrix->rows.count * matrix->spacing.row * size / 2;
    for (size_t r = 0; r < matrix->rows.count; r++) {
        if (!few_is_dots(&matrix->rows, r)) {
            canvas_text(canvas,
                        (struct text_anchor){left - BOARD_MATRIX_INDEX_GAP * size,
                                             top + ((float)r + 0.5F) * matrix->spacing.row * size,
                                             ALIGN_RIGHT},
                        style, board_matrix_index_text(canvas, (size_t)matrix->rows.index[r]),
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
    float name = board_matrix_name_pixels(canvas, size);
    if (*matrix->filled->name == '\0') {
        return;
    }
    if (!matrix->hides_name) {
        struct math_tag tag = {.color = board_matrix_color(canvas, matrix->filled),
                               .quantity = {matrix->filled->tensor, -1, -1}};
        symbol_draw_above(canvas, middle, y - extent.half - name_gap * name, name, tag,
                          matrix->filled->name);
    }
    if (board_matrix_has_shape(matrix)) {
        float shape = board_matrix_shape_pixels(canvas, size);
        struct text_style style = {FACE_REGULAR, shape, board_matrix_color(canvas, matrix->filled)};
        canvas_text(canvas,
                    (struct text_anchor){middle, y + extent.half + PARAGRAPH_LINE * shape / 2,
                                         ALIGN_CENTER},
                    style, board_matrix_shape_text(canvas, matrix), QUANTITY_NONE);
    }
}

static void draw_scalar(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                        float middle, float y, struct rect whole) {
    if (is_marked(matrix, (struct few_span){0, 1}, (struct few_span){0, 1})) {
        draw_frame(canvas, rect_inset(whole, -scalar_pad * size));
    }
    bool is_unknown = matrix->filled->is_partial && matrix->filled->known == 0;
    canvas_text(canvas, (struct text_anchor){middle, y, ALIGN_CENTER},
                canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT),
                is_unknown ? "—"
                           : board_matrix_value_text(canvas, matrix, *matrix->filled->value.values),
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
    float thick = mark_height * size, gap = mark_gap * size;
    float x = brackets.x + matrix->spacing.pad * size;
    float top = brackets.y + brackets.height / 2 -
                (float)matrix->rows.count * matrix->spacing.row * size / 2;
    for (size_t c = 0; !matrix->filled->has_sample_rows && c < matrix->columns.count; c++) {
        float width = board_matrix_column_width(matrix, c, size);
        if (matrix->columns.index[c] == (long)matrix->filled->sample) {
            draw_mark(canvas,
                      (struct rect){x + mark_inset * width, brackets.y + brackets.height + gap,
                                    (1 - 2 * mark_inset) * width, thick});
        }
        x += width + matrix->spacing.gap * size;
    }
    for (size_t r = 0; matrix->filled->has_sample_rows && r < matrix->rows.count; r++) {
        if (matrix->rows.index[r] == (long)matrix->filled->sample) {
            float pad = row_inset * matrix->spacing.pad * size;
            struct rect row = {brackets.x + pad, top + (float)r * matrix->spacing.row * size,
                               brackets.width - 2 * pad, matrix->spacing.row * size};
            canvas_box(canvas, row, row_radius * size,
                       theme_fade(canvas_color(canvas, COLOR_TEXT_DIM), THEME_SAMPLE_ROW), 0, 0);
        }
    }
}

static void mark_heat(const struct canvas *canvas, const struct board_matrix *matrix, float size,
                      struct rect heat) {
    float thick = mark_height * size, gap = mark_gap * size;
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
    struct board_extent inner = board_matrix_inner_extent(canvas, matrix, fold, size);
    float middle = x + extent.width / 2;
    float left = middle - inner.width / 2;
    draw_captions(canvas, matrix, size, middle, y, extent);
    if (matrix->filled->is_scalar) {
        struct rect whole = {left, y - inner.half, inner.width, 2 * inner.half};
        draw_scalar(canvas, matrix, size, middle, y, whole);
        return;
    }
    struct board_extent brackets = board_matrix_bracket_extent(matrix, size);
    left += board_matrix_index_width(canvas, matrix, size);
    float numbers =
        roundf(y - inner.half + board_matrix_index_height(canvas, matrix, size) + brackets.half);
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
    if (matrix->filled->has_sample && !matrix->is_asked) {
        mark_cells(canvas, matrix, size, frame);
    }
    if (matrix->is_asked) {
        draw_asked(canvas, matrix, size, frame);
    } else {
        draw_cells(canvas, matrix, size, left + matrix->spacing.pad * size, numbers);
    }
    if (matrix->filled->slices > 1 && !matrix->is_asked) {
        draw_slices(canvas, matrix, size, frame);
    }
    draw_bracket(canvas, left, numbers, brackets.half, size, true);
    draw_bracket(canvas, left + brackets.width, numbers, brackets.half, size, false);
}
