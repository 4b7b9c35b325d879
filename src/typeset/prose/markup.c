#include "typeset/prose/markup.h"

#include "base/text.h"

#include <string.h>

struct parser {
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

static void add_run(struct parser *parser, struct markup_run run) {
    parser->runs = arena_grow(parser->arena, parser->runs, parser->count, sizeof *parser->runs,
                              &parser->capacity);
    run.is_bold = parser->is_bold;
    run.is_emphasis = parser->is_emphasis;
    parser->runs[parser->count++] = run;
}

static void flush(struct parser *parser) {
    if (parser->words.length > 0) {
        add_run(parser, (struct markup_run){.kind = MARKUP_TEXT,
                                            .text = parser->words.bytes,
                                            .begin = parser->words_begin,
                                            .end = parser->at});
        text_begin(&parser->words, parser->arena);
    }
}

static void add_words(struct parser *parser, const char *bytes, size_t length) {
    if (parser->words.length == 0) {
        parser->words_begin = parser->at;
    }
    text_append(&parser->words, bytes, length);
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\0';
}

static bool is_sign(char c) {
    return c == '*' || c == '`' || c == '$' || c == '\\';
}

/* Where the sign stands next, from a byte on and before the paragraph's end; 0: nowhere. A
 * backslash takes the character behind it along. */
static size_t find_close(const struct parser *parser, size_t from, const char *sign) {
    size_t length = strlen(sign);
    for (size_t at = from; at + length <= parser->paragraph_end; at++) {
        if (parser->text[at] == '\\') {
            at++;
        } else if (strncmp(parser->text + at, sign, length) == 0) {
            return at;
        }
    }
    return 0;
}

/* ---- what stands between two signs ---- */

static bool read_between(struct parser *parser, const char *sign, enum markup_kind kind) {
    size_t begin = parser->at + 1;
    size_t end = find_close(parser, begin, sign);
    if (end <= begin) {
        return false;
    }
    flush(parser);
    add_run(parser, (struct markup_run){
                        .kind = kind,
                        .text = arena_copy_text(parser->arena, parser->text + begin, end - begin),
                        .begin = begin,
                        .end = end});
    parser->at = end + 1;
    return true;
}

/* Stars open before a word and close behind one; 2 * 3 means itself. */
static bool read_star(struct parser *parser, const char *sign, bool *is_on) {
    size_t behind = parser->at + strlen(sign);
    bool closes = *is_on && parser->at > 0 && !is_space(parser->text[parser->at - 1]);
    bool opens = !*is_on && behind < parser->paragraph_end && !is_space(parser->text[behind]) &&
                 find_close(parser, behind + 1, sign) > behind;
    if (!closes && !opens) {
        return false;
    }
    flush(parser);
    *is_on = opens;
    parser->at = behind;
    return true;
}

static bool read_sign(struct parser *parser) {
    const char *text = parser->text + parser->at;
    switch (*text) {
    case '$':
        return read_between(parser, "$", MARKUP_MATH);
    case '`':
        return read_between(parser, "`", MARKUP_CODE);
    case '*':
        return (text[1] == '*' && read_star(parser, "**", &parser->is_bold)) ||
               (text[1] != '*' && read_star(parser, "*", &parser->is_emphasis));
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

static void read_paragraph(struct parser *parser) {
    while (parser->at < parser->paragraph_end) {
        const char *text = parser->text + parser->at;
        if (read_sign(parser)) {
            continue;
        }
        bool is_escape = *text == '\\' && is_sign(text[1]);
        const char *shown = is_escape ? text + 1 : *text == '\n' || *text == '\t' ? " " : text;
        add_words(parser, shown, 1);
        parser->at += is_escape ? 2 : 1;
        if (*text == '*' && text[1] == '*' && !is_escape) {
            add_words(parser, "*", 1);
            parser->at++;
        }
    }
    flush(parser);
    parser->is_bold = false;
    parser->is_emphasis = false;
}

struct markup markup_parse(struct arena *arena, const char *text) {
    struct parser parser = {.arena = arena, .text = text, .length = strlen(text)};
    text_begin(&parser.words, arena);
    while (parser.at < parser.length) {
        while (text[parser.at] == '\n') {
            parser.at++;
        }
        bool is_item = strncmp(text + parser.at, "- ", 2) == 0;
        parser.at += is_item ? 2 : 0;
        if (is_item || parser.count > 0) {
            add_run(&parser, (struct markup_run){.kind = is_item ? MARKUP_ITEM : MARKUP_END,
                                                 .text = "",
                                                 .begin = parser.at,
                                                 .end = parser.at});
        }
        parser.paragraph_end = find_end(text, parser.at);
        read_paragraph(&parser);
    }
    return (struct markup){parser.runs, parser.count};
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
