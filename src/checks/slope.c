#include "checks/slope.h"

#include <float.h>
#include <math.h>

enum { LEVELS = 14, ORDERS = 6 };

/* Central differences of each width and what is extrapolated from them: [i][j] takes out the first
 * j orders of the error of width i. */
struct tableau {
    double at[LEVELS][ORDERS];
    int first;         /* the first row on one piece with all that follow */
    double best_width; /* of the row whose extrapolation is kept */
};

/* One central difference. */
struct difference {
    double value;
    double rounding; /* of the function's values, over the width */
    bool is_good;    /* finite, and on one piece */
};

static struct difference difference_at(const struct slope_function *function, double x, double here,
                                       double width, struct slope *slope) {
    bool is_above_good = true, is_below_good = true;
    double above = x + width, below = x - width;
    double f_above = function->value(function->context, above, &is_above_good);
    double f_below = function->value(function->context, below, &is_below_good);
    double size = fmax(fabs(here), fmax(fabs(f_above), fabs(f_below)));
    slope->right = (f_above - here) / (above - x);
    slope->left = (here - f_below) / (x - below);
    return (struct difference){
        .value = (f_above - f_below) / (above - below),
        .rounding = 4 * fmax(DBL_EPSILON * size, function->grain) / (above - below),
        .is_good = is_above_good && is_below_good && isfinite(f_above) && isfinite(f_below),
    };
}

/* How many orders row i has taken out. */
static int orders_of(const struct tableau *tableau, int i) {
    int orders = i - tableau->first;
    return orders < ORDERS - 1 ? orders : ORDERS - 1;
}

/* Fills row i and keeps the best of it. */
static void extrapolate(struct tableau *tableau, int i, double width, double rounding,
                        struct slope *slope) {
    double power = 1;
    for (int j = 1; j <= orders_of(tableau, i); j++) {
        power *= 4;
        double finer = tableau->at[i][j - 1], coarser = tableau->at[i - 1][j - 1];
        tableau->at[i][j] = finer + (finer - coarser) / (power - 1);
        double error = fmax(fabs(tableau->at[i][j] - finer), fabs(tableau->at[i][j] - coarser));
        error = fmax(error, rounding);
        if (!slope->is_known || error < slope->error) {
            slope->value = tableau->at[i][j];
            slope->error = error;
            slope->is_known = true;
            tableau->best_width = width;
        }
    }
}

/* By how much the function's values seem to be off: what two widths still differ by when the orders
 * that both have are taken out, times the width. The best extrapolation may be so by chance alone;
 * this is not. */
static double noise_of(const struct tableau *tableau, int i, double width) {
    int order = i > tableau->first ? orders_of(tableau, i - 1) : 0;
    return order == 0 ? 0 : width * fabs(tableau->at[i][order] - tableau->at[i - 1][order]);
}

struct slope slope_measure(const struct slope_function *function, double x, double here,
                           double width, double enough) {
    enum { ROWS_LEAST = 4 };
    struct slope slope = {.error = (double)INFINITY};
    struct tableau tableau = {.first = 0};
    double noise = 0;
    for (int i = 0; i < LEVELS; i++, width /= 2) {
        struct difference difference = difference_at(function, x, here, width, &slope);
        double rounding = difference.rounding;
        tableau.at[i][0] = difference.value;
        if (!difference.is_good) {
            tableau.first = i + 1;
            continue;
        }
        extrapolate(&tableau, i, width, rounding, &slope);
        noise = fmax(noise, noise_of(&tableau, i, width));
        bool is_enough = slope.is_known && slope.error <= enough * fabs(slope.value);
        bool is_hopeless = fmax(rounding, noise / width) > slope.error;
        if (i - tableau.first >= ROWS_LEAST && (is_enough || is_hopeless)) {
            break;
        }
    }
    slope.error = slope.is_known ? fmax(slope.error, noise / tableau.best_width) : slope.error;
    return slope;
}
