#ifndef BACKSTEP_TESTS_SECOND_READER_H
#define BACKSTEP_TESTS_SECOND_READER_H

/* A reader of arithmetic as it is shown: "1 / 4 · (0.5 · 2 − σ′(1.2e−5)) ≈ 0.3", who knows nothing
 * of what it is about. A number that is written rounded lies within half of its last digit: each
 * value has its bounds besides, so that what says ≈ can be held against them. */

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What comes out with the numbers as they stand, and between what it may lie. */
struct second_value {
    double value, low, high;
};

struct second_reader {
    const char *c;
    bool is_lost; /* there is something that it does not know: dots, a function */
};

static inline struct second_value second_sum(struct second_reader *reader);

static inline bool second_take(struct second_reader *reader, const char *sign) {
    while (*reader->c == ' ') {
        reader->c++;
    }
    size_t length = strlen(sign);
    bool is_there = strncmp(reader->c, sign, length) == 0;
    reader->c += is_there ? length : 0;
    return is_there;
}

/* Half of what the last digit of a number stands for: "0.063" is within 0.0005, "1.2e−5" within
 * 0.05e−5. What has no point is whole. */
static inline double second_half_digit(const char *text) {
    const char *c =
        strncmp(text, "−", strlen("−")) == 0 ? text + strlen("−") : text + (*text == '-');
    const char *point = NULL;
    for (; isdigit((unsigned char)*c) || *c == '.'; c++) {
        point = *c == '.' ? c : point;
    }
    double unit = point == NULL ? 1 : pow(10, -(double)(c - point - 1));
    if (*c == 'e') {
        bool is_small = strncmp(c + 1, "−", strlen("−")) == 0;
        long exponent = strtol(c + 1 + (is_small ? strlen("−") : 1), NULL, 10);
        unit *= pow(10, (double)(is_small ? -exponent : exponent));
    }
    return unit / 2;
}

static inline struct second_value second_number(struct second_reader *reader) {
    const char *begin = reader->c;
    char digits[64] = "";
    size_t length = 0;
    while (length + 2 < sizeof digits) {
        bool is_exponent = length > 0 && digits[length - 1] == 'e';
        if (isdigit((unsigned char)*reader->c) || *reader->c == '.' ||
            (*reader->c == 'e' && length > 0) || (*reader->c == '+' && is_exponent)) {
            digits[length++] = *reader->c++;
        } else if (is_exponent && strncmp(reader->c, "−", strlen("−")) == 0) {
            digits[length++] = '-';
            reader->c += strlen("−");
        } else {
            break;
        }
    }
    reader->is_lost = reader->is_lost || length == 0;
    double value = strtod(digits, NULL), half = second_half_digit(begin);
    return (struct second_value){value, value - half, value + half};
}

/* ---- functions ---- */

static inline double second_logistic(double z) {
    return 1 / (1 + exp(-z));
}
static inline double second_logistic_slope(double z) {
    return 1 / (2 + exp(z) + exp(-z));
}
static inline double second_tanh_slope(double z) {
    return 1 / (cosh(z) * cosh(z));
}
static inline double second_relu(double z) {
    return z > 0 ? z : 0;
}
static inline double second_step(double z) {
    return z > 0;
}
static inline double second_leaky(double z) {
    return z > 0 ? z : 0.01 * z;
}
static inline double second_softplus(double z) {
    return log1p(exp(z));
}
static inline double second_same(double z) {
    return z;
}
static inline double second_one(double z) {
    (void)z;
    return 1;
}
static inline double second_sign(double z) {
    return (z > 0) - (z < 0);
}

static const struct {
    const char *name;
    double (*function)(double);
} second_functions[] = {
    {"σ′(", second_logistic_slope},
    {"σ(", second_logistic},
    {"tanh′(", second_tanh_slope},
    {"tanh(", tanh},
    {"ReLU′(", second_step},
    {"ReLU(", second_relu},
    {"id′(", second_one},
    {"id(", second_same},
    {"exp(", exp},
    {"log(", log},
    {"√(", sqrt},
    {"abs(", fabs},
    {"sign(", second_sign},
};

/* At the ends, and at 0, where those that turn do so; a jump is anywhere near it. */
static inline struct second_value second_apply(double (*function)(double), struct second_value x) {
    double at_zero = x.low < 0 && x.high > 0 ? function(0) : function(x.value);
    double low = function(x.low), high = function(x.high);
    return (struct second_value){function(x.value), fmin(fmin(low, high), at_zero),
                                 fmax(fmax(low, high), at_zero)};
}

static inline struct second_value second_product_of(struct second_value a, struct second_value b);

/* softmax(a, b, c): which of them is not said, so this is none; what is asked is whether some is.
 */
static inline bool second_function(struct second_reader *reader, struct second_value *ret) {
    for (size_t i = 0; i < sizeof second_functions / sizeof *second_functions; i++) {
        if (second_take(reader, second_functions[i].name)) {
            *ret = second_apply(second_functions[i].function, second_sum(reader));
            reader->is_lost = reader->is_lost || !second_take(reader, ")");
            return true;
        }
    }
    if (second_take(reader, "e^{")) {
        const double sign = second_take(reader, "-") ? -1 : 1;
        const struct second_value power = second_number(reader);
        reader->is_lost = reader->is_lost || !second_take(reader, "}");
        *ret = second_apply(exp, second_product_of((struct second_value){sign, sign, sign}, power));
        return true;
    }
    if (second_take(reader, "max(")) {
        struct second_value a = second_sum(reader);
        reader->is_lost = reader->is_lost || !second_take(reader, ",");
        struct second_value b = second_sum(reader);
        reader->is_lost = reader->is_lost || !second_take(reader, ")");
        *ret =
            (struct second_value){fmax(a.value, b.value), fmax(a.low, b.low), fmax(a.high, b.high)};
        return true;
    }
    return false;
}

/* ---- arithmetic ---- */

static inline struct second_value second_product_of(struct second_value a, struct second_value b) {
    double ends[4] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    struct second_value result = {a.value * b.value, ends[0], ends[0]};
    /* 0 · log 0 counts as 0 */
    result.value = a.value == 0 || b.value == 0 ? 0 : result.value;
    for (size_t i = 0; i < 4; i++) {
        result.low = fmin(result.low, ends[i]);
        result.high = fmax(result.high, ends[i]);
    }
    return result;
}

static inline struct second_value second_quotient_of(struct second_value a, struct second_value b) {
    bool is_open = b.low <= 0 && b.high >= 0;
    struct second_value inverse = {1 / b.value, is_open ? -HUGE_VAL : 1 / b.high,
                                   is_open ? HUGE_VAL : 1 / b.low};
    struct second_value result = second_product_of(a, inverse);
    result.value = a.value == 0 ? 0 : a.value / b.value;
    return result;
}

static inline struct second_value second_negative(struct second_value a) {
    return (struct second_value){-a.value, -a.high, -a.low};
}

static inline struct second_value second_factor(struct second_reader *reader) {
    struct second_value value;
    if (second_take(reader, "−")) {
        return second_negative(second_factor(reader));
    }
    if (second_take(reader, "(")) {
        value = second_sum(reader);
        reader->is_lost = reader->is_lost || !second_take(reader, ")");
    } else if (!second_function(reader, &value)) {
        value = second_number(reader);
    }
    if (second_take(reader, "²")) {
        struct second_value square = second_product_of(value, value);
        square.low = value.low < 0 && value.high > 0
                         ? 0
                         : fmin(value.low * value.low, value.high * value.high);
        value = square;
    }
    return value;
}

static inline struct second_value second_product(struct second_reader *reader) {
    struct second_value value = second_factor(reader);
    while (!reader->is_lost) {
        if (second_take(reader, "·")) {
            value = second_product_of(value, second_factor(reader));
        } else if (second_take(reader, "/")) {
            value = second_quotient_of(value, second_factor(reader));
        } else {
            break;
        }
    }
    return value;
}

static inline struct second_value second_sum(struct second_reader *reader) {
    struct second_value value = second_product(reader);
    while (!reader->is_lost) {
        bool is_minus = second_take(reader, "−");
        if (!is_minus && !second_take(reader, "+")) {
            break;
        }
        struct second_value next = second_product(reader);
        next = is_minus ? second_negative(next) : next;
        value.value += next.value;
        value.low += next.low;
        value.high += next.high;
    }
    return value;
}

/* ---- a line ---- */

enum second_verdict { SECOND_TRUE, SECOND_ABOUT, SECOND_NOT_READ, SECOND_FALSE, SECOND_COUNT };

/* Of "… = 0.063": it holds; it says ≈ and that may be; there is what cannot be read; or it is a
 * lie, which a ≈ is too where the numbers as they stand give the result. */
static inline enum second_verdict second_judge(const char *line) {
    const char *equals = strstr(line, " = ");
    const char *about = strstr(line, " ≈ ");
    const char *sign = equals != NULL ? equals : about;
    if (sign == NULL) {
        return SECOND_NOT_READ;
    }
    struct second_reader reader = {.c = line};
    struct second_value left = second_sum(&reader);
    const char *result = sign + strlen(equals != NULL ? " = " : " ≈ ");
    struct second_reader end = {.c = result};
    struct second_value right = second_factor(&end);
    if (reader.is_lost || end.is_lost || reader.c != sign + 1 || !isfinite(left.value)) {
        return SECOND_NOT_READ;
    }
    const double tolerance = 1e-9;
    double half = second_half_digit(result);
    double apart = fabs(left.value - right.value);
    bool holds = apart <= half * (1 + 1e-5);
    bool may_be = left.low <= right.high + tolerance && left.high >= right.low - tolerance;
    bool must_be = apart < half * (1 - 1e-5);
    return equals != NULL ? (holds ? SECOND_TRUE : SECOND_FALSE)
                          : (may_be && !must_be ? SECOND_ABOUT : SECOND_FALSE);
}

/* Whether a number that is written is a value, to its last digit; a whole one exactly. */
static inline bool second_is_written_as(const char *text, double value) {
    struct second_reader reader = {.c = text};
    double read = second_factor(&reader).value;
    bool is_whole = strpbrk(text, ".e") == NULL;
    double half = is_whole ? 1e-9 : second_half_digit(text);
    return !reader.is_lost && *reader.c == '\0' && fabs(read - value) <= half * (1 + 1e-5);
}

#endif
