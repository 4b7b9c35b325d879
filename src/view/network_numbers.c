#include "view/network_numbers.h"

#include "view/number.h"

#include <math.h>

enum { MOST_NUMBERS = 24, MOST_LINES = 2 };

/* The edges between two layers, and a plate with numbers for each that has any. While weights are
 * being changed, their gradients stand below them. */
struct numbering {
    size_t layer;
    int tensors[MOST_LINES];
    size_t line_count;
    bool is_by_element; /* the other edges are dim: a plate may lie on them */
    struct network_edge edges[NETWORK_MOST_EDGES];
    size_t count;
    const char *texts[NETWORK_MOST_EDGES][MOST_LINES];
    struct rect plates[NETWORK_MOST_EDGES];
    bool has_plate[NETWORK_MOST_EDGES];
};

static bool meets(struct rect a, struct rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

/* The edge runs through the rectangle: both are cut to the rectangle's columns. */
static bool crosses(const struct network_edge *edge, struct rect rect) {
    float slope = (edge->to.y - edge->from.y) / (edge->to.x - edge->from.x);
    float left = edge->from.y + slope * (rect.x - edge->from.x);
    float right = left + slope * rect.width;
    return fmaxf(left, right) > rect.y && fminf(left, right) < rect.y + rect.height;
}

/* A neuron with its ring, and what points at it. */
static bool meets_neuron(const struct network_drawing *drawing, struct scene_point at,
                         struct rect rect) {
    float reach = network_layout_reach(&drawing->layout);
    return meets((struct rect){at.x - reach, at.y - reach, 2 * reach, 2 * reach}, rect);
}

/* The labels of the neurons, which are drawn before. */
static bool meets_text(const struct scene *scene, struct rect rect) {
    for (size_t i = 0; i < scene->count; i++) {
        enum scene_kind kind = scene->items[i].kind;
        if ((kind == SCENE_TEXT || kind == SCENE_MATH) && meets(scene->items[i].bounds, rect)) {
            return true;
        }
    }
    return false;
}

/* Nothing else is there that the numbers could be taken to belong to. */
static bool is_free(const struct network_drawing *drawing, const struct numbering *numbering,
                    size_t number, struct rect rect) {
    for (size_t i = 0; i < numbering->count; i++) {
        bool is_in_the_way = !numbering->is_by_element || numbering->edges[i].is_lit;
        if ((i < number && numbering->has_plate[i] && meets(numbering->plates[i], rect)) ||
            (i != number && is_in_the_way && crosses(&numbering->edges[i], rect))) {
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

/* As wide as any number, so that plates keep their size from step to step. */
static float plate_width(const struct network_drawing *drawing, struct numbering *numbering,
                         size_t number) {
    const struct canvas *canvas = drawing->canvas;
    const struct network_edge *edge = &numbering->edges[number];
    int decimals = session_settings(canvas->session)->decimals;
    float size = drawing->layout.label;
    float width =
        canvas_text_width(canvas, FACE_REGULAR, size, number_pattern(canvas->arena, decimals));
    for (size_t i = 0; i < numbering->line_count; i++) {
        struct quantity quantity =
            network_touch_edge(drawing->touch, numbering->tensors[i], edge->unit, edge->below);
        numbering->texts[number][i] =
            network_touch_knows(drawing->touch, quantity)
                ? number_text(canvas->arena, network_touch_value(drawing->touch, quantity),
                              decimals)
                : "—";
        width = fmaxf(width,
                      canvas_text_width(canvas, FACE_REGULAR, size, numbering->texts[number][i]));
    }
    return width + 0.5F * size;
}

static const float line_height = 1.42F;

static bool place_number(const struct network_drawing *drawing, struct numbering *numbering,
                         size_t number) {
    static const float fractions[] = {0.5F,  0.44F, 0.56F, 0.38F, 0.62F, 0.33F,
                                      0.67F, 0.28F, 0.72F, 0.23F, 0.77F};
    const struct network_edge *edge = &numbering->edges[number];
    float width = plate_width(drawing, numbering, number);
    float height =
        (line_height + (float)(numbering->line_count - 1) * line_height) * drawing->layout.label;
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        float x = edge->from.x + (edge->to.x - edge->from.x) * fractions[i];
        float y = edge->from.y + (edge->to.y - edge->from.y) * fractions[i];
        struct rect plate = {x - width / 2, y - height / 2, width, height};
        if (is_free(drawing, numbering, number, plate)) {
            numbering->plates[number] = plate;
            numbering->has_plate[number] = true;
            return true;
        }
    }
    return false;
}

/* All of them or none: some alone would look like all there are. */
static bool place_numbers(const struct network_drawing *drawing, struct numbering *numbering) {
    for (size_t i = 0; i < numbering->count; i++) {
        numbering->has_plate[i] = false;
        if (numbering->edges[i].is_lit && !place_number(drawing, numbering, i)) {
            return false;
        }
    }
    return true;
}

static void draw_plate(const struct network_drawing *drawing, const struct numbering *numbering,
                       size_t number) {
    const struct canvas *canvas = drawing->canvas;
    const struct network_touch *touch = drawing->touch;
    const struct network_edge *edge = &numbering->edges[number];
    struct rect plate = numbering->plates[number];
    float size = drawing->layout.label;
    enum theme_color frame = theme_role_color(touch->program->tensors[numbering->tensors[0]].role);
    canvas_box(canvas, plate, 0.35F * size, canvas_color(canvas, COLOR_PANEL), canvas->layout->line,
               canvas_color(canvas, frame));
    float y =
        plate.y + plate.height / 2 - (float)(numbering->line_count - 1) * line_height * size / 2;
    for (size_t i = 0; i < numbering->line_count; i++) {
        int tensor = numbering->tensors[i];
        enum theme_color color = theme_role_color(touch->program->tensors[tensor].role);
        canvas_text(canvas, plate.x + plate.width / 2, y + (float)i * line_height * size,
                    ALIGN_CENTER, canvas_style(canvas, FACE_REGULAR, size, color),
                    numbering->texts[number][i],
                    network_touch_edge(touch, tensor, edge->unit, edge->below));
    }
}

/* What is written on a layer's edges: the gradient while it is being computed, the new weight and
 * the gradient while the weights change, the weight otherwise. */
static size_t numbered_tensors(const struct network_drawing *drawing, size_t layer,
                               int ret[MOST_LINES]) {
    const struct network_touch *touch = drawing->touch;
    if (touch->place.operation == NULL || !network_touch_edges(touch, layer)) {
        return 0;
    }
    enum role target = touch->program->tensors[touch->place.operation->target].role;
    int weight = network_touch_tensor(touch, ROLE_WEIGHT, layer);
    int gradient = network_touch_tensor(touch, ROLE_WEIGHT_GRADIENT, layer);
    ret[0] = target == ROLE_WEIGHT_GRADIENT ? gradient : weight;
    ret[1] = gradient;
    return target == ROLE_WEIGHT && gradient >= 0 ? 2 : ret[0] >= 0;
}

static size_t count_lit(const struct numbering *numbering) {
    size_t lit = 0;
    for (size_t i = 0; i < numbering->count; i++) {
        lit += numbering->edges[i].is_lit;
    }
    return lit;
}

static void number_layer(const struct network_drawing *drawing, size_t layer) {
    struct numbering numbering = {.layer = layer, .is_by_element = drawing->flow->is_by_element};
    numbering.line_count = numbered_tensors(drawing, layer, numbering.tensors);
    if (numbering.line_count == 0) {
        return;
    }
    numbering.count = network_edges_of(drawing, layer, numbering.edges);
    if (count_lit(&numbering) > MOST_NUMBERS) {
        return;
    }
    bool fits = place_numbers(drawing, &numbering);
    if (!fits && numbering.line_count == MOST_LINES) {
        numbering.tensors[0] = numbering.tensors[1];
        numbering.line_count = 1;
        fits = place_numbers(drawing, &numbering);
    }
    for (size_t i = 0; fits && i < numbering.count; i++) {
        if (numbering.has_plate[i]) {
            draw_plate(drawing, &numbering, i);
        }
    }
}

void network_numbers_draw(const struct network_drawing *drawing) {
    for (size_t layer = 1; layer < drawing->layout.column_count; layer++) {
        number_layer(drawing, layer);
    }
}
