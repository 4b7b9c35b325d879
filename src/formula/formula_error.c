#include "formula/formula_error.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The largest whole number of characters that fits into most bytes. */
static size_t cut_length(const char *text, size_t length, size_t most) {
    size_t at = length < most ? length : most;
    while (at > 0 && at < length && ((unsigned char)text[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

const char *formula_error_excerpt(struct arena *arena, const char *source, size_t begin,
                                  size_t end) {
    enum { MOST = 40 };
    size_t length = cut_length(source + begin, end - begin, MOST);
    const char *start = arena_copy_text(arena, source + begin, length);
    return length == end - begin ? start : text_format(arena, "%s…", start);
}

void formula_error_set(struct formula_error *error, size_t begin, size_t end, const char *format,
                       ...) {
    error->begin = begin;
    error->end = end;
    error->found = 0;
    va_list arguments;
    va_start(arguments, format);
    char message[2 * sizeof error->message];
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    size_t length = cut_length(message, strlen(message), sizeof error->message - 1);
    memcpy(error->message, message, length);
    error->message[length] = '\0';
}
