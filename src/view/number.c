#include "view/number.h"

#include "base/text.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char minus[] = "−";
static const double longest = 1e6; /* beyond it, powers of ten */

/* What is left where numbers of the size of 1 cancel, 0.3 - 0.2 - 0.1, is shown as 0: a card shows
 * it in full. */
static const double noise = 1e-14;

/* What may lack of a half in the last digit: 0.0035 has no double of its own. */
static const double half_tolerance = 1e-7;

double number_rounded(double value, int decimals) {
    double unit = pow(10, decimals);
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

static const char *infinite_text(double value) {
    return isnan(value) ? "NaN" : value > 0 ? "∞" : "−∞";
}

const char *number_text(struct arena *arena, double value, int decimals) {
    if (!isfinite(value)) {
        return infinite_text(value);
    }
    double smallest = pow(10, -decimals) / 2;
    bool looks_like_0 = fabs(value) > noise && fabs(value) < smallest;
    return looks_like_0 || fabs(value) >= longest
               ? power_text(arena, value, mantissa_decimals(decimals), "+")
               : fixed_text(arena, value, decimals);
}

const char *number_constant_text(struct arena *arena, double value, int decimals) {
    const char *digits = text_format(arena, "%.15g", fabs(value));
    const char *point = strchr(digits, '.');
    bool is_short = isfinite(value) && strchr(digits, 'e') == NULL &&
                    (point == NULL || strlen(point + 1) <= (size_t)decimals);
    return is_short ? text_format(arena, "%s%s", value < 0 ? minus : "", digits)
                    : number_text(arena, value, decimals);
}

int number_more_decimals(const double *values, size_t count, int decimals) {
    const double unit = pow(10, decimals);
    double largest = 0;
    bool is_exact = true;
    for (size_t i = 0; i < count; i++) {
        double size = fabs(values[i]);
        if (size * unit >= 10) {
            return 0; /* most tensors are left at their first number */
        }
        largest = fmax(largest, size);
        is_exact = is_exact && fabs(size * unit - round(size * unit)) < 1e-9;
    }
    double digits = largest * unit;
    return is_exact || digits < 0.1 ? 0 : digits >= 1 ? 1 : 2;
}

const char *number_magnitude_text(struct arena *arena, double value) {
    return !isfinite(value) ? infinite_text(value)
           : value == 0     ? "0"
                            : power_text(arena, value, 0, "");
}

const char *number_pattern(struct arena *arena, int decimals) {
    return text_format(arena, "%s0.%0*d", minus, decimals, 0);
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
