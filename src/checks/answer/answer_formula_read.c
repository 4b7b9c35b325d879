/* A recursive descent over the signs of a typed formula, one function a rule, as the parser of the
 * formula language has it; but a product may do without a sign, and a sum says its index below. */
#include "checks/answer/answer_formula_parts.h"

#include <stdlib.h>

enum { MOST_DEPTH = 40, SUM_SIGN = 0x3A3 };

struct tree *answer_formula_fail(struct answer_parser *parser, size_t begin, size_t end,
                                 const char *message) {
    if (!parser->has_failed) {
        *parser->fault = (struct answer_fault){begin, end, message};
        parser->has_failed = true;
    }
    return NULL;
}

static struct tree *fail(struct answer_parser *parser, const char *message) {
    return answer_formula_fail(parser, parser->at->begin, parser->at->end, message);
}

bool answer_formula_take(struct answer_parser *parser, uint32_t code) {
    bool is_there = parser->at->code == code;
    parser->at += is_there;
    return is_there;
}

bool answer_formula_take_word(struct answer_parser *parser, const char *word) {
    size_t length = 0;
    for (; word[length] != '\0'; length++) {
        if (parser->at[length].code != (uint32_t)(unsigned char)word[length]) {
            return false;
        }
    }
    parser->at += length;
    return true;
}

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

/* ---- numbers and tensors ---- */

static struct tree *parse_number(struct answer_parser *parser) {
    char digits[40];
    size_t length = 0;
    bool has_point = false;
    while (length + 1 < sizeof digits) {
        uint32_t code = parser->at->code;
        bool is_point = (code == '.' || code == ',') && !has_point && is_digit(parser->at[1].code);
        if (!is_digit(code) && !is_point) {
            break;
        }
        has_point = has_point || is_point;
        digits[length++] = is_point ? '.' : (char)code;
        parser->at++;
    }
    digits[length] = '\0';
    return tree_number(parser->arena, strtod(digits, NULL));
}

static struct tree *parse_tensor(struct answer_parser *parser, const struct answer_name *name) {
    struct tensor_index index = {name->layer < 0 ? INDEX_NONE : INDEX_NUMBER,
                                 name->layer < 0 ? 0 : name->layer};
    struct tree *tree = tree_tensor(parser->arena, name->symbol, index);
    if (name->has_element) {
        tree->has_element = true;
        tree->is_vector = !name->column.is_letter && name->column.number == 0;
        tree->row = name->row;
        tree->column = tree->is_vector ? tree->row : name->column;
    }
    if (name->is_slope) {
        tree = tree_call(parser->arena, FUNCTION_DERIVATIVE, tree);
    }
    parser->at += name->length;
    if (name->is_squared) {
        tree = tree_with_one(parser->arena, EXPRESSION_SQUARE, tree);
    }
    return name->is_transposed ? tree_with_one(parser->arena, EXPRESSION_TRANSPOSE, tree) : tree;
}

/* ---- functions ---- */

static struct tree *parse_argument(struct answer_parser *parser) {
    if (!answer_formula_take(parser, '(')) {
        return fail(parser, "a \"(\" is missing here");
    }
    struct tree *argument = answer_formula_parse_sum(parser);
    if (argument != NULL && !answer_formula_take(parser, ')')) {
        return fail(parser, "a \")\" is missing here");
    }
    return argument;
}

static struct tree *parse_function(struct answer_parser *parser, enum activation activation,
                                   size_t length) {
    const struct answer_sign *begin = parser->at;
    parser->at += length;
    bool is_slope = answer_formula_take(parser, '\'');
    if (!is_slope && parser->at->code == '^' && parser->at[2].code == '\'') { /* σ^{\prime} */
        parser->at += 4;
        is_slope = true;
    }
    struct tree *argument = parse_argument(parser);
    if (argument == NULL) {
        return NULL;
    }
    struct tree *call = answer_formula_function(parser, activation, is_slope, argument);
    return call != NULL ? call
                        : answer_formula_fail(parser, begin->begin, begin->end,
                                              "this function cannot be taken of that");
}

struct plain_function {
    const char *word;
    enum function function;
};

static const struct plain_function plain_functions[] = {
    {"rowsum", FUNCTION_ROW_SUM}, {"colsum", FUNCTION_COLUMN_SUM},
    {"exp", FUNCTION_EXP},        {"log", FUNCTION_LOG},
    {"ln", FUNCTION_LOG},         {"abs", FUNCTION_ABS},
    {"sign", FUNCTION_SIGN},      {"sqrt", FUNCTION_ROOT},
    {"diag", FUNCTION_DIAGONAL},  {"rows", FUNCTION_ROWS},
    {"cols", FUNCTION_COLUMNS},   {"jacobian", FUNCTION_JACOBIAN},
    {NULL, FUNCTION_COUNT},
};

static struct tree *parse_of_two(struct answer_parser *parser, enum function function) {
    if (!answer_formula_take(parser, '(')) {
        return fail(parser, "a \"(\" is missing here");
    }
    struct tree *first = answer_formula_parse_sum(parser);
    if (first == NULL ||
        (!answer_formula_take(parser, ',') && fail(parser, "a \",\" is missing here") == NULL)) {
        return NULL;
    }
    struct tree *second = answer_formula_parse_sum(parser);
    if (second == NULL ||
        (!answer_formula_take(parser, ')') && fail(parser, "a \")\" is missing here") == NULL)) {
        return NULL;
    }
    struct tree *call = tree_call(parser->arena, function, first);
    call->operands[call->operand_count++] = second;
    return call;
}

/* ---- atoms ---- */

static struct tree *parse_group(struct answer_parser *parser, uint32_t close) {
    parser->at++;
    struct tree *inside = answer_formula_parse_sum(parser);
    if (inside != NULL && !answer_formula_take(parser, close)) {
        return fail(parser, close == ')' ? "a \")\" is missing here" : "this is not closed");
    }
    if (inside != NULL) {
        inside->is_grouped = true;
    }
    return inside;
}

static struct tree *parse_bars(struct answer_parser *parser) {
    struct tree *inside = parse_group(parser, '|');
    return inside != NULL ? tree_call(parser->arena, FUNCTION_ABS, inside) : NULL;
}

/* e^{x} */
static struct tree *parse_power_of_e(struct answer_parser *parser) {
    parser->at += 3;
    struct tree *power = answer_formula_parse_sum(parser);
    if (power != NULL && !answer_formula_take(parser, SIGN_CLOSE)) {
        return fail(parser, "this is not closed");
    }
    return power != NULL ? tree_call(parser->arena, FUNCTION_EXP, power) : NULL;
}

/* J(z)^T g: the derivative of the activation, transposed, times what comes behind. */
static struct tree *parse_word(struct answer_parser *parser) {
    for (const struct plain_function *row = plain_functions; row->word != NULL; row++) {
        if (answer_formula_take_word(parser, row->word)) {
            struct tree *argument = parse_argument(parser);
            return argument != NULL ? tree_call(parser->arena, row->function, argument) : NULL;
        }
    }
    if (parser->at->code == 0x221A) {
        parser->at++;
        struct tree *argument = parse_argument(parser);
        return argument != NULL ? tree_call(parser->arena, FUNCTION_ROOT, argument) : NULL;
    }
    if (answer_formula_take_word(parser, "vjp")) {
        return parse_of_two(parser, FUNCTION_VJP);
    }
    if (answer_formula_take_word(parser, "max")) {
        return parse_of_two(parser, FUNCTION_MAX);
    }
    if (answer_formula_take_word(parser, "unit")) {
        return parse_of_two(parser, FUNCTION_UNIT);
    }
    if (answer_formula_take_word(parser, "sum")) {
        return answer_formula_sum_word(parser);
    }
    if (parser->at->code == 'J' && parser->at[1].code == '(') {
        parser->at++;
        struct tree *argument = parse_argument(parser);
        return argument != NULL ? tree_call(parser->arena, FUNCTION_JACOBIAN, argument) : NULL;
    }
    return NULL;
}

/* A letter alone, in unit(i, n): the number that it stands for. */
static struct tree *parse_letter(struct answer_parser *parser) {
    int letter = answer_names_letter(parser->names, parser->at->code);
    if (letter < 0 || parser->at[1].code != ',') {
        return NULL;
    }
    parser->at++;
    struct tree *tree = tree_number(parser->arena, 0);
    tree->kind = EXPRESSION_ELEMENT;
    tree->which = tree_letter((size_t)letter);
    return tree;
}

/* "max(" is no product of an m with what follows. */
static bool is_max(const struct answer_sign *at) {
    return at[0].code == 'm' && at[1].code == 'a' && at[2].code == 'x' && at[3].code == '(';
}

static struct tree *parse_name(struct answer_parser *parser) {
    struct answer_name name;
    struct answer_fault missing = {0, 0, NULL};
    enum activation activation;
    size_t length;
    bool is_tensor =
        answer_names_tensor(parser->names, parser->at, &name, &missing) && !is_max(parser->at);
    bool is_function = answer_names_function(parser->names, parser->at, &activation, &length) &&
                       (parser->at[length].code == '(' || parser->at[length].code == '\'' ||
                        parser->at[length].code == '^');
    if (is_function && (!is_tensor || length >= name.length)) {
        return parse_function(parser, activation, length);
    }
    if (!is_tensor) {
        struct tree *word = parse_word(parser);
        word = word == NULL && !parser->has_failed ? parse_letter(parser) : word;
        if (word != NULL || parser->has_failed) {
            return word;
        }
    }
    if (is_tensor) {
        return parse_tensor(parser, &name);
    }
    if (missing.message != NULL) {
        return answer_formula_fail(parser, missing.begin, missing.end, missing.message);
    }
    return fail(parser, parser->at->code == SIGN_END ? "something is missing here"
                                                     : "this is no symbol of the notation");
}

static struct tree *parse_atom(struct answer_parser *parser) {
    if (is_digit(parser->at->code) || (parser->at->code == '.' && is_digit(parser->at[1].code))) {
        return parse_number(parser);
    }
    struct answer_name name;
    struct answer_fault ignored;
    bool is_tensor = answer_names_tensor(parser->names, parser->at, &name, &ignored);
    if (!is_tensor && parser->at->code == '(') {
        return parse_group(parser, ')');
    }
    if (!is_tensor && parser->at->code == '[') {
        return parse_group(parser, ']');
    }
    if (parser->at->code == '|') {
        return parse_bars(parser);
    }
    if (!is_tensor && parser->at->code == SUM_SIGN) {
        return answer_formula_sum_sign(parser);
    }
    if (parser->at->code == 'e' && parser->at[1].code == '^') {
        return parse_power_of_e(parser);
    }
    return parse_name(parser);
}

/* (X^T)_{kj}: an element of a tensor in parentheses. */
static struct tree *parse_indices(struct answer_parser *parser, struct tree *tree) {
    struct tree *tensor = tree->kind == EXPRESSION_TRANSPOSE ? tree->operands[0] : tree;
    struct element_index row, column;
    const struct answer_sign *begin = parser->at;
    if (tensor->kind != EXPRESSION_TENSOR || tensor->has_element ||
        !answer_names_indices(parser->names, &parser->at, &row, &column)) {
        return answer_formula_fail(parser, begin->begin, begin->end, "only a tensor has elements");
    }
    bool is_single = !column.is_letter && column.number == 0;
    bool is_turned = tree->kind == EXPRESSION_TRANSPOSE && !is_single;
    tensor->has_element = true;
    tensor->is_vector = is_single;
    tensor->row = is_turned ? column : row;
    tensor->column = is_single ? row : is_turned ? row : column;
    return tensor;
}

/* ^T and ^2 behind what is not a name. */
static struct tree *parse_postfix(struct answer_parser *parser) {
    struct tree *tree = parse_atom(parser);
    if (tree != NULL && parser->at->code == '_') {
        tree = parse_indices(parser, tree);
    }
    while (tree != NULL && parser->at->code == '^' && parser->at[1].code == SIGN_OPEN) {
        for (parser->at += 2; parser->at->code != SIGN_CLOSE; parser->at++) {
            if (parser->at->code != 'T' && parser->at->code != '2') {
                return fail(parser, "only a transpose or a square can stand here");
            }
            bool is_transpose = parser->at->code == 'T';
            tree = tree_with_one(parser->arena,
                                 is_transpose ? EXPRESSION_TRANSPOSE : EXPRESSION_SQUARE, tree);
        }
        parser->at++;
    }
    return tree;
}

static struct tree *parse_unary(struct answer_parser *parser) {
    if (++parser->depth > MOST_DEPTH) {
        return fail(parser, "too many parentheses inside each other");
    }
    bool is_minus = answer_formula_take(parser, '-');
    if (!is_minus) {
        answer_formula_take(parser, '+');
    }
    struct tree *tree = is_minus ? parse_unary(parser) : parse_postfix(parser);
    parser->depth--;
    return tree != NULL && is_minus ? tree_with_one(parser->arena, EXPRESSION_NEGATE, tree) : tree;
}

/* ---- products and sums ---- */

static bool ends_product(uint32_t code) {
    return code == SIGN_END || code == ')' || code == ']' || code == '+' || code == '-' ||
           code == ',' || code == '=' || code == SIGN_CLOSE || code == '|' || code == '>' ||
           code == '<';
}

/* The sign of a product, or none: side by side. */
static enum expression_kind take_product_sign(struct answer_parser *parser) {
    if (answer_formula_take(parser, SIGN_HADAMARD)) {
        return EXPRESSION_HADAMARD;
    }
    if (answer_formula_take(parser, SIGN_DIVIDE_ELEMENTS) || answer_formula_take(parser, '/')) {
        return EXPRESSION_HADAMARD_QUOTIENT;
    }
    if (answer_formula_take(parser, '*')) {
        return parser->is_star_elementwise ? EXPRESSION_HADAMARD : EXPRESSION_PRODUCT;
    }
    answer_formula_take(parser, SIGN_DOT);
    return EXPRESSION_PRODUCT;
}

/* J^T g of a softmax of many samples has no J: it is vjp(z, g). */
static struct tree *join(struct answer_parser *parser, enum expression_kind kind, struct tree *left,
                         struct tree *right) {
    if (parser->recording->program->samples == 1) {
        return tree_with_two(parser->arena, kind, left, right);
    }
    bool is_vjp = kind == EXPRESSION_PRODUCT && left->kind == EXPRESSION_TRANSPOSE &&
                  tree_is_call(left->operands[0], FUNCTION_JACOBIAN);
    bool is_behind = kind == EXPRESSION_PRODUCT && tree_is_call(right, FUNCTION_JACOBIAN);
    if (is_vjp || is_behind) {
        struct tree *jacobian = is_vjp ? left->operands[0] : right;
        struct tree *call = tree_call(parser->arena, FUNCTION_VJP, jacobian->operands[0]);
        call->operands[call->operand_count++] = is_vjp ? right : left;
        return call;
    }
    return tree_with_two(parser->arena, kind, left, right);
}

struct tree *answer_formula_parse_product(struct answer_parser *parser) {
    struct tree *left = parse_unary(parser);
    while (left != NULL && !ends_product(parser->at->code)) {
        enum expression_kind kind = take_product_sign(parser);
        struct tree *right = parse_unary(parser);
        left = right != NULL ? join(parser, kind, left, right) : NULL;
    }
    return left;
}

struct tree *answer_formula_parse_sum(struct answer_parser *parser) {
    if (++parser->depth > MOST_DEPTH) {
        return fail(parser, "too many parentheses inside each other");
    }
    struct tree *left = answer_formula_parse_product(parser);
    while (left != NULL && (parser->at->code == '+' || parser->at->code == '-')) {
        enum expression_kind kind = parser->at->code == '+' ? EXPRESSION_ADD : EXPRESSION_SUBTRACT;
        parser->at++;
        struct tree *right = answer_formula_parse_product(parser);
        left = right != NULL ? tree_with_two(parser->arena, kind, left, right) : NULL;
    }
    parser->depth--;
    return left;
}

/* ---- the whole ---- */

/* The place behind a left side; NULL where there is none. */
static const struct answer_sign *behind_left_side(const struct answer_stream *stream) {
    int depth = 0;
    for (size_t i = 0; i < stream->count; i++) {
        uint32_t code = stream->signs[i].code;
        depth += code == '(' || code == '[' || code == SIGN_OPEN;
        depth -= code == ')' || code == ']' || code == SIGN_CLOSE;
        if (code == '=' && depth == 0) {
            return &stream->signs[i + 1];
        }
    }
    return NULL;
}

/* The left side is the quantity that is asked for, or an element of it, whose letters *ret_left
 * has. */
static bool is_target(const struct answer_parser *parser, const struct answer_stream *stream,
                      const struct answer_sign *behind, struct tree *ret_left) {
    struct answer_fault ignored;
    struct answer_parser left = *parser;
    left.fault = &ignored;
    left.at = stream->signs;
    struct tree *tree = parse_postfix(&left);
    if (tree == NULL || left.at != behind - 1 || tree->kind != EXPRESSION_TENSOR) {
        return false;
    }
    int layer = tree->index.base == INDEX_NONE ? -1 : tree->index.offset;
    *ret_left = *tree;
    return recording_tensor(parser->recording, tree->symbol, layer) ==
           recording_operation(parser->recording)->target;
}

static struct tree *parse_reading(struct answer_parser *parser,
                                  const struct answer_stream *stream) {
    const struct answer_sign *behind = behind_left_side(stream);
    struct tree left = {.has_element = false};
    if (behind != NULL && !is_target(parser, stream, behind, &left)) {
        return answer_formula_fail(parser, stream->signs[0].begin, behind[-1].begin,
                                   "another quantity is asked for");
    }
    parser->at = behind != NULL ? behind : stream->signs;
    struct tree *tree = answer_formula_parse_sum(parser);
    if (tree != NULL && parser->at->code != SIGN_END) {
        return fail(parser, "this does not belong here");
    }
    if (tree != NULL) {
        answer_formula_put_cell(parser, tree, &left);
    }
    return tree;
}

bool answer_formula_read(struct arena *arena, const struct recording *recording,
                         const size_t cell[2], const char *text, struct answer_formula *ret,
                         struct answer_fault *fault) {
    struct answer_stream typed;
    *ret = (struct answer_formula){.count = 0};
    if (!answer_stream_read(arena, text, &typed, fault)) {
        return false;
    }
    const struct answer_stream stream = answer_formula_number_layers(arena, recording, &typed);
    const char *hadamard = recording->program->notation->signs.hadamard[PRINT_TEXT];
    bool is_star = hadamard[0] == '*' || hadamard[1] == '*';
    const struct answer_names *names = answer_names_create(arena, recording);
    for (size_t i = 0; i < (is_star ? 2 : 1); i++) {
        struct answer_parser parser = {.arena = arena,
                                       .recording = recording,
                                       .names = names,
                                       .fault = fault,
                                       .is_star_elementwise = is_star && i == 0,
                                       .cell = cell};
        struct tree *tree = parse_reading(&parser, &stream);
        if (tree == NULL) {
            return false;
        }
        ret->readings[ret->count++] = tree;
    }
    return true;
}
