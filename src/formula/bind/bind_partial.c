/* partial(y, x): which formulas lead from x to y, what shape the derivative has, and how much room
 * it takes to compute. */
#include "formula/bind/bind.h"

#include "base/number.h"
#include "base/text.h"
#include "formula/differentiate/partial.h"
#include "formula/differentiate/tangent.h"

#include <assert.h>

enum { WORK_MOST = 400 * 1000 * 1000 }; /* values and tangents of one partial: about a second */

/* What y or x is: one number, the units of one sample or the biases of a layer, or anything else.
 */
enum kind { KIND_NUMBER, KIND_VECTOR, KIND_MATRIX };

/* Tensors, each once. */
struct tensor_set {
    struct tensor_storage *items;
    size_t count;
};

struct search {
    const struct binder *binder;
    struct bound_node *node;
    const struct expression *y, *x;
    size_t formula_count;
    struct tensor_set changed; /* x, and what it changes */
    struct tensor_set wanted;  /* what y is computed from */
    const struct binding **formulas;
    size_t found; /* of them: those that lead from x to y, the last one first */
};

/* ---- which formulas ---- */

static bool has_tensor(const struct tensor_set *tensors, struct tensor_storage tensor) {
    for (size_t i = 0; i < tensors->count; i++) {
        if (tensors->items[i].offset == tensor.offset) {
            return true;
        }
    }
    return false;
}

static void add_tensor(struct tensor_set *tensors, struct tensor_storage tensor) {
    if (!has_tensor(tensors, tensor)) {
        tensors->items[tensors->count++] = tensor;
    }
}

static const struct bound_node *bound(const struct search *search, const struct expression *node) {
    return &search->binder->binding->nodes[node->id];
}

static bool is_tensor(const struct bound_node *node) {
    return node->expression->kind == EXPRESSION_TENSOR;
}

static bool reads_any(const struct binding *binding, const struct tensor_set *tensors) {
    for (size_t i = 0; i < binding->node_count; i++) {
        if (is_tensor(&binding->nodes[i]) && has_tensor(tensors, binding->nodes[i].tensor)) {
            return true;
        }
    }
    return false;
}

static void add_read(const struct bound_node *nodes, size_t first, size_t end,
                     struct tensor_set *tensors) {
    for (size_t i = first; i < end; i++) {
        if (is_tensor(&nodes[i])) {
            add_tensor(tensors, nodes[i].tensor);
        }
    }
}

static const struct binding *formula(const struct search *search, size_t n) {
    const struct scope *scope = search->binder->scope;
    return scope->forward->formula(scope->context, n);
}

/* The first node of y; its last one is y itself. */
static size_t first_of_y(const struct search *search) {
    return tangent_first_node(search->binder->binding, (size_t)search->y->id);
}

static size_t count_tensors(const struct search *search) {
    size_t count = search->binder->statement->node_count;
    for (size_t i = 0; i < search->formula_count; i++) {
        count += formula(search, i)->node_count + 1;
    }
    return count;
}

/* Forward from x all that it changes, and of that, back from y, what y is made of. */
static void find_formulas(struct search *search) {
    struct arena *arena = search->binder->arena;
    while (formula(search, search->formula_count) != NULL) {
        search->formula_count++;
    }
    size_t most = count_tensors(search);
    search->changed.items = ARENA_ARRAY(arena, struct tensor_storage, most);
    search->wanted.items = ARENA_ARRAY(arena, struct tensor_storage, most);
    search->formulas = ARENA_ARRAY(arena, const struct binding *, search->formula_count);
    struct tensor_storage x = bound(search, search->x)->tensor;
    add_tensor(&search->changed, x);
    for (size_t i = 0; i < search->formula_count; i++) {
        const struct binding *binding = formula(search, i);
        if (binding->target.offset != x.offset && reads_any(binding, &search->changed)) {
            add_tensor(&search->changed, binding->target);
        }
    }
    add_read(search->binder->binding->nodes, first_of_y(search), (size_t)search->y->id + 1,
             &search->wanted);
    for (size_t i = search->formula_count; i > 0; i--) {
        const struct binding *binding = formula(search, i - 1);
        if (binding->target.offset != x.offset && has_tensor(&search->wanted, binding->target) &&
            has_tensor(&search->changed, binding->target)) {
            add_read(binding->nodes, 0, binding->node_count, &search->wanted);
            search->formulas[search->found++] = binding;
        }
    }
}

/* ---- what can be differentiated ---- */

static bool fail(const struct search *search, const struct expression *at, const char *message) {
    return bind_fail(search->binder, at, message);
}

static bool check_forward(const struct search *search, const struct expression *node) {
    const struct binder *binder = search->binder;
    const struct scope *scope = binder->scope;
    if (node->kind == EXPRESSION_TENSOR && !scope->forward->has(scope->context, node->symbol)) {
        return fail(search, node,
                    text_format(binder->arena,
                                "%s is not of the forward pass: partial(y, x) differentiates "
                                "forward formulas",
                                bind_source_of(binder, node)));
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        if (!check_forward(search, node->operands[i])) {
            return false;
        }
    }
    return true;
}

static bool check_known(const struct search *search) {
    const struct binder *binder = search->binder;
    bool is_known = tangent_is_known(binder->binding, first_of_y(search), (size_t)search->y->id);
    for (size_t i = 0; i < search->found; i++) {
        is_known = is_known &&
                   tangent_is_known(search->formulas[i], 0, search->formulas[i]->node_count - 1);
    }
    return is_known ||
           fail(search, search->y,
                text_format(binder->arena,
                            "%s is computed with f', jacobian, vjp or partial, whose own "
                            "derivatives are not known",
                            bind_source_of(binder, search->y)));
}

static bool depends(const struct search *search) {
    const struct binding *binding = search->binder->binding;
    for (size_t i = first_of_y(search); i <= (size_t)search->y->id; i++) {
        if (is_tensor(&binding->nodes[i]) &&
            has_tensor(&search->changed, binding->nodes[i].tensor)) {
            return true;
        }
    }
    const struct binder *binder = search->binder;
    return fail(search, search->node->expression,
                text_format(binder->arena, "no forward formula leads from %s to %s",
                            bind_source_of(binder, search->x), bind_source_of(binder, search->y)));
}

/* A statement that changes what partial(y, x) reads could not be looked at afterwards. */
static bool check_target(const struct search *search) {
    struct tensor_storage target = search->binder->binding->target;
    bool is_read = has_tensor(&search->wanted, target) || has_tensor(&search->changed, target);
    return !is_read ||
           fail(search, search->node->expression,
                "a formula that changes a tensor cannot differentiate what is computed from it");
}

/* ---- shapes ---- */

static enum kind tensor_kind(const struct search *search, const struct expression *tensor) {
    const struct scope *scope = search->binder->scope;
    if (tensor->has_element) {
        return KIND_NUMBER;
    }
    if (scope->forward->is_vector(scope->context, tensor->symbol)) {
        return KIND_VECTOR;
    }
    bool is_layered = tensor->index.base != INDEX_NONE;
    return !is_layered && shape_count(bound(search, tensor)->shape) == 1 ? KIND_NUMBER
                                                                         : KIND_MATRIX;
}

/* W a + b is a vector where a and b are, though it may have one row only. */
static enum kind kind_of(const struct search *search, const struct expression *node) {
    if (node->kind == EXPRESSION_TENSOR) {
        return tensor_kind(search, node);
    }
    struct shape shape = bound(search, node)->shape;
    bool is_sum = node->kind == EXPRESSION_CALL && node->function == FUNCTION_SUM;
    enum kind kind = KIND_NUMBER;
    for (size_t i = 0; i < node->operand_count && !is_sum; i++) {
        enum kind operand = kind_of(search, node->operands[i]);
        kind = operand == KIND_VECTOR || kind == KIND_NUMBER ? operand : kind;
    }
    bool is_long = shape.rows > 1 && shape.columns > 1;
    return is_long ? KIND_MATRIX : kind;
}

static bool reads_changed(const struct search *search, const struct binding *binding,
                          const struct expression *node) {
    if (node->kind == EXPRESSION_TENSOR) {
        return has_tensor(&search->changed, binding->nodes[node->id].tensor);
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        if (reads_changed(search, binding, node->operands[i])) {
            return true;
        }
    }
    return false;
}

static bool acts_alone(const struct bound_node *node) {
    static const bool by_element[FUNCTION_COUNT] = {
        [FUNCTION_ACTIVATION] = true, [FUNCTION_LOG] = true,  [FUNCTION_EXP] = true,
        [FUNCTION_ABS] = true,        [FUNCTION_SIGN] = true, [FUNCTION_MAX] = true,
        [FUNCTION_ROOT] = true};
    enum expression_kind kind = node->expression->kind;
    if (kind == EXPRESSION_CALL) {
        return by_element[node->expression->function] &&
               !(node->expression->function == FUNCTION_ACTIVATION &&
                 activation_mixes_units(node->activation));
    }
    return kind != EXPRESSION_TRANSPOSE &&
           !(kind == EXPRESSION_TENSOR && node->expression->has_element);
}

/* Whether each element of a node is made of its own counterpart in x alone: all that x changes on
 * the way keeps x's shape. A product does where it only scales. */
static bool is_by_element(const struct search *search, const struct binding *binding,
                          const struct expression *node) {
    const struct bound_node *own = &binding->nodes[node->id];
    if (!reads_changed(search, binding, node)) {
        return true;
    }
    if (!acts_alone(own) || !shape_equal(own->shape, bound(search, search->x)->shape)) {
        return false;
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        if (!is_by_element(search, binding, node->operands[i])) {
            return false;
        }
    }
    return node->kind != EXPRESSION_PRODUCT ||
           shape_count(binding->nodes[node->operands[0]->id].shape) == 1 ||
           shape_count(binding->nodes[node->operands[1]->id].shape) == 1;
}

static bool is_together(const struct search *search) {
    bool is_alone = is_by_element(search, search->binder->binding, search->y);
    for (size_t i = 0; i < search->found; i++) {
        const struct binding *binding = search->formulas[i];
        is_alone = is_alone && is_by_element(search, binding, binding->statement->value);
    }
    return is_alone;
}

static bool fail_shape(const struct search *search) {
    const struct binder *binder = search->binder;
    return fail(search, search->node->expression,
                text_format(binder->arena,
                            "%s would have an index too many: take one sample, or one element",
                            bind_source_of(binder, search->node->expression)));
}

/* The table of partial.h. */
static bool find_shape(struct search *search, struct partial *partial) {
    struct bound_node *node = search->node;
    struct shape y = bound(search, search->y)->shape, x = bound(search, search->x)->shape;
    enum kind y_kind = kind_of(search, search->y), x_kind = kind_of(search, search->x);
    size_t m = shape_count(y), n = shape_count(x);
    bool is_numerator = search->binder->scope->forward->layout == LAYOUT_NUMERATOR;
    partial->order = PARTIAL_BY_Y;
    if (x_kind == KIND_NUMBER) {
        node->shape = y;
    } else if (y_kind == KIND_MATRIX) {
        partial->order = PARTIAL_TOGETHER;
        node->shape = x;
        return (x_kind == KIND_MATRIX && is_together(search)) || fail_shape(search);
    } else if (x_kind == KIND_MATRIX) {
        node->shape = (struct shape){m * x.rows, x.columns};
        node->slices = y_kind == KIND_VECTOR ? m : 0;
    } else {
        partial->order = is_numerator ? PARTIAL_BY_Y : PARTIAL_BY_X;
        node->shape = is_numerator ? (struct shape){m, n} : (struct shape){n, m};
    }
    return true;
}

/* ---- room ---- */

static void cover(size_t *state_count, const struct tensor_set *tensors) {
    for (size_t i = 0; i < tensors->count; i++) {
        size_t end = tensors->items[i].offset + shape_count(tensors->items[i].shape);
        *state_count = end > *state_count ? end : *state_count;
    }
}

static size_t most(size_t a, size_t b) {
    return a > b ? a : b;
}

/* The room: each formula's values and tangents, those of the tensors, and of y's own nodes. */
static void make_room(const struct search *search, struct partial *partial) {
    struct partial_step *steps =
        ARENA_ARRAY(search->binder->arena, struct partial_step, search->found);
    size_t own = search->binder->binding->scratch_count, spare = own, room = 0;
    partial->steps = steps;
    partial->step_count = search->found;
    for (size_t i = 0; i < search->found; i++) {
        const struct binding *binding = search->formulas[search->found - 1 - i];
        steps[i] = (struct partial_step){binding, room, room + binding->scratch_count};
        room += 2 * binding->scratch_count;
        spare = most(spare, binding->scratch_count);
    }
    cover(&partial->state_count, &search->changed);
    cover(&partial->state_count, &search->wanted);
    partial->own = room;
    partial->spare = partial->own + own;
    partial->state = partial->spare + spare;
    search->node->room = partial->state + partial->state_count;
}

static bool check_work(const struct search *search, const struct partial *partial) {
    const struct bound_node *x = bound(search, search->x);
    bool is_once = partial->order == PARTIAL_TOGETHER;
    double passes = is_once ? 1 : (double)shape_count(x->shape);
    passes *= bind_turns(search->binder);
    return passes * (double)search->node->room <= WORK_MOST ||
           fail(search, search->node->expression,
                text_format(search->binder->arena,
                            "%s would take too long: %s times the forward pass",
                            bind_source_of(search->binder, search->node->expression),
                            number_source_text(search->binder->arena, passes)));
}

bool bind_partial(const struct binder *binder, struct bound_node *node) {
    const struct expression *call = node->expression;
    struct search search = {
        .binder = binder, .node = node, .y = call->operands[0], .x = call->operands[1]};
    if (binder->scope->forward == NULL) {
        return bind_fail(binder, call, "there is no forward pass here to differentiate");
    }
    if (!check_forward(&search, search.y) || !check_forward(&search, search.x)) {
        return false;
    }
    find_formulas(&search);
    struct partial *partial = ARENA_NEW(binder->arena, struct partial);
    if (!depends(&search) || !check_known(&search) || !check_target(&search) ||
        !find_shape(&search, partial)) {
        return false;
    }
    make_room(&search, partial);
    node->partial = partial;
    return check_work(&search, partial);
}
