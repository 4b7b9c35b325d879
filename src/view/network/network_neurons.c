#include "view/network/network_neurons.h"

#include "base/number.h"
#include "view/draw/scene_button.h"
#include "view/network/network_label.h"
#include "view/network/network_target.h"
#include "view/network/network_way.h"

#include <math.h>
#include <string.h>

/* The ring of an error, in em of the numbers: its stroke, what the largest has more, and its way
 * from the disc. */
static const float ring_stroke = 0.07F, ring_stroke_more = 0.23F;
static const float ring_away = 0.12F;
static const float ring_dash = 0.66F;       /* of what a dash has with its gap */
static const float least_ring_dash = 0.02F; /* radians */

/* The number of a neuron: its room, of the neuron's width, and how much smaller it may be. */
static const float number_room = 0.87F, least_number = 0.7F;

static const float usual_line = 1.4F, current_line = 2.4F; /* of a disc, in thin lines */
static const float fill_not_lit = 0.5F;                    /* how much of its value a disc shows */
static const float more_line = 1.45F; /* em: the plate of units that are left out */

/* What stands below the neurons of a layer: the error once there is one, before that what the last
 * operation is about. */
static int label_tensor(const struct network_drawing *drawing, size_t layer) {
    const struct touch *touch = drawing->touch;
    static const enum role forward[] = {ROLE_ACTIVATION_GRADIENT, ROLE_PREACTIVATION};
    int error = touch_tensor(touch, ROLE_ERROR, layer);
    if (layer == 0 || error >= 0) {
        return layer == 0 ? -1 : error;
    }
    for (size_t i = 0; i < sizeof forward / sizeof *forward; i++) {
        if (touch_has(touch, forward[i], layer)) {
            return touch_tensor(touch, forward[i], layer);
        }
    }
    return -1;
}

/* The largest error of the output layer: rings are measured by it, so that they keep their weight
 * while the pass goes on. */
static double error_unit(const struct network_drawing *drawing) {
    const struct touch *touch = drawing->touch;
    size_t layer = drawing->layout.column_count - 1;
    int tensor = touch_tensor(touch, ROLE_ERROR, layer);
    double most = 0;
    for (size_t unit = 0;
         tensor >= 0 && unit < network_units(&touch->program->lesson->network, layer); unit++) {
        struct quantity quantity = touch_unit(touch, tensor, unit);
        if (touch_knows(touch, quantity)) {
            most = fmax(most, fabs(touch_value(touch, quantity)));
        }
    }
    return most;
}

/* The line around a neuron at some distance from it: half circles, and between them what a pill is
 * wider than a disc. Parts of it are told by their way from the right end, in pixels. */
struct outline {
    struct scene_point center;
    float radius, stretch, stroke;
    color_argb color;
};

static const float half_turn = 3.14159265F;

static float outline_length(const struct outline *outline) {
    return 2 * half_turn * outline->radius + 4 * outline->stretch;
}

/* Quarter by quarter: round, then straight to the middle above or below. */
static struct scene_point outline_point(const struct outline *outline, float way) {
    const float round = half_turn / 2 * outline->radius;
    const float quarter = round + outline->stretch;
    int which = (int)floorf(way / quarter);
    float on = way - (float)which * quarter;
    bool is_back = which % 2 != 0; /* from the middle on: straight, then round */
    on = is_back ? quarter - on : on;
    float angle = fminf(on / outline->radius, half_turn / 2);
    float x = outline->stretch - fmaxf(on - round, 0) + outline->radius * cosf(angle);
    float y = outline->radius * sinf(angle);
    bool is_left = which % 4 == 1 || which % 4 == 2, is_above = which % 4 >= 2;
    return (struct scene_point){outline->center.x + (is_left ? -x : x),
                                outline->center.y + (is_above ? -y : y)};
}

static void draw_dash(const struct canvas *canvas, const struct outline *outline, float from,
                      float to, struct quantity quantity) {
    const float step = 0.12F; /* radians: under a third of a pixel off at any size */
    size_t count = (size_t)ceilf((to - from) / (step * outline->radius)) + 1;
    struct scene_point *points = ARENA_ARRAY(canvas->arena, struct scene_point, count);
    for (size_t i = 0; i < count; i++) {
        points[i] = outline_point(outline, from + (to - from) * (float)i / (float)(count - 1));
    }
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_CURVE,
                                 .color = outline->color,
                                 .stroke = outline->stroke,
                                 .points = points,
                                 .point_count = count,
                                 .quantity = quantity,
                             });
}

/* A disc or a pill so far around a neuron's middle. */
static void draw_shape(const struct network_drawing *drawing, struct scene_point at, float radius,
                       struct scene_item item) {
    float stretch = drawing->layout.stretch;
    item.kind = drawing->layout.has_pills ? SCENE_BOX : SCENE_DISC;
    item.radius = drawing->layout.has_pills ? radius : 0;
    item.bounds =
        (struct rect){at.x - radius - stretch, at.y - radius, 2 * (radius + stretch), 2 * radius};
    scene_add(drawing->canvas->scene, item);
}

/* A ring as heavy as the error is large: whole for plus, dashed for minus. */
static void draw_ring(const struct network_drawing *drawing, size_t layer, size_t unit,
                      struct scene_point at) {
    enum { DASHES = 14 };
    const struct touch *touch = drawing->touch;
    int tensor = layer > 0 ? touch_tensor(touch, ROLE_ERROR, layer) : -1;
    double scale = error_unit(drawing);
    if (tensor < 0 || !(scale > 0)) {
        return;
    }
    struct quantity quantity = touch_unit(touch, tensor, unit);
    if (!touch_knows(touch, quantity)) {
        return;
    }
    double error = touch_value(touch, quantity);
    float weight = (float)fmin(fabs(error) / scale, 1);
    float em = drawing->layout.text;
    float stroke = fmaxf((ring_stroke + ring_stroke_more * weight) * em, 1);
    float inner = drawing->layout.radius + ring_away * em;
    bool is_lit = flow_has_unit(drawing->flow, layer, unit);
    color_argb color =
        theme_fade(canvas_color(drawing->canvas, COLOR_ERROR), is_lit ? 1 : THEME_ERROR_RING);
    draw_shape(drawing, at, inner + stroke,
               (struct scene_item){.color = canvas_color(drawing->canvas, COLOR_PANEL),
                                   .stroke = error < 0 ? 0 : stroke,
                                   .stroke_color = error < 0 ? 0 : color,
                                   .quantity = quantity});
    const struct outline ring = {at, inner + stroke / 2, drawing->layout.stretch, stroke, color};
    const float pitch = outline_length(&ring) / DASHES;
    /* Round ends make a dash longer by its stroke. */
    float dash = fmaxf(pitch * ring_dash - stroke, least_ring_dash * ring.radius);
    for (int i = 0; error < 0 && i < DASHES; i++) {
        float from = pitch * (float)i;
        draw_dash(drawing->canvas, &ring, from, from + dash, quantity);
    }
}

/* The number in the middle of a disc, on the line that the others stand on: smaller where it is
 * wider than that, or none; never with fewer digits. */
static void draw_number(const struct network_drawing *drawing, struct scene_point at,
                        struct text_style style, struct quantity quantity) {
    const float least = fmaxf(canvas_least(drawing->canvas, style.size), least_number);
    const struct canvas *canvas = drawing->canvas;
    float room = 2 * (drawing->layout.radius + drawing->layout.stretch) * number_room;
    const char *text = network_label_value(drawing, quantity);
    float by = fminf(room / canvas_text_width(canvas, style.face, style.size, text), 1);
    if (by < least) {
        return;
    }
    float lower = TEXT_HALF_FIGURE * style.size * (1 - by);
    style.size *= by;
    canvas_text(canvas, (struct text_anchor){at.x, at.y + lower, ALIGN_CENTER}, style, text,
                quantity);
}

/* The element that the reader is at belongs to this unit. */
static bool is_current(const struct network_drawing *drawing, size_t layer, size_t unit) {
    const struct flow *flow = drawing->flow;
    size_t only = 0;
    return flow->result.tensor >= 0 &&
           drawing->touch->program->tensors[flow->result.tensor].layer == (int)layer &&
           flow_only_unit(flow, layer, &only) && only == unit;
}

static void draw_disc(const struct network_drawing *drawing, size_t layer, size_t unit,
                      struct scene_point at) {
    const struct canvas *canvas = drawing->canvas;
    const struct touch *touch = drawing->touch;
    int tensor = touch_tensor(touch, ROLE_ACTIVATION, layer);
    /* what has no value yet can be pointed at too */
    struct quantity quantity =
        touch_unit(touch, program_find_tensor(touch->program, ROLE_ACTIVATION, (int)layer), unit);
    bool is_known = tensor >= 0 && touch_knows(touch, quantity);
    double value = is_known ? touch_value(touch, quantity) : 0;
    bool is_lit = flow_has_unit(drawing->flow, layer, unit);
    color_argb fill =
        theme_mix(canvas_color(canvas, COLOR_NEURON), canvas_color(canvas, COLOR_NEURON_ON),
                  fmin(fabs(value), 1) * (double)(is_lit ? 1 : fill_not_lit));
    float line =
        canvas->layout->line * (is_current(drawing, layer, unit) ? current_line : usual_line);
    draw_shape(drawing, at, drawing->layout.radius,
               (struct scene_item){
                   .color = fill,
                   .stroke = fmaxf(line, 1),
                   .stroke_color = canvas_color(canvas, is_lit ? COLOR_ACTIVATION : COLOR_MARK_DIM),
                   .quantity = quantity,
               });
    struct text_style style = canvas_style(canvas, FACE_REGULAR, drawing->layout.text,
                                           is_lit ? COLOR_TEXT : COLOR_TEXT_DIM);
    if (is_known) {
        draw_number(drawing, at, style, quantity);
    } else {
        canvas_text(canvas, (struct text_anchor){at.x, at.y, ALIGN_CENTER}, style, "—", quantity);
    }
}

static void draw_input_name(const struct network_drawing *drawing, size_t unit,
                            struct scene_point at) {
    const struct canvas *canvas = drawing->canvas;
    float size = drawing->layout.label;
    struct rect place = network_layout_label(&drawing->layout, at, true);
    /* a line is a little higher than what is written in it */
    float lack = fmaxf(canvas_line_height(canvas, FACE_PROSE, size) - place.height, 0);
    place = (struct rect){place.x + 1, place.y - lack / 2, place.width - 2, place.height + lack};
    const char *name = canvas->moment->program->lesson->network.input_names[unit];
    float width = fminf(canvas_text_width(canvas, FACE_PROSE, size, name), place.width);
    network_label_plate(
        drawing, (struct rect){place.x + (place.width - width) / 2, place.y, width, place.height});
    canvas_text_within(canvas, place, ALIGN_CENTER,
                       canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM),
                       canvas_least(canvas, size), name);
}

/* The bias, and its gradient while that is being computed. */
static int bias_tensor(const struct network_drawing *drawing, size_t layer) {
    const struct touch *touch = drawing->touch;
    const struct operation *operation = touch->place.operation;
    bool is_gradient =
        operation != NULL &&
        operation->target == program_find_tensor(touch->program, ROLE_BIAS_GRADIENT, (int)layer);
    return layer == 0 ? -1
                      : touch_tensor(touch, is_gradient ? ROLE_BIAS_GRADIENT : ROLE_BIAS, layer);
}

/* Without a line of their own biases take that of the error while they are worked on. */
static bool is_about_bias(const struct network_drawing *drawing, int bias) {
    const struct operation *operation = drawing->touch->place.operation;
    return bias >= 0 && operation != NULL && operation->target == bias;
}

/* Only then a bias stands above where most of the time there is no line for it. */
static bool is_used(const struct network_drawing *drawing, int bias) {
    return bias >= 0 && drawing->touch->place.operation != NULL && drawing->touch->is_touched[bias];
}

/* Another operation reads z of this layer: then it stands above, in place of the bias. */
static int read_sum(const struct network_drawing *drawing, size_t layer, int below) {
    const struct touch *touch = drawing->touch;
    bool is_read =
        layer > 0 && touch->place.operation != NULL && touch_has(touch, ROLE_PREACTIVATION, layer);
    int tensor = is_read ? touch_tensor(touch, ROLE_PREACTIVATION, layer) : -1;
    return tensor == below ? -1 : tensor;
}

/* One of a unit's labels; dim where the operation or its element is not about it. */
static void draw_label(const struct network_drawing *drawing, struct scene_point at, bool is_below,
                       int tensor, struct quantity quantity, bool is_lit) {
    enum theme_color color = theme_role_color(drawing->touch->program->tensors[tensor].role);
    const struct network_label label = {
        .quantity = quantity,
        .color = is_lit ? color : COLOR_TEXT_DIM,
        .face = FACE_REGULAR,
        .has_old = quantity.tensor == drawing->flow->result.tensor,
    };
    network_label_draw(drawing, network_layout_label(&drawing->layout, at, is_below), &label);
}

static void draw_labels(const struct network_drawing *drawing, size_t layer, size_t unit,
                        struct scene_point at) {
    const struct touch *touch = drawing->touch;
    int below = label_tensor(drawing, layer);
    int above = bias_tensor(drawing, layer);
    bool has_room = drawing->layout.has_bias_room;
    /* Above the last unit of a folded column stands its number. */
    bool is_folded = drawing->layout.columns[layer].units.has_dots;
    bool has_line =
        has_room || (!is_folded && network_layout_has_room_above(&drawing->layout, layer));
    if (has_line && is_used(drawing, above)) {
        has_room = true;
    } else if (!has_room && is_about_bias(drawing, above)) {
        below = above;
    }
    if (layer == 0) {
        draw_input_name(drawing, unit, at);
    }
    int sum = read_sum(drawing, layer, below);
    if (sum >= 0 && has_line) {
        above = sum;
        has_room = true;
    } else if (sum >= 0 && !touch_has(touch, ROLE_ERROR, layer)) {
        below = sum;
    }
    bool is_lit = flow_has_unit(drawing->flow, layer, unit);
    if (below >= 0) {
        draw_label(drawing, at, true, below, touch_unit(touch, below, unit), is_lit);
    }
    /* the way that passes it says so there */
    if (above >= 0 && has_room && !network_way_passes(drawing, layer, unit)) {
        struct quantity quantity = touch_unit(touch, above, unit);
        draw_label(drawing, at, false, above, quantity, flow_has(drawing->flow, quantity));
    }
}

/* A click on the dots opens the column there: it selects the first unit that they stand for. */
static void add_opening(const struct network_drawing *drawing, size_t layer, struct rect place) {
    const struct few_in_row *units = &drawing->layout.columns[layer].units;
    const struct program *program = drawing->touch->program;
    size_t first = units->dots > 0 ? units->index[units->dots - 1] + 1 : 0;
    int tensor = program_find_tensor(program, ROLE_ACTIVATION, (int)layer);
    scene_button_add_quantity(drawing->canvas->scene, place,
                              touch_unit(drawing->touch, tensor, first));
}

static void draw_dots(const struct network_drawing *drawing, size_t layer, struct scene_point at) {
    const struct canvas *canvas = drawing->canvas;
    size_t hidden = drawing->layout.columns[layer].units.hidden;
    float width = drawing->layout.column_pitch;
    float height = drawing->layout.text * more_line;
    struct rect place = {at.x - width / 2, at.y - height / 2, width, height};
    add_opening(drawing, layer, place);
    const char *count = number_count_text(canvas->arena, (long)hidden);
    const char *text = STRING_FILL(canvas->arena, canvas->language, STRING_MORE_UNITS, count);
    if (canvas_text_width(canvas, FACE_REGULAR, drawing->layout.text, text) > width) {
        text = text_format(canvas->arena, "⋮ %s", count);
    }
    /* No wider than its words: beside them edges meet. */
    float pads = 2 * NETWORK_LABEL_PAD * drawing->layout.text;
    float wide = canvas_text_width(canvas, FACE_REGULAR, drawing->layout.text, text) + pads;
    network_label_plate(
        drawing, (struct rect){at.x - fminf(wide, width) / 2, place.y, fminf(wide, width), height});
    canvas_text_within(canvas, place, ALIGN_CENTER,
                       canvas_style(canvas, FACE_REGULAR, drawing->layout.text, COLOR_TEXT_DIM),
                       canvas_least(canvas, drawing->layout.text), text);
}

/* Which unit the last place of a folded column is; inputs have names. */
static void draw_unit_number(const struct network_drawing *drawing, size_t layer, size_t place,
                             struct scene_point at) {
    const struct canvas *canvas = drawing->canvas;
    const struct few_in_row *units = &drawing->layout.columns[layer].units;
    bool is_behind_dots = units->has_dots && place > units->dots;
    if (layer == 0 || !is_behind_dots || drawing->layout.has_bias_room) {
        return;
    }
    struct rect place_above = network_layout_label(&drawing->layout, at, false);
    float size = drawing->layout.label;
    const char *text = number_count_text(canvas->arena, (long)units->index[place] + 1);
    float width =
        canvas_text_width(canvas, FACE_REGULAR, size, text) + 2 * NETWORK_LABEL_PAD * size;
    struct rect plate = {at.x - width / 2, place_above.y, width, place_above.height};
    network_label_plate(drawing, plate);
    canvas_text(canvas,
                (struct text_anchor){at.x, place_above.y + place_above.height / 2, ALIGN_CENTER},
                canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT_DIM), text, QUANTITY_NONE);
}

void network_neurons_draw(const struct network_drawing *drawing) {
    for (size_t layer = 0; layer < drawing->layout.column_count; layer++) {
        const struct few_in_row *units = &drawing->layout.columns[layer].units;
        for (size_t place = 0; place < units->count; place++) {
            struct scene_point at = network_layout_at(&drawing->layout, layer, place);
            if (few_in_row_is_dots(units, place)) {
                draw_dots(drawing, layer, at);
                continue;
            }
            draw_ring(drawing, layer, units->index[place], at);
            draw_disc(drawing, layer, units->index[place], at);
            draw_labels(drawing, layer, units->index[place], at);
            draw_unit_number(drawing, layer, place, at);
        }
    }
    network_target_draw(drawing);
}
