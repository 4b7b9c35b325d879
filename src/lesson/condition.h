#ifndef BACKSTEP_LESSON_CONDITION_H
#define BACKSTEP_LESSON_CONDITION_H

/* When a notation's formula or symbol applies. */

#include "formula/activation.h"
#include "formula/loss.h"

#include <stdbool.h>
#include <stddef.h>

/* When an alternative applies; every part that is given must hold. */
enum layer_place { PLACE_INPUT, PLACE_FIRST, PLACE_HIDDEN, PLACE_LAST, PLACE_COUNT };

struct notation_condition {
    unsigned losses;       /* bit 1 << loss for each that fits; 0: any */
    unsigned activations;  /* of the layer the operation is at */
    unsigned below;        /* of the layer below it */
    unsigned places;       /* bit 1 << place; a layer has several: the only one is first and last */
    unsigned layer_counts; /* bit 1 << n: the network has n layers; 0: any number */
    unsigned sample_counts;  /* bit 1: one sample, bit 2: many; 0: any */
    unsigned biases;         /* bit 1: the layer has none, bit 2: it has some */
    unsigned trained_biases; /* bit 1: biases are not trained, bit 2: they are */
};

/* The facts that a condition is held against. */
struct notation_situation {
    enum loss loss;
    enum activation activation;
    bool has_below; /* layer 1 has only the input below it */
    enum activation below;
    int layer, last_layer;
    size_t samples;
    bool has_biases, trains_biases;
};
struct lesson;
/* Those of a lesson at a layer. */
struct notation_situation notation_situation_at(const struct lesson *lesson, int layer);

bool notation_condition_holds(const struct notation_condition *condition,
                              const struct notation_situation *situation);

#endif
