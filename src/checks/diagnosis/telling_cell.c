#include "checks/diagnosis/telling_cell.h"

#include "base/number.h"
#include "checks/answer/answer_number.h"

#include <math.h>

/* What is typed for it. */
static double typed(double value) {
    return number_rounded(value, answer_number_decimals(value));
}

static bool is_alone(const struct candidates *candidates, size_t which) {
    double value = typed(candidates->items[which].value);
    for (size_t i = 0; i < candidates->count; i++) {
        if (!mistake_is_thought_of(candidates->items[i].mistake) &&
            candidates->items[i].mistake != candidates->items[which].mistake &&
            typed(candidates->items[i].value) == value) {
            return false;
        }
    }
    return true;
}

static bool is_first_of_mistake(const struct candidates *candidates, size_t which) {
    return which == 0 || candidates->items[which - 1].mistake != candidates->items[which].mistake;
}

/* How many mistakes can be told at a cell (from 1): those whose number, with the digits asked for,
 * is neither the right one nor that of another. */
static size_t count_told(const struct recording *recording, const struct mistakes *mistakes,
                         const size_t cell[2]) {
    struct arena *arena = arena_create();
    const struct candidates candidates = candidates_create(arena, recording, mistakes, cell);
    double right = typed(candidates_right(recording, cell));
    size_t count = 0;
    for (size_t i = 0; i < candidates.count; i++) {
        bool tells = candidates.items[i].mistake->seen > 0 && !candidates.items[i].is_silent &&
                     typed(candidates.items[i].value) != right;
        count += tells && is_first_of_mistake(&candidates, i) && is_alone(&candidates, i);
    }
    arena_destroy(arena);
    return count;
}

void telling_cell_choose(const struct recording *recording, const struct mistakes *mistakes,
                         size_t ret_cell[2]) {
    size_t total = recording->right.rows * recording->right.columns;
    size_t tried = total < TELLING_MOST_CELLS ? total : TELLING_MOST_CELLS;
    size_t best = 0;
    ret_cell[0] = ret_cell[1] = 1;
    for (size_t i = 0; i < tried; i++) {
        size_t at = i * total / tried;
        const size_t cell[2] = {at / recording->right.columns + 1,
                                at % recording->right.columns + 1};
        size_t count = count_told(recording, mistakes, cell);
        /* 0 is a number that one gets for many reasons */
        bool says = candidates_right(recording, cell) != 0;
        if (count * 2 + says > best) {
            best = count * 2 + says;
            ret_cell[0] = cell[0];
            ret_cell[1] = cell[1];
        }
    }
}

/* A mistake is silent where all that it makes of the formula gives the right number. */
size_t telling_cell_silent(const struct recording *recording, const struct mistakes *mistakes,
                           const size_t cell[2], const struct mistake **ret, size_t most) {
    struct arena *arena = arena_create();
    const struct candidates candidates = candidates_create(arena, recording, mistakes, cell);
    double right = typed(candidates_right(recording, cell));
    size_t count = 0;
    for (size_t i = 0; i < candidates.count; i++) {
        if (!is_first_of_mistake(&candidates, i)) {
            continue;
        }
        bool is_silent = candidates.items[i].mistake->seen > 0;
        for (size_t j = i;
             j < candidates.count && candidates.items[j].mistake == candidates.items[i].mistake;
             j++) {
            is_silent = is_silent && typed(candidates.items[j].value) == right;
        }
        if (is_silent && count < most) {
            ret[count] = candidates.items[i].mistake;
        }
        count += is_silent;
    }
    arena_destroy(arena);
    return count;
}
