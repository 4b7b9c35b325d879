#ifndef BACKSTEP_STEP_FLOW_H
#define BACKSTEP_STEP_FLOW_H

/* Which way the operation's values go: along which edges, from which units to which. Between the
 * elements of an operation it is the one element's way. */

#include "step/touch.h"

enum flow_direction {
    FLOW_NONE,       /* within neurons */
    FLOW_FORWARD,    /* up to the layer */
    FLOW_BACKWARD,   /* down from the layer */
    FLOW_INTO_EDGES, /* from both ends into the weight */
};

struct flow {
    const struct touch *touch;
    enum flow_direction direction;
    size_t layer;                    /* of the edges; 0: none */
    bool is_by_element;              /* only what `elements` holds is lit */
    struct quantity result;          /* the element of the target that the reader is at, or none */
    const struct quantity *elements; /* it, and what it is made of */
    size_t element_count;
};

/* What flows in the step, or, where an element is gone through, in that. */
struct flow flow_create(const struct moment *moment, const struct touch *touch);

/* The operation, or its element, uses the weight of this edge. */
bool flow_has_edge(const struct flow *flow, size_t layer, size_t unit, size_t below);

/* It reads or writes a value of this unit; before the first step every unit. */
bool flow_has_unit(const struct flow *flow, size_t layer, size_t unit);

/* This value itself is read or written: the tensor by the operation, or by its element. */
bool flow_has(const struct flow *flow, struct quantity quantity);

/* The one unit of a layer that the element is about; false when there is none or more than one. */
bool flow_only_unit(const struct flow *flow, size_t layer, size_t *ret);

#endif
