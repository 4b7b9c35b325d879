#include "engine/program.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

const char *program_error_text(struct arena *arena, const struct program_error *error) {
    if (error->operation == NULL) {
        return arena_copy_text(arena, error->formula.message, strlen(error->formula.message));
    }
    if (error->source == NULL) {
        return text_format(arena, "%s, layer %d: %s", error->operation, error->layer,
                           error->formula.message);
    }
    return text_format(arena, "%s, layer %d, \"%s\", column %zu: %s", error->operation,
                       error->layer, error->source,
                       1 + utf8_count(error->source, error->formula.begin), error->formula.message);
}

/* ---- its tensors ---- */

int program_find_tensor(const struct program *program, enum role role, int layer) {
    for (int i = 0; i < program->tensor_count; i++) {
        if (program->tensors[i].role == role && program->tensors[i].layer == layer) {
            return i;
        }
    }
    return -1;
}

int program_tensor_at(const struct program *program, size_t offset) {
    int tensor = 0;
    while (program->tensors[tensor].storage.offset != offset) {
        tensor++;
    }
    return tensor;
}

int program_node_tensor(const struct program *program, const struct binding *binding, size_t node) {
    const struct bound_node *found = &binding->nodes[node];
    return found->expression->kind == EXPRESSION_TENSOR
               ? program_tensor_at(program, found->tensor.offset)
               : -1;
}

bool program_is_written(const struct program *program, int tensor, long done) {
    return program->tensors[tensor].first_write < done;
}
