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
static const float tallest_line = 1.65F; /* em: with indices high and low */
static const float between = 0.22F;      /* em: elements, whose indices stand high and low */

/* How an element is written: names before the numbers, on a line of their own or on the same one,
 * or none. */
enum wording { WORDS_ON_TWO_LINES, WORDS_ON_ONE_LINE, WORDS_WITHOUT_NAMES, WORDINGS };

/* Elements, each a paragraph, all in one size. What was written once is measured in many sizes. */
struct examples {
    struct paragraph items[WORDINGS][MOST_ELEMENTS];
    size_t written[WORDINGS];
    enum wording wording; /* that is shown */
    size_t count, terms;  /* the most of a sum that are written; 0: numbers alone */
    float size, height;   /* of all */
};

static void write_example(struct examples *ret, const struct canvas *canvas, size_t which) {
    struct paragraph *paragraph = &ret->items[ret->wording][which];
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    struct example_cell cell = example_at(canvas->moment, which);
    bool has_names = ret->wording != WORDS_WITHOUT_NAMES;
    bool has_lines = ret->wording == WORDS_ON_TWO_LINES;
    example_tell_name(&telling, canvas->moment, cell);
    if (has_names && example_tell_names(&telling, canvas->moment, cell)) {
        if (has_lines) {
            telling_end_line(&telling);
        }
        telling_words(&telling, has_lines ? "= " : " = ");
    }
    example_tell(&telling, canvas->moment, cell, ret->terms);
    paragraph_begin(paragraph, canvas);
    paragraph_add_telling(paragraph, &telling);
}

/* Whether what is written has room, on so many lines each at most, at no less than sizes[0]. */
static bool fit(struct examples *ret, size_t lines, const float sizes[2], struct rect inner) {
    const struct paragraph *items = ret->items[ret->wording];
    ret->size = sizes[1];
    for (size_t i = 0; i < ret->count; i++) {
        ret->size = fminf(ret->size, paragraph_fit(&items[i], ret->size, sizes[0], lines, inner));
    }
    bool fits = true;
    ret->height = (float)(ret->count - 1) * between * ret->size;
    for (size_t i = 0; i < ret->count; i++) {
        struct paragraph_size size = paragraph_measure(&items[i], ret->size, inner.width);
        ret->height += size.height;
        fits = fits && size.lines <= lines && size.width <= inner.width;
    }
    return fits && ret->height <= inner.height;
}

/* The sizes of a lesson: that of the board's numbers, and one for what has no room in it. */
static const float shares[] = {1, 0.75F};
enum { SHARES = sizeof shares / sizeof *shares };

static float size_at(const struct canvas *canvas, float most, size_t share) {
    return fmaxf(shares[share] * most, canvas->layout->legible);
}

/* At that size, with all terms. */
static bool fit_wording(struct examples *ret, const struct canvas *canvas, float size,
                        struct rect inner) {
    const size_t lines = ret->wording == WORDS_ON_TWO_LINES ? 2 : 1;
    for (; ret->written[ret->wording] < ret->count; ret->written[ret->wording]++) {
        write_example(ret, canvas, ret->written[ret->wording]);
    }
    return fit(ret, lines, (float[2]){size, size}, inner);
}

/* As many elements as have a line each, in names too where there is room for both; one alone has a
 * line for each. */
static bool fit_whole(struct examples *ret, const struct canvas *canvas, float size,
                      struct rect inner) {
    for (ret->count = example_count(canvas->moment, MOST_ELEMENTS); ret->count > 0; ret->count--) {
        enum wording first = ret->count == 1 ? WORDS_ON_TWO_LINES : WORDS_ON_ONE_LINE;
        for (ret->wording = first; ret->wording < WORDINGS; ret->wording++) {
            if (fit_wording(ret, canvas, size, inner)) {
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
    const float least = canvas->layout->legible;
    ret->count = 1;
    ret->wording = WORDS_WITHOUT_NAMES;
    for (size_t terms = PRODUCTS_MOST_TERMS; terms + 1 >= LEAST_TERMS; terms--) {
        ret->terms = terms >= LEAST_TERMS ? terms : 0;
        write_example(ret, canvas, 0);
        for (size_t i = 0; i < SHARES; i++) {
            const float size = size_at(canvas, most, i);
            if (fit(ret, MOST_LINES, (float[2]){size, size}, inner)) {
                return;
            }
        }
        if (fit(ret, MOST_LINES, (float[2]){least, most}, inner)) {
            return;
        }
    }
}

static struct examples fit_examples(const struct canvas *canvas, float most, struct rect inner) {
    struct examples examples = {.terms = PRODUCTS_MOST_TERMS};
    bool fits = false;
    for (size_t i = 0; i < SHARES && !fits; i++) {
        fits = fit_whole(&examples, canvas, size_at(canvas, most, i), inner);
    }
    if (!fits) {
        fit_first(&examples, canvas, most, inner);
    }
    return examples;
}

/* While a question is open, in the size of what stands there when it is settled. Nothing of the
 * settled moment is left: every paragraph is written anew. */
static struct examples fit_asked(const struct canvas *canvas, float most, struct rect inner) {
    struct moment settled = *canvas->moment;
    struct canvas later = *canvas;
    settled.asked = NULL;
    later.moment = &settled;
    struct examples examples = fit_examples(&later, most, inner);
    for (size_t i = 0; i < examples.count; i++) {
        write_example(&examples, canvas, i);
    }
    return examples;
}

void strip_view_draw(const struct canvas *canvas, struct rect strip, float most) {
    struct rect inner = strip_view_frame(canvas, strip);
    most = fminf(most, inner.height / tallest_line);
    const struct examples examples = canvas->moment->asked == NULL
                                         ? fit_examples(canvas, most, inner)
                                         : fit_asked(canvas, most, inner);
    rect_cut_top(&inner, fmaxf(0, (inner.height - examples.height) / 2));
    for (size_t i = 0; i < examples.count; i++) {
        float height = paragraph_draw(&examples.items[examples.wording][i], examples.size, inner);
        rect_cut_top(&inner, height + between * examples.size);
    }
}
