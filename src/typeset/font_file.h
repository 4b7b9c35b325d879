#ifndef BACKSTEP_TYPESET_FONT_FILE_H
#define BACKSTEP_TYPESET_FONT_FILE_H

/* The fonts that are shipped, and which characters they have. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum font_file {
    FONT_SANS,
    FONT_SANS_BOLD,
    FONT_LATIN, /* letters that FONT_SANS lacks, and those that stand beside them in words */
    FONT_LATIN_BOLD,
    FONT_SYMBOLS,
    FONT_MATH,
    FONT_FILE_COUNT
};

extern const char *const font_file_names[FONT_FILE_COUNT]; /* "backstep-math.otf" */

/* Whether the bytes of a font are those that it was made of: its own sum over them is right. */
bool font_file_is_whole(const void *bytes, size_t length);

/* The characters of all of them together. */
struct font_coverage;

/* Reads them from a folder; fonts that cannot be read have none. font_file_coverage_close frees it.
 */
struct font_coverage *font_file_coverage_open(const char *folder);

/* NULL is accepted. */
void font_file_coverage_close(struct font_coverage *coverage);

/* Whether a character shows as itself: one that no font has is a box. Controls and marks that do
 * not show need no font. */
bool font_file_coverage_has(const struct font_coverage *coverage, uint32_t code_point);

/* Whether a character neither shows nor advances: controls, joiners, variation selectors, and the
 * marks of a direction. */
bool font_file_is_invisible(uint32_t code_point);

#endif
