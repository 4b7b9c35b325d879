#include "view/panel/narration_view.h"

#include "session/key_table.h"
#include "session/settings.h"
#include "tell/derived/derived_told.h"
#include "tell/script/narration.h"
#include "tell/switch_told.h"
#include "tell/trouble_told.h"
#include "view/draw/paragraph/paragraph_telling.h"
#include "view/draw/scene_button.h"
#include "view/panel/narration_pages.h"
#include "view/panel/question/question_view.h"
#include "view/panel/speech_bar.h"

#include <math.h>

static const float slack = 0.5F; /* pixels: what is rounded */

/* Where the text goes, and how large it may be. */
struct panel {
    struct rect inner;
    float most, least; /* text sizes */
    size_t lines;
};

static struct panel panel_of(const struct layout *layout, struct rect rect) {
    struct panel panel = {
        .inner = rect_inset(rect, LAYOUT_NARRATION_PAD * layout->unit),
        .most = layout->normal,
        .least = layout->legible,
        .lines = (size_t)layout->narration_lines,
    };
    float side = (2 * LAYOUT_PAD - LAYOUT_NARRATION_PAD) * layout->unit;
    rect_cut_left(&panel.inner, side);
    rect_cut_right(&panel.inner, side);
    return panel;
}

static bool fits(const struct paragraph *paragraph, const struct panel *panel, float size) {
    struct paragraph_size measured = paragraph_measure(paragraph, size, panel->inner.width);
    return measured.lines <= panel->lines && measured.height <= panel->inner.height + slack;
}

/* Words have the sizes of the scales up to the one that is chosen, so that a lesson's have few, and
 * none becomes smaller at a larger scale. */
static const int word_scales[] = {TEXT_SCALE_MOST, 250, 200, 175, 150, 130, 125, 115, 100};

static float size_at(const struct canvas *canvas, int scale, bool is_own) {
    const struct layout layout = layout_at_scale(canvas->layout, scale);
    return is_own ? layout.small : layout.normal;
}

/* The largest of them that fits, of the lesson's words or of the program's own, or that of small
 * text; the least where none does. */
static float size_of(const struct canvas *canvas, const struct paragraph *paragraph,
                     const struct panel *panel, float least, bool is_own) {
    enum { COUNT = sizeof word_scales / sizeof *word_scales };
    const struct layout *layout = canvas->layout;
    float size = is_own ? layout->small : layout->normal;
    for (size_t i = 0; i < COUNT && size > least && !fits(paragraph, panel, size); i++) {
        bool is_lower = word_scales[i] < layout->text_scale;
        size = is_lower ? fminf(size, size_at(canvas, word_scales[i], is_own)) : size;
    }
    if (size > layout->small && !fits(paragraph, panel, size)) {
        size = layout->small;
    }
    return size > least && fits(paragraph, panel, size) ? size : least;
}

static void draw_page(const struct session *session, const struct paragraph *paragraph,
                      struct panel panel, float size) {
    narration_pages_draw(paragraph, size, panel.inner, panel.lines, session_text_page(session));
}

static struct paragraph paragraph_of(const struct canvas *canvas, const struct telling *telling) {
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add_telling(&paragraph, telling);
    return paragraph;
}

/* Why the newest line of a derivation is what the one above it is; before the first, what it is a
 * derivation of. */
static void tell_reason(struct telling *telling, const struct proof *proof) {
    size_t misprint;
    if (proof->misprint > 0 && proof_misprint(proof, &misprint)) {
        derived_told_misprint(telling, proof->derivation, misprint);
    } else if (proof->written > 0) {
        derived_told_reason(telling, proof->derivation, proof_line(proof, proof->written));
    } else {
        const struct localized_text *title = &proof->derivation->choice.definition->title;
        telling_toned(telling, title->in[telling->language], false, true);
    }
}

/* What the lesson says of a line comes before its reason, which gives way to it. */
static void draw_line(const struct canvas *canvas, const struct session *session,
                      const struct proof *proof, struct rect rect) {
    struct panel panel = panel_of(canvas->layout, rect);
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    question_view_tell_settled(canvas, session, rect, &telling);
    const struct script_line line = {proof->derivation->choice.definition, proof->written};
    bool is_lesson = proof->misprint == 0 &&
                     narration_tell_line(&telling, canvas->moment, session_script(session), line);
    struct paragraph said = paragraph_of(canvas, &telling);
    if (is_lesson) {
        telling_end_line(&telling);
    }
    size_t misprint;
    if (proof->misprint > 0 && proof_misprint(proof, &misprint)) {
        speech_bar_draw(canvas, rect, COLOR_BAD);
    }
    tell_reason(&telling, proof);
    struct paragraph both = paragraph_of(canvas, &telling);
    float least = is_lesson ? canvas->layout->small : panel.least;
    float size = size_of(canvas, &both, &panel, least, false);
    if (!is_lesson || fits(&both, &panel, size)) {
        paragraph_draw(&both, size, panel.inner);
        return;
    }
    size = size_of(canvas, &said, &panel, least, false);
    if (fits(&said, &panel, size)) {
        paragraph_draw(&said, size, panel.inner);
    } else {
        draw_page(session, &said, panel, size);
    }
}

/* ---- the program's own words ---- */

/* They are in a voice of their own, small and dim: what a lesson's author says is not. */
static struct paragraph own_words(const struct canvas *canvas, bool has_why) {
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    narration_tell_step(&telling, canvas->moment);
    if (has_why) {
        narration_tell_why(&telling, canvas->moment);
    }
    for (size_t i = 0; i < telling.count; i++) {
        telling.parts[i].is_quiet = true;
    }
    return paragraph_of(canvas, &telling);
}

/* Below what was said, if that is a single line and all of them have room; or alone, rather small
 * than over the page, as far as is legible. */
static void draw_own(const struct canvas *canvas, const struct session *session, struct panel panel,
                     bool is_alone) {
    const struct paragraph whole = own_words(canvas, true), step = own_words(canvas, false);
    const float most = canvas->layout->small;
    panel.most = most;
    float size = is_alone ? size_of(canvas, &step, &panel, panel.least, true) : most;
    if (fits(&whole, &panel, size)) {
        paragraph_draw(&whole, size, panel.inner);
    } else if (fits(&step, &panel, size)) {
        paragraph_draw(&step, size, panel.inner);
    } else if (is_alone) {
        draw_page(session, &step, panel, size);
    }
}

/* What was said, and below a single line of it the program's own words, if there are any. */
static void draw_said(const struct canvas *canvas, const struct session *session,
                      const struct paragraph *said, struct panel panel, float least) {
    float size = size_of(canvas, said, &panel, least, false);
    if (!fits(said, &panel, size)) {
        draw_page(session, said, panel, size);
        return;
    }
    const struct paragraph_size measured = paragraph_measure(said, size, panel.inner.width);
    struct panel below = panel;
    rect_cut_top(&below.inner, measured.height);
    below.lines = panel.lines - measured.lines;
    bool has_own = measured.lines == 1 && canvas->moment->operation != NULL &&
                   canvas->moment->asked == NULL && canvas->moment->trouble == NULL;
    paragraph_draw(said, size, panel.inner);
    if (has_own) {
        draw_own(canvas, session, below, false);
    }
}

/* What the reader just asked for comes before what the lesson says, and that before the program's
 * own words. */
void narration_view_draw(const struct canvas *canvas, const struct session *session,
                         struct rect rect) {
    canvas_panel(canvas, rect);
    if (question_view_draw(canvas, session, rect)) {
        return;
    }
    struct panel panel = panel_of(canvas->layout, rect);
    const struct proof *proof = session_proof(session);
    if (proof != NULL) {
        draw_line(canvas, session, proof, rect);
        return;
    }
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    question_view_tell_settled(canvas, session, rect, &telling);
    bool has_trouble = trouble_told_add(&telling, canvas->moment);
    if (!has_trouble &&
        switch_told_add(&telling, canvas->moment, session_notation_switch(session))) {
        telling_end_line(&telling);
    }
    bool is_lesson =
        !has_trouble && narration_tell_stops(&telling, canvas->moment, session_script(session));
    if (telling.count == 0 && canvas->moment->operation == NULL) {
        narration_tell_step(&telling, canvas->moment);
    }
    trouble_told_add_convention(&telling, canvas->moment);
    if (telling.count == 0) {
        draw_own(canvas, session, panel, true);
        return;
    }
    struct paragraph said = paragraph_of(canvas, &telling);
    draw_said(canvas, session, &said, panel, is_lesson ? canvas->layout->small : panel.least);
}
