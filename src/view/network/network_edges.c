#include "view/network/network_edges.h"

#include "engine/program_state.h"

#include <math.h>
#include <stdlib.h>

/* How much of its color an edge has: before the first step, in one that it is not about, and of a
 * crowd the last and what the first has more. */

/* Strokes, in units: of the weakest, of a weight of 0, and what the strongest has more. */
static const float weakest = 0.12F, dotted = 0.18F, strongest_more = 0.55F;
static const float dash_of_negative = 1.3F; /* in units */
static const float dots_apart = 1.6F;       /* in strokes */

/* The chevron, in em of the numbers in the neurons: its sides, its way from the neuron and in steps
 * on, and from a label. */
static const float chevron_side = 0.62F;
static const float label_way = 6; /* em of a label that no chevron lies on */
static const float chevron_away = 0.2F, chevron_step = 0.25F;
static const float chevron_from_label = 0.1F;
static const float chevron_stroke = 0.04F, chevron_stroke_units = 0.24F;
static const float least_chevron_stroke = 1.2F; /* pixels */

/* ---- the edges of a layer ---- */

static double largest(const struct touch *touch, int tensor) {
    struct matrix value = program_tensor_value(touch->program, tensor, touch->state);
    double most = 0;
    for (size_t i = 0; i < value.rows * value.columns; i++) {
        most = fmax(most, fabs(value.values[i]));
    }
    return most > 0 ? most : 1;
}

static int compare_strength(const void *a, const void *b) {
    float first = *(const float *)a;
    float second = *(const float *)b;
    return (first > second) - (first < second);
}

static void set_ranks(struct network_edge *edges, size_t count) {
    float sorted[NETWORK_MOST_EDGES];
    for (size_t i = 0; i < count; i++) {
        sorted[i] = edges[i].strength;
    }
    qsort(sorted, count, sizeof *sorted, compare_strength);
    for (size_t i = 0; i < count; i++) {
        size_t weaker = 0;
        while (sorted[weaker] < edges[i].strength) {
            weaker++;
        }
        edges[i].rank = (float)weaker / (float)count;
    }
}

/* Of a crowd: the strongest into each unit, seen from where the values go. */
static bool is_strongest(const struct network_edge *edges, size_t count, size_t which,
                         bool is_backward) {
    for (size_t i = 0; i < count; i++) {
        bool is_rival =
            is_backward ? edges[i].below == edges[which].below : edges[i].unit == edges[which].unit;
        if (is_rival && (edges[i].strength > edges[which].strength ||
                         (edges[i].strength == edges[which].strength && i < which))) {
            return false;
        }
    }
    return true;
}

size_t network_edges_of(const struct network_drawing *drawing, size_t layer,
                        struct network_edge ret[NETWORK_MOST_EDGES]) {
    const struct flow *flow = drawing->flow;
    const struct few_in_row *units = &drawing->layout.columns[layer].units;
    const struct few_in_row *below = &drawing->layout.columns[layer - 1].units;
    int tensor = program_find_tensor(drawing->touch->program, ROLE_WEIGHT, (int)layer);
    double most = largest(drawing->touch, tensor);
    size_t count = 0;
    for (size_t i = 0; i < units->count; i++) {
        for (size_t j = 0; j < below->count; j++) {
            if (few_in_row_is_dots(units, i) || few_in_row_is_dots(below, j)) {
                continue;
            }
            struct network_edge *edge = &ret[count++];
            *edge = (struct network_edge){
                .from = network_layout_at(&drawing->layout, layer - 1, j),
                .to = network_layout_at(&drawing->layout, layer, i),
                .unit = units->index[i],
                .below = below->index[j],
            };
            edge->quantity = touch_edge(drawing->touch, tensor, edge->unit, edge->below);
            edge->value = touch_value(drawing->touch, edge->quantity);
            edge->strength = (float)(fabs(edge->value) / most);
            edge->is_lit = flow_has_edge(flow, layer, edge->unit, edge->below);
        }
    }
    set_ranks(ret, count);
    const struct network *network = &drawing->touch->program->lesson->network;
    bool is_crowded =
        network_units(network, layer) * network_units(network, layer - 1) > NETWORK_MOST_PLAIN;
    for (size_t i = 0; i < count; i++) {
        bool is_chosen = flow->is_by_element && ret[i].is_lit;
        ret[i].is_full = !is_crowded || is_chosen ||
                         is_strongest(ret, count, i, flow->direction == FLOW_BACKWARD);
    }
    return count;
}

/* ---- drawing ---- */

/* What is not in question is dim; of a crowd, what is not drawn in full fades with its rank. */
static float edge_alpha(const struct network_drawing *drawing, const struct network_edge *edge) {
    float faded = THEME_EDGE_WEAKEST + THEME_EDGE_STRONGEST_MORE * edge->rank * edge->rank;
    bool is_beginning = drawing->touch->place.operation == NULL;
    float alpha = is_beginning                   ? THEME_EDGE_TO_COME
                  : edge->is_lit                 ? 1
                  : drawing->flow->is_by_element ? THEME_EDGE_OF_OTHERS
                                                 : THEME_EDGE_NOT_LIT;
    return edge->is_full ? alpha : alpha * faded;
}

static void draw_edge(const struct network_drawing *drawing, const struct network_edge *edge) {
    const struct canvas *canvas = drawing->canvas;
    float em = canvas->layout->unit;
    /* a weight of 0 is a line of dots */
    float least = edge->value != 0 ? weakest : dotted;
    float stroke = fmaxf((least + strongest_more * edge->strength) * em, 1);
    float dash = edge->value < 0   ? dash_of_negative * em
                 : edge->value > 0 ? 0
                                   : fmaxf(dots_apart * stroke, 2);
    color_argb color = canvas_color(canvas, theme_role_color(ROLE_WEIGHT));
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_LINE,
                                 .bounds = {edge->from.x, edge->from.y, edge->to.x - edge->from.x,
                                            edge->to.y - edge->from.y},
                                 .color = theme_fade(color, edge_alpha(drawing, edge)),
                                 .stroke = stroke,
                                 .dash = dash,
                                 .quantity = edge->quantity,
                             });
}

static bool lies_on(struct rect rect, struct scene_point point, float by) {
    return point.x > rect.x - by && point.x < rect.x + rect.width + by && point.y > rect.y - by &&
           point.y < rect.y + rect.height + by;
}

/* Within the labels of a column's neurons, as wide as they usually are. */
static bool is_on_label(const struct network_layout *layout, size_t column,
                        struct scene_point point) {
    float em = layout->text;
    bool is_covered = false;
    for (size_t i = 0; i < layout->columns[column].units.count; i++) {
        for (int below = 0; below < 2; below++) {
            struct rect label =
                network_layout_label(layout, network_layout_at(layout, column, i), below == 1);
            float narrow = fminf(label.width, label_way * em);
            label.x += (label.width - narrow) / 2;
            label.width = narrow;
            is_covered = is_covered || lies_on(label, point, chevron_from_label * em);
        }
    }
    return is_covered;
}

/* Both are cut to the columns that they share. */
bool network_edge_crosses(const struct network_edge *edge, struct rect rect) {
    float slope = (edge->to.y - edge->from.y) / (edge->to.x - edge->from.x);
    float begin = fmaxf(rect.x, edge->from.x), end = fminf(rect.x + rect.width, edge->to.x);
    float left = edge->from.y + slope * (begin - edge->from.x);
    float right = edge->from.y + slope * (end - edge->from.x);
    return begin < end && fmaxf(left, right) > rect.y && fminf(left, right) < rect.y + rect.height;
}

/* On the way from tail to head: before the neuron, and before the labels of its column. */
static struct scene_point chevron_tip(const struct network_drawing *drawing, size_t column,
                                      struct scene_point tail, struct scene_point head) {
    const struct network_layout *layout = &drawing->layout;
    float em = layout->text;
    float length = hypotf(head.x - tail.x, head.y - tail.y);
    float away = network_layout_reach(layout) + chevron_away * em +
                 layout->stretch * fabsf(head.x - tail.x) / length;
    for (;; away += chevron_step * em) {
        struct scene_point tip = {head.x + (tail.x - head.x) * away / length,
                                  head.y + (tail.y - head.y) * away / length};
        if (!is_on_label(layout, column, tip) || away > length / 2) {
            return tip;
        }
    }
}

/* A ">" on the line, where its values go to. */
static void draw_chevron(const struct network_drawing *drawing, size_t layer,
                         const struct network_edge *edge) {
    const float half_angle = 0.62F; /* radians between the line and each side */
    const struct canvas *canvas = drawing->canvas;
    bool is_backward = drawing->flow->direction == FLOW_BACKWARD;
    struct scene_point tail = is_backward ? edge->to : edge->from;
    struct scene_point head = is_backward ? edge->from : edge->to;
    float angle = atan2f(head.y - tail.y, head.x - tail.x);
    float em = drawing->layout.text;
    float side = chevron_side * em;
    struct scene_point tip = chevron_tip(drawing, is_backward ? layer - 1 : layer, tail, head);
    struct scene_point *points = ARENA_ARRAY(canvas->arena, struct scene_point, 3);
    points[0] = (struct scene_point){tip.x - side * cosf(angle - half_angle),
                                     tip.y - side * sinf(angle - half_angle)};
    points[1] = tip;
    points[2] = (struct scene_point){tip.x - side * cosf(angle + half_angle),
                                     tip.y - side * sinf(angle + half_angle)};
    color_argb color = canvas_color(canvas, theme_role_color(ROLE_WEIGHT));
    scene_add(canvas->scene,
              (struct scene_item){
                  .kind = SCENE_CURVE,
                  .color = color,
                  .stroke = fmaxf(chevron_stroke_units * canvas->layout->unit + chevron_stroke * em,
                                  least_chevron_stroke),
                  .points = points,
                  .point_count = 3,
                  .quantity = edge->quantity,
              });
}

static void draw_layer(const struct network_drawing *drawing, size_t layer) {
    struct network_edge edges[NETWORK_MOST_EDGES];
    size_t count = network_edges_of(drawing, layer, edges);
    const struct flow *flow = drawing->flow;
    bool has_way = flow->layer == layer &&
                   (flow->direction == FLOW_FORWARD || flow->direction == FLOW_BACKWARD);
    /* What is lit goes over the rest. */
    for (int lit = 0; lit < 2; lit++) {
        for (size_t i = 0; i < count; i++) {
            if ((edges[i].is_lit && edges[i].is_full) == lit) {
                draw_edge(drawing, &edges[i]);
            }
        }
    }
    for (size_t i = 0; has_way && i < count; i++) {
        if (edges[i].is_lit && edges[i].is_full) {
            draw_chevron(drawing, layer, &edges[i]);
        }
    }
}

void network_edges_draw(const struct network_drawing *drawing) {
    for (size_t layer = 1; layer < drawing->layout.column_count; layer++) {
        draw_layer(drawing, layer);
    }
}
