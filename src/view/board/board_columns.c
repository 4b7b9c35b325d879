#include "view/board/board_columns.h"

#include <math.h>

/* A formula whose symbols stand further apart than this times its own width is no formula any
 * more. */
static const float farthest = 2.4F;

struct matcher {
    const struct filled *values;
    const struct filled_writing *writing;
    const struct board_lines *symbols, *numbers;
    struct board_columns columns;
};

/* The bytes of the formula that the slots of an item replace; false when it has none. */
static bool replaced_bytes(const struct matcher *matcher, const struct math_item *item,
                           size_t *ret_begin, size_t *ret_end) {
    bool is_found = false;
    for (size_t i = 0; i < item->box.part_count; i++) {
        if (item->box.parts[i].kind != MATH_SLOT) {
            continue;
        }
        const struct print_piece *piece = &matcher->values->slots[item->box.parts[i].slot].piece;
        *ret_begin = !is_found || piece->begin < *ret_begin ? piece->begin : *ret_begin;
        *ret_end = !is_found || piece->end > *ret_end ? piece->end : *ret_end;
        is_found = true;
    }
    return is_found;
}

/* Before the items [begin, end), which may be none. */
static float gap_of(const struct board_lines *lines, size_t begin, size_t end) {
    return begin < end ? board_lines_gap(lines, begin, 0) : 0;
}

static void add_column(struct matcher *matcher, struct board_column column) {
    const struct board_lines *symbols = matcher->symbols, *numbers = matcher->numbers;
    if (column.formula_begin == column.formula_end && column.values_begin == column.values_end) {
        return;
    }
    column.gap = fmaxf(gap_of(symbols, column.formula_begin, column.formula_end),
                       gap_of(numbers, column.values_begin, column.values_end));
    column.width = fmaxf(board_lines_width(symbols, column.formula_begin, column.formula_end),
                         board_lines_width(numbers, column.values_begin, column.values_end));
    matcher->columns.items[matcher->columns.count++] = column;
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

/* The relation has a column of its own, so that its place does not depend on what follows it. */
static void add_relation(struct matcher *matcher, struct board_column *middle) {
    bool is_first = matcher->columns.relation == BOARD_LINES_NONE;
    if (!is_first || middle->formula_begin != board_lines_relation(&matcher->symbols->row) ||
        middle->values_begin != board_lines_relation(&matcher->numbers->row) ||
        middle->formula_begin >= middle->formula_end ||
        middle->values_begin >= middle->values_end) {
        return;
    }
    matcher->columns.relation = matcher->columns.count;
    struct board_column relation = *middle;
    relation.formula_end = ++middle->formula_begin;
    relation.values_end = ++middle->values_begin;
    add_column(matcher, relation);
}

/* What follows the last matrix where the formula has nothing left, as ", axis = 1)", stays beside
 * it. */
static void take_rest(const struct matcher *matcher, struct board_column *last) {
    if (last->formula_end == matcher->symbols->row.count) {
        last->values_end = matcher->numbers->row.count;
    }
}

/* What stands between two matrices is shared out in both rows. */
static void part_columns(struct matcher *matcher, struct board_column *left,
                         struct board_column *right) {
    struct board_column middle = {0};
    size_t end = 0;
    size_t begin = 0;
    share_out(matcher->symbols, left->formula_end, right->formula_begin, &end, &begin);
    left->formula_end = middle.formula_begin = end;
    right->formula_begin = middle.formula_end = begin;
    share_out(matcher->numbers, left->values_end, right->values_begin, &end, &begin);
    left->values_end = middle.values_begin = end;
    right->values_begin = middle.values_end = begin;
    add_column(matcher, *left);
    add_relation(matcher, &middle);
    add_column(matcher, middle);
}

/* The items from one on that are the digits of a rate or a count, as α; and the bytes of its
 * letter. false where the item begins none. */
static bool find_digits(const struct matcher *matcher, size_t item, size_t *ret_item_end,
                        size_t *ret_begin, size_t *ret_end) {
    const struct math_row *row = &matcher->numbers->row;
    const struct print_pieces *pieces = &matcher->values->equation->pieces;
    size_t which = 0;
    while (which < matcher->writing->digits_count &&
           matcher->writing->digits[which].begin != row->items[item].begin) {
        which++;
    }
    if (which == matcher->writing->digits_count) {
        return false;
    }
    const struct filled_digits *digits = &matcher->writing->digits[which];
    size_t end = item;
    while (end < row->count && row->items[end].end <= digits->end) {
        end++;
    }
    bool is_found = false;
    for (size_t i = 0; i < pieces->count && end > item && !is_found; i++) {
        is_found = pieces->items[i].node == digits->node;
        *ret_begin = pieces->items[i].begin;
        *ret_end = pieces->items[i].end;
    }
    *ret_item_end = end;
    return is_found;
}

/* A column of digits under items of their own; within the formula of a fraction there are none. */
static bool column_of_digits(const struct matcher *matcher, size_t from, size_t item,
                             struct board_column *ret) {
    size_t item_end = 0, begin = 0, end = 0;
    if (!find_digits(matcher, item, &item_end, &begin, &end)) {
        return false;
    }
    *ret = (struct board_column){.values_begin = item, .values_end = item_end};
    overlapping(&matcher->symbols->row, from, begin, end, &ret->formula_begin, &ret->formula_end);
    const struct math_item *items = matcher->symbols->row.items;
    return ret->formula_begin < ret->formula_end && items[ret->formula_begin].begin >= begin &&
           items[ret->formula_end - 1].end <= end;
}

/* The next matrix or rate of the values and the items of the formula that it stands for. */
static bool next_matrix(const struct matcher *matcher, size_t from, size_t values_from,
                        struct board_column *ret) {
    for (size_t i = values_from; i < matcher->numbers->row.count; i++) {
        size_t begin = 0;
        size_t end = 0;
        if (column_of_digits(matcher, from, i, ret)) {
            return true;
        }
        if (!replaced_bytes(matcher, &matcher->numbers->row.items[i], &begin, &end)) {
            continue;
        }
        *ret = (struct board_column){.values_begin = i, .values_end = i + 1};
        overlapping(&matcher->symbols->row, from, begin, end, &ret->formula_begin,
                    &ret->formula_end);
        return true;
    }
    return false;
}

struct board_columns board_columns_create(struct arena *arena, const struct filled *values,
                                          const struct filled_writing *writing,
                                          const struct board_lines *symbols,
                                          const struct board_lines *numbers) {
    const size_t most = 2 * numbers->row.count + 1;
    struct matcher found = {
        .values = values, .writing = writing, .symbols = symbols, .numbers = numbers};
    struct matcher *matcher = &found;
    found.columns.items = ARENA_ARRAY(arena, struct board_column, most);
    found.columns.width = INFINITY;
    found.columns.relation = BOARD_LINES_NONE;
    struct board_column left = {0}; /* nothing, before the first matrix */
    struct board_column right = {0};
    while (next_matrix(matcher, left.formula_end, left.values_end, &right)) {
        if (right.formula_begin == right.formula_end) {
            return found.columns;
        }
        part_columns(matcher, &left, &right);
        left = right;
    }
    take_rest(matcher, &left);
    right = (struct board_column){matcher->symbols->row.count,
                                  matcher->symbols->row.count,
                                  matcher->numbers->row.count,
                                  matcher->numbers->row.count,
                                  0,
                                  0};
    part_columns(matcher, &left, &right);
    add_column(matcher, right);
    float width = 0;
    for (size_t i = 0; i < found.columns.count; i++) {
        width += found.columns.items[i].gap + found.columns.items[i].width;
    }
    found.columns.width = width <= farthest * symbols->width ? width : INFINITY;
    return found.columns;
}
