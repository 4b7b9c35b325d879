#ifndef BACKSTEP_TELL_ARITHMETIC_PARTS_H
#define BACKSTEP_TELL_ARITHMETIC_PARTS_H

/* What the files of arithmetic.h share. Nobody else uses it. */

#include "step/moment.h"
#include "tell/telling.h"

struct saying {
    struct telling *telling;
    const struct moment *moment;
    const struct binding *binding;
    struct evaluation evaluation;
    bool is_of_operands; /* their numbers are enough */
    size_t most;
    bool *has_names;  /* in the place of numbers: turns false where one has none; NULL: numbers */
    int *decimals;    /* of each node's numbers; -1: not asked for yet */
    const int *board; /* nodes that the operation's equation has on the board, too */
    size_t board_count;
};

/* The expression of a node, by its number. */
const struct expression *arithmetic_node(const struct saying *saying, size_t node);

/* What is transposed, or the node itself. */
const struct expression *arithmetic_upright(const struct expression *node);

/* Nothing but numbers, counts and rates. */
bool arithmetic_is_constant(const struct saying *saying, const struct expression *node);

/* How many decimals the numbers of a node have: as its tensor, or as its matrix. */
int arithmetic_decimals(const struct saying *saying, size_t node);

/* The functions that say something return what is shown of it: what somebody reckons with. */

/* Words that are a number; in parentheses where a sign would follow a sign. */
void arithmetic_say_text(const struct saying *saying, const char *text, enum role role,
                         struct quantity quantity, bool follows_sign);

/* A number as its matrix has it, with so many decimals. */
double arithmetic_say_number(const struct saying *saying, const struct node_element *element,
                             int decimals, bool follows_sign);

/* "1 / 4", and not 0.25, where the formula has it so. */
double arithmetic_say_constant(const struct saying *saying, const struct expression *node,
                               bool follows_sign);

/* Whether a node's element is said as a number: the reader sees it, or nobody could say more. */
bool arithmetic_is_number(const struct saying *saying, const struct expression *node);

/* A row of J(z)^T times the sample's g, with the numbers that the board has of J: of a call of vjp.
 * g: says an element of it. */
typedef double arithmetic_say_element(const struct saying *saying,
                                      const struct node_element *element, bool follows_sign);
double arithmetic_say_jacobian(const struct saying *saying, const struct explanation *explanation,
                               bool follows_sign, arithmetic_say_element *g);

#endif
