#include "view/draw/symbol.h"

#include "view/draw/equation_tags.h"

#include "view/draw/paragraph_math.h"

#include <math.h>
#include <string.h>

/* ---- names ---- */

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
static const char *inline_name(struct arena *arena, const char *tex) {
    struct text_builder text;
    text_begin(&text, arena);
    write_inline(&text, tex, strlen(tex));
    return text.bytes;
}

/* Where the script that begins at text ("^{...}", "_@") ends, if it holds a mark; text where it
 * does not, or there is no script. */
static const char *behind_marked_script(const char *text) {
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

/* A script that says nothing of layer or shape belongs to the name: "true". */
static void append_plain_script(struct text_builder *text, char sign, const char *script) {
    if (script[0] != '\0' && strpbrk(script, "@#<>") == NULL) {
        text_append_format(text, "%c{%s}", sign, script);
    }
}

const char *symbol_base(struct arena *arena, const struct symbol_form *form) {
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *c = form->base[PRINT_TEX]; *c != '\0';) {
        const char *behind = behind_marked_script(c);
        /* a script that holds another one goes only with the inner one */
        bool is_outer = behind != c && strcspn(c + 1, "^_") < (size_t)(behind - c - 1);
        if (behind != c && !is_outer) {
            c = behind;
        } else {
            text_append(&text, c++, 1);
        }
    }
    append_plain_script(&text, '_', form->subscript);
    append_plain_script(&text, '^', form->superscript);
    return inline_name(arena, text.bytes);
}

/* ---- in a paragraph ---- */

static void add(struct paragraph *paragraph, struct math_tag tag, const char *tex) {
    const struct canvas *canvas = paragraph->canvas;
    struct math_tag *kept = ARENA_NEW(canvas->arena, struct math_tag);
    *kept = tag;
    const struct math_tags tags = math_view_plain(kept);
    const char *name = inline_name(canvas->arena, tex);
    paragraph_add_math(paragraph, math_view_read(canvas, name), &tags);
}

void symbol_add_name(struct paragraph *paragraph, color_argb color, const char *tex) {
    add(paragraph, (struct math_tag){.color = color, .quantity = QUANTITY_NONE}, tex);
}

void symbol_add(struct paragraph *paragraph, int tensor) {
    const struct canvas *canvas = paragraph->canvas;
    const struct program *program = canvas->moment->program;
    struct math_tag tag = {
        .color = canvas_color(canvas, theme_role_color(program->tensors[tensor].role)),
        .quantity = {tensor, -1, -1},
    };
    add(paragraph, tag, program_tensor_name(canvas->arena, program, tensor, PRINT_TEX));
}

void symbol_add_formula(struct paragraph *paragraph, const struct equation *formula) {
    struct arena *arena = paragraph->canvas->arena;
    struct equation *kept = ARENA_NEW(arena, struct equation);
    *kept = *formula;
    struct equation_tags *tags = ARENA_NEW(arena, struct equation_tags);
    *tags = (struct equation_tags){paragraph->canvas, kept};
    const struct math_tags of = equation_tags_of(tags);
    paragraph_add_math(paragraph, math_view_read(paragraph->canvas, kept->tex), &of);
}

void symbol_add_node(struct paragraph *paragraph, const struct equation *formula, int node) {
    struct equation part = equation_of_node(formula, node);
    symbol_add_formula(paragraph, &part);
}

/* ---- on a line of its own ---- */

static struct math_box set(const struct canvas *canvas, float size, const char *tex) {
    struct math_options options = math_view_options(canvas, size);
    const char *name = inline_name(canvas->arena, tex);
    return math_set(canvas->arena, math_view_read(canvas, name), &options);
}

struct symbol_extent symbol_measure(const struct canvas *canvas, float size, const char *tex) {
    struct math_box box = set(canvas, size, tex);
    return (struct symbol_extent){box.width, box.ascent, box.descent};
}

float symbol_width(const struct canvas *canvas, float size, const char *tex) {
    return set(canvas, size, tex).width;
}

static void draw(const struct canvas *canvas, const struct math_box *box, float x, float baseline,
                 struct math_tag tag) {
    const struct math_tags tags = math_view_plain(&tag);
    math_view_draw(canvas, box, x, baseline, &tags, math_view_new_formula(canvas));
}

void symbol_draw_above(const struct canvas *canvas, float middle, float bottom, float size,
                       struct math_tag tag, const char *tex) {
    struct math_box box = set(canvas, size, tex);
    draw(canvas, &box, middle - box.width / 2, floorf(bottom - box.descent), tag);
}

void symbol_draw(const struct canvas *canvas, float x, float y, enum text_align align, float size,
                 struct math_tag tag, const char *tex) {
    struct math_box box = set(canvas, size, tex);
    float left = align == ALIGN_LEFT     ? x
                 : align == ALIGN_CENTER ? x - box.width / 2
                                         : x - box.width;
    draw(canvas, &box, left, math_view_baseline(y, size), tag);
}
