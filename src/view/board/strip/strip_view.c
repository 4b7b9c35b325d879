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

enum { MOST_ELEMENTS = 4 };
static const float tallest_line = 1.65F; /* em: with indices high and low */
static const float between = 0.22F;      /* em: elements, whose indices stand high and low */
static const float most_wider = 0.5F;    /* em: so much more, where there is room */

/* How an element is written: names before the numbers, on a line of their own or on the same one,
 * or none. */
enum wording { WORDS_ON_TWO_LINES, WORDS_ON_ONE_LINE, WORDS_WITHOUT_NAMES, WORDINGS };

/* Elements, each a paragraph, all in one size. What was written once is measured in many sizes. */
struct examples {
    struct paragraph items[WORDINGS][MOST_ELEMENTS];
    size_t written[WORDINGS];
    enum wording wording; /* that is shown */
    bool has_names;       /* the arithmetic has, too */
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
    ret->has_names = has_names && example_tell_names(&telling, canvas->moment, cell);
    if (ret->has_names) {
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

/* The sizes of a lesson, of the usual one: larger where there is room, and one for what has none.
 */
static const float grown[] = {4 / 3.0F, 1};
static const float small_share = 0.75F;
enum { SIZES = sizeof grown / sizeof *grown };

/* With all terms. No line is broken to be larger than usual. */
static bool fit_wording(struct examples *ret, const struct canvas *canvas, float size, float usual,
                        struct rect inner) {
    for (; ret->written[ret->wording] < ret->count; ret->written[ret->wording]++) {
        write_example(ret, canvas, ret->written[ret->wording]);
    }
    const bool may_break = size <= usual || ret->has_names;
    const size_t lines = ret->wording == WORDS_ON_TWO_LINES && may_break ? 2 : 1;
    return fit(ret, lines, (float[2]){size, size}, inner);
}

/* In the first of those sizes in which one of those wordings has room; the usual one is last. */
static bool fit_wordings(struct examples *ret, const struct canvas *canvas,
                         const float sizes[SIZES], const enum wording *wordings, size_t count,
                         struct rect inner) {
    const float usual = sizes[SIZES - 1];
    for (size_t i = 0; i < SIZES; i++) {
        for (size_t k = 0; k < count; k++) {
            ret->wording = wordings[k];
            if (fit_wording(ret, canvas, sizes[i], usual, inner)) {
                return true;
            }
        }
    }
    return false;
}

/* As many elements as have room in those sizes, in names too where there is room for both; one
 * alone has a line for each. */
static bool fit_whole(struct examples *ret, const struct canvas *canvas, const float sizes[SIZES],
                      struct rect inner) {
    static const enum wording one[] = {WORDS_ON_TWO_LINES, WORDS_ON_ONE_LINE};
    static const enum wording several[] = {WORDS_ON_ONE_LINE, WORDS_ON_TWO_LINES};
    static const enum wording without[] = {WORDS_WITHOUT_NAMES};
    for (ret->count = example_count(canvas->moment, MOST_ELEMENTS); ret->count > 0; ret->count--) {
        if (fit_wordings(ret, canvas, sizes, ret->count == 1 ? one : several, 2, inner) ||
            fit_wordings(ret, canvas, sizes, without, 1, inner)) {
            return true;
        }
    }
    return false;
}

/* The first element, as many terms as can be read there; the number alone where not even two can.
 */
static void fit_first(struct examples *ret, const struct canvas *canvas, float usual,
                      struct rect inner) {
    enum { MOST_LINES = 3, LEAST_TERMS = 2 };
    const float least = canvas->layout->legible;
    ret->count = 1;
    ret->wording = WORDS_WITHOUT_NAMES;
    for (size_t terms = PRODUCTS_MOST_TERMS; terms + 1 >= LEAST_TERMS; terms--) {
        ret->terms = terms >= LEAST_TERMS ? terms : 0;
        write_example(ret, canvas, 0);
        const float sizes[] = {usual, fmaxf(small_share * usual, least)};
        for (size_t i = 0; i < 2; i++) {
            if (fit(ret, MOST_LINES, (float[2]){sizes[i], sizes[i]}, inner)) {
                return;
            }
        }
        if (fit(ret, MOST_LINES, (float[2]){least, usual}, inner)) {
            return;
        }
    }
}

/* In a hall the numbers are as large already, and an answer may be wider than its "?". */
static struct examples fit_examples(const struct canvas *canvas, float usual, float largest,
                                    struct rect inner) {
    struct examples examples = {.terms = PRODUCTS_MOST_TERMS};
    const float least = fmaxf(small_share * usual, canvas->layout->legible);
    const float small[SIZES] = {least, least};
    const bool is_usual = canvas->layout->is_for_hall || canvas->moment->question.standing != NULL;
    float sizes[SIZES];
    for (size_t i = 0; i < SIZES; i++) {
        sizes[i] = fmaxf(usual, is_usual ? 0 : fminf(grown[i] * usual, largest));
    }
    if (!fit_whole(&examples, canvas, sizes, inner) &&
        !fit_whole(&examples, canvas, small, inner)) {
        fit_first(&examples, canvas, usual, inner);
    }
    return examples;
}

/* While a question is open, in the size of what stands there when it is settled. Nothing of the
 * settled moment is left: every paragraph is written anew. */
static struct examples fit_asked(const struct canvas *canvas, float usual, float largest,
                                 struct rect inner) {
    struct moment settled = *canvas->moment;
    struct canvas later = *canvas;
    settled.asked = NULL;
    later.moment = &settled;
    struct examples examples = fit_examples(&later, usual, largest, inner);
    for (size_t i = 0; i < examples.count; i++) {
        write_example(&examples, canvas, i);
    }
    return examples;
}

void strip_view_draw(const struct canvas *canvas, struct rect strip, float usual, float largest) {
    struct rect inner = strip_view_frame(canvas, strip);
    usual = fminf(usual, inner.height / tallest_line);
    const struct examples examples = canvas->moment->asked == NULL
                                         ? fit_examples(canvas, usual, largest, inner)
                                         : fit_asked(canvas, usual, largest, inner);
    const float rest = fmaxf(0, inner.height - examples.height);
    const float wider = fminf(rest / (float)(examples.count + 1), most_wider * examples.size);
    rect_cut_top(&inner, (rest - wider * (float)(examples.count - 1)) / 2);
    for (size_t i = 0; i < examples.count; i++) {
        float height = paragraph_draw(&examples.items[examples.wording][i], examples.size, inner);
        rect_cut_top(&inner, height + between * examples.size + wider);
    }
}
