#ifndef BACKSTEP_TYPESET_MATH_BRACKET_H
#define BACKSTEP_TYPESET_MATH_BRACKET_H

/* The strokes of a square bracket, which is the same around a formula's matrix and around one that
 * is filled with numbers: an upright stem with an arm at its top and its bottom. */

/* Whole pixels, none of them 0. */
struct math_bracket {
    float stem;      /* width of the stem */
    float arm;       /* length of an arm, the stem's width included: it sticks out */
    float thickness; /* height of an arm */
};

/* At a size of the type, in pixels per em. */
struct math_bracket math_bracket_at(float size);

#endif
