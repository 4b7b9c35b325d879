#include "view/network/network_curve.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "view/network/network_label.h"

#include <math.h>

/* In em of the text. Around the plot, inside the strip: */
static const float above_plot = 0.7F; /* below the title */
static const float below_plot = 1.7F, left_of_plot = 2, right_of_plot = 0.8F;
static const float tick_gap = 0.5F;       /* from the number of an axis to the plot */
static const float tick_width = 1.5F;     /* what such a number has at most */
static const float least_one = 1.6F;      /* from 0 to the number above it */
static const float wide_title = 22;       /* of the strip, for both titles side by side */
static const double beyond_most = 1.05;   /* the axis ends so far behind the largest z */
static const float widest_slot = 6;       /* of the bar of an output */
static const float slope_reach = 2.6F;    /* of a tangent, to each side of its point */
static const float point = 0.3F;          /* radius of a unit on the curve */
static const float current_point = 0.42F; /* of the one that the words are about */
static const float target_over = 0.3F;    /* a target's line beyond its bar, on each side */

static const float bar_width = 0.5F; /* of what a unit has of the width */

/* Strokes, in thin lines. */
static const float value_stroke = 1.8F, slope_stroke = 1.6F;
static const float guide_dash = 0.5F; /* in units */

enum { SAMPLES = 241 }; /* of a function; odd, so that 0 is one */

static const struct activation_definition *activation_of(const struct network_drawing *drawing,
                                                         size_t layer) {
    const struct network *network = &drawing->touch->program->lesson->network;
    return activation_definition(network->layers[layer - 1].activation);
}

static float text_size(const struct network_drawing *drawing) {
    const struct layout *layout = drawing->canvas->layout;
    return fmaxf(layout->small * NETWORK_LAYOUT_ASIDE, layout->legible);
}

/* ---- the plane ---- */

size_t network_curve_layer(const struct network_drawing *drawing) {
    const struct touch *touch = drawing->touch;
    size_t last = touch->program->lesson->network.layer_count;
    if (touch->place.operation == NULL) {
        return 1;
    }
    int layer = touch->program->tensors[touch->place.operation->target].layer;
    return layer < 0 ? last : layer == 0 ? 1 : (size_t)layer;
}

/* The largest |z| of the units, as far as they are known. */
static double largest_z(const struct network_drawing *drawing, size_t layer) {
    const struct touch *touch = drawing->touch;
    int tensor = touch_tensor(touch, ROLE_PREACTIVATION, layer);
    double most = 0;
    size_t units = network_units(&touch->program->lesson->network, layer);
    for (size_t unit = 0; tensor >= 0 && unit < units; unit++) {
        struct quantity quantity = touch_unit(touch, tensor, unit);
        if (touch_knows(touch, quantity)) {
            double z = fabs(touch_value(touch, quantity));
            most = isfinite(z) ? fmax(most, z) : most;
        }
    }
    return most;
}

static void hold(struct network_curve *curve, double value) {
    curve->low = fmin(curve->low, value);
    curve->high = fmax(curve->high, value);
}

/* What is said of f and of f' stands side by side, or in a narrow strip below each other. */
static int title_rows(const struct network_drawing *drawing) {
    return drawing->layout.strip.curve.width < wide_title * text_size(drawing) ? 2 : 1;
}

/* Room inside the strip: the title above, the numbers of the axes below and on the left. */
static struct rect plot_rect(const struct network_drawing *drawing) {
    float em = text_size(drawing);
    struct rect rect = drawing->layout.strip.curve;
    rect_cut_top(&rect, (float)title_rows(drawing) * LAYOUT_LINE * em + above_plot * em);
    rect_cut_bottom(&rect, below_plot * em);
    rect_cut_left(&rect, left_of_plot * em);
    rect_cut_right(&rect, right_of_plot * em);
    return rect;
}

struct network_curve network_curve_create(const struct network_drawing *drawing, size_t layer) {
    const struct activation_definition *definition = activation_of(drawing, layer);
    struct network_curve curve = {.plot = plot_rect(drawing), .z_most = 4, .high = 1};
    double most = largest_z(drawing, layer);
    while (curve.z_most < most * beyond_most) {
        curve.z_most *= 2;
    }
    for (int i = 0; definition->value != NULL && i < SAMPLES; i++) {
        double z = curve.z_most * (2.0 * i / (SAMPLES - 1) - 1);
        hold(&curve, definition->value(z));
        hold(&curve, definition->derivative(z));
    }
    return curve;
}

static struct scene_point point_at(const struct network_curve *curve, double z, double value) {
    double x = (z + curve->z_most) / (2 * curve->z_most);
    double y = (value - curve->low) / (curve->high - curve->low);
    return (struct scene_point){curve->plot.x + curve->plot.width * (float)x,
                                curve->plot.y + curve->plot.height * (1 - (float)y)};
}

/* ---- its parts ---- */

static void draw_function(const struct network_drawing *drawing, const struct network_curve *curve,
                          double (*function)(double), float stroke, color_argb color) {
    struct scene_point *points = ARENA_ARRAY(drawing->canvas->arena, struct scene_point, SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
        double z = curve->z_most * (2.0 * i / (SAMPLES - 1) - 1);
        points[i] = point_at(curve, z, function(z));
    }
    scene_add(drawing->canvas->scene, (struct scene_item){
                                          .kind = SCENE_CURVE,
                                          .color = color,
                                          .stroke = stroke,
                                          .points = points,
                                          .point_count = SAMPLES,
                                          .quantity = QUANTITY_NONE,
                                      });
}

/* A number at an axis; nothing where it is wider than its room. */
static void draw_tick(const struct network_drawing *drawing, float x, float y,
                      enum text_align align, float room, double value) {
    const struct canvas *canvas = drawing->canvas;
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, text_size(drawing), COLOR_TEXT_DIM);
    const char *text = number_text(canvas->arena, value, 0);
    if (canvas_text_width(canvas, style.face, style.size, text) <= room) {
        canvas_text(canvas, (struct text_anchor){x, y, align}, style, text, QUANTITY_NONE);
    }
}

static void draw_axes(const struct network_drawing *drawing, const struct network_curve *curve) {
    const struct canvas *canvas = drawing->canvas;
    color_argb color = canvas_color(canvas, COLOR_MARK_DIM);
    float line = canvas->layout->line;
    float em = text_size(drawing);
    struct rect plot = curve->plot;
    struct scene_point zero = point_at(curve, 0, 0);
    canvas_line(canvas, (struct scene_point){plot.x, zero.y},
                (struct scene_point){plot.x + plot.width, zero.y}, line, color);
    canvas_line(canvas, (struct scene_point){zero.x, plot.y},
                (struct scene_point){zero.x, plot.y + plot.height}, line, color);
    float below = plot.y + plot.height + em;
    float half = plot.width / 2 - em;
    draw_tick(drawing, plot.x, below, ALIGN_LEFT, half, -curve->z_most);
    draw_tick(drawing, zero.x, below, ALIGN_CENTER, half, 0);
    draw_tick(drawing, plot.x + plot.width, below, ALIGN_RIGHT, half, curve->z_most);
    /* The 1 of the other axis, or what can be told from 0. */
    double one = 1;
    while (zero.y - point_at(curve, 0, one).y < least_one * em && one < curve->high) {
        one *= 2;
    }
    if (one <= curve->high) {
        float y = point_at(curve, 0, one).y;
        canvas_line(canvas, (struct scene_point){plot.x, y},
                    (struct scene_point){plot.x + plot.width, y}, line,
                    theme_fade(color, THEME_GUIDE));
        draw_tick(drawing, plot.x - tick_gap * em, y, ALIGN_RIGHT, tick_width * em, one);
    }
}

/* The unit whose values are written out: the one in question, or the only one. */
static bool find_unit_in_words(const struct network_drawing *drawing, size_t layer, size_t *ret) {
    *ret = 0;
    return flow_only_unit(drawing->flow, layer, ret) ||
           network_units(&drawing->touch->program->lesson->network, layer) == 1;
}

/* f of the unit has been computed, and is not asked for: it is its activation. */
static bool knows_value(const struct network_drawing *drawing, size_t layer, size_t unit) {
    int tensor = touch_tensor(drawing->touch, ROLE_ACTIVATION, layer);
    struct quantity quantity =
        tensor >= 0 ? touch_unit(drawing->touch, tensor, unit) : QUANTITY_NONE;
    return tensor >= 0 && touch_knows(drawing->touch, quantity) &&
           !number_is_hidden(touch_value(drawing->touch, quantity));
}

/* The value is the unit's activation, and looks like it; a slope stands nowhere else. */
static int decimals_behind(const struct network_drawing *drawing, size_t layer, bool is_derivative,
                           double value) {
    return is_derivative ? moment_decimals(drawing->canvas->moment, (struct matrix){1, 1, &value})
                         : network_label_decimals(
                               drawing, touch_tensor(drawing->touch, ROLE_ACTIVATION, layer));
}

/* The operation works with f'. */
static bool uses_slope(const struct network_drawing *drawing, size_t layer) {
    const struct touch *touch = drawing->touch;
    return touch->place.operation != NULL && touch->place.operation->pass == PASS_BACKWARD &&
           touch_has(touch, ROLE_PREACTIVATION, layer);
}

/* And has come to it; while a question is open the slope is a part of what is to be found. */
static bool knows_slope(const struct network_drawing *drawing, size_t layer) {
    const struct moment *moment = drawing->canvas->moment;
    bool is_known = uses_slope(drawing, layer) && moment->asked == NULL;
    for (size_t i = 0; is_known && i < moment->operation->binding.node_count; i++) {
        const struct expression *node = moment->operation->binding.nodes[i].expression;
        bool is_slope = node->kind == EXPRESSION_CALL && (node->function == FUNCTION_DERIVATIVE ||
                                                          node->function == FUNCTION_JACOBIAN);
        is_known = !is_slope || focus_known(moment->operation, moment->at, i) > 0;
    }
    return is_known;
}

/* "σ(z)", or with the unit's numbers: "σ(0.400) = 0.599", where both are known and there is room
 * for them. */
static const char *function_text(const struct network_drawing *drawing, size_t layer,
                                 bool is_derivative, float room) {
    const struct canvas *canvas = drawing->canvas;
    const struct activation_definition *definition = activation_of(drawing, layer);
    const char *prime = is_derivative ? "′" : "";
    int tensor = touch_tensor(drawing->touch, ROLE_PREACTIVATION, layer);
    const char *symbols = text_format(canvas->arena, "%s%s(z)", definition->text, prime);
    size_t unit = 0;
    if (tensor < 0 || definition->value == NULL || !find_unit_in_words(drawing, layer, &unit)) {
        return symbols;
    }
    struct quantity quantity = touch_unit(drawing->touch, tensor, unit);
    bool is_known = is_derivative ? knows_slope(drawing, layer) : knows_value(drawing, layer, unit);
    if (!is_known || !touch_knows(drawing->touch, quantity)) {
        return symbols;
    }
    double z = touch_value(drawing->touch, quantity);
    double shown = number_shown(z, network_label_decimals(drawing, tensor));
    double value = is_derivative ? definition->derivative(z) : definition->value(z);
    double reckoned = is_derivative ? definition->derivative(shown) : definition->value(shown);
    int decimals = decimals_behind(drawing, layer, is_derivative, value);
    const char *numbers = text_format(canvas->arena, "%s%s(%s) %s %s", definition->text, prime,
                                      network_label_value(drawing, quantity),
                                      number_holds(reckoned, value, decimals) ? "=" : "≈",
                                      number_text(canvas->arena, value, decimals));
    return canvas_text_width(canvas, FACE_REGULAR, canvas->layout->legible, numbers) <= room
               ? numbers
               : symbols;
}

static void draw_title(const struct network_drawing *drawing, size_t layer, bool has_slope) {
    const struct canvas *canvas = drawing->canvas;
    float size = text_size(drawing);
    bool has_derivative = activation_of(drawing, layer)->value != NULL;
    bool is_stacked = title_rows(drawing) > 1;
    struct rect rest = drawing->layout.strip.curve;
    struct rect first = rect_cut_top(&rest, LAYOUT_LINE * size);
    struct rect second = is_stacked ? rect_cut_top(&rest, LAYOUT_LINE * size) : first;
    if (!is_stacked && has_derivative) {
        second = rect_cut_right(&first, (first.width - size) / 2);
        rect_cut_right(&first, size);
    }
    float least = canvas_least(canvas, size);
    canvas_text_within(
        canvas, first, ALIGN_LEFT,
        canvas_style(canvas, FACE_REGULAR, size, has_slope ? COLOR_TEXT_DIM : COLOR_ACTIVATION),
        least, function_text(drawing, layer, false, first.width));
    if (has_derivative) {
        canvas_text_within(canvas, second, is_stacked ? ALIGN_LEFT : ALIGN_RIGHT,
                           canvas_style(canvas, FACE_REGULAR, size,
                                        has_slope ? COLOR_PREACTIVATION : COLOR_TEXT_DIM),
                           least, function_text(drawing, layer, true, second.width));
    }
}

static void draw_dot(const struct network_drawing *drawing, struct scene_point at, float radius,
                     enum theme_color color, struct quantity quantity) {
    const struct canvas *canvas = drawing->canvas;
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_DISC,
                                 .bounds = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                                 .color = canvas_color(canvas, color),
                                 .stroke = canvas->layout->line,
                                 .stroke_color = canvas_color(canvas, COLOR_PANEL),
                                 .quantity = quantity,
                             });
}

/* A piece of the tangent, cut to the plot. */
static void draw_tangent(const struct network_drawing *drawing, const struct network_curve *curve,
                         double z, double value, double slope) {
    const struct canvas *canvas = drawing->canvas;
    struct scene_point at = point_at(curve, z, value);
    struct scene_point ahead = point_at(curve, z + 1, value + slope);
    float length = hypotf(ahead.x - at.x, ahead.y - at.y);
    float reach = slope_reach * text_size(drawing);
    float x = (ahead.x - at.x) / length * reach;
    float y = (ahead.y - at.y) / length * reach;
    float up = at.y - curve->plot.y;
    float down = curve->plot.y + curve->plot.height - at.y;
    float left = at.x - curve->plot.x;
    float right = curve->plot.x + curve->plot.width - at.x;
    float limit = fmaxf(fminf(fminf(up, down), fminf(left, right)), 0);
    float by = fminf(limit / fmaxf(fmaxf(fabsf(x), fabsf(y)), 1), 1);
    canvas_line(canvas, (struct scene_point){at.x - x * by, at.y - y * by},
                (struct scene_point){at.x + x * by, at.y + y * by},
                canvas->layout->line * slope_stroke, canvas_color(canvas, COLOR_BACKWARD));
}

/* From the dot straight to both axes: where z and f(z) are read off. */
static void draw_guides(const struct network_drawing *drawing, const struct network_curve *curve,
                        struct scene_point at) {
    struct scene_point zero = point_at(curve, 0, 0);
    const struct { float x, y; } ends[] = {{at.x, zero.y}, {zero.x, at.y}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        scene_add(drawing->canvas->scene,
                  (struct scene_item){
                      .kind = SCENE_LINE,
                      .bounds = {at.x, at.y, ends[i].x - at.x, ends[i].y - at.y},
                      .color = canvas_color(drawing->canvas, COLOR_TEXT_DIM),
                      .stroke = drawing->canvas->layout->line,
                      .dash = guide_dash * drawing->canvas->layout->unit,
                      .quantity = QUANTITY_NONE,
                  });
    }
}

/* On the curve once its value is known; on the axis at its z before that. */
static void draw_unit(const struct network_drawing *drawing, const struct network_curve *curve,
                      size_t layer, size_t unit, bool has_slope) {
    const struct touch *touch = drawing->touch;
    const struct activation_definition *definition = activation_of(drawing, layer);
    int tensor = touch_tensor(touch, ROLE_PREACTIVATION, layer);
    struct quantity quantity = touch_unit(touch, tensor, unit);
    if (!touch_knows(touch, quantity) || !isfinite(touch_value(touch, quantity))) {
        return;
    }
    double z = touch_value(touch, quantity);
    bool has_value = knows_value(drawing, layer, unit);
    struct scene_point at = point_at(curve, z, has_value ? definition->value(z) : 0);
    size_t in_words = 0;
    bool is_current = find_unit_in_words(drawing, layer, &in_words) && in_words == unit;
    bool is_other = !is_current && drawing->flow->is_by_element;
    float radius = (is_current ? current_point : point) * text_size(drawing);
    if (is_current && has_value) {
        draw_guides(drawing, curve, at);
    }
    if (has_slope && !is_other) {
        draw_tangent(drawing, curve, z, definition->value(z), definition->derivative(z));
        draw_dot(drawing, point_at(curve, z, definition->derivative(z)), radius,
                 COLOR_PREACTIVATION, quantity);
    }
    draw_dot(drawing, at, radius, is_other ? COLOR_MARK_DIM : COLOR_ACTIVATION, quantity);
}

static void draw_curve(const struct network_drawing *drawing, size_t layer) {
    const struct canvas *canvas = drawing->canvas;
    const struct activation_definition *definition = activation_of(drawing, layer);
    struct network_curve curve = network_curve_create(drawing, layer);
    bool has_slope = knows_slope(drawing, layer);
    float line = fmaxf(canvas->layout->line, 1);
    draw_axes(drawing, &curve);
    draw_function(drawing, &curve, definition->derivative, has_slope ? slope_stroke * line : line,
                  theme_fade(canvas_color(canvas, COLOR_PREACTIVATION),
                             has_slope ? 1 : THEME_NOT_IN_QUESTION));
    draw_function(drawing, &curve, definition->value, value_stroke * line,
                  canvas_color(canvas, COLOR_ACTIVATION));
    draw_title(drawing, layer, has_slope);
    const struct few_in_row *units = &drawing->layout.columns[layer].units;
    bool has_z = touch_tensor(drawing->touch, ROLE_PREACTIVATION, layer) >= 0;
    for (size_t i = 0; has_z && i < units->count; i++) {
        if (!few_in_row_is_dots(units, i)) {
            draw_unit(drawing, &curve, layer, units->index[i], has_slope);
        }
    }
}

/* ---- softmax ---- */

static void draw_bar(const struct network_drawing *drawing, struct rect slot, size_t layer,
                     size_t unit) {
    const struct canvas *canvas = drawing->canvas;
    const struct touch *touch = drawing->touch;
    float em = text_size(drawing);
    float bottom = slot.y + slot.height;
    int tensor = touch_tensor(touch, ROLE_ACTIVATION, layer);
    struct quantity output = tensor >= 0 ? touch_unit(touch, tensor, unit) : QUANTITY_NONE;
    if (knows_value(drawing, layer, unit)) {
        float height = (float)fmax(fmin(touch_value(touch, output), 1), 0) * slot.height;
        bool is_lit = flow_has_unit(drawing->flow, layer, unit);
        scene_add(canvas->scene,
                  (struct scene_item){
                      .kind = SCENE_BOX,
                      .bounds = {slot.x, bottom - height, slot.width, height},
                      .color = canvas_color(canvas, is_lit ? COLOR_ACTIVATION : COLOR_MARK_DIM),
                      .quantity = output,
                  });
    }
    canvas_text(canvas, (struct text_anchor){slot.x + slot.width / 2, bottom + em, ALIGN_CENTER},
                canvas_style(canvas, FACE_REGULAR, em, COLOR_TEXT_DIM),
                number_count_text(canvas->arena, (long)unit + 1), output);
    int target = program_find_tensor(touch->program, ROLE_TARGET, -1);
    bool is_output = layer == touch->program->lesson->network.layer_count;
    if (target >= 0 && is_output) {
        struct quantity wanted = touch_unit(touch, target, unit);
        float y = bottom - (float)touch_value(touch, wanted) * slot.height;
        scene_add(canvas->scene, (struct scene_item){
                                     .kind = SCENE_LINE,
                                     .bounds = {slot.x - target_over * em, y,
                                                slot.width + 2 * target_over * em, 0},
                                     .color = canvas_color(canvas, COLOR_TARGET),
                                     .stroke = 2 * canvas->layout->line,
                                     .quantity = wanted,
                                 });
    }
}

static void draw_bars(const struct network_drawing *drawing, size_t layer) {
    const struct canvas *canvas = drawing->canvas;
    const struct few_in_row *units = &drawing->layout.columns[layer].units;
    struct rect plot = plot_rect(drawing);
    float em = text_size(drawing);
    float pitch = fminf(plot.width / (float)units->count, widest_slot * em);
    float left = plot.x + (plot.width - pitch * (float)units->count) / 2;
    color_argb axis = canvas_color(canvas, COLOR_MARK_DIM);
    draw_title(drawing, layer, false);
    for (int i = 0; i < 2; i++) {
        float y = plot.y + plot.height * (float)i;
        canvas_line(canvas, (struct scene_point){plot.x, y},
                    (struct scene_point){plot.x + plot.width, y}, canvas->layout->line,
                    theme_fade(axis, i == 0 ? THEME_FAINT_AXIS : 1));
        if (i == 1 || plot.height >= LAYOUT_LINE * em) { /* in a low plot the 0 alone */
            draw_tick(drawing, plot.x - tick_gap * em, y, ALIGN_RIGHT, tick_width * em, 1 - i);
        }
    }
    for (size_t i = 0; i < units->count; i++) {
        float x = left + pitch * ((float)i + (1 - bar_width) / 2);
        if (!few_in_row_is_dots(units, i)) {
            draw_bar(drawing, (struct rect){x, plot.y, pitch * bar_width, plot.height}, layer,
                     units->index[i]);
        }
    }
}

void network_curve_draw(const struct network_drawing *drawing) {
    if (drawing->layout.strip.curve.width <= 0) {
        return;
    }
    size_t layer = network_curve_layer(drawing);
    if (program_has_own_activation(drawing->touch->program, layer)) {
        return; /* its name's curve is not what is computed */
    }
    if (activation_of(drawing, layer)->value == NULL) {
        draw_bars(drawing, layer);
    } else {
        draw_curve(drawing, layer);
    }
}
