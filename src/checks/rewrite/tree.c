#include "checks/rewrite/tree.h"

struct tree *tree_of_expression(struct arena *arena, const struct expression *expression,
                                bool is_right) {
    struct tree *tree = ARENA_NEW(arena, struct tree);
    *tree = (struct tree){
        .kind = expression->kind,
        .is_grouped = expression->is_grouped,
        .number = expression->number,
        .which = expression->which,
        .function = expression->function,
        .relation = expression->relation,
        .symbol = expression->symbol,
        .index = expression->index,
        .has_element = expression->has_element,
        .is_vector = expression->is_vector,
        .row = expression->row,
        .column = expression->column,
        .operand_count = expression->operand_count,
        .origin = is_right ? expression->id : TREE_NEW,
    };
    for (size_t i = 0; i < expression->operand_count; i++) {
        tree->operands[i] = tree_of_expression(arena, expression->operands[i], is_right);
    }
    return tree;
}

struct tree *tree_copy(struct arena *arena, const struct tree *tree) {
    struct tree *copy = ARENA_NEW(arena, struct tree);
    *copy = *tree;
    for (size_t i = 0; i < tree->operand_count; i++) {
        copy->operands[i] = tree_copy(arena, tree->operands[i]);
    }
    return copy;
}

/* ---- making nodes ---- */

struct element_index tree_index(size_t number) {
    return (struct element_index){.is_letter = false, .number = (int)number};
}

struct element_index tree_letter(size_t which) {
    return (struct element_index){.is_letter = true, .number = (int)which};
}

static struct tree *new_tree(struct arena *arena, enum expression_kind kind) {
    struct tree *tree = ARENA_NEW(arena, struct tree);
    *tree = (struct tree){.kind = kind, .origin = TREE_NEW};
    return tree;
}

struct tree *tree_number(struct arena *arena, double number) {
    struct tree *tree = new_tree(arena, EXPRESSION_NUMBER);
    tree->number = number;
    return tree;
}

struct tree *tree_with_one(struct arena *arena, enum expression_kind kind, struct tree *operand) {
    struct tree *tree = new_tree(arena, kind);
    tree->operands[tree->operand_count++] = operand;
    return tree;
}

struct tree *tree_with_two(struct arena *arena, enum expression_kind kind, struct tree *left,
                           struct tree *right) {
    struct tree *tree = tree_with_one(arena, kind, left);
    tree->operands[tree->operand_count++] = right;
    return tree;
}

struct tree *tree_call(struct arena *arena, enum function function, struct tree *argument) {
    struct tree *tree = tree_with_one(arena, EXPRESSION_CALL, argument);
    tree->function = function;
    return tree;
}

struct tree *tree_sum_over(struct arena *arena, struct element_index letter, size_t count,
                           struct tree *summand) {
    struct tree *tree = tree_call(arena, FUNCTION_SUM_OVER, tree_number(arena, (double)count));
    tree->which = letter;
    tree->operands[tree->operand_count++] = summand;
    return tree;
}

struct tree *tree_tensor(struct arena *arena, int symbol, struct tensor_index index) {
    struct tree *tree = new_tree(arena, EXPRESSION_TENSOR);
    tree->symbol = symbol;
    tree->index = index;
    return tree;
}

/* ---- looking at them ---- */

bool tree_is_number(const struct tree *tree, double number) {
    return tree->kind == EXPRESSION_NUMBER && tree->number == number;
}

bool tree_is_call(const struct tree *tree, enum function function) {
    return tree->kind == EXPRESSION_CALL && tree->function == function;
}

static bool same_element(struct element_index a, struct element_index b) {
    return a.is_letter == b.is_letter && a.number == b.number;
}

static bool same_tensor(const struct tree *a, const struct tree *b) {
    return a->symbol == b->symbol && a->index.base == b->index.base &&
           a->index.offset == b->index.offset && a->has_element == b->has_element &&
           a->is_vector == b->is_vector &&
           (!a->has_element ||
            (same_element(a->row, b->row) && same_element(a->column, b->column)));
}

static bool same_node(const struct tree *a, const struct tree *b) {
    if (a->kind != b->kind || a->operand_count != b->operand_count) {
        return false;
    }
    switch (a->kind) {
    case EXPRESSION_NUMBER:
        return a->number == b->number;
    case EXPRESSION_ELEMENT:
        return same_element(a->which, b->which);
    case EXPRESSION_TENSOR:
        return same_tensor(a, b);
    case EXPRESSION_CALL:
        return a->function == b->function &&
               (!function_runs_over(a->function) || same_element(a->which, b->which));
    case EXPRESSION_INDICATOR:
        return a->relation == b->relation;
    case EXPRESSION_NEGATE:
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_SQUARE:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_PRODUCT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        return true;
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return false;
}

bool tree_equal(const struct tree *a, const struct tree *b) {
    bool is_equal = same_node(a, b);
    for (size_t i = 0; is_equal && i < a->operand_count; i++) {
        is_equal = tree_equal(a->operands[i], b->operands[i]);
    }
    return is_equal;
}

/* ---- slots ---- */

static size_t count_nodes(const struct tree *tree) {
    size_t count = 1;
    for (size_t i = 0; i < tree->operand_count; i++) {
        count += count_nodes(tree->operands[i]);
    }
    return count;
}

static size_t list_slots(struct tree_slot *slots, size_t count, struct tree_slot slot) {
    slots[count++] = slot;
    struct tree *node = *slot.at;
    for (size_t i = 0; i < node->operand_count; i++) {
        count = list_slots(slots, count, (struct tree_slot){&node->operands[i], node, i});
    }
    return count;
}

struct tree_slot *tree_slots(struct arena *arena, struct tree **root, size_t *ret_count) {
    struct tree_slot *slots = ARENA_ARRAY(arena, struct tree_slot, count_nodes(*root));
    *ret_count = list_slots(slots, 0, (struct tree_slot){root, NULL, 0});
    return slots;
}
