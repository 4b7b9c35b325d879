#include "view/stage/stage.h"

#include "session/ask/session_ask.h"
#include "step/derived/derived.h"
#include "step/focus.h"
#include "view/board/board_view.h"
#include "view/derivation/derivation_view.h"
#include "view/draw/math_view.h"
#include "view/draw/scene_button.h"
#include "view/draw/width_shelf.h"
#include "view/network/network_view.h"
#include "view/panel/header_view.h"
#include "view/panel/help_view.h"
#include "view/panel/hint_view.h"
#include "view/panel/narration_view.h"
#include "view/panel/question/question_compare.h"
#include "view/panel/question/question_formula.h"
#include "view/panel/question/question_hall.h"
#include "view/panel/question/question_proof.h"
#include "view/panel/timeline_view.h"
#include "view/plot/loss_view.h"
#include "view/stage/asked_mark.h"
#include "view/stage/card.h"
#include "view/stage/light.h"
#include "view/stage/tip.h"

#include <string.h>

static const color_argb blank_colors[] = {
    [BLANK_NOTHING] = 0, [BLANK_BLACK] = 0xFF000000, [BLANK_WHITE] = 0xFFFFFFFF};

struct layout stage_layout(const struct session *session, struct stage_size size) {
    struct layout layout =
        layout_create((float)size.width, (float)size.height, session_settings(session)->text_scale);
    layout_make_room_for_board(&layout, session_program(session)->lesson->network.layer_count + 1);
    if (session_program(session)->iterations > 1) {
        layout_make_room_for_iterations(&layout);
        layout_make_room_for_loss(&layout);
    }
    return layout;
}

void stage_begin(struct stage *ret, const struct session *session, struct stage_size size,
                 const struct text_metrics *metrics, struct scene *scene, struct arena *arena) {
    const struct session_settings *settings = session_settings(session);
    const struct theme *theme = theme_get(settings->theme);
    scene_begin(scene, arena, (float)size.width, (float)size.height,
                theme->colors[COLOR_BACKGROUND]);
    ret->layout = stage_layout(session, size);
    ret->moment = moment_create(session, arena);
    ret->canvas = (struct canvas){
        .scene = scene,
        .arena = arena,
        .metrics = metrics,
        .layout = &ret->layout,
        .moment = &ret->moment,
        .theme = theme,
        .language = settings->language,
        .memo = session_memo(session),
        .shelf = math_view_shelf(arena),
        .widths = width_shelf_create(arena),
    };
}

/* What is drawn of a single sample is, in the run, that sample of several. */
static void take_sample(const struct canvas *canvas, const struct proof *proof, size_t from) {
    if (!proof->derivation->choice.is_of_one_sample) {
        return;
    }
    for (size_t i = from; i < canvas->scene->count; i++) {
        struct quantity *quantity = &canvas->scene->items[i].quantity;
        *quantity = quantity_with_sample(canvas->moment->program, *quantity, proof->sample);
    }
}

/* Dots on the board, where numbers of a matrix have no room. */
static bool leaves_out(const struct scene *scene, size_t from, struct rect board) {
    for (size_t i = from; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && item->bounds.y < board.y + board.height &&
            (strcmp(item->text, "⋯") == 0 || strcmp(item->text, "⋮") == 0)) {
            return true;
        }
    }
    return false;
}

/* The board, and the options below it: lower ones where the board then is whole. */
static void draw_board(const struct session *session, const struct stage *stage,
                       struct canvas *canvas, struct moment *moment) {
    const struct scene before = *canvas->scene;
    const size_t last = QUESTION_HALL_HEIGHTS; /* behind the lowest the first one is taken */
    for (size_t try = 0; try <= last; try++) {
        struct rect board = stage->layout.board;
        *canvas->scene = before;
        if (try > 0 && try < last && !question_hall_fits(&stage->canvas, session, try, board)) {
            continue;
        }
        moment->question.has_hall_options =
            question_hall_draw(&stage->canvas, session, try % last, &board);
        if (!question_formula_draw(canvas, session, board) &&
            !question_proof_draw(canvas, session, board)) {
            board_view_draw(canvas, board);
        }
        if (!moment->question.has_hall_options || !leaves_out(canvas->scene, before.count, board)) {
            return;
        }
    }
}

/* Network and board: of the operation, or of the newest line of its derivation. */
static void draw_middle(const struct session *session, const struct stage *stage) {
    const struct layout *layout = &stage->layout;
    const struct network_plots plots = {session_map(session), session_fit(session)};
    const struct proof *proof = session_proof(session);
    struct moment moment = derived_now(&stage->moment, proof);
    struct canvas canvas = stage->canvas;
    size_t from = canvas.scene->count;
    canvas.moment = &moment;
    if (layout->network.width > 0) {
        network_view_draw(&canvas, &plots, layout->network);
    }
    if (proof == NULL) {
        draw_board(session, stage, &canvas, &moment);
        return;
    }
    struct rect board = layout->board;
    question_hall_draw(&stage->canvas, session, 0, &board);
    derivation_view_draw(&stage->canvas, proof, board);
    take_sample(&stage->canvas, proof, from);
}

/* The lesson is about to ask at the loss of this iteration: until then the curve does not tell. */
static bool asks_at_loss(const struct session *session, const struct moment *moment) {
    enum { MOST_STOPS = 16 };
    const struct program *program = moment->program;
    const int loss = program_find_tensor(program, ROLE_LOSS, -1);
    struct program_place place = moment->place;
    if (session_ask_mode(session) == ASK_NOTHING || session_script(session) == NULL ||
        program_is_written(program, loss, place.done)) {
        return false;
    }
    struct script_stop stops[MOST_STOPS];
    place = place_of_step(program, (place.iteration - 1) * program->operation_count +
                                       program->tensors[loss].first_write + 1);
    size_t count = script_stops_at(session_script(session), place, stops, MOST_STOPS);
    bool asks = false;
    for (size_t i = 0; i < count; i++) {
        asks = asks || stops[i].stop->question != NULL;
    }
    return asks;
}

static void draw_parts(const struct session *session, const struct stage *stage) {
    const struct canvas *canvas = &stage->canvas;
    const struct layout *layout = &stage->layout;
    header_view_draw(canvas, layout->header);
    draw_middle(session, stage);
    narration_view_draw(canvas, session, layout->narration);
    timeline_view_draw(canvas, session, layout->timeline);
    const bool is_predicted = session_ask_mode(session) == ASK_EVERY_STEP ||
                              canvas->moment->asked != NULL ||
                              asks_at_loss(session, &stage->moment);
    loss_view_draw(canvas, session_history(session), is_predicted, layout->loss);
    hint_view_draw(canvas, session, layout->hints);
}

void stage_build_pointed(const struct session *session, struct stage_size size,
                         struct scene_point pointer, const struct text_metrics *metrics,
                         struct arena *arena, struct scene *ret) {
    const struct session_settings *settings = session_settings(session);
    const struct rect window = {0, 0, (float)size.width, (float)size.height};
    if (settings->blank != BLANK_NOTHING) {
        scene_begin(ret, arena, window.width, window.height, blank_colors[settings->blank]);
        scene_button_add_cover(ret, window);
        return;
    }
    struct stage stage;
    stage_begin(&stage, session, size, metrics, ret, arena);
    if (settings->is_help_open) {
        scene_button_add_cover(ret, window);
        help_view_draw(&stage.canvas, session);
        return;
    }
    draw_parts(session, &stage);
    if (session_proof(session) == NULL) {
        question_compare_draw(&stage.canvas, session, stage.layout.board);
    }
    struct lights lights = light_of_session(session, pointer);
    if (session_proof(session) == NULL) { /* bars in a derivation mean what is new */
        lights.focused = focus_of_lesson(arena, session_script(session), stage.moment.program,
                                         stage.moment.place);
    }
    const bool *operands = asked_mark_operands(&stage.canvas, session);
    lights.focused = operands != NULL ? operands : lights.focused;
    asked_mark_draw(&stage.canvas, session);
    light_draw(&stage.canvas, &lights);
    card_draw(&stage.canvas, &lights);
    tip_draw(&stage.canvas, session, pointer);
}

void stage_build(const struct session *session, struct stage_size size,
                 const struct text_metrics *metrics, struct arena *arena, struct scene *ret) {
    stage_build_pointed(session, size, (struct scene_point){0}, metrics, arena, ret);
}

/* ---- handles ---- */

static bool holds(struct rect rect, float x, float y) {
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

enum stage_handle stage_handle_at(const struct session *session, struct stage_size size, float x,
                                  float y) {
    const struct session_settings *settings = session_settings(session);
    struct layout layout = stage_layout(session, size);
    if (settings->blank != BLANK_NOTHING || settings->is_help_open) {
        return HANDLE_NONE;
    }
    if (holds(layout.loss, x, y)) {
        return HANDLE_LOSS;
    }
    if (holds(timeline_view_bar(&layout, session_program(session)), x, y)) {
        return HANDLE_ITERATIONS;
    }
    return holds(layout.timeline, x, y) ? HANDLE_OPERATIONS : HANDLE_NONE;
}

/* The same operation as now, or the last one at the beginning of the run. */
static long step_in(const struct moment *moment, long iteration) {
    long count = moment->program->operation_count;
    long done = moment->place.done;
    return (iteration - 1) * count + (done > 0 ? done : count);
}

static long step_of(const struct stage *stage, const struct session *session,
                    enum stage_handle handle, float x) {
    const struct moment *moment = &stage->moment;
    const struct canvas *canvas = &stage->canvas;
    const struct layout *layout = &stage->layout;
    switch (handle) {
    case HANDLE_OPERATIONS:
        return (moment->place.iteration - 1) * moment->program->operation_count +
               timeline_view_operation_at(canvas, layout->timeline, x) + 1;
    case HANDLE_ITERATIONS:
        return step_in(moment, timeline_view_iteration_at(canvas, layout->timeline, x));
    case HANDLE_LOSS:
        return step_in(moment,
                       loss_view_iteration_at(canvas, session_history(session), layout->loss, x));
    case HANDLE_NONE:
        break;
    }
    return moment->at.step;
}

long stage_handle_step(const struct session *session, struct stage_size size,
                       const struct text_metrics *metrics, enum stage_handle handle, float x) {
    struct arena *arena = arena_create();
    struct scene nothing;
    struct stage stage;
    stage_begin(&stage, session, size, metrics, &nothing, arena);
    long step = step_of(&stage, session, handle, x);
    arena_destroy(arena);
    return step;
}
