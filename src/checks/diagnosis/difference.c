#include "checks/diagnosis/difference.h"

#include "checks/rewrite/element.h"
#include "checks/rewrite/tree.h"

/* What becomes of a pair of nodes. */
enum step {
    STEP_UNKNOWN,
    STEP_SAME,      /* both are the same formula */
    STEP_DESCEND,   /* the same operation of other operands */
    STEP_OPERATOR,  /* another operation of them */
    STEP_OTHER,     /* one in the place of the other */
    STEP_LOSE_LEFT, /* the right one's operation with its left operand is missing */
    STEP_LOSE_RIGHT,
    STEP_GAIN_LEFT,
    STEP_GAIN_RIGHT,
};

struct pair {
    enum step step;
    size_t cost;
};

struct comparison {
    struct arena *arena;
    size_t mistaken_count;
    struct pair *pairs; /* right id x mistaken id */
    struct difference_column *columns;
    size_t count, capacity;
};

static size_t size_of(const struct tree *tree) {
    size_t size = 1;
    for (size_t i = 0; i < tree->operand_count; i++) {
        size += size_of(tree->operands[i]);
    }
    return size;
}

static bool same_operation(const struct tree *a, const struct tree *b) {
    return a->kind == b->kind && a->operand_count == b->operand_count && a->operand_count > 0 &&
           (a->kind != EXPRESSION_CALL || a->function == b->function);
}

/* Two operands with a sign between them. */
static bool is_infix(const struct tree *tree) {
    return tree->operand_count == 2 && tree->kind != EXPRESSION_CALL;
}

static struct pair *pair_of(struct comparison *comparison, const struct tree *right,
                            const struct tree *mistaken);

static void try_step(struct pair *best, enum step step, size_t cost) {
    if (best->step == STEP_UNKNOWN || cost < best->cost) {
        *best = (struct pair){step, cost};
    }
}

/* An operation of two operands of which one goes on and the other is there in one formula only. */
static void try_operands(struct comparison *comparison, const struct tree *right,
                         const struct tree *mistaken, struct pair *best) {
    for (size_t i = 0; i < right->operand_count; i++) {
        size_t lost = size_of(right) - size_of(right->operands[i]);
        size_t cost = pair_of(comparison, right->operands[i], mistaken)->cost + lost;
        try_step(best, i == 0 ? STEP_LOSE_RIGHT : STEP_LOSE_LEFT, cost);
    }
    for (size_t i = 0; i < mistaken->operand_count; i++) {
        size_t gained = size_of(mistaken) - size_of(mistaken->operands[i]);
        size_t cost = pair_of(comparison, right, mistaken->operands[i])->cost + gained;
        try_step(best, i == 0 ? STEP_GAIN_RIGHT : STEP_GAIN_LEFT, cost);
    }
}

static struct pair *pair_of(struct comparison *comparison, const struct tree *right,
                            const struct tree *mistaken) {
    struct pair *best =
        &comparison
             ->pairs[(size_t)right->origin * comparison->mistaken_count + (size_t)mistaken->origin];
    if (best->step != STEP_UNKNOWN) {
        return best;
    }
    struct pair found = {STEP_UNKNOWN, 0};
    if (tree_equal(right, mistaken)) {
        *best = (struct pair){STEP_SAME, 0};
        return best;
    }
    bool is_same = same_operation(right, mistaken);
    if (is_same || (is_infix(right) && is_infix(mistaken))) {
        size_t cost = is_same ? 0 : 1;
        for (size_t i = 0; i < right->operand_count; i++) {
            cost += pair_of(comparison, right->operands[i], mistaken->operands[i])->cost;
        }
        try_step(&found, is_same ? STEP_DESCEND : STEP_OPERATOR, cost);
    }
    try_operands(comparison, right, mistaken, &found);
    try_step(&found, STEP_OTHER, size_of(right) + size_of(mistaken));
    *best = found;
    return best;
}

static void add_column(struct comparison *comparison, enum difference_kind kind,
                       const struct tree *right, const struct tree *mistaken) {
    comparison->columns = arena_grow(comparison->arena, comparison->columns, comparison->count,
                                     sizeof *comparison->columns, &comparison->capacity);
    comparison->columns[comparison->count++] = (struct difference_column){
        kind, right != NULL ? right->origin : -1, mistaken != NULL ? mistaken->origin : -1};
}

/* What is in one formula only: the operand beside the one that goes on, or the operator alone where
 * there is none beside it. */
static void add_single(struct comparison *comparison, const struct tree *tree, size_t which,
                       bool is_right) {
    bool is_alone = tree->operand_count == 1 || tree_is_call(tree, FUNCTION_SUM_OVER);
    const struct tree *single = is_alone ? tree : tree->operands[which];
    enum difference_kind kind = is_alone   ? DIFFERENCE_SIGN
                                : is_right ? DIFFERENCE_MISSING
                                           : DIFFERENCE_EXTRA;
    add_column(comparison, kind, is_right ? single : NULL, is_right ? NULL : single);
}

static void write_columns(struct comparison *comparison, const struct tree *right,
                          const struct tree *mistaken) {
    switch (pair_of(comparison, right, mistaken)->step) {
    case STEP_SAME:
        add_column(comparison, DIFFERENCE_SAME, right, mistaken);
        return;
    case STEP_DESCEND:
        for (size_t i = 0; i < right->operand_count; i++) {
            write_columns(comparison, right->operands[i], mistaken->operands[i]);
        }
        return;
    case STEP_OPERATOR:
        write_columns(comparison, right->operands[0], mistaken->operands[0]);
        add_column(comparison, DIFFERENCE_SIGN, right, mistaken);
        write_columns(comparison, right->operands[1], mistaken->operands[1]);
        return;
    case STEP_LOSE_RIGHT:
        write_columns(comparison, right->operands[0], mistaken);
        add_single(comparison, right, 1, true);
        return;
    case STEP_LOSE_LEFT:
        add_single(comparison, right, 0, true);
        write_columns(comparison, right->operands[1], mistaken);
        return;
    case STEP_GAIN_RIGHT:
        write_columns(comparison, right, mistaken->operands[0]);
        add_single(comparison, mistaken, 1, false);
        return;
    case STEP_GAIN_LEFT:
        add_single(comparison, mistaken, 0, false);
        write_columns(comparison, right, mistaken->operands[1]);
        return;
    case STEP_UNKNOWN:
    case STEP_OTHER:
        break;
    }
    add_column(comparison, DIFFERENCE_OTHER, right, mistaken);
}

struct difference difference_create(struct arena *arena, const struct statement *right,
                                    const struct statement *mistaken) {
    struct comparison comparison = {
        .arena = arena,
        .mistaken_count = mistaken->node_count,
        .pairs = ARENA_ARRAY(arena, struct pair, right->node_count * mistaken->node_count),
    };
    write_columns(&comparison, tree_of_expression(arena, right->value, true),
                  tree_of_expression(arena, mistaken->value, true));
    return (struct difference){comparison.columns, comparison.count};
}

bool difference_right(struct arena *arena, const struct diagnosis_question *question,
                      const struct statement *mistaken, struct tree_statement *ret) {
    const struct recording *recording = question->recording;
    if (recording->part >= 0) { /* it has no name that it could be written with */
        return false;
    }
    struct recorded_tree right = recorded_tree_right(recording, arena);
    if (mistaken->target->has_element) {
        right.value = recorded_tree_shape(recording, arena, &right)
                          ? element_of_tree(recording, arena, right.value, question->cell, NULL)
                          : NULL;
        right.target = recorded_tree_element(&right.target, question->cell[0], question->cell[1]);
    }
    return right.value != NULL &&
           tree_to_statement(arena, &right.target, right.value, &recording->symbols.table, ret);
}
