#include "tell/example.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "formula/print/print.h"
#include "session/ask/asked.h"
#include "step/touch.h"
#include "tell/elements.h"
#include "tell/products.h"

#include <string.h>

/* Whether a question is about an element of what the operation writes. */
static bool is_of_target(const struct moment *moment, const struct asked *question) {
    return question != NULL && asked_tells_place(question) &&
           question->subject.quantity.tensor == moment->operation->target;
}

/* The products are the second hint of a question, whatever it asks: until then they are not said,
 * as who is to choose among options could read off from them which one is right. */
static bool has_products(const struct moment *moment) {
    enum { PRODUCTS_HINT = 2 };
    return moment->asked == NULL || moment->asked->hints >= PRODUCTS_HINT;
}

/* The element that is asked for, or selected, or was asked for here; false where none of the target
 * is. */
static bool find_chosen(const struct moment *moment, struct example_cell *ret) {
    const int target = moment->operation->target;
    struct quantity chosen = moment->look.selected;
    if (is_of_target(moment, moment->asked)) {
        chosen = moment->asked->subject.quantity;
    } else if (chosen.tensor != target && is_of_target(moment, moment->question.standing)) {
        chosen = moment->question.standing->subject.quantity;
    }
    *ret = (struct example_cell){(size_t)chosen.row, (size_t)chosen.column};
    return chosen.tensor == target && chosen.row >= 0 && chosen.column >= 0;
}

struct example_cell example_of(const struct moment *moment) {
    const struct program *program = moment->program;
    int target = moment->operation->target;
    struct example_cell chosen;
    if (find_chosen(moment, &chosen)) {
        return chosen;
    }
    if (!quantity_has_samples(program, target)) {
        return (struct example_cell){0, 0};
    }
    struct quantity first = quantity_of_unit(program, target, 0, (long)touch_sample(moment));
    return (struct example_cell){(size_t)first.row, (size_t)first.column};
}

/* The units that the target has for each sample. */
static size_t count_of_units(const struct moment *moment) {
    const struct shape shape = moment->operation->binding.target.shape;
    const struct quantity second =
        quantity_of_unit(moment->program, moment->operation->target, 1, 0);
    return second.row == 1 ? shape.rows : shape.columns;
}

size_t example_count(const struct moment *moment, size_t most) {
    struct example_cell chosen;
    if (moment->question.standing != NULL || find_chosen(moment, &chosen)) {
        return 1;
    }
    size_t count = shape_count(moment->operation->binding.target.shape);
    return count < most ? count : most;
}

struct example_cell example_at(const struct moment *moment, size_t which) {
    const struct program *program = moment->program;
    const int target = moment->operation->target;
    if (which == 0) {
        return example_of(moment);
    }
    const struct shape shape = moment->operation->binding.target.shape;
    if (!quantity_has_samples(program, target)) {
        return (struct example_cell){which / shape.columns, which % shape.columns};
    }
    const size_t units = count_of_units(moment);
    const size_t samples = shape_count(shape) / units;
    const size_t sample = ((size_t)touch_sample(moment) + which / units) % samples;
    struct quantity next = quantity_of_unit(program, target, (long)(which % units), (long)sample);
    return (struct example_cell){(size_t)next.row, (size_t)next.column};
}

/* The name of an element of what is written. */
static void tell_target(struct telling *telling, const struct moment *moment,
                        struct example_cell cell) {
    const struct program *program = moment->program;
    int target = moment->operation->target;
    telling_symbol(
        telling,
        program_element_name(telling->arena, program, target, cell.row, cell.column, PRINT_TEX),
        program->tensors[target].role,
        (struct quantity){target, (long)cell.row, (long)cell.column});
}

/* The element that a copy is made of has its name in the place of arithmetic. */
static void tell_copy(struct telling *telling, const struct moment *moment,
                      const struct node_element *element) {
    const struct program *program = moment->program;
    int tensor = program_node_tensor(program, &moment->operation->binding, element->node);
    if (tensor >= 0) {
        telling_symbol(telling,
                       program_element_name(telling->arena, program, tensor, element->row,
                                            element->column, PRINT_TEX),
                       program->tensors[tensor].role,
                       (struct quantity){tensor, (long)element->row, (long)element->column});
        telling_relation(telling, " = ");
    }
    struct matrix value =
        binding_node_value(&moment->operation->binding, &moment->evaluation, element->node);
    telling_words(telling,
                  number_text(telling->arena, element->value, moment_decimals(moment, value)));
}

/* Of a formula that is itself of one element: in values of its own, as the moment's are those of
 * the last element. */
static void tell_of_element(struct telling *telling, const struct moment *moment,
                            struct example_cell cell, size_t most_terms) {
    struct moment own = *moment;
    size_t count = moment->program->scratch_count;
    struct arena *arena = arena_create(); /* of values, which may be megabytes */
    own.evaluation.scratch = arena_alloc_bare(arena, count + 1, sizeof(double));
    memcpy(own.evaluation.scratch, moment->evaluation.scratch, count * sizeof(double));
    elements_tell_arithmetic(telling, &own, cell.row, cell.column, most_terms);
    arena_destroy(arena);
}

static struct focus focus_on(struct arena *arena, const struct moment *moment,
                             struct example_cell cell) {
    const struct binding *binding = &moment->operation->binding;
    size_t node = binding->node_count - 1;
    return (struct focus){.operation = moment->operation,
                          .node = node,
                          .explanation = explanation_of_element(arena, binding, &moment->evaluation,
                                                                node, cell.row, cell.column)};
}

bool example_tell_names(struct telling *telling, const struct moment *moment,
                        struct example_cell cell) {
    if (moment->question.standing != NULL || moment->at.element > 0 ||
        moment->operation->binding.statement->target->has_element) {
        return false;
    }
    struct telling names = telling_begin(telling->arena, telling->language);
    const struct focus focus = focus_on(telling->arena, moment, cell);
    if (!products_tell_names(&names, moment, &focus)) {
        return false;
    }
    telling_append(telling, &names);
    return true;
}

void example_tell(struct telling *telling, const struct moment *moment, struct example_cell cell,
                  size_t most_terms) {
    const struct binding *binding = &moment->operation->binding;
    if (moment->at.element > 0) {
        telling_quiet(telling, "—");
        return;
    }
    if (most_terms == 0 || !has_products(moment)) {
        struct matrix value =
            program_tensor_value(moment->program, moment->operation->target, moment->state);
        telling_words(telling, number_text(telling->arena, matrix_at(value, cell.row, cell.column),
                                           moment_decimals(moment, value)));
        return;
    }
    if (binding->statement->target->has_element) {
        tell_of_element(telling, moment, cell, most_terms);
        return;
    }
    const struct focus focus = focus_on(telling->arena, moment, cell);
    if (focus.explanation.kind == EXPLANATION_LEAF) {
        tell_copy(telling, moment, &focus.explanation.result);
        return;
    }
    products_tell_from_board(telling, moment, &focus, most_terms);
}

bool example_tell_line(struct telling *telling, const struct moment *moment,
                       struct example_cell cell, size_t most_terms, bool wants_names) {
    struct telling names = telling_begin(telling->arena, telling->language);
    const bool has_names = wants_names && example_tell_names(&names, moment, cell);
    const bool is_update = has_names && print_updates_itself(moment->operation->binding.statement);
    tell_target(telling, moment, cell);
    telling_relation(telling, is_update ? " ← " : " = ");
    if (has_names) {
        telling_append(telling, &names);
        telling_relation(telling, " = ");
    }
    example_tell(telling, moment, cell, most_terms);
    return has_names;
}
