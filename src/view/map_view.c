#include "view/map_view.h"

#include "view/number.h"
#include "view/plot_axes.h"

#include <math.h>
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

static void draw_samples(const struct canvas *canvas, const struct map *map, size_t current) {
    const struct lesson *lesson = session_lesson(canvas->session);
    for (size_t i = 0; i < lesson->sample_count; i += plot_sample_distance(canvas)) {
        if (i != current) {
            draw_sample(map, lesson, i, false);
        }
    }
    draw_sample(map, lesson, current, true);
}

/* ---- the legend ---- */

/* The two sides of the targets: their values where those are two, or else what parts them. */
struct sides {
    const char *full, *empty; /* NULL: there is none */
};

static struct sides sides_of(const struct canvas *canvas, const struct decision_plane *plane) {
    struct matrix targets = session_lesson(canvas->session)->targets;
    const double infinity = HUGE_VAL;
    double least[2] = {infinity, infinity}, most[2] = {-infinity, -infinity};
    for (size_t i = 0; i < targets.rows; i++) {
        double value = targets.values[i * targets.columns];
        size_t side = value >= plane->middle;
        least[side] = fmin(least[side], value);
        most[side] = fmax(most[side], value);
    }
    const char *middle = text_format(canvas->arena, "%.4g", plane->middle);
    const char *texts[2] = {NULL, NULL};
    for (size_t side = 0; side < 2; side++) {
        bool is_one = !(least[side] < most[side]);
        if (least[side] <= most[side]) {
            texts[side] = is_one ? text_format(canvas->arena, "%.4g", least[side])
                                 : text_format(canvas->arena, side > 0 ? "≥ %s" : "< %s", middle);
        }
    }
    return (struct sides){texts[1], texts[0]};
}

/* A sign and what it stands for; returns the width. */
static float draw_side(const struct canvas *canvas, struct scene_point at, bool is_full,
                       const char *text) {
    float em = canvas->layout->small;
    float radius = 0.28F * em;
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_DISC,
                                 .bounds = {at.x, at.y - radius, 2 * radius, 2 * radius},
                                 .color = canvas_color(canvas, is_full ? COLOR_TEXT : COLOR_PANEL),
                                 .stroke = is_full ? 0 : fmaxf(0.12F * em, 1),
                                 .stroke_color = canvas_color(canvas, COLOR_TEXT),
                                 .quantity = QUANTITY_NONE,
                             });
    float gap = 2 * radius + 0.35F * em;
    return gap + canvas_text(canvas, at.x + gap, at.y, ALIGN_LEFT,
                             canvas_style(canvas, FACE_REGULAR, em, COLOR_TEXT_DIM), text,
                             QUANTITY_NONE);
}

/* "true value  ● 1  ○ 0", without the words where they are too wide. */
static void draw_legend(const struct map *map, struct rect row) {
    const struct canvas *canvas = map->axes.canvas;
    const struct sides sides = sides_of(canvas, map->plane);
    const char *words = string_get(canvas->language, STRING_ROLE_TARGET);
    float em = canvas->layout->small;
    const float signs = 4.5F; /* em, with gaps */
    float width = canvas_text_width(canvas, FACE_REGULAR, em, words);
    struct scene_point at = {row.x, row.y + row.height / 2};
    float numbers =
        (sides.full != NULL ? canvas_text_width(canvas, FACE_REGULAR, em, sides.full) : 0) +
        (sides.empty != NULL ? canvas_text_width(canvas, FACE_REGULAR, em, sides.empty) : 0);
    if (signs * em + width + numbers <= row.width) {
        at.x += canvas_text(canvas, at.x, at.y, ALIGN_LEFT,
                            canvas_style(canvas, FACE_REGULAR, em, COLOR_TEXT_DIM), words,
                            QUANTITY_NONE) +
                0.8F * em;
    } else if (signs * em + numbers > row.width) {
        return;
    }
    if (sides.full != NULL) {
        at.x += draw_side(canvas, at, true, sides.full) + 0.8F * em;
    }
    if (sides.empty != NULL) {
        draw_side(canvas, at, false, sides.empty);
    }
}

static struct plot_axis axis_of(const struct lesson *lesson, const struct decision_plane *plane,
                                size_t which) {
    struct plot_axis axis = plot_axis_of(lesson->inputs, which, lesson->network.input_names[which]);
    axis.least = plane->least[which];
    axis.most = plane->most[which];
    return axis;
}

void map_view_draw(const struct canvas *canvas, struct rect rect, size_t sample) {
    struct decision_map *found = session_map(canvas->session);
    if (found == NULL) {
        return;
    }
    const struct lesson *lesson = session_lesson(canvas->session);
    const struct decision_plane *plane = decision_map_plane(found);
    struct map map = {plane, {.canvas = canvas}};
    map.axes.axes[0] = axis_of(lesson, plane, 0);
    map.axes.axes[1] = axis_of(lesson, plane, 1);
    const float least = 6.5F; /* em of the plot below the legend */
    struct rect legend = {0};
    float line = canvas_line_height(canvas, FACE_REGULAR, canvas->layout->small);
    if (rect.height - line >= least * canvas->layout->small) {
        legend = rect_cut_top(&rect, line);
    }
    if (!plot_axes_arrange(&map.axes, rect)) {
        return;
    }
    if (legend.height > 0) {
        legend.x = map.axes.plot.x;
        legend.width = map.axes.plot.width;
        draw_legend(&map, legend);
    }
    draw_plane(canvas, &map);
    canvas_box(canvas, map.axes.plot, 0, 0, canvas->layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    draw_samples(canvas, &map, plot_sample_of_batch(canvas, sample));
    plot_axes_draw(&map.axes);
}
