#include "view/board/board_planning.h"

#include "engine/program_state.h"
#include "engine/script.h"
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

/* Where a lesson's operations are small: so many times the usual sizes, the largest that all fit.
 */
static const float growths[] = {1.5F, 1.45F, 1.4F, 1.35F, 1.3F, 1.25F, 1.2F, 1.15F, 1.1F, 1.05F};

/* Of the largest numbers: with smaller ones the next aims are tried too. */
static const float comfortable_share = 0.53F;

/* Of the operations: so many keep their size where others get the relation into their place. */
static const float enough_widened = 0.8F;

/* Of the width: the most that left sides have. */
static const float most_left = 0.42F;

/* What a plan is to reach: how many of the operations fit at its sizes, whether the others do at
 * the fallback's, and how large the formula is, of the largest at which enough formulas stand on
 * one line. From the best on. */
struct aim {
    float enough;
    bool has_others;
    float formula;
    bool may_stack;
};
static const struct aim usual_aims[] = {{0.8F, true, 1, false},      {0.8F, true, 0.75F, false},
                                        {0.8F, false, 1, false},     {0.8F, false, 0.75F, false},
                                        {0.6F, false, 0.75F, false}, {0.8F, true, 0.75F, true},
                                        {0.8F, false, 0.75F, true},  {0.6F, false, 0.75F, true}};

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
    ret->equation = equation_create(moment, operation, NULL);
    ret->pass = operation->pass;
    ret->values = filled_equation_create(&ret->equation);
    ret->fit = board_set_begin(&planning->canvas, &ret->values, planning->canvas.layout->number);
}

/* The form that a stop of the lesson wants seen of an operation, in the lesson's own notation;
 * NULL: none does. */
static const struct operation_form *shown_form(const struct program *program,
                                               const struct operation *operation) {
    const struct lesson *lesson = program->lesson;
    bool is_wanted = false;
    for (size_t i = 0; i < lesson->stop_count && !is_wanted; i++) {
        const struct lesson_stop *stop = &lesson->stops[i];
        is_wanted = stop->show == SHOW_LONG && script_stop_fits(program, stop, operation);
    }
    const bool is_own = strcmp(lesson->notation, program->notation->id) == 0;
    const struct operation_form *form = NULL;
    for (size_t i = 0; i < operation->form_count && is_wanted && is_own && form == NULL; i++) {
        form = operation->forms[i].kind == FORM_LONG ? &operation->forms[i] : NULL;
    }
    return form;
}

/* The operation with the binding of one of its forms. */
static const struct operation *in_form(struct arena *arena, const struct operation *operation,
                                       const struct operation_form *form) {
    struct operation *other = ARENA_NEW(arena, struct operation);
    *other = *operation;
    other->binding = form->binding;
    return other;
}

/* Each operation, and each form that the lesson shows of one. */
void board_planning_begin(struct board_planning *ret, const struct canvas *canvas,
                          struct arena *arena, float width, float height) {
    const struct program *program = canvas->moment->program;
    const size_t count = (size_t)program->operation_count;
    plan_moment(ret, canvas, arena);
    ret->spaced[0] = canvas;
    ret->spaced[1] = board_planning_spaced(&ret->canvas, true);
    ret->width = width;
    ret->height = height;
    ret->count = count;
    ret->operations = ARENA_ARRAY(arena, struct board_planned, 2 * count);
    for (size_t i = 0; i < count; i++) {
        const struct operation *operation = &program->operations[i];
        const struct operation_form *form = shown_form(program, operation);
        plan_operation(ret, &ret->operations[i], operation);
        if (form != NULL) {
            plan_operation(ret, &ret->operations[ret->count++], in_form(arena, operation, form));
        }
    }
}

/* ---- the places ---- */

static size_t least_fitting(const struct board_planning *planning, float enough) {
    return (size_t)ceilf(enough * (float)planning->count);
}

struct rect board_planning_within(const struct board_plan *plan, float width, float height) {
    return (struct rect){0, 0, plan->width > 0 ? fminf(plan->width, width) : width,
                         plan->height > 0 ? fminf(plan->height, height) : height};
}

/* One operation at shares of the plan's sizes, at its places. */
static bool try_one(const struct board_planning *planning, struct board_planned *planned,
                    const struct board_plan *plan, float formula, float number) {
    struct board_try attempt = {.formula = plan->formula * formula,
                                .number =
                                    fmaxf(plan->number * number, planning->canvas.layout->legible),
                                .baseline = plan->baseline,
                                .relation = plan->relation[planned->pass],
                                .axis = plan->axis,
                                .knows_hang = plan->knows_hang};
    const struct rect place = board_planning_within(plan, planning->width, planning->height);
    bool fits = board_try_fit(&planned->fit, &attempt, place.width, place.height);
    if (plan->may_stack && (!fits || planned->fit.relation > most_left * place.width)) {
        attempt.way = BOARD_TRY_STACKED;
        fits = board_try_fit(&planned->fit, &attempt, place.width, place.height);
    }
    return fits;
}

bool board_planning_is_there(const struct board_fit *fit, enum pass pass,
                             const struct board_plan *plan) {
    const float same = 0.5F; /* pixels */
    return fit->relation <= 0 || fabsf(fit->relation - plan->relation[pass]) < same;
}

static bool is_there(const struct board_planned *planned, const struct board_plan *plan) {
    return board_planning_is_there(&planned->fit, planned->pass, plan);
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

/* ---- spacing ---- */

const struct canvas *board_planning_spaced(const struct canvas *canvas, bool is_close) {
    if (!is_close) {
        return canvas;
    }
    struct canvas *other = ARENA_NEW(canvas->arena, struct canvas);
    struct layout *layout = ARENA_NEW(canvas->arena, struct layout);
    *layout = *canvas->layout;
    layout->is_close = true;
    *other = *canvas;
    other->layout = layout;
    return other;
}

void board_planning_take_spacing(struct board_planning *planning, bool is_close) {
    if (planning->canvas.layout == planning->spaced[is_close]->layout) {
        return;
    }
    planning->canvas.layout = planning->spaced[is_close]->layout;
    const struct board_spacing spacing = board_matrix_spacing(planning->canvas.layout);
    for (size_t i = 0; i < planning->count; i++) {
        struct board_fit *fit = &planning->operations[i].fit;
        for (size_t k = 0; k < fit->values->slot_count; k++) {
            fit->matrices[k].spacing = spacing;
        }
        board_set_forget(fit);
    }
}

/* ---- memory ---- */

static void take_arena(struct board_planning *planning, struct arena *arena) {
    planning->canvas.arena = arena;
    for (size_t i = 0; i < planning->count; i++) {
        board_set_forget(&planning->operations[i].fit);
    }
}

struct arena *board_planning_begin_try(struct board_planning *planning) {
    struct arena *own = planning->canvas.arena;
    take_arena(planning, arena_create());
    return own;
}

void board_planning_end_try(struct board_planning *planning, struct arena *own) {
    arena_destroy(planning->canvas.arena);
    take_arena(planning, own);
}

/* ---- who stands elsewhere ---- */

/* How many operations have a size of the plan with the relation where it says, each left of it. */
static size_t count_there(const struct board_planning *planning, const struct board_plan *plan,
                          size_t *ret_full) {
    static const float shares[][2] = {
        {1, 1}, {1, BOARD_PLAN_FALLBACK}, {BOARD_PLAN_FALLBACK, BOARD_PLAN_FALLBACK}};
    enum { COUNT = sizeof shares / sizeof *shares };
    size_t in_place = 0;
    *ret_full = 0;
    for (size_t i = 0; i < planning->count; i++) {
        struct board_planned *planned = &planning->operations[i];
        size_t k = 0;
        while (k < COUNT && !(try_one(planning, planned, plan, shares[k][0], shares[k][1]) &&
                              is_there(planned, plan))) {
            k++;
        }
        in_place += k < COUNT;
        *ret_full += k == 0;
    }
    return in_place;
}

/* Where the widest left side of a pass wants the relation that has the fallback's size. */
static float widest_of(const struct board_planning *planning, enum pass pass,
                       const struct board_plan *plan) {
    struct board_plan own = *plan;
    float widest = plan->relation[pass];
    memset(own.relation, 0, sizeof own.relation);
    for (size_t i = 0; i < planning->count; i++) {
        struct board_planned *planned = &planning->operations[i];
        if (planned->pass == pass && try_fallback(planning, planned, &own) &&
            planned->fit.relation <= most_left * planning->width) {
            widest = fmaxf(widest, planned->fit.relation);
        }
    }
    return widest;
}

void board_planning_widen(struct board_planning *planning, struct board_plan *plan) {
    size_t full, wide_full;
    struct arena *own = board_planning_begin_try(planning);
    size_t in_place = count_there(planning, plan, &full);
    for (enum pass pass = 0; pass < PASS_COUNT; pass++) {
        struct board_plan wide = *plan;
        wide.relation[pass] = widest_of(planning, pass, plan);
        size_t wide_in_place = count_there(planning, &wide, &wide_full);
        size_t least = least_fitting(planning, enough_widened);
        if (wide_in_place > in_place && (wide_full >= full || wide_full >= least)) {
            *plan = wide;
            in_place = wide_in_place;
            full = wide_full;
        }
    }
    board_planning_end_try(planning, own);
}

void board_planning_take_formula(struct board_plan *plan, float size) {
    plan->formula = size;
    plan->baseline = roundf(baseline_below * size);
}

/* Whether enough formulas stand on one line at a share of the size that they are set at. */
static bool are_on_one_line(const struct board_planning *planning, float share) {
    size_t fitting = 0;
    for (size_t i = 0; i < planning->count; i++) {
        struct board_fit *fit = &planning->operations[i].fit;
        fitting += board_lines_break(&fit->symbols, share, planning->width, 1);
    }
    return fitting >= least_fitting(planning, enough_formulas);
}

float board_planning_formula(struct board_planning *planning) {
    static const float shares[] = {1, 0.9F, 0.8F, 0.7F, 0.6F, 0.5F};
    enum { COUNT = sizeof shares / sizeof *shares };
    const struct layout *layout = planning->canvas.layout;
    const float most = layout->formula * (layout->is_for_hall ? formula_share_hall : 1);
    for (size_t i = 0; i < planning->count; i++) {
        board_set_symbols(&planning->operations[i].fit, most);
    }
    size_t which = 0;
    while (which + 1 < COUNT && !are_on_one_line(planning, shares[which])) {
        which++;
    }
    return most * shares[which];
}

bool board_planning_is_steady(const struct board_planning *planning, size_t which,
                              const struct board_plan *plan) {
    struct board_planned *planned = &planning->operations[which];
    return try_one(planning, planned, plan, 1, 1) && is_there(planned, plan);
}

/* ---- the sizes ---- */

struct canvas board_planning_aside(const struct board_planning *planning) {
    struct canvas canvas = planning->canvas;
    canvas.arena = arena_create();
    return canvas;
}

/* Whether enough operations fit at a size of numbers, with everything in its place. */
static bool holds(struct board_planning *planning, struct board_plan *plan, const struct aim *aim,
                  float number) {
    const size_t least = least_fitting(planning, aim->enough);
    struct arena *own = board_planning_begin_try(planning);
    bool is_found = board_planning_set_number(planning, plan, number) >= least &&
                    try_all(planning, plan) >= least &&
                    (!aim->has_others || others_fit(planning, plan));
    board_planning_end_try(planning, own);
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
        } else if (holds(planning, &tried, &usual_aims[aim], number)) {
            found = tried;
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    *plan = found;
    return found.number > 0;
}

/* Formulas and numbers, both so much larger than usual, where enough operations have the room. */
static bool find_grown(struct board_planning *planning, struct board_plan *plan, float growth) {
    const struct layout *layout = planning->canvas.layout;
    const float formula = board_planning_formula(planning);
    if (formula < layout->formula || !are_on_one_line(planning, growth)) {
        return false;
    }
    board_planning_take_formula(plan, growth * formula);
    return holds(planning, plan, &(struct aim){.enough = 1}, growth * layout->number);
}

/* The first of the aims with numbers that are comfortable to read; else that with the largest. */
static void find_usual(struct board_planning *planning, struct board_plan *plan) {
    enum { COUNT = sizeof usual_aims / sizeof *usual_aims };
    const float formula = board_planning_formula(planning);
    const float comfortable = comfortable_share * planning->canvas.layout->number;
    const struct board_plan none = *plan;
    for (size_t i = 0; i < COUNT && plan->number < comfortable; i++) {
        struct board_plan tried = none;
        board_planning_take_formula(&tried, formula * usual_aims[i].formula);
        tried.may_stack = usual_aims[i].may_stack;
        if (find_number(planning, &tried, i) && tried.number > plan->number) {
            *plan = tried;
        }
    }
}

void board_planning_find(struct board_planning *planning, struct board_plan *plan) {
    enum { COUNT = sizeof growths / sizeof *growths };
    const struct board_plan none = *plan;
    bool is_grown = false;
    for (size_t i = 0; i < COUNT && !is_grown; i++) {
        *plan = none;
        is_grown = find_grown(planning, plan, growths[i]);
    }
    if (!is_grown) {
        *plan = none;
        find_usual(planning, plan);
    }
    if (plan->number > 0) {
        board_planning_widen(planning, plan);
    } else { /* none holds: each operation has what fits it */
        board_planning_take_formula(plan, board_planning_formula(planning));
        plan->number = planning->canvas.layout->legible;
    }
}
