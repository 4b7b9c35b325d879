#include "view/panel/question/question_formula.h"

#include "base/number.h"
#include "checks/answer/answer_tex.h"
#include "engine/program_names.h"
#include "session/answering/answer_line.h"
#include "session/answering/answer_palette.h"
#include "session/strings.h"
#include "view/draw/math_view.h"
#include "view/draw/scene_button.h"
#include "view/draw/symbol.h"

#include <math.h>
#include <string.h>

/* In units: below the title, between the signs of the palette, their corners. */
static const float below_title = 1.5F, sign_gap = 1, corner = 0.75F;
static const float palette_share = 0.34F;     /* of the board's height, at most */
static const float formula_share = 0.4F;      /* of what is left: above the middle of the formula */
static const float dash_width = 0.7F;         /* em: what is still to come */
static const float dash_gap = 0.25F;          /* em: before it */
static const float dash_line = 0.5F;          /* units */
static const float sign_size = 0.5F;          /* of a sign's height */
static const float widest_sign = 2;           /* of its height */
static const float digit_share = 0.24F;       /* of a sign's height: the key beside it */
static const float operand_stroke = 2.5F / 8; /* units */

static const float digit_below = 0.7F; /* of its size: its middle below the edge */

/* ---- the formula ---- */

struct typed {
    const struct canvas *canvas;
    const struct program *program;
    const struct answer_tex_piece *pieces;
    size_t count;
    size_t name, before; /* bytes of the target, and of the whole left side */
    int target;
};

static struct math_tag tag_of_tensor(const struct canvas *canvas, const struct program *program,
                                     int tensor) {
    color_argb plain = canvas_color(canvas, COLOR_TEXT);
    return tensor < 0 ? (struct math_tag){0, plain, QUANTITY_NONE}
                      : (struct math_tag){tensor + 1,
                                          canvas_role_color(canvas, program->tensors[tensor].role),
                                          {tensor, -1, -1}};
}

static struct math_tag tag_of(const void *context, size_t begin, size_t end) {
    const struct typed *typed = context;
    (void)end;
    int tensor = begin < typed->name ? typed->target : -1;
    for (size_t i = 0; begin >= typed->before && i < typed->count; i++) {
        const struct answer_tex_piece *piece = &typed->pieces[i];
        size_t at = begin - typed->before;
        tensor = at >= piece->begin && at < piece->end ? piece->tensor : tensor;
    }
    return tag_of_tensor(typed->canvas, typed->program, tensor);
}

static void draw_dashed(const struct canvas *canvas, struct rect side) {
    scene_add(canvas->scene, (struct scene_item){
                                 .kind = SCENE_LINE,
                                 .bounds = side,
                                 .color = canvas_color(canvas, COLOR_BACKWARD),
                                 .stroke = fmaxf(roundf(canvas->layout->line), 1),
                                 .dash = dash_line * canvas->layout->unit,
                                 .quantity = QUANTITY_NONE,
                             });
}

/* A dashed box where the formula has to go on. */
static void draw_dash(const struct canvas *canvas, float x, float middle, float size) {
    float wide = dash_width * size;
    float top = middle - wide / 2;
    draw_dashed(canvas, (struct rect){x, top, wide, 0});
    draw_dashed(canvas, (struct rect){x, top + wide, wide, 0});
    draw_dashed(canvas, (struct rect){x, top, 0, wide});
    draw_dashed(canvas, (struct rect){x + wide, top, 0, wide});
}

/* As large as it has room. */
static struct math_box set(const struct canvas *canvas, const char *tex, float width,
                           float *ret_size) {
    const struct math_list *list = math_view_read(canvas, tex);
    struct math_options options = math_view_options(canvas, canvas->layout->formula);
    struct math_box box = math_set(canvas->arena, list, &options);
    float room = width - (dash_gap + dash_width) * canvas->layout->formula;
    *ret_size = canvas->layout->formula;
    if (box.width > room) {
        *ret_size = fmaxf(*ret_size * room / box.width, canvas->layout->legible);
        options = math_view_options(canvas, *ret_size);
        box = math_set(canvas->arena, list, &options);
    }
    return box;
}

static void draw_formula(const struct canvas *canvas, const struct session *session,
                         struct rect rect) {
    const struct asked *asked = session_ask_now(session);
    const struct recording *recording = session_ask_recording(session);
    const struct program *program = recording->program;
    struct answer_tex read = {.tex = "", .is_open = true};
    bool is_read = answer_tex_read(canvas->arena, recording, asked->text, &read);
    struct typed typed = {.canvas = canvas,
                          .program = program,
                          .pieces = read.pieces,
                          .count = read.count,
                          .target = recording_operation(recording)->target};
    const char *name = program_tensor_name(canvas->arena, program, typed.target, PRINT_TEX);
    const char *left = read.has_left_side ? "" : text_format(canvas->arena, "%s = ", name);
    typed.name = read.has_left_side ? 0 : strlen(name);
    typed.before = strlen(left);
    float size;
    struct math_box box =
        set(canvas, text_format(canvas->arena, "%s%s%s", left, read.tex, read.is_open ? "{}" : ""),
            rect.width, &size);
    float middle = rect.y + rect.height * formula_share;
    struct math_tags tags = {&typed, tag_of};
    math_view_draw(canvas, &box, rect.x, math_view_baseline(middle, size), &tags,
                   math_view_new_formula(canvas));
    if (is_read && read.is_open) {
        draw_dash(canvas, rect.x + box.width + dash_gap * size, middle, size);
    }
}

/* ---- the palette ---- */

static void draw_sign(const struct canvas *canvas, const struct palette_sign *sign,
                      struct rect rect, bool is_lit, bool is_chosen) {
    const struct layout *layout = canvas->layout;
    const struct program *program = canvas->moment->program;
    float stroke =
        fmaxf(roundf(is_lit || is_chosen ? operand_stroke * layout->unit : layout->line), 1);
    enum theme_color edge = is_chosen ? COLOR_LINK : is_lit ? COLOR_BACKWARD : COLOR_PANEL_EDGE;
    canvas_box(canvas, rect, corner * layout->unit, canvas_color(canvas, COLOR_PANEL), stroke,
               canvas_color(canvas, edge));
    scene_button_add_typed(canvas->scene, rect, sign->typed);
    struct math_tag tag = tag_of_tensor(canvas, program, sign->quantity.tensor);
    tag.quantity = QUANTITY_NONE; /* a click types it */
    float size = rect.height * sign_size;
    float width = symbol_width(canvas, size, sign->tex);
    float most = rect.width - layout->unit;
    size = width > most ? size * most / width : size;
    symbol_draw(
        canvas,
        (struct text_anchor){rect.x + rect.width / 2, rect.y + rect.height / 2, ALIGN_CENTER}, size,
        tag, sign->tex);
}

/* Which digit means it, in its corner. */
static void draw_digit(const struct canvas *canvas, struct rect rect, size_t which) {
    float size = rect.height * digit_share;
    canvas_text(
        canvas, (struct text_anchor){rect.x + size / 3, rect.y + digit_below * size, ALIGN_LEFT},
        canvas_style(canvas, FACE_REGULAR, size, COLOR_TEXT_DIM),
        number_count_text(canvas->arena, (long)((which + 1) % ANSWER_PALETTE_ROW)), QUANTITY_NONE);
}

static void draw_palette(const struct canvas *canvas, const struct session *session,
                         const struct answer_palette *palette, struct rect rect) {
    const float gap = sign_gap * canvas->layout->unit;
    const struct asked *asked = session_ask_now(session);
    size_t chosen = 0;
    bool is_in = answer_line_is_in_palette(session, &chosen);
    size_t rows = (palette->count + ANSWER_PALETTE_ROW - 1) / ANSWER_PALETTE_ROW;
    float width = (rect.width - gap * (ANSWER_PALETTE_ROW - 1)) / ANSWER_PALETTE_ROW;
    float height = (rect.height - gap * (float)(rows - 1)) / (float)rows;
    height = fminf(height, width);
    width = fminf(width, widest_sign * height);
    for (size_t i = 0; i < palette->count; i++) {
        const struct palette_sign *sign = &palette->signs[i];
        size_t row = i / ANSWER_PALETTE_ROW, column = i % ANSWER_PALETTE_ROW;
        struct rect place = {rect.x + (float)column * (width + gap),
                             rect.y + (float)row * (height + gap), width, height};
        draw_sign(canvas, sign, place, asked->hints > 0 && sign->is_operand, is_in && i == chosen);
        if (is_in && row == chosen / ANSWER_PALETTE_ROW) {
            draw_digit(canvas, place, column);
        }
    }
}

/* ---- the board ---- */

static void draw_words(const struct canvas *canvas, struct rect row, float size,
                       const char *words) {
    canvas_text_within(canvas, row, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM), CANVAS_LEAST, words);
}

bool question_formula_draw(const struct canvas *canvas, const struct session *session,
                           struct rect board) {
    const struct layout *layout = canvas->layout;
    const struct answer_palette palette = answer_palette_create(canvas->arena, session);
    if (palette.count == 0) {
        return false;
    }
    canvas_panel(canvas, board);
    struct rect inner = rect_inset(board, 2 * LAYOUT_PAD * layout->unit);
    draw_words(canvas, rect_cut_top(&inner, LAYOUT_ROW * layout->normal), layout->normal,
               canvas->moment->operation->title->in[canvas->language]);
    rect_cut_top(&inner, below_title * layout->unit);
    struct rect below = rect_cut_bottom(&inner, palette_share * board.height);
    draw_words(canvas, rect_cut_top(&inner, LAYOUT_ROW * layout->small), layout->small,
               string_get(canvas->language, STRING_ASK_YOUR_FORMULA));
    draw_formula(canvas, session, inner);
    draw_words(canvas, rect_cut_top(&below, LAYOUT_ROW * layout->small), layout->small,
               string_get(canvas->language, STRING_ASK_PALETTE));
    draw_palette(canvas, session, &palette, below);
    return true;
}
