#ifndef BACKSTEP_STEP_FILLING_H
#define BACKSTEP_STEP_FILLING_H

/* How the values of an equation are read and written. Only the files of filled.h use
 * this. */

#include "step/blame.h"
#include "step/filled.h"
#include "step/moment.h"

struct filling {
    const struct equation *equation;
    const struct program *program;
    const struct operation *operation;
    const struct focus *focus;
    struct blame blame;
    struct evaluation evaluation;
    struct filled values;
    bool opens_single; /* a sum that has one summand is its summand */
};

/* Prepares it for an equation, which is borrowed with its moment. */
struct filling filling_begin(const struct equation *equation);

/* A node of the operation's statement, by its number. */
const struct expression *filling_node(const struct filling *filling, int node);

/* A TENSOR node that is written as a number: a count or a rate. */
bool filling_is_digits(const struct filling *filling, int node);

/* A sum over k that has one summand, and is written as that. */
bool filling_is_single(const struct filling *filling, int node);

/* Adds a slot for what a node is worth. */
void filling_add_slot(struct filling *filling, const struct print_piece *piece);

/* "J(z)" of J(z)^T g, which is no node of its own, for one sample; false elsewhere. */
bool filling_jacobian_piece(const struct filling *filling, int node, struct print_piece *ret);

#endif
