#include "notation/grown_notation.h"

#include <string.h>

#define COPY_WITH_ROOM(arena, type, items, count, more)                                            \
    copied(ARENA_ARRAY(arena, type, (count) + (more)), items, (count) * sizeof(type))

static void *copied(void *room, const void *items, size_t bytes) {
    if (bytes > 0) {
        memcpy(room, items, bytes);
    }
    return room;
}

struct grown_notation grown_notation_begin(struct arena *arena, const struct notation *notation,
                                           size_t symbols, size_t operations) {
    struct grown_notation grown = {.arena = arena, .notation = *notation};
    size_t count = notation->symbol_count;
    grown.symbols =
        COPY_WITH_ROOM(arena, struct notation_symbol, notation->symbols, count, symbols);
    grown.names = COPY_WITH_ROOM(arena, const char *, notation->table.names, count, symbols);
    grown.is_layered = COPY_WITH_ROOM(arena, bool, notation->table.is_layered, count, symbols);
    grown.operations = COPY_WITH_ROOM(arena, struct notation_operation, notation->operations,
                                      notation->operation_count, operations);
    grown.notation.symbols = grown.symbols;
    grown.notation.table.names = grown.names;
    grown.notation.table.is_layered = grown.is_layered;
    grown.notation.operations = grown.operations;
    grown.notation.file = (struct notation_file){0};
    return grown;
}

void grown_notation_add_symbol(struct grown_notation *grown, const struct notation_symbol *symbol) {
    size_t at = grown->notation.symbol_count++;
    grown->symbols[at] = *symbol;
    grown->names[at] = symbol->name;
    grown->is_layered[at] = role_definition(symbol->like)->is_layered;
    grown->notation.table.count = grown->notation.symbol_count;
}

/* ---- formulas ---- */

static bool block_has(const struct notation_block *block, size_t operation) {
    for (size_t i = 0; i < block->operation_count; i++) {
        if (block->operations[i] == operation) {
            return true;
        }
    }
    return false;
}

static bool is_of_gradients(const struct notation *notation, size_t operation) {
    for (size_t i = 0; i < notation->block_count; i++) {
        if (notation->blocks[i].pass != PASS_UPDATE && block_has(&notation->blocks[i], operation)) {
            return true;
        }
    }
    return false;
}

/* The alternatives of an operation, with the formula where they do something. */
static void take_alternatives(struct grown_notation *grown, struct notation_operation *operation,
                              const struct notation_operation *from,
                              const struct grown_formula *formula) {
    struct notation_alternative *items = COPY_WITH_ROOM(
        grown->arena, struct notation_alternative, from->alternatives, from->alternative_count, 0);
    for (size_t i = 0; i < from->alternative_count; i++) {
        if (items[i].statement != NULL) {
            items[i] = (struct notation_alternative){
                .when = items[i].when,
                .statement = formula->statement,
                .offset = formula->offset,
                .is_of_lesson = true,
            };
        }
    }
    operation->alternatives = items;
    operation->alternative_count = from->alternative_count;
}

void grown_notation_replace(struct grown_notation *grown, size_t operation,
                            const struct grown_formula *formula) {
    struct notation_operation *own = &grown->operations[operation];
    take_alternatives(grown, own, own, formula);
    grown->changes_gradients =
        grown->changes_gradients || is_of_gradients(&grown->notation, operation);
}

static struct notation_block with_operation(struct grown_notation *grown,
                                            const struct notation_block *block, size_t operation,
                                            size_t before) {
    struct notation_block result = *block;
    size_t *operations = ARENA_ARRAY(grown->arena, size_t, 2 * block->operation_count);
    result.operation_count = 0;
    for (size_t i = 0; i < block->operation_count; i++) {
        if (block->operations[i] == before) {
            operations[result.operation_count++] = operation;
        }
        operations[result.operation_count++] = block->operations[i];
    }
    result.operations = operations;
    return result;
}

static struct notation_block block_of(struct grown_notation *grown, enum pass pass,
                                      size_t operation) {
    size_t *operations = ARENA_ARRAY(grown->arena, size_t, 1);
    *operations = operation;
    return (struct notation_block){.pass = pass, .operations = operations, .operation_count = 1};
}

/* A block may have the operation it stands ahead of more than once: then it is run as often. */
static void insert_into_blocks(struct grown_notation *grown, size_t operation, size_t before,
                               bool is_layered) {
    const struct notation *notation = &grown->notation;
    struct notation_block *blocks =
        ARENA_ARRAY(grown->arena, struct notation_block, 2 * notation->block_count);
    size_t count = 0;
    for (size_t i = 0; i < notation->block_count; i++) {
        const struct notation_block *block = &notation->blocks[i];
        bool is_here = block_has(block, before);
        if (is_here && block->is_loop && !is_layered) {
            blocks[count++] = block_of(grown, block->pass, operation);
            is_here = false;
        }
        blocks[count++] = is_here ? with_operation(grown, block, operation, before) : *block;
    }
    grown->notation.blocks = blocks;
    grown->notation.block_count = count;
}

void grown_notation_insert(struct grown_notation *grown, const char *name,
                           const struct localized_text *title, const struct grown_formula *formula,
                           size_t before) {
    size_t at = grown->notation.operation_count++;
    struct notation_operation *own = &grown->operations[at];
    *own = (struct notation_operation){
        .name = name, .offset = formula->offset, .title = *title, .because = NO_WORDS};
    bool is_layered = formula->statement->target->index.base != INDEX_NONE;
    take_alternatives(grown, own, &grown->operations[before], formula);
    insert_into_blocks(grown, at, before, is_layered);
    grown->changes_gradients =
        grown->changes_gradients || is_of_gradients(&grown->notation, before);
}

/* ---- the end ---- */

static void drop_forms(struct grown_notation *grown, struct notation_operation *operation) {
    struct notation_alternative *items =
        COPY_WITH_ROOM(grown->arena, struct notation_alternative, operation->alternatives,
                       operation->alternative_count, 0);
    for (size_t i = 0; i < operation->alternative_count; i++) {
        items[i].forms = NULL;
        items[i].form_count = 0;
    }
    operation->alternatives = items;
}

/* Proofs belong to operations of this notation now. */
static void take_derivations(struct grown_notation *grown, const struct notation *from) {
    struct notation_derivation *items = COPY_WITH_ROOM(
        grown->arena, struct notation_derivation, from->derivations, from->derivation_count, 0);
    for (size_t i = 0; i < from->derivation_count; i++) {
        const char *name = items[i].operation != NULL ? items[i].operation->name : NULL;
        for (size_t o = 0; o < from->operation_count && name != NULL; o++) {
            if (strcmp(from->operations[o].name, name) == 0) {
                items[i].operation = &grown->operations[o];
            }
        }
    }
    grown->notation.derivations = items;
}

const struct notation *grown_notation_end(struct grown_notation *grown) {
    struct notation *notation = ARENA_NEW(grown->arena, struct notation);
    grown->notation.errata = NULL;
    grown->notation.erratum_count = 0;
    if (grown->changes_gradients) {
        grown->notation.derivations = NULL;
        grown->notation.derivation_count = 0;
        for (size_t i = 0; i < grown->notation.operation_count; i++) {
            drop_forms(grown, &grown->operations[i]);
        }
    } else {
        take_derivations(grown, &grown->notation);
    }
    *notation = grown->notation;
    return notation;
}
