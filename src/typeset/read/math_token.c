/* What the parts of the reader of formulas share: errors, tokens, nodes. */
#include "typeset/read/math_reader.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

bool math_fail(struct math_reader *reader, size_t begin, size_t end, const char *format, ...) {
    struct math_error *error = reader->error;
    if (error->message[0] != '\0') {
        return false;
    }
    error->begin = begin < reader->length ? begin : reader->length;
    error->end = end < reader->length ? end : reader->length;
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

static void read_name(struct math_reader *reader, struct math_token *token) {
    size_t begin = reader->at;
    while (reader->at < reader->length && is_name_letter(reader->source[reader->at])) {
        reader->at++;
    }
    if (reader->at == begin && reader->at < reader->length) {
        uint32_t sign;
        size_t size = utf8_decode(reader->source + begin, reader->length - begin, &sign);
        reader->at += size > 0 ? size : 1;
    }
    token->kind = TOKEN_COMMAND;
    token->end = reader->at;
    token->command = math_command_find(reader->source + begin, reader->at - begin);
    /* \operatorname*: the limits of a sum */
    if (token->command != NULL && token->command->kind == COMMAND_OPERATOR &&
        reader->at < reader->length && reader->source[reader->at] == '*') {
        token->end = ++reader->at;
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

struct math_token math_next_token(struct math_reader *reader) {
    while (reader->at < reader->length && is_blank(reader->source[reader->at])) {
        reader->at++;
    }
    struct math_token token = {.begin = reader->at, .end = reader->at};
    if (reader->at >= reader->length) {
        return token;
    }
    if (reader->source[reader->at] == '\\') {
        reader->at++;
        read_name(reader, &token);
        return token;
    }
    size_t size =
        utf8_decode(reader->source + reader->at, reader->length - reader->at, &token.code);
    reader->at += size > 0 ? size : 1;
    token.end = reader->at;
    token.kind = size > 0 ? kind_of(token.code) : TOKEN_BROKEN;
    return token;
}

struct math_token math_peek_token(struct math_reader *reader) {
    size_t at = reader->at;
    struct math_token token = math_next_token(reader);
    reader->at = at;
    return token;
}

/* ---- nodes ---- */

struct math_node *math_add_node(struct math_reader *reader, struct math_list *list,
                                enum math_node_kind kind, enum math_class class,
                                struct math_token token) {
    struct math_node *node = ARENA_NEW(reader->arena, struct math_node);
    node->kind = kind;
    node->class = class;
    node->begin = token.begin;
    node->end = token.end;
    node->whole_end = token.end;
    node->level = -1;
    if (list->last == NULL) {
        list->first = node;
    } else {
        list->last->next = node;
    }
    list->last = node;
    return node;
}

void math_end_node(struct math_reader *reader, struct math_node *node) {
    node->end = reader->at;
    node->whole_end = reader->at;
}

struct math_node *math_add_group(struct math_reader *reader, struct math_list *list,
                                 const struct math_list *inner, struct math_token token) {
    const struct math_node *only = inner->first;
    struct math_node *node = math_add_node(reader, list, NODE_LIST, MATH_ORD, token);
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
    math_end_node(reader, node);
    return node;
}

bool math_read_raw(struct math_reader *reader, const char **ret_text, size_t *ret_length,
                   const char *for_what) {
    struct math_token open = math_next_token(reader);
    if (open.kind != TOKEN_OPEN) {
        return math_fail(reader, open.begin, open.end, "%s needs {braces} behind it", for_what);
    }
    size_t begin = reader->at;
    int depth = 1;
    for (; reader->at < reader->length; reader->at++) {
        char c = reader->source[reader->at];
        if (c == '\\' && reader->at + 1 < reader->length) {
            reader->at++;
            continue;
        }
        depth += (c == '{') - (c == '}');
        if (depth == 0) {
            *ret_text = reader->source + begin;
            *ret_length = reader->at++ - begin;
            return true;
        }
    }
    return math_fail(reader, open.begin, open.end, "this { has no }");
}
