/* Where things stand: spaces, scripts, fractions, slots, and the places where lines may break. */
#include "math_set_fixture.h"

#include "base/text.h"
#include "typeset/math_glyph.h"

/* ---- spaces ---- */

/* What is between two atoms, in eighteenths of an em, from widths. */
static void spaces_are_those_of_tex(void) {
    static const struct {
        const char *both, *left, *right;
        int mu;
    } cases[] = {
        {"a+b", "a{+}", "b", 8},
        {"a=b", "a=", "b", 5},
        {"2,3", "2,", "3", 3},
        {"2a", "2", "a", 0},
        {"2\\log", "2", "\\log", 3},
        {"\\log 2", "\\log", "2", 3},
        {"\\log(", "\\log", "(", 0},
        {"2\\frac12", "2", "\\frac12", 0},
        {"\\frac12\\frac12", "\\frac12", "\\frac12", 0},
        {"(2", "(", "2", 0},
        {"2(", "2", "(", 0},
        {"=2", "=", "2", 5},
        {")2", ")", "2", 0},
        {"2\\,3", "2", "3", 3},
        {"2\\:3", "2", "3", 4},
        {"2\\;3", "2", "3", 5},
        {"2\\!3", "2", "3", -3},
        {"2\\quad3", "2", "3", 18},
        {"2\\qquad3", "2", "3", 36},
        {"2~3", "2", "3", 4},
        {"{2+\\,3}", "2{+}", "3", 8 + 3},
        {"2==3", "2=", "=3", 0},
        {"\\max\\log", "\\max", "\\log", 3},
        {"2\\left(3\\right)", "2", "\\left(3\\right)", 0},
        {"\\left(3\\right)2", "\\left(3\\right)", "2", 0},
        {"\\log\\left(3\\right)", "\\log", "\\left(3\\right)", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        float gap = width(cases[i].both, text_style()) - width(cases[i].left, text_style()) -
                    width(cases[i].right, text_style());
        float wanted = (float)cases[i].mu * SIZE / 18;
        wanted = cases[i].both[1] == '~' ? 0.25F * SIZE : wanted;
        if (!(fabsf(gap - wanted) < 0.01F)) {
            printf("# %s: %g, expected %g\n", cases[i].both, (double)gap, (double)wanted);
            EXPECT(false && "the space is TeX's");
        }
    }
}

static void scripts_have_no_wide_spaces(void) {
    struct math_options options = text_style();
    float sum = width("x^{a+b}", options) - width("x^{ab}", options);
    float sign = width("x^{{+}}", options) - width("x^{}", options);
    EXPECT_CLOSE(sum, sign, 1e-4);
    EXPECT_CLOSE(width("x^{2,3}", options) - width("x^{2}", options),
                 width("x^{,3}", options) - width("x^{}", options), 1e-4);
}

static void a_sign_without_neighbours_joins_nothing(void) {
    struct math_options options = text_style();
    float minus = width("{-}", options), two = width("2", options);
    EXPECT_CLOSE(width("-2", options), minus + two, 1e-4);
    EXPECT_CLOSE(width("(-2)", options), width("(2)", options) + minus, 1e-4);
    EXPECT_CLOSE(width("2=-2", options), width("2=2", options) + minus, 1e-4);
    EXPECT_CLOSE(width("|-2|", options), width("|2|", options) + minus, 1e-4);
    EXPECT_CLOSE(width("2--2", options), 2 * two + 2 * minus + SIZE * 8 / 18.0F, 1e-3);
}

/* ---- scripts ---- */

static float em(hb_ot_math_constant_t which) {
    return math_font_constant(font, which) * SIZE;
}

static void scripts_stand_where_the_font_says(void) {
    struct math_box box = set("x^2_i", text_style());
    struct math_part x = part_of(box, 0), super = part_of(box, 2), sub = part_of(box, 4);
    EXPECT_CLOSE(x.y, 0, 0);
    EXPECT(super.y < -25 && sub.y > 15);
    EXPECT_CLOSE(super.y, floorf(super.y), 0);
    EXPECT_CLOSE(sub.y, floorf(sub.y), 0);
    EXPECT_CLOSE(super.size, 0.74F * SIZE, 1e-4);
    EXPECT_CLOSE(part_of(set("x^{2^3}", text_style()), 5).size, 0.55F * SIZE, 1e-4);
    /* No ink of the two is nearer than the font wants. */
    EXPECT(sub.y - sub.ascent - (super.y + super.descent) >=
           em(HB_OT_MATH_CONSTANT_SUB_SUPERSCRIPT_GAP_MIN) - 1);
    EXPECT_CLOSE(-part_of(set("x^2", text_style()), 2).y,
                 roundf(em(HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP)), 0);
}

static void italic_correction_is_for_superscripts(void) {
    struct math_box box = set("W^2_2", text_style());
    struct math_part super = part_of(box, 2), sub = part_of(box, 4);
    uint32_t glyph = math_font_character(font, 0x1D44A);
    float italic = math_font_glyph(font, glyph).italic * SIZE;
    EXPECT(italic > 5);
    EXPECT_CLOSE(super.x - sub.x, italic, 1e-4);
}

static void an_accented_letter_has_the_scripts_of_a_letter(void) {
    struct math_box plain = set("y_i^2", text_style()), hat = set("\\hat{y}_i^2", text_style());
    EXPECT_CLOSE(part_of(hat, 8).y, part_of(plain, 2).y, 0);
    EXPECT_CLOSE(part_of(hat, 10).y, part_of(plain, 4).y, 0);
    EXPECT(hat.ascent > plain.ascent - 40);
    /* The middle of the hat is where the font wants it over y. */
    struct math_part letter = part_of(hat, 5), accent = part_of(hat, 0);
    struct math_glyph y = math_font_glyph(font, letter.glyph);
    struct math_glyph mark = math_font_glyph(font, accent.glyph);
    EXPECT_CLOSE(accent.x + mark.attachment * SIZE, letter.x + y.attachment * SIZE, 1e-4);
}

static void primes_are_scripts(void) {
    struct math_box box = set("f'", text_style());
    EXPECT_INT(box.part_count, 2);
    EXPECT(part_of(box, 1).y < -20);
    EXPECT(part_of(box, 1).glyph != math_font_character(font, 0x2032)); /* the form for scripts */
    EXPECT_INT(set("f''^2", text_style()).part_count, 4);
    EXPECT_INT(set("f^{}'", text_style()).part_count, 2);
    EXPECT_CLOSE(part_of(set("f^\\prime", text_style()), 2).y, part_of(box, 1).y, 0);
}

/* ---- fractions, limits, roots ---- */

static void a_fraction_stands_on_the_axis_in_whole_pixels(void) {
    for (int size = 9; size < 40; size++) {
        struct math_options options = display_style();
        options.size = (float)size;
        struct math_box box = set("\\frac{a}{b}", options);
        struct math_part bar = part_of(box, 0), top = part_of(box, 6), bottom = part_of(box, 9);
        EXPECT_INT(bar.kind, MATH_RULE);
        EXPECT(bar.height >= 1 && bar.height == floorf(bar.height));
        EXPECT(bar.y == floorf(bar.y) && top.y == floorf(top.y) && bottom.y == floorf(bottom.y));
        EXPECT(fabsf(bar.y + bar.height / 2 + math_axis(font, options.size)) <= 0.75F);
        EXPECT(top.y + top.descent < bar.y && bottom.y - bottom.ascent > bar.y + bar.height);
    }
}

/* \binom has no bar that would keep them apart. */
static void what_stands_without_a_bar_does_not_touch(void) {
    struct math_box box = set("\\binom{\\frac{a}{b}}{n}", text_style());
    struct math_part above = part_of(box, 16), below = part_of(box, 20);
    float gap = below.y - below.ascent - (above.y + above.descent);
    EXPECT(gap >= em(HB_OT_MATH_CONSTANT_STACK_GAP_MIN) - 1);
}

static bool is_same_size(struct math_box one, struct math_box other) {
    return one.part_count == other.part_count && fabsf(one.width - other.width) < 0.01F &&
           fabsf(one.ascent - other.ascent) < 0.01F && fabsf(one.descent - other.descent) < 0.01F;
}

/* As far as the group goes that it stands in, in a line and in a row of pieces. */
static void a_style_that_is_asked_for_is_taken(void) {
    struct math_box tall = set("\\sum_i", display_style()), flat = set("\\sum_i", text_style());
    EXPECT(!is_same_size(tall, flat));
    EXPECT(is_same_size(set("\\displaystyle\\sum_i", text_style()), tall));
    EXPECT(is_same_size(set("\\textstyle\\sum_i", display_style()), flat));
    EXPECT(is_same_size(set("{\\textstyle}\\sum_i", display_style()),
                        set("{}\\sum_i", display_style())));
    EXPECT(is_same_size(set("{\\textstyle\\sum_i}", display_style()), flat));
    struct math_row pieces = row("\\textstyle\\sum_i", display_style());
    EXPECT_INT(pieces.count, 1);
    EXPECT(is_same_size(pieces.items[0].box, flat));
    EXPECT_CLOSE(set("\\scriptstyle x", text_style()).parts[0].size, 0.74F * SIZE, 1e-4);
    EXPECT_CLOSE(set("\\scriptscriptstyle x", text_style()).parts[0].size, 0.55F * SIZE, 1e-4);
}

static void a_phantom_takes_its_place_and_is_not_drawn(void) {
    struct math_box seen = set("a\\frac{b}{c}", text_style());
    struct math_box hidden = set("a\\phantom{\\frac{b}{c}}", text_style());
    EXPECT_INT(hidden.part_count, 1);
    EXPECT_CLOSE(hidden.width, seen.width, 1e-4);
    EXPECT_CLOSE(hidden.ascent, seen.ascent, 1e-4);
    EXPECT_CLOSE(hidden.descent, seen.descent, 1e-4);
}

static void limits_are_above_in_display_and_beside_in_text(void) {
    struct math_box display = set("\\sum_i^n x", display_style());
    struct math_box text = set("\\sum_i^n x", text_style());
    struct math_part sum = part_of(display, 0), below = part_of(display, 5);
    EXPECT(sum.ascent + sum.descent > 1.3F * SIZE);
    EXPECT(below.y - below.ascent > sum.y + sum.descent);
    EXPECT(below.x < sum.x + sum.width);
    struct math_part beside = part_of(text, 5);
    EXPECT(beside.x > part_of(text, 0).x + part_of(text, 0).width * 0.8F);
    EXPECT_CLOSE(part_of(set("\\sum\\nolimits_i", display_style()), 14).x,
                 part_of(set("\\sum\\nolimits_i", display_style()), 0).width, 1);
}

static void a_root_covers_what_is_under_it(void) {
    static const char *const roots[] = {"\\sqrt{x}", "\\sqrt{x^2}", "\\sqrt{\\frac{a}{b}}",
                                        "\\sqrt{\\slot{2}}"};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        struct math_box box = set(roots[i], display_style());
        struct math_part sign = {0}, rule = {0};
        for (size_t p = 0; p < box.part_count; p++) {
            if (box.parts[p].begin == 0) {
                *(box.parts[p].kind == MATH_RULE ? &rule : &sign) = box.parts[p];
            }
        }
        EXPECT_CLOSE(sign.y - sign.ascent, rule.y, 1e-4);
        for (size_t p = 0; p < box.part_count; p++) {
            EXPECT(box.parts[p].y - box.parts[p].ascent >= rule.y - 0.01F);
            EXPECT(box.parts[p].y + box.parts[p].descent <= sign.y + sign.descent + SIZE * 0.15F);
        }
    }
}

/* ---- fences and matrices ---- */

static void fences_cover_what_they_hold(void) {
    static const char *const held[] = {"\\left(%s\\right)", "\\left[%s\\right]",
                                       "\\left\\{%s\\right\\}", "\\left|%s\\right|"};
    static const char *const contents[] = {"x", "\\frac{a}{b}", "\\frac{\\frac{a}{b}}{c}",
                                           "\\slot{0}", "\\slot{2}"};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
        for (size_t c = 0; c < sizeof contents / sizeof *contents; c++) {
            struct text_builder text;
            text_begin(&text, arena);
            text_append_format(&text, held[i], contents[c]);
            struct math_box bare = set(contents[c], display_style());
            struct math_box box = set(text.bytes, display_style());
            float axis = math_axis(font, SIZE);
            float extent = fmaxf(bare.ascent - axis, bare.descent + axis);
            float half = (box.ascent + box.descent) / 2;
            EXPECT(half >= extent * 0.89F);
            EXPECT(half <= fmaxf(extent * 1.3F, 0.45F * SIZE));
        }
    }
}

static void a_matrix_has_its_columns_in_line(void) {
    struct math_box box = set("\\begin{bmatrix}1&22\\\\333&4\\end{bmatrix}", display_style());
    struct math_part one = part_of(box, 15), three = part_of(box, 21), two = part_of(box, 17),
                     four = part_of(box, 25);
    EXPECT_CLOSE(one.x + one.width / 2, three.x + three.width * 1.5F, 1e-3);
    EXPECT_CLOSE(two.x + two.width, four.x + four.width / 2, 1e-3);
    EXPECT_CLOSE(one.y, two.y, 0);
    EXPECT_CLOSE(three.y - one.y, 1.2F * SIZE, 1e-4);
    EXPECT(fabsf((box.ascent - box.descent) / 2 - math_axis(font, SIZE)) < 2);
    size_t rules = 0;
    for (size_t i = 0; i < box.part_count; i++) {
        rules += box.parts[i].kind == MATH_RULE;
    }
    EXPECT_INT(rules, 6);
}

/* Those that are not said, as in {}, or that are too few, are in the middle. */
static void columns_stand_as_an_array_says(void) {
    static const struct {
        const char *columns;
        float shift; /* of the narrow cell, of what is free */
    } cases[] = {{"l", 0}, {"r", 1}, {"c", 0.5F}, {"", 0.5F}, {"|r", 1}};
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const char *source =
            text_format(arena, "\\begin{array}{%s}1\\\\333\\end{array}", cases[i].columns);
        struct math_box box = set(source, text_style());
        size_t first = strlen("\\begin{array}{}") + strlen(cases[i].columns);
        struct math_part narrow = part_of(box, first), wide = part_of(box, first + 3);
        EXPECT_CLOSE(narrow.x - wide.x, cases[i].shift * 2 * wide.width, 1e-3);
    }
    struct math_box few = set("\\begin{array}{r}1&1\\\\1&333\\end{array}", text_style());
    EXPECT_CLOSE(part_of(few, 18).x - part_of(few, 23).x, part_of(few, 23).width, 1e-3);
}

static void lines_below_a_sum_are_small_and_near(void) {
    struct math_box box = set("\\sum_{\\substack{i\\\\j}}", display_style());
    struct math_part sum = part_of(box, 0), i = part_of(box, 16), j = part_of(box, 19);
    EXPECT(i.size < 0.8F * SIZE && j.size == i.size);
    EXPECT(i.y - i.ascent > sum.y + sum.descent);
    EXPECT_CLOSE(j.y - i.y, 0.9F * i.size, 0.02);
}

static void aligned_lines_meet_at_the_relation(void) {
    const char *source = "\\begin{aligned}a+b&=c\\\\d&=e\\end{aligned}";
    struct math_box box = set(source, display_style());
    EXPECT_CLOSE(part_of(box, 19).x, part_of(box, 25).x, 1e-4);
    /* = keeps its gap though it begins a cell */
    struct math_part b = part_of(box, 17), equals = part_of(box, 19);
    EXPECT_CLOSE(equals.x - b.x - b.width, SIZE * 5 / 18.0, 1);
}

/* ---- slots and rows ---- */

/* Bold goes on inside of what makes letters slanted, script or upright. */
static void bold_goes_on_inside(void) {
    static const struct {
        const char *inside, *alone;
    } cases[] = {
        {"\\mathbf{\\mathit{x}}", "\\boldsymbol{x}"},
        {"\\boldsymbol{\\mathrm{x}}", "\\mathbf{x}"},
        {"\\mathbf{\\mathcal{L}}", "\\boldsymbol{\\mathcal{L}}"},
        {"\U0001D416", "\\mathbf{W}"}, /* as it is typed */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct math_box inside = set(cases[i].inside, text_style());
        struct math_box alone = set(cases[i].alone, text_style());
        EXPECT_INT(inside.part_count, 1);
        EXPECT_INT(inside.parts[0].glyph, alone.parts[0].glyph);
    }
    EXPECT(set("\\mathbf{\\mathit{x}}", text_style()).parts[0].glyph !=
           set("\\mathit{x}", text_style()).parts[0].glyph);
    EXPECT(set("\\mathbf{\\mathcal{L}}", text_style()).parts[0].glyph !=
           set("\\mathcal{L}", text_style()).parts[0].glyph);
}

int main(int count, char **arguments) {
    font = fixture_math_font(count > 1 ? arguments[1] : ".");
    arena = arena_create();
    static const struct test tests[] = {
        {"spaces are those of TeX", spaces_are_those_of_tex},
        {"scripts have no wide spaces", scripts_have_no_wide_spaces},
        {"a sign without neighbours joins nothing", a_sign_without_neighbours_joins_nothing},
        {"scripts stand where the font says", scripts_stand_where_the_font_says},
        {"italic correction is for superscripts", italic_correction_is_for_superscripts},
        {"an accented letter has the scripts of a letter",
         an_accented_letter_has_the_scripts_of_a_letter},
        {"primes are scripts", primes_are_scripts},
        {"a fraction stands on the axis in whole pixels",
         a_fraction_stands_on_the_axis_in_whole_pixels},
        {"what stands without a bar does not touch", what_stands_without_a_bar_does_not_touch},
        {"a style that is asked for is taken", a_style_that_is_asked_for_is_taken},
        {"a phantom takes its place and is not drawn", a_phantom_takes_its_place_and_is_not_drawn},
        {"limits are above in display and beside in text",
         limits_are_above_in_display_and_beside_in_text},
        {"a root covers what is under it", a_root_covers_what_is_under_it},
        {"fences cover what they hold", fences_cover_what_they_hold},
        {"a matrix has its columns in line", a_matrix_has_its_columns_in_line},
        {"columns stand as an array says", columns_stand_as_an_array_says},
        {"lines below a sum are small and near", lines_below_a_sum_are_small_and_near},
        {"aligned lines meet at the relation", aligned_lines_meet_at_the_relation},
        {"bold goes on inside", bold_goes_on_inside},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(arena);
    math_font_close(font);
    return status;
}
