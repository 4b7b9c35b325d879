#include "view/draw/paragraph/paragraph_telling.h"

#include "tell/symbol_name.h"
#include "view/draw/paragraph/paragraph_math.h"

static color_argb color_of(const struct canvas *canvas, const struct telling_part *part) {
    return part->role != ROLE_COUNT
               ? canvas_role_color(canvas, part->role)
               : canvas_color(canvas, part->is_quiet ? COLOR_TEXT_DIM : COLOR_TEXT);
}

/* Words that stand for something are its number. */
static enum text_face face_of(const struct telling_part *part) {
    if (part->role != ROLE_COUNT || part->quantity.tensor >= 0) {
        return part->is_strong ? FACE_BOLD : FACE_REGULAR;
    }
    return part->is_strong ? FACE_PROSE_BOLD : FACE_PROSE;
}

static void add_words(struct paragraph *paragraph, const struct telling_part *part) {
    paragraph->quantity = part->quantity;
    paragraph_add(paragraph, face_of(part), color_of(paragraph->canvas, part), part->text);
    paragraph->quantity = QUANTITY_NONE;
}

static void add_symbol(struct paragraph *paragraph, const struct telling_part *part) {
    const struct canvas *canvas = paragraph->canvas;
    struct math_tag *tag = ARENA_NEW(canvas->arena, struct math_tag);
    *tag = (struct math_tag){.color = color_of(canvas, part), .quantity = part->quantity};
    const struct math_tags tags = math_view_plain(tag);
    const char *name = symbol_name_inline(canvas->arena, part->text);
    paragraph_add_math(paragraph, math_view_read(canvas, name), &tags);
}

/* ---- formulas ---- */

struct span_tags {
    const struct canvas *canvas;
    const struct telling_part *part;
};

/* What the bytes of the formula stand for: those of a name, its tensor. */
static struct math_tag tag_of(const void *context, size_t begin, size_t end) {
    const struct span_tags *tags = context;
    (void)end;
    for (size_t i = 0; i < tags->part->span_count; i++) {
        const struct telling_span *span = &tags->part->spans[i];
        if (begin >= span->begin && begin < span->end) {
            return (struct math_tag){(long)i + 1, canvas_role_color(tags->canvas, span->role),
                                     span->quantity};
        }
    }
    return (struct math_tag){0, canvas_color(tags->canvas, COLOR_TEXT), QUANTITY_NONE};
}

static void add_formula(struct paragraph *paragraph, const struct telling_part *part) {
    const struct canvas *canvas = paragraph->canvas;
    struct telling_part *kept = ARENA_NEW(canvas->arena, struct telling_part);
    struct span_tags *tags = ARENA_NEW(canvas->arena, struct span_tags);
    *kept = *part;
    *tags = (struct span_tags){canvas, kept};
    const struct math_tags of = {tags, tag_of};
    paragraph_add_math(paragraph, math_view_read(canvas, part->text), &of);
}

void paragraph_add_telling(struct paragraph *paragraph, const struct telling *telling) {
    for (size_t i = 0; i < telling->count; i++) {
        const struct telling_part *part = &telling->parts[i];
        switch (part->kind) {
        case TELLING_WORDS:
            add_words(paragraph, part);
            break;
        case TELLING_FORMULA:
            add_formula(paragraph, part);
            break;
        case TELLING_SYMBOL:
            add_symbol(paragraph, part);
            break;
        case TELLING_END:
            paragraph_end_line(paragraph);
            break;
        case TELLING_KIND_COUNT:
            break;
        }
    }
}
