#include "tell/elements.h"

#include "base/number.h"
#include "session/strings.h"
#include "tell/arithmetic.h"

/* The letters of the target, for one of its elements. */
static void take_element(const struct binding *binding, size_t row, size_t column,
                         struct evaluation *evaluation) {
    const struct expression *target = binding->statement->target;
    const struct element_index *indexes[2] = {&target->row, &target->column};
    const size_t places[2] = {row + 1, column + 1};
    size_t which = row * binding->target.shape.columns + column + 1; /* of a row or a column */
    for (size_t i = 0; i < 2 && target->has_element; i++) {
        if (indexes[i]->is_letter) {
            evaluation->element[indexes[i]->number] = target->is_vector ? which : places[i];
        }
    }
}

/* As many decimals as the target has once it is there; -1: it is not. */
static int decimals_of(const struct moment *moment) {
    const struct tensor_storage target = moment->operation->binding.target;
    if (moment->at.element > 0 || target.offset == BINDING_NO_TARGET) {
        return -1;
    }
    return number_decimals(moment->state + target.offset, shape_count(target.shape),
                           moment->decimals);
}

void elements_tell_arithmetic(struct telling *telling, const struct moment *moment, size_t row,
                              size_t column, size_t most_summands) {
    const struct binding *binding = &moment->operation->binding;
    struct arithmetic arithmetic = {telling, moment, moment->evaluation, ARITHMETIC_OF_TENSORS,
                                    most_summands};
    struct arena *arena = telling->arena;
    take_element(binding, row, column, &arithmetic.evaluation);
    binding_compute(binding, &arithmetic.evaluation);
    binding_unfold(binding, &arithmetic.evaluation);
    const struct explanation explanation = explanation_of_element(
        arena, binding, &arithmetic.evaluation, binding->node_count - 1, 0, 0);
    arithmetic_tell(&arithmetic, &explanation, decimals_of(moment));
}

void elements_tell(struct telling *telling, const struct moment *moment, size_t row, size_t column,
                   size_t most_summands) {
    struct arena *arena = telling->arena;
    if (moment->operation->binding.statement->target->has_element) {
        telling_quiet(telling, STRING_FILL(arena, telling->language, STRING_ROW_COLUMN,
                                           number_count_text(arena, (long)row + 1),
                                           number_count_text(arena, (long)column + 1)));
        telling_words(telling, " ");
    }
    elements_tell_arithmetic(telling, moment, row, column, most_summands);
}
