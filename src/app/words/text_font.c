#include "app/words/text_font.h"

#include "app/words/text_faces.h"
#include "app/words/text_runs.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

#include <SDL.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is kept stands one behind the other, so that little of it touches few pages, and open hashes
 * of a power of two say where. When there is no room left, everything is forgotten: a picture that
 * is in use comes back at once. */
enum {
    SLOTS = 8192,
    MOST_KEPT = SLOTS * 3 / 4,
    LINE_BYTES = 8 * 1024 * 1024,
    POOL_BYTES = 8 * 1024 * 1024,
    PHASES = 4
};

/* SDL2_ttf begins a line at the first ink, or at the pen where that is further left. A lead of this
 * many thousandths of an em, on both sides, is more than letters reach out of their boxes: between
 * two of them a line begins at the pen and ends there. */
enum { LEAD = 100 };

/* A run and where it stands, in em. */
struct placed {
    struct text_run run;
    float at, advance;
};

/* A text of a face that was measured. */
struct line {
    const char *text;
    bool is_bold;
    uint32_t number; /* of its first run, over all that were ever measured */
    float advance;
    const struct placed *runs;
    size_t count;
};

/* A run as it was drawn. */
struct line_mask {
    uint64_t key;
    const uint8_t *bytes;
    int left, top; /* from the whole pixel of the pen and the baseline */
    int width, height;
};

struct text_font {
    struct text_faces *faces;
    const struct glyph_masks *masks; /* borrowed */
    bool uses_system;
    struct arena *arena;        /* of lines */
    uint16_t line_slots[SLOTS]; /* the number of a line, from 1; 0: free */
    struct line lines[MOST_KEPT];
    size_t line_count;
    uint32_t run_count;
    uint16_t drawn_slots[SLOTS];
    struct line_mask drawn[MOST_KEPT];
    size_t drawn_count;
    uint8_t *pool;
    size_t pool_used;
};

struct text_font *text_font_open(const struct font_files *files, const struct glyph_masks *masks) {
    struct text_font *fonts = memory_allocate_zeroed(1, sizeof *fonts);
    fonts->pool = memory_allocate(POOL_BYTES);
    fonts->masks = masks;
    fonts->arena = arena_create();
    fonts->faces = text_faces_open(files);
    return fonts;
}

void text_font_close(struct text_font *fonts) {
    if (fonts == NULL) {
        return;
    }
    text_faces_close(fonts->faces);
    arena_destroy(fonts->arena);
    free(fonts->pool);
    free(fonts);
}

static void forget_drawn(struct text_font *fonts) {
    memset(fonts->drawn_slots, 0, sizeof fonts->drawn_slots);
    fonts->drawn_count = fonts->pool_used = 0;
}

static void forget(struct text_font *fonts) {
    arena_destroy(fonts->arena);
    fonts->arena = arena_create();
    memset(fonts->line_slots, 0, sizeof fonts->line_slots);
    fonts->line_count = 0;
    forget_drawn(fonts);
}

void text_font_use_system(struct text_font *fonts) {
    if (fonts->line_count > 0) {
        forget(fonts);
    }
    fonts->uses_system = true;
}

/* ---- which font ---- */

/* Where a face looks for a character, in this order: letters and marks, and signs. Signs that
 * Backstep Sans leaves out are drawn for it in the symbol font. */
static const enum font_file file_order[2][2][FONT_FILE_COUNT] = {
    {{FONT_SANS, FONT_SYMBOLS, FONT_LATIN, FONT_MATH, FONT_SANS_BOLD, FONT_LATIN_BOLD},
     {FONT_SANS_BOLD, FONT_SYMBOLS, FONT_LATIN_BOLD, FONT_MATH, FONT_SANS, FONT_LATIN}},
    {{FONT_SANS, FONT_LATIN, FONT_SYMBOLS, FONT_MATH, FONT_SANS_BOLD, FONT_LATIN_BOLD},
     {FONT_SANS_BOLD, FONT_LATIN_BOLD, FONT_SYMBOLS, FONT_MATH, FONT_SANS, FONT_LATIN}},
};

struct chooser {
    struct text_font *fonts;
    bool is_bold;
};

static int find_file(const struct chooser *chooser, uint32_t code_point) {
    bool is_letter = code_point >= 0x100 && code_point < 0x2000;
    const enum font_file *order = file_order[is_letter][chooser->is_bold];
    for (size_t i = 0; i < FONT_FILE_COUNT; i++) {
        if (glyph_masks_find(chooser->fonts->masks, order[i], code_point) != 0) {
            return (int)order[i];
        }
    }
    int found = chooser->fonts->uses_system
                    ? text_faces_find_system(chooser->fonts->faces, code_point, chooser->is_bold)
                    : -1;
    return found >= 0 ? found : (int)order[0];
}

/* A word stays in one font: where one of its letters needs the Latin one, so do the letters,
 * figures and marks around it. */
static void choose_fonts(void *context, const uint32_t *characters, size_t count, int *ret_fonts) {
    const struct chooser *chooser = context;
    const enum font_file latin = chooser->is_bold ? FONT_LATIN_BOLD : FONT_LATIN;
    bool is_any = false;
    for (size_t i = 0; i < count; i++) {
        ret_fonts[i] = find_file(chooser, characters[i]);
        is_any = is_any || ret_fonts[i] == (int)latin;
    }
    for (size_t begin = 0, end; is_any && begin < count; begin = end) {
        bool is_needed = false;
        for (end = begin; end < count && characters[end] != ' ' && ret_fonts[end] != FONT_SYMBOLS &&
                          glyph_masks_find(chooser->fonts->masks, latin, characters[end]) != 0;
             end++) {
            is_needed = is_needed || ret_fonts[end] == (int)latin;
        }
        for (size_t i = begin; is_needed && i < end; i++) {
            ret_fonts[i] = (int)latin;
        }
        end = end > begin ? end : end + 1;
    }
    for (size_t i = 1; i < count; i++) { /* joiners, and marks that no font has */
        bool is_joiner = characters[i] == 0x200C || characters[i] == 0x200D;
        ret_fonts[i] = is_joiner ? ret_fonts[i - 1] : ret_fonts[i];
    }
}

/* ---- measuring ---- */

/* A blank of so many thousandths of an em, at most 255; a space where the font has none. */
static void append_blank(struct text_builder *text, int face, unsigned thousandths) {
    enum { BLANK_FIRST = 0xE100, BLANK_LARGEST = 255 };
    if (!text_faces_have_blanks(face)) {
        text_append_string(text, " ");
        return;
    }
    unsigned width = thousandths < BLANK_LARGEST ? thousandths : BLANK_LARGEST;
    char bytes[4];
    text_append(text, bytes, utf8_encode(BLANK_FIRST + width, bytes));
}

/* SDL2_ttf, and what it stands on, leave out glyphs when memory has run out and say nothing: errno
 * does. */
static void prepare(TTF_Font *font, const struct text_run *run) {
    errno = 0;
    TTF_SetFontDirection(font, run->is_right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, run->writing);
    memory_check_errno();
}

static int measured(TTF_Font *font, const char *text) {
    int width = 0;
    errno = 0;
    bool is_measured = TTF_SizeUTF8(font, text, &width, NULL) == 0;
    memory_check_errno();
    return is_measured ? width : 0;
}

/* In em. The leads on both sides are measured alone as well and taken off again. */
static float run_advance(struct text_font *fonts, struct arena *arena, const struct text_run *run) {
    TTF_Font *font = text_faces_measure(fonts->faces, run->font);
    if (font == NULL) {
        return 0;
    }
    prepare(font, run);
    struct text_builder text;
    text_begin(&text, arena);
    append_blank(&text, run->font, LEAD);
    text_append_string(&text, run->text);
    append_blank(&text, run->font, LEAD);
    int leads = 2 * LEAD * TEXT_MEASURE_EM / 1000;
    if (!text_faces_have_blanks(run->font)) {
        leads = measured(font, "  ");
    }
    return (float)(measured(font, text.bytes) - leads) / TEXT_MEASURE_EM;
}

static struct line measure(struct text_font *fonts, bool is_bold, const char *text) {
    struct arena *arena = arena_create();
    struct chooser chooser = {fonts, is_bold};
    struct text_runs runs = text_runs_split(arena, text, choose_fonts, &chooser);
    struct placed *placed = ARENA_ARRAY(fonts->arena, struct placed, runs.count);
    struct line line = {.text = arena_copy_text(fonts->arena, text, strlen(text)),
                        .is_bold = is_bold,
                        .number = fonts->run_count,
                        .runs = placed,
                        .count = runs.count};
    for (size_t i = 0; i < runs.count; i++) {
        const struct text_run *run = &runs.items[i];
        placed[i] = (struct placed){*run, line.advance, run_advance(fonts, arena, run)};
        placed[i].run.text = arena_copy_text(fonts->arena, run->text, strlen(run->text));
        line.advance += placed[i].advance;
    }
    fonts->run_count += (uint32_t)runs.count;
    arena_destroy(arena);
    return line;
}

static size_t line_hash(bool is_bold, const char *text) {
    uint64_t hash = is_bold ? 0xCBF29CE484222325U : 0x84222325CBF29CE4U;
    for (const char *at = text; *at != '\0'; at++) {
        hash = (hash ^ (unsigned char)*at) * 0x100000001B3U;
    }
    return (size_t)(hash ^ hash >> 32);
}

static const struct line *line_of(struct text_font *fonts, bool is_bold, const char *text) {
    if (fonts->line_count == MOST_KEPT || arena_used(fonts->arena) > LINE_BYTES) {
        forget(fonts);
    }
    size_t slot = line_hash(is_bold, text) % SLOTS;
    for (size_t number; (number = fonts->line_slots[slot]) != 0; slot = (slot + 1) % SLOTS) {
        const struct line *line = &fonts->lines[number - 1];
        if (line->is_bold == is_bold && strcmp(line->text, text) == 0) {
            return line;
        }
    }
    struct line *line = &fonts->lines[fonts->line_count++];
    *line = measure(fonts, is_bold, text);
    fonts->line_slots[slot] = (uint16_t)fonts->line_count;
    return line;
}

float text_font_width(struct text_font *fonts, bool is_bold, const char *text) {
    return line_of(fonts, is_bold, text)->advance;
}

/* ---- drawing ---- */

/* A run at a size and a quarter of a pixel. */
struct spot {
    const struct text_run *run;
    unsigned dots; /* see TEXT_DOTS_PER_PIXEL */
    int phase;
    int left; /* of the surface, from the whole pixel of the pen */
};

/* The run between blanks that shift it: its pen stands at the phase. */
static SDL_Surface *render(struct text_font *fonts, struct spot *spot) {
    const struct text_run *run = spot->run;
    TTF_Font *font = text_faces_sized(fonts->faces, run->font, spot->dots);
    if (font == NULL) {
        return NULL;
    }
    prepare(font, run);
    float em = (float)spot->dots / TEXT_DOTS_PER_PIXEL;
    float lead = LEAD * em / 1000;
    if (!text_faces_have_blanks(run->font)) {
        lead = (float)measured(font, " ");
    }
    float begin = (float)spot->phase / PHASES - lead;
    spot->left = (int)floorf(begin);
    unsigned shift = (unsigned)lroundf((begin - floorf(begin)) * 1000 / em);
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    if (!run->is_right_to_left) {
        append_blank(&text, run->font, LEAD + shift);
    }
    text_append_string(&text, run->text);
    if (run->is_right_to_left) { /* what is read last stands on the left */
        append_blank(&text, run->font, LEAD + shift);
    }
    const SDL_Color white = {0xFF, 0xFF, 0xFF, 0xFF};
    const SDL_Color black = {0, 0, 0, 0xFF};
    errno = 0;
    SDL_Surface *surface = TTF_RenderUTF8_Shaded(font, text.bytes, white, black);
    memory_check_errno();
    arena_destroy(arena);
    return surface;
}

/* The part of a surface that has ink. */
static SDL_Rect ink_of(const SDL_Surface *surface) {
    int left = surface->w;
    int right = 0;
    int top = surface->h;
    int bottom = 0;
    for (int y = 0; y < surface->h; y++) {
        const uint8_t *row = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < surface->w; x++) {
            if (row[x] != 0) {
                left = x < left ? x : left;
                right = x + 1 > right ? x + 1 : right;
                top = y < top ? y : top;
                bottom = y + 1;
            }
        }
    }
    return right > left ? (SDL_Rect){left, top, right - left, bottom - top} : (SDL_Rect){0};
}

/* Copies the ink into the pool; nothing when there is no room. */
static struct line_mask store(struct text_font *fonts, const SDL_Surface *surface, int left,
                              int ascent) {
    SDL_Rect ink = ink_of(surface);
    size_t size = (size_t)ink.w * (size_t)ink.h;
    if (size > POOL_BYTES - fonts->pool_used) {
        return (struct line_mask){0};
    }
    uint8_t *bytes = fonts->pool + fonts->pool_used;
    fonts->pool_used += size;
    for (int y = 0; y < ink.h; y++) {
        const uint8_t *row =
            (const uint8_t *)surface->pixels + (ptrdiff_t)(ink.y + y) * surface->pitch;
        memcpy(bytes + (size_t)y * (size_t)ink.w, row + ink.x, (size_t)ink.w);
    }
    return (struct line_mask){0, bytes, left + ink.x, ink.y - ascent, ink.w, ink.h};
}

static struct line_mask draw_run(struct text_font *fonts, struct spot *spot) {
    SDL_Surface *surface = render(fonts, spot);
    if (surface == NULL) {
        return (struct line_mask){0};
    }
    TTF_Font *font = text_faces_sized(fonts->faces, spot->run->font, spot->dots);
    struct line_mask mask = store(fonts, surface, spot->left, TTF_FontAscent(font));
    SDL_FreeSurface(surface);
    return mask;
}

static const struct line_mask *mask_of(struct text_font *fonts, uint32_t number, struct spot spot) {
    uint64_t key =
        (uint64_t)number << 32 | (uint64_t)spot.dots << 3 | (uint64_t)spot.phase << 1 | 1;
    uint64_t hash = key * 0x9E3779B97F4A7C15U;
    size_t slot = (size_t)(hash ^ hash >> 32) % SLOTS;
    for (size_t kept; (kept = fonts->drawn_slots[slot]) != 0; slot = (slot + 1) % SLOTS) {
        if (fonts->drawn[kept - 1].key == key) {
            return &fonts->drawn[kept - 1];
        }
    }
    if (fonts->drawn_count == MOST_KEPT || fonts->pool_used > POOL_BYTES * 3 / 4) {
        forget_drawn(fonts);
        slot = (size_t)(hash ^ hash >> 32) % SLOTS;
    }
    struct line_mask *mask = &fonts->drawn[fonts->drawn_count++];
    *mask = draw_run(fonts, &spot);
    mask->key = key;
    fonts->drawn_slots[slot] = (uint16_t)fonts->drawn_count;
    return mask;
}

void text_font_draw(struct text_font *fonts, const struct raster *raster,
                    const struct glyph_pen *pen, bool is_bold, const char *text) {
    if (!glyph_masks_reach(pen)) {
        return;
    }
    const struct line *line = line_of(fonts, is_bold, text);
    for (size_t i = 0; i < line->count; i++) {
        const struct placed *placed = &line->runs[i];
        int quarters = (int)floorf((pen->x + placed->at * pen->em) * PHASES + 0.5F);
        int phase = quarters & (PHASES - 1);
        unsigned dots = (unsigned)lroundf(pen->em * TEXT_DOTS_PER_PIXEL);
        struct spot spot = {&placed->run, dots, phase, 0};
        const struct line_mask *drawn = mask_of(fonts, line->number + (uint32_t)i, spot);
        struct raster_mask mask = {drawn->bytes, drawn->width, drawn->height, drawn->width};
        raster_mask(raster, (quarters - phase) / PHASES + drawn->left,
                    (int)floorf(pen->baseline + 0.5F) + drawn->top, &mask, pen->color);
    }
}
