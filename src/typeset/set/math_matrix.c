/* Environments: cells in rows and columns, about the axis. */
#include "typeset/set/math_setter.h"

#include <math.h>
#include <string.h>

/* LaTeX's distance of baselines and what a row has of it above and below the baseline, in ems. */
#define ROW_DISTANCE 1.2F
#define ROW_ASCENT 0.84F
#define ROW_DESCENT 0.36F
/* Between rows that are too high for that distance. TeX's \lineskip is half of it, and crowds
 * fractions. */
#define ROW_GAP 0.22F

/* What a matrix's fence may lack of it above and below: the rows have some air. */
#define FENCE_LACK 0.12F

struct grid {
    const struct math_node *node;
    float size; /* of the cells */
    size_t row_count, column_count;
    float *widths;            /* of the columns */
    struct math_frame *cells; /* those that there are, in the order of reading */
    struct row {
        size_t first_cell, cell_count;
        float ascent, descent;
    } * rows;
};

static struct math_style cell_style(const struct math_environment *environment,
                                    struct math_style style) {
    if (environment->is_small) {
        return math_style_script(style);
    }
    if (style.kind <= STYLE_TEXT) {
        style.kind = environment->is_display ? STYLE_DISPLAY : STYLE_TEXT;
    }
    return style;
}

static struct grid make_grid(struct math_setter *setter, const struct math_node *node, float size) {
    struct grid grid = {.node = node, .size = size};
    size_t cells = 0;
    for (const struct math_array_row *row = node->rows; row != NULL; row = row->next) {
        size_t columns = 0;
        for (const struct math_cell *cell = row->cells; cell != NULL; cell = cell->next) {
            columns++;
        }
        grid.row_count++;
        grid.column_count = columns > grid.column_count ? columns : grid.column_count;
        cells += columns;
    }
    grid.widths = ARENA_ARRAY(setter->arena, float, grid.column_count + 1);
    grid.cells = ARENA_ARRAY(setter->arena, struct math_frame, cells + 1);
    grid.rows = ARENA_ARRAY(setter->arena, struct row, grid.row_count + 1);
    return grid;
}

/* Sets the cells where they are, and learns their columns' widths and their rows' heights. */
static void set_cells(struct math_setter *setter, const struct math_node *node,
                      struct math_style style, struct grid *grid) {
    float line = (1 + node->environment->loose) * math_style_size(setter, style);
    size_t r = 0, next = 0;
    for (const struct math_array_row *row = node->rows; row != NULL; row = row->next, r++) {
        struct row *made = &grid->rows[r];
        *made = (struct row){next, 0, ROW_ASCENT * line, ROW_DESCENT * line};
        if (node->environment->is_small) {
            made->ascent = made->descent = 0;
        }
        for (const struct math_cell *cell = row->cells; cell != NULL; cell = cell->next) {
            /* The second of a pair goes on where the first one ends: = has its gap. */
            bool goes_on = node->environment->is_paired && made->cell_count % 2 == 1;
            struct math_frame frame =
                math_set_list(setter, &cell->list, style, goes_on ? MATH_ORD : MATH_NO_CLASS);
            size_t column = made->cell_count++;
            grid->cells[next++] = frame;
            grid->widths[column] = fmaxf(grid->widths[column], frame.width);
            made->ascent = fmaxf(made->ascent, frame.ascent);
            made->descent = fmaxf(made->descent, frame.descent);
        }
    }
}

static char alignment_of(const struct math_node *node, size_t column) {
    const char *alignment =
        node->alignment != NULL ? node->alignment : node->environment->alignment;
    size_t length = strlen(alignment);
    if (node->alignment != NULL) {
        return column < length ? alignment[column] : 'c';
    }
    return alignment[column % length];
}

/* The gap before a column. */
static float gap_before(const struct math_environment *environment, size_t column) {
    if (column == 0) {
        return environment->margin;
    }
    return environment->is_paired && column % 2 == 1 ? 0 : environment->gap;
}

static float set_row(struct math_setter *setter, const struct grid *grid, size_t which,
                     float baseline, struct math_frame *whole) {
    const struct math_node *node = grid->node;
    const struct row *row = &grid->rows[which];
    float x = 0;
    for (size_t c = 0; c < grid->column_count; c++) {
        x += gap_before(node->environment, c) * grid->size;
        if (c < row->cell_count) {
            struct math_frame cell = grid->cells[row->first_cell + c];
            char alignment = alignment_of(node, c);
            float spare = grid->widths[c] - cell.width;
            float shift = alignment == 'l' ? 0 : alignment == 'r' ? spare : spare / 2;
            math_enclose(setter, whole, cell, x + shift, baseline);
        }
        x += grid->widths[c];
    }
    return x + node->environment->margin * grid->size;
}

/* The rows' baselines below the first one's, in whole pixels; returns the height of all. */
static float stack_rows(const struct grid *grid, float *baselines) {
    float down = 0;
    const struct math_environment *environment = grid->node->environment;
    float size = grid->size;
    for (size_t r = 0; r < grid->row_count; r++) {
        if (r > 0) {
            const struct row *above = &grid->rows[r - 1], *row = &grid->rows[r];
            float least =
                (environment->is_small ? 0.9F : ROW_DISTANCE * (1 + environment->loose)) * size;
            float needed = above->descent + row->ascent;
            float gap = needed > least + 0.01F * size ? ROW_GAP * size : 0;
            down += math_whole(fmaxf(least, needed + gap) + environment->row_gap * size);
        }
        baselines[r] = down;
    }
    size_t last = grid->row_count > 0 ? grid->row_count - 1 : 0;
    return grid->row_count > 0 ? grid->rows[0].ascent + down + grid->rows[last].descent : 0;
}

static struct math_frame set_grid(struct math_setter *setter, const struct math_node *node,
                                  struct math_style style) {
    struct math_style inner = cell_style(node->environment, style);
    struct math_frame whole = math_empty(setter);
    struct grid grid = make_grid(setter, node, math_style_size(setter, inner));
    set_cells(setter, node, inner, &grid);
    float *baselines = ARENA_ARRAY(setter->arena, float, grid.row_count + 1);
    float height = stack_rows(&grid, baselines);
    float top = -math_style_axis(setter, style) - height / 2;
    float first = grid.row_count > 0 ? math_whole(top + grid.rows[0].ascent) : 0;
    for (size_t r = 0; r < grid.row_count; r++) {
        whole.width = set_row(setter, &grid, r, first + baselines[r], &whole);
    }
    whole.end = setter->count;
    whole.ascent = fmaxf(whole.ascent, -top);
    whole.descent = fmaxf(whole.descent, top + height);
    return whole;
}

struct math_frame math_set_array(struct math_setter *setter, const struct math_node *node,
                                 struct math_style style) {
    struct math_range range = math_range_of(node);
    const struct math_environment *environment = node->environment;
    struct math_frame grid = set_grid(setter, node, style);
    if (environment->left == 0 && environment->right == 0) {
        return grid;
    }
    float size = math_style_size(setter, style), axis = math_style_axis(setter, style);
    float extent = fmaxf(grid.ascent - axis, grid.descent + axis);
    float half = fmaxf(math_fence_half(extent, size), extent - FENCE_LACK * size);
    struct math_frame whole = grid;
    struct math_frame left = math_set_fence(setter, environment->left, half, style, range);
    math_move(setter, &grid, left.width, 0);
    math_enclose(setter, &whole, left, 0, 0);
    struct math_frame right = math_set_fence(setter, environment->right, half, style, range);
    math_enclose(setter, &whole, right, left.width + grid.width, 0);
    whole.width = left.width + grid.width + right.width;
    return whole;
}
