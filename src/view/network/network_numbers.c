#include "view/network/network_numbers.h"

#include "base/number.h"
#include "view/network/network_label.h"

#include <math.h>
#include <string.h>

enum { MOST_NUMBERS = 24, MOST_LINES = NETWORK_NUMBERS_MOST };

/* Places of a plate along its edge, evenly around the middle. */
enum { FRACTIONS = 33 };
static const float least_fraction = 0.18F;

/* In em of the numbers. */
static const float plate_pads = 0.5F; /* on both sides of them together */
static const float plate_radius = 0.35F;
static const float flat_line = 1.1F;    /* of the lowest plate, for one line */
static const float middle_worth = 0.8F; /* what the whole way from the middle of an edge costs */
static const float clear_enough = 1.5F; /* lines from another edge */

static float fraction_of(size_t spot) {
    return least_fraction + (1 - 2 * least_fraction) * (float)spot / (FRACTIONS - 1);
}

/* The number of one edge: what it says, and where it could stand. */
struct edge_number {
    size_t edge;
    const char *texts[MOST_LINES];
    struct rect spots[FRACTIONS]; /* the best first */
    float merits[FRACTIONS];      /* of each */
    size_t spot_count, spot;
};

/* How far plates keep from each other and from labels, in em, and whether from chevrons. */
struct distance {
    float around, beside;
    bool has_chevrons;
};

/* The edges between two layers, and the numbers of those that are lit. While weights are being
 * changed, their gradients stand below them. */
struct numbering {
    size_t layer;
    int tensors[MOST_LINES];
    size_t line_count;
    bool is_by_element; /* the other edges are dim: a plate may lie on them */
    float size;         /* of the texts */
    float line;         /* their height, in em */
    bool is_narrow;     /* plates are as wide as their own numbers */
    struct distance distance;
    struct network_edge edges[NETWORK_MOST_EDGES];
    size_t edge_count;
    struct edge_number numbers[MOST_NUMBERS];
    size_t count;
};

/* The labels of the neurons, which are drawn before. */
static bool meets_text(const struct scene *scene, struct rect rect) {
    for (size_t i = 0; i < scene->count; i++) {
        enum scene_kind kind = scene->items[i].kind;
        if ((kind == SCENE_TEXT || kind == SCENE_MATH) &&
            rect_meets(scene->items[i].bounds, rect)) {
            return true;
        }
    }
    return false;
}

/* The chevrons on the edges, which are drawn before too. */
static bool meets_chevron(const struct network_drawing *drawing, struct rect rect) {
    const struct scene *scene = drawing->canvas->scene;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_chevron =
            item->kind == SCENE_CURVE && item->quantity.tensor >= 0 &&
            drawing->touch->program->tensors[item->quantity.tensor].role == ROLE_WEIGHT;
        for (size_t k = 0; is_chevron && k < item->point_count; k++) {
            struct scene_point at = item->points[k];
            if (rect_meets((struct rect){at.x, at.y, 0, 0}, rect)) {
                return true;
            }
        }
    }
    return false;
}

/* A little air around a plate. */
static struct rect with_gap(const struct numbering *numbering, struct rect plate) {
    float gap = numbering->distance.around * numbering->size;
    return (struct rect){plate.x - gap, plate.y - gap, plate.width + 2 * gap,
                         plate.height + 2 * gap};
}

/* More of it beside a plate: with a label on the same line its number would be read as one. */
static struct rect with_gap_beside(const struct numbering *numbering, struct rect plate) {
    struct rect rect = with_gap(numbering, plate);
    float beside = numbering->distance.beside * numbering->size;
    return (struct rect){rect.x - beside, rect.y, rect.width + 2 * beside, rect.height};
}

/* Nothing else is there that the numbers could be taken to belong to. */
static bool is_free(const struct network_drawing *drawing, const struct numbering *numbering,
                    size_t edge, struct rect rect) {
    for (size_t i = 0; i < numbering->edge_count; i++) {
        bool is_in_the_way = !numbering->is_by_element || numbering->edges[i].is_lit;
        if (i != edge && is_in_the_way && network_edge_crosses(&numbering->edges[i], rect)) {
            return false;
        }
    }
    if (meets_text(drawing->canvas->scene, with_gap_beside(numbering, rect)) ||
        (numbering->distance.has_chevrons && meets_chevron(drawing, rect))) {
        return false;
    }
    return !network_layout_meets_neuron(&drawing->layout, numbering->layer - 1, rect) &&
           !network_layout_meets_neuron(&drawing->layout, numbering->layer, rect);
}

/* Sets the texts; returns the width of the plate: at least that of any usual number, so that it
 * keeps its size from step to step, unless it is to be narrow. */
static float set_texts(const struct network_drawing *drawing, const struct numbering *numbering,
                       struct edge_number *number) {
    const struct canvas *canvas = drawing->canvas;
    const struct network_edge *edge = &numbering->edges[number->edge];
    float size = numbering->size;
    const char *pattern = number_pattern(canvas->arena, canvas->moment->decimals);
    float width = numbering->is_narrow ? 0 : canvas_text_width(canvas, FACE_REGULAR, size, pattern);
    for (size_t i = 0; i < numbering->line_count; i++) {
        struct quantity quantity =
            touch_edge(drawing->touch, numbering->tensors[i], edge->unit, edge->below);
        number->texts[i] = network_label_value(drawing, quantity);
        width = fmaxf(width, canvas_text_width(canvas, FACE_REGULAR, size, number->texts[i]));
    }
    return width + plate_pads * size;
}

/* How far a point on an edge is from the other lit edges, up to where more of it is no better: a
 * number beside a crossing could belong to either. */
static float clearance(const struct numbering *numbering, size_t edge, float x, float y) {
    float least = clear_enough * LAYOUT_LINE * numbering->size;
    for (size_t i = 0; i < numbering->edge_count; i++) {
        const struct network_edge *other = &numbering->edges[i];
        if (i != edge && other->is_lit) {
            float across = other->to.x - other->from.x;
            float down = other->to.y - other->from.y;
            float distance = fabsf((x - other->from.x) * down - (y - other->from.y) * across) /
                             hypotf(across, down);
            least = fminf(least, distance);
        }
    }
    return least;
}

/* Sorted by merit, the largest first; of equals the one that came first. */
static void add_spot(struct edge_number *number, struct rect plate, float merit) {
    size_t at = number->spot_count++;
    for (; at > 0 && number->merits[at - 1] < merit; at--) {
        number->merits[at] = number->merits[at - 1];
        number->spots[at] = number->spots[at - 1];
    }
    number->merits[at] = merit;
    number->spots[at] = plate;
}

/* Far from the other edges, and rather in the middle of its own. */
static void find_spots(const struct network_drawing *drawing, const struct numbering *numbering,
                       struct edge_number *number) {
    const float from_middle = middle_worth * numbering->size;
    const struct network_edge *edge = &numbering->edges[number->edge];
    float width = set_texts(drawing, numbering, number);
    float height = (float)numbering->line_count * numbering->line * numbering->size;
    number->spot_count = 0;
    for (size_t i = 0; i < FRACTIONS; i++) {
        float fraction = fraction_of(i);
        float x = edge->from.x + (edge->to.x - edge->from.x) * fraction;
        float y = edge->from.y + (edge->to.y - edge->from.y) * fraction;
        struct rect plate = {x - width / 2, y - height / 2, width, height};
        if (is_free(drawing, numbering, number->edge, plate)) {
            add_spot(number, plate,
                     clearance(numbering, number->edge, x, y) -
                         from_middle * fabsf(2 * fraction - 1));
        }
    }
}

/* A search for the spots that together are best. */
struct search {
    struct numbering *numbering;
    int budget; /* of spots that are tried */
    bool is_found;
    float best;                 /* the sum of merits */
    float hopes[MOST_NUMBERS];  /* the most that numbers from here on can add */
    size_t spots[MOST_NUMBERS]; /* the best ones */
};

static bool is_taken(const struct numbering *numbering, size_t which) {
    const struct edge_number *number = &numbering->numbers[which];
    struct rect spot = with_gap(numbering, number->spots[number->spot]);
    for (size_t i = 0; i < which; i++) {
        const struct edge_number *other = &numbering->numbers[i];
        if (rect_meets(other->spots[other->spot], spot)) {
            return true;
        }
    }
    return false;
}

/* Gives the numbers from `next` on a spot each, none on another, while that may be better than
 * what was found. Spots are sorted: behind one that is too bad all are. */
static void try_spots(struct search *search, size_t next, float merit) {
    struct numbering *numbering = search->numbering;
    if (next == numbering->count) {
        search->is_found = true;
        search->best = merit;
        for (size_t i = 0; i < next; i++) {
            search->spots[i] = numbering->numbers[i].spot;
        }
        return;
    }
    struct edge_number *number = &numbering->numbers[next];
    for (number->spot = 0; number->spot < number->spot_count; number->spot++) {
        float own = number->merits[number->spot];
        float hope = merit + own + (next + 1 < numbering->count ? search->hopes[next + 1] : 0);
        if ((search->is_found && hope <= search->best) || --search->budget < 0) {
            return;
        }
        if (!is_taken(numbering, next)) {
            try_spots(search, next + 1, merit + own);
        }
    }
}

static bool choose_spots(struct numbering *numbering) {
    enum { BUDGET = 20000 };
    struct search search = {.numbering = numbering, .budget = BUDGET};
    float hope = 0;
    for (size_t i = numbering->count; i-- > 0;) {
        hope += numbering->numbers[i].merits[0];
        search.hopes[i] = hope;
    }
    try_spots(&search, 0, 0);
    for (size_t i = 0; search.is_found && i < numbering->count; i++) {
        numbering->numbers[i].spot = search.spots[i];
    }
    return search.is_found;
}

/* How numbers stand: their size, the height of their lines in em, and how far from each other. */
struct way {
    float size, line;
    bool is_narrow;
    struct distance distance;
};

static bool spot_in_way(const struct network_drawing *drawing, struct numbering *numbering,
                        const struct way *way) {
    bool is_possible = true;
    float label = drawing->layout.label;
    numbering->size = label * fmaxf(way->size, canvas_least(drawing->canvas, label));
    numbering->line = numbering->line_count > 1 ? LAYOUT_LINE : way->line;
    numbering->is_narrow = way->is_narrow;
    numbering->distance = way->distance;
    for (size_t i = 0; i < numbering->count && is_possible; i++) {
        find_spots(drawing, numbering, &numbering->numbers[i]);
        is_possible = numbering->numbers[i].spot_count > 0;
    }
    return is_possible && choose_spots(numbering);
}

/* All of them or none: some alone would look like all there are. Beside all other lines, if that is
 * possible anyhow: smaller, on narrower plates, on a chevron; of a number on two lines nobody could
 * say whose it is. Of each that which leaves the most air. */
static bool set_numbers(const struct network_drawing *drawing, struct numbering *numbering) {
    static const struct {
        float size, line;
        bool is_narrow;
    } plates[] = {{1, LAYOUT_LINE, false},    {0.86F, LAYOUT_LINE, false}, {1, LAYOUT_LINE, true},
                  {0.86F, LAYOUT_LINE, true}, {1, flat_line, true},        {0.86F, flat_line, true},
                  {0.75F, flat_line, true}};
    static const struct distance airs[] = {{0.3F, 0.2F, true},
                                           {0.2F, 0.2F, true},
                                           {0.14F, 0.2F, true},
                                           {0.14F, 0, true},
                                           {0.14F, 0, false}};
    enum { PLATES = sizeof plates / sizeof *plates, AIRS = sizeof airs / sizeof *airs };
    for (size_t i = 0; i < PLATES * AIRS; i++) {
        size_t plate = i % PLATES;
        struct way way = {plates[plate].size, plates[plate].line, plates[plate].is_narrow,
                          airs[i / PLATES]};
        if (spot_in_way(drawing, numbering, &way)) {
            return true;
        }
    }
    return false;
}

static void draw_plate(const struct network_drawing *drawing, const struct numbering *numbering,
                       const struct edge_number *number) {
    const struct canvas *canvas = drawing->canvas;
    const struct touch *touch = drawing->touch;
    const struct network_edge *edge = &numbering->edges[number->edge];
    struct rect plate = number->spots[number->spot];
    float size = numbering->size;
    const enum role role = touch->program->tensors[numbering->tensors[0]].role;
    canvas_box(canvas, plate, plate_radius * size, canvas_color(canvas, COLOR_PANEL),
               canvas->layout->line, canvas_color(canvas, theme_role_color(role)));
    float y = plate.y + plate.height / 2 -
              (float)(numbering->line_count - 1) * numbering->line * size / 2;
    for (size_t i = 0; i < numbering->line_count; i++) {
        int tensor = numbering->tensors[i];
        enum theme_color color = theme_role_color(touch->program->tensors[tensor].role);
        canvas_text(canvas,
                    (struct text_anchor){plate.x + plate.width / 2,
                                         y + (float)i * numbering->line * size, ALIGN_CENTER},
                    canvas_style(canvas, FACE_REGULAR, size, color), number->texts[i],
                    touch_edge(touch, tensor, edge->unit, edge->below));
    }
}

/* What is written on a layer's edges: the gradient while it is being computed, the new weight and
 * the gradient while the weights change, the weight otherwise; of a way in a derivation the weight
 * that lies on it. */
static size_t numbered_tensors(const struct network_drawing *drawing, size_t layer,
                               int ret[MOST_LINES]) {
    const struct touch *touch = drawing->touch;
    bool is_on_way = drawing->canvas->moment->focus->way_name != NULL;
    if (touch->place.operation == NULL || (!touch_edges(touch, layer) && !is_on_way)) {
        return 0;
    }
    enum role target = touch->program->tensors[touch->place.operation->target].role;
    int weight = touch_tensor(touch, ROLE_WEIGHT, layer);
    int gradient = touch_tensor(touch, ROLE_WEIGHT_GRADIENT, layer);
    if (is_on_way) {
        ret[0] = weight;
        return weight >= 0 && weight != touch->partial_tensor;
    }
    ret[0] = target == ROLE_WEIGHT_GRADIENT ? gradient : weight;
    ret[1] = gradient;
    return target == ROLE_WEIGHT && gradient >= 0 ? 2 : ret[0] >= 0;
}

/* False when there are too many. */
static bool take_lit_edges(struct numbering *numbering) {
    for (size_t i = 0; i < numbering->edge_count; i++) {
        if (numbering->edges[i].is_lit && numbering->count == MOST_NUMBERS) {
            return false;
        }
        if (numbering->edges[i].is_lit) {
            numbering->numbers[numbering->count++].edge = i;
        }
    }
    return true;
}

static struct network_numbered number_layer(const struct network_drawing *drawing, size_t layer) {
    const struct network_numbered none = {.count = 0};
    struct numbering numbering = {.layer = layer, .is_by_element = drawing->flow->is_by_element};
    numbering.line_count = numbered_tensors(drawing, layer, numbering.tensors);
    if (numbering.line_count == 0) {
        return none;
    }
    numbering.edge_count = network_edges_of(drawing, layer, numbering.edges);
    if (!take_lit_edges(&numbering) || numbering.count == 0) {
        return none;
    }
    bool fits = set_numbers(drawing, &numbering);
    if (!fits && numbering.line_count == MOST_LINES) {
        numbering.line_count = 1; /* what comes of it */
        fits = set_numbers(drawing, &numbering);
    }
    if (!fits) {
        return none;
    }
    for (size_t i = 0; i < numbering.count; i++) {
        draw_plate(drawing, &numbering, &numbering.numbers[i]);
    }
    struct network_numbered numbered = {.count = numbering.line_count, .layer = layer};
    memcpy(numbered.tensors, numbering.tensors, sizeof numbered.tensors);
    return numbered;
}

struct network_numbered network_numbers_draw(const struct network_drawing *drawing) {
    struct network_numbered all = {.count = 0};
    for (size_t layer = 1; layer < drawing->layout.column_count; layer++) {
        struct network_numbered found = number_layer(drawing, layer);
        all = found.count > 0 ? found : all;
    }
    return all;
}
