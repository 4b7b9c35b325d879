#ifndef BACKSTEP_VIEW_DRAW_SCENE_BUTTON_H
#define BACKSTEP_VIEW_DRAW_SCENE_BUTTON_H

/* The places of a scene that do something when they are clicked. */

#include "engine/quantity.h"
#include "view/draw/rect.h"

#include <stdbool.h>
#include <stddef.h>

struct scene;

/* Where a caret can stand in a line that is typed. */
struct scene_stop {
    float x;
    size_t at; /* the byte of the text */
};

/* A question that is answered in the scene, and the line that is typed in; it lives in the scene's
 * arena. */
struct scene_answer {
    struct rect rect;               /* of the line */
    const struct scene_stop *stops; /* from left to right; NULL: nothing is typed */
    size_t count;
};

struct scene_button {
    struct rect rect; /* pixels */
    int action;       /* enum action of session/action.h; 0: a quantity is selected */
    struct quantity quantity;
    const char *typed; /* that is put into the answer's line; NULL: nothing is */
    size_t line;       /* of the derivation that is open, from 1; 0: it is no line */
    bool is_cover;     /* it does nothing, and neither does what it covers */
};

/* Adds a button above those that are there; it lives in the scene's arena. */
void scene_button_add(struct scene *scene, struct rect rect, int action);

/* Adds one that selects a quantity, which need not be in the picture. */
void scene_button_add_quantity(struct scene *scene, struct rect rect, struct quantity quantity);

/* Adds one that types a text, in the scene's arena. */
void scene_button_add_typed(struct scene *scene, struct rect rect, const char *text);

/* What the uppermost button there types; NULL: nothing, or there is none. */
const char *scene_button_typed_at(const struct scene *scene, float x, float y);

/* What the buttons type that do so, in the order in which they were added; NULL behind the last. */
const char *scene_button_typed(const struct scene *scene, size_t which);
/* Adds one that goes to a line of the derivation that is open. */
void scene_button_add_line(struct scene *scene, struct rect rect, size_t line);

/* The line that the uppermost button there goes to; 0: none. */
size_t scene_button_line_at(const struct scene *scene, float x, float y);

/* What the uppermost button there selects; QUANTITY_NONE: nothing, or there is none. */
struct quantity scene_button_quantity_at(const struct scene *scene, float x, float y);

/* Adds what lies over other things: a click there reaches nothing below it. */
void scene_button_add_cover(struct scene *scene, struct rect rect);

/* What is uppermost there covers what was drawn before. */
bool scene_button_covers(const struct scene *scene, float x, float y);

/* The action of the uppermost button there; 0: there is none. */
int scene_button_at(const struct scene *scene, float x, float y);

#endif
