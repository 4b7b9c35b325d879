#include "view/board/board_columns.h"

#include <math.h>

/* A formula whose symbols stand further apart than this times its own width is no formula any
 * more. */
static const float farthest = 2.4F;

/* The bytes of the formula that the slots of an item replace; false when it has none. */
static bool replaced_bytes(const struct board_flow *flow, const struct math_item *item,
                           size_t *ret_begin, size_t *ret_end) {
    bool is_found = false;
    for (size_t i = 0; i < item->box.part_count; i++) {
        if (item->box.parts[i].kind != MATH_SLOT) {
            continue;
        }
        const struct print_piece *piece = &flow->values->slots[item->box.parts[i].slot].piece;
        *ret_begin = !is_found || piece->begin < *ret_begin ? piece->begin : *ret_begin;
        *ret_end = !is_found || piece->end > *ret_end ? piece->end : *ret_end;
        is_found = true;
    }
    return is_found;
}

static float width_of(const struct math_row *row, size_t begin, size_t end) {
    float width = 0;
    for (size_t i = begin; i < end; i++) {
        width += row->items[i].box.width + (i > begin ? row->items[i].gap : 0);
    }
    return width;
}

static float gap_of(const struct math_row *row, size_t begin, size_t end) {
    return begin < end && begin > 0 ? row->items[begin].gap : 0;
}

static void add_column(struct board_flow *flow, struct board_column column) {
    const struct math_row *symbols = &flow->symbols.row;
    const struct math_row *numbers = &flow->numbers.row;
    if (column.formula_begin == column.formula_end && column.values_begin == column.values_end) {
        return;
    }
    column.gap = fmaxf(gap_of(symbols, column.formula_begin, column.formula_end),
                       gap_of(numbers, column.values_begin, column.values_end));
    column.width = fmaxf(width_of(symbols, column.formula_begin, column.formula_end),
                         width_of(numbers, column.values_begin, column.values_end));
    flow->columns[flow->column_count++] = column;
}

/* The items of the formula from `from` on that share bytes with [begin, end). */
static void overlapping(const struct math_row *row, size_t from, size_t begin, size_t end,
                        size_t *ret_begin, size_t *ret_end) {
    size_t first = from;
    while (first < row->count && row->items[first].end <= begin) {
        first++;
    }
    size_t last = first;
    while (last < row->count && row->items[last].begin < end) {
        last++;
    }
    *ret_begin = first;
    *ret_end = last;
}

/* An item that stands closer to its neighbour than two operands do belongs to it: a bracket, the
 * sign of a number, the name of a function. */
static bool is_glued(const struct board_lines *lines, size_t item) {
    const float thin_space = 0.19F; /* em */
    return item > 0 && item < lines->row.count &&
           lines->row.items[item].gap < thin_space * lines->size;
}

/* Where items between the matrices at `left` and at `right` (behind and before them) part: [left,
 * *ret_end) belong to the left one, [*ret_begin, right) to the right one. */
static void share_out(const struct board_lines *lines, size_t left, size_t right, size_t *ret_end,
                      size_t *ret_begin) {
    size_t end = left;
    while (left > 0 && end < right && is_glued(lines, end)) {
        end++;
    }
    size_t begin = right;
    while (right < lines->row.count && begin > end && is_glued(lines, begin)) {
        begin--;
    }
    *ret_end = end;
    *ret_begin = begin;
}

/* What stands between two matrices is shared out in both rows. */
static void part_columns(struct board_flow *flow, struct board_column *left,
                         struct board_column *right) {
    struct board_column middle = {0};
    size_t end = 0;
    size_t begin = 0;
    share_out(&flow->symbols, left->formula_end, right->formula_begin, &end, &begin);
    left->formula_end = middle.formula_begin = end;
    right->formula_begin = middle.formula_end = begin;
    share_out(&flow->numbers, left->values_end, right->values_begin, &end, &begin);
    left->values_end = middle.values_begin = end;
    right->values_begin = middle.values_end = begin;
    add_column(flow, *left);
    add_column(flow, middle);
}

/* The next matrix of the values and the items of the formula that it stands for. */
static bool next_matrix(const struct board_flow *flow, size_t from, size_t values_from,
                        struct board_column *ret) {
    for (size_t i = values_from; i < flow->numbers.row.count; i++) {
        size_t begin = 0;
        size_t end = 0;
        if (!replaced_bytes(flow, &flow->numbers.row.items[i], &begin, &end)) {
            continue;
        }
        *ret = (struct board_column){.values_begin = i, .values_end = i + 1};
        overlapping(&flow->symbols.row, from, begin, end, &ret->formula_begin, &ret->formula_end);
        return true;
    }
    return false;
}

float board_columns_create(struct board_flow *flow) {
    const size_t most = 2 * flow->numbers.row.count + 1;
    flow->columns = ARENA_ARRAY(flow->canvas->arena, struct board_column, most);
    flow->column_count = 0;
    struct board_column left = {0}; /* nothing, before the first matrix */
    struct board_column right = {0};
    while (next_matrix(flow, left.formula_end, left.values_end, &right)) {
        if (right.formula_begin == right.formula_end) {
            return INFINITY;
        }
        part_columns(flow, &left, &right);
        left = right;
    }
    right = (struct board_column){flow->symbols.row.count,
                                  flow->symbols.row.count,
                                  flow->numbers.row.count,
                                  flow->numbers.row.count,
                                  0,
                                  0};
    part_columns(flow, &left, &right);
    add_column(flow, right);
    float width = 0;
    for (size_t i = 0; i < flow->column_count; i++) {
        width += flow->columns[i].gap + flow->columns[i].width;
    }
    return width <= farthest * flow->symbols.width ? width : INFINITY;
}
