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
    {SDLK_DELETE, PLAIN(DELETE)},
    {SDLK_TAB, PLAIN(TAB)},
    {SDLK_ESCAPE, PLAIN(ESCAPE)},
    {SDLK_F1, PLAIN(F1)},
    {SDLK_F2, PLAIN(F2)},
    {SDLK_F5, PLAIN(F5)},
    {SDLK_F2, PLAIN(F2)},
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

static struct key keypad_key(SDL_Keycode code, bool has_lock) {
    for (size_t i = 0; i < sizeof keypad / sizeof *keypad; i++) {
        if (keypad[i].code == code) {
            struct key figure = {.name = KEY_CHARACTER, .character = keypad[i].figure};
            return has_lock ? figure : keypad[i].without_lock;
        }
    }
    return (struct key){.name = KEY_NONE};
}

/* What stands on the key, or its place on the US layout where no key of this layout has that. */
static char letter_of(const SDL_Keysym *keysym) {
    if (keysym->sym >= SDLK_a && keysym->sym <= SDLK_z) {
        return (char)keysym->sym;
    }
    if (keysym->scancode < SDL_SCANCODE_A || keysym->scancode > SDL_SCANCODE_Z) {
        return '\0';
    }
    int place = (int)keysym->scancode - SDL_SCANCODE_A;
    bool is_elsewhere = SDL_GetScancodeFromKey(SDLK_a + place) != SDL_SCANCODE_UNKNOWN;
    return is_elsewhere ? '\0' : (char)('a' + place);
}

/* With Ctrl a key may type nothing: the character on it. In the row of figures SDL says figures,
 * whatever stands there first; all but 0 are left to what is typed. */
static char character_with_control(const SDL_Keysym *keysym) {
    bool is_figure = keysym->scancode >= SDL_SCANCODE_1 && keysym->scancode <= SDL_SCANCODE_9;
    bool is_character = keysym->sym > ' ' && keysym->sym <= '~';
    return keysym->scancode == SDL_SCANCODE_0 ? '0'
           : is_character && !is_figure       ? (char)keysym->sym
                                              : '\0';
}

static struct key named_key(const SDL_Keysym *keysym) {
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].code == keysym->sym) {
            return pairs[i].key;
        }
    }
    return keypad_key(keysym->sym, (keysym->mod & KMOD_NUM) != 0);
}

/* Alt makes no other key of these; with the rest of them it is the desktop's. */
static bool goes_with_alt(struct key key) {
    return key.name == KEY_CHARACTER || key.name == KEY_ESCAPE || key.name == KEY_F1 ||
           key.name == KEY_F2 || key.name == KEY_F5 || key.name == KEY_F11;
}

/* AltGr, which types other characters. */
static bool has_alt_gr(const SDL_Keysym *keysym) {
    return (keysym->mod & (KMOD_RALT | KMOD_MODE)) != 0;
}

/* The key as far as the event of its pressing tells: KEY_NONE where it has to be seen what it
 * types. */
static struct key pressed_key(const SDL_Keysym *keysym) {
    struct key key = named_key(keysym);
    char character = '\0';
    if (key.name == KEY_NONE && !has_alt_gr(keysym)) {
        character = letter_of(keysym);
    }
    if (key.name == KEY_NONE && character == '\0' && (keysym->mod & KMOD_CTRL) != 0) {
        character = character_with_control(keysym);
    }
    if (character != '\0') {
        key = (struct key){.name = KEY_CHARACTER, .character = character};
    }
    bool is_desktops =
        (keysym->mod & KMOD_GUI) != 0 || ((keysym->mod & KMOD_ALT) != 0 && !goes_with_alt(key));
    key.name = is_desktops ? KEY_NONE : key.name;
    key.has_shift = (keysym->mod & KMOD_SHIFT) != 0;
    key.has_control = (keysym->mod & KMOD_CTRL) != 0;
    return key;
}

/* ---- what a key types ---- */

/* SDL sends the text of a key right behind its pressing, if text events are wanted then; but while
 * they are wanted, it first asks the input method, which would swallow letters. So they are wanted
 * only between the two, for keys that are no letters: whoever watches events is called as they
 * come. The text then is an event of ours. */
static struct {
    Uint32 event_type;
    bool is_listening;
    bool is_repeat, has_shift, has_control;
    bool asks_always; /* the library has no such between */
    bool is_line;     /* a text is being typed: all of it is wanted */
} typed;

/* The code of that event: the character and these. */
enum { TYPED_CHARACTER = 0x7F, TYPED_REPEAT = 0x80, TYPED_SHIFT = 0x100, TYPED_CONTROL = 0x200 };

static void listen(bool is_on) {
    typed.is_listening = is_on;
    if (!typed.asks_always) {
        SDL_EventState(SDL_TEXTINPUT, is_on ? SDL_ENABLE : SDL_DISABLE);
    }
}

static void send_typed(const char *text) {
    bool is_character = text[0] > ' ' && text[0] <= '~' && text[1] == '\0';
    if (is_character) {
        int flags = (typed.is_repeat ? TYPED_REPEAT : 0) | (typed.has_shift ? TYPED_SHIFT : 0) |
                    (typed.has_control ? TYPED_CONTROL : 0);
        SDL_Event event = {.user = {.type = typed.event_type, .code = text[0] | flags}};
        SDL_PushEvent(&event);
    }
}

static int SDLCALL watch(void *context, SDL_Event *event) {
    (void)context;
    if (typed.is_line) {
        return 1;
    }
    if (event->type == SDL_KEYDOWN) {
        const SDL_Keysym *keysym = &event->key.keysym;
        bool is_open = pressed_key(keysym).name == KEY_NONE && (keysym->mod & KMOD_GUI) == 0;
        typed.is_repeat = event->key.repeat != 0;
        typed.has_shift = (keysym->mod & KMOD_SHIFT) != 0;
        typed.has_control = (keysym->mod & KMOD_CTRL) != 0 && !has_alt_gr(keysym);
        listen(is_open);
    } else if (event->type == SDL_TEXTINPUT && typed.is_listening) {
        listen(false);
        send_typed(event->text.text);
    }
    return 1;
}

void input_open(void) {
    enum { COMPATIBLE_PATCH = 50 }; /* from there on SDL 2 is a layer above SDL 3 */
    SDL_version version;
    SDL_GetVersion(&version);
    typed.asks_always = version.patch >= COMPATIBLE_PATCH;
    typed.event_type = SDL_RegisterEvents(1);
    if (typed.asks_always) {
        SDL_StartTextInput();
    } else {
        SDL_StopTextInput(); /* it is on from the beginning */
    }
    SDL_AddEventWatch(watch, NULL);
}

static struct key typed_key(int code) {
    char character = (char)(code & TYPED_CHARACTER);
    bool is_capital = character >= 'A' && character <= 'Z';
    return (struct key){.name = KEY_CHARACTER,
                        .character = is_capital ? (char)(character - 'A' + 'a') : character,
                        .has_shift = (code & TYPED_SHIFT) != 0,
                        .has_control = (code & TYPED_CONTROL) != 0};
}

bool input_take(const SDL_Event *event, struct input_key *ret) {
    if (event->type == SDL_KEYDOWN) {
        *ret = (struct input_key){pressed_key(&event->key.keysym), event->key.repeat != 0};
        return true;
    }
    if (event->type == typed.event_type && typed.event_type != 0) {
        *ret =
            (struct input_key){typed_key(event->user.code), (event->user.code & TYPED_REPEAT) != 0};
        return true;
    }
    return false;
}

/* ---- a text that is typed ---- */

void input_type(const SDL_Rect *where) {
    bool is_line = where != NULL;
    if (is_line) {
        SDL_Rect rect = *where;
        SDL_SetTextInputRect(&rect);
    }
    if (is_line == typed.is_line) {
        return;
    }
    typed.is_line = is_line;
    typed.is_listening = false;
    if (is_line || typed.asks_always) {
        SDL_StartTextInput();
    } else {
        SDL_StopTextInput();
    }
}

bool input_take_text(const SDL_Event *event, struct input_text *ret) {
    if (!typed.is_line) {
        return false;
    }
    switch (event->type) {
    case SDL_TEXTINPUT:
        *ret = (struct input_text){.text = event->text.text};
        return true;
    case SDL_TEXTEDITING:
        *ret = (struct input_text){
            .text = event->edit.text, .is_composed = true, .caret = event->edit.start};
        return true;
    default:
        return false;
    }
}
