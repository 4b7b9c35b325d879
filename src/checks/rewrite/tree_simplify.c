/* What stays of a formula when a part of it became 1 or 0. */
#include "checks/rewrite/tree.h"

static struct tree *negative(struct arena *arena, struct tree *tree) {
    return tree->kind == EXPRESSION_NEGATE ? tree->operands[0]
                                           : tree_with_one(arena, EXPRESSION_NEGATE, tree);
}

/* -(-x) is x, (x^T)^T too; a number has no transpose. */
static struct tree *simplify_one(struct tree *tree) {
    struct tree *inner = tree->operands[0];
    bool is_undone = inner->kind == tree->kind && tree->kind != EXPRESSION_SQUARE;
    if (is_undone) {
        return inner->operands[0];
    }
    bool is_plain = inner->kind == EXPRESSION_NUMBER &&
                    (tree->kind == EXPRESSION_TRANSPOSE || inner->number == 0);
    return is_plain ? inner : tree;
}

static bool is_minus_one(const struct tree *tree) {
    return tree->kind == EXPRESSION_NEGATE && tree_is_number(tree->operands[0], 1);
}

/* 2 * (1/2): what a number and the quotient of numbers give together; false where that is none. */
static bool constant_of(const struct tree *tree, double *ret) {
    double a, b;
    if (tree->kind == EXPRESSION_NUMBER) {
        *ret = tree->number;
        return true;
    }
    if (tree->kind == EXPRESSION_NEGATE && constant_of(tree->operands[0], &a)) {
        *ret = -a;
        return true;
    }
    if (tree->kind == EXPRESSION_QUOTIENT && constant_of(tree->operands[0], &a) &&
        constant_of(tree->operands[1], &b)) {
        *ret = a / b;
        return true;
    }
    return false;
}

static struct tree *constant_tree(struct arena *arena, double value) {
    double size = value < 0 ? -value : value;
    struct tree *tree = size < 1 && size > 0
                            ? tree_with_two(arena, EXPRESSION_QUOTIENT, tree_number(arena, 1),
                                            tree_number(arena, 1 / size))
                            : tree_number(arena, size);
    return value < 0 ? negative(arena, tree) : tree;
}

/* c (d x): the numbers come together. */
static struct tree *merge_numbers(struct arena *arena, struct tree *product) {
    double outer, inner;
    struct tree *right = product->operands[1];
    if (!constant_of(product->operands[0], &outer)) {
        return product;
    }
    if (right->kind == EXPRESSION_PRODUCT && constant_of(right->operands[0], &inner)) {
        product->operands[0] = constant_tree(arena, outer * inner);
        product->operands[1] = right->operands[1];
        return tree_simplify(arena, product);
    }
    if (right->kind == EXPRESSION_QUOTIENT && constant_of(right->operands[1], &inner)) {
        product->operands[0] = constant_tree(arena, outer / inner);
        product->operands[1] = right->operands[0];
        return tree_simplify(arena, product);
    }
    return product;
}

static struct tree *simplify_product(struct arena *arena, struct tree *tree) {
    for (size_t i = 0; i < 2; i++) {
        struct tree *other = tree->operands[1 - i];
        if (tree_is_number(tree->operands[i], 1)) {
            return other;
        }
        if (is_minus_one(tree->operands[i])) {
            return negative(arena, other);
        }
        if (tree_is_number(tree->operands[i], 0)) {
            return tree->operands[i];
        }
    }
    return tree->kind == EXPRESSION_PRODUCT ? merge_numbers(arena, tree) : tree;
}

static struct tree *simplify_sum(struct arena *arena, struct tree *tree) {
    struct tree *left = tree->operands[0], *right = tree->operands[1];
    bool is_difference = tree->kind == EXPRESSION_SUBTRACT;
    if (tree_is_number(right, 0)) {
        return left;
    }
    if (tree_is_number(left, 0)) {
        return is_difference ? negative(arena, right) : right;
    }
    if (right->kind == EXPRESSION_NEGATE) { /* a - (-b) */
        tree->kind = is_difference ? EXPRESSION_ADD : EXPRESSION_SUBTRACT;
        tree->operands[1] = right->operands[0];
    }
    return tree;
}

static struct tree *simplify_quotient(struct tree *tree) {
    bool is_plain = tree_is_number(tree->operands[1], 1) || tree_is_number(tree->operands[0], 0);
    return is_plain ? tree->operands[0] : tree;
}

struct tree *tree_simplify(struct arena *arena, struct tree *tree) {
    for (size_t i = 0; i < tree->operand_count; i++) {
        tree->operands[i] = tree_simplify(arena, tree->operands[i]);
    }
    switch (tree->kind) {
    case EXPRESSION_NEGATE:
    case EXPRESSION_TRANSPOSE:
        return simplify_one(tree);
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
        return simplify_sum(arena, tree);
    case EXPRESSION_PRODUCT:
    case EXPRESSION_HADAMARD:
        return simplify_product(arena, tree);
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        return simplify_quotient(tree);
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_TENSOR:
    case EXPRESSION_SQUARE:
    case EXPRESSION_INDICATOR:
    case EXPRESSION_CALL:
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return tree;
}
