#include "view/plot/map_view.h"

#include "base/number.h"
#include "view/plot/plot_axes.h"

#include <math.h>
#include <string.h>

struct map {
    const struct decision_plane *plane;
    struct plot_axes axes;
};

/* Colors of the two sides, so pale that samples and numbers stand out. */
static color_argb side_color(const struct canvas *canvas, enum theme_color color) {
    return theme_mix(canvas_color(canvas, COLOR_PANEL), canvas_color(canvas, color),
                     (double)THEME_SIDE);
}

/* Outputs less the middle as colors, in a frame; a line where a class ends. */
static void draw_field(const struct map *map, struct rect place, const double *values, size_t rows,
                       size_t columns) {
    const struct canvas *canvas = map->axes.canvas;
    scene_add(canvas->scene,
              (struct scene_item){
                  .kind = SCENE_HEAT,
                  .bounds = place,
                  .is_smooth = true,
                  .values = values,
                  .rows = rows,
                  .columns = columns,
                  .most = map->plane->reach,
                  .negative_color = side_color(canvas, COLOR_NEGATIVE),
                  .middle_color = canvas_color(canvas, COLOR_PANEL),
                  .positive_color = side_color(canvas, COLOR_POSITIVE),
                  .stroke = map->plane->has_border ? canvas->layout->line * LAYOUT_STROKE : 0,
                  .stroke_color = canvas_color(canvas, COLOR_TEXT),
                  .quantity = QUANTITY_NONE,
              });
    canvas_box(canvas, place, 0, 0, canvas->layout->line, canvas_color(canvas, COLOR_PANEL_EDGE));
}

static void draw_plane(const struct map *map, struct decision_map *found) {
    const struct canvas *canvas = map->axes.canvas;
    size_t side = 0;
    const double *values = decision_map_values(found, canvas->moment->state, &side);
    double *copy = ARENA_ARRAY(canvas->arena, double, side *side);
    memcpy(copy, values, side * side * sizeof *copy);
    draw_field(map, map->axes.plot, copy, side, side);
}

/* Full on the upper side of the targets. */
static void draw_sample(const struct map *map, const struct lesson *lesson, size_t sample,
                        bool is_current) {
    const double *input = lesson->inputs.values + 2 * sample;
    struct plot_sample drawn = {
        .index = sample,
        .at = {plot_axes_at(&map->axes, 0, input[0]), plot_axes_at(&map->axes, 1, input[1])},
        .is_full = lesson->targets.values[sample] >= map->plane->parting,
        .is_current = is_current,
        .size = 1,
    };
    plot_axes_sample_draw(&map->axes, &drawn);
}

static void draw_samples(const struct canvas *canvas, const struct map *map, size_t current) {
    const struct lesson *lesson = canvas->moment->program->lesson;
    for (size_t i = 0; i < lesson->sample_count; i += plot_axes_sample_distance(canvas)) {
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
    struct matrix targets = canvas->moment->program->lesson->targets;
    const double infinity = HUGE_VAL;
    double least[2] = {infinity, infinity}, most[2] = {-infinity, -infinity};
    for (size_t i = 0; i < targets.rows; i++) {
        double value = targets.values[i * targets.columns];
        size_t side = value >= plane->parting;
        least[side] = fmin(least[side], value);
        most[side] = fmax(most[side], value);
    }
    const char *middle = number_significant_text(canvas->arena, plane->parting, 4);
    const char *texts[2] = {NULL, NULL};
    for (size_t side = 0; side < 2; side++) {
        bool is_one = !(least[side] < most[side]);
        if (least[side] <= most[side]) {
            texts[side] = is_one ? number_significant_text(canvas->arena, least[side], 4)
                                 : text_format(canvas->arena, side > 0 ? "≥ %s" : "< %s", middle);
        }
    }
    return (struct sides){texts[1], texts[0]};
}

/* em: of a sign, of its stroke, behind it, and between two things of the legend. */
static const float sign_size = 0.56F, sign_stroke = 0.12F, sign_gap = 0.35F, legend_gap = 0.8F;

/* A sign and what it stands for; returns the width. */
static float draw_side(const struct canvas *canvas, struct scene_point at, bool is_full,
                       const char *text) {
    float em = canvas->layout->small;
    float radius = sign_size * em / 2;
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_DISC,
                                 .bounds = {at.x, at.y - radius, 2 * radius, 2 * radius},
                                 .color = canvas_color(canvas, is_full ? COLOR_TEXT : COLOR_PANEL),
                                 .stroke = is_full ? 0 : fmaxf(sign_stroke * em, 1),
                                 .stroke_color = canvas_color(canvas, COLOR_TEXT),
                                 .quantity = QUANTITY_NONE,
                             });
    float gap = (sign_size + sign_gap) * em;
    return gap + canvas_text(canvas, (struct text_anchor){at.x + gap, at.y, ALIGN_LEFT},
                             canvas_style(canvas, FACE_REGULAR, em, COLOR_TEXT_DIM), text,
                             QUANTITY_NONE);
}

static float legend_text(const struct map *map, const char *text) {
    const struct canvas *canvas = map->axes.canvas;
    return canvas_text_width(canvas, FACE_REGULAR, canvas->layout->small, text);
}

/* "true value  ● 1  ○ 0", or the signs alone. */
static float legend_width(const struct map *map, bool has_words) {
    const struct canvas *canvas = map->axes.canvas;
    const struct sides sides = sides_of(canvas, map->plane);
    const char *texts[] = {sides.full, sides.empty};
    float em = canvas->layout->small;
    float width = has_words ? legend_text(map, string_get(canvas->language, STRING_ROLE_TARGET))
                            : -legend_gap * em;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i] != NULL) {
            width += (legend_gap + sign_size + sign_gap) * em + legend_text(map, texts[i]);
        }
    }
    return width;
}

/* Over the plot, or as far left of that as it must; without the words where they are too wide. */
static void draw_legend(const struct map *map, struct rect row) {
    const struct canvas *canvas = map->axes.canvas;
    const struct sides sides = sides_of(canvas, map->plane);
    float em = canvas->layout->small;
    bool has_words = legend_width(map, true) <= row.width;
    float width = legend_width(map, has_words);
    if (width > row.width) {
        return;
    }
    float left = fminf(map->axes.plot.x, row.x + row.width - width);
    struct scene_point at = {fmaxf(left, row.x), row.y + row.height / 2};
    if (has_words) {
        at.x += canvas_text(canvas, (struct text_anchor){at.x, at.y, ALIGN_LEFT},
                            canvas_style(canvas, FACE_REGULAR, em, COLOR_TEXT_DIM),
                            string_get(canvas->language, STRING_ROLE_TARGET), QUANTITY_NONE) +
                legend_gap * em;
    }
    if (sides.full != NULL) {
        at.x += draw_side(canvas, at, true, sides.full) + legend_gap * em;
    }
    if (sides.empty != NULL) {
        draw_side(canvas, at, false, sides.empty);
    }
}

/* ---- the key of the colors ---- */

enum {
    KEY_MARKS = 3
}; /* from above: the largest output that is told apart, the middle, the least */

static const float key_bar = 0.55F, key_gap = 0.35F; /* em */

static const char *key_mark(const struct map *map, size_t which) {
    double value = map->plane->middle + map->plane->reach * (1 - (double)which);
    return number_significant_text(map->axes.canvas->arena, value, 3);
}

/* The bar with its numbers, and what stands left of it. */
static float key_width(const struct map *map) {
    float em = map->axes.canvas->layout->small;
    float widest = 0;
    for (size_t i = 0; i < KEY_MARKS; i++) {
        widest = fmaxf(widest, legend_text(map, key_mark(map, i)));
    }
    return widest + (key_bar + 3 * key_gap) * em;
}

/* "output" over a bar of the colors from the largest to the least; cuts that off the legend. */
static void draw_key(const struct map *map, struct rect column, struct rect *legend) {
    const struct canvas *canvas = map->axes.canvas;
    const struct decision_plane *plane = map->plane;
    float em = canvas->layout->small;
    struct text_style style = canvas_style(canvas, FACE_REGULAR, em, COLOR_TEXT_DIM);
    const char *words = string_get(canvas->language, STRING_OUTPUT_LAYER);
    canvas_text(canvas,
                (struct text_anchor){legend->x + legend->width, legend->y + legend->height / 2,
                                     ALIGN_RIGHT},
                style, words, QUANTITY_NONE);
    rect_cut_right(legend, legend_text(map, words) + legend_gap * em);
    double *values = ARENA_ARRAY(canvas->arena, double, 2 * KEY_MARKS);
    struct rect plot = map->axes.plot;
    struct rect bar = {roundf(column.x + 2 * key_gap * em), plot.y, roundf(key_bar * em),
                       plot.height};
    float line = canvas_line_height(canvas, FACE_REGULAR, em);
    for (size_t i = 0; i < KEY_MARKS; i++) {
        values[2 * i] = values[2 * i + 1] = plane->reach * (1 - (double)i);
        float y = plot.y + line / 2 + (plot.height - line) * (float)i / (KEY_MARKS - 1);
        if (i % 2 == 0 || plot.height >= KEY_MARKS * line) {
            canvas_text(canvas,
                        (struct text_anchor){bar.x + bar.width + key_gap * em, y, ALIGN_LEFT},
                        style, key_mark(map, i), QUANTITY_NONE);
        }
    }
    draw_field(map, bar, values, KEY_MARKS, 2);
}

/* Its room, right of the plot; empty where the plot or the legend would be too small beside it. */
static struct rect find_key(struct map *map, struct rect rect, const struct rect *legend) {
    const float least = 4; /* em of the plot */
    float em = map->axes.canvas->layout->small;
    struct rect rest = rect;
    struct rect key = rect_cut_right(&rest, key_width(map));
    const char *heading = string_get(map->axes.canvas->language, STRING_OUTPUT_LAYER);
    float words = legend_width(map, true) + legend_gap * em + legend_text(map, heading);
    bool has_room = words <= legend->width && plot_axes_arrange(&map->axes, rest) &&
                    map->axes.plot.width >= least * em;
    return has_room ? key : (struct rect){0};
}

static struct plot_axis axis_of(const struct lesson *lesson, const struct decision_plane *plane,
                                size_t which) {
    struct plot_axis axis =
        plot_axes_axis_of(lesson->inputs, which, lesson->network.input_names[which]);
    axis.least = plane->least[which];
    axis.most = plane->most[which];
    return axis;
}

void map_view_draw(const struct canvas *canvas, struct decision_map *found, struct rect rect,
                   size_t sample) {
    if (found == NULL) {
        return;
    }
    const struct lesson *lesson = canvas->moment->program->lesson;
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
    struct rect key = find_key(&map, rect, &legend);
    rect_cut_right(&rect, key.width);
    if (!plot_axes_arrange(&map.axes, rect)) {
        return;
    }
    draw_plane(&map, found);
    if (key.width > 0) {
        draw_key(&map, key, &legend);
    }
    draw_legend(&map, legend);
    draw_samples(canvas, &map, plot_axes_sample_of_batch(canvas, sample));
    plot_axes_draw(&map.axes);
}
