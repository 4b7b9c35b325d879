#include "view/board/board_lines.h"

#include <math.h>

/* In em. */
static const float line_skip = 0.35F, close_skip = 0.2F;
static const float indent = 1;

static const float usual_descent = 0.75F; /* em, of a line with a fraction */

float board_lines_gap(const struct board_lines *lines, size_t item, size_t begin) {
    return item > begin ? lines->row.items[item].gap : 0;
}

size_t board_lines_relation(const struct math_row *row) {
    const int relation = 1; /* math.h */
    for (size_t i = 0; i < row->count; i++) {
        if (row->items[i].break_rank == relation) {
            return i;
        }
    }
    return BOARD_LINES_NONE;
}

/* When the row is set `scale` times as large. */
static float indent_of(const struct board_lines *lines, size_t line, float scale) {
    return line == 0 ? lines->first : lines->hang > 0 ? lines->hang : scale * indent * lines->size;
}

float board_lines_indent(const struct board_lines *lines, size_t line) {
    return indent_of(lines, line, 1);
}

float board_lines_skip(const struct board_lines *lines) {
    return (lines->is_close ? close_skip : line_skip) * lines->size;
}

void board_lines_lower_first(struct board_lines *lines, float baseline) {
    struct board_line *first = &lines->lines[0];
    float above = fmaxf(baseline - first->above, 0);
    float below = fmaxf(usual_descent * lines->size - first->below, 0);
    first->above += above;
    first->below += below;
    lines->height += above + below;
}

float board_lines_width(const struct board_lines *lines, size_t begin, size_t end) {
    float width = 0;
    for (size_t i = begin; i < end; i++) {
        width += board_lines_gap(lines, i, begin) + lines->row.items[i].box.width;
    }
    return width;
}

/* Widths, as if the row were set as large as it is: of a line, and of the one below it. */
struct room {
    float line, next;
};

/* A break that leaves the line nearly empty is worth less; but not one at a relation that leaves
 * no more than another line. */
static int break_rank(const struct board_lines *lines, size_t at, float x, struct room room) {
    const float nearly_empty = 0.4F;
    const int penalty = 20, relation = 1; /* math.h */
    int rank = lines->row.items[at].break_rank;
    bool is_poor = rank > 0 && x < nearly_empty * room.line &&
                   (rank > relation || board_lines_width(lines, at, lines->row.count) > room.next);
    return is_poor ? rank + penalty : rank;
}

/* Where the line from begin on ends: all of the rest, or the best place to break before it gets
 * too wide. */
static size_t line_end(const struct board_lines *lines, size_t begin, struct room room) {
    size_t best = 0;
    int best_rank = 0;
    float x = 0;
    for (size_t i = begin; i < lines->row.count; i++) {
        const struct math_item *item = &lines->row.items[i];
        int rank = break_rank(lines, i, x, room);
        if (i > begin && rank > 0 && (best == 0 || rank <= best_rank)) {
            best = i;
            best_rank = rank;
        }
        x += board_lines_gap(lines, i, begin) + item->box.width;
        if (x > room.line && best > begin) {
            return best;
        }
    }
    return lines->row.count;
}

static struct board_line make_line(const struct board_lines *lines, float scale, size_t begin,
                                   size_t end) {
    struct board_line line = {.begin = begin, .end = end};
    for (size_t i = begin; i < end; i++) {
        line.width += scale * (board_lines_gap(lines, i, begin) + lines->row.items[i].box.width);
        line.above = fmaxf(line.above, scale * lines->reaches[i].above);
        line.below = fmaxf(line.below, scale * lines->reaches[i].below);
    }
    return line;
}

bool board_lines_break(struct board_lines *lines, float scale, float width, size_t most) {
    lines->count = 0;
    lines->width = 0;
    lines->height = 0;
    for (size_t at = 0; at < lines->row.count;) {
        if (lines->count == most) {
            return false;
        }
        float left = indent_of(lines, lines->count, scale);
        struct room room = {(width - left) / scale,
                            lines->knows_hang
                                ? (width - indent_of(lines, lines->count + 1, scale)) / scale
                                : (width - left) / scale - indent * lines->size};
        size_t end = at < lines->alone ? lines->alone : line_end(lines, at, room);
        struct board_line line = make_line(lines, scale, at, end);
        lines->width = fmaxf(lines->width, left + line.width);
        lines->height +=
            line.above + line.below + (lines->count > 0 ? scale * board_lines_skip(lines) : 0);
        lines->lines[lines->count++] = line;
        at = end;
    }
    return lines->width <= width;
}
