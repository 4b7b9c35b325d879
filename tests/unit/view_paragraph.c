/* Where lines end, with a font of nothing but widths: no pixels. */
#include "view_fixture.h"

#include "typeset/prose/line_break.h"
#include "view/draw/paragraph/paragraph.h"

/* ---- lines as text ---- */

/* A box as wide as it says, in em; drawn as "#". */
struct made_box {
    float width, ascent, descent;
};

static struct paragraph_extent made_extent(const void *context, float size) {
    const struct made_box *box = context;
    return (struct paragraph_extent){box->width * size, box->ascent * size, box->descent * size};
}

static void made_draw(const void *context, const struct canvas *canvas, float size, float x,
                      float baseline) {
    const struct made_box *box = context;
    scene_add(canvas->scene, (struct scene_item){.kind = SCENE_MATH,
                                                 .bounds = {x, baseline, box->width * size, 0}});
}

struct page {
    struct arena *arena;
    struct scene scene;
    struct layout layout;
    struct canvas canvas;
    struct paragraph paragraph;
};

static struct page *page_begin(void) {
    struct arena *arena = arena_create();
    struct page *page = ARENA_NEW(arena, struct page);
    page->arena = arena;
    scene_begin(&page->scene, arena, 1000, 1000, 0);
    page->layout = layout_create(1000, 1000, 100);
    page->canvas = (struct canvas){.scene = &page->scene,
                                   .arena = arena,
                                   .metrics = &view_fake_metrics,
                                   .layout = &page->layout,
                                   .theme = theme_get(THEME_DARK)};
    paragraph_begin(&page->paragraph, &page->canvas);
    return page;
}

/* Text in which "#" stands for a box of one em. */
static void page_add(struct page *page, const char *text) {
    static const struct made_box made = {1, 0.7F, 0.2F};
    const struct paragraph_box box = {&made, made_extent, made_draw};
    while (*text != '\0') {
        size_t length = strcspn(text, "#");
        paragraph_add(&page->paragraph, FACE_REGULAR, 0xFFFFFFFF,
                      arena_copy_text(page->arena, text, length));
        text += length;
        if (*text == '#') {
            paragraph_add_box(&page->paragraph, &box);
            text++;
        }
    }
}

/* What was drawn, its lines between "|", what stands apart on a line by "_". */
static const char *page_lines(struct page *page, float size) {
    struct text_builder lines;
    text_begin(&lines, page->arena);
    float row = -1;
    float end = 0;
    for (size_t i = 0; i < page->scene.count; i++) {
        const struct scene_item *item = &page->scene.items[i];
        bool is_box = item->kind == SCENE_MATH;
        float middle = is_box ? item->bounds.y - TEXT_HALF_FIGURE * size
                              : item->bounds.y + item->bounds.height / 2;
        bool is_new = row < 0 || fabsf(middle - row) > size / 2;
        if (is_new) {
            text_append_string(&lines, i > 0 ? "|" : "");
        } else if (item->bounds.x > end + 0.1F * size) {
            text_append_string(&lines, "_");
        }
        text_append_string(&lines, is_box ? "#" : item->text);
        row = is_new ? middle : row;
        end = item->bounds.x + item->bounds.width;
    }
    return lines.bytes;
}

static const char *broken(const char *text, float em) {
    static char result[1024];
    const float size = 20;
    struct page *page = page_begin();
    page_add(page, text);
    paragraph_draw(&page->paragraph, size, (struct rect){0, 0, em * size + 0.01F, 900});
    snprintf(result, sizeof result, "%s", page_lines(page, size));
    arena_destroy(page->arena);
    return result;
}

/* ---- tests ---- */

static void test_latin(void) {
    EXPECT_STRING(broken("one two three", 4.5F), "one_two|three");
    EXPECT_STRING(broken("one  two", 30), "one_two");
    EXPECT_STRING(broken("well-known", 4), "well-|known");
    EXPECT_STRING(broken("it is 10-20", 4), "it_is|10-20");
    EXPECT_STRING(broken("don’t stop", 3), "don’t|stop");
    EXPECT_STRING(broken("a word—then", 4), "a_word—|then");
    EXPECT_STRING(broken("so (very) far", 4), "so|(very)|far");
    EXPECT_STRING(broken("takes 50 % off", 4.4F), "takes|50_%_off");
    EXPECT_STRING(broken("of layer\xC2\xA0"
                         "2",
                         4.6F),
                  "of|layer\xC2\xA0"
                  "2");
}

static void test_chinese(void) {
    EXPECT_STRING(broken("神经网络", 2), "神经|网络");
    /* a mark that closes takes the character before it along */
    EXPECT_STRING(broken("神经网络。", 4), "神经网|络。");
    EXPECT_STRING(broken("误差，权重；偏置：梯度", 2), "误|差，|权|重；|偏|置：|梯度");
    EXPECT_STRING(broken("是吗？好！（对）", 3), "是吗？|好！|（对）");
    EXPECT_STRING(broken("《书》【注】", 3), "《书》|【注】");
    /* a mark that opens goes along with what follows */
    EXPECT_STRING(broken("也叫（误差）", 3), "也叫|（误|差）");
    EXPECT_STRING(broken("叫做“误差”吧", 3), "叫做|“误|差”吧");
    EXPECT_STRING(broken("第一、第二", 2), "第|一、|第二");
}

/* The line before takes less, so that the last one is no lonely character; never another line. */
static void test_last_lines(void) {
    EXPECT_STRING(broken("一二三四五六七八九。", 9), "一二三四五六七|八九。");
    EXPECT_STRING(broken("一二三四五六七八九十。", 9), "一二三四五六七八|九十。");
    EXPECT_STRING(broken("一二三四五六七八九十甲。", 9), "一二三四五六七八九|十甲。");
    EXPECT_STRING(broken("一二三四五六七八九十甲乙丙丁戊己庚辛壬", 9),
                  "一二三四五六七八九|十甲乙丙丁戊己|庚辛壬");
    EXPECT_STRING(broken("that is all that is to be said of it.", 17),
                  "that_is_all_that_is_to_be_said|of_it.");
    /* of each text of the paragraph */
    struct page *page = page_begin();
    page_add(page, "一二三四五六七八九。");
    paragraph_end_line(&page->paragraph);
    page_add(page, "甲乙");
    EXPECT_INT(paragraph_measure(&page->paragraph, 10, 90).lines, 3);
    paragraph_draw(&page->paragraph, 10, (struct rect){0, 0, 90, 1000});
    EXPECT_STRING(page_lines(page, 10), "一二三四五六七|八九。|甲乙");
    arena_destroy(page->arena);
}

static void test_dashes(void) {
    EXPECT_STRING(broken("误差——也就是", 3), "误|差——|也就是");
    EXPECT_STRING(broken("等等……然后", 3), "等|等……|然后");
    EXPECT_STRING(broken("二三……", 2.2F), "二|三……");
}

static void test_mixed(void) {
    /* a word stays whole, and takes room on both sides that is never doubled */
    EXPECT_STRING(broken("用sigmoid函数", 30), "用_sigmoid_函数");
}

static void test_formulas(void) {
    EXPECT_STRING(broken("x # y", 30), "x_#_y");
    /* never parted from the mark behind it or before it, whatever that costs */
    EXPECT_STRING(broken("误差#，再", 3.1F), "误差|#，再");
    EXPECT_STRING(broken("see #, or (#).", 3), "see|#,_or|(#).");
    EXPECT_STRING(broken("the #-axis", 4), "the_#-|axis");
    EXPECT_STRING(broken("# is", 1.5F), "#|is");
}

static void test_pairs(void) {
    EXPECT(line_break_is_allowed(0x4E2D, LINE_BREAK_OBJECT, false));
    EXPECT(line_break_is_allowed(LINE_BREAK_OBJECT, 0x4E2D, false));
    EXPECT(!line_break_is_allowed(LINE_BREAK_OBJECT, 0xFF0C, false));
    EXPECT(!line_break_is_allowed(LINE_BREAK_OBJECT, 0xFF0C, true));
    EXPECT(!line_break_is_allowed(0xFF08, LINE_BREAK_OBJECT, false));
    EXPECT(!line_break_is_allowed(LINE_BREAK_OBJECT, 'n', false));
    EXPECT(!line_break_is_allowed(0, 'n', true));
    EXPECT_NEAR((double)line_break_gap(0x4E2D, 'n', false), 0.25, 1e-6);
    EXPECT_NEAR((double)line_break_gap(0x4E2D, 'n', true), 0.25, 1e-6);
    EXPECT_NEAR((double)line_break_gap(LINE_BREAK_OBJECT, 0x4E2D, false), 0.25, 1e-6);
    EXPECT_NEAR((double)line_break_gap(0xFF0C, LINE_BREAK_OBJECT, false), 0.06, 1e-6);
    EXPECT_NEAR((double)line_break_gap(0xFF0C, LINE_BREAK_OBJECT, true), 0.06, 1e-6);
    EXPECT_NEAR((double)line_break_gap('n', LINE_BREAK_OBJECT, false), 0, 1e-6);
    EXPECT_NEAR((double)line_break_gap('n', LINE_BREAK_OBJECT, true), 0.26, 1e-6);
}

static void test_heights(void) {
    const float size = 20;
    static const struct made_box high = {1, 1.5F, 0.9F};
    const struct paragraph_box box = {&high, made_extent, made_draw};
    struct page *page = page_begin();
    page_add(page, "one");
    struct paragraph_size plain = paragraph_measure(&page->paragraph, size, 900);
    EXPECT_NEAR((double)plain.height, (double)(PARAGRAPH_LINE * size), 1e-4);
    paragraph_end_line(&page->paragraph);
    paragraph_add_box(&page->paragraph, &box);
    struct paragraph_size both = paragraph_measure(&page->paragraph, size, 900);
    EXPECT_INT(both.lines, 2);
    EXPECT_NEAR((double)(both.height - plain.height), (1.5 + 0.9 + 2 * 0.08) * (double)size, 1e-3);
    /* and it is set smaller where that is too high */
    struct rect low = {0, 0, 900, both.height * 0.8F};
    EXPECT(paragraph_fit(&page->paragraph, size, 5, 3, low) < size * 0.81F);
    EXPECT_NEAR((double)paragraph_draw(&page->paragraph, size, (struct rect){0, 0, 900, 900}),
                (double)both.height, 1e-3);
    arena_destroy(page->arena);
}

/* The second page begins with the line that the first one left out. */
static void test_from(void) {
    const float size = 20;
    struct page *page = page_begin();
    page_add(page, "one two three four");
    struct rect rect = {0, 0, 3 * size, 2 * PARAGRAPH_LINE * size};
    paragraph_draw_from(&page->paragraph, size, rect, 2);
    EXPECT_STRING(page_lines(page, size), "three|four");
    arena_destroy(page->arena);
}

/* All of it runs from right to left. */
static bool made_levels(const uint32_t *characters, size_t count, signed char *ret) {
    (void)characters;
    memset(ret, 1, count);
    return true;
}

/* What is read first stands last on its line, words and formulas, on the second line too. */
static void test_right_to_left(void) {
    const float size = 20;
    struct text_metrics turned = view_fake_metrics;
    turned.levels = made_levels;
    struct page *page = page_begin();
    page->canvas.metrics = &turned;
    page_add(page, "אב # גד");
    paragraph_end_line(&page->paragraph);
    page_add(page, "הו זח טי כל");
    paragraph_draw(&page->paragraph, size, (struct rect){0, 0, 4 * size, 900});
#define RIGHT_TO_LEFT "\xE2\x80\x8F" /* the mark before each part */
    EXPECT_STRING(page_lines(page, size),
                  RIGHT_TO_LEFT "גד_#_" RIGHT_TO_LEFT "אב|" RIGHT_TO_LEFT "טי_" RIGHT_TO_LEFT
                                "זח_" RIGHT_TO_LEFT "הו|" RIGHT_TO_LEFT "כל");
    arena_destroy(page->arena);
}

int main(void) {
    static const struct test tests[] = {
        {"Latin lines end at spaces and behind hyphens", test_latin},
        {"Chinese lines neither begin nor end with the wrong mark", test_chinese},
        {"the last line of a text is not a single character", test_last_lines},
        {"dashes and ellipses of two signs stay whole", test_dashes},
        {"Chinese and Latin keep a quarter of an em apart", test_mixed},
        {"formulas stay whole and with their punctuation", test_formulas},
        {"pairs of neighbours", test_pairs},
        {"a line is as high as what is in it", test_heights},
        {"a page that begins further down", test_from},
        {"lines from right to left, with formulas", test_right_to_left},
    };
    return test_run(tests, TEST_COUNT(tests));
}
