#include "view/network_view.h"

#include "view/map_view.h"
#include "view/network_curve.h"
#include "view/network_neurons.h"
#include "view/network_numbers.h"
#include "view/number.h"

#include <math.h>

/* What it is called; with its activation where there is room for that. */
static const char *layer_caption(const struct network_drawing *drawing, size_t layer,
                                 bool is_short) {
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
    return is_short ? name : text_format(canvas->arena, "%s · %s", name, activation);
}

/* The size at which the longest of them has room, of the usual one. */
static float caption_fit(const struct network_drawing *drawing, float room, bool is_short) {
    const struct canvas *canvas = drawing->canvas;
    float widest = 1;
    for (size_t i = 0; i < drawing->layout.column_count; i++) {
        widest = fmaxf(widest, canvas_text_width(canvas, FACE_BOLD, canvas->layout->small,
                                                 layer_caption(drawing, i, is_short)));
    }
    return fminf(room / widest, 1);
}

static void draw_captions(const struct network_drawing *drawing) {
    const struct canvas *canvas = drawing->canvas;
    struct rect place = drawing->layout.captions;
    place.width = drawing->layout.column_pitch - canvas->layout->unit;
    bool is_short = caption_fit(drawing, place.width, false) < 0.75F;
    float size = canvas->layout->small * caption_fit(drawing, place.width, is_short);
    for (size_t i = 0; i < drawing->layout.column_count; i++) {
        bool is_current =
            drawing->touch->place.operation != NULL && network_touch_neurons(drawing->touch, i);
        place.x = drawing->layout.columns[i].x - place.width / 2;
        canvas_text_within(canvas, place, ALIGN_CENTER,
                           canvas_style(canvas, is_current ? FACE_BOLD : FACE_REGULAR, size,
                                        is_current ? COLOR_TEXT : COLOR_TEXT_DIM),
                           0.8F, layer_caption(drawing, i, is_short));
    }
}

static void draw_footer(const struct network_drawing *drawing) {
    const struct canvas *canvas = drawing->canvas;
    struct rect rest = drawing->layout.footer;
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, canvas->layout->small * 0.9F, COLOR_TEXT_DIM);
    size_t samples = drawing->touch->program->samples;
    if (samples > 1) {
        const char *text =
            STRING_FILL(canvas->arena, canvas->language, STRING_SAMPLE_PLACE,
                        number_count_text(canvas->arena, (long)drawing->touch->sample + 1),
                        number_count_text(canvas->arena, (long)samples));
        canvas_text_within(canvas, rect_cut_left(&rest, rest.width * 0.35F), ALIGN_LEFT, style,
                           0.7F, text);
        rect_cut_left(&rest, canvas->layout->unit);
    }
    canvas_text_within(canvas, rest, ALIGN_RIGHT, style, 0.7F,
                       string_get(canvas->language, STRING_EDGE_LEGEND));
}

/* At element level the unit in question takes the last place of its column where it would be
 * folded away. */
static void keep_current_units(struct network_drawing *drawing) {
    for (size_t i = 0; i < drawing->layout.column_count; i++) {
        size_t unit = 0;
        if (network_flow_only_unit(drawing->flow, i, &unit)) {
            shown_keep(&drawing->layout.columns[i].units, unit);
        }
    }
}

void network_view_draw(const struct canvas *canvas, struct rect panel) {
    canvas_panel(canvas, panel);
    struct term_focus focus = term_focus_of(canvas);
    struct network_touch touch = network_touch_create(canvas, &focus);
    struct network_flow flow = network_flow_create(canvas, &touch, &focus);
    struct network_drawing drawing = {
        .canvas = canvas,
        .layout = network_layout_create(canvas, panel),
        .touch = &touch,
        .flow = &flow,
    };
    keep_current_units(&drawing);
    network_edges_draw(&drawing);
    network_neurons_draw(&drawing);
    network_numbers_draw(&drawing);
    draw_captions(&drawing);
    draw_footer(&drawing);
    network_curve_draw(&drawing);
    map_view_draw(canvas, drawing.layout.strip.map);
}
