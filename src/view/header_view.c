#include "view/header_view.h"

#include "view/number.h"

#include <math.h>

static const char *loss_text(const struct canvas *canvas) {
    const struct program *program = session_program(canvas->session);
    struct program_place place = session_program_place(canvas->session);
    int tensor = program_find_tensor(program, ROLE_LOSS, -1);
    const char *number = "—";
    if (program_is_written(program, tensor, place.done)) {
        double loss = *program_tensor_value(program, tensor, session_state(canvas->session)).values;
        int decimals = session_settings(canvas->session)->decimals + 1;
        number = number_text(canvas->arena, loss, decimals);
    }
    return STRING_FILL(canvas->arena, canvas->language, STRING_LOSS, number);
}

/* The parts of the place, from the iteration to the operation. */
enum { PLACE_PARTS = 4 };

static int list_place(const struct canvas *canvas, const char *ret_parts[PLACE_PARTS]) {
    const struct program *program = session_program(canvas->session);
    struct program_place place = session_program_place(canvas->session);
    enum language language = canvas->language;
    int count = 0;
    ret_parts[count++] = STRING_FILL(canvas->arena, language, STRING_ITERATION_PLACE,
                                     number_count_text(canvas->arena, place.iteration),
                                     number_count_text(canvas->arena, program->iterations));
    if (place.operation == NULL) {
        ret_parts[count++] = string_get(language, STRING_BEGINNING);
        return count;
    }
    ret_parts[count++] = string_get(language, string_of_pass(place.operation->pass));
    int layer = program->tensors[place.operation->target].layer;
    if (layer >= 0) {
        ret_parts[count++] = STRING_FILL(canvas->arena, language, STRING_LAYER,
                                         text_format(canvas->arena, "%d", layer));
    }
    if (!canvas->layout->is_magnified) { /* then there is room on the board only */
        ret_parts[count++] = place.operation->definition->title.in[language];
    }
    return count;
}

static const char *join(struct arena *arena, const char *const parts[], int from, int count) {
    struct text_builder text;
    text_begin(&text, arena);
    for (int i = from; i < count; i++) {
        text_append_format(&text, "%s%s", i > from ? " › " : "", parts[i]);
    }
    return text.bytes;
}

/* As many of its last parts as there is room for. */
static void draw_place(const struct canvas *canvas, struct rect rect, enum text_align align) {
    const char *parts[PLACE_PARTS];
    int count = list_place(canvas, parts);
    struct text_style style =
        canvas_style(canvas, FACE_REGULAR, canvas->layout->normal, COLOR_TEXT_DIM);
    const char *text = join(canvas->arena, parts, 0, count);
    for (int from = 0; from + 1 < count; from++) {
        text = join(canvas->arena, parts, from, count);
        if (canvas_text_width(canvas, style.face, style.size, text) <= rect.width) {
            break;
        }
    }
    canvas_text_within(canvas, rect, align, style, 0.8F, text);
}

/* A word in a frame at the right end; cuts its place off. */
static void draw_chip(const struct canvas *canvas, struct rect *rest, const char *text) {
    const struct layout *layout = canvas->layout;
    float width = canvas_text_width(canvas, FACE_REGULAR, layout->small, text) + 3 * layout->unit;
    if (width > rest->width) {
        return;
    }
    struct rect chip = rect_cut_right(rest, width);
    rect_cut_right(rest, 1.5F * layout->unit);
    float height = layout->small * 1.4F + layout->unit * 0.75F;
    chip.y += (chip.height - height) / 2;
    chip.height = height;
    canvas_box(canvas, chip, height / 2, canvas_color(canvas, COLOR_PANEL), layout->line,
               canvas_color(canvas, COLOR_PANEL_EDGE));
    canvas_text_within(canvas, chip, ALIGN_CENTER,
                       canvas_style(canvas, FACE_REGULAR, layout->small, COLOR_TEXT_DIM), 0.8F,
                       text);
}

static void draw_loss(const struct canvas *canvas, struct rect *rest) {
    const struct layout *layout = canvas->layout;
    const char *text = loss_text(canvas);
    struct text_style style = canvas_style(canvas, FACE_REGULAR, layout->normal, COLOR_TEXT);
    /* Room for any loss, so that what is left of it stays where it is. */
    const char *widest = STRING_FILL(
        canvas->arena, canvas->language, STRING_LOSS,
        number_text(canvas->arena, -88.8, session_settings(canvas->session)->decimals + 1));
    float width = fmaxf(canvas_text_width(canvas, style.face, style.size, widest),
                        canvas_text_width(canvas, style.face, style.size, text)) +
                  1;
    canvas_text_within(canvas, rect_cut_right(rest, width), ALIGN_RIGHT, style, 0.7F, text);
    rect_cut_right(rest, 3 * layout->unit);
}

static void draw_row(const struct canvas *canvas, struct rect row, bool has_place) {
    const struct layout *layout = canvas->layout;
    struct rect rest = row;
    draw_chip(canvas, &rest, string_get(canvas->language, STRING_LANGUAGE_CHIP));
    draw_chip(canvas, &rest,
              session_program(canvas->session)->notation->title.in[canvas->language]);
    draw_loss(canvas, &rest);
    const char *title = session_lesson(canvas->session)->title.in[canvas->language];
    struct text_style style = canvas_style(canvas, FACE_BOLD, layout->large, COLOR_TEXT);
    float width = canvas_text_width(canvas, style.face, style.size, title) + 1;
    float most = has_place ? rest.width * 0.45F : rest.width;
    canvas_text_within(canvas, rect_cut_left(&rest, fminf(width, most)), ALIGN_LEFT, style, 0.7F,
                       title);
    if (has_place) {
        rect_cut_left(&rest, 4 * layout->unit);
        draw_place(canvas, rest, ALIGN_CENTER);
    }
}

void header_view_draw(const struct canvas *canvas, struct rect header) {
    const struct layout *layout = canvas->layout;
    struct rect row = header;
    rect_cut_left(&row, 3 * layout->unit);
    rect_cut_right(&row, 3 * layout->unit);
    canvas_line(canvas, header.x, header.y + header.height, header.x + header.width,
                header.y + header.height, layout->line, canvas_color(canvas, COLOR_PANEL_EDGE));
    if (layout->is_magnified) {
        draw_loss(canvas, &row);
        draw_place(canvas, row, ALIGN_LEFT);
        return;
    }
    if (!layout->has_two_header_rows) {
        draw_row(canvas, row, true);
        return;
    }
    rect_cut_top(&row, layout->unit / 2);
    struct rect place = rect_cut_bottom(&row, layout->normal * 1.4F + layout->unit);
    draw_row(canvas, row, false);
    draw_place(canvas, place, ALIGN_LEFT);
}
