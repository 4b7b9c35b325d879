#include "formula/bind/bind.h"
#include "formula/convention.h"

#include "base/number.h"
#include "base/text.h"

#include <string.h>

enum { TURNS_MOST = 10000000 }; /* of sums inside each other: a fraction of a second */

/* ---- operators ---- */

static bool is_scalar(struct shape shape) {
    return shape.rows == 1 && shape.columns == 1;
}

/* The tree has one reader a node, so a transpose inside a product has no other. */
static void fold_transposes(const struct binder *binder, const struct expression *product) {
    for (size_t i = 0; i < product->operand_count; i++) {
        if (product->operands[i]->kind == EXPRESSION_TRANSPOSE) {
            binder->binding->nodes[product->operands[i]->id].is_folded = true;
        }
    }
}

/* Lists of matrices, a vector's derivative by a matrix, can be added, scaled, and multiplied with a
 * row, or with rows, from the left. */
static bool check_slices(const struct binder *binder, const struct expression *expression) {
    bool takes_slices[EXPRESSION_KIND_COUNT] = {[EXPRESSION_NEGATE] = true,
                                                [EXPRESSION_ADD] = true,
                                                [EXPRESSION_SUBTRACT] = true,
                                                [EXPRESSION_PRODUCT] = true};
    for (size_t i = 0; i < expression->operand_count; i++) {
        const struct bound_node *operand = bind_operand(binder, expression, i);
        if (operand->slices > 0 && !takes_slices[expression->kind]) {
            return bind_fail(binder, expression->operands[i],
                             text_format(binder->arena,
                                         "%s is a list of matrices (%zu): a product has it "
                                         "behind a row",
                                         bind_source_of(binder, expression->operands[i]),
                                         operand->slices));
        }
    }
    return true;
}

/* row * slices; more than one row gives slices again. */
static bool bind_sliced_product(const struct binder *binder, struct bound_node *node) {
    const struct bound_node *a = bind_operand(binder, node->expression, 0);
    const struct bound_node *b = bind_operand(binder, node->expression, 1);
    bool is_matched = a->slices == 0 && a->shape.columns == b->slices;
    if (is_matched) {
        node->shape = (struct shape){a->shape.rows * (b->shape.rows / b->slices), b->shape.columns};
        node->slices = a->shape.rows > 1 ? a->shape.rows : 0;
        fold_transposes(binder, node->expression);
        return true;
    }
    return bind_fail(
        binder, node->expression,
        text_format(binder->arena,
                    "%s: the second is %zu matrices and needs a row of as many numbers",
                    bind_operands_text(binder, node->expression), b->slices));
}

static bool bind_product(const struct binder *binder, struct bound_node *node) {
    struct shape a = bind_operand(binder, node->expression, 0)->shape;
    struct shape b = bind_operand(binder, node->expression, 1)->shape;
    size_t slices = bind_operand(binder, node->expression, 1)->slices;
    if (slices > 0 && (!is_scalar(a) || slices == 1)) {
        return bind_sliced_product(binder, node);
    }
    if (is_scalar(a) || is_scalar(b)) {
        node->shape = is_scalar(a) ? b : a;
        node->slices = bind_operand(binder, node->expression, is_scalar(a) ? 1 : 0)->slices;
        return true;
    }
    node->shape = (struct shape){a.rows, b.columns};
    fold_transposes(binder, node->expression);
    return a.columns == b.rows ||
           bind_fail(
               binder, node->expression,
               text_format(binder->arena,
                           "the matrix product of %s does not fit: %zu columns against %zu rows",
                           bind_operands_text(binder, node->expression), a.columns, b.rows));
}

bool bind_pairing(const struct binder *binder, struct bound_node *node) {
    struct shape a = bind_operand(binder, node->expression, 0)->shape;
    struct shape b = bind_operand(binder, node->expression, 1)->shape;
    node->slices = bind_operand(binder, node->expression, 0)->slices;
    return matrix_broadcast_shape(a, b, &node->shape) ||
           bind_fail(binder, node->expression,
                     text_format(binder->arena, "%s do not match element by element",
                                 bind_operands_text(binder, node->expression)));
}

static bool bind_quotient(const struct binder *binder, struct bound_node *node) {
    node->shape = bind_operand(binder, node->expression, 0)->shape;
    return is_scalar(bind_operand(binder, node->expression, 1)->shape) ||
           bind_fail(binder, node->expression,
                     text_format(binder->arena,
                                 "\"/\" divides by a 1×1; element by element it is \"./\": %s",
                                 bind_operands_text(binder, node->expression)));
}

/* ---- nodes ---- */

static bool bind_element(const struct binder *binder, struct bound_node *node) {
    node->shape = (struct shape){1, 1};
    /* any length will do: only a name that stands for nothing is wrong */
    return bind_check_element(binder, node->expression, node->expression->which, (size_t)-1, "row");
}

static bool bind_node(const struct binder *binder, struct bound_node *node) {
    switch (node->expression->kind) {
    case EXPRESSION_NUMBER:
        node->shape = (struct shape){1, 1};
        node->constant = node->expression->number;
        return true;
    case EXPRESSION_ELEMENT:
        return bind_element(binder, node);
    case EXPRESSION_TENSOR:
        return bind_tensor(binder, node);
    case EXPRESSION_NEGATE:
    case EXPRESSION_SQUARE:
        node->shape = bind_operand(binder, node->expression, 0)->shape;
        node->slices = bind_operand(binder, node->expression, 0)->slices;
        return true;
    case EXPRESSION_TRANSPOSE: {
        struct shape shape = bind_operand(binder, node->expression, 0)->shape;
        node->shape = (struct shape){shape.columns, shape.rows};
        return true;
    }
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_INDICATOR:
        return bind_pairing(binder, node);
    case EXPRESSION_PRODUCT:
        return bind_product(binder, node);
    case EXPRESSION_QUOTIENT:
        return bind_quotient(binder, node);
    case EXPRESSION_CALL:
        return bind_call(binder, node);
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return false;
}

enum { SCRATCH_MOST = 64 * 1024 * 1024 }; /* doubles of one formula: 512 MiB */

/* Divides, because the product of a diagonal or an outer product need not fit into a size_t. */
static bool fits(struct shape shape, size_t room) {
    return shape.columns == 0 || shape.rows <= room / shape.columns;
}

double bind_turns(const struct binder *binder) {
    double product = 1;
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        bool is_sum = binder->binding->element_limits[i] == 0 && binder->limits[i] > 0;
        product *= is_sum ? (double)binder->limits[i] : 1;
    }
    return product;
}

/* Where a sum's summand begins, behind its length, its i, j or k gets a meaning. */
static bool enter_summation(const struct binder *binder, size_t at) {
    for (size_t i = at; i < binder->binding->node_count; i++) {
        const struct expression *sum = binder->statement->nodes[i];
        if (!expression_runs_over(sum) || (size_t)sum->operands[0]->id + 1 != at) {
            continue;
        }
        size_t *limit = &binder->limits[sum->which.number];
        if (*limit != 0) {
            return bind_fail(binder, sum,
                             text_format(binder->arena, "%s has a meaning here already",
                                         binder->statement->indices.names[sum->which.number]));
        }
        binder->binding->nodes[at].loop = i;
        if (!bind_known_length(binder, sum->operands[0], limit)) {
            return false;
        }
        return bind_turns(binder) <= TURNS_MOST ||
               bind_fail(binder, sum,
                         text_format(binder->arena,
                                     "these sums inside each other have %s terms (at most %d)",
                                     number_source_text(binder->arena, bind_turns(binder)),
                                     TURNS_MOST));
    }
    return true;
}

static bool bind_next(const struct binder *binder, size_t at) {
    struct bound_node *node = &binder->binding->nodes[at];
    node->expression = binder->statement->nodes[at];
    node->home = HOME_SCRATCH;
    if (!enter_summation(binder, at) || !check_slices(binder, node->expression) ||
        !bind_node(binder, node)) {
        return false;
    }
    convention_bind(node, binder->scope);
    if (expression_runs_over(node->expression)) {
        binder->limits[node->expression->which.number] = 0;
    }
    return true;
}

static bool bind_nodes(const struct binder *binder) {
    struct binding *binding = binder->binding;
    for (size_t i = 0; i < binding->node_count; i++) {
        struct bound_node *node = &binding->nodes[i];
        if (!bind_next(binder, i)) {
            return false;
        }
        if (node->home == HOME_SCRATCH) {
            if (node->room > SCRATCH_MOST - binding->scratch_count ||
                !fits(node->shape, SCRATCH_MOST - binding->scratch_count - node->room)) {
                return bind_fail(binder, node->expression,
                                 text_format(binder->arena, "%s would be too large (%s)",
                                             bind_source_of(binder, node->expression),
                                             bind_shape_text(binder->arena, node->shape)));
            }
            node->offset = binding->scratch_count;
            binding->scratch_count += shape_count(node->shape) + node->room;
        }
    }
    return true;
}

static bool check_target(const struct binder *binder) {
    const struct expression *target = binder->statement->target;
    if (target == NULL) {
        return true;
    }
    struct shape expected =
        target->has_element ? (struct shape){1, 1} : binder->binding->target.shape;
    struct shape found = binder->binding->nodes[binder->binding->node_count - 1].shape;
    if (binder->scope->takes_any_shape || shape_equal(expected, found)) {
        return true;
    }
    const struct expression *value = binder->statement->value;
    const char *wanted =
        text_format(binder->arena, "%s is %s, but ", bind_source_of(binder, target),
                    bind_shape_text(binder->arena, expected));
    bind_fail(binder, value,
              text_format(binder->arena, "%s%s is %s", wanted, bind_source_of(binder, value),
                          bind_shape_text(binder->arena, found)));
    binder->error->found = strlen(wanted);
    return false;
}

bool statement_bind(struct arena *arena, const struct statement *statement,
                    const struct scope *scope, struct binding *ret, struct formula_error *error) {
    struct binding binding = {
        .statement = statement,
        .nodes = ARENA_ARRAY(arena, struct bound_node, statement->node_count),
        .node_count = statement->node_count,
        .axis = scope->axis,
    };
    size_t limits[FORMULA_MOST_INDICES];
    memcpy(limits, scope->element_limits, sizeof limits);
    const struct binder binder = {arena, statement, scope, &binding, error, limits};
    if (!bind_target(&binder) || !bind_nodes(&binder) || !check_target(&binder)) {
        return false;
    }
    *ret = binding;
    return true;
}
