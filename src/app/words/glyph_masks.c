#include "app/words/glyph_masks.h"

#include "base/memory.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_MODULE_H
#include FT_OUTLINE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Masks stand one behind the other, so that few of them touch few pages, and an open hash of a
 * power of two says where. All are forgotten when there is no room left: a set that is in use comes
 * back at once. */
enum {
    MASK_SLOTS = 8192,
    MOST_MASKS = MASK_SLOTS * 3 / 4,
    PHASES = 4,
    POOL_BYTES = 8 * 1024 * 1024
};

/* A glyph at a size and a quarter of a pixel: its coverages. */
struct glyph_mask {
    uint64_t key;
    size_t start;  /* in the pool */
    int left, top; /* from the pen to the first row and column */
    int width, height;
};

struct glyph_masks {
    FT_Library library;
    FT_Face files[FONT_FILE_COUNT];
    long sizes[FONT_FILE_COUNT]; /* that each face is set to, in 1/64 pixel */
    uint16_t slots[MASK_SLOTS];  /* the number of a mask, from 1; 0: free */
    struct glyph_mask masks[MOST_MASKS];
    size_t mask_count;
    uint8_t *pool;
    size_t pool_used;
};

static bool open_file(struct glyph_masks *masks, enum font_file file,
                      const struct font_files *fonts) {
    const struct file_bytes *bytes = &fonts->files[file];
    return FT_New_Memory_Face(masks->library, bytes->bytes, (FT_Long)bytes->length, 0,
                              &masks->files[file]) == 0;
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

struct glyph_masks *glyph_masks_open(const struct font_files *fonts, char *reterr_message,
                                     size_t message_size) {
    struct glyph_masks *masks = memory_allocate_zeroed(1, sizeof *masks);
    if (FT_New_Library(&font_memory, &masks->library) != 0) {
        memory_out();
    }
    FT_Add_Default_Modules(masks->library);
    FT_Set_Default_Properties(masks->library);
    masks->pool = memory_allocate(POOL_BYTES);
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        if (!open_file(masks, file, fonts)) {
            snprintf(reterr_message, message_size, "cannot open the font \"%s\" in \"%s\"",
                     font_file_names[file], fonts->folder);
            glyph_masks_close(masks);
            return NULL;
        }
    }
    return masks;
}

void glyph_masks_close(struct glyph_masks *masks) {
    if (masks == NULL) {
        return;
    }
    FT_Done_Library(masks->library); /* its faces too */
    free(masks->pool);
    free(masks);
}

uint32_t glyph_masks_find(const struct glyph_masks *masks, enum font_file file,
                          uint32_t code_point) {
    return FT_Get_Char_Index(masks->files[file], code_point);
}

float glyph_masks_advance(const struct glyph_masks *masks, enum font_file file, uint32_t glyph) {
    FT_Face face = masks->files[file];
    FT_Fixed advance = 0;
    if (FT_Get_Advance(face, glyph, FT_LOAD_NO_SCALE, &advance) != 0) {
        return 0;
    }
    return (float)advance / (float)face->units_per_EM;
}

struct glyph_ink glyph_masks_ink(const struct glyph_masks *masks, enum font_file file,
                                 uint32_t glyph) {
    FT_Face face = masks->files[file];
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE) != 0) {
        return (struct glyph_ink){0};
    }
    float em = (float)face->units_per_EM;
    const FT_Glyph_Metrics *metrics = &face->glyph->metrics;
    return (struct glyph_ink){.is_there = metrics->width > 0 && metrics->height > 0,
                              .middle =
                                  ((float)metrics->horiBearingX + (float)metrics->width / 2) / em,
                              .top = (float)metrics->horiBearingY / em};
}

/* ---- masks ---- */

static uint64_t scatter(uint64_t key) {
    key *= 0x9E3779B97F4A7C15U;
    return key ^ key >> 32;
}

static void forget_masks(struct glyph_masks *masks) {
    memset(masks->slots, 0, sizeof masks->slots);
    masks->mask_count = 0;
    masks->pool_used = 0;
}

/* Renders a glyph into the face's slot, shifted right by quarters of a pixel. */
static const FT_Bitmap *render(struct glyph_masks *masks, enum font_file file, uint32_t glyph,
                               long size, int phase) {
    FT_Face face = masks->files[file];
    if (masks->sizes[file] != size) {
        if (FT_Set_Char_Size(face, 0, size, 72, 72) != 0) {
            return NULL;
        }
        masks->sizes[file] = size;
    }
    if (FT_Load_Glyph(face, glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0 ||
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
static struct glyph_mask store(struct glyph_masks *masks, enum font_file file,
                               const FT_Bitmap *bitmap) {
    struct glyph_mask mask = {0};
    size_t bytes = (size_t)bitmap->width * bitmap->rows;
    if (masks->mask_count == MOST_MASKS || bytes > POOL_BYTES - masks->pool_used) {
        forget_masks(masks);
    }
    if (bytes > POOL_BYTES) {
        return mask;
    }
    mask.start = masks->pool_used;
    mask.left = masks->files[file]->glyph->bitmap_left;
    mask.top = -masks->files[file]->glyph->bitmap_top;
    mask.width = (int)bitmap->width;
    mask.height = (int)bitmap->rows;
    for (size_t row = 0; row < bitmap->rows; row++) {
        memcpy(masks->pool + mask.start + row * bitmap->width,
               bitmap->buffer + (ptrdiff_t)row * bitmap->pitch, bitmap->width);
    }
    masks->pool_used += bytes;
    return mask;
}

/* The slot of a key, or the free one where it belongs. */
static size_t slot_of(const struct glyph_masks *masks, uint64_t key) {
    size_t slot = scatter(key) % MASK_SLOTS;
    while (masks->slots[slot] != 0 && masks->masks[masks->slots[slot] - 1].key != key) {
        slot = (slot + 1) % MASK_SLOTS;
    }
    return slot;
}

static struct glyph_mask mask_of(struct glyph_masks *masks, enum font_file file, uint32_t glyph,
                                 long size, int phase) {
    uint64_t key = (uint64_t)size << 24 | (uint64_t)glyph << 6 | (uint64_t)file << 3 |
                   (uint64_t)phase << 1 | 1;
    size_t slot = slot_of(masks, key);
    if (masks->slots[slot] != 0) {
        return masks->masks[masks->slots[slot] - 1];
    }
    const FT_Bitmap *bitmap = render(masks, file, glyph, size, phase);
    if (bitmap == NULL) {
        return (struct glyph_mask){0};
    }
    struct glyph_mask mask = store(masks, file, bitmap);
    mask.key = key;
    slot = slot_of(masks, key); /* all may have been forgotten */
    masks->masks[masks->mask_count++] = mask;
    masks->slots[slot] = (uint16_t)masks->mask_count;
    return mask;
}

bool glyph_masks_reach(const struct glyph_pen *pen) {
    return fabsf(pen->x) < RASTER_FARTHEST && fabsf(pen->baseline) < RASTER_FARTHEST;
}

void glyph_masks_draw(struct glyph_masks *masks, const struct raster *raster,
                      const struct glyph_pen *pen, enum font_file file, uint32_t glyph) {
    if (!glyph_masks_reach(pen)) {
        return;
    }
    int quarters = (int)floorf(pen->x * PHASES + 0.5F);
    int phase = quarters & (PHASES - 1);
    struct glyph_mask found = mask_of(masks, file, glyph, lroundf(pen->em * 64), phase);
    struct raster_mask mask = {masks->pool + found.start, found.width, found.height, found.width};
    int row = (int)floorf(pen->baseline + 0.5F) + found.top;
    raster_mask(raster, (quarters - phase) / PHASES + found.left, row, &mask, pen->color);
}
