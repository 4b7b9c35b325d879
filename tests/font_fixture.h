#ifndef BACKSTEP_TESTS_FONT_FIXTURE_H
#define BACKSTEP_TESTS_FONT_FIXTURE_H

/* The shipped fonts for a test: open from the first time they are asked for to its end. */

#include "typeset/font_files.h"
#include "typeset/math_font.h"

#include <stdio.h>
#include <stdlib.h>

/* Ends the test when they are not there. */
static inline const struct font_files *fixture_fonts(const char *root) {
    static struct font_files fonts;
    static char folder[4096];
    char message[4608];
    if (fonts.folder == NULL) {
        snprintf(folder, sizeof folder, "%s/assets/fonts", root);
        if (!font_files_open(folder, &fonts, message, sizeof message)) {
            printf("Bail out! %s\n", message);
            exit(1);
        }
    }
    return &fonts;
}

/* For the caller to close. */
static inline struct math_font *fixture_math_font(const char *root) {
    const struct file_bytes *file = &fixture_fonts(root)->files[FONT_MATH];
    struct math_font *font = math_font_open(file->bytes, file->length);
    if (font == NULL) {
        puts("Bail out! the math font has no MATH table");
        exit(1);
    }
    return font;
}

#endif
