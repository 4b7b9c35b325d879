#include "view/derivation/derivation_value.h"

#include "base/number.h"
#include "session/strings.h"
#include "tell/derived/derived_told.h"

#include <math.h>

/* Of two matrices of one shape the place where they differ most, both numbers there. */
static void tell_difference(struct derivation_value *value, const struct canvas *canvas,
                            struct matrix printed, struct matrix right) {
    struct arena *arena = canvas->arena;
    size_t at = 0;
    double most = 0;
    for (size_t i = 0; i < printed.rows * printed.columns; i++) {
        double difference = fabs(printed.values[i] - right.values[i]);
        at = difference > most ? i : at;
        most = fmax(most, difference);
    }
    int decimals = moment_decimals(canvas->moment, right);
    value->text = number_text(arena, printed.values[at], decimals);
    value->words = STRING_FILL(arena, canvas->language, STRING_DERIVATION_NOT_THERE,
                               number_text(arena, right.values[at], decimals),
                               text_format(arena, "%zu", at / printed.columns + 1),
                               text_format(arena, "%zu", at % printed.columns + 1));
}

/* What a line should be that breaks the chain: the left side where it begins an equation. */
static void tell_break(struct derivation_value *value, const struct canvas *canvas,
                       const struct derivation *derivation, size_t line) {
    size_t above = derivation->lines[line].above;
    struct matrix printed = derivation_value(derivation, line);
    struct matrix right =
        above == line ? derivation_left(derivation, line) : derivation_value(derivation, above);
    bool is_of_cells = printed.rows == right.rows && printed.columns == right.columns;
    if (is_of_cells && printed.rows * printed.columns > 1) {
        tell_difference(value, canvas, printed, right);
        return;
    }
    const char *wanted =
        above != line ? derived_told_value(canvas->moment, derivation, above)
        : is_of_cells
            ? number_text(canvas->arena, right.values[0], moment_decimals(canvas->moment, right))
            : text_format(canvas->arena, "%zu × %zu", right.rows, right.columns);
    value->words = STRING_FILL(canvas->arena, canvas->language, STRING_DERIVATION_NOT, wanted);
}

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
    value.sign = value.is_bad ? "✗" : verdict == DERIVATION_HOLDS ? "✓" : "";
    if (verdict == DERIVATION_BREAKS) {
        tell_break(&value, canvas, derivation, row->line);
    }
    if (verdict == DERIVATION_HOLDS && derivation->lines[row->line].definition->erratum != NULL) {
        value.sign = ""; /* it is wrong, though not with these numbers */
        value.words = string_get(canvas->language, STRING_DERIVATION_BY_CHANCE);
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
