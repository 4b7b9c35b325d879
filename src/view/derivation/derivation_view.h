#ifndef BACKSTEP_VIEW_DERIVATION_DERIVATION_VIEW_H
#define BACKSTEP_VIEW_DERIVATION_DERIVATION_VIEW_H

/* The board while a derivation is open: the lines that are written, with their relations below each
 * other, the newest one large and with its matrices where they fit; beside each its reason and its
 * value; below all of them the newest line in numbers. */

#include "session/proof/proof.h"
#include "view/draw/canvas.h"

/* The canvas's moment is the run's; a derivation is open. */
void derivation_view_draw(const struct canvas *canvas, const struct proof *proof,
                          struct rect panel);

#endif
