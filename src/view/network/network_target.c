#include "view/network/network_target.h"

#include "view/draw/symbol.h"
#include "view/network/network_label.h"

#include <math.h>

/* In em of the labels. */
static const float beside = 0.2F;      /* from the room of the ring */
static const float from_middle = 0.6F; /* of a name above its number, and of the number */

/* Right of the neuron in one line or in two, name above number, or in the line below its labels. */
enum target_side { TARGET_BESIDE, TARGET_STACKED, TARGET_BELOW, TARGET_NOWHERE };

struct target_column {
    int tensor;
    size_t layer;
    const char *name;
    float name_width, number_width; /* as wide as the lesson's widest */
    enum target_side side;
};

/* The second line below a neuron, where it is not yet the next one's. */
static bool has_line_below(const struct network_layout *layout, size_t layer) {
    const struct few_in_row *units = &layout->columns[layer].units;
    struct scene_point last = network_layout_at(layout, layer, units->count - 1);
    float line = LAYOUT_LINE * layout->label;
    float need = network_layout_reach(layout) + 2 * line;
    bool is_within = last.y + need <= layout->middle.y + layout->middle.height;
    float pitch = units->count > 1 ? last.y - network_layout_at(layout, layer, units->count - 2).y
                                   : 2 * layout->middle.height;
    return is_within && pitch >= need + network_layout_reach(layout) + line;
}

static struct target_column find_column(const struct network_drawing *drawing) {
    const struct network_layout *layout = &drawing->layout;
    struct target_column column = {
        .tensor = program_find_tensor(drawing->touch->program, ROLE_TARGET, -1),
        .layer = layout->column_count - 1,
        .side = TARGET_NOWHERE,
    };
    if (column.tensor < 0) {
        return column;
    }
    float em = layout->label;
    column.name = network_label_name(drawing, column.tensor);
    column.name_width = symbol_width(drawing->canvas, em, column.name);
    column.number_width = network_layout_target_width(drawing->canvas, layout);
    float room = network_layout_room_beside(layout);
    float high = fmaxf(canvas_least(drawing->canvas, em) * column.name_width,
                       column.number_width); /* name over number */
    float line = column.name_width + NETWORK_LABEL_GAP * em + column.number_width;
    column.side = line <= room   ? TARGET_BESIDE
                  : high <= room ? TARGET_STACKED
                  : line <= layout->column_pitch && has_line_below(layout, column.layer)
                      ? TARGET_BELOW
                      : TARGET_NOWHERE;
    return column;
}

static void draw_stacked(const struct network_drawing *drawing, const struct target_column *column,
                         struct scene_point left, const struct network_label *label) {
    const struct canvas *canvas = drawing->canvas;
    float em = drawing->layout.label;
    float room = network_layout_room_beside(&drawing->layout);
    float name_size = em * fminf(room / column->name_width, 1);
    float middle = left.x + fmaxf(column->name_width * name_size / em, column->number_width) / 2;
    struct math_tag tag = {.color = canvas_color(canvas, label->color),
                           .quantity = label->quantity};
    symbol_draw(canvas, (struct text_anchor){middle, left.y - from_middle * em, ALIGN_CENTER},
                name_size, tag, column->name);
    canvas_text(canvas, (struct text_anchor){middle, left.y + from_middle * em, ALIGN_CENTER},
                canvas_style(canvas, label->face, em, label->color),
                network_label_value(drawing, label->quantity), label->quantity);
}

/* The line below the label of a neuron. */
static struct rect line_below(const struct network_layout *layout, struct scene_point at) {
    struct rect line = network_layout_label(layout, at, true);
    line.y += line.height;
    return line;
}

static void draw_target(const struct network_drawing *drawing, const struct target_column *column,
                        size_t unit, struct scene_point at) {
    const struct network_layout *layout = &drawing->layout;
    struct quantity quantity = touch_unit(drawing->touch, column->tensor, unit);
    bool is_lit = drawing->touch->place.operation != NULL && flow_has(drawing->flow, quantity);
    const struct network_label label = {
        .quantity = quantity,
        .color = theme_role_color(ROLE_TARGET),
        .face = is_lit ? FACE_BOLD : FACE_REGULAR,
    };
    struct scene_point left = {at.x + network_layout_reach_beside(layout) + beside * layout->label,
                               at.y};
    switch (column->side) {
    case TARGET_BESIDE:
        network_label_write(drawing, &label, left, layout->label);
        break;
    case TARGET_STACKED:
        draw_stacked(drawing, column, left, &label);
        break;
    case TARGET_BELOW:
        network_label_draw(drawing, line_below(layout, at), &label);
        break;
    case TARGET_NOWHERE:
        break;
    }
}

/* The loss of a batch is not that of the sample that is shown: it stands in the header only. */
static void draw_loss(const struct network_drawing *drawing, const struct target_column *column) {
    const struct touch *touch = drawing->touch;
    const struct network_layout *layout = &drawing->layout;
    struct quantity quantity = {program_find_tensor(touch->program, ROLE_LOSS, -1), 0, 0};
    if (quantity.tensor < 0 || touch->program->samples > 1 || !touch_knows(touch, quantity)) {
        return;
    }
    size_t count = layout->columns[column->layer].units.count;
    struct scene_point at = network_layout_at(layout, column->layer, count - 1);
    struct rect line = line_below(layout, at);
    line.y += column->side == TARGET_BELOW ? line.height : 0;
    if (line.y + line.height > layout->middle.y + layout->middle.height) {
        return;
    }
    bool is_lit = flow_has(drawing->flow, quantity);
    const struct network_label label = {
        .quantity = quantity,
        .color = theme_role_color(ROLE_LOSS),
        .face = is_lit ? FACE_BOLD : FACE_REGULAR,
    };
    network_label_draw(drawing, line, &label);
}

void network_target_draw(const struct network_drawing *drawing) {
    struct target_column column = find_column(drawing);
    const struct few_in_row *units = &drawing->layout.columns[column.layer].units;
    for (size_t i = 0; column.side != TARGET_NOWHERE && i < units->count; i++) {
        if (!few_in_row_is_dots(units, i)) {
            draw_target(drawing, &column, units->index[i],
                        network_layout_at(&drawing->layout, column.layer, i));
        }
    }
    draw_loss(drawing, &column);
}
