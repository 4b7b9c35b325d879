#include "survey/decision_map.h"

#include <math.h>

enum { MOST_SIDE = 48, LEAST_SIDE = 16 };

/* Products that one map may take. */
static const double most_work = 8e6;

/* On each side of the samples, as a part of what they span. */
static const double margin = 0.3;

struct decision_map {
    struct decision_plane plane;
    struct probe *probe;
    size_t side;
    double *values;
    long runs; /* of the probe, when values were taken */
};

/* ---- the plane ---- */

static void range_of(struct matrix values, size_t column, double *ret_least, double *ret_most) {
    *ret_least = *ret_most = values.values[column];
    for (size_t row = 1; row < values.rows; row++) {
        double value = values.values[row * values.columns + column];
        *ret_least = fmin(*ret_least, value);
        *ret_most = fmax(*ret_most, value);
    }
}

/* A single sample spans nothing: as much around it as it is away from 0, 1 at least. */
static void spread(struct decision_plane *plane, size_t axis) {
    double span = plane->most[axis] - plane->least[axis];
    double around = span > 0 ? span * margin : fmax(fabs(plane->most[axis]), 1);
    plane->least[axis] -= around;
    plane->most[axis] += around;
}

/* Functions with two ends have two classes, which part in the middle of their range. Other outputs
 * are numbers, seen by their sign and as far as the targets go. */
static void part(struct decision_plane *plane, const struct lesson *lesson) {
    double least = 0, most = 0;
    range_of(lesson->targets, 0, &least, &most);
    enum activation last = lesson->network.layers[lesson->network.layer_count - 1].activation;
    if (last == ACTIVATION_SIGMOID || last == ACTIVATION_TANH) {
        plane->middle = last == ACTIVATION_SIGMOID ? 0.5 : 0;
        plane->reach = last == ACTIVATION_SIGMOID ? 0.5 : 1;
        plane->has_border = true;
        plane->parting = plane->middle;
        return;
    }
    double largest = fmax(fabs(least), fabs(most));
    plane->middle = 0;
    plane->reach = largest > 0 ? largest : 1;
    plane->has_border = false;
    plane->parting = (least + most) / 2;
}

static struct decision_plane plane_of(const struct lesson *lesson) {
    struct decision_plane plane;
    for (size_t axis = 0; axis < 2; axis++) {
        range_of(lesson->inputs, axis, &plane.least[axis], &plane.most[axis]);
        spread(&plane, axis);
    }
    part(&plane, lesson);
    return plane;
}

/* ---- the points ---- */

/* As many as the work allows, 0 where that is too few. */
static size_t side_for(const struct network *network) {
    double work = 0; /* for a point */
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        work +=
            (double)network_units(network, layer) * (double)(network_units(network, layer - 1) + 1);
    }
    double side = sqrt(most_work / work);
    return side < LEAST_SIDE ? 0 : side < MOST_SIDE ? (size_t)side : MOST_SIDE;
}

bool decision_map_fits(const struct lesson *lesson) {
    const struct network *network = &lesson->network;
    return network->inputs == 2 && network_units(network, network->layer_count) == 1 &&
           side_for(network) > 0;
}

static double at(const struct decision_plane *plane, size_t axis, size_t place, size_t side) {
    double part = (double)place / (double)(side - 1);
    return plane->least[axis] + (plane->most[axis] - plane->least[axis]) * part;
}

static struct matrix points_of(struct arena *arena, const struct decision_plane *plane,
                               size_t side) {
    struct matrix points = {side * side, 2, ARENA_ARRAY(arena, double, side *side * 2)};
    for (size_t row = 0; row < side; row++) {
        for (size_t column = 0; column < side; column++) {
            double *point = points.values + 2 * (row * side + column);
            point[0] = at(plane, 0, column, side);
            point[1] = at(plane, 1, side - 1 - row, side);
        }
    }
    return points;
}

struct decision_map *decision_map_create(struct arena *arena, const struct program *program) {
    const struct lesson *lesson = program->lesson;
    if (!decision_map_fits(lesson)) {
        return NULL;
    }
    size_t side = side_for(&lesson->network);
    struct decision_map *map = ARENA_NEW(arena, struct decision_map);
    map->plane = plane_of(lesson);
    map->side = side;
    map->values = ARENA_ARRAY(arena, double, side *side);
    map->probe = probe_create(arena, program, points_of(arena, &map->plane, side));
    return map->probe != NULL ? map : NULL;
}

const struct decision_plane *decision_map_plane(const struct decision_map *map) {
    return &map->plane;
}

const double *decision_map_values(struct decision_map *map, const double *state, size_t *ret_side) {
    struct matrix outputs = probe_outputs(map->probe, state);
    if (map->runs != probe_runs(map->probe)) {
        map->runs = probe_runs(map->probe);
        for (size_t i = 0; i < map->side * map->side; i++) {
            map->values[i] = outputs.values[i] - map->plane.middle;
        }
    }
    *ret_side = map->side;
    return map->values;
}
