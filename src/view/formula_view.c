#include "view/formula_view.h"

#include <string.h>

const struct print_piece *formula_piece(const struct formula *formula, int node) {
    for (size_t i = 0; i < formula->pieces.count; i++) {
        if (formula->pieces.items[i].node == node) {
            return &formula->pieces.items[i];
        }
    }
    return NULL;
}

struct formula formula_create(const struct canvas *canvas, const struct operation *operation,
                              const size_t *focus) {
    const struct statement *statement = operation->binding.statement;
    struct formula formula = {
        .canvas = canvas,
        .operation = operation,
        .pieces = {.items =
                       ARENA_ARRAY(canvas->arena, struct print_piece, statement->node_count + 1)},
    };
    struct printer printer = program_printer(canvas->moment->program, PRINT_TEX, operation->layer);
    struct text_builder text;
    text_begin(&text, canvas->arena);
    print_statement(&printer, statement, &text, &formula.pieces);
    formula.tex = text.bytes;
    formula.list = math_view_read(canvas, formula.tex);
    const struct print_piece *piece = focus != NULL ? formula_piece(&formula, (int)*focus) : NULL;
    formula.has_focus = piece != NULL;
    formula.focus = piece != NULL ? *piece : (struct print_piece){0};
    return formula;
}

struct formula formula_of_node(const struct formula *formula, int node) {
    const struct print_piece *piece = formula_piece(formula, node);
    struct formula part = *formula;
    if (piece == NULL) {
        return part;
    }
    struct arena *arena = formula->canvas->arena;
    part.tex = arena_copy_text(arena, formula->tex + piece->begin, piece->end - piece->begin);
    part.list = math_view_read(formula->canvas, part.tex);
    part.has_focus = false;
    part.pieces.items = ARENA_ARRAY(arena, struct print_piece, formula->pieces.count);
    part.pieces.count = 0;
    for (size_t i = 0; i < formula->pieces.count; i++) {
        struct print_piece inner = formula->pieces.items[i];
        if (inner.begin >= piece->begin && inner.end <= piece->end) {
            inner.begin -= piece->begin;
            inner.end -= piece->begin;
            part.pieces.items[part.pieces.count++] = inner;
        }
    }
    return part;
}

/* ---- what it stands for ---- */

static bool is_tensor(const struct formula *formula, int node) {
    return node < 0 ||
           formula->operation->binding.statement->nodes[node]->kind == EXPRESSION_TENSOR;
}

bool formula_is_constant(const struct notation *notation, const struct expression *node) {
    if (node->kind == EXPRESSION_TENSOR) {
        enum role role = notation->symbols[node->symbol].role;
        return role == ROLE_SAMPLE_COUNT || role == ROLE_RATE;
    }
    bool is_constant = node->kind == EXPRESSION_NUMBER || node->operand_count > 0;
    for (size_t i = 0; i < node->operand_count; i++) {
        is_constant = is_constant && formula_is_constant(notation, node->operands[i]);
    }
    return is_constant;
}

int formula_tensor(const struct formula *formula, int node) {
    if (node < 0) {
        return formula->operation->target;
    }
    const struct program *program = formula->canvas->moment->program;
    size_t offset = formula->operation->binding.nodes[node].tensor.offset;
    for (int i = 0; i < program->tensor_count; i++) {
        if (program->tensors[i].place.offset == offset) {
            return i;
        }
    }
    return -1;
}

color_argb formula_color(const struct formula *formula, int node) {
    const struct statement *statement = formula->operation->binding.statement;
    const struct notation *notation = formula->canvas->moment->program->notation;
    int symbol = node < 0 ? statement->target->symbol : statement->nodes[node]->symbol;
    return canvas_color(formula->canvas, theme_role_color(notation->symbols[symbol].role));
}

/* What is not in question now; whoever asked for contrast still has some of it. */
static color_argb dimmed(const struct canvas *canvas, color_argb color) {
    bool is_contrast = canvas->theme == theme_get(THEME_CONTRAST);
    return theme_fade(color, is_contrast ? 0.72F : 0.45F);
}

static struct math_tag tag_of(const void *context, size_t begin, size_t end) {
    const struct formula *formula = context;
    bool is_lit =
        !formula->has_focus || (begin >= formula->focus.begin && end <= formula->focus.end);
    for (size_t i = 0; i < formula->pieces.count; i++) {
        const struct print_piece *piece = &formula->pieces.items[i];
        if (begin >= piece->begin && end <= piece->end && is_tensor(formula, piece->node)) {
            color_argb color = formula_color(formula, piece->node);
            return (struct math_tag){
                .symbol = 2 + (long)i,
                .color = is_lit ? color : dimmed(formula->canvas, color),
                .quantity = {formula_tensor(formula, piece->node), -1, -1},
            };
        }
    }
    return (struct math_tag){
        .symbol = is_lit,
        .color = canvas_color(formula->canvas, is_lit ? COLOR_TEXT : COLOR_TEXT_DIM),
        .quantity = QUANTITY_NONE,
    };
}

struct math_tags formula_tags(const struct formula *formula) {
    return (struct math_tags){formula, tag_of};
}
