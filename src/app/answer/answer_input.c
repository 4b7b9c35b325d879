#include "app/answer/answer_input.h"

#include "view/draw/scene_button.h"
#include "view/stage/answering.h"

static unsigned paste(struct window *window) {
    char *text = SDL_GetClipboardText();
    unsigned changed =
        text != NULL ? answering_type(window->session, window_scene(window), text) : SESSION_SAME;
    SDL_free(text);
    return changed;
}

static unsigned copy(struct window *window, bool is_cut) {
    char selected[TYPED_MOST + 1];
    if (!answer_line_copy(window->session, selected) || SDL_SetClipboardText(selected) != 0) {
        return SESSION_SAME;
    }
    return is_cut ? answering_cut(window->session) : SESSION_SAME;
}

bool answer_input_take_key(struct window *window, struct key key, unsigned *ret_changed) {
    *ret_changed = SESSION_SAME;
    if (!answer_line_is_focused(window->session)) {
        return false;
    }
    switch (answering_key(window->session, window_scene(window), key, ret_changed)) {
    case ANSWERING_NOTHING:
        return false;
    case ANSWERING_DONE:
        break;
    case ANSWERING_COPY:
        *ret_changed = copy(window, false);
        break;
    case ANSWERING_CUT:
        *ret_changed = copy(window, true);
        break;
    case ANSWERING_PASTE:
        *ret_changed = paste(window);
        break;
    }
    return true;
}

unsigned answer_input_take_text(struct window *window, const struct input_text *text) {
    return text->is_composed ? answer_line_compose(window->session, text->text, text->caret)
                             : answering_type(window->session, window_scene(window), text->text);
}

void answer_input_sync(const struct window *window) {
    const struct scene_answer *answer = window->frames.goal.scene.answer;
    if (!answer_line_is_focused(window->session) || answer == NULL) {
        input_type(NULL);
        return;
    }
    struct rect line = answer->rect;
    struct scene_point unit = window_in_pixels(window, 1, 1);
    struct scene_point none = window_in_pixels(window, 0, 0);
    float across = unit.x - none.x;
    float down = unit.y - none.y;
    const SDL_Rect where = {(int)(line.x / across), (int)(line.y / down),
                            (int)(line.width / across), (int)(line.height / down)};
    input_type(&where);
}
