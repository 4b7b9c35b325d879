#include "view/board/board_steady.h"

#include "view/board/board_fit.h"
#include "view/board/board_try.h"

#include <math.h>

/* Of the plan's sizes, formula and numbers. Numbers give way before the formula does; where even
 * the fallback has no room anywhere, the formula does before numbers get a third size. */
static const float shares[][2] = {{1, 1},
                                  {1, BOARD_PLAN_FALLBACK},
                                  {BOARD_PLAN_FALLBACK, 1},
                                  {BOARD_PLAN_FALLBACK, BOARD_PLAN_FALLBACK},
                                  {0.65F, 1},
                                  {0.65F, BOARD_PLAN_FALLBACK}};
enum { OF_PLAN = 4, ALL_SHARES = sizeof shares / sizeof *shares };

/* What is tried, in this order: where things stand, and which sizes. */
static const struct {
    bool has_relation, has_axis; /* that of all operations */
    size_t first, end;           /* shares */
} tries[] = {{true, true, 0, OF_PLAN},
             {true, false, 0, OF_PLAN},
             {false, false, 0, OF_PLAN},
             {false, false, OF_PLAN, ALL_SHARES}};

/* One of the tries, with shapes below the matrices or without. */
static bool fit_so(struct board_fit *fit, const struct board_plan *plan, size_t which, float width,
                   float height) {
    const enum pass pass = fit->equation->operation->pass;
    struct board_try attempt = {.baseline = plan->baseline,
                                .relation = tries[which].has_relation ? plan->relation[pass] : 0,
                                .axis = tries[which].has_axis ? plan->axis : 0};
    for (size_t i = tries[which].first; i < tries[which].end; i++) {
        attempt.formula = plan->formula * shares[i][0];
        attempt.number = fmaxf(plan->number * shares[i][1], fit->canvas->layout->legible);
        if (board_try_fit(fit, &attempt, width, height)) {
            return true;
        }
    }
    return false;
}

/* What fits in none of the sizes without its shapes, wherever it stands, does in none of the tries:
 * most that are tried for a plan, and fail, are not tried in all ways. */
static bool could_fit(struct board_fit *fit, const struct board_plan *plan, float width,
                      float height) {
    struct board_try least = {.baseline = plan->baseline};
    bool fits = false;
    board_set_shapes(fit, true);
    for (size_t i = ALL_SHARES; i-- > 0 && !fits;) {
        least.formula = plan->formula * shares[i][0];
        least.number = fmaxf(plan->number * shares[i][1], fit->canvas->layout->legible);
        fits = board_try_fit(fit, &least, width, height);
    }
    return fits;
}

bool board_steady_try(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, const struct board_plan *plan, float width,
                      float height) {
    *fit = board_set_begin(canvas, values, plan->number);
    const size_t count = could_fit(fit, plan, width, height) ? sizeof tries / sizeof *tries : 0;
    for (size_t i = 0; i < count; i++) {
        for (int hides_shapes = 0; hides_shapes < 2; hides_shapes++) {
            board_set_shapes(fit, hides_shapes > 0);
            if (fit_so(fit, plan, i, width, height)) {
                return true;
            }
        }
    }
    return false;
}

bool board_steady_fit(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, const struct board_plan *plan, float width,
                      float height) {
    return board_steady_try(fit, canvas, values, plan, width, height) ||
           board_fit_both(fit, canvas, values, width, height);
}
