#include "tell/script/told_number.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_state.h"
#include "engine/quantity.h"
#include "engine/script_number.h"
#include "step/focus.h"

#include <string.h>

/* What is not known yet, as in a question. */
static const char unknown[] = "?";

/* What may be read of the run: while an operation is under way, what it has written so far. */
struct known {
    const struct moment *moment;
    const struct script *script;
    const double *state; /* hidden numbers where there is none yet */
    int under_way;       /* the tensor that is being written; -1: none */
    struct matrix written;
    long done; /* operations of the iteration, the one under way among them */
};

/* The moment's tensors with the elements that are done, in the arena. */
static const double *state_under_way(const struct moment *moment, struct matrix written,
                                     size_t known) {
    const struct program *program = moment->program;
    const struct tensor *target = &program->tensors[moment->operation->target];
    double *state = ARENA_ARRAY(moment->arena, double, program->state_count);
    memcpy(state, moment->state, program->state_count * sizeof *state);
    size_t count = shape_count(target->storage.shape);
    bool is_whole = written.rows * written.columns == count;
    for (size_t i = 0; i < count; i++) {
        bool is_there = is_whole && i < known;
        double value = is_whole ? written.values[i] : state[target->storage.offset + i];
        state[target->storage.offset + i] = is_there ? value : number_hidden(value);
    }
    return state;
}

static struct known known_create(const struct moment *moment, const struct script *script) {
    struct known known = {moment, script, moment->state, -1, {0}, moment->place.done};
    const struct operation *operation = moment->operation;
    if (operation == NULL || moment->at.element == 0) {
        return known;
    }
    known.under_way = operation->target;
    known.written = binding_value(&operation->binding, &moment->evaluation);
    known.state =
        state_under_way(moment, known.written,
                        focus_known(operation, moment->at, operation->binding.node_count - 1));
    known.done++;
    return known;
}

/* As many decimals as the tensor has on screen, of another expression as few as are exact. */
static int decimals_of(const struct known *known, const struct binding *binding, double value) {
    const struct moment *moment = known->moment;
    const struct program *own = script_own(known->script);
    int tensor = script_number_tensor(own, binding);
    int there = tensor < 0 ? -1 : quantity_tensor_of(moment->program, own, tensor);
    if (there < 0) {
        return number_decimals(&value, 1, moment->decimals);
    }
    bool is_under_way = there == known->under_way;
    return moment_decimals(
        moment, is_under_way ? known->written
                             : program_tensor_value(moment->program, there, moment->state));
}

/* A number's text as TeX reads it: "-1.2\mathrm{e}-5". */
static void append_tex(struct text_builder *text, const char *number) {
    static const char minus[] = "\xE2\x88\x92";
    while (*number != '\0') {
        bool is_minus = strncmp(number, minus, 3) == 0;
        if (is_minus || *number == 'e') {
            text_append_string(text, is_minus ? "{-}" : "\\mathrm{e}");
        } else {
            text_append(text, number, 1);
        }
        number += is_minus ? 3 : 1;
    }
}

/* Whether an element of the script's tensor is not there yet, or what a question asks for. */
static bool is_hidden(const struct known *known, struct quantity own) {
    const struct program *program = known->moment->program;
    const struct quantity there = quantity_translate(script_own(known->script), program, own);
    return quantity_is_none(there) ||
           number_is_hidden(matrix_at(program_tensor_value(program, there.tensor, known->state),
                                      (size_t)there.row, (size_t)there.column));
}

/* The same of what a node of the expression reads: one element, or all. */
static bool reads_hidden(const struct known *known, const struct binding *binding, size_t node) {
    const struct program *own = script_own(known->script);
    const struct expression *expression = binding->nodes[node].expression;
    int tensor = program_node_tensor(own, binding, node);
    if (tensor < 0) {
        return false;
    }
    const struct shape shape = own->tensors[tensor].storage.shape;
    for (long row = 0; row < (long)shape.rows; row++) {
        for (long column = 0; column < (long)shape.columns; column++) {
            bool is_read = !expression->has_element || (expression->row.number == row + 1 &&
                                                        expression->column.number == column + 1);
            if (is_read && is_hidden(known, (struct quantity){tensor, row, column})) {
                return true;
            }
        }
    }
    return false;
}

static const char *number_of(const struct known *known, const struct script_stop *stop,
                             const char *expression) {
    const struct moment *moment = known->moment;
    const struct program *own = script_own(known->script);
    struct binding binding;
    struct formula_error ignored;
    int layer = stop->operation != NULL ? stop->operation->layer : 1;
    if (!script_number_bind(moment->arena, own, expression, layer, &binding, &ignored) ||
        script_number_unknown(own, moment->program, &binding, known->done) >= 0) {
        return unknown;
    }
    for (size_t i = 0; i < binding.node_count; i++) {
        if (reads_hidden(known, &binding, i)) {
            return unknown;
        }
    }
    double value = script_number_value(moment->arena, own, moment->program, &binding, known->state);
    return number_text(moment->arena, value, decimals_of(known, &binding, value));
}

/* Whether a byte of the text is between $ signs. */
static bool is_in_math(const char *text, size_t at) {
    bool is_inside = false;
    for (size_t i = 0; i < at; i++) {
        if (text[i] == '\\' && i + 1 < at) {
            i++;
        } else if (text[i] == '$') {
            is_inside = !is_inside;
        }
    }
    return is_inside;
}

const char *told_numbers(const struct moment *moment, const struct script *script,
                         const struct script_stop *stop, const char *text) {
    struct script_number slot;
    if (!script_number_find(moment->arena, text, 0, &slot)) {
        return text;
    }
    const struct known known = known_create(moment, script);
    struct text_builder told;
    text_begin(&told, moment->arena);
    size_t at = 0;
    for (; script_number_find(moment->arena, text, at, &slot); at = slot.end) {
        text_append(&told, text + at, slot.begin - at);
        const char *number =
            slot.expression != NULL ? number_of(&known, stop, slot.expression) : unknown;
        if (is_in_math(text, slot.begin)) {
            append_tex(&told, number);
        } else {
            text_append_string(&told, number);
        }
    }
    text_append_string(&told, text + at);
    return told.bytes;
}
