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

/* How much of a color is left (0..1). */
#define THEME_NOT_IN_QUESTION 0.45F          /* words that the step is not about: theme_dim */
#define THEME_NOT_IN_QUESTION_CONTRAST 0.72F /* the same for who asked for contrast */
#define THEME_TARGET_PLATE 0.16F             /* behind the matrix that is written */
#define THEME_CELL_PLATE 0.28F               /* behind the cells that the reader is at */
#define THEME_SAMPLE_ROW 0.22F               /* behind the row of the sample that is shown */
#define THEME_LABEL_PLATE 0.94F        /* behind a label on lines: hardly anything shines through */
#define THEME_ERROR_RING 0.6F          /* of an error that is not in question */
#define THEME_EDGE_TO_COME 0.8F        /* of the network's lines before the first step */
#define THEME_EDGE_NOT_LIT 0.38F       /* of those that the operation does not use */
#define THEME_EDGE_OF_OTHERS 0.28F     /* the same where one element is in question */
#define THEME_EDGE_WEAKEST 0.12F       /* of very many lines: the weakest, */
#define THEME_EDGE_STRONGEST_MORE 0.5F /* and how much more the strongest */
#define THEME_GUIDE 0.35F              /* lines that lead the eye within a plot */
#define THEME_FAINT_AXIS 0.4F
#define THEME_LINK_OUTLINE 0.5F /* around what belongs to what is lit */
#define THEME_LINK_GROUND 0.2F  /* behind a symbol that has no room for a line below it */
#define THEME_LINK_UNDERLINE 0.75F
#define THEME_SIDE 0.62F    /* of a side's color in a decision map: samples and numbers stand out */
#define THEME_TO_COME 0.32F /* of a pass's color in marks that are not reached yet */

struct theme {
    const char *name; /* "dark" */
    color_argb colors[COLOR_COUNT];
};

/* Its colors; static. */
const struct theme *theme_get(enum theme_id id);

/* The id of a theme's name; false when there is none. */
bool theme_find(const char *name, enum theme_id *ret);
extern const char *const theme_names[THEME_COUNT];

enum theme_color theme_role_color(enum role role);
enum theme_color theme_pass_color(enum pass pass);

/* color with its opacity multiplied by alpha (0..1). */
color_argb theme_fade(color_argb color, float alpha);

/* The color of words that step back on a panel: mixed with it, as far as it stays readable (3:1).
 */
color_argb theme_dim(const struct theme *theme, color_argb color);

/* a at 0, b at 1, channel by channel. */
color_argb theme_mix(color_argb a, color_argb b, double at);

#endif
