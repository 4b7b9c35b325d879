#ifndef BACKSTEP_TYPESET_READ_MATH_PARSER_H
#define BACKSTEP_TYPESET_READ_MATH_PARSER_H

/* The parts of the parser of formulas. Only it uses this. The first error stops it: functions give
 * false then, and leave what they have read. */

#include "typeset/math.h"
#include "typeset/math_list.h"
#include "typeset/read/math_symbols.h"

struct math_parser {
    struct arena *arena;
    const char *source;
    size_t length, at;
    int depth;
    bool stops_at_bracket; /* "]" ends the list: in \sqrt[n] */
    enum math_alphabet alphabet;
    struct math_error *error;
};

enum math_token_kind {
    TOKEN_END,
    TOKEN_CHARACTER,
    TOKEN_COMMAND,
    TOKEN_OPEN,  /* { */
    TOKEN_CLOSE, /* } */
    TOKEN_SUPERSCRIPT,
    TOKEN_SUBSCRIPT,
    TOKEN_CELL,   /* & */
    TOKEN_BROKEN, /* no UTF-8, or nothing that a formula has */
};

struct math_token {
    enum math_token_kind kind;
    size_t begin, end;
    uint32_t code;                      /* CHARACTER */
    const struct math_command *command; /* COMMAND; NULL: not known */
};

/* Skips what is blank and reads a token; peek leaves the parser where it was. */
struct math_token math_next_token(struct math_parser *parser);
struct math_token math_peek_token(struct math_parser *parser);

/* Whether a token is a command of a kind. */
bool math_is_command(struct math_token token, enum math_command_kind kind);

/* Keeps the error, if there is none yet. Always false. */
bool math_fail(struct math_parser *parser, size_t begin, size_t end, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Atoms up to what can end a list, which is left: the end, }, &, \\, \right, \middle, \end, and ]
 * where it stops there. */
bool math_read_list(struct math_parser *parser, struct math_list *list);

/* Finds which plain brackets belong together. */
void math_pair_brackets(struct arena *arena, struct math_list *list);

/* What a command takes: {a list} or one atom. for_what is named in the error. */
bool math_read_argument(struct math_parser *parser, const struct math_list **ret_list,
                        const char *for_what);

/* The bytes between braces, as they are; braces inside are matched. */
bool math_read_raw(struct math_parser *parser, const char **ret_text, size_t *ret_length,
                   const char *for_what);

/* A new node at the end of a list, with its bytes those of a token. */
struct math_node *math_add_node(struct math_parser *parser, struct math_list *list,
                                enum math_node_kind kind, enum math_class class,
                                struct math_token token);

/* Ends a node behind what was read last. */
void math_end_node(struct math_parser *parser, struct math_node *node);

/* A node that stands for the list: its only symbol, or a group around it. */
struct math_node *math_add_group(struct math_parser *parser, struct math_list *list,
                                 const struct math_list *inner, struct math_token token);

/* Reads a command and what belongs to it; false with the error in the parser. */
bool math_read_command(struct math_parser *parser, struct math_list *list, struct math_token token);

/* \left ... \right, \big(, and \begin ... \end. */
bool math_read_fenced(struct math_parser *parser, struct math_list *list, struct math_token token);
bool math_read_big(struct math_parser *parser, struct math_list *list, struct math_token token);
bool math_read_array(struct math_parser *parser, struct math_list *list, struct math_token token);
bool math_read_substack(struct math_parser *parser, struct math_list *list,
                        struct math_token token);

#endif
