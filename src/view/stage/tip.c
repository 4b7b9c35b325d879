#include "view/stage/tip.h"

#include "base/text.h"
#include "engine/place.h"
#include "session/key_table.h"
#include "view/panel/header_view.h"

#include <math.h>

static const float side_pad = 1.25F, distance = 1; /* units */

/* Above the timeline the whole of it stays to be seen; above the curve the place at the pointer. */
static float bottom_of(const struct layout *layout, struct scene_point pointer) {
    bool is_at_curve = layout->loss.width > 0 && pointer.x >= layout->loss.x;
    return (is_at_curve ? pointer.y : layout->timeline.y) - distance * layout->unit;
}

/* What a button does whose words do not say it, and its key: not of hints, which are both. */
static const char *button_text(const struct canvas *canvas, enum action button,
                               struct scene_point pointer) {
    const struct layout *layout = canvas->layout;
    const struct rect spot = {pointer.x, pointer.y, 1, 1};
    bool is_spelled_out = rect_meets(layout->hints, spot) || button == ACTION_NEXT ||
                          button == ACTION_CLOSE ||
                          (pointer.y >= layout->narration.y && button != ACTION_MORE_TEXT);
    for (size_t i = 0; i < key_table_count && !is_spelled_out; i++) {
        if (key_table[i].action == button) {
            return text_format(canvas->arena, "%s  %s", key_table_label(canvas->arena, button),
                               string_get(canvas->language, key_table[i].description));
        }
    }
    return NULL;
}

static const char *text_of(const struct canvas *canvas, const struct session *session,
                           struct scene_point pointer) {
    const struct selection *selection = session_selection(session);
    if (selection->step == 0) {
        return button_text(canvas, selection->button, pointer);
    }
    struct program_place place = place_of_step(canvas->moment->program, selection->step);
    return header_view_place_text(canvas, place.iteration, place.operation, true);
}

/* Beside the pointer, where the picture's end is not. */
static float top_of(const struct layout *layout, const struct selection *selection,
                    struct scene_point pointer, float height) {
    const float below = 3; /* units: the hand */
    return selection->step != 0          ? bottom_of(layout, pointer) - height
           : pointer.y < layout->board.y ? pointer.y + below * layout->unit
                                         : pointer.y - distance * layout->unit - height;
}

void tip_draw(const struct canvas *canvas, const struct session *session,
              struct scene_point pointer) {
    const struct layout *layout = canvas->layout;
    const char *text = text_of(canvas, session, pointer);
    if (text == NULL) {
        return;
    }
    struct text_style style = canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT);
    float pad = side_pad * layout->unit;
    float width = ceilf(canvas_text_width(canvas, style.face, style.size, text) + 1 + 2 * pad);
    width = fminf(width, layout->width - 2 * layout->unit);
    float height = roundf(layout->small * LAYOUT_ROW + layout->unit);
    float left = fminf(pointer.x - width / 2, layout->width - layout->unit - width);
    struct rect rect = {
        roundf(fmaxf(left, layout->unit)),
        roundf(fmaxf(top_of(layout, session_selection(session), pointer, height), 0)), width,
        height};
    canvas_box(canvas, rect, layout->unit, canvas_color(canvas, COLOR_BACKGROUND),
               fmaxf(layout->line, 1), canvas_color(canvas, COLOR_LINK));
    rect_cut_left(&rect, pad);
    rect_cut_right(&rect, pad);
    canvas_text_within(canvas, rect, ALIGN_LEFT, style, CANVAS_LEAST_WHOLE, text);
}
