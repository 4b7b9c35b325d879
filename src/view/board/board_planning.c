#include "view/board/board_planning.h"

#include "engine/program_state.h"
#include "step/filled_equation.h"
#include "view/board/board_try.h"
#include "view/draw/math_view.h"

#include <math.h>
#include <string.h>

/* em of the formula: its baseline below the top, and the values' first line below that. */
static const float baseline_below = 1.45F, axis_below = 1.4F;

/* Of its largest size: in a hall the numbers are what has to grow. */
static const float formula_share_hall = 0.88F;

/* Of the formulas: so many stand on one line. */
static const float enough_formulas = 0.8F;

/* From one size that is tried to the next, and how many are. */
static const float size_step = 0.94F;
enum { SIZES = 18 };

/* Of the width: the most that left sides have. */
static const float most_left = 0.42F;

/* What a plan is to reach: how many of the operations fit at its sizes, whether the others do at
 * the fallback's, and how large the formula is, of the largest at which enough formulas stand on
 * one line. From the best on. */
static const struct {
    float enough;
    bool has_others;
    float formula;
} usual_aims[] = {{0.8F, true, 1},
                  {0.8F, true, 0.75F},
                  {0.8F, false, 1},
                  {0.8F, false, 0.75F},
                  {0.6F, false, 0.75F}};

/* ---- the operations as they are before the first step ---- */

/* The moment without what depends on the step: nothing is computed yet, and nothing is pointed at.
 * Numbers have the widths of a usual number. */
static void plan_moment(struct board_planning *planning, const struct canvas *canvas,
                        struct arena *arena) {
    /* a plan is kept: names are as long as they are where no shape is asked for */
    struct program *program = ARENA_NEW(arena, struct program);
    *program = *canvas->moment->program;
    program->unsized = NULL;
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    planning->moment = (struct moment){
        .arena = arena,
        .program = program,
        .state = state,
        .at = {.step = 1},
        .place = {.iteration = 1, .done = 1},
        .look = {.level = LEVEL_OPERATION, .selected = QUANTITY_NONE},
        .focus = &planning->focus,
        .decimals = canvas->moment->decimals,
    };
    planning->moment.evaluation = (struct evaluation){
        .state = state, .scratch = ARENA_ARRAY(arena, double, program->scratch_count + 1)};
    planning->canvas = *canvas;
    planning->canvas.arena = arena;
    planning->canvas.moment = &planning->moment;
    planning->canvas.shelf = math_view_shelf(arena);
}

static void plan_operation(struct board_planning *planning, struct board_planned *ret,
                           const struct operation *operation) {
    struct moment *moment = ARENA_NEW(planning->moment.arena, struct moment);
    *moment = planning->moment;
    moment->operation = operation;
    binding_take_last_element(&operation->binding, &moment->evaluation);
    ret->equation = equation_create(moment, operation, NULL);
    ret->pass = operation->pass;
    ret->values = filled_equation_create(&ret->equation);
    ret->fit = board_set_begin(&planning->canvas, &ret->values, planning->canvas.layout->number);
}

void board_planning_begin(struct board_planning *ret, const struct canvas *canvas,
                          struct arena *arena, float width, float height) {
    const struct program *program = canvas->moment->program;
    plan_moment(ret, canvas, arena);
    ret->width = width;
    ret->height = height;
    ret->count = (size_t)program->operation_count;
    ret->operations = ARENA_ARRAY(arena, struct board_planned, ret->count);
    for (size_t i = 0; i < ret->count; i++) {
        plan_operation(ret, &ret->operations[i], &program->operations[i]);
    }
}

/* ---- the places ---- */

static size_t least_fitting(const struct board_planning *planning, float enough) {
    return (size_t)ceilf(enough * (float)planning->count);
}

/* One operation at shares of the plan's sizes, at its places. */
static bool try_one(const struct board_planning *planning, struct board_planned *planned,
                    const struct board_plan *plan, float formula, float number) {
    const struct board_try attempt = {
        .formula = plan->formula * formula,
        .number = fmaxf(plan->number * number, planning->canvas.layout->legible),
        .baseline = plan->baseline,
        .relation = plan->relation[planned->pass],
        .axis = plan->axis};
    return board_try_fit(&planned->fit, &attempt, planning->width, planning->height);
}

/* How many operations fit at those sizes, each with the relation where its own left side wants it,
 * or where the left sides of its pass want it. */
static size_t try_all(struct board_planning *planning, const struct board_plan *plan) {
    size_t fitting = 0;
    for (size_t i = 0; i < planning->count; i++) {
        struct board_planned *planned = &planning->operations[i];
        planned->fits = try_one(planning, planned, plan, 1, 1);
        fitting += planned->fits;
    }
    return fitting;
}

static bool try_fallback(const struct board_planning *planning, struct board_planned *planned,
                         const struct board_plan *plan) {
    return try_one(planning, planned, plan, 1, BOARD_PLAN_FALLBACK) ||
           try_one(planning, planned, plan, BOARD_PLAN_FALLBACK, BOARD_PLAN_FALLBACK);
}

/* Whether those that do not fit at the plan's sizes fit at the fallback's, in the same places. */
static bool others_fit(const struct board_planning *planning, const struct board_plan *plan) {
    for (size_t i = 0; i < planning->count; i++) {
        struct board_planned *planned = &planning->operations[i];
        if (!planned->fits && !try_fallback(planning, planned, plan)) {
            return false;
        }
    }
    return true;
}

/* The relation right of the widest left side of its pass, but for those that are too wide. */
static void set_relations(const struct board_planning *planning, struct board_plan *plan) {
    for (enum pass pass = 0; pass < PASS_COUNT; pass++) {
        plan->relation[pass] = 0;
    }
    for (size_t i = 0; i < planning->count; i++) {
        const struct board_planned *planned = &planning->operations[i];
        float *relation = &plan->relation[planned->pass];
        if (planned->fits && planned->fit.relation <= most_left * planning->width) {
            *relation = fmaxf(*relation, planned->fit.relation);
        }
    }
}

/* Below the formula, so low that the highest first line of the lesson has room. */
static void set_axis(const struct board_planning *planning, struct board_plan *plan) {
    float above = 0;
    for (size_t i = 0; i < planning->count; i++) {
        const struct board_planned *planned = &planning->operations[i];
        const struct board_fit *fit = &planned->fit;
        if (planned->fits) {
            above = fmaxf(above, fit->numbers.lines[0].above -
                                     math_axis(fit->canvas->metrics->math, fit->numbers.size));
        }
    }
    /* text stands on whole pixels: the axis of the full size does, so that another is near it */
    const float axis = math_axis(planning->canvas.metrics->math, plan->number);
    plan->axis = roundf(plan->baseline + axis_below * plan->formula + above + axis) - axis;
}

size_t board_planning_set_number(struct board_planning *planning, struct board_plan *plan,
                                 float number) {
    memset(plan->relation, 0, sizeof plan->relation);
    plan->number = number;
    plan->axis = 0;
    size_t fitting = try_all(planning, plan);
    set_relations(planning, plan);
    set_axis(planning, plan);
    return fitting;
}

void board_planning_widen(struct board_planning *planning, struct board_plan *plan) {
    struct board_plan wide = *plan, own = *plan;
    const size_t fitting = try_all(planning, plan);
    memset(own.relation, 0, sizeof own.relation);
    for (size_t i = 0; i < planning->count; i++) {
        struct board_planned *planned = &planning->operations[i];
        float *relation = &wide.relation[planned->pass];
        if (!planned->fits && try_fallback(planning, planned, &own) &&
            planned->fit.relation <= most_left * planning->width) {
            *relation = fmaxf(*relation, planned->fit.relation);
        }
    }
    if (try_all(planning, &wide) >= fitting) {
        *plan = wide;
    }
}

void board_planning_take_formula(struct board_plan *plan, float size) {
    plan->formula = size;
    plan->baseline = roundf(baseline_below * size);
}

float board_planning_formula(struct board_planning *planning) {
    static const float shares[] = {1, 0.9F, 0.8F, 0.7F, 0.6F, 0.5F};
    enum { COUNT = sizeof shares / sizeof *shares };
    size_t fitting[COUNT] = {0};
    const struct layout *layout = planning->canvas.layout;
    const float most = layout->formula * (layout->is_for_hall ? formula_share_hall : 1);
    for (size_t i = 0; i < planning->count; i++) {
        struct board_fit *fit = &planning->operations[i].fit;
        board_set_symbols(fit, most);
        for (size_t k = 0; k < COUNT; k++) {
            fitting[k] += board_lines_break(&fit->symbols, shares[k], planning->width, 1);
        }
    }
    for (size_t k = 0; k < COUNT; k++) {
        if (fitting[k] >= least_fitting(planning, enough_formulas)) {
            return most * shares[k];
        }
    }
    return most * shares[COUNT - 1];
}

bool board_planning_is_steady(const struct board_planning *planning, size_t which,
                              const struct board_plan *plan) {
    const float same = 0.5F; /* pixels */
    struct board_planned *planned = &planning->operations[which];
    return try_one(planning, planned, plan, 1, 1) &&
           (planned->fit.relation == 0 ||
            fabsf(planned->fit.relation - plan->relation[planned->pass]) < same);
}

/* ---- the sizes ---- */

/* Whether enough operations fit at a size of numbers, with everything in its place. */
static bool holds(struct board_planning *planning, struct board_plan *plan, size_t aim,
                  float number) {
    const size_t least = least_fitting(planning, usual_aims[aim].enough);
    struct arena *kept = planning->canvas.arena;
    planning->canvas.arena = arena_create(); /* of what trying needs: a size may take megabytes */
    bool is_found = board_planning_set_number(planning, plan, number) >= least &&
                    try_all(planning, plan) >= least &&
                    (!usual_aims[aim].has_others || others_fit(planning, plan));
    arena_destroy(planning->canvas.arena);
    planning->canvas.arena = kept;
    return is_found;
}

/* The largest size of numbers that holds, by halving. */
static bool find_number(struct board_planning *planning, struct board_plan *plan, size_t aim) {
    const struct layout *layout = planning->canvas.layout;
    size_t low = 0;
    size_t high = SIZES;
    struct board_plan found = *plan;
    while (low < high) {
        size_t middle = (low + high) / 2;
        float number = layout->number * powf(size_step, (float)middle);
        struct board_plan tried = *plan;
        if (number < layout->legible) {
            high = middle;
        } else if (holds(planning, &tried, aim, number)) {
            found = tried;
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    *plan = found;
    return found.number > 0;
}

void board_planning_find(struct board_planning *planning, struct board_plan *plan) {
    enum { COUNT = sizeof usual_aims / sizeof *usual_aims };
    const float formula = board_planning_formula(planning);
    bool is_found = false;
    for (size_t i = 0; i < COUNT && !is_found; i++) {
        board_planning_take_formula(plan, formula * usual_aims[i].formula);
        is_found = find_number(planning, plan, i);
    }
    if (is_found) {
        board_planning_widen(planning, plan);
    } else {
        plan->number = planning->canvas.layout->legible;
    }
}
