#include "typeset/math_bracket.h"

#include <math.h>

/* In em. */
static const float stem = 0.06F;
static const float arm = 0.19F;
static const float arm_thickness = 0.042F;

struct math_bracket math_bracket_at(float size) {
    struct math_bracket bracket = {
        .stem = fmaxf(roundf(stem * size), 1),
        .thickness = fmaxf(roundf(arm_thickness * size), 1),
    };
    bracket.arm = fmaxf(roundf(arm * size), bracket.stem + 1);
    return bracket;
}
