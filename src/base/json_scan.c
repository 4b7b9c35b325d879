/* A recursive descent over RFC 8259's grammar, as deep as limits->depth at most. It reads no
 * values: it proves that cJSON, which is laxer, may read them, and notes where they stand. It
 * runs twice, once to check and count and once to fill an array of exactly that size, so that a
 * faulty text costs no memory. */
#include "base/json_scan.h"

#include "base/text.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

enum { WORD_LONGEST = 24 };

struct scan {
    struct arena *arena;
    const char *bytes;
    size_t length;
    size_t at;
    size_t depth;
    const struct json_limits *limits;
    struct json_value *values;  /* NULL while only counting */
    struct json_value unstored; /* what the values are written to then */
    size_t count;
    struct json_fault *fault;
};

static bool fail(struct scan *scan, size_t offset, const char *message) {
    *scan->fault = (struct json_fault){.offset = offset, .message = message};
    return false;
}

/* The byte at the reading place, or -1 at the end. */
static int peek(const struct scan *scan) {
    return scan->at < scan->length ? (unsigned char)scan->bytes[scan->at] : -1;
}

static bool is_digit(int byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_letter(int byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static void skip_whitespace(struct scan *scan) {
    while (peek(scan) > 0 && strchr(" \t\n\r", peek(scan)) != NULL) {
        scan->at++;
    }
}

/* The word at the reading place, cut at WORD_LONGEST. */
static const char *word_here(const struct scan *scan) {
    size_t end = scan->at;
    while (end < scan->length && end - scan->at < WORD_LONGEST &&
           (is_letter((unsigned char)scan->bytes[end]) || is_digit(scan->bytes[end]))) {
        end++;
    }
    return arena_copy_text(scan->arena, scan->bytes + scan->at, end - scan->at);
}

/* What often stands in a file in place of what JSON needs, in words. */
struct mistake {
    uint32_t code_point;
    const char *words;
};

static const struct mistake mistakes[] = {
    {' ', "a space"},
    {'\t', "a tab"},
    {'\n', "the end of the line"},
    {'\r', "the end of the line"},
    {'\'', "\"'\" (strings stand in double quotes)"},
    {'/', "'/' (JSON has no comments)"},
    {'#', "'#' (JSON has no comments)"},
    {0x00A0, "a no-break space (U+00A0; use an ordinary one)"},
    {0x3000, "a wide space (U+3000; use an ordinary one)"},
    {0xFEFF, "a byte order mark (U+FEFF; it may stand at the beginning of a file only)"},
    {0x201C, "'\xE2\x80\x9C' (U+201C; strings stand in straight quotes '\"')"},
    {0x201D, "'\xE2\x80\x9D' (U+201D; strings stand in straight quotes '\"')"},
    {0xFF0C, "'\xEF\xBC\x8C' (U+FF0C; JSON's comma is ',')"},
    {0x3001, "'\xE3\x80\x81' (U+3001; JSON's comma is ',')"},
    {0xFF1A, "'\xEF\xBC\x9A' (U+FF1A; JSON's colon is ':')"},
};

/* What stands at the reading place, in words. */
static const char *words_here(const struct scan *scan) {
    if (scan->at == scan->length) {
        return "the end of the file";
    }
    if (is_letter(peek(scan))) {
        return word_here(scan);
    }
    const char *bytes = scan->bytes + scan->at;
    uint32_t code_point = 0;
    size_t size = utf8_decode(bytes, scan->length - scan->at, &code_point);
    if (size == 0) {
        return text_format(scan->arena, "the byte 0x%02X, which is not UTF-8",
                           (unsigned char)bytes[0]);
    }
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        if (mistakes[i].code_point == code_point) {
            return mistakes[i].words;
        }
    }
    if (utf8_width(code_point) <= 0) {
        return text_format(scan->arena, "the %s character U+%04X",
                           code_point < 0xA0 ? "control" : "invisible", (unsigned)code_point);
    }
    return text_format(scan->arena, "'%.*s'", (int)size, bytes);
}

/* Words right behind a string, as in "say "yes" to it": the quote was meant as a part of it. */
static const char *found_here(const struct scan *scan) {
    const char *words = words_here(scan);
    bool is_behind = scan->at > 0 && scan->bytes[scan->at - 1] == '"' && strchr(words, '(') == NULL;
    bool is_word = is_letter(peek(scan)) || is_digit(peek(scan)) || peek(scan) >= 0x80;
    static const char quoted[] = "%s (a quotation mark in a text is written \\\" or “ ”)";
    return is_behind && is_word ? text_format(scan->arena, quoted, words) : words;
}

static bool fail_expected(struct scan *scan, const char *expected) {
    return fail(scan, scan->at,
                text_format(scan->arena, "expected %s, found %s", expected, found_here(scan)));
}

/* ---- strings ---- */

/* Four hexadecimal digits at the reading place, or -1. */
static long read_hex(struct scan *scan) {
    long value = 0;
    for (int i = 0; i < 4; i++, scan->at++) {
        int byte = peek(scan);
        if (is_digit(byte)) {
            value = value * 16 + byte - '0';
        } else if ((byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F')) {
            value = value * 16 + (byte | 0x20) - 'a' + 10;
        } else {
            return -1;
        }
    }
    return value;
}

static const char four_digits[] = "four hexadecimal digits behind \\u";

/* The second half of a surrogate pair, \uDC00 to \uDFFF. */
static bool scan_low_surrogate(struct scan *scan, size_t start, long high) {
    long low = -1;
    if (scan->length - scan->at >= 2 && memcmp(scan->bytes + scan->at, "\\u", 2) == 0) {
        scan->at += 2;
        low = read_hex(scan);
        if (low < 0) {
            return fail_expected(scan, four_digits);
        }
    }
    if (low < 0xDC00 || low > 0xDFFF) {
        return fail(scan, start,
                    text_format(scan->arena,
                                "\\u%04lX is half of a surrogate pair; expected the other half, "
                                "\\uDC00 to \\uDFFF, behind it",
                                (unsigned long)high));
    }
    return true;
}

/* \uXXXX; the reading place is behind the u, start at the backslash. */
static bool scan_unicode_escape(struct scan *scan, size_t start, size_t *decoded) {
    long code = read_hex(scan);
    if (code < 0) {
        return fail_expected(scan, four_digits);
    }
    if (code == 0) {
        return fail(scan, start, "expected a character other than NUL, found \\u0000");
    }
    if (code >= 0xDC00 && code <= 0xDFFF) {
        return fail(scan, start,
                    text_format(scan->arena,
                                "\\u%04lX is the second half of a surrogate pair; expected the "
                                "first, \\uD800 to \\uDBFF, before it",
                                (unsigned long)code));
    }
    if (code >= 0xD800 && code <= 0xDBFF) {
        *decoded += 4;
        return scan_low_surrogate(scan, start, code);
    }
    char bytes[4];
    *decoded += utf8_encode((uint32_t)code, bytes);
    return true;
}

static bool scan_escape(struct scan *scan, size_t *decoded) {
    size_t start = scan->at++;
    int byte = peek(scan);
    if (byte == 'u') {
        scan->at++;
        return scan_unicode_escape(scan, start, decoded);
    }
    if (byte < 1 || strchr("\"\\/bfnrt", byte) == NULL) {
        return fail_expected(scan, "one of \" \\ / b f n r t u behind a backslash (write \\\\ for "
                                   "the backslash itself)");
    }
    scan->at++;
    *decoded += 1;
    return true;
}

/* One character of a string that is neither its end nor an escape. */
static bool scan_character(struct scan *scan, size_t *decoded) {
    int byte = peek(scan);
    if (byte < 0 || byte == '\n' || byte == '\r') {
        return fail_expected(scan, "'\"' at the end of the string");
    }
    if (byte == 0) {
        return fail_expected(scan, "a character other than NUL in a string");
    }
    if (byte < 0x20) {
        const char *escape =
            byte == '\t' ? "\\t" : text_format(scan->arena, "\\u%04x", (unsigned)byte);
        return fail(scan, scan->at,
                    text_format(scan->arena, "expected %s in a string, found %s as it is", escape,
                                found_here(scan)));
    }
    uint32_t code_point;
    size_t size = utf8_decode(scan->bytes + scan->at, scan->length - scan->at, &code_point);
    if (size == 0) {
        return fail_expected(scan, "UTF-8 text in a string");
    }
    scan->at += size;
    *decoded += size;
    return true;
}

/* Nothing is to be said of most characters. */
static void skip_plain(struct scan *scan, size_t *decoded) {
    size_t at = scan->at;
    while (at < scan->length && scan->bytes[at] >= ' ' && scan->bytes[at] < 0x7F &&
           scan->bytes[at] != '"' && scan->bytes[at] != '\\') {
        at++;
    }
    *decoded += at - scan->at;
    scan->at = at;
}

static bool scan_string(struct scan *scan) {
    size_t start = scan->at++;
    size_t decoded = 0;
    for (;;) {
        skip_plain(scan, &decoded);
        if (decoded > scan->limits->string_bytes) {
            return fail(scan, start,
                        text_format(scan->arena,
                                    "the string is too long (expected at most %zu "
                                    "bytes, found more)",
                                    scan->limits->string_bytes));
        }
        if (peek(scan) == '"') {
            scan->at++;
            return true;
        }
        bool done =
            peek(scan) == '\\' ? scan_escape(scan, &decoded) : scan_character(scan, &decoded);
        if (!done) {
            return false;
        }
    }
}

/* ---- numbers and words ---- */

static bool scan_digits(struct scan *scan, const char *expected) {
    if (!is_digit(peek(scan))) {
        return fail_expected(scan, expected);
    }
    while (is_digit(peek(scan))) {
        scan->at++;
    }
    return true;
}

static bool scan_integer_part(struct scan *scan) {
    if (peek(scan) == '-') {
        scan->at++;
    }
    if (peek(scan) != '0') {
        return scan_digits(scan, "a digit behind '-'");
    }
    scan->at++;
    if (is_digit(peek(scan))) {
        return fail_expected(scan, "no digit behind a leading 0");
    }
    return true;
}

static bool scan_number(struct scan *scan) {
    if (!scan_integer_part(scan)) {
        return false;
    }
    if (peek(scan) == '.') {
        scan->at++;
        if (!scan_digits(scan, "a digit behind the decimal point")) {
            return false;
        }
    }
    if (peek(scan) == 'e' || peek(scan) == 'E') {
        scan->at++;
        if (peek(scan) == '+' || peek(scan) == '-') {
            scan->at++;
        }
        return scan_digits(scan, "a digit in the exponent");
    }
    return true;
}

struct literal {
    const char *word;
    enum json_kind kind;
};

static const struct literal literals[] = {
    {"null", JSON_NULL}, {"false", JSON_FALSE}, {"true", JSON_TRUE}};

static const char *remark_on_word(struct scan *scan, const char *word) {
    static const char *const words[] = {"null", "false", "true"};
    static const char *const not_finite[] = {"NaN", "Infinity", "Inf"};
    for (size_t i = 0; i < sizeof not_finite / sizeof *not_finite; i++) {
        if (strcasecmp(word, not_finite[i]) == 0) {
            return " (JSON has neither NaN nor infinities)";
        }
    }
    const char *nearest = text_nearest(word, words, sizeof words / sizeof *words);
    return nearest != NULL ? text_format(scan->arena, "; did you mean %s?", nearest)
                           : " (strings stand in double quotes)";
}

static bool scan_literal(struct scan *scan, struct json_value *value) {
    size_t end = scan->at;
    while (end < scan->length && (is_letter(scan->bytes[end]) || is_digit(scan->bytes[end]))) {
        end++;
    }
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        size_t length = strlen(literals[i].word);
        if (end - scan->at == length &&
            memcmp(scan->bytes + scan->at, literals[i].word, length) == 0) {
            value->kind = literals[i].kind;
            scan->at = end;
            return true;
        }
    }
    const char *word = word_here(scan);
    return fail(
        scan, scan->at,
        text_format(scan->arena, "expected a value, found %s%s", word, remark_on_word(scan, word)));
}

/* ---- values ---- */

static bool scan_value(struct scan *scan, struct json_value *value);

/* The next value in the order of the text. */
static struct json_value *next_value(struct scan *scan) {
    return scan->values != NULL ? &scan->values[scan->count++] : (scan->count++, &scan->unstored);
}

/* A new item behind the last one of its container. */
static struct json_value *add_item(struct scan *scan, struct json_value *container,
                                   struct json_value *last, size_t key_offset) {
    struct json_value *item = next_value(scan);
    if (scan->values == NULL) {
        return item;
    }
    item->parent = container;
    item->key_offset = key_offset;
    item->index = container->count++;
    if (last == NULL) {
        container->first = item;
    } else {
        last->next = item;
    }
    return item;
}

/* Behind an item: past a comma (true, *ret_more true) or a closing bracket. */
static bool scan_separator(struct scan *scan, int close, bool *ret_more) {
    skip_whitespace(scan);
    int byte = peek(scan);
    if (byte != ',' && byte != close) {
        return fail_expected(scan, close == ']' ? "',' or ']' behind an item of an array"
                                                : "',' or '}' behind a member of an object");
    }
    scan->at++;
    *ret_more = byte == ',';
    skip_whitespace(scan);
    if (*ret_more && peek(scan) == close) {
        return fail_expected(scan, close == ']' ? "another item behind ','"
                                                : "another member behind ','");
    }
    return true;
}

static bool scan_key(struct scan *scan, const char *expected) {
    if (peek(scan) != '"') {
        return fail_expected(scan, expected);
    }
    if (!scan_string(scan)) {
        return false;
    }
    skip_whitespace(scan);
    if (peek(scan) != ':') {
        return fail_expected(scan, "':' behind a member's name");
    }
    scan->at++;
    skip_whitespace(scan);
    return true;
}

/* The items or members of a container, from behind its opening bracket. */
static bool scan_items(struct scan *scan, struct json_value *container, int close) {
    scan->at++;
    skip_whitespace(scan);
    if (peek(scan) == close) {
        scan->at++;
        return true;
    }
    const char *expected_key = "a member's name in double quotes or '}'";
    struct json_value *last = NULL;
    bool more = true;
    while (more) {
        size_t key_offset = scan->at;
        if (close == '}' && !scan_key(scan, expected_key)) {
            return false;
        }
        last = add_item(scan, container, last, key_offset);
        if (!scan_value(scan, last) || !scan_separator(scan, close, &more)) {
            return false;
        }
        expected_key = "a member's name in double quotes";
    }
    return true;
}

static bool scan_container(struct scan *scan, struct json_value *container) {
    if (scan->depth == scan->limits->depth) {
        return fail(scan, scan->at,
                    text_format(scan->arena,
                                "nested too deep (expected at most %zu arrays and "
                                "objects inside each other, found %zu)",
                                scan->limits->depth, scan->depth + 1));
    }
    scan->depth++;
    int close = container->kind == JSON_ARRAY ? ']' : '}';
    bool done = scan_items(scan, container, close);
    scan->depth--;
    return done;
}

static bool scan_value(struct scan *scan, struct json_value *value) {
    value->offset = scan->at;
    int byte = peek(scan);
    if (byte == '{' || byte == '[') {
        value->kind = byte == '{' ? JSON_OBJECT : JSON_ARRAY;
        return scan_container(scan, value);
    }
    if (byte == '"') {
        value->kind = JSON_STRING;
        return scan_string(scan);
    }
    if (byte == '-' || is_digit(byte)) {
        value->kind = JSON_NUMBER;
        return scan_number(scan);
    }
    if (byte == '+' || byte == '.') {
        return fail_expected(scan, "a number that begins with a digit or '-'");
    }
    return is_letter(byte) ? scan_literal(scan, value) : fail_expected(scan, "a value");
}

bool json_scan(struct arena *arena, struct json_text text, const struct json_limits *limits,
               struct json_value *values, size_t *ret_count, struct json_fault *reterr_fault) {
    assert(limits->depth <= JSON_DEEPEST);
    struct scan scan = {.arena = arena,
                        .bytes = text.bytes,
                        .length = text.length,
                        .at = utf8_mark_length(text.bytes, text.length),
                        .limits = limits,
                        .values = values,
                        .fault = reterr_fault};
    skip_whitespace(&scan);
    if (!scan_value(&scan, next_value(&scan))) {
        return false;
    }
    skip_whitespace(&scan);
    if (scan.at != text.length) {
        return fail_expected(&scan, "the end of the file behind the document");
    }
    *ret_count = scan.count;
    return true;
}
