#ifndef BACKSTEP_TYPESET_FONT_FILES_H
#define BACKSTEP_TYPESET_FONT_FILES_H

/* The fonts that are shipped, as bytes: here alone are their files read, and whoever measures,
 * shapes or draws with them borrows the bytes. */

#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

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

struct font_files {
    const char *folder;                       /* borrowed: for what is said of them */
    struct file_bytes files[FONT_FILE_COUNT]; /* all there, and whole */
};

/* Opens the fonts of a folder. False, with a message of one line, when one cannot be read or its
 * bytes are not those that it was made of. The caller closes. */
bool font_files_open(const char *folder, struct font_files *ret, char *reterr_message,
                     size_t message_size);

/* What is zeroed is accepted. */
void font_files_close(struct font_files *fonts);

#endif
