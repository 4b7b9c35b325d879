#ifndef BACKSTEP_TESTS_FORMULA_PARSE_FIXTURE_H
#define BACKSTEP_TESTS_FORMULA_PARSE_FIXTURE_H

/* A table of symbols, and formulas that repeat a part. */

#include "base/text.h"
#include "formula/statement.h"
#include "test.h"

#include <stdlib.h>

static const char *const names[] = {"W", "a", "z", "b", "delta", "y", "eta", "m", "dW"};
static const bool is_layered[] = {true, true, true, true, true, false, false, false, true};
static const struct symbol_table table = {.names = names, .is_layered = is_layered, .count = 9};

static inline const struct statement *parse_repeated(struct arena *arena, const char *before,
                                                     const char *unit, size_t count,
                                                     const char *middle, const char *closing,
                                                     struct formula_error *error) {
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(&text, before);
    for (size_t i = 0; i < count; i++) {
        text_append_string(&text, unit);
    }
    text_append_string(&text, middle);
    for (size_t i = 0; i < count; i++) {
        text_append_string(&text, closing);
    }
    return statement_parse(arena, text.bytes, text.length, &table, error);
}

#endif
