#include "formula/loss.h"

const char *const loss_names[LOSS_COUNT] = {
    [LOSS_HALF_SQUARE] = "half_square",     [LOSS_SQUARE] = "square",
    [LOSS_ABSOLUTE] = "absolute",           [LOSS_BINARY_CROSS_ENTROPY] = "binary_cross_entropy",
    [LOSS_CROSS_ENTROPY] = "cross_entropy",
};
