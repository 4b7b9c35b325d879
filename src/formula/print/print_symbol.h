#ifndef BACKSTEP_FORMULA_PRINT_PRINT_SYMBOL_H
#define BACKSTEP_FORMULA_PRINT_PRINT_SYMBOL_H

/* Names with their indices as a notation writes them: the part of printing that no operator
 * touches. Only the printer itself uses this. */

#include "formula/print/printer.h"

/* The layer that an index means; -1 where it has none, or the network or the step does not. */
int print_known_layer(const struct printer *printer, struct tensor_index index);

/* The form of a tensor's symbol. The caller is asked about layers that exist, and about -1. */
const struct symbol_form *print_form_of(const struct printer *printer,
                                        const struct expression *tensor);

/* True when the symbol is a fraction or has subscripts or superscripts of its own: it takes no
 * further sign without parentheses. */
bool print_has_compound_base(const struct printer *printer, const struct expression *tensor);

/* The form that an element of the tensor has of its own, or NULL. */
const char *print_element_form(const struct printer *printer, const struct expression *tensor);

/* Appends a TENSOR node; transposed puts the sign into its superscript: w^{[2]T}. */
void print_tensor_node(const struct printer *printer, const struct expression *node,
                       bool transposed, struct text_builder *text);

/* Appends a TENSOR node under another name. */
void print_tensor_in_form(const struct printer *printer, const struct symbol_form *form,
                          const struct expression *node, bool transposed,
                          struct text_builder *text);

/* Appends what the notation calls a node that has a name, its piece. */
void print_piece_name(const struct printer *printer, const struct expression *node,
                      struct text_builder *text);

/* True when that name has a superscript of its own: another sign needs parentheses around it. */
bool print_is_raised(const struct printer *printer, const struct expression *node);

/* The note's own form of f(z) or f'(z), or NULL. */
const struct symbol_form *print_function_form(const struct printer *printer,
                                              const struct expression *call);

/* Appends what the note calls the activation of a call of f or f', with its layer; false where it
 * goes by its own name. */
bool print_function_name(const struct printer *printer, const struct expression *call,
                         struct text_builder *text);

/* "i", or the number. */
const char *print_element_text(const struct printer *printer, struct element_index index,
                               struct arena *arena);

/* Appends Unicode's small letters where it has all of them; otherwise "[2]" as it is, "_L" or
 * "_{L-1}". */
void print_small_text(struct text_builder *text, const char *inside, bool is_super);

#endif
