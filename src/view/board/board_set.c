#include "view/board/board_set.h"

#include "view/draw/math_view.h"

#include <math.h>
#include <string.h>

static const struct board_fold windows[BOARD_SET_ALL_WINDOWS] = {
    {10, 8, 6, 5, 5}, {10, 8, 5, 4, 4}, {10, 8, 4, 4, 3}, {10, 8, 4, 3, 3}, {7, 6, 4, 3, 3}};

/* Larger than a window shows whole. */
static bool has_larger(const struct board_fit *fit, struct board_fold window) {
    bool is_found = false;
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        struct matrix value = fit->values->slots[i].matrix.value;
        is_found = is_found || value.rows > window.rows || value.columns > window.columns;
    }
    return is_found;
}

struct board_fold board_set_window(size_t which) {
    return windows[which];
}

size_t board_set_first_window(const struct board_fit *fit) {
    return has_larger(fit, windows[0]) ? 0 : BOARD_SET_WINDOWS - 1;
}

/* Those of few rows are shown whole: they have room in a line for themselves. */
size_t board_set_end_window(const struct board_fit *fit) {
    const size_t few_rows = 8;
    const struct board_fold tight = windows[BOARD_SET_TIGHT];
    bool is_found = false;
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        struct matrix value = fit->values->slots[i].matrix.value;
        is_found = is_found || value.rows > few_rows ||
                   value.rows * value.columns > tight.rows * tight.columns;
    }
    return is_found ? BOARD_SET_ALL_WINDOWS : BOARD_SET_WINDOWS;
}

static struct math_options options_of(const struct board_fit *fit, float size) {
    struct math_options options = math_view_options(fit->canvas, size);
    options.is_display = true;
    options.grows_fences = true;
    options.slots = fit->slots;
    options.slot_count = fit->slots != NULL ? fit->values->slot_count : 0; /* none in a formula */
    return options;
}

static struct board_reach reach_of(const struct board_fit *fit, const struct math_item *item) {
    struct board_reach reach = {item->box.ascent, item->box.descent};
    for (size_t i = 0; i < item->box.part_count; i++) {
        const struct math_part *part = &item->box.parts[i];
        if (part->kind == MATH_SLOT && !fit->matrices[part->slot].is_nested) {
            struct board_extent extent = fit->extents[part->slot];
            reach.above = fmaxf(reach.above, extent.above - part->y);
            reach.below = fmaxf(reach.below, extent.below + part->y);
        }
    }
    return reach;
}

/* ---- what is kept ---- */

/* Who looks for a place tries the same sizes in one way after another, and setting a row is nearly
 * all of it. */
struct board_set_kept {
    struct board_set_kept *next;
    float size;
    struct board_fold fold; /* of the values, and what follows */
    const struct filled_writing *writing;
    bool hides_names, hides_shapes;
    struct math_slot *slots;
    struct board_extent *extents;
    struct math_row row;
    const struct board_reach *reaches;
};

enum { KEPT = 160 }; /* that are looked through */

/* The formula, and which matrices of a writing are nested: the same for any sizes of the values. As
 * long as the arena of whoever began it. */
struct board_set_shelf {
    struct arena *arena;
    struct board_set_kept *symbols;
    const bool **nested; /* of each writing; NULL: not known yet */
};

static bool is_same_fold(struct board_fold a, struct board_fold b) {
    return a.rows == b.rows && a.columns == b.columns && a.window_rows == b.window_rows &&
           a.window_columns == b.window_columns && !(a.heat < b.heat) && !(a.heat > b.heat);
}

static bool is_same_set(const struct board_set_kept *a, const struct board_set_kept *b) {
    return !(a->size < b->size) && !(a->size > b->size) && a->writing == b->writing &&
           a->hides_names == b->hides_names && a->hides_shapes == b->hides_shapes &&
           is_same_fold(a->fold, b->fold);
}

/* One that was set so before; else a new one, whose row is to be set. */
static struct board_set_kept *find_kept(struct arena *arena, struct board_set_kept **kept,
                                        const struct board_set_kept *wanted, bool *ret_is_new) {
    struct board_set_kept *at = *kept;
    for (size_t i = 0; i < KEPT && at != NULL; i++, at = at->next) {
        if (is_same_set(at, wanted)) {
            *ret_is_new = false;
            return at;
        }
    }
    *ret_is_new = true;
    at = ARENA_NEW(arena, struct board_set_kept);
    *at = *wanted;
    at->next = *kept;
    *kept = at;
    return at;
}

static void set_row(const struct board_fit *fit, const char *tex, struct board_set_kept *ret) {
    struct arena *arena = fit->canvas->arena;
    struct math_options options = options_of(fit, ret->size);
    ret->row = math_set_row(arena, math_view_read(fit->canvas, tex), &options);
    struct board_reach *reaches = ARENA_ARRAY(arena, struct board_reach, ret->row.count);
    for (size_t i = 0; i < ret->row.count; i++) {
        reaches[i] = reach_of(fit, &ret->row.items[i]);
    }
    ret->reaches = reaches;
}

static float sign_width(const struct board_fit *fit, const char *tex, float size) {
    const struct math_options options = options_of(fit, size);
    return math_set(fit->canvas->arena, math_view_read(fit->canvas, tex), &options).width;
}

/* The relation of values is as wide as any that may stand there, with its sign in the middle:
 * nothing moves when an answer shows that they hold, or nearly. */
static void even_relation(const struct board_fit *fit, struct board_set_kept *ret) {
    static const char *const about = "\\approx", *const update = "\\leftarrow";
    const size_t at = board_lines_relation(&ret->row);
    if (at == BOARD_LINES_NONE) {
        return;
    }
    struct arena *arena = fit->canvas->arena;
    const char *stated = strstr(fit->equation->tex, update) != NULL ? update : "=";
    const float width =
        fmaxf(sign_width(fit, stated, ret->size), sign_width(fit, about, ret->size));
    struct math_item *items = ARENA_ARRAY(arena, struct math_item, ret->row.count);
    memcpy(items, ret->row.items, ret->row.count * sizeof *items);
    struct math_box *box = &items[at].box;
    struct math_part *parts = ARENA_ARRAY(arena, struct math_part, box->part_count);
    for (size_t i = 0; i < box->part_count; i++) {
        parts[i] = box->parts[i];
        parts[i].x += fmaxf(width - box->width, 0) / 2;
    }
    box->parts = parts;
    box->width = fmaxf(width, box->width);
    ret->row.items = items;
}

static struct board_lines lines_of(const struct board_fit *fit, const struct board_set_kept *kept) {
    return (struct board_lines){.row = kept->row,
                                .reaches = kept->reaches,
                                .size = kept->size,
                                .is_close = fit->canvas->layout->is_close};
}

void board_set_know(struct board_fit *fit, const struct board_fit *known) {
    fit->shelf = known->shelf;
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        memcpy(fit->matrices[i].widths, known->matrices[i].widths,
               sizeof known->matrices[i].widths);
        fit->matrices[i].width_count = known->matrices[i].width_count;
    }
}

void board_set_forget(struct board_fit *fit) {
    fit->kept_numbers = NULL;
    fit->slots = NULL;
    fit->extents = NULL;
}

/* ---- setting ---- */

/* Of a formula that is tried and not drawn its extents are kept. */
static void keep_extents(struct arena *arena, struct board_set_kept *kept) {
    const size_t count = kept->row.count;
    struct math_item *items = ARENA_ARRAY(arena, struct math_item, count);
    struct board_reach *reaches = ARENA_ARRAY(arena, struct board_reach, count);
    for (size_t i = 0; i < count; i++) {
        items[i] = kept->row.items[i];
        items[i].box.parts = NULL;
        items[i].box.part_count = 0;
        reaches[i] = kept->reaches[i];
    }
    kept->row.items = items;
    kept->reaches = reaches;
}

void board_set_symbols(struct board_fit *fit, float size) {
    bool is_new;
    struct board_set_shelf *shelf = fit->shelf;
    struct board_set_kept *kept =
        find_kept(shelf->arena, &shelf->symbols, &(struct board_set_kept){.size = size}, &is_new);
    if (is_new) {
        set_row(fit, fit->equation->tex, kept);
        if (shelf->arena != fit->canvas->arena) {
            keep_extents(shelf->arena, kept);
        }
    }
    fit->symbols = lines_of(fit, kept);
}

/* Whoever tries many sizes asks for the same again and again, and all numbers are written for it.
 */
void board_set_fold(struct board_fit *fit, struct board_fold fold) {
    if (fit->is_folded && is_same_fold(fit->fold, fold) &&
        fit->is_folded_without_shapes == fit->hides_shapes) {
        return;
    }
    fit->is_folded = true;
    fit->is_folded_without_shapes = fit->hides_shapes;
    fit->fold = fold;
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        board_matrix_fold(fit->canvas, &fit->matrices[i], fold);
    }
}

static void measure_slots(struct board_fit *fit, float size) {
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        struct board_extent extent =
            board_matrix_measure(fit->canvas, &fit->matrices[i], fit->fold, size);
        fit->extents[i] = extent;
        bool is_nested = fit->matrices[i].is_nested;
        float air = fit->matrices[i].spacing.air * size;
        float above = is_nested ? extent.above : extent.half;
        float below = is_nested ? extent.below : extent.half;
        fit->slots[i] = (struct math_slot){extent.width + 2 * BOARD_FIT_SLOT_SIDE * size,
                                           above + air, below + air};
    }
}

/* Whether a rule runs over it: that of a root. */
static bool is_under_rule(const struct math_box *box, const struct math_part *slot) {
    bool is_found = false;
    for (size_t i = 0; i < box->part_count; i++) {
        const struct math_part *part = &box->parts[i];
        is_found = is_found ||
                   (part->kind == MATH_RULE && part->y < slot->y && part->width > slot->width &&
                    part->x <= slot->x && part->x + part->width >= slot->x + slot->width);
    }
    return is_found;
}

/* Which matrices stand above or below the line of the others, or in a root: their names and shapes
 * take room between the parts of a fraction, and below the rule. */
static const bool *find_nested(struct board_fit *fit) {
    bool *nested = ARENA_ARRAY(fit->shelf->arena, bool, fit->values->slot_count);
    fit->slots = ARENA_ARRAY(fit->canvas->arena, struct math_slot, fit->values->slot_count);
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        fit->slots[i] = (struct math_slot){1, 1, 1};
    }
    const float size = 100;
    const float far = 1;
    struct math_options options = options_of(fit, size);
    const struct math_row row =
        math_set_row(fit->canvas->arena, math_view_read(fit->canvas, fit->writing->tex), &options);
    const float axis = math_axis(fit->canvas->metrics->math, size);
    for (size_t i = 0; i < row.count; i++) {
        for (size_t k = 0; k < row.items[i].box.part_count; k++) {
            const struct math_box *box = &row.items[i].box;
            const struct math_part *part = &box->parts[k];
            if (part->kind == MATH_SLOT) {
                nested[part->slot] = fabsf(part->y + axis) > far || is_under_rule(box, part);
            }
        }
    }
    return nested;
}

void board_set_names(struct board_fit *fit, bool hides_names) {
    fit->hides_names = hides_names;
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        /* the name that a formula begins with stands right above it */
        bool is_above = fit->canvas->layout->is_close && fit->values->slots[i].matrix.is_target;
        fit->matrices[i].hides_name = hides_names || is_above;
    }
}

void board_set_numbers(struct board_fit *fit, float size) {
    struct arena *arena = fit->canvas->arena;
    const struct board_set_kept wanted = {.size = size,
                                          .fold = fit->fold,
                                          .writing = fit->writing,
                                          .hides_names = fit->hides_names,
                                          .hides_shapes = fit->hides_shapes};
    bool is_new;
    struct board_set_kept *kept = find_kept(arena, &fit->kept_numbers, &wanted, &is_new);
    if (is_new) {
        kept->slots = ARENA_ARRAY(arena, struct math_slot, fit->values->slot_count);
        kept->extents = ARENA_ARRAY(arena, struct board_extent, fit->values->slot_count);
    }
    fit->slots = kept->slots;
    fit->extents = kept->extents;
    if (is_new) {
        measure_slots(fit, size);
        set_row(fit, fit->writing->tex, kept);
        even_relation(fit, kept);
    }
    fit->numbers = lines_of(fit, kept);
}

bool board_set_columns(struct board_fit *fit, float width) {
    fit->columns = board_columns_create(fit->canvas->arena, fit->values, fit->writing,
                                        &fit->symbols, &fit->numbers);
    return fit->columns.width <= width;
}

/* Stacked fractions first, then those on the line: they can be broken. */
void board_set_writing(struct board_fit *fit, size_t which) {
    if (fit->writing != &fit->values->writings[which]) {
        fit->writing = &fit->values->writings[which];
        const bool **nested = &fit->shelf->nested[which];
        *nested = *nested != NULL ? *nested : find_nested(fit);
        for (size_t i = 0; i < fit->values->slot_count; i++) {
            fit->matrices[i].is_nested = (*nested)[i];
        }
    }
}

void board_set_shapes(struct board_fit *fit, bool hides_shapes) {
    fit->hides_shapes = hides_shapes;
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        fit->matrices[i].hides_shape = hides_shapes;
    }
}

/* Rows and columns of so small a matrix are never left out for the strip. */
static const size_t small_matrix = 6;

static bool has_dots(const struct few *axis) {
    bool is_found = false;
    for (size_t i = 0; i < axis->count; i++) {
        is_found = is_found || few_is_dots(axis, i);
    }
    return is_found;
}

bool board_set_leaves_out(const struct board_fit *fit) {
    bool is_folded = false;
    for (size_t i = 0; i < fit->values->slot_count; i++) {
        const struct board_matrix *matrix = &fit->matrices[i];
        is_folded = is_folded || (matrix->filled->value.rows <= small_matrix &&
                                  matrix->filled->value.columns <= small_matrix &&
                                  (has_dots(&matrix->rows) || has_dots(&matrix->columns)));
    }
    return is_folded;
}

struct board_fit board_set_begin(const struct canvas *canvas, const struct filled *values,
                                 float most) {
    struct board_matrix *matrices =
        ARENA_ARRAY(canvas->arena, struct board_matrix, values->slot_count);
    for (size_t i = 0; i < values->slot_count; i++) {
        matrices[i] = (struct board_matrix){.filled = &values->slots[i].matrix,
                                            .spacing = board_matrix_spacing(canvas->layout)};
    }
    struct board_set_shelf *shelf = ARENA_NEW(canvas->arena, struct board_set_shelf);
    *shelf = (struct board_set_shelf){
        .arena = canvas->arena,
        .nested = ARENA_ARRAY(canvas->arena, const bool *, values->writing_count)};
    return (struct board_fit){
        .canvas = canvas,
        .shelf = shelf,
        .equation = values->equation,
        .values = values,
        .matrices = matrices,
        .most = most,
    };
}
