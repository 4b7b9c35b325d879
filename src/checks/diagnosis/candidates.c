#include "checks/diagnosis/candidates.h"

#include <math.h>

static const double rounding = 1e-9; /* relative */

bool candidates_same(double a, double b) {
    double size = fmax(fabs(a), fabs(b));
    return fabs(a - b) <= rounding * size || size <= 1e-13;
}

double candidates_right(const struct recording *recording, const size_t cell[2]) {
    return matrix_at(recording->right, cell[0] - 1, cell[1] - 1);
}

/* The value of a statement at the cell; of one row, column or number that is repeated. False where
 * it has no such element, or that is not finite. */
static bool value_of_statement(const struct recording *recording, struct arena *arena,
                               const struct recorded_statement *statement, const size_t cell[2],
                               double *ret) {
    struct evaluation evaluation;
    struct matrix value = recording_compute(recording, arena, &statement->binding, &evaluation);
    size_t row = value.rows == 1 ? 1 : cell[0], column = value.columns == 1 ? 1 : cell[1];
    if (row > value.rows || column > value.columns) {
        return false;
    }
    *ret = matrix_at(value, row - 1, column - 1);
    return isfinite(*ret);
}

/* ---- collecting ---- */

struct collection {
    struct arena *arena;
    const struct recording *recording;
    const size_t *cell;
    double right;
    bool has_all; /* also formulas of one mistake with the same number */
    struct candidate *items;
    size_t count, capacity;
};

/* The same mistake in two formulas with one number is named once. */
static bool is_known(const struct collection *collection, const struct candidate *candidate) {
    for (size_t i = 0; i < collection->count && !collection->has_all; i++) {
        const struct candidate *other = &collection->items[i];
        if (other->mistake == candidate->mistake &&
            candidates_same(other->value, candidate->value)) {
            return true;
        }
    }
    return false;
}

static void collect(struct collection *collection, const struct mistake *mistake,
                    const struct rewritten *rewritten) {
    struct candidate candidate = {.mistake = mistake, .rewritten = *rewritten};
    if (!recorded_tree_bind(collection->recording, collection->arena, &rewritten->tree,
                            &candidate.formula) ||
        !value_of_statement(collection->recording, collection->arena, &candidate.formula,
                            collection->cell, &candidate.value) ||
        is_known(collection, &candidate)) {
        return;
    }
    candidate.is_silent = candidates_same(candidate.value, collection->right);
    collection->items = arena_grow(collection->arena, collection->items, collection->count,
                                   sizeof *collection->items, &collection->capacity);
    collection->items[collection->count++] = candidate;
}

static void collect_mistake(struct collection *collection, const struct recorded_tree *formula,
                            const struct mistake *mistake) {
    if (mistake->match != MISTAKE_REWRITE || !mistake_applies(mistake, collection->recording)) {
        return;
    }
    for (size_t i = 0; i < mistake->rewrite_count; i++) {
        struct rewritten_list list = {.arena = collection->arena};
        if (mistake_rewrite_applies(&mistake->rewrites[i], collection->recording)) {
            rewrite_apply(collection->recording, formula, collection->cell,
                          &mistake->rewrites[i].rewrite, &list);
        }
        for (size_t j = 0; j < list.count; j++) {
            collect(collection, mistake, &list.items[j]);
        }
    }
}

struct candidates candidates_of(struct arena *arena, const struct recording *recording,
                                const struct recorded_tree *formula, const struct mistake *mistake,
                                const size_t cell[2]) {
    struct collection collection = {.arena = arena,
                                    .recording = recording,
                                    .cell = cell,
                                    .right = candidates_right(recording, cell)};
    collect_mistake(&collection, formula, mistake);
    return (struct candidates){collection.items, collection.count};
}

static struct candidates create(struct collection collection, const struct mistakes *mistakes) {
    const struct recorded_tree right = recorded_tree_right(collection.recording, collection.arena);
    for (size_t i = 0; i < mistakes->count; i++) {
        collect_mistake(&collection, &right, &mistakes->items[i]);
    }
    return (struct candidates){collection.items, collection.count};
}

struct candidates candidates_create(struct arena *arena, const struct recording *recording,
                                    const struct mistakes *mistakes, const size_t cell[2]) {
    return create((struct collection){.arena = arena,
                                      .recording = recording,
                                      .cell = cell,
                                      .right = candidates_right(recording, cell)},
                  mistakes);
}

struct candidates candidates_create_all(struct arena *arena, const struct recording *recording,
                                        const struct mistakes *mistakes, const size_t cell[2]) {
    return create((struct collection){.arena = arena,
                                      .recording = recording,
                                      .cell = cell,
                                      .right = candidates_right(recording, cell),
                                      .has_all = true},
                  mistakes);
}
