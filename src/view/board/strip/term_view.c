#include "view/board/strip/term_view.h"

#include "base/number.h"
#include "tell/products.h"
#include "view/board/strip/strip_view.h"
#include "view/draw/paragraph/paragraph_telling.h"

#include <math.h>

/* ---- its parts ---- */

static const char *count_of(const struct canvas *canvas, size_t number) {
    return number_count_text(canvas->arena, (long)number);
}

/* "row 2 of w · column 1 of d" where the term is a matrix product; nothing where it is too wide. */
static void draw_row_and_column(const struct canvas *canvas, struct rect row,
                                const struct focus *focus, const struct equation *equation) {
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    if (!products_tell_place(&telling, equation, focus)) {
        return;
    }
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add_telling(&paragraph, &telling);
    float size = paragraph_fit(&paragraph, canvas->layout->small, canvas->layout->legible, 1, row);
    struct paragraph_size measure = paragraph_measure(&paragraph, size, row.width);
    if (measure.lines == 1 && measure.width <= row.width) {
        paragraph_draw(&paragraph, size, row);
    }
}

/* Which term, and at the finest level which of its elements: that alone where both are too wide. */
static void draw_heading(const struct canvas *canvas, struct rect row, const struct focus *focus,
                         const struct equation *formula) {
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, canvas->layout->small, COLOR_TEXT_DIM);
    float least = canvas_least(canvas, style.size);
    const char *term =
        STRING_FILL(canvas->arena, canvas->language, STRING_TERM_PLACE,
                    count_of(canvas, focus->term + 1), count_of(canvas, focus->term_count));
    if (!focus->is_by_element) {
        canvas_text_within(canvas, row, ALIGN_LEFT, style, least, term);
        return;
    }
    const char *element =
        STRING_FILL(canvas->arena, canvas->language, STRING_ELEMENT_PLACE,
                    count_of(canvas, focus->row + 1), count_of(canvas, focus->column + 1),
                    count_of(canvas, focus->known), count_of(canvas, focus->count));
    const char *both = text_format(canvas->arena, "%s · %s", term, element);
    float width = canvas_text_width(canvas, style.face, style.size, both);
    bool is_wide = width * least > row.width;
    canvas_text_within(canvas, row, ALIGN_RIGHT, style, least, is_wide ? element : both);
    rect_cut_right(&row, width + 2 * canvas->layout->unit);
    draw_row_and_column(canvas, row, focus, formula);
}

/* How one element comes about, in the middle of the rectangle's height; has_values: below the
 * operands' own. */
static void draw_products(const struct canvas *canvas, struct rect rect, const struct focus *focus,
                          bool has_values) {
    enum { MOST_LINES = 4, LEAST_TERMS = 2 };
    const struct layout *layout = canvas->layout;
    struct paragraph paragraph;
    float size = layout->legible;
    struct paragraph_size measure = {0};
    for (size_t terms = PRODUCTS_MOST_TERMS; terms >= LEAST_TERMS; terms--) {
        paragraph_begin(&paragraph, canvas);
        struct telling telling = telling_begin(canvas->arena, canvas->language);
        if (has_values) {
            products_tell(&telling, canvas->moment, focus, terms);
        } else {
            products_tell_from_board(&telling, canvas->moment, focus, terms);
        }
        paragraph_add_telling(&paragraph, &telling);
        size = paragraph_fit(&paragraph, layout->number, layout->legible, MOST_LINES, rect);
        measure = paragraph_measure(&paragraph, size, rect.width);
        if (measure.height <= rect.height || terms == LEAST_TERMS) {
            break;
        }
        size_t most = focus->explanation.term_count; /* fewer than these is the next that is less */
        if (has_values && terms > most) {
            terms = most > LEAST_TERMS ? most : LEAST_TERMS + 1;
        }
    }
    rect_cut_top(&rect, fmaxf(0, (rect.height - measure.height) / 2));
    paragraph_draw(&paragraph, size, rect);
}

/* ---- the panel ---- */

/* The heading's height: none where it would take the room of the numbers. */
static float heading_height(const struct canvas *canvas, float inside) {
    const struct layout *layout = canvas->layout;
    const float least_lines = 2; /* of numbers below it */
    float height = layout->small * PARAGRAPH_LINE;
    return inside - height >= least_lines * layout->legible * PARAGRAPH_LINE ? height : 0;
}

/* The operands and what comes of them, at the top. */
static struct rect cut_values(const struct focus *focus, struct rect *body) {
    const float share = 0.7F;
    return rect_cut_top(body, body->height * (focus->is_by_element ? share : 1));
}

void term_view_create(struct term_view *ret, const struct canvas *canvas,
                      const struct equation *formula, struct rect strip) {
    const struct focus *focus = canvas->moment->focus;
    *ret = (struct term_view){.canvas = canvas, .focus = focus, .formula = formula};
    if (focus->term_count <= 1 && focus->is_by_element) {
        return;
    }
    struct rect body = rect_inset(strip, LAYOUT_PAD * canvas->layout->unit);
    rect_cut_top(&body, heading_height(canvas, body.height));
    struct rect place = cut_values(focus, &body);
    filled_term_create(&ret->term, formula, focus->node, focus->known);
    /* nothing but dots says nothing */
    ret->has_values = board_fit_values(&ret->fit, canvas, &ret->term.values, canvas->layout->number,
                                       place.width, place.height) &&
                      ret->fit.fold.rows > 1;
}

void term_view_draw(const struct term_view *panel, struct rect strip) {
    const struct canvas *canvas = panel->canvas;
    struct rect body = strip_view_frame(canvas, strip);
    float heading = heading_height(canvas, body.height);
    struct rect row = rect_cut_top(&body, heading);
    if (heading > 0) {
        draw_heading(canvas, row, panel->focus, panel->formula);
    }
    if (panel->has_values) {
        struct rect place = cut_values(panel->focus, &body);
        float room = place.height - panel->fit.numbers.height;
        place.y += fmaxf(room / 2, 0);
        place.height = panel->fit.numbers.height;
        board_fit_draw(&panel->fit, place);
    }
    /* without values, how its last element comes about */
    if (panel->focus->is_by_element || !panel->has_values) {
        draw_products(canvas, body, panel->focus, panel->has_values);
    }
}
