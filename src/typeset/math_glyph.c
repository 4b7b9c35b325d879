#include "typeset/math_glyph.h"

#include <hb.h>

#include <stdlib.h>

enum {
    CONSTANT_COUNT = HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT + 1,
    MOST_LOOKUPS = 8,
    MOST_VARIANTS = 16
};

/* The lookups of one feature: each glyph has alternates there. */
struct lookups {
    unsigned indices[MOST_LOOKUPS];
    size_t count;
};

/* HarfBuzz runs a glyph's program for each question about its ink. The answers are kept. */
struct cached_glyph {
    struct math_glyph glyph;
    bool is_known;
};

struct math_font {
    hb_face_t *face;
    hb_font_t *font; /* its units are the font's own */
    float units;     /* per em */
    uint32_t glyph_count;
    struct cached_glyph *cache;
    struct lookups script, dotless;
    float constants[CONSTANT_COUNT];
};

static struct lookups find_lookups(hb_face_t *face, hb_tag_t feature) {
    struct lookups found = {.count = 0};
    const hb_tag_t features[] = {feature, HB_TAG_NONE};
    hb_set_t *set = hb_set_create();
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, features, set);
    hb_codepoint_t index = HB_SET_VALUE_INVALID;
    while (found.count < MOST_LOOKUPS && hb_set_next(set, &index)) {
        found.indices[found.count++] = index;
    }
    hb_set_destroy(set);
    return found;
}

static bool is_percentage(hb_ot_math_constant_t which) {
    return which == HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN ||
           which == HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN ||
           which == HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT;
}

static void read_constants(struct math_font *font) {
    for (int i = 0; i < CONSTANT_COUNT; i++) {
        hb_ot_math_constant_t which = (hb_ot_math_constant_t)i;
        float value = (float)hb_ot_math_get_constant(font->font, which);
        font->constants[i] = value / (is_percentage(which) ? 100 : font->units);
    }
}

struct math_font *math_font_open(const char *path) {
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (blob == NULL) {
        return NULL;
    }
    struct math_font *font = calloc(1, sizeof *font);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob); /* the face keeps it */
    uint32_t count = hb_face_get_glyph_count(face);
    struct cached_glyph *cache = calloc(count > 0 ? count : 1, sizeof *cache);
    if (font == NULL || cache == NULL || !hb_ot_math_has_data(face)) {
        hb_face_destroy(face);
        free(cache);
        free(font);
        return NULL;
    }
    font->face = face;
    font->font = hb_font_create(face);
    font->units = (float)hb_face_get_upem(face);
    font->glyph_count = count;
    font->cache = cache;
    font->script = find_lookups(face, HB_TAG('s', 's', 't', 'y'));
    font->dotless = find_lookups(face, HB_TAG('d', 't', 'l', 's'));
    read_constants(font);
    return font;
}

void math_font_close(struct math_font *font) {
    if (font == NULL) {
        return;
    }
    hb_font_destroy(font->font);
    hb_face_destroy(font->face);
    free(font->cache);
    free(font);
}

static struct math_glyph measure(const struct math_font *font, uint32_t glyph) {
    hb_glyph_extents_t ink = {0};
    hb_font_get_glyph_extents(font->font, glyph, &ink); /* nothing: a space */
    float italic = (float)hb_ot_math_get_glyph_italics_correction(font->font, glyph);
    float attachment = (float)hb_ot_math_get_glyph_top_accent_attachment(font->font, glyph);
    return (struct math_glyph){
        .advance = (float)hb_font_get_glyph_h_advance(font->font, glyph) / font->units,
        .left = (float)ink.x_bearing / font->units,
        .right = (float)(ink.x_bearing + ink.width) / font->units,
        .ascent = (float)ink.y_bearing / font->units,
        .descent = (float)-(ink.y_bearing + ink.height) / font->units,
        .italic = italic / font->units,
        .attachment = attachment / font->units,
    };
}

struct math_glyph math_font_glyph(const struct math_font *font, uint32_t glyph) {
    if (glyph >= font->glyph_count) {
        return (struct math_glyph){0};
    }
    struct cached_glyph *cached = &font->cache[glyph];
    if (!cached->is_known) {
        cached->glyph = measure(font, glyph);
        cached->is_known = true;
    }
    return cached->glyph;
}

uint32_t math_font_character(const struct math_font *font, uint32_t code_point) {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font->font, code_point, &glyph) ? glyph : 0;
}

static uint32_t alternate(const struct math_font *font, const struct lookups *lookups,
                          uint32_t glyph, unsigned which) {
    for (size_t i = 0; i < lookups->count; i++) {
        hb_codepoint_t found;
        unsigned count = 1;
        unsigned all = hb_ot_layout_lookup_get_glyph_alternates(font->face, lookups->indices[i],
                                                                glyph, which, &count, &found);
        if (all > which && count == 1) {
            return found;
        }
    }
    return glyph;
}

uint32_t math_font_script_form(const struct math_font *font, uint32_t glyph, int level) {
    return alternate(font, &font->script, glyph, level > 1 ? 1 : 0);
}

uint32_t math_font_dotless_form(const struct math_font *font, uint32_t glyph) {
    return alternate(font, &font->dotless, glyph, 0);
}

static uint32_t larger(const struct math_font *font, uint32_t glyph, hb_direction_t direction,
                       float size, float *ret_size) {
    hb_ot_math_glyph_variant_t variants[MOST_VARIANTS];
    unsigned count = MOST_VARIANTS;
    hb_ot_math_get_glyph_variants(font->font, glyph, direction, 0, &count, variants);
    struct math_glyph own = math_font_glyph(font, glyph);
    float reached = direction == HB_DIRECTION_BTT ? own.ascent + own.descent : own.right - own.left;
    for (unsigned i = 0; i < count && reached < size; i++) {
        glyph = variants[i].glyph;
        reached = (float)variants[i].advance / font->units;
    }
    if (ret_size != NULL) {
        *ret_size = reached;
    }
    return glyph;
}

uint32_t math_font_taller(const struct math_font *font, uint32_t glyph, float height,
                          float *ret_size) {
    return larger(font, glyph, HB_DIRECTION_BTT, height, ret_size);
}

uint32_t math_font_wider(const struct math_font *font, uint32_t glyph, float width,
                         float *ret_size) {
    return larger(font, glyph, HB_DIRECTION_LTR, width, ret_size);
}

size_t math_font_pieces(const struct math_font *font, uint32_t glyph, bool is_horizontal,
                        struct math_piece pieces[MATH_MOST_PIECES]) {
    hb_ot_math_glyph_part_t parts[MATH_MOST_PIECES];
    unsigned count = MATH_MOST_PIECES;
    hb_position_t italic;
    unsigned all = hb_ot_math_get_glyph_assembly(
        font->font, glyph, is_horizontal ? HB_DIRECTION_LTR : HB_DIRECTION_BTT, 0, &count, parts,
        &italic);
    if (all > MATH_MOST_PIECES) {
        return 0;
    }
    for (unsigned i = 0; i < count; i++) {
        pieces[i] = (struct math_piece){
            .glyph = parts[i].glyph,
            .length = (float)parts[i].full_advance / font->units,
            .repeats = (parts[i].flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER) != 0,
        };
    }
    return count;
}

float math_font_constant(const struct math_font *font, hb_ot_math_constant_t which) {
    return font->constants[which];
}
