#include "formula/code/code.h"

#include "formula/code/kernel.h"

#include <assert.h>
#include <math.h>

struct code {
    struct instruction *instructions;
    size_t count;
    struct instruction store;
    /* Unseen: from `begin` to `end` and then the last one, which writes the target itself. */
    size_t begin, end;
    struct instruction last;
};

struct maker {
    const struct binding *binding;
    const struct code_memos *memos;
    struct code *code;
};

enum { MOST_FOR_NODE = 3 };    /* a derivative, times something, and its convention */
enum { SMALL_PRODUCT = 2048 }; /* multiplications; above, the blocked product of product.c */

size_t code_memo_size(size_t count) {
    return kernel_memo_size(count);
}

/* ---- operands ---- */

static struct kernel_address address_of(const struct bound_node *node) {
    return (struct kernel_address){node->home, node->offset};
}

static const struct bound_node *operand(const struct maker *maker, const struct bound_node *node,
                                        size_t which) {
    return &maker->binding->nodes[node->expression->operands[which]->id];
}

static struct instruction *add(const struct maker *maker, const struct bound_node *node,
                               kernel *run) {
    struct instruction *made = &maker->code->instructions[maker->code->count++];
    *made = (struct instruction){
        .run = run,
        .result = address_of(node),
        .count = shape_count(node->shape),
        .rows = node->shape.rows,
        .columns = node->shape.columns,
        .constant = node->constant,
        .binding = maker->binding,
        .node = (size_t)(node - maker->binding->nodes),
    };
    return made;
}

/* An instruction with one operand. */
static struct instruction *add_of(const struct maker *maker, const struct bound_node *node,
                                  kernel *run) {
    struct instruction *made = add(maker, node, run);
    made->a = address_of(operand(maker, node, 0));
    return made;
}

/* ---- operators ---- */

static void add_pairing(const struct maker *maker, const struct bound_node *node,
                        enum matrix_pairing pairing) {
    const struct kernel_pairing *kernels = &kernel_pairings[pairing];
    const struct bound_node *a = operand(maker, node, 0);
    const struct bound_node *b = node->expression->operand_count == 1 ? a : operand(maker, node, 1);
    bool is_same = shape_equal(a->shape, b->shape);
    kernel *run = is_same                      ? kernels->same
                  : shape_count(a->shape) == 1 ? kernels->one_left
                  : shape_count(b->shape) == 1 ? kernels->one_right
                                               : kernels->repeated;
    struct instruction *made = add_of(maker, node, run);
    made->b = address_of(b);
    made->a_down = a->shape.rows > 1 ? a->shape.columns : 0;
    made->a_along = a->shape.columns > 1;
    made->b_down = b->shape.rows > 1 ? b->shape.columns : 0;
    made->b_along = b->shape.columns > 1;
}

static void add_scaling(const struct maker *maker, const struct bound_node *node,
                        const struct bound_node *factor, const struct bound_node *scaled) {
    struct instruction *made = add(maker, node, kernel_scale);
    made->a = address_of(factor);
    made->b = address_of(scaled);
}

/* What a product reads of a factor: a folded transpose's own operand, with its strides turned. */
static struct kernel_address factor_of(const struct maker *maker, const struct bound_node *factor,
                                       size_t *ret_down, size_t *ret_along) {
    const struct bound_node *read = factor->is_folded ? operand(maker, factor, 0) : factor;
    *ret_down = factor->is_folded ? 1 : read->shape.columns;
    *ret_along = factor->is_folded ? read->shape.columns : 1;
    return address_of(read);
}

static void add_product(const struct maker *maker, const struct bound_node *node) {
    const struct bound_node *a = operand(maker, node, 0), *b = operand(maker, node, 1);
    bool is_folded = a->is_folded || b->is_folded;
    size_t a_count = shape_count(a->shape), b_count = shape_count(b->shape);
    if (!is_folded && (a_count == 1 || b_count == 1)) {
        a_count == 1 ? add_scaling(maker, node, a, b) : add_scaling(maker, node, b, a);
        return;
    }
    size_t inner = a->shape.columns;
    bool is_small = shape_count(node->shape) * inner <= SMALL_PRODUCT;
    struct instruction *made = add(maker, node, is_small ? kernel_product(inner) : kernel_evaluate);
    made->inner = inner;
    made->a = factor_of(maker, a, &made->a_down, &made->a_along);
    made->b = factor_of(maker, b, &made->b_down, &made->b_along);
}

static void add_tensor(const struct maker *maker, const struct bound_node *node) {
    if (node->expression->has_element) {
        add(maker, node, kernel_evaluate);
    } else if (node->home == HOME_SCRATCH) {
        add(maker, node, kernel_copy)->a = (struct kernel_address){HOME_STATE, node->tensor.offset};
    }
}

/* ---- calls ---- */

static const struct code_memo *memo_of(const struct maker *maker, const struct bound_node *node) {
    const struct bound_node *argument = operand(maker, node, 0);
    for (size_t i = 0; i < maker->memos->count; i++) {
        const struct code_memo *memo = &maker->memos->items[i];
        if (argument->home == HOME_STATE && argument->offset == memo->tensor &&
            activation_definition(node->activation)->slopes != NULL) {
            return memo;
        }
    }
    return NULL;
}

static void add_activation(const struct maker *maker, const struct bound_node *node, kernel *kept,
                           double (*function)(double)) {
    const struct code_memo *memo = memo_of(maker, node);
    struct instruction *made = add_of(maker, node, memo != NULL ? kept : kernel_map);
    made->function = function;
    made->slopes = activation_definition(node->activation)->slopes;
    made->memo = memo != NULL ? memo->offset : 0;
}

/* f'(z), and of vjp that times g. */
static void add_derivative(const struct maker *maker, const struct bound_node *node) {
    add_activation(maker, node, kernel_derivative_of_kept,
                   activation_definition(node->activation)->derivative);
    if (node->expression->function == FUNCTION_VJP) {
        struct instruction *times = add(maker, node, kernel_pairings[MATRIX_MULTIPLY].in_place);
        times->b = address_of(operand(maker, node, 1));
    }
}

static void add_sums(const struct maker *maker, const struct bound_node *node) {
    static kernel *const sums[FUNCTION_COUNT] = {[FUNCTION_SUM] = kernel_sum,
                                                 [FUNCTION_ROW_SUM] = kernel_row_sums,
                                                 [FUNCTION_COLUMN_SUM] = kernel_column_sums};
    kernel *run = sums[node->expression->function];
    struct shape shape = operand(maker, node, 0)->shape;
    struct instruction *made = add_of(maker, node, run);
    made->count = shape_count(shape);
    made->rows = shape.rows;
    made->columns = shape.columns;
}

static void add_map(const struct maker *maker, const struct bound_node *node,
                    double (*function)(double)) {
    add_of(maker, node, kernel_map)->function = function;
}

static void add_call(const struct maker *maker, const struct bound_node *node) {
    switch (node->expression->function) {
    case FUNCTION_ACTIVATION:
    case FUNCTION_DERIVATIVE:
    case FUNCTION_VJP:
        if (activation_mixes_units(node->activation)) {
            break;
        }
        if (node->expression->function != FUNCTION_ACTIVATION) {
            add_derivative(maker, node);
            return;
        }
        add_activation(maker, node, kernel_map_and_keep,
                       activation_definition(node->activation)->value);
        return;
    case FUNCTION_LOG:
        add_map(maker, node, log);
        return;
    case FUNCTION_EXP:
        add_map(maker, node, exp);
        return;
    case FUNCTION_ROOT:
        add_map(maker, node, sqrt);
        return;
    case FUNCTION_SUM:
    case FUNCTION_ROW_SUM:
    case FUNCTION_COLUMN_SUM:
        add_sums(maker, node);
        return;
    case FUNCTION_ROWS:
    case FUNCTION_COLUMNS:
        add(maker, node, kernel_set);
        return;
    case FUNCTION_ABS:
    case FUNCTION_SIGN:
    case FUNCTION_SUM_OVER:
    case FUNCTION_STACK:
    case FUNCTION_BESIDE:
    case FUNCTION_NORM:
    case FUNCTION_IDENTITY:
    case FUNCTION_JACOBIAN:
    case FUNCTION_DIAGONAL:
    case FUNCTION_UNIT:
    case FUNCTION_MAX:
    case FUNCTION_PARTIAL:
    case FUNCTION_COUNT:
        break;
    }
    add(maker, node, kernel_evaluate);
}

/* ---- nodes ---- */

static void add_node(const struct maker *maker, const struct bound_node *node) {
    switch (node->expression->kind) {
    case EXPRESSION_NUMBER:
        add(maker, node, kernel_set);
        return;
    case EXPRESSION_TENSOR:
        add_tensor(maker, node);
        return;
    case EXPRESSION_NEGATE:
        add_of(maker, node, kernel_scale_by_constant)->constant = -1;
        return;
    case EXPRESSION_ADD:
        add_pairing(maker, node, MATRIX_ADD);
        return;
    case EXPRESSION_SUBTRACT:
        add_pairing(maker, node, MATRIX_SUBTRACT);
        return;
    case EXPRESSION_SQUARE:
    case EXPRESSION_HADAMARD:
        add_pairing(maker, node, MATRIX_MULTIPLY);
        return;
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        add_pairing(maker, node, MATRIX_DIVIDE);
        return;
    case EXPRESSION_PRODUCT:
        add_product(maker, node);
        return;
    case EXPRESSION_CALL:
        add_call(maker, node);
        return;
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_INDICATOR:
    case EXPRESSION_KIND_COUNT:
        break;
    }
    add(maker, node, kernel_evaluate);
}

/* Computed by binding_compute_next, a node has its convention already. */
static void add_convention(const struct maker *maker, const struct bound_node *node) {
    const struct code *code = maker->code;
    if (node->convention != CONVENTION_NONE && code->count > 0 &&
        code->instructions[code->count - 1].run != kernel_evaluate) {
        add(maker, node, kernel_convention);
    }
}

static void add_nodes(const struct maker *maker) {
    const struct binding *binding = maker->binding;
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct bound_node *node = &binding->nodes[i];
        if (node->loop > 0) {
            add(maker, node, kernel_evaluate);
            i = node->loop;
        } else if (!node->is_folded) {
            add_node(maker, node);
            add_convention(maker, node);
        }
    }
}

/* ---- the target ---- */

static bool writes_result_once(const struct maker *maker, const struct instruction *last) {
    bool is_in_place = false;
    for (size_t i = 0; i < MATRIX_PAIRING_COUNT; i++) {
        is_in_place = is_in_place || last->run == kernel_pairings[i].in_place;
    }
    return last->node == maker->binding->node_count - 1 && !is_in_place &&
           last->run != kernel_evaluate && last->run != kernel_convention;
}

/* W = W - X: neither the copy of W nor that of the value is needed. */
static void overwrite(struct code *code, struct kernel_address target) {
    const struct instruction *first = code->instructions;
    for (size_t i = 0; i < MATRIX_PAIRING_COUNT; i++) {
        if (code->last.run == kernel_pairings[i].same && code->count > 1 &&
            first->run == kernel_copy && first->a.offset == target.offset &&
            code->last.a.home == HOME_SCRATCH && code->last.a.offset == first->result.offset) {
            code->last.run = kernel_pairings[i].in_place;
            code->begin = 1;
            return;
        }
    }
}

static void add_store(const struct maker *maker) {
    struct code *code = maker->code;
    const struct binding *binding = maker->binding;
    const struct kernel_address target = {HOME_STATE, binding->target.offset};
    const struct bound_node *value = &binding->nodes[binding->node_count - 1];
    code->store = (struct instruction){
        .run = kernel_copy,
        .result = target,
        .a = address_of(value),
        .count = shape_count(value->shape),
    };
    code->end = code->count;
    code->last = code->store;
    if (code->count > 0 && writes_result_once(maker, &code->instructions[code->count - 1])) {
        code->end = code->count - 1;
        code->last = code->instructions[code->end];
        code->last.result = target;
        overwrite(code, target);
    }
}

const struct code *code_create(struct arena *arena, const struct binding *binding,
                               const struct code_memos *memos) {
    assert(!binding->statement->target->has_element);
    struct code *code = ARENA_NEW(arena, struct code);
    code->instructions =
        ARENA_ARRAY(arena, struct instruction, MOST_FOR_NODE * binding->node_count);
    const struct maker maker = {binding, memos, code};
    add_nodes(&maker);
    add_store(&maker);
    return code;
}

/* ---- running ---- */

void code_run(const struct code *code, double *state, double *scratch) {
    double *const homes[] = {[HOME_STATE] = state, [HOME_SCRATCH] = scratch};
    for (size_t i = 0; i < code->count; i++) {
        code->instructions[i].run(&code->instructions[i], homes);
    }
    code->store.run(&code->store, homes);
}

void code_run_unseen(const struct code *code, double *state, double *scratch) {
    double *const homes[] = {[HOME_STATE] = state, [HOME_SCRATCH] = scratch};
    for (size_t i = code->begin; i < code->end; i++) {
        code->instructions[i].run(&code->instructions[i], homes);
    }
    code->last.run(&code->last, homes);
}
