#ifndef BACKSTEP_VIEW_PANEL_SPEECH_BAR_H
#define BACKSTEP_VIEW_PANEL_SPEECH_BAR_H

/* The bar at the left of a panel that says what kind of speech it is, besides the words. */

#include "view/draw/canvas.h"

/* None for a lesson and the program, COLOR_BACKWARD for a question, COLOR_BAD for what is wrong or
 * misprinted, COLOR_GOOD for what is right. */
void speech_bar_draw(const struct canvas *canvas, struct rect panel, enum theme_color color);

#endif
