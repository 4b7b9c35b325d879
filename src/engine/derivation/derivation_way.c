#include "engine/derivation/derivation_way.h"

#include "engine/program_scope.h"

/* ---- the sum ---- */

/* The first one from outside, left before right. Under what runs over another letter it is none of
 * the line: it has another value for each number of that one. */
static const struct expression *outermost_sum(const struct expression *node) {
    if (expression_runs_over(node)) {
        return node->function == FUNCTION_SUM_OVER ? node : NULL;
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        const struct expression *sum = outermost_sum(node->operands[i]);
        if (sum != NULL) {
            return sum;
        }
    }
    return NULL;
}

const struct expression *derivation_way_sum(const struct derivation *derivation, size_t line) {
    const struct derivation_line *found = &derivation->lines[line];
    if (found->verdict == DERIVATION_DOES_NOT_FIT) {
        return NULL;
    }
    const struct expression *sum = outermost_sum(found->definition->statement->value);
    bool is_number = sum != NULL && shape_count(found->operation.binding.nodes[sum->id].shape) == 1;
    return is_number ? sum : NULL;
}

size_t derivation_way_count(const struct derivation *derivation, size_t line) {
    const struct expression *sum = derivation_way_sum(derivation, line);
    size_t count =
        sum == NULL ? 0 : (size_t)derivation->lines[line].operation.binding.nodes[sum->id].constant;
    return count > 1 ? count : 0;
}

double derivation_way_total(const struct derivation *derivation, size_t line, size_t way) {
    const struct derivation_line *found = &derivation->lines[line];
    const struct binding *binding = &found->operation.binding;
    const struct expression *sum = derivation_way_sum(derivation, line);
    struct evaluation evaluation = found->evaluation;
    double total = 0;
    for (size_t i = 1; i <= way; i++) {
        binding_compute_summand(binding, &evaluation, (size_t)sum->id, i);
        total += binding_node_value(binding, &evaluation, (size_t)sum->operands[1]->id).values[0];
    }
    size_t count = (size_t)binding->nodes[sum->id].constant;
    binding_compute_summand(binding, &evaluation, (size_t)sum->id, count); /* as it was */
    return total;
}

/* ---- what a way goes through ---- */

struct collection {
    const struct derivation *derivation;
    struct scope scope;
    const size_t *letters; /* the way's among them */
    struct quantity *found;
    size_t count;
};

static void add(struct collection *collection, struct quantity quantity) {
    for (size_t i = 0; i < collection->count; i++) {
        if (quantity_equal(collection->found[i], quantity)) {
            return;
        }
    }
    if (quantity.tensor >= 0) {
        collection->found[collection->count++] = quantity;
    }
}

/* From 0; -1: the letter has no number here. */
static long number_of(const struct collection *collection, struct element_index index) {
    return (long)(index.is_letter ? collection->letters[index.number] : (size_t)index.number) - 1;
}

/* The element that a tensor of the formula names; none for all of one, but for a number. */
static struct quantity element_of(const struct collection *collection,
                                  const struct expression *node) {
    const struct program *program = collection->derivation->program;
    const struct scope *scope = &collection->scope;
    struct tensor_storage storage;
    const char *ignored;
    int layer = expression_index_layer(node->index, scope->layer, scope->last_layer);
    if (node->kind != EXPRESSION_TENSOR ||
        !scope->find(scope->context, node->symbol, layer, true, &storage, &ignored)) {
        return QUANTITY_NONE;
    }
    int tensor = program_tensor_at(program, storage.offset);
    if (!node->has_element) {
        return shape_count(storage.shape) == 1 ? (struct quantity){tensor, 0, 0} : QUANTITY_NONE;
    }
    long row = number_of(collection, node->row), column = number_of(collection, node->column);
    if (node->is_vector) {
        bool is_across = storage.shape.rows == 1;
        return (struct quantity){tensor, is_across ? 0 : row, is_across ? row : 0};
    }
    return (struct quantity){tensor, row, column};
}

/* Between two units of neighboring layers lies a weight. */
static void add_between(struct collection *collection, const struct expression *partial) {
    const struct program *program = collection->derivation->program;
    struct quantity above = element_of(collection, partial->operands[0]);
    struct quantity below = element_of(collection, partial->operands[1]);
    if (above.tensor < 0 || below.tensor < 0 || !quantity_has_samples(program, above.tensor) ||
        !quantity_has_samples(program, below.tensor)) {
        return;
    }
    int layer = program->tensors[above.tensor].layer;
    int weight = program_find_tensor(program, ROLE_WEIGHT, layer);
    if (weight >= 0 && program->tensors[below.tensor].layer == layer - 1) {
        add(collection, quantity_of_unit(program, weight, quantity_unit(program, above),
                                         quantity_unit(program, below)));
    }
}

static void collect(struct collection *collection, const struct expression *node) {
    if (node == NULL || expression_runs_over(node)) {
        return; /* a letter of its own, which has no one number here */
    }
    add(collection, element_of(collection, node));
    bool is_partial = node->kind == EXPRESSION_CALL && node->function == FUNCTION_PARTIAL;
    for (size_t i = 0; i < node->operand_count; i++) {
        collect(collection, node->operands[i]);
    }
    if (is_partial) {
        add_between(collection, node);
    }
}

/* The line's letters, on a way of its sum. */
static void set_letters(const struct derivation *derivation, const struct expression *sum,
                        size_t way, size_t ret[FORMULA_MOST_INDICES]) {
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        ret[i] = i == (size_t)sum->which.number ? way : derivation->letters[i];
    }
}

size_t derivation_way_elements(struct arena *arena, const struct derivation *derivation,
                               size_t line, size_t way, const struct quantity **ret) {
    const struct statement *statement = derivation->lines[line].definition->statement;
    const struct expression *sum = derivation_way_sum(derivation, line);
    size_t letters[FORMULA_MOST_INDICES];
    set_letters(derivation, sum, way, letters);
    size_t first = line;
    while (!derivation->lines[first].has_left && derivation->lines[first].above < first) {
        first = derivation->lines[first].above;
    }
    const struct statement *left = derivation->lines[first].definition->statement;
    size_t most = 2 * statement->node_count + 2 * left->node_count + 1;
    struct collection collection = {
        .derivation = derivation,
        .scope = program_scope(derivation->program, derivation->choice.layer),
        .letters = letters,
        .found = ARENA_ARRAY(arena, struct quantity, most),
    };
    collect(&collection, left->target);
    collect(&collection, left->left);
    collect(&collection, sum->operands[1]);
    *ret = collection.found;
    return collection.count;
}

/* ---- the unit that a way passes ---- */

/* The unit of a tensor in the formula, from 0, with the numbers that letters have; -1: it has none.
 */
static long unit_with(struct collection *collection, const struct expression *node,
                      const size_t *letters) {
    const struct program *program = collection->derivation->program;
    collection->letters = letters;
    struct quantity element = element_of(collection, node);
    return element.tensor >= 0 && quantity_has_samples(program, element.tensor)
               ? quantity_unit(program, element)
               : -1;
}

/* The first node whose unit is another one on another way. */
static struct quantity passed_in(struct collection *collection, const struct expression *node,
                                 const size_t *letters, const size_t *others) {
    struct quantity passed = QUANTITY_NONE;
    if (expression_runs_over(node)) {
        return passed;
    }
    long other = unit_with(collection, node, others);
    if (unit_with(collection, node, letters) != other) {
        return element_of(collection, node);
    }
    for (size_t i = 0; i < node->operand_count && quantity_is_none(passed); i++) {
        passed = passed_in(collection, node->operands[i], letters, others);
    }
    return passed;
}

struct quantity derivation_way_unit(const struct derivation *derivation, size_t line, size_t way) {
    const struct expression *sum = derivation_way_sum(derivation, line);
    size_t letters[FORMULA_MOST_INDICES], others[FORMULA_MOST_INDICES];
    set_letters(derivation, sum, way, letters);
    set_letters(derivation, sum, way == 1 ? 2 : 1, others);
    struct collection collection = {
        .derivation = derivation,
        .scope = program_scope(derivation->program, derivation->choice.layer),
    };
    return passed_in(&collection, sum->operands[1], letters, others);
}
