/* Rows of formulas in pieces: slots, brackets around them, where lines break, and what a part knows
 * of its text. */
#include "math_set_fixture.h"

#include "base/text.h"
#include "typeset/math_bracket.h"

static struct math_options growing(void) {
    struct math_options options = display_style();
    options.grows_fences = true;
    return options;
}

/* ---- slots and rows ---- */

static void a_slot_stands_on_the_axis(void) {
    struct math_box box = set("x\\slot{0}^T", display_style());
    struct math_part slot = part_of(box, 1), script = part_of(box, 10);
    EXPECT_INT(slot.kind, MATH_SLOT);
    EXPECT_INT(slot.slot, 0);
    EXPECT_CLOSE(slot.y, -math_axis(font, SIZE), 1e-4);
    EXPECT_CLOSE(slot.height, 300, 0);
    EXPECT_CLOSE(box.ascent, 150 + math_axis(font, SIZE) + 30, 40);
    EXPECT(script.y < -100 && script.x > slot.x + slot.width);
    EXPECT_INT(set("\\slot{7}", display_style()).part_count, 0);
}

static void brackets_grow_around_slots_and_stay_open(void) {
    struct math_row flat = row("(\\slot{0}+x)^T y", growing());
    EXPECT_INT(flat.count, 6);
    struct math_box open = flat.items[0].box, close = flat.items[4].box;
    EXPECT(open.ascent + open.descent >= 300 && open.ascent + open.descent < 350);
    EXPECT_INT(close.parts[close.part_count - 1].begin, 13);
    EXPECT(close.parts[close.part_count - 1].y < -100);
    EXPECT_INT(flat.items[4].begin, 11);
    EXPECT_INT(flat.items[4].end, 14);
    /* \left \right is flattened where fences grow, and one item where they do not. */
    EXPECT_INT(row("\\left(a+\\slot{0}\\middle|b\\right]", growing()).count, 7);
    EXPECT_INT(row("\\left(a+b\\right)", display_style()).count, 1);
    struct math_row bars = row("|\\slot{0}|", growing());
    EXPECT(bars.items[0].box.ascent + bars.items[0].box.descent >= 300);
    EXPECT_INT(bars.items[0].box.parts[0].kind, MATH_RULE);
    /* What holds nothing high stays as it is. */
    EXPECT(row("(x)\\slot{2}", growing()).items[0].box.ascent < SIZE);
    EXPECT(row("((\\slot{0}))", growing()).items[0].box.ascent > 150);
}

/* The pieces of a high bracket are whole pixels, each begins where the one below it ends, and their
 * stems stand above each other. */
static void expect_no_seam(struct math_box box) {
    for (size_t i = 0; i + 1 < box.part_count; i++) {
        const struct math_part *lower = &box.parts[i], *upper = &box.parts[i + 1];
        if (upper->kind != MATH_GLYPH || lower->begin != upper->begin) {
            continue;
        }
        float top = lower->y - lower->ascent, bottom = upper->y + upper->descent;
        EXPECT_NEAR((double)top, (double)bottom, 0.01);
        EXPECT_NEAR((double)top, (double)roundf(top), 0.01);
        EXPECT(fabsf(upper->size / lower->size - 1) < 0.1F);
    }
}

static void high_brackets_have_no_seam(void) {
    size_t joints = 0;
    for (float size = 14; size < 90; size += 0.37F) {
        for (float half = 1.6F; half < 6; half += 0.83F) {
            const struct math_slot high = {2 * size, half * size, half * size};
            struct math_options options = growing();
            options.size = size;
            options.slots = &high;
            options.slot_count = 1;
            struct math_box round = set("(\\slot{0})", options);
            struct math_box curly = set("\\left\\{\\slot{0}\\right.", options);
            expect_no_seam(round);
            expect_no_seam(curly);
            joints += round.part_count + curly.part_count - 3;
        }
    }
    EXPECT(joints > 2000);
}

static void a_row_is_the_line_in_pieces(void) {
    struct math_options options = growing();
    static const char *const sources[] = {"a = b + \\frac{1}{2}(c - d)^2",
                                          "f(x)\\,\\left(y\\right)"};
    for (size_t i = 0; i < 2; i++) {
        struct math_row items = row(sources[i], options);
        struct math_box line = set(sources[i], options);
        float x = 0;
        size_t parts = 0, end = 0;
        for (size_t n = 0; n < items.count; n++) {
            EXPECT(n > 0 || items.items[n].gap == 0);
            EXPECT(items.items[n].begin >= end);
            end = items.items[n].end;
            x += items.items[n].gap + items.items[n].box.width;
            parts += items.items[n].box.part_count;
        }
        EXPECT_CLOSE(x, line.width, 1e-4);
        EXPECT_INT(parts, line.part_count);
    }
}

/* The ranks of the items as digits. */
static const char *ranks(const char *source) {
    struct math_row items = row(source, growing());
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < items.count; i++) {
        text_append_format(&text, "%d", items.items[i].break_rank);
    }
    return text.bytes;
}

static void lines_break_at_relations_first(void) {
    EXPECT_STRING(ranks("a=b+c"), "01020");
    EXPECT_STRING(ranks("a=-b"), "0100");
    EXPECT_STRING(ranks("a\\odot b\\times c"), "03030");
    EXPECT_STRING(ranks("a\\,b"), "04");
    EXPECT_STRING(ranks("12.5"), "0000");
    EXPECT_STRING(ranks("f(x)"), "0000");
    EXPECT_STRING(ranks("(a+b)(c)"), "00600400");
    EXPECT_STRING(ranks("\\slot{0}\\slot{1}"), "04");
    EXPECT_STRING(ranks("\\log x"), "00");
    EXPECT_STRING(ranks("a,b"), "002");
    EXPECT_STRING(ranks("x\\left(a=(b\\odot c)\\right)"), "00050011000");
}

static void numbers_stay_with_what_they_multiply(void) {
    EXPECT_STRING(ranks("a=\\frac{1}{m}\\cdot b"), "01000");
    EXPECT_STRING(ranks("a=2\\cdot b"), "01000");
    EXPECT_STRING(ranks("a=\\frac{\\slot{0}}{2}\\cdot b"), "01030");
    EXPECT_STRING(ranks("a=2+b"), "01020");
}

/* Where a line begins with a factor, and no sign says so. */
static void factors_lack_a_sign(void) {
    EXPECT(row("\\slot{0}\\slot{1}", growing()).items[1].lacks_sign);
    EXPECT(row("(a+b)(c)", growing()).items[5].lacks_sign);
    EXPECT(!row("a\\odot b", growing()).items[1].lacks_sign);
    EXPECT(!row("a=b", growing()).items[1].lacks_sign);
    EXPECT(!row("(a=b)", growing()).items[2].lacks_sign);
}

static void parts_know_their_bytes(void) {
    struct math_box box = set("\\mathbf{W}^{[l]}\\frac{\\partial L}{\\partial z}", display_style());
    static const size_t begins[] = {0, 12, 13, 14};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        EXPECT_INT(part_of(box, begins[i]).begin, begins[i]);
    }
    EXPECT_INT(part_of(box, 0).end, 10);
    for (size_t i = 0; i < box.part_count; i++) {
        EXPECT(box.parts[i].begin < box.parts[i].end && box.parts[i].end <= 48);
    }
}

static float half_an_em(const void *context, float size, const char *text) {
    *(const char **)(void *)(size_t)context = text;
    return size * 0.5F * (float)strlen(text);
}

static void words_are_measured_by_the_caller(void) {
    struct math_options options = text_style();
    const char *asked = NULL;
    options.text_width = half_an_em;
    options.context = &asked;
    struct math_box box = set("x \\text{if y}", options);
    struct math_part words = part_of(box, 2);
    EXPECT_INT(words.kind, MATH_TEXT);
    EXPECT_STRING(words.text, "if y");
    EXPECT_STRING(asked, "if y");
    EXPECT_CLOSE(words.width, words.size * 2, 1e-4);
    EXPECT_INT(set("\\text{if y}", text_style()).parts[0].kind, MATH_GLYPH);
}

static void brackets_have_the_strokes_of_all_brackets(void) {
    struct math_bracket strokes = math_bracket_at(SIZE);
    struct math_box box = set("\\left[ \\slot{0} \\right]", growing());
    EXPECT_INT(box.parts[0].kind, MATH_RULE);
    EXPECT_CLOSE(box.parts[0].width, strokes.stem, 0);
    EXPECT_CLOSE(box.parts[1].width, strokes.arm, 0);
    EXPECT_CLOSE(box.parts[1].height, strokes.thickness, 0);
    struct math_bracket tiny = math_bracket_at(1);
    EXPECT_CLOSE(tiny.stem, 1, 0);
    EXPECT_CLOSE(tiny.arm, 2, 0);
    EXPECT_CLOSE(tiny.thickness, 1, 0);
}

/* A sign that the font has no pieces for is as large as the font has it. */
static void a_fence_without_pieces_is_drawn(void) {
    struct math_box box = set("\\left/ \\slot{2} \\right/", growing());
    EXPECT_INT(part_of(box, 0).kind, MATH_GLYPH);
    EXPECT(part_of(box, 0).ascent + part_of(box, 0).descent > SIZE);
    EXPECT_INT(part_of(box, 16).kind, MATH_GLYPH);
}

static void a_named_operator_knows_its_bytes(void) {
    struct math_row named = row("\\operatorname{sign} x", text_style());
    EXPECT_INT(named.count > 1, true);
    EXPECT_INT(named.items[0].begin, 0);
    EXPECT_INT(named.items[0].end, 19);
}

int main(int count, char **arguments) {
    font = fixture_math_font(count > 1 ? arguments[1] : ".");
    arena = arena_create();
    static const struct test tests[] = {
        {"a slot stands on the axis", a_slot_stands_on_the_axis},
        {"brackets grow around slots and stay open", brackets_grow_around_slots_and_stay_open},
        {"high brackets have no seam", high_brackets_have_no_seam},
        {"a row is the line in pieces", a_row_is_the_line_in_pieces},
        {"lines break at relations first", lines_break_at_relations_first},
        {"numbers stay with what they multiply", numbers_stay_with_what_they_multiply},
        {"factors lack a sign", factors_lack_a_sign},
        {"parts know their bytes", parts_know_their_bytes},
        {"words are measured by the caller", words_are_measured_by_the_caller},
        {"brackets have the strokes of all brackets", brackets_have_the_strokes_of_all_brackets},
        {"a fence without pieces is drawn", a_fence_without_pieces_is_drawn},
        {"a named operator knows its bytes", a_named_operator_knows_its_bytes},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(arena);
    math_font_close(font);
    return status;
}
