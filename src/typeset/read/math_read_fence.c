/* Fences that grow, and environments. */
#include "typeset/read/math_parser.h"

#include <string.h>

/* The character of a fence behind \left and its like; 0 for ".", which draws none. */
static bool read_fence(struct math_parser *parser, const char *for_what, uint32_t *ret_code,
                       size_t *ret_end) {
    struct math_token token = math_next_token(parser);
    const struct math_command *sign = NULL;
    *ret_end = token.end;
    *ret_code = 0;
    if (token.kind == TOKEN_CHARACTER && token.code == '.') {
        return true;
    }
    if (token.kind == TOKEN_CHARACTER && (token.code == '<' || token.code == '>')) {
        *ret_code = token.code == '<' ? 0x27E8 : 0x27E9;
        return true;
    }
    if (token.kind == TOKEN_CHARACTER) {
        sign = math_character_find(token.code);
    } else if (token.kind == TOKEN_COMMAND) {
        sign = token.command;
    }
    if (sign != NULL && sign->kind == COMMAND_SYMBOL &&
        (sign->class == MATH_OPEN || sign->class == MATH_CLOSE || sign->code == '|' ||
         sign->code == 0x2016 || sign->code == '/')) {
        *ret_code = sign->code;
        return true;
    }
    return math_fail(parser, token.begin, token.end, "%s needs a bracket, a bar or \".\" behind it",
                     for_what);
}

static struct math_segment *add_segment(struct math_parser *parser, struct math_token token,
                                        struct math_segment ***end) {
    struct math_segment *segment = ARENA_NEW(parser->arena, struct math_segment);
    segment->begin = token.begin;
    **end = segment;
    *end = &segment->next;
    return segment;
}

bool math_read_fenced(struct math_parser *parser, struct math_list *list, struct math_token token) {
    struct math_segment *first = NULL;
    struct math_segment **end = &first;
    struct math_node *node = math_add_node(parser, list, NODE_FENCED, MATH_INNER, token);
    struct math_segment *segment = add_segment(parser, token, &end);
    enum math_alphabet alphabet = parser->alphabet;
    bool stops_at_bracket = parser->stops_at_bracket;
    parser->stops_at_bracket = false;
    if (!read_fence(parser, "\\left", &segment->code, &segment->end)) {
        return false;
    }
    for (bool is_last = false; !is_last;) {
        struct math_list inner = {0};
        if (!math_read_list(parser, &inner)) {
            return false;
        }
        struct math_token stop = math_next_token(parser);
        is_last = math_is_command(stop, COMMAND_RIGHT);
        if (!is_last && !math_is_command(stop, COMMAND_MIDDLE)) {
            return math_fail(parser, token.begin, token.end, "this \\left has no \\right");
        }
        segment = add_segment(parser, stop, &end);
        segment->list = inner;
        if (!read_fence(parser, is_last ? "\\right" : "\\middle", &segment->code, &segment->end)) {
            return false;
        }
    }
    parser->alphabet = alphabet;
    parser->stops_at_bracket = stops_at_bracket;
    node->segments = first;
    math_end_node(parser, node);
    return true;
}

bool math_read_big(struct math_parser *parser, struct math_list *list, struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_BIG, token.command->class, token);
    size_t end;
    node->amount = (float)token.command->code / 10;
    if (!read_fence(parser, "\\big", &node->code, &end)) {
        return false;
    }
    math_end_node(parser, node);
    return true;
}

/* ---- environments ---- */

/* [2pt] behind \\: read over. */
static void skip_row_gap(struct math_parser *parser) {
    struct math_token open = math_peek_token(parser);
    if (open.kind != TOKEN_CHARACTER || open.code != '[') {
        return;
    }
    const char *close = memchr(parser->source + open.end, ']', parser->length - open.end);
    size_t length = close != NULL ? (size_t)(close - parser->source) - open.end : 0;
    bool is_length = length >= 3 && length <= 8 && parser->source[open.end + length - 1] >= 'a';
    for (size_t i = 0; i < length && is_length; i++) {
        char c = parser->source[open.end + i];
        is_length = (c >= '0' && c <= '9') || c == '.' || c == '-' || (c >= 'a' && c <= 'z');
    }
    if (is_length) {
        parser->at = open.end + length + 1;
    }
}

/* The cells of one row; the token behind it is left. */
static bool read_cells(struct math_parser *parser, struct math_array_row *row) {
    struct math_cell **end = &row->cells;
    for (;;) {
        struct math_cell *cell = ARENA_NEW(parser->arena, struct math_cell);
        *end = cell;
        end = &cell->next;
        enum math_alphabet alphabet = parser->alphabet;
        if (!math_read_list(parser, &cell->list)) {
            return false;
        }
        parser->alphabet = alphabet;
        struct math_token token = math_peek_token(parser);
        if (token.kind != TOKEN_CELL) {
            return true;
        }
        parser->at = token.end;
    }
}

static bool is_empty(const struct math_array_row *row) {
    return row->cells->next == NULL && row->cells->list.first == NULL;
}

/* Rows up to what ends them, which is left. */
static bool read_rows(struct math_parser *parser, struct math_node *node) {
    struct math_array_row *first = NULL;
    struct math_array_row **end = &first;
    bool stops_at_bracket = parser->stops_at_bracket;
    parser->stops_at_bracket = false;
    for (;;) {
        struct math_array_row *row = ARENA_NEW(parser->arena, struct math_array_row);
        if (!read_cells(parser, row)) {
            return false;
        }
        struct math_token token = math_peek_token(parser);
        bool goes_on = math_is_command(token, COMMAND_ROW);
        if (goes_on || !is_empty(row)) { /* \\ before the end begins no row */
            *end = row;
            end = &row->next;
        }
        if (!goes_on) {
            break;
        }
        parser->at = token.end;
        skip_row_gap(parser);
    }
    parser->stops_at_bracket = stops_at_bracket;
    node->rows = first;
    return true;
}

static bool read_columns(struct math_parser *parser, struct math_node *node) {
    const char *text;
    size_t length;
    if (!node->environment->takes_columns) {
        return true;
    }
    if (!math_read_raw(parser, &text, &length, "array")) {
        return false;
    }
    char *columns = ARENA_ARRAY(parser->arena, char, length + 2);
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == 'l' || text[i] == 'c' || text[i] == 'r') {
            columns[count++] = text[i];
        } else if (text[i] != ' ' && text[i] != '|') {
            size_t at = (size_t)(text - parser->source) + i;
            return math_fail(parser, at, at + 1, "columns are l, c or r");
        }
    }
    node->alignment = columns;
    return true;
}

bool math_read_array(struct math_parser *parser, struct math_list *list, struct math_token token) {
    const char *name, *ending;
    size_t length, ending_length;
    if (!math_read_raw(parser, &name, &length, "\\begin")) {
        return false;
    }
    const struct math_environment *environment = math_environment_find(name, length);
    if (environment == NULL) {
        return math_fail(parser, token.begin, parser->at,
                         "unknown environment; there are matrix, bmatrix, pmatrix, vmatrix, "
                         "cases, aligned, array");
    }
    enum math_class class = environment->left != 0 ? MATH_INNER : MATH_ORD;
    struct math_node *node = math_add_node(parser, list, NODE_ARRAY, class, token);
    node->environment = environment;
    if (!read_columns(parser, node) || !read_rows(parser, node)) {
        return false;
    }
    struct math_token end = math_next_token(parser);
    if (!math_is_command(end, COMMAND_END)) {
        return math_fail(parser, token.begin, token.end, "this \\begin has no \\end");
    }
    if (!math_read_raw(parser, &ending, &ending_length, "\\end")) {
        return false;
    }
    if (ending_length != length || memcmp(ending, name, length) != 0) {
        return math_fail(parser, end.begin, parser->at,
                         "\\end of another environment than \\begin");
    }
    math_end_node(parser, node);
    return true;
}

/* Several lines below a sum. */
bool math_read_substack(struct math_parser *parser, struct math_list *list,
                        struct math_token token) {
    static const struct math_environment lines = {
        .name = "substack", .alignment = "c", .is_small = true};
    struct math_token open = math_next_token(parser);
    if (open.kind != TOKEN_OPEN) {
        return math_fail(parser, open.begin, open.end, "\\substack needs {braces} behind it");
    }
    struct math_node *node = math_add_node(parser, list, NODE_ARRAY, MATH_ORD, token);
    node->environment = &lines;
    if (!read_rows(parser, node)) {
        return false;
    }
    if (math_next_token(parser).kind != TOKEN_CLOSE) {
        return math_fail(parser, open.begin, open.end, "this { has no }");
    }
    math_end_node(parser, node);
    return true;
}
