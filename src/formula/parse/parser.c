#include "formula/parse/parser.h"

#include "base/text.h"
#include "base/utf8.h"

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool parser_is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool parser_is_space(char c) {
    return c == ' ' || c == '\t';
}

void *parser_fail(struct parser *parser, size_t begin, size_t end, const char *message) {
    if (!parser->has_failed) {
        formula_error_set(parser->error, begin, end, "%s", message);
        parser->has_failed = true;
    }
    return NULL;
}

/* ---- tokens ---- */

static size_t number_end(const struct parser *parser, size_t at) {
    const char *source = parser->source;
    while (at < parser->length && parser_is_digit(source[at])) {
        at++;
    }
    /* "2.*" is 2 times, element by element; only a digit makes the point part of the number */
    if (at + 1 < parser->length && source[at] == '.' && parser_is_digit(source[at + 1])) {
        at++;
        while (at < parser->length && parser_is_digit(source[at])) {
            at++;
        }
    }
    if (at < parser->length && (source[at] == 'e' || source[at] == 'E')) {
        size_t digits = at + 1;
        if (digits < parser->length && (source[digits] == '+' || source[digits] == '-')) {
            digits++;
        }
        if (digits < parser->length && parser_is_digit(source[digits])) {
            while (digits < parser->length && parser_is_digit(source[digits])) {
                digits++;
            }
            at = digits;
        }
    }
    return at;
}

static size_t name_end(const struct parser *parser, size_t at) {
    while (at < parser->length &&
           (is_letter(parser->source[at]) || parser_is_digit(parser->source[at]))) {
        at++;
    }
    if (at < parser->length && parser->source[at] == '\'') {
        at++;
    }
    return at;
}

/* How long the word is if the source goes on with it, else 0. A NUL ends the source. */
static size_t length_of_match(const char *source, const char *word) {
    size_t length = 0;
    while (word[length] != '\0' && source[length] == word[length]) {
        length++;
    }
    return word[length] == '\0' ? length : 0;
}

static const char *const punctuation[] = {".*", "./", "^T", "^2", ">=", "<=", ">", "<", "=",
                                          "+",  "-",  "*",  "/",  "(",  ")",  "[", "]", ","};

void parser_read_token(struct parser *parser) {
    parser->previous_end = parser->token.end;
    size_t at = parser->token.end;
    const char *source = parser->source;
    while (at < parser->length && parser_is_space(source[at])) {
        at++;
    }
    parser->token = (struct token){.kind = TOKEN_END, .begin = at, .end = at};
    if (at >= parser->length) {
        return;
    }
    if (is_letter(source[at])) {
        parser->token = (struct token){TOKEN_NAME, at, name_end(parser, at)};
        return;
    }
    if (parser_is_digit(source[at])) {
        parser->token = (struct token){TOKEN_NUMBER, at, number_end(parser, at)};
        return;
    }
    for (size_t i = 0; i < sizeof punctuation / sizeof *punctuation; i++) {
        size_t size = length_of_match(source + at, punctuation[i]);
        if (size > 0) {
            parser->token = (struct token){TOKEN_PUNCTUATION, at, at + size};
            return;
        }
    }
    uint32_t code_point;
    size_t size = utf8_decode(source + at, parser->length - at, &code_point);
    parser->token = (struct token){TOKEN_BAD, at, at + (size > 0 ? size : 1)};
}

/* Asked many times for each token, and the first character mostly says no. */
bool parser_token_is(const struct parser *parser, const char *text) {
    const char *token = parser->source + parser->token.begin;
    size_t size = parser->token.end - parser->token.begin;
    return *token == *text && length_of_match(token, text) == size && size > 0;
}

bool parser_take(struct parser *parser, const char *text) {
    if (!parser_token_is(parser, text)) {
        return false;
    }
    parser_read_token(parser);
    return true;
}

char *parser_token_text(const struct parser *parser) {
    return arena_copy_text(parser->arena, parser->source + parser->token.begin,
                           parser->token.end - parser->token.begin);
}

/* The next token for a message: quoted, or described where it cannot be shown. */
static const char *describe_token(const struct parser *parser) {
    const struct token *token = &parser->token;
    if (token->kind == TOKEN_END) {
        return "the end of the formula";
    }
    if (token->kind == TOKEN_BAD) {
        uint32_t code_point;
        size_t length = token->end - token->begin;
        if (utf8_decode(parser->source + token->begin, length, &code_point) == 0) {
            return "a byte that is not UTF-8";
        }
        if (utf8_width(code_point) <= 0) {
            return text_format(parser->arena, "the character U+%04X", (unsigned)code_point);
        }
    }
    return text_format(
        parser->arena, "\"%s\"",
        formula_error_excerpt(parser->arena, parser->source, token->begin, token->end));
}

/* "expected X, found Y" at the next token. */
void *parser_fail_expected(struct parser *parser, const char *expected) {
    return parser_fail(
        parser, parser->token.begin, parser->token.end,
        text_format(parser->arena, "expected %s, found %s", expected, describe_token(parser)));
}

bool parser_expect(struct parser *parser, const char *text) {
    if (!parser_take(parser, text)) {
        parser_fail_expected(parser, text_format(parser->arena, "\"%s\"", text));
        return false;
    }
    return true;
}

/* ---- nodes ---- */

struct expression *parser_new_node(struct parser *parser, enum expression_kind kind, size_t begin) {
    struct expression *node = ARENA_NEW(parser->arena, struct expression);
    *node = (struct expression){.kind = kind, .begin = begin, .outer_begin = begin};
    return node;
}

struct expression *parser_finish_node(struct parser *parser, struct expression *node) {
    if (parser->node_count == FORMULA_MOST_NODES) {
        return parser_fail(
            parser, node->begin, parser->previous_end,
            text_format(parser->arena,
                        "the formula is too long (more than %d operations and operands)",
                        FORMULA_MOST_NODES));
    }
    node->end = parser->previous_end;
    node->id = (int)parser->node_count;
    parser->nodes[parser->node_count++] = node;
    return node;
}
