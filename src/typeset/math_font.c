#include "typeset/math_font.h"

#include <hb-ot.h>
#include <hb.h>

#include <stdlib.h>

struct math_font {
    hb_face_t *face;
    hb_font_t *font; /* its units are the font's own */
};

struct math_font *math_font_open(const char *path) {
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (blob == NULL) {
        return NULL;
    }
    struct math_font *font = calloc(1, sizeof *font);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob); /* the face keeps it */
    if (font == NULL || !hb_ot_math_has_data(face)) {
        hb_face_destroy(face);
        free(font);
        return NULL;
    }
    font->face = face;
    font->font = hb_font_create(face);
    return font;
}

void math_font_close(struct math_font *font) {
    if (font == NULL) {
        return;
    }
    hb_font_destroy(font->font);
    hb_face_destroy(font->face);
    free(font);
}
