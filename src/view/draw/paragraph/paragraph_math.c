#include "view/draw/paragraph/paragraph_math.h"

#include <math.h>

/* The letters of the math font are lower than those of prose: so much larger, they go together. */
static const float beside_prose = 1.1F;

/* Fonts grow in proportion: one setting measures for all sizes. */
static const float measured_size = 64;

struct formula {
    const struct math_list *list;
    struct math_tags tags;
    struct math_box measured;
    float before, after; /* its ink beyond its width: slanted letters lean out of theirs */
};

static void measure_ink(struct formula *formula) {
    const struct math_box *box = &formula->measured;
    for (size_t i = 0; i < box->part_count; i++) {
        const struct math_part *part = &box->parts[i];
        if (part->kind == MATH_GLYPH) {
            formula->before = fmaxf(formula->before, -part->x - part->left);
            formula->after = fmaxf(formula->after, part->x + part->right - box->width);
        }
    }
}

static struct paragraph_extent formula_extent(const void *context, float size) {
    const struct formula *formula = context;
    float scale = beside_prose * size / measured_size;
    float width = formula->before + formula->measured.width + formula->after;
    return (struct paragraph_extent){width * scale, formula->measured.ascent * scale,
                                     formula->measured.descent * scale};
}

static void formula_draw(const void *context, const struct canvas *canvas, float size, float x,
                         float baseline) {
    const struct formula *formula = context;
    struct math_options options = math_view_options(canvas, beside_prose * size);
    struct math_box box = math_set(canvas->arena, formula->list, &options);
    x += formula->before * options.size / measured_size;
    math_view_draw(canvas, &box, x, baseline, &formula->tags, math_view_new_formula(canvas));
}

void paragraph_add_math(struct paragraph *paragraph, const struct math_list *list,
                        const struct math_tags *tags) {
    struct arena *arena = paragraph->canvas->arena;
    struct math_options options = math_view_options(paragraph->canvas, measured_size);
    struct formula *formula = ARENA_NEW(arena, struct formula);
    *formula =
        (struct formula){.list = list, .tags = *tags, .measured = math_set(arena, list, &options)};
    measure_ink(formula);
    const struct paragraph_box box = {formula, formula_extent, formula_draw};
    paragraph_add_box(paragraph, &box);
}
