#include "tell/quantity_told.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "session/strings.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the value ---- */

/* The last term of an operation under way is its target's value, as far as it goes. */
static bool find_partial(const struct moment *moment, struct quantity quantity, double *ret) {
    struct place place = moment->at;
    const struct operation *operation = moment->operation;
    if (place.element == 0 || operation == NULL || operation->target != quantity.tensor ||
        place.term + 1 < place_term_count(operation)) {
        return false;
    }
    struct matrix value = binding_value(&operation->binding, &moment->evaluation);
    size_t at = (size_t)quantity.row * value.columns + (size_t)quantity.column;
    if (at >= place.element || at >= value.rows * value.columns) {
        return false;
    }
    *ret = value.values[at];
    return true;
}

static const char *value_text(const struct moment *moment, struct quantity quantity) {
    const struct program *program = moment->program;
    double value = 0;
    if (find_partial(moment, quantity, &value)) {
        return number_exact_text(moment->arena, value);
    }
    if (!program_is_written(program, quantity.tensor, moment->place.done)) {
        return "—";
    }
    struct matrix matrix = program_tensor_value(program, quantity.tensor, moment->state);
    return number_exact_text(moment->arena,
                             matrix_at(matrix, (size_t)quantity.row, (size_t)quantity.column));
}

/* ---- the words ---- */

static const enum string_id role_strings[] = {
    [ROLE_TARGET] = STRING_ROLE_TARGET,
    [ROLE_WEIGHT] = STRING_ROLE_WEIGHT,
    [ROLE_BIAS] = STRING_ROLE_BIAS,
    [ROLE_PREACTIVATION] = STRING_ROLE_PREACTIVATION,
    [ROLE_ACTIVATION] = STRING_ROLE_ACTIVATION,
    [ROLE_LOSS] = STRING_ROLE_LOSS,
    [ROLE_ACTIVATION_GRADIENT] = STRING_ROLE_ACTIVATION_GRADIENT,
    [ROLE_ERROR] = STRING_ROLE_ERROR,
    [ROLE_WEIGHT_GRADIENT] = STRING_ROLE_WEIGHT_GRADIENT,
    [ROLE_BIAS_GRADIENT] = STRING_ROLE_BIAS_GRADIENT,
    [ROLE_RATE] = STRING_ROLE_RATE,
    [ROLE_SAMPLE_COUNT] = STRING_ROLE_SAMPLE_COUNT,
    [ROLE_CONSTANT] = STRING_ROLE_CONSTANT,
    [ROLE_STATE] = STRING_ROLE_STATE,
};
static_assert(sizeof role_strings / sizeof *role_strings == ROLE_COUNT, "a string for each role");

/* What is being put into words. */
struct subject {
    struct arena *arena;
    const struct moment *moment;
    const struct program *program;
    enum language language;
    const struct tensor *tensor;
    int number; /* of the tensor */
    const char *role;
};

static const char *count_of(const struct subject *subject, long number) {
    return number_count_text(subject->arena, number);
}

static const char *shape_words(const struct subject *subject) {
    const struct shape shape = subject->tensor->storage.shape;
    return moment_asks_shape(subject->moment, subject->number, shape)
               ? "? × ?"
               : text_format(subject->arena, "%zu × %zu", shape.rows, shape.columns);
}

static const char *whole_words(const struct subject *subject) {
    const struct tensor *tensor = subject->tensor;
    const char *shape = shape_words(subject);
    if (tensor->layer < 0) {
        return STRING_FILL(subject->arena, subject->language, STRING_LINK_WHOLE, subject->role,
                           shape);
    }
    if (tensor->layer == 0 && tensor->role == ROLE_ACTIVATION) {
        return STRING_FILL(subject->arena, subject->language, STRING_LINK_INPUTS, shape);
    }
    return STRING_FILL(subject->arena, subject->language, STRING_LINK_LAYER, subject->role,
                       count_of(subject, tensor->layer), shape);
}

/* Unit `to` of the layer, unit `from` of the one below, both from 0. */
static const char *edge_words(const struct subject *subject, long from, long to) {
    int layer = subject->tensor->layer;
    if (layer == 1) {
        return STRING_FILL(subject->arena, subject->language, STRING_LINK_EDGE_OF_INPUT,
                           subject->role, count_of(subject, from + 1), count_of(subject, to + 1));
    }
    return STRING_FILL(subject->arena, subject->language, STRING_LINK_EDGE, subject->role,
                       count_of(subject, from + 1), count_of(subject, layer - 1),
                       count_of(subject, to + 1), count_of(subject, layer));
}

static const char *unit_words(const struct subject *subject, long unit) {
    const struct tensor *tensor = subject->tensor;
    const char *number = count_of(subject, unit + 1);
    if (tensor->layer == 0 && tensor->role == ROLE_ACTIVATION) {
        return STRING_FILL(subject->arena, subject->language, STRING_LINK_INPUT, number,
                           subject->program->lesson->network.input_names[unit]);
    }
    if (tensor->layer < 0) {
        return STRING_FILL(subject->arena, subject->language, STRING_LINK_OUTPUT, subject->role,
                           number);
    }
    return STRING_FILL(subject->arena, subject->language, STRING_LINK_UNIT, subject->role, number,
                       count_of(subject, tensor->layer));
}

/* One value for each unit, or for each unit and sample. */
static const char *sample_words(const struct subject *subject, long unit, long sample,
                                size_t samples) {
    const char *words = unit_words(subject, unit);
    return samples > 1 ? STRING_FILL(subject->arena, subject->language, STRING_LINK_SAMPLE, words,
                                     count_of(subject, sample + 1))
                       : words;
}

/* What a file calls by a title of its own has no better name. */
static const char *role_words(const struct program *program, enum language language, int tensor) {
    enum role role = program->tensors[tensor].role;
    bool is_named = role == ROLE_CONSTANT || role == ROLE_STATE;
    return is_named ? program_tensor_title(program, tensor)->in[language]
                    : string_get(language, role_strings[role]);
}

const char *quantity_told_words(struct arena *arena, const struct moment *moment,
                                enum language language, struct quantity quantity) {
    const struct program *program = moment->program;
    const struct tensor *tensor = &program->tensors[quantity.tensor];
    const struct subject subject = {
        .arena = arena,
        .moment = moment,
        .program = program,
        .language = language,
        .tensor = tensor,
        .number = quantity.tensor,
        .role = role_words(program, language, quantity.tensor),
    };
    struct shape shape = tensor->storage.shape;
    enum role like = program->notation->symbols[tensor->symbol].like;
    bool is_edge = like == ROLE_WEIGHT || like == ROLE_WEIGHT_GRADIENT;
    size_t sample = 0;
    if (quantity.row < 0 || quantity.column < 0) {
        const char *words = whole_words(&subject);
        return quantity_sample(program, quantity, &sample)
                   ? STRING_FILL(arena, language, STRING_LINK_SAMPLE, words,
                                 count_of(&subject, (long)sample + 1))
                   : words;
    }
    if (!role_definition(like)->is_layered && like != ROLE_TARGET) {
        return subject.role;
    }
    long unit = quantity_unit(program, quantity);
    long across = quantity_across(program, quantity);
    size_t samples = sample_axis_turn(program->notation->samples, shape).columns;
    return is_edge ? edge_words(&subject, across, unit)
                   : sample_words(&subject, unit, across, samples);
}

void quantity_told_add(struct telling *telling, const struct moment *moment,
                       struct quantity quantity) {
    const struct program *program = moment->program;
    bool is_whole = quantity.row < 0 || quantity.column < 0;
    const char *name =
        is_whole ? program_tensor_name(telling->arena, program, quantity.tensor, PRINT_TEX)
                 : program_element_name(telling->arena, program, quantity.tensor,
                                        (size_t)quantity.row, (size_t)quantity.column, PRINT_TEX);
    telling_symbol(telling, name, program->tensors[quantity.tensor].role, QUANTITY_NONE);
    if (!is_whole) {
        telling_words(telling, text_format(telling->arena, " = %s", value_text(moment, quantity)));
    }
}
