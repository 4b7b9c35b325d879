/* One PNG with many small pictures, for the eye: contact_sheet SOURCE_ROOT OUT.png [LESSON...]
 *
 * A row for each shipped lesson (or those that are named, as "lessons/xor.json") and one for the
 * help, a column for each way to look at it. Steps and notations take turns, so that neighbours
 * differ. */

#include "font_set_fixture.h"
#include "view_fixture.h"

#include "app/painter.h"
#include "app/png_file.h"

enum {
    MOST_LESSONS = 128,
    TILE_WIDTH = 400,
    TILE_HEIGHT = 300,
    LABEL_HEIGHT = 22,
    GAP = 6,
    WORK = 1000000
};

static const struct column {
    struct stage_size size;
    int scale;
    enum theme_id theme;
    enum language language;
    enum step_level level;
    bool has_form;
} columns[] = {
    {{1280, 720}, 100, THEME_DARK, LANGUAGE_ENGLISH, LEVEL_OPERATION, false},
    {{1366, 768}, 100, THEME_LIGHT, LANGUAGE_CHINESE, LEVEL_OPERATION, false},
    {{1024, 768}, 100, THEME_CONTRAST, LANGUAGE_ENGLISH, LEVEL_OPERATION, false},
    {{1920, 1080}, 100, THEME_DARK, LANGUAGE_CHINESE, LEVEL_OPERATION, false},
    {{2560, 1440}, 100, THEME_LIGHT, LANGUAGE_ENGLISH, LEVEL_OPERATION, false},
    {{3840, 2160}, 100, THEME_DARK, LANGUAGE_ENGLISH, LEVEL_OPERATION, false},
    {{960, 1080}, 100, THEME_LIGHT, LANGUAGE_ENGLISH, LEVEL_OPERATION, false},
    {{900, 1400}, 100, THEME_DARK, LANGUAGE_CHINESE, LEVEL_OPERATION, false},
    {{1920, 1080}, 150, THEME_DARK, LANGUAGE_ENGLISH, LEVEL_OPERATION, false},
    {{1280, 720}, 200, THEME_LIGHT, LANGUAGE_CHINESE, LEVEL_OPERATION, false},
    {{1920, 1080}, 100, THEME_DARK, LANGUAGE_ENGLISH, LEVEL_ELEMENT, false},
    {{1920, 1080}, 100, THEME_LIGHT, LANGUAGE_ENGLISH, LEVEL_OPERATION, true},
};
enum { COLUMNS = (int)TEST_COUNT(columns) };

struct sheet {
    struct font_set *fonts;
    struct view_notations notations;
    struct raster raster;
};

static struct session *open_session(struct arena *arena, const char *root, const char *path,
                                    const struct sheet *sheet, size_t row, size_t at) {
    const struct column *column = &columns[at];
    struct session *session = view_session(arena, fixture_lesson(arena, root, path),
                                           &sheet->notations, (row + at) % sheet->notations.count);
    long count = session_program(session)->operation_count;
    session_set_theme(session, column->theme);
    session_set_language(session, column->language);
    session_set_text_scale(session, column->scale);
    session_set_level(session, column->level);
    session_go_to(session, (long)(row * 5 + at * 7) % (count + 1));
    if (column->level > LEVEL_OPERATION) {
        for (size_t i = 0; i <= (row + at) % 4; i++) {
            session_apply(session, ACTION_NEXT);
        }
    }
    while (column->has_form && session_step(session) < count &&
           (session_shown_operation(session) == NULL ||
            session_shown_operation(session)->form_count == 0)) {
        session_go_to(session, session_step(session) + 1);
    }
    if (column->has_form) {
        session_apply(session, ACTION_FORM);
    }
    while (session_look_ahead(session, loss_history_most_work)) { /* the loss curve, all of it */
    }
    return session;
}

/* The mean of a rectangle of pixels, channel by channel. */
static uint32_t mean_of(const struct raster *from, int left, int top, int right, int bottom) {
    uint32_t sums[3] = {0};
    for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
            uint32_t pixel = from->pixels[(ptrdiff_t)y * from->stride + x];
            for (int i = 0; i < 3; i++) {
                sums[i] += pixel >> (8 * i) & 0xFF;
            }
        }
    }
    uint32_t count = (uint32_t)((right - left) * (bottom - top));
    return 0xFF000000 | sums[2] / count << 16 | sums[1] / count << 8 | sums[0] / count;
}

static int scaled(int value, int by, int of) {
    return (int)((long)value * by / of);
}

/* Puts a picture into a rectangle of the sheet, as large as its sides allow. */
static void shrink(const struct raster *from, const struct raster *to, int left, int top) {
    int width = TILE_WIDTH;
    int height = scaled(from->height, TILE_WIDTH, from->width);
    if (height > TILE_HEIGHT) {
        height = TILE_HEIGHT;
        width = scaled(from->width, TILE_HEIGHT, from->height);
    }
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            to->pixels[(ptrdiff_t)(top + y) * to->stride + left + x] =
                mean_of(from, scaled(x, from->width, width), scaled(y, from->height, height),
                        scaled(x + 1, from->width, width), scaled(y + 1, from->height, height));
        }
    }
}

static const char *label_of(struct arena *arena, const struct session *session, const char *path,
                            const struct column *column) {
    struct place place = session_place(session);
    return text_format(arena, "%s %s %ld.%zu.%zu %dx%d %d%%", path + strlen("lessons/"),
                       session_program(session)->notation->id, place.step, place.term,
                       place.element, column->size.width, column->size.height, column->scale);
}

static void add_picture(const struct sheet *sheet, const char *root, const char *path, size_t row,
                        size_t at, bool is_help) {
    const struct column *column = &columns[at];
    struct arena *arena = arena_create();
    struct session *session = open_session(arena, root, path, sheet, row, at);
    if (is_help) {
        session_apply(session, ACTION_HELP);
    }
    int width = column->size.width;
    int height = column->size.height;
    uint32_t *pixels = ARENA_ARRAY(arena, uint32_t, (size_t)width * (size_t)height);
    struct raster picture = raster_on(pixels, width, height, width);
    struct text_metrics metrics = font_metrics(sheet->fonts);
    struct scene scene;
    stage_build(session, column->size, &metrics, arena, &scene);
    painter_paint_all(sheet->fonts, &picture, &scene);
    int left = GAP + (int)at * (TILE_WIDTH + GAP);
    int top = GAP + (int)row * (TILE_HEIGHT + LABEL_HEIGHT + GAP);
    font_draw(sheet->fonts, &sheet->raster,
              &(struct glyph_pen){(float)left, (float)(top + LABEL_HEIGHT - 7), 13, 0xFF000000},
              FACE_REGULAR, label_of(arena, session, path, column));
    shrink(&picture, &sheet->raster, left, top + LABEL_HEIGHT);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: contact_sheet SOURCE_ROOT OUT.png [LESSON...]\n", stderr);
        return 2;
    }
    struct arena *arena = arena_create();
    const char *lessons[MOST_LESSONS];
    size_t rows = argc > 3 ? 0 : fixture_shipped_lessons(arena, argv[1], lessons, MOST_LESSONS);
    for (int i = 3; i < argc && rows < MOST_LESSONS; i++) {
        lessons[rows++] = argv[i];
    }
    struct sheet sheet = {.notations = view_notations_read(arena, argv[1])};
    sheet.fonts = fixture_font_set(argv[1]);
    int width = COLUMNS * (TILE_WIDTH + GAP) + GAP;
    int height = (int)(rows + 1) * (TILE_HEIGHT + LABEL_HEIGHT + GAP) + GAP;
    uint32_t *pixels = ARENA_ARRAY(arena, uint32_t, (size_t)width * (size_t)height);
    sheet.raster = raster_on(pixels, width, height, width);
    raster_fill(&sheet.raster, (struct raster_area){0, 0, width, height}, 0xFFB8BCC2);
    for (size_t row = 0; row <= rows; row++) {
        bool is_help = row == rows;
        const char *lesson = lessons[is_help ? 0 : row];
        for (size_t at = 0; at < COLUMNS; at++) {
            add_picture(&sheet, argv[1], lesson, row, at, is_help);
        }
        printf("%s\n", is_help ? "help" : lesson);
        fflush(stdout);
    }
    char message[512] = "";
    bool is_written = png_file_write(&sheet.raster, argv[2], message, sizeof message);
    fputs(is_written ? "" : message, stderr);
    font_close(sheet.fonts);
    arena_destroy(arena);
    return is_written ? 0 : 1;
}
