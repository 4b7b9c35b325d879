#include "view/network/network_view.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "view/draw/symbol.h"
#include "view/network/network_curve.h"
#include "view/network/network_label.h"
#include "view/network/network_neurons.h"
#include "view/network/network_numbers.h"
#include "view/network/network_way.h"
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

/* How the captions are written: the longest kind for which all columns have room, at which part of
 * the usual size. */
struct captions {
    enum caption kind;
    float fit;
    struct rect place; /* as wide as each may be */
};

static struct captions captions_create(const struct network_drawing *drawing) {
    const struct canvas *canvas = drawing->canvas;
    float small = canvas->layout->small;
    struct captions captions = {CAPTION_WITH_ACTIVATION, 0, drawing->layout.captions};
    captions.place.width =
        drawing->layout.column_pitch - fmaxf(caption_gap * small, canvas->layout->unit);
    captions.fit = caption_fit(drawing, captions.place.width, captions.kind);
    while (captions.fit < canvas_least(canvas, small) && captions.kind + 1 < CAPTION_COUNT) {
        captions.fit = caption_fit(drawing, captions.place.width, ++captions.kind);
    }
    return captions;
}

static void draw_captions(const struct network_drawing *drawing, const struct captions *captions) {
    const struct canvas *canvas = drawing->canvas;
    struct rect place = captions->place;
    for (size_t i = 0; i < drawing->layout.column_count; i++) {
        /* the weights into a layer are the layer's, like its biases */
        bool is_current = drawing->touch->place.operation != NULL &&
                          (touch_neurons(drawing->touch, i) || touch_edges(drawing->touch, i));
        place.x = drawing->layout.columns[i].x - place.width / 2;
        canvas_text_within(canvas, place, ALIGN_CENTER,
                           canvas_style(canvas, is_current ? FACE_PROSE_BOLD : FACE_PROSE,
                                        canvas->layout->small * captions->fit,
                                        is_current ? COLOR_TEXT : COLOR_TEXT_DIM),
                           least_caption, layer_caption(drawing, i, captions->kind));
    }
}

/* ---- what the numbers on the lines are ---- */

static float name_width(const struct network_drawing *drawing,
                        const struct network_numbered *numbered, size_t which, float size) {
    return symbol_width(drawing->canvas, size,
                        network_label_name(drawing, numbered->tensors[which]));
}

static float numbered_width(const struct network_drawing *drawing,
                            const struct network_numbered *numbered, struct text_style style) {
    const struct canvas *canvas = drawing->canvas;
    float width = 0;
    for (size_t i = 0; i < numbered->count; i++) {
        width += name_width(drawing, numbered, i, style.size);
    }
    const char *comma = string_get(canvas->language, STRING_SWITCH_COMMA);
    return width +
           (numbered->count > 1 ? canvas_text_width(canvas, style.face, style.size, comma) : 0);
}

/* "w, ∂L/∂w" from x on, each in its color. */
static void draw_names(const struct network_drawing *drawing,
                       const struct network_numbered *numbered, struct text_style style,
                       struct scene_point left) {
    const struct canvas *canvas = drawing->canvas;
    const char *comma = string_get(canvas->language, STRING_SWITCH_COMMA);
    float x = left.x;
    for (size_t i = 0; i < numbered->count; i++) {
        const char *name = network_label_name(drawing, numbered->tensors[i]);
        enum role role = drawing->touch->program->tensors[numbered->tensors[i]].role;
        struct math_tag tag = {.color = canvas_color(canvas, theme_role_color(role)),
                               .quantity = {numbered->tensors[i], -1, -1}};
        x += i > 0 ? canvas_text(canvas, (struct text_anchor){x, left.y, ALIGN_LEFT}, style, comma,
                                 QUANTITY_NONE)
                   : 0;
        symbol_draw(canvas, (struct text_anchor){x, left.y, ALIGN_LEFT}, style.size, tag, name);
        x += symbol_width(canvas, style.size, name);
    }
}

/* What a caption takes of its column: as when it is bold. */
static float caption_half(const struct network_drawing *drawing, size_t column,
                          const struct captions *captions) {
    const struct canvas *canvas = drawing->canvas;
    float size = canvas->layout->small * captions->fit;
    return canvas_text_width(canvas, FACE_PROSE_BOLD, size,
                             layer_caption(drawing, column, captions->kind)) /
           2;
}

/* Between the captions of their two layers, smaller where it must be; false where there is no room.
 */
static bool draw_between(const struct network_drawing *drawing,
                         const struct network_numbered *numbered, const struct captions *captions,
                         struct text_style style) {
    const struct network_column *columns = drawing->layout.columns;
    float left =
        columns[numbered->layer - 1].x + caption_half(drawing, numbered->layer - 1, captions);
    float right = columns[numbered->layer].x - caption_half(drawing, numbered->layer, captions);
    float room =
        (right - left) / (numbered_width(drawing, numbered, style) + 2 * caption_gap * style.size);
    if (room < canvas_least(drawing->canvas, style.size)) {
        return false;
    }
    style.size *= fminf(room, 1);
    float width = numbered_width(drawing, numbered, style);
    draw_names(drawing, numbered, style,
               (struct scene_point){(left + right - width) / 2,
                                    captions->place.y + captions->place.height / 2});
    return true;
}

/* Neither a text nor a plate has been drawn there, and no neuron or line of the layer is there. */
static bool is_empty(const struct network_drawing *drawing, size_t layer, struct rect rect) {
    const struct scene *scene = drawing->canvas->scene;
    bool is_taken = network_layout_meets_neuron(&drawing->layout, layer - 1, rect) ||
                    network_layout_meets_neuron(&drawing->layout, layer, rect);
    for (size_t i = 0; i < scene->count && !is_taken; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_panel = item->bounds.height > drawing->layout.middle.height;
        bool is_thing = item->kind == SCENE_TEXT || item->kind == SCENE_MATH ||
                        (item->kind == SCENE_BOX && !is_panel);
        is_taken = is_thing && rect_meets(item->bounds, rect);
    }
    struct network_edge edges[NETWORK_MOST_EDGES];
    size_t count = network_edges_of(drawing, layer, edges);
    for (size_t i = 0; i < count && !is_taken; i++) {
        is_taken = network_edge_crosses(&edges[i], rect);
    }
    return !is_taken;
}

/* Below the captions, in the middle of the two layers or beside it, where no line is yet; each name
 * is between them. */
static bool draw_below(const struct network_drawing *drawing,
                       const struct network_numbered *numbered, const struct captions *captions,
                       struct text_style style) {
    static const float ways[] = {0, 0.08F, -0.08F, 0.16F, -0.16F, 0.24F, -0.24F, 0.32F, -0.32F};
    const struct network_column *columns = drawing->layout.columns;
    float left = columns[numbered->layer - 1].x, across = columns[numbered->layer].x - left;
    float first = name_width(drawing, numbered, 0, style.size);
    float last = name_width(drawing, numbered, numbered->count - 1, style.size);
    struct rect place = {0, captions->place.y + captions->place.height,
                         numbered_width(drawing, numbered, style), LAYOUT_LINE * style.size};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        place.x = left + (0.5F + ways[i]) * across - place.width / 2;
        bool is_between =
            place.x + first / 2 >= left && place.x + place.width - last / 2 <= left + across;
        if (is_between && is_empty(drawing, numbered->layer, place)) {
            draw_names(drawing, numbered, style,
                       (struct scene_point){place.x, place.y + place.height / 2});
            return true;
        }
    }
    return false;
}

/* The names of what is on the lines, above their bundle, if they have room there. */
static void draw_head(const struct network_drawing *drawing,
                      const struct network_numbered *numbered, const struct captions *captions) {
    const struct canvas *canvas = drawing->canvas;
    struct text_style style =
        canvas_style(canvas, FACE_PROSE, canvas->layout->small, COLOR_TEXT_DIM);
    struct text_style small = style;
    small.size *= canvas_least(canvas, style.size);
    bool has_place = numbered->count > 0 && draw_between(drawing, numbered, captions, style);
    if (numbered->count > 0 && !has_place && !draw_below(drawing, numbered, captions, style)) {
        draw_below(drawing, numbered, captions, small);
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
    network_way_draw(&drawing);
    struct network_numbered numbered = network_numbers_draw(&drawing);
    const struct captions captions = captions_create(&drawing);
    draw_captions(&drawing, &captions);
    draw_head(&drawing, &numbered, &captions);
    network_curve_draw(&drawing);
    map_view_draw(canvas, plots->map, drawing.layout.strip.map, touch.sample);
    if (slope_view_fits(canvas)) {
        slope_view_draw(canvas, drawing.layout.strip.map);
    } else {
        fit_view_draw(canvas, plots->fit, drawing.layout.strip.map, touch.sample);
    }
}
