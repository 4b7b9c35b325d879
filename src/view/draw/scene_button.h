#ifndef BACKSTEP_VIEW_DRAW_SCENE_BUTTON_H
#define BACKSTEP_VIEW_DRAW_SCENE_BUTTON_H

/* The places of a scene that do something when they are clicked. */

#include "engine/quantity.h"
#include "view/draw/rect.h"

struct scene;

struct scene_button {
    struct rect rect; /* pixels */
    int action;       /* enum action of session/action.h; 0: a quantity is selected */
    struct quantity quantity;
};

/* Adds a button above those that are there; it lives in the scene's arena. */
void scene_button_add(struct scene *scene, struct rect rect, int action);

/* Adds one that selects a quantity, which need not be in the picture. */
void scene_button_add_quantity(struct scene *scene, struct rect rect, struct quantity quantity);

/* What the uppermost button there selects; QUANTITY_NONE: nothing, or there is none. */
struct quantity scene_button_quantity_at(const struct scene *scene, float x, float y);

/* The action of the uppermost button there; 0: there is none. */
int scene_button_at(const struct scene *scene, float x, float y);

#endif
