/* The key table and what is written from it. */

#include "base/utf8.h"
#include "test.h"

#include "session/key_table.h"

#include <stdlib.h>

static struct key typed(char character) {
    return (struct key){.name = KEY_CHARACTER, .character = character};
}

static struct key named(enum key_name name) {
    return (struct key){.name = name};
}

static struct key with_shift(struct key key) {
    key.has_shift = true;
    return key;
}

static struct key with_control(struct key key) {
    key.has_control = true;
    return key;
}

struct key_case {
    struct key key;
    enum action action;
};

static void expect_actions(const struct key_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        EXPECT_INT(key_table_action(cases[i].key), cases[i].action);
    }
}

static void test_step_keys(void) {
    const struct key_case cases[] = {
        {named(KEY_RIGHT), ACTION_NEXT},
        {named(KEY_PAGE_DOWN), ACTION_READ_ON},
        {named(KEY_SPACE), ACTION_NEXT},
        {named(KEY_ENTER), ACTION_NEXT},
        {named(KEY_LEFT), ACTION_PREVIOUS},
        {named(KEY_PAGE_UP), ACTION_READ_BACK},
        {named(KEY_BACKSPACE), ACTION_PREVIOUS},
        {with_shift(named(KEY_RIGHT)), ACTION_NEXT_PASS},
        {with_shift(named(KEY_LEFT)), ACTION_PREVIOUS_PASS},
        {named(KEY_DOWN), ACTION_FINER},
        {named(KEY_UP), ACTION_COARSER},
        {named(KEY_HOME), ACTION_FIRST},
        {named(KEY_END), ACTION_LAST},
    };
    expect_actions(cases, TEST_COUNT(cases));
}

/* What is shown, and how. */
static void test_look_keys(void) {
    const struct key_case cases[] = {
        {typed('n'), ACTION_NEXT_NOTATION},
        {typed('o'), ACTION_LESSONS},
        {typed('1'), ACTION_NOTATION_1},
        {typed('6'), ACTION_NOTATION_1 + 5},
        {typed('9'), ACTION_NOTATION_9},
        {typed('l'), ACTION_LANGUAGE},
        {typed('t'), ACTION_THEME},
        {typed('d'), ACTION_MORE_DECIMALS},
        {with_shift(typed('d')), ACTION_FEWER_DECIMALS},
        {typed('s'), ACTION_NEXT_SAMPLE},
        {with_shift(typed('s')), ACTION_PREVIOUS_SAMPLE},
        {typed('+'), ACTION_LARGER},
        {with_shift(typed('+')), ACTION_LARGER},
        {typed('-'), ACTION_SMALLER},
        {typed('0'), ACTION_NORMAL_SIZE},
    };
    expect_actions(cases, TEST_COUNT(cases));
    /* As browsers and readers have it. */
    const struct key_case with_controls[] = {
        {with_control(typed('+')), ACTION_LARGER},
        {with_control(typed('=')), ACTION_LARGER},
        {with_control(with_shift(typed('='))), ACTION_LARGER},
        {with_control(typed('-')), ACTION_SMALLER},
        {with_control(typed('0')), ACTION_NORMAL_SIZE},
    };
    expect_actions(with_controls, TEST_COUNT(with_controls));
}

static void test_window_keys(void) {
    const struct key_case cases[] = {
        {typed('f'), ACTION_FULL_SCREEN},
        {named(KEY_F5), ACTION_FULL_SCREEN},
        {named(KEY_F11), ACTION_FULL_SCREEN},
        {with_shift(named(KEY_F5)), ACTION_FULL_SCREEN},
        {typed('z'), ACTION_BLACK},
        {typed('b'), ACTION_BLACK},
        {typed('.'), ACTION_BLACK},
        {typed('w'), ACTION_WHITE},
        {typed('?'), ACTION_HELP},
        {with_shift(typed('?')), ACTION_HELP},
        {named(KEY_F1), ACTION_HELP},
        {named(KEY_ESCAPE), ACTION_CLOSE},
        {typed('q'), ACTION_QUIT},
        {with_control(typed('q')), ACTION_QUIT_NOW},
        {with_shift(typed('q')), ACTION_NONE},
        {named(KEY_NONE), ACTION_NONE},
    };
    expect_actions(cases, TEST_COUNT(cases));
}

static void test_selection_keys(void) {
    const struct key_case cases[] = {
        {named(KEY_TAB), ACTION_SELECT_NEXT},
        {with_shift(named(KEY_TAB)), ACTION_SELECT_PREVIOUS},
        {with_control(named(KEY_TAB)), ACTION_NONE},
        {with_control(named(KEY_LEFT)), ACTION_SELECT_LEFT},
        {with_control(named(KEY_DOWN)), ACTION_SELECT_DOWN},
    };
    expect_actions(cases, TEST_COUNT(cases));
}

/* What a held key may do again and again; the others would flash. */
static void test_repeats(void) {
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        bool is_size = action == ACTION_LARGER || action == ACTION_SMALLER ||
                       action == ACTION_MORE_DECIMALS || action == ACTION_FEWER_DECIMALS;
        bool is_way = (action >= ACTION_NEXT && action <= ACTION_READ_BACK) ||
                      (action >= ACTION_SELECT_NEXT && action <= ACTION_SELECT_DOWN) ||
                      action == ACTION_NEXT_SAMPLE || action == ACTION_PREVIOUS_SAMPLE;
        EXPECT_INT(key_table_is_repeated(action), is_size || is_way);
    }
    EXPECT(!key_table_is_repeated(ACTION_NONE));
}

/* The first row of those for answering, or of the others, that has the key. */
static const struct key_row *row_of(struct key key, bool is_of_question) {
    for (size_t i = 0; i < key_table_count; i++) {
        for (size_t k = 0; k < KEY_ROW_MOST; k++) {
            const struct key *own = &key_table[i].keys[k];
            if (key_table[i].is_of_question == is_of_question && own->name == key.name &&
                own->character == key.character && own->has_shift == key.has_shift &&
                own->has_control == key.has_control) {
                return &key_table[i];
            }
        }
    }
    return NULL;
}

/* No key is in two rows, and each row's keys lead back to its action. */
static void test_rows(void) {
    for (size_t i = 0; i < key_table_count; i++) {
        const struct key_row *row = &key_table[i];
        EXPECT(row->keys[0].name != KEY_NONE);
        for (size_t k = 0; k < KEY_ROW_MOST && row->keys[k].name != KEY_NONE; k++) {
            enum action expected = row->is_sequence ? row->action + (enum action)k : row->action;
            EXPECT(row_of(row->keys[k], row->is_of_question) == row);
            EXPECT(row->is_of_question || key_table_action(row->keys[k]) == expected);
        }
    }
}

/* Every action but NONE has a key. */
static void test_all_actions_have_keys(void) {
    bool has_key[ACTION_COUNT] = {false};
    for (size_t i = 0; i < key_table_count; i++) {
        const struct key_row *row = &key_table[i];
        for (size_t k = 0; k < KEY_ROW_MOST && row->keys[k].name != KEY_NONE; k++) {
            has_key[row->is_of_question ? row->action : key_table_action(row->keys[k])] = true;
        }
    }
    for (int action = 1; action < ACTION_COUNT; action++) {
        EXPECT(has_key[action]);
    }
    EXPECT(!has_key[ACTION_NONE]);
}

static void test_printing(void) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    key_table_print(&text, LANGUAGE_ENGLISH, false);
    EXPECT(strstr(text.bytes, "PageDown* PageUp*  ") != NULL);
    EXPECT(strstr(text.bytes, "Ctrl+← … Ctrl+↓") != NULL);
    EXPECT(strstr(text.bytes, "1 … 9  ") != NULL);
    text_begin(&text, arena);
    key_table_print(&text, LANGUAGE_CHINESE, true);
    EXPECT(strstr(text.bytes, "| `→` `Space` `Enter` | 按当前粒度前进一步") != NULL);
    EXPECT(strstr(text.bytes, "| `Shift+d` | 更少小数位 |") != NULL);
    size_t lines = 0;
    for (const char *c = text.bytes; *c != '\0'; c++) {
        lines += *c == '\n';
    }
    EXPECT_INT(lines, key_table_count + 2 + 2);
    arena_destroy(arena);
}

static void test_strings(void) {
    struct arena *arena = arena_create();
    EXPECT_STRING(STRING_FILL(arena, LANGUAGE_ENGLISH, STRING_SAMPLE_PLACE, "1", "4"),
                  "sample 1 of 4");
    EXPECT_STRING(STRING_FILL(arena, LANGUAGE_CHINESE, STRING_LAYER, "{2}"), "第 {2} 层");
    for (enum string_id id = 0; id < STRING_COUNT; id++) {
        for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
            const char *text = string_get(language, id);
            EXPECT(text != NULL);
            for (const char *c = text; *c != '\0';) {
                uint32_t code_point = 0;
                size_t size = utf8_decode(c, strlen(c), &code_point);
                EXPECT(size > 0);
                c += size > 0 ? size : 1;
            }
        }
        /* A sentence says the same with the same parts in both. */
        for (int part = 1; part <= STRING_MOST_PARTS; part++) {
            const char mark[] = {'{', (char)('0' + part), '}', '\0'};
            bool is_sentence = id >= STRING_SENTENCE_START && id <= STRING_SENTENCE_END;
            EXPECT(is_sentence || (strstr(string_get(LANGUAGE_ENGLISH, id), mark) != NULL) ==
                                      (strstr(string_get(LANGUAGE_CHINESE, id), mark) != NULL));
        }
    }
    arena_destroy(arena);
}

int main(void) {
    static const struct test tests[] = {
        {"keys that step", test_step_keys},
        {"keys that change what is shown", test_look_keys},
        {"keys of the window", test_window_keys},
        {"keys that select", test_selection_keys},
        {"a held key", test_repeats},
        {"no key is in two rows", test_rows},
        {"every action has a key", test_all_actions_have_keys},
        {"the table is printed", test_printing},
        {"strings have the same parts in both languages", test_strings},
    };
    return test_run(tests, TEST_COUNT(tests));
}
