#include "view/panel/broken_errors.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { SOURCE_INDENT = 4 }; /* before a source line, and the caret below it */

static const char *next_line(struct arena *arena, const char **at) {
    size_t length = strcspn(*at, "\n");
    const char *line = arena_copy_text(arena, *at, length);
    *at += length + ((*at)[length] == '\n');
    return line;
}

/* "file:13:5" before ": error: …": where the second colon behind a number ends. */
static size_t location_length(const char *line) {
    for (const char *c = line; *c != '\0'; c++) {
        size_t row = *c == ':' ? strspn(c + 1, "0123456789") : 0;
        const char *second = c + 1 + row;
        size_t column = row > 0 && *second == ':' ? strspn(second + 1, "0123456789") : 0;
        if (column > 0 && second[1 + column] == ':') {
            return (size_t)(second + 1 + column - line);
        }
    }
    return 0;
}

/* The byte of a line at a column of a terminal. */
static size_t byte_at(const char *line, size_t column) {
    size_t at = 0;
    size_t length = strlen(line);
    for (size_t seen = 0; at < length && seen < column;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(line + at, length - at, &code_point);
        int width = size > 0 ? utf8_width(code_point) : 1;
        at += size > 0 ? size : 1;
        seen += width > 0 ? (size_t)width : 0;
    }
    return at;
}

/* From its first byte: a string, or up to what divides. */
static size_t token_end(const char *line, size_t begin) {
    if (line[begin] == '"') {
        size_t end = begin + 1;
        while (line[end] != '\0' && line[end] != '"') {
            end += line[end] == '\\' && line[end + 1] != '\0' ? 2 : 1;
        }
        return end + (line[end] == '"');
    }
    size_t length = strcspn(line + begin, " ,]}:");
    return begin + (length > 0 ? length : line[begin] != '\0');
}

static void take_source(struct arena *arena, struct broken_error *error, const char **at) {
    const char *source = next_line(arena, at);
    error->source = strlen(source) >= SOURCE_INDENT ? source + SOURCE_INDENT : "";
    const char *caret = strchr(*at, '^');
    size_t length = strcspn(*at, "\n");
    if (**at == ' ' && caret != NULL && (size_t)(caret - *at) < length) {
        size_t column = (size_t)(caret - *at);
        next_line(arena, at);
        error->begin = byte_at(error->source, column >= SOURCE_INDENT ? column - SOURCE_INDENT : 0);
        error->end = token_end(error->source, error->begin);
    }
}

struct broken_errors broken_errors_read(struct arena *arena, const char *printed) {
    struct broken_errors errors = {ARENA_ARRAY(arena, struct broken_error, BROKEN_MOST), 0};
    while (*printed != '\0' && errors.count < BROKEN_MOST) {
        const char *line = next_line(arena, &printed);
        struct broken_error *error = &errors.items[errors.count++];
        size_t length = location_length(line);
        *error = (struct broken_error){
            .location = arena_copy_text(arena, line, length),
            .message = line + length + strspn(line + length, ": "),
        };
        if (*printed == ' ') {
            take_source(arena, error, &printed);
        }
    }
    return errors;
}
