/* Changing a typed line, and what is selected in it. */
#include "base/utf8.h"
#include "typing/cluster.h"
#include "typing/typed_line_parts.h"

#include <stdint.h>
#include <string.h>

void typed_line_begin(struct typed_line *line) {
    *line = (struct typed_line){0};
}

void typed_line_selection(const struct typed_line *line, size_t *ret_begin, size_t *ret_end) {
    const struct typed_state *now = &line->now;
    *ret_begin = now->caret < now->anchor ? now->caret : now->anchor;
    *ret_end = now->caret < now->anchor ? now->anchor : now->caret;
}

/* ---- moving ---- */

static bool go_to(struct typed_line *line, size_t at, bool selects) {
    struct typed_state *now = &line->now;
    size_t caret = now->caret;
    size_t anchor = now->anchor;
    line->is_typing = false;
    now->caret = at;
    now->anchor = selects ? anchor : at;
    return caret != now->caret || anchor != now->anchor;
}

/* Whether a move goes by one sign, so that a selection is only left. */
static bool is_by_one(enum typed_move to) {
    return to == TYPED_LEFT || to == TYPED_RIGHT;
}

bool typed_line_move(struct typed_line *line, enum typed_move to, bool selects) {
    size_t begin = 0;
    size_t end = 0;
    typed_line_selection(line, &begin, &end);
    if (begin < end && !selects && is_by_one(to)) {
        return go_to(line, to == TYPED_LEFT ? begin : end, false);
    }
    return go_to(line, typed_line_move_from(&line->now, line->now.caret, to), selects);
}

bool typed_line_put_caret(struct typed_line *line, size_t at, bool selects) {
    const struct typed_state *now = &line->now;
    return go_to(line, cluster_floor(now->text, now->length, at), selects);
}

bool typed_line_select_all(struct typed_line *line) {
    bool has_moved = go_to(line, 0, false);
    return go_to(line, line->now.length, true) || has_moved;
}

void typed_line_copy(const struct typed_line *line, char *ret) {
    size_t begin = 0;
    size_t end = 0;
    typed_line_selection(line, &begin, &end);
    memcpy(ret, line->now.text + begin, end - begin);
    ret[end - begin] = '\0';
}

/* ---- changing ---- */

/* Takes bytes out; the caret is where they were. */
static void take_out(struct typed_state *state, size_t begin, size_t end) {
    memmove(state->text + begin, state->text + end, state->length - end + 1);
    state->length -= end - begin;
    state->caret = begin;
    state->anchor = begin;
}

/* What a line takes of a character: 0 for nothing. */
static uint32_t taken(uint32_t code) {
    bool is_space = code == '\t' || code == '\n' || code == '\r' || code == 0x2028;
    bool is_control = code < 0x20 || utf8_width(code) < 0 || code == 0xFEFF;
    return is_space ? ' ' : is_control ? 0 : code;
}

/* The text as a line takes it, at most `most` bytes, ended between two clusters. */
static size_t clean(const char *text, size_t most, char *ret) {
    enum { MORE = 8 }; /* behind the last that is taken: whether its cluster goes on */
    char all[TYPED_MOST + MORE + 1];
    size_t length = strlen(text);
    size_t count = 0;
    for (size_t at = 0; at < length && count + 4 <= sizeof all;) {
        uint32_t code = 0;
        size_t size = utf8_decode(text + at, length - at, &code);
        bool is_line_end = size == 1 && text[at] == '\r' && text[at + 1] == '\n';
        code = size > 0 && !is_line_end ? taken(code) : 0;
        count += code != 0 ? utf8_encode(code, all + count) : 0;
        at += size > 0 ? size : 1;
    }
    size_t kept = count <= most ? count : cluster_floor(all, count, most);
    memcpy(ret, all, kept);
    ret[kept] = '\0';
    return kept;
}

bool typed_line_insert(struct typed_line *line, const char *text) {
    struct typed_state *now = &line->now;
    size_t begin = 0;
    size_t end = 0;
    typed_line_selection(line, &begin, &end);
    char cleaned[TYPED_MOST + 1];
    size_t length = clean(text, TYPED_MOST - (now->length - (end - begin)), cleaned);
    if (length == 0 && (begin == end || text[0] != '\0')) {
        return false;
    }
    bool is_one = cluster_next(cleaned, length, 0) == length && begin == end;
    if (!is_one || !line->is_typing) {
        typed_line_keep_state(line);
    }
    take_out(now, begin, end);
    memmove(now->text + begin + length, now->text + begin, now->length - begin + 1);
    memcpy(now->text + begin, cleaned, length);
    now->length += length;
    /* what was put there may have joined the cluster behind it */
    size_t caret = begin + length;
    size_t floor = cluster_floor(now->text, now->length, caret);
    now->caret = floor == caret ? caret : cluster_next(now->text, now->length, floor);
    now->anchor = now->caret;
    line->is_typing = is_one && cleaned[0] != ' ';
    return true;
}

bool typed_line_replace(struct typed_line *line, const char *text) {
    bool is_same = strcmp(line->now.text, text) == 0;
    typed_line_select_all(line);
    bool has_changed = typed_line_insert(line, text);
    return has_changed && !is_same;
}

bool typed_line_delete(struct typed_line *line, enum typed_move to) {
    struct typed_state *now = &line->now;
    size_t begin = 0;
    size_t end = 0;
    typed_line_selection(line, &begin, &end);
    if (begin == end) {
        size_t there = typed_line_move_from(now, now->caret, to);
        begin = there < now->caret ? there : now->caret;
        end = there < now->caret ? now->caret : there;
    }
    line->is_typing = false;
    if (begin == end) {
        return false;
    }
    typed_line_keep_state(line);
    take_out(now, begin, end);
    /* what is left may be one cluster now: a mark goes to the letter before it */
    size_t floor = cluster_floor(now->text, now->length, begin);
    now->caret = floor == begin ? begin : cluster_next(now->text, now->length, floor);
    now->anchor = now->caret;
    return true;
}

/* ---- what an input method has not written ---- */

bool typed_line_compose(struct typed_line *line, const char *text, size_t caret) {
    char cleaned[TYPED_MOST + 1];
    size_t length = clean(text, TYPED_MOST_COMPOSED, cleaned);
    size_t at = caret < length ? cluster_floor(cleaned, length, caret) : length;
    bool is_same = strcmp(line->composed, cleaned) == 0 && line->composed_caret == at;
    memcpy(line->composed, cleaned, length + 1);
    line->composed_caret = at;
    return !is_same;
}

void typed_line_seen(const struct typed_line *line, char *ret, size_t *ret_caret, size_t *ret_begin,
                     size_t *ret_end) {
    const struct typed_state *now = &line->now;
    size_t begin = 0;
    size_t end = 0;
    typed_line_selection(line, &begin, &end);
    size_t length = strlen(line->composed);
    if (length == 0) {
        begin = now->caret;
        end = now->caret;
    }
    memcpy(ret, now->text, begin);
    memcpy(ret + begin, line->composed, length);
    memcpy(ret + begin + length, now->text + end, now->length - end + 1);
    *ret_caret = begin + (length > 0 ? line->composed_caret : 0);
    *ret_begin = begin;
    *ret_end = begin + length;
}
