#ifndef BACKSTEP_APP_WORDS_SYSTEM_FONT_H
#define BACKSTEP_APP_WORDS_SYSTEM_FONT_H

/* Fonts of the machine for characters that the shipped ones lack, found through fontconfig. A
 * program that is built without it finds none. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which font of a file. */
struct system_font {
    char path[4096];
    long index;
};

/* The machine's font that has the character and is nearest to a plain or bold sans serif. */
bool system_font_find(uint32_t code_point, bool is_bold, struct system_font *ret);

#endif
