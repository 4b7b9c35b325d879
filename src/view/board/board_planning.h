#ifndef BACKSTEP_VIEW_BOARD_BOARD_PLANNING_H
#define BACKSTEP_VIEW_BOARD_BOARD_PLANNING_H

/* All operations of a lesson as they are before the first step, to be tried at sizes and places:
 * how a plan is found. */

#include "notation/notation_operation.h"
#include "step/filled.h"
#include "view/board/board_set.h"

/* What does not fit at a size is set at so much of it. */
#define BOARD_PLAN_FALLBACK 0.75F

/* Pixels; places are from the top left of the part for formula and values. */
struct board_plan {
    float formula, number;      /* em */
    float baseline;             /* of the formula */
    float axis;                 /* of the first line of values */
    float relation[PASS_COUNT]; /* the middle of the relation in a pass */
    float strip;                /* the height of the strip below */
    float strip_low;            /* where values leave no room for that */
    float width, height;        /* that are used, where it is that of a smaller place; 0: all */
    bool may_stack; /* a wide left side of values rather has a line for itself than small numbers */
    bool knows_hang; /* of board_try */
    bool is_close;   /* numbers stand as close to each other as they may */
};

/* An operation to be fitted. */
struct board_planned {
    struct equation equation;
    struct filled values;
    struct board_fit fit;
    enum pass pass;
    bool fits; /* at what was tried last */
};

struct board_planning {
    struct canvas canvas;
    const struct canvas *spaced[2]; /* the same with usual numbers, and with close ones */
    struct moment moment;
    struct focus focus; /* on nothing */
    struct board_planned *operations;
    size_t count;
    float width, height; /* above the strip */
};

/* For a place of that size. Borrows the canvas; in the arena. Out in *ret, which stays where it
 * is. */
void board_planning_begin(struct board_planning *ret, const struct canvas *canvas,
                          struct arena *arena, float width, float height);

/* Numbers that are tried from now on stand close to each other, or as usual. */
void board_planning_take_spacing(struct board_planning *planning, bool is_close);

/* The same canvas with numbers as close to each other as a plan has them; in its arena. */
const struct canvas *board_planning_spaced(const struct canvas *canvas, bool is_close);

/* Between these what trying takes is in an arena of its own, and given back: a size may take
 * megabytes. Returns the planning's, which is to be handed to the end. */
struct arena *board_planning_begin_try(struct board_planning *planning);
void board_planning_end_try(struct board_planning *planning, struct arena *own);

/* The planning's canvas with an arena of its own, for one try of which but numbers are kept. The
 * caller destroys that arena. */
struct canvas board_planning_aside(const struct board_planning *planning);

/* The largest size at which enough formulas stand on one line. */
float board_planning_formula(struct board_planning *planning);

/* Sets the size of the formula, and where it then stands. */
void board_planning_take_formula(struct board_plan *plan, float size);

/* Sets the size of numbers, and the relation and the axis where those operations want them that fit
 * at it. Returns how many do. */
size_t board_planning_set_number(struct board_planning *planning, struct board_plan *plan,
                                 float number);

/* Moves the relation right for those too that have the fallback's size, where that brings more
 * operations into their place and enough keep their size. */
void board_planning_widen(struct board_planning *planning, struct board_plan *plan);

/* Of a place of that size, what a plan uses; from its top left. */
struct rect board_planning_within(const struct board_plan *plan, float width, float height);

/* Whether what fits has its relation where the plan says; without one, anywhere. */
bool board_planning_is_there(const struct board_fit *fit, enum pass pass,
                             const struct board_plan *plan);

/* Whether an operation has the plan's sizes at the places of all. */
bool board_planning_is_steady(const struct board_planning *planning, size_t which,
                              const struct board_plan *plan);

/* Sets all but the strip: formula and numbers as large as most operations can have them. Where
 * there is no such size, each operation is on its own. */
void board_planning_find(struct board_planning *planning, struct board_plan *plan);

#endif
