#include "typeset/math_glyph.h"

#include "base/memory.h"

#include <hb.h>

#include <assert.h>
#include <errno.h>
#include <stdlib.h>

enum {
    CONSTANT_COUNT = HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT + 1,
    MOST_VARIANTS = 16,
    GLYPH_BASE = 0xF0000 /* a glyph as a character that no script and no normal form knows */
};

/* Forms that a feature of the font has for a glyph. */
enum glyph_variant {
    VARIANT_SCRIPT,
    VARIANT_SCRIPT_OF_SCRIPT,
    VARIANT_DOTLESS,
    GLYPH_VARIANT_COUNT
};

/* HarfBuzz runs a glyph's program for each question about its ink. The answers are kept. */
struct cached_glyph {
    struct math_glyph glyph;
    uint32_t variants[GLYPH_VARIANT_COUNT]; /* glyph + 1; 0: not asked yet */
    bool is_known;
};

struct math_font {
    hb_face_t *face;
    hb_font_t *font;   /* its units are the font's own */
    hb_font_t *glyphs; /* the same, in which GLYPH_BASE + n is the glyph n */
    hb_buffer_t *buffer;
    float units; /* per em */
    uint32_t glyph_count;
    struct cached_glyph *cache;
    float constants[CONSTANT_COUNT];
};

static hb_bool_t glyph_of_number(hb_font_t *font, void *data, hb_codepoint_t code,
                                 hb_codepoint_t *ret_glyph, void *user) {
    (void)font;
    (void)data;
    (void)user;
    *ret_glyph = code - GLYPH_BASE;
    return code >= GLYPH_BASE;
}

/* A font to ask for substitutes by: they are looked up from glyphs, and shaping begins with
 * characters. */
static hb_font_t *make_glyph_font(hb_font_t *parent) {
    hb_font_t *font = hb_font_create_sub_font(parent);
    hb_font_funcs_t *functions = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(functions, glyph_of_number, NULL, NULL);
    hb_font_set_funcs(font, functions, NULL, NULL);
    hb_font_funcs_destroy(functions);
    return font;
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

/* HarfBuzz goes on without what it could not allocate, and keeps doing so: errno, which is set to 0
 * before it is asked for anything, is all that tells (here and below). */
struct math_font *math_font_open(const void *bytes, size_t length) {
    errno = 0;
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    struct math_font *font = memory_allocate_zeroed(1, sizeof *font);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob); /* the face keeps it */
    uint32_t count = hb_face_get_glyph_count(face);
    struct cached_glyph *cache = memory_allocate_zeroed(count > 0 ? count : 1, sizeof *cache);
    bool has_table = hb_ot_math_has_data(face);
    memory_check_errno(); /* before the font is blamed */
    if (!has_table) {
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
    font->glyphs = make_glyph_font(font->font);
    font->buffer = hb_buffer_create();
    read_constants(font);
    memory_check_errno();
    return font;
}

void math_font_close(struct math_font *font) {
    if (font == NULL) {
        return;
    }
    hb_buffer_destroy(font->buffer);
    hb_font_destroy(font->glyphs);
    hb_font_destroy(font->font);
    hb_face_destroy(font->face);
    free(font->cache);
    free(font);
}

static struct math_glyph measure(const struct math_font *font, uint32_t glyph) {
    errno = 0;
    hb_glyph_extents_t ink = {0};
    hb_font_get_glyph_extents(font->font, glyph, &ink); /* nothing: a space */
    float italic = (float)hb_ot_math_get_glyph_italics_correction(font->font, glyph);
    float attachment = (float)hb_ot_math_get_glyph_top_accent_attachment(font->font, glyph);
    hb_position_t advance = hb_font_get_glyph_h_advance(font->font, glyph);
    memory_check_errno();
    return (struct math_glyph){
        .advance = (float)advance / font->units,
        .left = (float)ink.x_bearing / font->units,
        .right = (float)(ink.x_bearing + ink.width) / font->units,
        .ascent = (float)ink.y_bearing / font->units,
        .descent = (float)-(ink.y_bearing + ink.height) / font->units,
        .italic = italic / font->units,
        .attachment = attachment / font->units,
    };
}

struct math_glyph math_font_glyph(const struct math_font *font, uint32_t glyph) {
    assert(glyph < font->glyph_count);
    struct cached_glyph *cached = &font->cache[glyph];
    if (!cached->is_known) {
        cached->glyph = measure(font, glyph);
        cached->is_known = true;
    }
    return cached->glyph;
}

uint32_t math_font_character(const struct math_font *font, uint32_t code_point) {
    errno = 0;
    hb_codepoint_t glyph = 0;
    bool is_found = hb_font_get_nominal_glyph(font->font, code_point, &glyph);
    memory_check_errno();
    return is_found ? glyph : 0;
}

/* Through the shaper, which takes single substitutions and alternates alike. Asking the lookups for
 * a glyph's alternates finds no single substitution before HarfBuzz 7. */
static uint32_t shape_variant(const struct math_font *font, uint32_t glyph,
                              enum glyph_variant variant) {
    static const hb_feature_t features[GLYPH_VARIANT_COUNT] = {
        [VARIANT_SCRIPT] = {HB_TAG('s', 's', 't', 'y'), 1, 0, HB_FEATURE_GLOBAL_END},
        [VARIANT_SCRIPT_OF_SCRIPT] = {HB_TAG('s', 's', 't', 'y'), 2, 0, HB_FEATURE_GLOBAL_END},
        [VARIANT_DOTLESS] = {HB_TAG('d', 't', 'l', 's'), 1, 0, HB_FEATURE_GLOBAL_END},
    };
    errno = 0;
    hb_buffer_clear_contents(font->buffer);
    hb_buffer_add(font->buffer, GLYPH_BASE + glyph, 0);
    hb_buffer_set_content_type(font->buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(font->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(font->buffer, HB_SCRIPT_MATH);
    hb_shape(font->glyphs, font->buffer, &features[variant], 1);
    unsigned count;
    const hb_glyph_info_t *found = hb_buffer_get_glyph_infos(font->buffer, &count);
    memory_check_errno();
    return count == 1 ? found->codepoint : glyph;
}

static uint32_t variant_of(const struct math_font *font, uint32_t glyph,
                           enum glyph_variant variant) {
    if (glyph >= font->glyph_count) {
        return glyph;
    }
    uint32_t *known = &font->cache[glyph].variants[variant];
    if (*known == 0) {
        *known = shape_variant(font, glyph, variant) + 1;
    }
    return *known - 1;
}

uint32_t math_font_script_variant(const struct math_font *font, uint32_t glyph, int depth) {
    return variant_of(font, glyph, depth > 1 ? VARIANT_SCRIPT_OF_SCRIPT : VARIANT_SCRIPT);
}

uint32_t math_font_dotless_variant(const struct math_font *font, uint32_t glyph) {
    return variant_of(font, glyph, VARIANT_DOTLESS);
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
