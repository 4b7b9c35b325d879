#include "step/flow.h"

/* ---- one element ---- */

/* What each element of a node is made of alone: behind transposes, signs, numbers that scale it and
 * functions that act on each element alone. NULL: there is no such operand. */
static const struct expression *only_operand(const struct binding *binding,
                                             const struct expression *node) {
    switch (node->kind) {
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_NEGATE:
    case EXPRESSION_SQUARE:
        return node->operands[0];
    case EXPRESSION_PRODUCT:
    case EXPRESSION_QUOTIENT: {
        const struct expression *scaled = focus_unscaled(binding, node);
        return scaled != node ? scaled : NULL;
    }
    case EXPRESSION_CALL: {
        bool is_of_both = node->function == FUNCTION_PARTIAL || node->function == FUNCTION_MAX;
        bool is_each = node->operand_count > 0 && !is_of_both &&
                       shape_equal(binding->nodes[node->id].shape,
                                   binding->nodes[node->operands[0]->id].shape);
        return is_each ? node->operands[0] : NULL;
    }
    case EXPRESSION_TENSOR:
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_INDICATOR:
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return NULL;
}

/* The tensor's element that an element of a node is made of, when it is made of one only. */
static struct quantity element_of_node(const struct program *program, const struct binding *binding,
                                       size_t node, size_t row, size_t column) {
    const struct expression *expression = binding->nodes[node].expression;
    while (expression != NULL && expression->kind != EXPRESSION_TENSOR) {
        if (expression->kind == EXPRESSION_TRANSPOSE) {
            size_t swapped = row;
            row = column;
            column = swapped;
        }
        expression = only_operand(binding, expression);
    }
    if (expression == NULL || expression->has_element) {
        return QUANTITY_NONE;
    }
    int tensor = program_node_tensor(program, binding, (size_t)expression->id);
    return (struct quantity){tensor, (long)row, (long)column};
}

static void take_element(const struct moment *moment, struct flow *flow) {
    const struct focus *focus = moment->focus;
    const struct program *program = flow->touch->program;
    const struct binding *binding = &focus->operation->binding;
    const struct explanation *explanation = &focus->explanation;
    size_t most = 1;
    for (size_t i = 0; i < explanation->term_count; i++) {
        most += explanation->terms[i].factor_count;
    }
    struct quantity *elements = ARENA_ARRAY(moment->arena, struct quantity, most);
    size_t count = 0;
    struct shape shape = binding->nodes[focus->node].shape;
    struct shape target = binding->target.shape;
    flow->is_by_element = true;
    if (shape.rows == target.rows && shape.columns == target.columns) {
        flow->result =
            (struct quantity){focus->operation->target, (long)focus->row, (long)focus->column};
        elements[count++] = flow->result;
    }
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        for (size_t k = 0; k < term->factor_count; k++) {
            const struct node_element *factor = &term->factors[k];
            struct quantity found =
                element_of_node(program, binding, factor->node, factor->row, factor->column);
            if (found.tensor >= 0) {
                elements[count++] = found;
            }
        }
    }
    flow->elements = elements;
    flow->element_count = count;
}

/* ---- the operation ---- */

static size_t weight_layer(const struct touch *touch) {
    for (int i = 0; i < touch->program->tensor_count; i++) {
        if (touch->program->tensors[i].role == ROLE_WEIGHT && touch->is_touched[i]) {
            return (size_t)touch->program->tensors[i].layer;
        }
    }
    return 0;
}

static void take_operation(struct flow *flow, const struct operation *operation) {
    const struct tensor *target = &flow->touch->program->tensors[operation->target];
    if (target->role == ROLE_WEIGHT || target->role == ROLE_WEIGHT_GRADIENT) {
        flow->direction = FLOW_INTO_EDGES;
        flow->layer = (size_t)target->layer;
        return;
    }
    flow->layer = weight_layer(flow->touch);
    if (flow->layer > 0 && target->layer >= 0) {
        flow->direction = (size_t)target->layer < flow->layer ? FLOW_BACKWARD : FLOW_FORWARD;
    }
}

struct flow flow_create(const struct moment *moment, const struct touch *touch) {
    struct flow flow = {.touch = touch, .result = QUANTITY_NONE};
    if (touch->place.operation != NULL) {
        take_operation(&flow, touch->place.operation);
    }
    if (moment->focus->way_count > 0) {
        flow.is_by_element = true;
        flow.elements = moment->focus->way;
        flow.element_count = moment->focus->way_count;
    } else if (moment->focus->is_shown && moment->focus->is_by_element) {
        take_element(moment, &flow);
    }
    return flow;
}

/* ---- questions ---- */

static bool same_cell(struct quantity a, struct quantity b) {
    return a.row == b.row && a.column == b.column;
}

bool flow_has_edge(const struct flow *flow, size_t layer, size_t unit, size_t below) {
    if (!flow->is_by_element) {
        return touch_edges(flow->touch, layer);
    }
    for (size_t i = 0; i < flow->element_count; i++) {
        const struct tensor *tensor = &flow->touch->program->tensors[flow->elements[i].tensor];
        bool is_edge = tensor->role == ROLE_WEIGHT || tensor->role == ROLE_WEIGHT_GRADIENT;
        if (is_edge && tensor->layer == (int)layer &&
            same_cell(flow->elements[i],
                      touch_edge(flow->touch, flow->elements[i].tensor, unit, below))) {
            return true;
        }
    }
    return false;
}

/* The unit that an element belongs to; false for what belongs to none. */
static bool unit_of(const struct flow *flow, size_t element, size_t layer, size_t *ret) {
    struct quantity quantity = flow->elements[element];
    const struct tensor *tensor = &flow->touch->program->tensors[quantity.tensor];
    bool is_unit = touch_has_samples(flow->touch, quantity.tensor) || tensor->role == ROLE_BIAS ||
                   tensor->role == ROLE_BIAS_GRADIENT;
    size_t at = tensor->role == ROLE_TARGET ? flow->touch->program->lesson->network.layer_count
                                            : (size_t)tensor->layer;
    *ret = (size_t)quantity_unit(flow->touch->program, quantity);
    return is_unit && at == layer;
}

bool flow_has_unit(const struct flow *flow, size_t layer, size_t unit) {
    if (!flow->is_by_element) {
        return touch_neurons(flow->touch, layer);
    }
    for (size_t i = 0; i < flow->element_count; i++) {
        size_t found = 0;
        if (unit_of(flow, i, layer, &found) && found == unit) {
            return true;
        }
    }
    return false;
}

bool flow_has(const struct flow *flow, struct quantity quantity) {
    if (!flow->is_by_element) {
        return flow->touch->is_touched[quantity.tensor];
    }
    for (size_t i = 0; i < flow->element_count; i++) {
        if (flow->elements[i].tensor == quantity.tensor && same_cell(flow->elements[i], quantity)) {
            return true;
        }
    }
    return false;
}

bool flow_only_unit(const struct flow *flow, size_t layer, size_t *ret) {
    bool is_found = false;
    for (size_t i = 0; flow->is_by_element && i < flow->element_count; i++) {
        size_t unit = 0;
        if (!unit_of(flow, i, layer, &unit)) {
            continue;
        }
        if (is_found && unit != *ret) {
            return false;
        }
        *ret = unit;
        is_found = true;
    }
    return is_found;
}
