#include "step/equation.h"

#include "engine/program_names.h"

#include <string.h>

const struct print_piece *equation_piece(const struct equation *equation, int node) {
    for (size_t i = 0; i < equation->pieces.count; i++) {
        if (equation->pieces.items[i].node == node) {
            return &equation->pieces.items[i];
        }
    }
    return NULL;
}

static struct equation create(const struct moment *moment, const struct operation *operation,
                              const size_t *focus, bool is_short) {
    const struct statement *statement = operation->binding.statement;
    struct equation equation = {
        .moment = moment,
        .operation = operation,
        .pieces = {.items =
                       ARENA_ARRAY(moment->arena, struct print_piece, statement->node_count + 1)},
    };
    struct printer printer = program_printer(moment->program, PRINT_TEX, operation->layer);
    printer.is_short = is_short;
    struct text_builder text;
    text_begin(&text, moment->arena);
    print_statement(&printer, statement, &text, &equation.pieces);
    equation.tex = text.bytes;
    const struct print_piece *piece = focus != NULL ? equation_piece(&equation, (int)*focus) : NULL;
    equation.has_focus = piece != NULL;
    equation.focus = piece != NULL ? *piece : (struct print_piece){0};
    return equation;
}

struct equation equation_create(const struct moment *moment, const struct operation *operation,
                                const size_t *focus) {
    return create(moment, operation, focus, false);
}

struct equation equation_create_short(const struct moment *moment,
                                      const struct operation *operation) {
    return create(moment, operation, NULL, true);
}

struct equation equation_of_node(const struct equation *equation, int node) {
    const struct print_piece *piece = equation_piece(equation, node);
    struct equation part = *equation;
    if (piece == NULL) {
        return part;
    }
    struct arena *arena = equation->moment->arena;
    part.tex = arena_copy_text(arena, equation->tex + piece->begin, piece->end - piece->begin);
    part.has_focus = false;
    part.pieces.items = ARENA_ARRAY(arena, struct print_piece, equation->pieces.count);
    part.pieces.count = 0;
    for (size_t i = 0; i < equation->pieces.count; i++) {
        struct print_piece inner = equation->pieces.items[i];
        if (inner.begin >= piece->begin && inner.end <= piece->end) {
            inner.begin -= piece->begin;
            inner.end -= piece->begin;
            part.pieces.items[part.pieces.count++] = inner;
        }
    }
    return part;
}

/* ---- what it stands for ---- */

bool equation_is_tensor(const struct equation *equation, int node) {
    return node < 0 ||
           equation->operation->binding.statement->nodes[node]->kind == EXPRESSION_TENSOR;
}

bool equation_is_constant(const struct notation *notation, const struct expression *node) {
    if (node->kind == EXPRESSION_TENSOR) {
        return role_is_number(notation->symbols[node->symbol].role);
    }
    bool is_constant = node->kind == EXPRESSION_NUMBER || node->operand_count > 0;
    for (size_t i = 0; i < node->operand_count; i++) {
        is_constant = is_constant && equation_is_constant(notation, node->operands[i]);
    }
    return is_constant;
}

int equation_tensor(const struct equation *equation, int node) {
    if (node < 0) {
        return equation->operation->target;
    }
    return program_node_tensor(equation->moment->program, &equation->operation->binding,
                               (size_t)node);
}

enum role equation_role(const struct equation *equation, int node) {
    const struct statement *statement = equation->operation->binding.statement;
    int symbol = node < 0 ? statement->target->symbol : statement->nodes[node]->symbol;
    return equation->moment->program->notation->symbols[symbol].role;
}
