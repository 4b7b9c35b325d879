#include "survey/fit_curve.h"

#include <math.h>
#include <stdlib.h>

/* Points of the curve, and samples that are points of it as well. */
enum { MOST_POINTS = 193, LEAST_POINTS = 33, MOST_SAMPLES = 400 };

/* Products that one curve may take. */
static const double most_work = 8e6;

/* On each side of the samples, as a part of what they span. */
static const double margin = 0.25;

struct fit_curve {
    struct fit_plane plane;
    struct probe *probe;
    struct matrix points;
};

/* ---- the plane ---- */

static void hold(struct fit_plane *plane, size_t axis, double value) {
    plane->least[axis] = fmin(plane->least[axis], value);
    plane->most[axis] = fmax(plane->most[axis], value);
}

static void hold_all(struct fit_plane *plane, size_t axis, struct matrix values) {
    plane->least[axis] = plane->most[axis] = *values.values;
    for (size_t i = 1; i < values.rows; i++) {
        hold(plane, axis, values.values[i]);
    }
}

static void spread(struct fit_plane *plane, size_t axis) {
    double span = plane->most[axis] - plane->least[axis];
    double around = span > 0 ? span * margin : 1;
    plane->least[axis] -= around;
    plane->most[axis] += around;
}

/* A single sample spans nothing: inputs are seen from its mirror image to itself, targets from 0.
 * Functions with a range of their own are seen with all of it. */
static struct fit_plane plane_of(const struct lesson *lesson) {
    const struct network *network = &lesson->network;
    enum activation last = network->layers[network->layer_count - 1].activation;
    struct fit_plane plane;
    hold_all(&plane, 0, lesson->inputs);
    hold_all(&plane, 1, lesson->targets);
    if (!(plane.most[0] > plane.least[0])) {
        hold(&plane, 0, -plane.most[0]);
    }
    if (last == ACTIVATION_SIGMOID || last == ACTIVATION_TANH) {
        hold(&plane, 1, last == ACTIVATION_SIGMOID ? 0 : -1);
        hold(&plane, 1, 1);
    } else if (!(plane.most[1] > plane.least[1])) {
        hold(&plane, 1, 0);
    }
    spread(&plane, 0);
    spread(&plane, 1);
    return plane;
}

/* ---- the points ---- */

/* As many as the work allows, 0 where that is too few. */
static size_t count_for(const struct network *network) {
    double work = 0; /* for a point */
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        work +=
            (double)network_units(network, layer) * (double)(network_units(network, layer - 1) + 1);
    }
    double count = most_work / work;
    return count < LEAST_POINTS ? 0 : count < MOST_POINTS ? (size_t)count : MOST_POINTS;
}

bool fit_curve_fits(const struct lesson *lesson) {
    const struct network *network = &lesson->network;
    return network->inputs == 1 && network_units(network, network->layer_count) == 1 &&
           count_for(network) > 0;
}

static int in_order(const void *a, const void *b) {
    const double *left = a;
    const double *right = b;
    return (*left > *right) - (*left < *right);
}

/* Evenly from side to side, and the samples: where one stands, the curve is not an estimate. */
static struct matrix points_of(struct arena *arena, const struct fit_plane *plane,
                               const struct lesson *lesson) {
    size_t even = count_for(&lesson->network);
    size_t samples = lesson->sample_count <= MOST_SAMPLES ? lesson->sample_count : 0;
    struct matrix points = {even + samples, 1, ARENA_ARRAY(arena, double, even + samples)};
    for (size_t i = 0; i < even; i++) {
        double part = (double)i / (double)(even - 1);
        points.values[i] = plane->least[0] + (plane->most[0] - plane->least[0]) * part;
    }
    for (size_t i = 0; i < samples; i++) {
        points.values[even + i] = lesson->inputs.values[i];
    }
    qsort(points.values, points.rows, sizeof *points.values, in_order);
    return points;
}

struct fit_curve *fit_curve_create(struct arena *arena, const struct program *program) {
    if (!fit_curve_fits(program->lesson)) {
        return NULL;
    }
    struct fit_curve *curve = ARENA_NEW(arena, struct fit_curve);
    curve->plane = plane_of(program->lesson);
    curve->points = points_of(arena, &curve->plane, program->lesson);
    curve->probe = probe_create(arena, program, curve->points);
    return curve->probe != NULL ? curve : NULL;
}

const struct fit_plane *fit_curve_plane(const struct fit_curve *curve) {
    return &curve->plane;
}

/* ---- the curve ---- */

struct fit_points fit_curve_points(struct fit_curve *curve, const double *state) {
    return (struct fit_points){curve->points.values, probe_outputs(curve->probe, state).values,
                               curve->points.rows};
}

double fit_curve_at(const struct fit_points *points, double input) {
    size_t next = 0;
    while (next + 1 < points->count && points->inputs[next] < input) {
        next++;
    }
    if (next == 0 || points->inputs[next] <= input) {
        return points->outputs[next];
    }
    double from = points->inputs[next - 1];
    double part = (input - from) / (points->inputs[next] - from);
    return points->outputs[next - 1] + (points->outputs[next] - points->outputs[next - 1]) * part;
}
