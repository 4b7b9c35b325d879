#include "view/draw/paragraph/paragraph.h"

#include "base/utf8.h"
#include "typeset/prose/line_break.h"

#include <math.h>
#include <string.h>

/* In em. */
static const float least_last_line = 2.9F; /* what the last line of a text holds */
static const float box_air = 0.08F;        /* between a high box and its neighbours */

static const float rounding = 0.01F; /* pixels that the sum of a line's widths may be off */

void paragraph_begin(struct paragraph *paragraph, const struct canvas *canvas) {
    *paragraph =
        (struct paragraph){.canvas = canvas, .is_after_space = true, .quantity = QUANTITY_NONE};
}

static void add_run(struct paragraph *paragraph, struct paragraph_run run) {
    paragraph->runs = arena_grow(paragraph->canvas->arena, paragraph->runs, paragraph->count,
                                 sizeof *paragraph->runs, &paragraph->capacity);
    paragraph->runs[paragraph->count++] = run;
}

/* Appends a run between the character before it and its own first and last ones. */
static void add_between(struct paragraph *paragraph, struct paragraph_run run, uint32_t first,
                        uint32_t last) {
    bool has_space = paragraph->is_after_space;
    run.gap = line_break_gap(paragraph->last, first, has_space);
    run.can_break = line_break_is_allowed(paragraph->last, first, has_space);
    run.must_break = paragraph->is_after_end;
    add_run(paragraph, run);
    paragraph->is_after_space = false;
    paragraph->is_after_end = false;
    paragraph->last = last;
}

/* The piece at text that no line ends in and that nothing stands apart in. */
struct piece {
    size_t length;
    uint32_t first, last;
};

static struct piece piece_at(const char *text) {
    size_t length = strlen(text);
    struct piece piece = {0};
    while (piece.length < length && text[piece.length] != ' ') {
        uint32_t code_point = 0;
        size_t size = utf8_decode(text + piece.length, length - piece.length, &code_point);
        bool is_apart = piece.length > 0 && (line_break_is_allowed(piece.last, code_point, false) ||
                                             line_break_gap(piece.last, code_point, false) > 0);
        if (is_apart) {
            break;
        }
        piece.first = piece.length == 0 ? code_point : piece.first;
        piece.last = code_point;
        piece.length += size > 0 ? size : 1;
    }
    return piece;
}

void paragraph_add(struct paragraph *paragraph, enum text_face face, color_argb color,
                   const char *text) {
    while (*text != '\0') {
        if (*text == ' ') {
            paragraph->is_after_space = true;
            text++;
            continue;
        }
        struct piece piece = piece_at(text);
        const struct paragraph_run run = {
            .text = arena_copy_text(paragraph->canvas->arena, text, piece.length),
            .face = face,
            .color = color,
            .quantity = paragraph->quantity,
        };
        add_between(paragraph, run, piece.first, piece.last);
        text += piece.length;
    }
}

void paragraph_add_box(struct paragraph *paragraph, const struct paragraph_box *box) {
    add_between(paragraph, (struct paragraph_run){.box = *box}, LINE_BREAK_OBJECT,
                LINE_BREAK_OBJECT);
}

void paragraph_end_line(struct paragraph *paragraph) {
    paragraph->is_after_end = paragraph->count > 0;
    paragraph->is_after_space = true;
    paragraph->last = 0;
}

/* ---- lines ---- */

static float run_width(const struct paragraph *paragraph, const struct paragraph_run *run,
                       float size) {
    if (run->text == NULL) {
        return run->box.extent(run->box.context, size).width;
    }
    return canvas_text_width(paragraph->canvas, run->face, size, run->text);
}

/* The runs [begin, end) of a line. */
struct line {
    size_t begin, end;
    float width;
};

static bool ends_word(const struct paragraph *paragraph, size_t run) {
    return run == paragraph->count || paragraph->runs[run].can_break ||
           paragraph->runs[run].must_break;
}

/* The word that begins at run `begin`: its end, and its width without the gap before it. */
static struct line word_at(const struct paragraph *paragraph, size_t begin, float size) {
    struct line word = {.begin = begin, .end = begin};
    do {
        const struct paragraph_run *run = &paragraph->runs[word.end];
        word.width += run_width(paragraph, run, size) + (word.end > begin ? run->gap * size : 0);
        word.end++;
    } while (!ends_word(paragraph, word.end));
    return word;
}

/* As many words as fit. */
static struct line full_line(const struct paragraph *paragraph, size_t begin, float size,
                             float width) {
    struct line line = word_at(paragraph, begin, size);
    while (line.end < paragraph->count && !paragraph->runs[line.end].must_break) {
        struct line word = word_at(paragraph, line.end, size);
        float with_word = line.width + paragraph->runs[word.begin].gap * size + word.width;
        if (with_word > width) {
            break;
        }
        line.width = with_word;
        line.end = word.end;
    }
    return line;
}

/* The end of the text that a run belongs to: a line ends there in any case. */
static size_t text_end(const struct paragraph *paragraph, size_t run) {
    do {
        run++;
    } while (run < paragraph->count && !paragraph->runs[run].must_break);
    return run;
}

/* The first words of a line, up to a run. */
static struct line line_until(const struct paragraph *paragraph, size_t begin, size_t end,
                              float size) {
    struct line line = word_at(paragraph, begin, size);
    while (line.end < end) {
        struct line word = word_at(paragraph, line.end, size);
        line.width += paragraph->runs[word.begin].gap * size + word.width;
        line.end = word.end;
    }
    return line;
}

/* Two characters and a full stop are the least that the last line of a text holds: for less, the
 * line before it ends earlier, where that takes no more lines and leaves most of it. */
static struct line line_at(const struct paragraph *paragraph, size_t begin, float size,
                           float width) {
    const float least = least_last_line * size;
    enum { MOST_RUNS = 8 }; /* of so little text */
    struct line line = full_line(paragraph, begin, size, width);
    size_t end = text_end(paragraph, begin);
    if (line.end == end || end - line.end > MOST_RUNS) {
        return line;
    }
    struct line last = full_line(paragraph, line.end, size, width);
    size_t word = line.end;
    while (last.end == end && last.width < least && word > begin + 1) {
        do {
            word--;
        } while (word > begin && !ends_word(paragraph, word));
        last = full_line(paragraph, word, size, width);
    }
    bool is_better = last.end == end && word > begin && last.width < width / 2;
    return is_better ? line_until(paragraph, begin, word, size) : line;
}

/* How far a line reaches above and below the middle of its text. */
struct reach {
    float above, below;
};

static struct reach line_reach(const struct paragraph *paragraph, struct line line, float size) {
    const float air = box_air * size;
    struct reach reach = {PARAGRAPH_LINE * size / 2, PARAGRAPH_LINE * size / 2};
    for (size_t i = line.begin; i < line.end; i++) {
        const struct paragraph_run *run = &paragraph->runs[i];
        if (run->text == NULL) {
            struct paragraph_extent extent = run->box.extent(run->box.context, size);
            float baseline = TEXT_HALF_FIGURE * size; /* below the middle */
            reach.above = fmaxf(reach.above, extent.ascent - baseline + air);
            reach.below = fmaxf(reach.below, extent.descent + baseline + air);
        }
    }
    return reach;
}

struct paragraph_size paragraph_measure(const struct paragraph *paragraph, float size,
                                        float width) {
    struct paragraph_size result = {0};
    for (size_t at = 0; at < paragraph->count;) {
        struct line line = line_at(paragraph, at, size, width);
        struct reach reach = line_reach(paragraph, line, size);
        result.width = fmaxf(result.width, line.width);
        result.height += reach.above + reach.below;
        result.lines++;
        at = line.end;
    }
    return result;
}

float paragraph_fit(const struct paragraph *paragraph, float most, float least, size_t lines,
                    struct rect rect) {
    const float step = 0.93F;
    for (float size = most; size > least; size *= step) {
        struct paragraph_size measured = paragraph_measure(paragraph, size, rect.width);
        if (measured.width <= rect.width && measured.lines <= lines &&
            measured.height <= rect.height) {
            return size;
        }
    }
    return least;
}

static float draw_run(const struct paragraph *paragraph, const struct paragraph_run *run,
                      float size, float x, float y) {
    if (run->text == NULL) {
        run->box.draw(run->box.context, paragraph->canvas, size, x,
                      floorf(y + TEXT_HALF_FIGURE * size + 0.5F));
        return run_width(paragraph, run, size);
    }
    struct text_style style = {run->face, size, run->color};
    return canvas_text(paragraph->canvas, (struct text_anchor){x, y, ALIGN_LEFT}, style, run->text,
                       run->quantity);
}

static color_argb ellipsis_color(const struct paragraph *paragraph, struct line line) {
    const struct paragraph_run *first = &paragraph->runs[line.begin];
    return first->text != NULL ? first->color : canvas_color(paragraph->canvas, COLOR_TEXT);
}

/* Runs that go beyond the right end, or the first that does with what follows, become "…". */
static void draw_line(const struct paragraph *paragraph, struct line line, float size,
                      struct rect rect, float y, bool is_cut) {
    float x = rect.x;
    float room = rect.width;
    float ellipsis = canvas_text_width(paragraph->canvas, FACE_PROSE, size, "…");
    is_cut = is_cut || line.width > rect.width;
    room -= is_cut ? ellipsis : 0;
    for (size_t i = line.begin; i < line.end; i++) {
        const struct paragraph_run *run = &paragraph->runs[i];
        float gap = i > line.begin ? run->gap * size : 0;
        if (x - rect.x + gap + run_width(paragraph, run, size) > room + rounding) {
            is_cut = true;
            break;
        }
        x += gap;
        x += draw_run(paragraph, run, size, x, y);
    }
    if (is_cut && x - rect.x + ellipsis <= rect.width && x > rect.x) {
        const struct paragraph_run end = {
            .text = "…",
            .face = FACE_PROSE,
            .color = ellipsis_color(paragraph, line),
            .quantity = QUANTITY_NONE,
        };
        draw_run(paragraph, &end, size, x, y);
    }
}

/* The height of the line that begins at a run. */
static float next_height(const struct paragraph *paragraph, size_t at, float size, float width) {
    struct reach reach = line_reach(paragraph, line_at(paragraph, at, size, width), size);
    return reach.above + reach.below;
}

static float draw_lines(const struct paragraph *paragraph, float size, struct rect rect,
                        size_t first_line, bool has_ellipsis) {
    const float slack = 0.5F;
    float bottom = rect.y + rect.height + slack;
    float y = rect.y;
    size_t number = 0;
    for (size_t at = 0; at < paragraph->count; number++) {
        struct line line = line_at(paragraph, at, size, rect.width);
        struct reach reach = line_reach(paragraph, line, size);
        float end = y + reach.above + reach.below;
        at = line.end;
        if (number < first_line) {
            continue;
        }
        if (end > bottom) {
            break;
        }
        bool is_cut = has_ellipsis && at < paragraph->count &&
                      end + next_height(paragraph, at, size, rect.width) > bottom;
        draw_line(paragraph, line, size, rect, y + reach.above, is_cut);
        y = end;
    }
    return y - rect.y;
}

float paragraph_draw_from(const struct paragraph *paragraph, float size, struct rect rect,
                          size_t first_line) {
    return draw_lines(paragraph, size, rect, first_line, false);
}

float paragraph_draw(const struct paragraph *paragraph, float size, struct rect rect) {
    return draw_lines(paragraph, size, rect, 0, true);
}
