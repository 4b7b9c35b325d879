#include "view/derivation/derivation_view.h"

#include "session/action.h"
#include "session/strings.h"
#include "tell/derived/derived_told.h"
#include "view/derivation/derivation_bars.h"
#include "view/derivation/derivation_misprint.h"
#include "view/derivation/derivation_strip.h"
#include "view/derivation/derivation_value.h"
#include "view/draw/misprint_mark.h"
#include "view/draw/paragraph/paragraph_telling.h"
#include "view/draw/scene_button.h"

#include <math.h>

/* Of the largest size of formulas and of numbers. */
static const float older_share = 0.6F, newest_share = 0.96F;
static const float older_value = 0.67F, newest_value = 0.95F;

/* In units. */
static const float row_pitch = 9,
                   row_gap = 2;    /* at least, from baseline to baseline; between rows */
static const float side_gap = 2;   /* between columns */
static const float left_room = 12; /* before the relation, where the left side is short */
static const float below_title = 1;

static const float reason_from = 0.5F;                  /* of the width, at least */
static const float least_reason = 11, most_reason = 17; /* em of the small text */
static const size_t reason_lines = 4;                   /* at most; longer ones are left out */

struct page {
    const struct canvas *canvas;
    const struct proof *proof;
    struct rect rest; /* below the title */
    struct derivation_row *rows;
    size_t first, count; /* of the older lines that are shown, rows[number - 1] */
    struct derivation_block block;
    struct derivation_misprint misprint;
    float relation;             /* x of the relations */
    float printed;              /* of that of the misprint */
    float newest;               /* and of that of the newest line, where its matrices need more */
    float value_width;          /* of the column of values */
    float reason, reason_width; /* x; width 0: there is no room for reasons */
    float strip;                /* height */
    bool has_ways;
};

static float formula_size(const struct canvas *canvas, float share) {
    return fmaxf(share * canvas->layout->formula, canvas->layout->normal);
}

static float value_size(const struct canvas *canvas, float share) {
    return fmaxf(share * canvas->layout->number, canvas->layout->small);
}

static struct paragraph paragraph_of(const struct canvas *canvas, const struct telling *telling) {
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add_telling(&paragraph, telling);
    return paragraph;
}

/* ---- the title ---- */

static void draw_title(const struct page *page, struct rect row) {
    const struct canvas *canvas = page->canvas;
    const struct layout *layout = canvas->layout;
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    derived_told_place(&telling, page->proof);
    struct paragraph place = paragraph_of(canvas, &telling);
    float width = fminf(paragraph_measure(&place, layout->small, INFINITY).width + 1, row.width);
    const struct localized_text *title = &page->proof->derivation->choice.definition->title;
    struct rect right = rect_cut_right(&row, width);
    rect_cut_right(&row, side_gap * layout->unit);
    canvas_text_within(canvas, row, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE, layout->normal, COLOR_TEXT_DIM),
                       CANVAS_LEAST, title->in[canvas->language]);
    float height = paragraph_measure(&place, layout->small, right.width).height;
    rect_cut_top(&right, (right.height - height) / 2);
    paragraph_draw(&place, layout->small, right);
}

static float right_of(const struct page *page) {
    return page->rest.x + page->rest.width;
}

/* ---- reasons ---- */

static struct paragraph reason_of(const struct page *page, const struct derivation_row *row) {
    const struct canvas *canvas = page->canvas;
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    derived_told_reason(&telling, page->proof->derivation, row->line);
    for (size_t i = 0; i < telling.count; i++) {
        telling.parts[i].is_quiet = true; /* it was said when the line was the newest */
    }
    return paragraph_of(canvas, &telling);
}

static struct paragraph_size reason_size(const struct page *page,
                                         const struct derivation_row *row) {
    struct paragraph reason = reason_of(page, row);
    return paragraph_measure(&reason, page->canvas->layout->small, page->reason_width);
}

/* As a whole, or not at all. */
static bool has_reason(const struct page *page, const struct derivation_row *row) {
    return page->reason_width > 0 &&
           page->relation + row->right + side_gap * page->canvas->layout->unit <= page->reason &&
           reason_size(page, row).lines <= reason_lines;
}

static float reason_height(const struct page *page, const struct derivation_row *row) {
    if (!has_reason(page, row)) {
        return 0;
    }
    return reason_size(page, row).height;
}

/* ---- where everything goes ---- */

/* How far below the row's top its baseline is, and its height. */
static float row_above(const struct page *page, const struct derivation_row *row) {
    float text = fmaxf(
        reason_height(page, row) / 2,
        canvas_line_height(page->canvas, FACE_REGULAR, value_size(page->canvas, older_value)) / 2);
    return fmaxf(derivation_row_above(row), text + TEXT_HALF_FIGURE * row->lines.size);
}

static float row_height(const struct page *page, const struct derivation_row *row) {
    const struct canvas *canvas = page->canvas;
    float unit = canvas->layout->unit;
    float value = canvas_line_height(canvas, FACE_REGULAR, value_size(canvas, older_value)) / 2;
    bool has_words =
        derived_told_origin(page->proof->derivation, row->line, canvas->language) != NULL;
    float words = has_words ? canvas_line_height(canvas, FACE_PROSE, canvas->layout->small) : 0;
    float text = fmaxf(reason_height(page, row) / 2, value + words);
    float below = fmaxf(derivation_row_below(row), text - TEXT_HALF_FIGURE * row->lines.size);
    return fmaxf(row_above(page, row) + below + row_gap * unit, row_pitch * unit);
}

/* The widest left side of all lines, so that the relation stays where it is while they are
 * written. */
static float widest_left(const struct page *page) {
    const struct canvas *canvas = page->canvas;
    float widest = left_room * canvas->layout->unit;
    size_t count = proof_line_count(page->proof);
    for (size_t i = 1; i <= count; i++) {
        struct derivation_row row =
            derivation_row_create(canvas, page->proof, i, formula_size(canvas, newest_share));
        widest = fmaxf(widest, row.left);
    }
    return fminf(widest + canvas->layout->unit, page->rest.width / 2);
}

static void set_reasons(struct page *page) {
    const struct layout *layout = page->canvas->layout;
    float gap = side_gap * layout->unit;
    float end = right_of(page) - page->value_width - gap;
    float widest = 0;
    for (size_t i = 0; i + 1 < page->proof->written; i++) {
        float right = page->rows[i].right;
        bool leaves_room = page->relation + right + gap + least_reason * layout->small <= end;
        widest = leaves_room ? fmaxf(widest, right) : widest;
    }
    page->reason =
        fmaxf(page->relation + widest + gap, page->rest.x + reason_from * page->rest.width);
    page->reason = fminf(page->reason,
                         fmaxf(end - least_reason * layout->small, page->relation + widest + gap));
    float width = fminf(end - page->reason, most_reason * layout->small);
    page->reason_width = width >= least_reason * layout->small ? width : 0;
}

/* Older lines as wide as leaves room for their values. */
static void fit_rows(struct page *page) {
    const struct canvas *canvas = page->canvas;
    float width =
        right_of(page) - page->value_width - side_gap * canvas->layout->unit - page->relation;
    float size = formula_size(canvas, older_share);
    for (size_t i = 0; i + 1 < page->proof->written; i++) {
        derivation_row_squeeze(&page->rows[i], size, width);
    }
}

static void measure_values(struct page *page) {
    const struct canvas *canvas = page->canvas;
    for (size_t i = 0; i < page->proof->written; i++) {
        bool is_newest = i + 1 == page->proof->written;
        struct derivation_value value = derivation_value_of(&page->rows[i], page->proof);
        float size = value_size(canvas, is_newest ? newest_value : older_value);
        float width = derivation_value_width(canvas, &value, size);
        bool is_seen = !is_newest || !derivation_block_has_numbers(&page->block);
        page->value_width = is_seen ? fmaxf(page->value_width, width) : page->value_width;
    }
}

/* The older lines from the newest of them up, as many as there is room for; scrolled back, from
 * further up. */
static void choose_rows(struct page *page, float room) {
    size_t older = page->proof->written - 1;
    size_t end = older > page->proof->scrolled ? older - page->proof->scrolled : older > 0;
    float hidden = page->canvas->layout->small * LAYOUT_PROSE;
    size_t first = end;
    float height = 0;
    while (first > 0) {
        float more = row_height(page, &page->rows[first - 1]);
        float note = first > 1 ? hidden : 0;
        if (height + more + note > room && first < end) {
            break;
        }
        if (height + more > room) {
            break;
        }
        height += more;
        first--;
    }
    page->first = first;
    page->count = end - first;
}

/* ---- drawing ---- */

static void draw_reason(const struct page *page, const struct derivation_row *row, float middle) {
    if (!has_reason(page, row)) {
        return;
    }
    struct paragraph reason = reason_of(page, row);
    float height = reason_height(page, row);
    paragraph_draw(
        &reason, page->canvas->layout->small,
        (struct rect){page->reason, middle - height / 2, page->reason_width, height + 1});
}

/* Returns the baseline. */
static float draw_row(const struct page *page, const struct derivation_row *row, float y) {
    const struct canvas *canvas = page->canvas;
    float baseline = roundf(y + row_above(page, row));
    float middle = baseline - TEXT_HALF_FIGURE * row->lines.size;
    struct rect place = {page->rest.x, y, page->rest.width, row_height(page, row)};
    scene_button_add_line(canvas->scene, place, row->number);
    derivation_row_draw(row, page->relation, baseline);
    draw_reason(page, row, middle);
    struct derivation_value value = derivation_value_of(row, page->proof);
    float size = value_size(canvas, older_value);
    float left = right_of(page) - derivation_value_width(canvas, &value, size);
    if (page->relation + row->right + side_gap * canvas->layout->unit / 2 <= left) {
        derivation_value_draw(canvas, &value, size, right_of(page), middle);
    }
    return baseline;
}

/* Room for a mark, and for what is before it. */
static float mark_width(const struct canvas *canvas) {
    const float em = 4;
    return em * canvas->layout->small;
}

/* What a line with matrices is held against: a line of elements before it, the line above, or,
 * where a new equation begins, its own left side. */
static const char *agreement(const struct page *page, const struct derivation_value *value) {
    const struct canvas *canvas = page->canvas;
    size_t ignored;
    const char *row =
        derived_told_row(canvas->arena, page->proof, page->proof->written, canvas->language);
    if (row != NULL || value->words != NULL || value->is_bad) {
        return row != NULL ? row : value->words != NULL ? value->words : "";
    }
    bool goes_on = derived_above(page->proof->derivation, page->block.row.line, &ignored);
    return string_get(canvas->language,
                      goes_on ? STRING_DERIVATION_AS_ABOVE : STRING_DERIVATION_BOTH_SIDES);
}

/* Beside the newest line its value, or under its matrices that it is the line above. Returns where
 * a mark of a misprint may stand: its right end and its middle. */
static struct scene_point draw_verdict(const struct page *page, struct board_drawn drawn, float y) {
    const struct canvas *canvas = page->canvas;
    const struct layout *layout = canvas->layout;
    const struct derivation_block *block = &page->block;
    struct derivation_value value = derivation_value_of(&block->row, page->proof);
    if (!derivation_block_has_numbers(block)) {
        float size = value_size(canvas, newest_value);
        float left = right_of(page) - derivation_value_width(canvas, &value, size);
        bool has_room = drawn.right + side_gap * layout->unit / 2 <= left;
        float middle = has_room ? derivation_block_baseline(block, y) -
                                      TEXT_HALF_FIGURE * block->row.lines.size
                                : drawn.bottom + canvas_line_height(canvas, FACE_REGULAR, size) / 2;
        derivation_value_draw(canvas, &value, size, right_of(page), middle);
        float below = has_room ? middle + TEXT_HALF_FIGURE * block->row.lines.size + size
                               : middle + size / 2 + layout->small;
        bool is_clear = drawn.right + mark_width(canvas) <= right_of(page);
        return (struct scene_point){right_of(page),
                                    is_clear ? below : fmaxf(below, drawn.bottom + layout->small)};
    }
    struct text_style style =
        canvas_style(canvas, FACE_PROSE, layout->small, value.is_bad ? COLOR_BAD : COLOR_GOOD);
    const char *text =
        text_format(canvas->arena, "%s %s", value.is_bad ? "✗" : "✓", agreement(page, &value));
    float width = canvas_text_width(canvas, style.face, style.size, text);
    float most = width + (proof_misprint(page->proof, &(size_t){0}) ? mark_width(canvas) : 0);
    bool is_beside = drawn.right + side_gap * layout->unit + most <= right_of(page);
    float middle = is_beside ? drawn.bottom - drawn.caption / 2
                             : drawn.bottom + layout->small * LAYOUT_PROSE / 2;
    canvas_text(canvas, (struct text_anchor){right_of(page), middle, ALIGN_RIGHT}, style, text,
                QUANTITY_NONE);
    return (struct scene_point){right_of(page) - width - side_gap * layout->unit, middle};
}

static void draw_lines(const struct page *page) {
    const struct canvas *canvas = page->canvas;
    float y = page->rest.y;
    if (page->first > 0) {
        float height = canvas->layout->small * LAYOUT_PROSE;
        canvas_text(canvas, (struct text_anchor){page->relation, y + height / 2, ALIGN_LEFT},
                    canvas_style(canvas, FACE_PROSE, canvas->layout->small, COLOR_TEXT_DIM),
                    STRING_FILL(canvas->arena, canvas->language, STRING_DERIVATION_HIDDEN,
                                text_format(canvas->arena, "%zu", page->first)),
                    QUANTITY_NONE);
        y += height;
    }
    float baseline = 0;
    for (size_t i = page->first; i < page->first + page->count; i++) {
        baseline = draw_row(page, &page->rows[i], y);
        y += row_height(page, &page->rows[i]);
    }
    y += page->count > 0 ? row_gap * canvas->layout->unit : 0; /* for the bars */
    if (page->misprint.height > 0) {
        derivation_misprint_draw(
            &page->misprint,
            (struct rect){page->rest.x, y, page->rest.width, page->misprint.height}, page->printed);
        y += page->misprint.height + row_gap * canvas->layout->unit;
    }
    struct board_drawn drawn;
    derivation_block_draw(&page->block, page->newest, y, &drawn);
    struct scene_point mark = draw_verdict(page, drawn, y);
    size_t misprint;
    if (proof_misprint(page->proof, &misprint) && page->misprint.height == 0) {
        misprint_mark_draw(canvas, mark.x, mark.y);
    }
    if (page->count > 0 && page->misprint.height == 0 &&
        page->first + page->count + 1 == page->proof->written) {
        const struct derivation_pair pair = {&page->rows[page->proof->written - 2],
                                             &page->block,
                                             page->relation,
                                             baseline,
                                             page->newest,
                                             y};
        derivation_bars_draw(&pair, page->proof->derivation);
    }
}

/* ---- the whole ---- */

/* All lines that are written. Returns how far their relations are from the edge. */
static float set_rows(struct page *page) {
    const struct canvas *canvas = page->canvas;
    size_t written = page->proof->written;
    page->rows = ARENA_ARRAY(canvas->arena, struct derivation_row, written);
    for (size_t i = 0; i < written; i++) {
        page->rows[i] =
            derivation_row_create(canvas, page->proof, i + 1, formula_size(canvas, older_share));
    }
    float left = widest_left(page);
    page->relation = page->printed = page->rest.x + left;
    page->strip = derivation_strip_height(&page->rows[written - 1], page->proof, page->rest);
    measure_values(page);
    page->misprint = derivation_misprint_create(canvas, page->proof, left, page->rest);
    return left;
}

/* The newest line with its numbers, rather than the arithmetic of one of its elements, which makes
 * `more` room; and rather than the line above it, which has `above`. */
static void fit_newest(struct page *page, struct derivation_room *room, float more, float above) {
    const struct canvas *canvas = page->canvas;
    derivation_block_create(&page->block, canvas, page->proof, room);
    const float heights[] = {more, more + above};
    for (size_t i = 0; i < sizeof heights / sizeof *heights; i++) {
        if (!derivation_block_lacks_numbers(&page->block) || page->proof->level > LEVEL_OPERATION) {
            return;
        }
        struct derivation_room higher = *room;
        higher.height += heights[i];
        derivation_block_create(&page->block, canvas, page->proof, &higher);
        if (derivation_block_has_numbers(&page->block)) {
            page->strip = 0;
            *room = higher;
            return;
        }
    }
    derivation_block_create(&page->block, canvas, page->proof, room);
}

/* Below the older lines that there is room for, with all ways of a sum where they fit too. */
static void fit_older(struct page *page, float printed) {
    const struct layout *layout = page->canvas->layout;
    float gap = row_gap * layout->unit;
    float remark = layout->small * LAYOUT_PROSE;
    page->value_width = 0;
    measure_values(page);
    fit_rows(page);
    set_reasons(page);
    float foot = (derivation_block_has_numbers(&page->block) ? remark : 0) + printed;
    float used = page->strip + (page->strip > 0 ? 2 * gap : gap) + page->block.height + foot;
    choose_rows(page, page->rest.height - used);
    float ways = derivation_strip_ways_height(&page->block.row, page->proof);
    float height = 0;
    for (size_t i = page->first; i < page->first + page->count; i++) {
        height += row_height(page, &page->rows[i]);
    }
    page->has_ways = page->strip > 0 && ways > 0 && page->first == 0 &&
                     height + page->block.height + foot + ways + 3 * gap <= page->rest.height;
    page->strip = page->has_ways ? ways : page->strip;
}

/* Fits the newest line into what the strip and the line above it leave; without its matrices, and
 * then without the strip, where that is not enough. */
static void fit_page(struct page *page) {
    const struct canvas *canvas = page->canvas;
    const struct layout *layout = canvas->layout;
    size_t written = page->proof->written;
    float gap = row_gap * layout->unit;
    float remark = layout->small * LAYOUT_PROSE;
    float left = set_rows(page);
    float above = written > 1 ? row_height(page, &page->rows[written - 2]) + gap : 0;
    float printed = page->misprint.height > 0 ? page->misprint.height + gap : 0;
    struct derivation_room room = {
        .width = page->rest.width,
        .height = page->rest.height - page->strip - 2 * gap - above - remark - printed,
        .left = left,
        .beside = page->value_width + side_gap * layout->unit,
        .size = formula_size(canvas, newest_share),
    };
    float hidden = written > 2 ? fmaxf(remark - gap, 0) : 0; /* to say that there are more */
    fit_newest(page, &room, page->strip + gap - hidden, fmaxf(above - remark, 0));
    bool is_asked_for = proof_is_on_way(page->proof) &&
                        page->block.height <= room.height + above; /* before the line above */
    if (page->block.height > room.height && !is_asked_for) {
        page->strip = 0;
        room.height = page->rest.height - gap - (written > 1 ? 2 : 1) * remark - printed;
        derivation_block_create(&page->block, canvas, page->proof, &room);
    }
    page->relation = page->rest.x + fmaxf(left, page->block.left);
    page->newest = fmaxf(fminf(page->relation, page->rest.x + page->rest.width - page->block.right),
                         page->rest.x + page->block.left);
    fit_older(page, printed);
}

/* No line is written yet: what is to be derived, and how one begins. */
static void draw_nothing_yet(const struct page *page) {
    const struct canvas *canvas = page->canvas;
    const struct layout *layout = canvas->layout;
    struct rect rest = page->rest;
    const struct operation *operation = canvas->moment->operation;
    if (page->proof->derivation->choice.definition->operation != NULL && operation != NULL) {
        struct telling telling = telling_begin(canvas->arena, canvas->language);
        struct equation equation = equation_create(canvas->moment, operation, NULL);
        telling_equation(&telling, &equation);
        struct paragraph formula = paragraph_of(canvas, &telling);
        struct rect place = rest;
        place.height /= 2;
        float size =
            paragraph_fit(&formula, formula_size(canvas, newest_share), layout->legible, 2, place);
        rect_cut_top(&rest, layout->unit);
        rect_cut_top(&rest, paragraph_draw(&formula, size, rest) + LAYOUT_APART * layout->unit);
    }
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    telling_words(&telling, string_get(canvas->language, STRING_DERIVATION_PURPOSE));
    struct paragraph purpose = paragraph_of(canvas, &telling);
    rect_cut_top(&rest,
                 paragraph_draw(&purpose, layout->normal, rest) + LAYOUT_APART * layout->unit);
    struct rect begin = rect_cut_top(&rest, layout->normal * PARAGRAPH_LINE);
    scene_button_add(canvas->scene, begin, ACTION_NEXT);
    canvas_text_within(canvas, begin, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE_BOLD, layout->normal, COLOR_BACKWARD),
                       CANVAS_LEAST_WHOLE, string_get(canvas->language, STRING_DERIVATION_BEGIN));
}

void derivation_view_draw(const struct canvas *canvas, const struct proof *proof,
                          struct rect panel) {
    const struct layout *layout = canvas->layout;
    canvas_panel(canvas, panel);
    struct page page = {.canvas = canvas, .proof = proof};
    page.rest = rect_inset(panel, LAYOUT_INDENT * layout->unit);
    page.rest.y -= layout->unit;
    page.rest.height += 2 * layout->unit;
    draw_title(&page, rect_cut_top(&page.rest, layout->normal * PARAGRAPH_LINE));
    rect_cut_top(&page.rest, below_title * layout->unit);
    if (proof->written == 0) {
        draw_nothing_yet(&page);
        return;
    }
    fit_page(&page);
    draw_lines(&page);
    if (page.strip > 0) {
        struct rect rest = page.rest;
        derivation_strip_draw(&page.block.row, proof, rect_cut_bottom(&rest, page.strip),
                              page.has_ways);
    }
}
