#include "engine/program_names.h"

#include "base/text.h"

#include <string.h>

static const struct symbol_form *symbol_form(const void *context, int symbol, int layer) {
    const struct program *program = context;
    return notation_symbol_form(program->notation, symbol, layer,
                                (int)program->lesson->network.layer_count, program->samples);
}

static bool is_own(const struct operation *operation) {
    return operation->alternative->is_of_lesson ||
           operation->binding.statement != operation->alternative->statement;
}

/* An operation of its own between the last activation and the loss is a part of the loss. */
bool program_has_own_loss(const struct program *program) {
    int last = (int)program->lesson->network.layer_count;
    bool is_own_since = false;
    for (long i = 0; i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        const struct tensor *target = &program->tensors[operation->target];
        if (target->role == ROLE_LOSS) {
            return is_own_since || is_own(operation);
        }
        bool is_output = target->role == ROLE_ACTIVATION && target->layer == last;
        is_own_since = !is_output && (is_own_since || is_own(operation));
    }
    return false;
}

bool program_has_own_activation(const struct program *program, size_t layer) {
    for (long i = 0; i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        const struct tensor *target = &program->tensors[operation->target];
        if (target->role == ROLE_ACTIVATION && target->layer == (int)layer) {
            return is_own(operation);
        }
    }
    return false;
}

const struct localized_text *program_tensor_title(const struct program *program, int tensor) {
    const struct tensor *found = &program->tensors[tensor];
    return notation_symbol_title(program->notation, found->symbol, found->layer,
                                 (int)program->lesson->network.layer_count, program->samples);
}

static bool activation_of(const void *context, int layer, enum activation *ret) {
    const struct program *program = context;
    if (layer < 1 || layer > (int)program->lesson->network.layer_count) {
        return false;
    }
    *ret = program->lesson->network.layers[layer - 1].activation;
    return true;
}

/* A note may call every activation σ. Where that is another function's own name, the function that
 * the layer has keeps its own. */
static bool names_another(const struct symbol_form *form, enum activation activation) {
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        const struct activation_definition *other = activation_definition((enum activation)i);
        if (i != (int)activation && strcmp(form->base[PRINT_TEXT], other->text) == 0) {
            return true;
        }
    }
    return false;
}

static const struct symbol_form *function_form(const void *context, enum function function,
                                               int layer) {
    const struct program *program = context;
    const struct symbol_form *form =
        notation_function_form(program->notation, function, layer,
                               (int)program->lesson->network.layer_count, program->samples);
    enum activation activation;
    bool is_known = activation_of(context, layer, &activation);
    return form != NULL && is_known && names_another(form, activation) ? NULL : form;
}

static bool shape_of(const void *context, int symbol, int layer, struct shape *ret) {
    const struct program *program = context;
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor *tensor = &program->tensors[i];
        if (tensor->symbol == symbol && tensor->layer == layer) {
            *ret = tensor->storage.shape;
            return tensor != program->unsized;
        }
    }
    return false;
}

static enum symbol_index index_of(const void *context, int symbol) {
    const struct program *program = context;
    return notation_symbol_index(program->notation, symbol, program->samples);
}

struct printer program_printer(const struct program *program, enum print_format format, int layer) {
    return (struct printer){
        .format = format,
        .signs = &program->notation->signs,
        .layer = layer,
        .last_layer = (int)program->lesson->network.layer_count,
        .context = program,
        .symbol = symbol_form,
        .activation = activation_of,
        .function = function_form,
        .shape = shape_of,
        .index = index_of,
    };
}

const char *program_tensor_name(struct arena *arena, const struct program *program, int tensor,
                                enum print_format format) {
    const struct tensor *named = &program->tensors[tensor];
    struct printer printer = program_printer(program, format, 0);
    struct text_builder text;
    text_begin(&text, arena);
    struct tensor_index index = {named->layer < 0 ? INDEX_NONE : INDEX_NUMBER, named->layer};
    print_tensor(&printer, named->symbol, index, &text);
    return text.bytes;
}

const char *program_element_name(struct arena *arena, const struct program *program, int tensor,
                                 size_t row, size_t column, enum print_format format) {
    const struct tensor *named = &program->tensors[tensor];
    if (shape_count(named->storage.shape) == 1) {
        return program_tensor_name(arena, program, tensor, format);
    }
    struct printer printer = program_printer(program, format, 0);
    struct text_builder text;
    text_begin(&text, arena);
    struct tensor_index index = {named->layer < 0 ? INDEX_NONE : INDEX_NUMBER, named->layer};
    print_tensor_element(&printer, named->symbol, index, (int)row + 1, (int)column + 1, &text);
    return text.bytes;
}
