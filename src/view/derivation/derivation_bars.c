#include "view/derivation/derivation_bars.h"

#include "step/derived/derived.h"

#include <math.h>

/* In units: from the ink down to a bar, its thickness, and its dashes, which no bar of a fraction
 * has. */
static const float bar_below = 0.5F, bar_thick = 0.375F, bar_dash = 1, bar_gap = 0.5F;

/* Bars below the outermost parts of a line that are not in the other one; `ink` says where. */
struct bars {
    const struct canvas *canvas;
    const struct equation *equation;
    const bool *is_changed;
};

static void draw_bar(const struct canvas *canvas, struct rect ink, float bottom) {
    float unit = canvas->layout->unit;
    float gap = bar_gap * unit;
    float count = fmaxf(roundf((ink.width + gap) / ((bar_dash + bar_gap) * unit)), 1);
    float pitch = (ink.width + gap) / count;
    float y = roundf(bottom + bar_below * unit);
    float height = fmaxf(roundf(bar_thick * unit), 1);
    for (float i = 0; i < count; i++) {
        float left = roundf(ink.x + i * pitch);
        float right = roundf(ink.x + (i + 1) * pitch - gap);
        struct rect dash = {left, y, fmaxf(right - left, 1), height};
        canvas_box(canvas, dash, 0, canvas_color(canvas, COLOR_TEXT), 0, 0);
    }
}

typedef bool find_ink(const void *where, struct print_piece piece, struct rect *ret);

static void draw_bars(const struct bars *bars, find_ink *ink, const void *where) {
    const struct print_pieces *pieces = &bars->equation->pieces;
    struct rect *found = ARENA_ARRAY(bars->canvas->arena, struct rect, pieces->count + 1);
    size_t count = 0;
    float bottom = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        int node = pieces->items[i].node;
        if (node >= 0 && bars->is_changed[node] && ink(where, pieces->items[i], &found[count])) {
            bottom = count > 0 ? fmaxf(bottom, found[count].y + found[count].height)
                               : found[count].y + found[count].height;
            count++;
        }
    }
    for (size_t i = 0; i < count; i++) {
        draw_bar(bars->canvas, found[i], bottom);
    }
}

struct drawn_row {
    const struct derivation_row *row;
    float x, baseline;
};

static bool ink_of_row(const void *where, struct print_piece piece, struct rect *ret) {
    const struct drawn_row *drawn = where;
    return derivation_row_ink(drawn->row, drawn->x, drawn->baseline, piece, ret);
}

struct drawn_block {
    const struct derivation_block *block;
    float x, y;
};

static bool ink_of_block(const void *where, struct print_piece piece, struct rect *ret) {
    const struct drawn_block *drawn = where;
    return derivation_block_ink(drawn->block, drawn->x, drawn->y, piece, ret);
}

void derivation_bars_draw(const struct derivation_pair *pair, const struct derivation *derivation) {
    const struct derivation_row *newest = &pair->newest->row;
    const struct derivation_row *old = pair->above;
    const struct canvas *canvas = newest->canvas;
    struct change change;
    size_t above;
    if (!newest->fits || !old->fits || !derived_above(derivation, newest->line, &above) ||
        above != old->line || !derived_change(canvas->arena, derivation, newest->line, &change)) {
        return;
    }
    const struct bars of_old = {canvas, &old->equation, change.is_old};
    const struct bars of_new = {canvas, &newest->equation, change.is_new};
    const struct drawn_row row = {old, pair->x_above, pair->baseline_above};
    const struct drawn_block block = {pair->newest, pair->x, pair->y};
    draw_bars(&of_old, ink_of_row, &row);
    draw_bars(&of_new, ink_of_block, &block);
}
