#include "view/derivation/derivation_value.h"

#include "session/strings.h"
#include "tell/derived/derived_told.h"

#include <math.h>

struct derivation_value derivation_value_of(const struct derivation_row *row,
                                            const struct proof *proof) {
    const struct canvas *canvas = row->canvas;
    const struct derivation *derivation = proof->derivation;
    enum derivation_verdict verdict = derivation->lines[row->line].verdict;
    struct derivation_value value = {
        .text = derived_told_value(canvas->moment, derivation, row->line),
        .words = derived_told_origin(derivation, row->line, canvas->language),
        .is_bad = verdict == DERIVATION_BREAKS || verdict == DERIVATION_DOES_NOT_FIT,
    };
    value.sign = value.is_bad ? "✗" : verdict == DERIVATION_HOLDS && value.words == NULL ? "✓" : "";
    if (verdict == DERIVATION_BREAKS) {
        const char *wanted =
            derived_told_value(canvas->moment, derivation, derivation->lines[row->line].above);
        value.words = STRING_FILL(canvas->arena, canvas->language, STRING_DERIVATION_NOT, wanted);
    }
    return value;
}

float derivation_value_width(const struct canvas *canvas, const struct derivation_value *value,
                             float size) {
    float words = value->words != NULL
                      ? canvas_text_width(canvas, FACE_PROSE, canvas->layout->small, value->words)
                      : 0;
    float sign = canvas_text_width(canvas, FACE_PROSE, size, "✓ ");
    return fmaxf(words, canvas_text_width(canvas, FACE_REGULAR, size, value->text) + sign);
}

void derivation_value_draw(const struct canvas *canvas, const struct derivation_value *value,
                           float size, float right, float middle) {
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, size, value->is_bad ? COLOR_BAD : COLOR_TEXT);
    float width = canvas_text(canvas, (struct text_anchor){right, middle, ALIGN_RIGHT}, style,
                              value->text, QUANTITY_NONE);
    float gap = canvas_text_width(canvas, FACE_PROSE, size, " ");
    canvas_text(canvas, (struct text_anchor){right - width - gap, middle, ALIGN_RIGHT},
                canvas_style(canvas, FACE_PROSE, size, value->is_bad ? COLOR_BAD : COLOR_GOOD),
                value->sign, QUANTITY_NONE);
    if (value->words != NULL) {
        float small = canvas->layout->small;
        float below = middle + (canvas_line_height(canvas, FACE_REGULAR, size) +
                                canvas_line_height(canvas, FACE_PROSE, small)) /
                                   2;
        canvas_text(
            canvas, (struct text_anchor){right, below, ALIGN_RIGHT},
            canvas_style(canvas, FACE_PROSE, small, value->is_bad ? COLOR_BAD : COLOR_TEXT_DIM),
            value->words, QUANTITY_NONE);
    }
}
