#include "view/panel/speech_bar.h"

static const float bar_width = 0.75F; /* units */

void speech_bar_draw(const struct canvas *canvas, struct rect panel, enum theme_color color) {
    panel.width = bar_width * canvas->layout->unit;
    canvas_box(canvas, panel, 0, canvas_color(canvas, color), 0, 0);
}
