#include "view/derivation/derivation_misprint.h"

#include "base/message.h"
#include "session/action.h"
#include "session/strings.h"
#include "tell/derived/derived_told.h"
#include "view/derivation/derivation_value.h"
#include "view/draw/paragraph/paragraph_telling.h"
#include "view/draw/scene_button.h"

#include <math.h>

static const float formula_share = 0.72F; /* of the largest formula */
static const float value_share = 0.8F;    /* of the largest number */
static const float pad = 1;               /* units */
static const float box_fade = 0.1F;
static const float smaller = 0.93F;
static const float least_share = 0.4F; /* of what is legible: smaller, rather than outside */
enum { MOST_LINES = 2, MOST_LINES_AT_LAST = 6 };

static float value_size(const struct canvas *canvas) {
    return fmaxf(value_share * canvas->layout->number, canvas->layout->small);
}

/* Why it has no value, in the reader's language; NULL: it has one. */
static const char *fault_of(const struct derivation_misprint *misprint) {
    const struct canvas *canvas = misprint->row.canvas;
    const struct derivation_line *line = &misprint->proof->derivation->lines[misprint->row.line];
    return misprint->row.fits ? NULL
                              : message_in(canvas->arena, canvas->language, line->error.message);
}

/* As high as there is room for, with less written out where that is not enough; what is too wide as
 * well, at last. */
static void fit_height(struct derivation_row *row, float size, float width, float height) {
    float legible = row->canvas->layout->legible;
    bool fits = row->lines.height <= height && row->right <= width;
    for (int shorter = 0; shorter < 2 && !fits; shorter++) {
        if (shorter > 0) {
            derivation_row_shorten(row);
        }
        for (float less = size; !fits && less > legible; less *= smaller) {
            fits = derivation_row_fit(row, less, width, MOST_LINES) && row->lines.height <= height;
        }
    }
    for (float less = legible; !fits && less > least_share * legible; less *= smaller) {
        fits =
            derivation_row_fit(row, less, width, MOST_LINES_AT_LAST) && row->lines.height <= height;
    }
}

struct derivation_misprint derivation_misprint_create(const struct canvas *canvas,
                                                      const struct proof *proof, float left,
                                                      struct rect board) {
    const float share = 0.4F;
    struct derivation_misprint misprint = {.proof = proof};
    const struct layout *layout = canvas->layout;
    size_t line;
    if (proof->misprint == 0 || !proof_misprint(proof, &line)) {
        return misprint;
    }
    float size = fmaxf(formula_share * layout->formula, layout->normal);
    misprint.row = derivation_row_of_line(canvas, proof, line, size);
    struct derivation_value value = derivation_value_of(&misprint.row, proof);
    float room = board.width - left - derivation_value_width(canvas, &value, value_size(canvas)) -
                 3 * pad * layout->unit;
    derivation_row_squeeze(&misprint.row, size, room);
    fit_height(&misprint.row, size, room, share * board.height);
    float text = layout->small * LAYOUT_PROSE;
    float formula = fmaxf(misprint.row.lines.height,
                          canvas_line_height(canvas, FACE_REGULAR, value_size(canvas)) + text);
    misprint.height = formula + text * (misprint.row.fits ? 1 : 2) + 3 * pad * layout->unit;
    return misprint;
}

/* "⚠ as the note prints it", and where; not where there is no room for that. */
static void draw_source(const struct derivation_misprint *misprint, struct rect row) {
    const struct canvas *canvas = misprint->row.canvas;
    const char *words =
        text_format(canvas->arena, "⚠ %s", string_get(canvas->language, STRING_DERIVATION_PRINTED));
    struct text_style style =
        canvas_style(canvas, FACE_PROSE_BOLD, canvas->layout->small, COLOR_BAD);
    float width = canvas_text_width(canvas, style.face, style.size, words);
    canvas_text_within(canvas, row, ALIGN_LEFT, style, CANVAS_LEAST, words);
    rect_cut_left(&row, width + LAYOUT_GAP * canvas->layout->unit);
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    derived_told_misprint_place(&telling, misprint->proof->derivation, misprint->row.line);
    struct paragraph source;
    paragraph_begin(&source, canvas);
    paragraph_add_telling(&source, &telling);
    float size = canvas->layout->small;
    float height = paragraph_measure(&source, size, row.width).height;
    rect_cut_top(&row, (row.height - height) / 2);
    row.height = fmaxf(row.height, height);
    if (paragraph_measure(&source, size, row.width).lines == 1) {
        paragraph_draw(&source, size, row);
    }
}

void derivation_misprint_draw(const struct derivation_misprint *misprint, struct rect rect,
                              float x) {
    const struct derivation_row *row = &misprint->row;
    const struct canvas *canvas = row->canvas;
    const struct layout *layout = canvas->layout;
    canvas_box(canvas, rect, layout->unit, theme_fade(canvas_color(canvas, COLOR_BAD), box_fade),
               layout->line, canvas_color(canvas, COLOR_BAD));
    scene_button_add(canvas->scene, rect, ACTION_MISPRINT);
    struct rect inner = rect_inset(rect, pad * layout->unit);
    float text = layout->small * LAYOUT_PROSE;
    draw_source(misprint, rect_cut_top(&inner, text));
    const char *fault = fault_of(misprint);
    if (fault != NULL) {
        canvas_text_within(canvas, rect_cut_bottom(&inner, text), ALIGN_LEFT,
                           canvas_style(canvas, FACE_PROSE, layout->small, COLOR_BAD),
                           CANVAS_LEAST_WHOLE, text_format(canvas->arena, "✗ %s", fault));
    }
    float spare = fmaxf(inner.height - row->lines.height, 0);
    float baseline = roundf(inner.y + spare / 2 + derivation_row_above(row));
    derivation_row_draw(row, x, baseline);
    struct derivation_value value = derivation_value_of(row, misprint->proof);
    if (fault == NULL) {
        derivation_value_draw(canvas, &value, value_size(canvas), inner.x + inner.width,
                              inner.y + (inner.height - text) / 2);
    }
}
