#include "view/board/strip/strip_view.h"

#include "tell/example.h"
#include "tell/products.h"
#include "view/draw/paragraph/paragraph_telling.h"

#include <math.h>

struct rect strip_view_frame(const struct canvas *canvas, struct rect strip) {
    const struct layout *layout = canvas->layout;
    canvas_box(canvas, strip, layout->unit, canvas_color(canvas, COLOR_BACKGROUND), layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    struct rect inner = rect_inset(strip, LAYOUT_PAD * layout->unit);
    rect_cut_left(&inner, layout->unit);
    rect_cut_right(&inner, layout->unit);
    return inner;
}

static void write_example(struct paragraph *paragraph, const struct canvas *canvas, size_t terms) {
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    struct example_cell cell = example_of(canvas->moment);
    example_tell_name(&telling, canvas->moment, cell);
    example_tell(&telling, canvas->moment, cell, terms);
    paragraph_begin(paragraph, canvas);
    paragraph_add_telling(paragraph, &telling);
}

/* As many terms as can be read there; the number alone where not even two can. */
void strip_view_draw(const struct canvas *canvas, struct rect strip, float most) {
    enum { MOST_LINES = 3, LEAST_TERMS = 2 };
    const struct layout *layout = canvas->layout;
    struct rect inner = strip_view_frame(canvas, strip);
    struct paragraph paragraph;
    struct paragraph_size measure = {0};
    float size = layout->legible;
    for (size_t terms = PRODUCTS_MOST_TERMS; terms + 1 >= LEAST_TERMS; terms--) {
        write_example(&paragraph, canvas, terms >= LEAST_TERMS ? terms : 0);
        size = paragraph_fit(&paragraph, most, layout->legible, MOST_LINES, inner);
        measure = paragraph_measure(&paragraph, size, inner.width);
        if (measure.height <= inner.height && measure.lines <= MOST_LINES) {
            break;
        }
    }
    rect_cut_top(&inner, fmaxf(0, (inner.height - measure.height) / 2));
    paragraph_draw(&paragraph, size, inner);
}
