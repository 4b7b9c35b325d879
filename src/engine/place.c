#include "engine/place.h"

#include "formula/differentiate/tangent.h"

#include <assert.h>

/* ---- between operations ---- */

struct program_place place_of_step(const struct program *program, long step) {
    assert(step >= 0 && step <= program->step_count);
    if (step == 0) {
        return (struct program_place){.iteration = 1};
    }
    long last = (step - 1) % program->operation_count;
    return (struct program_place){.iteration = (step - 1) / program->operation_count + 1,
                                  .done = last + 1,
                                  .operation = &program->operations[last]};
}

/* A unit of the level ends behind step: its last operation is done. */
static bool is_stop(const struct program *program, long step, enum step_level level) {
    if (step == 0 || level == LEVEL_OPERATION) {
        return true;
    }
    long next = step % program->operation_count; /* of the next operation */
    if (next == 0) {
        return true;
    }
    return level == LEVEL_PASS &&
           program->operations[next].pass != program->operations[next - 1].pass;
}

long place_next_stop(const struct program *program, long step, enum step_level level,
                     bool is_forward) {
    long end = is_forward ? program->step_count : 0;
    if (step == end) {
        return step;
    }
    do {
        step += is_forward ? 1 : -1;
    } while (step != end && !is_stop(program, step, level));
    return step;
}

/* ---- within an operation ---- */

bool place_equal(struct place a, struct place b) {
    return a.step == b.step && a.term == b.term && a.element == b.element;
}

/* A sign within the formula, or the sum of a single number: nothing that is worth a step. */
static bool is_trivial(const struct binding *binding, size_t node) {
    const struct expression *expression = binding->nodes[node].expression;
    bool is_sign = expression->kind == EXPRESSION_NEGATE && node + 1 < binding->node_count;
    bool is_sum = expression->kind == EXPRESSION_CALL && expression->function == FUNCTION_SUM;
    return is_sign ||
           (is_sum && shape_count(binding->nodes[expression->operands[0]->id].shape) == 1 &&
            expression->operands[0]->operand_count > 0);
}

/* What a sum runs over belongs to the sum, and what is differentiated to its derivative. */
static bool belongs_to(const struct binding *binding, size_t node, const struct expression *outer) {
    bool is_sum = expression_runs_over(outer);
    bool is_partial = outer->kind == EXPRESSION_CALL && outer->function == FUNCTION_PARTIAL;
    bool is_named = outer->piece != NULL;
    size_t begin = is_sum && !is_named      ? (size_t)outer->operands[0]->id + 1
                   : is_partial || is_named ? tangent_first_node(binding, (size_t)outer->id)
                                            : (size_t)outer->id;
    return node >= begin && node < (size_t)outer->id;
}

/* Leaves have nothing to compute, a transposed tensor only stands differently, and the left side of
 * a line is there to be compared. */
static bool is_term(const struct binding *binding, size_t node) {
    const struct expression *expression = binding->nodes[node].expression;
    if (expression->operand_count == 0 || expression->piece != NULL ||
        expression->kind == EXPRESSION_TRANSPOSE || is_trivial(binding, node)) {
        return false;
    }
    bool is_left = binding->statement->left != NULL && node <= (size_t)binding->statement->left->id;
    for (size_t i = node + 1; i < binding->node_count && !is_left; i++) {
        if (belongs_to(binding, node, binding->nodes[i].expression)) {
            return false;
        }
    }
    return !is_left;
}

size_t place_term_count(const struct operation *operation) {
    size_t count = 0;
    for (size_t i = 0; i < operation->binding.node_count; i++) {
        count += is_term(&operation->binding, i);
    }
    return count;
}

size_t place_term_node(const struct operation *operation, size_t term) {
    for (size_t i = 0; i < operation->binding.node_count; i++) {
        if (is_term(&operation->binding, i) && term-- == 0) {
            return i;
        }
    }
    assert(false);
    return 0;
}

static size_t element_count(const struct operation *operation, size_t term) {
    return shape_count(operation->binding.nodes[place_term_node(operation, term)].shape);
}

/* The operation that is under way, or would be next. */
static const struct operation *operation_behind(const struct program *program, long step) {
    return &program->operations[step % program->operation_count];
}

static bool is_inside(struct place place) {
    return place.element > 0;
}

/* One element on. */
static struct place next_element(const struct program *program, struct place place) {
    const struct operation *operation = operation_behind(program, place.step);
    size_t terms = place_term_count(operation);
    if (terms == 0) {
        return (struct place){.step = place.step + 1};
    }
    if (is_inside(place) && place.element == element_count(operation, place.term)) {
        place = (struct place){place.step, place.term + 1, 1};
    } else {
        place.element++;
    }
    bool is_last = place.term + 1 == terms && place.element == element_count(operation, place.term);
    return is_last ? (struct place){.step = place.step + 1} : place;
}

/* One element back. */
static struct place previous_element(const struct program *program, struct place place) {
    if (!is_inside(place)) {
        const struct operation *operation = operation_behind(program, place.step - 1);
        size_t terms = place_term_count(operation);
        place.step--;
        if (terms == 0) {
            return place;
        }
        place.term = terms - 1;
        place.element = element_count(operation, place.term);
    }
    place.element--;
    if (place.element == 0 && place.term > 0) {
        place.term--;
        place.element = element_count(operation_behind(program, place.step), place.term);
    }
    return place;
}

/* A term is done here: all its elements are, or the operation's are. */
static bool ends_term(const struct program *program, struct place place) {
    return !is_inside(place) ||
           place.element == element_count(operation_behind(program, place.step), place.term);
}

static struct place next_inside(const struct program *program, struct place place,
                                enum step_level level, bool is_forward) {
    do {
        place = is_forward ? next_element(program, place) : previous_element(program, place);
    } while (level == LEVEL_TERM && !ends_term(program, place));
    return place;
}

/* An operation that is under way ends forward where it is done, and back where it began. */
static struct place next_outside(const struct program *program, struct place place,
                                 enum step_level level, bool is_forward) {
    long step = place.step + (is_inside(place) && !is_forward);
    return (struct place){.step = place_next_stop(program, step, level, is_forward)};
}

struct place place_next(const struct program *program, struct place place, enum step_level level,
                        bool is_forward) {
    bool is_end =
        is_forward ? place.step == program->step_count : place.step == 0 && !is_inside(place);
    if (is_end) {
        return place;
    }
    return level >= LEVEL_TERM ? next_inside(program, place, level, is_forward)
                               : next_outside(program, place, level, is_forward);
}

struct program_place place_in_program(const struct program *program, struct place place) {
    if (!is_inside(place)) {
        return place_of_step(program, place.step);
    }
    return (struct program_place){.iteration = place.step / program->operation_count + 1,
                                  .done = place.step % program->operation_count,
                                  .operation = operation_behind(program, place.step)};
}
