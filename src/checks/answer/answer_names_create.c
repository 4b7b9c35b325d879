/* All ways to write the tensors and functions of a notation. */
#include "checks/answer/answer_names_parts.h"

#include "base/text.h"

#include <string.h>

/* "@" is the layer. */
static struct answer_stream signs_of(struct answer_names *names, const char *form, int layer) {
    struct text_builder text;
    text_begin(&text, names->arena);
    for (const char *c = form; *c != '\0'; c++) {
        if (*c == '@') {
            text_append_format(&text, "%d", layer);
        } else if (strncmp(c, "_{#}", 4) == 0) {
            c += 3;
        } else {
            text_append(&text, c, 1);
        }
    }
    struct answer_stream stream;
    struct answer_fault ignored;
    if (!answer_stream_read(names->arena, text.bytes, &stream, &ignored)) {
        stream = (struct answer_stream){NULL, 0};
    }
    return stream;
}

static bool has_mark(const char *base) {
    return strpbrk(base, "@#") != NULL;
}

static void add(struct answer_names *names, const struct answer_entry *entry) {
    if (entry->base.count == 0) {
        return;
    }
    names->entries = arena_grow(names->arena, names->entries, names->count, sizeof *names->entries,
                                &names->capacity);
    names->entries[names->count++] = *entry;
}

/* A Greek letter by its name, for keyboards without Greek; NULL: it is another sign. */
static const char *greek_name(const char *letter) {
    static const char *const greek[][2] = {
        {"α", "alpha"},   {"β", "beta"}, {"γ", "gamma"}, {"δ", "delta"},  {"Δ", "Delta"},
        {"ε", "epsilon"}, {"η", "eta"},  {"θ", "theta"}, {"λ", "lambda"}, {"μ", "mu"},
    };
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++) {
        if (strcmp(letter, greek[i][0]) == 0) {
            return greek[i][1];
        }
    }
    return NULL;
}

static void add_spelling(struct answer_names *names, const struct symbol_form *form, int symbol,
                         int layer, bool is_slope) {
    const char *greek = greek_name(form->base[PRINT_TEXT]);
    for (size_t format = 0; format < PRINT_FORMAT_COUNT + (greek != NULL); format++) {
        const char *base = format < PRINT_FORMAT_COUNT ? form->base[format] : greek;
        struct answer_entry entry = {.symbol = symbol, .layer = layer, .is_slope = is_slope};
        entry.base = signs_of(names, base, layer);
        bool takes_shape = strcmp(form->subscript, "#") == 0;
        if (!has_mark(base)) {
            entry.sub = signs_of(names, takes_shape ? "" : form->subscript, layer);
            entry.super = signs_of(names, form->superscript, layer);
        }
        entry.takes_shape = takes_shape;
        entry.has_element_above = form->element != NULL && strstr(form->element, "}^{") == NULL &&
                                  strchr(form->element, '^') != NULL &&
                                  strstr(form->element, "^{(@)}") == NULL;
        add(names, &entry);
    }
    struct answer_entry pattern = {.symbol = symbol, .layer = layer, .is_slope = is_slope};
    if (form->element != NULL && *form->element != '\0') {
        pattern.base = signs_of(names, form->element, layer);
        pattern.is_pattern = true;
        add(names, &pattern);
    }
}

/* As formulas are written in the notation's file: dZ[2]. */
static void add_plain(struct answer_names *names, int symbol, int layer) {
    const char *name = names->recording->symbols.symbols[symbol].name;
    struct answer_entry entry = {.symbol = symbol, .layer = layer};
    entry.base = signs_of(names, name, 0);
    entry.super = signs_of(names, layer < 0 ? "" : "[@]", layer);
    add(names, &entry);
}

/* The letters for one sample and for many: whoever writes small letters for matrices is understood.
 */
static void add_tensor(struct answer_names *names, const struct tensor *tensor) {
    const struct recording *recording = names->recording;
    const struct notation *notation = recording->program->notation;
    int last = (int)recording->program->lesson->network.layer_count;
    const size_t samples[] = {recording->program->samples, 1, 2};
    for (size_t i = 0; i < 3; i++) {
        add_spelling(
            names, notation_symbol_form(notation, tensor->symbol, tensor->layer, last, samples[i]),
            tensor->symbol, tensor->layer, false);
    }
    add_plain(names, tensor->symbol, tensor->layer);
    const struct symbol_form *slope =
        tensor->role == ROLE_PREACTIVATION
            ? notation_function_form(notation, FUNCTION_DERIVATIVE, tensor->layer, last,
                                     recording->program->samples)
            : NULL;
    if (slope != NULL) {
        add_spelling(names, slope, tensor->symbol, tensor->layer, true);
    }
}

/* Everybody calls the input x, or X of many samples: where the note has no such letter. */
static void add_input(struct answer_names *names, const struct tensor *tensor) {
    static const char *const words[] = {"x", "X"};
    const struct notation *notation = names->recording->program->notation;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bool is_taken = false;
        for (size_t k = 0; k < notation->symbol_count; k++) {
            is_taken = is_taken || strcmp(notation->symbols[k].name, words[i]) == 0;
        }
        const struct answer_entry entry = {
            .symbol = tensor->symbol, .layer = tensor->layer, .base = signs_of(names, words[i], 0)};
        if (!is_taken) {
            add(names, &entry);
        }
    }
}

struct function_word {
    const char *word;
    enum activation activation;
};

static const struct function_word function_words[] = {
    {"sigmoid", ACTIVATION_SIGMOID},
    {"sigma", ACTIVATION_SIGMOID},
    {"relu", ACTIVATION_RELU},
    {"f", ACTIVATION_COUNT},
};

static void add_word(struct answer_names *names, const char *word, enum activation activation) {
    struct answer_function function = {signs_of(names, word, 0), activation};
    if (function.name.count > 0) {
        names->functions[names->function_count++] = function;
    }
}

/* What the note calls f of a layer. */
static void add_note_function(struct answer_names *names, int layer) {
    const struct program *program = names->recording->program;
    const struct symbol_form *form =
        notation_function_form(program->notation, FUNCTION_ACTIVATION, layer,
                               (int)program->lesson->network.layer_count, program->samples);
    if (form == NULL) {
        return;
    }
    add_word(names, form->base[PRINT_TEXT], ACTIVATION_COUNT);
    if (strcmp(form->base[PRINT_TEXT], "σ") == 0) {
        add_word(names, "sigma", ACTIVATION_COUNT);
    }
}

static void add_functions(struct answer_names *names) {
    names->functions = ARENA_ARRAY(names->arena, struct answer_function, ACTIVATION_COUNT + 4 + 4);
    add_note_function(names, 1);
    add_note_function(names, (int)names->recording->program->lesson->network.layer_count);
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        add_word(names, activation_definition((enum activation)i)->text, (enum activation)i);
    }
    for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++) {
        add_word(names, function_words[i].word, function_words[i].activation);
    }
}

const struct answer_names *answer_names_create(struct arena *arena,
                                               const struct recording *recording) {
    struct answer_names *names = ARENA_NEW(arena, struct answer_names);
    names->arena = arena;
    names->recording = recording;
    for (int i = 0; i < recording->program->tensor_count; i++) {
        const struct tensor *tensor = &recording->program->tensors[i];
        if (tensor->first_write < recording->program->operation_count) { /* it has a value */
            add_tensor(names, tensor);
            bool is_input = tensor->role == ROLE_ACTIVATION && tensor->layer == 0;
            if (is_input) {
                add_input(names, tensor);
            }
        }
    }
    add_functions(names);
    return names;
}
