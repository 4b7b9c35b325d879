#include "tell/script/told_number.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_state.h"

#include <string.h>

/* What is not known yet, as in a question. */
static const char unknown[] = "?";

/* As many decimals as the tensor has on screen, of another expression as few as are exact. */
static int decimals_of(const struct moment *moment, const struct program *own,
                       const struct binding *binding, double value) {
    int tensor = script_number_tensor(own, binding);
    int there = tensor < 0 ? -1
                           : program_find_tensor(moment->program, own->tensors[tensor].role,
                                                 own->tensors[tensor].layer);
    return there < 0 ? number_decimals(&value, 1, moment->decimals)
                     : moment_decimals(moment,
                                       program_tensor_value(moment->program, there, moment->state));
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

/* Whether it reads what a question asks for. */
static bool reads_hidden(const struct moment *moment, const struct script *script,
                         const struct binding *binding) {
    for (size_t i = 0; i < binding->node_count && moment->asked != NULL; i++) {
        bool is_tensor = binding->nodes[i].expression->kind == EXPRESSION_TENSOR;
        int own = is_tensor ? program_node_tensor(script_own(script), binding, i) : -1;
        int shown = own >= 0 ? script_translate(script, own) : -1;
        struct matrix value = {0};
        if (shown >= 0) {
            value = program_tensor_value(moment->program, shown, moment->state);
        }
        for (size_t k = 0; k < value.rows * value.columns; k++) {
            if (number_is_hidden(value.values[k])) {
                return true;
            }
        }
    }
    return false;
}

static const char *number_of(const struct moment *moment, const struct script *script,
                             const struct script_stop *stop, const char *expression) {
    const struct program *own = script_own(script);
    struct binding binding;
    struct formula_error ignored;
    int layer = stop->operation != NULL ? stop->operation->layer : 1;
    if (!script_number_bind(moment->arena, own, expression, layer, &binding, &ignored) ||
        script_number_unknown(own, moment->program, &binding, moment->place.done) >= 0 ||
        reads_hidden(moment, script, &binding)) {
        return unknown;
    }
    double value =
        script_number_value(moment->arena, own, moment->program, &binding, moment->state);
    return number_text(moment->arena, value, decimals_of(moment, own, &binding, value));
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
    struct text_builder told;
    text_begin(&told, moment->arena);
    size_t at = 0;
    for (; script_number_find(moment->arena, text, at, &slot); at = slot.end) {
        text_append(&told, text + at, slot.begin - at);
        const char *number =
            slot.expression != NULL ? number_of(moment, script, stop, slot.expression) : unknown;
        if (is_in_math(text, slot.begin)) {
            append_tex(&told, number);
        } else {
            text_append_string(&told, number);
        }
    }
    text_append_string(&told, text + at);
    return told.bytes;
}
