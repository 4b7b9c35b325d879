#ifndef BACKSTEP_TESTS_TEX_NORMAL_H
#define BACKSTEP_TESTS_TEX_NORMAL_H

/* A formula in LaTeX without what is only looks: two formulas that say the same, one as a note's
 * table abridges it and one as it is printed, come out alike. Fractions become a/b, fonts, spaces,
 * brackets and signs of products go, and so do sizes at symbols and the layer where it stands in
 * brackets; f is the function of a layer, and a matrix ends with the last element it names. */

#include "base/text.h"

#include <string.h>

/* Behind the closing brace of the group that begins at text; the end where there is none. */
static inline const char *tex_normal_group_end(const char *text) {
    int depth = 0;
    for (; *text != '\0'; text++) {
        depth += (*text == '{') - (*text == '}');
        if (depth == 0) {
            return text + 1;
        }
    }
    return text;
}

static inline const char *tex_normal_part(struct arena *arena, const char *from, const char *end) {
    size_t length = end > from + 2 ? (size_t)(end - from) - 2 : 0;
    return arena_copy_text(arena, from + 1, length);
}

/* \frac{a}{b} as a/b. */
static inline const char *tex_normal_fractions(struct arena *arena, const char *text) {
    const char *at = strstr(text, "\\frac{");
    if (at == NULL) {
        return text;
    }
    const char *above = at + 5, *below = tex_normal_group_end(above);
    const char *end = tex_normal_group_end(below);
    const char *flat =
        text_format(arena, "%s%s/%s%s", arena_copy_text(arena, text, (size_t)(at - text)),
                    tex_normal_part(arena, above, below), tex_normal_part(arena, below, end), end);
    return tex_normal_fractions(arena, flat);
}

/* How long a mark of looks is that begins here; 0: none does. */
static inline size_t tex_normal_mark(const char *at) {
    static const char *const marks[] = {
        "\\left",
        "\\right",
        "\\mathbf",
        "\\mathrm",
        "\\operatorname",
        "\\mathcal",
        "\\,",
        "\\;",
        "\\quad",
        "\\cdot",
        "\\ ",
        "&",
        " ",
        "\\begin{bmatrix}",
        "\\end{bmatrix}",
        "\\begin{pmatrix}",
        "\\end{pmatrix}",
    };
    size_t longest = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i]);
        bool is_word = marks[i][0] == '\\' && length > 2 && marks[i][length - 1] != '}';
        bool is_there = strncmp(at, marks[i], length) == 0;
        bool goes_on = is_there && is_word && at[length] >= 'a' && at[length] <= 'z';
        if (is_there && !goes_on && length > longest) {
            longest = length;
        }
    }
    return longest;
}

/* "[l+1]", "(2)": a layer in its brackets; 0: none begins here. */
static inline size_t tex_normal_layer(const char *at) {
    if (*at != '[' && *at != '(') {
        return 0;
    }
    const char *c = at + 1;
    if (*c != 'l' && *c != 'L' && (*c < '0' || *c > '9')) {
        return 0;
    }
    c++;
    c += (*c == '+' || *c == '-') && c[1] >= '0' && c[1] <= '9' ? 2 : 0;
    return *c == ']' || *c == ')' ? (size_t)(c + 1 - at) : 0;
}

/* "_{3\\times m}": a size at a symbol. */
static inline size_t tex_normal_size(const char *at) {
    const char *end = at[0] == '_' && at[1] == '{' ? tex_normal_group_end(at + 1) : at;
    const char *times = strstr(at, "\\times");
    return times != NULL && times < end ? (size_t)(end - at) : 0;
}

/* Without what a note says of a formula behind it: its number, "\\quad (3)", and its size. */
static inline const char *tex_normal_bare(struct arena *arena, const char *tex) {
    static const char *const ends[] = {"\\quad (", "\\quad(", " \\in \\mathbb{R}"};
    size_t length = strlen(tex);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *end = strstr(tex, ends[i]);
        length = end != NULL && (size_t)(end - tex) < length ? (size_t)(end - tex) : length;
    }
    return arena_copy_text(arena, tex, length);
}

/* What comes behind the last element, row or column that a matrix names, "\\vdots" and the like, is
 * not written; between two of them dots of all kinds are "\\dots". */
static inline const char *tex_normal_elided(struct arena *arena, const char *tex) {
    static const char *const marks[][2] = {
        {"& \\cdots \\\\", "\\\\"},
        {"& \\cdots \\end", "\\end"},
        {"\\\\ \\vdots & \\ddots & \\vdots & \\ddots \\end", "\\end"},
        {"\\vdots & \\ddots & \\vdots & \\ddots", "\\dots"},
        {"\\\\ \\vdots \\end", "\\end"},
        {"\\vdots", "\\dots"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i][0]);
        for (const char *at; (at = strstr(tex, marks[i][0])) != NULL;) {
            tex = text_format(arena, "%s%s%s", arena_copy_text(arena, tex, (size_t)(at - tex)),
                              marks[i][1], at + length);
        }
    }
    return tex;
}

static inline const char *tex_normal(struct arena *arena, const char *tex) {
    struct text_builder text;
    text_begin(&text, arena);
    tex = tex_normal_elided(arena, tex_normal_bare(arena, tex));
    for (const char *at = tex_normal_fractions(arena, tex); *at != '\0';) {
        size_t skipped = tex_normal_mark(at);
        skipped = skipped > 0 ? skipped : tex_normal_layer(at);
        skipped = skipped > 0 ? skipped : tex_normal_size(at);
        if (strncmp(at, "\\\\", 2) == 0) {
            text_append_string(&text, ";"); /* the end of a matrix's row */
            skipped = 2;
        } else if (strncmp(at, "\\cdots", 6) == 0) {
            text_append_string(&text, "\\dots");
            skipped = 6;
        } else if (strncmp(at, "\\partial", 8) == 0) {
            text_append_string(&text, "d"); /* a straight one or a round one */
            skipped = 8;
        } else if (strncmp(at, "\\leftarrow", 10) == 0) {
            text_append_string(&text, "="); /* as programs write it */
            skipped = 10;
        } else if (strncmp(at, "\\top", 4) == 0) {
            text_append_string(&text, "T");
            skipped = 4;
        } else if (strncmp(at, "\\sigma", 6) == 0) {
            text_append_string(&text, "f");
            skipped = 6;
        } else if (skipped == 0 && strchr("{}()[],^_", *at) == NULL) {
            text_append(&text, at, 1);
        }
        at += skipped > 0 ? skipped : 1;
    }
    return text.bytes;
}

#endif
