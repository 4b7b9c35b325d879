#ifndef BACKSTEP_STEP_EQUATION_H
#define BACKSTEP_STEP_EQUATION_H

/* The equation of an operation: TeX from the tree that is computed, and what each of its bytes
 * stands for. */

#include "formula/print/print.h"
#include "step/moment.h"

struct equation {
    const struct moment *moment;
    const struct operation *operation;
    const char *tex;
    struct print_pieces pieces;
    bool has_focus; /* what is outside of these bytes is not in question */
    struct print_piece focus;
};

/* focus: the node in question, or NULL: all of it is. Lives in the moment's arena. */
struct equation equation_create(const struct moment *moment, const struct operation *operation,
                                const size_t *focus);

/* The same with the first and the last alone of what is written out element by element. */
struct equation equation_create_short(const struct moment *moment,
                                      const struct operation *operation);

/* The bytes that a node wrote (-1: the target); NULL when it wrote none. */
const struct print_piece *equation_piece(const struct equation *equation, int node);

/* A node that is a tensor, or the target (-1). */
bool equation_is_tensor(const struct equation *equation, int node);

/* The tensor of the program that a TENSOR node reads, or the target (-1) writes; -1 when it is not
 * one of the program's. */
int equation_tensor(const struct equation *equation, int node);

/* The role of a TENSOR node, or of the target. */
enum role equation_role(const struct equation *equation, int node);

/* Nothing but numbers, counts and rates. */
bool equation_is_constant(const struct notation *notation, const struct expression *node);

/* A part of the equation as one of its own: what a node wrote. */
struct equation equation_of_node(const struct equation *equation, int node);

#endif
