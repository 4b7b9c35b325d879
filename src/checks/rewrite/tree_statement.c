/* A tree as a line of the formula language, and that read again: the statement has its own source,
 * so that messages can quote it. The parser numbers nodes as they are written here, operands first.
 */
#include "checks/rewrite/tree.h"

#include "base/number.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

/* How tightly a node holds its operands; looser ones inside it need parentheses. */
enum tightness { TIGHT_SUM, TIGHT_PRODUCT, TIGHT_UNARY, TIGHT_POSTFIX };

struct writer {
    struct text_builder text;
    const struct symbol_table *symbols;
    int *origins;
    size_t count;
};

static const char *const infixes[EXPRESSION_KIND_COUNT] = {
    [EXPRESSION_ADD] = " + ",      [EXPRESSION_SUBTRACT] = " - ",
    [EXPRESSION_PRODUCT] = " * ",  [EXPRESSION_HADAMARD] = " .* ",
    [EXPRESSION_QUOTIENT] = " / ", [EXPRESSION_HADAMARD_QUOTIENT] = " ./ ",
};

static enum tightness tightness_of(const struct tree *tree) {
    switch (tree->kind) {
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
        return TIGHT_SUM;
    case EXPRESSION_PRODUCT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_QUOTIENT:
    case EXPRESSION_HADAMARD_QUOTIENT:
        return TIGHT_PRODUCT;
    case EXPRESSION_NEGATE:
        return TIGHT_UNARY;
    case EXPRESSION_NUMBER:
    case EXPRESSION_ELEMENT:
    case EXPRESSION_TENSOR:
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_SQUARE:
    case EXPRESSION_INDICATOR:
    case EXPRESSION_CALL:
    case EXPRESSION_KIND_COUNT:
        break;
    }
    return TIGHT_POSTFIX;
}

static void write_tree(struct writer *writer, const struct tree *tree);

static void write_grouped(struct writer *writer, const struct tree *tree, enum tightness least) {
    bool is_grouped = tree->is_grouped || tightness_of(tree) < least;
    text_append_string(&writer->text, is_grouped ? "(" : "");
    write_tree(writer, tree);
    text_append_string(&writer->text, is_grouped ? ")" : "");
}

static const char *element_text(const struct writer *writer, struct element_index index) {
    static const char *const usual[] = {"i", "j", "k"};
    const struct index_letters *letters = &writer->symbols->indices;
    const char *const *names = letters->count > 0 ? letters->names : usual;
    return index.is_letter ? names[index.number]
                           : text_format(writer->text.arena, "%d", index.number);
}

static void write_index(struct writer *writer, struct tensor_index index) {
    assert(index.base == INDEX_NUMBER ||
           index.base == INDEX_NONE); /* a recording is of one layer */
    if (index.base == INDEX_NUMBER) {
        text_append_format(&writer->text, "[%d]", index.offset);
    }
}

static void write_tensor(struct writer *writer, const struct tree *tree) {
    text_append_string(&writer->text, writer->symbols->names[tree->symbol]);
    write_index(writer, tree->index);
    if (tree->has_element && tree->is_vector) {
        text_append_format(&writer->text, "(%s)", element_text(writer, tree->row));
    } else if (tree->has_element) {
        text_append_format(&writer->text, "(%s,%s)", element_text(writer, tree->row),
                           element_text(writer, tree->column));
    }
}

static void write_call(struct writer *writer, const struct tree *tree) {
    bool is_sum = tree->function == FUNCTION_SUM_OVER;
    text_append_format(&writer->text, "%s(",
                       is_sum ? "sum" : function_definition(tree->function)->name);
    if (function_runs_over(tree->function)) {
        text_append_format(&writer->text, "%s, ", element_text(writer, tree->which));
    }
    for (size_t i = 0; i < tree->operand_count; i++) {
        text_append_string(&writer->text, i > 0 ? ", " : "");
        write_tree(writer, tree->operands[i]);
    }
    text_append_string(&writer->text, ")");
}

/* The parser groups from the left. */
static void write_infix(struct writer *writer, const struct tree *tree) {
    enum tightness own = tightness_of(tree);
    write_grouped(writer, tree->operands[0], own);
    text_append_string(&writer->text, infixes[tree->kind]);
    write_grouped(writer, tree->operands[1], own + 1);
}

static void write_indicator(struct writer *writer, const struct tree *tree) {
    static const char *const signs[RELATION_COUNT] = {
        [RELATION_ABOVE] = " > ",    [RELATION_BELOW] = " < ", [RELATION_AT_LEAST] = " >= ",
        [RELATION_AT_MOST] = " <= ", [RELATION_EQUAL] = " = ",
    };
    text_append_string(&writer->text, "[");
    write_tree(writer, tree->operands[0]);
    text_append_string(&writer->text, signs[tree->relation]);
    write_tree(writer, tree->operands[1]);
    text_append_string(&writer->text, "]");
}

static void write_node(struct writer *writer, const struct tree *tree) {
    struct text_builder *text = &writer->text;
    switch (tree->kind) {
    case EXPRESSION_NUMBER:
        text_append_string(text, number_source_text(text->arena, tree->number));
        return;
    case EXPRESSION_ELEMENT:
        text_append_string(text, element_text(writer, tree->which));
        return;
    case EXPRESSION_TENSOR:
        write_tensor(writer, tree);
        return;
    case EXPRESSION_NEGATE:
        text_append_string(text, "-");
        write_grouped(writer, tree->operands[0], TIGHT_POSTFIX);
        return;
    case EXPRESSION_TRANSPOSE:
    case EXPRESSION_SQUARE:
        write_grouped(writer, tree->operands[0], TIGHT_POSTFIX);
        text_append_string(text, tree->kind == EXPRESSION_SQUARE ? "^2" : "^T");
        return;
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_PRODUCT:
    case EXPRESSION_HADAMARD:
    case EXPRESSION_QUOTIENT:
    case EXPRESSION_HADAMARD_QUOTIENT:
        write_infix(writer, tree);
        return;
    case EXPRESSION_INDICATOR:
        write_indicator(writer, tree);
        return;
    case EXPRESSION_CALL:
        write_call(writer, tree);
        return;
    case EXPRESSION_KIND_COUNT:
        break;
    }
}

static void write_tree(struct writer *writer, const struct tree *tree) {
    write_node(writer, tree);
    if (writer->count < FORMULA_MOST_NODES) {
        writer->origins[writer->count] = tree->origin;
    }
    writer->count++;
}

static struct tree target_of(const struct expression *target) {
    return (struct tree){
        .kind = EXPRESSION_TENSOR,
        .symbol = target->symbol,
        .index = target->index,
        .has_element = target->has_element,
        .is_vector = target->is_vector,
        .row = target->row,
        .column = target->column,
        .origin = TREE_NEW,
    };
}

bool tree_to_statement(struct arena *arena, const struct expression *target,
                       const struct tree *tree, const struct symbol_table *symbols,
                       struct tree_statement *ret) {
    struct writer writer = {.symbols = symbols,
                            .origins = ARENA_ARRAY(arena, int, FORMULA_MOST_NODES)};
    text_begin(&writer.text, arena);
    const struct tree left = target_of(target);
    write_tensor(&writer, &left);
    text_append_string(&writer.text, " = ");
    write_grouped(&writer, tree, TIGHT_SUM);
    struct formula_error ignored;
    const struct statement *statement =
        writer.count <= FORMULA_MOST_NODES
            ? statement_parse(arena, writer.text.bytes, writer.text.length, symbols, &ignored)
            : NULL;
    *ret = (struct tree_statement){statement, writer.origins};
    return statement != NULL;
}
