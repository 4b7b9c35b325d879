/* A browser's keys: what they are in the key table, and which of them a page leaves alone. */

#include "test.h"

#include "app/web/page_key.h"

#include <stdlib.h>

struct event {
    const char *key, *code;
    unsigned modifiers;
    enum action action; /* ACTION_NONE: none */
};

static void test_events(void) {
    static const struct event events[] = {
        {"ArrowRight", "ArrowRight", 0, ACTION_NEXT},
        {"ArrowRight", "Numpad6", 0, ACTION_NEXT},
        {"ArrowRight", "ArrowRight", PAGE_SHIFT, ACTION_NEXT_PASS},
        {"ArrowRight", "ArrowRight", PAGE_CONTROL, ACTION_SELECT_RIGHT},
        {" ", "Space", 0, ACTION_NEXT},
        {"Enter", "NumpadEnter", 0, ACTION_NEXT},
        {"Backspace", "Backspace", 0, ACTION_PREVIOUS},
        {"PageDown", "PageDown", 0, ACTION_READ_ON},
        {"Escape", "Escape", 0, ACTION_CLOSE},
        {"n", "KeyN", 0, ACTION_NEXT_NOTATION},
        {"N", "KeyN", 0, ACTION_NEXT_NOTATION}, /* Caps Lock */
        {"d", "KeyD", 0, ACTION_MORE_DECIMALS},
        {"D", "KeyD", PAGE_SHIFT, ACTION_FEWER_DECIMALS},
        {"?", "Minus", PAGE_SHIFT, ACTION_HELP}, /* German */
        {"?", "Slash", PAGE_SHIFT, ACTION_HELP},
        {"+", "BracketRight", 0, ACTION_LARGER},
        {"+", "Equal", PAGE_SHIFT, ACTION_LARGER},
        {"*", "NumpadMultiply", 0, ACTION_PROJECTOR_SIZE},
        {"5", "Numpad5", 0, ACTION_NOTATION_1 + 4},
        {"т", "KeyN", 0, ACTION_NEXT_NOTATION}, /* Russian */
        {"Т", "KeyN", PAGE_SHIFT, ACTION_NONE},
        {"ν", "KeyN", 0, ACTION_NEXT_NOTATION},               /* Greek */
        {"d", "KeyE", 0, ACTION_MORE_DECIMALS},               /* a layout of its own */
        {"*", "KeyM", PAGE_ALT_GRAPH, ACTION_PROJECTOR_SIZE}, /* typed with AltGr */
        {"*", "KeyM", PAGE_ALT_GRAPH | PAGE_CONTROL | PAGE_ALT, ACTION_PROJECTOR_SIZE},
        {"µ", "KeyM", PAGE_ALT_GRAPH, ACTION_NONE},
        {"Process", "KeyN", 0, ACTION_NONE}, /* an input method has it */
        {"Dead", "KeyN", 0, ACTION_NONE},
        {"Shift", "ShiftLeft", PAGE_SHIFT, ACTION_NONE},
        {"Unidentified", "", 0, ACTION_NONE},
        {"", "", 0, ACTION_NONE},
        {"n", "KeyN", PAGE_ALT, ACTION_NONE},
        {"n", "KeyN", PAGE_META, ACTION_NONE},
        {"n", "KeyN", PAGE_CONTROL, ACTION_NONE},
        {"ArrowRight", "ArrowRight", PAGE_ALT, ACTION_NONE},
        {"/", "Slash", 0, ACTION_NONE},
    };
    for (size_t i = 0; i < TEST_COUNT(events); i++) {
        struct key key = page_key_read(events[i].key, events[i].code, events[i].modifiers);
        enum action action = key.name == KEY_NONE ? ACTION_NONE : key_table_action(key);
        if (action != events[i].action) {
            test_failures++;
            printf("# \"%s\" (%s, %x) asks for %d\n", events[i].key, events[i].code,
                   events[i].modifiers, action);
        }
    }
}

/* Of the whole table, what is the browser's: written out, so that a new key with Ctrl or of a
 * function is thought about. */
static void test_browsers(void) {
    static const char *const expected = "Ctrl++ Ctrl+= Ctrl+- Ctrl+0 F5 Shift+F5 F11 q Ctrl+q ";
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < key_table_count; i++) {
        for (size_t k = 0; k < KEY_ROW_MOST && key_table[i].keys[k].name != KEY_NONE; k++) {
            const struct key_row alone = {.keys = {key_table[i].keys[k]}};
            if (page_key_is_browsers(key_table[i].keys[k])) {
                text_append_format(&text, "%s ", key_table_row_labels(arena, &alone));
            }
        }
    }
    EXPECT_STRING(text.bytes, expected);
    arena_destroy(arena);
}

/* Everything but quitting can be asked for in a page. */
static void test_rows(void) {
    for (size_t i = 0; i < key_table_count; i++) {
        enum action action = key_table[i].action;
        bool quits = action == ACTION_QUIT || action == ACTION_QUIT_NOW;
        EXPECT(page_key_has_row(&key_table[i]) == !quits);
    }
}

int main(void) {
    static const struct test tests[] = {
        {"what a browser says of a key", test_events},
        {"the keys of the browser", test_browsers},
        {"every action but quitting has a key", test_rows},
    };
    return test_run(tests, TEST_COUNT(tests));
}
