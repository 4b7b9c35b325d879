#include "tell/symbol_name.h"

#include "base/text.h"

#include <string.h>

/* The length of "{...}" at text, braces included; 0 when there is none. */
static size_t group_length(const char *text) {
    size_t depth = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        depth += text[i] == '{';
        depth -= text[i] == '}' && depth > 0;
        if (depth == 0) {
            return i > 0 ? i + 1 : 0;
        }
    }
    return 0;
}

/* A sum between braces: on the line it needs brackets. */
static bool is_sum(const char *tex, size_t length) {
    size_t depth = 0;
    for (size_t i = 0; i < length; i++) {
        depth += tex[i] == '{';
        depth -= tex[i] == '}' && depth > 0;
        if (depth == 0 && i > 0 && (tex[i] == '+' || tex[i] == '-') && tex[i - 1] == ' ') {
            return true;
        }
    }
    return false;
}

static void write_inline(struct text_builder *text, const char *tex, size_t length);

static void write_group(struct text_builder *text, const char *tex, size_t length) {
    bool has_brackets = is_sum(tex, length);
    text_append_string(text, has_brackets ? "{(" : "{");
    write_inline(text, tex, length);
    text_append_string(text, has_brackets ? ")}" : "}");
}

static void write_inline(struct text_builder *text, const char *tex, size_t length) {
    static const char fraction[] = "\\frac";
    const size_t name = sizeof fraction - 1;
    for (const char *end = tex + length; tex < end;) {
        size_t upper = strncmp(tex, fraction, name) == 0 ? group_length(tex + name) : 0;
        size_t lower = upper > 0 ? group_length(tex + name + upper) : 0;
        if (lower == 0) {
            text_append(text, tex++, 1);
            continue;
        }
        /* a factor before others: "(1/m) x", for "1/m x" could be 1/(m x) */
        static const char product[] = " \\, ";
        const char *after = tex + name + upper + lower;
        bool is_factor = strncmp(after, product, sizeof product - 1) == 0;
        text_append_string(text, is_factor ? "(" : "");
        write_group(text, tex + name + 1, upper - 2);
        text_append_string(text, "/");
        write_group(text, tex + name + upper + 1, lower - 2);
        text_append_string(text, is_factor ? ")" : "");
        tex = after;
    }
}

/* A name as it stands among words: "\frac{a}{b}" as "a/b". */
const char *symbol_name_inline(struct arena *arena, const char *tex) {
    struct text_builder text;
    text_begin(&text, arena);
    write_inline(&text, tex, strlen(tex));
    return text.bytes;
}

/* Where the suffix that begins at text ("^{...}", "_@") ends, if it holds a mark; text where it
 * does not, or there is no suffix. */
static const char *behind_marked_suffix(const char *text) {
    if (*text != '^' && *text != '_') {
        return text;
    }
    if (text[1] == '@' || text[1] == '#') {
        return text + 2;
    }
    size_t length = group_length(text + 1);
    bool has_mark = memchr(text, '@', length + 1) != NULL || memchr(text, '#', length + 1) != NULL;
    return length > 0 && has_mark ? text + 1 + length : text;
}

/* A suffix that says nothing of layer or shape belongs to the name: "true". */
static void append_plain_suffix(struct text_builder *text, char sign, const char *suffix) {
    if (suffix[0] != '\0' && strpbrk(suffix, "@#<>") == NULL) {
        text_append_format(text, "%c{%s}", sign, suffix);
    }
}

const char *symbol_name_base(struct arena *arena, const struct symbol_form *form) {
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *c = form->base[PRINT_TEX]; *c != '\0';) {
        const char *behind = behind_marked_suffix(c);
        /* a suffix that holds another one goes only with the inner one */
        bool is_outer = behind != c && strcspn(c + 1, "^_") < (size_t)(behind - c - 1);
        if (behind != c && !is_outer) {
            c = behind;
        } else {
            text_append(&text, c++, 1);
        }
    }
    append_plain_suffix(&text, '_', form->subscript);
    append_plain_suffix(&text, '^', form->superscript);
    return symbol_name_inline(arena, text.bytes);
}
