#include "typeset/read/math_text.h"

#include "base/text.h"
#include "base/utf8.h"
#include "typeset/math_list.h"
#include "typeset/read/math_symbols.h"

#include <assert.h>
#include <string.h>

/* ---- characters ---- */

enum {
    LATIN = 0x1D400, /* thirteen alphabets of 52 letters */
    GREEK = 0x1D6A8, /* five of 58 */
    DIGITS = 0x1D7CE,
    DIGITS_END = 0x1D800,
    LATIN_LETTERS = 52,
    GREEK_LETTERS = 58,
    PLANCK = 0x210E /* the italic h, which has another place */
};

/* Alphabets that are not told from plain letters on a line: bold, italic, sans. */
static bool is_plain_alphabet(uint32_t which) {
    return which <= 2 || which >= 8;
}

static uint32_t plain_greek(uint32_t letter) {
    static const uint32_t others[] = {0x2202, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6};
    const uint32_t nabla = 25, small_alpha = 26, last = 50;
    if (letter < nabla) {
        return 0x391 + letter;
    }
    if (letter == nabla) {
        return 0x2207;
    }
    return letter <= last ? 0x3B1 + letter - small_alpha : others[letter - last - 1];
}

static uint32_t plain_letter(uint32_t code) {
    if (code == PLANCK) {
        return 'h';
    }
    if (code >= LATIN && code < GREEK) {
        uint32_t letter = (code - LATIN) % LATIN_LETTERS;
        bool is_plain = is_plain_alphabet((code - LATIN) / LATIN_LETTERS);
        uint32_t plain = letter < 26 ? 'A' + letter : 'a' + letter - 26;
        return is_plain ? plain : code;
    }
    if (code >= GREEK && code < DIGITS) {
        return plain_greek((code - GREEK) % GREEK_LETTERS);
    }
    return code >= DIGITS && code < DIGITS_END ? '0' + (code - DIGITS) % 10 : code;
}

static void put_code(struct text_builder *text, uint32_t code) {
    char bytes[4];
    text_append(text, bytes, utf8_encode(code, bytes));
}

static void put_list(struct text_builder *text, const struct math_list *list);

static const char *text_of(struct arena *arena, const struct math_list *list) {
    struct text_builder text;
    text_begin(&text, arena);
    put_list(&text, list);
    return text.bytes;
}

static size_t characters_in(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return count;
}

/* ---- scripts ---- */

/* A shape as a subscript, 2×1, has the small x for its sign. */
static uint32_t small_of(uint32_t code, bool is_raised) {
    const uint32_t times = 0xD7, small_x = 0x2093;
    return code == ' '                   ? ' '
           : code == times && !is_raised ? small_x
                                         : math_character_small(code, is_raised);
}

/* All of it in small letters, or false with nothing written. */
static bool put_small(struct text_builder *text, const char *script, bool is_raised) {
    size_t length = strlen(script);
    for (int is_writing = 0; is_writing < 2; is_writing++) {
        for (size_t at = 0; at < length;) {
            uint32_t code = 0;
            size_t step = utf8_decode(script + at, length - at, &code);
            uint32_t small = small_of(code, is_raised);
            if (small == 0 || step == 0) {
                return false;
            }
            if (is_writing && small != ' ') {
                put_code(text, small);
            }
            at += step;
        }
    }
    return true;
}

/* z[2] and f′ as they are, x², w₁₂, and else x^(…) and x_max. */
static void put_script(struct text_builder *text, const struct math_list *list, bool is_raised) {
    const char *script = text_of(text->arena, list);
    bool says_itself = *script == '[' || *script == '(' || strncmp(script, "′", 3) == 0;
    if (*script == '\0' || put_small(text, script, is_raised)) {
        return;
    }
    if (is_raised && says_itself) {
        text_append_string(text, script);
        return;
    }
    text_append_string(text, is_raised ? "^" : "_");
    text_append_format(
        text, characters_in(script) > 1 && strchr(script, ' ') != NULL ? "(%s)" : "%s", script);
}

static void put_scripts(struct text_builder *text, const struct math_node *node) {
    if (node->subscript != NULL) {
        put_script(text, node->subscript, false);
    }
    if (node->superscript != NULL) {
        put_script(text, node->superscript, true);
    }
}

/* ---- nodes ---- */

/* Whether a list needs parentheses beside a slash, an accent or a root: it has a sign inside. */
static bool is_compound(const struct math_list *list) {
    for (const struct math_node *node = list->first; node != NULL; node = node->next) {
        bool is_sign = node->class == MATH_BIN || node->class == MATH_REL;
        if (is_sign || node->kind == NODE_FRACTION ||
            (node->kind == NODE_LIST && node->first != NULL && is_compound(node->first))) {
            return true;
        }
    }
    return false;
}

static void put_grouped(struct text_builder *text, const struct math_list *list) {
    text_append_string(text, is_compound(list) ? "(" : "");
    put_list(text, list);
    text_append_string(text, is_compound(list) ? ")" : "");
}

static void put_fraction(struct text_builder *text, const struct math_node *node) {
    put_grouped(text, node->first);
    text_append_string(text, node->has_rule ? "/" : " over ");
    put_grouped(text, node->second);
}

static void put_radical(struct text_builder *text, const struct math_node *node) {
    if (node->second != NULL) {
        put_script(text, node->second, true);
    }
    text_append_string(text, "√");
    put_grouped(text, node->first);
}

/* An accent stands behind its letter. */
static void put_accent(struct text_builder *text, const struct math_node *node) {
    const uint32_t over = 0x305, under = 0x332;
    const char *inner = text_of(text->arena, node->first);
    bool is_one = characters_in(inner) == 1;
    text_append_format(text, is_one ? "%s" : "(%s)", inner);
    put_code(text, node->kind == NODE_LINE ? node->is_below ? under : over : node->code);
}

static void put_stack(struct text_builder *text, const struct math_node *node) {
    const struct math_list *const parts[] = {node->first, node->third, node->second};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] != NULL && i == 0) {
            put_list(text, parts[i]);
        } else if (parts[i] != NULL) {
            put_script(text, parts[i], i == 2);
        }
    }
}

static void put_fence(struct text_builder *text, uint32_t code) {
    if (code != 0) {
        put_code(text, code);
    }
}

static void put_fenced(struct text_builder *text, const struct math_node *node) {
    for (const struct math_segment *segment = node->segments; segment != NULL;
         segment = segment->next) {
        put_list(text, &segment->list);
        put_fence(text, segment->code);
    }
}

/* A matrix on a line: its rows end with ";". */
static void put_array(struct text_builder *text, const struct math_node *node) {
    put_fence(text, node->environment->left);
    for (const struct math_array_row *row = node->rows; row != NULL; row = row->next) {
        for (const struct math_cell *cell = row->cells; cell != NULL; cell = cell->next) {
            put_list(text, &cell->list);
            text_append_string(text, cell->next != NULL ? "  " : "");
        }
        text_append_string(text, row->next != NULL ? "; " : "");
    }
    put_fence(text, node->environment->right);
}

static void put_nucleus(struct text_builder *text, const struct math_node *node) {
    switch (node->kind) {
    case NODE_SYMBOL:
    case NODE_BIG:
        put_fence(text, plain_letter(node->code));
        return;
    case NODE_LIST:
        put_list(text, node->first);
        return;
    case NODE_NAME:
    case NODE_WORDS:
        text_append_string(text, node->text);
        return;
    case NODE_FRACTION:
        put_fraction(text, node);
        return;
    case NODE_RADICAL:
        put_radical(text, node);
        return;
    case NODE_ACCENT:
    case NODE_LINE:
        put_accent(text, node);
        return;
    case NODE_STACK:
        put_stack(text, node);
        return;
    case NODE_FENCED:
        put_fenced(text, node);
        return;
    case NODE_ARRAY:
        put_array(text, node);
        return;
    case NODE_SPACE:
        text_append_string(text, node->amount > 0.1F ? " " : "");
        return;
    case NODE_STYLE:
    case NODE_SLOT:
    case NODE_PHANTOM:
        return;
    case NODE_KIND_COUNT:
        break;
    }
    assert(false);
}

/* ---- lists ---- */

static void put_space(struct text_builder *text) {
    if (text->length > 0 && text->bytes[text->length - 1] != ' ') {
        text_append_string(text, " ");
    }
}

/* A sign with nothing to join is no binary operator. */
static bool joins(const struct math_node *before, const struct math_node *node) {
    bool has_left = before != NULL && before->class != MATH_BIN && before->class != MATH_REL &&
                    before->class != MATH_OPEN && before->class != MATH_PUNCT;
    return node->class == MATH_REL || (node->class == MATH_BIN && has_left);
}

/* Between a name or a large sign and what it works on, and behind a comma. */
static bool wants_space_behind(const struct math_node *node) {
    bool has_next = node->next != NULL && node->next->class != MATH_OPEN &&
                    node->next->kind != NODE_FENCED && node->next->kind != NODE_SPACE;
    return has_next && (node->class == MATH_PUNCT || node->class == MATH_OP);
}

/* Whether a fraction is a factor or has scripts: without parentheses the slash would reach on. */
static bool is_slash_bound(const struct math_node *node) {
    if (node->kind != NODE_FRACTION || !node->has_rule) {
        return false;
    }
    const struct math_node *next = node->next;
    while (next != NULL && next->class == MATH_NO_CLASS) {
        next = next->next;
    }
    bool is_factor = next != NULL && next->class != MATH_BIN && next->class != MATH_REL &&
                     next->class != MATH_CLOSE && next->class != MATH_PUNCT;
    return is_factor || node->subscript != NULL || node->superscript != NULL;
}

static void put_whole(struct text_builder *text, const struct math_node *node) {
    bool is_bound = is_slash_bound(node);
    text_append_string(text, is_bound ? "(" : "");
    put_nucleus(text, node);
    text_append_string(text, is_bound ? ")" : "");
}

static void put_list(struct text_builder *text, const struct math_list *list) {
    const struct math_node *before = NULL;
    for (const struct math_node *node = list->first; node != NULL; node = node->next) {
        bool is_joint = joins(before, node);
        if (is_joint) {
            put_space(text);
        }
        put_whole(text, node);
        put_scripts(text, node);
        if (is_joint || wants_space_behind(node)) {
            put_space(text);
        }
        before = node->class == MATH_NO_CLASS ? before : node;
    }
}

const char *math_text(struct arena *arena, const struct math_list *list) {
    return text_of(arena, list);
}

const char *math_text_of_tex(struct arena *arena, const char *tex) {
    const struct math_list *list = math_parse(arena, tex, strlen(tex), NULL);
    return list != NULL ? math_text(arena, list) : tex;
}
