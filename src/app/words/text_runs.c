#include "app/words/text_runs.h"

#include "base/text.h"
#include "base/utf8.h"
#include "typeset/font_coverage.h"

#include <fribidi.h>
#include <hb.h>

#include <string.h>

/* SDL2_ttf counts places in 1/64 pixel as int: a longer run would go beyond that where it is
 * measured. */
enum { RUN_MOST = 1000 };

static bool is_chinese(uint32_t code_point) {
    return (code_point >= 0x2E80 && code_point <= 0x9FFF) ||
           (code_point >= 0xFF00 && code_point <= 0xFFEF);
}

uint32_t text_runs_form(uint32_t code_point, uint32_t before, uint32_t after) {
    enum { WIDE_BASE = 0xE000 - 0x2000 };
    bool is_opening = code_point == 0x2018 || code_point == 0x201C;
    bool is_closing = code_point == 0x2019 || code_point == 0x201D || code_point == 0x2026;
    bool is_after_wide = before >= 0xE018 && before <= 0xE026;
    bool is_beside =
        (is_opening && is_chinese(after)) || (is_closing && (is_chinese(before) || is_after_wide));
    return is_beside ? code_point + WIDE_BASE : code_point;
}

size_t text_runs_read(const char *bytes, size_t length, uint32_t *ret) {
    enum { REPLACEMENT = 0xFFFD };
    *ret = 0;
    size_t size = utf8_decode(bytes, length, ret);
    if (size == 0 && length > 0) {
        *ret = REPLACEMENT;
        return 1;
    }
    return size;
}

bool text_runs_turn(uint32_t code_point) {
    return code_point >= 0x590 && FRIBIDI_IS_RTL(fribidi_get_bidi_type(code_point));
}

/* A text's characters, and of each what decides where a run ends. */
struct line {
    struct arena *arena;
    uint32_t *characters;
    int *fonts;
    hb_script_t *scripts;
    FriBidiLevel *levels;
    size_t count;
    bool has_turn;
};

/* Joiners are kept: they decide about the forms of Arabic letters. */
static bool is_left_out(uint32_t code_point) {
    bool is_joiner = code_point == 0x200C || code_point == 0x200D;
    return font_coverage_is_invisible(code_point) && !is_joiner;
}

static void read_characters(struct line *line, const char *text) {
    size_t left = strlen(text);
    line->characters = ARENA_ARRAY(line->arena, uint32_t, left + 1);
    while (left > 0) {
        uint32_t code_point;
        uint32_t after;
        size_t size = text_runs_read(text, left, &code_point);
        text += size;
        left -= size;
        text_runs_read(text, left, &after);
        uint32_t before = line->count > 0 ? line->characters[line->count - 1] : 0;
        if (!is_left_out(code_point)) {
            line->characters[line->count++] = text_runs_form(code_point, before, after);
            line->has_turn = line->has_turn || text_runs_turn(code_point);
        }
    }
}

/* Signs and spaces belong to the script before them, and at the beginning to the one behind. */
static void find_scripts(struct line *line) {
    hb_unicode_funcs_t *functions = hb_unicode_funcs_get_default();
    hb_script_t script = HB_SCRIPT_LATIN;
    bool is_found = false;
    for (size_t i = 0; i < line->count; i++) {
        hb_script_t own = hb_unicode_script(functions, line->characters[i]);
        bool is_shared = own == HB_SCRIPT_COMMON || own == HB_SCRIPT_INHERITED ||
                         own == HB_SCRIPT_UNKNOWN || own == HB_SCRIPT_INVALID;
        script = is_shared ? script : own;
        line->scripts[i] = script;
        for (size_t k = i; !is_shared && !is_found && k-- > 0;) {
            line->scripts[k] = script;
        }
        is_found = is_found || !is_shared;
    }
}

static void find_levels(struct line *line) {
    if (!line->has_turn) {
        return;
    }
    FriBidiCharType *types = ARENA_ARRAY(line->arena, FriBidiCharType, line->count);
    FriBidiBracketType *brackets = ARENA_ARRAY(line->arena, FriBidiBracketType, line->count);
    fribidi_get_bidi_types(line->characters, (FriBidiStrIndex)line->count, types);
    fribidi_get_bracket_types(line->characters, (FriBidiStrIndex)line->count, types, brackets);
    FriBidiParType base = FRIBIDI_PAR_ON;
    if (fribidi_get_par_embedding_levels_ex(types, brackets, (FriBidiStrIndex)line->count, &base,
                                            line->levels) == 0) {
        memset(line->levels, 0, line->count * sizeof *line->levels); /* no memory: as it is read */
    }
}

static struct text_run run_of(const struct line *line, size_t begin, size_t end) {
    char *text = arena_alloc(line->arena, 4 * (end - begin) + 1, 1);
    size_t length = 0;
    for (size_t i = begin; i < end; i++) {
        length += utf8_encode(line->characters[i], text + length);
    }
    text[length] = '\0';
    struct text_run run = {
        .text = text, .font = line->fonts[begin], .is_right_to_left = line->levels[begin] % 2 != 0};
    hb_tag_to_string(hb_script_to_iso15924_tag(line->scripts[begin]), run.script);
    return run;
}

static bool is_alike(const struct line *line, size_t a, size_t b) {
    return line->fonts[a] == line->fonts[b] && line->levels[a] == line->levels[b] &&
           line->scripts[a] == line->scripts[b];
}

/* Rule L2 of the algorithm: from the highest level down to the lowest odd one, what is at least at
 * the level is turned around. */
static void order_runs(struct text_run *runs, FriBidiLevel *levels, size_t count) {
    FriBidiLevel highest = 0;
    for (size_t i = 0; i < count; i++) {
        highest = levels[i] > highest ? levels[i] : highest;
    }
    for (FriBidiLevel level = highest; level > 0; level--) {
        for (size_t begin = 0; begin < count; begin++) {
            size_t end = begin;
            while (end < count && levels[end] >= level) {
                end++;
            }
            for (size_t a = begin, b = end; a + 1 < b; a++) {
                b--;
                struct text_run run = runs[a];
                FriBidiLevel own = levels[a];
                runs[a] = runs[b];
                levels[a] = levels[b];
                runs[b] = run;
                levels[b] = own;
            }
            begin = end > begin ? end : begin;
        }
    }
}

struct text_runs text_runs_split(struct arena *arena, const char *text, text_fonts_choose *choose,
                                 void *context) {
    struct line line = {.arena = arena};
    read_characters(&line, text);
    line.fonts = ARENA_ARRAY(arena, int, line.count + 1);
    line.scripts = ARENA_ARRAY(arena, hb_script_t, line.count + 1);
    line.levels = ARENA_ARRAY(arena, FriBidiLevel, line.count + 1);
    choose(context, line.characters, line.count, line.fonts);
    find_scripts(&line);
    find_levels(&line);
    struct text_run *runs = ARENA_ARRAY(arena, struct text_run, line.count + 1);
    FriBidiLevel *levels = ARENA_ARRAY(arena, FriBidiLevel, line.count + 1);
    size_t count = 0;
    for (size_t begin = 0, end; begin < line.count; begin = end) {
        end = begin + 1;
        while (end < line.count && is_alike(&line, begin, end) && end - begin < RUN_MOST) {
            end++;
        }
        levels[count] = line.levels[begin];
        runs[count++] = run_of(&line, begin, end);
    }
    order_runs(runs, levels, count);
    return (struct text_runs){runs, count};
}
