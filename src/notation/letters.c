#include "notation/letters.h"

struct letters {
    const struct notation *notation;
    size_t samples;
};

static const struct symbol_form *letter_form(const void *context, int symbol, int layer) {
    const struct letters *letters = context;
    return notation_symbol_form(letters->notation, symbol, layer, -1, letters->samples);
}

static enum symbol_index letter_index(const void *context, int symbol) {
    const struct letters *letters = context;
    return notation_symbol_index(letters->notation, symbol, letters->samples);
}

static bool no_activation(const void *context, int layer, enum activation *ret) {
    (void)context;
    (void)layer;
    (void)ret;
    return false;
}

const char *letters_print(struct arena *arena, const struct notation *notation, size_t samples,
                          const struct statement *statement, enum print_format format) {
    const struct letters letters = {notation, samples};
    const struct printer printer = {
        .format = format,
        .signs = &notation->signs,
        .layer = -1,
        .last_layer = NETWORK_MOST_LAYERS,
        .context = &letters,
        .symbol = letter_form,
        .activation = no_activation,
        .index = letter_index,
    };
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, statement, &text, NULL);
    return text.bytes;
}
