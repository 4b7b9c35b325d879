#include "view/board/board_try.h"

#include <math.h>

static const float least_gap = 0.2F; /* em of the formula, to the values */

enum { MOST_VALUE_LINES = 4 };

/* ---- right of the relation ---- */

struct left_side {
    size_t relation;
    float target, gap, sign; /* widths */
};

static struct left_side left_side_of(const struct board_lines *lines) {
    struct left_side side = {.relation = board_lines_relation(&lines->row)};
    if (side.relation != BOARD_LINES_NONE) {
        side.target = board_lines_width(lines, 0, side.relation);
        side.gap = board_lines_gap(lines, side.relation, 0);
        side.sign = lines->row.items[side.relation].box.width;
    }
    return side;
}

/* Where the relation stands that the left side wants no further left than own; false where that is
 * not the place that all have. */
static bool find_relation(struct board_fit *fit, const struct board_try *attempt, float own) {
    const float same = 0.5F; /* pixels */
    fit->relation = fmaxf(attempt->relation, own);
    return !attempt->is_in_place || attempt->relation <= 0 || own <= attempt->relation + same;
}

/* Room for the left side before the middle of the relation. */
static void hang(struct board_lines *lines, const struct left_side *side, float middle) {
    lines->first = middle - side->sign / 2 - side->gap - side->target;
    lines->hang = middle + side->sign / 2 + side->gap;
}

/* Both rows around one middle of their relations; false where one has none. */
static bool hang_both(struct board_fit *fit, const struct board_try *attempt) {
    const struct left_side above = left_side_of(&fit->symbols);
    const struct left_side below = left_side_of(&fit->numbers);
    if (above.relation == BOARD_LINES_NONE || below.relation == BOARD_LINES_NONE) {
        return false;
    }
    float own = fmaxf(above.target, below.target) + fmaxf(above.gap, below.gap) +
                fmaxf(above.sign, below.sign) / 2;
    bool is_placed = find_relation(fit, attempt, own);
    hang(&fit->symbols, &above, fit->relation);
    hang(&fit->numbers, &below, fit->relation);
    fit->numbers.knows_hang = attempt->knows_hang;
    return is_placed;
}

/* A left side that is too wide to stand before the relation of all: it has the first line of the
 * values for itself, and the rest hangs right of that relation, which stands below the formula's.
 * False where there is no relation. */
static bool stack(struct board_fit *fit, const struct board_try *attempt) {
    const struct left_side above = left_side_of(&fit->symbols);
    const struct left_side below = left_side_of(&fit->numbers);
    if (above.relation == BOARD_LINES_NONE || below.relation == BOARD_LINES_NONE) {
        return false;
    }
    bool is_placed = find_relation(fit, attempt, above.target + above.gap + above.sign / 2);
    hang(&fit->symbols, &above, fit->relation);
    fit->numbers.first = 0;
    fit->numbers.hang = fit->relation - below.sign / 2;
    fit->numbers.alone = below.relation;
    return is_placed;
}

/* ---- does it fit ---- */

/* From the first line of the values up to where they begin. */
static float above_axis(const struct board_fit *fit) {
    return fit->numbers.lines[0].above - math_axis(fit->canvas->metrics->math, fit->numbers.size);
}

float board_try_bottom(const struct board_fit *fit) {
    return fit->axis - above_axis(fit) + fit->numbers.height;
}

/* With the first line of the values on its axis, or right below the formula. */
static bool fits_height(struct board_fit *fit, const struct board_try *attempt, float height) {
    const float axis = attempt->axis;
    const float slack = attempt->is_tight ? 0.01F : 0; /* pixels: sums are rounded */
    const float gap = least_gap * fit->symbols.size;
    const float above = above_axis(fit);
    fit->axis = axis > 0 ? axis : fit->symbols.height + gap + above;
    return fit->axis - above >= fit->symbols.height + gap - slack &&
           board_try_bottom(fit) <= height;
}

static bool break_symbols(struct board_fit *fit, float width, float baseline) {
    if (!board_lines_break(&fit->symbols, 1, width, BOARD_FORMULA_LINES)) {
        return false;
    }
    board_lines_lower_first(&fit->symbols, baseline); /* as the formulas of the lesson stand */
    return true;
}

static float column_middle(const struct board_columns *columns) {
    float x = 0;
    for (size_t i = 0; i < columns->relation; i++) {
        x += columns->items[i].gap + columns->items[i].width;
    }
    return x + columns->items[columns->relation].gap + columns->items[columns->relation].width / 2;
}

/* Each matrix under its symbol. */
static bool fit_aligned(struct board_fit *fit, const struct board_try *attempt, float width,
                        float height) {
    fit->is_aligned = false;
    if (fit->values->has_summands) {
        return false;
    }
    board_set_names(fit, true);
    board_set_numbers(fit, attempt->number);
    fit->symbols.first = fit->symbols.hang = 0;
    if (!board_lines_break(&fit->symbols, 1, width, 1) ||
        !board_lines_break(&fit->numbers, 1, width, 1) || !board_set_columns(fit, width) ||
        fit->columns.relation == BOARD_LINES_NONE) {
        return false;
    }
    board_lines_lower_first(&fit->symbols, attempt->baseline);
    float middle = column_middle(&fit->columns);
    if (!find_relation(fit, attempt, middle) ||
        fit->columns.width + fit->relation - middle > width) {
        return false;
    }
    fit->columns.left = fit->relation - middle;
    fit->is_aligned = fits_height(fit, attempt, height);
    return fit->is_aligned;
}

/* The formula with its relation in its place, the values in lines of their own. */
static bool part(struct board_fit *fit, const struct board_try *attempt) {
    const struct left_side above = left_side_of(&fit->symbols);
    if (above.relation == BOARD_LINES_NONE) {
        return false;
    }
    bool is_placed = find_relation(fit, attempt, above.target + above.gap + above.sign / 2);
    hang(&fit->symbols, &above, fit->relation);
    return is_placed;
}

static bool arrange(struct board_fit *fit, const struct board_try *attempt) {
    return attempt->way == BOARD_TRY_STACKED ? stack(fit, attempt)
           : attempt->way == BOARD_TRY_APART ? part(fit, attempt)
                                             : hang_both(fit, attempt);
}

/* The values in as few lines as there can be. */
static bool fit_lines(struct board_fit *fit, const struct board_try *attempt, float width,
                      float height) {
    fit->is_aligned = false;
    board_set_names(fit, false);
    board_set_numbers(fit, attempt->number);
    return arrange(fit, attempt) && break_symbols(fit, width, attempt->baseline) &&
           board_lines_break(&fit->numbers, 1, width, MOST_VALUE_LINES) &&
           fits_height(fit, attempt, height);
}

bool board_try_move_formula(struct board_fit *fit, float relation, float width) {
    const struct board_try attempt = {
        .relation = relation, .is_in_place = true, .way = BOARD_TRY_APART};
    const float baseline = fit->symbols.lines[0].above;
    return arrange(fit, &attempt) && break_symbols(fit, width, baseline);
}

bool board_try_fit(struct board_fit *fit, const struct board_try *attempt, float width,
                   float height) {
    fit->numbers = (struct board_lines){0};
    board_set_symbols(fit, attempt->formula);
    const size_t end = board_set_end_window(fit);
    for (size_t i = attempt->is_tight ? end - 1 : board_set_first_window(fit); i < end; i++) {
        board_set_fold(fit, board_set_window(i));
        for (size_t w = 0; w < fit->values->writing_count; w++) {
            board_set_writing(fit, w);
            bool fits =
                (attempt->way == BOARD_TRY_TOGETHER && fit_aligned(fit, attempt, width, height)) ||
                fit_lines(fit, attempt, width, height);
            if (fits) {
                return true;
            }
        }
    }
    return false;
}
