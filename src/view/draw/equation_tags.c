#include "view/draw/equation_tags.h"

static struct math_tag tag_of(const void *context, size_t begin, size_t end) {
    const struct equation_tags *tags = context;
    const struct equation *equation = tags->equation;
    bool is_lit =
        !equation->has_focus || (begin >= equation->focus.begin && end <= equation->focus.end);
    for (size_t i = 0; i < equation->pieces.count; i++) {
        const struct print_piece *piece = &equation->pieces.items[i];
        if (begin >= piece->begin && end <= piece->end &&
            equation_is_tensor(equation, piece->node)) {
            color_argb color =
                canvas_role_color(tags->canvas, equation_role(equation, piece->node));
            return (struct math_tag){
                .symbol = 2 + (long)i,
                .color = is_lit ? color : theme_dim(tags->canvas->theme, color),
                .quantity = {equation_tensor(equation, piece->node), -1, -1},
            };
        }
    }
    return (struct math_tag){
        .symbol = is_lit,
        .color = canvas_color(tags->canvas, is_lit ? COLOR_TEXT : COLOR_TEXT_DIM),
        .quantity = QUANTITY_NONE,
    };
}

struct math_tags equation_tags_of(const struct equation_tags *tags) {
    return (struct math_tags){tags, tag_of};
}
