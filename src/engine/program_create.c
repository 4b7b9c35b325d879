#include "engine/program_scope.h"

#include <assert.h>
#include <string.h>

struct builder {
    struct arena *arena;
    const struct lesson *lesson;
    const struct notation *notation;
    struct program *program;
    struct tensor *tensors;
    struct operation *operations;
    struct program_error *left_out;
    size_t left_out_room;
    const struct program_options *options;
    struct program_error *error;
};

/* ---- tensors ---- */

static int last_layer(const struct lesson *lesson) {
    return (int)lesson->network.layer_count;
}

static bool has_biases(const struct lesson *lesson, int layer) {
    return lesson->network.layers[layer - 1].has_biases;
}

static struct shape role_shape(const struct builder *builder, enum role role, int layer) {
    const struct network *network = &builder->lesson->network;
    enum sample_axis axis = builder->notation->samples;
    size_t samples = builder->program->samples;
    size_t units = layer >= 0 ? network_units(network, (size_t)layer) : 0;
    switch (role) {
    case ROLE_TARGET:
        return sample_axis_turn(
            axis, (struct shape){network_units(network, network->layer_count), samples});
    case ROLE_WEIGHT:
    case ROLE_WEIGHT_GRADIENT:
        return sample_axis_turn(axis,
                                (struct shape){units, network_units(network, (size_t)layer - 1)});
    case ROLE_BIAS:
    case ROLE_BIAS_GRADIENT:
        return sample_axis_turn(axis, (struct shape){units, 1});
    case ROLE_PREACTIVATION:
    case ROLE_ACTIVATION:
    case ROLE_ACTIVATION_GRADIENT:
    case ROLE_ERROR:
        return sample_axis_turn(axis, (struct shape){units, samples});
    case ROLE_LOSS:
    case ROLE_RATE:
    case ROLE_SAMPLE_COUNT:
    case ROLE_CONSTANT:
        return (struct shape){1, 1};
    case ROLE_STATE: /* has the shape of what it is like */
    case ROLE_COUNT:
        break;
    }
    assert(false);
    return (struct shape){0, 0};
}

static bool fail(struct builder *builder, const char *message) {
    *builder->error = (struct program_error){0};
    formula_error_set(&builder->error->formula, 0, 0, "%s", message);
    return false;
}

static bool add_tensor(struct builder *builder, int symbol, int layer) {
    struct program *program = builder->program;
    enum role role = builder->notation->symbols[symbol].role;
    struct shape shape = role_shape(builder, builder->notation->symbols[symbol].like, layer);
    bool is_given = role_definition(role)->is_given || (role == ROLE_ACTIVATION && layer == 0);
    if (shape_count(shape) > PROGRAM_MOST_STATE - program->state_count) {
        return fail(builder, "the matrices of this lesson would need more than 512 MiB; use fewer "
                             "units, or a smaller batch_size");
    }
    builder->tensors[program->tensor_count++] = (struct tensor){
        .symbol = symbol,
        .role = role,
        .layer = layer,
        .storage = {shape, program->state_count},
        .first_write = is_given ? -1 : TENSOR_NEVER_WRITTEN, /* until an operation writes it */
    };
    program->state_count += shape_count(shape);
    return true;
}

static bool add_tensors_of_symbol(struct builder *builder, int symbol) {
    enum role like = builder->notation->symbols[symbol].like;
    const struct role_definition *definition = role_definition(like);
    if (!definition->is_layered) {
        return add_tensor(builder, symbol, -1);
    }
    for (int layer = definition->first_layer; layer <= last_layer(builder->lesson); layer++) {
        bool is_of_bias = like == ROLE_BIAS || like == ROLE_BIAS_GRADIENT;
        if (is_of_bias && !has_biases(builder->lesson, layer)) {
            continue;
        }
        if (!add_tensor(builder, symbol, layer)) {
            return false;
        }
    }
    return true;
}

/* What an iteration hands on to the next: the parameters, and what the notation keeps beside. */
static bool is_handed_on(enum role role) {
    return role == ROLE_WEIGHT || role == ROLE_BIAS || role == ROLE_STATE;
}

/* What is handed on first, then everything else. */
static bool add_tensors(struct builder *builder) {
    size_t count = builder->notation->symbol_count;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            if (is_handed_on(builder->notation->symbols[i].role) == (pass == 0) &&
                !add_tensors_of_symbol(builder, (int)i)) {
                return false;
            }
        }
        if (pass == 0) {
            builder->program->parameter_count = builder->program->state_count;
        }
    }
    return true;
}

/* ---- binding ---- */

static bool fail_operation(struct builder *builder, const struct notation_operation *definition,
                           int layer, const char *source, const struct formula_error *formula) {
    *builder->error = (struct program_error){
        .operation = definition->name, .layer = layer, .source = source, .formula = *formula};
    return false;
}

static void count_scratch(struct builder *builder, const struct binding *binding) {
    if (binding->scratch_count > builder->program->scratch_count) {
        builder->program->scratch_count = binding->scratch_count;
    }
}

static bool bind_formula(struct builder *builder, struct operation *operation,
                         const struct statement *statement) {
    struct scope scope = program_scope(builder->program, operation->layer);
    struct formula_error error;
    if (!statement_bind(builder->arena, statement, &scope, &operation->binding, &error)) {
        return fail_operation(builder, operation->definition, operation->layer, statement->source,
                              &error);
    }
    count_scratch(builder, &operation->binding);
    return true;
}

/* The formula that stands for the operation: the notation's, or one that replaces it. */
static const struct statement *statement_of(const struct builder *builder,
                                            const struct operation *operation) {
    for (size_t i = 0; i < builder->options->replacement_count; i++) {
        const char *name = builder->options->replacements[i].operation->name;
        if (strcmp(name, operation->definition->name) == 0) {
            return builder->options->replacements[i].statement;
        }
    }
    return operation->alternative->statement;
}

/* A Jacobian of a layer with thousands of units would take more room than all the rest. */
enum { FORM_MOST_SCRATCH = 1024 * 1024 }; /* doubles: 8 MiB */

/* Keeps why a form is not among an operation's, for whoever checks the notation. */
static void leave_out(struct builder *builder, const struct operation *operation,
                      const struct statement *statement, const struct formula_error *formula) {
    struct program *program = builder->program;
    builder->left_out = arena_grow(builder->arena, builder->left_out, program->left_out_count,
                                   sizeof *builder->left_out, &builder->left_out_room);
    program->left_out = builder->left_out;
    builder->left_out[program->left_out_count++] =
        (struct program_error){.operation = operation->definition->name,
                               .layer = operation->layer,
                               .source = statement->source,
                               .formula = *formula};
}

/* The other forms of an operation, as far as they fit this network: the formula does without
 * them. That each fits somewhere, and then agrees with the formula, is for the tests to see. */
static void bind_forms(struct builder *builder, struct operation *operation) {
    const struct notation_alternative *alternative = operation->alternative;
    struct operation_form *forms =
        ARENA_ARRAY(builder->arena, struct operation_form, alternative->form_count);
    operation->forms = forms;
    for (size_t i = 0; i < alternative->form_count; i++) {
        struct operation_form *form = &forms[operation->form_count];
        struct scope scope = program_scope(builder->program, operation->layer);
        struct formula_error error;
        const struct statement *statement = alternative->forms[i].statement;
        form->kind = alternative->forms[i].kind;
        if (!statement_bind(builder->arena, statement, &scope, &form->binding, &error)) {
            leave_out(builder, operation, statement, &error);
        } else if (form->binding.scratch_count <= FORM_MOST_SCRATCH) {
            count_scratch(builder, &form->binding);
            operation->form_count++;
        }
    }
}

/* A run that is taken up again at an iteration has what the one before hands on and what the lesson
 * gives, no more: an operation can change no other given tensor, and none in part. */
static bool check_target(struct builder *builder, const struct operation *operation,
                         const struct statement *statement) {
    const struct tensor *target = &builder->tensors[operation->target];
    const char *message = NULL;
    if (statement->target->has_element) {
        message = "an operation computes a whole tensor, not one element";
    } else if (target->first_write < 0 && !is_handed_on(target->role)) {
        message = "this is given by the lesson: only weights, biases and state can change";
    }
    if (message == NULL) {
        return true;
    }
    struct formula_error error;
    formula_error_set(&error, statement->target->begin, statement->target->end, "%s", message);
    return fail_operation(builder, operation->definition, operation->layer, statement->source,
                          &error);
}

static bool reads_target(const struct binding *binding) {
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct bound_node *node = &binding->nodes[i];
        if (node->expression->kind == EXPRESSION_TENSOR &&
            node->tensor.offset == binding->target.offset) {
            return true;
        }
    }
    return false;
}

static bool some_reads_target(const struct operation *operation) {
    bool is_found = reads_target(&operation->binding);
    for (size_t i = 0; i < operation->form_count; i++) {
        is_found = is_found || reads_target(&operation->forms[i].binding);
    }
    return is_found;
}

static bool bind_operation(struct builder *builder, struct operation *operation) {
    const struct statement *statement = statement_of(builder, operation);
    if (!bind_formula(builder, operation, statement)) {
        return false;
    }
    const struct tensor *target =
        program_scope_tensor(builder->program, statement->target->symbol,
                             expression_index_layer(statement->target->index, operation->layer,
                                                    last_layer(builder->lesson)));
    operation->target = (int)(target - builder->program->tensors);
    if (!check_target(builder, operation, statement)) {
        return false;
    }
    if (statement == operation->alternative->statement) {
        bind_forms(builder, operation);
    }
    operation->reads_target = some_reads_target(operation);
    return true;
}

/* Adds the operation at a layer, unless the notation has nothing to do there. */
static bool add_operation(struct builder *builder, const struct notation_operation *definition,
                          enum pass pass, int layer) {
    struct program *program = builder->program;
    struct situation situation = lesson_situation_at(builder->lesson, layer);
    const struct notation_alternative *alternative = notation_choose(definition, &situation);
    if (alternative == NULL) {
        struct formula_error error;
        formula_error_set(&error, 0, 0,
                          "the notation has no formula for this case (loss %s, activation %s)",
                          loss_names[situation.loss], activation_names[situation.activation]);
        return fail_operation(builder, definition, layer, NULL, &error);
    }
    if (alternative->statement == NULL) {
        return true;
    }
    struct operation *operation = &builder->operations[program->operation_count];
    *operation = (struct operation){
        .definition = definition,
        .title = notation_operation_title(definition, layer, last_layer(builder->lesson),
                                          program->samples),
        .alternative = alternative,
        .pass = pass,
        .layer = layer,
    };
    if (!bind_operation(builder, operation)) {
        return false;
    }
    struct tensor *target = &builder->tensors[operation->target];
    if (target->first_write > program->operation_count) {
        target->first_write = program->operation_count;
    }
    program->operation_count++;
    return true;
}

static bool add_block(struct builder *builder, const struct notation_block *block) {
    int last = last_layer(builder->lesson);
    int from = block->is_loop ? expression_index_layer(block->from, 0, last) : last;
    int to = block->is_loop ? expression_index_layer(block->to, 0, last) : last;
    int by = block->is_downward ? -1 : 1;
    for (int layer = from; by > 0 ? layer <= to : layer >= to; layer += by) {
        for (size_t i = 0; i < block->operation_count; i++) {
            const struct notation_operation *definition =
                &builder->notation->operations[block->operations[i]];
            if (!add_operation(builder, definition, block->pass, layer)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- code ---- */

/* Of larger layers the products take nearly all the time, and memory counts. */
enum { MEMO_MOST = 4096 }; /* elements of a layer whose activations are kept for f' */

static void make_code(struct builder *builder) {
    struct program *program = builder->program;
    size_t most = (size_t)program->tensor_count, count = 0;
    struct code_memo *memos = ARENA_ARRAY(builder->arena, struct code_memo, most);
    for (int i = 0; i < program->tensor_count; i++) {
        size_t elements = shape_count(program->tensors[i].storage.shape);
        if (program->tensors[i].role == ROLE_PREACTIVATION && elements <= MEMO_MOST) {
            memos[count++] =
                (struct code_memo){program->tensors[i].storage.offset, program->scratch_count};
            program->scratch_count += code_memo_size(elements);
        }
    }
    for (long i = 0; i < program->operation_count; i++) {
        struct operation *operation = &builder->operations[i];
        operation->code =
            code_create(builder->arena, &operation->binding, &(struct code_memos){memos, count});
    }
}

static size_t most_operations(const struct builder *builder) {
    size_t count = 0;
    for (size_t i = 0; i < builder->notation->block_count; i++) {
        count += builder->notation->blocks[i].operation_count *
                 (builder->notation->blocks[i].is_loop ? 4 * NETWORK_MOST_LAYERS : 1);
    }
    return count;
}

static bool build(struct builder *builder) {
    struct program *program = builder->program;
    if (!add_tensors(builder)) {
        return false;
    }
    for (size_t i = 0; i < builder->notation->block_count; i++) {
        if (!add_block(builder, &builder->notation->blocks[i])) {
            return false;
        }
    }
    int loss = program_find_tensor(program, ROLE_LOSS, -1);
    if (builder->tensors[loss].first_write == TENSOR_NEVER_WRITTEN) {
        return fail(builder, "the notation's program never computes the loss");
    }
    make_code(builder);
    return true;
}

const struct program *program_create(struct arena *arena, const struct lesson *lesson,
                                     const struct notation *notation, long iterations,
                                     struct program_error *error) {
    const struct program_options options = {.iterations = iterations};
    return program_create_with(arena, lesson, notation, &options, error);
}

const struct program *program_create_with(struct arena *arena, const struct lesson *lesson,
                                          const struct notation *notation,
                                          const struct program_options *options,
                                          struct program_error *error) {
    struct program *program = ARENA_NEW(arena, struct program);
    struct builder builder = {
        .arena = arena,
        .lesson = lesson,
        .notation = lesson_notation(lesson, notation),
        .program = program,
        .options = options,
        .error = error,
    };
    if (builder.notation == NULL) {
        fail(&builder, "the lesson has formulas of its own, written in another notation");
        return NULL;
    }
    builder.tensors = ARENA_ARRAY(
        arena, struct tensor, builder.notation->symbol_count * (lesson->network.layer_count + 1));
    builder.operations = ARENA_ARRAY(arena, struct operation, most_operations(&builder));
    program->lesson = lesson;
    program->notation = builder.notation;
    program->samples = lesson->batch_size;
    program->learning_rate =
        lesson->learning_rate * (options->rate_scale != 0 ? options->rate_scale : 1);
    program->tensors = builder.tensors;
    program->operations = builder.operations;
    if (!build(&builder)) {
        return NULL;
    }
    program->iterations = options->iterations > 0 ? options->iterations : lesson->iterations;
    program->step_count = program->iterations * program->operation_count;
    return program;
}

bool program_bind(struct arena *arena, const struct program *program,
                  const struct statement *statement, int layer, struct binding *ret,
                  struct formula_error *error) {
    const struct scope scope = program_scope(program, layer);
    return statement_bind(arena, statement, &scope, ret, error);
}
