#include "view/draw/canvas.h"

#include "view/draw/width_shelf.h"

#include <math.h>
#include <string.h>

static const float panel_radius = 1.5F; /* units */

color_argb canvas_color(const struct canvas *canvas, enum theme_color color) {
    return canvas->theme->colors[color];
}

color_argb canvas_role_color(const struct canvas *canvas, enum role role) {
    return canvas_color(canvas, theme_role_color(role));
}

struct text_style canvas_style(const struct canvas *canvas, enum text_face face, float size,
                               enum theme_color color) {
    return (struct text_style){face, size, canvas_color(canvas, color)};
}

float canvas_text_width(const struct canvas *canvas, enum text_face face, float size,
                        const char *text) {
    return canvas->widths == NULL
               ? canvas->metrics->width(canvas->metrics->context, face, size, text)
               : width_shelf_measure(canvas->widths, canvas->metrics, face, size, text);
}

float canvas_line_height(const struct canvas *canvas, enum text_face face, float size) {
    return size * canvas->metrics->line_height(canvas->metrics->context, face);
}

float canvas_anchor_left(struct text_anchor anchor, float width) {
    return anchor.align == ALIGN_LEFT     ? anchor.x
           : anchor.align == ALIGN_CENTER ? anchor.x - width / 2
                                          : anchor.x - width;
}

float canvas_text(const struct canvas *canvas, struct text_anchor anchor, struct text_style style,
                  const char *text, struct quantity quantity) {
    if (*text == '\0') {
        return 0;
    }
    float width = canvas_text_width(canvas, style.face, style.size, text);
    float height = canvas_line_height(canvas, style.face, style.size);
    float left = canvas_anchor_left(anchor, width);
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_TEXT,
                                 .bounds = {left, anchor.y - height / 2, width, height},
                                 .color = style.color,
                                 .quantity = quantity,
                                 .text = text,
                                 .size = style.size,
                                 .face = style.face,
                             });
    return width;
}

static bool is_inside_character(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* A character's end between fits and beyond, near their middle; beyond when there is none. */
static size_t cut_between(const char *text, size_t fits, size_t beyond) {
    size_t at = fits + (beyond - fits) / 2;
    while (at > fits && is_inside_character(text[at])) {
        at--;
    }
    if (at > fits) {
        return at;
    }
    do {
        at++;
    } while (at < beyond && is_inside_character(text[at]));
    return at;
}

/* The longest beginning of the text that fits with an ellipsis behind it; "" when none does. It is
 * found by halving: a text may be long. */
static const char *cut_text(const struct canvas *canvas, struct text_style style, float width,
                            const char *text) {
    static const char ellipsis[] = "…";
    size_t fits = 0;
    size_t beyond = strlen(text);
    char *cut = arena_alloc(canvas->arena, beyond + sizeof ellipsis, 1);
    for (size_t at = cut_between(text, 0, beyond); at < beyond;
         at = cut_between(text, fits, beyond)) {
        memcpy(cut, text, at);
        memcpy(cut + at, ellipsis, sizeof ellipsis);
        bool is_narrow = canvas_text_width(canvas, style.face, style.size, cut) <= width;
        fits = is_narrow ? at : fits;
        beyond = is_narrow ? beyond : at;
    }
    return fits > 0 ? text_format(canvas->arena, "%.*s…", (int)fits, text) : "";
}

void canvas_text_within(const struct canvas *canvas, struct rect rect, enum text_align align,
                        struct text_style style, float least, const char *text) {
    float width = canvas_text_width(canvas, style.face, style.size, text);
    float height = canvas_line_height(canvas, style.face, style.size);
    if (rect.width <= 0 || height * least > rect.height) {
        return;
    }
    float by = fminf(fminf(rect.height / height, width > 0 ? rect.width / width : 1), 1);
    style.size *= fmaxf(by, least);
    if (by < least) {
        text = cut_text(canvas, style, rect.width, text);
    }
    float x = align == ALIGN_LEFT     ? rect.x
              : align == ALIGN_CENTER ? rect.x + rect.width / 2
                                      : rect.x + rect.width;
    canvas_text(canvas, (struct text_anchor){x, rect.y + rect.height / 2, align}, style, text,
                QUANTITY_NONE);
}

float canvas_least(const struct canvas *canvas, float size) {
    return fminf(canvas->layout->legible / size, 1);
}

void canvas_box(const struct canvas *canvas, struct rect rect, float radius, color_argb color,
                float stroke, color_argb stroke_color) {
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_BOX,
                                 .bounds = rect,
                                 .color = color,
                                 .stroke = stroke,
                                 .stroke_color = stroke_color,
                                 .radius = fminf(radius, fminf(rect.width, rect.height) / 2),
                                 .quantity = QUANTITY_NONE,
                             });
}

void canvas_line(const struct canvas *canvas, struct scene_point from, struct scene_point to,
                 float stroke, color_argb color) {
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_LINE,
                                 .bounds = {from.x, from.y, to.x - from.x, to.y - from.y},
                                 .color = color,
                                 .stroke = stroke,
                                 .quantity = QUANTITY_NONE,
                             });
}

void canvas_panel(const struct canvas *canvas, struct rect rect) {
    canvas_box(canvas, rect, panel_radius * canvas->layout->unit, canvas_color(canvas, COLOR_PANEL),
               canvas->layout->line, canvas_color(canvas, COLOR_PANEL_EDGE));
}
