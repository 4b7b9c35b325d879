#ifndef BACKSTEP_APP_RASTER_RASTER_BOUNDS_H
#define BACKSTEP_APP_RASTER_RASTER_BOUNDS_H

/* How far pixels may be, and the smaller and the larger of two places. */

#include <stdbool.h>

#define RASTER_FARTHEST 1e6F

static inline int raster_least(int a, int b) {
    return a < b ? a : b;
}

static inline int raster_greatest(int a, int b) {
    return a > b ? a : b;
}

/* Compiled to one instruction each, which fminf and fmaxf are not; a second argument that is no
 * number is passed over. */
static inline float raster_lower(float a, float b) {
    return b < a ? b : a;
}

static inline float raster_higher(float a, float b) {
    return b > a ? b : a;
}

static inline bool raster_is_near(float value) {
    return value >= -RASTER_FARTHEST && value <= RASTER_FARTHEST;
}

#endif
