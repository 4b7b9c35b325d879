#include "app/web/page_input.h"

#include "app/input.h"
#include "typing/cluster.h"

#include <SDL.h>

#include <string.h>

/* The keys of a page come by a way of their own: those of SDL would take more than their share. The
 * code of such an event: name, character and these. */
enum { CHARACTER_SHIFT = 8, BYTE = 0xFF, REPEAT = 1 << 16, SHIFT = 1 << 17, CONTROL = 1 << 18 };

static Uint32 key_event;

void input_open(void) {
    if (key_event == 0) {
        key_event = SDL_RegisterEvents(1);
    }
}

bool input_take(const SDL_Event *event, struct input_key *ret) {
    if (key_event == 0 || event->type != key_event) {
        return false;
    }
    int code = event->user.code;
    const struct key key = {.name = (enum key_name)(code & BYTE),
                            .character = (char)(code >> CHARACTER_SHIFT & BYTE),
                            .has_shift = (code & SHIFT) != 0,
                            .has_control = (code & CONTROL) != 0};
    *ret = (struct input_key){key, (code & REPEAT) != 0};
    return true;
}

void page_input_press(struct key key, bool is_repeat) {
    int code = (int)key.name | key.character << CHARACTER_SHIFT | (is_repeat ? REPEAT : 0) |
               (key.has_shift ? SHIFT : 0) | (key.has_control ? CONTROL : 0);
    SDL_Event event = {.user = {.type = key_event, .code = code}};
    SDL_PushEvent(&event);
}

void page_input_point(enum page_pointer kind, int x, int y) {
    SDL_Event event = {0};
    switch (kind) {
    case POINTER_MOVED:
        event.motion = (SDL_MouseMotionEvent){.type = SDL_MOUSEMOTION, .x = x, .y = y};
        break;
    case POINTER_DOWN:
    case POINTER_UP:
        event.button = (SDL_MouseButtonEvent){.type = kind == POINTER_DOWN ? SDL_MOUSEBUTTONDOWN
                                                                           : SDL_MOUSEBUTTONUP,
                                              .button = SDL_BUTTON_LEFT,
                                              .x = x,
                                              .y = y};
        break;
    case POINTER_LEFT:
        event.window = (SDL_WindowEvent){.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_LEAVE};
        break;
    case POINTER_WHEEL:
        event.wheel = (SDL_MouseWheelEvent){.type = SDL_MOUSEWHEEL, .y = y};
        break;
    }
    SDL_PushEvent(&event);
}

void page_input_resized(void) {
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_SIZE_CHANGED}};
    SDL_PushEvent(&event);
}

/* What is typed is the page's to hear. */
void input_type(const SDL_Rect *where) {
    (void)where;
}

bool input_take_text(const SDL_Event *event, struct input_text *ret) {
    if (event->type != SDL_TEXTINPUT) {
        return false;
    }
    *ret = (struct input_text){.text = event->text.text};
    return true;
}

/* An event has room for some characters: a longer text comes in several. */
void page_input_text(const char *text) {
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
        size_t end = cluster_floor(text, length, at + sizeof event.text.text - 1);
        end = end > at ? end : cluster_next(text, length, at);
        size_t count = end - at < sizeof event.text.text ? end - at : 0;
        memcpy(event.text.text, text + at, count);
        SDL_PushEvent(&event);
        at = end;
    }
}
