#include "test.h"
#include "view/draw/theme.h"

#include <math.h>
#include <stdbool.h>

/* Relative luminance: WCAG 2.2, "sRGB" with the corrected threshold. */
static double linear(double value) {
    double part = value / 255;
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(color_argb color) {
    return 0.2126 * linear(color >> 16 & 0xFF) + 0.7152 * linear(color >> 8 & 0xFF) +
           0.0722 * linear(color & 0xFF);
}

/* WCAG 2.2 contrast ratio of two opaque colors, 1..21. */
static double contrast_of(color_argb a, color_argb b) {
    double one = luminance(a);
    double other = luminance(b);
    return (fmax(one, other) + 0.05) / (fmin(one, other) + 0.05);
}

static const enum theme_color text_colors[] = {
    COLOR_TEXT,       COLOR_TEXT_DIM, COLOR_FORWARD,       COLOR_BACKWARD, COLOR_UPDATE,
    COLOR_WEIGHT,     COLOR_ERROR,    COLOR_PREACTIVATION, COLOR_GRADIENT, COLOR_TARGET,
    COLOR_ACTIVATION, COLOR_POSITIVE, COLOR_NEGATIVE,      COLOR_GOOD,     COLOR_BAD,
};

static const enum theme_color grounds[] = {COLOR_BACKGROUND, COLOR_PANEL};

static void expect_contrast(const struct theme *theme, enum theme_color color,
                            enum theme_color ground, double least) {
    double contrast = contrast_of(theme->colors[color], theme->colors[ground]);
    EXPECT(contrast >= least);
    if (!(contrast >= least)) {
        printf("# theme %s: color %d on %d has %.2f:1, not %.1f:1\n", theme->name, (int)color,
               (int)ground, contrast, least);
    }
}

static void text_reaches_four_and_a_half(void) {
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        for (size_t i = 0; i < sizeof text_colors / sizeof *text_colors; i++) {
            expect_contrast(theme_get(id), text_colors[i], COLOR_BACKGROUND, 4.5);
            expect_contrast(theme_get(id), text_colors[i], COLOR_PANEL, 4.5);
        }
    }
}

static void marks_reach_three(void) {
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
            expect_contrast(theme_get(id), COLOR_MARK_DIM, grounds[i], 3);
        }
    }
}

static void a_number_is_legible_in_every_neuron(void) {
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        const color_argb *colors = theme_get(id)->colors;
        for (int level = 0; level <= 20; level++) {
            color_argb fill =
                theme_mix(colors[COLOR_NEURON], colors[COLOR_NEURON_ON], (double)level / 20);
            EXPECT(contrast_of(colors[COLOR_TEXT], fill) >= 4.5);
        }
    }
}

/* Texts in the colors of roles on the plate of what is lit, and its outline beside the panel. */
static void what_is_lit_is_legible(void) {
    static const float plates[] = {THEME_LINK_FULL, THEME_LINK_SOFT};
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        const color_argb *colors = theme_get(id)->colors;
        EXPECT(contrast_of(colors[COLOR_LINK], colors[COLOR_PANEL]) >= 7);
        for (size_t i = 0; i < sizeof plates / sizeof *plates; i++) {
            color_argb plate =
                theme_mix(colors[COLOR_PANEL], colors[COLOR_LINK], (double)plates[i]);
            for (size_t k = 0; k < sizeof text_colors / sizeof *text_colors; k++) {
                double contrast = contrast_of(colors[text_colors[k]], plate);
                bool is_dim = text_colors[k] == COLOR_TEXT_DIM; /* lit texts are not dim */
                EXPECT(is_dim || contrast >= 4.5);
                if (!is_dim && contrast < 4.5) {
                    printf("# theme %s: color %d on plate %zu has %.2f:1\n", theme_get(id)->name,
                           (int)text_colors[k], i, contrast);
                }
            }
        }
    }
}

static void all_colors_are_given_and_opaque(void) {
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        for (size_t i = 0; i < COLOR_COUNT; i++) {
            EXPECT_INT(theme_get(id)->colors[i] >> 24, 0xFF);
        }
    }
}

static void contrast_is_that_of_the_standard(void) {
    EXPECT_NEAR(contrast_of(0xFFFFFFFF, 0xFF000000), 21, 1e-9);
    EXPECT_NEAR(contrast_of(0xFF777777, 0xFFFFFFFF), 4.478089, 1e-6);
    EXPECT_NEAR(contrast_of(0xFFFFFFFF, 0xFF777777), 4.478089, 1e-6);
    EXPECT_NEAR(contrast_of(0xFF123456, 0xFF123456), 1, 1e-12);
}

static void names_are_found(void) {
    enum theme_id id = THEME_COUNT;
    for (enum theme_id each = 0; each < THEME_COUNT; each++) {
        EXPECT_STRING(theme_get(each)->name, theme_names[each]);
        EXPECT(theme_find(theme_names[each], &id));
        EXPECT_INT(id, each);
    }
    EXPECT(!theme_find("Dark", &id));
    EXPECT(!theme_find("", &id));
}

static void colors_mix_and_fade(void) {
    EXPECT_INT(theme_mix(0xFF000000, 0xFFFFFFFF, 0), 0xFF000000);
    EXPECT_INT(theme_mix(0xFF000000, 0xFFFFFFFF, 1), 0xFFFFFFFF);
    EXPECT_INT(theme_mix(0xFF102030, 0xFF304050, 0.5), 0xFF203040);
    EXPECT_INT(theme_mix(0xFF102030, 0xFF304050, 7), 0xFF304050);
    EXPECT_INT(theme_fade(0xFF102030, 0.5F), 0x80102030);
    EXPECT_INT(theme_fade(0x80102030, 0.5F), 0x40102030);
    EXPECT_INT(theme_fade(0xFF102030, -1), 0x00102030);
}

static void roles_and_passes_have_colors(void) {
    EXPECT_INT(theme_pass_color(PASS_BACKWARD), COLOR_BACKWARD);
    EXPECT_INT(theme_role_color(ROLE_WEIGHT), COLOR_WEIGHT);
    EXPECT_INT(theme_role_color(ROLE_ERROR), COLOR_ERROR);
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        EXPECT(theme_role_color(role) != COLOR_BACKGROUND);
    }
}

/* ---- readers who lack one kind of cone ---- */

enum vision { VISION_NORMAL, VISION_PROTANOPIA, VISION_DEUTERANOPIA, VISION_TRITANOPIA, VISIONS };

/* Linear RGB to linear RGB. G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
 * Visualization and Computer Graphics 15 (2009), severity 1.0. */
static const struct {
    const char *name;
    double of[3][3];
} visions[] = {
    [VISION_NORMAL] = {"normal", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    [VISION_PROTANOPIA] = {"protanopia",
                           {{0.152286, 1.052583, -0.204868},
                            {0.114503, 0.786281, 0.099216},
                            {-0.003882, -0.048116, 1.051998}}},
    [VISION_DEUTERANOPIA] = {"deuteranopia",
                             {{0.367322, 0.860646, -0.227968},
                              {0.280085, 0.672501, 0.047413},
                              {-0.011820, 0.042940, 0.968881}}},
    [VISION_TRITANOPIA] = {"tritanopia",
                           {{1.255528, -0.076749, -0.178779},
                            {-0.078411, 0.930809, 0.147602},
                            {0.004733, 0.691367, 0.303900}}},
};

struct lab {
    double l, a, b;
};

static double lab_curve(double t) {
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIELAB with the white of sRGB (D65). */
static struct lab seen_color(color_argb color, enum vision vision) {
    double linear[3];
    double seen[3];
    for (int i = 0; i < 3; i++) {
        double level = (double)(color >> (16 - 8 * i) & 0xFF) / 255;
        linear[i] = level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4);
    }
    for (int i = 0; i < 3; i++) {
        const double *row = visions[vision].of[i];
        seen[i] = fmin(fmax(row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2], 0), 1);
    }
    double x =
        lab_curve((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
    double y = lab_curve(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
    double z =
        lab_curve((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
    return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static const double degree = 0.017453292519943295;

static double hue_of(struct lab color) {
    double hue = color.a == 0 && color.b == 0 ? 0 : atan2(color.b, color.a) / degree;
    return hue < 0 ? hue + 360 : hue;
}

/* 1 for a vivid color, 0 for a gray one. */
static double vividness(double chroma) {
    return sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)));
}

/* CIEDE2000 (CIE 142-2001) with all weights 1. */
static double difference(struct lab one, struct lab other) {
    double gray = 0.5 * (1 - vividness((hypot(one.a, one.b) + hypot(other.a, other.b)) / 2));
    one.a *= 1 + gray;
    other.a *= 1 + gray;
    double chroma_1 = hypot(one.a, one.b);
    double chroma_2 = hypot(other.a, other.b);
    double hue_1 = hue_of(one);
    double hue_2 = hue_of(other);
    bool has_hues = chroma_1 * chroma_2 > 0;
    bool is_across = fabs(hue_1 - hue_2) > 180; /* the way round that crosses 0 is shorter */
    double turn = !has_hues ? 0 : hue_2 - hue_1 + (is_across ? hue_2 > hue_1 ? -360 : 360 : 0);
    double hue = !has_hues ? hue_1 + hue_2 : (hue_1 + hue_2) / 2;
    hue += has_hues && is_across ? hue < 180 ? 180 : -180 : 0;
    double chroma = (chroma_1 + chroma_2) / 2;
    double off_middle = pow((one.l + other.l) / 2 - 50, 2);
    double ripple = 1 - 0.17 * cos((hue - 30) * degree) + 0.24 * cos(2 * hue * degree) +
                    0.32 * cos((3 * hue + 6) * degree) - 0.20 * cos((4 * hue - 63) * degree);
    double by_lightness = (other.l - one.l) / (1 + 0.015 * off_middle / sqrt(20 + off_middle));
    double by_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma);
    double by_hue =
        2 * sqrt(chroma_1 * chroma_2) * sin(turn / 2 * degree) / (1 + 0.015 * chroma * ripple);
    double blue = -sin(60 * exp(-pow((hue - 275) / 25, 2)) * degree) * 2 * vividness(chroma);
    return sqrt(by_lightness * by_lightness + by_chroma * by_chroma + by_hue * by_hue +
                blue * by_chroma * by_hue);
}

/* Pairs from the test data of G. Sharma, W. Wu, E. N. Dalal (2005). */
static void the_difference_is_ciede2000(void) {
    static const struct {
        struct lab one, other;
        double difference;
    } known[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
        {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (size_t i = 0; i < TEST_COUNT(known); i++) {
        EXPECT_NEAR(difference(known[i].one, known[i].other), known[i].difference, 5e-5);
        EXPECT_NEAR(difference(known[i].other, known[i].one), known[i].difference, 5e-5);
    }
    struct lab red = seen_color(0xFFFF0000, VISION_NORMAL);
    EXPECT_NEAR(red.l, 53.24, 1e-3);
    EXPECT_NEAR(red.a, 80.09, 1e-3);
    EXPECT_NEAR(red.b, 67.20, 1e-3);
}

/* Gray is the same gray to everyone: each matrix's rows sum to 1. And the known confusion: this red
 * and this green are far apart, but not for a reader with deuteranopia. */
static void the_simulation_confuses_what_it_should(void) {
    for (enum vision vision = 0; vision < VISIONS; vision++) {
        struct lab gray = seen_color(0xFF808080, vision);
        EXPECT(difference(gray, seen_color(0xFF808080, VISION_NORMAL)) < 0.1);
    }
    color_argb red = 0xFFA0522D;
    color_argb green = 0xFF6B6B2F;
    EXPECT(difference(seen_color(red, VISION_NORMAL), seen_color(green, VISION_NORMAL)) > 25);
    EXPECT(difference(seen_color(red, VISION_DEUTERANOPIA),
                      seen_color(green, VISION_DEUTERANOPIA)) < 5);
}

/* Side by side, a difference of 1 to 2 is just seen. Symbols and marks are small, stand apart and
 * are read at a glance, so six times as much is asked for; plain text beside a colored symbol is
 * told by its letter too, and needs to be another color only just. */
static const double apart = 12;
static const double apart_from_text = 7;

static void expect_apart(const struct theme *theme, enum theme_color one, enum theme_color other,
                         double least) {
    for (enum vision vision = 0; vision < VISIONS; vision++) {
        double found = difference(seen_color(theme->colors[one], vision),
                                  seen_color(theme->colors[other], vision));
        EXPECT(found >= least);
        if (!(found >= least)) {
            printf("# theme %s, %s: colors %d and %d differ by %.1f, not %.0f\n", theme->name,
                   visions[vision].name, (int)one, (int)other, found, least);
        }
    }
}

static void expect_all_apart(const enum theme_color *colors, size_t count) {
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k < i; k++) {
                expect_apart(theme_get(id), colors[k], colors[i], apart);
            }
        }
    }
}

static void passes_stay_apart(void) {
    static const enum theme_color passes[] = {COLOR_FORWARD, COLOR_BACKWARD, COLOR_UPDATE};
    expect_all_apart(passes, TEST_COUNT(passes));
}

/* All of them: any two stand in one formula in some note. */
static void roles_stay_apart(void) {
    static const enum theme_color roles[] = {COLOR_WEIGHT, COLOR_ACTIVATION, COLOR_PREACTIVATION,
                                             COLOR_ERROR,  COLOR_GRADIENT,   COLOR_TARGET};
    expect_all_apart(roles, TEST_COUNT(roles));
    for (enum theme_id id = 0; id < THEME_COUNT; id++) {
        for (size_t i = 0; i < TEST_COUNT(roles); i++) {
            expect_apart(theme_get(id), roles[i], COLOR_TEXT, apart_from_text);
        }
    }
}

static void signs_and_verdicts_stay_apart(void) {
    static const enum theme_color signs[] = {COLOR_POSITIVE, COLOR_NEGATIVE};
    static const enum theme_color verdicts[] = {COLOR_GOOD, COLOR_BAD};
    expect_all_apart(signs, TEST_COUNT(signs));
    expect_all_apart(verdicts, TEST_COUNT(verdicts));
}

int main(void) {
    static const struct test tests[] = {
        {"text reaches 4.5:1 in every theme", text_reaches_four_and_a_half},
        {"dimmed marks reach 3:1", marks_reach_three},
        {"a number is legible in a neuron of any activation", a_number_is_legible_in_every_neuron},
        {"what is lit is legible", what_is_lit_is_legible},
        {"all colors are given and opaque", all_colors_are_given_and_opaque},
        {"contrast is that of WCAG", contrast_is_that_of_the_standard},
        {"the difference is CIEDE2000", the_difference_is_ciede2000},
        {"the simulation confuses what it should", the_simulation_confuses_what_it_should},
        {"passes stay apart in every vision", passes_stay_apart},
        {"roles stay apart in every vision", roles_stay_apart},
        {"signs, good and bad stay apart in every vision", signs_and_verdicts_stay_apart},
        {"names are found", names_are_found},
        {"colors mix and fade", colors_mix_and_fade},
        {"roles and passes have colors", roles_and_passes_have_colors},
    };
    return test_run(tests, TEST_COUNT(tests));
}
