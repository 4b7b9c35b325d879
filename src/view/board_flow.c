#include "view/board_flow.h"

#include <math.h>

/* In em of the numbers. */
static const float sign_half = 0.7F;
static const float bracket_width = 0.5F;
static const float bracket_over = 0.14F; /* higher than what is inside */
static const float line_gap = 0.35F;
static const float indent = 1;
static const float script_size = 0.66F;

static const struct board_fold folds[] = {
    {10, 8, 1}, {7, 6, 0.85F}, {5, 5, 0.7F}, {4, 4, 0.6F}, {3, 3, 0.5F},
};
static const struct board_fold all_dots = {1, 1, 1};

/* What there is room for. */
struct board_room {
    float width, height;
    size_t lines;
};

/* ---- extents ---- */

static float text_width(const struct board_flow *flow, const char *text, float size) {
    return canvas_text_width(flow->canvas, FACE_MATH, size, text);
}

static struct board_extent plain_extent(float width, float half) {
    return (struct board_extent){width, half, half, half};
}

static struct board_extent box_extent(const struct board_flow *flow, const struct board_box *box) {
    float size = flow->size;
    switch (box->kind) {
    case BOX_MATRIX:
        return board_matrix_measure(flow->canvas, &box->matrix, flow->fold, size);
    case BOX_FRACTION: {
        float widest = fmaxf(text_width(flow, box->text, size), text_width(flow, box->lower, size));
        return plain_extent(widest + 0.3F * size, 1.45F * size);
    }
    case BOX_SCRIPT:
        return plain_extent(text_width(flow, box->text, script_size * size), 0);
    case BOX_OPEN:
    case BOX_CLOSE:
        return plain_extent(bracket_width * size, sign_half * size);
    case BOX_TEXT:
    case BOX_KIND_COUNT:
        break;
    }
    return plain_extent(text_width(flow, box->text, size), sign_half * size);
}

/* Brackets are as high as what they hold, from the inside out; a script stands at the top of what
 * is before it. */
static void raise_brackets(struct board_flow *flow) {
    for (size_t i = 0; i < flow->row.count; i++) {
        const struct board_box *box = &flow->row.boxes[i];
        struct board_extent *extent = &flow->extents[i];
        if (box->kind == BOX_SCRIPT && i > 0) {
            extent->half = flow->extents[i - 1].half;
            extent->above = extent->half + 0.3F * flow->size;
        }
        if (box->kind != BOX_CLOSE) {
            continue;
        }
        float half = 0;
        for (size_t k = box->partner; k <= i; k++) {
            half = fmaxf(half, flow->extents[k].half);
        }
        half += bracket_over * flow->size;
        *extent = plain_extent(extent->width, half);
        flow->extents[box->partner] = *extent;
    }
}

static void measure_boxes(struct board_flow *flow) {
    for (size_t i = 0; i < flow->row.count; i++) {
        flow->extents[i] = box_extent(flow, &flow->row.boxes[i]);
    }
    raise_brackets(flow);
}

/* ---- lines ---- */

static float gap_before(const struct board_flow *flow, size_t box, size_t begin) {
    return box > begin ? flow->row.boxes[box].gap * flow->size : 0;
}

/* A break that leaves the line nearly empty is worth less. */
static int break_rank(const struct board_box *box, float x, float width) {
    const float nearly_empty = 0.4F;
    const int penalty = 3;
    return box->break_rank > 0 && x < nearly_empty * width ? box->break_rank + penalty
                                                           : box->break_rank;
}

/* Where the line from begin on ends: all of the rest, or the best place to break before it gets
 * too wide. */
static size_t line_end(const struct board_flow *flow, size_t begin, float width) {
    size_t best = 0;
    int best_rank = 0;
    float x = 0;
    for (size_t i = begin; i < flow->row.count; i++) {
        const struct board_box *box = &flow->row.boxes[i];
        int rank = break_rank(box, x, width);
        if (i > begin && rank > 0 && (best == 0 || rank <= best_rank)) {
            best = i;
            best_rank = rank;
        }
        x += gap_before(flow, i, begin) + flow->extents[i].width;
        if (x > width && best > begin) {
            return best;
        }
    }
    return flow->row.count;
}

static struct board_line make_line(const struct board_flow *flow, size_t begin, size_t end) {
    struct board_line line = {.begin = begin, .end = end};
    for (size_t i = begin; i < end; i++) {
        line.width += gap_before(flow, i, begin) + flow->extents[i].width;
        line.above = fmaxf(line.above, flow->extents[i].above);
        line.below = fmaxf(line.below, flow->extents[i].below);
    }
    return line;
}

static float line_indent(const struct board_flow *flow, size_t line) {
    return line > 0 ? indent * flow->size : 0;
}

/* False when it has too many lines. */
static bool break_lines(struct board_flow *flow, float width) {
    flow->line_count = 0;
    flow->width = 0;
    flow->height = 0;
    for (size_t at = 0; at < flow->row.count;) {
        if (flow->line_count == BOARD_MOST_LINES) {
            return false;
        }
        float left = line_indent(flow, flow->line_count);
        struct board_line line = make_line(flow, at, line_end(flow, at, width - left));
        flow->width = fmaxf(flow->width, left + line.width);
        flow->height +=
            line.above + line.below + (flow->line_count > 0 ? line_gap * flow->size : 0);
        flow->lines[flow->line_count++] = line;
        at = line.end;
    }
    return true;
}

static bool fits(struct board_flow *flow, float size, struct board_room room) {
    flow->size = size;
    measure_boxes(flow);
    return break_lines(flow, room.width) && flow->line_count <= room.lines &&
           flow->width <= room.width && flow->height <= room.height;
}

/* The largest size at which it fits, from most down to least. */
static bool fit_size(struct board_flow *flow, float most, float least, struct board_room room) {
    const float step = 0.93F;
    for (float size = most; size >= least; size *= step) {
        if (fits(flow, size, room)) {
            return true;
        }
    }
    return false;
}

static void fold_matrices(struct board_flow *flow, struct board_fold fold) {
    flow->fold = fold;
    for (size_t i = 0; i < flow->row.count; i++) {
        if (flow->row.boxes[i].kind == BOX_MATRIX) {
            board_matrix_fold(flow->canvas, &flow->row.boxes[i].matrix, fold);
        }
    }
}

/* Few lines are worth more than large numbers, as long as these are comfortable to read. */
static bool fit_lines(struct board_flow *flow, float most, float comfortable, float least,
                      struct board_room room) {
    for (room.lines = 1; room.lines < BOARD_MOST_LINES; room.lines++) {
        if (fit_size(flow, most, comfortable, room)) {
            return true;
        }
    }
    return fit_size(flow, comfortable, least, room);
}

/* First with numbers that can be read from afar, then with small ones: both are worth more than
 * dots. */
bool board_flow_fit(struct board_flow *flow, const struct canvas *canvas, struct board_row row,
                    float width, float height) {
    *flow = (struct board_flow){
        .canvas = canvas,
        .row = row,
        .extents = ARENA_ARRAY(canvas->arena, struct board_extent, row.count),
    };
    const float most = canvas->layout->number;
    const float comfortable = fminf(most * 0.8F, canvas->layout->normal * 1.25F);
    const float leasts[] = {fminf(most * 0.42F, canvas->layout->small * 0.85F), 11};
    const struct board_room room = {width, height, BOARD_MOST_LINES};
    for (size_t pass = 0; pass < sizeof leasts / sizeof *leasts; pass++) {
        for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
            fold_matrices(flow, folds[i]);
            if (fit_lines(flow, most, comfortable, leasts[pass], room)) {
                return true;
            }
        }
    }
    const float smallest = 6;
    fold_matrices(flow, all_dots);
    return fit_lines(flow, most, comfortable, smallest, room);
}

/* ---- drawing ---- */

/* An arc: round brackets of any height. */
static void draw_round(const struct board_flow *flow, float x, float y, float half, bool is_open) {
    enum { POINTS = 13 };
    struct scene_point *points = ARENA_ARRAY(flow->canvas->arena, struct scene_point, POINTS);
    float bulge = fminf(0.26F * flow->size, half * 0.3F);
    float tip = x + (is_open ? 0.38F : 0.12F) * flow->size;
    for (int i = 0; i < POINTS; i++) {
        float at = 2 * (float)i / (POINTS - 1) - 1;
        float depth = bulge * (1 - at * at);
        points[i] = (struct scene_point){tip + (is_open ? -depth : depth), y + at * half};
    }
    scene_add(flow->canvas->scene, (struct scene_item){
                                       .kind = SCENE_CURVE,
                                       .color = canvas_color(flow->canvas, COLOR_TEXT),
                                       .stroke = fmaxf(flow->size * 0.075F, 1),
                                       .points = points,
                                       .point_count = POINTS,
                                       .quantity = QUANTITY_NONE,
                                   });
}

static void draw_bracket(const struct board_flow *flow, const struct board_box *box,
                         struct board_extent extent, float x, float y) {
    bool is_open = box->kind == BOX_OPEN;
    color_argb color = canvas_color(flow->canvas, COLOR_TEXT_DIM);
    switch (box->bracket) {
    case BRACKET_ROUND:
        draw_round(flow, x, y, extent.half, is_open);
        return;
    case BRACKET_SQUARE:
        board_bracket_draw(flow->canvas, is_open ? x : x + extent.width, y, extent.half,
                           flow->size * 1.15F, is_open, color);
        return;
    case BRACKET_BAR: {
        float thick = fmaxf(roundf(flow->size * 0.07F), 1);
        struct rect bar = {roundf(x + extent.width / 2), y - extent.half, thick, 2 * extent.half};
        canvas_box(flow->canvas, bar, 0, color, 0, 0);
        return;
    }
    }
}

static void draw_fraction(const struct board_flow *flow, const struct board_box *box,
                          struct board_extent extent, float x, float y) {
    const struct canvas *canvas = flow->canvas;
    struct text_style style = canvas_style(canvas, FACE_MATH, flow->size, COLOR_TEXT);
    float middle = x + extent.width / 2;
    float away = 0.75F * flow->size;
    canvas_text(canvas, middle, y - away, ALIGN_CENTER, style, box->text, QUANTITY_NONE);
    canvas_text(canvas, middle, y + away, ALIGN_CENTER, style, box->lower, QUANTITY_NONE);
    float thick = fmaxf(roundf(flow->size * 0.06F), 1);
    canvas_box(canvas, (struct rect){x, roundf(y), extent.width, thick}, 0, style.color, 0, 0);
}

/* A faint plate behind what the operation writes. */
static void draw_plate(const struct board_flow *flow, const struct board_box *box,
                       struct board_extent extent, float x, float y) {
    struct rect plate = {x, y - extent.half, extent.width, 2 * extent.half};
    canvas_box(flow->canvas, rect_inset(plate, -0.12F * flow->size), 0.3F * flow->size,
               theme_fade(box->matrix.color, 0.16F), 0, 0);
}

static void draw_box(const struct board_flow *flow, size_t index, float x, float y) {
    const struct canvas *canvas = flow->canvas;
    const struct board_box *box = &flow->row.boxes[index];
    struct board_extent extent = flow->extents[index];
    switch (box->kind) {
    case BOX_TEXT:
        canvas_text(canvas, x, y, ALIGN_LEFT,
                    canvas_style(canvas, FACE_MATH, flow->size, COLOR_TEXT), box->text,
                    QUANTITY_NONE);
        return;
    case BOX_MATRIX:
        if (box->is_target) {
            draw_plate(flow, box, extent, x, y);
        }
        board_matrix_draw(canvas, &box->matrix, flow->fold, flow->size, x, y);
        return;
    case BOX_OPEN:
    case BOX_CLOSE:
        draw_bracket(flow, box, extent, x, y);
        return;
    case BOX_FRACTION:
        draw_fraction(flow, box, extent, x, y);
        return;
    case BOX_SCRIPT:
        canvas_text(canvas, x, y - extent.half + 0.25F * flow->size, ALIGN_LEFT,
                    canvas_style(canvas, FACE_MATH, script_size * flow->size, COLOR_TEXT),
                    box->text, QUANTITY_NONE);
        return;
    case BOX_KIND_COUNT:
        return;
    }
}

void board_flow_draw(const struct board_flow *flow, float x, float y) {
    float top = y;
    for (size_t i = 0; i < flow->line_count; i++) {
        const struct board_line *line = &flow->lines[i];
        top += i > 0 ? line_gap * flow->size : 0;
        float at = x + line_indent(flow, i);
        for (size_t k = line->begin; k < line->end; k++) {
            at += gap_before(flow, k, line->begin);
            draw_box(flow, k, at, roundf(top + line->above));
            at += flow->extents[k].width;
        }
        top += line->above + line->below;
    }
}
