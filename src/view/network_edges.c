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
    return is_crowded ? alpha * strength * strength * 0.8F : alpha;
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

/* Where numbers stand already. */
struct taken {
    struct rect rects[MOST_NUMBERS];
    size_t count;
};

static bool meets(struct rect a, struct rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

static bool is_free(const struct network_drawing *drawing, const struct taken *taken, size_t layer,
                    struct rect rect) {
    for (size_t i = 0; i < taken->count; i++) {
        if (meets(taken->rects[i], rect)) {
            return false;
        }
    }
    /* Neurons and their labels fill their columns as far as the discs are wide. */
    float reach = drawing->layout.radius + 0.6F * drawing->layout.text;
    float left = drawing->layout.columns[layer - 1].x + reach;
    float right = drawing->layout.columns[layer].x - reach;
    return rect.x >= left && rect.x + rect.width <= right;
}

/* The labels below neurons may be wider than the discs. */
static bool meets_label(const struct network_drawing *drawing, size_t layer, struct rect rect) {
    for (size_t column = layer - 1; column <= layer; column++) {
        for (size_t i = 0; i < drawing->layout.columns[column].units.count; i++) {
            struct scene_point at = network_layout_at(&drawing->layout, column, i);
            if (meets(network_layout_label(&drawing->layout, at, true), rect) ||
                meets(network_layout_label(&drawing->layout, at, false), rect)) {
                return true;
            }
        }
    }
    return false;
}

static void draw_number(const struct network_drawing *drawing, const struct edge *edge,
                        enum theme_color color, size_t layer, struct taken *taken) {
    static const float fractions[] = {0.5F, 0.4F, 0.6F, 0.32F, 0.68F, 0.45F, 0.55F, 0.25F, 0.75F};
    const struct canvas *canvas = drawing->canvas;
    float size = drawing->layout.label;
    const char *text =
        number_text(canvas->arena, edge->value, session_settings(canvas->session)->decimals);
    float width = canvas_text_width(canvas, FACE_REGULAR, size, text) + 0.6F * size;
    float height = 1.42F * size;
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        float x = edge->from.x + (edge->to.x - edge->from.x) * fractions[i];
        float y = edge->from.y + (edge->to.y - edge->from.y) * fractions[i];
        struct rect plate = {x - width / 2, y - height / 2, width, height};
        if (!is_free(drawing, taken, layer, plate) || meets_label(drawing, layer, plate)) {
            continue;
        }
        canvas_box(canvas, plate, 0.35F * size, canvas_color(canvas, COLOR_PANEL),
                   canvas->layout->line, canvas_color(canvas, color));
        canvas_text(canvas, x, y, ALIGN_CENTER, canvas_style(canvas, FACE_REGULAR, size, color),
                    text, edge->quantity);
        taken->rects[taken->count++] = plate;
        return;
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

void network_edges_draw_numbers(const struct network_drawing *drawing) {
    for (size_t layer = 1; layer < drawing->layout.column_count; layer++) {
        const struct shown *units = &drawing->layout.columns[layer].units;
        const struct shown *below = &drawing->layout.columns[layer - 1].units;
        int tensor = numbered_tensor(drawing, layer);
        if (tensor < 0 || units->count * below->count > MOST_NUMBERS || units->has_dots ||
            below->has_dots) {
            continue;
        }
        enum theme_color color = theme_role_color(drawing->touch.program->tensors[tensor].role);
        struct taken taken = {.count = 0};
        for (size_t i = 0; i < units->count; i++) {
            for (size_t j = 0; j < below->count; j++) {
                struct edge edge = edge_at(drawing, tensor, layer, i, j);
                draw_number(drawing, &edge, color, layer, &taken);
            }
        }
    }
}
