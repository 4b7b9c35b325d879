#include "test.h"
#include "view/theme.h"

#include <stdbool.h>

static const enum theme_color text_colors[] = {
    COLOR_TEXT,       COLOR_TEXT_DIM, COLOR_FORWARD,       COLOR_BACKWARD, COLOR_UPDATE,
    COLOR_WEIGHT,     COLOR_ERROR,    COLOR_PREACTIVATION, COLOR_GRADIENT, COLOR_TARGET,
    COLOR_ACTIVATION, COLOR_POSITIVE, COLOR_NEGATIVE,      COLOR_GOOD,     COLOR_BAD,
};

static const enum theme_color grounds[] = {COLOR_BACKGROUND, COLOR_PANEL};

static void expect_contrast(const struct theme *theme, enum theme_color color,
                            enum theme_color ground, double least) {
    double contrast = theme_contrast(theme->colors[color], theme->colors[ground]);
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
                theme_mix(colors[COLOR_NEURON], colors[COLOR_NEURON_ON], (float)level / 20);
            EXPECT(theme_contrast(colors[COLOR_TEXT], fill) >= 4.5);
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
    EXPECT_NEAR(theme_contrast(0xFFFFFFFF, 0xFF000000), 21, 1e-9);
    EXPECT_NEAR(theme_contrast(0xFF777777, 0xFFFFFFFF), 4.478089, 1e-6);
    EXPECT_NEAR(theme_contrast(0xFFFFFFFF, 0xFF777777), 4.478089, 1e-6);
    EXPECT_NEAR(theme_contrast(0xFF123456, 0xFF123456), 1, 1e-12);
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
    EXPECT_INT(theme_mix(0xFF102030, 0xFF304050, 0.5F), 0xFF203040);
    EXPECT_INT(theme_mix(0xFF102030, 0xFF304050, 7), 0xFF304050);
    EXPECT_INT(theme_fade(0xFF102030, 0.5F), 0x80102030);
    EXPECT_INT(theme_fade(0x80102030, 0.5F), 0x40102030);
    EXPECT_INT(theme_fade(0xFF102030, -1), 0x00102030);
}

static void roles_and_passes_have_colors(void) {
    EXPECT_INT(theme_pass_color(PASS_BACKWARD), COLOR_BACKWARD);
    EXPECT_INT(theme_role_color(ROLE_WEIGHT), COLOR_WEIGHT);
    EXPECT_INT(theme_role_color(ROLE_ERROR), COLOR_ERROR);
    for (enum role role = 0; role < ROLE_COUNT_OF_ROLES; role++) {
        EXPECT(theme_role_color(role) != COLOR_BACKGROUND);
    }
}

int main(void) {
    static const struct test tests[] = {
        {"text reaches 4.5:1 in every theme", text_reaches_four_and_a_half},
        {"dimmed marks reach 3:1", marks_reach_three},
        {"a number is legible in a neuron of any activation", a_number_is_legible_in_every_neuron},
        {"all colors are given and opaque", all_colors_are_given_and_opaque},
        {"contrast is that of WCAG", contrast_is_that_of_the_standard},
        {"names are found", names_are_found},
        {"colors mix and fade", colors_mix_and_fade},
        {"roles and passes have colors", roles_and_passes_have_colors},
    };
    return test_run(tests, TEST_COUNT(tests));
}
