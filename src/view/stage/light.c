#include "view/stage/light.h"

#include <assert.h>
#include <math.h>

/* In em: the plate behind a text. */
static const float plate_height = 1.22F, plate_pad = 0.22F, plate_radius = 0.25F;

/* In em of a formula: the line below a symbol, and the air beside one. */
static const float underline_height = 0.07F, math_beside = 0.06F;
static const float math_pad = 0.45F; /* units, above and below a symbol */

/* Strokes: of what is lit and the least line below a symbol, in thin lines; the ring around a disc,
 * in outlines; an edge in full, in units. */
static const float lit_stroke = 1.8F, least_underline = 1.5F;
static const float ring_stroke = 1.5F;
static const float edge_stroke = 0.35F;
static const float least_cell = 0.75F; /* units: a cell of a heat map that can be seen */

struct lights light_of_session(const struct session *session, struct scene_point pointer) {
    const struct selection *selection = session_selection(session);
    bool is_hovered = !quantity_is_none(selection->hovered);
    return (struct lights){
        .lit = is_hovered ? selection->hovered : selection->selected,
        .has_near = is_hovered,
        .near = pointer,
    };
}

/* ---- lighting ---- */

struct lighter {
    const struct canvas *canvas;
    const struct program *program;
    const struct lights *lights;
    const struct scene_item *items; /* of the scene before */
    size_t count;
    size_t lines_end; /* behind the last edge */
};

static enum match match_of(const struct lighter *lighter, const struct scene_item *item) {
    struct quantity quantity = quantity_normal(lighter->program, item->quantity);
    enum match match = match_quantities(lighter->lights->lit, quantity);
    bool is_focused = !quantity_is_none(quantity) && lighter->lights->focused != NULL &&
                      lighter->lights->focused[quantity.tensor];
    return match == MATCH_NONE && is_focused ? MATCH_SOFT : match;
}

static float outline(const struct canvas *canvas, enum match match) {
    float line = canvas->layout->line;
    return match == MATCH_FULL ? fmaxf(roundf(line * lit_stroke), 2) : fmaxf(roundf(line), 1);
}

static color_argb outline_color(const struct canvas *canvas, enum match match) {
    return theme_fade(canvas_color(canvas, COLOR_LINK),
                      match == MATCH_FULL ? 1 : THEME_LINK_OUTLINE);
}

static void draw_plate(const struct canvas *canvas, struct rect rect, float radius,
                       enum match match) {
    canvas_box(canvas, rect, radius,
               theme_fade(canvas_color(canvas, COLOR_LINK),
                          match == MATCH_FULL ? THEME_LINK_FULL : THEME_LINK_SOFT),
               outline(canvas, match), outline_color(canvas, match));
}

/* The plate of a text is not as high as its line. */
static struct rect text_plate(const struct scene_item *item) {
    float height = plate_height * item->size;
    float pad = plate_pad * item->size;
    return (struct rect){item->bounds.x - pad, item->bounds.y + (item->bounds.height - height) / 2,
                         item->bounds.width + 2 * pad, height};
}

/* A neuron: a disc, or a pill. */
static bool is_round(const struct scene_item *item) {
    return item->kind == SCENE_DISC ||
           (item->kind == SCENE_BOX && 2 * item->radius >= item->bounds.height);
}

/* A number within the neuron of the same quantity: the neuron is lit. */
static bool is_in_lit_disc(const struct lighter *lighter, size_t index) {
    const struct scene_item *text = &lighter->items[index];
    float x = text->bounds.x + text->bounds.width / 2;
    float y = text->bounds.y + text->bounds.height / 2;
    for (size_t i = index; i-- > 0;) {
        const struct scene_item *item = &lighter->items[i];
        struct rect at = item->bounds;
        if (is_round(item) && quantity_equal(item->quantity, text->quantity) && x > at.x &&
            x < at.x + at.width && y > at.y && y < at.y + at.height) {
            return true;
        }
    }
    return false;
}

/* A number within the frame of its whole tensor: one frame says it for all of them. */
static bool is_in_lit_frame(const struct lighter *lighter, size_t index, enum match match) {
    const struct scene_item *text = &lighter->items[index];
    for (size_t i = index; match == MATCH_SOFT && text->quantity.row >= 0 && i-- > 0;) {
        const struct scene_item *item = &lighter->items[i];
        if (item->kind == SCENE_BOX && item->quantity.tensor == text->quantity.tensor &&
            item->quantity.row < 0) {
            float y = text->bounds.y + text->bounds.height / 2;
            return text->bounds.x >= item->bounds.x && y >= item->bounds.y &&
                   text->bounds.x < item->bounds.x + item->bounds.width &&
                   y < item->bounds.y + item->bounds.height;
        }
    }
    return false;
}

/* Not what the reader points at, but what the lesson speaks of: its symbols, matrices and neurons
 * say so, and each single number need not. */
static bool is_only_focused(const struct lighter *lighter, const struct scene_item *item) {
    struct quantity quantity = quantity_normal(lighter->program, item->quantity);
    return match_quantities(lighter->lights->lit, quantity) == MATCH_NONE;
}

static void light_text(const struct lighter *lighter, size_t index, enum match match) {
    const struct canvas *canvas = lighter->canvas;
    struct scene_item item = lighter->items[index];
    if (!is_only_focused(lighter, &item) && !is_in_lit_disc(lighter, index) &&
        !is_in_lit_frame(lighter, index, match)) {
        draw_plate(canvas, text_plate(&item), plate_radius * item.size, match);
    }
    if (item.color == canvas_color(canvas, COLOR_TEXT_DIM)) {
        item.color = canvas_color(canvas, COLOR_TEXT);
    }
    scene_add(canvas->scene, item);
}

static float math_size(const struct scene_item *item) {
    float size = 0;
    for (size_t i = 0; i < item->glyph_count; i++) {
        size = fmaxf(size, item->glyphs[i].size);
    }
    return size;
}

/* The name of a matrix, which has a frame already. */
static bool stands_on_frame(const struct lighter *lighter, const struct scene_item *name) {
    const float near = 0.6F; /* em */
    float bottom = name->bounds.y + name->bounds.height;
    float middle = name->bounds.x + name->bounds.width / 2;
    for (size_t i = 0; i < lighter->count; i++) {
        const struct scene_item *item = &lighter->items[i];
        if (item->kind == SCENE_BOX && item->quantity.row < 0 &&
            item->quantity.tensor == name->quantity.tensor && item->bounds.x < middle &&
            item->bounds.x + item->bounds.width > middle &&
            fabsf(item->bounds.y - bottom) < near * math_size(name)) {
            return true;
        }
    }
    return false;
}

/* A bar of a formula, or figures, where the line would be. */
static bool is_in_the_way(const struct scene_item *item, struct rect line) {
    const float spare = 0.25F; /* of a line of text, above its figures and below */
    struct rect figures = item->bounds;
    figures.y += spare * figures.height;
    figures.height *= 1 - 2 * spare;
    bool is_found = item->kind == SCENE_TEXT && rect_meets(figures, line);
    for (size_t i = 0; i < item->glyph_count; i++) {
        const struct scene_glyph *bar = &item->glyphs[i];
        struct rect rect = {bar->x, bar->y, bar->width, bar->height};
        is_found = is_found || (bar->width > 4 * bar->height && rect_meets(rect, line));
    }
    return is_found;
}

/* What the lesson speaks of has a line below it: frames around several at once, close to letters
 * and brackets, are hard to tell from them. Where the bar of a fraction or a number is in its way,
 * a ground. */
static void underline(const struct lighter *lighter, const struct scene_item *item) {
    const struct canvas *canvas = lighter->canvas;
    const color_argb color = canvas_color(canvas, COLOR_LINK);
    float thick =
        roundf(fmaxf(underline_height * math_size(item), least_underline * canvas->layout->line));
    struct rect line = {item->bounds.x, item->bounds.y + item->bounds.height + thick,
                        item->bounds.width, thick};
    struct rect around = rect_inset(line, -thick);
    for (size_t i = 0; i < lighter->count; i++) {
        if (is_in_the_way(&lighter->items[i], around)) {
            canvas_box(canvas, rect_inset(item->bounds, -thick), thick,
                       theme_fade(color, THEME_LINK_GROUND), 0, 0);
            return;
        }
    }
    canvas_box(canvas, line, thick / 2, theme_fade(color, THEME_LINK_UNDERLINE), 0, 0);
}

/* Among words the gaps on its sides are seen as such: less than half of a space. */
static void light_math(const struct lighter *lighter, size_t index, enum match match) {
    const struct canvas *canvas = lighter->canvas;
    const struct scene_item *item = &lighter->items[index];
    bool is_focused = is_only_focused(lighter, item);
    if (is_focused && !stands_on_frame(lighter, item)) {
        underline(lighter, item);
    } else if (!is_focused) {
        float pad = math_pad * canvas->layout->unit + outline(canvas, match); /* beside its ink */
        float beside = fminf(pad, math_beside * math_size(item));
        struct rect plate = {item->bounds.x - beside, item->bounds.y - pad,
                             item->bounds.width + 2 * beside, item->bounds.height + 2 * pad};
        draw_plate(canvas, plate, pad, match);
    }
    scene_add(canvas->scene, *item);
}

/* A ring around a disc, outside of it. */
static void light_disc(const struct lighter *lighter, size_t index, enum match match) {
    const struct canvas *canvas = lighter->canvas;
    struct scene_item item = lighter->items[index];
    scene_add(canvas->scene, item);
    item.stroke = outline(canvas, match) * ring_stroke;
    item.bounds = rect_inset(item.bounds, -item.stroke);
    item.color = 0;
    item.stroke_color = outline_color(canvas, match);
    item.quantity = QUANTITY_NONE;
    scene_add(canvas->scene, item);
}

static void light_box(const struct lighter *lighter, size_t index, enum match match) {
    const struct canvas *canvas = lighter->canvas;
    const struct scene_item *item = &lighter->items[index];
    scene_add(canvas->scene, *item);
    if (item->quantity.row >= 0 && is_only_focused(lighter, item)) {
        return;
    }
    float stroke = outline(canvas, match);
    canvas_box(canvas, rect_inset(item->bounds, -stroke), item->radius + stroke, 0, stroke,
               outline_color(canvas, match));
}

/* A line or a curve in full, and a lining on either side of it that a dashed one keeps too. */
static void light_line(const struct lighter *lighter, size_t index, enum match match) {
    const struct canvas *canvas = lighter->canvas;
    struct scene_item item = lighter->items[index];
    item.color |= 0xFF000000U;
    if (match == MATCH_FULL) {
        struct scene_item lining = item;
        item.stroke = fmaxf(item.stroke, edge_stroke * canvas->layout->unit);
        lining.stroke = item.stroke + 2 * outline(canvas, match);
        lining.color = outline_color(canvas, match);
        lining.dash = 0;
        lining.quantity = QUANTITY_NONE;
        scene_add(canvas->scene, lining);
        if (item.dash > 0) {
            lining.stroke = item.stroke;
            lining.color = canvas_color(canvas, COLOR_PANEL);
            scene_add(canvas->scene, lining);
        }
    }
    scene_add(canvas->scene, item);
}

/* The cell of a heat map, or its frame; a cell of less than a few pixels gets a mark around it. */
static void light_heat(const struct lighter *lighter, size_t index, enum match match) {
    const struct canvas *canvas = lighter->canvas;
    const struct scene_item *item = &lighter->items[index];
    struct quantity lit = lighter->lights->lit;
    struct rect rect = item->bounds;
    scene_add(canvas->scene, *item);
    bool is_cell = match == MATCH_SOFT && lit.tensor == item->quantity.tensor && lit.row >= 0 &&
                   lit.column >= 0 && item->rows > 0 && item->columns > 0;
    if (is_cell) {
        rect.width /= (float)item->columns;
        rect.height /= (float)item->rows;
        rect.x += rect.width * (float)lit.column;
        rect.y += rect.height * (float)lit.row;
    }
    enum match shown = is_cell ? MATCH_FULL : match;
    float least = least_cell * canvas->layout->unit;
    float grow = fmaxf(outline(canvas, shown), (least - fminf(rect.width, rect.height)) / 2);
    canvas_box(canvas, rect_inset(rect, -grow), 0, 0, outline(canvas, shown),
               outline_color(canvas, shown));
}

typedef void light(const struct lighter *lighter, size_t index, enum match match);

static light *const lights_of_kind[] = {
    [SCENE_LINE] = light_line,  [SCENE_DISC] = light_disc, [SCENE_BOX] = light_box,
    [SCENE_CURVE] = light_line, [SCENE_TEXT] = light_text, [SCENE_HEAT] = light_heat,
    [SCENE_MATH] = light_math,
};
static_assert(sizeof lights_of_kind / sizeof *lights_of_kind == SCENE_KIND_COUNT,
              "a light for each kind");

static bool is_line(const struct scene_item *item) {
    return (item->kind == SCENE_LINE || item->kind == SCENE_CURVE) && item->quantity.tensor >= 0;
}

/* Edges and the arrows on them: everything up to the last line, and the curves on that. */
static size_t end_of_lines(const struct lighter *lighter) {
    size_t end = lighter->count;
    while (end > 0 &&
           !(is_line(&lighter->items[end - 1]) && lighter->items[end - 1].kind == SCENE_LINE)) {
        end--;
    }
    while (end > 0 && end < lighter->count &&
           quantity_equal(lighter->items[end].quantity, lighter->items[end - 1].quantity)) {
        end++;
    }
    return end;
}

/* Lit edges lie above the others: they are drawn when those are done. */
static void light_lines(const struct lighter *lighter) {
    for (size_t i = 0; i < lighter->lines_end; i++) {
        enum match match = match_of(lighter, &lighter->items[i]);
        if (is_line(&lighter->items[i]) && match != MATCH_NONE) {
            light_line(lighter, i, match);
        }
    }
}

static void light_all(struct lighter *lighter) {
    lighter->lines_end = end_of_lines(lighter);
    for (size_t i = 0; i < lighter->count; i++) {
        const struct scene_item *item = &lighter->items[i];
        enum match match = match_of(lighter, item);
        bool is_later = is_line(item) && i < lighter->lines_end;
        if (i == lighter->lines_end) {
            light_lines(lighter);
        }
        if (match == MATCH_NONE) {
            scene_add(lighter->canvas->scene, *item);
        } else if (!is_later) {
            lights_of_kind[item->kind](lighter, i, match);
        }
    }
    assert(lighter->lines_end < lighter->count); /* behind the network other panels are drawn */
}

void light_draw(const struct canvas *canvas, const struct lights *lights) {
    struct scene *scene = canvas->scene;
    struct lights normal = *lights;
    const struct program *program = canvas->moment->program;
    normal.lit = quantity_normal(program, lights->lit);
    if (quantity_is_none(normal.lit) && normal.focused == NULL) {
        return;
    }
    struct lighter lighter = {.canvas = canvas,
                              .program = program,
                              .lights = &normal,
                              .items = scene->items,
                              .count = scene->count};
    scene_empty(scene);
    light_all(&lighter);
}
