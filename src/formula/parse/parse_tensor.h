#ifndef BACKSTEP_FORMULA_PARSE_PARSE_TENSOR_H
#define BACKSTEP_FORMULA_PARSE_PARSE_TENSOR_H

/* Names in a formula: tensors with their layers and elements, letters, functions. Only the parser
 * uses this. */

#include "formula/parse/parser.h"

/* A tensor, or one element of it; not finished: it has no place among the nodes yet. NULL with the
 * mistake where the next tokens are none. */
struct expression *parse_tensor(struct parser *parser);

/* Which symbol, or function, the next token is the name of; -1: none. */
int parse_tensor_find_symbol(const struct parser *parser);
int parse_tensor_find_function(const struct parser *parser);

/* The part of a formula that the next token is the name of; NULL: none. */
const struct named_piece *parse_tensor_find_piece(const struct parser *parser);

/* Takes the name and the layer behind it: "I", "[l-1]". False with the mistake where there is none.
 */
bool parse_tensor_read_layer(struct parser *parser, const char *name, struct tensor_index *ret);

/* A layer and "]", the bracket before it taken already. */
bool parse_tensor_read_index(struct parser *parser, struct tensor_index *ret);

/* Takes a letter that stands for a row or a column. */
bool parse_tensor_take_letter(struct parser *parser, struct element_index *ret);

#endif
