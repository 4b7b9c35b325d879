#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_NAMES_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_NAMES_H

/* The names of a notation as somebody types them: "δ^{[2]}", "δ[2]", "dZ[2]" and
 * "\frac{\partial L}{\partial w^{[2]}}" are tensors, "σ" and "σ'" functions. */

#include "checks/answer/answer_stream.h"
#include "checks/recording.h"

struct answer_names;

/* All names at the operation of a recording, in the arena. */
const struct answer_names *answer_names_create(struct arena *arena,
                                               const struct recording *recording);

/* What stands at a place of a stream. */
struct answer_name {
    size_t length; /* signs, with its suffixes */
    int symbol;    /* a tensor of the recording's notation */
    int layer;     /* -1: it has none */
    bool is_slope; /* f' of that pre-activation, where the note has a name for it */
    bool is_transposed, is_squared;
    bool has_element;
    struct element_index row, column; /* of an element; a single index is the row, and column is
                                         {false, 0} */
};

/* The longest tensor at the signs; false where there is none, with *fault set when only its layer
 * is missing or wrong (begin < end then). */
bool answer_names_tensor(const struct answer_names *names, const struct answer_sign *at,
                         struct answer_name *ret, struct answer_fault *fault);

/* A function's name at the signs and its length: the activation that it is, or false. f and what
 * the note calls the activation of every layer give ACTIVATION_COUNT: that of its argument. */
bool answer_names_function(const struct answer_names *names, const struct answer_sign *at,
                           enum activation *ret, size_t *ret_length);

/* "_{kj}" behind parentheses: moves *at behind it; false where it is none. A single index is the
 * row, as in struct answer_name. */
bool answer_names_indices(const struct answer_names *names, const struct answer_sign **at,
                          struct element_index *ret_row, struct element_index *ret_column);

/* Letters of indices: those of the notation, or i, j and k. -1: it is none. */
int answer_names_letter(const struct answer_names *names, uint32_t code);
/* The letter or the number of an index. */
const char *answer_names_index(const struct answer_names *names, struct arena *arena,
                               struct element_index index);

#endif
