#include "app/painter.h"
#include "app/png_file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "font_set_fixture.h"
#include "test.h"
#include "typeset/font_coverage.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 480, HEIGHT = 320 };

static struct font_set *fonts;
static const char *root;
static uint32_t pixels[2][WIDTH * HEIGHT];

static struct raster raster_of(int which) {
    return raster_on(pixels[which], WIDTH, HEIGHT, WIDTH);
}

/* Every character that lessons and notations lean on. */
static void all_characters_are_there(void) {
    static const char needed[] =
        "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀˡ₀₁₂₃₄₅₆₇₈₉₊₋ₗₐₑᵢⱼₖₘₙ∂∇⊙∘⊗·×÷−±=≈≠≤≥√∑∏∞∈′″⊤ℒℓℝ𝕀𝟙½^"
        "ΣΔΘΛΩσδηαβγελμθφŷŶ‖|"
        "→←↑↓↔⇒›‹✓✗…—–“”‘’⋮⋯•●○■□▶◀𝑥𝑊𝐖𝐱𝜎𝛿𝜕中国反向传播梯度隐藏层，。；：！？（）《》「」、";
    size_t length = strlen(needed);
    struct font_coverage *coverage = font_coverage_open(fixture_fonts(root));
    size_t size = 1;
    for (size_t i = 0; size > 0 && i < length; i += size) {
        uint32_t code_point = 0;
        size = utf8_decode(needed + i, length - i, &code_point);
        EXPECT(size > 0 && font_coverage_has(coverage, code_point));
    }
    EXPECT(!font_coverage_has(coverage, 0x1F600));
    font_coverage_close(coverage);
}

static void widths_add_up(void) {
    float one = font_width(fonts, FACE_REGULAR, 20, "0");
    EXPECT(one > 5 && one < 20);
    EXPECT_NEAR((double)font_width(fonts, FACE_REGULAR, 20, "1174"), 4 * (double)one, 1e-6);
    EXPECT_NEAR((double)font_width(fonts, FACE_REGULAR, 40, "8"), 2 * (double)one, 1e-6);
    EXPECT_NEAR((double)font_width(fonts, FACE_REGULAR, 20, ""), 0, 0);
    EXPECT_NEAR((double)font_width(fonts, FACE_REGULAR, 20, "反向"), 40, 1e-6);
    /* signs are as wide as each other, so that signed numbers line up */
    EXPECT_NEAR((double)font_width(fonts, FACE_REGULAR, 20, "−"),
                (double)font_width(fonts, FACE_REGULAR, 20, "+"), 1e-6);
    struct text_metrics metrics = font_metrics(fonts);
    EXPECT_NEAR((double)metrics.width(metrics.context, FACE_BOLD, 20, "δ = 1"),
                (double)font_width(fonts, FACE_BOLD, 20, "δ = 1"), 0);
}

/* More characters than are kept at once: those that come again are as wide as before. */
static void many_characters(void) {
    enum { FIRST = 0x4E00, COUNT = 7000 };
    float before = font_width(fonts, FACE_REGULAR, 20, "0.1174 δ反");
    for (uint32_t i = 0; i < COUNT; i++) {
        uint32_t code = FIRST + i;
        const char text[] = {(char)(0xE0 | code >> 12), (char)(0x80 | (code >> 6 & 0x3F)),
                             (char)(0x80 | (code & 0x3F)), '\0'};
        EXPECT(font_width(fonts, FACE_REGULAR, 20, text) > 0);
    }
    EXPECT_NEAR((double)font_width(fonts, FACE_REGULAR, 20, "0.1174 δ反"), (double)before, 0);
}

static void quotes_fit_their_neighbours(void) {
    float latin =
        font_width(fonts, FACE_REGULAR, 20, "“a”") - font_width(fonts, FACE_REGULAR, 20, "a");
    float chinese = font_width(fonts, FACE_REGULAR, 20, "“反”") - 20;
    EXPECT(latin < 22);
    EXPECT_NEAR((double)chinese, 40, 1e-6);
    EXPECT_NEAR((double)font_width(fonts, FACE_REGULAR, 20, "反……"), 60, 1e-6);
    EXPECT_NEAR((double)font_width(fonts, FACE_MATH, 20, "y\u0302"),
                (double)font_width(fonts, FACE_MATH, 20, "y"), 1e-6);
}

static struct scene_item text_item(float x, float y, float size, const char *text) {
    return (struct scene_item){
        .kind = SCENE_TEXT,
        .bounds = {x, y, font_width(fonts, FACE_REGULAR, size, text), size * 1.4F},
        .color = 0xFFE8ECF2,
        .text = text,
        .size = size,
        .quantity = QUANTITY_NONE};
}

static struct scene make_scene(struct arena *arena, int step) {
    static const struct scene_point curve[] = {{20, 300}, {60, 250.5F}, {100, 290}, {140, 240}};
    static const double values[] = {1, -1, 0.25, 0, 0.5, -0.3};
    struct scene scene;
    scene_begin(&scene, arena, WIDTH, HEIGHT, 0xFF10141A);
    for (int i = 0; i < 12; i++) {
        float x = 20.3F + (float)i * 36;
        scene_add(&scene, (struct scene_item){.kind = SCENE_LINE,
                                              .bounds = {x, 30, 200 - x, 120},
                                              .stroke = 0.7F + (float)i / 3,
                                              .dash = i % 3 == 0 ? 6 : 0,
                                              .color = i == step ? 0xFFFFA257 : 0x905AA5F2});
        scene_add(&scene, (struct scene_item){.kind = SCENE_DISC,
                                              .bounds = {x, 20, 30, 30},
                                              .color = 0xFF2F6F9C,
                                              .stroke = i == step ? 3 : 1,
                                              .stroke_color = 0xFF6BC3F5});
        scene_add(&scene, text_item(x + 2, 25, 9 + (float)(i % 3), "0.622"));
    }
    scene_add(&scene, (struct scene_item){.kind = SCENE_BOX,
                                          .bounds = {200, 180, 150.5F, 90},
                                          .radius = 8,
                                          .color = 0xC0171D26,
                                          .stroke = 1.5F,
                                          .stroke_color = 0xFFA9B4FF});
    scene_add(&scene, text_item(210, 200, 24, step % 2 == 0 ? "反向传播 ∂ℒ/∂W" : "δ = σ′(z)"));
    scene_add(&scene, (struct scene_item){.kind = SCENE_CURVE,
                                          .dash = step % 2 == 0 ? 0 : 5,
                                          .points = curve,
                                          .point_count = 4,
                                          .stroke = 2,
                                          .color = 0xA0F2D14B});
    scene_add(&scene, (struct scene_item){.kind = SCENE_HEAT,
                                          .bounds = {380, 200, 61, 40},
                                          .values = values,
                                          .rows = 2,
                                          .columns = 3,
                                          .most = 1,
                                          .negative_color = 0xFFFF8A4C,
                                          .middle_color = 0xFF171D26,
                                          .positive_color = 0xFF5AA5F2});
    return scene;
}

static void something_is_painted(void) {
    struct arena *arena = arena_create();
    struct scene scene = make_scene(arena, 3);
    struct raster raster = raster_of(0);
    painter_paint_all(fonts, &raster, &scene);
    EXPECT_INT(pixels[0][0], 0xFF10141A);
    size_t painted = 0;
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        painted += pixels[0][i] != 0xFF10141A;
    }
    EXPECT(painted > 20000 && painted < WIDTH * HEIGHT / 2);
    arena_destroy(arena);
}

static void parts_make_the_whole(void) {
    struct arena *arena = arena_create();
    struct scene scene = make_scene(arena, 3);
    struct raster whole = raster_of(0);
    struct raster parts = raster_of(1);
    painter_paint_all(fonts, &whole, &scene);
    memset(pixels[1], 0, sizeof pixels[1]);
    for (int y = 0; y < HEIGHT; y += 23) {
        for (int x = 0; x < WIDTH; x += 31) {
            painter_paint(fonts, &parts, &scene, (struct raster_area){x, y, x + 31, y + 23});
        }
    }
    EXPECT(memcmp(pixels[0], pixels[1], sizeof pixels[0]) == 0);
    arena_destroy(arena);
}

static void a_repaint_is_the_whole(void) {
    struct raster whole = raster_of(0);
    struct raster kept = raster_of(1);
    struct arena *arena = arena_create();
    struct scene before = make_scene(arena, 0);
    painter_paint_all(fonts, &kept, &before);
    for (int step = 1; step < 12; step++) {
        struct scene after = make_scene(arena, step);
        struct raster_area areas[PAINTER_AREAS];
        size_t count = painter_repaint(fonts, &kept, &before, &after, areas);
        EXPECT(count > 0 && count <= PAINTER_AREAS);
        painter_paint_all(fonts, &whole, &after);
        EXPECT(memcmp(pixels[0], pixels[1], sizeof pixels[0]) == 0);
        before = after;
    }
    arena_destroy(arena);
}

static void a_full_cache_changes_no_pixel(void) {
    struct arena *arena = arena_create();
    struct scene scene = make_scene(arena, 2);
    struct raster raster = raster_of(0);
    painter_paint_all(fonts, &raster, &scene);
    struct raster other = raster_of(1);
    for (int i = 0; i < 400; i++) { /* more than the cache holds */
        font_draw(fonts, &other, &(struct glyph_pen){0, 200, 100 + (float)i, 0xFFFFFFFF},
                  FACE_REGULAR, "反向传播");
    }
    painter_paint_all(fonts, &other, &scene);
    EXPECT(memcmp(pixels[0], pixels[1], sizeof pixels[0]) == 0);
    arena_destroy(arena);
}

static void odd_text_is_harmless(void) {
    struct raster raster = raster_of(0);
    const char *const odd[] = {"",       "\xFF\xFE",     "\xE4\xB8", "a\nb\tc",
                               "\u0302", "\u200B\uFE0F", "😀"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        font_draw(fonts, &raster, &(struct glyph_pen){10, 50, 20, 0xFFFFFFFF}, FACE_REGULAR,
                  odd[i]);
        font_draw(fonts, &raster, &(struct glyph_pen){NAN, 50, 20, 0xFFFFFFFF}, FACE_MATH, odd[i]);
        font_draw(fonts, &raster, &(struct glyph_pen){-5, -1e9F, 1e9F, 0xFFFFFFFF}, FACE_BOLD,
                  odd[i]);
        font_draw(fonts, &raster, &(struct glyph_pen){470, 330, NAN, 0xFFFFFFFF}, FACE_BOLD,
                  odd[i]);
    }
    EXPECT_NEAR((double)font_width(fonts, FACE_REGULAR, 20, "\n"), 0, 0);
}

static void missing_fonts_are_named(void) {
    char message[160] = "";
    struct font_files files;
    EXPECT(!font_files_open("/nowhere", &files, message, sizeof message));
    EXPECT_STRING(message, "cannot open the font \"backstep-sans-regular.otf\" in \"/nowhere\"");
}

static void pictures_are_written_whole(void) {
    char folder[] = "/tmp/backstep-painter-XXXXXX";
    char path[64];
    char message[256] = "";
    EXPECT(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/a.png", folder);
    struct raster raster = raster_of(0);
    EXPECT(png_file_write(&raster, path, message, sizeof message));
    unsigned char head[24] = {0};
    FILE *file = fopen(path, "rb");
    EXPECT(file != NULL && fread(head, 1, sizeof head, file) == sizeof head);
    if (file != NULL) {
        fclose(file);
    }
    EXPECT(memcmp(head, "\x89PNG\r\n\x1A\n", 8) == 0);
    EXPECT_INT(head[18] << 8 | head[19], WIDTH);
    EXPECT_INT(head[22] << 8 | head[23], HEIGHT);
    EXPECT(unlink(path) == 0);
    EXPECT(rmdir(folder) == 0); /* nothing was left behind */
    EXPECT(!png_file_write(&raster, "/nowhere/a.png", message, sizeof message));
    EXPECT_STRING(message, "cannot write /nowhere/a.png: No such file or directory");
}

/* A pipe stays a pipe, and a link a link: a picture goes into what is there, not into its place. */
static void what_is_there_stays(void) {
    char folder[] = "/tmp/backstep-painter-XXXXXX";
    char pipe_path[64], link_path[64], file_path[64], message[256] = "";
    EXPECT(mkdtemp(folder) != NULL);
    snprintf(pipe_path, sizeof pipe_path, "%s/pipe", folder);
    snprintf(link_path, sizeof link_path, "%s/link.png", folder);
    snprintf(file_path, sizeof file_path, "%s/file.png", folder);
    struct raster raster = raster_on(pixels[0], 16, 16, WIDTH); /* fits into the pipe */
    struct stat status;
    EXPECT(mkfifo(pipe_path, 0600) == 0);
    int reader = open(pipe_path, O_RDWR | O_NONBLOCK);
    EXPECT(png_file_write(&raster, pipe_path, message, sizeof message));
    char head[8] = "";
    EXPECT(read(reader, head, sizeof head) == sizeof head);
    EXPECT(memcmp(head, "\x89PNG\r\n\x1A\n", 8) == 0);
    EXPECT(lstat(pipe_path, &status) == 0 && S_ISFIFO(status.st_mode));
    close(reader);
    int file = open(file_path, O_WRONLY | O_CREAT, 0600);
    EXPECT(file >= 0 && close(file) == 0);
    EXPECT(symlink("file.png", link_path) == 0);
    EXPECT(png_file_write(&raster, link_path, message, sizeof message));
    EXPECT(lstat(link_path, &status) == 0 && S_ISLNK(status.st_mode));
    EXPECT(stat(file_path, &status) == 0 && status.st_size > 0);
    EXPECT(unlink(pipe_path) == 0 && unlink(link_path) == 0 && unlink(file_path) == 0);
    EXPECT(rmdir(folder) == 0);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"all characters are there", all_characters_are_there},
        {"widths add up", widths_add_up},
        {"more characters than are kept", many_characters},
        {"quotation marks fit their neighbours", quotes_fit_their_neighbours},
        {"something is painted", something_is_painted},
        {"parts make the whole", parts_make_the_whole},
        {"a repaint is the whole", a_repaint_is_the_whole},
        {"a full cache changes no pixel", a_full_cache_changes_no_pixel},
        {"odd text is harmless", odd_text_is_harmless},
        {"missing fonts are named", missing_fonts_are_named},
        {"pictures are written whole", pictures_are_written_whole},
        {"what is there stays", what_is_there_stays},
    };
    root = argc > 1 ? argv[1] : ".";
    fonts = fixture_font_set(root);
    int status = test_run(tests, TEST_COUNT(tests));
    font_close(fonts);
    return status;
}
