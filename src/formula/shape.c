#include "formula/shape.h"

bool shape_equal(struct shape a, struct shape b) {
    return a.rows == b.rows && a.columns == b.columns;
}

size_t shape_count(struct shape shape) {
    return shape.rows * shape.columns;
}
