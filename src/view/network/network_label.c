#include "view/network/network_label.h"

#include "base/number.h"
#include "tell/symbol_name.h"
#include "view/draw/symbol.h"

#include <math.h>

static const float plate_radius = 0.3F; /* of its height */
static const float widest = 0.96F;      /* of its line */

int network_label_decimals(const struct network_drawing *drawing, int tensor) {
    return touch_decimals(drawing->touch, tensor, drawing->canvas->moment->decimals);
}

const char *network_label_value(const struct network_drawing *drawing, struct quantity quantity) {
    return touch_knows(drawing->touch, quantity)
               ? number_text(drawing->canvas->arena, touch_value(drawing->touch, quantity),
                             network_label_decimals(drawing, quantity.tensor))
               : "—";
}

const char *network_label_name(const struct network_drawing *drawing, int tensor) {
    const struct program *program = drawing->touch->program;
    const struct symbol_form *form = notation_symbol_form(
        program->notation, program->tensors[tensor].symbol, program->tensors[tensor].layer,
        (int)program->lesson->network.layer_count, program->samples);
    return symbol_name_base(drawing->canvas->arena, form);
}

void network_label_plate(const struct network_drawing *drawing, struct rect line) {
    const float spare = 0.19F; /* of a line, above its figures and below */
    struct rect rect = {line.x, line.y + spare * line.height, line.width,
                        (1 - 2 * spare) * line.height};
    canvas_box(drawing->canvas, rect, plate_radius * rect.height,
               theme_fade(canvas_color(drawing->canvas, COLOR_PANEL), THEME_LABEL_PLATE), 0, 0);
}

static const char *number_of(const struct network_drawing *drawing,
                             const struct network_label *label) {
    struct arena *arena = drawing->canvas->arena;
    const char *number = network_label_value(drawing, label->quantity);
    double old = 0;
    if (!label->has_old || !touch_old(drawing->touch, label->quantity, &old)) {
        return number;
    }
    int shown = network_label_decimals(drawing, label->quantity.tensor);
    return text_format(arena, "%s → %s", number_text(arena, old, shown), number);
}

/* Of the symbol and the gap behind it. */
static float name_width(const struct network_drawing *drawing, const struct network_label *label,
                        float size) {
    const char *name = network_label_name(drawing, label->quantity.tensor);
    return symbol_width(drawing->canvas, size, name) + NETWORK_LABEL_GAP * size;
}

/* With as much room for the number as any usual one takes, so that labels of one kind are written
 * alike. */
static float label_width(const struct network_drawing *drawing, const struct network_label *label,
                         float size) {
    const struct canvas *canvas = drawing->canvas;
    const char *pattern =
        number_pattern(canvas->arena, network_label_decimals(drawing, label->quantity.tensor));
    float usual = canvas_text_width(canvas, label->face, size, pattern);
    float number = canvas_text_width(canvas, label->face, size, number_of(drawing, label));
    return name_width(drawing, label, size) + fmaxf(usual, number);
}

/* Returns the width of what it has written. */
static float exact_width(const struct network_drawing *drawing, const struct network_label *label,
                         float size) {
    const struct canvas *canvas = drawing->canvas;
    return name_width(drawing, label, size) +
           canvas_text_width(canvas, label->face, size, number_of(drawing, label));
}

void network_label_write(const struct network_drawing *drawing, const struct network_label *label,
                         struct scene_point left, float size) {
    const struct canvas *canvas = drawing->canvas;
    struct math_tag tag = {.color = canvas_color(canvas, label->color),
                           .quantity = label->quantity};
    symbol_draw(canvas, (struct text_anchor){left.x, left.y, ALIGN_LEFT}, size, tag,
                network_label_name(drawing, label->quantity.tensor));
    canvas_text(
        canvas,
        (struct text_anchor){left.x + exact_width(drawing, label, size), left.y, ALIGN_RIGHT},
        canvas_style(canvas, label->face, size, label->color), number_of(drawing, label),
        label->quantity);
}

/* The largest size at which it is not wider than the room; digits are never left out, and neither
 * is the symbol. False when there is none. */
static bool fit(const struct network_drawing *drawing, const struct network_label *label,
                float room, float *ret_size) {
    static const float sizes[] = {1, 0.88F, 0.76F};
    float size = drawing->layout.label;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        *ret_size = size * fmaxf(sizes[i], canvas_least(drawing->canvas, size));
        if (label_width(drawing, label, *ret_size) <= room) {
            return true;
        }
    }
    return false;
}

void network_label_draw(const struct network_drawing *drawing, struct rect line,
                        const struct network_label *label) {
    struct network_label written = *label;
    float size = 0;
    float room = line.width * widest;
    bool fits = fit(drawing, &written, room, &size);
    if (written.has_old && (!fits || size < drawing->layout.label)) {
        written.has_old = false;
        fits = fit(drawing, &written, room, &size);
    }
    if (!fits) {
        return;
    }
    float width = exact_width(drawing, &written, size);
    float left = line.x + (line.width - width) / 2;
    network_label_plate(drawing, (struct rect){left - NETWORK_LABEL_PAD * size, line.y,
                                               width + 2 * NETWORK_LABEL_PAD * size, line.height});
    network_label_write(drawing, &written, (struct scene_point){left, line.y + line.height / 2},
                        size);
}
