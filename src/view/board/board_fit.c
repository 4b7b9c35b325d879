#include "view/board/board_fit.h"

#include "step/filled_term.h"

#include <math.h>

static const struct board_fold tight_folds[] = {
    {5, 5, 4, 3, 2.5F}, {4, 4, 3, 3, 0}, {3, 3, 3, 3, 0}};
enum {
    FOLDS_OF_WINDOWS = BOARD_SET_WINDOWS,
    FOLDS = BOARD_SET_ALL_WINDOWS + sizeof tight_folds / sizeof *tight_folds
};
static const struct board_fold all_dots = {1, 1, 1, 1, 1};

static struct board_fold fold_at(size_t which) {
    return which < BOARD_SET_ALL_WINDOWS ? board_set_window(which)
                                         : tight_folds[which - BOARD_SET_ALL_WINDOWS];
}

/* Of the largest size that symbols may have: the least on one line, and what several begin with. */
static const float least_on_one = 0.55F, most_on_several = 0.75F;
static const float line_filled = 0.99F;  /* of the width, by a line that is made to fit */
static const float least_symbols = 0.5F; /* of the small text */
static const float symbols_step = 0.9F;  /* from one size that is tried to the next */
static const float numbers_step = 0.97F;

/* Numbers that are comfortable: of the largest, or of the running text; and what a large matrix
 * leaves of that. */
static const float comfortable_share = 0.8F, comfortable_text = 1.25F;
static const float large_share = 0.75F;
static const float dots_share = 0.8F; /* of the largest, where nothing but dots is left */

/* Of the width: numbers that leave so much of it are small for lack of height. */
static const float pressed_width = 0.8F, pressed_width_of_term = 0.95F;

/* What there is room for. */
struct board_room {
    float width, height;
    size_t lines;
};

/* ---- the formula ---- */

/* Sets the formula at a size; false when it takes more lines than that. */
static bool set_symbols(struct board_fit *fit, float size, float width, size_t lines) {
    board_set_symbols(fit, size);
    return board_lines_break(&fit->symbols, 1, width, lines);
}

/* As large as it may be on one line; on several where it would become small. */
static void fit_symbols(struct board_fit *fit, float most, float width) {
    const struct layout *layout = fit->canvas->layout;
    const float least = fmaxf(layout->normal, least_on_one * most);
    if (set_symbols(fit, most, width, 1)) {
        return;
    }
    float one_line = most * width / fit->symbols.width * line_filled;
    if (one_line >= least && set_symbols(fit, one_line, width, 1)) {
        return;
    }
    float size = fmaxf(least, most_on_several * most);
    while (!set_symbols(fit, size, width, BOARD_FORMULA_LINES) &&
           size > layout->small * least_symbols) {
        size *= symbols_step;
    }
}

/* ---- the values ---- */

/* Whether the numbers as they are set would fit at another size. */
static bool would_fit(struct board_fit *fit, float size, struct board_room room) {
    return board_lines_break(&fit->numbers, size / fit->numbers.size, room.width, room.lines) &&
           fit->numbers.height <= room.height;
}

enum { MOST_ATTEMPTS = 4 };
static const float size_step = 0.93F;

/* Matrices under their symbols need no names of their own. */
static bool fit_aligned(struct board_fit *fit, float most, float least, struct board_room room) {
    room.lines = 1;
    fit->is_aligned = false;
    if (fit->symbols.count != 1 || fit->values->has_summands) {
        return false;
    }
    board_set_names(fit, true);
    for (float size = most; size >= least; size *= size_step) {
        board_set_numbers(fit, size);
        if (would_fit(fit, size, room) && board_set_columns(fit, room.width)) {
            fit->is_aligned = true;
            return true;
        }
    }
    return false;
}

/* The largest size at which the numbers, set at another one, fit; 0 when none does. */
static float largest_size(struct board_fit *fit, float most, float least, struct board_room room) {
    for (float size = most; size >= least; size *= size_step) {
        if (would_fit(fit, size, room)) {
            return size;
        }
    }
    return would_fit(fit, least, room) ? least : 0;
}

/* Few lines are worth more than large numbers, as long as these are comfortable to read. */
static float best_size(struct board_fit *fit, float most, float comfortable, float least,
                       struct board_room room) {
    for (room.lines = 1; room.lines < BOARD_MOST_LINES; room.lines++) {
        float size = largest_size(fit, most, comfortable, room);
        if (size > 0) {
            return size;
        }
    }
    return largest_size(fit, comfortable, least, room);
}

/* Chooses the size by what the row is like at one size, and sees whether it holds. */
static bool fit_named(struct board_fit *fit, float most, float comfortable, float least,
                      struct board_room room) {
    board_set_names(fit, false);
    board_set_numbers(fit, comfortable);
    float size = best_size(fit, most, comfortable, least, room);
    for (int i = 0; i < MOST_ATTEMPTS && size > 0; i++) {
        board_set_numbers(fit, size);
        if (would_fit(fit, size, room)) {
            return true;
        }
        size = fmaxf(size * numbers_step, least);
    }
    return false;
}

/* How much is given up for numbers that can be read. */
enum effort { EFFORT_LARGE, EFFORT_LEGIBLE, EFFORT_NO_SHAPES, EFFORT_FOLDED, EFFORTS };

/* Numbers that can be read from afar are worth more than many of a large matrix; but small ones,
 * as long as they are legible, are worth more than shapes and dots. */
static bool fit_with(struct board_fit *fit, enum effort effort, struct board_room room) {
    const struct layout *layout = fit->canvas->layout;
    const float most = fmaxf(fit->most, layout->legible);
    const float comfortable =
        fmaxf(fminf(most * comfortable_share, layout->normal * comfortable_text), layout->legible);
    const size_t window = FOLDS_OF_WINDOWS - 1;
    const struct {
        float least;
        size_t first, end; /* folds */
    } efforts[EFFORTS] = {
        [EFFORT_LARGE] = {fmaxf(comfortable * large_share, layout->legible),
                          board_set_first_window(fit), FOLDS_OF_WINDOWS},
        [EFFORT_LEGIBLE] = {layout->legible, window, FOLDS_OF_WINDOWS},
        [EFFORT_NO_SHAPES] = {layout->legible, window, FOLDS_OF_WINDOWS},
        [EFFORT_FOLDED] = {layout->legible, FOLDS_OF_WINDOWS, FOLDS},
    };
    board_set_shapes(fit, effort >= EFFORT_NO_SHAPES);
    for (size_t i = efforts[effort].first; i < efforts[effort].end; i++) {
        board_set_fold(fit, fold_at(i));
        for (size_t w = 0; w < fit->values->writing_count; w++) {
            board_set_writing(fit, w);
            if (fit_aligned(fit, most, comfortable, room) ||
                fit_named(fit, most, comfortable, efforts[effort].least, room)) {
                return true;
            }
        }
    }
    return false;
}

static bool fit_numbers(struct board_fit *fit, enum effort most_effort, float width, float height) {
    const struct board_room room = {width, height, BOARD_MOST_LINES};
    for (enum effort effort = EFFORT_LARGE; effort <= most_effort; effort++) {
        if (fit_with(fit, effort, room)) {
            return true;
        }
    }
    return false;
}

/* Nothing but dots for every matrix. */
static bool fit_dots(struct board_fit *fit, float width, float height) {
    const float smallest = 6;
    const struct board_room room = {width, height, BOARD_MOST_LINES};
    board_set_fold(fit, all_dots);
    float most = fmaxf(fit->most * dots_share, fit->canvas->layout->legible);
    return fit_named(fit, most, most, smallest, room);
}

/* The first line of the formula stands as low as if it had a fraction in it, so that most formulas
 * of a lesson stand on one line. */
static const float usual_ascent = 1.45F;

static const float close_gap = 0.12F; /* em of the formula, to values that need all the room */

bool board_fit_values(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, float most, float width, float height) {
    *fit = board_set_begin(canvas, values, most);
    return fit_numbers(fit, EFFORT_FOLDED, width, height) || fit_dots(fit, width, height);
}

/* Between the formula and its values. */
static float gap_of(const struct board_fit *fit) {
    return (fit->canvas->layout->is_close ? close_gap : BOARD_FIT_GAP) * fit->symbols.size;
}

/* With the formula at a size; what it leaves is for the values. */
static bool fit_both(struct board_fit *fit, enum effort most_effort, float size, float width,
                     float height) {
    fit_symbols(fit, size, width);
    if (!fit->canvas->layout->is_close) {
        board_lines_lower_first(&fit->symbols, usual_ascent * fit->symbols.size);
    }
    return fit_numbers(fit, most_effort, width, height - fit->symbols.height - gap_of(fit));
}

/* The numbers are small because the formula takes their height; beside a term, of which there are
 * more numbers below, the formula rather is small itself. */
static bool is_pressed(const struct board_fit *fit, float width) {
    const float small = 0.8F;
    bool has_term = fit->canvas->moment->look.level >= LEVEL_TERM;
    const float narrow = has_term ? pressed_width_of_term : pressed_width;
    return fit->numbers.size < small * fit->most && fit->numbers.width < narrow * width;
}

bool board_fit_both(struct board_fit *fit, const struct canvas *canvas, const struct filled *values,
                    float most, float width, float height) {
    static const float shares[] = {1, 0.75F, 0.55F, 0.4F};
    enum { SHARES = sizeof shares / sizeof *shares };
    *fit = board_set_begin(canvas, values, most);
    /* the term in question needs the room */
    size_t first = canvas->moment->look.level >= LEVEL_TERM ? 1 : 0;
    bool is_fitting = false;
    for (size_t i = first; i < SHARES && (!is_fitting || is_pressed(fit, width)); i++) {
        float size = fmaxf(shares[i] * canvas->layout->formula, canvas->layout->normal);
        is_fitting = fit_both(fit, EFFORT_LEGIBLE, size, width, height);
    }
    float rest = height - fit->symbols.height - gap_of(fit);
    return is_fitting || fit_numbers(fit, EFFORT_FOLDED, width, rest) || fit_dots(fit, width, rest);
}

bool board_fit_last(struct board_fit *fit, const struct board_fit *above, float width,
                    float height) {
    const float same = 0.99F;
    struct filled_term *term = ARENA_NEW(above->canvas->arena, struct filled_term);
    return filled_term_create_last(term, above->values) &&
           board_fit_values(fit, above->canvas, &term->values, above->numbers.size, width,
                            height) &&
           fit->numbers.size >= same * above->numbers.size && fit->numbers.count == 1 &&
           fit->fold.rows == above->fold.rows && fit->fold.columns == above->fold.columns;
}
