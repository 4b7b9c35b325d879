/* A small calculator: what is typed for a number may be reckoned with. */
#include "checks/answer/answer_number.h"

#include "base/number.h"
#include "base/text.h"
#include "checks/answer/answer_characters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 500, MOST_DEPTH = 30 };

struct reader {
    struct arena *arena;
    const char *text;
    const struct answer_character *at;
    struct answer_fault *fault;
    int depth;
    bool has_failed;
    int literals;               /* numbers that were read */
    bool is_reckoned;           /* anything but a sign and a number */
    struct answer_number plain; /* the last literal */
};

static double read_sum(struct reader *reader);

static double fail(struct reader *reader, const char *message) {
    if (!reader->has_failed) {
        *reader->fault = (struct answer_fault){reader->at->begin, reader->at->end, message};
        reader->has_failed = true;
    }
    return 0;
}

static void skip_spaces(struct reader *reader) {
    while (reader->at->code == ' ') {
        reader->at++;
    }
}

static bool take(struct reader *reader, uint32_t code) {
    skip_spaces(reader);
    bool is_there = reader->at->code == code;
    reader->at += is_there;
    return is_there;
}

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

static bool is_point(const struct answer_character *at) {
    return (at->code == '.' || at->code == ',') && is_digit(at[1].code);
}

/* ---- literals ---- */

struct literal {
    char digits[64]; /* for strtod, the point a point */
    size_t length;
    int decimals, significant;
    bool is_cut;
};

static void add_digit(struct literal *literal, uint32_t code) {
    literal->is_cut = literal->is_cut || literal->length + 8 >= sizeof literal->digits;
    if (!literal->is_cut) {
        literal->digits[literal->length++] = (char)code;
        literal->digits[literal->length] = '\0';
    }
    if (is_digit(code) && (code != '0' || literal->significant > 0)) {
        literal->significant++;
    }
}

/* e-2 or E−2 behind a number; false where there is none. */
static bool read_power(struct reader *reader, int *ret) {
    const struct answer_character *at = reader->at;
    if (at->code != 'e' && at->code != 'E') {
        return false;
    }
    at++;
    int sign = at->code == '-' ? -1 : 1;
    at += at->code == '-' || at->code == '+';
    if (!is_digit(at->code)) {
        return false;
    }
    int power = 0;
    for (; is_digit(at->code); at++) {
        power = power < 1000 ? power * 10 + (int)(at->code - '0') : power;
    }
    reader->at = at;
    *ret = sign * power;
    return true;
}

static double read_literal(struct reader *reader) {
    struct literal literal = {.length = 0};
    while (is_digit(reader->at->code)) {
        add_digit(&literal, (reader->at++)->code);
    }
    if (is_point(reader->at)) {
        add_digit(&literal, '.');
        for (reader->at++; is_digit(reader->at->code); reader->at++) {
            add_digit(&literal, reader->at->code);
            literal.decimals++;
        }
    } else if (reader->at->code == '.' || reader->at->code == ',') {
        reader->at++; /* "2." */
    }
    if (literal.is_cut) {
        return fail(reader, "the number has too many digits");
    }
    int power = 0;
    read_power(reader, &power);
    double value = strtod(literal.digits, NULL) * pow(10, power);
    reader->literals++;
    reader->plain =
        (struct answer_number){value, false, literal.decimals - power, literal.significant};
    return power == 0 ? value
                      : strtod(text_format(reader->arena, "%se%d", literal.digits, power), NULL);
}

/* ---- atoms ---- */

static double logistic(double x) {
    return 1 / (1 + exp(-x));
}

struct known_function {
    const char *name;
    double (*value)(double);
};

static const struct known_function known_functions[] = {
    {"ln", log},    {"log", log},  {"exp", exp},          {"sqrt", sqrt},  {"√", sqrt},
    {"tanh", tanh}, {"abs", fabs}, {"sigmoid", logistic}, {"σ", logistic}, {NULL, NULL},
};

static bool is_letter(uint32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static const struct known_function *take_function(struct reader *reader) {
    const char *here = reader->text + reader->at->begin;
    for (const struct known_function *known = known_functions; known->name != NULL; known++) {
        size_t length = strlen(known->name);
        const struct answer_character *behind = reader->at;
        while (behind->code != 0 && behind->begin < reader->at->begin + length) {
            behind++;
        }
        if (strncmp(here, known->name, length) == 0 && !is_letter(behind->code)) {
            reader->at = behind;
            return known;
        }
    }
    return NULL;
}

static double read_unary(struct reader *reader);

static double read_group(struct reader *reader) {
    double inside = read_sum(reader);
    return take(reader, ')') ? inside : fail(reader, "a \")\" is missing here");
}

static double read_atom(struct reader *reader) {
    skip_spaces(reader);
    if (is_digit(reader->at->code) || is_point(reader->at)) {
        return read_literal(reader);
    }
    if (take(reader, '(')) {
        return read_group(reader);
    }
    if (reader->at->code == '\\') { /* \ln, \sigma: as TeX writes them */
        reader->at++;
    }
    const struct known_function *known = take_function(reader);
    if (known != NULL) {
        reader->is_reckoned = true;
        return known->value(read_unary(reader));
    }
    if (reader->at->code == 'e' && !is_letter(reader->at[1].code)) {
        reader->at++;
        reader->is_reckoned = true;
        return exp(1);
    }
    return fail(reader, reader->at->code == 0 ? "a number is missing here" : "this is no number");
}

/* 10⁻² */
static bool read_superscript(struct reader *reader, double *ret) {
    double power = 0, sign = 1;
    int digit = answer_character_superscript(reader->at->code);
    bool has_digit = false;
    if (digit >= 10) {
        sign = digit == 10 ? -1 : 1;
        reader->at++;
    }
    while ((digit = answer_character_superscript(reader->at->code)) >= 0 && digit < 10) {
        power = power * 10 + digit;
        has_digit = true;
        reader->at++;
    }
    *ret = sign * power;
    return has_digit;
}

static double read_postfix(struct reader *reader) {
    double value = read_atom(reader), power;
    if (read_superscript(reader, &power)) {
        reader->is_reckoned = true;
        return pow(value, power);
    }
    if (take(reader, '^')) {
        reader->is_reckoned = true;
        bool has_brace = take(reader, '{');
        value = pow(value, read_unary(reader));
        if (has_brace && !take(reader, '}')) {
            return fail(reader, "a \"}\" is missing here");
        }
    }
    return value;
}

static double read_unary(struct reader *reader) {
    if (++reader->depth > MOST_DEPTH) {
        return fail(reader, "too many parentheses inside each other");
    }
    double value = take(reader, '-')   ? -read_unary(reader)
                   : take(reader, '+') ? read_unary(reader)
                                       : read_postfix(reader);
    reader->depth--;
    return value;
}

static double read_product(struct reader *reader) {
    double value = read_unary(reader);
    while (!reader->has_failed) {
        if (take(reader, '*')) {
            value *= read_unary(reader);
        } else if (take(reader, '/') || take(reader, ':')) {
            value /= read_unary(reader);
        } else {
            skip_spaces(reader);
            if (reader->at->code != '(') {
                return value;
            }
            value *= read_unary(reader); /* 2(3 + 4) */
        }
        reader->is_reckoned = true;
    }
    return value;
}

static double read_sum(struct reader *reader) {
    double value = read_product(reader);
    while (!reader->has_failed) {
        if (take(reader, '+')) {
            value += read_product(reader);
        } else if (take(reader, '-')) {
            value -= read_product(reader);
        } else {
            return value;
        }
        reader->is_reckoned = true;
    }
    return value;
}

/* ---- the whole ---- */

/* 6.3·10⁻²: digits of its own, as 6.3e-2 has. False where it is something else. */
static bool is_scientific(const char *text, struct arena *arena, struct answer_number *ret) {
    size_t count;
    struct answer_fault ignored;
    const struct answer_character *all = answer_characters(arena, text, &count);
    struct reader reader = {.arena = arena, .text = text, .at = all, .fault = &ignored};
    bool is_minus = take(&reader, '-');
    skip_spaces(&reader);
    if (!is_digit(reader.at->code) && !is_point(reader.at)) {
        return false;
    }
    read_literal(&reader);
    const struct answer_number mantissa = reader.plain;
    if (!take(&reader, '*') || !take(&reader, '1') || !take(&reader, '0')) {
        return false;
    }
    double power;
    if (take(&reader, '^')) {
        bool has_brace = take(&reader, '{');
        power = read_unary(&reader);
        reader.has_failed = reader.has_failed || (has_brace && !take(&reader, '}'));
    } else if (!read_superscript(&reader, &power)) {
        return false;
    }
    skip_spaces(&reader);
    if (reader.has_failed || reader.at != all + count || fabs(power) > 300) {
        return false;
    }
    double value = number_with_power(arena, mantissa.value, (int)power);
    *ret = (struct answer_number){is_minus ? -value : value, false, mantissa.decimals - (int)power,
                                  mantissa.significant};
    return true;
}

bool answer_number_read(struct arena *arena, const char *text, struct answer_number *ret,
                        struct answer_fault *fault) {
    size_t count;
    struct reader reader = {
        .arena = arena, .text = text, .at = answer_characters(arena, text, &count), .fault = fault};
    const struct answer_character *end = reader.at + count;
    if (strlen(text) > MOST_BYTES) {
        *fault = (struct answer_fault){0, strlen(text), "the answer is too long"};
        return false;
    }
    if (is_scientific(text, arena, ret)) {
        return true;
    }
    double value = read_sum(&reader);
    skip_spaces(&reader);
    if (!reader.has_failed && reader.at != end) {
        fail(&reader, "this is no number");
    }
    if (!reader.has_failed && !isfinite(value)) {
        *fault = (struct answer_fault){0, strlen(text), "this comes to no finite number"};
        return false;
    }
    bool is_reckoned = reader.is_reckoned || reader.literals != 1;
    *ret =
        (struct answer_number){value, is_reckoned, reader.plain.decimals, reader.plain.significant};
    return !reader.has_failed;
}

/* ---- matching ---- */

enum { DECIMALS_ASKED = 4, SIGNIFICANT_ASKED = 3, SIGNIFICANT_LEAST = 2, EXACT_DECIMALS = 12 };

int answer_number_decimals(double value) {
    if (value == 0 || !isfinite(value)) {
        return DECIMALS_ASKED;
    }
    int exponent = (int)floor(log10(fabs(value)));
    int decimals = SIGNIFICANT_ASKED - 1 - exponent;
    return decimals > DECIMALS_ASKED ? decimals : DECIMALS_ASKED;
}

static bool is_exactly(double a, double b) {
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)) || fmax(fabs(a), fabs(b)) <= 1e-13;
}

/* A 0 without decimals is meant as none, not as what rounds to it. */
static int decimals_of(const struct answer_number *answer, double value) {
    if (answer->is_reckoned) {
        return answer_number_decimals(value);
    }
    bool is_nothing = answer->value == 0 && answer->decimals == 0;
    return is_nothing ? EXACT_DECIMALS : answer->decimals;
}

bool answer_number_matches(const struct answer_number *answer, double value) {
    double unit = pow(10, -decimals_of(answer, value));
    return is_exactly(answer->value, value) ||
           fabs(answer->value - value) <= 0.5 * unit * (1 + 1e-9) + 1e-15;
}

bool answer_number_has_digits(const struct answer_number *answer, double value) {
    return answer->is_reckoned || is_exactly(answer->value, value) ||
           answer->significant >= SIGNIFICANT_ASKED ||
           (answer->decimals >= DECIMALS_ASKED && answer->significant >= SIGNIFICANT_LEAST);
}
