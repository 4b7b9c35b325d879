#ifndef BACKSTEP_VIEW_DRAW_THEME_H
#define BACKSTEP_VIEW_DRAW_THEME_H

/* The colors of the interface, and how much of them there is where they fade. */

#include "notation/notation.h"
#include "session/settings.h"
#include "view/draw/scene.h"

#include <stdbool.h>

enum theme_color {
    COLOR_BACKGROUND,
    COLOR_PANEL,
    COLOR_PANEL_EDGE,
    COLOR_TEXT,
    COLOR_TEXT_DIM, /* still 4.5:1 */
    COLOR_MARK_DIM, /* graphics that are not in question now; 3:1 */
    COLOR_FORWARD,  /* passes */
    COLOR_BACKWARD,
    COLOR_UPDATE,
    COLOR_WEIGHT, /* roles */
    COLOR_ACTIVATION,
    COLOR_PREACTIVATION,
    COLOR_ERROR,
    COLOR_GRADIENT,
    COLOR_TARGET,
    COLOR_POSITIVE, /* signs */
    COLOR_NEGATIVE,
    COLOR_GOOD,
    COLOR_BAD,
    COLOR_NEURON,    /* fill of a neuron at activation 0 */
    COLOR_NEURON_ON, /* at the largest */
    COLOR_LINK,      /* what the reader points at: no role and no pass has it */
    COLOR_COUNT
};

/* How much of COLOR_LINK is behind what is lit, in full and softly. */
#define THEME_LINK_FULL 0.05F
#define THEME_LINK_SOFT 0.03F

struct theme {
    const char *name; /* "dark" */
    color_argb colors[COLOR_COUNT];
};

const struct theme *theme_get(enum theme_id id);

/* The id of a theme's name; false when there is none. */
bool theme_find(const char *name, enum theme_id *ret);
extern const char *const theme_names[THEME_COUNT];

enum theme_color theme_role_color(enum role role);
enum theme_color theme_pass_color(enum pass pass);

/* color with its opacity multiplied by alpha (0..1). */
color_argb theme_fade(color_argb color, float alpha);

/* a at 0, b at 1, channel by channel. */
color_argb theme_mix(color_argb a, color_argb b, float at);

/* WCAG 2.2 contrast ratio of two opaque colors, 1..21. */
double theme_contrast(color_argb a, color_argb b);

#endif
