#include "session/key_table.h"

#include "base/utf8.h"

#include <assert.h>

#define KEY(key_name)                                                                              \
    { .name = KEY_##key_name }
#define SHIFT(key_name)                                                                            \
    { .name = KEY_##key_name, .has_shift = true }
#define TYPED(typed)                                                                               \
    { .name = KEY_CHARACTER, .character = (typed) }
#define SHIFT_TYPED(typed)                                                                         \
    { .name = KEY_CHARACTER, .character = (typed), .has_shift = true }
#define CONTROL(key_name)                                                                          \
    { .name = KEY_##key_name, .has_control = true }
#define CONTROL_TYPED(typed)                                                                       \
    { .name = KEY_CHARACTER, .character = (typed), .has_control = true }

const struct key_row key_table[] = {
    {ACTION_NEXT, STRING_KEY_NEXT, .keys = {KEY(RIGHT), KEY(SPACE), KEY(ENTER)},
     .is_repeated = true},
    {ACTION_PREVIOUS, STRING_KEY_PREVIOUS, .keys = {KEY(LEFT), KEY(BACKSPACE)},
     .is_repeated = true},
    {ACTION_READ_ON, STRING_KEY_READ_ON, .keys = {KEY(PAGE_DOWN), KEY(PAGE_UP)},
     .is_sequence = true, .is_repeated = true, .is_remote = {true, true}},
    {ACTION_NEXT_PASS, STRING_KEY_NEXT_PASS, .keys = {SHIFT(RIGHT)}, .is_repeated = true},
    {ACTION_PREVIOUS_PASS, STRING_KEY_PREVIOUS_PASS, .keys = {SHIFT(LEFT)}, .is_repeated = true},
    {ACTION_NEXT_STOP, STRING_KEY_NEXT_STOP, .keys = {TYPED('m')}, .is_repeated = true},
    {ACTION_PREVIOUS_STOP, STRING_KEY_PREVIOUS_STOP, .keys = {SHIFT_TYPED('m')},
     .is_repeated = true},
    {ACTION_MORE_TEXT, STRING_KEY_MORE_TEXT, .keys = {SHIFT(DOWN)}},
    {ACTION_FINER, STRING_KEY_FINER, .keys = {KEY(DOWN)}},
    {ACTION_COARSER, STRING_KEY_COARSER, .keys = {KEY(UP)}},
    {ACTION_FIRST, STRING_KEY_FIRST, .keys = {KEY(HOME)}},
    {ACTION_LAST, STRING_KEY_LAST, .keys = {KEY(END)}},
    {ACTION_NEXT_NOTATION, STRING_KEY_NEXT_NOTATION, .keys = {TYPED('n')}},
    {ACTION_NOTATION_1, STRING_KEY_NOTATION,
     .keys = {TYPED('1'), TYPED('2'), TYPED('3'), TYPED('4'), TYPED('5'), TYPED('6'), TYPED('7'),
              TYPED('8'), TYPED('9')},
     .is_sequence = true},
    {ACTION_DERIVE, STRING_KEY_DERIVE, .keys = {TYPED('j')}},
    {ACTION_NEXT_DERIVATION, STRING_KEY_NEXT_DERIVATION, .keys = {SHIFT_TYPED('j')}},
    {ACTION_MISPRINT, STRING_KEY_MISPRINT, .keys = {TYPED('x')}},
    {ACTION_NEXT_MISPRINT, STRING_KEY_NEXT_MISPRINT, .keys = {SHIFT_TYPED('x')}},
    {ACTION_FORM, STRING_KEY_FORM, .keys = {TYPED('i')}},
    {ACTION_NEXT_SAMPLE, STRING_KEY_NEXT_SAMPLE, .keys = {TYPED('s')}, .is_repeated = true},
    {ACTION_PREVIOUS_SAMPLE, STRING_KEY_PREVIOUS_SAMPLE, .keys = {SHIFT_TYPED('s')},
     .is_repeated = true},
    {ACTION_SELECT_NEXT, STRING_KEY_SELECT, .keys = {KEY(TAB), SHIFT(TAB)}, .is_sequence = true,
     .is_repeated = true},
    {ACTION_SELECT_LEFT, STRING_KEY_SELECT_MOVE,
     .keys = {CONTROL(LEFT), CONTROL(RIGHT), CONTROL(UP), CONTROL(DOWN)}, .is_sequence = true,
     .is_repeated = true},
    {ACTION_MORE_DECIMALS, STRING_KEY_MORE_DECIMALS, .keys = {TYPED('d')}, .is_repeated = true},
    {ACTION_FEWER_DECIMALS, STRING_KEY_FEWER_DECIMALS, .keys = {SHIFT_TYPED('d')},
     .is_repeated = true},
    {ACTION_LARGER, STRING_KEY_LARGER,
     .keys = {TYPED('+'), TYPED('='), CONTROL_TYPED('+'), CONTROL_TYPED('=')}, .is_repeated = true},
    {ACTION_SMALLER, STRING_KEY_SMALLER, .keys = {TYPED('-'), CONTROL_TYPED('-')},
     .is_repeated = true},
    {ACTION_NORMAL_SIZE, STRING_KEY_NORMAL_SIZE, .keys = {TYPED('0'), CONTROL_TYPED('0')}},
    {ACTION_PROJECTOR_SIZE, STRING_KEY_PROJECTOR_SIZE, .keys = {TYPED('*')}},
    {ACTION_THEME, STRING_KEY_THEME, .keys = {TYPED('t')}},
    {ACTION_LANGUAGE, STRING_KEY_LANGUAGE, .keys = {TYPED('l')}},
    {ACTION_MOTION, STRING_KEY_MOTION, .keys = {TYPED('v')}},
    {ACTION_FULL_SCREEN, STRING_KEY_FULL_SCREEN, .keys = {TYPED('f'), KEY(F5), SHIFT(F5), KEY(F11)},
     .is_remote = {false, true, true}},
    {ACTION_BLACK, STRING_KEY_BLACK, .keys = {TYPED('b'), TYPED('.'), TYPED('z')},
     .is_remote = {true, true, true}},
    {ACTION_WHITE, STRING_KEY_WHITE, .keys = {TYPED('w')}, .is_remote = {true}},
    {ACTION_PREDICT, STRING_KEY_PREDICT, .keys = {TYPED('p')}},
    {ACTION_ASK_AGAIN, STRING_KEY_ASK_AGAIN, .keys = {TYPED('a'), SHIFT_TYPED('p')}},
    {ACTION_HALL, STRING_KEY_HALL, .keys = {SHIFT_TYPED('a')}},
    {ACTION_HINT, STRING_KEY_HINT, .keys = {KEY(F2)}},
    {ACTION_CHECK, STRING_KEY_CHECK, .keys = {KEY(ENTER)}, .is_of_question = true},
    {ACTION_SKIP, STRING_KEY_SKIP, .keys = {KEY(PAGE_DOWN)}, .is_of_question = true,
     .is_remote = {true}},
    {ACTION_LESSONS, STRING_KEY_LESSONS, .keys = {TYPED('o')}},
    {ACTION_HELP, STRING_KEY_HELP, .keys = {TYPED('?'), KEY(F1)}},
    {ACTION_CLOSE, STRING_KEY_CLOSE, .keys = {KEY(ESCAPE)}, .is_remote = {true}},
    {ACTION_QUIT, STRING_KEY_QUIT, .keys = {TYPED('q')}},
    {ACTION_QUIT_NOW, STRING_KEY_QUIT_NOW, .keys = {CONTROL_TYPED('q')}},
};
const size_t key_table_count = sizeof key_table / sizeof *key_table;

static const char *const names[] = {
    [KEY_NONE] = "",
    [KEY_CHARACTER] = "",
    [KEY_LEFT] = "←",
    [KEY_RIGHT] = "→",
    [KEY_UP] = "↑",
    [KEY_DOWN] = "↓",
    [KEY_PAGE_UP] = "PageUp",
    [KEY_PAGE_DOWN] = "PageDown",
    [KEY_HOME] = "Home",
    [KEY_END] = "End",
    [KEY_SPACE] = "Space",
    [KEY_ENTER] = "Enter",
    [KEY_BACKSPACE] = "Backspace",
    [KEY_DELETE] = "Delete",
    [KEY_TAB] = "Tab",
    [KEY_ESCAPE] = "Esc",
    [KEY_F1] = "F1",
    [KEY_F2] = "F2",
    [KEY_F5] = "F5",
    [KEY_F11] = "F11",
};
static_assert(sizeof names / sizeof *names == KEY_NAME_COUNT, "a name for each key");

static bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

static size_t row_key_count(const struct key_row *row) {
    size_t count = 0;
    while (count < KEY_ROW_MOST && row->keys[count].name != KEY_NONE) {
        count++;
    }
    return count;
}

static bool is_same_key(struct key a, struct key b) {
    if (a.name != b.name || a.has_control != b.has_control) {
        return false;
    }
    if (a.name != KEY_CHARACTER) {
        return a.has_shift == b.has_shift;
    }
    return a.character == b.character && (!is_letter(a.character) || a.has_shift == b.has_shift);
}

static enum action action_in_row(const struct key_row *row, size_t key) {
    return row->is_sequence ? row->action + (enum action)key : row->action;
}

enum action key_table_action(struct key key) {
    for (size_t i = 0; i < key_table_count; i++) {
        const struct key_row *row = &key_table[i];
        for (size_t k = 0; k < row_key_count(row); k++) {
            if (!row->is_of_question && is_same_key(row->keys[k], key)) {
                return action_in_row(row, k);
            }
        }
    }
    return ACTION_NONE;
}

bool key_table_is_repeated(enum action action) {
    for (size_t i = 0; i < key_table_count; i++) {
        const struct key_row *row = &key_table[i];
        for (size_t k = 0; k < row_key_count(row); k++) {
            if (action_in_row(row, k) == action) {
                return row->is_repeated;
            }
        }
    }
    return false;
}

/* "→", "Shift+d", "Ctrl+q". */
static const char *key_label(struct arena *arena, struct key key) {
    const char typed[2] = {key.character, '\0'};
    return text_format(arena, "%s%s%s", key.has_control ? "Ctrl+" : "",
                       key.has_shift ? "Shift+" : "",
                       key.name == KEY_CHARACTER ? typed : names[key.name]);
}

/* "1 … 5"; two keys are both written. */
static bool is_shortened(const struct key_row *row) {
    return row->is_sequence && row_key_count(row) > 2;
}

const char *key_table_row_labels(struct arena *arena, const struct key_row *row) {
    size_t count = row_key_count(row);
    if (is_shortened(row)) {
        return text_format(arena, "%s … %s", key_label(arena, row->keys[0]),
                           key_label(arena, row->keys[count - 1]));
    }
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t k = 0; k < count; k++) {
        text_append_format(&text, "%s%s", k > 0 ? " " : "", key_label(arena, row->keys[k]));
    }
    return text.bytes;
}

const char *key_table_label(struct arena *arena, enum action action) {
    for (size_t i = 0; i < key_table_count; i++) {
        if (key_table[i].action == action) {
            return key_label(arena, key_table[i].keys[0]);
        }
    }
    return "";
}

const char *key_table_labels(struct arena *arena, enum action action) {
    for (size_t i = 0; i < key_table_count; i++) {
        if (key_table[i].action == action) {
            return key_table_row_labels(arena, &key_table[i]);
        }
    }
    return "";
}

/* ---- the table as text ---- */

/* The labels with a star behind those that a remote sends, each between quote marks. */
static const char *marked_labels(struct arena *arena, const struct key_row *row,
                                 const char *quote) {
    struct text_builder text;
    text_begin(&text, arena);
    size_t count = row_key_count(row);
    for (size_t k = 0; k < count; k++) {
        if (is_shortened(row) && k > 0 && k + 1 < count) {
            continue;
        }
        const char *gap = k == 0 ? "" : is_shortened(row) ? " … " : " ";
        text_append_format(&text, "%s%s%s%s%s", gap, quote, key_label(arena, row->keys[k]), quote,
                           row->is_remote[k] ? (*quote != '\0' ? "\\*" : "*") : "");
    }
    return text.bytes;
}

static void print_markdown(struct text_builder *text, enum language language) {
    text_append_format(text, "| %s | %s |\n| --- | --- |\n",
                       string_get(language, STRING_KEYS_COLUMN),
                       string_get(language, STRING_ACTION_COLUMN));
    for (size_t i = 0; i < key_table_count; i++) {
        text_append_format(text, "| %s | %s |\n", marked_labels(text->arena, &key_table[i], "`"),
                           string_get(language, key_table[i].description));
    }
}

static void print_plain(struct text_builder *text, enum language language) {
    int widest = 0;
    for (size_t i = 0; i < key_table_count; i++) {
        int width = utf8_columns(marked_labels(text->arena, &key_table[i], ""));
        widest = width > widest ? width : widest;
    }
    for (size_t i = 0; i < key_table_count; i++) {
        const char *labels = marked_labels(text->arena, &key_table[i], "");
        text_append_format(text, "%s%*s  %s\n", labels, widest - utf8_columns(labels), "",
                           string_get(language, key_table[i].description));
    }
}

void key_table_print(struct text_builder *text, enum language language, bool as_markdown) {
    if (as_markdown) {
        print_markdown(text, language);
    } else {
        print_plain(text, language);
    }
    text_append_format(text, "\n%s\n", string_get(language, STRING_REMOTE_NOTE));
}
