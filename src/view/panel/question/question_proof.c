#include "view/panel/question/question_proof.h"

#include "session/ask/session_ask.h"
#include "session/session_look.h"
#include "session/strings.h"
#include "tell/answer/question_told.h"
#include "view/draw/paragraph/paragraph_telling.h"

#include <math.h>

static const float below_title = 1.5F; /* units */

/* And what is to come. As large as all lines have room; smaller than what is legible rather than
 * not all of them. */
static void draw_lines(const struct canvas *canvas, const struct asked *asked, struct rect rect) {
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    struct paragraph paragraph;
    question_told_add_lines(&telling, asked);
    telling_quiet(&telling, "?");
    paragraph_begin(&paragraph, canvas);
    paragraph_add_telling(&paragraph, &telling);
    const struct layout *layout = canvas->layout;
    float size = paragraph_fit(&paragraph, layout->formula, layout->legible / 2,
                               asked->subject.line_count + 1, rect);
    paragraph_draw(&paragraph, size, rect);
}

static void draw_words(const struct canvas *canvas, struct rect row, float size,
                       const char *words) {
    canvas_text_within(canvas, row, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM), CANVAS_LEAST, words);
}

bool question_proof_draw(const struct canvas *canvas, const struct session *session,
                         struct rect board) {
    const struct layout *layout = canvas->layout;
    const struct asked *asked = session_ask_now(session);
    if (!session_ask_is_open(session) || session_proof(session) != NULL ||
        asked->subject.line_count == 0) {
        return false;
    }
    canvas_panel(canvas, board);
    struct rect inner = rect_inset(board, 2 * LAYOUT_PAD * layout->unit);
    const struct operation *operation = canvas->moment->operation;
    if (operation != NULL) {
        draw_words(canvas, rect_cut_top(&inner, LAYOUT_ROW * layout->normal), layout->normal,
                   operation->title->in[canvas->language]);
    }
    draw_words(canvas, rect_cut_top(&inner, LAYOUT_ROW * layout->small), layout->small,
               string_get(canvas->language, STRING_ASK_LINES));
    rect_cut_top(&inner, fminf(below_title * layout->unit, inner.height / 2));
    draw_lines(canvas, asked, inner);
    return true;
}
