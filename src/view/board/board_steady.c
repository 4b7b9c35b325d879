#include "view/board/board_steady.h"

#include "view/board/board_fit.h"
#include "view/board/board_try.h"

#include <math.h>
#include <stdlib.h>

/* Of the plan's sizes, formula and numbers. Numbers give way before the formula does; where even
 * the fallback has no room anywhere, the formula does before numbers get a third size. */
static const float shares[][2] = {{1, 1},
                                  {1, BOARD_PLAN_FALLBACK},
                                  {BOARD_PLAN_FALLBACK, 1},
                                  {BOARD_PLAN_FALLBACK, BOARD_PLAN_FALLBACK},
                                  {0.65F, 1},
                                  {0.65F, BOARD_PLAN_FALLBACK}};
enum { OF_PLAN = 4, ALL_SHARES = sizeof shares / sizeof *shares };

/* Of what numbers are lower for lack of others below them: so much the formula is. */
static const float share_of_formula = 0.3F;

/* Of the height: the higher strip. */
static const float most_strip = 0.42F;

/* Where the relation stands: where all of its pass have it; where those of another pass do; or
 * where its own left side wants it. */
enum relation_spot { SPOT_OF_PASS, SPOT_OF_OTHER, SPOT_OWN };

/* What is tried, in this order: where things stand, and which sizes. A left side that is too wide
 * for the relation of all has a line for itself; where the plan says so before its numbers become
 * smaller. */
static const struct {
    enum relation_spot spot;
    bool has_axis;   /* where all operations have the numbers */
    bool is_of_plan; /* only where the plan says so */
    enum board_try_way way;
    size_t first, end; /* shares */
} tries[] = {{SPOT_OF_PASS, true, false, BOARD_TRY_TOGETHER, 0, 1},
             {SPOT_OF_PASS, true, true, BOARD_TRY_STACKED, 0, 1},
             {SPOT_OF_PASS, true, false, BOARD_TRY_TOGETHER, 1, OF_PLAN},
             {SPOT_OF_PASS, true, false, BOARD_TRY_STACKED, 0, OF_PLAN},
             {SPOT_OF_PASS, true, false, BOARD_TRY_APART, 0, OF_PLAN},
             {SPOT_OF_PASS, false, false, BOARD_TRY_TOGETHER, 0, OF_PLAN},
             {SPOT_OF_PASS, false, false, BOARD_TRY_STACKED, 0, OF_PLAN},
             {SPOT_OF_PASS, false, false, BOARD_TRY_APART, 0, OF_PLAN},
             {SPOT_OF_OTHER, true, false, BOARD_TRY_TOGETHER, 0, OF_PLAN},
             {SPOT_OF_OTHER, true, false, BOARD_TRY_STACKED, 0, OF_PLAN},
             {SPOT_OF_OTHER, true, false, BOARD_TRY_APART, 0, OF_PLAN},
             {SPOT_OWN, true, false, BOARD_TRY_TOGETHER, 0, OF_PLAN},
             {SPOT_OWN, true, false, BOARD_TRY_STACKED, 0, OF_PLAN},
             {SPOT_OWN, true, false, BOARD_TRY_APART, 0, OF_PLAN},
             {SPOT_OWN, false, false, BOARD_TRY_TOGETHER, 0, OF_PLAN},
             {SPOT_OWN, false, false, BOARD_TRY_STACKED, 0, OF_PLAN},
             {SPOT_OWN, false, false, BOARD_TRY_APART, 0, OF_PLAN},
             {SPOT_OF_PASS, false, false, BOARD_TRY_APART, OF_PLAN, ALL_SHARES},
             {SPOT_OWN, true, false, BOARD_TRY_TOGETHER, OF_PLAN, ALL_SHARES},
             {SPOT_OWN, false, false, BOARD_TRY_TOGETHER, OF_PLAN, ALL_SHARES}};

/* One of the tries, with the relation at a place; 0: at its own. */
static bool fit_at(struct board_fit *fit, const struct board_plan *plan, size_t which,
                   float relation, struct rect place) {
    struct board_try attempt = {.baseline = plan->baseline,
                                .relation = relation,
                                .axis = tries[which].has_axis ? plan->axis : 0,
                                .is_in_place = tries[which].spot != SPOT_OWN,
                                .knows_hang = plan->knows_hang,
                                .way = tries[which].way};
    for (size_t i = tries[which].first; i < tries[which].end; i++) {
        attempt.formula = plan->formula * shares[i][0];
        attempt.number = fmaxf(plan->number * shares[i][1], fit->canvas->layout->legible);
        if (board_try_fit(fit, &attempt, place.width, place.height)) {
            return true;
        }
    }
    return false;
}

/* One of the tries, with shapes below the matrices or without. */
static bool fit_so(struct board_fit *fit, const struct board_plan *plan, size_t which,
                   struct rect place) {
    const enum pass own = fit->equation->operation->pass;
    if (tries[which].is_of_plan && !plan->may_stack) {
        return false;
    }
    if (tries[which].spot != SPOT_OF_OTHER) {
        return fit_at(fit, plan, which, tries[which].spot == SPOT_OF_PASS ? plan->relation[own] : 0,
                      place);
    }
    bool fits = false;
    for (enum pass pass = 0; pass < PASS_COUNT && !fits; pass++) {
        fits = pass != own && plan->relation[pass] > 0 &&
               fit_at(fit, plan, which, plan->relation[pass], place);
    }
    return fits;
}

/* Whether there is room at all for the smallest numbers, at any of the formula's sizes: most that
 * are tried for a plan have none. */
static bool has_room(struct board_fit *fit, const struct board_plan *plan, float width,
                     float height) {
    const float legible = fit->canvas->layout->legible;
    struct board_try least = {.number = fmaxf(plan->number * BOARD_PLAN_FALLBACK, legible),
                              .baseline = plan->baseline,
                              .knows_hang = plan->knows_hang,
                              .is_tight = true};
    bool fits = false;
    board_set_shapes(fit, true);
    for (size_t i = 1; i < ALL_SHARES && !fits; i += 2) { /* each size of the formula once */
        least.formula = plan->formula * shares[i][0];
        for (least.way = 0; least.way < BOARD_TRY_WAYS && !fits; least.way++) {
            fits = board_try_fit(fit, &least, width, height);
        }
    }
    return fits;
}

/* What fits in none of the sizes without its shapes, wherever it stands, does in none of the tries:
 * most that are tried for a plan, and fail, are not tried in all ways. */
static bool could_fit(struct board_fit *fit, const struct board_plan *plan, float width,
                      float height) {
    struct board_try least = {.baseline = plan->baseline, .knows_hang = plan->knows_hang};
    bool fits = false;
    board_set_shapes(fit, true);
    for (size_t i = ALL_SHARES; i-- > 0 && !fits;) {
        least.formula = plan->formula * shares[i][0];
        least.number = fmaxf(plan->number * shares[i][1], fit->canvas->layout->legible);
        for (least.way = 0; least.way < BOARD_TRY_WAYS && !fits; least.way++) {
            fits = board_try_fit(fit, &least, width, height);
        }
    }
    return fits;
}

static bool try_ways(struct board_fit *fit, const struct board_plan *plan, float width,
                     float height) {
    const struct rect place = board_planning_within(plan, width, height);
    const bool is_tried = has_room(fit, plan, place.width, place.height) &&
                          could_fit(fit, plan, place.width, place.height);
    const size_t count = is_tried ? sizeof tries / sizeof *tries : 0;
    for (size_t i = 0; i < count; i++) {
        for (int hides_shapes = 0; hides_shapes < 2; hides_shapes++) {
            board_set_shapes(fit, hides_shapes > 0);
            if (fit_so(fit, plan, i, place)) {
                return true;
            }
        }
    }
    return false;
}

bool board_steady_try(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, const struct board_plan *plan, float width,
                      float height) {
    *fit = board_set_begin(board_planning_spaced(canvas, plan->is_close), values, plan->number);
    return try_ways(fit, plan, width, height);
}

bool board_steady_try_planned(struct board_fit *fit, const struct canvas *canvas,
                              const struct board_planning *planning, size_t which,
                              const struct board_plan *plan) {
    const struct board_planned *planned = &planning->operations[which];
    *fit = board_set_begin(canvas, &planned->values, plan->number);
    board_set_know(fit, &planned->fit);
    return try_ways(fit, plan, planning->width, planning->height);
}

/* What fits in none of the tries has at least the relation of its formula where all have it, if
 * that leaves the formula on its lines. */
static void move_formula(struct board_fit *fit, const struct board_plan *plan, float width) {
    const struct board_lines kept = fit->symbols;
    const float relation = plan->relation[fit->equation->operation->pass];
    if (!fit->is_aligned && relation > 0 &&
        (!board_try_move_formula(fit, relation, width) || fit->symbols.count > kept.count)) {
        fit->symbols = kept;
    }
}

/* No formula is larger than the others: its numbers have that room. */
static const struct canvas *within_plan(const struct canvas *canvas,
                                        const struct board_plan *plan) {
    struct canvas *within = ARENA_NEW(canvas->arena, struct canvas);
    struct layout *layout = ARENA_NEW(canvas->arena, struct layout);
    *layout = *canvas->layout;
    layout->formula = fminf(layout->formula, plan->formula);
    *within = *canvas;
    within->layout = layout;
    return within;
}

bool board_steady_fit_alone(struct board_fit *fit, const struct canvas *canvas,
                            const struct filled *values, const struct board_plan *plan, float width,
                            float height) {
    const struct canvas *spaced = board_planning_spaced(within_plan(canvas, plan), plan->is_close);
    return board_fit_both(fit, spaced, values, plan->number, width, height);
}

bool board_steady_fit(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, const struct board_plan *plan, float width,
                      float height) {
    if (board_steady_try(fit, canvas, values, plan, width, height)) {
        return true;
    }
    bool fits = board_steady_fit_alone(fit, canvas, values, plan, width, height);
    if (fits) {
        move_formula(fit, plan, width);
    }
    return fits;
}

void board_steady_lower_axis(const struct board_planning *planning, struct board_plan *plan,
                             float share) {
    const float same = 0.5F; /* pixels */
    float least = INFINITY;
    for (size_t i = 0; i < planning->count; i++) {
        const struct canvas canvas = board_planning_aside(planning);
        struct board_fit fit;
        bool fits = board_steady_try_planned(&fit, &canvas, planning, i, plan);
        if (fits && fabsf(fit.axis - plan->axis) < same) {
            least = fminf(least, planning->height - board_try_bottom(&fit));
        }
        arena_destroy(canvas.arena);
    }
    const float lower = isfinite(least) ? roundf(least * share) : 0;
    plan->axis += lower;
    plan->height += plan->height > 0 ? lower : 0;
    plan->baseline += roundf(lower * share_of_formula);
}

float board_steady_bottom(const struct board_fit *fit, float width, float height) {
    struct board_fit last;
    const float bottom = board_try_bottom(fit);
    return board_fit_last(&last, fit, width, height - bottom) ? bottom + last.numbers.height
                                                              : bottom;
}

static int by_value(const void *a, const void *b) {
    const float *left = a;
    const float *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* The room that an operation leaves below what is drawn of it. In a hall what leaves something out
 * is to have a strip that is lower still, and two heights are enough. */
static float room_below(const struct board_planning *planning, size_t which,
                        const struct board_plan *plan, bool *ret_is_crowded) {
    const struct canvas canvas = board_planning_aside(planning);
    struct board_fit fit;
    bool fits = board_steady_try_planned(&fit, &canvas, planning, which, plan);
    float room =
        fits ? planning->height - board_steady_bottom(&fit, planning->width, planning->height) : 0;
    const bool is_whole = fits && !board_set_leaves_out(&fit);
    *ret_is_crowded = *ret_is_crowded || (canvas.layout->is_for_hall && !is_whole);
    arena_destroy(canvas.arena);
    return room;
}

void board_steady_raise_strip(const struct board_planning *planning, struct board_plan *plan) {
    float *rooms = ARENA_ARRAY(planning->moment.arena, float, planning->count + 1);
    bool is_crowded = false;
    for (size_t i = 0; i < planning->count && !is_crowded; i++) {
        rooms[i] = room_below(planning, i, plan, &is_crowded);
    }
    if (is_crowded) {
        return;
    }
    qsort(rooms, planning->count, sizeof *rooms, by_value);
    const float most = most_strip * (planning->height + plan->strip_low) - plan->strip_low;
    float best = 0, gained = 0;
    for (size_t i = 0; i < planning->count; i++) {
        float more = fmaxf(fminf(floorf(rooms[i]), most), 0);
        float all = more * (float)(planning->count - i);
        best = all > gained ? more : best;
        gained = fmaxf(gained, all);
    }
    plan->strip = plan->strip_low + best;
}
