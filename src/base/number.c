#include "base/number.h"

#include "base/text.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char minus[] = "−";
static const double longest = 1e6; /* beyond it, powers of ten */

/* What is left where numbers of the size of 1 cancel, 0.3 - 0.2 - 0.1, is shown as 0: a card shows
 * it in full. */
static const double noise = 1e-14;

/* What may lack of a half in the last digit: 0.0035 has no double of its own. */
static const double half_tolerance = 1e-7;

/* 10 to the power: every number of a large matrix is asked how it is shown. */
static double power_of_ten(int exponent) {
    enum { FARTHEST = 9 };
    static const double powers[2 * FARTHEST + 1] = {1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3,
                                                    1e-2, 1e-1, 1e0,  1e1,  1e2,  1e3,  1e4,
                                                    1e5,  1e6,  1e7,  1e8,  1e9};
    bool is_there = exponent >= -FARTHEST && exponent <= FARTHEST;
    return is_there ? powers[exponent + FARTHEST] : pow(10, exponent);
}

double number_rounded(double value, int decimals) {
    double unit = power_of_ten(decimals);
    return copysign(floor(fabs(value) * unit + 0.5 + half_tolerance) / unit, value);
}

static const char *fixed_text(struct arena *arena, double value, int decimals) {
    char *digits = text_format(arena, "%.*f", decimals, fabs(number_rounded(value, decimals)));
    bool is_zero = strspn(digits, "0.") == strlen(digits);
    return text_format(arena, "%s%s", value < 0 && !is_zero ? minus : "", digits);
}

static int mantissa_decimals(int decimals) {
    return decimals > 4 ? decimals - 3 : 1;
}

static const char *power_text(struct arena *arena, double value, int decimals, const char *plus) {
    char *digits = text_format(arena, "%.*e", decimals, fabs(value));
    char *e = strchr(digits, 'e');
    long exponent = strtol(e + 1, NULL, 10);
    *e = '\0';
    return text_format(arena, "%s%se%s%ld", value < 0 ? minus : "", digits,
                       exponent < 0 ? minus : plus, labs(exponent));
}

/* It would look like 0 and is not, or it is very long. */
static bool is_power(double value, int decimals) {
    double smallest = power_of_ten(-decimals) / 2;
    return (fabs(value) > noise && fabs(value) < smallest) || fabs(value) >= longest;
}

/* Whole, but for what a double cannot hold. */
static bool is_whole(double value) {
    return fabs(value - round(value)) <= 1e-9 + 1e-13 * fabs(value);
}

/* ---- hidden numbers ---- */

/* A quiet NaN that no arithmetic makes, of either sign; its last byte is the number of decimals. */
static const uint64_t hidden_bits = 0x7FF8485944450000u, hidden_mask = 0x7FFFFFFFFFFFFF00u;
enum { HIDDEN_MOST_DECIMALS = 20 };

static uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

double number_hidden(double value) {
    uint64_t bits =
        hidden_bits | (uint64_t)(unsigned)number_decimals(&value, 1, HIDDEN_MOST_DECIMALS);
    double hidden;
    memcpy(&hidden, &bits, sizeof hidden);
    return hidden;
}

bool number_is_hidden(double value) {
    return (bits_of(value) & hidden_mask) == hidden_bits;
}

static int hidden_decimals(double value, int most) {
    int decimals = number_is_hidden(value) ? (int)(bits_of(value) & 0xFF) : 0;
    return decimals < most ? decimals : most;
}

static const char *infinite_text(double value) {
    return number_is_hidden(value) ? "?" : isnan(value) ? "NaN" : value > 0 ? "∞" : "−∞";
}

const char *number_text(struct arena *arena, double value, int decimals) {
    if (!isfinite(value)) {
        return infinite_text(value);
    }
    return is_power(value, decimals) ? power_text(arena, value, mantissa_decimals(decimals), "+")
                                     : fixed_text(arena, value, decimals);
}

double number_shown(double value, int decimals) {
    if (!isfinite(value)) {
        return value;
    }
    char digits[64];
    if (is_power(value, decimals)) {
        snprintf(digits, sizeof digits, "%.*e", mantissa_decimals(decimals), value);
        return strtod(digits, NULL);
    }
    return number_rounded(value, decimals);
}

/* Written whole with no more decimals than that. */
static bool is_short(double value, int decimals) {
    char digits[64];
    snprintf(digits, sizeof digits, "%.15g", fabs(value));
    const char *point = strchr(digits, '.');
    return isfinite(value) && strchr(digits, 'e') == NULL &&
           (point == NULL || strlen(point + 1) <= (size_t)decimals);
}

double number_constant_shown(double value, int decimals) {
    return is_short(value, decimals) ? value : number_shown(value, decimals);
}

/* How far that is from what is shown, in units of its last digit. */
static double units_apart(double reckoned, double value, int decimals) {
    double unit = is_power(value, decimals)
                      ? pow(10, floor(log10(fabs(value))) - mantissa_decimals(decimals))
                      : power_of_ten(-decimals);
    return fabs(reckoned - number_shown(value, decimals)) / unit;
}

bool number_holds(double reckoned, double value, int decimals) {
    return !isfinite(value) || units_apart(reckoned, value, decimals) < 0.5 - 1e-6;
}

bool number_misses(double reckoned, double value, int decimals) {
    return isfinite(value) && isfinite(reckoned) &&
           units_apart(reckoned, value, decimals) > 0.5 + 1e-3;
}

const char *number_constant_text(struct arena *arena, double value, int decimals) {
    return is_short(value, decimals)
               ? text_format(arena, "%s%.15g", value < 0 ? minus : "", fabs(value))
               : number_text(arena, value, decimals);
}

int number_decimals(const double *values, size_t count, int most) {
    int decimals = 0;
    for (size_t i = 0; i < count && decimals < most; i++) {
        bool is_fixed = isfinite(values[i]) && fabs(values[i]) < longest;
        while (is_fixed && decimals < most && !is_whole(values[i] * power_of_ten(decimals))) {
            decimals++;
        }
        int hidden = hidden_decimals(values[i], most);
        decimals = hidden > decimals ? hidden : decimals;
    }
    return decimals;
}

/* ---- significant digits ---- */

enum { DIGITS_SHORT = 15, DIGITS_EXACT = 17 };

const char *number_plain_text(struct arena *arena, double value, int digits) {
    return text_format(arena, "%.*g", digits, value);
}

const char *number_source_text(struct arena *arena, double value) {
    int digits = DIGITS_SHORT;
    const char *text = number_plain_text(arena, value, digits);
    while (digits < DIGITS_EXACT && strtod(text, NULL) != value) {
        text = number_plain_text(arena, value, ++digits);
    }
    return text;
}

const char *number_error_text(struct arena *arena, double value, int decimals) {
    return text_format(arena, "%.*e", decimals, value);
}

double number_with_power(struct arena *arena, double mantissa, int power) {
    return strtod(text_format(arena, "%.*ge%d", DIGITS_EXACT, mantissa, power), NULL);
}

static struct number_parts parts_of(struct arena *arena, const char *text) {
    const char *e = strchr(text, 'e');
    if (e == NULL) {
        return (struct number_parts){text, false, 0};
    }
    return (struct number_parts){arena_copy_text(arena, text, (size_t)(e - text)), true,
                                 (int)strtol(e + 1, NULL, 10)};
}

struct number_parts number_parts(struct arena *arena, double value, int digits) {
    return parts_of(arena, number_plain_text(arena, value, digits));
}

/* A finite number as C writes it, with true signs and no zeros in its exponent. */
static const char *with_signs(struct arena *arena, const char *text) {
    struct number_parts parts = parts_of(arena, text);
    bool is_negative = *parts.mantissa == '-';
    const char *digits =
        text_format(arena, "%s%s", is_negative ? minus : "", parts.mantissa + is_negative);
    return parts.has_power ? text_format(arena, "%se%s%d", digits, parts.exponent < 0 ? minus : "+",
                                         abs(parts.exponent))
                           : digits;
}

const char *number_significant_text(struct arena *arena, double value, int digits) {
    return isfinite(value) ? with_signs(arena, number_plain_text(arena, value, digits))
                           : infinite_text(value);
}

double number_significant_shown(double value, int digits) {
    char text[64];
    if (!isfinite(value)) {
        return value;
    }
    snprintf(text, sizeof text, "%.*g", digits, value);
    return strtod(text, NULL);
}

bool number_significant_holds(double reckoned, double value, int digits) {
    double shown = number_significant_shown(value, digits);
    double unit = shown == 0 ? noise : pow(10, floor(log10(fabs(shown))) + 1 - digits);
    return !isfinite(value) || fabs(reckoned - shown) < (0.5 - 1e-6) * unit;
}

const char *number_exact_text(struct arena *arena, double value) {
    return isfinite(value) ? with_signs(arena, number_source_text(arena, value))
                           : infinite_text(value);
}

const char *number_pattern(struct arena *arena, int decimals) {
    return text_format(arena, "%s%.*f", minus, decimals, 0.0);
}

const char *number_count_text(struct arena *arena, long count) {
    char *digits = text_format(arena, "%ld", count);
    size_t length = strlen(digits);
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0 && length > 4) {
            text_append_string(&text, ",");
        }
        text_append(&text, digits + i, 1);
    }
    return text.bytes;
}
