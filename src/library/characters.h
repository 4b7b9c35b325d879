#ifndef BACKSTEP_LIBRARY_CHARACTERS_H
#define BACKSTEP_LIBRARY_CHARACTERS_H

/* Which characters of a lesson file's texts no shipped font has: on another machine they may be
 * boxes. */

#include "base/arena.h"
#include "base/language.h"
#include "typeset/font_files.h"

#include <stddef.h>

/* What there is to say of a valid lesson's bytes, as diagnostics_print writes warnings: each such
 * character once, where it stands first; "" when there is none. The text is the arena's. */
const char *characters_warn(struct arena *arena, const char *file, const char *bytes, size_t length,
                            const struct font_files *fonts, enum language language);

#endif
