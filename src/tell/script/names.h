#ifndef BACKSTEP_TELL_SCRIPT_NAMES_H
#define BACKSTEP_TELL_SCRIPT_NAMES_H

/* Symbols in an author's formulas: what they stand for, and what the shown notation calls them. The
 * author writes TeX, with the names of the lesson's own notation; an index behind a name, as in
 * w^{[2]}_{1,3}, means an element. */

#include "engine/script.h"
#include "tell/telling.h"

struct names;

/* Knows the names of the script's own notation and of the shown one, in any layer and in letters
 * (l, L). */
const struct names *names_create(struct arena *arena, const struct script *script,
                                 const struct program *shown);

struct named_math {
    const char *tex;
    const struct telling_span *spans; /* in order, none inside another; without a quantity a name in
                                         letters, and where this notation does without the tensor */
    size_t count;
};

/* The formula as the shown notation writes it: only names change. */
struct named_math names_translate(struct arena *arena, const struct names *names, const char *tex);

#endif
