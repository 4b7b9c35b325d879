#include "view/plot/slope_view.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "survey/slope_curve.h"
#include "view/plot/plot_axes.h"

#include <math.h>

static const float curve_stroke = 2.2F; /* thin lines */
static const float point_size = 0.35F;  /* em, a radius */
static const double tangent_part = 0.3; /* of the plot's width, to each side */
static const double headroom = 1.05;    /* above the largest loss */

/* In em: a piece of a line before its name, the gap between, and that to the next. */
static const float sign_line = 1, word_gap = 0.4F, legend_gap = 1.1F;

struct slope {
    const struct canvas *canvas;
    struct slope_curve curve;
    struct plot_axes axes;
};

bool slope_view_fits(const struct canvas *canvas) {
    return slope_curve_fits(canvas->moment->program);
}

static struct scene_point point_of(const struct slope *slope, double weight, double loss) {
    return (struct scene_point){plot_axes_at(&slope->axes, 0, weight),
                                plot_axes_at(&slope->axes, 1, loss)};
}

static void draw_curve(const struct slope *slope) {
    const struct canvas *canvas = slope->canvas;
    struct scene_point *points = ARENA_ARRAY(canvas->arena, struct scene_point, SLOPE_CURVE_POINTS);
    size_t count = 0;
    for (size_t i = 0; i < SLOPE_CURVE_POINTS; i++) {
        if (isfinite(slope->curve.losses[i])) {
            points[count++] = point_of(slope, slope->curve.weights[i], slope->curve.losses[i]);
        }
    }
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

/* Where the tangent leaves the plot, above or below, on its way to `reach`. */
static double end_of_tangent(const struct slope *slope, const struct slope_point *point,
                             double reach) {
    const struct plot_axis *across = &slope->axes.axes[0], *up = &slope->axes.axes[1];
    double end = fmin(fmax(point->weight + reach, across->least), across->most);
    double rise = point->slope * (end - point->weight), loss = point->loss + rise;
    if (loss < up->least && rise < 0) {
        end = point->weight + (up->least - point->loss) / point->slope;
    } else if (loss > up->most && rise > 0) {
        end = point->weight + (up->most - point->loss) / point->slope;
    }
    return end;
}

static void draw_tangent(const struct slope *slope, const struct slope_point *point) {
    double width = slope->axes.axes[0].most - slope->axes.axes[0].least;
    double from = end_of_tangent(slope, point, -tangent_part * width);
    double to = end_of_tangent(slope, point, tangent_part * width);
    const struct canvas *canvas = slope->canvas;
    canvas_line(canvas, point_of(slope, from, point->loss + point->slope * (from - point->weight)),
                point_of(slope, to, point->loss + point->slope * (to - point->weight)),
                canvas->layout->line * curve_stroke, canvas_color(canvas, COLOR_GRADIENT));
}

/* A network that has left the plot is nowhere on it. */
static bool is_inside(const struct slope *slope, const struct slope_point *point) {
    const struct plot_axis *across = &slope->axes.axes[0], *up = &slope->axes.axes[1];
    return point->weight >= across->least && point->weight <= across->most &&
           point->loss >= up->least && point->loss <= up->most;
}

static void draw_point(const struct slope *slope, const struct slope_point *point) {
    const struct canvas *canvas = slope->canvas;
    float radius = point_size * canvas->layout->small;
    struct scene_point at = point_of(slope, point->weight, point->loss);
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_DISC,
                                 .bounds = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                                 .color = canvas_color(canvas, COLOR_TEXT),
                                 .quantity = QUANTITY_NONE,
                             });
}

/* One weight: one layer. */
static int tensor_of(const struct program *program, enum role role) {
    return program_find_tensor(program, role, role == ROLE_LOSS ? -1 : 1);
}

/* The tangent is the gradient: it is there from the operation that computes it to the step along
 * it, behind which the weight is another one. */
static bool is_gradient_known(const struct moment *moment) {
    const struct operation *operation = moment->operation;
    int tensor = tensor_of(moment->program, ROLE_WEIGHT_GRADIENT);
    return operation != NULL && operation->pass == PASS_BACKWARD &&
           moment->place.done > moment->program->tensors[tensor].first_write;
}

static const char *name_of(const struct canvas *canvas, enum role role) {
    const struct program *program = canvas->moment->program;
    return program_tensor_name(canvas->arena, program, tensor_of(program, role), PRINT_TEXT);
}

/* "C", or "C/4" of four units. */
static const char *share_of(const struct canvas *canvas) {
    const char *name = name_of(canvas, ROLE_LOSS);
    size_t units = canvas->moment->program->lesson->network.layers[0].units;
    return units == 1 ? name
                      : text_format(canvas->arena, "%s/%s", name,
                                    number_count_text(canvas->arena, (long)units));
}

/* "— C  — dw[1]"; a name that has no room is left out, and what follows it. */
static void draw_legend(const struct canvas *canvas, struct rect row) {
    const struct {
        const char *name;
        enum theme_color color;
    } parts[] = {{share_of(canvas), COLOR_ACTIVATION},
                 {name_of(canvas, ROLE_WEIGHT_GRADIENT), COLOR_GRADIENT}};
    float em = canvas->layout->small, x = row.x, y = row.y + row.height / 2;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        float width = canvas_text_width(canvas, FACE_PROSE, em, parts[i].name);
        if (x + (sign_line + word_gap) * em + width > row.x + row.width) {
            return;
        }
        canvas_line(canvas, (struct scene_point){x, y}, (struct scene_point){x + sign_line * em, y},
                    canvas->layout->line * curve_stroke, canvas_color(canvas, parts[i].color));
        x += (sign_line + word_gap) * em;
        x += canvas_text(canvas, (struct text_anchor){x, y, ALIGN_LEFT},
                         canvas_style(canvas, FACE_PROSE, em, COLOR_TEXT_DIM), parts[i].name,
                         QUANTITY_NONE) +
             legend_gap * em;
    }
}

static void arrange_axes(struct slope *slope) {
    const struct slope_curve *curve = &slope->curve;
    double least = curve->weights[0], most = curve->weights[SLOPE_CURVE_POINTS - 1];
    slope->axes.axes[0] =
        (struct plot_axis){least, most, {least, most}, name_of(slope->canvas, ROLE_WEIGHT)};
    slope->axes.axes[1] = (struct plot_axis){0, headroom * curve->most, {0, curve->most}, ""};
}

/* What is asked for is not drawn: neither the point nor its tangent. */
void slope_view_draw(const struct canvas *canvas, struct rect rect) {
    const struct moment *moment = canvas->moment;
    struct slope slope = {.canvas = canvas, .axes = {.canvas = canvas}};
    slope_curve_fill(canvas->arena, moment->program, moment->state, &slope.curve);
    arrange_axes(&slope);
    struct rect legend =
        rect_cut_top(&rect, canvas_line_height(canvas, FACE_PROSE, canvas->layout->small));
    if (!plot_axes_arrange(&slope.axes, rect)) {
        return;
    }
    draw_legend(canvas, legend);
    canvas_box(canvas, slope.axes.plot, 0, 0, canvas->layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    draw_curve(&slope);
    for (size_t i = 0; i < slope.curve.count && moment->asked == NULL; i++) {
        if (is_inside(&slope, &slope.curve.points[i])) {
            if (is_gradient_known(moment)) {
                draw_tangent(&slope, &slope.curve.points[i]);
            }
            draw_point(&slope, &slope.curve.points[i]);
        }
    }
    plot_axes_draw(&slope.axes);
}
