#include "view/network/network_label.h"

#include "view/draw/symbol.h"
#include "view/number.h"
#include "view/symbol_name.h"

#include <math.h>

static const float name_gap = 0.35F; /* em between the symbol and the number */

/* As many more decimals than asked for as the tensor has with all that there may be. */
static int decimals_of(const struct network_drawing *drawing, int tensor, int decimals) {
    return decimals + network_touch_more_decimals(drawing->touch, tensor, drawing->layout.decimals);
}

const char *network_label_value(const struct network_drawing *drawing, struct quantity quantity,
                                int decimals) {
    return network_touch_knows(drawing->touch, quantity)
               ? number_text(drawing->canvas->arena, network_touch_value(drawing->touch, quantity),
                             decimals_of(drawing, quantity.tensor, decimals))
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
    canvas_box(drawing->canvas, rect, 0.3F * rect.height,
               theme_fade(canvas_color(drawing->canvas, COLOR_PANEL), 0.94F), 0, 0);
}

static const char *number_of(const struct network_drawing *drawing,
                             const struct network_label *label, int decimals) {
    struct arena *arena = drawing->canvas->arena;
    const char *number = network_label_value(drawing, label->quantity, decimals);
    double old = 0;
    if (!label->has_old || !network_touch_old(drawing->touch, label->quantity, &old)) {
        return number;
    }
    int shown = decimals_of(drawing, label->quantity.tensor, decimals);
    return text_format(arena, "%s → %s", number_text(arena, old, shown), number);
}

/* With as much room for the number as any usual one takes, so that labels of one kind are written
 * alike. */
static float label_width(const struct network_drawing *drawing, const struct network_label *label,
                         float size, int decimals) {
    const struct canvas *canvas = drawing->canvas;
    const char *pattern =
        number_pattern(canvas->arena, decimals_of(drawing, label->quantity.tensor, decimals));
    float usual = canvas_text_width(canvas, label->face, size, pattern);
    float number =
        canvas_text_width(canvas, label->face, size, number_of(drawing, label, decimals));
    return symbol_width(canvas, size, network_label_name(drawing, label->quantity.tensor)) +
           name_gap * size + fmaxf(usual, number);
}

/* Returns the width of what it has written. */
static float exact_width(const struct network_drawing *drawing, const struct network_label *label,
                         float size, int decimals) {
    const struct canvas *canvas = drawing->canvas;
    return symbol_width(canvas, size, network_label_name(drawing, label->quantity.tensor)) +
           name_gap * size +
           canvas_text_width(canvas, label->face, size, number_of(drawing, label, decimals));
}

void network_label_write(const struct network_drawing *drawing, const struct network_label *label,
                         struct scene_point left, float size, int decimals) {
    const struct canvas *canvas = drawing->canvas;
    struct math_tag tag = {.color = canvas_color(canvas, label->color),
                           .quantity = label->quantity};
    symbol_draw(canvas, left.x, left.y, ALIGN_LEFT, size, tag,
                network_label_name(drawing, label->quantity.tensor));
    canvas_text(canvas, left.x + exact_width(drawing, label, size, decimals), left.y, ALIGN_RIGHT,
                canvas_style(canvas, label->face, size, label->color),
                number_of(drawing, label, decimals), label->quantity);
}

/* The first way to write it that is not wider than the room: size and decimals; false when there
 * is none. */
static bool fit(const struct network_drawing *drawing, const struct network_label *what, float room,
                float *ret_size, int *ret_decimals) {
    static const struct {
        float size;
        int fewer;
    } ways[] = {{1, 0}, {1, 1}, {0.88F, 0}, {0.88F, 1}, {0.88F, 2}, {0.76F, 1}, {0.76F, 2}};
    int decimals = drawing->layout.decimals;
    float label = drawing->layout.label;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        *ret_size = label * fmaxf(ways[i].size, canvas_least(drawing->canvas, label));
        *ret_decimals = decimals > ways[i].fewer ? decimals - ways[i].fewer : 1;
        if (label_width(drawing, what, *ret_size, *ret_decimals) <= room) {
            return true;
        }
    }
    return false;
}

void network_label_draw(const struct network_drawing *drawing, struct rect line,
                        const struct network_label *label) {
    struct network_label written = *label;
    float size = 0;
    int decimals = 0;
    float room = line.width * 0.96F;
    bool fits = fit(drawing, &written, room, &size, &decimals);
    if (written.has_old && (!fits || size < drawing->layout.label)) {
        written.has_old = false;
        fits = fit(drawing, &written, room, &size, &decimals);
    }
    if (!fits) {
        return;
    }
    float width = exact_width(drawing, &written, size, decimals);
    float left = line.x + (line.width - width) / 2;
    network_label_plate(
        drawing, (struct rect){left - 0.2F * size, line.y, width + 0.4F * size, line.height});
    network_label_write(drawing, &written, (struct scene_point){left, line.y + line.height / 2},
                        size, decimals);
}
