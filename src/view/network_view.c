#include "view/network_view.h"

#include "view/network_edges.h"
#include "view/number.h"
#include "view/symbol.h"

#include <math.h>

static const char *value_text(const struct network_drawing *drawing, double value) {
    const struct canvas *canvas = drawing->canvas;
    return number_text(canvas->arena, value, session_settings(canvas->session)->decimals);
}

/* ---- words ---- */

static const char *layer_caption(const struct network_drawing *drawing, size_t layer) {
    const struct canvas *canvas = drawing->canvas;
    const struct network *network = &session_lesson(canvas->session)->network;
    if (layer == 0) {
        return string_get(canvas->language, STRING_INPUT_LAYER);
    }
    const char *name = layer == network->layer_count
                           ? string_get(canvas->language, STRING_OUTPUT_LAYER)
                           : STRING_FILL(canvas->arena, canvas->language, STRING_LAYER,
                                         text_format(canvas->arena, "%zu", layer));
    const char *activation = activation_definition(network->layers[layer - 1].activation)->text;
    return text_format(canvas->arena, "%s · %s", name, activation);
}

static void draw_captions(const struct network_drawing *drawing) {
    const struct canvas *canvas = drawing->canvas;
    for (size_t i = 0; i < drawing->layout.column_count; i++) {
        bool is_current =
            drawing->touch.place.operation != NULL && network_touch_neurons(&drawing->touch, i);
        struct rect place = drawing->layout.captions;
        place.width = drawing->layout.column_pitch - canvas->layout->unit;
        place.x = drawing->layout.columns[i].x - place.width / 2;
        canvas_text_within(canvas, place, ALIGN_CENTER,
                           canvas_style(canvas, is_current ? FACE_BOLD : FACE_REGULAR,
                                        canvas->layout->small,
                                        is_current ? COLOR_TEXT : COLOR_TEXT_DIM),
                           0.6F, layer_caption(drawing, i));
    }
}

static void draw_footer(const struct network_drawing *drawing) {
    const struct canvas *canvas = drawing->canvas;
    struct rect rest = drawing->layout.footer;
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, canvas->layout->small * 0.9F, COLOR_TEXT_DIM);
    size_t samples = drawing->touch.program->samples;
    if (samples > 1) {
        const char *text =
            STRING_FILL(canvas->arena, canvas->language, STRING_SAMPLE_PLACE,
                        number_count_text(canvas->arena, (long)drawing->touch.sample + 1),
                        number_count_text(canvas->arena, (long)samples));
        canvas_text_within(canvas, rect_cut_left(&rest, rest.width * 0.35F), ALIGN_LEFT, style,
                           0.7F, text);
        rect_cut_left(&rest, canvas->layout->unit);
    }
    canvas_text_within(canvas, rest, ALIGN_RIGHT, style, 0.7F,
                       string_get(canvas->language, STRING_EDGE_LEGEND));
}

/* ---- neurons ---- */

/* A number with its symbol below or above a neuron, on a plate that keeps edges away; the number
 * alone where both are too wide. */
static void draw_label(const struct network_drawing *drawing, struct scene_point at, bool is_below,
                       enum theme_color color, int tensor, struct quantity quantity) {
    const struct canvas *canvas = drawing->canvas;
    struct rect place = network_layout_label(&drawing->layout, at, is_below);
    float size = drawing->layout.label;
    const struct program *program = drawing->touch.program;
    const struct symbol_form *form = notation_symbol_form(
        program->notation, program->tensors[tensor].symbol, program->tensors[tensor].layer,
        (int)program->lesson->network.layer_count, program->samples);
    const char *name = form->base[PRINT_TEXT];
    const char *number = value_text(drawing, network_touch_value(&drawing->touch, quantity));
    float number_width = canvas_text_width(canvas, FACE_REGULAR, size, number);
    float name_width = symbol_width(canvas, size, name) + 0.35F * size;
    if (name_width + number_width > place.width * 0.96F) {
        name_width = 0;
    }
    float width = name_width + number_width;
    float left = at.x - width / 2;
    struct rect plate = {left - 0.2F * size, place.y, width + 0.4F * size, place.height};
    canvas_box(canvas, plate, 0.3F * size, theme_fade(canvas_color(canvas, COLOR_PANEL), 0.86F), 0,
               0);
    float y = place.y + place.height / 2;
    if (name_width > 0) {
        symbol_draw(canvas, left, y, ALIGN_LEFT, size, canvas_color(canvas, color), name);
    }
    canvas_text(canvas, left + width, y, ALIGN_RIGHT,
                canvas_style(canvas, FACE_REGULAR, size, color), number, quantity);
}

/* What stands below the neurons of a layer: the error once there is one, before that what the last
 * operation is about. */
static int label_tensor(const struct network_drawing *drawing, size_t layer) {
    const struct network_touch *touch = &drawing->touch;
    static const enum role forward[] = {ROLE_ACTIVATION_GRADIENT, ROLE_PREACTIVATION};
    int error = network_touch_tensor(touch, ROLE_ERROR, layer);
    if (layer == 0 || error >= 0) {
        return layer == 0 ? -1 : error;
    }
    for (size_t i = 0; i < sizeof forward / sizeof *forward; i++) {
        if (network_touch_has(touch, forward[i], layer)) {
            return network_touch_tensor(touch, forward[i], layer);
        }
    }
    return -1;
}

/* The largest error of the output layer: rings are measured by it, so that they keep their weight
 * while the pass goes on. */
static double error_unit(const struct network_drawing *drawing) {
    const struct network_touch *touch = &drawing->touch;
    size_t layer = drawing->layout.column_count - 1;
    int tensor = network_touch_tensor(touch, ROLE_ERROR, layer);
    double most = 0;
    for (size_t unit = 0;
         tensor >= 0 && unit < network_units(&touch->program->lesson->network, layer); unit++) {
        most =
            fmax(most, fabs(network_touch_value(touch, network_touch_unit(touch, tensor, unit))));
    }
    return most;
}

static void draw_ring(const struct network_drawing *drawing, size_t layer, size_t unit,
                      struct scene_point at) {
    const struct network_touch *touch = &drawing->touch;
    int tensor = layer > 0 ? network_touch_tensor(touch, ROLE_ERROR, layer) : -1;
    double scale = error_unit(drawing);
    if (tensor < 0 || !(scale > 0)) {
        return;
    }
    struct quantity quantity = network_touch_unit(touch, tensor, unit);
    float weight = (float)fmin(fabs(network_touch_value(touch, quantity)) / scale, 1);
    float em = drawing->layout.text;
    float stroke = (0.06F + 0.26F * weight) * em;
    float radius = drawing->layout.radius + 0.42F * em;
    color_argb color = canvas_color(drawing->canvas, COLOR_ERROR);
    scene_add(drawing->canvas->scene,
              (struct scene_item){
                  .kind = SCENE_DISC,
                  .bounds = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                  .color = canvas_color(drawing->canvas, COLOR_PANEL),
                  .stroke = fmaxf(stroke, 1),
                  .stroke_color = theme_fade(color, network_touch_neurons(touch, layer) ? 1 : 0.6F),
                  .quantity = quantity,
              });
}

/* The number in the middle of a disc: smaller, or with fewer digits, where it is wider than that;
 * on the line that the others stand on. */
static void draw_number(const struct network_drawing *drawing, struct scene_point at,
                        struct text_style style, double value, struct quantity quantity) {
    const float least = 0.7F;         /* of the size, before digits are left out */
    const float half_figure = 0.366F; /* em from the middle to the line */
    const struct canvas *canvas = drawing->canvas;
    float room = drawing->layout.radius * 2 * 0.87F;
    const char *text = value_text(drawing, value);
    for (int decimals = session_settings(canvas->session)->decimals;
         decimals > 0 && canvas_text_width(canvas, style.face, style.size * least, text) > room;) {
        text = number_text(canvas->arena, value, --decimals);
    }
    float width = canvas_text_width(canvas, style.face, style.size, text);
    float by = fminf(room / width, 1);
    float lower = half_figure * style.size * (1 - by);
    style.size *= by;
    canvas_text(canvas, at.x, at.y + lower, ALIGN_CENTER, style, text, quantity);
}

static void draw_disc(const struct network_drawing *drawing, size_t layer, size_t unit,
                      struct scene_point at) {
    const struct canvas *canvas = drawing->canvas;
    const struct network_touch *touch = &drawing->touch;
    int tensor = network_touch_tensor(touch, ROLE_ACTIVATION, layer);
    struct quantity quantity =
        tensor >= 0 ? network_touch_unit(touch, tensor, unit) : QUANTITY_NONE;
    double value = tensor >= 0 ? network_touch_value(touch, quantity) : 0;
    bool is_lit = network_touch_neurons(touch, layer);
    color_argb fill =
        theme_mix(canvas_color(canvas, COLOR_NEURON), canvas_color(canvas, COLOR_NEURON_ON),
                  (float)fmin(fabs(value), 1) * (is_lit ? 1 : 0.5F));
    float radius = drawing->layout.radius;
    scene_add(canvas->scene,
              (struct scene_item){
                  .kind = SCENE_DISC,
                  .bounds = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                  .color = fill,
                  .stroke = fmaxf(canvas->layout->line * 1.4F, 1),
                  .stroke_color = canvas_color(canvas, is_lit ? COLOR_ACTIVATION : COLOR_MARK_DIM),
                  .quantity = quantity,
              });
    struct text_style style = canvas_style(canvas, FACE_REGULAR, drawing->layout.text,
                                           is_lit ? COLOR_TEXT : COLOR_TEXT_DIM);
    if (tensor >= 0) {
        draw_number(drawing, at, style, value, quantity);
    } else {
        canvas_text(canvas, at.x, at.y, ALIGN_CENTER, style, "—", quantity);
    }
}

static void draw_input_name(const struct network_drawing *drawing, size_t unit,
                            struct scene_point at) {
    const struct canvas *canvas = drawing->canvas;
    canvas_text_within(
        canvas, rect_inset(network_layout_label(&drawing->layout, at, true), 1), ALIGN_CENTER,
        canvas_style(canvas, FACE_REGULAR, drawing->layout.label * 0.95F, COLOR_TEXT_DIM), 0.6F,
        session_lesson(canvas->session)->network.input_names[unit]);
}

static void draw_labels(const struct network_drawing *drawing, size_t layer, size_t unit,
                        struct scene_point at) {
    const struct network_touch *touch = &drawing->touch;
    int below = label_tensor(drawing, layer);
    if (layer == 0) {
        draw_input_name(drawing, unit, at);
    }
    if (below >= 0) {
        draw_label(drawing, at, true, theme_role_color(touch->program->tensors[below].role), below,
                   network_touch_unit(touch, below, unit));
    }
    int bias = layer > 0 ? network_touch_tensor(touch, ROLE_BIAS, layer) : -1;
    if (bias >= 0 && drawing->layout.has_bias_room) {
        bool is_touched = network_touch_has(touch, ROLE_BIAS, layer);
        draw_label(drawing, at, false, is_touched ? COLOR_WEIGHT : COLOR_TEXT_DIM, bias,
                   network_touch_unit(touch, bias, unit));
    }
}

static void draw_dots(const struct network_drawing *drawing, size_t layer, struct scene_point at) {
    const struct canvas *canvas = drawing->canvas;
    size_t hidden = drawing->layout.columns[layer].units.hidden;
    float width = drawing->layout.column_pitch;
    float height = drawing->layout.text * 1.45F;
    struct rect place = {at.x - width / 2, at.y - height / 2, width, height};
    canvas_box(canvas, place, height / 2, theme_fade(canvas_color(canvas, COLOR_PANEL), 0.86F), 0,
               0);
    canvas_text_within(canvas, place, ALIGN_CENTER,
                       canvas_style(canvas, FACE_REGULAR, drawing->layout.text, COLOR_TEXT_DIM),
                       0.5F,
                       STRING_FILL(canvas->arena, canvas->language, STRING_MORE_UNITS,
                                   number_count_text(canvas->arena, (long)hidden)));
}

static void draw_neurons(const struct network_drawing *drawing) {
    for (size_t layer = 0; layer < drawing->layout.column_count; layer++) {
        const struct shown *units = &drawing->layout.columns[layer].units;
        for (size_t place = 0; place < units->count; place++) {
            struct scene_point at = network_layout_at(&drawing->layout, layer, place);
            if (shown_is_dots(units, place)) {
                draw_dots(drawing, layer, at);
                continue;
            }
            draw_ring(drawing, layer, units->index[place], at);
            draw_disc(drawing, layer, units->index[place], at);
            draw_labels(drawing, layer, units->index[place], at);
        }
    }
}

void network_view_draw(const struct canvas *canvas, struct rect panel) {
    canvas_panel(canvas, panel);
    struct network_drawing drawing = {
        .canvas = canvas,
        .layout = network_layout_create(canvas, panel),
        .touch = network_touch_create(canvas),
    };
    network_edges_draw(&drawing);
    draw_neurons(&drawing);
    network_edges_draw_numbers(&drawing);
    draw_captions(&drawing);
    draw_footer(&drawing);
}
