#include "base/message.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { MOST_PARTS = 9, MOST_DEPTH = 6 };

static const struct message_table *const tables[] = {&message_file_table, &message_formula_table,
                                                     &message_command_table};

/* ---- matching ---- */

struct part {
    const char *bytes;
    size_t length;
};

/* A message held against a row. */
struct match {
    struct part parts[MOST_PARTS];
    size_t part_count;
    size_t literal;    /* bytes of the row that are no conversions: the most of them wins */
    bool keeps_quotes; /* what stands in quotes or parentheses is not divided */
};

static bool is_number_byte(char c) {
    return c != '\0' && strchr("0123456789ABCDEFx.+-e", c) != NULL;
}

/* Each parenthesis that opens in it closes in it, but for one that is quoted, '('. What was cut,
 * "sum(k, row…", need not. */
static bool has_whole_parentheses(struct part part) {
    int depth = 0;
    for (size_t i = 0; i < part.length && depth >= 0; i++) {
        if (strncmp(part.bytes + i, "…", strlen("…")) == 0) {
            return true;
        }
        bool is_quoted_sign = i > 0 && part.bytes[i - 1] == '\'';
        int change = (part.bytes[i] == '(') - (part.bytes[i] == ')');
        depth += is_quoted_sign ? 0 : change;
    }
    return depth == 0;
}

static bool may_end_here(const struct match *match, bool is_number, struct part part) {
    if (is_number) {
        const char *digit = strpbrk(part.bytes, "0123456789ABCDEF");
        return digit != NULL && digit < part.bytes + part.length;
    }
    size_t quotes = 0;
    for (size_t i = 0; match->keeps_quotes && i < part.length; i++) {
        quotes += part.bytes[i] == '"';
    }
    return quotes % 2 == 0 && (!match->keeps_quotes || has_whole_parentheses(part));
}

static bool match_from(struct match *match, const char *pattern, const char *text);

/* The conversion at the pattern takes as little as it can. */
static bool match_part(struct match *match, const char *pattern, const char *text) {
    bool is_number = pattern[1] == 'd';
    if (match->part_count == MOST_PARTS) {
        return false;
    }
    size_t index = match->part_count++;
    for (size_t length = 0;; length++) {
        match->parts[index] = (struct part){text, length};
        if (may_end_here(match, is_number, match->parts[index]) &&
            match_from(match, pattern + 2, text + length)) {
            return true;
        }
        if (text[length] == '\0' || (is_number && !is_number_byte(text[length]))) {
            break;
        }
    }
    match->part_count = index;
    return false;
}

static bool match_from(struct match *match, const char *pattern, const char *text) {
    size_t same = 0;
    while (pattern[same] != '\0' && pattern[same] != '%' && pattern[same] == text[same]) {
        same++;
    }
    if (pattern[same] == '\0' || pattern[same] != '%') {
        match->literal += same;
        bool is_whole = pattern[same] == '\0' && text[same] == '\0';
        match->literal -= is_whole ? 0 : same;
        return is_whole;
    }
    match->literal += same;
    bool is_matched = match_part(match, pattern + same, text + same);
    match->literal -= is_matched ? 0 : same;
    return is_matched;
}

/* A row of what is said of something, "%s: …". What is told before a colon is no such thing, if it
 * has a row: "this misprint shows nothing: …". */
static bool is_named(const struct message_row *row) {
    return strncmp(row->in[LANGUAGE_ENGLISH], "%s: ", strlen("%s: ")) == 0;
}

static bool has_words_first(const struct message_row *row) {
    return row->in[LANGUAGE_ENGLISH][0] != '%';
}

static bool is_better(const struct message_row *row, const struct match *match,
                      const struct message_row *best, const struct match *best_match) {
    if (is_named(row) && has_words_first(best)) {
        return false;
    }
    return (has_words_first(row) && is_named(best)) || match->literal > best_match->literal;
}

/* The row that the message was made from: of several the one with the most words of its own. */
static const struct message_row *find_row(const char *text, bool keeps_quotes,
                                          struct match *ret_match) {
    const struct message_row *best = NULL;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        for (size_t i = 0; i < tables[t]->count; i++) {
            const struct message_row *row = &tables[t]->rows[i];
            struct match match = {.keeps_quotes = keeps_quotes};
            if (match_from(&match, row->in[LANGUAGE_ENGLISH], text) &&
                (best == NULL || is_better(row, &match, best, ret_match))) {
                best = row;
                *ret_match = match;
            }
        }
    }
    return best;
}

/* ---- saying it ---- */

static bool is_ideograph(uint32_t code_point) {
    return code_point >= 0x4E00 && code_point <= 0x9FFF;
}

static bool is_latin(uint32_t code_point) {
    return code_point > ' ' && code_point < 0x300;
}

/* The last character of the text, 0 when it is empty. */
static uint32_t last_character(const struct text_builder *text) {
    uint32_t code_point = 0;
    for (size_t size = 1; size <= 4 && size <= text->length; size++) {
        if (utf8_decode(text->bytes + text->length - size, size, &code_point) == size) {
            return code_point;
        }
    }
    return 0;
}

/* Between a Chinese character and a Latin one stands a space, as in print. */
static void append_spaced(struct text_builder *text, const char *bytes, size_t length) {
    uint32_t before = last_character(text), behind = 0;
    utf8_decode(bytes, length, &behind);
    if ((is_ideograph(before) && is_latin(behind)) || (is_latin(before) && is_ideograph(behind))) {
        text_append_string(text, " ");
    }
    text_append(text, bytes, length);
}

/* Names that somebody gave, keys and files among them, stand in quotes and stay what they are. */
static bool is_quoted(const char *message, struct part part) {
    return part.bytes > message && part.bytes[-1] == '"' && part.bytes[part.length] == '"';
}

/* A word, or anything in quotes: what a list is made of. */
static bool is_item(const char *bytes, size_t length) {
    bool is_in_quotes = length > 1 && bytes[0] == '"' && bytes[length - 1] == '"';
    for (size_t i = 0; i < length && !is_in_quotes; i++) {
        if (strchr(" \"()[]", bytes[i]) != NULL) {
            return false;
        }
    }
    return length > 0;
}

/* "a, b" in Chinese is a、b; what is no list stays. */
static const char *say_list(struct arena *arena, const char *message) {
    static const char comma[] = ", ";
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *item = message;;) {
        const char *end = strstr(item, comma);
        size_t length = end != NULL ? (size_t)(end - item) : strlen(item);
        if (!is_item(item, length)) {
            return message;
        }
        text_append(&text, item, length);
        if (end == NULL) {
            return text.bytes;
        }
        text_append_string(&text, "、");
        item = end + strlen(comma);
    }
}

static const char *say(struct arena *arena, enum language language, const char *message,
                       int depth) {
    struct match match;
    const struct message_row *row = find_row(message, true, &match);
    row = row != NULL ? row : find_row(message, false, &match);
    if (row == NULL || depth == MOST_DEPTH) {
        return say_list(arena, message);
    }
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *c = row->in[language]; *c != '\0';) {
        size_t length = strcspn(c, "%");
        append_spaced(&text, c, length);
        c += length;
        if (*c == '%') {
            struct part part = match.parts[c[1] - '1'];
            const char *own = arena_copy_text(arena, part.bytes, part.length);
            own = is_quoted(message, part) ? own : say(arena, language, own, depth + 1);
            append_spaced(&text, own, strlen(own));
            c += 2;
        }
    }
    return text.bytes;
}

const char *message_in(struct arena *arena, enum language language, const char *message) {
    return language == LANGUAGE_ENGLISH ? message : say(arena, language, message, 0);
}

const char *message_line(struct arena *arena, enum language language, const char *message) {
    return text_format(arena, "backstep: %s\n",
                       text_visible(arena, message_in(arena, language, message)));
}
