#include "view/draw/paragraph/paragraph_line.h"
#include "view/draw/paragraph/paragraph_turned.h"

#include <math.h>

static const float rounding = 0.01F; /* pixels that the sum of a line's widths may be off */

static struct paragraph_run ellipsis_of(const struct paragraph *paragraph,
                                        struct paragraph_line line) {
    const struct paragraph_run *first = &paragraph->runs[line.begin];
    return (struct paragraph_run){
        .text = "…",
        .face = FACE_PROSE,
        .color = first->text != NULL ? first->color : canvas_color(paragraph->canvas, COLOR_TEXT),
        .quantity = QUANTITY_NONE,
    };
}

/* Runs that go beyond the right end, or the first that does with what follows, become "…". */
static struct paragraph_drawn cut_line(const struct paragraph *paragraph,
                                       struct paragraph_line line, float size, float width,
                                       bool is_cut) {
    struct paragraph_drawn drawn = {.paragraph = paragraph, .begin = line.begin, .end = line.begin};
    float ellipsis = canvas_text_width(paragraph->canvas, FACE_PROSE, size, "…");
    is_cut = is_cut || line.width > width;
    float room = width - (is_cut ? ellipsis : 0);
    for (; drawn.end < line.end; drawn.end++) {
        const struct paragraph_run *run = &paragraph->runs[drawn.end];
        float gap = drawn.end > line.begin ? run->gap * size : 0;
        float with_run = drawn.width + gap + paragraph_run_width(paragraph, run, size);
        if (with_run > room + rounding) {
            is_cut = true;
            break;
        }
        drawn.width = with_run;
    }
    drawn.has_ellipsis = is_cut && drawn.width + ellipsis <= width && drawn.end > line.begin;
    drawn.ellipsis = ellipsis_of(paragraph, line);
    return drawn;
}

static void draw_in_order(const struct paragraph_drawn *line, float size, float x, float y) {
    for (size_t i = line->begin; i < line->end; i++) {
        const struct paragraph_run *run = &line->paragraph->runs[i];
        x += i > line->begin ? run->gap * size : 0;
        x += paragraph_run_draw(line->paragraph, run, size, x, y);
    }
    if (line->has_ellipsis) {
        paragraph_run_draw(line->paragraph, &line->ellipsis, size, x, y);
    }
}

static void draw_line(const struct paragraph_drawn *line, float size, struct rect rect, float y) {
    const struct text_metrics *metrics = line->paragraph->canvas->metrics;
    if (line->paragraph->has_turn && metrics->levels != NULL) {
        paragraph_turned_draw(line, size, rect, y);
    } else {
        draw_in_order(line, size, rect.x, y);
    }
}

/* The height of the line that begins at a run. */
static float next_height(const struct paragraph *paragraph, size_t at, float size, float width) {
    struct paragraph_reach reach =
        paragraph_line_reach(paragraph, paragraph_line_at(paragraph, at, size, width), size);
    return reach.above + reach.below;
}

static float draw_lines(const struct paragraph *paragraph, float size, struct rect rect,
                        size_t first_line, bool has_ellipsis) {
    const float slack = 0.5F;
    float bottom = rect.y + rect.height + slack;
    float y = rect.y;
    size_t number = 0;
    for (size_t at = 0; at < paragraph->count; number++) {
        struct paragraph_line line = paragraph_line_at(paragraph, at, size, rect.width);
        struct paragraph_reach reach = paragraph_line_reach(paragraph, line, size);
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
        const struct paragraph_drawn drawn = cut_line(paragraph, line, size, rect.width, is_cut);
        draw_line(&drawn, size, rect, y + reach.above);
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
