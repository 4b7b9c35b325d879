#include "view/panel/header_view.h"

#include "base/number.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "step/touch.h"
#include "tell/sample_told.h"
#include "view/draw/scene_button.h"

#include <math.h>

/* In units: between two chips, and above and below the word of one together. */
static const float chip_gap = 1.5F, chip_air = 0.75F;
static const float least_chip = 0.8F;   /* of the size of its word, before it is cut */
static const float title_share = 0.45F; /* of the row, at most, beside the place */
static const double widest_loss = 88.8; /* most losses are not wider */

static const char *loss_text(const struct canvas *canvas) {
    const struct program *program = canvas->moment->program;
    struct program_place place = canvas->moment->place;
    int tensor = program_find_tensor(program, ROLE_LOSS, -1);
    const char *number = "—";
    if (program_is_written(program, tensor, place.done)) {
        struct matrix loss = program_tensor_value(program, tensor, canvas->moment->state);
        number = number_text(canvas->arena, *loss.values, moment_decimals(canvas->moment, loss));
    }
    return STRING_FILL(canvas->arena, canvas->language, STRING_LOSS, number);
}

const char *header_view_place_text(const struct canvas *canvas, long iteration,
                                   const struct operation *operation, bool has_title) {
    const struct program *program = canvas->moment->program;
    enum language language = canvas->language;
    struct text_builder text;
    text_begin(&text, canvas->arena);
    text_append_string(&text, STRING_FILL(canvas->arena, language, STRING_ITERATION_PLACE,
                                          number_count_text(canvas->arena, iteration),
                                          number_count_text(canvas->arena, program->iterations)));
    if (operation == NULL) {
        text_append_format(&text, " › %s", string_get(language, STRING_BEGINNING));
        return text.bytes;
    }
    text_append_format(&text, " › %s", string_get(language, string_of_pass(operation->pass)));
    int layer = program->tensors[operation->target].layer;
    if (layer >= 0) {
        const char *number = text_format(canvas->arena, "%d", layer);
        text_append_format(&text, " › %s",
                           layer == 0 ? string_get(language, STRING_INPUT_LAYER)
                                      : STRING_FILL(canvas->arena, language, STRING_LAYER, number));
    }
    if (has_title) {
        text_append_format(&text, " › %s", operation->title->in[language]);
    }
    return text.bytes;
}

/* And which sample the numbers in the network are of. */
static const char *place_text(const struct canvas *canvas, long iteration,
                              const struct operation *operation, bool is_brief) {
    const char *text = header_view_place_text(canvas, iteration, operation, false);
    const char *sample = sample_told_text(canvas->arena, canvas->language, canvas->moment->program,
                                          iteration, touch_sample(canvas->moment), is_brief);
    return sample != NULL ? text_format(canvas->arena, "%s · %s", text, sample) : text;
}

/* The width of the longest place in the run: that one stands in the middle, and all others begin
 * where it does, so that nothing moves from step to step. */
static float widest_place(const struct canvas *canvas, struct text_style style, bool is_brief) {
    const struct program *program = canvas->moment->program;
    float widest = 0;
    for (long i = 0; i < program->operation_count; i++) {
        const char *text =
            place_text(canvas, program->iterations, &program->operations[i], is_brief);
        widest = fmaxf(widest, canvas_text_width(canvas, style.face, style.size, text));
    }
    return widest;
}

/* It ends at the layer: the board has the operation's title. */
static void draw_place(const struct canvas *canvas, struct rect rect, enum text_align align) {
    struct program_place place = canvas->moment->place;
    struct text_style style =
        canvas_style(canvas, FACE_PROSE, canvas->layout->normal, COLOR_TEXT_DIM);
    float width = widest_place(canvas, style, false);
    bool is_brief = width > rect.width;
    width = is_brief ? widest_place(canvas, style, true) : width;
    if (align == ALIGN_CENTER && width < rect.width) {
        rect_cut_left(&rect, (rect.width - width) / 2);
    }
    canvas_text_within(canvas, rect, ALIGN_LEFT, style, CANVAS_LEAST,
                       place_text(canvas, place.iteration, place.operation, is_brief));
}

/* A word in a frame at the right end; cuts its place off. */
static void draw_chip(const struct canvas *canvas, struct rect *rest, const char *text,
                      enum action action) {
    const struct layout *layout = canvas->layout;
    float width =
        canvas_text_width(canvas, FACE_PROSE, layout->small, text) + LAYOUT_INDENT * layout->unit;
    if (width > rest->width) {
        return;
    }
    struct rect chip = rect_cut_right(rest, width);
    rect_cut_right(rest, chip_gap * layout->unit);
    float height = layout->small * LAYOUT_ROW + layout->unit * chip_air;
    chip.y += (chip.height - height) / 2;
    chip.height = height;
    canvas_box(canvas, chip, height / 2, canvas_color(canvas, COLOR_PANEL), layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    scene_button_add(canvas->scene, chip, (int)action);
    canvas_text_within(canvas, chip, ALIGN_CENTER,
                       canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM), least_chip,
                       text);
}

static void draw_loss(const struct canvas *canvas, struct rect *rest) {
    const struct layout *layout = canvas->layout;
    const char *text = loss_text(canvas);
    struct text_style style = canvas_style(canvas, FACE_REGULAR, layout->normal, COLOR_TEXT);
    /* Room for most losses, so that neither the word nor what is left of it moves. */
    const char *widest =
        STRING_FILL(canvas->arena, canvas->language, STRING_LOSS,
                    number_text(canvas->arena, widest_loss, canvas->moment->decimals));
    float width = fmaxf(canvas_text_width(canvas, style.face, style.size, widest),
                        canvas_text_width(canvas, style.face, style.size, text)) +
                  1;
    canvas_text_within(canvas, rect_cut_right(rest, width), ALIGN_LEFT, style, CANVAS_LEAST, text);
    rect_cut_right(rest, LAYOUT_INDENT * layout->unit);
}

static void draw_row(const struct canvas *canvas, struct rect row, bool has_place) {
    const struct layout *layout = canvas->layout;
    struct rect rest = row;
    if (!layout->is_for_hall) {
        draw_chip(canvas, &rest, string_get(canvas->language, STRING_LANGUAGE_CHIP),
                  ACTION_LANGUAGE);
        draw_chip(canvas, &rest, canvas->moment->program->notation->title.in[canvas->language],
                  ACTION_NEXT_NOTATION);
    }
    draw_loss(canvas, &rest);
    const char *title = canvas->moment->program->lesson->title.in[canvas->language];
    struct text_style style = canvas_style(canvas, FACE_PROSE_BOLD, layout->large, COLOR_TEXT);
    float width = canvas_text_width(canvas, style.face, style.size, title) + 1;
    float most = has_place ? rest.width * title_share : rest.width;
    canvas_text_within(canvas, rect_cut_left(&rest, fminf(width, most)), ALIGN_LEFT, style,
                       CANVAS_LEAST, title);
    if (has_place) {
        rect_cut_left(&rest, LAYOUT_APART * layout->unit);
        draw_place(canvas, rest, ALIGN_CENTER);
    }
}

void header_view_draw(const struct canvas *canvas, struct rect header) {
    const struct layout *layout = canvas->layout;
    struct rect row = header;
    rect_cut_left(&row, LAYOUT_INDENT * layout->unit);
    rect_cut_right(&row, LAYOUT_INDENT * layout->unit);
    canvas_line(canvas, (struct scene_point){header.x, header.y + header.height},
                (struct scene_point){header.x + header.width, header.y + header.height},
                layout->line, canvas_color(canvas, COLOR_PANEL_EDGE));
    if (!layout_has_title(layout)) {
        draw_loss(canvas, &row);
        draw_place(canvas, row, ALIGN_LEFT);
        return;
    }
    if (!layout->has_two_header_rows) {
        draw_row(canvas, row, !layout->is_for_hall);
        return;
    }
    rect_cut_top(&row, layout->unit / 2);
    struct rect place = rect_cut_bottom(&row, layout->normal * LAYOUT_ROW + layout->unit);
    draw_row(canvas, row, false);
    draw_place(canvas, place, ALIGN_LEFT);
}
