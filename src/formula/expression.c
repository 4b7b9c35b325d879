#include "formula/expression.h"

#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct function_definition functions[] = {
    [FUNCTION_ACTIVATION] = {"f", 1},      [FUNCTION_DERIVATIVE] = {"f'", 1},
    [FUNCTION_JACOBIAN] = {"jacobian", 1}, [FUNCTION_VJP] = {"vjp", 2},
    [FUNCTION_LOG] = {"log", 1},           [FUNCTION_EXP] = {"exp", 1},
    [FUNCTION_ABS] = {"abs", 1},           [FUNCTION_SIGN] = {"sign", 1},
    [FUNCTION_SUM] = {"sum", 1},           [FUNCTION_SUM_OVER] = {"sum", 2},
    [FUNCTION_ROW_SUM] = {"rowsum", 1},    [FUNCTION_COLUMN_SUM] = {"colsum", 1},
    [FUNCTION_DIAGONAL] = {"diag", 1},     [FUNCTION_UNIT] = {"unit", 2},
    [FUNCTION_ROWS] = {"rows", 1},         [FUNCTION_COLUMNS] = {"cols", 1},
};
static_assert(sizeof functions / sizeof *functions == FUNCTION_COUNT, "one row a function");

const struct function_definition *function_definition(enum function function) {
    return &functions[function];
}

int tensor_index_value(struct tensor_index index, int layer, int last_layer) {
    switch (index.base) {
    case INDEX_NONE:
        return -1;
    case INDEX_NUMBER:
        return index.offset;
    case INDEX_LAYER:
        return layer + index.offset;
    case INDEX_LAST:
        return last_layer + index.offset;
    }
    return -1;
}

/* The largest whole number of characters that fits into most bytes. */
static size_t cut_length(const char *text, size_t length, size_t most) {
    size_t at = length < most ? length : most;
    while (at > 0 && at < length && ((unsigned char)text[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

const char *formula_excerpt(struct arena *arena, const char *source, size_t begin, size_t end) {
    enum { MOST = 40 };
    size_t length = cut_length(source + begin, end - begin, MOST);
    const char *start = arena_copy_text(arena, source + begin, length);
    return length == end - begin ? start : text_format(arena, "%s…", start);
}

void formula_error_set(struct formula_error *error, size_t begin, size_t end, const char *format,
                       ...) {
    error->begin = begin;
    error->end = end;
    va_list arguments;
    va_start(arguments, format);
    char message[2 * sizeof error->message];
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    size_t length = cut_length(message, strlen(message), sizeof error->message - 1);
    memcpy(error->message, message, length);
    error->message[length] = '\0';
}
