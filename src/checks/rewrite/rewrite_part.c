/* Where the part of a formula stands that a rewrite changes. */
#include "checks/rewrite/rewrite_parts.h"

/* 1 - a, of the same a. */
static bool is_complement(const struct tree *tree, const struct tree *of) {
    return tree->kind == EXPRESSION_SUBTRACT && tree_is_number(tree->operands[0], 1) &&
           tree_equal(tree->operands[1], of);
}

static bool is_activation(const struct rewriting *rewriting, const struct tree *tree) {
    bool is_tensor = tree->kind == EXPRESSION_TENSOR && tree->index.base == INDEX_NUMBER;
    const struct network *network = &rewriting->recording->program->lesson->network;
    return is_tensor && tree->index.offset >= 1 &&
           recording_role(rewriting->recording, tree->symbol) == ROLE_ACTIVATION &&
           network->layers[tree->index.offset - 1].activation == ACTIVATION_SIGMOID;
}

/* x .* a .* (1 - a), or a .* (1 - a): the product whose right side is the complement; *ret_left is
 * the slot of a. */
static bool is_slope_pair(const struct rewriting *rewriting, struct tree *product,
                          struct tree_slot *ret_left) {
    if (product->kind != EXPRESSION_HADAMARD) {
        return false;
    }
    struct tree *left = product->operands[0];
    if (is_activation(rewriting, left) && is_complement(product->operands[1], left)) {
        *ret_left = (struct tree_slot){&product->operands[0], product, 0};
        return true;
    }
    bool is_chain = left->kind == EXPRESSION_HADAMARD &&
                    is_activation(rewriting, left->operands[1]) &&
                    is_complement(product->operands[1], left->operands[1]);
    if (is_chain) {
        *ret_left = (struct tree_slot){&left->operands[1], left, 1};
    }
    return is_chain;
}

static bool match_slope(const struct rewriting *rewriting, struct tree_slot slot,
                        struct rewrite_match *ret) {
    struct tree *node = *slot.at;
    if (tree_is_call(node, FUNCTION_DERIVATIVE)) {
        *ret = (struct rewrite_match){{slot}, 1};
        return true;
    }
    struct tree_slot left;
    if (!is_slope_pair(rewriting, node, &left)) {
        return false;
    }
    *ret = (struct rewrite_match){{left, {&node->operands[1], node, 1}}, 2};
    return true;
}

static bool match_slot(const struct rewriting *rewriting, const struct tree *part,
                       struct tree_slot slot, struct rewrite_match *ret) {
    switch (rewriting->rewrite->part_kind) {
    case REWRITE_PART_SLOPE:
        return match_slope(rewriting, slot, ret);
    case REWRITE_PART_FUNCTION:
        *ret = (struct rewrite_match){{slot}, 1};
        return tree_is_call(*slot.at, FUNCTION_ACTIVATION);
    case REWRITE_PART_FORMULA:
    case REWRITE_PART_KIND_COUNT:
        break;
    }
    *ret = (struct rewrite_match){{slot}, 1};
    return part != NULL && tree_equal(*slot.at, part);
}

static struct tree *wanted_part(const struct rewriting *rewriting) {
    struct role_meaning meaning = ROLE_MEANING_NONE;
    meaning.right = rewriting->formula->value;
    return rewriting->rewrite->part_kind == REWRITE_PART_FORMULA
               ? role_formula_translate(rewriting->recording, rewriting->arena,
                                        rewriting->rewrite->part, &meaning)
               : NULL;
}

bool rewrite_part_find(const struct rewriting *rewriting, size_t n, struct recorded_tree *copy,
                       struct rewrite_match *ret) {
    *copy = (struct recorded_tree){rewriting->formula->target,
                                   tree_copy(rewriting->arena, rewriting->formula->value)};
    struct tree *part = wanted_part(rewriting);
    size_t count;
    struct tree_slot *slots = tree_slots(rewriting->arena, &copy->value, &count);
    for (size_t i = 0; i < count; i++) {
        if (match_slot(rewriting, part, slots[i], ret) && n-- == 0) {
            return true;
        }
    }
    return false;
}

struct tree *rewrite_part_tree(struct arena *arena, const struct rewrite_match *match) {
    struct tree *tree = tree_copy(arena, *match->slots[0].at);
    return match->count == 1 ? tree
                             : tree_with_two(arena, EXPRESSION_HADAMARD, tree,
                                             tree_copy(arena, *match->slots[1].at));
}

/* The slot of a pair's second factor may lie above the first's: it goes first. */
void rewrite_part_replace(struct arena *arena, const struct rewrite_match *match,
                          struct tree *tree) {
    if (match->count > 1) {
        *match->slots[1].at = tree_number(arena, 1);
    }
    *match->slots[0].at = tree;
}
