#include "view/panel/question/question_hall.h"

#include "session/ask/session_ask.h"
#include "session/session_look.h"
#include "view/draw/scene_button.h"
#include "view/panel/question/question_options.h"

static const float share = 0.38F; /* of the board's height */

void question_hall_draw(const struct canvas *canvas, const struct session *session,
                        struct rect *board) {
    const struct layout *layout = canvas->layout;
    if (!session_ask_is_for_hall(session) || session_ask_now(session)->is_skipped) {
        return;
    }
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
