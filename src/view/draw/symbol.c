#include "view/draw/symbol.h"

#include "tell/symbol_name.h"

#include <math.h>

static struct math_box set(const struct canvas *canvas, float size, const char *tex) {
    struct math_options options = math_view_options(canvas, size);
    const char *name = symbol_name_inline(canvas->arena, tex);
    return math_set(canvas->arena, math_view_read(canvas, name), &options);
}

struct symbol_extent symbol_measure(const struct canvas *canvas, float size, const char *tex) {
    bool is_new = true;
    struct math_extent own;
    struct math_extent *extent =
        canvas->shelf != NULL ? math_view_extent(canvas, tex, size, &is_new) : &own;
    if (is_new) {
        struct math_box box = set(canvas, size, tex);
        extent->width = box.width;
        extent->ascent = box.ascent;
        extent->descent = box.descent;
    }
    return (struct symbol_extent){extent->width, extent->ascent, extent->descent};
}

float symbol_width(const struct canvas *canvas, float size, const char *tex) {
    return symbol_measure(canvas, size, tex).width;
}

static void draw(const struct canvas *canvas, const struct math_box *box, float x, float baseline,
                 struct math_tag tag) {
    const struct math_tags tags = math_view_plain(&tag);
    math_view_draw(canvas, box, x, baseline, &tags, math_view_new_formula(canvas));
}

void symbol_draw_above(const struct canvas *canvas, float middle, float bottom, float size,
                       struct math_tag tag, const char *tex) {
    struct math_box box = set(canvas, size, tex);
    draw(canvas, &box, middle - box.width / 2, floorf(bottom - box.descent), tag);
}

void symbol_draw(const struct canvas *canvas, struct text_anchor anchor, float size,
                 struct math_tag tag, const char *tex) {
    struct math_box box = set(canvas, size, tex);
    draw(canvas, &box, canvas_anchor_left(anchor, box.width), math_view_baseline(anchor.y, size),
         tag);
}
