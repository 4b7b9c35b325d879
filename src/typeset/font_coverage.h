#ifndef BACKSTEP_TYPESET_FONT_COVERAGE_H
#define BACKSTEP_TYPESET_FONT_COVERAGE_H

/* Which characters the shipped fonts have, all of them together. */

#include "typeset/font_files.h"

#include <stdbool.h>
#include <stdint.h>

struct font_coverage;

/* The fonts are not needed afterwards. font_coverage_close frees it. */
struct font_coverage *font_coverage_open(const struct font_files *fonts);

/* NULL is accepted. */
void font_coverage_close(struct font_coverage *coverage);

/* Whether a character shows as itself: one that no font has is a box. Controls and marks that do
 * not show need no font. */
bool font_coverage_has(const struct font_coverage *coverage, uint32_t code_point);

/* Whether a character neither shows nor advances: controls, joiners, variation selectors, and the
 * marks of a direction. */
bool font_coverage_is_invisible(uint32_t code_point);

#endif
