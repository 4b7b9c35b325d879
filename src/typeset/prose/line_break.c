/* The rules are those of Chinese typography: marks that close something do not begin a line, marks
 * that open something do not end one, a dash and an ellipsis of two signs stay whole; and those of
 * Latin: lines end at spaces and behind hyphens. */
#include "typeset/prose/line_break.h"

#include <stddef.h>

static const float space_gap = 0.26F;
static const float mixed_gap = 0.25F; /* between a Chinese character and a Latin one */
static const float mark_gap = 0.06F;  /* slanted letters reach out of their boxes */

enum kind {
    KIND_NOTHING,
    KIND_LATIN,  /* letters and figures, and signs that belong to their word */
    KIND_HAN,    /* may stand at both ends of a line */
    KIND_OPEN,   /* never ends a line */
    KIND_CLOSE,  /* never begins a line */
    KIND_DASH,   /* may end a line, does not begin one */
    KIND_HYPHEN, /* the same, within a word */
    KIND_GLUE,   /* a space where no line ends */
    KIND_OBJECT
};

struct span {
    uint32_t first, last;
    enum kind kind;
};

/* The first that holds. What is not listed is Latin. */
static const struct span spans[] = {
    {LINE_BREAK_OBJECT, LINE_BREAK_OBJECT, KIND_OBJECT},
    {'(', '(', KIND_OPEN},
    {'[', '[', KIND_OPEN},
    {')', ')', KIND_CLOSE},
    {']', ']', KIND_CLOSE},
    {'!', '!', KIND_CLOSE},
    {'?', '?', KIND_CLOSE},
    {'%', '%', KIND_CLOSE},
    {',', ',', KIND_CLOSE},
    {'.', '.', KIND_CLOSE},
    {':', ';', KIND_CLOSE},
    {'-', '-', KIND_HYPHEN},
    {0xA0, 0xA0, KIND_GLUE},
    {0xB7, 0xB7, KIND_CLOSE}, /* middle dot */
    {0x2010, 0x2010, KIND_HYPHEN},
    {0x2011, 0x2011, KIND_LATIN}, /* a hyphen that does not break */
    {0x2013, 0x2013, KIND_HYPHEN},
    {0x2014, 0x2015, KIND_DASH},
    {0x2018, 0x2018, KIND_OPEN}, /* curly quotes */
    {0x2019, 0x2019, KIND_CLOSE},
    {0x201C, 0x201C, KIND_OPEN},
    {0x201D, 0x201D, KIND_CLOSE},
    {0x2026, 0x2026, KIND_CLOSE},
    {0x202F, 0x202F, KIND_GLUE},
    {0x2E80, 0x2FFF, KIND_HAN},
    {0x3001, 0x3002, KIND_CLOSE},
    {0x3003, 0x3007, KIND_HAN},
    {0x3008, 0x3008, KIND_OPEN}, /* brackets in pairs */
    {0x3009, 0x3009, KIND_CLOSE},
    {0x300A, 0x300A, KIND_OPEN},
    {0x300B, 0x300B, KIND_CLOSE},
    {0x300C, 0x300C, KIND_OPEN},
    {0x300D, 0x300D, KIND_CLOSE},
    {0x300E, 0x300E, KIND_OPEN},
    {0x300F, 0x300F, KIND_CLOSE},
    {0x3010, 0x3010, KIND_OPEN},
    {0x3011, 0x3011, KIND_CLOSE},
    {0x3014, 0x3014, KIND_OPEN},
    {0x3015, 0x3015, KIND_CLOSE},
    {0x3016, 0x3016, KIND_OPEN},
    {0x3017, 0x3017, KIND_CLOSE},
    {0x3018, 0x9FFF, KIND_HAN},
    {0xAC00, 0xD7A3, KIND_HAN},
    {0xF900, 0xFAFF, KIND_HAN},
    {0xFF01, 0xFF01, KIND_CLOSE}, /* full-width ! ( ) , . : ; ? */
    {0xFF08, 0xFF08, KIND_OPEN},
    {0xFF09, 0xFF09, KIND_CLOSE},
    {0xFF0C, 0xFF0C, KIND_CLOSE},
    {0xFF0E, 0xFF0E, KIND_CLOSE},
    {0xFF1A, 0xFF1B, KIND_CLOSE},
    {0xFF1F, 0xFF1F, KIND_CLOSE},
    {0xFF00, 0xFFEF, KIND_HAN},
    {0x20000, 0x3FFFF, KIND_HAN},
};

static enum kind kind_of(uint32_t code_point) {
    if (code_point == 0) {
        return KIND_NOTHING;
    }
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (code_point >= spans[i].first && code_point <= spans[i].last) {
            return spans[i].kind;
        }
    }
    return KIND_LATIN;
}

/* Marks as wide as a character, which bring their own room along. */
static bool is_wide_mark(uint32_t code_point, enum kind kind) {
    return code_point >= 0x3000 && (kind == KIND_OPEN || kind == KIND_CLOSE);
}

/* Without a space, and with neither mark in the way. */
static bool breaks_between(uint32_t before, uint32_t behind) {
    enum kind left = kind_of(before);
    enum kind right = kind_of(behind);
    if (left == KIND_HAN || right == KIND_HAN || is_wide_mark(before, left) ||
        is_wide_mark(behind, right) || left == KIND_DASH) {
        return true;
    }
    bool is_figure = behind >= '0' && behind <= '9';
    return left == KIND_HYPHEN && right == KIND_LATIN && !is_figure;
}

bool line_break_is_allowed(uint32_t before, uint32_t behind, bool has_space) {
    enum kind left = kind_of(before);
    enum kind right = kind_of(behind);
    bool is_held = left == KIND_OPEN || left == KIND_GLUE || right == KIND_CLOSE ||
                   right == KIND_GLUE || right == KIND_DASH;
    bool begins_word = right == KIND_HYPHEN && has_space;
    if (left == KIND_NOTHING || is_held || (right == KIND_HYPHEN && !begins_word)) {
        return false;
    }
    return has_space || breaks_between(before, behind);
}

float line_break_gap(uint32_t before, uint32_t behind, bool has_space) {
    enum kind left = kind_of(before);
    enum kind right = kind_of(behind);
    if (left == KIND_NOTHING) {
        return 0;
    }
    if (is_wide_mark(before, left) || is_wide_mark(behind, right)) {
        return left == KIND_OBJECT || right == KIND_OBJECT ? mark_gap : 0;
    }
    bool is_left_word = left == KIND_LATIN || left == KIND_OBJECT || left == KIND_CLOSE;
    bool is_right_word = right == KIND_LATIN || right == KIND_OBJECT || right == KIND_OPEN;
    bool is_curly =
        (before >= 0x2018 && before <= 0x2026) || (behind >= 0x2018 && behind <= 0x201D);
    bool is_mixed = (left == KIND_HAN && is_right_word) || (is_left_word && right == KIND_HAN);
    if (is_mixed && !is_curly) {
        return mixed_gap;
    }
    return has_space ? space_gap : 0;
}
