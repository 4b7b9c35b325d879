#include "checks/recording.h"

#include "base/text.h"
#include "checks/rounding.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "engine/tape.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

/* ---- names ---- */

static bool has_symbol(const struct notation *notation, const char *name) {
    for (size_t i = 0; i < notation->symbol_count; i++) {
        if (strcmp(notation->symbols[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *name_at(struct arena *arena, const struct notation *notation, size_t symbol,
                           enum recorded_time time) {
    static const char *const endings[RECORDED_TIMES] = {"", "_after", "_before"};
    const char *name = text_format(arena, "%s%s", notation->symbols[symbol].name, endings[time]);
    while (time != RECORDED_NOW && has_symbol(notation, name)) {
        name = text_format(arena, "%s_", name);
    }
    return name;
}

/* The letter with a mark above it: w with a tilde is that after the update, with a bar the one
 * before. What is more than a letter, a fraction, stays as it is. */
static const char *marked(struct arena *arena, const char *tex, enum recorded_time time) {
    size_t letter = *tex == '\\' ? 1 + strspn(tex + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP"
                                                       "QRSTUVWXYZ")
                                 : strcspn(tex, "_^");
    bool is_letter = strstr(tex, "\\frac") != tex && strstr(tex, "\\nabla") != tex;
    if (!is_letter || letter == 0 || tex[letter] == '{') {
        return tex;
    }
    return text_format(arena, "\\%s{%.*s}%s", time == RECORDED_AFTER ? "tilde" : "bar", (int)letter,
                       tex, tex + letter);
}

static struct symbol_form form_at(struct arena *arena, const struct symbol_form *form,
                                  enum recorded_time time) {
    struct symbol_form changed = *form;
    changed.base[PRINT_TEX] = marked(arena, form->base[PRINT_TEX], time);
    changed.base[PRINT_TEXT] = text_format(arena, "%s%s", form->base[PRINT_TEXT],
                                           time == RECORDED_AFTER ? "\xCC\x83" : "\xCC\x84");
    bool has_element = form->element != NULL && *form->element != '\0';
    changed.element = has_element ? marked(arena, form->element, time) : form->element;
    return changed;
}

static struct notation_symbol symbol_at(struct arena *arena, const struct notation *notation,
                                        size_t symbol, enum recorded_time time) {
    struct notation_symbol changed = notation->symbols[symbol];
    changed.name = name_at(arena, notation, symbol, time);
    if (time != RECORDED_NOW) {
        struct notation_symbol_form *forms =
            ARENA_ARRAY(arena, struct notation_symbol_form, changed.form_count);
        for (size_t i = 0; i < changed.form_count; i++) {
            forms[i] = changed.forms[i];
            forms[i].form = form_at(arena, &changed.forms[i].form, time);
        }
        changed.forms = forms;
    }
    return changed;
}

static void make_symbols(struct recording *recording) {
    const struct notation *notation = recording->program->notation;
    struct arena *arena = recording->arena;
    size_t own = notation->symbol_count, count = own * RECORDED_TIMES;
    struct notation_symbol *symbols = ARENA_ARRAY(arena, struct notation_symbol, count);
    const char **names = ARENA_ARRAY(arena, const char *, count);
    bool *layered = ARENA_ARRAY(arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        symbols[i] = symbol_at(arena, notation, i % own, (enum recorded_time)(i / own));
        names[i] = symbols[i].name;
        layered[i] = notation->table.is_layered[i % own];
    }
    recording->symbols = *notation;
    recording->symbols.symbols = symbols;
    recording->symbols.symbol_count = count;
    recording->symbols.table = notation->table;
    recording->symbols.table.names = names;
    recording->symbols.table.is_layered = layered;
    recording->symbols.table.count = count;
    recording->view = *recording->program;
    recording->view.notation = &recording->symbols;
}

/* ---- the run ---- */

static double *block(const struct recording *recording, enum recorded_time time) {
    return recording->state + (size_t)time * recording->program->state_count;
}

static void keep_right(struct recording *recording, const double *state) {
    const struct program *program = recording->program;
    struct matrix value =
        program_tensor_value(program, program->operations[recording->operation].target, state);
    recording->right = value;
    recording->right.values = ARENA_ARRAY(recording->arena, double, value.rows *value.columns);
    matrix_copy_into(recording->right, value);
}

static void run_iteration(struct recording *recording) {
    const struct program *program = recording->program;
    double *scratch = ARENA_ARRAY(recording->arena, double, program->scratch_count);
    double *after = block(recording, RECORDED_AFTER);
    size_t bytes = program->state_count * sizeof *after;
    for (long i = 0; i < program->operation_count; i++) {
        if (i == recording->operation) {
            memcpy(block(recording, RECORDED_NOW), after, bytes);
        }
        program_run_unseen(program, i, after, scratch);
        if (i == recording->operation) {
            keep_right(recording, after);
        }
    }
}

bool recording_create(struct arena *arena, const struct program *program, const double *start,
                      long operation, bool has_before, struct recording *ret) {
    if (program->state_count > RECORDING_MOST_STATE) {
        return false;
    }
    *ret = (struct recording){
        .arena = arena,
        .program = program,
        .operation = operation,
        .has_before = has_before,
        .part = -1,
        .state = ARENA_ARRAY(arena, double, program->state_count *RECORDED_TIMES),
    };
    size_t bytes = program->state_count * sizeof *start;
    memcpy(block(ret, RECORDED_BEFORE), start, bytes);
    memcpy(block(ret, RECORDED_AFTER), start, bytes);
    make_symbols(ret);
    run_iteration(ret);
    const struct binding *binding = &recording_operation(ret)->binding;
    struct evaluation evaluation;
    recording_compute(ret, arena, binding, &evaluation);
    rounding_take_out(binding, &evaluation, binding->node_count - 1, ret->right);
    return true;
}

bool recording_of_step(struct arena *arena, const struct program *program, long step,
                       struct recording *ret) {
    if (program->state_count > RECORDING_MOST_STATE) {
        return false;
    }
    long iteration = (step - 1) / program->operation_count;
    long start = iteration * program->operation_count;
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    struct arena *run = arena_create();
    struct tape *tape = tape_create(run, program, NULL);
    bool is_there = tape_seek(tape, start, LONG_MAX) && tape_position(tape) == start;
    memcpy(state, tape_state(tape), program->state_count * sizeof *state);
    arena_destroy(run);
    program_load_batch(program, state, iteration);
    return is_there &&
           recording_create(arena, program, state, step - 1 - start, iteration > 0, ret);
}

void recording_narrow(struct recording *recording, size_t node) {
    const struct binding *binding = &recording_operation(recording)->binding;
    struct evaluation evaluation;
    recording_compute(recording, recording->arena, binding, &evaluation);
    recording->part = (long)node;
    recording->right = binding_node_value(binding, &evaluation, node);
    rounding_take_out(binding, &evaluation, node, recording->right);
}

const struct operation *recording_operation(const struct recording *recording) {
    return &recording->program->operations[recording->operation];
}

/* ---- what names mean ---- */

static size_t own_symbols(const struct recording *recording) {
    return recording->program->notation->symbol_count;
}

int recording_symbol(const struct recording *recording, enum role role, enum recorded_time time) {
    int symbol = notation_symbol_of_role(recording->program->notation, role);
    return symbol < 0 ? -1 : symbol + (int)((size_t)time * own_symbols(recording));
}

enum role recording_role(const struct recording *recording, int symbol) {
    return recording->symbols.symbols[symbol].role;
}

int recording_tensor(const struct recording *recording, int symbol, int layer) {
    const struct program *program = recording->program;
    int own = symbol % (int)own_symbols(recording);
    for (int i = 0; i < program->tensor_count; i++) {
        if (program->tensors[i].symbol == own && program->tensors[i].layer == layer) {
            return i;
        }
    }
    return -1;
}

int recording_layer(const struct recording *recording, struct tensor_index index) {
    return expression_index_layer(index, recording_operation(recording)->layer,
                                  (int)recording->program->lesson->network.layer_count);
}

static bool is_parameter(enum role role) {
    return role == ROLE_WEIGHT || role == ROLE_BIAS;
}

/* Where a tensor stands that is not computed yet: at the end of the iteration. */
static enum recorded_time time_of(const struct recording *recording, int symbol, int tensor) {
    enum recorded_time time = (enum recorded_time)((size_t)symbol / own_symbols(recording));
    const struct tensor *found = &recording->program->tensors[tensor];
    bool is_later = !is_parameter(found->role) && found->first_write >= recording->operation;
    return time == RECORDED_NOW && is_later ? RECORDED_AFTER : time;
}

static bool scope_find(const void *context, int symbol, int layer, bool is_read,
                       struct tensor_storage *ret, const char **reterr_message) {
    const struct recording *recording = context;
    int tensor = recording_tensor(recording, symbol, layer);
    assert(tensor >= 0); /* names of mistakes and answers were looked up where they were read */
    const struct tensor *found = &recording->program->tensors[tensor];
    enum recorded_time time = time_of(recording, symbol, tensor);
    bool is_known = found->first_write < recording->program->operation_count &&
                    (time != RECORDED_BEFORE || recording->has_before ||
                     is_parameter(found->role) || found->first_write < 0);
    if (is_read && !is_known) {
        *reterr_message = "no step before this one has computed it";
        return false;
    }
    *ret = found->storage;
    ret->offset += (size_t)time * recording->program->state_count;
    return true;
}

/* Also of an activation, that of its layer: somebody may take f of what f gave. */
static bool scope_activation(const void *context, int symbol, int layer, enum activation *ret) {
    const struct recording *recording = context;
    enum role role = symbol < 0 ? ROLE_PREACTIVATION : recording_role(recording, symbol);
    const struct network *network = &recording->program->lesson->network;
    if ((role != ROLE_PREACTIVATION && role != ROLE_ACTIVATION) || layer < 1 ||
        layer > (int)network->layer_count) {
        return false;
    }
    *ret = network->layers[layer - 1].activation;
    return true;
}

static bool scope_is_target(const void *context, int symbol) {
    return recording_role(context, symbol) == ROLE_TARGET;
}

bool recording_bind(const struct recording *recording, struct arena *arena,
                    const struct statement *statement, struct binding *ret,
                    struct formula_error *error) {
    const struct scope scope = {
        .context = recording,
        .layer = recording_operation(recording)->layer,
        .last_layer = (int)recording->program->lesson->network.layer_count,
        .axis = recording->program->notation->samples,
        .find = scope_find,
        .activation = scope_activation,
        .is_target = scope_is_target,
        .takes_any_shape = true,
    };
    return statement_bind(arena, statement, &scope, ret, error);
}

struct matrix recording_compute(const struct recording *recording, struct arena *arena,
                                const struct binding *binding, struct evaluation *ret) {
    *ret = (struct evaluation){
        .state = recording->state,
        .scratch = ARENA_ARRAY(arena, double, binding->scratch_count + 1),
    };
    binding_take_first_element(ret);
    binding_compute(binding, ret);
    return binding_value(binding, ret);
}

struct printer recording_printer(const struct recording *recording, enum print_format format) {
    return program_printer(&recording->view, format, recording_operation(recording)->layer);
}
