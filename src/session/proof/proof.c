#include "session/proof/proof.h"

#include "engine/derivation/derivation_way.h"

#include <string.h>

bool proof_is_open(const struct proof *proof) {
    return proof->arena != NULL;
}

/* ---- opening ---- */

static size_t find_choices(const struct program *program, const struct operation *operation,
                           struct derivation_choice *ret, size_t *ret_own) {
    size_t own = derivation_choices(program, operation, ret, NOTATION_MOST_DERIVATIONS);
    *ret_own = own;
    return own + derivation_free_choices(program, operation->layer, ret + own,
                                         NOTATION_MOST_DERIVATIONS - own);
}

size_t proof_choices(const struct program *program, const struct operation *operation,
                     size_t *ret_own) {
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS + 1];
    return find_choices(program, operation, choices, ret_own);
}

static void work_out(struct proof *proof, const struct proof_source *source,
                     const struct derivation_choice *choice) {
    proof->arena = arena_create();
    proof->sample = source->sample;
    proof->derivation =
        derivation_create(proof->arena, source->program, source->state, choice, source->sample);
}

static void open_choice(struct proof *proof, const struct proof_source *source,
                        const struct derivation_choice *choices, size_t count, size_t which) {
    proof_close(proof);
    work_out(proof, source, &choices[which]);
    proof->which = which;
    proof->count = count;
    proof->level = LEVEL_OPERATION;
    proof_go_to(proof, 0);
}

void proof_open(struct proof *proof, const struct proof_source *source, size_t which) {
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS + 1];
    size_t own;
    size_t count = find_choices(source->program, source->operation, choices, &own);
    if (which < count) {
        open_choice(proof, source, choices, count, which);
    }
}

bool proof_open_named(struct proof *proof, const struct proof_source *source, const char *id) {
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS + 1];
    size_t own;
    size_t count = find_choices(source->program, source->operation, choices, &own);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(choices[i].definition->id, id) == 0) {
            open_choice(proof, source, choices, count, i);
            return true;
        }
    }
    return false;
}

void proof_close(struct proof *proof) {
    if (proof->arena != NULL) {
        arena_destroy(proof->arena);
    }
    proof->arena = NULL;
    proof->derivation = NULL;
}

void proof_renew(struct proof *proof, const struct proof_source *source) {
    struct derivation_choice choice = proof->derivation->choice;
    size_t letters[FORMULA_MOST_INDICES];
    memcpy(letters, proof->derivation->letters, sizeof letters);
    arena_destroy(proof->arena);
    work_out(proof, source, &choice);
    derivation_choose(proof->derivation, letters);
}

/* ---- lines ---- */

size_t proof_line_count(const struct proof *proof) {
    size_t count = 0;
    for (size_t i = 0; i < proof->derivation->line_count; i++) {
        count += proof->derivation->lines[i].definition->erratum == NULL;
    }
    return count;
}

size_t proof_line(const struct proof *proof, size_t number) {
    size_t at = 0;
    for (size_t i = 0; i < proof->derivation->line_count; i++) {
        bool is_right = proof->derivation->lines[i].definition->erratum == NULL;
        number -= is_right;
        at = i;
        if (is_right && number == 0) {
            break;
        }
    }
    return at;
}

/* How many misprinted lines stand right before a line. */
static size_t misprints_before(const struct notation_derivation *definition, size_t line) {
    size_t count = 0;
    while (count < line && definition->lines[line - 1 - count].erratum != NULL) {
        count++;
    }
    return count;
}

size_t proof_misprint_count(const struct proof *proof) {
    return proof->written == 0 ? 0
                               : misprints_before(proof->derivation->choice.definition,
                                                  proof_line(proof, proof->written));
}

bool proof_misprint(const struct proof *proof, size_t *ret_line) {
    size_t count = proof_misprint_count(proof);
    *ret_line = 0;
    if (count > 0) {
        size_t which = proof->misprint > 0 ? proof->misprint - 1 : 0;
        *ret_line = proof_line(proof, proof->written) - count + which;
    }
    return count > 0;
}

bool proof_turn_misprint(struct proof *proof) {
    size_t count = proof_misprint_count(proof);
    proof->misprint = (proof->misprint + 1) % (count + 1);
    return count > 0;
}

/* A misprint: the number of the right line behind it, and which of several it is there, from 1. */
struct misprint_place {
    size_t number, which;
};

/* The first one at a place or behind it; number 0: there is none. */
static struct misprint_place misprint_from(const struct notation_derivation *definition,
                                           struct misprint_place from) {
    size_t number = 0;
    for (size_t i = 0; i < definition->line_count; i++) {
        bool is_right = definition->lines[i].erratum == NULL;
        number += is_right;
        size_t count = is_right ? misprints_before(definition, i) : 0;
        size_t which = number == from.number ? from.which : 1;
        if (number >= from.number && which <= count) {
            return (struct misprint_place){number, which};
        }
    }
    return (struct misprint_place){0, 0};
}

bool proof_has_misprint(const struct program *program, const struct operation *operation) {
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS + 1];
    size_t own = derivation_choices(program, operation, choices, NOTATION_MOST_DERIVATIONS);
    bool has_one = false;
    for (size_t i = 0; i < own; i++) {
        const struct misprint_place first = {0, 1};
        has_one = has_one || misprint_from(choices[i].definition, first).number > 0;
    }
    return has_one;
}

bool proof_open_misprint(struct proof *proof, const struct proof_source *source) {
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS + 1];
    size_t own;
    size_t count = find_choices(source->program, source->operation, choices, &own);
    bool is_open = proof_is_open(proof);
    size_t first = is_open ? proof->which : 0;
    struct misprint_place from = {is_open ? proof->written : 0, is_open ? proof->misprint + 1 : 1};
    for (size_t i = 0; i <= count && count > 0; i++) {
        size_t which = (first + i) % count;
        struct misprint_place found =
            misprint_from(choices[which].definition, i == 0 ? from : (struct misprint_place){0, 1});
        if (found.number > 0) {
            open_choice(proof, source, choices, count, which);
            proof_go_to(proof, found.number);
            proof->misprint = found.which;
            return true;
        }
    }
    return false;
}

/* ---- inside of the newest line ---- */

static const struct operation *newest(const struct proof *proof) {
    return &proof->derivation->lines[proof_line(proof, proof->written)].operation;
}

size_t proof_way_count(const struct proof *proof) {
    return proof->written > 0
               ? derivation_way_count(proof->derivation, proof_line(proof, proof->written))
               : 0;
}

bool proof_is_on_way(const struct proof *proof) {
    return proof->level > LEVEL_OPERATION && proof_way_count(proof) > 0;
}

/* Ways, or terms. */
static size_t term_count(const struct proof *proof) {
    size_t ways = proof_way_count(proof);
    if (ways > 0) {
        return ways;
    }
    bool is_bound =
        proof->written > 0 && proof->derivation->lines[proof_line(proof, proof->written)].verdict !=
                                  DERIVATION_DOES_NOT_FIT;
    return is_bound ? place_term_count(newest(proof)) : 0;
}

static size_t element_count(const struct proof *proof) {
    if (term_count(proof) == 0) {
        return 0;
    }
    const struct operation *operation = newest(proof);
    return shape_count(operation->binding.nodes[place_term_node(operation, proof->term)].shape);
}

/* Elements of terms, where the line has no ways. */
static bool is_by_element(const struct proof *proof) {
    return proof->level == LEVEL_ELEMENT && proof_way_count(proof) == 0;
}

bool proof_is_finest(const struct proof *proof) {
    return proof->level == LEVEL_ELEMENT || proof_is_on_way(proof);
}

/* The first or the last place of the level in the newest line. */
static void enter_line(struct proof *proof, bool is_at_end) {
    size_t terms = term_count(proof);
    bool is_inside = proof->level > LEVEL_OPERATION && terms > 0;
    proof->term = is_inside && is_at_end ? terms - 1 : 0;
    proof->element = is_inside && is_by_element(proof) ? (is_at_end ? element_count(proof) : 1) : 0;
    proof->scrolled = 0;
    proof->misprint = 0;
}

void proof_go_to(struct proof *proof, size_t written) {
    size_t count = proof_line_count(proof);
    proof->written = written < count ? written : count;
    proof->level = LEVEL_OPERATION;
    enter_line(proof, false);
}

bool proof_is_written(const struct proof *proof) {
    size_t terms = term_count(proof);
    bool is_whole = proof->level == LEVEL_OPERATION || terms == 0;
    bool is_last = proof->term + 1 == terms &&
                   (!is_by_element(proof) || proof->element == element_count(proof));
    return proof->written == proof_line_count(proof) && (is_whole || is_last);
}

/* The last place of the level in the last line. */
static void go_to_end(struct proof *proof) {
    proof->written = proof_line_count(proof);
    enter_line(proof, true);
}

/* One step on within the line; false where it is done. */
static bool go_on_inside(struct proof *proof) {
    size_t terms = term_count(proof);
    if (proof->level == LEVEL_OPERATION || terms == 0) {
        return false;
    }
    if (is_by_element(proof) && proof->element < element_count(proof)) {
        proof->element++;
        return true;
    }
    if (proof->term + 1 == terms) {
        return false;
    }
    proof->term++;
    proof->element = is_by_element(proof) ? 1 : 0;
    return true;
}

static bool go_back_inside(struct proof *proof) {
    if (proof->level == LEVEL_OPERATION || term_count(proof) == 0) {
        return false;
    }
    if (proof->element > 1) {
        proof->element--;
        return true;
    }
    if (proof->term == 0) {
        return false;
    }
    proof->term--;
    proof->element = is_by_element(proof) ? element_count(proof) : 0;
    return true;
}

bool proof_next(struct proof *proof) {
    proof->scrolled = 0;
    proof->misprint = 0;
    if (go_on_inside(proof)) {
        return true;
    }
    if (proof->written == proof_line_count(proof)) {
        return false;
    }
    proof->written++;
    enter_line(proof, false);
    return true;
}

bool proof_previous(struct proof *proof) {
    proof->scrolled = 0;
    proof->misprint = 0;
    if (go_back_inside(proof)) {
        return true;
    }
    if (proof->written == 0) {
        return false;
    }
    proof->written--;
    enter_line(proof, true);
    return true;
}

/* Into the first way of the sum, or out of it. */
static bool change_way(struct proof *proof, bool is_finer) {
    bool is_on_way = proof_is_on_way(proof);
    if (is_on_way == is_finer) {
        return false;
    }
    proof->level = is_finer ? LEVEL_TERM : LEVEL_OPERATION;
    enter_line(proof, false);
    return true;
}

bool proof_change_level(struct proof *proof, bool is_finer) {
    if (proof_way_count(proof) > 0) {
        return change_way(proof, is_finer);
    }
    int level = (int)proof->level + (is_finer ? 1 : -1);
    bool is_there = level >= LEVEL_OPERATION && level < LEVEL_COUNT && term_count(proof) > 0;
    if (!is_there) {
        return false;
    }
    size_t term = proof->term;
    bool stays = proof->level == LEVEL_TERM || level == LEVEL_TERM;
    bool was_whole = proof->level == LEVEL_OPERATION;
    proof->level = (enum step_level)level;
    enter_line(proof, true);
    if (stays && !was_whole && level > LEVEL_OPERATION) {
        proof->term = term;
        proof->element = level == LEVEL_ELEMENT ? element_count(proof) : 0;
    }
    return true;
}

/* ---- letters ---- */

static unsigned letter_of(struct element_index index) {
    return index.is_letter ? 1U << index.number : 0;
}

/* Bits of the letters in a tree that no sum in it runs over. */
static unsigned open_letters(const struct expression *node) {
    if (node == NULL) {
        return 0;
    }
    unsigned open = 0;
    for (size_t i = 0; i < node->operand_count; i++) {
        open |= open_letters(node->operands[i]);
    }
    if (node->has_element) {
        open |= letter_of(node->row) | (node->is_vector ? 0 : letter_of(node->column));
    }
    if (node->kind == EXPRESSION_ELEMENT) {
        open |= letter_of(node->which);
    }
    return expression_runs_over(node) ? open & ~(1U << node->which.number) : open;
}

static unsigned letters_of_line(const struct proof *proof, size_t line) {
    const struct statement *statement = proof->derivation->lines[line].definition->statement;
    return open_letters(statement->target) | open_letters(statement->left) |
           open_letters(statement->value);
}

/* Those of the newest line; where it is about all elements at once, those of the line before it,
 * which one of its rows says again. */
static unsigned letters_in_question(const struct proof *proof) {
    size_t count = proof_line_count(proof);
    unsigned open = 0;
    for (size_t number = proof->written; number > 0 && open == 0; number--) {
        open = letters_of_line(proof, proof_line(proof, number));
    }
    for (size_t number = 1; number <= count && open == 0; number++) {
        open = letters_of_line(proof, proof_line(proof, number));
    }
    return open;
}

size_t proof_letters(const struct proof *proof, size_t ret[FORMULA_MOST_INDICES]) {
    unsigned open = letters_in_question(proof);
    size_t count = 0;
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        if (proof->derivation->limits[i] > 0 && (open >> i & 1) != 0) {
            ret[count++] = i;
        }
    }
    return count;
}

/* The number that the same letter stands for becomes `number`, if it may; false where it may not.
 */
static bool choose_number(struct proof *proof, size_t which, size_t number) {
    size_t letters[FORMULA_MOST_INDICES];
    size_t count = proof_letters(proof, letters);
    struct derivation *derivation = proof->derivation;
    if (which >= count || number < 1 || number > derivation->limits[letters[which]]) {
        return false;
    }
    size_t chosen[FORMULA_MOST_INDICES];
    memcpy(chosen, derivation->letters, sizeof chosen);
    chosen[letters[which]] = number;
    derivation_choose(derivation, chosen);
    return true;
}

bool proof_choose(struct proof *proof, size_t which, bool is_forward) {
    size_t letters[FORMULA_MOST_INDICES];
    if (which >= proof_letters(proof, letters)) {
        return false;
    }
    size_t now = proof->derivation->letters[letters[which]];
    return choose_number(proof, which, is_forward ? now + 1 : now - 1);
}

/* ---- what was left ---- */

void proof_leave(struct proof *proof, long step) {
    if (proof->left_count == PROOF_MOST_LEFT) {
        proof->left_count--;
        memmove(proof->left, proof->left + 1, proof->left_count * sizeof *proof->left);
    }
    struct proof_left *left = &proof->left[proof->left_count++];
    *left = (struct proof_left){.step = step, .which = proof->which, .level = proof->level};
    memcpy(left->letters, proof->derivation->letters, sizeof left->letters);
    proof_close(proof);
}

bool proof_come_back(struct proof *proof, const struct proof_source *source, long step) {
    while (proof->left_count > 0 && proof->left[proof->left_count - 1].step > step) {
        proof->left_count--; /* gone past it on another way */
    }
    if (proof->left_count == 0 || proof->left[proof->left_count - 1].step != step) {
        return false;
    }
    struct proof_left left = proof->left[--proof->left_count];
    proof_open(proof, source, left.which);
    derivation_choose(proof->derivation, left.letters);
    proof->level = left.level;
    go_to_end(proof);
    return true;
}

void proof_forget_left(struct proof *proof) {
    proof->left_count = 0;
}
