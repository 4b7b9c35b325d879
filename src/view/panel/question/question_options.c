#include "view/panel/question/question_options.h"

#include "session/answering/answer_line.h"
#include "view/draw/paragraph/paragraph_telling.h"
#include "view/draw/scene_button.h"

#include <math.h>
#include <string.h>

/* In units: between the boxes, in them, and their corners; in em: the square of a letter. */
static const float box_gap = 1, box_pad = 0.6F, corner = 0.75F;
static const float letter_square = 1.5F;
static const float chosen_share = 0.2F; /* of the pass color behind the chosen one */
static const float right_share = 0.22F; /* of the good color behind the right one */
static const float slack = 1;           /* pixels: what is rounded */
static const float wide_box = 26;       /* em: as wide a row is not divided further */

/* Boxes side by side: as many as leave each enough for a few words. */
static size_t columns_of(struct rect rect, size_t count, float size) {
    size_t most = (size_t)fmaxf(floorf(rect.width / (wide_box / 3 * size)), 1);
    return count < most ? count : most;
}

/* In a high rectangle they stand in two columns, as a square of four; in rows all alike, not three
 * and one. */
static size_t columns_for(struct rect rect, size_t count, float size) {
    bool is_high = rect.height > rect.width / 6;
    size_t columns = columns_of(rect, count, size);
    size_t rows = (count + columns - 1) / columns;
    return is_high && count > 2 && columns > 2 ? 2 : (count + rows - 1) / rows;
}

static struct rect box_of(const struct canvas *canvas, struct rect rect, size_t count,
                          size_t columns, size_t which) {
    float gap = box_gap * canvas->layout->unit;
    size_t rows = (count + columns - 1) / columns;
    float width = (rect.width - gap * (float)(columns - 1)) / (float)columns;
    float height = (rect.height - gap * (float)(rows - 1)) / (float)rows;
    return (struct rect){rect.x + (float)(which % columns) * (width + gap),
                         rect.y + (float)(which / columns) * (height + gap), width, height};
}

/* Where its words stand. */
static struct rect words_of(const struct canvas *canvas, struct rect box, float size) {
    struct rect words = rect_inset(box, box_pad * canvas->layout->unit);
    rect_cut_left(&words, letter_square * size + box_pad * canvas->layout->unit);
    return words;
}

static struct paragraph paragraph_of(const struct canvas *canvas, const struct question_sight *told,
                                     size_t which) {
    const struct asked_option *option = &told->asked->subject.options[which];
    struct paragraph paragraph;
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    question_told_add_option(&telling, told->moment, told->script, told->asked, which);
    bool shows_why = told->asked->is_settled && !option->is_right && option->mistake != NULL;
    if (shows_why) {
        telling_end_line(&telling);
        telling_quiet(&telling, mistake_name(canvas->arena, option->mistake, told->moment->program,
                                             canvas->language));
    }
    paragraph_begin(&paragraph, canvas);
    paragraph_add_telling(&paragraph, &telling);
    return paragraph;
}

/* A formula that has no room in its box, with all that it adds up, is smaller than what is legible:
 * an empty box would be no option at all. */
static float size_within(const struct paragraph *paragraph, float size, struct rect words) {
    enum { MOST_TRIES = 16 };
    for (int i = 0; i < MOST_TRIES; i++) {
        struct paragraph_size measured = paragraph_measure(paragraph, size, words.width);
        if (measured.width <= words.width && measured.height <= words.height + slack) {
            break;
        }
        size *= 1 - 1.0F / MOST_TRIES;
    }
    return size;
}

/* The size of the smallest option in that many columns. */
static float size_in(const struct canvas *canvas, const struct question_sight *told,
                     struct rect rect, size_t columns, float size) {
    const size_t count = told->asked->subject.option_count;
    float least = size;
    for (size_t i = 0; i < count; i++) {
        const struct paragraph paragraph = paragraph_of(canvas, told, i);
        const struct rect words = words_of(canvas, box_of(canvas, rect, count, columns, i), size);
        least = fminf(least, size_within(&paragraph, size, words));
    }
    return least;
}

/* One below the other where a wide formula is larger so. */
static size_t columns_told(const struct canvas *canvas, const struct question_sight *told,
                           struct rect rect, float size) {
    size_t columns = columns_for(rect, told->asked->subject.option_count, size);
    float beside = size_in(canvas, told, rect, columns, size);
    return beside < size && size_in(canvas, told, rect, 1, size) > beside ? 1 : columns;
}

struct question_sight question_options_planned(const struct question_sight *told,
                                               struct asked *ret) {
    *ret = *told->asked;
    ret->is_settled = ret->is_settled || told->moment->question.has_hall_options;
    return (struct question_sight){told->moment, told->script, ret};
}

float question_options_size(const struct canvas *canvas, const struct question_sight *told,
                            struct rect rect, float most) {
    const struct asked_subject *subject = &told->asked->subject;
    float size = most;
    for (size_t i = 0; i < subject->option_count; i++) {
        struct paragraph paragraph = paragraph_of(canvas, told, i);
        size_t columns = columns_for(rect, subject->option_count, size);
        struct rect words =
            words_of(canvas, box_of(canvas, rect, subject->option_count, columns, i), size);
        size_t lines = (size_t)fmaxf(words.height / (PARAGRAPH_LINE * canvas->layout->legible), 1);
        size = fminf(size, paragraph_fit(&paragraph, size, canvas->layout->legible, lines, words));
    }
    return size;
}

bool question_options_fit(const struct canvas *canvas, const struct question_sight *told,
                          struct rect rect, float size) {
    const size_t count = told->asked->subject.option_count;
    const size_t columns = columns_told(canvas, told, rect, size);
    for (size_t i = 0; i < count; i++) {
        const struct paragraph paragraph = paragraph_of(canvas, told, i);
        const struct rect words = words_of(canvas, box_of(canvas, rect, count, columns, i), size);
        const struct paragraph_size measured = paragraph_measure(&paragraph, size, words.width);
        if (measured.width > words.width || measured.height > words.height + slack) {
            return false;
        }
    }
    return true;
}

static bool is_chosen(const struct asked *asked, size_t which) {
    return strchr(asked->text, (char)('A' + which)) != NULL &&
           answer_line_way(asked) != ANSWER_WAY_TEXT;
}

/* It was an answer, or a hint names it, and is wrong: it never looks like a right one again. */
static bool was_wrong(const struct asked *asked, size_t which) {
    return !asked->is_settled && asked_is_known_wrong(asked, which);
}

/* The place in the order, from 1, that the reader gave it, 0: none yet; or once it is settled
 * otherwise, the right one. */
static long order_of(const struct asked *asked, size_t which) {
    if (asked->kind != QUESTION_ORDER) {
        return 0;
    }
    if (asked->is_settled && !asked_accepts(asked->verdict)) {
        long place = 1;
        for (size_t i = 0; i < asked->subject.option_count; i++) {
            place += asked->subject.options[i].operation < asked->subject.options[which].operation;
        }
        return place;
    }
    const char *at = strchr(asked->text, (char)('A' + which));
    return at != NULL ? at - asked->text + 1 : 0;
}

static void draw_letter(const struct canvas *canvas, const struct asked *asked, struct rect box,
                        float size, size_t which) {
    const float unit = canvas->layout->unit;
    float square = fminf(letter_square * size, box.height - 2 * box_pad * unit);
    struct rect rect = {box.x + box_pad * unit, box.y + (box.height - square) / 2, square, square};
    bool is_right = asked->is_settled && asked->subject.options[which].is_right;
    canvas_box(canvas, rect, corner / 2 * unit,
               canvas_color(canvas, is_right ? COLOR_GOOD : COLOR_PANEL),
               fmaxf(roundf(canvas->layout->line), 1),
               canvas_color(canvas, is_right ? COLOR_GOOD : COLOR_PANEL_EDGE));
    long order = order_of(asked, which);
    const char letter[2] = {(char)(order > 0 ? '0' + order : 'A' + (int)which), '\0'};
    const char *written = was_wrong(asked, which) ? "✗" : text_format(canvas->arena, "%s", letter);
    canvas_text(canvas,
                (struct text_anchor){rect.x + square / 2, rect.y + square / 2, ALIGN_CENTER},
                canvas_style(canvas, FACE_BOLD, fminf(size, square / LAYOUT_ROW),
                             is_right ? COLOR_BACKGROUND : COLOR_TEXT),
                written, QUANTITY_NONE);
}

static void draw_option(const struct canvas *canvas, const struct question_sight *told,
                        struct rect box, float size, size_t which) {
    const struct asked *asked = told->asked;
    const struct asked_option *option = &asked->subject.options[which];
    const struct operation *operation = canvas->moment->operation;
    color_argb pass =
        canvas_color(canvas, theme_pass_color(operation != NULL ? operation->pass : PASS_FORWARD));
    bool is_right = asked->is_settled && option->is_right;
    bool chosen = is_chosen(asked, which);
    color_argb mark = was_wrong(asked, which) ? canvas_color(canvas, COLOR_BAD) : pass;
    color_argb ground = is_right ? theme_fade(canvas_color(canvas, COLOR_GOOD), right_share)
                        : chosen ? theme_fade(mark, chosen_share)
                                 : canvas_color(canvas, COLOR_BACKGROUND);
    color_argb edge = is_right ? canvas_color(canvas, COLOR_GOOD)
                      : chosen ? mark
                               : canvas_color(canvas, COLOR_PANEL_EDGE);
    float line = canvas->layout->line;
    canvas_box(canvas, box, corner * canvas->layout->unit, ground,
               fmaxf(roundf(is_right || chosen ? 2 * line : line), 1), edge);
    if (!asked->is_settled) {
        scene_button_add_typed(canvas->scene, box,
                               text_format(canvas->arena, "%c", (char)('A' + (int)which)));
    }
    draw_letter(canvas, asked, box, size, which);
    struct paragraph paragraph = paragraph_of(canvas, told, which);
    struct asked revealed;
    const struct question_sight planned = question_options_planned(told, &revealed);
    const struct paragraph whole = paragraph_of(canvas, &planned, which);
    struct rect words = words_of(canvas, box, size);
    size = size_within(&whole, size, words);
    float height = paragraph_measure(&whole, size, words.width).height;
    rect_cut_top(&words, fmaxf((words.height - height) / 2, 0));
    paragraph_draw(&paragraph, size, words);
}

void question_options_draw(const struct canvas *canvas, const struct question_sight *told,
                           struct rect rect, float size) {
    const struct asked_subject *subject = &told->asked->subject;
    struct asked revealed;
    const struct question_sight planned = question_options_planned(told, &revealed);
    size_t columns = columns_told(canvas, &planned, rect, size);
    for (size_t i = 0; i < subject->option_count; i++) {
        draw_option(canvas, told, box_of(canvas, rect, subject->option_count, columns, i), size, i);
    }
}
