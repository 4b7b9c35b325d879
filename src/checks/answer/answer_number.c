/* A small calculator: what is typed for a number may be reckoned with. */
#include "checks/answer/answer_number.h"

#include "base/number.h"
#include "base/text.h"
#include "checks/answer/answer_literal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 500, MOST_DEPTH = 30 };

static const char doubtful[] =
    "the comma may be a point or mark thousands: write a point, or leave it out";

struct parser {
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

static double read_sum(struct parser *parser);

static double fail(struct parser *parser, const char *message) {
    if (!parser->has_failed) {
        *parser->fault = (struct answer_fault){parser->at->begin, parser->at->end, message};
        parser->has_failed = true;
    }
    return 0;
}

static void skip_spaces(struct parser *parser) {
    while (parser->at->code == ' ') {
        parser->at++;
    }
}

static bool take(struct parser *parser, uint32_t code) {
    skip_spaces(parser);
    bool is_there = parser->at->code == code;
    parser->at += is_there;
    return is_there;
}

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

static double read_literal(struct parser *parser) {
    const struct answer_character *begin = parser->at;
    const struct answer_literal literal = answer_literal_read(parser->arena, &parser->at);
    if (literal.fault != NULL) {
        return fail(parser, literal.fault);
    }
    if (literal.is_ambiguous) {
        parser->plain.doubt = (struct answer_fault){begin->begin, parser->at->begin, doubtful};
    }
    parser->literals++;
    parser->is_reckoned = parser->is_reckoned || literal.is_fraction;
    parser->plain.value = literal.value;
    parser->plain.decimals = literal.decimals;
    parser->plain.significant = literal.significant;
    return literal.value;
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
    {"ln", log},    {"log10", log10}, {"log2", log2},        {"log", log},        {"exp", exp},
    {"sqrt", sqrt}, {"√", sqrt},      {"sigmoid", logistic}, {"sigma", logistic}, {"σ", logistic},
    {"tanh", tanh}, {"abs", fabs},    {NULL, NULL},
};

static bool is_letter(uint32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static const struct known_function *take_function(struct parser *parser) {
    const char *here = parser->text + parser->at->begin;
    for (const struct known_function *known = known_functions; known->name != NULL; known++) {
        size_t length = strlen(known->name);
        const struct answer_character *behind = parser->at;
        while (behind->code != 0 && behind->begin < parser->at->begin + length) {
            behind++;
        }
        if (strncmp(here, known->name, length) == 0 && !is_letter(behind->code)) {
            parser->at = behind;
            return known;
        }
    }
    return NULL;
}

static double read_unary(struct parser *parser);

static double read_group(struct parser *parser) {
    double inside = read_sum(parser);
    return take(parser, ')') ? inside : fail(parser, "a \")\" is missing here");
}

/* "{1/2}": TeX's braces hold a number together; one digit needs none. */
static double read_braces(struct parser *parser) {
    skip_spaces(parser);
    if (is_digit(parser->at->code)) {
        return (double)((parser->at++)->code - '0');
    }
    if (!take(parser, '{')) {
        return fail(parser, "a number is missing here");
    }
    double inside = read_sum(parser);
    return take(parser, '}') ? inside : fail(parser, "this is not closed");
}

/* Behind "\\": "frac{1}{4}", also "dfrac" and "tfrac". False: it is another command. */
static bool read_fraction(struct parser *parser, double *ret) {
    static const char word[] = "frac";
    const char *here = parser->text + parser->at->begin;
    const size_t size = *here == 'd' || *here == 't'; /* of the letter that says how large */
    if (strncmp(here + size, word, strlen(word)) != 0) {
        return false;
    }
    parser->at += size + strlen(word);
    double above = read_braces(parser);
    *ret = above / read_braces(parser);
    parser->is_reckoned = true;
    return true;
}

static double read_atom(struct parser *parser) {
    skip_spaces(parser);
    if (answer_literal_begins(parser->at)) {
        return read_literal(parser);
    }
    if (take(parser, '(')) {
        return read_group(parser);
    }
    if (parser->at->code == '{') {
        return read_braces(parser);
    }
    double fraction;
    if (parser->at->code == '\\') { /* \ln, \sigma: as TeX writes them */
        parser->at++;
        if (read_fraction(parser, &fraction)) {
            return fraction;
        }
    }
    const struct known_function *known = take_function(parser);
    if (known != NULL) {
        parser->is_reckoned = true;
        return known->value(read_unary(parser));
    }
    if (parser->at->code == 'e' && !is_letter(parser->at[1].code)) {
        parser->at++;
        parser->is_reckoned = true;
        return exp(1);
    }
    return fail(parser, parser->at->code == 0 ? "a number is missing here" : "this is no number");
}

/* 10⁻² */
static bool read_superscript(struct parser *parser, double *ret) {
    double power = 0, sign = 1;
    int digit = answer_character_superscript(parser->at->code);
    bool has_digit = false;
    if (digit >= 10) {
        sign = digit == 10 ? -1 : 1;
        parser->at++;
    }
    while ((digit = answer_character_superscript(parser->at->code)) >= 0 && digit < 10) {
        power = power * 10 + digit;
        has_digit = true;
        parser->at++;
    }
    *ret = sign * power;
    return has_digit;
}

/* 18.75 % has two more decimals than are written. */
static double read_percent(struct parser *parser) {
    const double value = read_atom(parser);
    if (parser->has_failed || !take(parser, '%')) {
        return value;
    }
    parser->plain.decimals += 2;
    return value / 100;
}

static double read_postfix(struct parser *parser) {
    double value = read_percent(parser), power;
    if (read_superscript(parser, &power)) {
        parser->is_reckoned = true;
        return pow(value, power);
    }
    if (take(parser, '^')) {
        parser->is_reckoned = true;
        bool has_brace = take(parser, '{');
        value = pow(value, read_unary(parser));
        if (has_brace && !take(parser, '}')) {
            return fail(parser, "a \"}\" is missing here");
        }
    }
    return value;
}

static double read_unary(struct parser *parser) {
    if (++parser->depth > MOST_DEPTH) {
        return fail(parser, "too many parentheses inside each other");
    }
    double value = take(parser, '-')   ? -read_unary(parser)
                   : take(parser, '+') ? read_unary(parser)
                                       : read_postfix(parser);
    parser->depth--;
    return value;
}

static double read_product(struct parser *parser) {
    double value = read_unary(parser);
    while (!parser->has_failed) {
        if (take(parser, '*')) {
            value *= read_unary(parser);
        } else if (take(parser, '/') || take(parser, ':')) {
            value /= read_unary(parser);
        } else {
            skip_spaces(parser);
            if (parser->at->code != '(') {
                return value;
            }
            value *= read_unary(parser); /* 2(3 + 4) */
        }
        parser->is_reckoned = true;
    }
    return value;
}

static double read_sum(struct parser *parser) {
    double value = read_product(parser);
    while (!parser->has_failed) {
        if (take(parser, '+')) {
            value += read_product(parser);
        } else if (take(parser, '-')) {
            value -= read_product(parser);
        } else {
            return value;
        }
        parser->is_reckoned = true;
    }
    return value;
}

/* ---- the whole ---- */

/* 6.3·10⁻²: digits of its own, as 6.3e-2 has. False where it is something else. */
static bool is_scientific(struct parser parser, struct answer_number *ret) {
    struct answer_fault ignored;
    parser.fault = &ignored;
    bool is_minus = take(&parser, '-');
    skip_spaces(&parser);
    if (!answer_literal_begins(parser.at)) {
        return false;
    }
    read_literal(&parser);
    struct answer_number number = parser.plain;
    bool is_product = take(&parser, '*') || take(&parser, 'x');
    if (parser.is_reckoned || !is_product || !take(&parser, '1') || !take(&parser, '0')) {
        return false;
    }
    double power;
    if (take(&parser, '^')) {
        bool has_brace = take(&parser, '{');
        power = read_unary(&parser);
        parser.has_failed = parser.has_failed || (has_brace && !take(&parser, '}'));
    } else if (!read_superscript(&parser, &power)) {
        return false;
    }
    skip_spaces(&parser);
    if (parser.has_failed || parser.at->code != 0 || fabs(power) > 300) {
        return false;
    }
    double value = number_with_power(parser.arena, number.value, (int)power);
    number.value = is_minus ? -value : value;
    number.decimals -= (int)power;
    *ret = number;
    return true;
}

/* ---- TeX ---- */

struct command {
    const char *name;
    uint32_t sign;
};

static const struct command commands[] = {
    {"cdot", '*'}, {"times", '*'}, {"div", '/'}, {"left", ' '}, {"right", ' '}, {"quad", ' '},
    {",", ' '},    {";", ' '},     {"!", ' '},   {" ", ' '},    {"%", '%'},     {NULL, 0},
};

static const struct command *command_at(const struct answer_character *at) {
    for (const struct command *command = commands; command->name != NULL; command++) {
        size_t length = 0;
        while (command->name[length] != '\0' &&
               at[length].code == (unsigned char)command->name[length]) {
            length++;
        }
        bool goes_on = is_letter(at->code) && is_letter(at[length].code);
        if (command->name[length] == '\0' && !goes_on) {
            return command;
        }
    }
    return NULL;
}

/* \cdot is the sign of a product, \, a space, "0{,}5" has a comma, and $ only says that this is
 * TeX. */
static const struct answer_character *
plain_signs(struct arena *arena, const struct answer_character *all, size_t count) {
    struct answer_character *plain = ARENA_ARRAY(arena, struct answer_character, count + 1);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        const struct command *command = all[i].code == '\\' ? command_at(all + i + 1) : NULL;
        bool is_comma = all[i].code == '{' && all[i + 1].code == ',' && all[i + 2].code == '}';
        plain[used] = all[i];
        if (command != NULL) {
            i += strlen(command->name);
            plain[used].code = command->sign;
        } else if (is_comma) {
            plain[used].code = ',';
            i += 2;
        } else if (all[i].code == '$' || all[i].code == '~') {
            plain[used].code = ' ';
        }
        plain[used++].end = all[i].end;
    }
    plain[used] = all[count];
    return plain;
}

/* "a = 0.75" is 0.75, whatever it is said to be. */
static const struct answer_character *behind_equals(const struct answer_character *all) {
    const struct answer_character *begin = all;
    for (; all->code != 0; all++) {
        begin = all->code == '=' ? all + 1 : begin;
    }
    return begin;
}

/* A sentence ends with a point or a comma, a number in it does not. */
static void skip_end(struct parser *parser) {
    skip_spaces(parser);
    bool is_last = (parser->at->code == '.' || parser->at->code == ',') && parser->at[1].code == 0;
    parser->at += is_last;
}

bool answer_number_read(struct arena *arena, const char *text, struct answer_number *ret,
                        struct answer_fault *fault) {
    size_t count;
    const struct answer_character *all = answer_characters(arena, text, &count);
    all = plain_signs(arena, all, count);
    struct parser parser = {.arena = arena, .text = text, .at = behind_equals(all), .fault = fault};
    if (strlen(text) > MOST_BYTES) {
        *fault = (struct answer_fault){0, strlen(text), "the answer is too long"};
        return false;
    }
    if (is_scientific(parser, ret)) {
        return true;
    }
    double value = read_sum(&parser);
    skip_end(&parser);
    if (!parser.has_failed && parser.at->code != 0) {
        fail(&parser, "this is no number");
    }
    if (!parser.has_failed && !isfinite(value)) {
        *fault = (struct answer_fault){0, strlen(text), "this comes to no finite number"};
        return false;
    }
    *ret = parser.plain;
    ret->value = value;
    ret->is_reckoned = parser.is_reckoned || parser.literals != 1;
    return !parser.has_failed;
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
