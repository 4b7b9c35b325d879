#ifndef BACKSTEP_FORMULA_PARSE_PARSER_H
#define BACKSTEP_FORMULA_PARSE_PARSER_H

/* The tokens of a formula's source, one ahead of what is parsed. The first mistake ends a parse:
 * every function that can fail gives NULL or false then, and its callers pass that on. Only the
 * parser uses this. */

#include "formula/statement.h"

enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_NUMBER, TOKEN_PUNCTUATION, TOKEN_BAD };

struct token {
    enum token_kind kind;
    size_t begin, end; /* bytes of the source */
};

struct parser {
    struct arena *arena;
    const char *source; /* borrowed; a NUL stands behind its last byte */
    size_t length;
    const struct symbol_table *symbols;
    struct index_letters letters;
    struct token token; /* the next one, not yet taken */
    size_t previous_end;
    int depth;
    struct expression **nodes; /* borrowed; room for FORMULA_MOST_NODES */
    size_t node_count;
    struct formula_error *error;
    bool has_failed;
};

/* Keeps the first mistake: what is wrong with the bytes [begin, end). Always NULL. */
void *parser_fail(struct parser *parser, size_t begin, size_t end, const char *message);

/* The same at the next token: "expected X, found Y". */
void *parser_fail_expected(struct parser *parser, const char *expected);

/* Reads the token behind the last one that was taken. */
void parser_read_token(struct parser *parser);

/* Whether the next token is written so. */
bool parser_token_is(const struct parser *parser, const char *text);

/* Takes the next token if it is written so. */
bool parser_take(struct parser *parser, const char *text);

/* The same; false with the mistake where it is not. */
bool parser_expect(struct parser *parser, const char *text);

/* A copy of the next token, in the arena. */
char *parser_token_text(const struct parser *parser);

/* A node that begins at a byte. */
struct expression *parser_new_node(struct parser *parser, enum expression_kind kind, size_t begin);

/* Ends a node at the last token taken and gives it its place among parser->nodes: operands have
 * theirs already. NULL where there are too many. */
struct expression *parser_finish_node(struct parser *parser, struct expression *node);

/* White space and digits of a formula, whatever the locale. */
bool parser_is_space(char c);
bool parser_is_digit(char c);

#endif
