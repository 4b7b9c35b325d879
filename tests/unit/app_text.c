/* Words of any script: no letter is a box, pairs of letters are kerned, what is measured is what is
 * drawn, and Hebrew and Arabic run from right to left. */
#include "app/font.h"
#include "app/words/text_runs.h"
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "font_set_fixture.h"
#include "test.h"
#include "typeset/font_coverage.h"
#include "view/draw/paragraph/paragraph.h"

#include <hb.h>

#include <ftw.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 900, HEIGHT = 80 };

static struct font_set *fonts;
static const char *root;
static uint32_t pixels[2][WIDTH * HEIGHT];

static const struct script {
    const char *name, *text;
} scripts[] = {
    {"Polish", "Zażółć gęślą jaźń ĄĆĘŁŃÓŚŹŻ"},
    {"Czech", "Příliš žluťoučký kůň ČĎĚŇŘŠŤŮŽ"},
    {"Turkish", "Pijamalı hasta yağız şoföre çabucak İĞŞ"},
    {"Romanian", "Știință și învățare țară ȘȚĂ ŞŢ"},
    {"Hungarian", "Árvíztűrő tükörfúrógép ŐŰ"},
    {"Vietnamese", "Học sâu: Tiếng Việt, đường, nghỉ ngơi, ỸẪỮ"},
    {"Russian", "Съешь ещё этих мягких французских булок"},
    {"Ukrainian", "Ґанок, їжак, єдність"},
    {"Greek", "Νευρωνικά δίκτυα, ΐ ΰ Ά ᾗ"},
    {"Welsh", "ŵy ŷd, z̄ x̂"},
    {"Traditional", "臺灣學習網路層權重導數學"},
    {"kana", "ニューラルネットワークのひらがな"},
    {"Simplified", "学会异或“引号”……，《书》"},
    {"English", "AVATAR To Type: fi ffl (2×3) ≈ 0.5 − x²"},
};

static bool is_covered(const struct font_coverage *coverage, const char *text) {
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        at += utf8_decode(text + at, length - at, &code_point);
        if (!font_coverage_has(coverage, code_point)) {
            printf("# no glyph for U+%04X\n", (unsigned)code_point);
            return false;
        }
    }
    return true;
}

static void no_letter_is_a_box(void) {
    struct font_coverage *coverage = font_coverage_open(fixture_fonts(root));
    for (size_t i = 0; i < TEST_COUNT(scripts); i++) {
        EXPECT(is_covered(coverage, scripts[i].text));
    }
    EXPECT(!font_coverage_has(coverage, 0x5D0)); /* Hebrew is the machine's */
    font_coverage_close(coverage);
}

/* ---- what the program itself writes ---- */

static const struct font_coverage *shipped;
static long written;

/* Characters of a file; of sources, those outside of comments. */
static void check_file(const char *path, bool is_source) {
    struct arena *arena = arena_create();
    struct file_content content;
    const char *message = NULL;
    EXPECT(file_read(arena, path, 4000000, &content, &message));
    bool is_comment = false;
    for (size_t at = 0; at < content.length;) {
        uint32_t code_point = 0;
        const char *text = content.bytes + at;
        at += utf8_decode(text, content.length - at, &code_point);
        is_comment =
            is_comment ? strncmp(text, "*/", 2) != 0 : is_source && strncmp(text, "/*", 2) == 0;
        if (code_point < 0x7F || is_comment) {
            continue;
        }
        written++;
        if (!font_coverage_has(shipped, code_point)) {
            printf("# %s: no glyph for U+%04X\n", path, (unsigned)code_point);
            test_failures++;
        }
    }
    arena_destroy(arena);
}

static int visit(const char *path, const struct stat *status, int type, struct FTW *where) {
    (void)status;
    (void)where;
    size_t length = strlen(path);
    const char *end = path + (length > 5 ? length - 5 : 0);
    bool is_source = strcmp(end + 3, ".c") == 0 || strcmp(end + 3, ".h") == 0;
    if (type == FTW_F && (is_source || strcmp(end, ".json") == 0)) {
        check_file(path, is_source);
    }
    return 0;
}

/* Strings of the program, notations, mistakes, courses and lessons. */
static void no_sign_of_ours_is_a_box(void) {
    static const char *const folders[] = {"src", "assets", "lessons"};
    struct font_coverage *coverage = font_coverage_open(fixture_fonts(root));
    shipped = coverage;
    for (size_t i = 0; i < TEST_COUNT(folders); i++) {
        char path[4200];
        snprintf(path, sizeof path, "%s/%s", root, folders[i]);
        EXPECT(nftw(path, visit, 16, FTW_PHYS) == 0);
    }
    printf("# %ld characters\n", written);
    EXPECT(written > 20000);
    font_coverage_close(coverage);
}

static bool is_meant_to_be_blank(uint32_t code_point) {
    hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), code_point);
    bool is_blank = code_point >= 0xE100 && code_point <= 0xE1FF; /* make-fonts.sh */
    return is_blank || category == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR ||
           font_coverage_is_invisible(code_point);
}

/* What a font says it has is to be seen: a glyph without ink is worse than a box. */
static void no_letter_is_blank(void) {
    enum { LAST = 0x1FFFF };
    char message[200] = "";
    struct glyph_masks *masks = glyph_masks_open(fixture_fonts(root), message, sizeof message);
    EXPECT_STRING(message, "");
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        long seen = 0;
        for (uint32_t code_point = 0x21; code_point <= LAST; code_point++) {
            uint32_t glyph = glyph_masks_find(masks, file, code_point);
            if (glyph == 0 || is_meant_to_be_blank(code_point)) {
                continue;
            }
            bool has_ink = glyph_masks_ink(masks, file, glyph).is_there;
            if (!has_ink) {
                printf("# %s: U+%04X is blank\n", font_file_names[file], (unsigned)code_point);
            }
            EXPECT(has_ink);
            seen++;
        }
        EXPECT(seen > 100);
    }
    glyph_masks_close(masks);
}

static void the_fonts_stay_small(void) {
    long bytes = 0;
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        char path[4200];
        struct stat status = {0};
        snprintf(path, sizeof path, "%s/assets/fonts/%s", root, font_file_names[file]);
        EXPECT(stat(path, &status) == 0);
        bytes += (long)status.st_size;
    }
    EXPECT(bytes > 0 && bytes < 6000000);
}

static double width(enum text_face face, const char *text) {
    return (double)font_width(fonts, face, 100, text);
}

static void pairs_are_kerned(void) {
    EXPECT(width(FACE_PROSE, "AV") < width(FACE_PROSE, "A") + width(FACE_PROSE, "V") - 1);
    EXPECT(width(FACE_PROSE_BOLD, "To") < width(FACE_PROSE_BOLD, "T") + width(FACE_PROSE, "o") - 3);
    EXPECT(width(FACE_PROSE, "ŁTó") < width(FACE_PROSE, "ŁT") + width(FACE_PROSE, "ó") - 1);
    EXPECT_NEAR(width(FACE_REGULAR, "AV"), width(FACE_REGULAR, "A") + width(FACE_REGULAR, "V"),
                1e-3);
    EXPECT_NEAR(width(FACE_PROSE, "x\u0302"), width(FACE_PROSE, "x"), 8); /* a mark has no width */
    /* figures stand in columns in prose as well, and kana on their grid */
    EXPECT_NEAR(width(FACE_PROSE, "0.1174"), width(FACE_PROSE, "0.8888"), 0.2);
    EXPECT_NEAR(width(FACE_PROSE, "ニューラル"), 500, 0.2);
}

static void draw(int which, float x, enum text_face face, float size, const char *text) {
    struct raster raster = raster_on(pixels[which], WIDTH, HEIGHT, WIDTH);
    font_draw(fonts, &raster, &(struct glyph_pen){x, 55, size, 0xFFFFFFFF}, face, text);
}

static void clear(void) {
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        pixels[0][i] = pixels[1][i] = 0xFF000000;
    }
}

/* Where the middle of the ink is that lies right of a column; pixels are shades of grey. */
static double ink_middle(int which, double from) {
    double sum = 0;
    double moment = 0;
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = (int)from; x < WIDTH; x++) {
            double ink = pixels[which][y * WIDTH + x] & 0xFF;
            sum += ink;
            moment += ink * (x + 0.5);
        }
    }
    return sum > 0 ? moment / sum : -1;
}

/* A bar behind a text stands where the text's width says. */
static void what_is_measured_is_drawn(void) {
    static const float sizes[] = {11.3F, 14, 18.67F, 23.5F};
    double worst = 0;
    for (size_t i = 0; i < TEST_COUNT(scripts); i++) {
        for (enum text_face face = 0; face < FACE_COUNT; face++) {
            for (size_t s = 0; s < TEST_COUNT(sizes); s++) {
                const char *text = scripts[i].text;
                struct arena *arena = arena_create();
                const char *with_bar = text_format(arena, "%s |", text);
                float before = font_width(fonts, face, sizes[s], with_bar) -
                               font_width(fonts, face, sizes[s], "|");
                clear();
                draw(0, 7.3F, face, sizes[s], with_bar);
                draw(1, 7.3F + before, face, sizes[s], "|");
                double from = 7.3 + (double)before;
                worst = fmax(worst, fabs(ink_middle(0, from) - ink_middle(1, from)));
                arena_destroy(arena);
            }
        }
    }
    printf("# a bar stands at most %.3f pixels beside its place\n", worst);
    EXPECT(worst < 0.5);
}

/* Text moves by quarters of a pixel, not by whole ones. */
static void places_are_fractions(void) {
    for (enum text_face face = FACE_REGULAR; face < FACE_COUNT; face++) {
        double last = 0;
        for (int quarter = 0; quarter < 8; quarter++) {
            clear();
            draw(0, 20 + (float)quarter / 4, face, 16, "H");
            double middle = ink_middle(0, 0);
            EXPECT(quarter == 0 || fabs(middle - last - 0.25) < 0.12);
            last = middle;
        }
    }
}

static void a_full_cache_changes_no_pixel(void) {
    clear();
    draw(0, 7.3F, FACE_PROSE, 18.67F, scripts[0].text);
    for (int i = 0; i < 9000; i++) {
        char text[24];
        snprintf(text, sizeof text, "word %d", i);
        font_width(fonts, FACE_PROSE, 14, text);
    }
    draw(1, 7.3F, FACE_PROSE, 18.67F, scripts[0].text);
    EXPECT(memcmp(pixels[0], pixels[1], sizeof pixels[0]) == 0);
}

static void odd_text_is_harmless(void) {
    static const char *const odd[] = {"",  "\xFF\xFE", "\u0302", "\u200B\uFE0F", "😀", "\u202Eabc",
                                      " ", "a\nb",     "𝑥𝑊"};
    for (size_t i = 0; i < TEST_COUNT(odd); i++) {
        for (enum text_face face = 0; face < FACE_COUNT; face++) {
            draw(0, 10, face, 20, odd[i]);
            draw(0, NAN, face, 20, odd[i]);
            draw(0, 10, face, 1e9F, odd[i]);
            EXPECT(font_width(fonts, face, 20, odd[i]) >= 0);
        }
    }
    char *text = malloc(70000);
    memset(text, 'W', 69999);
    text[69999] = '\0';
    double one = width(FACE_PROSE, "W");
    EXPECT(fabs(width(FACE_PROSE, text) / (69999 * one) - 1) < 0.01);
    free(text);
}

/* Copies the shipped fonts into a folder, one of them with another byte at its middle. */
static void copy_fonts(struct arena *arena, const char *folder, enum font_file damaged) {
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        struct file_content content;
        const char *message = NULL;
        EXPECT(file_read(arena,
                         text_format(arena, "%s/assets/fonts/%s", root, font_file_names[file]),
                         4000000, &content, &message));
        char *bytes = arena_alloc(arena, content.length, 1);
        memcpy(bytes, content.bytes, content.length);
        bytes[content.length / 2] ^= file == damaged ? 4 : 0;
        FILE *copy = fopen(text_format(arena, "%s/%s", folder, font_file_names[file]), "wb");
        EXPECT(copy != NULL && fwrite(bytes, 1, content.length, copy) == content.length);
        EXPECT(copy != NULL && fclose(copy) == 0);
    }
}

static void a_damaged_font_is_named(void) {
    for (int damaged = 0; damaged <= FONT_FILE_COUNT; damaged++) {
        struct arena *arena = arena_create();
        char folder[] = "/tmp/backstep-fonts-XXXXXX";
        char message[160] = "";
        EXPECT(mkdtemp(folder) != NULL);
        copy_fonts(arena, folder, (enum font_file)damaged);
        struct font_files files;
        bool is_open = font_files_open(folder, &files, message, sizeof message);
        EXPECT(is_open == (damaged == FONT_FILE_COUNT));
        if (damaged < FONT_FILE_COUNT) {
            EXPECT_STRING(message, text_format(arena, "the font \"%s\" in \"%s\" is damaged",
                                               font_file_names[damaged], folder));
        }
        font_files_close(&files);
        for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
            EXPECT(unlink(text_format(arena, "%s/%s", folder, font_file_names[file])) == 0);
        }
        EXPECT(rmdir(folder) == 0);
        arena_destroy(arena);
    }
}

/* ---- directions ---- */

/* Every character has a font of its kind. */
static void choose_by_kind(void *context, const uint32_t *characters, size_t count,
                           int *ret_fonts) {
    (void)context;
    for (size_t i = 0; i < count; i++) {
        ret_fonts[i] = characters[i] >= 0x590 && characters[i] < 0x700;
    }
}

/* What is seen from left to right: runs in brackets, those from right to left with a "<". */
static const char *seen(struct arena *arena, const char *text) {
    struct text_runs runs = text_runs_split(arena, text, choose_by_kind, NULL);
    struct text_builder out;
    text_begin(&out, arena);
    for (size_t i = 0; i < runs.count; i++) {
        text_append_format(&out, "[%s%s]", runs.items[i].is_right_to_left ? "<" : "",
                           runs.items[i].text);
    }
    return out.bytes;
}

static void directions_are_mixed(void) {
    struct arena *arena = arena_create();
    EXPECT_STRING(seen(arena, "abc"), "[abc]");
    EXPECT_STRING(seen(arena, ""), "");
    EXPECT_STRING(seen(arena, "שלום"), "[<שלום]");
    EXPECT_STRING(seen(arena, "net שלום end"), "[net ][<שלום][ ][end]");
    EXPECT_STRING(seen(arena, "رقم 12 هنا"), "[<هنا][< ][12][< ][<رقم]");
    EXPECT_STRING(seen(arena, "שלום abc"), "[abc][< ][<שלום]");
    EXPECT_STRING(seen(arena, "学 אב x"), "[学 ][<אב][ ][x]");
    /* a control that turns everything around is not there */
    EXPECT_STRING(seen(arena, "ab\u202Ecd"), "[abcd]");
    EXPECT_STRING(seen(arena, "反“向”"), "[反\uE01C向\uE01D]");
    struct text_runs runs = text_runs_split(arena, "дом学ア العربية", choose_by_kind, NULL);
    EXPECT_INT(runs.count >= 4, 1);
    EXPECT_STRING(runs.items[0].writing, "Cyrl");
    EXPECT_STRING(runs.items[1].writing, "Hani");
    EXPECT_STRING(runs.items[runs.count - 1].writing, "Arab");
    arena_destroy(arena);
}

/* ---- lines of a paragraph ---- */

static int compare_places(const void *a, const void *b) {
    float one = ((const struct scene_item *)a)->bounds.x;
    float other = ((const struct scene_item *)b)->bounds.x;
    return (one > other) - (one < other);
}

/* The words of one line as they are seen from left to right, "|" between them, and whether the line
 * ends at the right of the rectangle. */
static const char *seen_words(struct arena *arena, const char *text, float width,
                              bool *ret_is_at_right) {
    const struct text_metrics metrics = font_metrics(fonts);
    const struct layout layout = layout_create(1000, 1000, 100);
    const struct rect rect = {10, 0, width, 30};
    struct scene scene;
    scene_begin(&scene, arena, 1000, 1000, 0);
    const struct canvas canvas = {.scene = &scene,
                                  .arena = arena,
                                  .metrics = &metrics,
                                  .layout = &layout,
                                  .theme = theme_get(THEME_DARK)};
    struct paragraph paragraph;
    paragraph_begin(&paragraph, &canvas);
    paragraph_add(&paragraph, FACE_PROSE, 0xFFFFFFFF, text);
    paragraph_draw(&paragraph, 20, rect);
    qsort(scene.items, scene.count, sizeof *scene.items, compare_places);
    struct text_builder out;
    text_begin(&out, arena);
    float end = rect.x;
    for (size_t i = 0; i < scene.count; i++) {
        const struct rect bounds = scene.items[i].bounds;
        EXPECT(bounds.x >= end - 0.1F);
        end = bounds.x + bounds.width;
        text_append_string(&out, i > 0 ? "|" : "");
        bool has_mark = strncmp(scene.items[i].text, "\u200E", 3) == 0 ||
                        strncmp(scene.items[i].text, "\u200F", 3) == 0;
        text_append_string(&out, scene.items[i].text + (has_mark ? 3 : 0));
    }
    *ret_is_at_right = fabsf(end - rect.x - rect.width) < 0.1F;
    return out.bytes;
}

static void words_stand_where_they_are_seen(void) {
    static const struct {
        const char *text, *seen;
        float width;
        bool is_at_right;
    } cases[] = {
        {"one two three", "one|two|three", 800, false},
        {"The word שלום עולם ends.", "The|word|עולם|שלום|ends.", 800, false},
        {"שלום לך net 3.5 סוף.", "סוף.|net|3.5|לך|שלום", 800, true},
        {"(אב) 12 + 3 גד", "גד|3|+|12|(אב)", 800, true},
        {"רשת ReLU-ים, טוב", "טוב|ים,|-|ReLU|רשת", 800, true},
        {"שלום עולם", "…|שלום", 110, true},
        {"هنا رقم", "رقم|هنا", 800, true},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        bool is_at_right = false;
        EXPECT_STRING(seen_words(arena, cases[i].text, cases[i].width, &is_at_right),
                      cases[i].seen);
        EXPECT_INT(is_at_right, cases[i].is_at_right);
    }
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"no letter is a box", no_letter_is_a_box},
        {"no letter is blank", no_letter_is_blank},
        {"no sign of ours is a box", no_sign_of_ours_is_a_box},
        {"the fonts stay small", the_fonts_stay_small},
        {"pairs of letters are kerned", pairs_are_kerned},
        {"what is measured is drawn", what_is_measured_is_drawn},
        {"places are fractions of a pixel", places_are_fractions},
        {"a full cache changes no pixel", a_full_cache_changes_no_pixel},
        {"odd text is harmless", odd_text_is_harmless},
        {"a damaged font is named", a_damaged_font_is_named},
        {"directions are mixed", directions_are_mixed},
        {"words stand where they are seen", words_stand_where_they_are_seen},
    };
    root = argc > 1 ? argv[1] : ".";
    fonts = fixture_font_set(root);
    int status = test_run(tests, TEST_COUNT(tests));
    font_close(fonts);
    return status;
}
