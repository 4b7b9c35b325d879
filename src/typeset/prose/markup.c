#include "typeset/prose/markup.h"

#include "base/text.h"

#include <string.h>

struct reader {
    struct arena *arena;
    const char *text;
    size_t at, length;
    size_t paragraph_end;
    struct markup_run *runs;
    size_t count, capacity;
    bool is_bold, is_emphasis;
    struct text_builder words; /* of the run that is being read */
    size_t words_begin;
};

static void add_run(struct reader *reader, struct markup_run run) {
    reader->runs = arena_grow(reader->arena, reader->runs, reader->count, sizeof *reader->runs,
                              &reader->capacity);
    run.is_bold = reader->is_bold;
    run.is_emphasis = reader->is_emphasis;
    reader->runs[reader->count++] = run;
}

static void flush(struct reader *reader) {
    if (reader->words.length > 0) {
        add_run(reader, (struct markup_run){.kind = MARKUP_TEXT,
                                            .text = reader->words.bytes,
                                            .begin = reader->words_begin,
                                            .end = reader->at});
        text_begin(&reader->words, reader->arena);
    }
}

static void add_words(struct reader *reader, const char *bytes, size_t length) {
    if (reader->words.length == 0) {
        reader->words_begin = reader->at;
    }
    text_append(&reader->words, bytes, length);
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\0';
}

static bool is_sign(char c) {
    return c == '*' || c == '`' || c == '$' || c == '\\';
}

/* Where the sign stands next, from a byte on and before the paragraph's end; 0: nowhere. A
 * backslash takes the character behind it along. */
static size_t find_close(const struct reader *reader, size_t from, const char *sign) {
    size_t length = strlen(sign);
    for (size_t at = from; at + length <= reader->paragraph_end; at++) {
        if (reader->text[at] == '\\') {
            at++;
        } else if (strncmp(reader->text + at, sign, length) == 0) {
            return at;
        }
    }
    return 0;
}

/* ---- what stands between two signs ---- */

static bool read_between(struct reader *reader, const char *sign, enum markup_kind kind) {
    size_t begin = reader->at + 1;
    size_t end = find_close(reader, begin, sign);
    if (end <= begin) {
        return false;
    }
    flush(reader);
    add_run(reader, (struct markup_run){
                        .kind = kind,
                        .text = arena_copy_text(reader->arena, reader->text + begin, end - begin),
                        .begin = begin,
                        .end = end});
    reader->at = end + 1;
    return true;
}

/* Stars open before a word and close behind one; 2 * 3 means itself. */
static bool read_star(struct reader *reader, const char *sign, bool *is_on) {
    size_t behind = reader->at + strlen(sign);
    bool closes = *is_on && reader->at > 0 && !is_space(reader->text[reader->at - 1]);
    bool opens = !*is_on && behind < reader->paragraph_end && !is_space(reader->text[behind]) &&
                 find_close(reader, behind + 1, sign) > behind;
    if (!closes && !opens) {
        return false;
    }
    flush(reader);
    *is_on = opens;
    reader->at = behind;
    return true;
}

static bool read_sign(struct reader *reader) {
    const char *text = reader->text + reader->at;
    switch (*text) {
    case '$':
        return read_between(reader, "$", MARKUP_MATH);
    case '`':
        return read_between(reader, "`", MARKUP_CODE);
    case '*':
        return (text[1] == '*' && read_star(reader, "**", &reader->is_bold)) ||
               (text[1] != '*' && read_star(reader, "*", &reader->is_emphasis));
    default:
        return false;
    }
}

/* ---- paragraphs ---- */

/* The byte behind the paragraph that begins at a byte: its end, an empty line, or the next item. */
static size_t find_end(const char *text, size_t from) {
    size_t at = from;
    while (text[at] != '\0' &&
           !(text[at] == '\n' && (text[at + 1] == '\n' || strncmp(text + at + 1, "- ", 2) == 0))) {
        at++;
    }
    return at;
}

static void read_paragraph(struct reader *reader) {
    while (reader->at < reader->paragraph_end) {
        const char *text = reader->text + reader->at;
        if (read_sign(reader)) {
            continue;
        }
        bool is_escape = *text == '\\' && is_sign(text[1]);
        const char *shown = is_escape ? text + 1 : *text == '\n' || *text == '\t' ? " " : text;
        add_words(reader, shown, 1);
        reader->at += is_escape ? 2 : 1;
        if (*text == '*' && text[1] == '*' && !is_escape) {
            add_words(reader, "*", 1);
            reader->at++;
        }
    }
    flush(reader);
    reader->is_bold = false;
    reader->is_emphasis = false;
}

struct markup markup_parse(struct arena *arena, const char *text) {
    struct reader reader = {.arena = arena, .text = text, .length = strlen(text)};
    text_begin(&reader.words, arena);
    while (reader.at < reader.length) {
        while (text[reader.at] == '\n') {
            reader.at++;
        }
        bool is_item = strncmp(text + reader.at, "- ", 2) == 0;
        reader.at += is_item ? 2 : 0;
        if (is_item || reader.count > 0) {
            add_run(&reader, (struct markup_run){.kind = is_item ? MARKUP_ITEM : MARKUP_END,
                                                 .text = "",
                                                 .begin = reader.at,
                                                 .end = reader.at});
        }
        reader.paragraph_end = find_end(text, reader.at);
        read_paragraph(&reader);
    }
    return (struct markup){reader.runs, reader.count};
}

/* ---- mistakes ---- */

static bool holds_sign(const struct markup_run *run, const char *text, const char *sign,
                       size_t *ret_at) {
    for (size_t at = run->begin; run->kind == MARKUP_TEXT && at < run->end; at++) {
        if (text[at] == '\\') {
            at++;
        } else if (strncmp(text + at, sign, strlen(sign)) == 0) {
            *ret_at = at;
            return true;
        }
    }
    return false;
}

const char *markup_unclosed(const char *text, size_t *ret_at) {
    static const char *const signs[] = {"$", "`", "**"}; /* one star may mean itself */
    struct arena *arena = arena_create();
    struct markup markup = markup_parse(arena, text);
    const char *found = NULL;
    for (size_t i = 0; i < markup.count && found == NULL; i++) {
        for (size_t s = 0; s < sizeof signs / sizeof *signs && found == NULL; s++) {
            found = holds_sign(&markup.runs[i], text, signs[s], ret_at) ? signs[s] : NULL;
        }
    }
    arena_destroy(arena);
    return found;
}
