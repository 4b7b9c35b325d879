#include "engine/script_number.h"

#include "base/text.h"
#include "engine/program_state.h"
#include "engine/quantity.h"

#include <string.h>

bool script_number_find(struct arena *arena, const char *text, size_t from,
                        struct script_number *ret) {
    const char *open = strstr(text + from, "{{");
    if (open == NULL) {
        return false;
    }
    const char *close = strstr(open, "}}");
    ret->begin = (size_t)(open - text);
    ret->end = close != NULL ? (size_t)(close - text) + 2 : strlen(text);
    ret->expression =
        close != NULL ? arena_copy_text(arena, open + 2, (size_t)(close - open) - 2) : NULL;
    return true;
}

/* A matrix where one number is needed, said without the loss, which no author wrote. */
static void say_matrix(struct arena *arena, struct formula_error *error) {
    if (error->found > 0) {
        const char *matrix = text_format(arena, "%s", error->message + error->found);
        formula_error_set(error, error->begin, error->end,
                          "one number is needed here, but %s; an element is written (row,column)",
                          matrix);
    }
}

bool script_number_bind(struct arena *arena, const struct program *own, const char *expression,
                        int layer, struct binding *ret, struct formula_error *error) {
    /* The loss is 1 x 1 in every notation: what can be assigned to it is one number. */
    int loss = notation_symbol_of_role(own->notation, ROLE_LOSS);
    const char *target = text_format(arena, "%s = ", own->notation->symbols[loss].name);
    size_t before = strlen(target);
    const char *source = text_format(arena, "%s%s", target, expression);
    const struct statement *statement =
        statement_parse(arena, source, strlen(source), &own->notation->table, error);
    if (statement == NULL || !program_bind(arena, own, statement, layer, ret, error)) {
        error->begin = error->begin > before ? error->begin - before : 0;
        error->end = error->end > before ? error->end - before : 0;
        say_matrix(arena, error);
        return false;
    }
    return true;
}

int script_number_unknown(const struct program *own, const struct program *shown,
                          const struct binding *binding, long done) {
    for (size_t i = 0; i < binding->node_count; i++) {
        int tensor = program_node_tensor(own, binding, i);
        if (tensor < 0) {
            continue;
        }
        int there = quantity_tensor_of(shown, own, tensor);
        if (there < 0 || !program_is_written(shown, there, done)) {
            return tensor;
        }
    }
    return -1;
}

/* A tensor of own as the shown program has it. */
static void take_tensor(const struct program *own, const struct program *shown, int tensor,
                        const double *from, double *to) {
    struct matrix value = program_tensor_value(own, tensor, to);
    for (size_t row = 0; row < value.rows; row++) {
        for (size_t column = 0; column < value.columns; column++) {
            struct quantity element = {tensor, (long)row, (long)column};
            struct quantity there = quantity_translate(own, shown, element);
            struct matrix source = program_tensor_value(shown, there.tensor, from);
            value.values[row * value.columns + column] =
                matrix_at(source, (size_t)there.row, (size_t)there.column);
        }
    }
}

double script_number_value(struct arena *arena, const struct program *own,
                           const struct program *shown, const struct binding *binding,
                           const double *state) {
    double *taken = ARENA_ARRAY(arena, double, own->state_count);
    struct evaluation evaluation = {
        .state = taken,
        .scratch = ARENA_ARRAY(arena, double, binding->scratch_count + 1),
    };
    for (size_t i = 0; i < binding->node_count; i++) {
        int tensor = program_node_tensor(own, binding, i);
        if (tensor >= 0) {
            take_tensor(own, shown, tensor, state, taken);
        }
    }
    binding_compute(binding, &evaluation);
    return binding_value(binding, &evaluation).values[0];
}

int script_number_tensor(const struct program *own, const struct binding *binding) {
    return binding->node_count == 1 ? program_node_tensor(own, binding, 0) : -1;
}
