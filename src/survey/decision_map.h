#ifndef BACKSTEP_SURVEY_DECISION_MAP_H
#define BACKSTEP_SURVEY_DECISION_MAP_H

/* The output of a network with two inputs and one output, over the plane of its inputs. */

#include "survey/probe.h"

struct decision_map;

/* What is drawn of the plane, and how outputs are read. It follows from the lesson alone. */
struct decision_plane {
    double least[2], most[2]; /* of the first and of the second input */
    double middle;            /* the output between the two colors */
    double reach;             /* how far from it outputs are told apart */
    bool has_border;          /* there a sample changes its class */
    double parting;           /* between small and large targets */
};

/* Two inputs and one output, of a network that can be run at many points for each picture. */
bool decision_map_fits(const struct lesson *lesson);

/* NULL when the lesson has no map, or the notation none for it. program must outlive it. */
struct decision_map *decision_map_create(struct arena *arena, const struct program *program);

/* What the map is drawn over: the axes and their ranges. */
const struct decision_plane *decision_map_plane(const struct decision_map *map);

/* Outputs less plane->middle with the weights of a state: side x side of them, row after row, the
 * first row at the top (the largest second input), the first column at the left. They lie on the
 * edges of the plane too. Computed only when a weight has changed; valid until the next call. */
const double *decision_map_values(struct decision_map *map, const double *state, size_t *ret_side);

#endif
