#include "app/font.h"

#include "app/words/text_font.h"
#include "app/words/text_runs.h"
#include "base/memory.h"
#include "typeset/font_coverage.h"
#include "typeset/prose/line_order.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where a face of labels looks for a character, in this order. */
static const enum font_file file_order[FACE_PROSE][FONT_FILE_COUNT] = {
    [FACE_REGULAR] = {FONT_SANS, FONT_SYMBOLS, FONT_LATIN, FONT_MATH, FONT_SANS_BOLD,
                      FONT_LATIN_BOLD},
    [FACE_BOLD] = {FONT_SANS_BOLD, FONT_SYMBOLS, FONT_LATIN_BOLD, FONT_MATH, FONT_SANS, FONT_LATIN},
    [FACE_MATH] = {FONT_MATH, FONT_SYMBOLS, FONT_SANS, FONT_LATIN, FONT_SANS_BOLD, FONT_LATIN_BOLD},
};

/* Characters stand one behind the other, and an open hash of a power of two says where; all are
 * forgotten when there are too many. */
enum { GLYPH_SLOTS = 8192, MOST_GLYPHS = GLYPH_SLOTS * 3 / 4 };

/* A character of a face: which glyph of which font. */
struct glyph {
    uint32_t key; /* of face and code point */
    uint32_t index;
    enum font_file file;
    float advance; /* em */
    bool is_covered;
};

struct font_set {
    struct font_set *self; /* what text_metrics point to: measuring fills the cache */
    struct glyph_masks *masks;
    struct math_font *math;
    struct text_font *prose;
    uint16_t slots[GLYPH_SLOTS]; /* the number of a character, from 1; 0: free */
    struct glyph glyphs[MOST_GLYPHS];
    size_t glyph_count;
};

static struct math_font *open_math(const struct font_files *files, char *reterr_message,
                                   size_t message_size) {
    const struct file_bytes *file = &files->files[FONT_MATH];
    struct math_font *math = math_font_open(file->bytes, file->length);
    if (math == NULL) {
        snprintf(reterr_message, message_size, "the font \"%s\" in \"%s\" has no MATH table",
                 font_file_names[FONT_MATH], files->folder);
    }
    return math;
}

struct font_set *font_open(const struct font_files *files, char *reterr_message,
                           size_t message_size) {
    struct font_set *fonts = memory_allocate_zeroed(1, sizeof *fonts);
    fonts->self = fonts;
    fonts->masks = glyph_masks_open(files, reterr_message, message_size);
    fonts->math = fonts->masks != NULL ? open_math(files, reterr_message, message_size) : NULL;
    if (fonts->math == NULL) {
        font_close(fonts);
        return NULL;
    }
    fonts->prose = text_font_open(files, fonts->masks);
    return fonts;
}

void font_use_system(struct font_set *fonts) {
    text_font_use_system(fonts->prose);
}

void font_close(struct font_set *fonts) {
    if (fonts == NULL) {
        return;
    }
    text_font_close(fonts->prose);
    math_font_close(fonts->math);
    glyph_masks_close(fonts->masks);
    free(fonts);
}

static uint32_t scatter(uint32_t key) {
    key *= 0x9E3779B9U;
    return key ^ key >> 16;
}

static struct glyph find_character(struct font_set *fonts, enum text_face face,
                                   uint32_t code_point) {
    struct glyph glyph = {.file = file_order[face][0]};
    for (size_t i = 0; i < FONT_FILE_COUNT && !glyph.is_covered; i++) {
        enum font_file file = file_order[face][i];
        uint32_t index = glyph_masks_find(fonts->masks, file, code_point);
        if (index != 0) {
            glyph.file = file;
            glyph.index = index;
            glyph.is_covered = true;
        }
    }
    glyph.advance = glyph_masks_advance(fonts->masks, glyph.file, glyph.index);
    return glyph;
}

/* A character that no font has is the box of a missing glyph. */
static struct glyph glyph_of(struct font_set *fonts, enum text_face face, uint32_t code_point) {
    uint32_t key = code_point << 2 | ((uint32_t)face + 1);
    size_t slot = scatter(key) % GLYPH_SLOTS;
    for (size_t number; (number = fonts->slots[slot]) != 0; slot = (slot + 1) % GLYPH_SLOTS) {
        if (fonts->glyphs[number - 1].key == key) {
            return fonts->glyphs[number - 1];
        }
    }
    if (fonts->glyph_count == MOST_GLYPHS) {
        memset(fonts->slots, 0, sizeof fonts->slots);
        fonts->glyph_count = 0;
        slot = scatter(key) % GLYPH_SLOTS;
    }
    struct glyph found = find_character(fonts, face, code_point);
    found.key = key;
    fonts->glyphs[fonts->glyph_count++] = found;
    fonts->slots[slot] = (uint16_t)fonts->glyph_count;
    return found;
}

/* Walks through a text; positions are in em. */
struct run {
    struct font_set *fonts;
    enum text_face face;
    const char *next;
    size_t left;       /* bytes */
    uint32_t previous; /* code point, 0 at the start */
    float pen;         /* behind the glyph */
    float at;          /* of the glyph */
    float lift;        /* of a mark above a tall letter */
    struct glyph base; /* that a mark stands on */
    float base_at;
    bool is_foreign; /* a character is not in the shipped fonts, or runs from right to left */
};

static struct run run_begin(struct font_set *fonts, enum text_face face, const char *text) {
    return (struct run){.fonts = fonts, .face = face, .next = text, .left = strlen(text)};
}

static bool is_mark_above(uint32_t code_point) {
    return code_point >= 0x300 && code_point <= 0x314;
}

/* Sets a mark in the middle above the letter before it, and higher over a tall one. */
static void put_mark(struct run *run, struct glyph mark) {
    const float low_letter = 0.5F; /* marks are drawn for the height of an x */
    if (run->base.key == 0) {
        return;
    }
    const struct glyph_masks *masks = run->fonts->masks;
    struct glyph_ink letter = glyph_masks_ink(masks, run->base.file, run->base.index);
    run->at = run->base_at + letter.middle - glyph_masks_ink(masks, mark.file, mark.index).middle;
    run->lift = letter.top > low_letter ? letter.top - low_letter : 0;
}

/* The next glyph to draw, at run->at and run->lift; false at the end of the text. */
static bool run_next(struct run *run, struct glyph *ret) {
    uint32_t code_point;
    size_t size = text_runs_read(run->next, run->left, &code_point);
    if (size == 0) {
        return false;
    }
    run->next += size;
    run->left -= size;
    uint32_t after;
    text_runs_read(run->next, run->left, &after);
    code_point = text_runs_variant(code_point, run->previous, after);
    run->previous = code_point;
    run->at = run->pen;
    run->lift = 0;
    *ret =
        glyph_of(run->fonts, run->face, font_coverage_is_invisible(code_point) ? ' ' : code_point);
    if (font_coverage_is_invisible(code_point)) {
        return true;
    }
    if (is_mark_above(code_point)) {
        put_mark(run, *ret);
        return true;
    }
    run->is_foreign = run->is_foreign || !ret->is_covered || line_order_turns(code_point);
    run->base = *ret;
    run->base_at = run->at;
    run->pen += ret->advance;
    return true;
}

static float clamp_size(float size) {
    if (!(size > FONT_SMALLEST)) {
        return FONT_SMALLEST;
    }
    return size < FONT_LARGEST ? size : FONT_LARGEST;
}

static bool is_bold(enum text_face face) {
    return face == FACE_BOLD || face == FACE_PROSE_BOLD;
}

float font_width(struct font_set *fonts, enum text_face face, float size, const char *text) {
    float em = clamp_size(size);
    if (face >= FACE_PROSE) {
        return text_font_width(fonts->prose, is_bold(face), text) * em;
    }
    struct run run = run_begin(fonts, face, text);
    struct glyph glyph;
    while (run_next(&run, &glyph)) {
    }
    return em * (run.is_foreign ? text_font_width(fonts->prose, is_bold(face), text) : run.pen);
}

/* Whether a text is drawn as prose: a name may stand in a label. */
static bool is_prose(struct font_set *fonts, enum text_face face, const char *text) {
    const char *at = text;
    while (face < FACE_PROSE && *at != '\0' && (unsigned char)*at < 0x80) {
        at++;
    }
    if (face >= FACE_PROSE || *at == '\0') {
        return face >= FACE_PROSE;
    }
    struct run run = run_begin(fonts, face, text);
    struct glyph glyph;
    while (!run.is_foreign && run_next(&run, &glyph)) {
    }
    return run.is_foreign;
}

float font_baseline(float top, float height, float size) {
    return floorf(top + height / 2 + TEXT_HALF_FIGURE * size + 0.5F);
}

static struct glyph_pen clamp_pen(const struct glyph_pen *pen) {
    return (struct glyph_pen){pen->x, pen->baseline, clamp_size(pen->em), pen->color};
}

void font_draw(struct font_set *fonts, const struct raster *raster, const struct glyph_pen *pen,
               enum text_face face, const char *text) {
    const struct glyph_pen begin = clamp_pen(pen);
    if (is_prose(fonts, face, text)) {
        text_font_draw(fonts->prose, raster, &begin, is_bold(face), text);
        return;
    }
    struct run run = run_begin(fonts, face, text);
    struct glyph glyph;
    while (run_next(&run, &glyph)) {
        struct glyph_pen at = begin;
        at.x += run.at * begin.em;
        at.baseline -= run.lift * begin.em;
        glyph_masks_draw(fonts->masks, raster, &at, glyph.file, glyph.index);
    }
}

void font_draw_glyph(struct font_set *fonts, const struct raster *raster,
                     const struct glyph_pen *pen, uint32_t glyph) {
    const struct glyph_pen at = clamp_pen(pen);
    glyph_masks_draw(fonts->masks, raster, &at, FONT_MATH, glyph);
}

static float metrics_width(const void *context, enum text_face face, float size, const char *text) {
    struct font_set *const *fonts = context;
    return font_width(*fonts, face, size, text);
}

static float metrics_line_height(const void *context, enum text_face face) {
    (void)context;
    (void)face;
    return 1.4F;
}

struct text_metrics font_metrics(struct font_set *fonts) {
    return (struct text_metrics){.context = &fonts->self,
                                 .math = fonts->math,
                                 .width = metrics_width,
                                 .line_height = metrics_line_height,
                                 .levels = text_runs_levels};
}
