#include "view/stage/asked_mark.h"

#include "session/ask/session_ask.h"

#include <math.h>
#include <string.h>

static const float frame_stroke = 2.5F / 8;             /* units */
static const float frame_pad = 0.3F, frame_high = 1.3F; /* em */

static struct rect frame_of(const struct scene_item *item) {
    float high = frame_high * item->size;
    float wide = fmaxf(item->bounds.width + 2 * frame_pad * item->size, high);
    float x = item->bounds.x + item->bounds.width / 2;
    float y = item->bounds.y + item->bounds.height / 2;
    return (struct rect){x - wide / 2, y - high / 2, wide, high};
}

static bool is_of_board(const struct canvas *canvas, const struct scene_item *item) {
    const struct rect board = canvas->layout->board;
    return item->bounds.x >= board.x && item->bounds.x < board.x + board.width &&
           item->bounds.y >= board.y && item->bounds.y < board.y + board.height;
}

void asked_mark_draw(const struct canvas *canvas, const struct session *session) {
    const struct program *program = canvas->moment->program;
    const struct asked *now = session_ask_is_open(session) ? session_ask_now(session) : NULL;
    if (now == NULL || now->term > 0 || !asked_tells_place(now)) {
        return; /* a term's numbers are no tensor's */
    }
    struct quantity asked = quantity_normal(program, now->subject.quantity);
    const struct operation *operation = canvas->moment->operation;
    enum theme_color pass = theme_pass_color(operation != NULL ? operation->pass : PASS_FORWARD);
    size_t count = canvas->scene->count;
    for (size_t i = 0; i < count && !quantity_is_none(asked); i++) {
        struct scene_item *item = &canvas->scene->items[i];
        bool is_hidden = item->kind == SCENE_TEXT && strcmp(item->text, "?") == 0;
        if (is_hidden && quantity_equal(quantity_normal(program, item->quantity), asked)) {
            item->face = FACE_BOLD;
            item->color = canvas_color(canvas, COLOR_TEXT);
            if (is_of_board(canvas, item)) {
                struct rect frame = frame_of(item);
                canvas_box(canvas, frame, frame_pad * frame.height, 0,
                           fmaxf(roundf(frame_stroke * canvas->layout->unit), 1),
                           canvas_color(canvas, pass));
            }
        }
    }
}

const bool *asked_mark_operands(const struct canvas *canvas, const struct session *session) {
    const struct program *program = canvas->moment->program;
    const struct asked *asked = session_ask_now(session);
    if (!session_ask_is_open(session) || asked->hints == 0 || asked->subject.operation < 0) {
        return NULL;
    }
    const struct operation *operation = &program->operations[asked->subject.operation];
    bool *lit = ARENA_ARRAY(canvas->arena, bool, (size_t)program->tensor_count);
    for (size_t i = 0; i < operation->binding.node_count; i++) {
        int tensor = program_node_tensor(program, &operation->binding, i);
        if (tensor >= 0) {
            lit[tensor] = true;
        }
    }
    return lit;
}
