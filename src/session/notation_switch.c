#include "session/notation_switch.h"

#include "engine/program.h"
#include "engine/program_names.h"
#include "engine/quantity.h"

static bool is_computed(const struct program *program, int tensor) {
    return tensor >= 0 && program_is_written(program, tensor, program->operation_count);
}

struct notation_switch notation_switch_create(struct arena *arena, const struct program *from,
                                              const struct program *to) {
    struct notation_switch change = {.comparison = comparison_of_programs(from, to),
                                     .rate_factor = to->learning_rate / from->learning_rate};
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        change.tensors[role] = -1;
        for (int i = 0; i < to->tensor_count; i++) {
            const struct tensor *tensor = &to->tensors[i];
            int other = quantity_tensor_of(from, to, i);
            int best = change.tensors[role];
            bool is_later = best < 0 || tensor->layer > to->tensors[best].layer;
            if (tensor->role == role && is_later && is_computed(to, i) &&
                is_computed(from, other)) {
                change.tensors[role] = i;
                change.names[role] = program_tensor_name(arena, from, other, PRINT_TEX);
            }
        }
    }
    return change;
}
