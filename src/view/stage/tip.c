#include "view/stage/tip.h"

#include "engine/place.h"
#include "view/panel/header_view.h"

#include <math.h>

static const float side_pad = 1.25F, distance = 1; /* units */

/* Above the timeline the whole of it stays to be seen; above the curve the place at the pointer. */
static float bottom_of(const struct layout *layout, struct scene_point pointer) {
    bool is_at_curve = layout->loss.width > 0 && pointer.x >= layout->loss.x;
    return (is_at_curve ? pointer.y : layout->timeline.y) - distance * layout->unit;
}

void tip_draw(const struct canvas *canvas, const struct session *session,
              struct scene_point pointer) {
    const struct layout *layout = canvas->layout;
    long step = session_selection(session)->step;
    if (step == 0) {
        return;
    }
    struct program_place place = place_of_step(canvas->moment->program, step);
    const char *text = header_view_place_text(canvas, place.iteration, place.operation, true);
    struct text_style style = canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT);
    float pad = side_pad * layout->unit;
    float width = ceilf(canvas_text_width(canvas, style.face, style.size, text) + 1 + 2 * pad);
    width = fminf(width, layout->width - 2 * layout->unit);
    float height = roundf(layout->small * LAYOUT_ROW + layout->unit);
    float left = fminf(pointer.x - width / 2, layout->width - layout->unit - width);
    struct rect rect = {roundf(fmaxf(left, layout->unit)),
                        roundf(fmaxf(bottom_of(layout, pointer) - height, 0)), width, height};
    canvas_box(canvas, rect, layout->unit, canvas_color(canvas, COLOR_BACKGROUND),
               fmaxf(layout->line, 1), canvas_color(canvas, COLOR_LINK));
    rect_cut_left(&rect, pad);
    rect_cut_right(&rect, pad);
    canvas_text_within(canvas, rect, ALIGN_LEFT, style, CANVAS_LEAST_WHOLE, text);
}
