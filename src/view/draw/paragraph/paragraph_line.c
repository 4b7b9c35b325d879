#include "view/draw/paragraph/paragraph_line.h"

#include <math.h>

/* In em. */
static const float least_last_line = 2.9F; /* what the last line of a text holds */
static const float box_air = 0.08F;        /* between a high box and its neighbours */

float paragraph_run_width(const struct paragraph *paragraph, const struct paragraph_run *run,
                          float size) {
    if (run->text == NULL) {
        return run->box.extent(run->box.context, size).width;
    }
    return canvas_text_width(paragraph->canvas, run->face, size, run->text);
}

static bool ends_word(const struct paragraph *paragraph, size_t run) {
    return run == paragraph->count || paragraph->runs[run].can_break ||
           paragraph->runs[run].must_break;
}

/* The word that begins at run `begin`: its end, and its width without the gap before it. */
static struct paragraph_line word_at(const struct paragraph *paragraph, size_t begin, float size) {
    struct paragraph_line word = {.begin = begin, .end = begin};
    do {
        const struct paragraph_run *run = &paragraph->runs[word.end];
        word.width +=
            paragraph_run_width(paragraph, run, size) + (word.end > begin ? run->gap * size : 0);
        word.end++;
    } while (!ends_word(paragraph, word.end));
    return word;
}

/* As many words as fit. */
static struct paragraph_line full_line(const struct paragraph *paragraph, size_t begin, float size,
                                       float width) {
    struct paragraph_line line = word_at(paragraph, begin, size);
    while (line.end < paragraph->count && !paragraph->runs[line.end].must_break) {
        struct paragraph_line word = word_at(paragraph, line.end, size);
        float with_word = line.width + paragraph->runs[word.begin].gap * size + word.width;
        if (with_word > width) {
            break;
        }
        line.width = with_word;
        line.end = word.end;
    }
    return line;
}

size_t paragraph_text_end(const struct paragraph *paragraph, size_t run) {
    do {
        run++;
    } while (run < paragraph->count && !paragraph->runs[run].must_break);
    return run;
}

/* The first words of a line, up to a run. */
static struct paragraph_line line_until(const struct paragraph *paragraph, size_t begin, size_t end,
                                        float size) {
    struct paragraph_line line = word_at(paragraph, begin, size);
    while (line.end < end) {
        struct paragraph_line word = word_at(paragraph, line.end, size);
        line.width += paragraph->runs[word.begin].gap * size + word.width;
        line.end = word.end;
    }
    return line;
}

/* Two characters and a full stop are the least that the last line of a text holds: for less, the
 * line before it ends earlier, where that takes no more lines and leaves most of it. */
struct paragraph_line paragraph_line_at(const struct paragraph *paragraph, size_t begin, float size,
                                        float width) {
    const float least = least_last_line * size;
    enum { MOST_RUNS = 8 }; /* of so little text */
    struct paragraph_line line = full_line(paragraph, begin, size, width);
    size_t end = paragraph_text_end(paragraph, begin);
    if (line.end == end || end - line.end > MOST_RUNS) {
        return line;
    }
    struct paragraph_line last = full_line(paragraph, line.end, size, width);
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

struct paragraph_reach paragraph_line_reach(const struct paragraph *paragraph,
                                            struct paragraph_line line, float size) {
    const float air = box_air * size;
    struct paragraph_reach reach = {PARAGRAPH_LINE * size / 2, PARAGRAPH_LINE * size / 2};
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

float paragraph_run_draw(const struct paragraph *paragraph, const struct paragraph_run *run,
                         float size, float x, float y) {
    if (run->text == NULL) {
        run->box.draw(run->box.context, paragraph->canvas, size, x,
                      floorf(y + TEXT_HALF_FIGURE * size + 0.5F));
        return paragraph_run_width(paragraph, run, size);
    }
    struct text_style style = {run->face, size, run->color};
    return canvas_text(paragraph->canvas, (struct text_anchor){x, y, ALIGN_LEFT}, style, run->text,
                       run->quantity);
}

struct paragraph_size paragraph_measure(const struct paragraph *paragraph, float size,
                                        float width) {
    struct paragraph_size result = {0};
    for (size_t at = 0; at < paragraph->count;) {
        struct paragraph_line line = paragraph_line_at(paragraph, at, size, width);
        struct paragraph_reach reach = paragraph_line_reach(paragraph, line, size);
        result.width = fmaxf(result.width, line.width);
        result.above = result.lines == 0 ? reach.above : result.above;
        result.height += reach.above + reach.below;
        result.lines++;
        at = line.end;
    }
    return result;
}

static bool fits(const struct paragraph *paragraph, float size, size_t lines, struct rect rect) {
    struct paragraph_size measured = paragraph_measure(paragraph, size, rect.width);
    return measured.width <= rect.width && measured.lines <= lines &&
           measured.height <= rect.height;
}

/* Between one that fits and one that does not, as near as nobody sees: where there is as much room
 * for larger text, it is not to become smaller. */
static float fit_between(const struct paragraph *paragraph, float low, float high, size_t lines,
                         struct rect rect) {
    const float same = 1.01F;
    while (high > same * low) {
        float middle = (low + high) / 2;
        bool is_fitting = fits(paragraph, middle, lines, rect);
        low = is_fitting ? middle : low;
        high = is_fitting ? high : middle;
    }
    return low;
}

float paragraph_fit(const struct paragraph *paragraph, float most, float least, size_t lines,
                    struct rect rect) {
    const float step = 0.93F;
    for (float size = most; size > least; size *= step) {
        if (fits(paragraph, size, lines, rect)) {
            return size < most ? fit_between(paragraph, size, size / step, lines, rect) : size;
        }
    }
    return least;
}
