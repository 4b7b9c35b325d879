/* What the parts of the parser of formulas share: errors, tokens, nodes. */
#include "typeset/read/math_parser.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

bool math_fail(struct math_parser *parser, size_t begin, size_t end, const char *format, ...) {
    struct math_error *error = parser->error;
    if (error->message[0] != '\0') {
        return false;
    }
    error->begin = begin < parser->length ? begin : parser->length;
    error->end = end < parser->length ? end : parser->length;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

/* ---- tokens ---- */

static bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void read_name(struct math_parser *parser, struct math_token *token) {
    size_t begin = parser->at;
    while (parser->at < parser->length && is_name_letter(parser->source[parser->at])) {
        parser->at++;
    }
    if (parser->at == begin && parser->at < parser->length) {
        uint32_t sign;
        size_t size = utf8_decode(parser->source + begin, parser->length - begin, &sign);
        parser->at += size > 0 ? size : 1;
    }
    token->kind = TOKEN_COMMAND;
    token->end = parser->at;
    token->command = math_command_find(parser->source + begin, parser->at - begin);
    /* \operatorname*: the limits of a sum */
    if (token->command != NULL && token->command->kind == COMMAND_OPERATOR &&
        parser->at < parser->length && parser->source[parser->at] == '*') {
        token->end = ++parser->at;
    }
}

static enum math_token_kind kind_of(uint32_t code) {
    switch (code) {
    case '{':
        return TOKEN_OPEN;
    case '}':
        return TOKEN_CLOSE;
    case '^':
        return TOKEN_SUPERSCRIPT;
    case '_':
        return TOKEN_SUBSCRIPT;
    case '&':
        return TOKEN_CELL;
    case '#':
    case '$':
    case '%':
        return TOKEN_BROKEN;
    default:
        return code < 0x20 || code == 0x7F ? TOKEN_BROKEN : TOKEN_CHARACTER;
    }
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct math_token math_next_token(struct math_parser *parser) {
    while (parser->at < parser->length && is_blank(parser->source[parser->at])) {
        parser->at++;
    }
    struct math_token token = {.begin = parser->at, .end = parser->at};
    if (parser->at >= parser->length) {
        return token;
    }
    if (parser->source[parser->at] == '\\') {
        parser->at++;
        read_name(parser, &token);
        return token;
    }
    size_t size =
        utf8_decode(parser->source + parser->at, parser->length - parser->at, &token.code);
    parser->at += size > 0 ? size : 1;
    token.end = parser->at;
    token.kind = size > 0 ? kind_of(token.code) : TOKEN_BROKEN;
    return token;
}

struct math_token math_peek_token(struct math_parser *parser) {
    size_t at = parser->at;
    struct math_token token = math_next_token(parser);
    parser->at = at;
    return token;
}

bool math_is_command(struct math_token token, enum math_command_kind kind) {
    return token.kind == TOKEN_COMMAND && token.command != NULL && token.command->kind == kind;
}

/* ---- nodes ---- */

struct math_node *math_add_node(struct math_parser *parser, struct math_list *list,
                                enum math_node_kind kind, enum math_class class,
                                struct math_token token) {
    struct math_node *node = ARENA_NEW(parser->arena, struct math_node);
    node->kind = kind;
    node->class = class;
    node->begin = token.begin;
    node->end = token.end;
    node->whole_end = token.end;
    node->style = -1;
    if (list->last == NULL) {
        list->first = node;
    } else {
        list->last->next = node;
    }
    list->last = node;
    return node;
}

void math_end_node(struct math_parser *parser, struct math_node *node) {
    node->end = parser->at;
    node->whole_end = parser->at;
}

struct math_node *math_add_group(struct math_parser *parser, struct math_list *list,
                                 const struct math_list *inner, struct math_token token) {
    const struct math_node *only = inner->first;
    struct math_node *node = math_add_node(parser, list, NODE_LIST, MATH_ORD, token);
    if (only != NULL && only->next == NULL && only->superscript == NULL &&
        only->subscript == NULL && (only->kind == NODE_SYMBOL || only->kind == NODE_SLOT)) {
        struct math_node *previous = node->next;
        *node = *only;
        node->next = previous;
        node->class = MATH_ORD;
        node->partner = NULL;
        node->begin = token.begin;
    } else {
        node->first = inner;
    }
    math_end_node(parser, node);
    return node;
}

bool math_read_raw(struct math_parser *parser, const char **ret_text, size_t *ret_length,
                   const char *for_what) {
    struct math_token open = math_next_token(parser);
    if (open.kind != TOKEN_OPEN) {
        return math_fail(parser, open.begin, open.end, "%s needs {braces} behind it", for_what);
    }
    size_t begin = parser->at;
    int depth = 1;
    for (; parser->at < parser->length; parser->at++) {
        char c = parser->source[parser->at];
        if (c == '\\' && parser->at + 1 < parser->length) {
            parser->at++;
            continue;
        }
        depth += (c == '{') - (c == '}');
        if (depth == 0) {
            *ret_text = parser->source + begin;
            *ret_length = parser->at++ - begin;
            return true;
        }
    }
    return math_fail(parser, open.begin, open.end, "this { has no }");
}
