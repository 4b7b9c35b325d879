#include "view/panel/broken_view.h"

#include "base/number.h"
#include "base/text.h"
#include "session/action.h"
#include "session/strings.h"
#include "view/draw/paragraph/paragraph.h"
#include "view/draw/scene_button.h"
#include "view/panel/speech_bar.h"

#include <math.h>
#include <string.h>

enum { BUTTON_BASE = 1 << 26, BUTTON_INDICES = 1 << 8 };

/* Units: corners, the frame; of the picture the panel at most; how much of the picture behind it
 * stays. */
static const float corner = 0.75F, frame = 2.5F / 8;
static const float most_height = 0.45F;
static const float veil = 0.28F;
static const float mark_stroke = 0.09F; /* em: the line under what is to blame */

static int button_of(enum broken_request request, size_t which) {
    return BUTTON_BASE + (int)request * BUTTON_INDICES + (int)which;
}

enum broken_request broken_view_request(int action, size_t *ret_which) {
    int coded = action - BUTTON_BASE;
    *ret_which = coded >= 0 ? (size_t)(coded % BUTTON_INDICES) : 0;
    return coded >= 0 ? (enum broken_request)(coded / BUTTON_INDICES) : BROKEN_NOT_MINE;
}

int broken_view_first_action(void) {
    return BUTTON_BASE;
}

static const char *string_of(const struct canvas *canvas, enum string_id id) {
    return string_get(canvas->language, id);
}

static void draw_line(const struct canvas *canvas, struct rect row, enum text_face face, float size,
                      enum theme_color color, const char *text) {
    struct text_style style = canvas_style(canvas, face, size, color);
    canvas_text_within(canvas, row, ALIGN_LEFT, style, canvas_least(canvas, size), text);
}

static float line_of(const struct canvas *canvas, float size) {
    (void)canvas;
    return LAYOUT_LINE * size;
}

static struct paragraph message_of(const struct canvas *canvas, const struct broken_error *error) {
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add(&paragraph, FACE_PROSE, canvas_color(canvas, COLOR_TEXT), error->message);
    return paragraph;
}

/* The source line with a line under what is to blame. */
static void draw_source(const struct canvas *canvas, const struct broken_error *error,
                        struct rect row) {
    float size = canvas->layout->small;
    size_t skip = strspn(error->source, " ");
    skip = skip < error->begin ? skip : error->begin;
    const char *source = error->source + skip;
    draw_line(canvas, row, FACE_REGULAR, size, COLOR_TEXT, source);
    float whole = canvas_text_width(canvas, FACE_REGULAR, size, source);
    if (error->end <= error->begin || whole > row.width) {
        return;
    }
    float from = canvas_text_width(canvas, FACE_REGULAR, size,
                                   arena_copy_text(canvas->arena, source, error->begin - skip));
    float width = canvas_text_width(
        canvas, FACE_REGULAR, size,
        arena_copy_text(canvas->arena, error->source + error->begin, error->end - error->begin));
    float thick = fmaxf(roundf(mark_stroke * size), 1);
    canvas_box(canvas, (struct rect){row.x + from, row.y + row.height - thick, width, thick}, 0,
               canvas_color(canvas, COLOR_BAD), 0, 0);
}

static float full_height(const struct canvas *canvas, const struct broken_error *error,
                         float width) {
    const struct layout *layout = canvas->layout;
    struct paragraph message = message_of(canvas, error);
    float text =
        paragraph_measure(&message, layout->small, width - LAYOUT_APART * layout->unit).height;
    float source = error->source != NULL ? line_of(canvas, layout->small) : 0;
    return line_of(canvas, layout->small) + text + source + LAYOUT_GAP * layout->unit;
}

static void draw_error(const struct canvas *canvas, const struct broken_sight *sight, size_t which,
                       struct rect rect) {
    const struct layout *layout = canvas->layout;
    const struct broken_error *error = &sight->errors->items[which];
    bool is_chosen = which == sight->chosen;
    canvas_box(canvas, rect, corner * layout->unit, canvas_color(canvas, COLOR_BACKGROUND),
               is_chosen ? fmaxf(roundf(frame * layout->unit), 1) : layout->line,
               canvas_color(canvas, is_chosen ? COLOR_BAD : COLOR_PANEL_EDGE));
    scene_button_add(canvas->scene, rect,
                     button_of(is_chosen ? BROKEN_COPY : BROKEN_CHOOSE, which));
    struct rect inner = rect_inset(rect, layout->unit);
    rect_cut_left(&inner, layout->unit);
    const char *number = number_count_text(canvas->arena, (long)which + 1);
    if (!is_chosen) {
        draw_line(
            canvas, inner, FACE_PROSE, layout->small, COLOR_TEXT,
            text_format(canvas->arena, "%s  %s  %s", number, error->location, error->message));
        return;
    }
    draw_line(canvas, rect_cut_top(&inner, line_of(canvas, layout->small)), FACE_PROSE_BOLD,
              layout->small, COLOR_BAD,
              text_format(canvas->arena, "%s  %s", number, error->location));
    struct rect source = {0};
    if (error->source != NULL) {
        source = rect_cut_bottom(&inner, line_of(canvas, layout->small));
    }
    struct paragraph message = message_of(canvas, error);
    paragraph_draw(&message, layout->small, inner);
    if (error->source != NULL) {
        draw_source(canvas, error, source);
    }
}

static const char *title_of(const struct canvas *canvas, const struct broken_sight *sight) {
    bool is_one = sight->errors->count == 1;
    return STRING_FILL(canvas->arena, canvas->language,
                       is_one ? STRING_BROKEN_ONE : STRING_BROKEN_TITLE, sight->file,
                       number_count_text(canvas->arena, (long)sight->errors->count));
}

/* The errors around the chosen one, as far as there is room. */
static void draw_errors(const struct canvas *canvas, const struct broken_sight *sight,
                        struct rect rest) {
    const struct layout *layout = canvas->layout;
    const float one = line_of(canvas, layout->small) + LAYOUT_GAP * layout->unit;
    size_t first = sight->chosen > 0 ? sight->chosen - 1 : 0;
    for (size_t i = first; i < sight->errors->count; i++) {
        float height =
            i == sight->chosen ? full_height(canvas, &sight->errors->items[i], rest.width) : one;
        if (height > rest.height) {
            return;
        }
        draw_error(canvas, sight, i, rect_cut_top(&rest, height));
        rect_cut_top(&rest, layout->unit);
    }
}

struct hint {
    const char *key;
    enum string_id words;
    enum broken_request request;
};

static void draw_hints(const struct canvas *canvas, const struct broken_sight *sight,
                       struct rect row) {
    const struct layout *layout = canvas->layout;
    const struct hint hints[] = {
        {"o", STRING_HINT_LESSONS, BROKEN_LESSONS}, /* the way out has room first */
        {"Esc", sight->is_folded ? STRING_BROKEN_UNFOLD : STRING_BROKEN_FOLD, BROKEN_FOLD},
        {sight->errors->count > 1 ? "↑ ↓" : "", STRING_BROKEN_CHOOSE, BROKEN_NOT_MINE},
        {"y", STRING_BROKEN_COPY, BROKEN_COPY},
        {"r", STRING_BROKEN_READ, BROKEN_READ},
    };
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        const char *text =
            text_format(canvas->arena, "%s  %s", hints[i].key, string_of(canvas, hints[i].words));
        float width = canvas_text_width(canvas, FACE_PROSE, layout->small, text) + 1;
        if (*hints[i].key == '\0' || width > row.width) {
            continue;
        }
        struct rect place = rect_cut_left(&row, width);
        if (hints[i].request != BROKEN_NOT_MINE) {
            scene_button_add(canvas->scene, place, button_of(hints[i].request, sight->chosen));
        }
        draw_line(canvas, place, FACE_PROSE, layout->small, COLOR_TEXT_DIM, text);
        rect_cut_left(&row, LAYOUT_APART * layout->unit);
    }
}

/* What the picture behind is; of an empty one a line is said of it, also below a folded panel. */
static bool says_what_waits(const struct broken_sight *sight) {
    return !sight->is_folded || !sight->has_version;
}

/* Title, errors, words below, hints: as high as it has to be. */
static float wanted_height(const struct canvas *canvas, const struct broken_sight *sight,
                           float width) {
    const struct layout *layout = canvas->layout;
    float rows = line_of(canvas, layout->normal) +
                 (says_what_waits(sight) ? 2 : 1) * line_of(canvas, layout->small);
    float pads = 2 * LAYOUT_PAD * layout->unit;
    if (sight->is_folded) {
        return rows + pads;
    }
    float one = line_of(canvas, layout->small) + (LAYOUT_GAP + 1) * layout->unit;
    float errors = (float)(sight->errors->count - 1) * one +
                   full_height(canvas, &sight->errors->items[sight->chosen], width) + layout->unit;
    return rows + pads + errors;
}

void broken_view_draw(const struct canvas *canvas, const struct broken_sight *sight) {
    const struct layout *layout = canvas->layout;
    float width = layout->width - 2 * LAYOUT_PAD * layout->unit;
    float inner_width = width - 2 * LAYOUT_INDENT * layout->unit;
    float most = sight->has_version ? most_height * layout->height : layout->height;
    float height = fminf(wanted_height(canvas, sight, inner_width), most);
    canvas_box(canvas, (struct rect){0, 0, layout->width, layout->height}, 0,
               theme_fade(canvas_color(canvas, COLOR_BACKGROUND), veil), 0, 0);
    struct rect panel = {LAYOUT_PAD * layout->unit,
                         layout->height - height - LAYOUT_PAD * layout->unit, width, height};
    canvas_box(canvas, panel, corner * layout->unit, canvas_color(canvas, COLOR_PANEL),
               fmaxf(roundf(frame * layout->unit), 1), canvas_color(canvas, COLOR_BAD));
    speech_bar_draw(canvas, panel, COLOR_BAD);
    scene_button_add(canvas->scene, panel, button_of(BROKEN_NOT_MINE, 0));
    struct rect inner = rect_inset(panel, LAYOUT_PAD * layout->unit);
    rect_cut_left(&inner, LAYOUT_PAD * layout->unit);
    rect_cut_right(&inner, LAYOUT_PAD * layout->unit);
    draw_line(canvas, rect_cut_top(&inner, line_of(canvas, layout->normal)), FACE_PROSE_BOLD,
              layout->normal, COLOR_TEXT, title_of(canvas, sight));
    draw_hints(canvas, sight, rect_cut_bottom(&inner, line_of(canvas, layout->small)));
    if (says_what_waits(sight)) {
        draw_line(
            canvas, rect_cut_bottom(&inner, line_of(canvas, layout->small)), FACE_PROSE,
            layout->small, COLOR_TEXT_DIM,
            string_of(canvas, sight->has_version ? STRING_BROKEN_VERSION : STRING_BROKEN_WAITS));
    }
    if (!sight->is_folded) {
        draw_errors(canvas, sight, inner);
    }
}
