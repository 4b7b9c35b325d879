/* Rewrites of one element of a formula, written out: sums over k become one k, a row times a column
 * becomes a cell times a cell. */
#include "checks/rewrite/element.h"
#include "checks/rewrite/rewrite_parts.h"
#include "engine/quantity.h"

/* The element that is asked about, with a change inside; nothing where there is none. */
static void add_element(const struct rewriting *rewriting, const struct tree *formula,
                        const struct element_change *change, size_t which) {
    struct tree *element =
        element_of_tree(rewriting->recording, rewriting->arena, formula, rewriting->cell, change);
    if (element != NULL) {
        const struct expression target = recorded_tree_element(
            &rewriting->formula->target, rewriting->cell[0], rewriting->cell[1]);
        rewrite_add(rewriting, &target, element, which);
    }
}

/* A copy of the formula with its shapes; false where it does not fit. */
static bool shaped_formula(const struct rewriting *rewriting, struct recorded_tree *ret) {
    *ret = (struct recorded_tree){rewriting->formula->target,
                                  tree_copy(rewriting->arena, rewriting->formula->value)};
    return !ret->target.has_element &&
           recorded_tree_shape(rewriting->recording, rewriting->arena, ret);
}

static bool is_scalar(const struct tree *tree) {
    return shape_count(tree->shape) == 1;
}

static bool is_matrix_product(const struct tree *tree) {
    return tree->kind == EXPRESSION_PRODUCT && !is_scalar(tree->operands[0]) &&
           !is_scalar(tree->operands[1]);
}

static bool are_rows(const struct rewriting *rewriting) {
    return !sample_axis_has_units_down(rewriting->recording->program->notation->samples);
}

/* ---- cell times cell ---- */

struct cell_times_cell {
    const struct rewriting *rewriting;
    const struct tree *product;
};

/* The operand without its transpose, at the cell that is asked about; a row or a column has but one
 * index. */
static struct tree *own_cell(const struct cell_times_cell *cells, struct arena *arena,
                             const struct tree *operand) {
    const struct tree *plain =
        operand->kind == EXPRESSION_TRANSPOSE ? operand->operands[0] : operand;
    return element_of_tree(cells->rewriting->recording, arena, plain, cells->rewriting->cell, NULL);
}

static struct tree *write_cells(void *context, struct arena *arena, struct element_index row,
                                struct element_index column) {
    (void)row;
    (void)column;
    const struct cell_times_cell *cells = context;
    struct tree *left = own_cell(cells, arena, cells->product->operands[0]);
    struct tree *right = own_cell(cells, arena, cells->product->operands[1]);
    return left != NULL && right != NULL ? tree_with_two(arena, EXPRESSION_PRODUCT, left, right)
                                         : NULL;
}

void rewrite_elementwise(const struct rewriting *rewriting) {
    struct recorded_tree formula;
    if (!shaped_formula(rewriting, &formula)) {
        return;
    }
    size_t count;
    struct tree_slot *slots = tree_slots(rewriting->arena, &formula.value, &count);
    for (size_t i = 0; i < count; i++) {
        struct tree *node = *slots[i].at;
        struct cell_times_cell cells = {rewriting, node};
        const struct element_change change = {node, &cells, write_cells};
        if (is_matrix_product(node) && node->operands[0]->shape.columns > 1) {
            add_element(rewriting, formula.value, &change, 0);
        }
    }
}

/* ---- one summand ---- */

struct one_summand {
    const struct rewriting *rewriting;
    const struct tree *sum;
    size_t turn; /* from 1 */
};

/* How many summands there are: of the sum over everything, how many samples. */
static size_t summand_count(const struct rewriting *rewriting, const struct tree *tree) {
    bool are_samples_rows = are_rows(rewriting);
    if (is_matrix_product(tree) || tree_is_call(tree, FUNCTION_ROW_SUM) ||
        (tree_is_call(tree, FUNCTION_SUM) && !are_samples_rows)) {
        return tree->operands[0]->shape.columns;
    }
    return tree_is_call(tree, FUNCTION_COLUMN_SUM) || tree_is_call(tree, FUNCTION_SUM)
               ? tree->operands[0]->shape.rows
               : 0;
}

/* Of the sum over everything the part of one sample. */
static struct tree *write_sample(const struct one_summand *one, struct arena *arena) {
    bool is_row = are_rows(one->rewriting);
    const struct element_index turn = tree_index(one->turn), first = tree_index(1);
    struct tree *part =
        tree_call(arena, is_row ? FUNCTION_ROW_SUM : FUNCTION_COLUMN_SUM, one->sum->operands[0]);
    const struct shape shape = one->sum->operands[0]->shape;
    part->shape = is_row ? (struct shape){shape.rows, 1} : (struct shape){1, shape.columns};
    return element_at(one->rewriting->recording, arena, part, is_row ? turn : first,
                      is_row ? first : turn);
}

static struct tree *write_summand(void *context, struct arena *arena, struct element_index row,
                                  struct element_index column) {
    const struct one_summand *one = context;
    const struct recording *recording = one->rewriting->recording;
    const struct element_index turn = tree_index(one->turn);
    struct tree *const *operands = one->sum->operands;
    if (is_matrix_product(one->sum)) {
        struct tree *left = element_at(recording, arena, operands[0], row, turn);
        struct tree *right = element_at(recording, arena, operands[1], turn, column);
        return left != NULL && right != NULL ? tree_with_two(arena, EXPRESSION_PRODUCT, left, right)
                                             : NULL;
    }
    if (tree_is_call(one->sum, FUNCTION_SUM)) {
        return write_sample(one, arena);
    }
    bool is_column_sum = tree_is_call(one->sum, FUNCTION_COLUMN_SUM);
    return element_at(recording, arena, operands[0], is_column_sum ? turn : row,
                      is_column_sum ? column : turn);
}

enum { SUMMANDS_MOST = 64 }; /* nobody multiplies more of them by hand */

void rewrite_one_of_sum(const struct rewriting *rewriting) {
    struct recorded_tree formula;
    if (!shaped_formula(rewriting, &formula)) {
        return;
    }
    size_t count;
    struct tree_slot *slots = tree_slots(rewriting->arena, &formula.value, &count);
    for (size_t i = 0; i < count; i++) {
        struct one_summand one = {rewriting, *slots[i].at, 1};
        const struct element_change change = {one.sum, &one, write_summand};
        size_t turns = summand_count(rewriting, one.sum);
        for (; turns > 1 && one.turn <= turns && one.turn <= SUMMANDS_MOST; one.turn++) {
            add_element(rewriting, formula.value, &change, one.turn);
        }
    }
}

/* ---- an element replaced ---- */

/* A letter of the replacement may stand for nothing at its place: the unit below where a bias is
 * asked about, the sample where the part has none. It runs over all there are, in turn. */
enum letter { LETTER_I, LETTER_J, LETTER_K, LETTER_NONE };

struct element_replaced {
    const struct rewriting *rewriting;
    const struct tree *part;
    enum letter letter;
    size_t turn; /* from 1 */
};

static bool is_of_bias(const struct rewriting *rewriting) {
    enum role role = recording_role(rewriting->recording, rewriting->formula->target.symbol);
    return role == ROLE_BIAS || role == ROLE_BIAS_GRADIENT;
}

static bool is_of_slope(const struct rewriting *rewriting) {
    return rewriting->rewrite->part_kind == REWRITE_PART_SLOPE;
}

/* The slope or the bias of another unit of the layer: j runs over its units, without the unit
 * itself. */
static bool is_among_units(const struct rewriting *rewriting) {
    enum role role = recording_role(rewriting->recording, rewriting->formula->target.symbol);
    return is_of_slope(rewriting) || role == ROLE_PREACTIVATION;
}

/* i and j: unit and the other index of the cell; k: the sample that the part is read at. */
static struct role_meaning meaning_of(const struct element_replaced *replaced,
                                      struct element_index across) {
    const struct rewriting *rewriting = replaced->rewriting;
    const struct element_index turn = tree_index(replaced->turn);
    size_t unit = rewriting->cell[are_rows(rewriting) ? 1 : 0];
    size_t other = rewriting->cell[are_rows(rewriting) ? 0 : 1];
    struct role_meaning meaning = ROLE_MEANING_NONE;
    meaning.letters[0] = tree_index(unit);
    meaning.letters[1] = replaced->letter == LETTER_J ? turn : tree_index(other);
    meaning.letters[2] = replaced->letter == LETTER_K ? turn : across;
    return meaning;
}

static struct tree *write_replaced(void *context, struct arena *arena, struct element_index row,
                                   struct element_index column) {
    const struct element_replaced *replaced = context;
    const struct rewriting *rewriting = replaced->rewriting;
    struct role_meaning meaning = meaning_of(replaced, are_rows(rewriting) ? row : column);
    meaning.it = element_at(rewriting->recording, arena, replaced->part, row, column);
    return role_formula_translate(rewriting->recording, arena, rewriting->rewrite->by, &meaning);
}

static bool uses_letter(const struct tree *tree, enum letter letter) {
    const struct element_index wanted = tree_letter(letter);
    bool is_used =
        tree->has_element && ((tree->row.is_letter && tree->row.number == wanted.number) ||
                              (tree->column.is_letter && tree->column.number == wanted.number));
    for (size_t i = 0; i < tree->operand_count; i++) {
        is_used = is_used || uses_letter(tree->operands[i], letter);
    }
    return is_used;
}

static bool has_samples(const struct rewriting *rewriting, const struct tree *part) {
    if (part->kind != EXPRESSION_TENSOR) {
        return false;
    }
    int layer = part->index.base == INDEX_NONE ? -1 : part->index.offset;
    int tensor = recording_tensor(rewriting->recording, part->symbol, layer);
    return tensor >= 0 && quantity_has_samples(rewriting->recording->program, tensor);
}

static enum letter running_letter(const struct rewriting *rewriting, const struct tree *part) {
    const struct tree *by = rewriting->rewrite->by;
    bool is_right = rewriting->rewrite->part_kind == REWRITE_PART_FORMULA &&
                    role_formula_is_right(rewriting->rewrite->part);
    if ((is_of_bias(rewriting) || is_among_units(rewriting)) && uses_letter(by, LETTER_J)) {
        return LETTER_J;
    }
    bool is_running = uses_letter(by, LETTER_K) && !is_of_slope(rewriting) &&
                      (is_right || !has_samples(rewriting, part));
    return is_running ? LETTER_K : LETTER_NONE;
}

/* How far a letter runs: over the units of the layer below or of its own, over the samples. */
static size_t turns_of(const struct rewriting *rewriting, enum letter letter) {
    const struct program *program = rewriting->recording->program;
    int layer = rewriting->formula->target.index.offset;
    size_t turns = 1;
    if (letter == LETTER_J) {
        size_t below = is_among_units(rewriting) ? 0 : 1;
        turns = layer < 1 ? 0 : network_units(&program->lesson->network, (size_t)layer - below);
    } else if (letter == LETTER_K) {
        turns = program->samples;
    }
    return turns > SUMMANDS_MOST ? SUMMANDS_MOST : turns;
}

static bool is_unit_itself(const struct element_replaced *replaced) {
    const struct rewriting *rewriting = replaced->rewriting;
    return is_among_units(rewriting) && replaced->letter == LETTER_J &&
           replaced->turn == rewriting->cell[are_rows(rewriting) ? 1 : 0];
}

void rewrite_cell(const struct rewriting *rewriting) {
    struct recorded_tree copy;
    struct rewrite_match match;
    for (size_t n = 0; rewrite_part_find(rewriting, n, &copy, &match); n++) {
        struct tree *part =
            match.count > 1 ? rewrite_part_tree(rewriting->arena, &match) : *match.slots[0].at;
        rewrite_part_replace(rewriting->arena, &match, part);
        struct element_replaced replaced = {rewriting, part, LETTER_NONE, 1};
        const struct element_change change = {replaced.part, &replaced, write_replaced};
        replaced.letter = running_letter(rewriting, replaced.part);
        size_t turns = turns_of(rewriting, replaced.letter);
        if (!recorded_tree_shape(rewriting->recording, rewriting->arena, &copy)) {
            return;
        }
        for (; replaced.turn <= turns; replaced.turn++) {
            if (!is_unit_itself(&replaced)) {
                add_element(rewriting, copy.value, &change,
                            replaced.letter == LETTER_K && turns > 1 ? replaced.turn : 0);
            }
        }
    }
}

/* ---- another sample ---- */

void rewrite_other(const struct rewriting *rewriting) {
    const struct recording *recording = rewriting->recording;
    size_t samples = recording->program->samples;
    size_t axis = are_rows(rewriting) ? 0 : 1;
    bool is_of_samples =
        quantity_has_samples(recording->program, recording_operation(recording)->target);
    for (size_t s = 1; is_of_samples && s <= samples && s <= SUMMANDS_MOST; s++) {
        size_t cell[2] = {rewriting->cell[0], rewriting->cell[1]};
        cell[axis] = s;
        struct tree *other = tree_tensor(rewriting->arena, rewriting->formula->target.symbol,
                                         rewriting->formula->target.index);
        other->has_element = true;
        other->row = tree_index(cell[0]);
        other->column = tree_index(cell[1]);
        if (s != rewriting->cell[axis]) {
            const struct expression target = recorded_tree_element(
                &rewriting->formula->target, rewriting->cell[0], rewriting->cell[1]);
            rewrite_add(rewriting, &target, other, s);
        }
    }
}

/* ---- one product of a sum ---- */

/* The number in the place of a letter. */
static void put_letter(struct tree *tree, struct element_index letter, size_t number) {
    struct element_index *indexes[2] = {&tree->row, &tree->column};
    for (size_t i = 0; i < 2 && tree->has_element; i++) {
        if (indexes[i]->is_letter && indexes[i]->number == letter.number) {
            *indexes[i] = tree_index(number);
        }
    }
    if (tree->kind == EXPRESSION_ELEMENT && tree->which.is_letter &&
        tree->which.number == letter.number) {
        *tree =
            (struct tree){.kind = EXPRESSION_NUMBER, .number = (double)number, .origin = TREE_NEW};
    }
    for (size_t i = 0; i < tree->operand_count; i++) {
        put_letter(tree->operands[i], letter, number);
    }
}

static bool is_sum_over(const struct tree *tree) {
    return tree_is_call(tree, FUNCTION_SUM_OVER) && tree->operands[0]->kind == EXPRESSION_NUMBER;
}

static bool has_part(const struct tree *tree, const struct tree *part) {
    bool is_there = false;
    for (size_t i = 0; i < tree->operand_count && !is_there; i++) {
        is_there = tree->operands[i] == part || has_part(tree->operands[i], part);
    }
    return is_there;
}

/* A sum whose terms are products: neither in another nor around one, where a term is a row. */
static bool is_plain_sum(const struct tree_slot *slots, size_t count, size_t which) {
    const struct tree *sum = *slots[which].at;
    bool is_plain = is_sum_over(sum);
    for (size_t i = 0; i < count && is_plain; i++) {
        const struct tree *other = *slots[i].at;
        is_plain = !is_sum_over(other) || (!has_part(other, sum) && !has_part(sum, other));
    }
    return is_plain;
}

/* sum(k, n, x) - x(k), or - 2 x(k), in the nth sum of a written element. */
static bool change_term(const struct rewriting *rewriting, const struct tree *element, size_t n,
                        size_t turn, double times) {
    struct arena *arena = rewriting->arena;
    struct tree *copy = tree_copy(arena, element);
    size_t count;
    struct tree_slot *slots = tree_slots(arena, &copy, &count);
    struct tree_slot *slot = NULL;
    for (size_t i = 0; i < count && slot == NULL; i++) {
        slot = is_plain_sum(slots, count, i) && n-- == 0 ? &slots[i] : NULL;
    }
    if (slot == NULL || turn > (size_t)(*slot->at)->operands[0]->number) {
        return false;
    }
    struct tree *sum = *slot->at;
    struct tree *term = tree_copy(arena, sum->operands[1]);
    put_letter(term, sum->which, turn);
    term = times == 1 ? term
                      : tree_with_two(arena, EXPRESSION_PRODUCT, tree_number(arena, times), term);
    *slot->at = tree_with_two(arena, EXPRESSION_SUBTRACT, sum, term);
    const struct expression target =
        recorded_tree_element(&rewriting->formula->target, rewriting->cell[0], rewriting->cell[1]);
    rewrite_add(rewriting, &target, copy, turn);
    return true;
}

static void change_terms(const struct rewriting *rewriting, double times) {
    struct recorded_tree formula;
    struct tree *element = shaped_formula(rewriting, &formula)
                               ? element_of_tree(rewriting->recording, rewriting->arena,
                                                 formula.value, rewriting->cell, NULL)
                               : NULL;
    bool has_sum = element != NULL;
    for (size_t n = 0; has_sum; n++) {
        size_t turn = 1;
        while (turn <= SUMMANDS_MOST && change_term(rewriting, element, n, turn, times)) {
            turn++;
        }
        has_sum = turn > 1;
    }
}

void rewrite_lose_term(const struct rewriting *rewriting) {
    change_terms(rewriting, 1);
}

void rewrite_turn_term(const struct rewriting *rewriting) {
    change_terms(rewriting, 2);
}
