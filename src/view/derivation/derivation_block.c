#include "view/derivation/derivation_block.h"

#include "formula/explain/explanation.h"
#include "step/filled_equation.h"
#include "tell/derived/derived_told.h"
#include "view/derivation/derivation_cells.h"

#include <math.h>

static const float least_on_one = 0.6F; /* of the largest size, on one line */
static const float on_several = 0.7F;   /* and what several begin with */
static const float size_step = 0.93F;
enum { MOST_LINES = 3, MOST_LINES_AT_LAST = 6 };
static const float least_at_last = 0.5F; /* of what is legible: smaller, rather than cut */

/* ---- with matrices ---- */

static bool has_matrix(const struct filled *values) {
    bool is_found = false;
    for (size_t i = 0; i < values->slot_count; i++) {
        struct matrix value = values->slots[i].matrix.value;
        is_found = is_found || value.rows * value.columns > 1;
    }
    return is_found;
}

/* What stands for the left side is the whole tensor, which one number does not equal. */
static bool is_of_one_element(const struct equation *equation) {
    const struct expression *target = equation->operation->binding.statement->target;
    return target != NULL && target->has_element;
}

/* How far the columns reach before the relation. */
static float columns_left(const struct derivation_block *block) {
    const struct board_fit *fit = &block->fit;
    size_t relation = derivation_row_relation(&fit->symbols.row, fit->equation->tex);
    float x = 0;
    for (size_t i = 0; i < fit->columns.count; i++) {
        const struct board_column *column = &fit->columns.items[i];
        x += column->gap;
        if (relation >= column->formula_begin && relation < column->formula_end) {
            float width =
                board_lines_width(&fit->symbols, column->formula_begin, column->formula_end);
            float before = board_lines_width(&fit->symbols, column->formula_begin, relation);
            float gap = board_lines_gap(&fit->symbols, relation, column->formula_begin);
            return x + (column->width - width) / 2 + before + gap;
        }
        x += column->width;
    }
    return 0;
}

static bool fit_matrices(struct derivation_block *block, const struct canvas *canvas,
                         const struct proof *proof, const struct derivation_room *room) {
    const struct canvas *own = block->row.canvas;
    struct layout *layout = ARENA_NEW(canvas->arena, struct layout);
    struct canvas *sized = ARENA_NEW(canvas->arena, struct canvas);
    *layout = *canvas->layout;
    layout->formula = room->size;
    *sized = *own;
    sized->layout = layout;
    block->equation = block->row.equation;
    block->values = filled_equation_create(&block->equation);
    if (is_of_one_element(&block->equation) || !has_matrix(&block->values) ||
        !board_fit_both(&block->fit, sized, &block->values, sized->layout->number, room->width,
                        room->height) ||
        !block->fit.is_aligned) {
        return false;
    }
    float left = columns_left(block);
    if (fmaxf(left, room->left) - left + block->fit.columns.width > room->width) {
        return false;
    }
    derivation_cells_light(&block->values, proof, block->row.line);
    block->left = left;
    block->right = block->fit.columns.width - left;
    block->height = block->fit.symbols.height + block->fit.numbers.height +
                    BOARD_FIT_GAP * block->fit.symbols.size;
    return true;
}

/* Whether there is room for matrices, tried apart: all sizes of a tall one may take megabytes. */
static bool has_room(const struct canvas *canvas, const struct proof *proof,
                     const struct derivation_room *room) {
    struct canvas trial = *canvas;
    trial.arena = arena_create();
    struct derivation_block block = {
        .row = derivation_row_create(&trial, proof, proof->written, room->size)};
    bool fits = block.row.fits && fit_matrices(&block, &trial, proof, room);
    arena_destroy(trial.arena);
    return fits;
}

/* ---- without ---- */

/* The next size of one line to try: a step smaller, or at once as small as the height asks for. */
static float next_size(float size, const struct derivation_row *row,
                       const struct derivation_room *room) {
    return size * fminf(size_step, fmaxf(room->height, 0) / fmaxf(row->lines.height, 1));
}

static void fit_plain(struct derivation_block *block, const struct derivation_room *room) {
    struct derivation_row *row = &block->row;
    const struct layout *layout = row->canvas->layout;
    float width = room->width - room->left - room->beside;
    float least = fmaxf(least_on_one * room->size, layout->normal);
    bool fits = false;
    for (int shorter = 0; shorter < 2 && !fits; shorter++) {
        if (shorter > 0) {
            derivation_row_shorten(row);
        }
        for (float size = room->size; size >= least && !fits; size = next_size(size, row, room)) {
            fits = derivation_row_fit(row, size, width, 1) && row->lines.height <= room->height;
        }
        for (float size = on_several * room->size; !fits && size >= layout->legible;
             size *= size_step) {
            fits = derivation_row_fit(row, size, width, MOST_LINES) &&
                   row->lines.height <= room->height;
        }
    }
    for (float size = layout->legible; !fits && size >= least_at_last * layout->legible;
         size *= size_step) {
        fits = derivation_row_fit(row, size, width, MOST_LINES_AT_LAST) &&
               row->lines.height <= room->height;
    }
    block->left = row->left;
    block->right = row->right;
    block->height = row->lines.height;
}

void derivation_block_create(struct derivation_block *ret, const struct canvas *canvas,
                             const struct proof *proof, const struct derivation_room *room) {
    *ret = (struct derivation_block){
        .row = derivation_row_create(canvas, proof, proof->written, room->size)};
    ret->has_matrices =
        ret->row.fits && has_room(canvas, proof, room) && fit_matrices(ret, canvas, proof, room);
    if (!ret->has_matrices) {
        fit_plain(ret, room);
    }
}

/* ---- drawing ---- */

float derivation_block_baseline(const struct derivation_block *block, float y) {
    return roundf(y + (block->has_matrices ? block->fit.symbols.lines[0].above
                                           : derivation_row_above(&block->row)));
}

void derivation_block_draw(const struct derivation_block *block, float x, float y,
                           struct board_drawn *ret) {
    if (block->has_matrices) {
        struct rect rect = {x - block->left, y, block->left + block->right, block->height};
        *ret = board_fit_draw(&block->fit, rect);
        return;
    }
    derivation_row_draw(&block->row, x, derivation_block_baseline(block, y));
    *ret = (struct board_drawn){x + block->right, y + block->height, 0};
}

/* Where the items of the formula stand above their matrices. */
static struct derivation_item *column_items(const struct derivation_block *block, float x,
                                            float y) {
    const struct board_fit *fit = &block->fit;
    struct derivation_item *items =
        ARENA_ARRAY(fit->canvas->arena, struct derivation_item, fit->symbols.row.count + 1);
    float left = x - block->left;
    for (size_t i = 0; i < fit->columns.count; i++) {
        const struct board_column *column = &fit->columns.items[i];
        left += column->gap;
        float width = board_lines_width(&fit->symbols, column->formula_begin, column->formula_end);
        float at = left + (column->width - width) / 2;
        for (size_t k = column->formula_begin; k < column->formula_end; k++) {
            at += board_lines_gap(&fit->symbols, k, column->formula_begin);
            items[k] = (struct derivation_item){at, derivation_block_baseline(block, y)};
            at += fit->symbols.row.items[k].box.width;
        }
        left += column->width;
    }
    return items;
}

bool derivation_block_ink(const struct derivation_block *block, float x, float y,
                          struct print_piece piece, struct rect *ret) {
    if (block->has_matrices) {
        return derivation_row_ink_of(&block->fit.symbols.row, column_items(block, x, y), piece,
                                     ret);
    }
    return derivation_row_ink(&block->row, x, derivation_block_baseline(block, y), piece, ret);
}
