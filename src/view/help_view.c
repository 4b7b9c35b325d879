#include "view/help_view.h"

#include <math.h>

enum { COLUMNS = 2 };

static float widest_labels(const struct canvas *canvas, float size) {
    float widest = 0;
    for (size_t i = 0; i < key_table_count; i++) {
        const char *labels = key_row_labels(canvas->arena, &key_table[i]);
        widest = fmaxf(widest, canvas_text_width(canvas, FACE_REGULAR, size, labels));
    }
    return widest;
}

static void draw_row(const struct canvas *canvas, struct rect row, float labels_width, float size,
                     const struct key_row *key) {
    canvas_text_within(canvas, rect_cut_left(&row, labels_width), ALIGN_LEFT,
                       canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT), 0.6F,
                       key_row_labels(canvas->arena, key));
    rect_cut_left(&row, 2 * canvas->layout->unit);
    canvas_text_within(canvas, row, ALIGN_LEFT,
                       canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT_DIM), 0.6F,
                       string_get(canvas->language, key->description));
}

static void draw_columns(const struct canvas *canvas, struct rect rect) {
    size_t rows = (key_table_count + COLUMNS - 1) / COLUMNS;
    float pitch = fminf(rect.height / (float)rows, canvas->layout->normal * 2);
    float size = fminf(canvas->layout->normal, pitch / 1.42F);
    float gap = 4 * canvas->layout->unit;
    float width = (rect.width - gap) / COLUMNS;
    float labels = fminf(widest_labels(canvas, size) + 1, width * 0.45F);
    for (size_t i = 0; i < key_table_count; i++) {
        float x = rect.x + (float)(i / rows) * (width + gap);
        float y = rect.y + (float)(i % rows) * pitch;
        draw_row(canvas, (struct rect){x, y, width, pitch}, labels, size, &key_table[i]);
    }
}

void help_view_draw(const struct canvas *canvas) {
    const struct layout *layout = canvas->layout;
    struct rect panel =
        rect_inset((struct rect){0, 0, layout->width, layout->height}, 4 * layout->unit);
    canvas_panel(canvas, panel);
    struct rect inner = rect_inset(panel, 4 * layout->unit);
    struct rect title = rect_cut_top(&inner, layout->large * 1.5F);
    canvas_text_within(canvas, rect_cut_right(&title, title.width / 2), ALIGN_RIGHT,
                       canvas_style(canvas, FACE_REGULAR, layout->small, COLOR_TEXT_DIM), 0.6F,
                       string_get(canvas->language, STRING_HELP_CLOSE));
    canvas_text_within(canvas, title, ALIGN_LEFT,
                       canvas_style(canvas, FACE_BOLD, layout->large, COLOR_TEXT), 0.6F,
                       string_get(canvas->language, STRING_HELP_TITLE));
    rect_cut_top(&inner, layout->unit);
    draw_columns(canvas, inner);
}
