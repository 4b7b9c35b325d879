#include "lesson/network.h"

#include <assert.h>

size_t network_units(const struct network *network, size_t layer) {
    assert(layer <= network->layer_count);
    return layer == 0 ? network->inputs : network->layers[layer - 1].units;
}
