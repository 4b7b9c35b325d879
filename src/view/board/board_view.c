#include "view/board/board_view.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "session/ask/asked.h"
#include "session/proof/proof.h"
#include "step/filled_equation.h"
#include "view/board/board_fit.h"
#include "view/board/board_plan.h"
#include "view/board/board_steady.h"
#include "view/board/strip/element_form.h"
#include "view/board/strip/strip_view.h"
#include "view/board/strip/term_view.h"
#include "view/draw/misprint_mark.h"
#include "view/draw/paragraph/paragraph_telling.h"
#include "view/draw/scene_button.h"

#include <math.h>
#include <string.h>

/* Of the height: the equation above its elements, and the summary of the lesson. */
static const float equation_share = 0.36F, summary_share = 0.45F;
static const float least_summary = 0.8F; /* of the small text */
static const float fact_line = 1.6F;     /* em: a row of what is known of the lesson */

/* ---- an operation ---- */

/* FORM_KIND_COUNT: the formula itself. */
static enum form_kind form_kind(const struct canvas *canvas, const struct operation *operation) {
    size_t form = canvas->moment->look.form;
    return form > 0 ? operation->forms[form - 1].kind : FORM_KIND_COUNT;
}

/* "beyond the note", or which form is shown; NULL when there is nothing to say. */
static const char *remark_of(const struct canvas *canvas, const struct operation *operation) {
    enum form_kind kind = form_kind(canvas, operation);
    if (kind == FORM_KIND_COUNT) {
        const struct notation_alternative *alternative = operation->alternative;
        return alternative->is_of_lesson     ? string_get(canvas->language, STRING_OF_LESSON)
               : alternative->is_beyond_note ? string_get(canvas->language, STRING_BEYOND_NOTE)
                                             : NULL;
    }
    const char *words =
        string_get(canvas->language, kind == FORM_LONG ? STRING_FORM_LONG : STRING_FORM_ELEMENT);
    /* the formula is the first of all */
    return text_format(canvas->arena, "%s · %zu / %zu", words, canvas->moment->look.form + 1,
                       operation->form_count + 1);
}

/* Where x shows a line of a proof that the note misprints. */
static bool has_misprint(const struct canvas *canvas, const struct operation *operation) {
    const struct moment *moment = canvas->moment;
    return moment->asked == NULL && moment->at.element == 0 &&
           proof_has_misprint(moment->program, operation);
}

static void draw_title(const struct canvas *canvas, struct rect row,
                       const struct operation *operation) {
    const struct layout *layout = canvas->layout;
    if (has_misprint(canvas, operation)) {
        float width = misprint_mark_draw(canvas, row.x + row.width, row.y + row.height / 2);
        rect_cut_right(&row, width + 2 * layout->unit);
    }
    const char *remark = remark_of(canvas, operation);
    if (remark != NULL) {
        float width = canvas_text_width(canvas, FACE_PROSE, layout->small, remark);
        struct rect place = rect_cut_right(&row, width + 1);
        rect_cut_right(&row, 2 * layout->unit);
        canvas_text_within(canvas, place, ALIGN_RIGHT,
                           canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
                           CANVAS_LEAST, remark);
    }
    canvas_text_within(canvas, row, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE, layout->normal, COLOR_TEXT_DIM),
                       CANVAS_LEAST, operation->title->in[canvas->language]);
}

/* An operand that is taken for each column or row of the other one; NULL: there is none, or how
 * often is what is asked. */
static const char *repetition_in(const struct canvas *canvas, const struct binding *binding) {
    const struct asked *asked = canvas->moment->asked;
    size_t count = asked != NULL && asked->kind == QUESTION_SHAPE ? 0 : binding->node_count;
    for (size_t i = 0; i < count; i++) {
        const struct expression *node = binding->nodes[i].expression;
        bool is_by_element = node->kind == EXPRESSION_ADD || node->kind == EXPRESSION_SUBTRACT ||
                             node->kind == EXPRESSION_HADAMARD ||
                             node->kind == EXPRESSION_HADAMARD_QUOTIENT;
        const struct shape whole = binding->nodes[i].shape;
        for (size_t k = 0; is_by_element && k < node->operand_count; k++) {
            struct shape part = binding->nodes[node->operands[k]->id].shape;
            bool is_row = part.rows == 1 && whole.rows > 1 && part.columns > 1;
            bool is_column = part.columns == 1 && whole.columns > 1 && part.rows > 1;
            if (is_row || is_column) {
                size_t times = is_row ? whole.rows : whole.columns;
                return STRING_FILL(canvas->arena, canvas->language,
                                   is_row ? STRING_ROW_REPEATED : STRING_COLUMN_REPEATED,
                                   number_count_text(canvas->arena, (long)times));
            }
        }
    }
    return NULL;
}

/* That the shapes agree, or that there is no way on. */
struct remark {
    struct text_style style;
    const char *text, *sign; /* the sign alone, where there is no room */
    float width, left;       /* and from where on a line has room for it */
};

static struct remark remark_create(const struct canvas *canvas, const struct binding *binding,
                                   const struct board_fit *fit) {
    const struct layout *layout = canvas->layout;
    bool is_stuck = canvas->moment->is_stuck, is_bad = is_stuck || canvas->moment->trouble != NULL;
    struct text_style style =
        canvas_style(canvas, FACE_PROSE, layout->small, is_bad ? COLOR_BAD : COLOR_GOOD);
    const char *repetition = is_bad ? NULL : repetition_in(canvas, binding);
    enum string_id own = is_stuck ? STRING_STUCK
                         : is_bad ? STRING_FORM_BROKEN
                                  : STRING_SHAPES_AGREE;
    const char *text = repetition != NULL ? repetition : string_get(canvas->language, own);
    return (struct remark){.style = style,
                           .text = text,
                           .sign = is_bad ? "✗" : "✓",
                           .width = canvas_text_width(canvas, style.face, style.size, text),
                           .left = board_fit_right(fit) + LAYOUT_INDENT * layout->unit};
}

static bool is_beside(const struct remark *remark, float width) {
    return remark->left + remark->width <= width;
}

/* At the end of the line of shapes. Below, where the line is full; the sign alone, where there is
 * no room below either. Returns where it ends. */
static float draw_remark(const struct canvas *canvas, struct rect rest, struct board_drawn drawn,
                         const struct remark *remark) {
    const struct layout *layout = canvas->layout;
    const struct text_style style = remark->style;
    if (is_beside(remark, rest.width)) {
        canvas_text(canvas,
                    (struct text_anchor){rest.x + rest.width, drawn.bottom - drawn.caption / 2,
                                         ALIGN_RIGHT},
                    style, remark->text, QUANTITY_NONE);
        return drawn.bottom;
    }
    struct rect row = {rest.x, drawn.bottom, rest.width, layout->small * PARAGRAPH_LINE};
    if (row.y + row.height <= rest.y + rest.height) {
        canvas_text_within(canvas, row, ALIGN_RIGHT, style, CANVAS_LEAST_WHOLE, remark->text);
        return row.y + row.height;
    }
    float width = canvas_text_width(canvas, style.face, style.size, remark->sign);
    if (drawn.right + layout->unit + width <= rest.x + rest.width) {
        canvas_text(canvas,
                    (struct text_anchor){drawn.right + layout->unit,
                                         drawn.bottom - drawn.caption / 2, ALIGN_LEFT},
                    style, remark->sign, QUANTITY_NONE);
    }
    return drawn.bottom;
}

/* The formula above, its values below it, and what becomes of them. */
static void draw_formula(const struct canvas *canvas, struct rect rest,
                         const struct equation *formula, const struct board_fit *fit) {
    bool is_whole =
        canvas->moment->look.level <= LEVEL_OPERATION && canvas->moment->at.element == 0;
    const struct remark remark = remark_create(canvas, &formula->operation->binding, fit);
    float bottom = draw_remark(canvas, rest, board_fit_draw(fit, rest), &remark);
    rect_cut_top(&rest, bottom - rest.y);
    struct board_fit below;
    if (is_whole && board_fit_last(&below, fit, rest.width, rest.height)) {
        float left = fit->relation - below.numbers.row.items[0].box.width / 2;
        bool has_room = left > 0 && left + below.numbers.width <= rest.width;
        rect_cut_left(&rest, has_room ? left : 0);
        board_fit_draw(&below, rest);
    }
}

/* How high the strip may be below values that stand at the places of a lesson, with all that is
 * drawn below them at the level of operations: at the others it stays as high. */
static float strip_below(const struct canvas *canvas, const struct equation *formula,
                         const struct board_fit *fit, const struct board_plan *plan,
                         struct rect rest) {
    if (fit->axis <= 0 || canvas->moment->question.standing != NULL) {
        return plan->strip_low; /* an answer may be wider than its "?": nothing is to move */
    }
    const struct layout *layout = canvas->layout;
    const struct remark remark = remark_create(canvas, &formula->operation->binding, fit);
    float bottom = board_steady_bottom(fit, rest.width, rest.height) + layout->unit;
    bottom += is_beside(&remark, rest.width) ? 0 : layout->small * PARAGRAPH_LINE;
    return bottom + plan->strip <= rest.height ? plan->strip : plan->strip_low;
}

/* The formula of one element, and below it the arithmetic of each. */
static void draw_elements(const struct canvas *canvas, struct rect rest,
                          const struct equation *formula) {
    enum { MOST_LINES = 3 };
    const struct layout *layout = canvas->layout;
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    telling_equation(&telling, formula);
    paragraph_add_telling(&paragraph, &telling);
    struct rect place = rest;
    place.height *= equation_share;
    float size = paragraph_fit(&paragraph, layout->formula, layout->legible, MOST_LINES, place);
    rect_cut_top(&rest, paragraph_draw(&paragraph, size, place) + layout->unit);
    element_form_draw(canvas, rest, formula->operation);
}

/* The strip below: of the term in question, or of one element. */
static void draw_strip(const struct canvas *canvas, struct rect strip,
                       const struct equation *formula, const struct board_plan *plan,
                       float relation) {
    struct term_view panel;
    if (canvas->moment->focus->is_shown) {
        term_view_create(&panel, canvas, formula, strip);
        term_view_draw(&panel, strip);
    } else {
        const struct strip_sizes sizes = {
            .usual = fmaxf(plan->number, canvas->layout->large),
            .largest = fmaxf(plan->formula, canvas->layout->formula),
            .relation = relation > 0 ? strip.x + relation : 0,
        };
        strip_view_draw(canvas, strip, &sizes);
    }
}

/* Whether the strip takes the room of a small matrix's numbers. In a hall, and where the strip is
 * what is looked at, it stays. */
static bool is_folded(const struct canvas *canvas, const struct board_fit *fit) {
    const struct moment *moment = canvas->moment;
    return board_set_leaves_out(fit) && !canvas->layout->is_for_hall && !moment->focus->is_shown &&
           moment->asked == NULL;
}

/* In a hall what leaves a small matrix all of its numbers: a strip that is as low as one line that
 * can be read; else numbers, too, that stand close. */
static void make_room_for_all(struct board_plan *plan, struct board_fit *fit,
                              const struct canvas *canvas, const struct filled *values,
                              struct rect whole) {
    const struct layout *layout = canvas->layout;
    const struct canvas *canvases[] = {canvas, board_planning_spaced(canvas, true)};
    for (size_t i = 0; i < 2 && layout->is_for_hall && board_set_leaves_out(fit); i++) {
        struct board_plan lower = *plan;
        struct board_fit other;
        lower.strip_low = fminf(board_plan_least_strip(layout), plan->strip_low);
        lower.strip = lower.strip_low;
        if (board_steady_fit(&other, canvases[i], values, &lower, whole.width,
                             whole.height - lower.strip_low - layout->unit) &&
            !board_set_leaves_out(&other)) {
            *plan = lower;
            *fit = other;
        }
    }
}

/* The formula with its values above the strip, at the places that the lesson has for them. */
static void draw_with_strip(const struct canvas *canvas, struct rect rest,
                            const struct equation *formula) {
    struct filled values = filled_equation_create(formula);
    struct board_plan plan;
    board_plan_create(&plan, canvas, rest.width, rest.height);
    const struct rect whole = rest;
    rect_cut_bottom(&rest, plan.strip_low);
    rect_cut_bottom(&rest, canvas->layout->unit);
    struct board_fit fit, alone;
    /* Of what a hall is asked about no element is worked out: the numbers have that room. */
    if (canvas->moment->question.has_hall_options &&
        board_steady_fit_alone(&alone, canvas, &values, &plan, whole.width, whole.height)) {
        draw_formula(canvas, whole, formula, &alone);
        return;
    }
    bool fits = board_steady_fit(&fit, canvas, &values, &plan, rest.width, rest.height);
    if (fits) {
        make_room_for_all(&plan, &fit, canvas, &values, whole);
    }
    if ((!fits || is_folded(canvas, &fit)) &&
        board_steady_fit_alone(&alone, canvas, &values, &plan, whole.width, whole.height) &&
        !is_folded(canvas, &alone)) {
        draw_formula(canvas, whole, formula, &alone);
        return;
    }
    rest = whole;
    float height = fits ? strip_below(canvas, formula, &fit, &plan, rest) : plan.strip_low;
    draw_strip(canvas, rect_cut_bottom(&rest, height), formula, &plan, fits ? fit.relation : 0);
    rect_cut_bottom(&rest, canvas->layout->unit);
    if (fits) {
        draw_formula(canvas, rest, formula, &fit);
    }
}

static void draw_operation(const struct canvas *canvas, struct rect panel,
                           const struct operation *operation) {
    struct rect title;
    struct rect rest = board_plan_below_title(canvas->layout, panel, &title);
    draw_title(canvas, title, operation);
    const struct focus *focus = canvas->moment->focus;
    struct equation formula =
        equation_create(canvas->moment, operation, focus->is_shown ? &focus->node : NULL);
    if (form_kind(canvas, operation) == FORM_ELEMENT) {
        draw_elements(canvas, rest, &formula);
    } else {
        draw_with_strip(canvas, rest, &formula);
    }
}

/* ---- the beginning ---- */

struct fact {
    enum string_id label;
    const char *text;
};

static const char *sizes_text(const struct canvas *canvas) {
    const struct network *network = &canvas->moment->program->lesson->network;
    struct text_builder text;
    text_begin(&text, canvas->arena);
    for (size_t layer = 0; layer <= network->layer_count; layer++) {
        text_append_format(&text, "%s%zu", layer > 0 ? "-" : "", network_units(network, layer));
    }
    return text.bytes;
}

/* "sigmoid" for all layers alike, or "tanh, sigmoid" from the first to the last. */
static const char *activations_text(const struct canvas *canvas) {
    const struct program *program = canvas->moment->program;
    size_t count = program->lesson->network.layer_count;
    const char **names = ARENA_ARRAY(canvas->arena, const char *, count);
    bool is_one = true;
    for (size_t i = 0; i < count; i++) {
        names[i] = program_has_own_activation(program, i + 1)
                       ? string_get(canvas->language, STRING_SUMMARY_OWN_FORMULA)
                       : activation_names[program->lesson->network.layers[i].activation];
        is_one = is_one && strcmp(names[i], names[0]) == 0;
    }
    struct text_builder text;
    text_begin(&text, canvas->arena);
    for (size_t i = 0; i < (is_one ? 1 : count); i++) {
        text_append_format(&text, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    return text.bytes;
}

static const char *loss_text(const struct canvas *canvas) {
    const struct program *program = canvas->moment->program;
    return string_get(canvas->language, program_has_own_loss(program)
                                            ? STRING_SUMMARY_OWN_FORMULA
                                            : string_of_loss(program->lesson->loss));
}

/* A lesson whose own formulas have other rates says so: the note's stands in none of them. */
static const char *rate_text(const struct canvas *canvas) {
    const struct program *program = canvas->moment->program;
    const int rate = program_find_tensor(program, ROLE_RATE, -1);
    bool is_read = false;
    for (long i = 0; i < program->operation_count; i++) {
        const struct binding *binding = &program->operations[i].binding;
        for (size_t k = 0; k < binding->node_count; k++) {
            is_read = is_read || program_node_tensor(program, binding, k) == rate;
        }
    }
    return is_read ? number_exact_text(canvas->arena, program->learning_rate)
                   : string_get(canvas->language, STRING_SUMMARY_OWN_FORMULA);
}

static const char *samples_text(const struct canvas *canvas) {
    const struct lesson *lesson = canvas->moment->program->lesson;
    const char *count = number_count_text(canvas->arena, (long)lesson->sample_count);
    if (lesson->batch_size == lesson->sample_count) {
        return count;
    }
    return STRING_FILL(canvas->arena, canvas->language, STRING_SUMMARY_BATCH, count,
                       number_count_text(canvas->arena, (long)lesson->batch_size));
}

static void draw_fact(const struct canvas *canvas, struct rect row, float label_width,
                      struct fact fact) {
    float size = canvas->layout->normal;
    struct rect label = rect_cut_left(&row, label_width);
    canvas_text_within(canvas, label, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM), CANVAS_LEAST_WHOLE,
                       string_get(canvas->language, fact.label));
    rect_cut_left(&row, 2 * canvas->layout->unit);
    canvas_text_within(canvas, row, ALIGN_LEFT, canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT),
                       CANVAS_LEAST_WHOLE, fact.text);
}

static void draw_facts(const struct canvas *canvas, struct rect *rest) {
    const struct lesson *lesson = canvas->moment->program->lesson;
    const struct program *program = canvas->moment->program;
    const struct fact facts[] = {
        {STRING_SUMMARY_TIME, STRING_FILL(canvas->arena, canvas->language, STRING_MINUTES,
                                          number_count_text(canvas->arena, lesson->minutes))},
        {STRING_SUMMARY_NETWORK, sizes_text(canvas)},
        {STRING_SUMMARY_ACTIVATIONS, activations_text(canvas)},
        {STRING_SUMMARY_LOSS, loss_text(canvas)},
        {STRING_SUMMARY_RATE, rate_text(canvas)},
        {STRING_SUMMARY_DATA, samples_text(canvas)},
        {STRING_SUMMARY_RUN,
         STRING_FILL(canvas->arena, canvas->language, STRING_SUMMARY_STEPS,
                     number_count_text(canvas->arena, program->iterations),
                     number_count_text(canvas->arena, program->operation_count))},
        {STRING_SUMMARY_NOTATION, program->notation->title.in[canvas->language]},
    };
    const struct fact *first = facts + (lesson->minutes == 0);
    size_t count = sizeof facts / sizeof *facts - (size_t)(first - facts);
    /* the last ones give way where there is no room for legible rows */
    size_t room = (size_t)(rest->height / (canvas->layout->legible * fact_line));
    count = count < room ? count : room;
    float size = canvas->layout->normal;
    float widest = 0;
    for (size_t i = 0; i < count; i++) {
        const char *label = string_get(canvas->language, first[i].label);
        widest = fmaxf(widest, canvas_text_width(canvas, FACE_PROSE, size, label));
    }
    float row_height = fminf(size * fact_line, rest->height / (float)count);
    for (size_t i = 0; i < count; i++) {
        draw_fact(canvas, rect_cut_top(rest, row_height), fminf(widest + 1, rest->width / 2),
                  first[i]);
    }
}

/* The lesson's title, where the header does not say it. */
static void draw_lesson_title(const struct canvas *canvas, struct rect *rest) {
    const struct layout *layout = canvas->layout;
    const struct localized_text *title = &canvas->moment->program->lesson->title;
    if (layout_has_title(layout)) {
        return;
    }
    canvas_text_within(canvas, rect_cut_top(rest, layout->large * PARAGRAPH_LINE), ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE_BOLD, layout->large, COLOR_TEXT),
                       CANVAS_LEAST_WHOLE, title->in[canvas->language]);
    rect_cut_top(rest, layout->unit);
}

static void draw_beginning(const struct canvas *canvas, struct rect rest) {
    const struct layout *layout = canvas->layout;
    const struct lesson *lesson = canvas->moment->program->lesson;
    draw_lesson_title(canvas, &rest);
    struct rect begin = rect_cut_bottom(&rest, layout->normal * PARAGRAPH_LINE);
    struct paragraph summary;
    paragraph_begin(&summary, canvas);
    if (*lesson->goal.in[canvas->language] != '\0') {
        paragraph_add(&summary, FACE_PROSE_BOLD, canvas_color(canvas, COLOR_TEXT),
                      lesson->goal.in[canvas->language]);
        paragraph_end_line(&summary);
    }
    /* what it says of z and a is true of the notation that it was written in */
    if (*lesson->summary.in[canvas->language] != '\0' &&
        strcmp(canvas->moment->program->notation->id, lesson->notation) != 0) {
        paragraph_add(&summary, FACE_PROSE, canvas_color(canvas, COLOR_TEXT_DIM),
                      string_get(canvas->language, STRING_SUMMARY_OWN_NOTATION));
    }
    paragraph_add(&summary, FACE_PROSE, canvas_color(canvas, COLOR_TEXT),
                  lesson->summary.in[canvas->language]);
    struct rect place = rest;
    place.height *= summary_share;
    float size = paragraph_fit(&summary, layout->normal, layout->small * least_summary, 12, place);
    rect_cut_top(&rest, paragraph_draw(&summary, size, place) + 2 * layout->unit);
    rect_cut_bottom(&rest, layout->unit);
    draw_facts(canvas, &rest);
    if (canvas->moment->asked != NULL) { /* beginning would pass the question by */
        return;
    }
    scene_button_add(canvas->scene, begin, ACTION_NEXT);
    canvas_text_within(canvas, begin, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE_BOLD, layout->normal, COLOR_FORWARD),
                       CANVAS_LEAST_WHOLE, string_get(canvas->language, STRING_PRESS_TO_BEGIN));
}

void board_view_draw(const struct canvas *canvas, struct rect panel) {
    canvas_panel(canvas, panel);
    const struct operation *operation = canvas->moment->operation;
    if (operation == NULL) {
        draw_beginning(canvas, board_plan_page(canvas->layout, panel));
    } else {
        draw_operation(canvas, panel, operation);
    }
}
