#include "tell/answer/role_told.h"

#include "base/text.h"

static void add_spans(struct telling *telling, const struct recording *recording,
                      const struct statement *statement, const struct print_pieces *pieces,
                      const struct print_piece *whole, const char *tex) {
    struct telling_span *spans = ARENA_ARRAY(telling->arena, struct telling_span, pieces->count);
    size_t count = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct print_piece *piece = &pieces->items[i];
        const struct expression *node = piece->node < 0 ? NULL : statement->nodes[piece->node];
        if (node != NULL && node->kind == EXPRESSION_TENSOR) {
            int layer = node->index.base == INDEX_NONE ? -1 : node->index.offset;
            spans[count++] =
                (struct telling_span){piece->begin - whole->begin,
                                      piece->end - whole->begin,
                                      recording_role(recording, node->symbol),
                                      {recording_tensor(recording, node->symbol, layer), -1, -1}};
        }
    }
    telling_formula(telling, tex, spans, count);
}

void role_told_add_value(struct telling *telling, const struct recording *recording,
                         const struct statement *statement) {
    struct arena *arena = telling->arena;
    struct printer printer = recording_printer(recording, PRINT_TEX);
    struct print_pieces pieces = {ARENA_ARRAY(arena, struct print_piece, statement->node_count + 1),
                                  0};
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, statement, &text, &pieces);
    for (size_t i = 0; i < pieces.count; i++) {
        const struct print_piece *piece = &pieces.items[i];
        if (piece->node == statement->value->id) {
            const char *tex =
                arena_copy_text(arena, text.bytes + piece->begin, piece->end - piece->begin);
            add_spans(telling, recording, statement, &pieces, piece, tex);
            return;
        }
    }
}

void role_told_add(struct telling *telling, const struct recording *recording, const char *text,
                   size_t length) {
    struct arena *arena = telling->arena;
    struct formula_error ignored;
    const struct role_meaning meaning = ROLE_MEANING_NONE;
    const struct tree *formula = role_formula_read(arena, text, length, &ignored);
    struct tree *tree =
        formula != NULL ? role_formula_translate(recording, arena, formula, &meaning) : NULL;
    const struct recorded_tree right = recorded_tree_right(recording, arena);
    struct tree_statement statement;
    if (tree != NULL &&
        tree_to_statement(arena, &right.target, tree, &recording->symbols.table, &statement)) {
        role_told_add_value(telling, recording, statement.statement);
    } else {
        telling_words(telling, arena_copy_text(arena, text, length));
    }
}
