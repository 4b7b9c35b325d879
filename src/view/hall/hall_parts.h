#ifndef BACKSTEP_VIEW_HALL_HALL_PARTS_H
#define BACKSTEP_VIEW_HALL_HALL_PARTS_H

/* What several pictures around lessons are made of. */

#include "lesson/network.h"
#include "view/draw/canvas.h"

/* Keys and what they do in a row, as many as there is room for; each is a button. */
struct hall_hint {
    const char *key, *words;
    int action; /* of the button; 0: none */
};
void hall_parts_hints(const struct canvas *canvas, struct rect rect, const struct hall_hint *hints,
                      size_t count);

/* "2-3-1" */
const char *hall_parts_sizes(struct arena *arena, const struct network *network);

/* A bar that is filled to a share of 0..1. */
void hall_parts_bar(const struct canvas *canvas, struct rect rect, float share,
                    enum theme_color color);

#endif
