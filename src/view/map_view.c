#include "view/map_view.h"

#include "view/plot_axes.h"

#include <string.h>

struct map {
    const struct decision_plane *plane;
    struct plot_axes axes;
};

/* Colors of the two sides, so pale that samples and numbers stand out. */
static color_argb side_color(const struct canvas *canvas, enum theme_color color) {
    return theme_mix(canvas_color(canvas, COLOR_PANEL), canvas_color(canvas, color), 0.62F);
}

static void draw_plane(const struct canvas *canvas, const struct map *map) {
    size_t side = 0;
    const double *values =
        decision_map_values(session_map(canvas->session), session_state(canvas->session), &side);
    double *copy = ARENA_ARRAY(canvas->arena, double, side *side);
    memcpy(copy, values, side * side * sizeof *copy);
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_HEAT,
                                 .bounds = map->axes.plot,
                                 .is_smooth = true,
                                 .values = copy,
                                 .rows = side,
                                 .columns = side,
                                 .most = map->plane->reach,
                                 .negative_color = side_color(canvas, COLOR_NEGATIVE),
                                 .middle_color = canvas_color(canvas, COLOR_PANEL),
                                 .positive_color = side_color(canvas, COLOR_POSITIVE),
                                 .stroke = canvas->layout->line * 1.5F,
                                 .stroke_color = canvas_color(canvas, COLOR_TEXT),
                                 .quantity = QUANTITY_NONE,
                             });
}

/* Full on the upper side of the targets. */
static void draw_sample(const struct map *map, const struct lesson *lesson, size_t sample,
                        bool is_current) {
    const double *input = lesson->inputs.values + 2 * sample;
    struct plot_sample drawn = {
        .index = sample,
        .at = {plot_axes_place(&map->axes, 0, input[0]), plot_axes_place(&map->axes, 1, input[1])},
        .is_full = lesson->targets.values[sample] >= map->plane->middle,
        .is_current = is_current,
        .size = 1,
    };
    plot_sample_draw(&map->axes, &drawn);
}

static void draw_samples(const struct canvas *canvas, const struct map *map) {
    const struct lesson *lesson = session_lesson(canvas->session);
    size_t current = plot_current_sample(canvas);
    for (size_t i = 0; i < lesson->sample_count; i += plot_sample_distance(canvas)) {
        if (i != current) {
            draw_sample(map, lesson, i, false);
        }
    }
    draw_sample(map, lesson, current, true);
}

static struct plot_axis axis_of(const struct lesson *lesson, const struct decision_plane *plane,
                                size_t which) {
    struct plot_axis axis = plot_axis_of(lesson->inputs, which, lesson->network.input_names[which]);
    axis.least = plane->least[which];
    axis.most = plane->most[which];
    return axis;
}

void map_view_draw(const struct canvas *canvas, struct rect rect) {
    struct decision_map *found = session_map(canvas->session);
    if (found == NULL) {
        return;
    }
    const struct lesson *lesson = session_lesson(canvas->session);
    const struct decision_plane *plane = decision_map_plane(found);
    struct map map = {plane, {.canvas = canvas}};
    map.axes.axes[0] = axis_of(lesson, plane, 0);
    map.axes.axes[1] = axis_of(lesson, plane, 1);
    if (!plot_axes_arrange(&map.axes, rect)) {
        return;
    }
    draw_plane(canvas, &map);
    canvas_box(canvas, map.axes.plot, 0, 0, canvas->layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    draw_samples(canvas, &map);
    plot_axes_draw(&map.axes);
}
