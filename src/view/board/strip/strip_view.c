#include "view/board/strip/strip_view.h"

#include "tell/example.h"
#include "tell/products.h"
#include "view/board/strip/worked_line.h"

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

enum { MOST_ELEMENTS = 4, MOST_COLUMNS = 3 };
static const float tallest_line = 1.65F;   /* em: with indices high and low */
static const float between = 0.22F;        /* em: elements, whose indices stand high and low */
static const float most_wider = 0.5F;      /* em: so much more, where there is room */
static const float between_columns = 1.5F; /* em, at least */

/* Elements, each a worked line, all in one size: side by side in columns, each in rows. What was
 * written once is measured in many sizes. */
struct examples {
    struct worked_line items[EXAMPLE_WORDS][MOST_ELEMENTS];
    size_t written[EXAMPLE_WORDS];
    enum example_words wording; /* that is shown */
    bool has[EXAMPLE_WORDS];    /* these words, and not fewer */
    bool is_of_question;
    size_t count, terms; /* the most of a sum that are written; 0: numbers alone */
    size_t columns;
    size_t rows[MOST_ELEMENTS];   /* of each */
    struct worked_columns widths; /* of each column */
    float size, pitch, width, height;
};

static void write_example(struct examples *ret, const struct canvas *canvas, size_t which) {
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    ret->has[ret->wording] =
        example_tell_line(&telling, canvas->moment, example_at(canvas->moment, which), ret->terms,
                          ret->wording) == ret->wording;
    worked_line_create(&ret->items[ret->wording][which], canvas, &telling);
}

static void write_examples(struct examples *ret, const struct canvas *canvas) {
    for (; ret->written[ret->wording] < ret->count; ret->written[ret->wording]++) {
        write_example(ret, canvas, ret->written[ret->wording]);
    }
}

/* ---- whether they have room ---- */

/* How they are arranged, and in how many lines each may be broken. */
struct arrangement {
    size_t columns, rows, lines;
    float size;
};

/* The columns' widths, as wide as the widest name; returns that of the sides. */
static float measure_columns(struct examples *ret, size_t rows, float room) {
    float body = 0;
    ret->widths = (struct worked_columns){0};
    for (size_t i = 0; i < ret->count; i++) {
        const struct worked_extent extent =
            worked_line_measure(&ret->items[ret->wording][i], rows, ret->size, INFINITY);
        ret->widths.name = fmaxf(ret->widths.name, extent.name);
        ret->widths.relation = fmaxf(ret->widths.relation, extent.relation);
        body = fmaxf(body, extent.body);
    }
    return fminf(body, fmaxf(0, room - worked_line_left(ret->widths, ret->size)));
}

/* In so many rows; what is broken in all that it has, where that takes no more lines. */
static struct worked_extent measure_rows(struct worked_line *line, size_t *rows, float size,
                                         float width) {
    const struct worked_extent few = worked_line_measure(line, *rows, size, width);
    if (few.lines <= *rows) {
        return few;
    }
    const struct worked_extent all = worked_line_measure(line, line->count, size, width);
    *rows = all.lines <= few.lines ? line->count : *rows;
    return all.lines <= few.lines ? all : few;
}

/* Whether what is written has room so. */
static bool arrange(struct examples *ret, struct arrangement wanted, struct rect inner) {
    struct worked_line *items = ret->items[ret->wording];
    ret->columns = wanted.columns;
    ret->size = wanted.size;
    ret->pitch = inner.width / (float)wanted.columns;
    const float apart = wanted.columns > 1 ? between_columns * wanted.size : 0;
    const float body = measure_columns(ret, wanted.rows, ret->pitch - apart);
    bool fits = true;
    ret->width = ret->pitch * (float)(wanted.columns - 1) +
                 worked_line_left(ret->widths, wanted.size) + body;
    ret->height = ((float)(ret->count / wanted.columns) - 1) * between * wanted.size;
    for (size_t i = 0; i < ret->count; i += wanted.columns) {
        float height = 0;
        for (size_t k = i; k < i + wanted.columns; k++) {
            ret->rows[k] = wanted.rows;
            const struct worked_extent extent =
                measure_rows(&items[k], &ret->rows[k], wanted.size, body);
            height = fmaxf(height, extent.height);
            fits = fits && extent.lines <= wanted.lines && extent.body <= body;
        }
        ret->height += height;
    }
    return fits && ret->height <= inner.height;
}

/* What has no room in names is not said without them to have more elements beside each other. */
static size_t most_columns(struct examples *ret, float size, struct rect inner) {
    const bool is_nameless = ret->has[EXAMPLE_NAMES] && ret->wording == EXAMPLE_NUMBERS;
    return is_nameless && !arrange(ret, (struct arrangement){1, 1, 2, size}, inner) ? 1
                                                                                    : MOST_COLUMNS;
}

/* Of all arrangements in which nothing is broken, that which covers most; where a "?" is to become
 * a number of another width, that with most rows. */
static bool arrange_best(struct examples *ret, float size, size_t most, struct rect inner) {
    struct arrangement best = {0};
    float best_worth = 0;
    const float lowest = size * PARAGRAPH_LINE * ceilf((float)ret->count / (float)most);
    if (lowest > inner.height) {
        return false;
    }
    for (size_t columns = 1; columns <= most && columns <= ret->count; columns++) {
        for (size_t rows = 1; ret->count % columns == 0 && rows <= ret->items[ret->wording]->count;
             rows++) {
            const struct arrangement tried = {columns, rows, rows, size};
            const bool fits = arrange(ret, tried, inner);
            const float worth = ret->is_of_question ? (float)rows : ret->width * ret->height;
            if (fits && worth > best_worth) {
                best_worth = worth;
                best = tried;
            }
        }
    }
    return best_worth > 0 && arrange(ret, best, inner);
}

/* The sizes of a lesson, of the usual one: larger where there is room, and one for what has none.
 */
static const float grown[] = {16 / 9.0F, 1.54F, 4 / 3.0F, 1.155F, 1};
static const float small_share = 0.75F;
enum { SIZES = sizeof grown / sizeof *grown };

/* With lines that are broken. Names are so of one element alone, each side from a row of its own
 * on. */
static bool arrange_broken(struct examples *ret, float size, struct rect inner) {
    enum { MOST_LINES = 4, MOST_LINES_OF_ONE = 3, MOST_LINES_OF_MANY = 2 };
    const bool is_one = ret->count == 1;
    const struct arrangement named = {1, WORKED_LINE_MOST_SIDES, MOST_LINES, size};
    const struct arrangement bare = {1, 1, is_one ? MOST_LINES_OF_ONE : MOST_LINES_OF_MANY, size};
    return ret->wording == EXAMPLE_NAMES && ret->has[EXAMPLE_NAMES]
               ? is_one && arrange(ret, named, inner)
               : arrange(ret, bare, inner);
}

/* Whether it is worth measuring it so much larger than usual: text grows nearly in proportion, and
 * each size of it that is measured costs. */
static bool could_fit(struct examples *ret, float growth, float usual, size_t most,
                      struct rect inner) {
    const float slack = 1.04F;
    inner.width *= slack / growth;
    inner.height *= slack / growth;
    return growth <= 1 || arrange_best(ret, usual, most, inner);
}

/* In the first of those sizes in which a wording has room; in the last, the usual one, lines may be
 * broken. */
static bool fit_wording(struct examples *ret, const struct canvas *canvas, const float sizes[SIZES],
                        struct rect inner) {
    write_examples(ret, canvas);
    const float usual = sizes[SIZES - 1];
    const size_t columns = most_columns(ret, usual, inner);
    for (size_t i = 0; i < SIZES; i++) {
        if ((i == 0 || sizes[i] < sizes[i - 1]) &&
            could_fit(ret, sizes[i] / usual, usual, columns, inner) &&
            arrange_best(ret, sizes[i], columns, inner)) {
            return true;
        }
    }
    return arrange_broken(ret, usual, inner);
}

/* What an activation does with its number, where that has room in the size that names have. */
static void add_definition(struct examples *ret, const struct canvas *canvas, struct rect inner) {
    if (ret->has[EXAMPLE_NAMES] && example_has_definition(canvas->moment)) {
        const struct examples names = *ret;
        ret->wording = EXAMPLE_DEFINITION;
        write_examples(ret, canvas);
        if (!ret->has[EXAMPLE_DEFINITION] || !arrange_best(ret, names.size, MOST_COLUMNS, inner)) {
            *ret = names;
        }
    }
}

/* As many elements as have room in those sizes, in names too where there is room for both. */
static bool fit_whole(struct examples *ret, const struct canvas *canvas, const float sizes[SIZES],
                      struct rect inner) {
    for (ret->count = example_count(canvas->moment, MOST_ELEMENTS); ret->count > 0; ret->count--) {
        ret->wording = EXAMPLE_NAMES;
        if (fit_wording(ret, canvas, sizes, inner)) {
            add_definition(ret, canvas, inner);
            return true;
        }
        ret->wording = EXAMPLE_NUMBERS;
        if (ret->has[EXAMPLE_NAMES] && fit_wording(ret, canvas, sizes, inner)) {
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
    const float step = 0.93F;
    const float least = canvas->layout->legible;
    ret->count = 1;
    ret->wording = EXAMPLE_NUMBERS;
    for (size_t terms = PRODUCTS_MOST_TERMS; terms + 1 >= LEAST_TERMS; terms--) {
        ret->terms = terms >= LEAST_TERMS ? terms : 0;
        write_example(ret, canvas, 0);
        const float sizes[] = {usual, fmaxf(small_share * usual, least)};
        for (size_t i = 0; i < 2; i++) {
            if (arrange(ret, (struct arrangement){1, 1, MOST_LINES, sizes[i]}, inner)) {
                return;
            }
        }
        for (float size = usual; size > least * step; size *= step) {
            if (arrange(ret, (struct arrangement){1, 1, MOST_LINES, fmaxf(size, least)}, inner)) {
                return;
            }
        }
    }
}

/* An answer may be wider than its "?". */
static struct examples fit_examples(const struct canvas *canvas, float usual, float largest,
                                    struct rect inner) {
    const bool is_of_question = canvas->moment->question.standing != NULL;
    struct examples examples = {.terms = PRODUCTS_MOST_TERMS, .is_of_question = is_of_question};
    const float least = fmaxf(small_share * usual, canvas->layout->legible);
    const float small[SIZES] = {least, least, least, least, least};
    float sizes[SIZES];
    for (size_t i = 0; i < SIZES; i++) {
        sizes[i] = fmaxf(usual, is_of_question ? 0 : fminf(grown[i] * usual, largest));
    }
    if (!fit_whole(&examples, canvas, sizes, inner) &&
        !fit_whole(&examples, canvas, small, inner)) {
        fit_first(&examples, canvas, usual, inner);
    }
    return examples;
}

/* While a question is open, in the size and at the place of what stands there when it is settled.
 * Nothing of the settled moment is left: every line is written anew. */
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

/* How far right the elements stand: with their relations below that of the formula where they have
 * the room there, else at the left. */
static float shift_of(const struct examples *examples, const struct rect *inner, float relation) {
    const struct worked_columns *widths = &examples->widths;
    const float own = worked_line_relation(*widths, examples->size);
    const float shift = relation - inner->x - own;
    return shift > 0 && shift + examples->width <= inner->width ? shift : 0;
}

void strip_view_draw(const struct canvas *canvas, struct rect strip,
                     const struct strip_sizes *sizes) {
    struct rect inner = strip_view_frame(canvas, strip);
    const float usual = fminf(sizes->usual, inner.height / tallest_line);
    struct examples examples = canvas->moment->asked == NULL
                                   ? fit_examples(canvas, usual, sizes->largest, inner)
                                   : fit_asked(canvas, usual, sizes->largest, inner);
    const size_t lines = examples.count / examples.columns;
    const float rest = fmaxf(0, inner.height - examples.height);
    const float wider = fminf(rest / (float)(lines + 1), most_wider * examples.size);
    rect_cut_top(&inner, (rest - wider * (float)(lines - 1)) / 2);
    rect_cut_left(&inner, shift_of(&examples, &inner, sizes->relation));
    for (size_t i = 0; i < examples.count; i += examples.columns) {
        float height = 0;
        for (size_t k = 0; k < examples.columns; k++) {
            struct rect place = inner;
            rect_cut_left(&place, examples.pitch * (float)k);
            height = fmaxf(height, worked_line_draw(&examples.items[examples.wording][i + k],
                                                    examples.rows[i + k], examples.size,
                                                    examples.widths, place));
        }
        rect_cut_top(&inner, height + between * examples.size + wider);
    }
}
