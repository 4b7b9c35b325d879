#include "view/hall/hall_parts.h"

#include "base/text.h"
#include "view/draw/scene_button.h"

#include <math.h>

const char *hall_parts_sizes(struct arena *arena, const struct network *network) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t l = 0; l <= network->layer_count; l++) {
        text_append_format(&text, l > 0 ? "-%zu" : "%zu", network_units(network, l));
    }
    return text.bytes;
}

void hall_parts_bar(const struct canvas *canvas, struct rect rect, float share,
                    enum theme_color color) {
    float height = canvas->layout->unit;
    struct rect bar = {rect.x, rect.y + (rect.height - height) / 2, rect.width, height};
    canvas_box(canvas, bar, height / 2, canvas_color(canvas, COLOR_PANEL_EDGE), 0, 0);
    if (share > 0) {
        bar.width = fmaxf(bar.width * share, height);
        canvas_box(canvas, bar, height / 2, canvas_color(canvas, color), 0, 0);
    }
}

void hall_parts_hints(const struct canvas *canvas, struct rect rect, const struct hall_hint *hints,
                      size_t count) {
    const struct layout *layout = canvas->layout;
    float size = layout->small;
    for (size_t i = 0; i < count; i++) {
        if (*hints[i].key == '\0') {
            continue;
        }
        float key = canvas_text_width(canvas, FACE_PROSE, size, hints[i].key);
        float words = canvas_text_width(canvas, FACE_PROSE, size, hints[i].words);
        float width = key + layout->unit + words;
        if (width > rect.width) {
            return;
        }
        struct rect place = rect_cut_left(&rect, width + 1);
        rect_cut_left(&rect, LAYOUT_INDENT * layout->unit);
        float y = place.y + place.height / 2;
        canvas_text(canvas, (struct text_anchor){place.x, y, ALIGN_LEFT},
                    canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT), hints[i].key,
                    QUANTITY_NONE);
        canvas_text(canvas, (struct text_anchor){place.x + key + layout->unit, y, ALIGN_LEFT},
                    canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM), hints[i].words,
                    QUANTITY_NONE);
        if (hints[i].action != 0) {
            scene_button_add(canvas->scene, place, hints[i].action);
        }
    }
}
