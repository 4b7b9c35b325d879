#include "engine/derivation/change.h"

#include <string.h>

/* ---- the same ---- */

static bool is_same_index(struct element_index a, struct element_index b) {
    return a.is_letter == b.is_letter && a.number == b.number;
}

static bool is_same_tensor(const struct expression *a, const struct expression *b) {
    return a->symbol == b->symbol && a->index.base == b->index.base &&
           a->index.offset == b->index.offset && a->has_element == b->has_element &&
           (!a->has_element || (a->is_vector == b->is_vector && is_same_index(a->row, b->row) &&
                                is_same_index(a->column, b->column)));
}

/* But for the operands. */
static bool is_same_node(const struct expression *a, const struct expression *b) {
    if (a->kind != b->kind || a->operand_count != b->operand_count) {
        return false;
    }
    bool is_over = a->kind == EXPRESSION_ELEMENT || expression_runs_over(a);
    return (a->kind != EXPRESSION_NUMBER || a->number == b->number) &&
           (a->kind != EXPRESSION_TENSOR || is_same_tensor(a, b)) &&
           (a->kind != EXPRESSION_CALL || a->function == b->function) &&
           (a->kind != EXPRESSION_INDICATOR || a->relation == b->relation) &&
           (!is_over || is_same_index(a->which, b->which));
}

/* Whether two trees are the same but for parentheses. */
static bool is_alike(const struct expression *a, const struct expression *b) {
    if (!is_same_node(a, b)) {
        return false;
    }
    for (size_t i = 0; i < a->operand_count; i++) {
        if (!is_alike(a->operands[i], b->operands[i])) {
            return false;
        }
    }
    return true;
}

/* ---- chains ---- */

/* Sums and products of any number of operands: what is on either side of + or −, of ·, ⊙ or /. */
enum family { FAMILY_SUM, FAMILY_PRODUCT, FAMILY_COUNT };

static enum family family_of(enum expression_kind kind) {
    switch (kind) {
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
        return FAMILY_SUM;
    case EXPRESSION_PRODUCT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        return FAMILY_PRODUCT;
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_TENSOR:
    case EXPRESSION_NEGATE:
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_SQUARE:
    case EXPRESSION_INDICATOR:
    case EXPRESSION_CALL:
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return FAMILY_COUNT;
}

enum { CHAIN_MOST = 64 }; /* longer ones are different as a whole */

/* An operand, and whether it is subtracted, or divided by. */
struct link {
    const struct expression *node;
    bool is_inverse;
};

struct chain {
    struct link links[CHAIN_MOST];
    size_t count;
};

static void flatten(struct chain *chain, enum family family, const struct expression *node,
                    bool is_inverse) {
    if (family_of(node->kind) == family) {
        bool inverts = node->kind == EXPRESSION_SUBTRACT || node->kind == EXPRESSION_QUOTIENT ||
                       node->kind == EXPRESSION_HADAMARD_QUOTIENT;
        flatten(chain, family, node->operands[0], is_inverse);
        flatten(chain, family, node->operands[1], is_inverse != inverts);
    } else if (chain->count < CHAIN_MOST) {
        chain->links[chain->count++] = (struct link){node, is_inverse};
    }
}

static bool is_same_link(struct link a, struct link b) {
    return a.is_inverse == b.is_inverse && is_alike(a.node, b.node);
}

/* ---- comparing ---- */

struct comparison {
    bool *is_old, *is_new;
};

static void compare(const struct comparison *comparison, const struct expression *old,
                    const struct expression *new);

/* Some operands of a chain, one behind the other. */
struct span {
    const struct link *links;
    size_t count;
};

static struct span span_of(const struct chain *chain, size_t from, size_t to) {
    return (struct span){chain->links + from, to - from};
}

static void mark(bool *marks, struct span span) {
    for (size_t i = 0; i < span.count; i++) {
        marks[span.links[i].node->id] = true;
    }
}

/* What is between two operands that both have: as many on either side are compared one by one. */
static void compare_spans(const struct comparison *comparison, struct span old, struct span new) {
    if (old.count != new.count) {
        mark(comparison->is_old, old);
        mark(comparison->is_new, new);
        return;
    }
    for (size_t i = 0; i < old.count; i++) {
        struct span a = {old.links + i, 1}, b = {new.links + i, 1};
        if (a.links->is_inverse != b.links->is_inverse) {
            mark(comparison->is_old, a);
            mark(comparison->is_new, b);
        } else {
            compare(comparison, a.links->node, b.links->node);
        }
    }
}

/* The longest common subsequence of two chains: lengths[i][k] is that of what begins at i and k. */
struct lengths {
    unsigned char at[CHAIN_MOST + 1][CHAIN_MOST + 1];
};

static void measure(struct lengths *lengths, const struct chain *old, const struct chain *new) {
    memset(lengths, 0, sizeof *lengths);
    for (size_t i = old->count; i-- > 0;) {
        for (size_t k = new->count; k-- > 0;) {
            unsigned char skipped = lengths->at[i + 1][k] > lengths->at[i][k + 1]
                                        ? lengths->at[i + 1][k]
                                        : lengths->at[i][k + 1];
            bool is_same = is_same_link(old->links[i], new->links[k]);
            lengths->at[i][k] = is_same ? (unsigned char)(lengths->at[i + 1][k + 1] + 1) : skipped;
        }
    }
}

static void compare_chains(const struct comparison *comparison, const struct chain *old,
                           const struct chain *new) {
    struct lengths lengths;
    measure(&lengths, old, new);
    size_t i = 0, k = 0, old_from = 0, new_from = 0;
    while (lengths.at[i][k] > 0) {
        if (is_same_link(old->links[i], new->links[k])) {
            compare_spans(comparison, span_of(old, old_from, i), span_of(new, new_from, k));
            old_from = ++i;
            new_from = ++k;
        } else {
            bool skips_old = lengths.at[i + 1][k] == lengths.at[i][k];
            i += skips_old;
            k += !skips_old;
        }
    }
    compare_spans(comparison, span_of(old, old_from, old->count),
                  span_of(new, new_from, new->count));
}

/* How many operands two trees have in common, read as chains of a family. */
static size_t common(struct chain *old, struct chain *new, enum family family,
                     const struct expression *a, const struct expression *b) {
    struct lengths lengths;
    old->count = 0;
    new->count = 0;
    flatten(old, family, a, false);
    flatten(new, family, b, false);
    measure(&lengths, old, new);
    return lengths.at[0][0];
}

static bool compare_as_chains(const struct comparison *comparison, const struct expression *old,
                              const struct expression *new) {
    struct chain a, b;
    enum family best = FAMILY_COUNT;
    size_t most = 0;
    for (int family = 0; family < FAMILY_COUNT; family++) {
        bool is_chain = family_of(old->kind) == (enum family)family ||
                        family_of(new->kind) == (enum family)family;
        size_t found = is_chain ? common(&a, &b, (enum family)family, old, new) : 0;
        bool are_both = family_of(old->kind) == (enum family)family &&
                        family_of(new->kind) == (enum family)family;
        if (found > most || (are_both && best == FAMILY_COUNT)) {
            best = (enum family)family;
            most = found;
        }
    }
    if (best == FAMILY_COUNT) {
        return false;
    }
    common(&a, &b, best, old, new);
    compare_chains(comparison, &a, &b);
    return true;
}

static void compare(const struct comparison *comparison, const struct expression *old,
                    const struct expression *new) {
    if (is_alike(old, new) || compare_as_chains(comparison, old, new)) {
        return;
    }
    if (!is_same_node(old, new) || old->operand_count == 0) {
        comparison->is_old[old->id] = true;
        comparison->is_new[new->id] = true;
        return;
    }
    for (size_t i = 0; i < old->operand_count; i++) {
        compare(comparison, old->operands[i], new->operands[i]);
    }
}

struct change change_between(struct arena *arena, const struct statement *old,
                             const struct statement *new) {
    const struct comparison comparison = {
        .is_old = ARENA_ARRAY(arena, bool, old->node_count),
        .is_new = ARENA_ARRAY(arena, bool, new->node_count),
    };
    compare(&comparison, old->value, new->value);
    return (struct change){comparison.is_old, comparison.is_new};
}
