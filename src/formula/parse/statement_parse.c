/* A recursive descent parser, one function a grammar rule. The first mistake ends it: every rule
 * returns NULL once an error is set, and its callers pass that on. */

#include "formula/parse/parser.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static struct expression *parse_sum(struct parser *parser);

/* ---- nodes ---- */

static struct expression *new_node(struct parser *parser, enum expression_kind kind, size_t begin) {
    struct expression *node = ARENA_NEW(parser->arena, struct expression);
    *node = (struct expression){.kind = kind, .begin = begin, .outer_begin = begin};
    return node;
}

/* Ends a node at the last token taken and gives it its place: operands have theirs already. */
static struct expression *finish_node(struct parser *parser, struct expression *node) {
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

static struct expression *new_operation(struct parser *parser, enum expression_kind kind,
                                        struct expression *left, struct expression *right) {
    struct expression *node = new_node(parser, kind, left->outer_begin);
    node->operands[node->operand_count++] = left;
    if (right != NULL) {
        node->operands[node->operand_count++] = right;
    }
    return finish_node(parser, node);
}

/* ---- tensors ---- */

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
static bool read_index(struct parser *parser, struct tensor_index *ret) {
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

static const char *const element_names[ELEMENT_BASE_COUNT] = {
    [ELEMENT_I] = "i", [ELEMENT_J] = "j", [ELEMENT_K] = "k"};

static bool take_element_name(struct parser *parser, struct element_index *ret) {
    for (int base = ELEMENT_I; base < ELEMENT_BASE_COUNT; base++) {
        if (parser_take(parser, element_names[base])) {
            *ret = (struct element_index){.base = (enum element_base)base};
            return true;
        }
    }
    return false;
}

static bool read_element(struct parser *parser, struct element_index *ret) {
    if (take_element_name(parser, ret)) {
        return true;
    }
    if (parser->token.kind != TOKEN_NUMBER) {
        parser_fail_expected(parser, "a row or column (a number, i, j or k)");
        return false;
    }
    size_t begin = parser->token.begin;
    *ret = (struct element_index){.base = ELEMENT_NUMBER};
    if (!read_integer(parser, &ret->number)) {
        return false;
    }
    if (ret->number == 0) {
        parser_fail(parser, begin, parser->previous_end, "rows and columns are counted from 1");
        return false;
    }
    return true;
}

static int find_function(const struct parser *parser) {
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        if (parser_token_is(parser, function_definition((enum function)i)->name)) {
            return i;
        }
    }
    return -1;
}

static int find_symbol(const struct parser *parser) {
    for (size_t i = 0; i < parser->symbols->count; i++) {
        if (parser_token_is(parser, parser->symbols->names[i])) {
            return (int)i;
        }
    }
    return -1;
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
    if (find_function(parser) >= 0) {
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
    return read_index(parser, &node->index);
}

static struct expression *parse_tensor(struct parser *parser) {
    struct expression *node = new_node(parser, EXPRESSION_TENSOR, parser->token.begin);
    node->symbol = find_symbol(parser);
    if (node->symbol < 0) {
        return fail_unknown_name(parser);
    }
    parser_read_token(parser);
    if (!parse_index_of(parser, node)) {
        return NULL;
    }
    if (parser_take(parser, "(")) {
        node->has_element = true;
        if (!read_element(parser, &node->row) || !parser_expect(parser, ",") ||
            !read_element(parser, &node->column) || !parser_expect(parser, ")")) {
            return NULL;
        }
    }
    return node;
}

/* ---- atoms and operators ---- */

/* "k ," behind "sum(": a sum that says what it runs over. */
static void take_summation(struct parser *parser, struct expression *node) {
    struct parser before = *parser;
    if (find_symbol(parser) < 0 && take_element_name(parser, &node->which) &&
        parser_take(parser, ",")) {
        node->function = FUNCTION_SUM_OVER;
        return;
    }
    *parser = before;
}

static struct expression *parse_call(struct parser *parser, enum function function) {
    struct expression *node = new_node(parser, EXPRESSION_CALL, parser->token.begin);
    node->function = function;
    parser_read_token(parser);
    if (!parser_expect(parser, "(")) {
        return NULL;
    }
    if (function == FUNCTION_SUM) {
        take_summation(parser, node);
    }
    const struct function_definition *definition = function_definition(node->function);
    for (size_t i = 0; i < definition->arguments; i++) {
        if (i > 0 && !parser_expect(parser, ",")) {
            return NULL;
        }
        struct expression *argument = parse_sum(parser);
        if (argument == NULL) {
            return NULL;
        }
        node->operands[node->operand_count++] = argument;
    }
    return parser_expect(parser, ")") ? finish_node(parser, node) : NULL;
}

static struct expression *parse_number(struct parser *parser) {
    struct expression *node = new_node(parser, EXPRESSION_NUMBER, parser->token.begin);
    node->number = strtod(parser_token_text(parser), NULL);
    if (!(node->number <= 1e100)) {
        return parser_fail(parser, parser->token.begin, parser->token.end,
                           "the number is too large (at most 1e100)");
    }
    parser_read_token(parser);
    return finish_node(parser, node);
}

static struct expression *parse_group(struct parser *parser) {
    size_t begin = parser->token.begin;
    parser_read_token(parser);
    struct expression *inside = parse_sum(parser);
    if (inside == NULL || !parser_expect(parser, ")")) {
        return NULL;
    }
    inside->is_grouped = true;
    inside->outer_begin = begin;
    return inside;
}

static struct expression *parse_name(struct parser *parser) {
    int function = find_function(parser);
    if (function >= 0) {
        return parse_call(parser, (enum function)function);
    }
    if (find_symbol(parser) < 0) {
        struct expression *node = new_node(parser, EXPRESSION_ELEMENT, parser->token.begin);
        if (take_element_name(parser, &node->which)) {
            return finish_node(parser, node);
        }
    }
    struct expression *tensor = parse_tensor(parser);
    return tensor != NULL ? finish_node(parser, tensor) : NULL;
}

static struct expression *parse_atom(struct parser *parser) {
    if (parser->token.kind == TOKEN_NUMBER) {
        return parse_number(parser);
    }
    if (parser_token_is(parser, "(")) {
        return parse_group(parser);
    }
    if (parser->token.kind == TOKEN_NAME) {
        return parse_name(parser);
    }
    return parser_fail_expected(parser, "a number, a tensor, a function or \"(\"");
}

static struct expression *parse_postfix(struct parser *parser) {
    struct expression *node = parse_atom(parser);
    while (node != NULL && (parser_token_is(parser, "^T") || parser_token_is(parser, "^2"))) {
        bool is_transpose = parser_token_is(parser, "^T");
        parser_read_token(parser);
        node = new_operation(parser, is_transpose ? EXPRESSION_TRANSPOSE : EXPRESSION_SQUARE, node,
                             NULL);
    }
    return node;
}

static struct expression *parse_unary(struct parser *parser) {
    size_t begin = parser->token.begin;
    if (!parser_take(parser, "-")) {
        return parse_postfix(parser);
    }
    struct expression *operand = parse_postfix(parser);
    if (operand == NULL) {
        return NULL;
    }
    struct expression *node = new_node(parser, EXPRESSION_NEGATE, begin);
    node->operands[node->operand_count++] = operand;
    return finish_node(parser, node);
}

struct operator_row {
    const char *text;
    enum expression_kind kind;
};

static const struct operator_row product_operators[] = {
    {"*", EXPRESSION_PRODUCT},  {".*", EXPRESSION_HADAMARD},   {"./", EXPRESSION_HADAMARD_QUOTIENT},
    {"/", EXPRESSION_QUOTIENT}, {NULL, EXPRESSION_KIND_COUNT},
};
static const struct operator_row sum_operators[] = {
    {"+", EXPRESSION_ADD},
    {"-", EXPRESSION_SUBTRACT},
    {NULL, EXPRESSION_KIND_COUNT},
};

/* operand { operator operand }, grouped from the left. */
static struct expression *parse_chain(struct parser *parser, const struct operator_row *operators,
                                      struct expression *(*parse_operand)(struct parser *)) {
    struct expression *left = parse_operand(parser);
    while (left != NULL) {
        const struct operator_row *row = operators;
        while (row->text != NULL && !parser_take(parser, row->text)) {
            row++;
        }
        if (row->text == NULL) {
            break;
        }
        struct expression *right = parse_operand(parser);
        left = right != NULL ? new_operation(parser, row->kind, left, right) : NULL;
    }
    return left;
}

static struct expression *parse_product(struct parser *parser) {
    return parse_chain(parser, product_operators, parse_unary);
}

static struct expression *parse_sum(struct parser *parser) {
    if (parser->depth > FORMULA_MOST_DEPTH) { /* the statement itself is one more */
        return parser_fail(parser, parser->token.begin, parser->token.end,
                           text_format(parser->arena,
                                       "too many parentheses inside each other (at most %d)",
                                       FORMULA_MOST_DEPTH));
    }
    parser->depth++;
    struct expression *sum = parse_chain(parser, sum_operators, parse_product);
    parser->depth--;
    return sum;
}

static bool parse_statement(struct parser *parser, struct statement *statement) {
    parser_read_token(parser);
    if (parser->token.kind != TOKEN_NAME) {
        parser_fail_expected(parser, "the tensor that the formula computes");
        return false;
    }
    struct expression *target = parse_tensor(parser);
    if (target == NULL) {
        return false;
    }
    target->end = parser->previous_end;
    statement->target = target;
    if (!parser_expect(parser, "=")) {
        return false;
    }
    statement->value = parse_sum(parser);
    if (statement->value != NULL && parser->token.kind != TOKEN_END) {
        parser_fail_expected(parser, "an operator or the end of the formula");
    }
    return !parser->has_failed;
}

/* In the statement's arena: most formulas have a few only. */
static const struct expression **keep_nodes(const struct parser *parser) {
    const struct expression **nodes =
        ARENA_ARRAY(parser->arena, const struct expression *, parser->node_count);
    memcpy(nodes, parser->nodes, parser->node_count * sizeof *nodes);
    return nodes;
}

const struct statement *statement_parse(struct arena *arena, const char *source, size_t length,
                                        const struct symbol_table *symbols,
                                        struct formula_error *error) {
    if (length > FORMULA_MOST_BYTES) {
        formula_error_set(error, 0, 0, "the formula is too long (%zu bytes, at most %d)", length,
                          FORMULA_MOST_BYTES);
        return NULL;
    }
    const struct expression *nodes[FORMULA_MOST_NODES];
    struct parser parser = {
        .arena = arena,
        .source = arena_copy_text(arena, source, length),
        .length = length,
        .symbols = symbols,
        .nodes = nodes,
        .error = error,
    };
    struct statement *statement = ARENA_NEW(arena, struct statement);
    if (!parse_statement(&parser, statement)) {
        return NULL;
    }
    statement->source = parser.source;
    statement->nodes = keep_nodes(&parser);
    statement->node_count = parser.node_count;
    return statement;
}
