#include "view/plot/loss_view.h"

#include "base/number.h"
#include "engine/place.h"
#include "engine/program_state.h"

#include <math.h>

static const float number_gap = 0.4F;  /* em between the numbers of an axis, and before a mark */
static const float least_lift = 0.3F;  /* em: the number of the least loss above the corner */
static const float above_plot = 0.85F; /* of a line: for the number of a loss at the top */
static const float value_away = 0.8F;  /* units from the curve to the number of a loss */
static const float dot_radius = 0.7F;  /* units */
static const float dash = 0.5F;        /* units: of the curve that is still ahead */
static const float seen_height = 0.5F; /* pixels: a column of the curve that is not flat */

/* More iterations than this make a linear axis whose beginning, where most is learned, is a
 * handful of pixels. */
enum { MOST_LINEAR = 500 };

struct chart {
    const struct canvas *canvas;
    const struct program *program;
    const struct loss_history *history; /* NULL: nothing is known yet */
    const struct loss_point *points;
    size_t count;
    struct rect plot, title, labels; /* labels: below the plot, as wide as the panel's inside */
    float text;                      /* size */
    double least, most;              /* losses at the lower and upper edge */
};

/* ---- the axes ---- */

double loss_view_axis_part(long iterations, double iteration) {
    if (iterations > MOST_LINEAR) {
        return log(iteration) / log((double)iterations);
    }
    return iterations > 1 ? (iteration - 1) / (double)(iterations - 1) : 0;
}

long loss_view_axis_iteration(long iterations, double part) {
    part = fmax(fmin(part, 1), 0);
    double place = iterations > MOST_LINEAR ? pow((double)iterations, part)
                                            : 1 + part * (double)(iterations - 1);
    return lround(place);
}

static float across(const struct chart *chart, double iteration) {
    return chart->plot.x +
           chart->plot.width * (float)loss_view_axis_part(chart->program->iterations, iteration);
}

static float up(const struct chart *chart, double loss) {
    double part = (loss - chart->least) / (chart->most - chart->least);
    return chart->plot.y + chart->plot.height * (1 - (float)fmax(fmin(part, 1), 0));
}

/* A short number that is not less: what the axis ends with, which is no loss and tells none. */
static double round_above(double value) {
    static const double leads[] = {1, 1.2, 1.6, 2, 2.5, 3, 4, 5, 6, 8, 10};
    if (!(value > 0) || !isfinite(value)) {
        return value;
    }
    double power = pow(10, floor(log10(value)));
    size_t i = 0;
    while (i + 1 < sizeof leads / sizeof *leads && leads[i] * power < value) {
        i++;
    }
    return leads[i] * power;
}

/* 0 is always in it: the line that the losses stand on. Only a loss that a reader has written
 * himself can be below. */
static void choose_range(struct chart *chart) {
    chart->least = chart->most = 0;
    for (size_t i = 0; i < chart->count; i++) {
        chart->least = fmin(chart->least, chart->points[i].least);
        chart->most = fmax(chart->most, chart->points[i].most);
    }
    chart->least = -round_above(-chart->least);
    chart->most = round_above(chart->most);
    if (!(chart->most > chart->least)) {
        chart->most = 1;
    }
}

/* ---- places ---- */

static const char *short_text(const struct chart *chart, double value) {
    return number_significant_text(chart->canvas->arena, value, 3);
}

static float text_width(const struct chart *chart, const char *text) {
    return canvas_text_width(chart->canvas, FACE_REGULAR, chart->text, text);
}

static struct chart chart_of(const struct canvas *canvas, const struct loss_history *history,
                             struct rect rect) {
    struct chart chart = {.canvas = canvas, .program = canvas->moment->program, .history = history};
    if (history != NULL) {
        chart.points = loss_history_points(history, &chart.count);
    }
    choose_range(&chart);
    chart.text = canvas->layout->small;
    float unit = canvas->layout->unit;
    float row = canvas_line_height(canvas, FACE_REGULAR, chart.text);
    rect_cut_left(&rect, LAYOUT_PAD * unit);
    rect_cut_right(&rect, LAYOUT_GAP * unit);
    rect_cut_top(&rect, unit / 2);
    rect_cut_bottom(&rect, unit / 2);
    chart.title = rect_cut_top(&rect, row);
    chart.labels = rect_cut_bottom(&rect, row);
    /* room for these figures at least, so that nothing moves when the first losses are there */
    float column = fmaxf(text_width(&chart, "0.000"),
                         fmaxf(text_width(&chart, short_text(&chart, chart.least)),
                               text_width(&chart, short_text(&chart, chart.most))));
    rect_cut_left(&rect, column + unit);
    rect_cut_top(&rect, above_plot * row);
    chart.plot = rect;
    return chart;
}

long loss_view_iteration_at(const struct canvas *canvas, const struct loss_history *history,
                            struct rect rect, float x) {
    struct chart chart = chart_of(canvas, history, rect);
    return loss_view_axis_iteration(chart.program->iterations,
                                    (double)((x - chart.plot.x) / chart.plot.width));
}

/* ---- the frame ---- */

static struct text_style dim(const struct chart *chart) {
    return canvas_style(chart->canvas, FACE_REGULAR, chart->text, COLOR_TEXT_DIM);
}

/* The first and the last iteration, and powers of ten between them on a logarithmic axis. */
static void draw_iterations(const struct chart *chart) {
    const struct canvas *canvas = chart->canvas;
    long last = chart->program->iterations;
    float y = chart->labels.y + chart->labels.height / 2;
    float bottom = chart->plot.y + chart->plot.height;
    const char *text = number_count_text(canvas->arena, last);
    float right = chart->labels.x + chart->labels.width;
    float end = fminf(across(chart, (double)last) + text_width(chart, text) / 2, right);
    canvas_text(canvas, (struct text_anchor){end, y, ALIGN_RIGHT}, dim(chart), text, QUANTITY_NONE);
    float room_end = end - text_width(chart, text) - chart->text * number_gap;
    float room_begin = chart->plot.x - chart->text;
    for (long at = 1; at < last; at *= 10) {
        float x = across(chart, (double)at);
        text = number_count_text(canvas->arena, at);
        float half = text_width(chart, text) / 2;
        canvas_line(canvas, (struct scene_point){x, bottom},
                    (struct scene_point){x, bottom + canvas->layout->unit / 2},
                    canvas->layout->line, canvas_color(canvas, COLOR_MARK_DIM));
        if (x - half >= room_begin && x + half <= room_end) {
            canvas_text(canvas, (struct text_anchor){x, y, ALIGN_CENTER}, dim(chart), text,
                        QUANTITY_NONE);
            room_begin = x + half + chart->text * number_gap;
        }
        if (last <= MOST_LINEAR) {
            return;
        }
    }
}

/* Before any loss is known its axis has no numbers: the largest may be what is asked for. */
static void draw_frame(const struct chart *chart, bool has_numbers) {
    const struct canvas *canvas = chart->canvas;
    struct rect plot = chart->plot;
    canvas_text_within(canvas, chart->title, ALIGN_LEFT, dim(chart), CANVAS_LEAST,
                       string_get(canvas->language, STRING_LOSS_CURVE));
    color_argb color = canvas_color(canvas, COLOR_MARK_DIM);
    canvas_line(canvas, (struct scene_point){plot.x, up(chart, 0)},
                (struct scene_point){plot.x + plot.width, up(chart, 0)}, canvas->layout->line,
                color);
    draw_iterations(chart);
    if (chart->count == 0 || !has_numbers) {
        return;
    }
    float x = plot.x - canvas->layout->unit;
    canvas_text(canvas, (struct text_anchor){x, plot.y, ALIGN_RIGHT}, dim(chart),
                short_text(chart, chart->most), QUANTITY_NONE);
    canvas_text(
        canvas,
        (struct text_anchor){x, plot.y + plot.height - least_lift * chart->text, ALIGN_RIGHT},
        dim(chart), short_text(chart, chart->least), QUANTITY_NONE);
}

/* ---- the curve ---- */

/* The iteration whose loss was computed last: this one, or the one before; 0: none yet. */
static long last_known(const struct chart *chart, bool *ret_is_here) {
    struct program_place place = chart->canvas->moment->place;
    int loss = program_find_tensor(chart->program, ROLE_LOSS, -1);
    *ret_is_here = program_is_written(chart->program, loss, place.done);
    return *ret_is_here ? place.iteration : place.iteration - 1;
}

static double loss_now(const struct chart *chart) {
    int loss = program_find_tensor(chart->program, ROLE_LOSS, -1);
    return *program_tensor_value(chart->program, loss, chart->canvas->moment->state).values;
}

/* The loss of any iteration that the points reach: on the line between two of them. */
static double loss_at(const struct chart *chart, long iteration) {
    size_t next = 0;
    for (size_t end = chart->count; next < end;) {
        size_t middle = next + (end - next) / 2;
        bool is_before = chart->points[middle].iteration < iteration;
        next = is_before ? middle + 1 : next;
        end = is_before ? end : middle;
    }
    if (next == chart->count) {
        return chart->points[chart->count - 1].loss;
    }
    const struct loss_point *right = &chart->points[next];
    if (right->iteration == iteration) {
        return right->loss;
    }
    const struct loss_point *left = right - 1;
    double part =
        (double)(iteration - left->iteration) / (double)(right->iteration - left->iteration);
    return left->loss + (right->loss - left->loss) * part;
}

/* A line that grows point by point. Points of one pixel's width become two, the least and the
 * largest. */
struct curve {
    struct scene_point *points;
    size_t count;
    bool has_column;
    float x, high, low; /* of the pixel that is under way */
};

static void finish_column(struct curve *curve) {
    if (!curve->has_column) {
        return;
    }
    bool is_high_nearer =
        curve->count == 0 || fabsf(curve->points[curve->count - 1].y - curve->high) <=
                                 fabsf(curve->points[curve->count - 1].y - curve->low);
    curve->points[curve->count++] =
        (struct scene_point){curve->x, is_high_nearer ? curve->high : curve->low};
    if (curve->low - curve->high > seen_height) {
        curve->points[curve->count++] =
            (struct scene_point){curve->x, is_high_nearer ? curve->low : curve->high};
    }
    curve->has_column = false;
}

static void add_point(struct curve *curve, float x, float high, float low) {
    if (curve->has_column && floorf(x) == floorf(curve->x)) {
        curve->high = fminf(curve->high, high);
        curve->low = fmaxf(curve->low, low);
        return;
    }
    finish_column(curve);
    *curve = (struct curve){curve->points, curve->count, true, x, high, low};
}

/* The part of the curve over the iterations from..to, both of which are on it; dashed where the
 * reader has not been. */
static void draw_part(const struct chart *chart, long from, long to, bool is_ahead) {
    const struct canvas *canvas = chart->canvas;
    struct curve curve = {.points =
                              ARENA_ARRAY(canvas->arena, struct scene_point, 2 * chart->count + 4)};
    add_point(&curve, across(chart, (double)from), up(chart, loss_at(chart, from)),
              up(chart, loss_at(chart, from)));
    for (size_t i = 0; i < chart->count; i++) {
        const struct loss_point *point = &chart->points[i];
        if (point->iteration >= from && point->iteration <= to) {
            add_point(&curve, across(chart, (double)point->iteration), up(chart, point->most),
                      up(chart, point->least));
        }
    }
    finish_column(&curve);
    add_point(&curve, across(chart, (double)to), up(chart, loss_at(chart, to)),
              up(chart, loss_at(chart, to)));
    finish_column(&curve);
    const color_argb color =
        canvas_color(canvas, is_ahead ? COLOR_MARK_DIM : theme_role_color(ROLE_LOSS));
    scene_add(canvas->scene, (struct scene_item){.kind = SCENE_CURVE,
                                                 .color = color,
                                                 .dash = is_ahead ? dash * canvas->layout->unit : 0,
                                                 .stroke = canvas->layout->line * LAYOUT_STROKE,
                                                 .quantity = QUANTITY_NONE,
                                                 .points = curve.points,
                                                 .point_count = curve.count});
}

/* ---- here ---- */

/* The iteration at a place of the axis, on the curve. */
static long iteration_at(const struct chart *chart, float x) {
    double part = (double)((x - chart->plot.x) / chart->plot.width);
    long found = loss_view_axis_iteration(chart->program->iterations, part);
    long last = chart->points[chart->count - 1].iteration;
    return found < last ? found : last;
}

/* Highest and lowest place of the curve over the columns of a rectangle. */
struct band {
    float high, low;
};

static void widen(struct band *band, float high, float low) {
    band->high = fminf(band->high, high);
    band->low = fmaxf(band->low, low);
}

/* Whether the curve runs through a rectangle, or so near that it touches the figures in it. */
static bool is_crossed(const struct chart *chart, struct rect rect) {
    float margin = LAYOUT_STROKE * chart->canvas->layout->line;
    long from = iteration_at(chart, rect.x - margin);
    long to = iteration_at(chart, rect.x + rect.width + margin);
    float y = up(chart, loss_at(chart, from));
    struct band band = {y, y};
    for (size_t i = 0; i < chart->count; i++) {
        const struct loss_point *point = &chart->points[i];
        if (point->iteration >= from && point->iteration <= to) {
            widen(&band, up(chart, point->most), up(chart, point->least));
        }
    }
    y = up(chart, loss_at(chart, to));
    widen(&band, y, y);
    return band.low > rect.y - margin && band.high < rect.y + rect.height + margin;
}

/* Beside the dot, and where the curve is there above or below it: the nearest place that the curve
 * leaves free. Empty when there is none. */
static struct rect value_rect(const struct chart *chart, float x, float y, float width) {
    enum { SIDES = 3, WAYS = 2, AWAY = 14 };
    const struct rect plot = chart->plot;
    const float spare = 0.18F; /* of a line, above its figures and below */
    float height = (1 - 2 * spare) * canvas_line_height(chart->canvas, FACE_REGULAR, chart->text);
    float gap = chart->canvas->layout->unit;
    float top = chart->title.y + (1 - spare) * chart->title.height;
    const float lefts[SIDES] = {x + gap, x - width / 2, x - gap - width};
    for (int away = 0; away < AWAY; away++) {
        for (int i = 0; i < SIDES * WAYS; i++) {
            float by = value_away * gap + (float)away * height / 4;
            struct rect place = {fmaxf(fminf(lefts[i / WAYS], plot.x + plot.width - width), plot.x),
                                 i % WAYS == 0 ? y - by - height : y + by, width, height};
            bool is_inside = place.y >= top && place.y + height <= up(chart, 0);
            if (is_inside && !is_crossed(chart, place)) {
                return place;
            }
        }
    }
    return (struct rect){0};
}

static void draw_value(const struct chart *chart, float x, float y, double loss) {
    const struct canvas *canvas = chart->canvas;
    int decimals = moment_decimals(canvas->moment, (struct matrix){1, 1, &loss});
    const char *text = number_text(canvas->arena, loss, decimals);
    struct rect place = value_rect(chart, x, y, text_width(chart, text));
    if (place.width <= 0) {
        return;
    }
    canvas_text(canvas, (struct text_anchor){place.x, place.y + place.height / 2, ALIGN_LEFT},
                canvas_style(canvas, FACE_REGULAR, chart->text, COLOR_TEXT), text, QUANTITY_NONE);
}

static void draw_here(const struct chart *chart, long iteration, bool is_here) {
    const struct canvas *canvas = chart->canvas;
    double loss = is_here ? loss_now(chart) : loss_at(chart, iteration);
    float x = across(chart, (double)iteration);
    float y = up(chart, loss);
    float radius = fmaxf(dot_radius * canvas->layout->unit, 3);
    if (is_here) {
        draw_value(chart, x, y, loss);
    }
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_DISC,
                                 .bounds = {x - radius, y - radius, 2 * radius, 2 * radius},
                                 .color = canvas_color(canvas, is_here ? COLOR_TEXT : COLOR_PANEL),
                                 .stroke = canvas->layout->line * LAYOUT_STROKE,
                                 .stroke_color = canvas_color(canvas, theme_role_color(ROLE_LOSS)),
                                 .quantity = QUANTITY_NONE,
                             });
}

/* Where the run cannot go on, a cross; where it was not followed further, an ellipsis. */
static void draw_end(const struct chart *chart, long reach) {
    const struct canvas *canvas = chart->canvas;
    if (reach >= chart->program->iterations) {
        return;
    }
    bool is_stuck = loss_history_stuck(chart->history) > 0;
    const char *text = is_stuck ? "✗" : "…";
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, chart->text, is_stuck ? COLOR_BAD : COLOR_TEXT_DIM);
    float x = across(chart, (double)reach) + chart->text * number_gap;
    x = fminf(x, chart->plot.x + chart->plot.width - text_width(chart, text));
    float half = canvas_line_height(canvas, FACE_REGULAR, chart->text) / 2;
    float y = fmaxf(up(chart, chart->points[chart->count - 1].loss), chart->plot.y + half);
    canvas_text(
        canvas,
        (struct text_anchor){x, fminf(y, chart->plot.y + chart->plot.height - half), ALIGN_LEFT},
        style, text, QUANTITY_NONE);
}

/* Up to the loss that is known, and dashed what comes after it. */
static void draw_curve(const struct chart *chart, long known, bool is_predicted) {
    long reach = loss_history_reach(chart->history);
    long middle = known < 1 ? 1 : known < reach ? known : reach;
    if (!is_predicted) {
        draw_part(chart, middle, reach, true);
        draw_end(chart, reach);
    }
    if (!is_predicted || known >= 1) {
        draw_part(chart, 1, middle, false);
    }
}

void loss_view_draw(const struct canvas *canvas, const struct loss_history *history,
                    bool is_predicted, struct rect rect) {
    if (rect.width <= 0) {
        return;
    }
    canvas_panel(canvas, rect);
    struct chart chart = chart_of(canvas, history, rect);
    bool is_here = false;
    long known = last_known(&chart, &is_here);
    draw_frame(&chart, !is_predicted || known >= 1);
    if (chart.count == 0) {
        return;
    }
    long reach = loss_history_reach(history);
    draw_curve(&chart, known, is_predicted);
    if (known >= 1 && (is_here || known <= reach)) {
        draw_here(&chart, known, is_here);
    }
}
