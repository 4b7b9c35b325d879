/* The formulas of tests/golden/typeset, as pictures: one sheet for each size, compared with the
 * stored one.
 *
 *     app_formulas SOURCE_ROOT            the test
 *     app_formulas SOURCE_ROOT --update   stores the sheets
 *     app_formulas SOURCE_ROOT SIZE FILE [FIRST [LAST]]   writes a sheet to look at */
#include "app/font.h"
#include "font_set_fixture.h"
#include "formulas_fixture.h"
#include "test.h"

#include <png.h>
#include <stdlib.h>

enum { SHEET_EMS = 46, MARGIN = 8 };

static const float sizes[] = {18, 24, 36, 60};

static const char *source_root;

struct sheet {
    struct raster raster;
    float x, y; /* where the next formula goes: its left, and the top of its line */
    float line_height;
    uint32_t *pixels;
};

/* ---- painting ---- */

static const color_argb black = 0xFF000000;

struct measure {
    struct font_set *fonts;
};

static float text_width(const void *context, float size, const char *text) {
    const struct measure *measure = context;
    return font_width(measure->fonts, FACE_REGULAR, size, text);
}

static void paint_part(const struct sheet *sheet, struct font_set *fonts,
                       const struct math_part *part, float x, float y) {
    struct rect box = {x + part->x, y + part->y, part->width, part->height};
    switch (part->kind) {
    case MATH_GLYPH:
        font_draw_glyph(fonts, &sheet->raster, &(struct glyph_pen){box.x, box.y, part->size, black},
                        part->glyph);
        break;
    case MATH_RULE:
        box.x = floorf(box.x + 0.5F);
        box.width = floorf(box.width + 0.5F);
        raster_box(&sheet->raster, box, 0, black, 0, 0);
        break;
    case MATH_TEXT:
        font_draw(fonts, &sheet->raster, &(struct glyph_pen){box.x, box.y, part->size, black},
                  FACE_REGULAR, part->text);
        break;
    case MATH_SLOT:
        box.y = floorf(box.y - part->ascent + 0.5F);
        raster_box(&sheet->raster, box, 0, 0xFFD0D0D0, 0, 0);
        break;
    case MATH_PART_KIND_COUNT:
        break;
    }
}

static void paint(struct sheet *sheet, struct font_set *fonts, const struct math_box *box,
                  float size) {
    float height = box->ascent + box->descent + size * 0.6F;
    if (sheet->x > MARGIN && sheet->x + box->width > (float)sheet->raster.width - MARGIN) {
        sheet->x = MARGIN;
        sheet->y += sheet->line_height;
        sheet->line_height = 0;
    }
    if (sheet->y + height < (float)sheet->raster.height) {
        float baseline = floorf(sheet->y + box->ascent + size * 0.3F);
        for (size_t i = 0; i < box->part_count; i++) {
            paint_part(sheet, fonts, &box->parts[i], sheet->x, baseline);
        }
    }
    sheet->x += ceilf(box->width + 2 * size);
    sheet->line_height = fmaxf(sheet->line_height, ceilf(height));
}

/* ---- sheets ---- */

/* Paints the formulas from first to last (from 0), and cuts the sheet behind them. */
static struct sheet make_sheet(struct formulas *formulas, struct font_set *fonts, float size,
                               size_t first, size_t last) {
    int width = (int)(SHEET_EMS * size), height = (int)(size * 140);
    struct sheet sheet = {.x = MARGIN, .y = MARGIN};
    sheet.pixels = malloc((size_t)width * (size_t)height * sizeof *sheet.pixels);
    sheet.raster = raster_on(sheet.pixels, width, height, width);
    raster_fill(&sheet.raster, sheet.raster.clip, 0xFFFFFFFF);
    struct measure measure = {fonts};
    for (size_t i = first; i < formulas->count && i <= last; i++) {
        struct arena *arena = arena_create();
        struct math_options options = formula_options(formulas, i, size);
        options.text_width = text_width;
        options.context = &measure;
        const struct math_list *list = formula_parse(formulas, i, arena);
        EXPECT(list != NULL);
        if (list != NULL) {
            struct math_box box = math_set(arena, list, &options);
            paint(&sheet, fonts, &box, size);
        }
        arena_destroy(arena);
    }
    int used = (int)(sheet.y + sheet.line_height) + MARGIN;
    EXPECT(used <= height);
    sheet.raster.height = used < height ? used : height;
    return sheet;
}

/* Sixteen shades are enough to compare, and keep the stored sheets small. */
enum { SHADES = 15 };

static uint8_t *gray_of(const struct sheet *sheet) {
    size_t count = (size_t)sheet->raster.width * (size_t)sheet->raster.height;
    uint8_t *gray = malloc(count);
    for (size_t i = 0; i < count; i++) {
        uint32_t shade = ((sheet->pixels[i] & 0xFF) * SHADES + 127) / 255;
        gray[i] = (uint8_t)(shade * 255 / SHADES);
    }
    return gray;
}

static bool write_sheet(const struct sheet *sheet, const char *path) {
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)sheet->raster.width,
                       .height = (png_uint_32)sheet->raster.height,
                       .format = PNG_FORMAT_GRAY};
    uint8_t *gray = gray_of(sheet);
    bool is_written = png_image_write_to_file(&image, path, 0, gray, 0, NULL) != 0;
    free(gray);
    return is_written;
}

/* A pixel may differ by two shades, as with another version of FreeType; not many by more. */
enum { SHADE = 34, MOST_DIFFERENT_PER_MILLE = 1 };

static void compare_sheet(const struct sheet *sheet, const char *path) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (png_image_begin_read_from_file(&image, path) == 0) {
        printf("# %s: %s\n", path, image.message);
        EXPECT(false && "the stored sheet can be read");
        return;
    }
    image.format = PNG_FORMAT_GRAY;
    EXPECT_INT(image.width, sheet->raster.width);
    EXPECT_INT(image.height, sheet->raster.height);
    uint8_t *stored = malloc(PNG_IMAGE_SIZE(image));
    EXPECT(png_image_finish_read(&image, NULL, stored, 0, NULL) != 0);
    if ((int)image.width == sheet->raster.width && (int)image.height == sheet->raster.height) {
        uint8_t *gray = gray_of(sheet);
        size_t count = (size_t)image.width * image.height, different = 0;
        for (size_t i = 0; i < count; i++) {
            different += abs(gray[i] - stored[i]) > SHADE;
        }
        free(gray);
        printf("# %s: %zu of %zu pixels differ\n", path, different, count);
        EXPECT(different * 1000 <= count * MOST_DIFFERENT_PER_MILLE);
    }
    free(stored);
}

struct bench {
    struct formulas formulas;
    struct font_set *fonts;
};

static struct bench open_bench(void) {
    struct bench bench = {.formulas = formulas_open(source_root)};
    bench.fonts = fixture_font_set(source_root);
    if (bench.formulas.count == 0) {
        printf("Bail out! no formulas\n");
        exit(1);
    }
    return bench;
}

static void close_bench(struct bench *bench) {
    font_close(bench->fonts);
    formulas_close(&bench->formulas);
}

static void each_sheet(bool is_update) {
    struct bench bench = open_bench();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct sheet sheet =
            make_sheet(&bench.formulas, bench.fonts, sizes[i], 0, bench.formulas.count);
        char path[1024];
        snprintf(path, sizeof path, "%s/tests/golden/typeset/sheet-%g.png", source_root,
                 (double)sizes[i]);
        if (is_update) {
            EXPECT(write_sheet(&sheet, path));
        } else {
            compare_sheet(&sheet, path);
        }
        free(sheet.pixels);
    }
    close_bench(&bench);
}

static void the_sheets_are_as_stored(void) {
    each_sheet(false);
}

static int write_one(int count, char **arguments) {
    struct bench bench = open_bench();
    float size = strtof(arguments[2], NULL);
    size_t first = count > 4 ? strtoul(arguments[4], NULL, 10) : 0;
    size_t last = count > 5 ? strtoul(arguments[5], NULL, 10) : bench.formulas.count;
    struct sheet sheet = make_sheet(&bench.formulas, bench.fonts, size, first, last);
    bool is_written = write_sheet(&sheet, arguments[3]);
    free(sheet.pixels);
    close_bench(&bench);
    return is_written ? 0 : 1;
}

int main(int count, char **arguments) {
    source_root = count > 1 ? arguments[1] : ".";
    if (count > 2 && strcmp(arguments[2], "--update") == 0) {
        each_sheet(true);
        return test_failures > 0;
    }
    if (count > 3) {
        return write_one(count, arguments);
    }
    static const struct test tests[] = {
        {"the formulas of the notes look as they did", the_sheets_are_as_stored},
    };
    return test_run(tests, TEST_COUNT(tests));
}
