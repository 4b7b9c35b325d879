#include "formula/explain/explanation.h"

#include "formula/convention.h"
#include "formula/differentiate/partial.h"

#include <assert.h>

struct explainer {
    const struct binding *binding;
    const struct evaluation *evaluation;
    const struct bound_node *node;
    size_t row, column;
    struct explanation_term *terms;
    size_t count;
    struct arena *arena;
};

static struct matrix operand_value(const struct explainer *explainer, size_t which) {
    return binding_node_value(explainer->binding, explainer->evaluation,
                              (size_t)explainer->node->expression->operands[which]->id);
}

/* Element (row, column) of an operand; a row, a column or a 1 x 1 stands for all its repeats. */
static struct node_element element_of(const struct explainer *explainer, size_t which, size_t row,
                                      size_t column) {
    struct matrix value = operand_value(explainer, which);
    row = value.rows == 1 ? 0 : row;
    column = value.columns == 1 ? 0 : column;
    return (struct node_element){
        .node = (size_t)explainer->node->expression->operands[which]->id,
        .row = row,
        .column = column,
        .value = matrix_at(value, row, column),
    };
}

static void reserve(struct explainer *explainer, size_t count) {
    explainer->terms = ARENA_ARRAY(explainer->arena, struct explanation_term, count);
}

static void add_one(struct explainer *explainer, int sign, struct node_element element) {
    explainer->terms[explainer->count++] = (struct explanation_term){
        .sign = sign,
        .factor_count = 1,
        .factors = {element},
        .value = sign * element.value,
    };
}

/* The last term counts as 0 where a convention says so. */
static void apply_convention(struct explainer *explainer) {
    struct explanation_term *term = &explainer->terms[explainer->count - 1];
    if (convention_holds(explainer->node, term->factors[0].value, term->factors[1].value)) {
        term->convention = explainer->node->convention;
        term->value = 0;
    }
}

static void add_product(struct explainer *explainer, struct node_element a, struct node_element b) {
    explainer->terms[explainer->count++] = (struct explanation_term){
        .sign = 1, .factor_count = 2, .factors = {a, b}, .value = a.value * b.value};
    apply_convention(explainer);
}

static void add_quotient(struct explainer *explainer, struct node_element a,
                         struct node_element b) {
    add_product(explainer, a, b);
    explainer->terms[explainer->count - 1].is_quotient = true;
    explainer->terms[explainer->count - 1].value = a.value / b.value;
    apply_convention(explainer);
}

/* The same element of each slice of b, which has so many rows, times its element of a's row. */
static void explain_slices(struct explainer *explainer, size_t rows) {
    size_t count = operand_value(explainer, 0).columns;
    size_t a_row = explainer->row / rows, b_row = explainer->row % rows;
    reserve(explainer, count);
    for (size_t k = 0; k < count; k++) {
        add_product(explainer, element_of(explainer, 0, a_row, k),
                    element_of(explainer, 1, k * rows + b_row, explainer->column));
    }
}

/* result(i, j) = Σ_k a(i, k) b(k, j), or a scaling */
static void explain_product(struct explainer *explainer) {
    struct matrix a = operand_value(explainer, 0), b = operand_value(explainer, 1);
    size_t row = explainer->row, column = explainer->column;
    size_t slices = explainer->binding->nodes[explainer->node->expression->operands[1]->id].slices;
    if (slices > 0 && slices == a.columns) {
        explain_slices(explainer, b.rows / slices);
        return;
    }
    if (a.rows * a.columns == 1 || b.rows * b.columns == 1) {
        reserve(explainer, 1);
        add_product(explainer, element_of(explainer, 0, row, column),
                    element_of(explainer, 1, row, column));
        return;
    }
    reserve(explainer, a.columns);
    for (size_t k = 0; k < a.columns; k++) {
        add_product(explainer, element_of(explainer, 0, row, k),
                    element_of(explainer, 1, k, column));
    }
}

static void explain_sum(struct explainer *explainer, size_t first_row, size_t rows,
                        size_t first_column, size_t columns) {
    reserve(explainer, rows * columns);
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++) {
            add_one(explainer, 1, element_of(explainer, 0, first_row + i, first_column + j));
        }
    }
}

/* On the diagonal the vector's element; off it nothing. */
static void explain_diagonal(struct explainer *explainer) {
    struct matrix a = operand_value(explainer, 0);
    size_t at = explainer->row;
    reserve(explainer, 1);
    add_one(explainer, 1,
            a.rows == 1 ? element_of(explainer, 0, 0, at) : element_of(explainer, 0, at, 0));
    if (explainer->row != explainer->column) {
        explainer->terms[0].is_zero_by_position = true;
        explainer->terms[0].value = 0;
    }
}

/* One element, or for softmax all units of the sample that the element belongs to. */
static void explain_activation(struct explainer *explainer) {
    struct matrix z = operand_value(explainer, 0);
    if (!activation_mixes_units(explainer->node->activation)) {
        reserve(explainer, 1);
        add_one(explainer, 1, element_of(explainer, 0, explainer->row, explainer->column));
        return;
    }
    bool are_columns = sample_axis_has_units_down(explainer->binding->axis);
    are_columns ? explain_sum(explainer, 0, z.rows, explainer->column, 1)
                : explain_sum(explainer, explainer->row, 1, 0, z.columns);
}

/* ∂a_i/∂z_j depends on z_i alone, or for softmax on all of z. */
static void explain_jacobian(struct explainer *explainer) {
    struct matrix z = operand_value(explainer, 0);
    if (activation_mixes_units(explainer->node->activation)) {
        explain_sum(explainer, 0, z.rows, 0, z.columns);
        return;
    }
    explain_diagonal(explainer);
}

/* Element-wise: f'(z) g, read as a function of both. Softmax: of all z and g of the sample. */
static void explain_vjp(struct explainer *explainer) {
    struct matrix z = operand_value(explainer, 0);
    size_t row = explainer->row, column = explainer->column;
    bool mixes = activation_mixes_units(explainer->node->activation);
    bool are_columns = sample_axis_has_units_down(explainer->binding->axis);
    size_t units = !mixes ? 1 : are_columns ? z.rows : z.columns;
    reserve(explainer, 2 * units);
    for (size_t which = 0; which < 2; which++) {
        for (size_t k = 0; k < units; k++) {
            size_t i = mixes && are_columns ? k : row;
            size_t j = mixes && !are_columns ? k : column;
            add_one(explainer, 1, element_of(explainer, which, i, j));
        }
    }
}

/* One term for each k: the summand is computed again for every one of them. */
static void explain_summation(struct explainer *explainer) {
    size_t count = (size_t)explainer->node->constant;
    size_t sum = (size_t)explainer->node->expression->id;
    reserve(explainer, count);
    for (size_t k = 1; k <= count; k++) {
        binding_compute_summand(explainer->binding, explainer->evaluation, sum, k);
        add_one(explainer, 1, element_of(explainer, 1, explainer->row, explainer->column));
        explainer->terms[explainer->count - 1].turn = k;
    }
}

/* The element of the summand that stands there, for its number of the letter. */
static void explain_pile(struct explainer *explainer) {
    const struct expression *pile = explainer->node->expression;
    struct matrix summand = operand_value(explainer, 1);
    bool is_stack = pile->function == FUNCTION_STACK;
    size_t turn = is_stack ? explainer->row / summand.rows : explainer->column / summand.columns;
    binding_compute_summand(explainer->binding, explainer->evaluation, (size_t)pile->id, turn + 1);
    reserve(explainer, 1);
    add_one(explainer, 1,
            element_of(explainer, 1, explainer->row % summand.rows,
                       explainer->column % summand.columns));
    explainer->terms[0].turn = turn + 1;
}

static void explain_norm(struct explainer *explainer) {
    struct matrix a = operand_value(explainer, 0);
    reserve(explainer, a.rows * a.columns);
    for (size_t i = 0; i < a.rows * a.columns; i++) {
        struct node_element x = element_of(explainer, 0, i / a.columns, i % a.columns);
        add_product(explainer, x, x);
    }
}

static void explain_pair(struct explainer *explainer) {
    reserve(explainer, 2);
    for (size_t which = 0; which < 2; which++) {
        add_one(explainer, 1, element_of(explainer, which, explainer->row, explainer->column));
    }
}

/* Element number `which` of an operand, row after row. */
static struct node_element numbered(const struct explainer *explainer, size_t operand,
                                    size_t which) {
    size_t columns = operand_value(explainer, operand).columns;
    return element_of(explainer, operand, which / columns, which % columns);
}

/* The element of y that changes, and that of x which changes it. */
static void explain_partial(struct explainer *explainer) {
    struct matrix y = operand_value(explainer, 0), x = operand_value(explainer, 1);
    size_t y_count = y.rows * y.columns, x_count = x.rows * x.columns;
    size_t at = explainer->row * explainer->node->shape.columns + explainer->column;
    size_t y_at = at, x_at = at;
    switch (explainer->node->partial->order) {
    case PARTIAL_BY_X:
        y_at = at % y_count;
        x_at = at / y_count;
        break;
    case PARTIAL_BY_Y:
        y_at = at / x_count;
        x_at = at % x_count;
        break;
    case PARTIAL_TOGETHER:
        break;
    }
    reserve(explainer, 2);
    add_one(explainer, 1, numbered(explainer, 0, y_at));
    add_one(explainer, 1, numbered(explainer, 1, x_at));
}

/* The element of the same place: log, exp, abs, sign. */
static void explain_map(struct explainer *explainer) {
    reserve(explainer, 1);
    add_one(explainer, 1, element_of(explainer, 0, explainer->row, explainer->column));
}

static void explain_whole_sum(struct explainer *explainer) {
    struct matrix a = operand_value(explainer, 0);
    explain_sum(explainer, 0, a.rows, 0, a.columns);
}

static void explain_row_sum(struct explainer *explainer) {
    explain_sum(explainer, explainer->row, 1, 0, operand_value(explainer, 0).columns);
}

static void explain_column_sum(struct explainer *explainer) {
    explain_sum(explainer, 0, operand_value(explainer, 0).rows, explainer->column, 1);
}

struct call_explainer {
    void (*explain)(struct explainer *explainer);
    enum explanation_kind kind;
};

/* The others have nothing to compute. */
static const struct call_explainer call_explainers[FUNCTION_COUNT] = {
    [FUNCTION_ACTIVATION] = {explain_activation, EXPLANATION_FUNCTION},
    [FUNCTION_DERIVATIVE] = {explain_activation, EXPLANATION_FUNCTION},
    [FUNCTION_JACOBIAN] = {explain_jacobian, EXPLANATION_FUNCTION},
    [FUNCTION_VJP] = {explain_vjp, EXPLANATION_FUNCTION},
    [FUNCTION_LOG] = {explain_map, EXPLANATION_FUNCTION},
    [FUNCTION_EXP] = {explain_map, EXPLANATION_FUNCTION},
    [FUNCTION_ABS] = {explain_map, EXPLANATION_FUNCTION},
    [FUNCTION_SIGN] = {explain_map, EXPLANATION_FUNCTION},
    [FUNCTION_ROOT] = {explain_map, EXPLANATION_FUNCTION},
    [FUNCTION_MAX] = {explain_pair, EXPLANATION_FUNCTION},
    [FUNCTION_PARTIAL] = {explain_partial, EXPLANATION_FUNCTION},
    [FUNCTION_SUM] = {explain_whole_sum, EXPLANATION_SUM},
    [FUNCTION_SUM_OVER] = {explain_summation, EXPLANATION_SUM},
    [FUNCTION_STACK] = {explain_pile, EXPLANATION_SUM},
    [FUNCTION_BESIDE] = {explain_pile, EXPLANATION_SUM},
    [FUNCTION_NORM] = {explain_norm, EXPLANATION_SUM},
    [FUNCTION_ROW_SUM] = {explain_row_sum, EXPLANATION_SUM},
    [FUNCTION_COLUMN_SUM] = {explain_column_sum, EXPLANATION_SUM},
    [FUNCTION_DIAGONAL] = {explain_diagonal, EXPLANATION_SUM},
};

static enum explanation_kind explain_call(struct explainer *explainer) {
    static const struct call_explainer indicator = {explain_pair, EXPLANATION_FUNCTION};
    const struct expression *node = explainer->node->expression;
    const struct call_explainer *found =
        node->kind == EXPRESSION_INDICATOR ? &indicator : &call_explainers[node->function];
    if (found->explain == NULL) {
        return EXPLANATION_LEAF;
    }
    found->explain(explainer);
    return found->kind;
}

static enum explanation_kind explain_node(struct explainer *explainer) {
    size_t row = explainer->row, column = explainer->column;
    switch (explainer->node->expression->kind) {
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_TENSOR:
    case EXPRESSION_KIND_COUNT:
        return EXPLANATION_LEAF;
    case EXPRESSION_NEGATE:
        reserve(explainer, 1);
        add_one(explainer, -1, element_of(explainer, 0, row, column));
        return EXPLANATION_SUM;
    case EXPRESSION_TRANSPOSE:
        reserve(explainer, 1);
        add_one(explainer, 1, element_of(explainer, 0, column, row));
        return EXPLANATION_SUM;
    case EXPRESSION_SQUARE: {
        struct node_element base = element_of(explainer, 0, row, column);
        reserve(explainer, 1);
        add_product(explainer, base, base);
        return EXPLANATION_SUM;
    }
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
        reserve(explainer, 2);
        add_one(explainer, 1, element_of(explainer, 0, row, column));
        add_one(explainer, explainer->node->expression->kind == EXPRESSION_ADD ? 1 : -1,
                element_of(explainer, 1, row, column));
        return EXPLANATION_SUM;
    case EXPRESSION_PRODUCT:
        explain_product(explainer);
        return EXPLANATION_SUM;
    case EXPRESSION_HADAMARD:
        reserve(explainer, 1);
        add_product(explainer, element_of(explainer, 0, row, column),
                    element_of(explainer, 1, row, column));
        return EXPLANATION_SUM;
    case EXPRESSION_HADAMARD_QUOTIENT:
    case EXPRESSION_QUOTIENT:
        reserve(explainer, 1);
        add_quotient(explainer, element_of(explainer, 0, row, column),
                     element_of(explainer, 1, row, column));
        return EXPLANATION_SUM;
    case EXPRESSION_INDICATOR:
    case EXPRESSION_CALL:
        return explain_call(explainer);
    }
    return EXPLANATION_LEAF;
}

/* The sums around a node are at their last turn, unless somebody has turned them. */
static struct evaluation inside_sums(const struct binding *binding,
                                     const struct evaluation *evaluation, size_t node) {
    struct evaluation inside = *evaluation;
    for (size_t i = node + 1; i < binding->node_count; i++) {
        const struct expression *sum = binding->nodes[i].expression;
        bool is_around = expression_runs_over(sum) && (size_t)sum->operands[0]->id < node &&
                         node <= (size_t)sum->operands[1]->id;
        if (is_around && inside.element[sum->which.number] == 0) {
            inside.element[sum->which.number] = (size_t)binding->nodes[i].constant;
        }
    }
    return inside;
}

struct explanation explanation_of_element(struct arena *arena, const struct binding *binding,
                                          const struct evaluation *evaluation, size_t node,
                                          size_t row, size_t column) {
    const struct evaluation inside = inside_sums(binding, evaluation, node);
    struct explainer explainer = {
        .binding = binding,
        .evaluation = &inside,
        .node = &binding->nodes[node],
        .row = row,
        .column = column,
        .arena = arena,
    };
    struct matrix value = binding_node_value(binding, evaluation, node);
    struct explanation explanation = {
        .result = {node, row, column, matrix_at(value, row, column)},
        .kind = explain_node(&explainer),
    };
    explanation.terms = explainer.terms;
    explanation.term_count = explainer.count;
    return explanation;
}
