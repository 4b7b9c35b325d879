#include "step/focus.h"

struct focus focus_of(struct arena *arena, const struct operation *operation,
                      const struct evaluation *evaluation, enum step_level level,
                      struct place place) {
    struct focus focus = {.operation = operation};
    if (level < LEVEL_TERM || focus.operation == NULL) {
        return focus;
    }
    focus.term_count = place_term_count(focus.operation);
    if (focus.term_count == 0) {
        return focus;
    }
    bool is_inside = place.element > 0;
    focus.is_shown = true;
    focus.is_by_element = level == LEVEL_ELEMENT;
    focus.term = is_inside ? place.term : focus.term_count - 1;
    focus.node = place_term_node(focus.operation, focus.term);
    struct shape shape = focus.operation->binding.nodes[focus.node].shape;
    focus.count = shape_count(shape);
    focus.known = is_inside ? place.element : focus.count;
    focus.row = (focus.known - 1) / shape.columns;
    focus.column = (focus.known - 1) % shape.columns;
    focus.explanation = explanation_of_element(arena, &operation->binding, evaluation, focus.node,
                                               focus.row, focus.column);
    return focus;
}

struct cell_range focus_cell(const struct focus *focus) {
    return (struct cell_range){focus->row, focus->row + 1, focus->column, focus->column + 1};
}

static void widen(struct cell_range *range, const struct node_element *element, bool is_first) {
    if (is_first) {
        *range = (struct cell_range){element->row, element->row + 1, element->column,
                                     element->column + 1};
        return;
    }
    range->row = element->row < range->row ? element->row : range->row;
    range->row_end = element->row >= range->row_end ? element->row + 1 : range->row_end;
    range->column = element->column < range->column ? element->column : range->column;
    range->column_end =
        element->column >= range->column_end ? element->column + 1 : range->column_end;
}

static bool is_one_number(const struct binding *binding, const struct expression *node) {
    return shape_count(binding->nodes[node->id].shape) == 1;
}

const struct expression *focus_unscaled(const struct binding *binding,
                                        const struct expression *node) {
    while (!is_one_number(binding, node)) { /* of two numbers none is the scale */
        bool is_product = node->kind == EXPRESSION_PRODUCT;
        bool is_first = node->kind == EXPRESSION_NEGATE || node->kind == EXPRESSION_QUOTIENT ||
                        (is_product && is_one_number(binding, node->operands[1]));
        if (!is_first && !(is_product && is_one_number(binding, node->operands[0]))) {
            return node;
        }
        node = node->operands[is_first ? 0 : 1];
    }
    return node;
}

/* A factor is of this node, or of the same one scaled. */
static bool is_made_of(const struct binding *binding, size_t factor, size_t node) {
    const struct expression *found = binding->nodes[factor].expression;
    return factor == node || (size_t)focus_unscaled(binding, found)->id == node;
}

bool focus_cells(const struct focus *focus, size_t node, struct cell_range *ret) {
    bool is_found = false;
    for (size_t i = 0; focus->is_shown && focus->is_by_element && i < focus->explanation.term_count;
         i++) {
        const struct explanation_term *term = &focus->explanation.terms[i];
        for (size_t k = 0; k < term->factor_count; k++) {
            if (is_made_of(&focus->operation->binding, term->factors[k].node, node)) {
                widen(ret, &term->factors[k], !is_found);
                is_found = true;
            }
        }
    }
    return is_found;
}

/* It is made of a term that is not done yet. */
static bool waits_for_term(const struct operation *operation, size_t first,
                           const struct expression *node) {
    size_t terms = place_term_count(operation);
    for (size_t term = first; term < terms; term++) {
        if (place_term_node(operation, term) == (size_t)node->id) {
            return true;
        }
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        if (waits_for_term(operation, first, node->operands[i])) {
            return true;
        }
    }
    return false;
}

size_t focus_known(const struct operation *operation, struct place place, size_t node) {
    const struct bound_node *bound = &operation->binding.nodes[node];
    size_t count = shape_count(bound->shape);
    if (place.element == 0) {
        return count;
    }
    if (place_term_node(operation, place.term) == node) {
        return place.element;
    }
    return waits_for_term(operation, place.term, bound->expression) ? 0 : count;
}

const bool *focus_of_lesson(struct arena *arena, const struct script *script,
                            const struct program *program, struct program_place place) {
    if (script == NULL) {
        return NULL;
    }
    bool *lit = ARENA_ARRAY(arena, bool, (size_t)program->tensor_count);
    return script_focus(script, place, lit) ? lit : NULL;
}
