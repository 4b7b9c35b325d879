#ifndef BACKSTEP_CHECKS_ANSWER_ANSWER_NAMES_PARTS_H
#define BACKSTEP_CHECKS_ANSWER_ANSWER_NAMES_PARTS_H

/* What the files of answer_names.h share; nobody else uses it. */

#include "checks/answer/answer_names.h"

/* A way to write a tensor of one layer: its letters and what has to stand above and below. */
struct answer_entry {
    struct answer_stream base;
    struct answer_stream sub, super; /* signs of its suffixes; count 0: none */
    int symbol, layer;
    bool is_slope;
    bool takes_shape; /* below stands the shape or an element: what is there need not be read */
    bool has_element_above; /* an element's index stands above */
    bool is_pattern;        /* the base is of an element, with "<" and ">" for its row and column */
};

struct answer_function {
    struct answer_stream name;
    enum activation activation; /* ACTIVATION_COUNT: that of the argument's layer */
};

struct answer_names {
    struct arena *arena;
    const struct recording *recording;
    struct answer_entry *entries;
    size_t count, capacity;
    struct answer_function *functions;
    size_t function_count;
};

#endif
