#include "view/draw/misprint_mark.h"

#include "base/text.h"
#include "session/action.h"
#include "session/key_table.h"
#include "view/draw/scene_button.h"

float misprint_mark_draw(const struct canvas *canvas, float right, float middle) {
    const char *words =
        text_format(canvas->arena, "⚠ %s", key_table_label(canvas->arena, ACTION_MISPRINT));
    struct text_style style =
        canvas_style(canvas, FACE_PROSE_BOLD, canvas->layout->small, COLOR_BAD);
    float width = canvas_text(canvas, (struct text_anchor){right, middle, ALIGN_RIGHT}, style,
                              words, QUANTITY_NONE);
    float height = canvas_line_height(canvas, style.face, style.size);
    scene_button_add(canvas->scene,
                     (struct rect){right - width, middle - height / 2, width, height},
                     ACTION_MISPRINT);
    return width;
}
