#ifndef BACKSTEP_TYPESET_MATH_H
#define BACKSTEP_TYPESET_MATH_H

/* From TeX to boxes: a subset of TeX's mathematics, set with the font's MATH constants and TeX's
 * spacing. Every part knows the bytes of the source that it came from, so that whoever printed the
 * source can color a symbol and tell what it stands for. */

#include "base/arena.h"
#include "typeset/math_font.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- reading ---- */

struct math_list; /* a formula that was read; it points into no source */

/* Where the source is wrong, in bytes, and why: one line of UTF-8. */
struct math_error {
    size_t begin, end;
    char message[200];
};

enum { MATH_MOST_BYTES = 8192, MATH_MOST_DEPTH = 64 };

/* Reads a formula. The list lives in the arena. NULL with *error set (which may be NULL) where it
 * is not in the subset. "\slot{3}" stands for a box that the caller fills in. */
const struct math_list *math_parse(struct arena *arena, const char *source, size_t length,
                                   struct math_error *error);

/* ---- setting ---- */

enum math_part_kind {
    MATH_GLYPH,
    MATH_RULE, /* a filled rectangle: bars, radicals, the square brackets of matrices. Its y and its
                  height are whole; a painter rounds its left and right edge as well */
    MATH_TEXT, /* words in the face of prose */
    MATH_SLOT,
    MATH_PART_KIND_COUNT
};

/* Pixels; y grows downwards and is 0 on the baseline of the box that the part is in. */
struct math_part {
    enum math_part_kind kind;
    float x, y; /* GLYPH, TEXT: pen on its baseline; RULE: top left; SLOT: left, on the axis */
    float width, height;   /* RULE, TEXT, SLOT: of it; GLYPH: its advance and nothing */
    float ascent, descent; /* of its ink above and below y */
    float left, right;     /* GLYPH: of its ink, from x */
    float size;            /* GLYPH, TEXT: pixels per em */
    uint32_t glyph;        /* in the math font */
    const char *text;      /* TEXT, in the list's arena */
    size_t slot;           /* SLOT: its number */
    size_t begin, end;     /* bytes of the source */
};

/* A formula, or a part of one, that stands on a baseline at y = 0. */
struct math_box {
    float width, ascent, descent;
    const struct math_part *parts;
    size_t part_count;
};

/* What a slot takes: about the math axis, on which matrices are centered. */
struct math_slot {
    float width, above, below; /* pixels */
};

struct math_options {
    const struct math_font *font;
    float size;      /* pixels per em */
    bool is_display; /* limits above and below sums, full-size fractions */
    /* Plain ( ) [ ] | | too become as high as what they hold, and what they and \left ... \right
     * hold is on the top level of a row: a line can break inside. */
    bool grows_fences;
    const struct math_slot *slots;
    size_t slot_count;
    /* Pixels that words in the face of prose advance; NULL: they are set in the math font. */
    float (*text_width)(const void *context, float size, const char *text);
    const void *context;
};

/* One line. Parts live in the arena. */
struct math_box math_set(struct arena *arena, const struct math_list *list,
                         const struct math_options *options);

/* A piece of the top level: an atom with its scripts, a fraction, a bracket. Where fences grow,
 * what is between them is on the top level too. */
struct math_item {
    struct math_box box;
    float gap; /* before it, unless it begins a line */
    /* A line may begin with this item: 1 at a relation outside of brackets; a larger number is a
     * worse place (deeper inside brackets, * rather than +, between factors without a sign); 0: no
     * line may. */
    int break_rank;
    bool lacks_sign; /* a factor without a sign before it: a line that begins with it wants a dot */
    size_t begin, end; /* bytes of the source */
};

struct math_row {
    const struct math_item *items;
    size_t count;
};

/* Sets a list in a row; places, in pixels, are from its beginning and its baseline. In the arena.
 * */
struct math_row math_set_row(struct arena *arena, const struct math_list *list,
                             const struct math_options *options);

/* The height of the math axis above the baseline. */
float math_axis(const struct math_font *font, float size);

#endif
