#ifndef BACKSTEP_TESTS_FONT_SET_FIXTURE_H
#define BACKSTEP_TESTS_FONT_SET_FIXTURE_H

/* The shipped fonts, to measure and to draw with. */

#include "app/font.h"
#include "font_fixture.h"

/* Ends the test when they cannot be opened; the caller closes. */
static inline struct font_set *fixture_font_set(const char *root) {
    char message[4608];
    struct font_set *fonts = font_open(fixture_fonts(root), message, sizeof message);
    if (fonts == NULL) {
        printf("Bail out! %s\n", message);
        exit(1);
    }
    return fonts;
}

#endif
