#include "view/panel/help_view.h"

#include "session/key_table.h"
#include "view/draw/scene_button.h"
#include "view/panel/hint_view.h"

#include <math.h>

enum { MOST_COLUMNS = 3 };

/* Of the size of the text: from the keys to what they do, between columns. */
static const float gap = 0.8F;
static const float column_gap = 1.6F;
static const float widest_pitch = 2;  /* from row to row */
static const float title_line = 1.5F; /* of the size of the title */

/* How the rows of the table are divided. Widths are in em. */
struct help_columns {
    size_t count, rows;
    float keys[MOST_COLUMNS], words[MOST_COLUMNS];
    float width;
    float size; /* the largest at which everything fits */
};

static float width_in_em(const struct canvas *canvas, const char *text) {
    const float size = 100;
    return canvas_text_width(canvas, FACE_PROSE, size, text) / size;
}

static struct help_columns measure(const struct canvas *canvas, struct rect rect, size_t count) {
    struct help_columns columns = {.count = count, .rows = (key_table_count + count - 1) / count};
    for (size_t i = 0; i < key_table_count; i++) {
        size_t at = i / columns.rows;
        const char *words = string_get(canvas->language, key_table[i].description);
        columns.keys[at] =
            fmaxf(columns.keys[at],
                  width_in_em(canvas, key_table_row_labels(canvas->arena, &key_table[i])));
        columns.words[at] = fmaxf(columns.words[at], width_in_em(canvas, words));
    }
    columns.width = column_gap * (float)(count - 1);
    for (size_t at = 0; at < count; at++) {
        columns.width += columns.keys[at] + gap + columns.words[at];
    }
    columns.size =
        fminf(rect.width / columns.width, rect.height / ((float)columns.rows * LAYOUT_LINE));
    return columns;
}

/* The division with the largest text; where it makes no difference, the one with fewer columns. */
static struct help_columns divide(const struct canvas *canvas, struct rect rect) {
    struct help_columns best = measure(canvas, rect, 1);
    for (size_t count = 2; count <= MOST_COLUMNS; count++) {
        struct help_columns other = measure(canvas, rect, count);
        if (other.size > best.size && best.size < canvas->layout->normal) {
            best = other;
        }
    }
    best.size = fminf(best.size, canvas->layout->large);
    return best;
}

static void draw_columns(const struct canvas *canvas, struct rect rect) {
    struct help_columns columns = divide(canvas, rect);
    float size = columns.size;
    float spread = (rect.width - columns.width * size) / (float)columns.count;
    spread = fminf(spread, LAYOUT_APART * canvas->layout->unit);
    float pitch = fminf(rect.height / (float)columns.rows, widest_pitch * size);
    float x = rect.x;
    for (size_t i = 0; i < key_table_count; i++) {
        size_t at = i / columns.rows;
        if (i > 0 && i % columns.rows == 0) {
            x += (columns.keys[at - 1] + gap + columns.words[at - 1] + column_gap) * size + spread;
        }
        float y = rect.y + ((float)(i % columns.rows) + 0.5F) * pitch;
        canvas_text(canvas, (struct text_anchor){x, y, ALIGN_LEFT},
                    canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT),
                    key_table_row_labels(canvas->arena, &key_table[i]), QUANTITY_NONE);
        canvas_text(canvas,
                    (struct text_anchor){x + (columns.keys[at] + gap) * size, y, ALIGN_LEFT},
                    canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM),
                    string_get(canvas->language, key_table[i].description), QUANTITY_NONE);
    }
}

void help_view_draw(const struct canvas *canvas, const struct session *session) {
    const struct layout *layout = canvas->layout;
    struct rect panel =
        rect_inset((struct rect){0, 0, layout->width, layout->height}, LAYOUT_GAP * layout->unit);
    canvas_panel(canvas, panel);
    scene_button_add(canvas->scene, panel, ACTION_CLOSE); /* there is nothing else to click */
    struct rect inner = rect_inset(panel, LAYOUT_INDENT * layout->unit);
    struct rect title = rect_cut_top(&inner, layout->large * title_line);
    const char *notice = hint_view_notice(canvas, session);
    canvas_text_within(canvas, rect_cut_right(&title, title.width / 2), ALIGN_RIGHT,
                       canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
                       CANVAS_LEAST_WHOLE,
                       notice != NULL ? notice : string_get(canvas->language, STRING_HELP_CLOSE));
    canvas_text_within(canvas, title, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE_BOLD, layout->large, COLOR_TEXT),
                       CANVAS_LEAST_WHOLE, string_get(canvas->language, STRING_HELP_TITLE));
    rect_cut_top(&inner, layout->unit);
    /* what is to be known of the picture, and not said beside it at every step */
    canvas_text_within(canvas, rect_cut_bottom(&inner, layout->normal * LAYOUT_LINE), ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
                       CANVAS_LEAST_WHOLE, string_get(canvas->language, STRING_HELP_EDGES));
    draw_columns(canvas, inner);
}
