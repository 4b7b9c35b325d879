#include "base/diagnostic.h"

#include "base/message.h"
#include "base/text.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* In characters: the longest source line that is shown whole, what is shown before and behind the
 * caret of a longer one, and the longest pointer. */
enum {
    LINE_LONGEST = 100,
    SHOWN_BEFORE = 60,
    SHOWN_BEHIND = LINE_LONGEST - SHOWN_BEFORE,
    POINTER_LONGEST = 120,
    MESSAGE_LONGEST = 1000
};

static const char ellipsis[] = "\xE2\x80\xA6"; /* U+2026 */

void diagnostics_begin(struct diagnostics *diagnostics, struct arena *arena) {
    diagnostics->arena = arena;
    diagnostics->source = NULL;
    diagnostics->language = LANGUAGE_ENGLISH;
    diagnostics->count = 0;
    diagnostics->dropped = 0;
    diagnostics->are_warnings = false;
}

size_t diagnostics_total(const struct diagnostics *diagnostics) {
    return diagnostics->count + diagnostics->dropped;
}

void diagnostics_add(struct diagnostics *diagnostics, size_t offset, const char *pointer,
                     const char *format, ...) {
    if (diagnostics->count == DIAGNOSTICS_MOST) {
        diagnostics->dropped++;
        return;
    }
    char message[MESSAGE_LONGEST];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    struct diagnostic *item = &diagnostics->items[diagnostics->count++];
    item->source = diagnostics->source;
    item->offset = offset;
    item->pointer = arena_copy_text(diagnostics->arena, pointer, strlen(pointer));
    item->message = arena_copy_text(diagnostics->arena, message, strlen(message));
}

static bool stands_behind(const struct diagnostic *left, const struct diagnostic *right) {
    return left->source == right->source ? left->offset > right->offset : right->source == NULL;
}

/* Insertion sort: at most DIAGNOSTICS_MOST, and equal offsets stay in the order found. */
static void sort_by_offset(struct diagnostics *diagnostics) {
    for (size_t i = 1; i < diagnostics->count; i++) {
        struct diagnostic item = diagnostics->items[i];
        size_t at = i;
        for (; at > 0 && stands_behind(&diagnostics->items[at - 1], &item); at--) {
            diagnostics->items[at] = diagnostics->items[at - 1];
        }
        diagnostics->items[at] = item;
    }
}

/* White space as wide as the visible form of the bytes. */
static void append_blank(struct text_builder *text, const char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(bytes + at, length - at, &code_point);
        int width = size == 0 || utf8_width(code_point) < 0 ? 1 : utf8_width(code_point);
        if (code_point == '\t') {
            text_append_string(text, "\t");
        } else {
            text_append(text, "  ", (size_t)width);
        }
        at += size > 0 ? size : 1;
    }
}

/* The start of what is shown of a long line: at most SHOWN_BEFORE characters before the caret. */
static size_t shown_start(const char *source, size_t line_start, size_t offset) {
    size_t at = offset;
    for (size_t i = 0; i < SHOWN_BEFORE && at > line_start; i++) {
        at--;
        while (at > line_start && ((unsigned char)source[at] & 0xC0) == 0x80) {
            at--;
        }
    }
    return at;
}

static void append_source_line(struct text_builder *text, const char *source, size_t length,
                               size_t offset) {
    size_t line_start = offset;
    while (line_start > 0 && source[line_start - 1] != '\n') {
        line_start--;
    }
    size_t line_end = offset;
    while (line_end < length && source[line_end] != '\n') {
        line_end++;
    }
    if (line_end > offset && source[line_end - 1] == '\r') {
        line_end--;
    }
    bool is_long = utf8_count(source + line_start, line_end - line_start) > LINE_LONGEST;
    size_t start = is_long ? shown_start(source, line_start, offset) : line_start;
    const char *cut = start > line_start ? ellipsis : "";
    text_append_format(text, "    %s", cut);
    text_append_visible(text, source + start, offset - start, SIZE_MAX);
    text_append_visible(text, source + offset, line_end - offset,
                        is_long ? SHOWN_BEHIND : SIZE_MAX);
    text_append_string(text, cut[0] != '\0' ? "\n     " : "\n    ");
    append_blank(text, source + start, offset - start);
    text_append_string(text, "^\n");
}

const char *diagnostic_word(enum language language) {
    static const char *const words[] = {[LANGUAGE_ENGLISH] = "error", [LANGUAGE_CHINESE] = "错误"};
    _Static_assert(sizeof words / sizeof *words == LANGUAGE_COUNT, "a word for each language");
    return words[language];
}

static const char *word_of(const struct diagnostics *diagnostics) {
    return diagnostics->are_warnings
               ? message_in(diagnostics->arena, diagnostics->language, "warning")
               : diagnostic_word(diagnostics->language);
}

static void append_dropped(struct text_builder *text, const struct diagnostics *diagnostics,
                           const char *file) {
    if (diagnostics->dropped > 0) {
        const char *said = text_format(
            diagnostics->arena, "%zu more %s%s not shown", diagnostics->dropped,
            diagnostics->are_warnings ? "warning" : "error", diagnostics->dropped == 1 ? "" : "s");
        text_append_format(text, "%s: %s\n", file,
                           message_in(diagnostics->arena, diagnostics->language, said));
    }
}

static void append_diagnostic(struct text_builder *text, const struct diagnostics *diagnostics,
                              const struct diagnostic *item,
                              const struct diagnostic_source *source) {
    assert(item->offset <= source->length);
    struct text_position position = text_position_at(source->bytes, source->length, item->offset);
    text_append_format(text, "%s:%d:%d: %s: ", source->file, position.line, position.column,
                       word_of(diagnostics));
    if (item->pointer[0] != '\0') {
        text_append_visible(text, item->pointer, strlen(item->pointer), POINTER_LONGEST);
        text_append_string(text, ": ");
    }
    const char *said = message_in(diagnostics->arena, diagnostics->language, item->message);
    text_append_visible(text, said, strlen(said), SIZE_MAX);
    text_append_string(text, "\n");
    append_source_line(text, source->bytes, source->length, item->offset);
}

const char *diagnostics_print(struct diagnostics *diagnostics, const char *file, const char *source,
                              size_t length) {
    sort_by_offset(diagnostics);
    const struct diagnostic_source own = {file, source, length};
    struct text_builder text;
    text_begin(&text, diagnostics->arena);
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct diagnostic *item = &diagnostics->items[i];
        append_diagnostic(&text, diagnostics, item, item->source != NULL ? item->source : &own);
    }
    append_dropped(&text, diagnostics, file);
    return text.bytes;
}
