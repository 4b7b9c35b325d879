#include "view/panel/narration_view.h"

#include "view/draw/prose.h"
#include "view/sentence.h"
#include "view/switch_view.h"
#include "view/trouble_view.h"

#include <string.h>

static void say(struct paragraph *paragraph, const char *text) {
    paragraph_add(paragraph, FACE_REGULAR, canvas_color(paragraph->canvas, COLOR_TEXT), text);
}

/* The program's own words: what the operation did. */
static void say_step(struct paragraph *paragraph) {
    const struct canvas *canvas = paragraph->canvas;
    struct program_place place = canvas->moment->place;
    if (place.operation != NULL) {
        sentence_add(paragraph, place.operation);
    } else {
        say(paragraph, string_get(canvas->language, STRING_BEGINNING_SENTENCE));
    }
}

/* ---- the lesson's words ---- */

const bool *narration_focus(const struct moment *moment, const struct script *script) {
    if (script == NULL) {
        return NULL;
    }
    bool *lit = ARENA_ARRAY(moment->arena, bool, (size_t)moment->program->tensor_count);
    return script_focus(script, moment->place, lit) ? lit : NULL;
}

/* What the stops of this place say, one after another; false: there are none. */
static bool say_stops(struct paragraph *paragraph, const struct script *script) {
    enum { MOST_STOPS = 16 };
    const struct canvas *canvas = paragraph->canvas;
    struct script_stop stops[MOST_STOPS];
    size_t count =
        script == NULL ? 0 : script_stops_at(script, canvas->moment->place, stops, MOST_STOPS);
    const struct names *names =
        count > 0 ? names_create(canvas->arena, script, canvas->moment->program) : NULL;
    bool has_spoken = false;
    for (size_t i = 0; i < count; i++) {
        const char *text = stops[i].stop->say.in[canvas->language];
        if (*text != '\0') {
            say(paragraph, has_spoken ? " " : "");
            prose_add(paragraph, text, names);
            has_spoken = true;
        }
    }
    return has_spoken;
}

/* ---- the panel ---- */

/* Where the text goes, and how large it may be. */
struct panel {
    struct rect inner;
    float most, least; /* text sizes */
    size_t lines;
    bool is_low; /* a strip, in whose middle the text stands */
};

static struct panel panel_of(const struct layout *layout, struct rect rect) {
    /* a strip of one line takes two small ones, if it must */
    bool is_low = layout->narration_lines == 1;
    struct panel panel = {
        .inner = rect_inset(rect, (is_low ? 0.5F : 1.5F) * layout->unit),
        .most = layout->normal,
        .least = layout->small * 0.75F,
        .lines = is_low ? 2 : (size_t)layout->narration_lines,
        .is_low = is_low,
    };
    float side = (is_low ? 2.5F : 1.5F) * layout->unit;
    rect_cut_left(&panel.inner, side);
    rect_cut_right(&panel.inner, side);
    return panel;
}

static bool fits(const struct paragraph *paragraph, const struct panel *panel, float size) {
    struct paragraph_size measured = paragraph_measure(paragraph, size, panel->inner.width);
    return measured.lines <= panel->lines && measured.height <= panel->inner.height + 0.5F;
}

static void draw_text(const struct paragraph *paragraph, struct panel panel, float size) {
    float height = paragraph_measure(paragraph, size, panel.inner.width).height;
    if (height < panel.inner.height && panel.is_low) {
        rect_cut_top(&panel.inner, (panel.inner.height - height) / 2);
    }
    paragraph_draw(paragraph, size, panel.inner);
}

/* A text that is too long even when it is small is turned like pages, each as many lines as fit;
 * which one it is stands beside it. */
static void draw_page(const struct paragraph *paragraph, struct panel panel, float size,
                      size_t turned) {
    const struct canvas *canvas = paragraph->canvas;
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, canvas->layout->small, COLOR_TEXT_DIM);
    const char *key = action_key_label(canvas->arena, ACTION_MORE_TEXT);
    float room = canvas_text_width(canvas, style.face, style.size,
                                   text_format(canvas->arena, "%s 10/10", key));
    struct rect corner = rect_cut_right(&panel.inner, room);
    rect_cut_right(&panel.inner, canvas->layout->unit);
    size_t fit = (size_t)(panel.inner.height / (PARAGRAPH_LINE * size) + 0.02F);
    fit = fit < 1 ? 1 : fit < panel.lines ? fit : panel.lines;
    size_t lines = paragraph_measure(paragraph, size, panel.inner.width).lines;
    size_t pages = (lines + fit - 1) / fit;
    size_t page = turned % pages;
    canvas->scene->text_page = page;
    canvas->scene->text_pages = pages;
    paragraph_draw_from(paragraph, size, panel.inner, page * fit);
    canvas_text(canvas, corner.x + corner.width, corner.y + corner.height - 0.8F * style.size,
                ALIGN_RIGHT, style, text_format(canvas->arena, "%s %zu/%zu", key, page + 1, pages),
                QUANTITY_NONE);
}

/* What the reader just asked for comes before what the lesson says, and that before the program's
 * own words. */
void narration_view_draw(const struct canvas *canvas, const struct session *session,
                         struct rect rect) {
    canvas_panel(canvas, rect);
    struct panel panel = panel_of(canvas->layout, rect);
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    bool has_trouble = trouble_view_say(&paragraph);
    if (!has_trouble && switch_view_say(&paragraph, session_notation_switch(session))) {
        paragraph_end_line(&paragraph);
    }
    bool is_lesson = !has_trouble && say_stops(&paragraph, session_script(session));
    if (paragraph.count == 0) {
        say_step(&paragraph);
    }
    /* the program's sentences would rather be small than go over the page */
    float least = is_lesson ? canvas->layout->small : panel.least;
    float size = paragraph_fit(&paragraph, panel.most, least, panel.lines, panel.inner);
    if (is_lesson && !fits(&paragraph, &panel, size)) {
        draw_page(&paragraph, panel, size, session_text_page(session));
        return;
    }
    struct paragraph both = paragraph; /* with the program's own words, if they do no harm */
    if (is_lesson && canvas->moment->place.operation != NULL) {
        paragraph_end_line(&both);
        say_step(&both);
    }
    draw_text(fits(&both, &panel, size) ? &both : &paragraph, panel, size);
}
