#include "app/web/page_key.h"

#include <string.h>

static const struct {
    const char *key;
    enum key_name name;
} names[] = {
    {"ArrowLeft", KEY_LEFT},
    {"ArrowRight", KEY_RIGHT},
    {"ArrowUp", KEY_UP},
    {"ArrowDown", KEY_DOWN},
    {"PageUp", KEY_PAGE_UP},
    {"PageDown", KEY_PAGE_DOWN},
    {"Home", KEY_HOME},
    {"End", KEY_END},
    {" ", KEY_SPACE},
    {"Enter", KEY_ENTER},
    {"Backspace", KEY_BACKSPACE},
    {"Delete", KEY_DELETE},
    {"Tab", KEY_TAB},
    {"Escape", KEY_ESCAPE},
    {"F1", KEY_F1},
    {"F2", KEY_F2},
    {"F5", KEY_F5},
    {"F11", KEY_F11},
};

static enum key_name name_of(const char *key) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].key, key) == 0) {
            return names[i].name;
        }
    }
    return KEY_NONE;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The letter whose place on the US layout it is; '\0' for other places. */
static char letter_at(const char *code) {
    bool is_letter =
        strncmp(code, "Key", 3) == 0 && code[3] >= 'A' && code[3] <= 'Z' && code[4] == '\0';
    return is_letter ? lower(code[3]) : '\0';
}

static char character_of(const char *key, const char *code) {
    bool is_one = key[0] != '\0' && key[1] == '\0';
    if (is_one) {
        return key[0] > ' ' && key[0] <= '~' ? lower(key[0]) : '\0';
    }
    bool is_typed = (unsigned char)key[0] >= 0x80; /* of another alphabet; names are ASCII */
    return is_typed ? letter_at(code) : '\0';
}

struct key page_key_read(const char *key, const char *code, unsigned modifiers) {
    struct key read = {.name = name_of(key), .has_shift = (modifiers & PAGE_SHIFT) != 0};
    /* On some systems AltGr is said to be Ctrl and Alt: it types another character. */
    bool has_third_level = (modifiers & PAGE_ALT_GRAPH) != 0;
    bool has_alt = (modifiers & PAGE_ALT) != 0 && !has_third_level;
    read.has_control = (modifiers & PAGE_CONTROL) != 0 && !has_third_level;
    if (has_alt || (modifiers & PAGE_META) != 0) {
        return (struct key){.name = KEY_NONE};
    }
    if (read.name == KEY_NONE) {
        read.character = character_of(key, has_third_level ? "" : code);
        read.name = read.character != '\0' ? KEY_CHARACTER : KEY_NONE;
    }
    return read;
}

bool page_key_is_browsers(struct key key) {
    enum action action = key_table_action(key);
    bool is_zoom = key.has_control && key.name == KEY_CHARACTER;
    bool is_named = key.name == KEY_F5 || key.name == KEY_F11;
    return is_zoom || is_named || action == ACTION_QUIT || action == ACTION_QUIT_NOW;
}

bool page_key_has_row(const struct key_row *row) {
    for (size_t i = 0; i < KEY_ROW_MOST && row->keys[i].name != KEY_NONE; i++) {
        if (!page_key_is_browsers(row->keys[i])) {
            return true;
        }
    }
    return false;
}
