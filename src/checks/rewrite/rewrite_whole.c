/* Rewrites of a formula as it stands, with its matrices. */
#include "checks/rewrite/rewrite_parts.h"

/* What a verb makes of the part; NULL: nothing. */
typedef struct tree *make_part(const struct rewriting *rewriting, const struct recorded_tree *copy,
                               const struct rewrite_match *match);

/* Every place where the part stands gives one formula. */
static void each_match(const struct rewriting *rewriting, make_part *make) {
    struct recorded_tree copy;
    struct rewrite_match match;
    for (size_t n = 0; rewrite_part_find(rewriting, n, &copy, &match); n++) {
        struct tree *made = make(rewriting, &copy, &match);
        if (made != NULL) {
            rewrite_part_replace(rewriting->arena, &match, made);
            rewrite_add(rewriting, &copy.target, copy.value, 0);
        }
    }
}

/* A term of a sum becomes 0, a factor 1. */
static bool is_term(const struct rewrite_match *match) {
    const struct tree *parent = match->slots[0].parent;
    return parent == NULL || parent->kind == EXPRESSION_ADD || parent->kind == EXPRESSION_SUBTRACT;
}

static struct tree *make_dropped(const struct rewriting *rewriting,
                                 const struct recorded_tree *copy,
                                 const struct rewrite_match *match) {
    (void)copy;
    return tree_number(rewriting->arena, is_term(match) ? 0 : 1);
}

void rewrite_drop(const struct rewriting *rewriting) {
    each_match(rewriting, make_dropped);
}

static struct tree *make_repeated(const struct rewriting *rewriting,
                                  const struct recorded_tree *copy,
                                  const struct rewrite_match *match) {
    (void)copy;
    struct tree *part = rewrite_part_tree(rewriting->arena, match);
    struct tree *again = tree_copy(rewriting->arena, part);
    again->is_grouped = match->count > 1;
    return tree_with_two(rewriting->arena, EXPRESSION_HADAMARD, part, again);
}

void rewrite_repeat(const struct rewriting *rewriting) {
    each_match(rewriting, make_repeated);
}

static struct tree *make_turned(const struct rewriting *rewriting, const struct recorded_tree *copy,
                                const struct rewrite_match *match) {
    (void)copy;
    return tree_with_one(rewriting->arena, EXPRESSION_NEGATE,
                         rewrite_part_tree(rewriting->arena, match));
}

void rewrite_turn(const struct rewriting *rewriting) {
    each_match(rewriting, make_turned);
}

static struct tree *make_swapped(const struct rewriting *rewriting,
                                 const struct recorded_tree *copy,
                                 const struct rewrite_match *match) {
    (void)copy;
    struct tree *part = rewrite_part_tree(rewriting->arena, match);
    if (part->operand_count != 2) {
        return NULL;
    }
    struct tree *left = part->operands[0];
    part->operands[0] = part->operands[1];
    part->operands[1] = left;
    return part;
}

void rewrite_swap(const struct rewriting *rewriting) {
    each_match(rewriting, make_swapped);
}

static struct tree *make_replaced(const struct rewriting *rewriting,
                                  const struct recorded_tree *copy,
                                  const struct rewrite_match *match) {
    (void)copy;
    struct role_meaning meaning = ROLE_MEANING_NONE;
    meaning.right = rewriting->formula->value;
    meaning.it = rewrite_part_tree(rewriting->arena, match);
    return role_formula_translate(rewriting->recording, rewriting->arena, rewriting->rewrite->by,
                                  &meaning);
}

void rewrite_replace(const struct rewriting *rewriting) {
    each_match(rewriting, make_replaced);
}

/* ---- transposes ---- */

/* Of a part that stands in a transpose already that one is dropped, by tree_simplify. */
static struct tree *make_transposed(const struct rewriting *rewriting,
                                    const struct recorded_tree *copy,
                                    const struct rewrite_match *match) {
    (void)copy;
    return tree_with_one(rewriting->arena, EXPRESSION_TRANSPOSE,
                         rewrite_part_tree(rewriting->arena, match));
}

void rewrite_transpose(const struct rewriting *rewriting) {
    each_match(rewriting, make_transposed);
}

/* ---- the matrix product for the one cell by cell ---- */

/* The product, cell by cell, that the part is a factor of. */
static struct tree_slot product_of(const struct rewriting *rewriting, struct recorded_tree *copy,
                                   const struct rewrite_match *match) {
    size_t count;
    struct tree_slot *slots = tree_slots(rewriting->arena, &copy->value, &count);
    const struct tree *parent = match->slots[0].parent;
    for (size_t i = 0; i < count; i++) {
        if (parent != NULL && *slots[i].at == parent && parent->kind == EXPRESSION_HADAMARD) {
            return slots[i];
        }
    }
    return (struct tree_slot){NULL, NULL, 0};
}

/* Which operand is transposed so that the product fits: the second, or else the first; or none. */
enum matrix_try { TRY_RIGHT, TRY_LEFT, TRY_NONE };

static bool try_matrix(const struct rewriting *rewriting, size_t n, enum matrix_try way) {
    struct recorded_tree copy;
    struct rewrite_match match;
    if (!rewrite_part_find(rewriting, n, &copy, &match)) {
        return false;
    }
    struct arena *arena = rewriting->arena;
    struct tree *part = rewrite_part_tree(arena, &match);
    struct tree_slot slot = product_of(rewriting, &copy, &match);
    if (slot.at == NULL) {
        return false;
    }
    size_t which = match.slots[0].which;
    struct tree *other = tree_copy(arena, (*slot.at)->operands[1 - which]);
    part->is_grouped = part->operand_count == 2;
    rewrite_part_replace(arena, &match, tree_number(arena, 1));
    struct tree *sides[2] = {which == 0 ? part : other, which == 0 ? other : part};
    if (way != TRY_NONE) {
        size_t turned = way == TRY_RIGHT ? 1 : 0;
        sides[turned] = tree_with_one(arena, EXPRESSION_TRANSPOSE, sides[turned]);
    }
    *slot.at = tree_with_two(arena, EXPRESSION_PRODUCT, sides[0], sides[1]);
    struct recorded_statement ignored;
    copy.value = tree_simplify(arena, copy.value);
    if (!recorded_tree_bind(rewriting->recording, arena, &copy, &ignored)) {
        return false;
    }
    rewrite_add(rewriting, &copy.target, copy.value, 0);
    return true;
}

void rewrite_matrix(const struct rewriting *rewriting) {
    struct recorded_tree copy;
    struct rewrite_match match;
    for (size_t n = 0; rewrite_part_find(rewriting, n, &copy, &match); n++) {
        if (!try_matrix(rewriting, n, TRY_RIGHT)) {
            try_matrix(rewriting, n, TRY_LEFT);
        }
        try_matrix(rewriting, n, TRY_NONE);
    }
}
