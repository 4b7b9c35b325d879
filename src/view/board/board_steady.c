#include "view/board/board_steady.h"

#include "view/board/board_fit.h"
#include "view/board/board_try.h"

#include <math.h>

/* At the plan's sizes and the fallback's: numbers give way before the formula does. */
static bool fit_sizes(struct board_fit *fit, const struct board_plan *plan, struct board_try base,
                      float width, float height) {
    static const float shares[][2] = {{1, 1},
                                      {1, BOARD_PLAN_FALLBACK},
                                      {BOARD_PLAN_FALLBACK, 1},
                                      {BOARD_PLAN_FALLBACK, BOARD_PLAN_FALLBACK}};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        base.formula = plan->formula * shares[i][0];
        base.number = fmaxf(plan->number * shares[i][1], fit->canvas->layout->legible);
        if (board_try_fit(fit, &base, width, height)) {
            return true;
        }
    }
    return false;
}

bool board_steady_fit(struct board_fit *fit, const struct canvas *canvas,
                      const struct filled *values, const struct board_plan *plan, float width,
                      float height) {
    const float relation = plan->relation[values->equation->operation->pass];
    const struct board_try tries[] = {
        {.baseline = plan->baseline, .relation = relation, .axis = plan->axis},
        {.baseline = plan->baseline, .relation = relation},
        {.baseline = plan->baseline},
    };
    *fit = board_set_begin(canvas, values, plan->number);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        for (int hides_shapes = 0; hides_shapes < 2; hides_shapes++) {
            board_set_shapes(fit, hides_shapes > 0);
            if (fit_sizes(fit, plan, tries[i], width, height)) {
                return true;
            }
        }
    }
    return board_fit_both(fit, canvas, values, width, height);
}
