#ifndef BACKSTEP_VIEW_HALL_HALL_THUMBNAIL_H
#define BACKSTEP_VIEW_HALL_HALL_THUMBNAIL_H

/* A network as a small picture: its layers from left to right, five units of each at most. */

#include "lesson/network.h"
#include "view/draw/canvas.h"

/* Draws a network, small and without numbers. */
void hall_thumbnail_draw(const struct canvas *canvas, const struct network *network,
                         struct rect rect);

#endif
