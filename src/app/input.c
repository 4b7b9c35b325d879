#include "app/input.h"

struct key_pair {
    SDL_Keycode code;
    struct key key;
};

#define PLAIN(key_name)                                                                            \
    { .name = KEY_##key_name }
#define TYPED(typed)                                                                               \
    { .name = KEY_CHARACTER, .character = (typed) }

static const struct key_pair pairs[] = {
    {SDLK_LEFT, PLAIN(LEFT)},
    {SDLK_RIGHT, PLAIN(RIGHT)},
    {SDLK_UP, PLAIN(UP)},
    {SDLK_DOWN, PLAIN(DOWN)},
    {SDLK_PAGEUP, PLAIN(PAGE_UP)},
    {SDLK_PAGEDOWN, PLAIN(PAGE_DOWN)},
    {SDLK_HOME, PLAIN(HOME)},
    {SDLK_END, PLAIN(END)},
    {SDLK_SPACE, PLAIN(SPACE)},
    {SDLK_RETURN, PLAIN(ENTER)},
    {SDLK_RETURN2, PLAIN(ENTER)},
    {SDLK_KP_ENTER, PLAIN(ENTER)},
    {SDLK_BACKSPACE, PLAIN(BACKSPACE)},
    {SDLK_TAB, PLAIN(TAB)},
    {SDLK_ESCAPE, PLAIN(ESCAPE)},
    {SDLK_F1, PLAIN(F1)},
    {SDLK_F5, PLAIN(F5)},
    {SDLK_F11, PLAIN(F11)},
    {SDLK_KP_PLUS, TYPED('+')},
    {SDLK_KP_MINUS, TYPED('-')},
    {SDLK_KP_MULTIPLY, TYPED('*')},
    {SDLK_KP_PERIOD, TYPED('.')},
};

/* The keypad with Num Lock off sends these under the names of its figures. */
static const struct {
    SDL_Keycode code;
    char figure;
    struct key without_lock;
} keypad[] = {
    {SDLK_KP_0, '0', {.name = KEY_NONE}}, {SDLK_KP_1, '1', PLAIN(END)},
    {SDLK_KP_2, '2', PLAIN(DOWN)},        {SDLK_KP_3, '3', PLAIN(PAGE_DOWN)},
    {SDLK_KP_4, '4', PLAIN(LEFT)},        {SDLK_KP_5, '5', {.name = KEY_NONE}},
    {SDLK_KP_6, '6', PLAIN(RIGHT)},       {SDLK_KP_7, '7', PLAIN(HOME)},
    {SDLK_KP_8, '8', PLAIN(UP)},          {SDLK_KP_9, '9', PLAIN(PAGE_UP)},
};

/* What Shift makes of a key on the US layout: SDL names keys by what they type without it. */
static const struct {
    char plain, shifted;
} shifted_characters[] = {{'/', '?'}, {'=', '+'}, {'8', '*'}};

static struct key keypad_key(SDL_Keycode code, bool has_lock) {
    for (size_t i = 0; i < sizeof keypad / sizeof *keypad; i++) {
        if (keypad[i].code == code) {
            struct key figure = {.name = KEY_CHARACTER, .character = keypad[i].figure};
            return has_lock ? figure : keypad[i].without_lock;
        }
    }
    return (struct key){.name = KEY_NONE};
}

static struct key character_key(SDL_Keycode code, bool has_shift) {
    if (code <= ' ' || code > '~') {
        return (struct key){.name = KEY_NONE};
    }
    char character = (char)code;
    for (size_t i = 0; has_shift && i < sizeof shifted_characters / sizeof *shifted_characters;
         i++) {
        if (shifted_characters[i].plain == character) {
            character = shifted_characters[i].shifted;
            break;
        }
    }
    return (struct key){.name = KEY_CHARACTER, .character = character};
}

static struct key named_key(const SDL_KeyboardEvent *event) {
    SDL_Keycode code = event->keysym.sym;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].code == code) {
            return pairs[i].key;
        }
    }
    bool has_shift = (event->keysym.mod & KMOD_SHIFT) != 0;
    struct key key = character_key(code, has_shift);
    return key.name != KEY_NONE ? key : keypad_key(code, (event->keysym.mod & KMOD_NUM) != 0);
}

struct key input_key(const SDL_KeyboardEvent *event) {
    enum { OTHERS = KMOD_ALT | KMOD_GUI };
    if ((event->keysym.mod & OTHERS) != 0) {
        return (struct key){.name = KEY_NONE};
    }
    struct key key = named_key(event);
    key.has_shift = (event->keysym.mod & KMOD_SHIFT) != 0;
    key.has_control = (event->keysym.mod & KMOD_CTRL) != 0;
    return key;
}
