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

/* ---- what an activation does ---- */

static const char minus[] = "−";

static bool is_negative(const char *text) {
    return strncmp(text, minus, strlen(minus)) == 0;
}

/* Of a number with nothing but digits; a zero has no sign. */
static const char *power_of(struct arena *arena, const char *text, bool is_negated) {
    const char *digits = is_negative(text) ? text + strlen(minus) : text;
    const bool is_zero = strspn(digits, "0.") == strlen(digits);
    const bool has_sign = !is_zero && is_negative(text) != is_negated;
    return text_format(arena, "e^{%s%s}", has_sign ? "-" : "", digits);
}

/* What a mark of the definition stands for. */
static void tell_mark(struct telling *telling, char mark, const struct telling_part *number) {
    const char *text = number->text;
    struct arena *arena = telling->arena;
    if (mark == ACTIVATION_POWER || mark == ACTIVATION_POWER_OF_NEGATED) {
        telling_symbol(telling, power_of(arena, text, mark == ACTIVATION_POWER_OF_NEGATED),
                       number->role, number->quantity);
        return;
    }
    const bool is_bracketed = mark == ACTIVATION_FACTOR && is_negative(text);
    telling_number(telling, is_bracketed ? text_format(arena, "(%s)", text) : text, number->role,
                   number->quantity);
}

/* Appends "1 / (1 + e^{-0.5})" for the number 0.5 that was told; false and nothing where
 * it has an exponent itself. The activation does more than its name says. */
static bool tell_activation(struct telling *telling, enum activation activation,
                            const struct telling_part *number) {
    static const char marks[] = {ACTIVATION_NUMBER, ACTIVATION_FACTOR, ACTIVATION_POWER,
                                 ACTIVATION_POWER_OF_NEGATED, '\0'};
    const char *rest = activation_definition(activation)->reckoned;
    const char *digits = number->text + (is_negative(number->text) ? strlen(minus) : 0);
    if (strspn(digits, "0123456789.") < strlen(digits)) {
        return false;
    }
    while (*rest != '\0') {
        const size_t words = strcspn(rest, marks);
        telling_words(telling, arena_copy_text(telling->arena, rest, words));
        rest += words;
        if (*rest != '\0') {
            tell_mark(telling, *rest++, number);
        }
    }
    return true;
}

static const struct bound_node *root_of(const struct moment *moment) {
    const struct binding *binding = &moment->operation->binding;
    return &binding->nodes[binding->node_count - 1];
}

bool example_has_definition(const struct moment *moment) {
    const struct bound_node *root = root_of(moment);
    return root->expression->kind == EXPRESSION_CALL &&
           root->expression->function == FUNCTION_ACTIVATION &&
           activation_definition(root->activation)->reckoned != NULL;
}

/* Appends a line of one call of an activation with that before its result, " = 1 / (1 + e^{-0.5})";
 * false and nothing where it is something else. */
static bool tell_definition(struct telling *telling, const struct moment *moment,
                            const struct telling *numbers) {
    enum { CALL_PARTS = 5 }; /* "σ(", a number, ")", " = " and another one */
    struct telling definition = telling_begin(telling->arena, telling->language);
    if (!example_has_definition(moment) || numbers->count != CALL_PARTS ||
        !numbers->parts[3].is_relation ||
        !tell_activation(&definition, root_of(moment)->activation, &numbers->parts[1])) {
        return false;
    }
    struct telling call = *numbers;
    call.count = 3;
    telling_append(telling, &call);
    telling_relation(telling, " = ");
    telling_append(telling, &definition);
    call = *numbers;
    call.parts += 3;
    call.count -= 3;
    telling_append(telling, &call);
    return true;
}

/* ---- a worked line ---- */

enum example_words example_tell_line(struct telling *telling, const struct moment *moment,
                                     struct example_cell cell, size_t most_terms,
                                     enum example_words wanted) {
    struct telling names = telling_begin(telling->arena, telling->language);
    struct telling numbers = telling_begin(telling->arena, telling->language);
    const bool has_names = wanted <= EXAMPLE_NAMES && example_tell_names(&names, moment, cell);
    const bool is_update = has_names && print_updates_itself(moment->operation->binding.statement);
    tell_target(telling, moment, cell);
    telling_relation(telling, is_update ? " ← " : " = ");
    if (has_names) {
        telling_append(telling, &names);
        telling_relation(telling, " = ");
    }
    example_tell(&numbers, moment, cell, most_terms);
    if (has_names && wanted == EXAMPLE_DEFINITION && tell_definition(telling, moment, &numbers)) {
        return EXAMPLE_DEFINITION;
    }
    telling_append(telling, &numbers);
    return has_names ? EXAMPLE_NAMES : EXAMPLE_NUMBERS;
}
