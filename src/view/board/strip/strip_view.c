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

enum { MOST_ELEMENTS = 3 };
static const float between = 0.22F; /* em: elements, whose indices stand high and low */

/* How an element is written. */
struct wording {
    size_t terms;              /* of a sum; 0: its number alone */
    bool has_names, has_lines; /* names before the numbers, on a line of their own */
    size_t count, lines;       /* elements, and the most lines of one */
};

static void write_example(struct paragraph *paragraph, const struct canvas *canvas, size_t which,
                          struct wording wording) {
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    struct example_cell cell = example_at(canvas->moment, which);
    example_tell_name(&telling, canvas->moment, cell);
    if (wording.has_names && example_tell_names(&telling, canvas->moment, cell)) {
        if (wording.has_lines) {
            telling_end_line(&telling);
        }
        telling_words(&telling, wording.has_lines ? "= " : " = ");
    }
    example_tell(&telling, canvas->moment, cell, wording.terms);
    paragraph_begin(paragraph, canvas);
    paragraph_add_telling(paragraph, &telling);
}

/* Elements, each a paragraph, all in one size. */
struct examples {
    struct paragraph items[MOST_ELEMENTS];
    size_t count;
    float size, height; /* of all */
};

/* Whether they have room, at no less than sizes[0]. */
static bool fit(struct examples *ret, const struct canvas *canvas, struct wording wording,
                const float sizes[2], struct rect inner) {
    ret->count = wording.count;
    ret->size = sizes[1];
    for (size_t i = 0; i < ret->count; i++) {
        write_example(&ret->items[i], canvas, i, wording);
        float own = paragraph_fit(&ret->items[i], ret->size, sizes[0], wording.lines, inner);
        ret->size = fminf(ret->size, own);
    }
    bool fits = true;
    ret->height = (float)(ret->count - 1) * between * ret->size;
    for (size_t i = 0; i < ret->count; i++) {
        struct paragraph_size size = paragraph_measure(&ret->items[i], ret->size, inner.width);
        ret->height += size.height;
        fits = fits && size.lines <= wording.lines && size.width <= inner.width;
    }
    return fits && ret->height <= inner.height;
}

/* As many elements as have a line each near the size of the board's numbers, with all their terms,
 * in names too where there is room for both; one alone has a line for each. */
static bool fit_whole(struct examples *ret, const struct canvas *canvas, float most,
                      struct rect inner) {
    static const float shares[] = {1, 0.9F, 0.8F};
    static const struct {
        bool has_names, has_lines;
    } ways[] = {{true, true}, {true, false}, {false, false}};
    enum { SHARES = sizeof shares / sizeof *shares, WAYS = sizeof ways / sizeof *ways };
    for (size_t count = example_count(canvas->moment, MOST_ELEMENTS); count > 0; count--) {
        for (size_t i = 0; i < SHARES * WAYS; i++) {
            const size_t way = i / SHARES;
            const struct wording wording = {PRODUCTS_MOST_TERMS, ways[way].has_names,
                                            ways[way].has_lines, count, 1 + ways[way].has_lines};
            float size = fmaxf(shares[i % SHARES] * most, canvas->layout->legible);
            bool is_for_one = ways[way].has_lines;
            if ((!is_for_one || count == 1) &&
                fit(ret, canvas, wording, (float[2]){size, size}, inner)) {
                return true;
            }
        }
    }
    return false;
}

/* The first element, as many terms as can be read there; the number alone where not even two can.
 */
static void fit_first(struct examples *ret, const struct canvas *canvas, float most,
                      struct rect inner) {
    enum { MOST_LINES = 3, LEAST_TERMS = 2 };
    const float sizes[2] = {canvas->layout->legible, most};
    struct wording wording = {.count = 1, .lines = MOST_LINES};
    for (size_t terms = PRODUCTS_MOST_TERMS; terms + 1 >= LEAST_TERMS; terms--) {
        wording.terms = terms >= LEAST_TERMS ? terms : 0;
        if (fit(ret, canvas, wording, sizes, inner)) {
            break;
        }
    }
}

void strip_view_draw(const struct canvas *canvas, struct rect strip, float most) {
    struct rect inner = strip_view_frame(canvas, strip);
    struct examples examples;
    if (!fit_whole(&examples, canvas, most, inner)) {
        fit_first(&examples, canvas, most, inner);
    }
    rect_cut_top(&inner, fmaxf(0, (inner.height - examples.height) / 2));
    for (size_t i = 0; i < examples.count; i++) {
        float height = paragraph_draw(&examples.items[i], examples.size, inner);
        rect_cut_top(&inner, height + between * examples.size);
    }
}
