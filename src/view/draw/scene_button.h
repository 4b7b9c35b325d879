#ifndef BACKSTEP_VIEW_DRAW_SCENE_BUTTON_H
#define BACKSTEP_VIEW_DRAW_SCENE_BUTTON_H

/* The places of a scene that do something when they are clicked. */

#include "view/draw/rect.h"

struct scene;

struct scene_button {
    struct rect rect; /* pixels */
    int action;       /* of session/action.h, not 0 */
};

/* Adds a button above those that are there; it lives in the scene's arena. */
void scene_button_add(struct scene *scene, struct rect rect, int action);

/* The action of the uppermost button there; 0: there is none. */
int scene_button_at(const struct scene *scene, float x, float y);

#endif
