#include "view/draw/prose.h"

#include "view/draw/paragraph_math.h"
#include "view/markup.h"

/* ---- formulas ---- */

struct formula_tags {
    const struct canvas *canvas;
    struct named_math math;
};

/* What the bytes of the formula stand for: those of a name, its tensor. */
static struct math_tag tag_of(const void *context, size_t begin, size_t end) {
    const struct formula_tags *tags = context;
    (void)end;
    for (size_t i = 0; i < tags->math.count; i++) {
        const struct name_span *span = &tags->math.spans[i];
        if (begin >= span->begin && begin < span->end) {
            return (struct math_tag){(long)i + 1,
                                     canvas_color(tags->canvas, theme_role_color(span->role)),
                                     span->quantity};
        }
    }
    return (struct math_tag){0, canvas_color(tags->canvas, COLOR_TEXT), QUANTITY_NONE};
}

static void add_formula(struct paragraph *paragraph, const char *tex, const struct names *names) {
    struct arena *arena = paragraph->canvas->arena;
    struct formula_tags *tags = ARENA_NEW(arena, struct formula_tags);
    *tags =
        (struct formula_tags){paragraph->canvas, names != NULL ? names_translate(arena, names, tex)
                                                               : (struct named_math){.tex = tex}};
    const struct math_tags of = {tags, tag_of};
    paragraph_add_math(paragraph, math_view_read(paragraph->canvas, tags->math.tex), &of);
}

/* ---- the text ---- */

/* There is no slanted face: emphasis is bold as well, as Chinese does without slanting too. */
static void add_words(struct paragraph *paragraph, const struct markup_run *run) {
    bool is_bold = run->is_bold || run->is_emphasis;
    enum theme_color color = run->kind == MARKUP_CODE ? COLOR_TEXT_DIM : COLOR_TEXT;
    paragraph_add(paragraph, is_bold ? FACE_BOLD : FACE_REGULAR,
                  canvas_color(paragraph->canvas, color), run->text);
}

void prose_add(struct paragraph *paragraph, const char *text, const struct names *names) {
    struct markup markup = markup_parse(paragraph->canvas->arena, text);
    for (size_t i = 0; i < markup.count; i++) {
        const struct markup_run *run = &markup.runs[i];
        if (run->kind == MARKUP_MATH) {
            add_formula(paragraph, run->text, names);
        } else if (run->kind == MARKUP_TEXT || run->kind == MARKUP_CODE) {
            add_words(paragraph, run);
        } else {
            paragraph_end_line(paragraph);
        }
        if (run->kind == MARKUP_ITEM) {
            paragraph_add(paragraph, FACE_REGULAR, canvas_color(paragraph->canvas, COLOR_TEXT_DIM),
                          "• ");
        }
    }
}
