#include "view/panel/question/question_line.h"

#include "typing/cluster.h"
#include "view/draw/scene_button.h"

#include <math.h>
#include <string.h>

/* In units: the line, its corners, the text in it, and around a key's name. */
static const float line_height = 5.75F, corner = 0.75F, side = 1.25F, key_pad = 0.6F;
static const float frame_stroke = 2.5F / 8; /* units */
static const float selection_share = 0.35F; /* of the link color behind what is selected */
static const float caret_height = 1.2F;     /* em */
static const float caret_stroke = 0.06F;    /* em */

float question_line_height(const struct canvas *canvas) {
    return line_height * canvas->layout->unit;
}

/* ---- the text ---- */

struct seen {
    char text[TYPED_MOST + TYPED_MOST_COMPOSED + 1];
    size_t caret, composed_begin, composed_end, selected_begin, selected_end;
};

static struct seen seen_of(const struct session *session) {
    struct seen seen;
    const struct typed_line line = answer_line_get(session);
    typed_line_seen(&line, seen.text, &seen.caret, &seen.composed_begin, &seen.composed_end);
    typed_line_selection(&line, &seen.selected_begin, &seen.selected_end);
    if (seen.composed_begin < seen.composed_end) {
        seen.selected_end = seen.selected_begin; /* what is composed stands in its place */
    }
    return seen;
}

static float width_to(const struct canvas *canvas, float size, const char *text, size_t end) {
    return end == 0 ? 0
                    : canvas_text_width(canvas, FACE_REGULAR, size,
                                        arena_copy_text(canvas->arena, text, end));
}

/* Where a caret can stand; the text begins at x. What is composed is one place. */
static void add_stops(const struct canvas *canvas, struct rect rect, float x, float size,
                      const char *text) {
    size_t length = strlen(text);
    struct scene_stop *stops = ARENA_ARRAY(canvas->arena, struct scene_stop, length + 1);
    size_t count = 0;
    for (size_t at = 0;; at = cluster_next(text, length, at)) {
        stops[count++] = (struct scene_stop){x + width_to(canvas, size, text, at), at};
        if (at >= length) {
            break;
        }
    }
    *canvas->scene->answer = (struct scene_answer){rect, stops, count};
}

/* The largest size at which it fits, down to what is legible; a longer text is moved so that the
 * caret is seen. */
static float fit_size(const struct canvas *canvas, const char *text, float width) {
    const struct layout *layout = canvas->layout;
    float natural = canvas_text_width(canvas, FACE_REGULAR, layout->normal, text);
    float size = natural > width ? layout->normal * width / natural : layout->normal;
    return fmaxf(size, fminf(layout->legible, layout->normal));
}

/* The part of a text that is seen in a window of that width, the caret in it: its first byte. */
static size_t first_seen(const struct canvas *canvas, float size, const struct seen *seen,
                         float width) {
    size_t length = strlen(seen->text);
    size_t first = 0;
    while (first < seen->caret && width_to(canvas, size, seen->text, seen->caret) -
                                          width_to(canvas, size, seen->text, first) >
                                      width) {
        first = cluster_next(seen->text, length, first);
    }
    return first;
}

/* What is seen from the first byte on, cut at the width. */
static const char *cut(const struct canvas *canvas, float size, const char *text, float width) {
    size_t length = strlen(text);
    size_t end = 0;
    for (size_t next = 0; end < length; end = next) {
        next = cluster_next(text, length, end);
        if (width_to(canvas, size, text, next) > width) {
            break;
        }
    }
    return arena_copy_text(canvas->arena, text, end);
}

static void draw_range(const struct canvas *canvas, struct rect box, color_argb color) {
    if (box.width > 0) {
        canvas_box(canvas, box, 0, color, 0, 0);
    }
}

/* x of a byte, within the window. */
static float x_of(const struct canvas *canvas, const struct seen *seen, size_t first, size_t at,
                  struct rect window, float size) {
    size_t from = at < first ? first : at;
    float x = width_to(canvas, size, seen->text, from) - width_to(canvas, size, seen->text, first);
    return window.x + fminf(x, window.width);
}

static void draw_text(const struct canvas *canvas, const struct session *session, struct rect rect,
                      struct rect window) {
    struct seen seen = seen_of(session);
    float size = fit_size(canvas, seen.text, window.width);
    size_t first = first_seen(canvas, size, &seen, window.width);
    float y = window.y + window.height / 2;
    float high = caret_height * size;
    float from = x_of(canvas, &seen, first, seen.selected_begin, window, size);
    float to = x_of(canvas, &seen, first, seen.selected_end, window, size);
    draw_range(canvas, (struct rect){from, y - high / 2, to - from, high},
               theme_fade(canvas_color(canvas, COLOR_LINK), selection_share));
    canvas_text(canvas, (struct text_anchor){window.x, y, ALIGN_LEFT},
                canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT),
                cut(canvas, size, seen.text + first, window.width), QUANTITY_NONE);
    from = x_of(canvas, &seen, first, seen.composed_begin, window, size);
    to = x_of(canvas, &seen, first, seen.composed_end, window, size);
    float thick = fmaxf(roundf(canvas->layout->line), 1);
    draw_range(canvas, (struct rect){from, y + high / 2, to - from, thick},
               canvas_color(canvas, COLOR_TEXT));
    if (answer_line_is_focused(session)) {
        float x = roundf(x_of(canvas, &seen, first, seen.caret, window, size));
        canvas_box(canvas,
                   (struct rect){x, y - high / 2, fmaxf(roundf(caret_stroke * size), 2), high}, 0,
                   canvas_color(canvas, COLOR_TEXT), 0, 0);
    }
    float before = width_to(canvas, size, seen.text, first);
    add_stops(canvas, rect, window.x - before, size, seen.text);
}

/* What could not be read is underlined, until something else is typed. */
static void draw_fault(const struct canvas *canvas, const struct session *session) {
    const struct asked *asked = session_ask_now(session);
    const struct scene_answer *line = canvas->scene->answer;
    if (asked->verdict != ASKED_UNREADABLE || asked->finding.is_of_earlier || line->count == 0) {
        return;
    }
    const struct answer_fault *fault = &asked->finding.fault;
    float right = line->rect.x + line->rect.width;
    float from = line->stops[line->count - 1].x;
    float to = from + canvas->layout->unit;
    for (size_t i = line->count; i-- > 0;) {
        from = line->stops[i].at >= fault->begin ? line->stops[i].x : from;
    }
    for (size_t i = line->count; i-- > 0;) {
        bool is_behind = line->stops[i].at >= fault->end && line->stops[i].x > from;
        to = is_behind ? line->stops[i].x : to;
    }
    float thick = fmaxf(roundf(2 * canvas->layout->line), 2);
    float y = line->rect.y + line->rect.height - canvas->layout->unit;
    draw_range(canvas, (struct rect){from, y, fminf(to, right) - from, thick},
               canvas_color(canvas, COLOR_BAD));
}

void question_line_draw(const struct canvas *canvas, const struct session *session,
                        struct rect rect, const char *form) {
    const struct layout *layout = canvas->layout;
    const struct operation *operation = canvas->moment->operation;
    enum theme_color pass = theme_pass_color(operation != NULL ? operation->pass : PASS_FORWARD);
    bool is_focused = answer_line_is_focused(session);
    float stroke = fmaxf(roundf(frame_stroke * layout->unit), 1);
    canvas_box(canvas, rect, corner * layout->unit, canvas_color(canvas, COLOR_BACKGROUND), stroke,
               canvas_color(canvas, is_focused ? pass : COLOR_PANEL_EDGE));
    scene_button_add(canvas->scene, rect, ACTION_ASK_AGAIN);
    struct rect window = rect;
    rect_cut_left(&window, side * layout->unit);
    rect_cut_right(&window, side * layout->unit);
    struct text_style style = canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM);
    float width = canvas_text_width(canvas, style.face, style.size, form);
    if (width < window.width / 2) {
        struct rect place = rect_cut_right(&window, width);
        canvas_text(canvas, (struct text_anchor){place.x, place.y + place.height / 2, ALIGN_LEFT},
                    style, form, QUANTITY_NONE);
        rect_cut_right(&window, layout->unit);
    }
    draw_text(canvas, session, rect, window);
    draw_fault(canvas, session);
}

/* ---- keys beside it ---- */

bool question_line_draw_key(const struct canvas *canvas, struct rect *rest, const char *key,
                            const char *words, enum action action) {
    const struct layout *layout = canvas->layout;
    float size = layout->small;
    float pad = key_pad * layout->unit;
    float key_width = canvas_text_width(canvas, FACE_PROSE, size, key) + 2 * pad;
    float words_width = canvas_text_width(canvas, FACE_PROSE, size, words);
    float gap = layout->unit;
    if (key_width + gap + words_width > rest->width) {
        return false;
    }
    struct rect place = rect_cut_left(rest, key_width + gap + words_width);
    float y = place.y + place.height / 2;
    float high = fminf(LAYOUT_ROW * size, place.height);
    scene_button_add(canvas->scene, place, (int)action);
    canvas_box(canvas, (struct rect){place.x, y - high / 2, key_width, high}, pad,
               canvas_color(canvas, COLOR_PANEL), fmaxf(roundf(layout->line), 1),
               canvas_color(canvas, COLOR_PANEL_EDGE));
    canvas_text(canvas, (struct text_anchor){place.x + pad, y, ALIGN_LEFT},
                canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT), key, QUANTITY_NONE);
    canvas_text(canvas, (struct text_anchor){place.x + key_width + gap, y, ALIGN_LEFT},
                canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM), words, QUANTITY_NONE);
    rect_cut_left(rest, LAYOUT_GAP * layout->unit);
    return true;
}
