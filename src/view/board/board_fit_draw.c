#include "view/board/board_fit.h"

#include "view/draw/equation_tags.h"

#include <math.h>

/* The largest gap between the formula and its values, in em of the formula. */
static const float most_gap = 1.1F;
static const float plate_radius = 0.3F; /* em of the numbers */

static void draw_plate(const struct board_fit *fit, const struct board_matrix *matrix,
                       struct board_extent extent, float x, float axis) {
    struct rect plate = {x, axis - extent.half, extent.width, 2 * extent.half};
    float size = fit->numbers.size;
    canvas_box(
        fit->canvas, rect_inset(plate, -board_matrix_spacing(fit->canvas->layout).air * size),
        plate_radius * size,
        theme_fade(board_matrix_color(fit->canvas, matrix->filled), THEME_TARGET_PLATE), 0, 0);
}

/* The matrices of a box whose left end is at x, on a baseline: each on the pixel that its own axis
 * is nearest to, whatever the size of its numbers. */
static void draw_slots(const struct board_fit *fit, const struct math_box *box, float x,
                       float baseline) {
    for (size_t i = 0; i < box->part_count; i++) {
        const struct math_part *part = &box->parts[i];
        if (part->kind != MATH_SLOT) {
            continue;
        }
        const struct board_matrix *matrix = &fit->matrices[part->slot];
        struct board_extent extent = fit->extents[part->slot];
        float axis = roundf(baseline + part->y);
        float left = x + part->x + BOARD_FIT_SLOT_SIDE * fit->numbers.size;
        if (matrix->filled->is_target) {
            draw_plate(fit, matrix, extent, left, axis);
        }
        board_matrix_draw(fit->canvas, matrix, fit->fold, fit->numbers.size, left, axis);
    }
}

/* Digits in the place of a tensor are in its color. */
static struct math_tag tag_of_digits(const void *context, size_t begin, size_t end) {
    const struct board_fit *fit = context;
    for (size_t i = 0; i < fit->writing->digits_count; i++) {
        const struct filled_digits *digits = &fit->writing->digits[i];
        if (begin >= digits->begin && end <= digits->end) {
            enum role role = equation_role(fit->equation, digits->node);
            return (struct math_tag){
                .symbol = 1 + (long)i,
                .color = canvas_role_color(fit->canvas, role),
                .quantity = {equation_tensor(fit->equation, digits->node), 0, 0},
            };
        }
    }
    return (struct math_tag){
        .color = canvas_color(fit->canvas, COLOR_TEXT),
        .quantity = QUANTITY_NONE,
    };
}

struct pen {
    const struct board_fit *fit;
    const struct board_lines *lines;
    struct math_tags tags;
    int formula;
};

/* The items as one box, so that what belongs together is one symbol. */
static struct math_box join_items(const struct pen *pen, size_t begin, size_t end) {
    const struct math_item *items = pen->lines->row.items;
    struct math_box joined = {0};
    size_t count = 0;
    for (size_t i = begin; i < end; i++) {
        count += items[i].box.part_count;
    }
    struct math_part *parts =
        ARENA_ARRAY(pen->fit->canvas->arena, struct math_part, count > 0 ? count : 1);
    for (size_t i = begin; i < end; i++) {
        joined.width += board_lines_gap(pen->lines, i, begin);
        for (size_t k = 0; k < items[i].box.part_count; k++) {
            parts[joined.part_count] = items[i].box.parts[k];
            parts[joined.part_count++].x += joined.width;
        }
        joined.width += items[i].box.width;
    }
    joined.parts = parts;
    return joined;
}

static void draw_items(const struct pen *pen, size_t begin, size_t end, float x, float baseline) {
    struct math_box box = join_items(pen, begin, end);
    draw_slots(pen->fit, &box, x, baseline);
    /* text stands on whole pixels */
    math_view_draw(pen->fit->canvas, &box, x, roundf(baseline), &pen->tags, pen->formula);
}

/* The sign of a product that was broken where it has none, before the line that begins at x. */
static void draw_dot(const struct pen *pen, float x, float baseline) {
    const struct canvas *canvas = pen->fit->canvas;
    const float before = 0.45F; /* em */
    float size = pen->lines->size;
    canvas_text(canvas,
                (struct text_anchor){x - before * size,
                                     baseline - math_axis(canvas->metrics->math, size),
                                     ALIGN_CENTER},
                canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT), "·", QUANTITY_NONE);
}

/* The first line where others hang right of its relation: what is left of that stands above or
 * below the other row's left side, which is so wide. */
static void draw_first(const struct pen *pen, float x, float baseline, float left_width) {
    size_t relation = board_lines_relation(&pen->lines->row);
    float target = board_lines_width(pen->lines, 0, relation);
    float sign = x + pen->lines->first + target + board_lines_gap(pen->lines, relation, 0);
    float right = x + pen->lines->first + target;
    draw_items(pen, 0, relation, right - left_width / 2 - target / 2, baseline);
    draw_items(pen, relation, pen->lines->lines[0].end, sign, baseline);
}

/* left_width: of the wider left side, where lines hang; 0: they do not. */
static void draw_lines(const struct pen *pen, float x, float y, float left_width) {
    float top = y;
    for (size_t i = 0; i < pen->lines->count; i++) {
        const struct board_line *line = &pen->lines->lines[i];
        top += i > 0 ? board_lines_skip(pen->lines) : 0;
        float baseline = top + line->above;
        float left = x + board_lines_indent(pen->lines, i);
        if (i > 0 && pen->lines->row.items[line->begin].lacks_sign) {
            draw_dot(pen, left, baseline);
        }
        if (i == 0 && left_width > 0) {
            draw_first(pen, x, baseline, left_width);
        } else {
            draw_items(pen, line->begin, line->end, left, baseline);
        }
        top += line->above + line->below;
    }
}

/* The widest of both left sides; 0 where nothing hangs. */
static float left_width_of(const struct board_fit *fit) {
    const struct board_lines *rows[] = {&fit->symbols, &fit->numbers};
    float width = 0;
    for (size_t i = 0; i < 2; i++) {
        size_t relation = board_lines_relation(&rows[i]->row);
        if (rows[i]->hang <= 0 || relation >= rows[i]->lines[0].end) {
            return 0;
        }
        width = fmaxf(width, board_lines_width(rows[i], 0, relation));
    }
    return width;
}

/* Both rows in columns, each in the middle of its own. */
static void draw_columns(const struct pen *symbols, const struct pen *numbers, float x,
                         float symbols_baseline, float numbers_baseline) {
    const struct board_fit *fit = symbols->fit;
    x += fit->columns.left;
    for (size_t i = 0; i < fit->columns.count; i++) {
        const struct board_column *column = &fit->columns.items[i];
        x += column->gap;
        float middle = x + column->width / 2;
        float above = board_lines_width(symbols->lines, column->formula_begin, column->formula_end);
        float below = board_lines_width(numbers->lines, column->values_begin, column->values_end);
        draw_items(symbols, column->formula_begin, column->formula_end, middle - above / 2,
                   symbols_baseline);
        draw_items(numbers, column->values_begin, column->values_end, middle - below / 2,
                   numbers_baseline);
        x += column->width;
    }
}

/* Between the formula and its values: near the formula that they are read with, but not glued to
 * it; or what puts them on the lesson's axis. */
static float gap_between(const struct board_fit *fit, float height) {
    float rest = height - fit->symbols.height - fit->numbers.height;
    if (fit->axis > 0) {
        return fit->axis + math_axis(fit->canvas->metrics->math, fit->numbers.size) -
               fit->numbers.lines[0].above - fit->symbols.height;
    }
    return fmaxf(fminf(rest / 3, most_gap * fit->symbols.size),
                 fminf(rest, BOARD_FIT_GAP * fit->symbols.size));
}

/* Where the last line ends when it is drawn into that height. */
static float bottom_in(const struct board_fit *fit, float height) {
    return fit->symbols.height + gap_between(fit, height) + fit->numbers.height;
}

float board_fit_right(const struct board_fit *fit) {
    const size_t last = fit->numbers.count - 1;
    return fit->is_aligned
               ? fit->columns.left + fit->columns.width
               : fit->numbers.lines[last].width + board_lines_indent(&fit->numbers, last);
}

struct board_drawn board_fit_draw(const struct board_fit *fit, struct rect rect) {
    int formula = math_view_new_formula(fit->canvas);
    const struct equation_tags tags = {fit->canvas, fit->equation};
    const struct pen symbols = {fit, &fit->symbols, equation_tags_of(&tags), formula};
    const struct math_tags digits = {fit, tag_of_digits};
    const struct pen numbers = {fit, &fit->numbers, digits, formula + 1};
    float height = fit->symbols.height + gap_between(fit, rect.height);
    struct board_drawn drawn = {
        .bottom = rect.y + bottom_in(fit, rect.height),
        .right = rect.x + board_fit_right(fit),
        .caption = board_matrix_caption(fit->canvas, fit->numbers.size),
    };
    if (fit->is_aligned) {
        draw_columns(&symbols, &numbers, rect.x, rect.y + fit->symbols.lines[0].above,
                     rect.y + height + fit->numbers.lines[0].above);
    } else {
        float left_width = left_width_of(fit);
        draw_lines(&symbols, rect.x, rect.y, left_width);
        draw_lines(&numbers, rect.x, rect.y + height, left_width);
    }
    return drawn;
}
