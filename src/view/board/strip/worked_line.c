#include "view/board/strip/worked_line.h"

#include "view/draw/paragraph/paragraph_telling.h"

#include <math.h>

static const float beside_relation = 0.25F; /* em: a space */

/* ---- its pieces ---- */

/* Appends the parts [begin, end); returns the first run behind them. */
static size_t add_parts(struct paragraph *whole, const struct telling *telling, size_t begin,
                        size_t end) {
    struct telling part = *telling;
    part.parts += begin;
    part.count = end - begin;
    paragraph_add_telling(whole, &part);
    return whole->count;
}

/* The runs [begin, end) of a paragraph that nothing is added to any more. */
static struct paragraph slice(const struct paragraph *whole, size_t begin, size_t end) {
    struct paragraph ret = *whole;
    ret.runs += begin;
    ret.count = end - begin;
    return ret;
}

/* The next relation from a part on, else the end. */
static size_t next_relation(const struct telling *telling, size_t from) {
    while (from < telling->count && !telling->parts[from].is_relation) {
        from++;
    }
    return from;
}

void worked_line_create(struct worked_line *ret, const struct canvas *canvas,
                        const struct telling *telling) {
    struct paragraph whole;
    size_t ends[2 * WORKED_LINE_MOST_SIDES + 1]; /* of the name, then of each relation and side */
    size_t at = next_relation(telling, 0);
    paragraph_begin(&whole, canvas);
    ends[0] = add_parts(&whole, telling, 0, at);
    for (ret->count = 0; at < telling->count; ret->count++) {
        const bool is_last = ret->count + 1 == WORKED_LINE_MOST_SIDES;
        const size_t end = is_last ? telling->count : next_relation(telling, at + 1);
        ends[2 * ret->count + 1] = add_parts(&whole, telling, at, at + 1);
        ends[2 * ret->count + 2] = add_parts(&whole, telling, at + 1, end);
        at = end;
    }
    ret->size = 0;
    ret->items[WORKED_NAME][0] = slice(&whole, 0, ends[0]);
    for (size_t i = 0; i < ret->count; i++) {
        const size_t *own = &ends[2 * i];
        ret->items[WORKED_RELATION][i] = slice(&whole, own[0], own[1]);
        ret->items[WORKED_SIDE][i] = slice(&whole, own[1], own[2]);
        ret->items[WORKED_REST][i] = slice(&whole, own[1], whole.count);
    }
}

/* ---- its rows ---- */

static size_t rows_of(const struct worked_line *line, size_t rows) {
    return rows < line->count ? rows : line->count;
}

static void measure_unbroken(struct worked_line *line, float size) {
    for (size_t kind = 0; kind < WORKED_KINDS && line->size != size; kind++) {
        for (size_t i = 0; i < (kind == WORKED_NAME ? 1 : line->count); i++) {
            line->measured[kind][i] = paragraph_measure(&line->items[kind][i], size, INFINITY);
        }
    }
    line->size = size;
}

/* A row's name (of the first alone), relation and body. */
struct row {
    const struct paragraph *items[3];
    struct paragraph_size sizes[3];
    float above, below; /* its middle */
};
enum { NAME, RELATION, BODY, ITEMS };

static struct row row_at(const struct worked_line *line, size_t which, size_t rows, float width) {
    const enum worked_kind kinds[ITEMS] = {WORKED_NAME, WORKED_RELATION,
                                           which + 1 == rows ? WORKED_REST : WORKED_SIDE};
    struct row row = {.above = 0};
    for (size_t i = which > 0; i < ITEMS; i++) {
        row.items[i] = &line->items[kinds[i]][which];
        row.sizes[i] = line->measured[kinds[i]][which];
        if (i == BODY && row.sizes[i].width > width) {
            row.sizes[i] = paragraph_measure(row.items[i], line->size, width);
        }
        row.above = fmaxf(row.above, row.sizes[i].above);
        row.below = fmaxf(row.below, row.sizes[i].height - row.sizes[i].above);
    }
    return row;
}

struct worked_extent worked_line_measure(struct worked_line *line, size_t rows, float size,
                                         float width) {
    struct worked_extent extent = {0};
    rows = rows_of(line, rows);
    measure_unbroken(line, size);
    for (size_t i = 0; i < rows; i++) {
        const struct row row = row_at(line, i, rows, width);
        extent.name = fmaxf(extent.name, row.sizes[NAME].width);
        extent.relation = fmaxf(extent.relation, row.sizes[RELATION].width);
        extent.body = fmaxf(extent.body, row.sizes[BODY].width);
        extent.height += row.above + row.below;
        extent.lines += row.sizes[BODY].lines;
    }
    return extent;
}

float worked_line_left(struct worked_columns columns, float size) {
    return columns.name + columns.relation + 2 * beside_relation * size;
}

float worked_line_relation(struct worked_columns columns, float size) {
    return columns.name + beside_relation * size + columns.relation / 2;
}

/* A name ends before the relation, which is in the middle of its column. */
static float left_of(const struct row *row, size_t item, struct worked_columns columns,
                     float size) {
    const float relation = worked_line_relation(columns, size);
    return item == NAME       ? columns.name - row->sizes[NAME].width
           : item == RELATION ? relation - row->sizes[RELATION].width / 2
                              : worked_line_left(columns, size);
}

float worked_line_draw(struct worked_line *line, size_t rows, float size,
                       struct worked_columns columns, struct rect rect) {
    const float left = worked_line_left(columns, size);
    float y = rect.y;
    rows = rows_of(line, rows);
    measure_unbroken(line, size);
    for (size_t i = 0; i < rows; i++) {
        const struct row row = row_at(line, i, rows, rect.width - left);
        for (size_t k = 0; k < ITEMS; k++) {
            const float x = left_of(&row, k, columns, size);
            if (row.items[k] != NULL) {
                paragraph_draw(row.items[k], size,
                               (struct rect){rect.x + x, y + row.above - row.sizes[k].above,
                                             rect.width - x, row.sizes[k].height});
            }
        }
        y += row.above + row.below;
    }
    return y - rect.y;
}
