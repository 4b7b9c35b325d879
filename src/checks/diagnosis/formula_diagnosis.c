#include "checks/diagnosis/formula_diagnosis.h"

#include "checks/diagnosis/variation.h"

#include <math.h>

const char *const formula_verdict_names[FORMULA_VERDICT_COUNT] = {
    [FORMULA_RIGHT] = "right",     [FORMULA_SHAPE_ERROR] = "shape", [FORMULA_OTHER_SHAPE] = "shape",
    [FORMULA_MISTAKE] = "mistake", [FORMULA_FACTOR] = "factor",     [FORMULA_WRONG] = "wrong",
};

static const double rounding = 1e-8; /* relative to the largest element */

/* The networks on which formulas are compared: the recorded one first. */
struct networks {
    struct arena *arena;
    const struct diagnosis_question *question;
    struct recording others[FORMULA_VARIATIONS];
};

static const struct recording *network(const struct networks *networks, size_t which) {
    return which == 0 ? networks->question->recording : &networks->others[which - 1];
}

static void make_networks(struct networks *networks) {
    for (size_t i = 0; i < FORMULA_VARIATIONS; i++) {
        variation_create(networks->arena, networks->question->recording, i + 1,
                         &networks->others[i]);
    }
}

/* ---- comparing ---- */

static double largest(struct matrix matrix) {
    double most = 0;
    for (size_t i = 0; i < matrix.rows * matrix.columns; i++) {
        most = fmax(most, fabs(matrix.values[i]));
    }
    return most;
}

/* An element of what may be one row, one column or one number that is repeated. */
static double element(struct matrix matrix, size_t row, size_t column) {
    return matrix_at(matrix, matrix.rows == 1 ? 0 : row, matrix.columns == 1 ? 0 : column);
}

/* A formula of one element is compared at the cell that is asked about, others everywhere. */
struct comparison {
    struct matrix right;
    const struct recorded_statement *statement;
    bool is_at_cell;
    size_t cell[2]; /* from 0 */
};

/* Whether typed = factor * right; NAN in *factor: it is taken from the largest element. */
static bool is_multiple(const struct comparison *comparison, struct matrix typed, double *factor) {
    struct matrix right = comparison->right;
    double size = largest(right), best = 0;
    size_t row_end = comparison->is_at_cell ? comparison->cell[0] + 1 : right.rows;
    size_t column_end = comparison->is_at_cell ? comparison->cell[1] + 1 : right.columns;
    for (size_t i = comparison->is_at_cell ? comparison->cell[0] : 0; i < row_end; i++) {
        for (size_t j = comparison->is_at_cell ? comparison->cell[1] : 0; j < column_end; j++) {
            double value = matrix_at(right, i, j);
            if (isnan(*factor) || (best > 0 && fabs(value) > best)) {
                if (fabs(value) > best) {
                    best = fabs(value);
                    *factor = element(typed, i, j) / value;
                }
            }
        }
    }
    for (size_t i = comparison->is_at_cell ? comparison->cell[0] : 0; i < row_end; i++) {
        for (size_t j = comparison->is_at_cell ? comparison->cell[1] : 0; j < column_end; j++) {
            double difference = element(typed, i, j) - *factor * matrix_at(right, i, j);
            if (!(fabs(difference) <= rounding * fmax(size * fmax(1, fabs(*factor)), 1e-6))) {
                return false;
            }
        }
    }
    return true;
}

/* Of the recorded network the convention of 0 log 0 and a value that is not finite say nothing. */
static bool is_multiple_everywhere(const struct networks *networks,
                                   const struct recorded_statement *statement, bool is_at_cell,
                                   double *factor) {
    const struct diagnosis_question *question = networks->question;
    size_t told = 0;
    for (size_t i = 0; i <= FORMULA_VARIATIONS; i++) {
        struct arena *arena = arena_create();
        const struct recording *recording = network(networks, i);
        struct evaluation evaluation;
        struct matrix typed = recording_compute(recording, arena, &statement->binding, &evaluation);
        const struct comparison comparison = {recording->right,
                                              statement,
                                              is_at_cell,
                                              {question->cell[0] - 1, question->cell[1] - 1}};
        bool is_finite = matrix_is_finite(recording->right);
        bool is_silent = largest(recording->right) == 0 && isnan(*factor);
        bool is_same = !is_finite || is_silent || is_multiple(&comparison, typed, factor);
        told += is_finite && !is_silent;
        arena_destroy(arena);
        if (!is_same) {
            return false;
        }
    }
    return told > 0;
}

/* ---- mistakes ---- */

static bool same_shape_as(const struct recorded_statement *a, const struct recorded_statement *b) {
    return shape_equal(a->binding.nodes[a->binding.node_count - 1].shape,
                       b->binding.nodes[b->binding.node_count - 1].shape);
}

/* The same numbers as a mistake's formula, on all networks. */
static bool is_formula(const struct networks *networks, const struct recorded_statement *typed,
                       const struct recorded_statement *mistaken, bool is_at_cell) {
    const size_t *cell = networks->question->cell;
    for (size_t i = 0; i <= FORMULA_VARIATIONS; i++) {
        struct arena *arena = arena_create();
        const struct recording *recording = network(networks, i);
        struct evaluation evaluation;
        struct matrix a = recording_compute(recording, arena, &typed->binding, &evaluation);
        struct matrix b = recording_compute(recording, arena, &mistaken->binding, &evaluation);
        bool is_same = true;
        double size = fmax(largest(b), 1e-6);
        bool is_whole = !is_at_cell && same_shape_as(typed, mistaken);
        for (size_t k = 0; is_whole && k < a.rows * a.columns; k++) {
            is_same = is_same && fabs(a.values[k] - b.values[k]) <= rounding * size;
        }
        if (!is_whole) {
            bool is_inside =
                (b.rows == 1 || cell[0] <= b.rows) && (b.columns == 1 || cell[1] <= b.columns) &&
                (a.rows == 1 || cell[0] <= a.rows) && (a.columns == 1 || cell[1] <= a.columns);
            is_same = is_inside && fabs(element(a, cell[0] - 1, cell[1] - 1) -
                                        element(b, cell[0] - 1, cell[1] - 1)) <= rounding * size;
        }
        arena_destroy(arena);
        if (!is_same) {
            return false;
        }
    }
    return true;
}

/* What is neither one number nor of the shape that is asked for is no element's formula. */
static void find_mistakes(const struct networks *networks, const struct recorded_statement *typed,
                          bool is_at_cell, struct formula_diagnosis *result) {
    const struct diagnosis_question *question = networks->question;
    const struct candidates candidates = candidates_create_all(networks->arena, question->recording,
                                                               question->mistakes, question->cell);
    bool is_of_cell = is_at_cell || shape_equal(result->found, result->wanted);
    for (size_t i = 0; i < candidates.count && result->count < DIAGNOSIS_MOST; i++) {
        const struct candidate *candidate = &candidates.items[i];
        bool is_known =
            result->count > 0 && result->findings[result->count - 1].mistake == candidate->mistake;
        bool is_element = candidate->rewritten.tree.target.has_element;
        bool can_be = is_of_cell || (!is_element && same_shape_as(typed, &candidate->formula));
        if (!is_known && can_be &&
            is_formula(networks, typed, &candidate->formula, is_at_cell || is_element)) {
            result->findings[result->count++] =
                (struct diagnosis_finding){.mistake = candidate->mistake,
                                           .formula = candidate->formula,
                                           .value = candidate->value,
                                           .which = candidate->rewritten.which,
                                           .place = QUANTITY_NONE};
        }
    }
    result->verdict = result->count > 0 ? FORMULA_MISTAKE : FORMULA_WRONG;
}

/* ---- shapes ---- */

/* An operand as a formula of its own. */
static struct tree_statement operand_statement(struct arena *arena,
                                               const struct recording *recording,
                                               const struct tree *operand) {
    const struct recorded_tree right = recorded_tree_right(recording, arena);
    struct tree_statement statement = {NULL, NULL};
    tree_to_statement(arena, &right.target, operand, &recording->symbols.table, &statement);
    return statement;
}

static bool shape_of(struct arena *arena, const struct recording *recording,
                     const struct tree *tree, struct shape *ret) {
    struct recorded_tree whole = recorded_tree_right(recording, arena);
    struct recorded_statement bound;
    whole.value = tree_copy(arena, tree);
    if (!recorded_tree_bind(recording, arena, &whole, &bound)) {
        return false;
    }
    *ret = bound.binding.nodes[bound.binding.node_count - 1].shape;
    return true;
}

/* The innermost operation that does not fit: all of its operands do. */
static const struct tree *find_misfit(struct arena *arena, const struct recording *recording,
                                      const struct tree *tree) {
    struct shape ignored;
    for (size_t i = 0; i < tree->operand_count; i++) {
        bool is_summand = tree_is_call(tree, FUNCTION_SUM_OVER);
        if (!is_summand && !shape_of(arena, recording, tree->operands[i], &ignored)) {
            return find_misfit(arena, recording, tree->operands[i]);
        }
    }
    return tree;
}

static void tell_misfit(struct arena *arena, const struct recording *recording,
                        const struct tree *tree, struct formula_diagnosis *result) {
    const struct tree *misfit = find_misfit(arena, recording, tree);
    result->verdict = FORMULA_SHAPE_ERROR;
    result->operation = misfit->kind;
    struct tree_statement *sides[2] = {&result->left, &result->right};
    struct shape *shapes[2] = {&result->left_shape, &result->right_shape};
    for (size_t i = 0; i < misfit->operand_count; i++) {
        if (shape_of(arena, recording, misfit->operands[i], shapes[i])) {
            *sides[i] = operand_statement(arena, recording, misfit->operands[i]);
        }
    }
    if (misfit->operand_count == 0) { /* an index beyond the tensor */
        *sides[0] = operand_statement(arena, recording, misfit);
    }
}

/* ---- the verdict ---- */

/* 1 x 1 for a larger value: the formula of one element. */
static bool is_of_element(const struct recording *recording, struct shape found) {
    return shape_count(found) == 1 && recording->right.rows * recording->right.columns > 1;
}

static bool is_of_samples(const struct recording *recording, double factor) {
    double samples = (double)recording->program->samples;
    return samples > 1 &&
           (candidates_same(factor, samples) || candidates_same(factor, 1 / samples));
}

static struct formula_diagnosis diagnose_reading(struct networks *networks,
                                                 const struct tree *tree) {
    const struct recording *recording = networks->question->recording;
    struct formula_diagnosis result = {.verdict = FORMULA_WRONG};
    struct recorded_tree typed = recorded_tree_right(recording, networks->arena);
    typed.value = tree_copy(networks->arena, tree);
    if (!recorded_tree_bind(recording, networks->arena, &typed, &result.formula)) {
        tell_misfit(networks->arena, recording, tree, &result);
        return result;
    }
    const struct binding *binding = &result.formula.binding;
    result.found = binding->nodes[binding->node_count - 1].shape;
    result.wanted = matrix_shape(recording->right);
    bool is_at_cell = is_of_element(recording, result.found);
    bool fits = is_at_cell || shape_equal(result.found, result.wanted);
    double factor = fits ? 1 : (double)NAN;
    if (fits && is_multiple_everywhere(networks, &result.formula, is_at_cell, &factor)) {
        result.verdict = FORMULA_RIGHT;
        return result;
    }
    find_mistakes(networks, &result.formula, is_at_cell, &result);
    factor = (double)NAN;
    if (result.verdict == FORMULA_WRONG && fits &&
        is_multiple_everywhere(networks, &result.formula, is_at_cell, &factor) && !isnan(factor) &&
        factor != 0) {
        result.verdict = FORMULA_FACTOR;
        result.factor = factor;
        result.is_of_samples = is_of_samples(recording, factor);
    } else if (result.verdict == FORMULA_WRONG && !fits) {
        result.verdict = FORMULA_OTHER_SHAPE;
    }
    return result;
}

/* Of two readings the better one is meant: that is right, or else has the shape, or else is a known
 * mistake. */
static int merit_of(const struct formula_diagnosis *diagnosis) {
    bool fits = diagnosis->verdict != FORMULA_SHAPE_ERROR &&
                shape_equal(diagnosis->found, diagnosis->wanted);
    return diagnosis->verdict == FORMULA_RIGHT ? 3
           : fits                              ? 2
                                               : diagnosis->verdict == FORMULA_MISTAKE;
}

struct formula_diagnosis formula_diagnosis_of(struct arena *arena,
                                              const struct diagnosis_question *question,
                                              const struct answer_formula *answer) {
    struct networks networks = {.arena = arena, .question = question};
    make_networks(&networks);
    struct formula_diagnosis best = diagnose_reading(&networks, answer->readings[0]);
    for (size_t i = 1; i < answer->count && best.verdict != FORMULA_RIGHT; i++) {
        struct formula_diagnosis other = diagnose_reading(&networks, answer->readings[i]);
        best = merit_of(&other) > merit_of(&best) ? other : best;
    }
    best.is_ahead = best.verdict != FORMULA_MISTAKE &&
                    recorded_tree_reads_ahead(question->recording, answer->readings[0]);
    return best;
}
