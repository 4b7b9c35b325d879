#include "checks/rewrite/rewrite.h"

#include "checks/rewrite/rewrite_parts.h"

const char *const rewrite_verb_names[REWRITE_VERB_COUNT] = {
    [REWRITE_DROP] = "drop",
    [REWRITE_REPEAT] = "repeat",
    [REWRITE_TRANSPOSE] = "transpose",
    [REWRITE_SWAP] = "swap",
    [REWRITE_TURN] = "turn",
    [REWRITE_REPLACE] = "replace",
    [REWRITE_MATRIX] = "matrix",
    [REWRITE_ELEMENTWISE] = "elementwise",
    [REWRITE_ONE_OF_SUM] = "one_of_sum",
    [REWRITE_CELL] = "cell",
    [REWRITE_OTHER] = "other",
    [REWRITE_LOSE_TERM] = "lose_term",
    [REWRITE_TURN_TERM] = "turn_term",
};

static rewrite_function *const functions[REWRITE_VERB_COUNT] = {
    [REWRITE_DROP] = rewrite_drop,
    [REWRITE_REPEAT] = rewrite_repeat,
    [REWRITE_TRANSPOSE] = rewrite_transpose,
    [REWRITE_SWAP] = rewrite_swap,
    [REWRITE_TURN] = rewrite_turn,
    [REWRITE_REPLACE] = rewrite_replace,
    [REWRITE_MATRIX] = rewrite_matrix,
    [REWRITE_ELEMENTWISE] = rewrite_elementwise,
    [REWRITE_ONE_OF_SUM] = rewrite_one_of_sum,
    [REWRITE_CELL] = rewrite_cell,
    [REWRITE_OTHER] = rewrite_other,
    [REWRITE_LOSE_TERM] = rewrite_lose_term,
    [REWRITE_TURN_TERM] = rewrite_turn_term,
};

bool rewrite_verb_has_part(enum rewrite_verb verb) {
    return verb <= REWRITE_MATRIX || verb == REWRITE_CELL;
}

bool rewrite_verb_has_replacement(enum rewrite_verb verb) {
    return verb == REWRITE_REPLACE || verb == REWRITE_CELL;
}

void rewrite_add(const struct rewriting *rewriting, const struct expression *target,
                 struct tree *value, size_t which) {
    struct rewritten_list *list = rewriting->list;
    list->items =
        arena_grow(list->arena, list->items, list->count, sizeof *list->items, &list->capacity);
    list->items[list->count++] = (struct rewritten){
        .tree = {*target, tree_simplify(rewriting->arena, value)}, .which = which};
}

/* Each step is applied to all that the one before has made. */
void rewrite_apply(const struct recording *recording, const struct recorded_tree *formula,
                   const size_t cell[2], const struct rewrite *rewrite,
                   struct rewritten_list *list) {
    struct rewritten_list made = {.arena = list->arena};
    const struct rewriting rewriting = {
        .recording = recording,
        .arena = list->arena,
        .formula = formula,
        .cell = {cell[0], cell[1]},
        .rewrite = rewrite,
        .list = rewrite->then != NULL ? &made : list,
    };
    functions[rewrite->verb](&rewriting);
    for (size_t i = 0; i < made.count; i++) {
        rewrite_apply(recording, &made.items[i].tree, cell, rewrite->then, list);
    }
}
