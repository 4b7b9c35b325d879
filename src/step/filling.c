#include "step/filling.h"

#include "engine/program_state.h"
#include "step/touch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct filling filling_begin(const struct equation *equation) {
    const struct moment *moment = equation->moment;
    struct filling filling = {
        .equation = equation,
        .program = moment->program,
        .operation = equation->operation,
        .focus = moment->focus,
        .blame = blame_create(moment),
        .evaluation = moment->evaluation,
        .values = {.equation = equation,
                   .slots = ARENA_ARRAY(moment->arena, struct filled_slot,
                                        FILLED_MOST_SUMMANDS * equation->pieces.count + 1)},
    };
    return filling;
}

const struct expression *filling_node(const struct filling *filling, int node) {
    return filling->operation->binding.statement->nodes[node];
}

bool filling_is_single(const struct filling *filling, int node) {
    const struct expression *sum = node < 0 ? NULL : filling_node(filling, node);
    if (!filling->opens_single || sum == NULL || sum->kind != EXPRESSION_CALL ||
        sum->function != FUNCTION_SUM_OVER ||
        filling->operation->binding.nodes[node].constant != 1) {
        return false;
    }
    /* and not as what a proof writes out, "x_1 + ... + x_n" */
    const struct print_piece *whole = equation_piece(filling->equation, node);
    const struct print_piece *summand = equation_piece(filling->equation, sum->operands[1]->id);
    const char *sign =
        whole != NULL ? strstr(filling->equation->tex + whole->begin, "\\sum") : NULL;
    return sign != NULL && summand != NULL && sign < filling->equation->tex + summand->begin;
}

static enum role role_of(const struct filling *filling, int node) {
    const struct notation *notation = filling->program->notation;
    return notation->symbols[filling_node(filling, node)->symbol].role;
}

bool filling_jacobian_piece(const struct filling *filling, int node, struct print_piece *ret) {
    static const struct {
        const char *before, *behind;
    } brackets[] = {{"J(", ")"}, {"J\\left(", "\\right)"}};
    const struct expression *call = node < 0 ? NULL : filling_node(filling, node);
    if (call == NULL || call->kind != EXPRESSION_CALL || call->function != FUNCTION_VJP ||
        filling->program->samples != 1) {
        return false;
    }
    const struct print_piece *argument = equation_piece(filling->equation, call->operands[0]->id);
    for (size_t i = 0; i < 2 && argument != NULL; i++) {
        size_t length = strlen(brackets[i].before);
        const char *tex = filling->equation->tex;
        if (argument->begin >= length &&
            strncmp(tex + argument->begin - length, brackets[i].before, length) == 0) {
            *ret = (struct print_piece){argument->begin - length,
                                        argument->end + strlen(brackets[i].behind), node};
            return true;
        }
    }
    return false;
}

/* ---- what replaces it ---- */

/* The name that stands above a matrix away from its formula. */
static const char *name_of(const struct filling *filling, const struct print_piece *piece) {
    return arena_copy_text(filling->equation->moment->arena, filling->equation->tex + piece->begin,
                           piece->end - piece->begin);
}

/* Data that has no negative number, and what an activation gives that cannot be negative. */
static bool is_unsigned(const struct filling *filling, int tensor) {
    const struct tensor *found = &filling->program->tensors[tensor];
    const struct lesson *lesson = filling->program->lesson;
    if (found->role == ROLE_ACTIVATION && found->layer > 0) {
        enum activation activation = lesson->network.layers[found->layer - 1].activation;
        return activation == ACTIVATION_SIGMOID || activation == ACTIVATION_RELU ||
               activation == ACTIVATION_SOFTMAX || activation == ACTIVATION_SOFTPLUS;
    }
    bool is_input = found->role == ROLE_ACTIVATION;
    if (!is_input && found->role != ROLE_TARGET) {
        return false;
    }
    struct matrix data = is_input ? lesson->inputs : lesson->targets;
    for (size_t i = 0; i < data.rows * data.columns; i++) {
        if (signbit(data.values[i])) {
            return false;
        }
    }
    return true;
}

/* The matrix of a piece of the equation with a value: its name, its tensor, its role. */
static struct filled_matrix matrix_of(const struct filling *filling,
                                      const struct print_piece *piece, struct matrix value) {
    const struct expression *node = piece->node < 0 ? NULL : filling_node(filling, piece->node);
    bool is_transposed = node != NULL && node->kind == EXPRESSION_TRANSPOSE;
    const struct expression *named = is_transposed ? node->operands[0] : node;
    bool is_tensor = named == NULL || named->kind == EXPRESSION_TENSOR;
    int which = named == NULL ? -1 : named->id;
    int tensor = is_tensor ? equation_tensor(filling->equation, which) : -1;
    return (struct filled_matrix){
        .value = value,
        .name = name_of(filling, piece),
        .tensor = tensor,
        .is_transposed = is_transposed,
        .is_unsigned = tensor >= 0 && is_unsigned(filling, tensor),
        .is_scalar = tensor >= 0 && filling->program->tensors[tensor].role == ROLE_LOSS,
        .decimals = moment_decimals(filling->equation->moment, value),
        .slices = node != NULL ? binding_slices(&filling->operation->binding, (size_t)node->id) : 0,
        .role = is_tensor ? equation_role(filling->equation, which) : ROLE_COUNT,
    };
}

/* Of a large matrix the numbers around this cell are shown. */
static void center_on(struct filled_matrix *matrix, bool is_wanted, size_t row, size_t column) {
    if (is_wanted) {
        matrix->has_center = true;
        matrix->center_row = row;
        matrix->center_column = column;
    }
}

/* Cells in the same places as the element in question. */
static bool is_shaped_as_term(const struct filling *filling, struct matrix value) {
    const struct focus *focus = filling->focus;
    if (!focus->is_shown || !focus->is_by_element) {
        return false;
    }
    struct shape shape = filling->operation->binding.nodes[focus->node].shape;
    return shape.rows == value.rows && shape.columns == value.columns;
}

/* What the reader selected is shown, whatever the step is at. */
static void want_selection(const struct filling *filling, struct filled_matrix *matrix) {
    struct quantity selected = filling->equation->moment->look.selected;
    matrix->has_wanted =
        selected.tensor >= 0 && selected.tensor == matrix->tensor && selected.row >= 0;
    matrix->wanted_row = (size_t)(matrix->is_transposed ? selected.column : selected.row);
    matrix->wanted_column = (size_t)(matrix->is_transposed ? selected.row : selected.column);
}

/* Of the one sample: what J(z) is, though only its product with something is computed. */
static struct matrix jacobian_value(const struct filling *filling, const struct expression *call) {
    const struct binding *binding = &filling->operation->binding;
    struct matrix z =
        binding_node_value(binding, &filling->evaluation, (size_t)call->operands[0]->id);
    size_t units = z.rows * z.columns;
    struct matrix jacobian = {units, units,
                              ARENA_ARRAY(filling->equation->moment->arena, double, units *units)};
    activation_jacobian_into(jacobian, binding->nodes[call->id].activation, z);
    return jacobian;
}

/* The tensor whose samples a value has: its own, or that of the argument of f'. */
static int sampled_tensor(const struct filling *filling, const struct filled_matrix *matrix,
                          const struct print_piece *piece) {
    if (matrix->tensor >= 0 || piece->node < 0) {
        return matrix->tensor;
    }
    const struct expression *node = filling_node(filling, piece->node);
    bool is_call = node->kind == EXPRESSION_CALL && node->operand_count == 1 &&
                   node->operands[0]->kind == EXPRESSION_TENSOR;
    int tensor = is_call ? equation_tensor(filling->equation, node->operands[0]->id) : -1;
    if (tensor < 0) {
        return -1;
    }
    struct shape shape = filling->program->tensors[tensor].storage.shape;
    bool is_each = shape.rows == matrix->value.rows && shape.columns == matrix->value.columns;
    return is_each ? tensor : -1;
}

/* Which column or row the network shows, where there is more than one. */
static void mark_sample(const struct filling *filling, struct filled_matrix *matrix,
                        const struct print_piece *piece) {
    bool is_down = sample_axis_has_units_down(filling->program->notation->samples);
    matrix->has_sample =
        filling->program->samples > 1 &&
        quantity_has_samples(filling->program, sampled_tensor(filling, matrix, piece));
    matrix->has_sample_rows = is_down == matrix->is_transposed;
    matrix->sample = touch_sample(filling->equation->moment);
}

/* What comes of a term is there as far as the reader has come; of J(z), which is made before its
 * first product, all or nothing. */
static void take_known(const struct filling *filling, size_t node, struct filled_matrix *matrix) {
    size_t count = matrix->value.rows * matrix->value.columns;
    size_t known = focus_known(filling->operation, filling->equation->moment->at, node);
    bool is_whole = count != shape_count(filling->operation->binding.nodes[node].shape);
    matrix->known = is_whole && known > 0 ? count : known;
    matrix->is_partial = matrix->known < count;
}

/* The element is a row of J(z)^T times g. */
static bool light_jacobian(const struct filling *filling, size_t node, size_t units,
                           struct cell_range *ret) {
    const struct focus *focus = filling->focus;
    enum sample_axis axis = filling->program->notation->samples;
    size_t unit = sample_axis_turn(axis, (struct shape){focus->row, focus->column}).rows;
    *ret = (struct cell_range){0, units, unit, unit + 1};
    return focus->is_shown && focus->is_by_element && focus->node == node;
}

static struct filled_matrix operand_matrix(const struct filling *filling,
                                           const struct print_piece *piece) {
    size_t node = (size_t)piece->node;
    struct print_piece jacobian;
    bool is_jacobian = filling_jacobian_piece(filling, piece->node, &jacobian) &&
                       jacobian.begin == piece->begin && jacobian.end == piece->end;
    struct matrix value =
        is_jacobian ? jacobian_value(filling, filling_node(filling, piece->node))
                    : binding_node_value(&filling->operation->binding, &filling->evaluation, node);
    struct filled_matrix matrix = matrix_of(filling, piece, value);
    matrix.marked = filling->blame.nodes != NULL ? filling->blame.nodes[node] : NULL;
    take_known(filling, node, &matrix);
    matrix.is_lit = is_jacobian ? light_jacobian(filling, node, value.rows, &matrix.lit)
                                : focus_cells(filling->focus, node, &matrix.lit);
    center_on(&matrix, matrix.is_lit, matrix.lit.row, matrix.lit.column);
    center_on(&matrix, !matrix.is_lit && is_shaped_as_term(filling, value), filling->focus->row,
              filling->focus->column);
    want_selection(filling, &matrix);
    mark_sample(filling, &matrix, piece);
    return matrix;
}

/* While its operation is under way a target fills with the elements of the last term; before that
 * there is nothing of it yet. */
static struct filled_matrix target_matrix(const struct filling *filling,
                                          const struct print_piece *piece) {
    const struct moment *moment = filling->equation->moment;
    const struct binding *binding = &filling->operation->binding;
    bool is_inside = moment->at.element > 0;
    struct matrix value =
        is_inside
            ? binding_value(binding, &filling->evaluation)
            : program_tensor_value(filling->program, filling->operation->target, moment->state);
    struct filled_matrix matrix = matrix_of(filling, piece, value);
    matrix.is_target = true;
    if (moment->is_stuck) {
        matrix.marked = blame_not_finite(moment->arena, value);
    }
    const struct focus *focus = filling->focus;
    bool is_last = focus->is_shown && focus->node + 1 == binding->node_count;
    if (is_inside) {
        matrix.is_partial = true;
        matrix.known = is_last ? focus->known : 0;
    }
    matrix.is_lit = is_last && focus->is_by_element;
    matrix.lit = focus_cell(focus);
    /* also while a term before the last is gone through: its rows are those of the result */
    center_on(&matrix, is_inside && (is_last || is_shaped_as_term(filling, value)), focus->row,
              focus->column);
    center_on(&matrix, matrix.is_lit, focus->row, focus->column);
    want_selection(filling, &matrix);
    mark_sample(filling, &matrix, piece);
    return matrix;
}

bool filling_is_digits(const struct filling *filling, int node) {
    return node >= 0 && filling_node(filling, node)->kind == EXPRESSION_TENSOR &&
           role_is_number(role_of(filling, node));
}

void filling_add_slot(struct filling *filling, const struct print_piece *piece) {
    filling->values.slots[filling->values.slot_count++] = (struct filled_slot){
        .matrix = piece->node < 0 ? target_matrix(filling, piece) : operand_matrix(filling, piece),
        .piece = *piece,
    };
}
