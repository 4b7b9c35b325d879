#ifndef BACKSTEP_TESTS_MATRIX_READER_H
#define BACKSTEP_TESTS_MATRIX_READER_H

/* Reckons with what scene_reader.h saw: matrices, fractions, functions, line after line, with the
 * digits that are shown and with bounds for what was rounded. */

#include "scene_reader.h"

/* Row after row; 1 x 1 for a number. */
struct seen_value {
    size_t rows, columns;
    struct second_value *cells;
    bool is_jacobian; /* J(z): these are z, and what it is of is a choice as of g */
};

struct matrix_reader {
    struct arena *arena;
    const struct seen_token *const *tokens; /* in the order of reading */
    size_t count, at;
    int bars;        /* that are open: |x */
    bool is_lost;    /* there is something that it does not know */
    bool is_misfit;  /* shapes that do not go together */
    bool has_dots;   /* summands are left out */
    bool has_choice; /* it reads differently with another choice, 0..MATRIX_CHOICES */
    int choice;
};

enum { MATRIX_CHOICES = 8 };

static inline struct seen_value matrix_sum(struct matrix_reader *reader);

static inline struct seen_value matrix_new(struct arena *arena, size_t rows, size_t columns) {
    return (struct seen_value){rows, columns,
                               ARENA_ARRAY(arena, struct second_value, rows * columns + 1), false};
}

static inline struct seen_value matrix_lose(struct matrix_reader *reader) {
    reader->is_lost = true;
    return matrix_new(reader->arena, 1, 1);
}

static inline bool matrix_is_sign(const struct matrix_reader *reader, const char *sign) {
    return reader->at < reader->count && reader->tokens[reader->at]->kind == SEEN_SIGN &&
           strcmp(reader->tokens[reader->at]->text, sign) == 0;
}

static inline bool matrix_take(struct matrix_reader *reader, const char *sign) {
    bool is_there = matrix_is_sign(reader, sign);
    reader->at += is_there;
    return is_there;
}

/* ---- element by element, matrices of one row or column as often as it takes ---- */

static inline struct second_value matrix_cell(struct seen_value value, size_t row, size_t column) {
    return value
        .cells[(value.rows == 1 ? 0 : row) * value.columns + (value.columns == 1 ? 0 : column)];
}

static inline struct second_value matrix_plus(struct second_value a, struct second_value b) {
    return (struct second_value){a.value + b.value, a.low + b.low, a.high + b.high};
}

typedef struct second_value (*matrix_operator)(struct second_value, struct second_value);

static inline struct seen_value matrix_each(struct matrix_reader *reader, struct seen_value a,
                                            struct seen_value b, matrix_operator operator) {
    bool fits = (a.rows == b.rows || a.rows == 1 || b.rows == 1) &&
                (a.columns == b.columns || a.columns == 1 || b.columns == 1);
    if (!fits) {
        reader->is_misfit = !reader->is_lost;
        return matrix_lose(reader);
    }
    struct seen_value result = matrix_new(reader->arena, a.rows > b.rows ? a.rows : b.rows,
                                          a.columns > b.columns ? a.columns : b.columns);
    for (size_t i = 0; i < result.rows * result.columns; i++) {
        size_t row = i / result.columns, column = i % result.columns;
        result.cells[i] = operator(matrix_cell(a, row, column), matrix_cell(b, row, column));
    }
    return result;
}

static inline bool matrix_times_jacobian(struct matrix_reader *reader, struct seen_value a,
                                         struct seen_value b, struct seen_value *ret);

static inline struct seen_value matrix_product(struct matrix_reader *reader, struct seen_value a,
                                               struct seen_value b) {
    struct seen_value times;
    if (a.is_jacobian || b.is_jacobian) {
        return matrix_times_jacobian(reader, a, b, &times) ? times : matrix_lose(reader);
    }
    bool is_scaled = a.rows * a.columns == 1 || b.rows * b.columns == 1;
    if (is_scaled || a.columns != b.rows) {
        reader->is_misfit = reader->is_misfit || (!is_scaled && !reader->is_lost);
        return is_scaled ? matrix_each(reader, a, b, second_product_of) : matrix_lose(reader);
    }
    struct seen_value result = matrix_new(reader->arena, a.rows, b.columns);
    for (size_t i = 0; i < result.rows * result.columns; i++) {
        for (size_t k = 0; k < a.columns; k++) {
            struct second_value one = second_product_of(matrix_cell(a, i / result.columns, k),
                                                        matrix_cell(b, k, i % result.columns));
            result.cells[i] = matrix_plus(result.cells[i], one);
        }
    }
    return result;
}

static inline struct seen_value matrix_transpose(struct matrix_reader *reader,
                                                 struct seen_value a) {
    if (a.is_jacobian) { /* the same of each sample */
        return a;
    }
    struct seen_value result = matrix_new(reader->arena, a.columns, a.rows);
    for (size_t i = 0; i < a.rows * a.columns; i++) {
        result.cells[i % a.columns * a.rows + i / a.columns] = a.cells[i];
    }
    return result;
}

static inline struct seen_value matrix_negative(struct matrix_reader *reader, struct seen_value a) {
    struct seen_value result = matrix_new(reader->arena, a.rows, a.columns);
    for (size_t i = 0; i < a.rows * a.columns; i++) {
        result.cells[i] = second_negative(a.cells[i]);
    }
    return result;
}

/* All of it, or over the rows (axis 0), or over the columns. */
static inline struct seen_value matrix_add_up(struct matrix_reader *reader, struct seen_value a,
                                              int axis) {
    struct seen_value result =
        matrix_new(reader->arena, axis == 1 ? a.rows : 1, axis == 0 ? a.columns : 1);
    for (size_t i = 0; i < a.rows * a.columns; i++) {
        size_t to = axis == 1 ? i / a.columns : axis == 0 ? i % a.columns : 0;
        result.cells[to] = matrix_plus(result.cells[to], a.cells[i]);
    }
    return result;
}

/* ---- what stands there ---- */

static inline struct second_value matrix_text_value(const char *text) {
    struct second_reader reader = {.c = text};
    return second_factor(&reader);
}

static inline struct seen_value matrix_of_token(struct matrix_reader *reader,
                                                const struct seen_token *token) {
    if (token->kind == SEEN_NUMBER) {
        struct seen_value value = matrix_new(reader->arena, 1, 1);
        value.cells[0] = matrix_text_value(token->text);
        return value;
    }
    if (token->cells == NULL) {
        return matrix_lose(reader);
    }
    struct seen_value value = matrix_new(reader->arena, token->rows, token->columns);
    for (size_t i = 0; i < token->rows * token->columns; i++) {
        value.cells[i] = matrix_text_value(token->cells[i]);
    }
    return value;
}

/* Digits of the formula: exact. */
static inline bool matrix_digits(struct matrix_reader *reader, struct seen_value *ret) {
    char digits[64] = "";
    size_t length = 0;
    while (reader->at < reader->count && length + 1 < sizeof digits &&
           reader->tokens[reader->at]->kind == SEEN_SIGN &&
           strspn(reader->tokens[reader->at]->text, "0123456789.") ==
               strlen(reader->tokens[reader->at]->text)) {
        digits[length++] = *reader->tokens[reader->at++]->text;
    }
    double value = strtod(digits, NULL);
    *ret = matrix_new(reader->arena, 1, 1);
    ret->cells[0] = (struct second_value){value, value, value};
    return length > 0;
}
/* A column, or a row, on the diagonal. */
static inline struct seen_value matrix_diagonal(struct matrix_reader *reader, struct seen_value a) {
    if (a.rows != 1 && a.columns != 1) {
        return matrix_lose(reader);
    }
    size_t count = a.rows * a.columns;
    struct seen_value result = matrix_new(reader->arena, count, count);
    for (size_t i = 0; i < count; i++) {
        result.cells[i * count + i] = a.cells[i];
    }
    return result;
}

/* Functions of a whole matrix; false: it is none of them. */
static inline bool matrix_whole(struct matrix_reader *reader, const char *name,
                                struct seen_value value, int axis, struct seen_value *ret) {
    static const struct {
        const char *name;
        int axis;
    } sums[] = {{"∑(", -1}, {"sum(", -1}, {"colsum(", 0}, {"rowsum(", 1}};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        if (strcmp(sums[i].name, name) == 0) {
            *ret = matrix_add_up(reader, value, axis >= 0 ? axis : sums[i].axis);
            return true;
        }
    }
    if (strcmp(name, "diag(") != 0) {
        return false;
    }
    *ret = matrix_diagonal(reader, value);
    return true;
}

/* Of a column over its elements, of more over those of each sample: axis 0 down the rows, 1 along
 * the columns. */
static inline struct seen_value matrix_softmax(struct matrix_reader *reader, struct seen_value a,
                                               int axis) {
    struct seen_value result = matrix_new(reader->arena, a.rows, a.columns);
    for (size_t i = 0; i < a.rows * a.columns; i++) {
        double sum = 0, least = 0, most = 0; /* of the others, beside this one */
        for (size_t k = 0; k < a.rows * a.columns; k++) {
            bool is_same =
                axis == 0 ? k % a.columns == i % a.columns : k / a.columns == i / a.columns;
            if (is_same) {
                sum += exp(a.cells[k].value - a.cells[i].value);
                least += k == i ? 1 : exp(a.cells[k].low - a.cells[i].high);
                most += k == i ? 1 : exp(a.cells[k].high - a.cells[i].low);
            }
        }
        result.cells[i] = (struct second_value){1 / sum, 1 / most, 1 / least};
    }
    return result;
}

/* What a note may call g, and softmax, may be of rows or of columns: that is not said on the board.
 * The reader is told which it is to try. */
static inline bool matrix_choose(struct matrix_reader *reader, const char *name,
                                 struct seen_value value, struct seen_value *ret) {
    static double (*const functions[MATRIX_CHOICES])(double) = {
        NULL, NULL, second_logistic, tanh, second_relu, second_same, second_leaky, second_softplus};
    bool is_softmax = strcmp(name, "softmax(") == 0;
    if (!is_softmax && strcmp(name, "g(") != 0) {
        return false;
    }
    reader->has_choice = true;
    double (*function)(double) = functions[reader->choice];
    if (function == NULL) {
        *ret = matrix_softmax(reader, value, reader->choice);
        return true;
    }
    if (is_softmax) {
        return false;
    }
    *ret = matrix_new(reader->arena, value.rows, value.columns);
    for (size_t k = 0; k < value.rows * value.columns; k++) {
        ret->cells[k] = second_apply(function, value.cells[k]);
    }
    return true;
}

/* J(z)^T g of each column, or g J(z) of each row: slopes, or of a softmax a (g - the sum of a g).
 */
static inline bool matrix_times_jacobian(struct matrix_reader *reader, struct seen_value a,
                                         struct seen_value b, struct seen_value *ret) {
    static double (*const slopes[MATRIX_CHOICES])(double) = {
        NULL, NULL, second_logistic_slope, second_tanh_slope, second_step, second_one};
    struct seen_value z = a.is_jacobian ? a : b, g = a.is_jacobian ? b : a;
    double (*slope)(double) = slopes[reader->choice];
    reader->has_choice = true;
    if (z.rows != g.rows || z.columns != g.columns || (a.is_jacobian && b.is_jacobian) ||
        (slope == NULL && reader->choice > 0)) {
        return false;
    }
    struct seen_value factor = matrix_new(reader->arena, z.rows, z.columns);
    for (size_t i = 0; slope != NULL && i < z.rows * z.columns; i++) {
        factor.cells[i] = second_apply(slope, z.cells[i]);
    }
    if (slope != NULL) {
        *ret = matrix_each(reader, factor, g, second_product_of);
        return true;
    }
    int axis = a.is_jacobian ? 0 : 1;
    factor = matrix_softmax(reader, z, axis);
    struct seen_value sum =
        matrix_add_up(reader, matrix_each(reader, factor, g, second_product_of), axis);
    struct seen_value rest = matrix_each(reader, g, matrix_negative(reader, sum), matrix_plus);
    *ret = matrix_each(reader, factor, rest, second_product_of);
    return true;
}

static inline struct second_value matrix_larger(struct second_value a, struct second_value b) {
    return (struct second_value){fmax(a.value, b.value), fmax(a.low, b.low), fmax(a.high, b.high)};
}

static inline bool matrix_apply(struct matrix_reader *reader, const char *name,
                                struct seen_value value, struct seen_value *ret) {
    for (size_t i = 0; i < sizeof second_functions / sizeof *second_functions; i++) {
        if (strcmp(second_functions[i].name, name) == 0) {
            *ret = matrix_new(reader->arena, value.rows, value.columns);
            for (size_t k = 0; k < value.rows * value.columns; k++) {
                ret->cells[k] = second_apply(second_functions[i].function, value.cells[k]);
            }
            return true;
        }
    }
    return false;
}

/* "tanh′(" from its letters. */
static inline struct seen_value matrix_function(struct matrix_reader *reader) {
    char name[64] = "";
    while (reader->at < reader->count && reader->tokens[reader->at]->kind == SEEN_SIGN &&
           strlen(name) + 8 < sizeof name && !matrix_is_sign(reader, "(")) {
        strcat(name, reader->tokens[reader->at++]->text);
    }
    strcat(name, "(");
    if (strchr(name, '?') != NULL || !matrix_take(reader, "(")) {
        return matrix_lose(reader);
    }
    struct seen_value value = matrix_sum(reader);
    int axis = -1;
    if (strcmp(name, "max(") == 0 && matrix_take(reader, ",")) {
        value = matrix_each(reader, value, matrix_sum(reader), matrix_larger);
        return matrix_take(reader, ")") ? value : matrix_lose(reader);
    }
    if (matrix_take(reader, ",")) {
        while (reader->at < reader->count && !matrix_is_sign(reader, ")")) {
            axis = matrix_is_sign(reader, "0") ? 0 : matrix_is_sign(reader, "1") ? 1 : axis;
            reader->at++;
        }
    }
    struct seen_value result;
    if (strcmp(name, "J(") == 0) {
        value.is_jacobian = true;
        return matrix_take(reader, ")") ? value : matrix_lose(reader);
    }
    bool is_known =
        matrix_take(reader, ")") && !reader->is_lost &&
        (matrix_whole(reader, name, value, axis, &result) ||
         matrix_choose(reader, name, value, &result) || matrix_apply(reader, name, value, &result));
    return is_known ? result : matrix_lose(reader);
}

static inline struct seen_value matrix_primary(struct matrix_reader *reader) {
    struct seen_value value;
    if (reader->at >= reader->count) {
        return matrix_lose(reader);
    }
    const struct seen_token *token = reader->tokens[reader->at];
    if (token->kind == SEEN_NUMBER || token->kind == SEEN_MATRIX) {
        reader->at++;
        return matrix_of_token(reader, token);
    }
    if (matrix_take(reader, "(")) {
        value = matrix_sum(reader);
        return matrix_take(reader, ")") ? value : matrix_lose(reader);
    }
    if (reader->bars == 0 && matrix_take(reader, "|")) {
        reader->bars++;
        value = matrix_sum(reader);
        reader->bars--;
        bool is_whole = matrix_take(reader, "|") && matrix_apply(reader, "abs(", value, &value);
        return is_whole ? value : matrix_lose(reader);
    }
    return matrix_digits(reader, &value) ? value : matrix_function(reader);
}

static inline struct seen_value matrix_factor(struct matrix_reader *reader) {
    if (matrix_take(reader, "−")) {
        return matrix_negative(reader, matrix_factor(reader));
    }
    struct seen_value value = matrix_primary(reader);
    if (matrix_take(reader, "^T")) {
        value = matrix_transpose(reader, value);
    } else if (matrix_take(reader, "^2")) {
        for (size_t i = 0; i < value.rows * value.columns; i++) {
            struct second_value x = value.cells[i];
            bool has_zero = x.low < 0 && x.high > 0;
            double a = x.low * x.low, b = x.high * x.high;
            value.cells[i] =
                (struct second_value){x.value * x.value, has_zero ? 0 : fmin(a, b), fmax(a, b)};
        }
    }
    return value;
}

static inline bool matrix_has_factor(const struct matrix_reader *reader) {
    static const char *const ends[] = {")", "+", "−", "=", "≈", "←", ","};
    if (reader->bars > 0 && matrix_is_sign(reader, "|")) {
        return false;
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (matrix_is_sign(reader, ends[i])) {
            return false;
        }
    }
    return reader->at < reader->count;
}

static inline struct seen_value matrix_term(struct matrix_reader *reader) {
    struct seen_value value = matrix_factor(reader);
    while (!reader->is_lost && matrix_has_factor(reader)) {
        if (matrix_take(reader, "∘") || matrix_take(reader, "⊙") || matrix_take(reader, "*")) {
            value = matrix_each(reader, value, matrix_factor(reader), second_product_of);
        } else if (matrix_take(reader, "/") || matrix_take(reader, "⊘")) {
            value = matrix_each(reader, value, matrix_factor(reader), second_quotient_of);
        } else {
            matrix_take(reader, "·");
            value = matrix_product(reader, value, matrix_factor(reader));
        }
    }
    return value;
}

static inline struct seen_value matrix_sum(struct matrix_reader *reader) {
    struct seen_value value = matrix_term(reader);
    while (!reader->is_lost) {
        bool is_minus = matrix_take(reader, "−");
        if (!is_minus && !matrix_take(reader, "+")) {
            break;
        }
        if (matrix_take(reader, "⋯")) {
            reader->has_dots = true; /* of the shape that the others have */
            continue;
        }
        struct seen_value next = matrix_term(reader);
        bool is_lost = next.is_jacobian;
        next = is_minus ? matrix_negative(reader, next) : next;
        value = is_lost ? matrix_lose(reader) : matrix_each(reader, value, next, matrix_plus);
    }
    return value.is_jacobian ? matrix_lose(reader) : value; /* of nothing */
}

/* ---- what it says ---- */

static inline const char *matrix_shown(const struct seen_token *result, size_t i) {
    return result->kind == SEEN_NUMBER ? result->text : result->cells[i];
}

/* A value against the result, the first token of the line. */
static inline enum second_verdict matrix_judge(const struct seen_token *result,
                                               struct seen_value value, bool says_about) {
    size_t rows = result->kind == SEEN_NUMBER ? 1 : result->rows;
    size_t columns = result->kind == SEEN_NUMBER ? 1 : result->columns;
    if (value.rows != rows || value.columns != columns) {
        return SECOND_FALSE;
    }
    const double tolerance = 1e-9;
    bool holds = true, may_be = true, must_be = true;
    for (size_t i = 0; i < rows * columns; i++) {
        struct second_value shown = matrix_text_value(matrix_shown(result, i));
        struct second_value got = matrix_cell(value, i / columns, i % columns);
        double half = second_half_digit(matrix_shown(result, i));
        double apart = fabs(got.value - shown.value);
        if (!isfinite(got.value)) {
            return SECOND_NOT_READ;
        }
        holds = holds && apart <= half * (1 + 1e-5);
        must_be = must_be && apart < half * (1 - 1e-5);
        may_be = may_be && got.low <= shown.high + tolerance && got.high >= shown.low - tolerance;
    }
    return says_about ? (may_be && !must_be ? SECOND_ABOUT : SECOND_FALSE)
                      : (holds ? SECOND_TRUE : SECOND_FALSE);
}

#endif
