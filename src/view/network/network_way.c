#include "view/network/network_way.h"

#include "view/network/network_label.h"

static const float plate_pad = 0.35F; /* em */

bool network_way_passes(const struct network_drawing *drawing, size_t layer, size_t unit) {
    const struct focus *focus = drawing->canvas->moment->focus;
    const struct program *program = drawing->touch->program;
    return focus->way_name != NULL && !quantity_is_none(focus->way_unit) &&
           (size_t)program->tensors[focus->way_unit.tensor].layer == layer &&
           quantity_unit(program, focus->way_unit) == (long)unit;
}

/* The middle of the unit; false: it has no place. */
static bool find_unit(const struct network_drawing *drawing, struct scene_point *ret) {
    bool is_found = false;
    for (size_t layer = 0; layer < drawing->layout.column_count; layer++) {
        const struct few_in_row *units = &drawing->layout.columns[layer].units;
        for (size_t place = 0; place < units->count && !is_found; place++) {
            is_found = !few_in_row_is_dots(units, place) &&
                       network_way_passes(drawing, layer, units->index[place]);
            *ret = network_layout_at(&drawing->layout, layer, place);
        }
    }
    return is_found;
}

/* ---- where the chip may stand ---- */

static bool is_free(const struct network_drawing *drawing, struct rect rect) {
    const struct scene *scene = drawing->canvas->scene;
    const struct rect captions = drawing->layout.captions; /* drawn later */
    bool is = rect.y >= captions.y + captions.height && rect.x >= drawing->layout.middle.x &&
              rect.x + rect.width <= drawing->layout.middle.x + drawing->layout.middle.width;
    for (size_t i = 0; i < scene->count && is; i++) {
        enum scene_kind kind = scene->items[i].kind;
        is =
            (kind != SCENE_TEXT && kind != SCENE_MATH) || !rect_meets(scene->items[i].bounds, rect);
    }
    for (size_t i = 0; i < drawing->layout.column_count && is; i++) {
        is = !network_layout_meets_neuron(&drawing->layout, i, rect);
    }
    return is;
}

/* Above the unit, then beside it, then in one of the corners between. False: nowhere. */
static bool find_spot(const struct network_drawing *drawing, struct scene_point at,
                      struct rect *chip) {
    enum { PLACES = 6 };
    float line = chip->height, reach = network_layout_reach(&drawing->layout);
    float aside =
        network_layout_reach_beside(&drawing->layout) + chip->width / 2 + NETWORK_LABEL_PAD * line;
    float above = -reach - line / 2;
    const struct scene_point from_unit[PLACES] = {{0, above},     {0, above - line / 2},
                                                  {aside, 0},     {-aside, 0},
                                                  {aside, above}, {-aside, above}};
    for (size_t i = 0; i < PLACES; i++) {
        chip->x = at.x + from_unit[i].x - chip->width / 2;
        chip->y = at.y + from_unit[i].y - chip->height / 2;
        if (is_free(drawing, *chip)) {
            return true;
        }
    }
    return false;
}

/* ---- drawing ---- */

/* False: there is no room for it. */
static bool draw_chip(const struct network_drawing *drawing, struct scene_point at,
                      const char *text) {
    const struct canvas *canvas = drawing->canvas;
    float size = drawing->layout.label;
    float width = canvas_text_width(canvas, FACE_PROSE, size, text) + 2 * plate_pad * size;
    struct rect chip = {0, 0, width, LAYOUT_LINE * size};
    if (!find_spot(drawing, at, &chip)) {
        return false;
    }
    canvas_box(canvas, chip, plate_pad * size, canvas_color(canvas, COLOR_PANEL),
               canvas->layout->line, canvas_color(canvas, COLOR_TEXT));
    struct text_anchor middle = {chip.x + chip.width / 2, chip.y + chip.height / 2, ALIGN_CENTER};
    canvas_text(canvas, middle, canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT), text,
                QUANTITY_NONE);
    return true;
}

void network_way_draw(const struct network_drawing *drawing) {
    const struct canvas *canvas = drawing->canvas;
    struct scene_point at;
    if (!find_unit(drawing, &at)) {
        return;
    }
    const char *name = canvas->moment->focus->way_name;
    const char *text = STRING_FILL(canvas->arena, canvas->language, STRING_DERIVATION_WAY, name);
    if (!draw_chip(drawing, at, text)) {
        draw_chip(drawing, at, name);
    }
}
