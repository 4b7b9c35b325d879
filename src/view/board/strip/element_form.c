#include "view/board/strip/element_form.h"

#include "base/number.h"
#include "session/strings.h"
#include "tell/elements.h"
#include "view/draw/paragraph/paragraph_telling.h"

#include <math.h>

static const float lines_share = 0.87F; /* of the height; the rest is between the elements */

enum {
    MOST_ELEMENTS = 8,
    MOST_SUMMANDS = 10, /* of one sum; the rest is a "⋯" */
    LEAST_SUMMANDS = 2,
    MOST_LINES = 2 /* of one element */
};

/* The paragraph of one element, as it is said with the values of the session. */
static void write_element(struct paragraph *paragraph, const struct canvas *canvas, size_t which,
                          size_t columns, size_t summands) {
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    elements_tell(&telling, canvas->moment, which / columns, which % columns, summands);
    paragraph_begin(paragraph, canvas);
    paragraph_add_telling(paragraph, &telling);
}

/* What one of so many elements has of the height. */
static float height_of(const struct layout *layout, float height, size_t count) {
    return fminf(height * lines_share / (float)count, MOST_LINES * PARAGRAPH_LINE * layout->large);
}

/* How many elements can be read, and how many summands of a sum in each. */
struct legible {
    size_t elements, summands;
};

/* The height of the element that takes most. */
static float need_of(const struct canvas *canvas, float width, struct legible legible,
                     size_t columns, size_t *ret_lines) {
    float need = 0;
    *ret_lines = 0;
    for (size_t i = 0; i < legible.elements; i++) {
        struct paragraph paragraph;
        write_element(&paragraph, canvas, i, columns, legible.summands);
        struct paragraph_size size = paragraph_measure(&paragraph, canvas->layout->legible, width);
        need = fmaxf(need, size.height);
        *ret_lines = size.lines > *ret_lines ? size.lines : *ret_lines;
    }
    return need;
}

/* Fewer summands where an element would take too many lines, then fewer elements. */
static struct legible legible_of(const struct canvas *canvas, struct rect rect, size_t count,
                                 size_t columns) {
    const struct layout *layout = canvas->layout;
    struct legible legible = {count < MOST_ELEMENTS ? count : MOST_ELEMENTS, MOST_SUMMANDS};
    size_t lines = 0;
    float need = need_of(canvas, rect.width, legible, columns, &lines);
    while ((lines > MOST_LINES || need > rect.height / 2) && legible.summands > LEAST_SUMMANDS) {
        legible.summands--;
        need = need_of(canvas, rect.width, legible, columns, &lines);
    }
    float row = legible.elements < count ? layout->small * PARAGRAPH_LINE : 0;
    while (legible.elements > 1 && height_of(layout, rect.height - row, legible.elements) < need) {
        legible.elements--;
        row = layout->small * PARAGRAPH_LINE;
    }
    return legible;
}

void element_form_draw(const struct canvas *canvas, struct rect rect,
                       const struct operation *operation) {
    const struct layout *layout = canvas->layout;
    bool has_element = operation->binding.statement->target->has_element;
    struct shape shape = has_element ? operation->binding.target.shape : (struct shape){1, 1};
    size_t count = shape_count(shape);
    struct legible legible = legible_of(canvas, rect, count, shape.columns);
    size_t shown = legible.elements;
    if (shown < count) {
        struct rect row = rect_cut_bottom(&rect, layout->small * PARAGRAPH_LINE);
        canvas_text_within(canvas, row, ALIGN_LEFT,
                           canvas_style(canvas, FACE_REGULAR, layout->small, COLOR_TEXT_DIM),
                           canvas_least(canvas, layout->small),
                           STRING_FILL(canvas->arena, canvas->language, STRING_MORE_ELEMENTS,
                                       number_count_text(canvas->arena, (long)(count - shown))));
    }
    float height = height_of(layout, rect.height, shown);
    rect_cut_top(&rect, fminf(LAYOUT_APART * layout->unit, rect.height / 8));
    for (size_t i = 0; i < shown; i++) {
        struct paragraph paragraph;
        write_element(&paragraph, canvas, i, shape.columns, legible.summands);
        struct rect place = rect_cut_top(&rect, height);
        float size = paragraph_fit(&paragraph, layout->large, layout->legible, MOST_LINES, place);
        paragraph_draw(&paragraph, size, place);
    }
}
