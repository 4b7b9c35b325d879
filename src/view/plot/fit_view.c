#include "view/plot/fit_view.h"

#include "view/plot/plot_axes.h"

#include <math.h>

static const float curve_stroke = 2.2F; /* thin lines */
static const float sample_size = 0.62F; /* of that of a decision map */

/* The legend, in em: a sample, a piece of the curve, from each to its word, and to the next. */
static const float sign_radius = 0.28F, sign_line = 1;
static const float word_gap = 0.4F, legend_gap = 1.1F;

struct fit {
    const struct canvas *canvas;
    const struct lesson *lesson;
    struct fit_points curve;
    struct plot_axes axes;
};

/* ---- the curve ---- */

/* What is seen of a piece of the curve between two points, by its parts from 0 to 1; false when
 * nothing is. */
static bool clip(const struct rect *plot, struct scene_point from, struct scene_point to,
                 float *ret_begin, float *ret_end) {
    float top = plot->y, bottom = plot->y + plot->height;
    float rise = to.y - from.y;
    *ret_begin = 0;
    *ret_end = 1;
    if (!isfinite(from.y) || !isfinite(to.y) || fmaxf(from.y, to.y) < top ||
        fminf(from.y, to.y) > bottom) {
        return false;
    }
    if (rise < 0 || rise > 0) {
        float at_top = (top - from.y) / rise, at_bottom = (bottom - from.y) / rise;
        *ret_begin = fmaxf(fminf(at_top, at_bottom), 0);
        *ret_end = fminf(fmaxf(at_top, at_bottom), 1);
    }
    return true;
}

static struct scene_point between(struct scene_point from, struct scene_point to, float part) {
    return (struct scene_point){from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
}

static void add_curve(const struct fit *fit, const struct scene_point *points, size_t count) {
    const struct canvas *canvas = fit->canvas;
    if (count > 1) {
        scene_add(canvas->scene, (struct scene_item){
                                     .kind = SCENE_CURVE,
                                     .color = canvas_color(canvas, COLOR_ACTIVATION),
                                     .stroke = canvas->layout->line * curve_stroke,
                                     .points = points,
                                     .point_count = count,
                                     .quantity = QUANTITY_NONE,
                                 });
    }
}

static struct scene_point curve_point(const struct fit *fit, size_t index) {
    return (struct scene_point){plot_axes_at(&fit->axes, 0, fit->curve.inputs[index]),
                                plot_axes_at(&fit->axes, 1, fit->curve.outputs[index])};
}

/* In as many pieces as the edges of the plot cut it into. */
static void draw_curve(const struct fit *fit) {
    size_t count = 0;
    struct scene_point *points =
        ARENA_ARRAY(fit->canvas->arena, struct scene_point, 2 * fit->curve.count);
    for (size_t i = 1; i < fit->curve.count; i++) {
        struct scene_point from = curve_point(fit, i - 1), to = curve_point(fit, i);
        float begin = 0, end = 0;
        if (!clip(&fit->axes.plot, from, to, &begin, &end)) {
            continue;
        }
        if (count == 0 || begin > 0) {
            points[count++] = between(from, to, begin);
        }
        points[count++] = between(from, to, end);
        if (end < 1 || i + 1 == fit->curve.count) {
            add_curve(fit, points, count);
            points += count;
            count = 0;
        }
    }
    add_curve(fit, points, count);
}

/* ---- the samples ---- */

static struct scene_point sample_point(const struct fit *fit, size_t sample) {
    return (struct scene_point){plot_axes_at(&fit->axes, 0, fit->lesson->inputs.values[sample]),
                                plot_axes_at(&fit->axes, 1, fit->lesson->targets.values[sample])};
}

/* From the true value to the output, as far as that is in the plot. */
static void draw_residual(const struct fit *fit, size_t sample) {
    const struct canvas *canvas = fit->canvas;
    struct rect plot = fit->axes.plot;
    double output = fit_curve_at(&fit->curve, fit->lesson->inputs.values[sample]);
    struct scene_point at = sample_point(fit, sample);
    if (isfinite(output)) {
        float y = plot_axes_at(&fit->axes, 1, output);
        canvas_line(canvas, at,
                    (struct scene_point){at.x, fmaxf(fminf(y, plot.y + plot.height), plot.y)},
                    canvas->layout->line * LAYOUT_STROKE, canvas_color(canvas, COLOR_ERROR));
    }
}

static void draw_sample(const struct fit *fit, size_t sample, bool is_current) {
    plot_axes_sample_draw(&fit->axes, &(struct plot_sample){.index = sample,
                                                            .at = sample_point(fit, sample),
                                                            .is_full = true,
                                                            .is_current = is_current,
                                                            .size = sample_size});
}

static void draw_samples(const struct fit *fit, size_t current) {
    draw_residual(fit, current);
    for (size_t i = 0; i < fit->lesson->sample_count; i += plot_axes_sample_distance(fit->canvas)) {
        if (i != current) {
            draw_sample(fit, i, false);
        }
    }
    draw_sample(fit, current, true);
}

/* ---- around it ---- */

/* Where 0 is, if that is in the plot: thin lines behind everything. */
static void draw_zero(const struct fit *fit) {
    const struct canvas *canvas = fit->canvas;
    struct rect plot = fit->axes.plot;
    color_argb color = canvas_color(canvas, COLOR_PANEL_EDGE);
    const struct plot_axis *across = &fit->axes.axes[0], *up = &fit->axes.axes[1];
    if (across->least < 0 && across->most > 0) {
        float x = plot_axes_at(&fit->axes, 0, 0);
        canvas_line(canvas, (struct scene_point){x, plot.y},
                    (struct scene_point){x, plot.y + plot.height}, canvas->layout->line, color);
    }
    if (up->least < 0 && up->most > 0) {
        float y = plot_axes_at(&fit->axes, 1, 0);
        canvas_line(canvas, (struct scene_point){plot.x, y},
                    (struct scene_point){plot.x + plot.width, y}, canvas->layout->line, color);
    }
}

/* "• true value  — output", smaller where that is too wide; nothing where it could not be read. */
static void draw_legend(const struct canvas *canvas, struct rect row) {
    const char *words[] = {string_get(canvas->language, STRING_ROLE_TARGET),
                           string_get(canvas->language, STRING_OUTPUT_LAYER)};
    const float signs = 3.6F; /* em, with all gaps */
    float em = canvas->layout->small;
    float widths[] = {canvas_text_width(canvas, FACE_PROSE, em, words[0]),
                      canvas_text_width(canvas, FACE_PROSE, em, words[1])};
    em *= fminf(row.width / (signs * em + widths[0] + widths[1]), 1);
    if (em < canvas->layout->legible) {
        return;
    }
    struct text_style style = canvas_style(canvas, FACE_PROSE, em, COLOR_TEXT_DIM);
    float y = row.y + row.height / 2, radius = sign_radius * em, x = row.x;
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_DISC,
                                 .bounds = {x, y - radius, 2 * radius, 2 * radius},
                                 .color = canvas_color(canvas, COLOR_TEXT),
                                 .quantity = QUANTITY_NONE,
                             });
    x += 2 * radius + word_gap * em;
    x += canvas_text(canvas, (struct text_anchor){x, y, ALIGN_LEFT}, style, words[0],
                     QUANTITY_NONE) +
         legend_gap * em;
    canvas_line(canvas, (struct scene_point){x, y}, (struct scene_point){x + sign_line * em, y},
                canvas->layout->line * curve_stroke, canvas_color(canvas, COLOR_ACTIVATION));
    canvas_text(canvas, (struct text_anchor){x + (sign_line + word_gap) * em, y, ALIGN_LEFT}, style,
                words[1], QUANTITY_NONE);
}

static struct plot_axis axis_of(const struct fit_plane *plane, size_t which, struct matrix samples,
                                const char *name) {
    struct plot_axis axis = plot_axes_axis_of(samples, 0, name);
    axis.least = plane->least[which];
    axis.most = plane->most[which];
    return axis;
}

void fit_view_draw(const struct canvas *canvas, struct fit_curve *plot, struct rect rect,
                   size_t sample) {
    if (plot == NULL) {
        return;
    }
    const struct lesson *lesson = canvas->moment->program->lesson;
    const struct fit_plane *plane = fit_curve_plane(plot);
    struct fit fit = {.canvas = canvas, .lesson = lesson, .axes = {.canvas = canvas}};
    fit.axes.axes[0] = axis_of(plane, 0, lesson->inputs, *lesson->network.input_names);
    fit.axes.axes[1] = axis_of(plane, 1, lesson->targets, "");
    struct rect legend =
        rect_cut_top(&rect, canvas_line_height(canvas, FACE_PROSE, canvas->layout->small));
    if (!plot_axes_arrange(&fit.axes, rect)) {
        return;
    }
    fit.curve = fit_curve_points(plot, canvas->moment->state);
    draw_legend(canvas, legend);
    draw_zero(&fit);
    canvas_box(canvas, fit.axes.plot, 0, 0, canvas->layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    draw_curve(&fit);
    draw_samples(&fit, plot_axes_sample_of_batch(canvas, sample));
    plot_axes_draw(&fit.axes);
}
