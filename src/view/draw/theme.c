#include "view/draw/theme.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const char *const theme_names[THEME_COUNT] = {
    [THEME_DARK] = "dark",
    [THEME_LIGHT] = "light",
    [THEME_CONTRAST] = "contrast",
};

/* tests/unit/view_theme.c holds each theme to 4.5:1 for text and 3:1 for marks, and passes, roles,
 * signs, and good and bad apart for readers who lack one kind of cone: what they see in one hue
 * (sky and periwinkle, orange and yellow, teal and pink) differs in lightness. */
static const struct theme themes[] = {
    [THEME_DARK] = {"dark", {[COLOR_BACKGROUND] = 0xFF10141A, [COLOR_PANEL] = 0xFF171D26,
                             [COLOR_PANEL_EDGE] = 0xFF2A3442, [COLOR_TEXT] = 0xFFE8ECF2,
                             [COLOR_TEXT_DIM] = 0xFF98A3B3,   [COLOR_MARK_DIM] = 0xFF66717F,
                             [COLOR_FORWARD] = 0xFF539FF4,    [COLOR_BACKWARD] = 0xFFFE914E,
                             [COLOR_UPDATE] = 0xFF72EFB8,     [COLOR_WEIGHT] = 0xFFC0C2FF,
                             [COLOR_ACTIVATION] = 0xFF389BFA, [COLOR_PREACTIVATION] = 0xFF06EAD4,
                             [COLOR_ERROR] = 0xFFFF8007,      [COLOR_GRADIENT] = 0xFFF1DF6D,
                             [COLOR_TARGET] = 0xFFFFA1B7,     [COLOR_POSITIVE] = 0xFF5AA5F2,
                             [COLOR_NEGATIVE] = 0xFFFF8A4C,   [COLOR_GOOD] = 0xFF21D5A7,
                             [COLOR_BAD] = 0xFFFE7661,        [COLOR_NEURON] = 0xFF1C2B3A,
                             [COLOR_NEURON_ON] = 0xFF2F6F9C,  [COLOR_LINK] = 0xFFFFFFFF}},
    [THEME_LIGHT] = {"light", {[COLOR_BACKGROUND] = 0xFFF3F4F6, [COLOR_PANEL] = 0xFFFFFFFF,
                               [COLOR_PANEL_EDGE] = 0xFFD0D5DC, [COLOR_TEXT] = 0xFF161B22,
                               [COLOR_TEXT_DIM] = 0xFF56606D,   [COLOR_MARK_DIM] = 0xFF838B96,
                               [COLOR_FORWARD] = 0xFF025EA8,    [COLOR_BACKWARD] = 0xFFAA5913,
                               [COLOR_UPDATE] = 0xFF034420,     [COLOR_WEIGHT] = 0xFF631FEE,
                               [COLOR_ACTIVATION] = 0xFF1D5285, [COLOR_PREACTIVATION] = 0xFF0B7C73,
                               [COLOR_ERROR] = 0xFFAB5816,      [COLOR_GRADIENT] = 0xFF554000,
                               [COLOR_TARGET] = 0xFF8A1F4E,     [COLOR_POSITIVE] = 0xFF1262B3,
                               [COLOR_NEGATIVE] = 0xFFB84700,   [COLOR_GOOD] = 0xFF0A6F54,
                               [COLOR_BAD] = 0xFFB71303,        [COLOR_NEURON] = 0xFFEDF3F8,
                               [COLOR_NEURON_ON] = 0xFF9CCBEA,  [COLOR_LINK] = 0xFF000000}},
    [THEME_CONTRAST] = {"contrast",
                        {[COLOR_BACKGROUND] = 0xFF000000, [COLOR_PANEL] = 0xFF000000,
                         [COLOR_PANEL_EDGE] = 0xFFFFFFFF, [COLOR_TEXT] = 0xFFFFFFFF,
                         [COLOR_TEXT_DIM] = 0xFFD0D0D0,   [COLOR_MARK_DIM] = 0xFF9A9A9A,
                         [COLOR_FORWARD] = 0xFF55A3FE,    [COLOR_BACKWARD] = 0xFFFE8D4F,
                         [COLOR_UPDATE] = 0xFF7AF6BF,     [COLOR_WEIGHT] = 0xFFC9CCFF,
                         [COLOR_ACTIVATION] = 0xFF4EA5FD, [COLOR_PREACTIVATION] = 0xFF88F4D3,
                         [COLOR_ERROR] = 0xFFFF8531,      [COLOR_GRADIENT] = 0xFFFDE149,
                         [COLOR_TARGET] = 0xFFDC99BC,     [COLOR_POSITIVE] = 0xFF6CC0FF,
                         [COLOR_NEGATIVE] = 0xFFFF9F5A,   [COLOR_GOOD] = 0xFF46F1C5,
                         [COLOR_BAD] = 0xFFFF907A,        [COLOR_NEURON] = 0xFF000000,
                         [COLOR_NEURON_ON] = 0xFF0F4A73,  [COLOR_LINK] = 0xFFFFFFFF}},
};
static_assert(sizeof themes / sizeof *themes == THEME_COUNT, "colors for each theme");

static const enum theme_color role_colors[] = {
    [ROLE_TARGET] = COLOR_TARGET,
    [ROLE_WEIGHT] = COLOR_WEIGHT,
    [ROLE_BIAS] = COLOR_WEIGHT,
    [ROLE_PREACTIVATION] = COLOR_PREACTIVATION,
    [ROLE_ACTIVATION] = COLOR_ACTIVATION,
    [ROLE_LOSS] = COLOR_ERROR,
    [ROLE_ACTIVATION_GRADIENT] = COLOR_GRADIENT,
    [ROLE_ERROR] = COLOR_ERROR,
    [ROLE_WEIGHT_GRADIENT] = COLOR_GRADIENT,
    [ROLE_BIAS_GRADIENT] = COLOR_GRADIENT,
    [ROLE_RATE] = COLOR_TEXT,
    [ROLE_SAMPLE_COUNT] = COLOR_TEXT,
    [ROLE_CONSTANT] = COLOR_TEXT,
    [ROLE_STATE] = COLOR_UPDATE,
};
static_assert(sizeof role_colors / sizeof *role_colors == ROLE_COUNT, "a color for each role");

static const enum theme_color pass_colors[] = {
    [PASS_FORWARD] = COLOR_FORWARD,
    [PASS_BACKWARD] = COLOR_BACKWARD,
    [PASS_UPDATE] = COLOR_UPDATE,
};
static_assert(sizeof pass_colors / sizeof *pass_colors == PASS_COUNT, "a color for each pass");

const struct theme *theme_get(enum theme_id id) {
    assert(id < THEME_COUNT);
    return &themes[id];
}

bool theme_find(const char *name, enum theme_id *ret) {
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        if (strcmp(name, theme_names[id]) == 0) {
            *ret = id;
            return true;
        }
    }
    return false;
}

enum theme_color theme_role_color(enum role role) {
    assert(role < ROLE_COUNT);
    return role_colors[role];
}

enum theme_color theme_pass_color(enum pass pass) {
    assert(pass < PASS_COUNT);
    return pass_colors[pass];
}

static double channel(color_argb color, int shift) {
    return color >> shift & 0xFF;
}

static double between_0_and_1(double value) {
    return value > 0 ? fmin(value, 1) : 0;
}

color_argb theme_fade(color_argb color, float alpha) {
    double faded = channel(color, 24) * between_0_and_1((double)alpha);
    return (color & 0x00FFFFFF) | (color_argb)(faded + 0.5) << 24;
}

color_argb theme_mix(color_argb a, color_argb b, double at) {
    double part = between_0_and_1(at);
    color_argb mixed = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        double value = channel(a, shift) + (channel(b, shift) - channel(a, shift)) * part;
        mixed |= (color_argb)(value + 0.5) << shift;
    }
    return mixed;
}

/* ---- contrast ---- */

/* WCAG 2.2: the curve of sRGB, and what is added to both luminances of a contrast. */
static const double linear_most = 0.04045, linear_slope = 12.92;
static const double curve_offset = 0.055, curve_exponent = 2.4;
static const double flare = 0.05;

/* The relative luminance of an opaque color. */
static double luminance(color_argb color) {
    static const double weights[] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double value = channel(color, 8 * i) / 255;
        double curved = pow((value + curve_offset) / (1 + curve_offset), curve_exponent);
        sum += weights[i] * (value <= linear_most ? value / linear_slope : curved);
    }
    return sum;
}

static bool is_readable(color_argb color, color_argb ground) {
    const double least = 3.1; /* 3:1, and what rounding takes */
    double a = luminance(color), b = luminance(ground);
    return (fmax(a, b) + flare) / (fmin(a, b) + flare) >= least;
}

color_argb theme_dim(const struct theme *theme, color_argb color) {
    enum { HALVINGS = 6 };
    const color_argb panel = theme->colors[COLOR_PANEL];
    double low = (double)(theme == theme_get(THEME_CONTRAST) ? THEME_NOT_IN_QUESTION_CONTRAST
                                                             : THEME_NOT_IN_QUESTION);
    double high = 1;
    if (is_readable(theme_mix(panel, color, low), panel)) {
        return theme_mix(panel, color, low);
    }
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        *(is_readable(theme_mix(panel, color, middle), panel) ? &high : &low) = middle;
    }
    return theme_mix(panel, color, high);
}
