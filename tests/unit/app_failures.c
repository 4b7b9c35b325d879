/* What a window and a picture need of the machine, where it is not as it should be: fonts that are
 * damaged, files that cannot be written. */
#include "font_fixture.h"
#include "test.h"

#include "app/font.h"
#include "app/png_file.h"
#include "base/text.h"

#include <stdlib.h>
#include <unistd.h>

static const char *root;

/* ---- pictures ---- */

static void test_png(void) {
    struct arena *arena = arena_create();
    char folder[] = "/tmp/backstep-png-XXXXXX";
    EXPECT(mkdtemp(folder) != NULL);
    char *far = arena_alloc(arena, 4096, 1);
    memset(far, 'a', 4090);
    const struct {
        const char *path, *message; /* NULL: it is written */
    } cases[] = {
        {text_format(arena, "%s/ok.png", folder), NULL},
        {"/dev/full", "cannot write /dev/full: No space left on device"},
        {folder, text_format(arena, "cannot write %s: Is a directory", folder)},
        {text_format(arena, "%s/no/where.png", folder),
         text_format(arena, "cannot write %s/no/where.png: No such file or directory", folder)},
        {far, text_format(arena, "cannot write %s: File name too long", far)},
    };
    uint32_t pixel = 0;
    struct raster raster = raster_on(&pixel, 1, 1, 1);
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        char message[8192] = "";
        EXPECT_INT(png_file_write(&raster, cases[i].path, message, sizeof message),
                   cases[i].message == NULL);
        EXPECT_STRING(message, cases[i].message != NULL ? cases[i].message : "");
    }
    EXPECT_INT(unlink(cases[0].path), 0);
    EXPECT_INT(rmdir(folder), 0); /* nothing half written is beside it */
    arena_destroy(arena);
}

/* ---- fonts ---- */

/* Another file's bytes in the place of a font's. */
static void expect_refused(enum font_file file, struct file_bytes bytes, const char *expected) {
    struct font_files files = *fixture_fonts(root);
    char message[400] = "";
    files.folder = "here";
    files.files[file] = bytes;
    EXPECT(font_open(&files, message, sizeof message) == NULL);
    EXPECT_STRING(message, expected);
}

static void test_damaged_fonts(void) {
    static const unsigned char garbage[64] = "no font";
    const struct file_bytes broken = {.bytes = garbage, .length = sizeof garbage};
    expect_refused(FONT_SYMBOLS, broken,
                   "cannot open the font \"backstep-symbols.ttf\" in \"here\"");
    expect_refused(FONT_MATH, fixture_fonts(root)->files[FONT_SANS],
                   "the font \"backstep-math.otf\" in \"here\" has no MATH table");
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"pictures that cannot be written", test_png},
        {"fonts that are damaged", test_damaged_fonts},
    };
    return test_run(tests, TEST_COUNT(tests));
}
