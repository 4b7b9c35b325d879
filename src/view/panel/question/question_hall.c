#include "view/panel/question/question_hall.h"

#include "session/ask/session_ask.h"
#include "session/session_look.h"
#include "view/draw/scene_button.h"
#include "view/panel/question/question_options.h"
#include "view/panel/question/question_view.h"

/* Of the board's height: words need two rows, numbers one, and what they are of is on the board. */
static const float share_of_words = 0.38F, share_of_numbers = 0.26F;

bool question_hall_draw(const struct canvas *canvas, const struct session *session,
                        struct rect *board) {
    const struct layout *layout = canvas->layout;
    const bool is_for_hall = canvas->moment->has_hall_options;
    if (!is_for_hall && !question_view_has_options_above(canvas, session)) {
        return false;
    }
    bool is_low = !is_for_hall || session_ask_now(session)->kind == QUESTION_VALUE;
    float share = is_low ? share_of_numbers : share_of_words;
    struct rect rect = rect_cut_bottom(board, share * board->height);
    rect_cut_bottom(board, LAYOUT_GAP * layout->unit);
    if (canvas->scene->answer == NULL) {
        canvas->scene->answer = ARENA_NEW(canvas->arena, struct scene_answer);
    }
    const struct question_sight told = {canvas->moment, session_script(session),
                                        session_ask_now(session)};
    float most = is_for_hall ? layout->large : layout->normal;
    question_options_draw(canvas, &told, rect, question_options_size(canvas, &told, rect, most));
    return true;
}
