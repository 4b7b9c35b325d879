#include "view/network_layout.h"

#include "view/number.h"

#include <math.h>

static const float line_height = 1.42F;
static const float label_size = 0.9F;   /* of the numbers in the neurons */
static const float disc_over = 1.2F;    /* a disc is wider than its number */
static const float column_over = 1.25F; /* a column is wider than its disc */
static const float ring_room = 0.45F;   /* em around a disc */
static const float smallest_text = 6;

static float value_width(const struct canvas *canvas, float size) {
    int decimals = session_settings(canvas->session)->decimals;
    return canvas_text_width(canvas, FACE_REGULAR, size, number_pattern(canvas->arena, decimals));
}

/* How much height a neuron takes with one line of text below it. */
static float row_need(const struct canvas *canvas, float text) {
    float disc = value_width(canvas, text) * disc_over;
    return disc + 2 * ring_room * text + line_height * label_size * text;
}

static size_t most_units(const struct network *network) {
    size_t most = 0;
    for (size_t layer = 0; layer <= network->layer_count; layer++) {
        size_t units = network_units(network, layer);
        most = units > most ? units : most;
    }
    return most < SHOWN_MOST ? most : SHOWN_MOST;
}

/* The largest text at which that many rows fit; least when none does. */
static float fit_text(const struct canvas *canvas, const struct network_layout *layout, size_t rows,
                      float least) {
    const float step = 0.95F;
    for (float text = canvas->layout->network_text; text > least; text *= step) {
        bool is_low = row_need(canvas, text) * (float)rows <= layout->middle.height;
        float disc = value_width(canvas, text) * disc_over;
        if (is_low && disc * column_over <= layout->column_pitch) {
            return text;
        }
    }
    return least;
}

static void place_columns(struct network_layout *layout, const struct network *network,
                          size_t rows) {
    for (size_t i = 0; i < layout->column_count; i++) {
        layout->columns[i] = (struct network_column){
            .x = layout->middle.x + layout->column_pitch * ((float)i + 0.5F),
            .units = shown_create(network_units(network, i), rows),
        };
    }
}

struct network_layout network_layout_create(const struct canvas *canvas, struct rect panel) {
    enum { LEAST_ROWS = 3 };
    const struct network *network = &session_lesson(canvas->session)->network;
    struct network_layout layout = {.column_count = network->layer_count + 1};
    struct rect rest = rect_inset(panel, 2 * canvas->layout->unit);
    layout.captions = rect_cut_top(&rest, canvas->layout->small * line_height);
    layout.footer = rect_cut_bottom(&rest, canvas->layout->small * line_height);
    rect_cut_top(&rest, canvas->layout->unit);
    layout.middle = rest;
    layout.column_pitch = rest.width / (float)layout.column_count;

    size_t rows = most_units(network);
    float least = fmaxf(canvas->layout->network_text * 0.75F, 11);
    layout.text = fit_text(canvas, &layout, rows, least);
    size_t fitting = (size_t)(rest.height / row_need(canvas, layout.text));
    if (fitting < rows) {
        rows = fitting > LEAST_ROWS ? fitting : rows < LEAST_ROWS ? rows : LEAST_ROWS;
    }
    /* Still too wide, or too high with hardly any rows: smaller than is comfortable. */
    layout.text = fminf(layout.text, fit_text(canvas, &layout, rows, smallest_text));
    layout.radius = value_width(canvas, layout.text) * disc_over / 2;
    layout.label = layout.text * label_size;
    layout.row_pitch = rest.height / (float)rows;
    float with_bias = row_need(canvas, layout.text) + line_height * layout.label;
    layout.has_bias_room = with_bias <= layout.row_pitch;
    place_columns(&layout, network, rows);
    return layout;
}

struct scene_point network_layout_at(const struct network_layout *layout, size_t column,
                                     size_t place) {
    const struct network_column *found = &layout->columns[column];
    float from_middle = (float)place - (float)(found->units.count - 1) / 2;
    /* Few neurons are not spread over all of the height. */
    float pitch = fminf(layout->row_pitch, layout->radius * 2 + 7.5F * layout->text);
    /* The line below belongs to the neuron: both together are in the middle. */
    float lift = layout->has_bias_room ? 0 : line_height * layout->label / 2;
    return (struct scene_point){found->x, layout->middle.y + layout->middle.height / 2 +
                                              from_middle * pitch - lift};
}

struct rect network_layout_label(const struct network_layout *layout, struct scene_point at,
                                 bool is_below) {
    float height = line_height * layout->label;
    float away = layout->radius + ring_room * layout->text;
    return (struct rect){at.x - layout->column_pitch / 2,
                         is_below ? at.y + away : at.y - away - height, layout->column_pitch,
                         height};
}
