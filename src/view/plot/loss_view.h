#ifndef BACKSTEP_VIEW_PLOT_LOSS_VIEW_H
#define BACKSTEP_VIEW_PLOT_LOSS_VIEW_H

/* The loss of each iteration of the run: what is done, what is to come, and where we are. */

#include "survey/loss_history.h"
#include "view/draw/canvas.h"

/* The losses found so far (NULL: none); of those that are to come none, where a reader predicts
 * them. Nothing where the layout has no room for it (an empty rectangle). */
void loss_view_draw(const struct canvas *canvas, const struct loss_history *history,
                    bool is_predicted, struct rect rect);

/* The iteration (from 1) that stands nearest to x in that rectangle. */
long loss_view_iteration_at(const struct canvas *canvas, const struct loss_history *history,
                            struct rect rect, float x);

/* The axis of a run of that many iterations, logarithmic when there are many: 0 is its beginning,
 * 1 its end. And back: the nearest iteration. */
double loss_view_axis_part(long iterations, double iteration);
long loss_view_axis_iteration(long iterations, double part);

#endif
