#include "tell/answer/term_told.h"

#include "base/text.h"
#include "engine/place.h"
#include "engine/program_names.h"

size_t term_told_node(const struct operation *operation, const struct asked *asked) {
    return place_term_node(operation, asked->term - 1);
}

void term_told_add(struct telling *telling, const struct program *program,
                   const struct asked *asked) {
    struct arena *arena = telling->arena;
    const struct operation *operation = &program->operations[asked->subject.operation];
    const struct binding *binding = &operation->binding;
    const struct printer printer = program_printer(program, PRINT_TEX, operation->layer);
    struct print_pieces pieces = {ARENA_ARRAY(arena, struct print_piece, binding->node_count + 1),
                                  0};
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, binding->statement, &text, &pieces);
    for (size_t i = 0; i < pieces.count; i++) {
        const struct print_piece *piece = &pieces.items[i];
        if (piece->node == (int)term_told_node(operation, asked)) {
            telling_formula(
                telling,
                arena_copy_text(arena, text.bytes + piece->begin, piece->end - piece->begin), NULL,
                0);
        }
    }
}
