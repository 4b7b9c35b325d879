#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_FORMULA_PARTS_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_FORMULA_PARTS_H

/* What the files of answer_formula.h share; nobody else uses it. Every function that gives a tree
 * gives NULL once something could not be read; the first such place is kept. */

#include "checks/answer/answer_formula.h"
#include "checks/answer/answer_names.h"

/* All borrowed. */
struct answer_parser {
    struct arena *arena;
    const struct recording *recording;
    const struct answer_names *names;
    const struct answer_sign *at;
    struct answer_fault *fault;
    bool has_failed;
    bool is_star_elementwise; /* "*" is the product cell by cell */
    int depth;
    unsigned bound; /* letters that a sum runs over, as bits */
    const size_t *cell;
};

/* Keeps the first fault: what is wrong with the bytes [begin, end). Always NULL. */
struct tree *answer_formula_fail(struct answer_parser *parser, size_t begin, size_t end,
                                 const char *message);

/* Moves behind a sign, or a word, that stands there; false where it does not. */
bool answer_formula_take(struct answer_parser *parser, uint32_t code);
bool answer_formula_take_word(struct answer_parser *parser, const char *word);

/* Terms, and the factors of one. */
struct tree *answer_formula_parse_sum(struct answer_parser *parser);
struct tree *answer_formula_parse_product(struct answer_parser *parser);

/* Σ x, Σ_k x, Σ_{k=1}^{3} x, at the sign; sum(x), sum(x, axis=1), sum(k, n, x), behind the word. */
struct tree *answer_formula_sum_sign(struct answer_parser *parser);
struct tree *answer_formula_sum_word(struct answer_parser *parser);

/* A function of an argument, or its slope: the layer's own as such, another one by its formula;
 * NULL where that is not known. */
struct tree *answer_formula_function(const struct answer_parser *parser, enum activation activation,
                                     bool is_slope, struct tree *argument);

/* l, l+1 and L in a suffix or between brackets as numbers. */
struct answer_stream answer_formula_number_layers(struct arena *arena,
                                                  const struct recording *recording,
                                                  const struct answer_stream *stream);

/* Numbers for letters that no sum runs over: they mean the cell that is asked about, as the left
 * side says, a tensor or one element of it. */
void answer_formula_put_cell(const struct answer_parser *parser, struct tree *tree,
                             const struct tree *left);

#endif
