/* Characters for which only the machine has a font; here the machine's fonts are the shipped ones.
 */
#include "font_fixture.h"
#include "test.h"

#include "app/font.h"
#include "app/words/system_font.h"
#include "app/words/text_faces.h"

#include <stdlib.h>
#include <unistd.h>

enum { WIDTH = 90, HEIGHT = 40, HEBREW = 0x5D0 };

static const char *root;
static uint32_t pixels[WIDTH * HEIGHT];

/* What is found is a file with the character, and is opened once. */
static void test_machine_fonts(void) {
    struct system_font found;
    EXPECT(system_font_find('a', false, &found));
    EXPECT(strstr(found.path, "assets/fonts/backstep-") != NULL);
    EXPECT_INT(access(found.path, R_OK), 0);
    EXPECT(!system_font_find(HEBREW, false, &found)); /* none of them has it */
    struct text_faces *faces = text_faces_open(fixture_fonts(root));
    int plain = text_faces_find_system(faces, 'a', false);
    int bold = text_faces_find_system(faces, 'a', true);
    EXPECT_INT(plain, FONT_FILE_COUNT);
    EXPECT_INT(bold, FONT_FILE_COUNT + 1);
    EXPECT_INT(text_faces_find_system(faces, 'b', false), plain); /* it is open already */
    EXPECT_INT(text_faces_find_system(faces, 'b', true), bold);
    EXPECT_INT(text_faces_find_system(faces, HEBREW, false), -1);
    EXPECT(!text_faces_have_blanks(plain));
    EXPECT(text_faces_sized(faces, plain, 10 * TEXT_DOTS_PER_PIXEL) != NULL);
    text_faces_close(faces);
}

static long ink(struct font_set *fonts, const char *text) {
    memset(pixels, 0, sizeof pixels);
    struct raster raster = raster_on(pixels, WIDTH, HEIGHT, WIDTH);
    font_draw(fonts, &raster, &(struct glyph_pen){5, 30, 20, 0xFFFFFFFF}, FACE_PROSE, text);
    long sum = 0;
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        sum += pixels[i] & 0xFF;
    }
    return sum;
}

/* A text that was drawn before the machine was asked is drawn anew; what neither has is a box. */
static void test_asking_the_machine(void) {
    char message[400] = "";
    struct font_set *fonts = font_open(fixture_fonts(root), message, sizeof message);
    long box = ink(fonts, "א");
    EXPECT(box > 0);
    font_use_system(fonts);
    EXPECT_INT(ink(fonts, "א"), box);
    EXPECT(ink(fonts, "אב") > box); /* from the right to the left, in boxes too */
    EXPECT_INT(ink(fonts, ""), 0);
    font_close(fonts);
}

static void write_font_settings(void) {
    char name[] = "/tmp/backstep-fonts-XXXXXX";
    FILE *file = fdopen(mkstemp(name), "w");
    char *path = realpath(root, NULL);
    EXPECT(file != NULL && path != NULL);
    fprintf(file,
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">"
            "<fontconfig><dir>%s/assets/fonts</dir></fontconfig>\n",
            path);
    fclose(file);
    free(path);
    setenv("FONTCONFIG_FILE", name, 1);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    write_font_settings();
    static const struct test tests[] = {
        {"fonts of the machine", test_machine_fonts},
        {"what neither has", test_asking_the_machine},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    unlink(getenv("FONTCONFIG_FILE"));
    return status;
}
