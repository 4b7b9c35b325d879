#include "step/filled_holds.h"

#include "base/number.h"
#include "formula/explain/explanation.h"

#include <math.h>
#include <string.h>

/* A second evaluation, of what is shown. */
struct reckoning {
    const struct filling *filling;
    const struct binding *binding;
    struct evaluation evaluation;
};

static double *copy_values(struct arena *arena, const double *values, size_t count) {
    double *copy = ARENA_ARRAY(arena, double, count);
    if (count > 0) {
        memcpy(copy, values, count * sizeof *copy);
    }
    return copy;
}

static double shown_of(const struct filled_matrix *matrix, size_t which) {
    double value = matrix->value.values[which];
    return matrix->is_constant ? number_constant_shown(value, matrix->decimals)
                               : number_shown(value, matrix->decimals);
}

/* The node whose numbers a slot has: of a transposed one its operand, which products read. */
static const struct expression *named_node(const struct reckoning *reckoning,
                                           const struct filled_slot *slot) {
    const struct expression *node = filling_node(reckoning->filling, slot->piece.node);
    return node->kind == EXPRESSION_TRANSPOSE ? node->operands[0] : node;
}

static bool is_of_tensor(const struct reckoning *reckoning, const struct filled_slot *slot) {
    return slot->piece.node >= 0 && named_node(reckoning, slot)->kind == EXPRESSION_TENSOR;
}

/* Each tensor that is shown becomes what is shown of it, in the reckoning's own copy. */
static void round_tensors(const struct reckoning *reckoning) {
    const struct filling *filling = reckoning->filling;
    for (size_t i = 0; i < filling->values.slot_count; i++) {
        const struct filled_slot *slot = &filling->values.slots[i];
        if (!is_of_tensor(reckoning, slot)) {
            continue;
        }
        struct tensor_storage storage =
            reckoning->binding->nodes[named_node(reckoning, slot)->id].tensor;
        struct matrix copy =
            matrix_view(binding_tensor_read(reckoning->binding, &storage, &reckoning->evaluation),
                        storage.shape.rows, storage.shape.columns);
        for (size_t k = 0; k < shape_count(storage.shape); k++) {
            copy.values[k] = number_shown(copy.values[k], slot->matrix.decimals);
        }
    }
}

/* A sum that is written as its only summand is reckoned as that, node by node: some of them are
 * shown. */
static const struct binding *open_single(const struct filling *filling, struct arena *arena) {
    const struct binding *binding = &filling->operation->binding;
    struct binding *open = ARENA_NEW(arena, struct binding);
    struct bound_node *nodes = ARENA_ARRAY(arena, struct bound_node, binding->node_count);
    for (size_t i = 0; i < binding->node_count; i++) {
        nodes[i] = binding->nodes[i];
        nodes[i].loop = filling_is_single(filling, (int)nodes[i].loop) ? 0 : nodes[i].loop;
    }
    *open = *binding;
    open->nodes = nodes;
    return open;
}

static struct reckoning begin(const struct filling *filling) {
    struct arena *arena = filling->equation->moment->arena;
    const struct binding *binding =
        filling->opens_single ? open_single(filling, arena) : &filling->operation->binding;
    struct reckoning reckoning = {filling, binding, filling->evaluation};
    struct evaluation *evaluation = &reckoning.evaluation;
    evaluation->state = copy_values(arena, evaluation->state, filling->program->state_count);
    evaluation->scratch = copy_values(arena, evaluation->scratch, binding->scratch_count);
    evaluation->before =
        evaluation->before == NULL
            ? NULL
            : copy_values(arena, evaluation->before, shape_count(binding->target.shape));
    round_tensors(&reckoning);
    return reckoning;
}

/* J(z)^T g from the J(z) that is shown. */
static void apply_jacobian(const struct reckoning *reckoning, const struct filled_slot *slot,
                           struct matrix value) {
    const struct expression *call = filling_node(reckoning->filling, slot->piece.node);
    struct matrix g = binding_node_value(reckoning->binding, &reckoning->evaluation,
                                         (size_t)call->operands[1]->id);
    size_t units = slot->matrix.value.rows;
    for (size_t i = 0; i < units; i++) {
        value.values[i] = 0;
        for (size_t k = 0; k < units; k++) {
            value.values[i] += shown_of(&slot->matrix, k * units + i) * g.values[k];
        }
    }
}

/* Of J(z)^T g the J(z): not what the node is worth. */
static bool is_jacobian(const struct filling *filling, const struct filled_slot *slot) {
    struct print_piece piece;
    return filling_jacobian_piece(filling, slot->piece.node, &piece) &&
           piece.begin == slot->piece.begin && piece.end == slot->piece.end;
}

/* A value on the way becomes what is shown of it, a sum that of its summands where they are all
 * there. */
static void take_shown(const struct reckoning *reckoning, const struct filled_slot *slot,
                       size_t slots) {
    size_t node = (size_t)slot->piece.node;
    struct matrix value = binding_node_value(reckoning->binding, &reckoning->evaluation, node);
    size_t count = value.rows * value.columns;
    bool has_dots = slots > 1 && (double)slots < reckoning->binding->nodes[node].constant;
    if (is_jacobian(reckoning->filling, slot)) {
        apply_jacobian(reckoning, slot, value);
        return;
    }
    for (size_t k = 0; k < count && !has_dots; k++) {
        value.values[k] = 0;
        for (size_t i = 0; i < slots; i++) {
            value.values[k] += shown_of(&slot[i].matrix, k);
        }
    }
}

/* A transposed value that nobody reads but a product, which reads what it is the transpose of: that
 * becomes what is shown of it. Returns how many slots show it. */
static size_t take_folded(const struct reckoning *reckoning, size_t node) {
    const struct filled *values = &reckoning->filling->values;
    size_t operand = (size_t)filling_node(reckoning->filling, (int)node)->operands[0]->id;
    size_t count = 0;
    for (size_t i = 0; i < values->slot_count; i++) {
        const struct filled_slot *slot = &values->slots[i];
        if (slot->piece.node != (int)node || is_of_tensor(reckoning, slot)) {
            continue;
        }
        struct matrix value =
            binding_node_value(reckoning->binding, &reckoning->evaluation, operand);
        for (size_t k = 0; k < value.rows * value.columns; k++) {
            size_t row = k / value.columns, column = k % value.columns;
            value.values[k] = shown_of(&slot->matrix, column * value.rows + row);
        }
        count++;
    }
    return count;
}

static void take_summand(const struct reckoning *reckoning, size_t sum) {
    const struct expression *node = filling_node(reckoning->filling, (int)sum);
    struct matrix summand = binding_node_value(reckoning->binding, &reckoning->evaluation,
                                               (size_t)node->operands[1]->id);
    memcpy(binding_node_value(reckoning->binding, &reckoning->evaluation, sum).values,
           summand.values, summand.rows * summand.columns * sizeof *summand.values);
}

/* Returns how many slots show this node: several are the summands of a sum, side by side. */
static size_t take_node(const struct reckoning *reckoning, size_t node) {
    const struct filled *values = &reckoning->filling->values;
    size_t count = 0;
    const struct filled_slot *first = NULL;
    if (reckoning->binding->nodes[node].is_folded) {
        return take_folded(reckoning, node);
    }
    if (filling_is_single(reckoning->filling, (int)node)) {
        take_summand(reckoning, node);
        return 0;
    }
    for (size_t i = 0; i < values->slot_count; i++) {
        const struct filled_slot *slot = &values->slots[i];
        if (slot->piece.node == (int)node && !is_of_tensor(reckoning, slot)) {
            first = count == 0 ? slot : first;
            count++;
        }
    }
    bool is_summed = first != NULL &&
                     filling_node(reckoning->filling, (int)node)->kind == EXPRESSION_CALL &&
                     filling_node(reckoning->filling, (int)node)->function == FUNCTION_SUM_OVER;
    if (first != NULL) {
        take_shown(reckoning, first, is_summed ? count : 1);
    }
    return count;
}

/* ---- a few elements first ---- */

/* Some elements of a large matrix, each reckoned alone, which is little beside all of it. */
struct sounding {
    struct reckoning reckoning; /* in the step's own values, which stay */
    struct arena *arena;
    size_t left; /* of the elements that may be reckoned on the way */
};

/* What sums and Jacobians show is not what their nodes are worth, so that only all of it tells. */
static bool can_sound(const struct binding *binding) {
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct expression *node = binding->nodes[i].expression;
        bool is_call = node->kind == EXPRESSION_CALL;
        if (node->has_element || expression_runs_over(node) || binding->nodes[i].slices > 0 ||
            (is_call && (node->function == FUNCTION_VJP || node->function == FUNCTION_JACOBIAN ||
                         node->function == FUNCTION_PARTIAL))) {
            return false;
        }
    }
    return true;
}

/* An element of a tensor as it is shown. */
static double sound_tensor(const struct sounding *sounding, size_t node, size_t at) {
    const struct reckoning *reckoning = &sounding->reckoning;
    const struct filled *values = &reckoning->filling->values;
    const struct binding *binding = reckoning->binding;
    const double *read =
        binding_tensor_read(binding, &binding->nodes[node].tensor, &reckoning->evaluation);
    double value = read[at];
    for (size_t i = 0; i < values->slot_count; i++) {
        const struct filled_slot *slot = &values->slots[i];
        bool is_it =
            is_of_tensor(reckoning, slot) &&
            binding_tensor_read(binding, &binding->nodes[named_node(reckoning, slot)->id].tensor,
                                &reckoning->evaluation) == read;
        value = is_it ? number_shown(value, slot->matrix.decimals) : value;
    }
    return value;
}

/* An element of a node from what is shown of its operands; NaN where that is too long a way. */
static double sound(struct sounding *sounding, size_t node, size_t row, size_t column) {
    const struct reckoning *reckoning = &sounding->reckoning;
    const struct filled *values = &reckoning->filling->values;
    for (size_t i = 0; i < values->slot_count; i++) {
        const struct filled_slot *slot = &values->slots[i];
        if (slot->piece.node == (int)node && !is_of_tensor(reckoning, slot)) {
            return shown_of(&slot->matrix, row * slot->matrix.value.columns + column);
        }
    }
    const struct bound_node *bound = &reckoning->binding->nodes[node];
    if (bound->expression->kind == EXPRESSION_TENSOR) {
        return sound_tensor(sounding, node, row * bound->shape.columns + column);
    }
    const struct explanation explanation = explanation_of_element(
        sounding->arena, reckoning->binding, &reckoning->evaluation, node, row, column);
    double *factors = ARENA_ARRAY(sounding->arena, double, 2 * explanation.term_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < explanation.term_count; i++) {
        const struct explanation_term *term = &explanation.terms[i];
        for (size_t k = 0; k < term->factor_count; k++) {
            if (sounding->left == 0) {
                return (double)NAN;
            }
            sounding->left--;
            factors[count++] = sound(sounding, term->factors[k].node, term->factors[k].row,
                                     term->factors[k].column);
        }
    }
    return explanation_reckon(sounding->arena, reckoning->binding, &explanation, factors);
}

/* Of a large matrix most often the first element already says that it does not hold. */
static bool is_refuted(const struct filling *filling, size_t node,
                       const struct filled_matrix *result) {
    enum { MOST_ELEMENTS = 1000, MOST_ON_THE_WAY = 40000, LARGE = 64 };
    const struct binding *binding = &filling->operation->binding;
    const struct shape shape = binding->nodes[node].shape;
    size_t count = shape_count(shape);
    if (count < LARGE || count != result->value.rows * result->value.columns ||
        !can_sound(binding)) {
        return false;
    }
    struct sounding sounding = {
        {filling, binding, filling->evaluation}, arena_create(), MOST_ON_THE_WAY};
    bool is_refuted = false;
    size_t most = count < MOST_ELEMENTS ? count : MOST_ELEMENTS;
    for (size_t i = 0; i < most && sounding.left > 0 && !is_refuted; i++) {
        size_t at = i * (count - 1) / (most - 1);
        double reckoned = sound(&sounding, node, at / shape.columns, at % shape.columns);
        is_refuted = number_misses(reckoned, result->value.values[at], result->decimals);
    }
    arena_destroy(sounding.arena);
    return is_refuted;
}

bool filled_holds(const struct filling *filling, size_t node, const struct filled_matrix *result) {
    if (is_refuted(filling, node, result)) {
        return false;
    }
    struct reckoning reckoning = begin(filling);
    size_t missing = 0;
    for (size_t i = 0; i < filling->values.slot_count; i++) {
        const struct filled_slot *slot = &filling->values.slots[i];
        missing += slot->piece.node >= 0 && !is_of_tensor(&reckoning, slot);
    }
    size_t at = 0;
    size_t next = 0;
    for (; at <= node; at = next) {
        next = binding_compute_next(reckoning.binding, &reckoning.evaluation, at);
        missing -= take_node(&reckoning, next - 1);
    }
    struct matrix value = binding_node_value(reckoning.binding, &reckoning.evaluation, node);
    size_t count = value.rows * value.columns;
    bool holds =
        missing == 0 && at == node + 1 && count == result->value.rows * result->value.columns;
    for (size_t k = 0; holds && k < count; k++) {
        holds = number_holds(value.values[k], result->value.values[k], result->decimals);
    }
    return holds;
}
