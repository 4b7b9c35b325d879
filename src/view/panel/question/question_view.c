#include "view/panel/question/question_view.h"

#include "session/key_table.h"
#include "tell/answer/hint_told.h"
#include "tell/answer/question_told.h"
#include "view/draw/paragraph/paragraph_telling.h"
#include "view/draw/scene_button.h"
#include "view/panel/question/question_line.h"
#include "view/panel/question/question_options.h"
#include "view/panel/question/question_said.h"
#include "view/panel/speech_bar.h"

#include <assert.h>
#include <math.h>

/* In units: around what stands in the frame, the line of a number. */
static const float pad = 0.5F, number_width = 41, between = 0.4F;
static const float options_keys = 44;   /* units: for the keys beside the question of options */
static const float keypad_share = 0.8F; /* of the row's height: how wide a key of it is */
static const float strip_share = 0.4F;  /* of a row that has no other, for what is said */
static const float keypad_least = 0.6F; /* the same where Enter has to stand among them */
static const float keypad_keys = 34;    /* units: that are left to the keys before it */

/* ---- what is said ---- */

/* What came of the last answer stands in the place of the question, which then is short. */
static bool has_verdict(const struct asked *asked) {
    return asked->verdict != ASKED_UNANSWERED;
}

static bool is_wrong(const struct asked *asked) {
    return asked->verdict == ASKED_WRONG;
}

/* ---- the ladder ---- */

/* ● open, ○ not yet: which operands, the products, the solution. */
static void draw_ladder(const struct canvas *canvas, const struct asked *asked, struct rect row) {
    static const enum string_id rungs[] = {STRING_ASK_HINT_OPERANDS, STRING_ASK_HINT_PRODUCTS,
                                           STRING_ASK_HINT_SOLUTION};
    static_assert(sizeof rungs / sizeof *rungs == ASKED_MOST_HINTS, "words for each hint");
    const struct layout *layout = canvas->layout;
    if (!question_line_draw_key(canvas, &row, key_table_label(canvas->arena, ACTION_HINT),
                                string_get(canvas->language, STRING_ASK_HINT), ACTION_HINT)) {
        return;
    }
    for (int i = 0; i < ASKED_MOST_HINTS; i++) {
        bool is_further = rungs[i] == STRING_ASK_HINT_PRODUCTS && !hint_told_is_products(asked);
        const char *text = text_format(
            canvas->arena, "%s %s", i < asked->hints ? "●" : "○",
            string_get(canvas->language, is_further ? STRING_ASK_HINT_FURTHER : rungs[i]));
        float width = canvas_text_width(canvas, FACE_PROSE, layout->small, text);
        if (width > row.width) {
            return;
        }
        struct rect place = rect_cut_left(&row, width);
        if (i == asked->hints) {
            scene_button_add(canvas->scene, place, ACTION_HINT);
        }
        canvas_text(canvas, (struct text_anchor){place.x, place.y + place.height / 2, ALIGN_LEFT},
                    canvas_style(canvas, FACE_PROSE, layout->small,
                                 i < asked->hints ? COLOR_TEXT : COLOR_TEXT_DIM),
                    text, QUANTITY_NONE);
        rect_cut_left(&row, LAYOUT_GAP * layout->unit);
    }
}

/* ---- the row to answer in ---- */

static const char *written_as(const struct canvas *canvas, const struct asked *asked) {
    if (asked->kind == QUESTION_SHAPE) {
        return string_get(canvas->language, STRING_ASK_SHAPE_FORM);
    }
    if (asked->kind == QUESTION_SIGN) {
        return string_get(canvas->language, STRING_ASK_SIGN_FORM);
    }
    return asked->kind == QUESTION_VALUE ? string_get(canvas->language, STRING_ASK_DECIMALS) : "";
}

/* The keys beside the line; what has no room is left out, from the right. */
static void draw_keys(const struct canvas *canvas, const struct session *session, struct rect row) {
    enum language language = canvas->language;
    bool is_focused = answer_line_is_focused(session);
    const char *answer = key_table_label(canvas->arena, ACTION_ASK_AGAIN);
    bool has_room =
        is_focused
            ? question_line_draw_key(canvas, &row, "Enter", string_get(language, STRING_ASK_CHECK),
                                     ACTION_CHECK)
            : question_line_draw_key(canvas, &row, answer, string_get(language, STRING_ASK_ANSWER),
                                     ACTION_ASK_AGAIN);
    has_room = has_room &&
               question_line_draw_key(canvas, &row, key_table_label(canvas->arena, ACTION_HINT),
                                      string_get(language, STRING_ASK_HINT), ACTION_HINT);
    if (has_room) {
        question_line_draw_key(canvas, &row, "PageDown", string_get(language, STRING_ASK_SKIP),
                               ACTION_SKIP);
    }
}

/* What a number, a shape or a sign is put together from by whoever has only a mouse; "\b" takes the
 * last one back. */
static const char *const *keypad_of(const struct asked *asked) {
    static const char *const number[] = {"1", "2", "3", "4", "5", "6",  "7",
                                         "8", "9", "0", ".", "−", "\b", NULL};
    static const char *const shape[] = {"1", "2", "3", "4", "5",  "6", "7",
                                        "8", "9", "0", "×", "\b", NULL};
    static const char *const sign[] = {"+", "−", "0", "\b", NULL};
    static const char *const none[] = {NULL};
    return asked->kind == QUESTION_VALUE   ? number
           : asked->kind == QUESTION_SHAPE ? shape
           : asked->kind == QUESTION_SIGN  ? sign
                                           : none;
}

static void draw_pad_key(const struct canvas *canvas, struct rect key, float size,
                         const char *text) {
    const struct layout *layout = canvas->layout;
    canvas_box(canvas, key, layout->unit / 2, canvas_color(canvas, COLOR_BACKGROUND), layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    canvas_text_within(canvas, key, ALIGN_CENTER,
                       canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT), CANVAS_LEAST, text);
}

/* How wide its keys are, and that of Enter at its end; 0: Enter stands elsewhere. */
struct pad_widths {
    float key, enter;
};

/* Where it leaves no room for the keys, Enter is its last one: a pointer stays where it is. */
static struct pad_widths pad_widths(const struct canvas *canvas, size_t count, struct rect row) {
    const struct layout *layout = canvas->layout;
    const float gap = layout->unit / 2;
    const float most = row.height * keypad_share;
    if ((float)count * (most + gap) <= row.width - keypad_keys * layout->unit) {
        return (struct pad_widths){most, 0};
    }
    float enter = canvas_text_width(canvas, FACE_REGULAR, layout->small, "Enter") + 2 * gap;
    float key = fminf(most, floorf((row.width - enter - gap) / (float)count - gap));
    return key >= row.height * keypad_least ? (struct pad_widths){key, enter}
                                            : (struct pad_widths){most, 0};
}

/* At the right end of the row, where that leaves the keys their room; or instead of them, for the
 * row of hints has them too, and whoever has only a mouse has no other digits. */
static void draw_keypad(const struct canvas *canvas, const struct asked *asked, struct rect *row) {
    const struct layout *layout = canvas->layout;
    const char *const *signs = keypad_of(asked);
    size_t count = 0;
    while (signs[count] != NULL) {
        count++;
    }
    const float gap = layout->unit / 2;
    const struct pad_widths widths = pad_widths(canvas, count, *row);
    float whole = (float)count * (widths.key + gap) + (widths.enter > 0 ? widths.enter + gap : 0);
    if (count == 0 || whole > row->width) {
        return;
    }
    if (whole > row->width - keypad_keys * layout->unit) {
        rect_cut_left(row, row->width - whole);
    }
    struct rect rest = rect_cut_right(row, whole);
    for (size_t i = 0; i < count; i++) {
        rect_cut_left(&rest, gap);
        struct rect key = rect_cut_left(&rest, widths.key);
        scene_button_add_typed(canvas->scene, key, signs[i]);
        draw_pad_key(canvas, key, layout->normal, signs[i][0] == '\b' ? "←" : signs[i]);
    }
    if (widths.enter > 0) {
        rect_cut_left(&rest, gap);
        scene_button_add(canvas->scene, rest, ACTION_CHECK);
        draw_pad_key(canvas, rest, layout->small, "Enter");
    }
}

static void draw_answer_row(const struct canvas *canvas, const struct session *session,
                            const struct question_sight *told, struct rect row) {
    const struct layout *layout = canvas->layout;
    const struct asked *asked = told->asked;
    if (answer_line_way(asked) == ANSWER_WAY_POINTING) {
        struct rect words = row;
        const char *text = string_get(canvas->language, STRING_ASK_POINT);
        float width = canvas_text_width(canvas, FACE_PROSE, layout->small, text);
        struct rect place = rect_cut_left(&words, fminf(width, words.width));
        canvas_text_within(canvas, place, ALIGN_LEFT,
                           canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
                           CANVAS_LEAST, text);
        rect_cut_left(&words, LAYOUT_GAP * layout->unit);
        draw_keys(canvas, session, words);
        return;
    }
    bool is_formula = asked->kind == QUESTION_FORMULA;
    float width = is_formula ? row.width * 2 / 3 : fminf(number_width * layout->unit, row.width);
    struct rect line = rect_cut_left(&row, width);
    rect_cut_left(&row, LAYOUT_GAP * layout->unit);
    question_line_draw(canvas, session, line, written_as(canvas, asked));
    draw_keypad(canvas, asked, &row);
    draw_keys(canvas, session, row);
}

/* ---- the frame ---- */

struct rows {
    struct rect said, answer, ladder;
};

/* What is clicked to answer is lowest and stays there, whatever is said above it. A strip has one
 * row only: the question stands in it. */
static struct rows rows_of(const struct canvas *canvas, const struct asked *asked,
                           bool is_of_options, struct rect inner) {
    const struct layout *layout = canvas->layout;
    float one = PARAGRAPH_LINE * layout->normal;
    float line = fminf(question_line_height(canvas), inner.height);
    float ladder = LAYOUT_ROW * layout->small;
    struct rows rows = {.said = inner};
    if (is_of_options) {
        rows.said = rect_cut_top(&inner, fminf(one, inner.height / 2));
        rows.answer = inner;
        return rows;
    }
    bool has_ladder =
        !has_verdict(asked) && asked->hints < 2 && inner.height >= one + line + ladder;
    rows.answer = rect_cut_bottom(&rows.said, line);
    rect_cut_bottom(&rows.said, fmaxf(between * layout->unit, 0));
    if (has_ladder) {
        rows.ladder = rect_cut_bottom(&rows.said, ladder);
    }
    return rows;
}

static enum theme_color bar_of(const struct asked *asked) {
    return is_wrong(asked) ? COLOR_BAD : COLOR_BACKWARD;
}

static bool has_options(const struct asked *asked) {
    return asked->subject.option_count > 0 && answer_line_way(asked) != ANSWER_WAY_TEXT;
}

static struct rect inside(const struct canvas *canvas, struct rect panel) {
    struct rect inner = rect_inset(panel, pad * canvas->layout->unit);
    rect_cut_left(&inner, (2 * LAYOUT_PAD - pad) * canvas->layout->unit);
    rect_cut_right(&inner, (2 * LAYOUT_PAD - pad) * canvas->layout->unit);
    return inner;
}

/* The keys at the right end of what is said, and the gap before them. */
static struct rect take_keys(const struct canvas *canvas, struct rect *row) {
    struct rect keys = rect_cut_right(row, options_keys * canvas->layout->unit);
    rect_cut_right(row, LAYOUT_GAP * canvas->layout->unit);
    return keys;
}

bool question_view_has_options_above(const struct canvas *canvas, const struct session *session) {
    const struct asked *asked = session_ask_now(session);
    if (!session_ask_is_open(session) || !has_options(asked)) {
        return false;
    }
    const struct question_sight told = {canvas->moment, session_script(session), asked};
    const struct rect inner = inside(canvas, canvas->layout->narration);
    const struct rect rect = rows_of(canvas, asked, true, inner).answer;
    float size = question_options_size(canvas, &told, rect, canvas->layout->normal);
    struct rect beside = rows_of(canvas, asked, true, inner).said;
    take_keys(canvas, &beside);
    const struct question_said said = {session, &told, false, true};
    return !question_options_fit(canvas, &told, rect, size) ||
           ((has_verdict(asked) || asked->hints > 0) && !question_said_fits(canvas, &said, beside));
}

/* The options are on the board: the question, and what can be done. */
static void draw_below_options(const struct canvas *canvas, const struct question_said *said,
                               struct rect inner) {
    struct rect keys = rect_cut_bottom(&inner, LAYOUT_ROW * canvas->layout->normal);
    if (session_ask_is_for_hall(said->session)) {
        question_line_draw_key(canvas, &keys, "PageDown",
                               string_get(canvas->language, STRING_ASK_REVEAL), ACTION_CHECK);
    } else {
        draw_keys(canvas, said->session, keys);
    }
    question_said_draw(canvas, said, inner);
}

/* The keys at the right end of what is said; not where they would push a part of that to another
 * page, and the row of hints has them too. */
static void draw_keys_beside(const struct canvas *canvas, const struct question_sight *told,
                             const struct session *session, struct rect *row) {
    const struct question_said said = {session, told, false, true};
    struct rect beside = *row;
    const struct rect keys = take_keys(canvas, &beside);
    if (canvas->layout->hints.height == 0 || question_said_fits(canvas, &said, beside)) {
        draw_keys(canvas, session, keys);
        *row = beside;
    }
}

bool question_view_draw(const struct canvas *canvas, const struct session *session,
                        struct rect panel) {
    const struct layout *layout = canvas->layout;
    if (!session_ask_is_open(session)) {
        return false;
    }
    if (canvas->scene->answer == NULL) {
        canvas->scene->answer = ARENA_NEW(canvas->arena, struct scene_answer);
    }
    const struct asked *asked = session_ask_now(session);
    const struct question_sight told = {canvas->moment, session_script(session), asked};
    const bool is_of_options = has_options(asked);
    speech_bar_draw(canvas, panel, bar_of(asked));
    struct rect inner = inside(canvas, panel);
    if (session_ask_is_for_hall(session) || question_view_has_options_above(canvas, session)) {
        const struct question_said said = {.session = session, .told = &told, .has_question = true};
        draw_below_options(canvas, &said, inner);
        return true;
    }
    struct rows rows = rows_of(canvas, asked, is_of_options, inner);
    if (is_of_options) {
        draw_keys_beside(canvas, &told, session, &rows.said);
    }
    struct question_said said = {session, &told, rows.ladder.height > 0, is_of_options};
    bool is_strip = rows.said.height < PARAGRAPH_LINE * layout->legible && !is_of_options;
    if (is_strip) {
        rows.said = rect_cut_left(&rows.answer, strip_share * rows.answer.width);
        rect_cut_left(&rows.answer, layout->unit);
        said.has_question = true;
    } else if (has_verdict(asked) && !is_of_options) {
        said.has_question = !question_said_draw_short(canvas, &told, &rows.answer);
    }
    question_said_draw(canvas, &said, rows.said);
    if (is_of_options) {
        question_options_draw(canvas, &told, rows.answer,
                              question_options_size(canvas, &told, rows.answer, layout->normal));
        return true;
    }
    draw_answer_row(canvas, session, &told, rows.answer);
    if (rows.ladder.height > 0) {
        draw_ladder(canvas, asked, rows.ladder);
    }
    return true;
}

/* Of a number, a shape or a formula the board is the solution. */
static bool stands_nowhere_else(const struct asked *asked) {
    return asked->term > 0 || asked->kind == QUESTION_CHOICE || asked->kind == QUESTION_LINE ||
           asked->kind == QUESTION_ORDER;
}

bool question_view_tell_settled(const struct canvas *canvas, const struct session *session,
                                struct rect panel, struct telling *telling) {
    const struct asked *asked = session_ask_now(session);
    if (asked == NULL || !asked->is_settled || asked->is_skipped) {
        return false;
    }
    bool is_right = asked_accepts(asked->verdict) && !asked->is_revealed;
    speech_bar_draw(canvas, panel, is_right ? COLOR_GOOD : COLOR_BACKWARD);
    const struct question_sight told = {canvas->moment, session_script(session), asked};
    telling_toned(telling, is_right ? "✓ " : "", false, true);
    question_told_add_verdict(telling, told.moment, told.script, told.asked);
    if (asked->is_revealed && !canvas->moment->question.has_hall_options &&
        stands_nowhere_else(asked)) {
        question_told_add_hint(telling, told.moment, told.script, told.asked,
                               asked->term > 0 ? 2 : ASKED_MOST_HINTS);
    }
    telling_end_line(telling);
    return true;
}
