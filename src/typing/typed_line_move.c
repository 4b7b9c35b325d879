/* Where a caret can go to, and what is one word. */
#include "base/utf8.h"
#include "typing/cluster.h"
#include "typing/typed_line.h"

#include <assert.h>
#include <stdint.h>

/* Words are what is typed together: letters and digits with their point, and rows of the same kind
 * of signs. */
enum word_kind { WORD_SPACE, WORD_LETTERS, WORD_SIGNS };

static bool is_between(uint32_t code, uint32_t first, uint32_t last) {
    return code >= first && code <= last;
}

static enum word_kind kind_at(const char *text, size_t length, size_t at) {
    uint32_t code = 0;
    if (utf8_decode(text + at, length - at, &code) == 0) {
        return WORD_SIGNS;
    }
    if (code == ' ' || code == 0xA0 || code == 0x3000) {
        return WORD_SPACE;
    }
    bool is_ascii = is_between(code, '0', '9') || is_between(code, 'a', 'z') ||
                    is_between(code, 'A', 'Z') || code == '.' || code == '_' || code == '\\';
    bool is_sign = is_between(code, 0x80, 0xBF) || code == 0xD7 || code == 0xF7 ||
                   is_between(code, 0x2000, 0x206F) || is_between(code, 0x2190, 0x22FF) ||
                   is_between(code, 0x3000, 0x303F) || is_between(code, 0xFF00, 0xFF0F);
    return is_ascii || (code >= 0x80 && !is_sign) ? WORD_LETTERS : WORD_SIGNS;
}

static size_t word_left(const struct typed_state *state, size_t at) {
    bool has_word = false;
    enum word_kind word = WORD_SPACE;
    while (at > 0) {
        size_t before = cluster_previous(state->text, at);
        enum word_kind kind = kind_at(state->text, state->length, before);
        if (has_word && kind != word) {
            break;
        }
        has_word = has_word || kind != WORD_SPACE;
        word = kind;
        at = before;
    }
    return at;
}

static size_t word_right(const struct typed_state *state, size_t at) {
    bool has_word = false;
    enum word_kind word = WORD_SPACE;
    while (at < state->length) {
        enum word_kind kind = kind_at(state->text, state->length, at);
        if (has_word && kind != word) {
            break;
        }
        has_word = has_word || kind != WORD_SPACE;
        word = kind;
        at = cluster_next(state->text, state->length, at);
    }
    return at;
}

size_t typed_line_move_from(const struct typed_state *state, size_t at, enum typed_move move) {
    switch (move) {
    case TYPED_LEFT:
        return cluster_previous(state->text, at);
    case TYPED_RIGHT:
        return cluster_next(state->text, state->length, at);
    case TYPED_WORD_LEFT:
        return word_left(state, at);
    case TYPED_WORD_RIGHT:
        return word_right(state, at);
    case TYPED_HOME:
        return 0;
    case TYPED_END:
        return state->length;
    case TYPED_MOVE_COUNT:
        break;
    }
    assert(false);
    return at;
}
