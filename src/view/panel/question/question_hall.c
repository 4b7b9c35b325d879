#include "view/panel/question/question_hall.h"

#include "session/ask/session_ask.h"
#include "session/session_look.h"
#include "view/draw/scene_button.h"
#include "view/panel/question/question_options.h"
#include "view/panel/question/question_view.h"

#include <assert.h>

/* Of the board's height: words need two rows, numbers one, and what they are of is on the board. */
static const float shares_of_words[] = {0.38F, 0.28F, 0.2F};
static const float shares_of_numbers[] = {0.26F, 0.19F, 0.14F};
static const float shares_of_signs[] = {0.16F, 0.13F, 0.1F}; /* and shapes: all in one row */
static_assert(sizeof shares_of_words / sizeof *shares_of_words == QUESTION_HALL_HEIGHTS &&
                  sizeof shares_of_numbers == sizeof shares_of_words &&
                  sizeof shares_of_signs == sizeof shares_of_words,
              "a share for each height");

/* With what stands in matrices; before a hall the numbers they are of have to stay whole. */
static const float shares_of_lines[] = {0.55F, 0.42F, 0.28F};

static float share_of(const struct canvas *canvas, const struct session *session, size_t height) {
    const bool is_for_hall = canvas->moment->question.has_hall_options;
    const enum question_kind kind = session_ask_now(session)->kind;
    if (kind == QUESTION_LINE && !is_for_hall && session_proof(session) == NULL) {
        return shares_of_lines[height];
    }
    if (kind == QUESTION_SIGN || kind == QUESTION_SHAPE) {
        return shares_of_signs[height];
    }
    bool is_low = !is_for_hall || kind == QUESTION_VALUE;
    return is_low ? shares_of_numbers[height] : shares_of_words[height];
}

static float most_size(const struct canvas *canvas) {
    return canvas->moment->question.has_hall_options ? canvas->layout->large
                                                     : canvas->layout->normal;
}

bool question_hall_fits(const struct canvas *canvas, const struct session *session, size_t height,
                        struct rect board) {
    struct asked revealed = *session_ask_now(session);
    revealed.is_settled = true;
    const struct question_sight told = {canvas->moment, session_script(session), &revealed};
    const struct rect rect =
        rect_cut_bottom(&board, share_of(canvas, session, height) * board.height);
    float size = question_options_size(canvas, &told, rect, most_size(canvas));
    return question_options_fit(canvas, &told, rect, size);
}

bool question_hall_draw(const struct canvas *canvas, const struct session *session, size_t height,
                        struct rect *board) {
    if (!canvas->moment->question.has_hall_options &&
        !question_view_has_options_above(canvas, session)) {
        return false;
    }
    struct rect rect = rect_cut_bottom(board, share_of(canvas, session, height) * board->height);
    rect_cut_bottom(board, LAYOUT_GAP * canvas->layout->unit);
    if (canvas->scene->answer == NULL) {
        canvas->scene->answer = ARENA_NEW(canvas->arena, struct scene_answer);
    }
    const struct question_sight told = {canvas->moment, session_script(session),
                                        session_ask_now(session)};
    struct asked revealed;
    const struct question_sight planned = question_options_planned(&told, &revealed);
    question_options_draw(canvas, &told, rect,
                          question_options_size(canvas, &planned, rect, most_size(canvas)));
    return true;
}
