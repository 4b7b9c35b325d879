#ifndef BACKSTEP_VIEW_DRAW_METRICS_H
#define BACKSTEP_VIEW_DRAW_METRICS_H

/* The faces of texts, and how much room a text takes in them. */

#include "typeset/math_font.h"

#include <stdbool.h>
#include <stdint.h>

enum text_face {
    FACE_REGULAR, /* numbers, and labels of quantities: tabular figures, no kerning */
    FACE_BOLD,
    FACE_MATH,  /* symbols of formulas as text */
    FACE_PROSE, /* sentences, titles, names that a lesson gives: shaped and kerned */
    FACE_PROSE_BOLD,
    FACE_COUNT
};

/* Text widths, from whoever has the fonts (tests pass a fake). */
struct text_metrics {
    const void *context;
    const struct math_font *math; /* that formulas are set in */
    /* Pixels that the text advances at size pixels per em. */
    float (*width)(const void *context, enum text_face face, float size, const char *text);
    /* Line height as a factor of the size. */
    float (*line_height)(const void *context, enum text_face face);
    /* The embedding level of each of count characters (typeset/prose/line_order.h). Returns whether
     * the text runs from right to left. NULL: everything runs from left to right. */
    bool (*levels)(const uint32_t *characters, size_t count, signed char *ret_levels);
};

#endif
