#include "session/answering/answer_key.h"

#define KEY(key_name)                                                                              \
    { .name = KEY_##key_name }
#define SHIFT(key_name)                                                                            \
    { .name = KEY_##key_name, .has_shift = true }
#define CONTROL(key_name)                                                                          \
    { .name = KEY_##key_name, .has_control = true }
#define BOTH(key_name)                                                                             \
    { .name = KEY_##key_name, .has_shift = true, .has_control = true }
#define CONTROL_TYPED(typed)                                                                       \
    { .name = KEY_CHARACTER, .character = (typed), .has_control = true }

static const struct {
    struct key key;
    struct answer_key means;
} rows[] = {
    {KEY(LEFT), {ANSWER_KEY_MOVE, TYPED_LEFT}},
    {KEY(RIGHT), {ANSWER_KEY_MOVE, TYPED_RIGHT}},
    {KEY(HOME), {ANSWER_KEY_MOVE, TYPED_HOME}},
    {KEY(END), {ANSWER_KEY_MOVE, TYPED_END}},
    {CONTROL(LEFT), {ANSWER_KEY_MOVE, TYPED_WORD_LEFT}},
    {CONTROL(RIGHT), {ANSWER_KEY_MOVE, TYPED_WORD_RIGHT}},
    {CONTROL(HOME), {ANSWER_KEY_MOVE, TYPED_HOME}},
    {CONTROL(END), {ANSWER_KEY_MOVE, TYPED_END}},
    {SHIFT(LEFT), {ANSWER_KEY_SELECT, TYPED_LEFT}},
    {SHIFT(RIGHT), {ANSWER_KEY_SELECT, TYPED_RIGHT}},
    {SHIFT(HOME), {ANSWER_KEY_SELECT, TYPED_HOME}},
    {SHIFT(END), {ANSWER_KEY_SELECT, TYPED_END}},
    {BOTH(LEFT), {ANSWER_KEY_SELECT, TYPED_WORD_LEFT}},
    {BOTH(RIGHT), {ANSWER_KEY_SELECT, TYPED_WORD_RIGHT}},
    {KEY(BACKSPACE), {ANSWER_KEY_DELETE, TYPED_LEFT}},
    {SHIFT(BACKSPACE), {ANSWER_KEY_DELETE, TYPED_LEFT}},
    {KEY(DELETE), {ANSWER_KEY_DELETE, TYPED_RIGHT}},
    {CONTROL(BACKSPACE), {ANSWER_KEY_DELETE, TYPED_WORD_LEFT}},
    {CONTROL(DELETE), {ANSWER_KEY_DELETE, TYPED_WORD_RIGHT}},
    {CONTROL_TYPED('a'), {.kind = ANSWER_KEY_SELECT_ALL}},
    {CONTROL_TYPED('c'), {.kind = ANSWER_KEY_COPY}},
    {CONTROL_TYPED('x'), {.kind = ANSWER_KEY_CUT}},
    {SHIFT(DELETE), {.kind = ANSWER_KEY_CUT}},
    {CONTROL_TYPED('v'), {.kind = ANSWER_KEY_PASTE}},
    {CONTROL_TYPED('y'), {.kind = ANSWER_KEY_REDO}},
    {CONTROL_TYPED('z'), {.kind = ANSWER_KEY_UNDO}},
    {KEY(ENTER), {.kind = ANSWER_KEY_CHECK}},
    {KEY(F2), {.kind = ANSWER_KEY_HINT}},
    {KEY(PAGE_DOWN), {.kind = ANSWER_KEY_SKIP}},
    {KEY(ESCAPE), {.kind = ANSWER_KEY_LEAVE}},
    {KEY(TAB), {.kind = ANSWER_KEY_PALETTE}},
    {SHIFT(TAB), {.kind = ANSWER_KEY_PALETTE}},
    {KEY(UP), {.kind = ANSWER_KEY_ABOVE}},
    {KEY(DOWN), {.kind = ANSWER_KEY_BELOW}},
};

static bool is_same(struct key a, struct key b) {
    return a.name == b.name && a.has_control == b.has_control && a.has_shift == b.has_shift &&
           (a.name != KEY_CHARACTER || a.character == b.character);
}

/* Without Ctrl, what types something is text, Shift or not. */
static bool is_text(struct key key) {
    return !key.has_control && (key.name == KEY_CHARACTER || key.name == KEY_SPACE);
}

struct answer_key answer_key_read(struct key key) {
    if (is_text(key)) {
        return (struct answer_key){.kind = ANSWER_KEY_TEXT};
    }
    bool is_redo =
        key.has_control && key.has_shift && key.name == KEY_CHARACTER && key.character == 'z';
    if (is_redo) {
        return (struct answer_key){.kind = ANSWER_KEY_REDO};
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (is_same(rows[i].key, key)) {
            return rows[i].means;
        }
    }
    return (struct answer_key){.kind = ANSWER_KEY_OTHER};
}
