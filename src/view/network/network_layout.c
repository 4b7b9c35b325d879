#include "view/network/network_layout.h"

#include "base/number.h"

#include <assert.h>
#include <math.h>

/* In em of the numbers in the neurons. */
static const float label_size = 0.92F;
static const float ring_room = 0.45F; /* around a disc */
static const float row_gap = 0.08F;   /* between a neuron with its labels and the next one */
static const float tight_line = 1.1F; /* em from a label to what is next to it, else LAYOUT_LINE */

static const float disc_over = 1.16F;  /* a disc is wider than its number */
static const float column_over = 1.5F; /* a column is wider than its disc */

/* A pill: its height and what it is wider than its number, in em of it; and a column of pills. */
static const float pill_height = 1.5F, pill_pads = 0.55F;
static const float pill_column_over = 1.2F;
static const float smallest_text = 6;

/* Of the size that the reader asked for. From the back row more numbers on lines say more. */
static const float largest = 1.2F, largest_in_hall = 1.1F;

/* In em of the labels. */
static const float beside_gaps = 0.4F; /* around what stands beside a neuron */
static const float label_lift = 0.08F; /* a label's line over the room of the ring */

static const float most_pitch = 6.5F; /* em of the numbers between two discs */

static const float open_enough = 0.75F;
static const float narrowing_over = 1.01F; /* more than is lacking, for what is rounded */
static const float least_narrowed = 0.96F; /* of the numbers, in columns that moved together */

/* Below that other things make place. */
static float comfortable(const struct canvas *canvas) {
    const float share = 0.85F;
    return fmaxf(canvas->layout->network_text * share, canvas->layout->legible);
}

static float value_width(const struct canvas *canvas, const struct network_layout *layout,
                         float size) {
    return canvas_text_width(canvas, FACE_REGULAR, size,
                             number_pattern(canvas->arena, layout->decimals));
}

/* Of a neuron whose numbers have that size. */
static float neuron_height(const struct canvas *canvas, const struct network_layout *layout,
                           float text) {
    return layout->has_pills ? pill_height * text : value_width(canvas, layout, text) * disc_over;
}

static float neuron_width(const struct canvas *canvas, const struct network_layout *layout,
                          float text) {
    float number = value_width(canvas, layout, text);
    return layout->has_pills ? number + pill_pads * text : number * disc_over;
}

/* How much height a neuron takes with one line of text below it, and one above where biases are. */
static float row_need(const struct canvas *canvas, const struct network_layout *layout, float text,
                      bool has_bias) {
    float labels = has_bias ? 2 : 1;
    float gap = layout->label_line < LAYOUT_LINE ? 0 : row_gap;
    return neuron_height(canvas, layout, text) +
           (2 * ring_room + gap + labels * layout->label_line * label_size) * text;
}

static size_t most_units(const struct network *network) {
    size_t most = 0;
    for (size_t layer = 0; layer <= network->layer_count; layer++) {
        size_t units = network_units(network, layer);
        most = units > most ? units : most;
    }
    return most;
}

static bool has_biases(const struct network *network) {
    bool has = false;
    for (size_t i = 0; i < network->layer_count; i++) {
        has = has || network->layers[i].has_biases;
    }
    return has;
}

static bool fits(const struct canvas *canvas, const struct network_layout *layout, size_t rows,
                 float text, bool has_bias) {
    float over = layout->has_pills ? pill_column_over : column_over;
    return row_need(canvas, layout, text, has_bias) * (float)rows <= layout->middle.height &&
           neuron_width(canvas, layout, text) * over <= layout->column_pitch;
}

/* The largest text at which that many rows fit; least when none does. */
static float fit_text(const struct canvas *canvas, const struct network_layout *layout, size_t rows,
                      float least, bool has_bias) {
    const float step = 0.97F;
    const float most = canvas->layout->is_for_hall ? largest_in_hall : largest;
    for (float text = canvas->layout->network_text * most; text > least; text *= step) {
        if (fits(canvas, layout, rows, text, has_bias)) {
            return text;
        }
    }
    return least;
}

/* ---- all of it ---- */

static void set_columns(struct network_layout *layout, const struct network *network, size_t rows) {
    for (size_t i = 0; i < layout->column_count; i++) {
        layout->columns[i] = (struct network_column){
            .x = layout->middle.x + layout->column_pitch * ((float)i + 0.5F),
            .units = few_in_row_create(network_units(network, i), rows),
        };
    }
}

/* Layers that are folded whatever happens have as many rows as are comfortable, and no line for
 * biases; others are folded only before they are too small to be read. */
static size_t choose_rows(const struct canvas *canvas, struct network_layout *layout,
                          const struct network *network) {
    enum { LEAST_ROWS = 3 };
    size_t units = most_units(network);
    bool is_folded = units > FEW_IN_ROW_MOST;
    size_t rows = is_folded ? FEW_IN_ROW_MOST : units;
    float least = is_folded ? comfortable(canvas) : canvas->layout->legible;
    layout->has_bias_room = has_biases(network) && !is_folded;
    layout->text = fit_text(canvas, layout, rows, least, layout->has_bias_room);
    if (layout->has_bias_room && layout->text <= comfortable(canvas)) {
        layout->has_bias_room = false;
        layout->text = fit_text(canvas, layout, rows, least, false);
    }
    size_t fitting =
        (size_t)fmaxf(layout->middle.height / row_need(canvas, layout, layout->text, false), 0);
    size_t least_rows = rows < LEAST_ROWS ? rows : LEAST_ROWS;
    return fitting >= rows ? rows : fitting > least_rows ? fitting : least_rows;
}

static void fit_rows(const struct canvas *canvas, struct network_layout *layout,
                     const struct network *network) {
    size_t rows = choose_rows(canvas, layout, network);
    /* Still too wide, or too high with hardly any rows: smaller than is comfortable. */
    if (!fits(canvas, layout, rows, layout->text, layout->has_bias_room)) {
        layout->text = fminf(layout->text,
                             fit_text(canvas, layout, rows, smallest_text, layout->has_bias_room));
    }
    layout->radius = neuron_height(canvas, layout, layout->text) / 2;
    layout->stretch = neuron_width(canvas, layout, layout->text) / 2 - layout->radius;
    layout->label = fmaxf(layout->text * label_size, fminf(layout->text, canvas->layout->legible));
    layout->row_count = rows;
    layout->row_pitch = layout->middle.height / (float)rows;
    set_columns(layout, network, rows);
}

/* Whether a value is one of the last few before it: of classes, all are 0 or 1. */
static bool is_repeated(const double *values, size_t index) {
    enum { BACK = 16 };
    size_t first = index > BACK ? index - BACK : 0;
    for (size_t i = first; i < index; i++) {
        if (values[i] == values[index]) {
            return true;
        }
    }
    return false;
}

float network_layout_target_width(const struct canvas *canvas,
                                  const struct network_layout *layout) {
    struct matrix targets = canvas->moment->program->lesson->targets;
    size_t count = targets.rows * targets.columns;
    int most = canvas->moment->decimals;
    int decimals = number_decimals(targets.values, count, most);
    /* at least as wide as any usual number: names have room above "1" too */
    float widest =
        canvas_text_width(canvas, FACE_BOLD, layout->label, number_text(canvas->arena, 0, most));
    for (size_t i = 0; i < count; i++) {
        if (!is_repeated(targets.values, i)) {
            const char *text = number_text(canvas->arena, targets.values[i], decimals);
            widest = fmaxf(widest, canvas_text_width(canvas, FACE_BOLD, layout->label, text));
        }
    }
    return widest;
}

float network_layout_room_beside(const struct network_layout *layout) {
    float gaps = beside_gaps * layout->label;
    return layout->column_pitch / 2 - network_layout_reach_beside(layout) + layout->spare - gaps;
}

/* How the neurons are set: room for so many decimals, in discs or in pills, and labels close to
 * what is next. */
struct manner {
    int decimals;
    bool has_pills, is_tight;
};

static struct network_layout arrange(const struct canvas *canvas, struct rect panel,
                                     enum network_strip_spot arrangement, struct manner how) {
    const struct network *network = &canvas->moment->program->lesson->network;
    struct network_layout layout = {
        .column_count = network->layer_count + 1,
        .decimals = how.decimals,
        .has_pills = how.has_pills,
        .label_line = how.is_tight ? tight_line : LAYOUT_LINE,
    };
    struct rect rest = rect_inset(panel, LAYOUT_GAP * canvas->layout->unit);
    layout.captions = rect_cut_top(&rest, canvas->layout->small * LAYOUT_LINE);
    rect_cut_top(&rest, canvas->layout->unit);
    rest.height += how.is_tight ? canvas->layout->unit / 2 : 0; /* below a label's figures is air */
    layout.middle = rest;
    layout.strip = network_strip_cut(canvas, &layout.middle, arrangement);
    layout.spare = canvas->layout->unit;
    layout.column_pitch = layout.middle.width / (float)layout.column_count;
    fit_rows(canvas, &layout, network);
    return layout;
}

/* How much is seen of the edges: 1 where the gap between two columns is as wide as a neuron. */
static float openness(const struct network_layout *layout) {
    return fminf(layout->column_pitch / (2 * (layout->radius + layout->stretch)) - 1, 1);
}

/* How much can be read: the size of the text, how many rows of it, and the edges. */
static float score(const struct canvas *canvas, const struct network_layout *layout) {
    const float illegible = 0.2F;
    bool fits = layout->text > smallest_text;
    return !fits ? 0
                 : layout->text * (float)layout->row_count * sqrtf(fmaxf(openness(layout), 0)) *
                       (layout->text < canvas->layout->legible ? illegible : 1);
}

static bool is_comfortable(const struct canvas *canvas, const struct network_layout *layout) {
    enum { ENOUGH_ROWS = 6 }; /* of those that are folded */
    size_t units = most_units(&canvas->moment->program->lesson->network);
    return layout->text >= comfortable(canvas) && openness(layout) > open_enough &&
           layout->row_count >= (units < ENOUGH_ROWS ? units : ENOUGH_ROWS);
}

/* Every unit is there, or as many as are drawn at most, and its numbers can be read. */
static bool is_whole(const struct canvas *canvas, const struct network_layout *layout) {
    size_t units = most_units(&canvas->moment->program->lesson->network);
    return layout->text >= canvas->layout->legible &&
           (layout->row_count >= units || units > FEW_IN_ROW_MOST);
}

/* And in a hall the map. */
static bool has_all(const struct canvas *canvas, const struct network_layout *layout) {
    bool needs_map = canvas->layout->is_for_hall && network_strip_has_map(canvas->moment->program);
    return is_whole(canvas, layout) && (!needs_map || layout->strip.map.width > 0);
}

/* The neurons need the place of the plots: with them they are too small, or in a hall not all
 * there. A map gives way to nothing but that. */
static bool needs_more(const struct canvas *canvas, const struct network_layout *best) {
    bool keeps = canvas->layout->is_for_hall && best->strip.map.width > 0;
    float least =
        canvas->layout->is_enlarged && !keeps ? comfortable(canvas) : canvas->layout->legible;
    return score(canvas, best) <= 0 || best->text < least;
}

/* The best arrangement of plots. */
static struct network_layout best_with(const struct canvas *canvas, struct rect panel,
                                       struct manner how) {
    struct network_layout best = {0};
    for (enum network_strip_spot i = NETWORK_PLOTS_BELOW; i < NETWORK_PLOTS_COUNT; i++) {
        struct network_layout layout = arrange(canvas, panel, i, how);
        bool is_full = network_strip_is_there(&layout.strip);
        if (is_full && is_comfortable(canvas, &layout)) {
            return layout;
        }
        bool has_more = canvas->layout->is_for_hall && !is_whole(canvas, &best) &&
                        layout.row_count > best.row_count && layout.text >= canvas->layout->legible;
        bool is_better = score(canvas, &layout) > score(canvas, &best) ||
                         (score(canvas, &best) <= 0 && !is_full);
        if (best.column_count == 0 || has_more ||
            ((is_full || needs_more(canvas, &best)) && is_better)) {
            best = layout;
        }
    }
    return best;
}

/* The columns move together a little for the targets, name above number, where that is enough. It
 * goes by the numbers alone: another notation moves nothing. */
static void make_room_beside(const struct canvas *canvas, struct network_layout *layout) {
    const float most = 0.4F; /* of the pitch */
    float lack = network_layout_target_width(canvas, layout) - network_layout_room_beside(layout);
    float count = (float)layout->column_count;
    if (lack <= 0 || lack > most * layout->column_pitch) {
        return;
    }
    /* The last column's own half moves too. */
    float by = narrowing_over * lack / (1 - 1 / (2 * count));
    struct network_layout narrow = *layout;
    narrow.spare += by;
    narrow.middle.width -= by;
    narrow.column_pitch = narrow.middle.width / count;
    fit_rows(canvas, &narrow, &canvas->moment->program->lesson->network);
    float least =
        fminf(fmaxf(least_narrowed * layout->text, canvas->layout->legible), layout->text);
    if (narrow.text >= least && narrow.row_count == layout->row_count &&
        narrow.has_bias_room == layout->has_bias_room) {
        *layout = narrow;
    }
}

/* Takes the better one; in a hall that is the one with every unit and the map. */
static void take_better(const struct canvas *canvas, struct network_layout *best,
                        const struct network_layout *other) {
    bool is_more = other->text > best->text || other->row_count > best->row_count;
    if (has_all(canvas, other) || (is_more && !is_whole(canvas, best))) {
        *best = *other;
    }
}

/* As many units, as large, with the map where the other one has it. */
static bool is_as_much(const struct network_layout *a, const struct network_layout *b) {
    return a->row_count >= b->row_count && a->text >= b->text &&
           (a->strip.map.width > 0 || b->strip.map.width <= 0);
}

/* From the back row every unit says more than some with room for all digits, and a number more than
 * a round disc: where discs have no room for it, neurons are pills. Only where those neither have
 * it a number that finds no room is left out, not shortened, and then labels have less air. */
struct network_layout network_layout_create(const struct canvas *canvas, struct rect panel) {
    enum { LEAST_DECIMALS = 2 };
    struct manner how = {.decimals = canvas->moment->decimals};
    struct network_layout best = best_with(canvas, panel, how);
    struct network_layout pills = {0};
    if (canvas->layout->is_for_hall && !has_all(canvas, &best)) {
        pills = best_with(canvas, panel, (struct manner){how.decimals, .has_pills = true});
        best = has_all(canvas, &pills) ? pills : best;
    }
    while (canvas->layout->is_enlarged && !has_all(canvas, &best) &&
           --how.decimals >= LEAST_DECIMALS) {
        struct network_layout other = best_with(canvas, panel, how);
        take_better(canvas, &best, &other);
    }
    if (canvas->layout->is_for_hall && !has_all(canvas, &best)) {
        struct network_layout tight =
            best_with(canvas, panel, (struct manner){LEAST_DECIMALS, .is_tight = true});
        take_better(canvas, &best, &tight);
    }
    best = pills.column_count > 0 && is_as_much(&pills, &best) ? pills : best;
    make_room_beside(canvas, &best);
    return best;
}

/* Few neurons are not spread over all of the height; but a column of fewer than others takes what
 * keeps the label below a neuron apart from the one above the next. */
static float neuron_pitch(const struct network_layout *layout, size_t column) {
    enum { LEAST_ROWS = 4 };
    const float apart = 0.9F; /* em */
    float most = layout->radius * 2 + most_pitch * layout->text;
    float roomy = 2 * (network_layout_reach(layout) + layout->label_line * layout->label) +
                  apart * layout->label;
    float free = layout->middle.height / (float)layout->columns[column].units.count;
    /* Inputs have no label above, and between few rows the numbers on the lines need the grid. */
    float wanted = column > 0 && layout->row_count >= LEAST_ROWS ? fminf(roomy, free) : 0;
    return fminf(fmaxf(layout->row_pitch, wanted), most);
}

struct scene_point network_layout_at(const struct network_layout *layout, size_t column,
                                     size_t place) {
    const struct network_column *found = &layout->columns[column];
    float from_middle = (float)place - (float)(found->units.count - 1) / 2;
    float pitch = neuron_pitch(layout, column);
    /* The line below belongs to the neuron: both together are in the middle. */
    float lift = layout->has_bias_room ? 0 : layout->label_line * layout->label / 2;
    return (struct scene_point){found->x, layout->middle.y + layout->middle.height / 2 +
                                              from_middle * pitch - lift};
}

bool network_layout_has_room_above(const struct network_layout *layout, size_t column) {
    float need = 2 * (network_layout_reach(layout) + layout->label_line * layout->label);
    bool is_apart =
        layout->columns[column].units.count == 1 || neuron_pitch(layout, column) >= need;
    struct scene_point first = network_layout_at(layout, column, 0);
    return is_apart && network_layout_label(layout, first, false).y >= layout->middle.y;
}

float network_layout_reach(const struct network_layout *layout) {
    return layout->radius + ring_room * layout->text;
}

float network_layout_reach_beside(const struct network_layout *layout) {
    return network_layout_reach(layout) + layout->stretch;
}

bool network_layout_meets_neuron(const struct network_layout *layout, size_t column,
                                 struct rect rect) {
    for (size_t i = 0; i < layout->columns[column].units.count; i++) {
        struct scene_point at = network_layout_at(layout, column, i);
        float x = fmaxf(fminf(at.x, rect.x + rect.width), rect.x) - at.x;
        float y = fmaxf(fminf(at.y, rect.y + rect.height), rect.y) - at.y;
        if (hypotf(fmaxf(fabsf(x) - layout->stretch, 0), y) < network_layout_reach(layout)) {
            return true;
        }
    }
    return false;
}

struct rect network_layout_label(const struct network_layout *layout, struct scene_point at,
                                 bool is_below) {
    float height = layout->label_line * layout->label;
    /* The line is higher than its figures: the number itself is as near as the ring allows. */
    float away = network_layout_reach(layout) - label_lift * layout->label;
    return (struct rect){at.x - layout->column_pitch / 2,
                         is_below ? at.y + away : at.y - away - height, layout->column_pitch,
                         height};
}
