#include "export/reading_words.h"

#include "base/utf8.h"
#include "tell/script/prose.h"
#include "typeset/read/math_text.h"

#include <string.h>

enum { WIDE_FROM = 0x2E80, WIDE_END = 0xFFE7 };

static bool is_wide(uint32_t code) {
    return code >= WIDE_FROM && code < WIDE_END;
}

/* Not at the beginning of a line. */
static bool is_closing(uint32_t code) {
    static const char closing[] = "，。、；：！？）》”’.,;:!?)";
    char bytes[5] = {0};
    utf8_encode(code, bytes);
    return code != 0 && strstr(closing, bytes) != NULL;
}

static const char *line_of(const struct telling *telling) {
    struct text_builder line;
    text_begin(&line, telling->arena);
    for (size_t i = 0; i < telling->count; i++) {
        const struct telling_part *part = &telling->parts[i];
        switch (part->kind) {
        case TELLING_WORDS:
            text_append_string(&line, part->text);
            break;
        case TELLING_FORMULA:
        case TELLING_SYMBOL:
            text_append_string(&line, math_text_of_tex(telling->arena, part->text));
            break;
        case TELLING_END:
            text_append_string(&line, "\n");
            break;
        case TELLING_KIND_COUNT:
            break;
        }
    }
    return line.bytes;
}

/* Bytes that stay together: a word with the space behind it, or one Chinese character with the
 * marks that close behind it. */
static size_t unit_length(const char *text, size_t *ret_columns) {
    size_t length = strlen(text), at = 0;
    *ret_columns = 0;
    bool is_first = true;
    while (at < length && text[at] != '\n') {
        uint32_t code = 0;
        size_t step = utf8_decode(text + at, length - at, &code);
        step = step > 0 ? step : 1;
        if (!is_first && is_wide(code) && !is_closing(code)) {
            break;
        }
        uint32_t next = 0;
        at += step;
        *ret_columns += is_wide(code) ? 2 : 1;
        utf8_decode(text + at, length - at, &next);
        if (code == ' ' || (is_wide(code) && !is_closing(next))) {
            break;
        }
        is_first = false;
    }
    return at;
}

static void end_line(struct text_builder *text) {
    while (text->length > 0 && text->bytes[text->length - 1] == ' ') {
        text->bytes[--text->length] = '\0';
    }
    text_append_string(text, "\n");
}

void reading_words_append(struct text_builder *text, const struct telling *telling,
                          size_t columns) {
    size_t used = 0;
    for (const char *at = line_of(telling); *at != '\0';) {
        size_t wide;
        size_t length = unit_length(at, &wide);
        size_t ink = length > 0 && at[length - 1] == ' ' ? wide - 1 : wide;
        if (*at == '\n' || (columns > 0 && used > 0 && used + ink > columns)) {
            end_line(text);
            used = 0;
        }
        if (*at == '\n') {
            at++;
            continue;
        }
        text_append(text, at, length);
        used += wide;
        at += length;
    }
    end_line(text);
}

const char *reading_words_of(struct arena *arena, enum language language, const char *text) {
    struct telling telling = telling_begin(arena, language);
    prose_tell(&telling, text, NULL);
    return line_of(&telling);
}
