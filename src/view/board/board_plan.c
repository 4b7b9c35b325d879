#include "view/board/board_plan.h"

#include "engine/program_state.h"
#include "step/filled_equation.h"
#include "view/board/board_try.h"
#include "view/draw/math_view.h"

#include <math.h>
#include <string.h>

/* What a plan is to reach: how many of the operations fit at its sizes, whether the others do at
 * the fallback's, and how large the formula is, of the largest at which enough formulas stand on
 * one line. */
struct aim {
    float enough;
    bool has_others;
    float formula;
};

/* From the best on. In a hall large numbers are worth more than that the last operations stand
 * where the others do; and all at one size more than most at a larger one, as long as that is no
 * smaller than what the others would be set at. */
static const struct aim usual_aims[] = {{0.8F, true, 1},
                                        {0.8F, true, 0.75F},
                                        {0.8F, false, 1},
                                        {0.8F, false, 0.75F},
                                        {0.6F, false, 0.75F}};
static const struct aim hall_aim = {0.8F, false, 1}, hall_aim_of_all = {1, false, 1};

/* From one size that is tried to the next, and how many are. */
static const float size_step = 0.94F;
enum { SIZES = 18 };

/* em of the formula: its baseline below the top, and the values' first line below that. */
static const float baseline_below = 1.45F, axis_below = 1.4F;

/* Of its largest size: in a hall the numbers are what has to grow. */
static const float formula_share_hall = 0.88F;

/* Of the height: the strip. Of the width: the most that left sides have. */
static const float strip_share = 0.29F, strip_share_hall = 0.13F, most_left = 0.42F;

/* ---- the operations as they are before the first step ---- */

/* An operation to be fitted. */
struct planned {
    struct equation equation;
    struct filled values;
    struct board_fit fit;
    enum pass pass;
    bool fits; /* at what was tried last */
};

struct planning {
    struct canvas canvas;
    struct moment moment;
    struct focus focus; /* on nothing */
    struct planned *operations;
    size_t count;
    float width, height;
};

/* The moment without what depends on the step: nothing is computed yet, and nothing is pointed at.
 * Numbers have the widths of a usual number. */
static void plan_moment(struct planning *planning, const struct canvas *canvas,
                        struct arena *arena) {
    const struct program *program = canvas->moment->program;
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

static void plan_operation(struct planning *planning, struct planned *ret,
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

static void plan_begin(struct planning *planning, const struct canvas *canvas,
                       struct arena *arena) {
    const struct program *program = canvas->moment->program;
    plan_moment(planning, canvas, arena);
    planning->count = (size_t)program->operation_count;
    planning->operations = ARENA_ARRAY(arena, struct planned, planning->count);
    for (size_t i = 0; i < planning->count; i++) {
        plan_operation(planning, &planning->operations[i], &program->operations[i]);
    }
}

/* ---- the sizes ---- */

static size_t least_fitting(const struct planning *planning, float enough) {
    return (size_t)ceilf(enough * (float)planning->count);
}

/* One operation at shares of the plan's sizes, at its places. */
static bool try_one(const struct planning *planning, struct planned *planned,
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
static size_t try_all(struct planning *planning, const struct board_plan *plan) {
    size_t fitting = 0;
    for (size_t i = 0; i < planning->count; i++) {
        struct planned *planned = &planning->operations[i];
        planned->fits = try_one(planning, planned, plan, 1, 1);
        fitting += planned->fits;
    }
    return fitting;
}

/* Whether those that do not fit at the plan's sizes fit at the fallback's, in the same places. */
static bool others_fit(const struct planning *planning, const struct board_plan *plan) {
    for (size_t i = 0; i < planning->count; i++) {
        struct planned *planned = &planning->operations[i];
        if (!planned->fits && !try_one(planning, planned, plan, 1, BOARD_PLAN_FALLBACK) &&
            !try_one(planning, planned, plan, BOARD_PLAN_FALLBACK, BOARD_PLAN_FALLBACK)) {
            return false;
        }
    }
    return true;
}

/* The relation right of the widest left side of its pass, but for those that are too wide. */
static void set_relations(const struct planning *planning, struct board_plan *plan) {
    for (enum pass pass = 0; pass < PASS_COUNT; pass++) {
        plan->relation[pass] = 0;
    }
    for (size_t i = 0; i < planning->count; i++) {
        const struct planned *planned = &planning->operations[i];
        float *relation = &plan->relation[planned->pass];
        if (planned->fits && planned->fit.relation <= most_left * planning->width) {
            *relation = fmaxf(*relation, planned->fit.relation);
        }
    }
}

/* Below the formula, so low that the highest first line of the lesson has room. */
static void set_axis(const struct planning *planning, struct board_plan *plan) {
    float above = 0;
    for (size_t i = 0; i < planning->count; i++) {
        const struct planned *planned = &planning->operations[i];
        const struct board_fit *fit = &planned->fit;
        if (planned->fits) {
            above = fmaxf(above, fit->numbers.lines[0].above -
                                     math_axis(fit->canvas->metrics->math, fit->numbers.size));
        }
    }
    plan->axis = roundf(plan->baseline + axis_below * plan->formula + above);
}

/* Whether enough operations fit at a size of numbers, with everything in its place. */
static bool holds(struct planning *planning, struct board_plan *plan, const struct aim *aim,
                  float number) {
    const size_t least = least_fitting(planning, aim->enough);
    memset(plan->relation, 0, sizeof plan->relation);
    plan->number = number;
    plan->axis = 0;
    if (try_all(planning, plan) < least) {
        return false;
    }
    set_relations(planning, plan);
    set_axis(planning, plan);
    return try_all(planning, plan) >= least && (!aim->has_others || others_fit(planning, plan));
}

/* The largest size of numbers that holds, by halving. */
static bool find_number(struct planning *planning, struct board_plan *plan, const struct aim *aim) {
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

/* The largest size at which enough formulas stand on one line. */
static float formula_size(struct planning *planning, float width) {
    static const float shares[] = {1, 0.9F, 0.8F, 0.7F, 0.6F, 0.5F};
    enum { COUNT = sizeof shares / sizeof *shares };
    size_t fitting[COUNT] = {0};
    const struct layout *layout = planning->canvas.layout;
    const float most = layout->formula * (layout->is_for_hall ? formula_share_hall : 1);
    for (size_t i = 0; i < planning->count; i++) {
        struct board_fit *fit = &planning->operations[i].fit;
        board_set_symbols(fit, most);
        for (size_t k = 0; k < COUNT; k++) {
            fitting[k] += board_lines_break(&fit->symbols, shares[k], width, 1);
        }
    }
    for (size_t k = 0; k < COUNT; k++) {
        if (fitting[k] >= least_fitting(planning, usual_aims[0].enough)) {
            return most * shares[k];
        }
    }
    return most * shares[COUNT - 1];
}

static bool find_for_aim(struct planning *planning, struct board_plan *plan, float formula,
                         const struct aim *aim) {
    plan->formula = formula * aim->formula;
    plan->baseline = roundf(baseline_below * plan->formula);
    return find_number(planning, plan, aim);
}

/* By the smallest numbers that the lesson then has. */
static bool find_for_hall(struct planning *planning, struct board_plan *plan, float formula) {
    struct board_plan of_all = *plan;
    bool is_found = find_for_aim(planning, plan, formula, &hall_aim);
    if (find_for_aim(planning, &of_all, formula, &hall_aim_of_all) &&
        of_all.number >= plan->number * BOARD_PLAN_FALLBACK) {
        *plan = of_all;
        is_found = true;
    }
    return is_found;
}

/* Formula and numbers of the first aim that is reached; where none is, each operation is on its
 * own. */
static void find_sizes(struct planning *planning, struct board_plan *plan) {
    enum { COUNT = sizeof usual_aims / sizeof *usual_aims };
    const bool is_for_hall = planning->canvas.layout->is_for_hall;
    const float formula = formula_size(planning, planning->width);
    bool is_found = is_for_hall && find_for_hall(planning, plan, formula);
    for (size_t i = 0; i < COUNT && !is_for_hall && !is_found; i++) {
        is_found = find_for_aim(planning, plan, formula, &usual_aims[i]);
    }
    if (!is_found) {
        plan->number = planning->canvas.layout->legible;
    }
}

static void create(struct board_plan *ret, const struct canvas *canvas, float width, float height) {
    const struct layout *layout = canvas->layout;
    struct arena *arena = arena_create();
    struct planning *planning = ARENA_NEW(arena, struct planning);
    plan_begin(planning, canvas, arena);
    *ret = (struct board_plan){
        .strip = roundf(height * (layout->is_for_hall ? strip_share_hall : strip_share))};
    planning->width = width;
    planning->height = height - ret->strip - layout->unit;
    find_sizes(planning, ret);
    arena_destroy(arena);
}

/* ---- what is kept ---- */

/* All that a plan depends on beside the run. */
struct plan_key {
    const void *fonts;
    float width, height, formula, number, legible, small, unit;
    int decimals, is_for_hall;
};

void board_plan_create(struct board_plan *ret, const struct canvas *canvas, float width,
                       float height) {
    const struct layout *layout = canvas->layout;
    struct plan_key key;
    memset(&key, 0, sizeof key);
    key.fonts = canvas->metrics->context;
    key.width = width;
    key.height = height;
    key.formula = layout->formula;
    key.number = layout->number;
    key.legible = layout->legible;
    key.small = layout->small;
    key.unit = layout->unit;
    key.decimals = canvas->moment->decimals;
    key.is_for_hall = layout->is_for_hall;
    const struct board_plan *kept = memo_find(canvas->memo, &key, sizeof key);
    if (kept != NULL) {
        *ret = *kept;
        return;
    }
    create(ret, canvas, width, height);
    memo_keep(canvas->memo, &key, sizeof key, ret, sizeof *ret);
}
