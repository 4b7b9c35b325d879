#include "formula/parse/parse_tensor.h"

#include "base/text.h"

enum { INTEGER_MOST_DIGITS = 6 };

static bool read_integer(struct parser *parser, int *ret) {
    const struct token token = parser->token;
    int value = 0;
    bool is_whole = token.kind == TOKEN_NUMBER;
    for (size_t at = token.begin; is_whole && at < token.end; at++) {
        is_whole = parser_is_digit(parser->source[at]);
        if (is_whole && at - token.begin < INTEGER_MOST_DIGITS) {
            value = value * 10 + (parser->source[at] - '0');
        }
    }
    if (!is_whole) {
        parser_fail_expected(parser, "a whole number");
        return false;
    }
    if (token.end - token.begin > INTEGER_MOST_DIGITS) {
        parser_fail(parser, token.begin, token.end, "the number is too large");
        return false;
    }
    *ret = value;
    parser_read_token(parser);
    return true;
}

/* "[" index "]", the bracket taken already. */
bool parse_tensor_read_index(struct parser *parser, struct tensor_index *ret) {
    struct tensor_index index = {.base = INDEX_NUMBER};
    if (parser_token_is(parser, "l") || parser_token_is(parser, "L")) {
        index.base = parser_token_is(parser, "l") ? INDEX_LAYER : INDEX_LAST;
        parser_read_token(parser);
        bool is_minus = parser_token_is(parser, "-");
        if (is_minus || parser_token_is(parser, "+")) {
            parser_read_token(parser);
            if (!read_integer(parser, &index.offset)) {
                return false;
            }
            index.offset = is_minus ? -index.offset : index.offset;
        }
    } else if (parser->token.kind != TOKEN_NUMBER) {
        parser_fail_expected(parser, "a layer (a number, l or L)");
        return false;
    } else if (!read_integer(parser, &index.offset)) {
        return false;
    }
    *ret = index;
    return parser_expect(parser, "]");
}

bool parse_tensor_take_letter(struct parser *parser, struct element_index *ret) {
    for (size_t i = 0; i < parser->letters.count; i++) {
        if (parser_take(parser, parser->letters.names[i])) {
            *ret = (struct element_index){.is_letter = true, .number = (int)i};
            return true;
        }
    }
    return false;
}

/* "i, j, k" */
static const char *list_letters(const struct parser *parser) {
    struct text_builder text;
    text_begin(&text, parser->arena);
    for (size_t i = 0; i < parser->letters.count; i++) {
        text_append_format(&text, i > 0 ? ", %s" : "%s", parser->letters.names[i]);
    }
    return text.bytes;
}

static bool read_element(struct parser *parser, struct element_index *ret) {
    if (parse_tensor_take_letter(parser, ret)) {
        return true;
    }
    if (parser->token.kind != TOKEN_NUMBER) {
        parser_fail_expected(parser,
                             text_format(parser->arena, "a row or column (a number, or one of %s)",
                                         list_letters(parser)));
        return false;
    }
    size_t begin = parser->token.begin;
    *ret = (struct element_index){.number = 0};
    if (!read_integer(parser, &ret->number)) {
        return false;
    }
    if (ret->number == 0) {
        parser_fail(parser, begin, parser->previous_end, "rows and columns are counted from 1");
        return false;
    }
    return true;
}

/* "(" element [ "," element ] ")", the first parenthesis taken already. */
static bool read_elements(struct parser *parser, struct expression *node) {
    node->has_element = true;
    if (!read_element(parser, &node->row)) {
        return false;
    }
    node->is_vector = !parser_take(parser, ",");
    node->column = node->row;
    return (node->is_vector || read_element(parser, &node->column)) && parser_expect(parser, ")");
}

int parse_tensor_find_function(const struct parser *parser) {
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        if (parser_token_is(parser, function_definition((enum function)i)->name)) {
            return i;
        }
    }
    return -1;
}

int parse_tensor_find_symbol(const struct parser *parser) {
    for (size_t i = 0; i < parser->symbols->count; i++) {
        if (parser_token_is(parser, parser->symbols->names[i])) {
            return (int)i;
        }
    }
    return -1;
}

const struct named_piece *parse_tensor_find_piece(const struct parser *parser) {
    for (size_t i = 0; i < parser->symbols->piece_count; i++) {
        if (parser_token_is(parser, parser->symbols->pieces[i].name)) {
            return &parser->symbols->pieces[i];
        }
    }
    return NULL;
}

bool parse_tensor_read_layer(struct parser *parser, const char *name, struct tensor_index *ret) {
    size_t begin = parser->token.begin;
    parser_read_token(parser);
    if (!parser_take(parser, "[")) {
        parser_fail(parser, begin, parser->previous_end,
                    text_format(parser->arena, "\"%s\" needs a layer, as in %s[l]", name, name));
        return false;
    }
    return parse_tensor_read_index(parser, ret);
}

static const char *nearest_function(const char *name) {
    const char *names[FUNCTION_COUNT];
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        names[i] = function_definition((enum function)i)->name;
    }
    return text_nearest(name, names, FUNCTION_COUNT);
}

/* A function where a "(" follows, a symbol elsewhere; the other kind when none of it is near. */
static const char *nearest_name(const struct parser *parser) {
    const char *name = parser_token_text(parser);
    const char *symbol = text_nearest(name, parser->symbols->names, parser->symbols->count);
    const char *function = nearest_function(name);
    size_t at = parser->token.end;
    while (at < parser->length && parser_is_space(parser->source[at])) {
        at++;
    }
    bool is_call = at < parser->length && parser->source[at] == '(';
    return function != NULL && (is_call || symbol == NULL) ? function : symbol;
}

static void *fail_unknown_name(struct parser *parser) {
    struct arena *arena = parser->arena;
    size_t begin = parser->token.begin, end = parser->token.end;
    const char *name = formula_error_excerpt(arena, parser->source, begin, end);
    if (parse_tensor_find_function(parser) >= 0) {
        return parser_fail(parser, begin, end,
                           text_format(arena, "\"%s\" is a function, not a tensor", name));
    }
    const char *near = nearest_name(parser);
    const char *hint = near != NULL ? text_format(arena, "; did you mean \"%s\"?", near) : "";
    return parser_fail(parser, begin, end, text_format(arena, "unknown name \"%s\"%s", name, hint));
}

/* The index that the symbol must have or must not have. */
static bool parse_index_of(struct parser *parser, struct expression *node) {
    const char *name = parser->symbols->names[node->symbol];
    bool is_layered = parser->symbols->is_layered[node->symbol];
    if (!parser_token_is(parser, "[")) {
        if (is_layered) {
            parser_fail(
                parser, node->begin, parser->previous_end,
                text_format(parser->arena, "\"%s\" needs a layer, as in %s[l]", name, name));
        }
        return !is_layered;
    }
    if (!is_layered) {
        parser_fail(parser, parser->token.begin, parser->token.end,
                    text_format(parser->arena, "\"%s\" has no layers", name));
        return false;
    }
    parser_read_token(parser);
    return parse_tensor_read_index(parser, &node->index);
}

struct expression *parse_tensor(struct parser *parser) {
    struct expression *node = parser_new_node(parser, EXPRESSION_TENSOR, parser->token.begin);
    node->symbol = parse_tensor_find_symbol(parser);
    if (node->symbol < 0) {
        return fail_unknown_name(parser);
    }
    parser_read_token(parser);
    if (!parse_index_of(parser, node)) {
        return NULL;
    }
    bool has_element = parser_take(parser, "(");
    return has_element && !read_elements(parser, node) ? NULL : node;
}
