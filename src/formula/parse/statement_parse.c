/* A recursive descent parser, one function a grammar rule. The first mistake ends it: every rule
 * returns NULL once an error is set, and its callers pass that on. */

#include "formula/parse/parse_tensor.h"

#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static struct expression *parse_sum(struct parser *parser);

static struct expression *new_operation(struct parser *parser, enum expression_kind kind,
                                        struct expression *left, struct expression *right) {
    struct expression *node = parser_new_node(parser, kind, left->outer_begin);
    node->operands[node->operand_count++] = left;
    if (right != NULL) {
        node->operands[node->operand_count++] = right;
    }
    return parser_finish_node(parser, node);
}

/* ---- atoms and operators ---- */

static bool take_letter(struct parser *parser, struct expression *node) {
    struct parser before = *parser;
    if (parse_tensor_find_symbol(parser) < 0 && parse_tensor_take_letter(parser, &node->which) &&
        parser_take(parser, ",")) {
        return true;
    }
    *parser = before;
    return false;
}

/* "k ," behind "sum(": a sum that says what it runs over, as others always do. */
static bool parse_letter(struct parser *parser, struct expression *node) {
    bool has_letter = take_letter(parser, node);
    node->is_written_out = node->function == FUNCTION_SUM_OVER;
    if (node->function == FUNCTION_SUM && has_letter) {
        node->function = FUNCTION_SUM_OVER;
    }
    if (function_runs_over(node->function) && !has_letter) {
        parser_fail_expected(parser, "a letter and \",\"");
    }
    return !parser->has_failed;
}

/* The activation is that of a layer: of its argument's, or of the one that is named, f[l](x). */
static bool takes_layer(enum function function) {
    return function == FUNCTION_ACTIVATION || function == FUNCTION_DERIVATIVE;
}

static struct expression *parse_call(struct parser *parser, enum function function) {
    struct expression *node = parser_new_node(parser, EXPRESSION_CALL, parser->token.begin);
    node->function = function;
    parser_read_token(parser);
    node->has_layer = takes_layer(function) && parser_take(parser, "[");
    if ((node->has_layer && !parse_tensor_read_index(parser, &node->index)) ||
        !parser_expect(parser, "(")) {
        return NULL;
    }
    bool may_run = function == FUNCTION_SUM || function_runs_over(function);
    if (may_run && !parse_letter(parser, node)) {
        return NULL;
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
    if (function == FUNCTION_PARTIAL && node->operands[1]->kind != EXPRESSION_TENSOR) {
        const struct expression *by = node->operands[1];
        return parser_fail(parser, by->begin, by->end,
                           "partial(y, x) differentiates by a tensor or by one element of it");
    }
    if (takes_layer(function) && !node->has_layer) {
        node->index = node->operands[0]->index;
    }
    return parser_expect(parser, ")") ? parser_finish_node(parser, node) : NULL;
}

static const struct relation_row {
    const char *text;
    enum relation relation;
} relations[] = {{">=", RELATION_AT_LEAST},
                 {"<=", RELATION_AT_MOST},
                 {">", RELATION_ABOVE},
                 {"<", RELATION_BELOW},
                 {"=", RELATION_EQUAL}};
static_assert(sizeof relations / sizeof *relations == RELATION_COUNT, "one row a relation");

static bool take_relation(struct parser *parser, enum relation *ret) {
    for (size_t i = 0; i < RELATION_COUNT; i++) {
        if (parser_take(parser, relations[i].text)) {
            *ret = relations[i].relation;
            return true;
        }
    }
    parser_fail_expected(parser, "\">\", \"<\", \">=\", \"<=\" or \"=\"");
    return false;
}

/* "[" sum relation sum "]" */
static struct expression *parse_indicator(struct parser *parser) {
    struct expression *node = parser_new_node(parser, EXPRESSION_INDICATOR, parser->token.begin);
    parser_read_token(parser);
    node->operands[0] = parse_sum(parser);
    if (node->operands[0] == NULL || !take_relation(parser, &node->relation)) {
        return NULL;
    }
    node->operands[1] = parse_sum(parser);
    node->operand_count = 2;
    bool is_whole = node->operands[1] != NULL && parser_expect(parser, "]");
    return is_whole ? parser_finish_node(parser, node) : NULL;
}

static struct expression *parse_number(struct parser *parser) {
    struct expression *node = parser_new_node(parser, EXPRESSION_NUMBER, parser->token.begin);
    node->number = strtod(parser_token_text(parser), NULL);
    if (!(node->number <= 1e100)) {
        return parser_fail(parser, parser->token.begin, parser->token.end,
                           "the number is too large (at most 1e100)");
    }
    parser_read_token(parser);
    return parser_finish_node(parser, node);
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

/* The nodes of a piece stand where its name does, in the layer that the name gives. */
static void move_piece(struct parser *parser, size_t from, size_t begin,
                       struct tensor_index layer) {
    for (size_t i = from; i < parser->node_count; i++) {
        struct expression *node = parser->nodes[i];
        node->begin = begin;
        node->outer_begin = begin;
        node->end = parser->previous_end;
        struct tensor_index *indexes[] = {&node->index, &node->piece_index};
        for (size_t k = 0; k < 2; k++) {
            if (indexes[k]->base == INDEX_LAYER) {
                int offset = indexes[k]->offset + layer.offset;
                *indexes[k] = (struct tensor_index){layer.base, offset};
            }
        }
    }
}

/* Parses what stands for a name, in the place of the name. */
static struct expression *parse_piece(struct parser *parser, const struct named_piece *piece) {
    size_t begin = parser->token.begin, from = parser->node_count;
    struct tensor_index layer;
    if (!parse_tensor_read_layer(parser, piece->name, &layer)) {
        return NULL;
    }
    struct symbol_table symbols = *parser->symbols;
    symbols.piece_count = (size_t)(piece - symbols.pieces); /* those before it */
    struct parser inside = *parser;
    inside.source = piece->source;
    inside.length = strlen(piece->source);
    inside.symbols = &symbols;
    inside.token = (struct token){0};
    parser_read_token(&inside);
    struct expression *body = parse_sum(&inside);
    if (body == NULL || inside.token.kind != TOKEN_END) {
        return parser_fail(
            parser, begin, parser->previous_end,
            text_format(parser->arena, "what \"%s\" stands for does not fit here", piece->name));
    }
    parser->node_count = inside.node_count;
    move_piece(parser, from, begin, layer);
    body->piece = piece;
    body->piece_index = layer;
    body->is_grouped = false;
    return body;
}

static struct expression *parse_name(struct parser *parser) {
    int function = parse_tensor_find_function(parser);
    if (function >= 0) {
        return parse_call(parser, (enum function)function);
    }
    if (parse_tensor_find_symbol(parser) < 0) {
        struct expression *node = parser_new_node(parser, EXPRESSION_ELEMENT, parser->token.begin);
        if (parse_tensor_take_letter(parser, &node->which)) {
            return parser_finish_node(parser, node);
        }
    }
    const struct named_piece *piece = parse_tensor_find_piece(parser);
    if (piece != NULL) {
        return parse_piece(parser, piece);
    }
    struct expression *tensor = parse_tensor(parser);
    return tensor != NULL ? parser_finish_node(parser, tensor) : NULL;
}

static struct expression *parse_atom(struct parser *parser) {
    if (parser->token.kind == TOKEN_NUMBER) {
        return parse_number(parser);
    }
    if (parser_token_is(parser, "(")) {
        return parse_group(parser);
    }
    if (parser_token_is(parser, "[")) {
        return parse_indicator(parser);
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
    struct expression *node = parser_new_node(parser, EXPRESSION_NEGATE, begin);
    node->operands[node->operand_count++] = operand;
    return parser_finish_node(parser, node);
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

/* ---- statements ---- */

static bool parse_value(struct parser *parser, struct statement *statement) {
    if (!parser_expect(parser, "=")) {
        return false;
    }
    statement->value = parse_sum(parser);
    if (statement->value != NULL && parser->token.kind != TOKEN_END) {
        parser_fail_expected(parser, "an operator or the end of the formula");
    }
    return !parser->has_failed;
}

static bool parse_statement(struct parser *parser, struct statement *statement) {
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
    return parse_value(parser, statement);
}

/* A left side that is a tensor is a target, and not among the nodes. */
static bool parse_line(struct parser *parser, struct statement *statement) {
    statement->is_line = true;
    if (!parser_token_is(parser, "=")) {
        const struct expression *left = parse_sum(parser);
        if (left == NULL) {
            return false;
        }
        bool is_target = left->kind == EXPRESSION_TENSOR && !left->is_grouped;
        *(is_target ? &statement->target : &statement->left) = left;
        parser->node_count -= is_target;
    }
    return parse_value(parser, statement);
}

/* In the statement's arena: most formulas have a few only. */
static const struct expression **keep_nodes(const struct parser *parser) {
    const struct expression **nodes =
        ARENA_ARRAY(parser->arena, const struct expression *, parser->node_count);
    for (size_t i = 0; i < parser->node_count; i++) {
        nodes[i] = parser->nodes[i];
    }
    return nodes;
}

typedef bool parse_rule(struct parser *parser, struct statement *statement);

static const struct statement *parse_by(parse_rule *rule, struct arena *arena, const char *source,
                                        size_t length, const struct symbol_table *symbols,
                                        struct formula_error *error) {
    if (length > FORMULA_MOST_BYTES) {
        formula_error_set(error, 0, 0, "the formula is too long (%zu bytes, at most %d)", length,
                          FORMULA_MOST_BYTES);
        return NULL;
    }
    static const char *const usual_letters[] = {"i", "j", "k"};
    bool has_letters = symbols->indices.count > 0;
    struct expression *nodes[FORMULA_MOST_NODES];
    struct parser parser = {
        .arena = arena,
        .source = arena_copy_text(arena, source, length),
        .length = length,
        .symbols = symbols,
        .letters = has_letters ? symbols->indices : (struct index_letters){usual_letters, 3},
        .nodes = nodes,
        .error = error,
    };
    struct statement *statement = ARENA_NEW(arena, struct statement);
    parser_read_token(&parser);
    if (!rule(&parser, statement)) {
        return NULL;
    }
    statement->source = parser.source;
    statement->indices = parser.letters;
    statement->nodes = keep_nodes(&parser);
    statement->node_count = parser.node_count;
    return statement;
}

const struct statement *statement_parse(struct arena *arena, const char *source, size_t length,
                                        const struct symbol_table *symbols,
                                        struct formula_error *error) {
    return parse_by(parse_statement, arena, source, length, symbols, error);
}

const struct statement *statement_parse_line(struct arena *arena, const char *source, size_t length,
                                             const struct symbol_table *symbols,
                                             struct formula_error *error) {
    return parse_by(parse_line, arena, source, length, symbols, error);
}
