#include "view/network/network_view.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "view/draw/symbol.h"
#include "view/network/network_curve.h"
#include "view/network/network_label.h"
#include "view/network/network_neurons.h"
#include "view/network/network_numbers.h"
#include "view/plot/fit_view.h"
#include "view/plot/map_view.h"
#include "view/plot/slope_view.h"

#include <math.h>

static const float caption_gap = 0.8F;   /* em between the captions of two columns */
static const float least_caption = 0.9F; /* of their size, before they are cut */

/* What a layer is called: the longest for which all columns have room. */
enum caption { CAPTION_WITH_ACTIVATION, CAPTION_NAME, CAPTION_NUMBER, CAPTION_COUNT };

static const char *layer_caption(const struct network_drawing *drawing, size_t layer,
                                 enum caption kind) {
    const struct canvas *canvas = drawing->canvas;
    const struct network *network = &canvas->moment->program->lesson->network;
    const char *number = text_format(canvas->arena, "%zu", layer);
    if (kind == CAPTION_NUMBER) {
        return number;
    }
    if (layer == 0) {
        return string_get(canvas->language, STRING_INPUT_LAYER);
    }
    const char *name = layer == network->layer_count
                           ? string_get(canvas->language, STRING_OUTPUT_LAYER)
                           : STRING_FILL(canvas->arena, canvas->language, STRING_LAYER, number);
    if (kind == CAPTION_NAME || program_has_own_activation(canvas->moment->program, layer)) {
        return name;
    }
    const char *activation = activation_definition(network->layers[layer - 1].activation)->text;
    return text_format(canvas->arena, "%s · %s", name, activation);
}

/* The size at which the longest of them has room, of the usual one. */
static float caption_fit(const struct network_drawing *drawing, float room, enum caption kind) {
    const struct canvas *canvas = drawing->canvas;
    float widest = 1;
    for (size_t i = 0; i < drawing->layout.column_count; i++) {
        widest = fmaxf(widest, canvas_text_width(canvas, FACE_PROSE_BOLD, canvas->layout->small,
                                                 layer_caption(drawing, i, kind)));
    }
    return fminf(room / widest, 1);
}

static void draw_captions(const struct network_drawing *drawing) {
    const struct canvas *canvas = drawing->canvas;
    float small = canvas->layout->small;
    struct rect place = drawing->layout.captions;
    place.width = drawing->layout.column_pitch - fmaxf(caption_gap * small, canvas->layout->unit);
    enum caption kind = CAPTION_WITH_ACTIVATION;
    float fit = caption_fit(drawing, place.width, kind);
    while (fit < canvas_least(canvas, small) && kind + 1 < CAPTION_COUNT) {
        fit = caption_fit(drawing, place.width, ++kind);
    }
    for (size_t i = 0; i < drawing->layout.column_count; i++) {
        /* the weights into a layer are the layer's, like its biases */
        bool is_current = drawing->touch->place.operation != NULL &&
                          (touch_neurons(drawing->touch, i) || touch_edges(drawing->touch, i));
        place.x = drawing->layout.columns[i].x - place.width / 2;
        canvas_text_within(canvas, place, ALIGN_CENTER,
                           canvas_style(canvas, is_current ? FACE_PROSE_BOLD : FACE_PROSE,
                                        small * fit, is_current ? COLOR_TEXT : COLOR_TEXT_DIM),
                           least_caption, layer_caption(drawing, i, kind));
    }
}

/* "on the lines: w", in the colors of the numbers there; cuts it off. */
static void draw_numbered(const struct network_drawing *drawing, struct rect *rest,
                          const struct network_numbered *numbered, struct text_style style) {
    const struct canvas *canvas = drawing->canvas;
    const char *names[NETWORK_NUMBERS_MOST];
    const char *words = string_get(canvas->language, STRING_NUMBERS_ON_LINES);
    const char *comma = string_get(canvas->language, STRING_SWITCH_COMMA);
    float between = canvas_text_width(canvas, style.face, style.size, comma);
    float width = canvas_text_width(canvas, style.face, style.size, words);
    for (size_t i = 0; i < numbered->count; i++) {
        names[i] = network_label_name(drawing, numbered->tensors[i]);
        width += symbol_width(canvas, style.size, names[i]) + (i > 0 ? between : 0);
    }
    if (numbered->count == 0 || width > rest->width) {
        return;
    }
    float x = rest->x;
    float y = rest->y + rest->height / 2;
    x += canvas_text(canvas, (struct text_anchor){x, y, ALIGN_LEFT}, style, words, QUANTITY_NONE);
    for (size_t i = 0; i < numbered->count; i++) {
        enum role role = drawing->touch->program->tensors[numbered->tensors[i]].role;
        struct math_tag tag = {.color = canvas_color(canvas, theme_role_color(role)),
                               .quantity = {numbered->tensors[i], -1, -1}};
        x += i > 0 ? canvas_text(canvas, (struct text_anchor){x, y, ALIGN_LEFT}, style, comma,
                                 QUANTITY_NONE)
                   : 0;
        symbol_draw(canvas, (struct text_anchor){x, y, ALIGN_LEFT}, style.size, tag, names[i]);
        x += symbol_width(canvas, style.size, names[i]);
    }
    rect_cut_left(rest, width + LAYOUT_GAP * canvas->layout->unit);
}

/* Which sample is shown, of what the numbers on the lines are, and what the lines mean: that is
 * left out first. */
static void draw_footer(const struct network_drawing *drawing,
                        const struct network_numbered *numbered) {
    const struct canvas *canvas = drawing->canvas;
    struct rect rest = drawing->layout.footer;
    float size = fmaxf(NETWORK_LAYOUT_ASIDE * canvas->layout->small, canvas->layout->legible);
    float least = canvas_least(canvas, size);
    struct text_style style = canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM);
    size_t samples = drawing->touch->program->samples;
    if (samples > 1) {
        const char *text =
            STRING_FILL(canvas->arena, canvas->language, STRING_SAMPLE_PLACE,
                        number_count_text(canvas->arena, (long)drawing->touch->sample + 1),
                        number_count_text(canvas->arena, (long)samples));
        canvas_text_within(canvas, rest, ALIGN_LEFT, style, least, text);
        rect_cut_left(&rest, canvas_text_width(canvas, style.face, size, text) +
                                 LAYOUT_GAP * canvas->layout->unit);
    }
    draw_numbered(drawing, &rest, numbered, style);
    const char *legend = string_get(canvas->language, STRING_EDGE_LEGEND);
    float width = canvas_text_width(canvas, style.face, size, legend);
    if (drawing->layout.has_legend && width * least <= rest.width) {
        canvas_text_within(canvas, rest, ALIGN_RIGHT, style, least, legend);
    }
}

/* The unit of the layer whose activation is selected; false: none is. */
static bool find_selected_unit(const struct network_drawing *drawing, size_t layer,
                               size_t *ret_unit) {
    const struct touch *touch = drawing->touch;
    struct quantity selected = drawing->canvas->moment->look.selected;
    int tensor = program_find_tensor(touch->program, ROLE_ACTIVATION, (int)layer);
    size_t count = network_units(&touch->program->lesson->network, layer);
    bool is_found = false;
    for (size_t unit = 0; unit < count && tensor == selected.tensor && !is_found; unit++) {
        is_found = quantity_equal(touch_unit(touch, tensor, unit), selected);
        *ret_unit = unit;
    }
    return is_found;
}

/* At element level the unit in question, and otherwise the one that is selected, takes the last
 * place of its column where it would be folded away. */
static void keep_current_units(struct network_drawing *drawing) {
    for (size_t i = 0; i < drawing->layout.column_count; i++) {
        size_t unit = 0;
        if (flow_only_unit(drawing->flow, i, &unit) || find_selected_unit(drawing, i, &unit)) {
            few_in_row_keep(&drawing->layout.columns[i].units, unit);
        }
    }
}

void network_view_draw(const struct canvas *canvas, const struct network_plots *plots,
                       struct rect panel) {
    canvas_panel(canvas, panel);
    struct touch touch = touch_create(canvas->moment);
    struct flow flow = flow_create(canvas->moment, &touch);
    struct network_drawing drawing = {
        .canvas = canvas,
        .layout = network_layout_create(canvas, panel),
        .touch = &touch,
        .flow = &flow,
    };
    keep_current_units(&drawing);
    network_edges_draw(&drawing);
    network_neurons_draw(&drawing);
    struct network_numbered numbered = network_numbers_draw(&drawing);
    draw_captions(&drawing);
    draw_footer(&drawing, &numbered);
    network_curve_draw(&drawing);
    map_view_draw(canvas, plots->map, drawing.layout.strip.map, touch.sample);
    if (plots->fit != NULL && slope_view_fits(canvas)) {
        slope_view_draw(canvas, drawing.layout.strip.map);
    } else {
        fit_view_draw(canvas, plots->fit, drawing.layout.strip.map, touch.sample);
    }
}
