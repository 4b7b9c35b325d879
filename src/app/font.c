#include "app/font.h"

#include "base/memory.h"
#include "base/text.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_MODULE_H
#include FT_OUTLINE_H

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum font_file { FILE_REGULAR, FILE_BOLD, FILE_MATH, FILE_SYMBOLS, FILE_COUNT };

static const char *const file_names[] = {
    [FILE_REGULAR] = "backstep-sans-regular.otf",
    [FILE_BOLD] = "backstep-sans-bold.otf",
    [FILE_MATH] = "backstep-math.otf",
    [FILE_SYMBOLS] = "backstep-symbols.ttf",
};
static_assert(sizeof file_names / sizeof *file_names == FILE_COUNT, "a name for each font");

/* Where a face looks for a character, in this order. */
static const enum font_file file_order[FACE_COUNT][FILE_COUNT] = {
    [FACE_REGULAR] = {FILE_REGULAR, FILE_SYMBOLS, FILE_MATH, FILE_BOLD},
    [FACE_BOLD] = {FILE_BOLD, FILE_SYMBOLS, FILE_MATH, FILE_REGULAR},
    [FACE_MATH] = {FILE_MATH, FILE_SYMBOLS, FILE_REGULAR, FILE_BOLD},
};

/* Both tables are open hashes of a power of two and are emptied when they are three quarters
 * full, or when the masks have no room left: a set that is in use comes back at once. */
enum { GLYPH_SLOTS = 8192, MASK_SLOTS = 8192, PHASES = 4 };

/* A character of a face: which glyph of which font. */
struct glyph {
    uint32_t key; /* of face and code point; 0 = free */
    uint32_t index;
    enum font_file file;
    float advance; /* em */
    bool is_covered;
};

/* A glyph at a size and a quarter of a pixel: its coverages. */
struct glyph_mask {
    uint64_t key;  /* 0 = free */
    size_t start;  /* in the pool */
    int left, top; /* from the pen to the first row and column */
    int width, height;
};

struct font_set {
    struct font_set *self; /* what text_metrics point to: measuring fills the cache */
    FT_Library library;
    FT_Face files[FILE_COUNT];
    struct math_font *math;
    long sizes[FILE_COUNT]; /* that each face is set to, in 1/64 pixel */
    struct glyph glyphs[GLYPH_SLOTS];
    size_t glyph_count;
    struct glyph_mask masks[MASK_SLOTS];
    size_t mask_count;
    uint8_t *pool;
    size_t pool_used;
};

static bool open_file(struct font_set *fonts, enum font_file file, const char *folder,
                      char *reterr_message, size_t message_size) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", folder, file_names[file]);
    bool fits = length > 0 && (size_t)length < sizeof path;
    if (!fits || FT_New_Face(fonts->library, path, 0, &fonts->files[file]) != 0) {
        snprintf(reterr_message, message_size, "cannot open the font \"%s\" in \"%s\"",
                 file_names[file], folder);
        return false;
    }
    return true;
}

static void *allocate(FT_Memory memory, long size) {
    (void)memory;
    return memory_allocate((size_t)size);
}

static void release(FT_Memory memory, void *block) {
    (void)memory;
    free(block);
}

static void *resize(FT_Memory memory, long old_size, long size, void *block) {
    (void)memory;
    (void)old_size;
    return memory_resize(block, (size_t)size);
}

/* FreeType takes it as not const, and writes nothing to it. */
static struct FT_MemoryRec_ font_memory = {NULL, allocate, release, resize};

struct font_set *font_open(const char *folder, char *reterr_message, size_t message_size) {
    struct font_set *fonts = memory_allocate_zeroed(1, sizeof *fonts);
    if (FT_New_Library(&font_memory, &fonts->library) != 0) {
        memory_out();
    }
    FT_Add_Default_Modules(fonts->library);
    FT_Set_Default_Properties(fonts->library);
    fonts->self = fonts;
    fonts->pool = memory_allocate(FONT_CACHE_BYTES);
    for (enum font_file file = 0; file < FILE_COUNT; file++) {
        if (!open_file(fonts, file, folder, reterr_message, message_size)) {
            font_close(fonts);
            return NULL;
        }
    }
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", folder, file_names[FILE_MATH]);
    fonts->math = length > 0 && (size_t)length < sizeof path ? math_font_open(path) : NULL;
    if (fonts->math == NULL) {
        snprintf(reterr_message, message_size, "the font \"%s\" in \"%s\" has no MATH table",
                 file_names[FILE_MATH], folder);
        font_close(fonts);
        return NULL;
    }
    return fonts;
}

void font_close(struct font_set *fonts) {
    if (fonts == NULL) {
        return;
    }
    math_font_close(fonts->math);
    FT_Done_Library(fonts->library); /* its faces too */
    free(fonts->pool);
    free(fonts);
}

static uint64_t scatter(uint64_t key) {
    key *= 0x9E3779B97F4A7C15U;
    return key ^ key >> 32;
}

static struct glyph find_character(struct font_set *fonts, enum text_face face,
                                   uint32_t code_point) {
    struct glyph glyph = {.file = file_order[face][0]};
    for (size_t i = 0; i < FILE_COUNT && !glyph.is_covered; i++) {
        enum font_file file = file_order[face][i];
        FT_UInt index = FT_Get_Char_Index(fonts->files[file], code_point);
        if (index != 0) {
            glyph.file = file;
            glyph.index = index;
            glyph.is_covered = true;
        }
    }
    FT_Face from = fonts->files[glyph.file];
    FT_Fixed advance = 0;
    if (FT_Get_Advance(from, glyph.index, FT_LOAD_NO_SCALE, &advance) == 0) {
        glyph.advance = (float)advance / (float)from->units_per_EM;
    }
    return glyph;
}

/* A character that no font has is the box of a missing glyph. */
static struct glyph glyph_of(struct font_set *fonts, enum text_face face, uint32_t code_point) {
    uint32_t key = code_point << 2 | ((uint32_t)face + 1);
    size_t slot = scatter(key) % GLYPH_SLOTS;
    while (fonts->glyphs[slot].key != 0 && fonts->glyphs[slot].key != key) {
        slot = (slot + 1) % GLYPH_SLOTS;
    }
    if (fonts->glyphs[slot].key == key) {
        return fonts->glyphs[slot];
    }
    struct glyph found = find_character(fonts, face, code_point);
    found.key = key;
    if (fonts->glyph_count >= GLYPH_SLOTS * 3 / 4) {
        memset(fonts->glyphs, 0, sizeof fonts->glyphs);
        fonts->glyph_count = 0;
        slot = scatter(key) % GLYPH_SLOTS;
    }
    fonts->glyphs[slot] = found;
    fonts->glyph_count++;
    return found;
}

static void forget_masks(struct font_set *fonts) {
    memset(fonts->masks, 0, sizeof fonts->masks);
    fonts->mask_count = 0;
    fonts->pool_used = 0;
}

/* Renders a glyph into the face's slot, shifted right by quarters of a pixel. */
static const FT_Bitmap *render(struct font_set *fonts, struct glyph glyph, long size, int phase) {
    FT_Face face = fonts->files[glyph.file];
    if (fonts->sizes[glyph.file] != size) {
        if (FT_Set_Char_Size(face, 0, size, 72, 72) != 0) {
            return NULL;
        }
        fonts->sizes[glyph.file] = size;
    }
    if (FT_Load_Glyph(face, glyph.index, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0 ||
        face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) {
        return NULL;
    }
    FT_Outline_Translate(&face->glyph->outline, phase * 64 / PHASES, 0);
    if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_LIGHT) != 0) {
        return NULL;
    }
    return &face->glyph->bitmap;
}

/* Copies what was rendered into the pool; the key stays 0 when it does not fit. */
static struct glyph_mask store(struct font_set *fonts, struct glyph glyph,
                               const FT_Bitmap *bitmap) {
    struct glyph_mask mask = {0};
    size_t bytes = (size_t)bitmap->width * bitmap->rows;
    if (fonts->mask_count >= MASK_SLOTS * 3 / 4 || bytes > FONT_CACHE_BYTES - fonts->pool_used) {
        forget_masks(fonts);
    }
    if (bytes > FONT_CACHE_BYTES) {
        return mask;
    }
    mask.start = fonts->pool_used;
    mask.left = fonts->files[glyph.file]->glyph->bitmap_left;
    mask.top = -fonts->files[glyph.file]->glyph->bitmap_top;
    mask.width = (int)bitmap->width;
    mask.height = (int)bitmap->rows;
    for (size_t row = 0; row < bitmap->rows; row++) {
        memcpy(fonts->pool + mask.start + row * bitmap->width,
               bitmap->buffer + (ptrdiff_t)row * bitmap->pitch, bitmap->width);
    }
    fonts->pool_used += bytes;
    return mask;
}

static struct glyph_mask mask_of(struct font_set *fonts, struct glyph glyph, long size, int phase) {
    uint64_t key = (uint64_t)size << 24 | (uint64_t)glyph.index << 6 | (uint64_t)glyph.file << 3 |
                   (uint64_t)phase << 1 | 1;
    size_t slot = scatter(key) % MASK_SLOTS;
    while (fonts->masks[slot].key != 0 && fonts->masks[slot].key != key) {
        slot = (slot + 1) % MASK_SLOTS;
    }
    if (fonts->masks[slot].key == key) {
        return fonts->masks[slot];
    }
    const FT_Bitmap *bitmap = render(fonts, glyph, size, phase);
    if (bitmap == NULL) {
        return (struct glyph_mask){0};
    }
    struct glyph_mask mask = store(fonts, glyph, bitmap);
    mask.key = key;
    slot = scatter(key) % MASK_SLOTS; /* the table may have been emptied */
    while (fonts->masks[slot].key != 0) {
        slot = (slot + 1) % MASK_SLOTS;
    }
    fonts->masks[slot] = mask;
    fonts->mask_count++;
    return mask;
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
};

static struct run run_begin(struct font_set *fonts, enum text_face face, const char *text) {
    return (struct run){.fonts = fonts, .face = face, .next = text, .left = strlen(text)};
}

static bool is_chinese(uint32_t code_point) {
    return (code_point >= 0x2E80 && code_point <= 0x9FFF) ||
           (code_point >= 0xFF00 && code_point <= 0xFFEF);
}

static bool is_mark_above(uint32_t code_point) {
    return code_point >= 0x300 && code_point <= 0x314;
}

/* The font has a wide form of these in a private place; see assets/fonts/README.md. */
static uint32_t widen_beside_chinese(uint32_t code_point, uint32_t before, uint32_t after) {
    enum { WIDE_BASE = 0xE000 - 0x2000 };
    bool is_opening = code_point == 0x2018 || code_point == 0x201C;
    bool is_closing = code_point == 0x2019 || code_point == 0x201D || code_point == 0x2026;
    bool is_after_wide = before >= 0xE018 && before <= 0xE026;
    bool is_beside =
        (is_opening && is_chinese(after)) || (is_closing && (is_chinese(before) || is_after_wide));
    return is_beside ? code_point + WIDE_BASE : code_point;
}

/* Controls, joiners and variation selectors neither show nor advance. */
static bool is_invisible(uint32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x200B && code_point <= 0x200D) ||
           (code_point >= 0xFE00 && code_point <= 0xFE0F);
}

static size_t read_character(const char *bytes, size_t length, uint32_t *ret) {
    enum { REPLACEMENT = 0xFFFD };
    *ret = 0;
    size_t size = utf8_decode(bytes, length, ret);
    if (size == 0 && length > 0) {
        *ret = REPLACEMENT;
        return 1;
    }
    return size;
}

/* The middle of a glyph's ink and its top, in em; zeros when it has none. */
struct ink {
    float middle, top;
};

static struct ink ink_of(struct font_set *fonts, struct glyph glyph) {
    FT_Face face = fonts->files[glyph.file];
    if (FT_Load_Glyph(face, glyph.index, FT_LOAD_NO_SCALE) != 0) {
        return (struct ink){0};
    }
    float em = (float)face->units_per_EM;
    const FT_Glyph_Metrics *metrics = &face->glyph->metrics;
    return (struct ink){((float)metrics->horiBearingX + (float)metrics->width / 2) / em,
                        (float)metrics->horiBearingY / em};
}

/* Sets a mark in the middle above the letter before it, and higher over a tall one. */
static void place_mark(struct run *run, struct glyph mark) {
    const float low_letter = 0.5F; /* marks are drawn for the height of an x */
    if (run->base.key == 0) {
        return;
    }
    struct ink letter = ink_of(run->fonts, run->base);
    run->at = run->base_at + letter.middle - ink_of(run->fonts, mark).middle;
    run->lift = letter.top > low_letter ? letter.top - low_letter : 0;
}

/* The next glyph to draw, at run->at and run->lift; false at the end of the text. */
static bool run_next(struct run *run, struct glyph *ret) {
    uint32_t code_point;
    size_t size = read_character(run->next, run->left, &code_point);
    if (size == 0) {
        return false;
    }
    run->next += size;
    run->left -= size;
    uint32_t after;
    read_character(run->next, run->left, &after);
    code_point = widen_beside_chinese(code_point, run->previous, after);
    run->previous = code_point;
    run->at = run->pen;
    run->lift = 0;
    *ret = glyph_of(run->fonts, run->face, is_invisible(code_point) ? ' ' : code_point);
    if (is_invisible(code_point)) {
        return true;
    }
    if (is_mark_above(code_point)) {
        place_mark(run, *ret);
        return true;
    }
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

float font_width(struct font_set *fonts, enum text_face face, float size, const char *text) {
    struct run run = run_begin(fonts, face, text);
    struct glyph glyph;
    while (run_next(&run, &glyph)) {
    }
    return run.pen * clamp_size(size);
}

float font_baseline(float top, float height, float size) {
    return floorf(top + height / 2 + TEXT_HALF_FIGURE * size + 0.5F);
}

static void draw_mask(struct font_set *fonts, const struct raster *raster, float x, float baseline,
                      float em, struct glyph glyph, color_argb color) {
    if (!(fabsf(x) < RASTER_FARTHEST && fabsf(baseline) < RASTER_FARTHEST)) {
        return;
    }
    int quarters = (int)floorf(x * PHASES + 0.5F);
    int phase = quarters & (PHASES - 1);
    struct glyph_mask mask = mask_of(fonts, glyph, lroundf(em * 64), phase);
    int row = (int)floorf(baseline + 0.5F) + mask.top;
    raster_mask(raster, (quarters - phase) / PHASES + mask.left, row, fonts->pool + mask.start,
                mask.width, mask.height, mask.width, color);
}

void font_draw(struct font_set *fonts, const struct raster *raster, float x, float baseline,
               enum text_face face, float size, const char *text, color_argb color) {
    float em = clamp_size(size);
    struct run run = run_begin(fonts, face, text);
    struct glyph glyph;
    while (run_next(&run, &glyph)) {
        draw_mask(fonts, raster, x + run.at * em, baseline - run.lift * em, em, glyph, color);
    }
}

void font_draw_glyph(struct font_set *fonts, const struct raster *raster, float x, float baseline,
                     float size, uint32_t glyph, color_argb color) {
    struct glyph drawn = {.file = FILE_MATH, .index = glyph};
    draw_mask(fonts, raster, x, baseline, clamp_size(size), drawn, color);
}

bool font_covers(struct font_set *fonts, enum text_face face, uint32_t code_point) {
    return glyph_of(fonts, face, code_point).is_covered;
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
    return (struct text_metrics){&fonts->self, fonts->math, metrics_width, metrics_line_height};
}
