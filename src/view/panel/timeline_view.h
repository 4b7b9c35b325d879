#ifndef BACKSTEP_VIEW_PANEL_TIMELINE_VIEW_H
#define BACKSTEP_VIEW_PANEL_TIMELINE_VIEW_H

/* One mark for each operation of this iteration, pass after pass, and where the iteration stands
 * in the run. */

#include "session/session_look.h"
#include "view/draw/canvas.h"

/* Draws the operations of the iteration, with the stops of the lesson, and the run's bar. */
void timeline_view_draw(const struct canvas *canvas, const struct session *session,
                        struct rect rect);

/* The bar of iterations at the lower edge of the timeline; empty where there is one only. */
struct rect timeline_view_bar(const struct layout *layout, const struct program *program);

/* The operation (from 0) whose mark is nearest to x, and the iteration (from 1) that stands at x
 * in the bar. */
long timeline_view_operation_at(const struct canvas *canvas, struct rect rect, float x);
long timeline_view_iteration_at(const struct canvas *canvas, struct rect rect, float x);

#endif
