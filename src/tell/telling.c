#include "tell/telling.h"

#include "engine/program_names.h"

struct telling telling_begin(struct arena *arena, enum language language) {
    return (struct telling){.arena = arena, .language = language};
}

static void add(struct telling *telling, struct telling_part part) {
    telling->parts = arena_grow(telling->arena, telling->parts, telling->count,
                                sizeof *telling->parts, &telling->capacity);
    telling->parts[telling->count++] = part;
}

void telling_toned(struct telling *telling, const char *text, bool is_quiet, bool is_strong) {
    if (*text != '\0') {
        add(telling, (struct telling_part){.kind = TELLING_WORDS,
                                           .text = text,
                                           .is_quiet = is_quiet,
                                           .is_strong = is_strong,
                                           .role = ROLE_COUNT,
                                           .quantity = QUANTITY_NONE});
    }
}

void telling_words(struct telling *telling, const char *text) {
    telling_toned(telling, text, false, false);
}

void telling_quiet(struct telling *telling, const char *text) {
    telling_toned(telling, text, true, false);
}

void telling_relation(struct telling *telling, const char *text) {
    add(telling, (struct telling_part){.kind = TELLING_WORDS,
                                       .text = text,
                                       .is_relation = true,
                                       .role = ROLE_COUNT,
                                       .quantity = QUANTITY_NONE});
}

void telling_number(struct telling *telling, const char *text, enum role role,
                    struct quantity quantity) {
    add(telling, (struct telling_part){
                     .kind = TELLING_WORDS, .text = text, .role = role, .quantity = quantity});
}

void telling_symbol(struct telling *telling, const char *tex, enum role role,
                    struct quantity quantity) {
    add(telling, (struct telling_part){
                     .kind = TELLING_SYMBOL, .text = tex, .role = role, .quantity = quantity});
}

void telling_append(struct telling *telling, const struct telling *said) {
    for (size_t i = 0; i < said->count; i++) {
        add(telling, said->parts[i]);
    }
}

void telling_tensor(struct telling *telling, const struct program *program, int tensor) {
    telling_symbol(telling, program_tensor_name(telling->arena, program, tensor, PRINT_TEX),
                   program->tensors[tensor].role, (struct quantity){tensor, -1, -1});
}

void telling_equation(struct telling *telling, const struct equation *equation) {
    const struct print_pieces *pieces = &equation->pieces;
    struct telling_span *spans = ARENA_ARRAY(telling->arena, struct telling_span, pieces->count);
    size_t count = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct print_piece *piece = &pieces->items[i];
        if (equation_is_tensor(equation, piece->node)) {
            spans[count++] =
                (struct telling_span){piece->begin,
                                      piece->end,
                                      equation_role(equation, piece->node),
                                      {equation_tensor(equation, piece->node), -1, -1}};
        }
    }
    telling_formula(telling, equation->tex, spans, count);
}

void telling_formula(struct telling *telling, const char *tex, const struct telling_span *spans,
                     size_t span_count) {
    add(telling, (struct telling_part){.kind = TELLING_FORMULA,
                                       .text = tex,
                                       .role = ROLE_COUNT,
                                       .quantity = QUANTITY_NONE,
                                       .spans = spans,
                                       .span_count = span_count});
}

void telling_end_line(struct telling *telling) {
    add(telling,
        (struct telling_part){.kind = TELLING_END, .role = ROLE_COUNT, .quantity = QUANTITY_NONE});
}
