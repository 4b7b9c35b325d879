#include "checks/rewrite/recorded_tree.h"

/* ---- layers as numbers ---- */

static struct tensor_index numbered(const struct recording *recording, struct tensor_index index) {
    return index.base == INDEX_NONE
               ? index
               : (struct tensor_index){INDEX_NUMBER, recording_layer(recording, index)};
}

static void number_layers(const struct recording *recording, struct tree *tree) {
    if (tree->kind == EXPRESSION_TENSOR) {
        tree->index = numbered(recording, tree->index);
    }
    for (size_t i = 0; i < tree->operand_count; i++) {
        number_layers(recording, tree->operands[i]);
    }
}

struct recorded_tree recorded_tree_right(const struct recording *recording, struct arena *arena) {
    const struct binding *binding = &recording_operation(recording)->binding;
    const struct expression *value = recording->part < 0
                                         ? binding->statement->value
                                         : binding->nodes[recording->part].expression;
    struct recorded_tree tree = {*binding->statement->target,
                                 tree_of_expression(arena, value, true)};
    tree.target.index = numbered(recording, tree.target.index);
    number_layers(recording, tree.value);
    return tree;
}

struct expression recorded_tree_element(const struct expression *target, size_t row,
                                        size_t column) {
    struct expression element = *target;
    element.has_element = true;
    element.is_vector = false;
    element.row = tree_index(row);
    element.column = tree_index(column);
    return element;
}

/* ---- binding ---- */

bool recorded_tree_bind(const struct recording *recording, struct arena *arena,
                        const struct recorded_tree *tree, struct recorded_statement *ret) {
    struct formula_error ignored;
    return tree_to_statement(arena, &tree->target, tree->value, &recording->symbols.table,
                             &ret->formula) &&
           recording_bind(recording, arena, ret->formula.statement, &ret->binding, &ignored);
}

/* Nodes are numbered as they are met here: operands first. */
static size_t take_shapes(struct tree *tree, const struct binding *binding, size_t next) {
    for (size_t i = 0; i < tree->operand_count; i++) {
        next = take_shapes(tree->operands[i], binding, next);
    }
    tree->shape = binding->nodes[next].shape;
    return next + 1;
}

bool recorded_tree_shape(const struct recording *recording, struct arena *arena,
                         const struct recorded_tree *tree) {
    struct recorded_statement bound;
    if (!recorded_tree_bind(recording, arena, tree, &bound)) {
        return false;
    }
    take_shapes(tree->value, &bound.binding, 0);
    return true;
}

/* ---- what is not computed yet ---- */

bool recorded_tree_reads_ahead(const struct recording *recording, const struct tree *tree) {
    const struct operation *operation = recording_operation(recording);
    size_t own = recording->program->notation->symbol_count;
    if (tree->kind == EXPRESSION_TENSOR) {
        int tensor =
            recording_tensor(recording, tree->symbol, recording_layer(recording, tree->index));
        return (size_t)tree->symbol >= own ||
               (tensor >= 0 &&
                recording->program->tensors[tensor].first_write >= recording->operation &&
                !(tensor == operation->target && operation->reads_target));
    }
    for (size_t i = 0; i < tree->operand_count; i++) {
        if (recorded_tree_reads_ahead(recording, tree->operands[i])) {
            return true;
        }
    }
    return false;
}
