#include "view/network/network_strip.h"

#include "survey/slope_curve.h"

#include <math.h>

/* In em of the small text. */
static const float least_plot = 6.5F; /* its height, title and all */
static const float least_strip = 8;   /* its width */
static const float least_map = 5;     /* its width and its height */

/* Of the whole that the plots have: the height below the network, the width beside it. */
static const float below_share = 0.24F, below_share_of_data = 0.32F;
static const float beside_share = 0.27F;
static const float least_beside = 9; /* em of the small text */

static const float widest_map = 1.5F;     /* of its height */
static const float highest_curve = 1.35F; /* of its width */

/* em of the small text: a map without the curve, beside the neurons its width, below its height,
 * and that of a curve with its legend. */
static const float beside_alone = 6.5F, below_alone = 5.5F, below_with_legend = 6.2F;

/* A curve and not a plane. */
static bool has_curve_of(const struct program *program) {
    return fit_curve_fits(program->lesson) || slope_curve_fits(program);
}

bool network_strip_has_map(const struct program *program) {
    return decision_map_fits(program->lesson) || has_curve_of(program);
}

static bool map_is_large_enough(const struct canvas *canvas, struct rect map) {
    float least = least_map * canvas->layout->small;
    return map.width >= least && map.height >= least;
}

/* In a hall the curve gives way before the map, which has all of the place, right and low in it. */
static struct network_strip map_alone(const struct canvas *canvas, struct rect rect) {
    const struct program *program = canvas->moment->program;
    float widest = has_curve_of(program) ? rect.width : rect.height * widest_map;
    float width = fminf(rect.width, widest);
    float height = fminf(rect.height, rect.width * highest_curve);
    struct rect map = {rect.x + rect.width - width, rect.y + rect.height - height, width, height};
    bool is_there = canvas->layout->is_for_hall && network_strip_has_map(program) &&
                    map_is_large_enough(canvas, map);
    return is_there ? (struct network_strip){.map = map} : (struct network_strip){0};
}

/* Side by side or one above the other; nothing where they would be too small to be read. */
static struct network_strip split_strip(const struct canvas *canvas, struct rect rect,
                                        bool is_wide) {
    float em = canvas->layout->small;
    float gap = LAYOUT_GAP * canvas->layout->unit;
    const struct rect all = rect;
    struct network_strip strip = {0};
    const struct program *program = canvas->moment->program;
    bool has_map = network_strip_has_map(program);
    if (has_map && is_wide) {
        /* a plane is not much wider than high; a curve may be */
        float widest = has_curve_of(program) ? INFINITY : rect.height * widest_map;
        float free = rect.width - gap;
        float part =
            canvas->layout->is_enlarged && has_curve_of(program)
                ? fmaxf(free / 2, free - least_strip * em) /* its legend is the wider one */
                : free / 2;
        strip.map = rect_cut_right(&rect, fminf(widest, part));
        rect_cut_right(&rect, gap);
    } else if (has_map) {
        strip.map = rect_cut_bottom(&rect, fminf(rect.width, (rect.height - gap) / 2));
        rect_cut_bottom(&rect, gap);
    }
    if (!is_wide) {
        rect = rect_cut_bottom(&rect, fminf(rect.height, rect.width * highest_curve));
    }
    strip.curve = rect;
    bool is_small = rect.width < least_strip * em || rect.height < least_plot * em ||
                    (has_map && !map_is_large_enough(canvas, strip.map));
    return !is_small ? strip : has_map ? map_alone(canvas, all) : (struct network_strip){0};
}

/* A map of a single sample says little. */
static bool has_data_plot(const struct program *program) {
    return network_strip_has_map(program) && program->lesson->sample_count > 1;
}

bool network_strip_is_there(const struct network_strip *strip) {
    return strip->curve.width > 0 || strip->map.width > 0;
}

/* The place of the plots, cut off the middle together with a gap. */
static struct rect cut_plots(const struct canvas *canvas, struct rect *middle,
                             enum network_strip_spot where) {
    const float em = canvas->layout->small, gap = LAYOUT_GAP * canvas->layout->unit;
    struct rect rect = {0};
    if (where == NETWORK_PLOTS_BELOW) {
        float part = has_data_plot(canvas->moment->program) ? below_share_of_data : below_share;
        rect = rect_cut_bottom(middle, fmaxf(middle->height * part, least_plot * em));
        rect_cut_bottom(middle, gap);
    } else if (where == NETWORK_MAP_BELOW) {
        bool has_legend = has_curve_of(canvas->moment->program);
        rect = rect_cut_bottom(middle, (has_legend ? below_with_legend : below_alone) * em);
        rect_cut_bottom(middle, gap);
    } else if (where != NETWORK_PLOTS_NOWHERE) {
        bool is_alone = where == NETWORK_MAP_BESIDE;
        float width =
            is_alone ? beside_alone * em : fmaxf(middle->width * beside_share, least_beside * em);
        rect = rect_cut_right(middle, width);
        rect_cut_right(middle, gap);
    }
    return rect;
}

struct network_strip network_strip_cut(const struct canvas *canvas, struct rect *middle,
                                       enum network_strip_spot where) {
    const struct rect all = *middle;
    struct rect rect = cut_plots(canvas, middle, where);
    struct network_strip strip = where == NETWORK_MAP_BESIDE || where == NETWORK_MAP_BELOW
                                     ? map_alone(canvas, rect)
                                     : split_strip(canvas, rect, where == NETWORK_PLOTS_BELOW);
    *middle = network_strip_is_there(&strip) ? *middle : all;
    return strip;
}
