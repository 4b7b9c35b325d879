#include "view/derivation/derivation_block.h"

#include "formula/explain/explanation.h"
#include "step/filled_equation.h"
#include "tell/derived/derived_told.h"
#include "view/derivation/derivation_cells.h"

#include <math.h>

static const float least_on_one = 0.6F; /* of the largest size, on one line */
static const float on_several = 0.7F;   /* and what several begin with */
static const float size_step = 0.93F;
static const float gap_behind = 0.3F; /* of the formula's size, before a value behind it */
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

/* Its numbers are large enough, and are not dots alone. */
static bool can_be_read(const struct board_fit *fit) {
    return fit->numbers.size >= fit->canvas->layout->legible && fit->fold.rows > 1;
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
        !block->fit.is_aligned || !can_be_read(&block->fit)) {
        return false;
    }
    float left = columns_left(block);
    if (block->fit.columns.width > room->width) {
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

/* ---- with what it is worth ---- */

static bool is_worth_matrix(const struct derivation_block *block) {
    const struct derivation_row *row = &block->row;
    if (!row->fits || is_of_one_element(&row->equation)) {
        return false;
    }
    struct matrix value = derivation_value(row->derivation, row->line);
    return value.rows * value.columns > 1;
}

/* What the line is worth, in a rectangle of that size. */
static bool fit_value(struct derivation_block *block, const struct proof *proof, float width,
                      float height) {
    const struct layout *layout = block->row.canvas->layout;
    const struct statement *statement = block->row.equation.operation->binding.statement;
    block->equation = equation_of_node(&block->row.equation, statement->value->id);
    block->values = filled_equation_create_value(&block->equation);
    if (fminf(width, height) < layout->legible ||
        !board_fit_values(&block->fit, block->row.canvas, &block->values, layout->number, width,
                          height) ||
        !can_be_read(&block->fit)) {
        return false;
    }
    derivation_cells_light(&block->values, proof, block->row.line);
    return true;
}

/* Under a formula that is there already. */
static bool fit_below(struct derivation_block *block, const struct proof *proof,
                      const struct derivation_room *room) {
    float above = block->row.lines.height + BOARD_FIT_GAP * block->row.lines.size;
    if (!fit_value(block, proof, room->width - room->left, room->height - above)) {
        return false;
    }
    block->right = fmaxf(block->right, block->fit.numbers.width);
    block->height = above + block->fit.numbers.height;
    return true;
}

/* Behind it: "= X W + b = [numbers]". */
static bool fit_behind(struct derivation_block *block, const struct proof *proof,
                       const struct derivation_room *room) {
    float left = block->right + gap_behind * block->row.lines.size;
    if (block->height > room->height ||
        !fit_value(block, proof, room->width - room->left - left, room->height)) {
        return false;
    }
    block->value_left = left;
    block->right = left + block->fit.numbers.width;
    block->height = fmaxf(block->height, block->fit.numbers.height);
    return true;
}

/* A formula that takes all of the room leaves some of it where it is rather smaller. */
static void fit_alone(struct derivation_block *block, const struct proof *proof,
                      const struct derivation_room *room) {
    static const float shares[] = {1, 0.6F, 0.45F};
    bool has_value = is_worth_matrix(block);
    for (size_t i = 0; i < sizeof shares / sizeof *shares && has_value && !block->has_value; i++) {
        struct derivation_room part = *room;
        part.height *= shares[i];
        fit_plain(block, &part);
        block->has_value = block->height <= part.height && fit_below(block, proof, room);
    }
    if (!block->has_value) {
        fit_plain(block, room);
        block->has_value = has_value && fit_behind(block, proof, room);
    }
}

bool derivation_block_has_numbers(const struct derivation_block *block) {
    return block->has_matrices || block->has_value;
}

bool derivation_block_lacks_numbers(const struct derivation_block *block) {
    return !derivation_block_has_numbers(block) && is_worth_matrix(block);
}

void derivation_block_create(struct derivation_block *ret, const struct canvas *canvas,
                             const struct proof *proof, const struct derivation_room *room) {
    *ret = (struct derivation_block){
        .row = derivation_row_create(canvas, proof, proof->written, room->size)};
    ret->has_matrices =
        ret->row.fits && has_room(canvas, proof, room) && fit_matrices(ret, canvas, proof, room);
    if (!ret->has_matrices) {
        fit_alone(ret, proof, room);
    }
}

/* ---- drawing ---- */

/* What is lower than what stands beside it stands in the middle. */
static float centered(const struct derivation_block *block, float y, float height) {
    return block->value_left > 0 ? y + (block->height - height) / 2 : y;
}

float derivation_block_baseline(const struct derivation_block *block, float y) {
    y = centered(block, y, block->row.lines.height);
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
    if (block->has_value) {
        float height = block->fit.numbers.height, bottom = y + block->height;
        float top = block->value_left > 0 ? centered(block, y, height) : bottom - height;
        struct rect rect = {x + block->value_left, top, block->right - block->value_left, height};
        *ret = board_fit_draw(&block->fit, rect);
        ret->bottom = fmaxf(ret->bottom, bottom);
    }
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
