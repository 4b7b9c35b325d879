#include "view/map_view.h"

#include "view/number.h"

#include <math.h>
#include <string.h>

/* So many samples at most are drawn, or the map is not seen for them. */
enum { MOST_SAMPLES = 400 };

struct map {
    const struct canvas *canvas;
    const struct decision_plane *plane;
    struct rect plot;
    float text;        /* size */
    bool has_name_row; /* above the plot */
};

/* ---- the plane ---- */

/* Colors of the two sides, so pale that samples and numbers stand out. */
static color_argb side_color(const struct canvas *canvas, enum theme_color color) {
    return theme_mix(canvas_color(canvas, COLOR_PANEL), canvas_color(canvas, color), 0.62F);
}

static void draw_plane(const struct map *map) {
    const struct canvas *canvas = map->canvas;
    size_t side = 0;
    const double *values =
        decision_map_values(session_map(canvas->session), session_state(canvas->session), &side);
    double *copy = ARENA_ARRAY(canvas->arena, double, side *side);
    memcpy(copy, values, side * side * sizeof *copy);
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_HEAT,
                                 .bounds = map->plot,
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

static float place_on(const struct map *map, size_t axis, double value) {
    const struct decision_plane *plane = map->plane;
    float part = (float)((value - plane->least[axis]) / (plane->most[axis] - plane->least[axis]));
    return axis == 0 ? map->plot.x + map->plot.width * part
                     : map->plot.y + map->plot.height * (1 - part);
}

/* ---- the samples ---- */

static size_t current_sample(const struct canvas *canvas) {
    const struct program *program = session_program(canvas->session);
    long iteration = session_program_place(canvas->session).iteration;
    return (program_batch_start(program, iteration - 1) + session_sample(canvas->session)) %
           program->lesson->sample_count;
}

static void draw_disc(const struct canvas *canvas, struct scene_point at, float radius,
                      color_argb color, float stroke, color_argb stroke_color) {
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_DISC,
                                 .bounds = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                                 .color = color,
                                 .stroke = stroke,
                                 .stroke_color = stroke_color,
                                 .quantity = QUANTITY_NONE,
                             });
}

/* So many samples stand side by side at full size; of more, each is smaller. */
static float sample_radius(const struct map *map) {
    const float full = 0.42F, least = 0.16F, side_by_side = 12;
    float count = (float)session_lesson(map->canvas->session)->sample_count;
    return map->text * fmaxf(least, full * fminf(sqrtf(side_by_side / count), 1));
}

/* Full discs on the upper side of the targets, rings on the lower one. */
static void draw_sample(const struct map *map, size_t sample, bool is_current) {
    const struct canvas *canvas = map->canvas;
    const struct lesson *lesson = session_lesson(canvas->session);
    const double *input = lesson->inputs.values + 2 * sample;
    struct scene_point at = {place_on(map, 0, input[0]), place_on(map, 1, input[1])};
    bool is_full = lesson->targets.values[sample] >= map->plane->middle;
    float radius = sample_radius(map);
    color_argb ink = canvas_color(canvas, COLOR_TEXT);
    color_argb paper = canvas_color(canvas, COLOR_PANEL);
    float gap = radius * 0.29F;
    if (is_current) {
        draw_disc(canvas, at, radius + 2.6F * gap, 0, 1.3F * gap, ink);
    }
    draw_disc(canvas, at, radius + gap / 2, is_full ? ink : paper, gap / 2, paper);
    if (!is_full) {
        draw_disc(canvas, at, radius, 0, 1.7F * gap, ink);
    }
}

static void draw_samples(const struct map *map) {
    size_t count = session_lesson(map->canvas->session)->sample_count;
    size_t by = (count + MOST_SAMPLES - 1) / MOST_SAMPLES;
    size_t current = current_sample(map->canvas);
    for (size_t i = 0; i < count; i += by) {
        if (i != current) {
            draw_sample(map, i, false);
        }
    }
    draw_sample(map, current, true);
}

/* ---- the axes ---- */

struct tick {
    double value;
    const char *text;
};

static const char *tick_text(struct arena *arena, double value) {
    const char *digits = text_format(arena, "%.3g", fabs(value));
    return text_format(arena, "%s%s", value < 0 ? "−" : "", digits);
}

/* The least and the largest input of the samples; one where they are the same. */
static size_t list_ticks(const struct map *map, size_t axis, struct tick ret[2]) {
    struct matrix inputs = session_lesson(map->canvas->session)->inputs;
    double least = inputs.values[axis], most = least;
    for (size_t row = 1; row < inputs.rows; row++) {
        least = fmin(least, inputs.values[2 * row + axis]);
        most = fmax(most, inputs.values[2 * row + axis]);
    }
    ret[0] = (struct tick){least, tick_text(map->canvas->arena, least)};
    ret[1] = (struct tick){most, tick_text(map->canvas->arena, most)};
    return most > least ? 2 : 1;
}

static const char *input_name(const struct map *map, size_t axis) {
    return session_lesson(map->canvas->session)->network.input_names[axis];
}

static float text_width(const struct map *map, const char *text) {
    return canvas_text_width(map->canvas, FACE_REGULAR, map->text, text);
}

static struct text_style axis_style(const struct map *map) {
    return canvas_style(map->canvas, FACE_REGULAR, map->text, COLOR_TEXT_DIM);
}

/* Numbers under their places; the name between them, or behind the only one. */
static void draw_axis_across(const struct map *map, struct rect row) {
    const struct canvas *canvas = map->canvas;
    struct rect name = row;
    struct tick ticks[2];
    size_t count = list_ticks(map, 0, ticks);
    for (size_t i = 0; i < count; i++) {
        float width = canvas_text_width(canvas, FACE_REGULAR, map->text, ticks[i].text);
        float least = row.x + width / 2;
        float x = place_on(map, 0, ticks[i].value);
        x = fmaxf(fminf(x, row.x + row.width - width / 2), least);
        canvas_text(canvas, x, row.y + row.height / 2, ALIGN_CENTER, axis_style(map), ticks[i].text,
                    QUANTITY_NONE);
        float gap = width / 2 + map->text * 0.5F;
        if (i == 0) {
            rect_cut_left(&name, x + gap - name.x);
        } else {
            rect_cut_right(&name, name.x + name.width - x + gap);
        }
    }
    if (!map->has_name_row) {
        canvas_text_within(canvas, name, ALIGN_CENTER, axis_style(map), 0.7F, input_name(map, 0));
    }
}

/* The same to the left of the plot, from below. */
static void draw_axis_up(const struct map *map, struct rect column) {
    const struct canvas *canvas = map->canvas;
    float height = canvas_line_height(canvas, FACE_REGULAR, map->text);
    struct rect name = column;
    struct tick ticks[2];
    size_t count = list_ticks(map, 1, ticks);
    for (size_t i = 0; i < count; i++) {
        float y = place_on(map, 1, ticks[i].value);
        y = fmaxf(fminf(y, column.y + column.height - height / 2), column.y + height / 2);
        canvas_text(canvas, column.x + column.width, y, ALIGN_RIGHT, axis_style(map), ticks[i].text,
                    QUANTITY_NONE);
        if (i == 0) {
            rect_cut_bottom(&name, name.y + name.height - y + height / 2);
        } else {
            rect_cut_top(&name, y + height / 2 - name.y);
        }
    }
    float middle = count == 2 ? name.y + name.height / 2 : name.y + height / 2;
    if (name.height >= height && !map->has_name_row) {
        name = (struct rect){column.x, middle - height / 2, column.width, height};
        canvas_text_within(canvas, name, ALIGN_RIGHT, axis_style(map), 0.7F, input_name(map, 1));
    }
}

/* The names stand between the numbers where they are short, or else in a row of their own. */
static bool needs_name_row(const struct map *map) {
    const float most = 2.6F; /* em */
    return fmaxf(text_width(map, input_name(map, 0)), text_width(map, input_name(map, 1))) >
           most * map->text;
}

/* For the numbers of the axis that goes up, and its name. */
static float column_width(const struct map *map) {
    struct tick ticks[2];
    size_t count = list_ticks(map, 1, ticks);
    float width = map->has_name_row ? 0 : text_width(map, input_name(map, 1));
    for (size_t i = 0; i < count; i++) {
        width = fmaxf(width, text_width(map, ticks[i].text));
    }
    return width + 1;
}

/* "↑ width in cm" and "length in cm →". */
static void draw_name_row(const struct map *map, struct rect row) {
    struct arena *arena = map->canvas->arena;
    struct rect left = rect_cut_left(&row, row.width / 2 - map->text / 2);
    rect_cut_left(&row, map->text);
    canvas_text_within(map->canvas, left, ALIGN_LEFT, axis_style(map), 0.7F,
                       text_format(arena, "↑ %s", input_name(map, 1)));
    canvas_text_within(map->canvas, row, ALIGN_RIGHT, axis_style(map), 0.7F,
                       text_format(arena, "%s →", input_name(map, 0)));
}

static struct rect whole_pixels(struct rect rect) {
    float x = roundf(rect.x), y = roundf(rect.y);
    return (struct rect){x, y, roundf(rect.x + rect.width) - x, roundf(rect.y + rect.height) - y};
}

void map_view_draw(const struct canvas *canvas, struct rect rect) {
    const float least = 3; /* em, of a side of the plot */
    struct decision_map *found = session_map(canvas->session);
    if (found == NULL) {
        return;
    }
    struct map map = {.canvas = canvas, .plane = decision_map_plane(found)};
    map.text = canvas->layout->small;
    float gap = canvas->layout->unit * 0.75F;
    float line = canvas_line_height(canvas, FACE_REGULAR, map.text);
    map.has_name_row = needs_name_row(&map);
    struct rect names = rect_cut_top(&rect, map.has_name_row ? line : 0);
    struct rect row = rect_cut_bottom(&rect, line);
    struct rect column = rect_cut_left(&rect, column_width(&map));
    rect_cut_left(&rect, gap);
    map.plot = whole_pixels(rect);
    if (map.plot.width < least * map.text || map.plot.height < least * map.text) {
        return;
    }
    rect_cut_left(&row, column.width + gap);
    draw_plane(&map);
    canvas_box(canvas, map.plot, 0, 0, canvas->layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    draw_samples(&map);
    draw_axis_across(&map, row);
    draw_axis_up(&map, column);
    if (map.has_name_row) {
        draw_name_row(&map, names);
    }
}
