/* Letters in typed formulas: the layer of the step, the cell that is asked about. */
#include "checks/answer/answer_formula_parts.h"

#include "base/text.h"

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

/* l, l+1 and L in a suffix or between brackets are numbers at this step. */
struct answer_stream answer_formula_number_layers(struct arena *arena,
                                                  const struct recording *recording,
                                                  const struct answer_stream *stream) {
    struct answer_stream numbered = {ARENA_ARRAY(arena, struct answer_sign, stream->count * 3 + 1),
                                     0};
    for (size_t i = 0; i <= stream->count; i++) {
        const struct answer_sign *at = &stream->signs[i];
        uint32_t before = i > 0 ? at[-1].code : 0, behind = at[1 - (at->code == SIGN_END)].code;
        bool is_inside = before == '[' || before == SIGN_OPEN ||
                         (before == '(' && i > 1 && at[-2].code == SIGN_OPEN);
        bool is_layer = (at->code == 'l' || at->code == 'L') && is_inside;
        size_t length = 1;
        int offset = 0;
        if (is_layer && (behind == '+' || behind == '-') && is_digit(at[2].code)) {
            offset = (behind == '+' ? 1 : -1) * (int)(at[2].code - '0');
            length = 3;
        }
        uint32_t end = is_layer ? at[length].code : 0;
        is_layer = is_layer && (end == ']' || end == ')' || end == SIGN_CLOSE || end == 'T');
        if (!is_layer) {
            numbered.signs[numbered.count++] = *at;
            continue;
        }
        const struct tensor_index index = {at->code == 'l' ? INDEX_LAYER : INDEX_LAST, offset};
        const char *digits = text_format(arena, "%d", recording_layer(recording, index));
        for (; *digits != '\0'; digits++) {
            numbered.signs[numbered.count++] = (struct answer_sign){
                (uint32_t)(unsigned char)*digits, at->begin, at[length - 1].end};
        }
        i += length - 1;
    }
    numbered.count--; /* without the end */
    return numbered;
}

/* Letters that no sum runs over, as bits. */
static unsigned free_letters(const struct tree *tree, unsigned bound) {
    unsigned found = 0;
    if (tree->has_element) {
        found |= tree->row.is_letter ? 1u << tree->row.number : 0;
        found |= tree->column.is_letter ? 1u << tree->column.number : 0;
    }
    if (tree->kind == EXPRESSION_ELEMENT) {
        found |= 1u << tree->which.number;
    }
    if (tree_is_call(tree, FUNCTION_SUM_OVER)) {
        bound |= 1u << tree->which.number;
    }
    found &= ~bound;
    for (size_t i = 0; i < tree->operand_count; i++) {
        found |= free_letters(tree->operands[i], bound);
    }
    return found;
}

static void put_number(struct tree *tree, int letter, size_t number) {
    struct element_index *indexes[2] = {&tree->row, &tree->column};
    for (size_t i = 0; i < 2 && tree->has_element; i++) {
        if (indexes[i]->is_letter && indexes[i]->number == letter) {
            *indexes[i] = tree_index(number);
        }
    }
    if (tree->kind == EXPRESSION_ELEMENT && tree->which.number == letter) {
        tree->kind = EXPRESSION_NUMBER;
        tree->number = (double)number;
    }
    bool is_bound = tree_is_call(tree, FUNCTION_SUM_OVER) && tree->which.number == letter;
    for (size_t i = 0; i < tree->operand_count && !is_bound; i++) {
        put_number(tree->operands[i], letter, number);
    }
}

/* Free letters mean the cell that is asked about: as the left side says; a single one its unit; the
 * first of two its row and the second its column. */
void answer_formula_put_cell(const struct answer_parser *parser, struct tree *tree,
                             const struct tree *left) {
    bool are_rows = !sample_axis_has_units_down(parser->recording->program->notation->samples);
    size_t numbers[2] = {parser->cell[0], parser->cell[1]};
    if (left->has_element && left->row.is_letter && !left->is_vector) {
        put_number(tree, left->row.number, parser->cell[0]);
    }
    if (left->has_element && left->column.is_letter && !left->is_vector) {
        put_number(tree, left->column.number, parser->cell[1]);
    }
    unsigned letters = free_letters(tree, 0);
    if ((letters & (letters - 1)) == 0) {
        numbers[0] = parser->cell[are_rows ? 1 : 0];
    }
    for (int letter = 0, count = 0; letter < FORMULA_MOST_INDICES && count < 2; letter++) {
        if ((letters >> letter & 1) != 0) {
            put_number(tree, letter, numbers[count++]);
        }
    }
}
