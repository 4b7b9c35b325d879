#ifndef BACKSTEP_FORMULA_SAMPLE_AXIS_H
#define BACKSTEP_FORMULA_SAMPLE_AXIS_H

/* Which way tensors lie. The units of a layer stand along one axis; across it the samples of the
 * batch, or of weights the units below. Books differ in which axis is which: this is the one place
 * that turns the one into the other.
 *
 *     SAMPLES_AS_COLUMNS: a is units x samples, w is units x units below, b a column
 *     SAMPLES_AS_ROWS:    a is samples x units, w is units below x units, b a row */

#include "formula/shape.h"

enum sample_axis { SAMPLES_AS_COLUMNS, SAMPLES_AS_ROWS };

/* Whether units stand below each other, one a row. */
bool sample_axis_has_units_down(enum sample_axis axis);

/* (units, across) as (rows, columns), and back again: sizes, or an index of either. */
struct shape sample_axis_turn(enum sample_axis axis, struct shape shape);

#endif
