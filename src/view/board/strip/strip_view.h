#ifndef BACKSTEP_VIEW_BOARD_STRIP_STRIP_VIEW_H
#define BACKSTEP_VIEW_BOARD_STRIP_STRIP_VIEW_H

/* The strip at the bottom of the board, always there: how one number comes about. Where most
 * operations of a lesson leave room it is higher there. At the finer levels the term in question
 * has it, in a derivation the newest line. */

#include "step/equation.h"
#include "view/draw/canvas.h"

/* Frames the strip and returns its inside. */
struct rect strip_view_frame(const struct canvas *canvas, struct rect strip);

/* What its words have in common with the board above it. */
struct strip_sizes {
    float usual, largest; /* pixels per em; more than usual where there is room */
    float relation;       /* where the formula's is; 0: there is none */
};

/* The arithmetic of the selected element of the shown operation, else of as many as have a line
 * each; in names, then in numbers, with all relations in one column. */
void strip_view_draw(const struct canvas *canvas, struct rect strip,
                     const struct strip_sizes *sizes);

#endif
