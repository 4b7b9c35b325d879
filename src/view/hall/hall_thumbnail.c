#include "view/hall/hall_thumbnail.h"

#include <math.h>

enum { MOST_UNITS = 5 };

static const float radius_share = 0.065F; /* of the height */
static const float widest_step = 1.1F;    /* from layer to layer, of the height */

static size_t shown_units(const struct network *network, size_t layer) {
    size_t units = network_units(network, layer);
    return units < MOST_UNITS ? units : MOST_UNITS;
}

/* The middle of a unit. */
static struct scene_point unit_at(const struct network *network, size_t layer, size_t unit,
                                  struct rect rect) {
    size_t count = shown_units(network, layer);
    size_t layers = network->layer_count;
    float step = fminf(rect.width / (float)(layers > 0 ? layers : 1), rect.height * widest_step);
    float left = rect.x + (rect.width - step * (float)layers) / 2;
    float pitch = rect.height / (float)MOST_UNITS;
    float middle = rect.y + rect.height / 2;
    return (struct scene_point){left + step * (float)layer,
                                middle + pitch * ((float)unit - (float)(count - 1) / 2)};
}

static void draw_edges(const struct canvas *canvas, const struct network *network, size_t layer,
                       struct rect rect) {
    color_argb color = theme_fade(canvas_color(canvas, COLOR_WEIGHT), THEME_EDGE_TO_COME);
    for (size_t from = 0; from < shown_units(network, layer - 1); from++) {
        for (size_t to = 0; to < shown_units(network, layer); to++) {
            canvas_line(canvas, unit_at(network, layer - 1, from, rect),
                        unit_at(network, layer, to, rect), canvas->layout->line, color);
        }
    }
}

void hall_thumbnail_draw(const struct canvas *canvas, const struct network *network,
                         struct rect rect) {
    float radius = rect.height * radius_share;
    struct rect inner = rect_inset(rect, radius);
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        draw_edges(canvas, network, layer, inner);
    }
    for (size_t layer = 0; layer <= network->layer_count; layer++) {
        for (size_t unit = 0; unit < shown_units(network, layer); unit++) {
            struct scene_point at = unit_at(network, layer, unit, inner);
            scene_add(canvas->scene,
                      (struct scene_item){
                          .kind = SCENE_DISC,
                          .bounds = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                          .color = canvas_color(canvas, COLOR_NEURON),
                          .stroke = canvas->layout->line,
                          .stroke_color = canvas_color(canvas, COLOR_ACTIVATION),
                          .quantity = QUANTITY_NONE});
        }
    }
}
