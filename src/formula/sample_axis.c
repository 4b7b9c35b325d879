#include "formula/sample_axis.h"

bool sample_axis_has_units_down(enum sample_axis axis) {
    return axis == SAMPLES_AS_COLUMNS;
}

struct shape sample_axis_turn(enum sample_axis axis, struct shape shape) {
    return sample_axis_has_units_down(axis) ? shape : (struct shape){shape.columns, shape.rows};
}
