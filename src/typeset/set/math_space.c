/* The space between two atoms of a line: chapter 18 of the TeXbook. */
#include "typeset/set/math_space.h"

#include <math.h>

enum { MINUS_SIGN = 0x2212 };

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

static float class_gap(enum math_class left, enum math_class right, struct math_style style) {
    static const float ems[] = {0, 3 / 18.0F, 4 / 18.0F, 5 / 18.0F};
    if (left >= MATH_CLASS_COUNT || right >= MATH_CLASS_COUNT) {
        return 0;
    }
    int gap = gaps[left][right];
    if (gap < 0) {
        return style.kind < STYLE_SCRIPT ? ems[-gap] : 0;
    }
    return ems[gap];
}

/* What TeX puts close and a book lets breathe: the bracket of a product behind its sum, and the bar
 * of a fraction behind a sign, which are one line otherwise. */
static bool is_crowded(const struct math_node *previous, const struct math_node *node,
                       enum math_class left, enum math_class right) {
    if (previous == NULL || previous->kind != NODE_SYMBOL) {
        return false;
    }
    bool is_sign = previous->code == MINUS_SIGN && left == MATH_ORD;
    bool is_bar = node != NULL && node->kind == NODE_FRACTION && node->has_rule;
    return (previous->is_wide && right == MATH_OPEN) || (is_sign && is_bar);
}

float math_atom_gap(const struct math_node *previous, const struct math_node *node,
                    enum math_class left, enum math_class right, struct math_style style) {
    return style.kind < STYLE_SCRIPT && is_crowded(previous, node, left, right)
               ? class_gap(MATH_OP, MATH_ORD, style)
               : class_gap(left, right, style);
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
