/* SDL's key events as keys: what stands on the key, its place where it has no letter, what Shift
 * and AltGr type, and what is the desktop's. */
#include "test.h"

#include "app/input.h"
#include "app/video.h"

#include <stdlib.h>

#define NAMED(key_name)                                                                            \
    { .name = KEY_##key_name }
#define LETTER(typed)                                                                              \
    { .name = KEY_CHARACTER, .character = (typed) }

enum { CYRILLIC_A = 0x444 };

static const struct {
    SDL_Scancode place;
    SDL_Keycode code;
    Uint16 held;
    struct key key;
} pressed[] = {
    {SDL_SCANCODE_RIGHT, SDLK_RIGHT, 0, NAMED(RIGHT)},
    {SDL_SCANCODE_RIGHT, SDLK_RIGHT, KMOD_LSHIFT, {.name = KEY_RIGHT, .has_shift = true}},
    {SDL_SCANCODE_KP_ENTER, SDLK_KP_ENTER, 0, NAMED(ENTER)},
    {SDL_SCANCODE_KP_PLUS, SDLK_KP_PLUS, 0, LETTER('+')},
    {SDL_SCANCODE_D, SDLK_d, 0, LETTER('d')},
    {SDL_SCANCODE_D, SDLK_d, KMOD_LSHIFT, {KEY_CHARACTER, 'd', true, false}},
    {SDL_SCANCODE_Q, SDLK_a, 0, LETTER('a')}, /* a French keyboard */
    /* the figures of the keypad are arrows with Num Lock off */
    {SDL_SCANCODE_KP_4, SDLK_KP_4, KMOD_NUM, LETTER('4')},
    {SDL_SCANCODE_KP_4, SDLK_KP_4, 0, NAMED(LEFT)},
    {SDL_SCANCODE_KP_5, SDLK_KP_5, 0, NAMED(NONE)},
    {SDL_SCANCODE_KP_0, SDLK_KP_0, KMOD_NUM, LETTER('0')},
    /* what has to be seen first: what it types */
    {SDL_SCANCODE_SLASH, SDLK_SLASH, 0, NAMED(NONE)},
    {SDL_SCANCODE_1, SDLK_1, 0, NAMED(NONE)},
    {SDL_SCANCODE_Q, SDLK_q, KMOD_RALT, NAMED(NONE)},
    {SDL_SCANCODE_A, CYRILLIC_A, 0, NAMED(NONE)}, /* while another key has the a */
    /* with Ctrl nothing is typed */
    {SDL_SCANCODE_EQUALS, SDLK_EQUALS, KMOD_LCTRL, {KEY_CHARACTER, '=', false, true}},
    {SDL_SCANCODE_0, SDLK_0, KMOD_LCTRL, {KEY_CHARACTER, '0', false, true}},
    {SDL_SCANCODE_0, 0xE0, KMOD_LCTRL, {KEY_CHARACTER, '0', false, true}}, /* à on a French one */
    {SDL_SCANCODE_3, SDLK_3, KMOD_LCTRL, {.name = KEY_NONE, .has_control = true}},
    {SDL_SCANCODE_S, SDLK_s, KMOD_LCTRL, {KEY_CHARACTER, 's', false, true}},
    /* with Alt what is no letter is the desktop's, and with its own key everything */
    {SDL_SCANCODE_D, SDLK_d, KMOD_LALT, LETTER('d')},
    {SDL_SCANCODE_F11, SDLK_F11, KMOD_LALT, NAMED(F11)},
    {SDL_SCANCODE_LEFT, SDLK_LEFT, KMOD_LALT, NAMED(NONE)},
    {SDL_SCANCODE_D, SDLK_d, KMOD_LGUI, NAMED(NONE)},
};

static SDL_Event key_event(SDL_Scancode place, SDL_Keycode code, Uint16 held, bool is_repeat) {
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .repeat = is_repeat}};
    event.key.keysym = (SDL_Keysym){.scancode = place, .sym = code, .mod = held};
    return event;
}

static void expect_key(const char *what, struct key key, struct key expected) {
    char expected_character = expected.name == KEY_CHARACTER ? expected.character : '\0';
    char character = key.name == KEY_CHARACTER ? key.character : '\0';
    bool is_same = key.name == expected.name && character == expected_character &&
                   key.has_shift == expected.has_shift && key.has_control == expected.has_control;
    if (!is_same) {
        test_failures++;
        printf("# %s: key %d '%c'%s%s\n", what, (int)key.name, character,
               key.has_shift ? " Shift" : "", key.has_control ? " Ctrl" : "");
    }
}

static void test_pressed(void) {
    for (size_t i = 0; i < TEST_COUNT(pressed); i++) {
        SDL_Event event = key_event(pressed[i].place, pressed[i].code, pressed[i].held, false);
        struct input_key key;
        char what[40];
        EXPECT(input_take(&event, &key));
        EXPECT(!key.is_repeat);
        snprintf(what, sizeof what, "row %zu", i);
        expect_key(what, key.key, pressed[i].key);
    }
    struct input_key ignored;
    EXPECT(!input_take(&(SDL_Event){.type = SDL_KEYUP}, &ignored));
    EXPECT(!input_take(&(SDL_Event){.type = SDL_MOUSEMOTION}, &ignored));
}

/* What comes behind a key that may type something, and text of it if it was to be listened to. */
static bool typed_key(SDL_Event press, const char *text, struct input_key *ret) {
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    SDL_PushEvent(&press);
    if (SDL_EventState(SDL_TEXTINPUT, SDL_QUERY) == SDL_ENABLE) {
        SDL_Event typed = {.text = {.type = SDL_TEXTINPUT}};
        snprintf(typed.text.text, sizeof typed.text.text, "%s", text);
        SDL_PushEvent(&typed);
    }
    SDL_Event event;
    bool is_there = false;
    while (SDL_PollEvent(&event) != 0) {
        is_there = (event.type != SDL_KEYDOWN && input_take(&event, ret)) || is_there;
    }
    return is_there;
}

static const struct {
    SDL_Scancode place;
    SDL_Keycode code;
    Uint16 held;
    const char *text;
    struct key key; /* KEY_NONE: there is none */
} typing[] = {
    {SDL_SCANCODE_SLASH, SDLK_SLASH, KMOD_LSHIFT, "?", {KEY_CHARACTER, '?', true, false}},
    {SDL_SCANCODE_7, SDLK_7, KMOD_RALT, "{", {KEY_CHARACTER, '{', false, false}},
    {SDL_SCANCODE_Q, SDLK_q, KMOD_RALT, "@", {KEY_CHARACTER, '@', false, false}},
    {SDL_SCANCODE_1, 0xE7, KMOD_LSHIFT, "1", {KEY_CHARACTER, '1', true, false}},
    {SDL_SCANCODE_A, CYRILLIC_A, 0, "A", {KEY_CHARACTER, 'a', false, false}},
    {SDL_SCANCODE_A, CYRILLIC_A, 0, "ф", NAMED(NONE)}, /* no key of ours */
    {SDL_SCANCODE_D, SDLK_d, 0, "d", NAMED(NONE)},     /* was seen already */
    {SDL_SCANCODE_D, SDLK_d, KMOD_LGUI, "d", NAMED(NONE)},
};

static void test_typed(void) {
    for (size_t i = 0; i < TEST_COUNT(typing); i++) {
        struct input_key key = {.key = {.name = KEY_NONE}};
        SDL_Event press = key_event(typing[i].place, typing[i].code, typing[i].held, i == 0);
        bool is_there = typed_key(press, typing[i].text, &key);
        EXPECT_INT(is_there, typing[i].key.name != KEY_NONE);
        expect_key(typing[i].text, key.key, typing[i].key);
        EXPECT_INT(key.is_repeat, i == 0);
    }
}

/* While a text is typed, all of it is text, and what is composed is told apart. */
static void test_line(void) {
    const SDL_Rect where = {10, 20, 30, 40};
    struct input_text text;
    SDL_Event typed = {.text = {.type = SDL_TEXTINPUT, .text = "ф"}};
    EXPECT(!input_take_text(&typed, &text));
    input_type(&where);
    input_type(&where);
    EXPECT_INT(SDL_EventState(SDL_TEXTINPUT, SDL_QUERY), SDL_ENABLE);
    EXPECT(input_take_text(&typed, &text));
    EXPECT_STRING(text.text, "ф");
    EXPECT(!text.is_composed);
    SDL_Event composed = {.edit = {.type = SDL_TEXTEDITING, .text = "ni", .start = 2}};
    EXPECT(input_take_text(&composed, &text));
    EXPECT(text.is_composed && text.caret == 2);
    EXPECT(!input_take_text(&(SDL_Event){.type = SDL_KEYDOWN}, &text));
    struct input_key key;
    SDL_Event press = key_event(SDL_SCANCODE_SLASH, SDLK_SLASH, KMOD_LSHIFT, false);
    EXPECT(!typed_key(press, "?", &key));
    input_type(NULL);
    EXPECT(typed_key(press, "?", &key));
}

/* ---- displays ---- */

/* The one that is asked for, and no other; without one that shows something there is none. */
static void test_drivers(void) {
    EXPECT_STRING(SDL_GetCurrentVideoDriver(), "dummy");
    EXPECT(!video_open_next());
    EXPECT_STRING(SDL_GetCurrentVideoDriver(), "dummy");
    unsetenv("SDL_VIDEODRIVER");
    EXPECT(!video_open_next());
    EXPECT(SDL_GetCurrentVideoDriver() == NULL);
}

int main(void) {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    unsetenv("SDL_VIDEO_DRIVER");
    if (!video_open(LANGUAGE_ENGLISH)) {
        printf("Bail out! %s\n", SDL_GetError());
        return 1;
    }
    input_open();
    static const struct test tests[] = {
        {"keys that are pressed", test_pressed},
        {"keys by what they type", test_typed},
        {"a text that is typed", test_line},
        {"which driver is next", test_drivers},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    video_close();
    return status;
}
