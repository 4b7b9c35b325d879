#include "step/filled_equation.h"

#include "step/filled_tex.h"
#include "step/filling.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is replaced ---- */

/* A tensor; f' under a name of its own, which hides its argument; what has no sign of its own
 * among matrices: a sum over k, a unit vector, a Jacobian, a derivative, an
 * indicator. */
static bool has_value(const struct filling *filling, int node) {
    const struct expression *expression = node < 0 ? NULL : filling_node(filling, node);
    if (expression == NULL || expression->kind == EXPRESSION_TENSOR) {
        return true;
    }
    enum function function = expression->function;
    return !filling_is_single(filling, node) &&
           (expression->kind == EXPRESSION_INDICATOR || expression->piece != NULL ||
            (expression->kind == EXPRESSION_CALL &&
             (function_runs_over(function) || function == FUNCTION_UNIT ||
              function == FUNCTION_IDENTITY || function == FUNCTION_JACOBIAN ||
              function == FUNCTION_PARTIAL)));
}

/* A node that wrote nothing but its operand stands for it: w^T for w, f'(z) for z. */
static int outermost(const struct filling *filling, const struct print_piece *piece) {
    const struct print_pieces *pieces = &filling->equation->pieces;
    int node = piece->node;
    for (size_t i = 0; i < pieces->count && node >= 0; i++) {
        const struct print_piece *other = &pieces->items[i];
        bool is_around =
            other->node > node && other->begin == piece->begin && other->end == piece->end;
        enum expression_kind kind =
            is_around ? filling_node(filling, other->node)->kind : EXPRESSION_KIND_COUNT;
        if (kind == EXPRESSION_TRANSPOSE || kind == EXPRESSION_CALL) {
            node = other->node;
        }
    }
    return node;
}

static int in_order(const void *a, const void *b) {
    const struct print_piece *left = a;
    const struct print_piece *right = b;
    if (left->begin != right->begin) {
        return left->begin < right->begin ? -1 : 1;
    }
    return left->end > right->end ? -1 : left->end < right->end;
}

/* The pieces that are replaced, in order, none inside another. */
static size_t list_pieces(const struct filling *filling, struct print_piece *ret) {
    const struct print_pieces *pieces = &filling->equation->pieces;
    size_t count = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        count += filling_jacobian_piece(filling, pieces->items[i].node, &ret[count]);
    }
    for (size_t i = 0; i < pieces->count; i++) {
        if (has_value(filling, pieces->items[i].node)) {
            ret[count] = pieces->items[i];
            ret[count].node = outermost(filling, &pieces->items[i]);
            count++;
        }
    }
    qsort(ret, count, sizeof *ret, in_order);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || ret[i].begin >= ret[kept - 1].end) {
            ret[kept++] = ret[i];
        }
    }
    return kept;
}

/* ---- sums over k ---- */

static size_t summand_count(const struct filling *filling, int node) {
    const struct expression *expression = node < 0 ? NULL : filling_node(filling, node);
    bool is_sum = expression != NULL && expression->kind == EXPRESSION_CALL &&
                  expression->function == FUNCTION_SUM_OVER;
    return is_sum ? (size_t)filling->operation->binding.nodes[node].constant : 0;
}

/* What the sum's operand is for one k, under "k = 1". */
static void add_summand(struct filling *filling, const struct print_piece *piece, size_t k) {
    struct arena *arena = filling->equation->moment->arena;
    const struct binding *binding = &filling->operation->binding;
    const struct expression *sum = filling_node(filling, piece->node);
    struct evaluation turn = filling->evaluation;
    turn.element[sum->which.number] = k;
    const char *letter = binding->statement->indices.names[sum->which.number];
    binding_compute_summand(binding, &turn, (size_t)piece->node, k);
    struct matrix value = binding_node_value(binding, &turn, (size_t)sum->operands[1]->id);
    double *values = ARENA_ARRAY(arena, double, value.rows *value.columns);
    memcpy(values, value.values, value.rows * value.columns * sizeof *values);
    size_t known =
        focus_known(filling->operation, filling->equation->moment->at, (size_t)piece->node);
    filling->values.slots[filling->values.slot_count++] = (struct filled_slot){
        .matrix = {.value = {value.rows, value.columns, values},
                   .name = text_format(arena, "%s = %zu", letter, k),
                   .tensor = -1,
                   .is_partial = known < value.rows * value.columns,
                   .known = known,
                   .decimals = moment_decimals(filling->equation->moment, value),
                   .role = ROLE_COUNT},
        .piece = *piece,
    };
}

static void add_summands(struct filling *filling, const struct print_piece *piece, size_t count) {
    for (size_t k = 1; k <= count; k++) {
        if (count > FILLED_MOST_SUMMANDS && k == FILLED_MOST_SUMMANDS - 1) {
            k = count;
        }
        add_summand(filling, piece, k);
    }
    filling->values.has_summands = true;
}

/* What a sum with one summand is made of stands in its place. */
static void open_single(struct filling *filling) {
    filling->opens_single = true;
    for (size_t i = 0; i < filling->operation->binding.node_count; i++) {
        if (filling_is_single(filling, (int)i)) {
            filling->evaluation.element[filling_node(filling, (int)i)->which.number] = 1;
        }
    }
}

size_t filled_equation_list_nodes(const struct equation *equation, int **ret) {
    struct arena *arena = equation->moment->arena;
    const struct filling filling = {.equation = equation,
                                    .program = equation->moment->program,
                                    .operation = equation->operation,
                                    .opens_single = true};
    struct print_piece *pieces = ARENA_ARRAY(arena, struct print_piece, equation->pieces.count);
    size_t count = list_pieces(&filling, pieces);
    size_t kept = 0;
    *ret = ARENA_ARRAY(arena, int, count);
    for (size_t i = 0; i < count; i++) {
        if (!filling_is_digits(&filling, pieces[i].node)) {
            (*ret)[kept++] = pieces[i].node;
        }
    }
    return kept;
}

struct filled filled_equation_create(const struct equation *equation) {
    struct filling filling = filling_begin(equation);
    open_single(&filling);
    struct print_piece *pieces =
        ARENA_ARRAY(equation->moment->arena, struct print_piece, equation->pieces.count);
    size_t count = list_pieces(&filling, pieces);
    for (size_t i = 0; i < count; i++) {
        size_t summands = summand_count(&filling, pieces[i].node);
        if (summands > 1) {
            add_summands(&filling, &pieces[i], summands);
        } else if (!filling_is_digits(&filling, pieces[i].node)) {
            filling_add_slot(&filling, &pieces[i]);
        }
    }
    filled_tex_write(&filling, pieces, count, "", "");
    return filling.values;
}

struct filled filled_equation_create_value(const struct equation *part) {
    struct filling filling = filling_begin(part);
    const struct print_piece whole = part->pieces.items[part->pieces.count - 1];
    filling_add_slot(&filling, &whole);
    filling.values.slots[0].matrix.name = ""; /* the formula stands above it */
    filled_tex_write(&filling, &whole, 1, "= ", "");
    return filling.values;
}
