/* The space between two atoms of a line: chapter 18 of the TeXbook. */
#include "typeset/math_setter.h"

#include <math.h>

/* 1 thin, 2 medium, 3 thick; a negative one is left out in scripts. 0 also where the pair cannot
 * be: a binary operator beside a relation is an ordinary sign. */
static const signed char gaps[MATH_CLASS_COUNT][MATH_CLASS_COUNT] = {
    /*               ord op bin rel open close punct inner */
    [MATH_ORD] = {0, 1, -2, -3, 0, 0, 0, -1},       [MATH_OP] = {1, 1, 0, -3, 0, 0, 0, -1},
    [MATH_BIN] = {-2, -2, 0, 0, -2, 0, 0, -2},      [MATH_REL] = {-3, -3, 0, 0, -3, 0, 0, -3},
    [MATH_OPEN] = {0, 0, 0, 0, 0, 0, 0, 0},         [MATH_CLOSE] = {0, 1, -2, -3, 0, 0, 0, -1},
    [MATH_PUNCT] = {-1, -1, 0, -1, -1, -1, -1, -1}, [MATH_INNER] = {-1, 1, -2, -3, -1, 0, -1, -1},
};

float math_overhang_gap(const struct math_frame *frame, enum math_class before, float size) {
    static const float margin = 0.04F;
    bool follows_letter = before == MATH_ORD || before == MATH_CLOSE || before == MATH_INNER;
    return follows_letter ? 0 : fmaxf(frame->overhang - margin * size, 0);
}

float math_class_gap(enum math_class left, enum math_class right, struct math_style style) {
    static const float ems[] = {0, 3 / 18.0F, 4 / 18.0F, 5 / 18.0F};
    if (left >= MATH_CLASS_COUNT || right >= MATH_CLASS_COUNT) {
        return 0;
    }
    int gap = gaps[left][right];
    if (gap < 0) {
        return style.level < LEVEL_SCRIPT ? ems[-gap] : 0;
    }
    return ems[gap];
}

float math_atom_gap(const struct math_node *previous, enum math_class left, enum math_class right,
                    struct math_style style) {
    float gap = math_class_gap(left, right, style);
    bool is_after_sum = previous != NULL && previous->kind == NODE_SYMBOL && previous->is_wide;
    /* TeX puts the bracket of a product close to its sum; a book lets it breathe. */
    bool is_crowded = is_after_sum && right == MATH_OPEN && style.level < LEVEL_SCRIPT;
    return is_crowded ? math_class_gap(MATH_OP, MATH_ORD, style) : gap;
}

enum math_class math_effective_class_of(enum math_class own, enum math_class before,
                                        enum math_class next) {
    if (own != MATH_BIN) {
        return own;
    }
    bool joins_before = before == MATH_ORD || before == MATH_CLOSE || before == MATH_INNER;
    bool joins_next = next == MATH_ORD || next == MATH_OP || next == MATH_OPEN ||
                      next == MATH_INNER || next == MATH_BIN;
    return joins_before && joins_next ? MATH_BIN : MATH_ORD;
}

enum math_class math_left_class(const struct math_node *node) {
    bool is_open = node->kind == NODE_FENCED && node->segments->code != 0;
    return is_open ? MATH_OPEN : node->class;
}

enum math_class math_right_class(const struct math_node *node, enum math_class effective) {
    return effective == MATH_OPEN && node->kind == NODE_FENCED ? MATH_CLOSE : effective;
}

enum math_class math_effective_class(const struct math_node *node, enum math_class before) {
    if (node->class != MATH_BIN) {
        return math_left_class(node);
    }
    const struct math_node *next = node->next;
    while (next != NULL && next->class == MATH_NO_CLASS) {
        next = next->next;
    }
    return math_effective_class_of(node->class, before,
                                   next ? math_left_class(next) : MATH_NO_CLASS);
}
