/* Sums in typed formulas. */
#include "checks/answer/answer_formula_parts.h"

/* How far a letter runs: the rows or columns of a tensor in the summand that it is an index of. */
static size_t extent_of(const struct answer_parser *parser, const struct tree *tree, int letter) {
    if (tree->kind == EXPRESSION_TENSOR && tree->has_element) {
        int layer = tree->index.base == INDEX_NONE ? -1 : tree->index.offset;
        int tensor = recording_tensor(parser->recording, tree->symbol, layer);
        struct shape shape = parser->recording->program->tensors[tensor].storage.shape;
        if (tree->row.is_letter && tree->row.number == letter) {
            return tree->is_vector ? shape_count(shape) : shape.rows;
        }
        if (tree->column.is_letter && tree->column.number == letter) {
            return shape.columns;
        }
    }
    size_t extent = 0;
    for (size_t i = 0; i < tree->operand_count && extent == 0; i++) {
        extent = extent_of(parser, tree->operands[i], letter);
    }
    return extent;
}

/* Behind the letter: what is added up for each of its values. */
static struct tree *parse_summand(struct answer_parser *parser, int letter,
                                  const struct answer_sign *begin) {
    parser->bound |= 1u << letter;
    struct tree *summand = answer_formula_parse_product(parser);
    parser->bound &= ~(1u << letter);
    size_t count = summand != NULL ? extent_of(parser, summand, letter) : 1;
    if (summand != NULL && count == 0) {
        return answer_formula_fail(parser, begin->begin, begin->end,
                                   "nothing in this sum has its index");
    }
    return summand != NULL
               ? tree_sum_over(parser->arena, tree_letter((size_t)letter), count, summand)
               : NULL;
}

static void skip_suffix(struct answer_parser *parser) {
    int depth = 0;
    do {
        depth += parser->at->code == SIGN_OPEN;
        depth -= parser->at->code == SIGN_CLOSE;
        parser->at++;
    } while (depth > 0 && parser->at->code != SIGN_END);
}

/* Σ x, of everything; Σ_k x; Σ_{k=1}^{3} x. */
struct tree *answer_formula_sum_sign(struct answer_parser *parser) {
    const struct answer_sign *begin = parser->at++;
    if (parser->at->code != '_') {
        struct tree *summand = answer_formula_parse_product(parser);
        return summand != NULL ? tree_call(parser->arena, FUNCTION_SUM, summand) : NULL;
    }
    int letter = answer_names_letter(parser->names, parser->at[2].code);
    if (letter < 0) {
        return answer_formula_fail(parser, parser->at->begin, parser->at->end, "this is no index");
    }
    parser->at++;
    skip_suffix(parser);
    if (parser->at->code == '^') {
        parser->at++;
        skip_suffix(parser);
    }
    return parse_summand(parser, letter, begin);
}

/* What is missing where a sign has to stand; true where it stands there. */
static bool expect(struct answer_parser *parser, uint32_t code, const char *message) {
    if (answer_formula_take(parser, code)) {
        return true;
    }
    answer_formula_fail(parser, parser->at->begin, parser->at->end, message);
    return false;
}

/* A length: a number, rows(x) or cols(x); 0: it is none. */
static size_t length_of(const struct answer_parser *parser, const struct tree *tree) {
    if (tree->kind == EXPRESSION_NUMBER && tree->number >= 1 && tree->number <= 1e5) {
        return (size_t)tree->number;
    }
    bool is_extent = tree_is_call(tree, FUNCTION_ROWS) || tree_is_call(tree, FUNCTION_COLUMNS);
    if (!is_extent || tree->operands[0]->kind != EXPRESSION_TENSOR) {
        return 0;
    }
    const struct tree *of = tree->operands[0];
    int layer = of->index.base == INDEX_NONE ? -1 : of->index.offset;
    int tensor = recording_tensor(parser->recording, of->symbol, layer);
    struct shape shape = parser->recording->program->tensors[tensor].storage.shape;
    return tree->function == FUNCTION_ROWS ? shape.rows : shape.columns;
}

/* sum(k, n, x) of the formula language, behind "sum(". */
static struct tree *parse_counted_sum(struct answer_parser *parser, int letter) {
    const struct answer_sign *begin = parser->at;
    parser->at += 2;
    struct tree *length = answer_formula_parse_sum(parser);
    if (length == NULL || !expect(parser, ',', "a \",\" is missing here")) {
        return NULL;
    }
    parser->bound |= 1u << letter;
    struct tree *summand = answer_formula_parse_sum(parser);
    parser->bound &= ~(1u << letter);
    if (summand == NULL || !expect(parser, ')', "a \")\" is missing here")) {
        return NULL;
    }
    size_t count = length_of(parser, length);
    return count > 0 ? tree_sum_over(parser->arena, tree_letter((size_t)letter), count, summand)
                     : answer_formula_fail(parser, begin->begin, begin->end,
                                           "this sum does not say how far it goes");
}

/* sum(x), sum(x, axis=1) and sum(k, n, x). */
struct tree *answer_formula_sum_word(struct answer_parser *parser) {
    if (!expect(parser, '(', "a \"(\" is missing here")) {
        return NULL;
    }
    int letter = answer_names_letter(parser->names, parser->at->code);
    if (letter >= 0 && parser->at[1].code == ',') {
        return parse_counted_sum(parser, letter);
    }
    struct tree *argument = answer_formula_parse_sum(parser);
    enum function function = FUNCTION_SUM;
    if (argument != NULL && answer_formula_take_word(parser, ",axis=")) {
        function = parser->at->code == '1' ? FUNCTION_ROW_SUM : FUNCTION_COLUMN_SUM;
        parser->at += parser->at->code != SIGN_END;
    }
    return argument != NULL && expect(parser, ')', "a \")\" is missing here")
               ? tree_call(parser->arena, function, argument)
               : NULL;
}
