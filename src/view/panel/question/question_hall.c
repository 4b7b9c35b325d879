#include "view/panel/question/question_hall.h"

#include "session/ask/session_ask.h"
#include "session/session_look.h"
#include "view/draw/scene_button.h"
#include "view/panel/question/question_options.h"

/* Of the board's height: words need two rows, numbers one, and what they are of is on the board. */
static const float share_of_words = 0.38F, share_of_numbers = 0.26F;

void question_hall_draw(const struct canvas *canvas, const struct session *session,
                        struct rect *board) {
    const struct layout *layout = canvas->layout;
    if (!canvas->moment->has_hall_options) {
        return;
    }
    bool is_number = session_ask_now(session)->kind == QUESTION_VALUE;
    float share = is_number ? share_of_numbers : share_of_words;
    struct rect rect = rect_cut_bottom(board, share * board->height);
    rect_cut_bottom(board, LAYOUT_GAP * layout->unit);
    if (canvas->scene->answer == NULL) {
        canvas->scene->answer = ARENA_NEW(canvas->arena, struct scene_answer);
    }
    const struct question_sight told = {canvas->moment, session_script(session),
                                        session_ask_now(session)};
    question_options_draw(canvas, &told, rect,
                          question_options_size(canvas, &told, rect, layout->large));
}
