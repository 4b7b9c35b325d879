#include "view/network_edges.h"

#include "view/number.h"

#include <math.h>

enum { MOST_PLAIN = 64 }; /* edges between two layers; beyond it they show structure only */

struct edge {
    struct scene_point from, to;
    struct quantity quantity;
    double value;
};

static struct edge edge_at(const struct network_drawing *drawing, int tensor, size_t layer,
                           size_t place, size_t place_below) {
    const struct network_layout *layout = &drawing->layout;
    size_t unit = layout->columns[layer].units.index[place];
    size_t below = layout->columns[layer - 1].units.index[place_below];
    struct edge edge = {
        .from = network_layout_at(layout, layer - 1, place_below),
        .to = network_layout_at(layout, layer, place),
        .quantity = network_touch_edge(&drawing->touch, tensor, unit, below),
    };
    edge.value = network_touch_value(&drawing->touch, edge.quantity);
    return edge;
}

/* ---- lines ---- */

static double largest(const struct network_drawing *drawing, int tensor) {
    struct matrix value =
        program_tensor_value(drawing->touch.program, tensor, drawing->touch.state);
    double most = 0;
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        most = fmax(most, fabs(value.values[i]));
    }
    return most > 0 ? most : 1;
}

/* How much of an edge is seen: those of large layers by their strength, and what is not in
 * question only dimly. */
static float edge_alpha(float strength, bool is_crowded, bool is_lit) {
    float alpha = is_lit ? 0.95F : 0.4F;
    return is_crowded ? alpha * strength * strength * strength : alpha;
}

static void draw_edge(const struct network_drawing *drawing, const struct edge *edge,
                      float strength, float alpha) {
    const struct canvas *canvas = drawing->canvas;
    float em = canvas->layout->unit;
    bool is_negative = edge->value < 0;
    color_argb color = canvas_color(canvas, is_negative ? COLOR_NEGATIVE : COLOR_POSITIVE);
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_LINE,
                                 .bounds = {edge->from.x, edge->from.y, edge->to.x - edge->from.x,
                                            edge->to.y - edge->from.y},
                                 .color = theme_fade(color, alpha),
                                 .stroke = fmaxf((0.12F + 0.55F * strength) * em, 1),
                                 .dash = is_negative ? 1.3F * em : 0,
                                 .quantity = edge->quantity,
                             });
}

static void draw_layer(const struct network_drawing *drawing, size_t layer) {
    const float faintest = 0.06F;
    const struct shown *units = &drawing->layout.columns[layer].units;
    const struct shown *below = &drawing->layout.columns[layer - 1].units;
    int tensor = program_find_tensor(drawing->touch.program, ROLE_WEIGHT, (int)layer);
    bool is_lit = network_touch_edges(&drawing->touch, layer);
    bool is_crowded = units->count * below->count > MOST_PLAIN;
    double most = largest(drawing, tensor);
    for (size_t i = 0; i < units->count; i++) {
        for (size_t j = 0; j < below->count; j++) {
            if (shown_is_dots(units, i) || shown_is_dots(below, j)) {
                continue;
            }
            struct edge edge = edge_at(drawing, tensor, layer, i, j);
            float strength = (float)(fabs(edge.value) / most);
            float alpha = edge_alpha(strength, is_crowded, is_lit);
            if (alpha > faintest && edge.value != 0) {
                draw_edge(drawing, &edge, strength, alpha);
            }
        }
    }
}

void network_edges_draw(const struct network_drawing *drawing) {
    for (size_t layer = 1; layer < drawing->layout.column_count; layer++) {
        draw_layer(drawing, layer);
    }
}

/* ---- numbers ---- */

enum { MOST_NUMBERS = 24 };

/* The edges between two layers with a place for the number of each. */
struct numbering {
    size_t layer;
    struct edge edges[MOST_NUMBERS];
    const char *texts[MOST_NUMBERS];
    struct rect plates[MOST_NUMBERS];
    size_t count;
};

static bool meets(struct rect a, struct rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

/* The edge runs through the rectangle: both are cut to the rectangle's columns. */
static bool crosses(const struct edge *edge, struct rect rect) {
    float slope = (edge->to.y - edge->from.y) / (edge->to.x - edge->from.x);
    float left = edge->from.y + slope * (rect.x - edge->from.x);
    float right = left + slope * rect.width;
    return fmaxf(left, right) > rect.y && fminf(left, right) < rect.y + rect.height;
}

/* A neuron with its ring. */
static bool meets_neuron(const struct network_drawing *drawing, struct scene_point at,
                         struct rect rect) {
    float reach = drawing->layout.radius + 0.5F * drawing->layout.text;
    return meets((struct rect){at.x - reach, at.y - reach, 2 * reach, 2 * reach}, rect);
}

/* The labels of the neurons, which are drawn before. */
static bool meets_text(const struct scene *scene, struct rect rect) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == SCENE_TEXT && meets(scene->items[i].bounds, rect)) {
            return true;
        }
    }
    return false;
}

/* Nothing else is there that the number could be taken to belong to. */
static bool is_free(const struct network_drawing *drawing, const struct numbering *numbering,
                    size_t number, struct rect rect) {
    for (size_t i = 0; i < numbering->count; i++) {
        if ((i < number && meets(numbering->plates[i], rect)) ||
            (i != number && crosses(&numbering->edges[i], rect))) {
            return false;
        }
    }
    if (meets_text(drawing->canvas->scene, rect)) {
        return false;
    }
    for (size_t column = numbering->layer - 1; column <= numbering->layer; column++) {
        for (size_t i = 0; i < drawing->layout.columns[column].units.count; i++) {
            if (meets_neuron(drawing, network_layout_at(&drawing->layout, column, i), rect)) {
                return false;
            }
        }
    }
    return true;
}

static bool place_number(const struct network_drawing *drawing, struct numbering *numbering,
                         size_t number) {
    static const float fractions[] = {0.5F,  0.45F, 0.55F, 0.4F,  0.6F, 0.35F,
                                      0.65F, 0.3F,  0.7F,  0.25F, 0.75F};
    const struct canvas *canvas = drawing->canvas;
    const struct edge *edge = &numbering->edges[number];
    float size = drawing->layout.label;
    const char *text =
        number_text(canvas->arena, edge->value, session_settings(canvas->session)->decimals);
    float width = canvas_text_width(canvas, FACE_REGULAR, size, text) + 0.6F * size;
    float height = 1.42F * size;
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        float x = edge->from.x + (edge->to.x - edge->from.x) * fractions[i];
        float y = edge->from.y + (edge->to.y - edge->from.y) * fractions[i];
        struct rect plate = {x - width / 2, y - height / 2, width, height};
        if (is_free(drawing, numbering, number, plate)) {
            numbering->texts[number] = text;
            numbering->plates[number] = plate;
            return true;
        }
    }
    return false;
}

static void draw_numbers(const struct network_drawing *drawing, const struct numbering *numbering,
                         enum theme_color color) {
    const struct canvas *canvas = drawing->canvas;
    float size = drawing->layout.label;
    for (size_t i = 0; i < numbering->count; i++) {
        struct rect plate = numbering->plates[i];
        canvas_box(canvas, plate, 0.35F * size, canvas_color(canvas, COLOR_PANEL),
                   canvas->layout->line, canvas_color(canvas, color));
        canvas_text(canvas, plate.x + plate.width / 2, plate.y + plate.height / 2, ALIGN_CENTER,
                    canvas_style(canvas, FACE_REGULAR, size, color), numbering->texts[i],
                    numbering->edges[i].quantity);
    }
}

/* The tensor whose numbers stand on the edges of a layer: the gradient while the weights wait for
 * it, the weights otherwise. */
static int numbered_tensor(const struct network_drawing *drawing, size_t layer) {
    const struct network_touch *touch = &drawing->touch;
    if (touch->place.operation == NULL || !network_touch_edges(touch, layer)) {
        return -1;
    }
    enum role target = touch->program->tensors[touch->place.operation->target].role;
    return network_touch_tensor(
        touch, target == ROLE_WEIGHT_GRADIENT ? ROLE_WEIGHT_GRADIENT : ROLE_WEIGHT, layer);
}

/* All of a layer's numbers or none: some alone would look like all there are. */
static void number_layer(const struct network_drawing *drawing, size_t layer) {
    const struct shown *units = &drawing->layout.columns[layer].units;
    const struct shown *below = &drawing->layout.columns[layer - 1].units;
    int tensor = numbered_tensor(drawing, layer);
    if (tensor < 0 || units->count * below->count > MOST_NUMBERS || units->has_dots ||
        below->has_dots) {
        return;
    }
    struct numbering numbering = {.layer = layer};
    for (size_t i = 0; i < units->count; i++) {
        for (size_t j = 0; j < below->count; j++) {
            numbering.edges[numbering.count++] = edge_at(drawing, tensor, layer, i, j);
        }
    }
    for (size_t i = 0; i < numbering.count; i++) {
        if (!place_number(drawing, &numbering, i)) {
            return;
        }
    }
    draw_numbers(drawing, &numbering,
                 theme_role_color(drawing->touch.program->tensors[tensor].role));
}

void network_edges_draw_numbers(const struct network_drawing *drawing) {
    for (size_t layer = 1; layer < drawing->layout.column_count; layer++) {
        number_layer(drawing, layer);
    }
}
