#include "checks/rewrite/element.h"

struct writer {
    const struct recording *recording;
    struct arena *arena;
    const struct element_change *change;
};

/* A row and a column, and which letters stand for something around it, as bits. */
struct spot {
    struct element_index row, column;
    unsigned used;
};

static struct tree *write_element(const struct writer *writer, const struct tree *tree,
                                  struct spot spot);

static const struct element_index first = {.is_letter = false, .number = 1};

/* Of one row or column that is repeated over the others there is only the first. */
static struct spot within(const struct tree *tree, struct spot spot) {
    spot.row = tree->shape.rows == 1 ? first : spot.row;
    spot.column = tree->shape.columns == 1 ? first : spot.column;
    return spot;
}

static bool is_single(const struct tree *tree) {
    return shape_count(tree->shape) == 1;
}

static struct tree *with_origin(struct tree *tree, const struct tree *from) {
    tree->origin = from->origin;
    return tree;
}

/* ---- sums ---- */

enum { USUAL_LETTERS = 3, NO_LETTER = FORMULA_MOST_INDICES };

/* A letter that stands for nothing yet, the last ones first; NO_LETTER: none is left. */
static size_t free_letter(const struct writer *writer, unsigned used) {
    size_t declared = writer->recording->symbols.table.indices.count;
    for (size_t i = declared > 0 ? declared : USUAL_LETTERS; i > 0; i--) {
        if ((used >> (i - 1) & 1) == 0) {
            return i - 1;
        }
    }
    return NO_LETTER;
}

typedef struct tree *write_summand(const struct writer *writer, const struct tree *tree,
                                   struct spot spot, struct element_index turn);

/* The sum of the summands for 1..count; of one it is that one. */
static struct tree *write_sum(const struct writer *writer, const struct tree *tree,
                              struct spot spot, size_t count, write_summand *summand) {
    if (count == 1) {
        struct tree *only = summand(writer, tree, spot, first);
        return only != NULL ? with_origin(only, tree) : NULL;
    }
    size_t letter = free_letter(writer, spot.used);
    if (letter == NO_LETTER) {
        return NULL;
    }
    spot.used |= 1u << letter;
    struct tree *inside = summand(writer, tree, spot, tree_letter(letter));
    return inside != NULL
               ? with_origin(tree_sum_over(writer->arena, tree_letter(letter), count, inside), tree)
               : NULL;
}

static struct tree *product_summand(const struct writer *writer, const struct tree *tree,
                                    struct spot spot, struct element_index turn) {
    struct tree *left =
        write_element(writer, tree->operands[0], (struct spot){spot.row, turn, spot.used});
    struct tree *right =
        write_element(writer, tree->operands[1], (struct spot){turn, spot.column, spot.used});
    return left != NULL && right != NULL
               ? tree_with_two(writer->arena, EXPRESSION_PRODUCT, left, right)
               : NULL;
}

static struct tree *row_summand(const struct writer *writer, const struct tree *tree,
                                struct spot spot, struct element_index turn) {
    return write_element(writer, tree->operands[0], (struct spot){spot.row, turn, spot.used});
}

static struct tree *column_summand(const struct writer *writer, const struct tree *tree,
                                   struct spot spot, struct element_index turn) {
    return write_element(writer, tree->operands[0], (struct spot){turn, spot.column, spot.used});
}

/* All elements: the rows of each column. */
static struct tree *all_summand(const struct writer *writer, const struct tree *tree,
                                struct spot spot, struct element_index turn) {
    struct spot inner = {first, turn, spot.used};
    return write_sum(writer, tree, inner, tree->operands[0]->shape.rows, column_summand);
}

/* ---- nodes ---- */

/* What cannot be taken apart: its element is picked out by unit vectors. */
static struct tree *pick(const struct writer *writer, const struct tree *tree, struct spot spot) {
    struct arena *arena = writer->arena;
    struct tree *picked = tree_copy(arena, tree);
    const struct element_index at[2] = {spot.row, spot.column};
    const size_t counts[2] = {tree->shape.rows, tree->shape.columns};
    for (size_t i = 0; i < 2; i++) {
        if (counts[i] == 1) {
            continue;
        }
        struct tree *which = tree_number(arena, at[i].number);
        if (at[i].is_letter) {
            *which = (struct tree){.kind = EXPRESSION_ELEMENT, .which = at[i], .origin = TREE_NEW};
        }
        struct tree *unit = tree_call(arena, FUNCTION_UNIT, which);
        unit->operands[unit->operand_count++] = tree_number(arena, (double)counts[i]);
        picked = i == 0 ? tree_with_two(arena, EXPRESSION_PRODUCT,
                                        tree_with_one(arena, EXPRESSION_TRANSPOSE, unit), picked)
                        : tree_with_two(arena, EXPRESSION_PRODUCT, picked, unit);
    }
    return picked;
}

static struct tree *write_tensor(const struct writer *writer, const struct tree *tree,
                                 struct spot spot) {
    struct tree *element = tree_copy(writer->arena, tree);
    int layer = tree->index.base == INDEX_NONE ? -1 : tree->index.offset;
    int tensor = recording_tensor(writer->recording, tree->symbol, layer);
    bool is_one = tree->has_element ||
                  shape_count(writer->recording->program->tensors[tensor].storage.shape) == 1;
    if (!is_one) {
        element->has_element = true;
        element->row = spot.row;
        element->column = spot.column;
    }
    return element;
}

static const enum expression_kind of_elements[EXPRESSION_KIND_COUNT] = {
    [EXPRESSION_ADD] = EXPRESSION_ADD,
    [EXPRESSION_SUBTRACT] = EXPRESSION_SUBTRACT,
    [EXPRESSION_HADAMARD] = EXPRESSION_PRODUCT,
    [EXPRESSION_HADAMARD_QUOTIENT] = EXPRESSION_QUOTIENT,
    [EXPRESSION_QUOTIENT] = EXPRESSION_QUOTIENT,
    [EXPRESSION_PRODUCT] = EXPRESSION_PRODUCT,
    [EXPRESSION_INDICATOR] = EXPRESSION_INDICATOR,
    [EXPRESSION_CALL] = EXPRESSION_CALL, /* max */
};

static struct tree *write_pair(const struct writer *writer, const struct tree *tree,
                               struct spot spot) {
    struct tree *left = write_element(writer, tree->operands[0], spot);
    struct tree *right = write_element(writer, tree->operands[1], spot);
    if (left == NULL || right == NULL) {
        return NULL;
    }
    struct tree *pair = tree_with_two(writer->arena, of_elements[tree->kind], left, right);
    pair->is_grouped = tree->is_grouped;
    pair->function = tree->function;
    pair->relation = tree->relation;
    return with_origin(pair, tree);
}

/* (c A) B is c (A B): the number stands before the sum, as one writes it. */
static struct tree *write_scaled(const struct writer *writer, const struct tree *tree,
                                 struct spot spot) {
    const struct tree *scaled = tree->operands[0];
    struct tree *inner =
        tree_with_two(writer->arena, EXPRESSION_PRODUCT, scaled->operands[1], tree->operands[1]);
    inner->shape = tree->shape;
    struct tree *product = write_element(writer, inner, spot);
    struct tree *number = write_element(writer, scaled->operands[0], spot);
    return product != NULL && number != NULL
               ? tree_with_two(writer->arena, EXPRESSION_PRODUCT, number, product)
               : NULL;
}

static struct tree *write_product(const struct writer *writer, const struct tree *tree,
                                  struct spot spot) {
    const struct tree *left = tree->operands[0];
    if (left->kind == EXPRESSION_PRODUCT && is_single(left->operands[0]) && !is_single(left) &&
        !is_single(tree->operands[1])) {
        return write_scaled(writer, tree, spot);
    }
    if (is_single(tree->operands[0]) || is_single(tree->operands[1])) {
        return write_pair(writer, tree, spot);
    }
    return write_sum(writer, tree, spot, tree->operands[0]->shape.columns, product_summand);
}

static struct tree *write_argument(const struct writer *writer, const struct tree *tree,
                                   struct spot spot) {
    struct tree *argument = write_element(writer, tree->operands[0], spot);
    if (argument == NULL) {
        return NULL;
    }
    struct tree *element = ARENA_NEW(writer->arena, struct tree);
    *element = *tree;
    element->operands[0] = argument;
    return element;
}

static bool mixes_units(const struct writer *writer, const struct tree *call) {
    const struct network *network = &writer->recording->program->lesson->network;
    int layer = call->operands[0]->index.offset;
    return layer >= 1 && activation_mixes_units(network->layers[layer - 1].activation);
}

/* J^T g of a function of each element alone is f' g. */
static struct tree *write_vjp(const struct writer *writer, const struct tree *tree,
                              struct spot spot) {
    if (mixes_units(writer, tree)) {
        return pick(writer, tree, spot);
    }
    struct tree *slope = tree_call(writer->arena, FUNCTION_DERIVATIVE, tree->operands[0]);
    slope->shape = tree->shape;
    struct tree *both = tree_with_two(writer->arena, EXPRESSION_HADAMARD, slope, tree->operands[1]);
    return write_pair(writer, both, spot);
}

static struct tree *write_summation(const struct writer *writer, const struct tree *tree,
                                    struct spot spot) {
    spot.used |= 1u << tree->which.number;
    struct tree *inside = write_element(writer, tree->operands[1], spot);
    return inside != NULL ? with_origin(tree_sum_over(writer->arena, tree->which,
                                                      (size_t)tree->operands[0]->number, inside),
                                        tree)
                          : NULL;
}

static struct tree *write_call(const struct writer *writer, const struct tree *tree,
                               struct spot spot) {
    switch (tree->function) {
    case FUNCTION_ACTIVATION:
    case FUNCTION_DERIVATIVE:
        return mixes_units(writer, tree) ? pick(writer, tree, spot)
                                         : write_argument(writer, tree, spot);
    case FUNCTION_LOG:
    case FUNCTION_EXP:
    case FUNCTION_ABS:
    case FUNCTION_SIGN:
    case FUNCTION_ROOT:
        return write_argument(writer, tree, spot);
    case FUNCTION_MAX:
        return write_pair(writer, tree, spot);
    case FUNCTION_VJP:
        return write_vjp(writer, tree, spot);
    case FUNCTION_SUM:
        return write_sum(writer, tree, spot, tree->operands[0]->shape.columns, all_summand);
    case FUNCTION_ROW_SUM:
        return write_sum(writer, tree, spot, tree->operands[0]->shape.columns, row_summand);
    case FUNCTION_COLUMN_SUM:
        return write_sum(writer, tree, spot, tree->operands[0]->shape.rows, column_summand);
    case FUNCTION_SUM_OVER:
        return tree_is_number(tree->operands[0], tree->operands[0]->number) &&
                       tree->operands[0]->kind == EXPRESSION_NUMBER
                   ? write_summation(writer, tree, spot)
                   : pick(writer, tree, spot);
    case FUNCTION_STACK:
    case FUNCTION_BESIDE:
    case FUNCTION_NORM:
    case FUNCTION_IDENTITY:
    case FUNCTION_JACOBIAN:
    case FUNCTION_DIAGONAL:
    case FUNCTION_UNIT:
    case FUNCTION_ROWS:
    case FUNCTION_COLUMNS:
    case FUNCTION_PARTIAL:
    case FUNCTION_COUNT:
        break;
    }
    return pick(writer, tree, spot);
}

static struct tree *write_inside(const struct writer *writer, const struct tree *tree,
                                 struct spot spot) {
    switch (tree->kind) {
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
        return tree_copy(writer->arena, tree);
    case EXPRESSION_TENSOR:
        return write_tensor(writer, tree, spot);
    case EXPRESSION_NEGATE:
    case EXPRESSION_SQUARE:
        return write_argument(writer, tree, spot);
    case EXPRESSION_TRANSPOSE:
        return write_element(writer, tree->operands[0],
                             (struct spot){spot.column, spot.row, spot.used});
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
    case EXPRESSION_INDICATOR:
        return write_pair(writer, tree, spot);
    case EXPRESSION_PRODUCT:
        return write_product(writer, tree, spot);
    case EXPRESSION_CALL:
        return write_call(writer, tree, spot);
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return NULL;
}

static bool is_inside(struct element_index index, size_t count) {
    return index.is_letter || (size_t)index.number <= count;
}

static struct tree *write_element(const struct writer *writer, const struct tree *tree,
                                  struct spot spot) {
    spot = within(tree, spot);
    if (writer->change != NULL && tree == writer->change->node) {
        return writer->change->write(writer->change->context, writer->arena, spot.row, spot.column);
    }
    if (!is_inside(spot.row, tree->shape.rows) || !is_inside(spot.column, tree->shape.columns)) {
        return NULL;
    }
    return write_inside(writer, tree, spot);
}

struct tree *element_of_tree(const struct recording *recording, struct arena *arena,
                             const struct tree *tree, const size_t cell[2],
                             const struct element_change *change) {
    const struct writer writer = {recording, arena, change};
    const struct spot spot = {tree_index(cell[0]), tree_index(cell[1]), 0};
    return write_element(&writer, tree, spot);
}

struct tree *element_at(const struct recording *recording, struct arena *arena,
                        const struct tree *tree, struct element_index row,
                        struct element_index column) {
    const struct writer writer = {recording, arena, NULL};
    unsigned used = 0;
    used |= row.is_letter ? 1u << row.number : 0;
    used |= column.is_letter ? 1u << column.number : 0;
    return write_element(&writer, tree, (struct spot){row, column, used});
}
