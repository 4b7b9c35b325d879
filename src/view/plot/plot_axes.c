#include "view/plot/plot_axes.h"

#include "base/number.h"
#include "engine/program_state.h"

#include <math.h>

/* The disc of a sample: the gap around it, in radii, and in gaps the stroke of an empty one and the
 * way and the stroke of the ring around the current one. */
static const float sample_gap = 0.29F;
static const float empty_stroke = 1.7F;
static const float current_away = 2.6F, current_stroke = 1.3F;

static const float name_gap = 0.5F;  /* em between the name of an axis and its numbers */
static const float plot_gap = 0.75F; /* units between the plot and what is written around it */

/* So many samples at most are drawn. */
enum { MOST_SAMPLES = 400 };

float plot_axes_at(const struct plot_axes *axes, size_t axis, double value) {
    const struct plot_axis *found = &axes->axes[axis];
    float part = (float)((value - found->least) / (found->most - found->least));
    return axis == 0 ? axes->plot.x + axes->plot.width * part
                     : axes->plot.y + axes->plot.height * (1 - part);
}

struct plot_axis plot_axes_axis_of(struct matrix samples, size_t column, const char *name) {
    double first = samples.values[column];
    struct plot_axis axis = {.marks = {first, first}, .name = name};
    for (size_t row = 1; row < samples.rows; row++) {
        double value = samples.values[row * samples.columns + column];
        axis.marks[0] = fmin(axis.marks[0], value);
        axis.marks[1] = fmax(axis.marks[1], value);
    }
    return axis;
}

/* ---- the samples ---- */

/* The first of the batch that is run at this step. */
static size_t batch_start(const struct canvas *canvas) {
    long iteration = canvas->moment->place.iteration;
    return program_batch_start(canvas->moment->program, iteration - 1);
}

size_t plot_axes_sample_of_batch(const struct canvas *canvas, size_t sample) {
    return (batch_start(canvas) + sample) % canvas->moment->program->lesson->sample_count;
}

size_t plot_axes_sample_distance(const struct canvas *canvas) {
    return (canvas->moment->program->lesson->sample_count + MOST_SAMPLES - 1) / MOST_SAMPLES;
}

/* Its column or row of the inputs; none while another batch is run. */
static struct quantity quantity_of(const struct canvas *canvas, size_t sample) {
    const struct program *program = canvas->moment->program;
    size_t count = program->lesson->sample_count;
    size_t place = (sample + count - batch_start(canvas)) % count;
    if (place >= program->samples) {
        return QUANTITY_NONE;
    }
    long input = program->lesson->network.inputs == 1 ? 0 : -1; /* the only one, or all of them */
    return quantity_of_unit(program, program_find_tensor(program, ROLE_ACTIVATION, 0), input,
                            (long)place);
}

static struct scene_item disc(struct scene_point at, float radius, color_argb color) {
    return (struct scene_item){
        .kind = SCENE_DISC,
        .bounds = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
        .color = color,
        .quantity = QUANTITY_NONE,
    };
}

static struct scene_item ring(struct scene_point at, float radius, float stroke, color_argb color) {
    struct scene_item item = disc(at, radius, 0);
    item.stroke = stroke;
    item.stroke_color = color;
    return item;
}

/* So many samples stand side by side at full size; of more, each is smaller. */
static float sample_radius(const struct plot_axes *axes) {
    const float full = 0.42F, least = 0.16F, side_by_side = 12;
    float count = (float)axes->canvas->moment->program->lesson->sample_count;
    return axes->text * fmaxf(least, full * fminf(sqrtf(side_by_side / count), 1));
}

void plot_axes_sample_draw(const struct plot_axes *axes, const struct plot_sample *sample) {
    const struct canvas *canvas = axes->canvas;
    float radius = sample->size * sample_radius(axes);
    float gap = radius * sample_gap;
    color_argb ink = canvas_color(canvas, COLOR_TEXT);
    color_argb paper = canvas_color(canvas, COLOR_PANEL);
    if (sample->is_current) {
        scene_add(canvas->scene,
                  ring(sample->at, radius + current_away * gap, current_stroke * gap, ink));
    }
    struct scene_item item = disc(sample->at, radius + gap / 2, sample->is_full ? ink : paper);
    item.stroke = gap / 2;
    item.stroke_color = paper;
    item.quantity = quantity_of(canvas, sample->index);
    scene_add(canvas->scene, item);
    if (!sample->is_full) {
        scene_add(canvas->scene, ring(sample->at, radius, empty_stroke * gap, ink));
    }
}

/* ---- the axes ---- */

static const char *mark_text(const struct plot_axes *axes, size_t axis, size_t which) {
    struct arena *arena = axes->canvas->arena;
    return number_significant_text(arena, axes->axes[axis].marks[which], 3);
}

/* One where the data are all the same. */
static size_t mark_count(const struct plot_axis *axis) {
    return axis->marks[1] > axis->marks[0] ? 2 : 1;
}

static float text_width(const struct plot_axes *axes, const char *text) {
    return canvas_text_width(axes->canvas, FACE_REGULAR, axes->text, text);
}

static struct text_style axis_style(const struct plot_axes *axes) {
    return canvas_style(axes->canvas, FACE_REGULAR, axes->text, COLOR_TEXT_DIM);
}

static float name_width(const struct plot_axes *axes, int axis) {
    return canvas_text_width(axes->canvas, FACE_PROSE, axes->text, axes->axes[axis].name);
}

static struct text_style name_style(const struct plot_axes *axes) {
    return canvas_style(axes->canvas, FACE_PROSE, axes->text, COLOR_TEXT_DIM);
}

/* Numbers under their places; the name between them, or beside the only one. */
static void draw_across(const struct plot_axes *axes) {
    struct rect row = axes->row;
    struct rect name = row;
    size_t count = mark_count(&axes->axes[0]);
    for (size_t i = 0; i < count; i++) {
        const char *text = mark_text(axes, 0, i);
        float width = text_width(axes, text);
        float x = plot_axes_at(axes, 0, axes->axes[0].marks[i]);
        x = fmaxf(fminf(x, row.x + row.width - width / 2), row.x + width / 2);
        canvas_text(axes->canvas, (struct text_anchor){x, row.y + row.height / 2, ALIGN_CENTER},
                    axis_style(axes), text, QUANTITY_NONE);
        float gap = width / 2 + axes->text * name_gap;
        bool is_before = count == 1 && x - row.x > row.x + row.width - x;
        if (i == 0 && !is_before) {
            rect_cut_left(&name, x + gap - name.x);
        } else {
            rect_cut_right(&name, name.x + name.width - x + gap);
        }
    }
    if (!axes->has_name_row) {
        canvas_text_within(axes->canvas, name, ALIGN_CENTER, name_style(axes), CANVAS_LEAST,
                           axes->axes[0].name);
    }
}

/* The same to the left of the plot, from below. */
static void draw_up(const struct plot_axes *axes) {
    float height = canvas_line_height(axes->canvas, FACE_REGULAR, axes->text);
    struct rect column = axes->column;
    struct rect name = column;
    size_t count = mark_count(&axes->axes[1]);
    for (size_t i = 0; i < count; i++) {
        float y = plot_axes_at(axes, 1, axes->axes[1].marks[i]);
        y = fmaxf(fminf(y, column.y + column.height - height / 2), column.y + height / 2);
        canvas_text(axes->canvas, (struct text_anchor){column.x + column.width, y, ALIGN_RIGHT},
                    axis_style(axes), mark_text(axes, 1, i), QUANTITY_NONE);
        bool is_below = count == 1 && y - column.y < height;
        if (i == 0 && !is_below) {
            rect_cut_bottom(&name, name.y + name.height - y + height / 2);
        } else {
            rect_cut_top(&name, y + height / 2 - name.y);
        }
    }
    float middle = count == 2 ? name.y + name.height / 2 : name.y + height / 2;
    if (name.height >= height && !axes->has_name_row) {
        name = (struct rect){column.x, middle - height / 2, column.width, height};
        canvas_text_within(axes->canvas, name, ALIGN_RIGHT, name_style(axes), CANVAS_LEAST,
                           axes->axes[1].name);
    }
}

/* "↑ width in cm" and "length in cm →". */
static void draw_name_row(const struct plot_axes *axes) {
    struct arena *arena = axes->canvas->arena;
    struct rect row = axes->names;
    struct rect left = rect_cut_left(&row, row.width / 2 - axes->text / 2);
    rect_cut_left(&row, axes->text);
    if (*axes->axes[1].name != '\0') {
        canvas_text_within(axes->canvas, left, ALIGN_LEFT, name_style(axes), CANVAS_LEAST,
                           text_format(arena, "↑ %s", axes->axes[1].name));
    }
    canvas_text_within(axes->canvas, row, ALIGN_RIGHT, name_style(axes), CANVAS_LEAST,
                       text_format(arena, "%s →", axes->axes[0].name));
}

void plot_axes_draw(const struct plot_axes *axes) {
    draw_across(axes);
    draw_up(axes);
    if (axes->has_name_row) {
        draw_name_row(axes);
    }
}

/* ---- where they stand ---- */

/* The names stand between the numbers where they are short, or else in a row of their own. */
static bool needs_name_row(const struct plot_axes *axes) {
    const float most = 2.6F; /* em */
    return fmaxf(name_width(axes, 0), name_width(axes, 1)) > most * axes->text;
}

/* For the numbers of the axis that goes up, and its name. */
static float column_width(const struct plot_axes *axes) {
    float width = axes->has_name_row ? 0 : name_width(axes, 1);
    for (size_t i = 0; i < mark_count(&axes->axes[1]); i++) {
        width = fmaxf(width, text_width(axes, mark_text(axes, 1, i)));
    }
    return width + 1;
}

static struct rect whole_pixels(struct rect rect) {
    float x = roundf(rect.x), y = roundf(rect.y);
    return (struct rect){x, y, roundf(rect.x + rect.width) - x, roundf(rect.y + rect.height) - y};
}

bool plot_axes_arrange(struct plot_axes *axes, struct rect rect) {
    const float least = 3; /* em, of a side of the plot */
    float gap = axes->canvas->layout->unit * plot_gap;
    axes->text = axes->canvas->layout->small;
    axes->has_name_row = needs_name_row(axes);
    float line = canvas_line_height(axes->canvas, FACE_REGULAR, axes->text);
    axes->names = rect_cut_top(&rect, axes->has_name_row ? line : 0);
    axes->row = rect_cut_bottom(&rect, line);
    axes->column = rect_cut_left(&rect, column_width(axes));
    rect_cut_left(&rect, gap);
    rect_cut_left(&axes->row, axes->column.width + gap);
    axes->plot = whole_pixels(rect);
    return axes->plot.width >= least * axes->text && axes->plot.height >= least * axes->text;
}
