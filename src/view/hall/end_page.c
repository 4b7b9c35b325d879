#include "view/hall/end_page.h"

#include "base/number.h"
#include "base/text.h"
#include "session/strings.h"
#include "view/draw/paragraph/paragraph.h"
#include "view/draw/scene_button.h"
#include "view/hall/hall_parts.h"
#include "view/hall/hall_plan.h"
#include "view/hall/hall_thumbnail.h"

#include <assert.h>
#include <math.h>

enum { MOST_KINDS = 40, MOST_MARKS = 20, BUTTON_BASE = 1 << 25, BUTTON_INDICES = 1 << 12 };

/* Units, and shares: corners; of the page the next lesson; of the width a mark at most. */
static const float radius = 1, least_next = 16, widest_mark = 10, least_mark = 4;
static const float score_size = 2.2F; /* of the large text */
static const float lit = 0.2F;        /* of a color, in the ground of a mark */
static const float page_width = 150;  /* units, at most: lines are read from one end to the other */
static const float least_picture = 75; /* units, of the width beside the page */

static int button_of(enum end_request request, size_t which) {
    return BUTTON_BASE + (int)request * BUTTON_INDICES + (int)which;
}

enum end_request end_page_request(int action, size_t *ret_which) {
    int coded = action - BUTTON_BASE;
    *ret_which = coded >= 0 ? (size_t)(coded % BUTTON_INDICES) : 0;
    return coded >= 0 ? (enum end_request)(coded / BUTTON_INDICES) : END_NOT_MINE;
}

static const char *string_of(const struct canvas *canvas, enum string_id id) {
    return string_get(canvas->language, id);
}

static const char *count_text(const struct canvas *canvas, enum string_id id, size_t count) {
    return STRING_FILL(canvas->arena, canvas->language, id,
                       number_count_text(canvas->arena, (long)count));
}

static void draw_text(const struct canvas *canvas, struct rect rect, enum text_align align,
                      struct text_style style, const char *text) {
    canvas_text_within(canvas, rect, align, style, canvas_least(canvas, style.size), text);
}

static struct text_style dim_of(const struct canvas *canvas) {
    return canvas_style(canvas, FACE_PROSE, canvas->layout->small, COLOR_TEXT_DIM);
}

static void draw_heading(const struct canvas *canvas, struct rect *rest, enum string_id words) {
    const struct layout *layout = canvas->layout;
    draw_text(canvas, rect_cut_top(rest, hall_plan_line(layout->normal)), ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE_BOLD, layout->normal, COLOR_TEXT),
              string_of(canvas, words));
}

/* ---- what the lesson was for ---- */

static size_t count_where(const struct end_page *page, bool (*is)(const struct ask_outcome *)) {
    size_t count = 0;
    for (size_t i = 0; i < page->count; i++) {
        count += is(&page->outcomes[i]);
    }
    return count;
}

static bool is_right(const struct ask_outcome *outcome) {
    return outcome->is_right;
}

/* Who answered less than half of what was asked has not shown it yet. */
static bool is_reached(const struct end_page *page) {
    return 2 * count_where(page, is_right) >= page->count;
}

static void draw_goal(const struct canvas *canvas, const struct end_page *page, struct rect *rest) {
    const struct layout *layout = canvas->layout;
    const char *goal = page->lesson->goal.in[canvas->language];
    if (*goal == '\0') {
        return;
    }
    struct paragraph paragraph;
    draw_heading(canvas, rest, STRING_END_CAN);
    paragraph_begin(&paragraph, canvas);
    if (is_reached(page)) {
        paragraph_add(&paragraph, FACE_PROSE, canvas_color(canvas, COLOR_GOOD), "✓ ");
    }
    paragraph_add(&paragraph, FACE_PROSE, canvas_color(canvas, COLOR_TEXT), goal);
    float height = paragraph_measure(&paragraph, layout->normal, rest->width).height;
    paragraph_draw(&paragraph, layout->normal, rect_cut_top(rest, height));
    rect_cut_top(rest, LAYOUT_INDENT * layout->unit);
}

/* ---- how the questions went ---- */

static bool is_at_once(const struct ask_outcome *outcome) {
    return outcome->is_at_once;
}

static bool is_later(const struct ask_outcome *outcome) {
    return outcome->is_right && !outcome->is_at_once;
}

static bool is_shown(const struct ask_outcome *outcome) {
    return outcome->is_revealed;
}

static bool is_skipped(const struct ask_outcome *outcome) {
    return outcome->is_skipped;
}

static const char *others_text(const struct canvas *canvas, const struct end_page *page) {
    static const struct {
        enum string_id words;
        bool (*is)(const struct ask_outcome *);
    } kinds[] = {{STRING_END_LATER, is_later},
                 {STRING_END_SHOWN, is_shown},
                 {STRING_END_SKIPPED, is_skipped}};
    struct text_builder text;
    text_begin(&text, canvas->arena);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t count = count_where(page, kinds[i].is);
        if (count > 0) {
            text_append_string(&text, text.length > 0 ? "  ·  " : "");
            text_append_string(&text, count_text(canvas, kinds[i].words, count));
        }
    }
    return text.bytes;
}

static void draw_score(const struct canvas *canvas, const struct end_page *page,
                       struct rect *rest) {
    const struct layout *layout = canvas->layout;
    float large = score_size * layout->large;
    struct rect row = rect_cut_top(rest, hall_plan_line(large));
    const char *right = number_count_text(canvas->arena, (long)count_where(page, is_at_once));
    struct text_style style = canvas_style(canvas, FACE_BOLD, large, COLOR_TEXT);
    float width = canvas_text_width(canvas, style.face, style.size, right) + layout->unit;
    draw_text(canvas, rect_cut_left(&row, width), ALIGN_LEFT, style, right);
    struct rect words = rect_cut_left(&row, row.width / 2);
    draw_text(canvas, words, ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE, layout->normal, COLOR_TEXT),
              count_text(canvas, STRING_END_AT_ONCE, page->count));
    draw_text(canvas, row, ALIGN_RIGHT, dim_of(canvas), others_text(canvas, page));
}

/* Color and sign say the same: of what was right at once, later, shown or passed by. */
static void draw_mark(const struct canvas *canvas, const struct end_page *page, size_t which,
                      struct rect rect) {
    const struct ask_outcome *outcome = &page->outcomes[which];
    enum theme_color color = outcome->is_at_once ? COLOR_GOOD
                             : outcome->is_right ? COLOR_BACKWARD
                                                 : COLOR_BAD;
    color_argb edge = canvas_color(canvas, color);
    canvas_box(canvas, rect, radius * canvas->layout->unit,
               theme_mix(canvas_color(canvas, COLOR_PANEL), edge, (double)lit),
               canvas->layout->line, edge);
    scene_button_add(canvas->scene, rect, button_of(END_STEP, which));
    const char *number = number_count_text(canvas->arena, (long)which + 1);
    const char *sign = outcome->is_at_once    ? "✓"
                       : outcome->is_right    ? "(✓)"
                       : outcome->is_revealed ? "✗"
                                              : "–";
    draw_text(canvas, rect, ALIGN_CENTER,
              canvas_style(canvas, FACE_PROSE, canvas->layout->small, COLOR_TEXT),
              text_format(canvas->arena, "%s %s", sign, number));
}

static void draw_marks(const struct canvas *canvas, const struct end_page *page,
                       struct rect *rest) {
    const struct layout *layout = canvas->layout;
    size_t count = page->count < MOST_MARKS ? page->count : MOST_MARKS;
    float gap = layout->unit;
    float width = (rest->width - gap * (float)(count - 1)) / (float)count;
    struct rect row = rect_cut_top(rest, hall_plan_line(layout->normal));
    width = fmaxf(fminf(width, widest_mark * layout->unit), least_mark * layout->unit);
    for (size_t i = 0; i < page->count && row.width >= width; i++) {
        draw_mark(canvas, page, i, rect_cut_left(&row, width));
        rect_cut_left(&row, gap);
    }
    rect_cut_top(rest, LAYOUT_GAP * layout->unit);
}

/* ---- kinds of mistakes ---- */

struct kind {
    const struct mistake *mistake;
    size_t count, first; /* outcomes */
};

/* Every wrong answer is in one of them; what no usual mistake gives is a kind for itself. */
static size_t find_kinds(const struct end_page *page, struct kind *ret, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct mistake *mistake = page->outcomes[i].mistake;
        size_t at = 0;
        while (at < count && (mistake == NULL || ret[at].mistake != mistake)) {
            at++;
        }
        if (page->outcomes[i].wrong == NULL || (at == count && count == most)) {
            continue;
        }
        if (at == count) {
            ret[count++] = (struct kind){mistake, 0, i};
        }
        ret[at].count++;
        for (; at > 0 && ret[at - 1].count < ret[at].count; at--) {
            const struct kind kept = ret[at];
            ret[at] = ret[at - 1];
            ret[at - 1] = kept;
        }
    }
    return count;
}

/* What no usual mistake gives is named by what was asked for. */
static const char *name_of(const struct canvas *canvas, const struct end_page *page,
                           const struct kind *kind) {
    static const enum string_id others[] = {
        [QUESTION_VALUE] = STRING_END_NO_KIND,   [QUESTION_SHAPE] = STRING_END_NO_SHAPE,
        [QUESTION_SIGN] = STRING_END_NO_SIGN,    [QUESTION_CHOICE] = STRING_END_NO_CHOICE,
        [QUESTION_ORDER] = STRING_END_NO_ORDER,  [QUESTION_CELL] = STRING_END_NO_PLACE,
        [QUESTION_FORMULA] = STRING_END_NO_KIND, [QUESTION_LINE] = STRING_END_NO_CHOICE,
    };
    static_assert(sizeof others / sizeof *others == QUESTION_KIND_COUNT, "one for each kind");
    if (kind->mistake != NULL) {
        return mistake_name(canvas->arena, kind->mistake, page->program, canvas->language);
    }
    const struct asked *asked = page->outcomes[kind->first].asked;
    return string_of(canvas, asked != NULL ? others[asked->kind] : STRING_END_NO_KIND);
}

/* Its name, how often, what was typed, and the way back. */
static void draw_kind(const struct canvas *canvas, const struct end_page *page,
                      const struct kind *kind, struct rect rect) {
    const struct layout *layout = canvas->layout;
    const struct ask_outcome *outcome = &page->outcomes[kind->first];
    canvas_box(canvas, rect, radius * layout->unit, canvas_color(canvas, COLOR_PANEL), layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    scene_button_add(canvas->scene, rect, button_of(END_STEP, kind->first));
    struct rect row = rect;
    rect_cut_left(&row, LAYOUT_GAP * layout->unit);
    rect_cut_right(&row, LAYOUT_GAP * layout->unit);
    const char *back = STRING_FILL(canvas->arena, canvas->language, STRING_END_STEP,
                                   number_count_text(canvas->arena, outcome->step));
    float width = canvas_text_width(canvas, FACE_PROSE, layout->small, back) + 1;
    draw_text(canvas, rect_cut_right(&row, width), ALIGN_RIGHT,
              canvas_style(canvas, FACE_PROSE, layout->small, COLOR_BACKWARD), back);
    const char *name = name_of(canvas, page, kind);
    const char *words = kind->count > 1
                            ? text_format(canvas->arena, "%s %s",
                                          count_text(canvas, STRING_END_TIMES, kind->count), name)
                            : name;
    draw_text(canvas, rect_cut_left(&row, row.width / 2), ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE_BOLD, layout->normal, COLOR_TEXT), words);
    draw_text(canvas, row, ALIGN_LEFT, dim_of(canvas),
              STRING_FILL(canvas->arena, canvas->language, STRING_END_TYPED, outcome->wrong));
}

static void draw_kinds(const struct canvas *canvas, const struct end_page *page,
                       struct rect *rest) {
    const struct layout *layout = canvas->layout;
    struct kind kinds[MOST_KINDS];
    size_t count = find_kinds(page, kinds, sizeof kinds / sizeof *kinds);
    float height = hall_plan_line(layout->normal) + layout->unit;
    if (count == 0) {
        return;
    }
    draw_text(canvas, rect_cut_top(rest, hall_plan_line(layout->small)), ALIGN_LEFT, dim_of(canvas),
              string_of(canvas, STRING_END_WRONG));
    for (size_t i = 0; i < count && rest->height >= height; i++) {
        draw_kind(canvas, page, &kinds[i], rect_cut_top(rest, height));
        rect_cut_top(rest, layout->unit);
    }
}

static void draw_questions(const struct canvas *canvas, const struct end_page *page,
                           struct rect rest) {
    const struct layout *layout = canvas->layout;
    draw_heading(canvas, &rest, STRING_END_QUESTIONS);
    if (page->count == 0) {
        draw_text(canvas, rect_cut_top(&rest, hall_plan_line(layout->normal)), ALIGN_LEFT,
                  canvas_style(canvas, FACE_PROSE, layout->normal, COLOR_TEXT_DIM),
                  string_of(canvas, STRING_END_NOT_ASKED));
        return;
    }
    draw_score(canvas, page, &rest);
    draw_marks(canvas, page, &rest);
    draw_kinds(canvas, page, &rest);
}

/* ---- the next lesson ---- */

static enum string_id next_words(const struct end_page *page) {
    return page->next != NULL ? STRING_END_HINT_NEXT : STRING_HINT_LESSONS;
}

/* Three lines of text, and no more than a third of what is left. */
static float next_height(const struct layout *layout, float room) {
    float lines = 2 * hall_plan_line(layout->small) + hall_plan_line(layout->large);
    float height = fmaxf(least_next * layout->unit, lines + 2 * LAYOUT_PAD * layout->unit);
    return fminf(height, room / 3);
}

/* What leads there, at the right end; not where the picture is tall: there it is a finger, and the
 * heading says the same. */
static void draw_way(const struct canvas *canvas, const struct end_page *page, struct rect *inner) {
    const struct layout *layout = canvas->layout;
    if (layout->height > layout->width && page->next != NULL) {
        return;
    }
    const char *enter =
        text_format(canvas->arena, "Enter  %s", string_of(canvas, next_words(page)));
    float width = canvas_text_width(canvas, FACE_PROSE, layout->normal, enter) + 1;
    draw_text(canvas, rect_cut_right(inner, fminf(width, inner->width / 2)), ALIGN_RIGHT,
              canvas_style(canvas, FACE_PROSE, layout->normal, COLOR_TEXT), enter);
    rect_cut_right(inner, LAYOUT_GAP * layout->unit);
}

static void draw_next(const struct canvas *canvas, const struct end_page *page, struct rect rect) {
    const struct layout *layout = canvas->layout;
    color_argb accent = canvas_color(canvas, COLOR_BACKWARD);
    canvas_box(canvas, rect, radius * layout->unit,
               theme_mix(canvas_color(canvas, COLOR_PANEL), accent, (double)lit), 2 * layout->line,
               accent);
    scene_button_add(canvas->scene, rect, button_of(END_NEXT, 0));
    struct rect inner = rect_inset(rect, LAYOUT_PAD * layout->unit);
    draw_way(canvas, page, &inner);
    struct text_style title = canvas_style(canvas, FACE_PROSE_BOLD, layout->large, COLOR_TEXT);
    if (page->next == NULL) {
        draw_text(canvas, inner, ALIGN_LEFT, title, string_of(canvas, STRING_END_LAST));
        return;
    }
    hall_thumbnail_draw(canvas, &page->next->lesson->network,
                        rect_cut_left(&inner, inner.height * 2));
    rect_cut_left(&inner, LAYOUT_GAP * layout->unit);
    draw_text(canvas, rect_cut_top(&inner, hall_plan_line(layout->small)), ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE, layout->small, COLOR_BACKWARD),
              string_of(canvas, STRING_END_NEXT));
    draw_text(canvas, rect_cut_bottom(&inner, hall_plan_line(layout->small)), ALIGN_LEFT,
              dim_of(canvas), page->next->lesson->goal.in[canvas->language]);
    draw_text(canvas, inner, ALIGN_LEFT, title, page->next->lesson->title.in[canvas->language]);
}

/* ---- the page ---- */

static void draw_hints(const struct canvas *canvas, const struct end_page *page, struct rect rect) {
    const struct hall_hint hints[] = {
        {"Enter", string_of(canvas, next_words(page)), button_of(END_NEXT, 0)},
        {"Home", string_of(canvas, STRING_END_HINT_AGAIN), button_of(END_AGAIN, 0)},
        {page->has_leapt ? "s" : "", string_of(canvas, STRING_END_HINT_WALK),
         button_of(END_WALK, 0)},
        {"o", string_of(canvas, STRING_HINT_LESSONS), ACTION_LESSONS},
        {"Esc", string_of(canvas, STRING_HALL_HINT_BACK), button_of(END_CLOSE, 0)},
    };
    hall_parts_hints(canvas, rect, hints, sizeof hints / sizeof *hints);
}

struct rect end_page_place(const struct layout *layout, struct rect *ret_picture) {
    const float page = fminf(page_width * layout->unit, layout->width);
    const float beside = fminf(layout->width - page, page);
    const bool has_picture = beside >= least_picture * layout->unit;
    const float taken = page + (has_picture ? beside : 0);
    struct rect place = {(layout->width - taken) / 2, 0, taken, layout->height};
    place = rect_inset(place, LAYOUT_GAP * layout->unit);
    *ret_picture = rect_cut_left(&place, has_picture ? beside : 0);
    rect_cut_left(&place, has_picture ? LAYOUT_PAD * layout->unit : 0);
    return place;
}

void end_page_draw(const struct canvas *canvas, const struct end_page *page, struct rect place) {
    const struct layout *layout = canvas->layout;
    struct rect rest = place;
    struct rect header = rect_cut_top(&rest, hall_plan_line(layout->large));
    const char *finished = string_of(canvas, STRING_END_FINISHED);
    float width = canvas_text_width(canvas, FACE_PROSE, layout->normal, finished) + 1;
    draw_text(canvas, rect_cut_right(&header, width), ALIGN_RIGHT,
              canvas_style(canvas, FACE_PROSE, layout->normal, COLOR_GOOD), finished);
    draw_text(canvas, header, ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE_BOLD, layout->large, COLOR_TEXT),
              page->lesson->title.in[canvas->language]);
    rect_cut_top(&rest, LAYOUT_GAP * layout->unit);
    draw_hints(canvas, page, rect_cut_bottom(&rest, hall_plan_line(layout->small)));
    rect_cut_bottom(&rest, layout->unit);
    draw_next(canvas, page, rect_cut_bottom(&rest, next_height(layout, rest.height)));
    rect_cut_bottom(&rest, LAYOUT_GAP * layout->unit);
    draw_goal(canvas, page, &rest);
    draw_questions(canvas, page, rest);
}

enum end_request end_page_take_key(struct key key) {
    static const struct {
        enum key_name name;
        enum end_request request;
    } keys[] = {
        {KEY_ENTER, END_NEXT},   {KEY_HOME, END_AGAIN},    {KEY_LEFT, END_CLOSE},
        {KEY_ESCAPE, END_CLOSE}, {KEY_PAGE_UP, END_CLOSE}, {KEY_BACKSPACE, END_CLOSE},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].name == key.name && !key.has_control) {
            return keys[i].request;
        }
    }
    bool is_walk = key.name == KEY_CHARACTER && key.character == 's' && !key.has_control;
    return is_walk ? END_WALK : END_NOT_MINE;
}
