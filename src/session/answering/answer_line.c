#include "session/answering/answer_line.h"

#include "base/utf8.h"
#include "session/session_look.h"
#include "session/session_parts.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

static const enum answer_way ways[] = {
    [QUESTION_VALUE] = ANSWER_WAY_TEXT,    [QUESTION_SHAPE] = ANSWER_WAY_TEXT,
    [QUESTION_SIGN] = ANSWER_WAY_TEXT,     [QUESTION_CHOICE] = ANSWER_WAY_LETTER,
    [QUESTION_ORDER] = ANSWER_WAY_LETTERS, [QUESTION_CELL] = ANSWER_WAY_POINTING,
    [QUESTION_FORMULA] = ANSWER_WAY_TEXT,  [QUESTION_LINE] = ANSWER_WAY_LETTER,
};
static_assert(sizeof ways / sizeof *ways == QUESTION_KIND_COUNT, "a way for each kind");

/* In a hall numbers, shapes and signs are options. */
enum answer_way answer_line_way(const struct asked *asked) {
    bool has_options = asked->subject.option_count > 0 && asked->kind != QUESTION_ORDER;
    return has_options ? ANSWER_WAY_LETTER : ways[asked->kind];
}

bool answer_line_is_focused(const struct session *session) {
    const struct session_settings *settings = session_settings(session);
    return session_ask_is_focused(session) && settings->blank == BLANK_NOTHING &&
           !settings->is_help_open;
}

/* ---- the line ---- */

struct typed_line answer_line_get(const struct session *session) {
    const struct asked *asked = session_ask_now(session);
    const struct answer_line *kept = &session->answer_line;
    if (asked == kept->of && asked != NULL && strcmp(kept->line.now.text, asked->text) == 0) {
        return kept->line;
    }
    struct typed_line line;
    typed_line_begin(&line);
    if (asked != NULL) {
        typed_line_insert(&line, asked->text);
    }
    return line;
}

bool answer_line_is_in_palette(const struct session *session, size_t *ret_chosen) {
    const struct answer_line *kept = &session->answer_line;
    *ret_chosen = kept->chosen;
    return answer_line_is_focused(session) && kept->is_in_palette &&
           kept->of == session_ask_now(session);
}

/* The line becomes that of the session, and its text what the question was answered. */
static unsigned keep(struct session *session, const struct typed_line *line, bool has_changed) {
    struct answer_line *kept = &session->answer_line;
    const struct asked *asked = session_ask_now(session);
    if (kept->of != asked) {
        kept->is_in_palette = false;
        kept->chosen = 0;
    }
    kept->of = asked;
    kept->line = *line;
    if (strcmp(asked->text, line->now.text) != 0) {
        session_ask_type(session, line->now.text);
    }
    return has_changed ? SESSION_LOOKS : SESSION_SAME;
}

/* ---- text ---- */

/* The option that a letter or a digit is, from 0; -1: none. */
static long option_of(const struct asked *asked, char letter) {
    static const char signs[] = "+-0"; /* as the options of a sign stand */
    const char *sign = asked->kind == QUESTION_SIGN ? strchr(signs, letter) : NULL;
    if (sign != NULL && *sign != '\0') {
        return sign - signs;
    }
    bool is_digit = letter >= '1' && letter <= '9';
    char lower = letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
    long option = is_digit ? letter - '1' : lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
    return option < (long)asked->subject.option_count ? option : -1;
}

/* Only letters of options are taken: of one answer the last, of an order each once. */
static unsigned insert_letters(struct session *session, const struct asked *asked,
                               const char *text) {
    struct typed_line line = answer_line_get(session);
    bool has_changed = false;
    for (const char *c = text; *c != '\0'; c++) {
        long option = option_of(asked, *c);
        char letter[2] = {(char)('A' + option), '\0'};
        if (option < 0) {
            continue;
        }
        if (answer_line_way(asked) == ANSWER_WAY_LETTER) {
            has_changed |= typed_line_replace(&line, letter);
        } else if (strchr(line.now.text, letter[0]) == NULL) {
            has_changed |= typed_line_insert(&line, letter);
        }
    }
    return keep(session, &line, has_changed);
}

unsigned answer_line_insert(struct session *session, const char *text) {
    const struct asked *asked = session_ask_now(session);
    if (!session_ask_is_open(session) || answer_line_way(asked) == ANSWER_WAY_POINTING) {
        return SESSION_SAME;
    }
    if (answer_line_way(asked) != ANSWER_WAY_TEXT) {
        return insert_letters(session, asked, text);
    }
    struct typed_line line = answer_line_get(session);
    bool has_changed = typed_line_compose(&line, "", 0);
    has_changed |= typed_line_insert(&line, text);
    return keep(session, &line, has_changed);
}

unsigned answer_line_compose(struct session *session, const char *text, int caret) {
    const struct asked *asked = session_ask_now(session);
    if (!session_ask_is_open(session) || answer_line_way(asked) != ANSWER_WAY_TEXT) {
        return SESSION_SAME;
    }
    size_t length = strlen(text);
    size_t at = 0;
    for (int i = 0; i < caret && at < length; i++) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(text + at, length - at, &code_point);
        at += size > 0 ? size : 1;
    }
    struct typed_line line = answer_line_get(session);
    bool has_changed = typed_line_compose(&line, text, caret < 0 ? length : at);
    return keep(session, &line, has_changed);
}

unsigned answer_line_put_caret(struct session *session, size_t at, bool selects) {
    if (!session_ask_is_open(session)) {
        return SESSION_SAME;
    }
    struct typed_line line = answer_line_get(session);
    bool has_changed = typed_line_put_caret(&line, at, selects);
    return session_ask_enter(session) | keep(session, &line, has_changed);
}

bool answer_line_copy(const struct session *session, char *ret) {
    const struct typed_line line = answer_line_get(session);
    typed_line_copy(&line, ret);
    return ret[0] != '\0';
}

/* ---- keys ---- */

static unsigned edit(struct session *session, struct answer_key key) {
    struct typed_line line = answer_line_get(session);
    bool has_changed = key.kind == ANSWER_KEY_DELETE       ? typed_line_delete(&line, key.to)
                       : key.kind == ANSWER_KEY_SELECT_ALL ? typed_line_select_all(&line)
                       : key.kind == ANSWER_KEY_UNDO       ? typed_line_undo(&line)
                       : key.kind == ANSWER_KEY_REDO
                           ? typed_line_redo(&line)
                           : typed_line_move(&line, key.to, key.kind == ANSWER_KEY_SELECT);
    return keep(session, &line, has_changed);
}

/* From option to option; from none to the first, or the last. */
static unsigned walk_options(struct session *session, const struct asked *asked, bool is_down) {
    long count = (long)asked->subject.option_count;
    if (answer_line_way(asked) != ANSWER_WAY_LETTER || count == 0) {
        return SESSION_SAME;
    }
    long now = asked->text[0] != '\0' ? option_of(asked, asked->text[0]) : -1;
    long next = now < 0 ? (is_down ? 0 : count - 1) : (now + (is_down ? 1 : count - 1)) % count;
    const char letter[2] = {(char)('A' + next), '\0'};
    return insert_letters(session, asked, letter);
}

static unsigned toggle_palette(struct session *session) {
    const struct typed_line line = answer_line_get(session);
    keep(session, &line, false);
    session->answer_line.is_in_palette = !session->answer_line.is_in_palette;
    return SESSION_LOOKS;
}

/* Where keys lead to from the sign that is chosen. */
static size_t next_chosen(size_t chosen, struct answer_key key, size_t count) {
    size_t row = ANSWER_PALETTE_ROW;
    bool is_back = key.to == TYPED_LEFT || key.to == TYPED_WORD_LEFT;
    size_t aside = is_back ? (chosen + count - 1) % count : (chosen + 1) % count;
    size_t above = chosen >= row ? chosen - row : chosen;
    size_t below = chosen + row < count ? chosen + row : count - 1;
    return key.kind == ANSWER_KEY_ABOVE   ? above
           : key.kind == ANSWER_KEY_BELOW ? below
           : key.to == TYPED_HOME         ? 0
           : key.to == TYPED_END          ? count - 1
                                          : aside;
}

/* Keys while one of the palette's signs is chosen: *ret_taken is the one that is put in. */
static unsigned do_in_palette(struct session *session, struct answer_key key, size_t count,
                              long *ret_taken) {
    struct answer_line *kept = &session->answer_line;
    kept->chosen = kept->chosen < count ? kept->chosen : 0;
    if (key.kind == ANSWER_KEY_LEAVE) {
        kept->is_in_palette = false;
    } else if (key.kind == ANSWER_KEY_CHECK) {
        *ret_taken = (long)kept->chosen;
    } else {
        kept->chosen = next_chosen(kept->chosen, key, count);
    }
    return SESSION_LOOKS;
}

static bool is_of_palette(enum answer_key_kind kind) {
    return kind == ANSWER_KEY_MOVE || kind == ANSWER_KEY_ABOVE || kind == ANSWER_KEY_BELOW ||
           kind == ANSWER_KEY_CHECK || kind == ANSWER_KEY_LEAVE;
}

long answer_line_palette_digit(const struct session *session, const char *text,
                               size_t palette_count) {
    size_t chosen = 0;
    bool is_digit = text[0] >= '0' && text[0] <= '9' && text[1] == '\0';
    if (!answer_line_is_in_palette(session, &chosen) || !is_digit) {
        return -1;
    }
    size_t which = text[0] == '0' ? ANSWER_PALETTE_ROW - 1 : (size_t)(text[0] - '1');
    size_t sign = chosen / ANSWER_PALETTE_ROW * ANSWER_PALETTE_ROW + which;
    return sign < palette_count ? (long)sign : -1;
}

/* Moving to the right goes on where there is nothing to move in. */
static bool skips(const struct asked *asked, struct answer_key key) {
    return key.kind == ANSWER_KEY_SKIP ||
           (key.kind == ANSWER_KEY_MOVE && key.to == TYPED_RIGHT && asked->text[0] == '\0');
}

/* Moving to the left goes back there. */
static bool goes_back(const struct asked *asked, struct answer_key key) {
    return key.kind == ANSWER_KEY_MOVE && key.to == TYPED_LEFT && asked->text[0] == '\0';
}

/* What was wrong makes way for what is typed next. Not a formula, which is mended. */
static unsigned select_wrong(struct session *session, const struct asked *asked) {
    bool is_short = answer_line_way(asked) == ANSWER_WAY_TEXT && asked->kind != QUESTION_FORMULA;
    if (!is_short || asked->verdict != ASKED_WRONG || !session_ask_is_open(session)) {
        return SESSION_SAME;
    }
    struct typed_line line = answer_line_get(session);
    return keep(session, &line, typed_line_select_all(&line));
}

/* An answer by pointing is what is selected. */
unsigned answer_line_check(struct session *session) {
    const struct asked *asked = session_ask_now(session);
    if (!session_ask_is_open(session)) {
        return SESSION_SAME;
    }
    if (answer_line_way(asked) == ANSWER_WAY_POINTING) {
        return session_ask_point(session, session_selection(session)->selected);
    }
    unsigned changed = session_ask_check(session);
    return changed | select_wrong(session, asked);
}

static bool is_edit(enum answer_key_kind kind) {
    return kind == ANSWER_KEY_MOVE || kind == ANSWER_KEY_SELECT || kind == ANSWER_KEY_DELETE ||
           kind == ANSWER_KEY_SELECT_ALL || kind == ANSWER_KEY_UNDO || kind == ANSWER_KEY_REDO;
}

unsigned answer_line_do(struct session *session, struct answer_key key, size_t palette_count,
                        long *ret_taken) {
    const struct asked *asked = session_ask_now(session);
    size_t chosen = 0;
    *ret_taken = -1;
    if (!answer_line_is_focused(session)) {
        return SESSION_SAME;
    }
    if (key.kind == ANSWER_KEY_PALETTE) {
        return palette_count > 0 ? toggle_palette(session) : SESSION_SAME;
    }
    if (palette_count > 0 && answer_line_is_in_palette(session, &chosen) &&
        is_of_palette(key.kind)) {
        return do_in_palette(session, key, palette_count, ret_taken);
    }
    if (skips(asked, key)) {
        return session_ask_skip(session);
    }
    if (goes_back(asked, key)) {
        return session_apply(session, ACTION_PREVIOUS);
    }
    if (key.kind == ANSWER_KEY_ABOVE || key.kind == ANSWER_KEY_BELOW) {
        return walk_options(session, asked, key.kind == ANSWER_KEY_BELOW);
    }
    if (is_edit(key.kind)) {
        return answer_line_way(asked) == ANSWER_WAY_POINTING ? SESSION_SAME : edit(session, key);
    }
    return key.kind == ANSWER_KEY_CHECK   ? answer_line_check(session)
           : key.kind == ANSWER_KEY_HINT  ? session_ask_hint(session)
           : key.kind == ANSWER_KEY_LEAVE ? session_ask_leave(session)
                                          : SESSION_SAME;
}
