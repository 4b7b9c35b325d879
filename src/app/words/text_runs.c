#include "app/words/text_runs.h"

#include "base/text.h"
#include "base/utf8.h"
#include "typeset/font_coverage.h"
#include "typeset/prose/line_order.h"

#include <hb.h>

#include <string.h>

/* SDL2_ttf counts places in 1/64 pixel as int: a longer run would go beyond that where it is
 * measured. */
enum { RUN_MOST = 1000 };

static bool is_chinese(uint32_t code_point) {
    return (code_point >= 0x2E80 && code_point <= 0x9FFF) ||
           (code_point >= 0xFF00 && code_point <= 0xFFEF);
}

uint32_t text_runs_variant(uint32_t code_point, uint32_t before, uint32_t after) {
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

/* A text's characters, and of each what decides where a run ends. */
struct line {
    struct arena *arena;
    uint32_t *characters;
    int *fonts;
    hb_script_t *writings;
    signed char *levels; /* line_order.h */
    size_t count;
    bool has_turn;
};

static bool is_mark_of_direction(uint32_t code_point) {
    return code_point == 0x200E || code_point == 0x200F;
}

/* Joiners are kept: they decide about the forms of Arabic letters. Marks of a direction count
 * where directions are found. */
static bool is_left_out(uint32_t code_point) {
    bool is_joiner = code_point == 0x200C || code_point == 0x200D;
    return font_coverage_is_invisible(code_point) && !is_joiner &&
           !is_mark_of_direction(code_point);
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
            line->characters[line->count++] = text_runs_variant(code_point, before, after);
            line->has_turn =
                line->has_turn || line_order_turns(code_point) || is_mark_of_direction(code_point);
        }
    }
}

/* Signs and spaces belong to the writing before them, and at the beginning to the one behind. */
static void find_writing_systems(struct line *line) {
    hb_unicode_funcs_t *functions = hb_unicode_funcs_get_default();
    hb_script_t writing = HB_SCRIPT_LATIN;
    bool is_found = false;
    for (size_t i = 0; i < line->count; i++) {
        hb_script_t own = hb_unicode_script(functions, line->characters[i]);
        bool is_shared = own == HB_SCRIPT_COMMON || own == HB_SCRIPT_INHERITED ||
                         own == HB_SCRIPT_UNKNOWN || own == HB_SCRIPT_INVALID;
        writing = is_shared ? writing : own;
        line->writings[i] = writing;
        for (size_t k = i; !is_shared && !is_found && k-- > 0;) {
            line->writings[k] = writing;
        }
        is_found = is_found || !is_shared;
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
    hb_tag_to_string(hb_script_to_iso15924_tag(line->writings[begin]), run.writing);
    return run;
}

static bool is_alike(const struct line *line, size_t a, size_t b) {
    return line->fonts[a] == line->fonts[b] && line->levels[a] == line->levels[b] &&
           line->writings[a] == line->writings[b];
}

static void leave_marks_out(struct line *line) {
    size_t kept = 0;
    for (size_t i = 0; i < line->count; i++) {
        if (!is_mark_of_direction(line->characters[i])) {
            line->characters[kept] = line->characters[i];
            line->levels[kept++] = line->levels[i];
        }
    }
    line->count = kept;
}

struct text_runs text_runs_split(struct arena *arena, const char *text, text_fonts_choose *choose,
                                 void *context) {
    struct line line = {.arena = arena};
    read_characters(&line, text);
    line.fonts = ARENA_ARRAY(arena, int, line.count + 1);
    line.writings = ARENA_ARRAY(arena, hb_script_t, line.count + 1);
    line.levels = ARENA_ARRAY(arena, signed char, line.count + 1);
    if (line.has_turn) {
        text_runs_levels(line.characters, line.count, line.levels);
    }
    leave_marks_out(&line);
    choose(context, line.characters, line.count, line.fonts);
    find_writing_systems(&line);
    size_t *begins = ARENA_ARRAY(arena, size_t, line.count + 1);
    signed char *levels = ARENA_ARRAY(arena, signed char, line.count + 1);
    size_t count = 0;
    for (size_t begin = 0, end; begin < line.count; begin = end) {
        end = begin + 1;
        while (end < line.count && is_alike(&line, begin, end) && end - begin < RUN_MOST) {
            end++;
        }
        levels[count] = line.levels[begin];
        begins[count++] = begin;
    }
    begins[count] = line.count;
    size_t *order = ARENA_ARRAY(arena, size_t, count);
    line_order_by_levels(levels, count, order);
    struct text_run *runs = ARENA_ARRAY(arena, struct text_run, count);
    for (size_t i = 0; i < count; i++) {
        runs[i] = run_of(&line, begins[order[i]], begins[order[i] + 1]);
    }
    return (struct text_runs){runs, count};
}
