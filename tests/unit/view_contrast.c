/* Words and symbols that step back stay readable: whatever fades in a picture keeps a contrast of
 * 3:1 to the panel that it stands on, in every lesson, at every step and level, in every theme. */

#include "view_fixture.h"

#include "view/draw/theme.h"

enum { MOST_LESSONS = 128, EVERY = FIXTURE_IS_SANITIZED ? 5 : 1 };
static const struct stage_size size = {1280, 720};
static const double least = 3;

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static size_t faded;

static double linear(color_argb color, int shift) {
    double value = (double)(color >> shift & 0xFF) / 255;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(color_argb color) {
    return 0.2126 * linear(color, 16) + 0.7152 * linear(color, 8) + 0.0722 * linear(color, 0);
}

/* As it is painted on an opaque ground. */
static double contrast_on(color_argb color, color_argb ground) {
    double alpha = (double)(color >> 24) / 255;
    double a = luminance(theme_mix(ground, color | 0xFF000000, alpha)), b = luminance(ground);
    return ((a > b ? a : b) + 0.05) / ((a > b ? b : a) + 0.05);
}

/* No color of the theme as it is. */
static bool is_faded(const struct theme *theme, color_argb color) {
    for (size_t i = 0; i < COLOR_COUNT; i++) {
        if (theme->colors[i] == color) {
            return false;
        }
    }
    return true;
}

static void check_scene(const char *lesson, const struct session *session, struct arena *arena) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    const struct theme *theme = theme_get(session_settings(session)->theme);
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        if (item->kind != SCENE_TEXT && item->kind != SCENE_MATH) {
            continue;
        }
        faded += is_faded(theme, item->color);
        double contrast = contrast_on(item->color, theme->colors[COLOR_PANEL]);
        if (contrast < least && test_failures < 12) {
            test_failures++;
            printf("# %s, step %ld, theme %s: \"%s\" %08x has %.2f:1\n", lesson,
                   session_step(session), theme->name, item->kind == SCENE_TEXT ? item->text : "",
                   (unsigned)item->color, contrast);
        }
    }
}

static void check_lesson(const char *path, size_t turn) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct session *session = view_session(arena, lesson, &notations, turn % notations.count);
    static const enum step_level levels[] = {LEVEL_OPERATION, LEVEL_TERM, LEVEL_ELEMENT};
    long last = session_program(session)->operation_count;
    for (long step = 1; step <= last; step += EVERY) {
        session_go_to(session, step - 1);
        for (size_t i = 0; i < TEST_COUNT(levels) * THEME_COUNT; i++) {
            struct arena *picture = arena_create();
            session_set_level(session, levels[i / THEME_COUNT]);
            session_set_theme(session, (enum theme_id)(i % THEME_COUNT));
            if (i % THEME_COUNT == 0) {
                session_go_to(session, step - 1);
                session_apply(session, ACTION_NEXT);
            }
            check_scene(path, session, picture);
            arena_destroy(picture);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_faded(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        check_lesson(paths[i], i);
    }
    printf("# %zu faded words and symbols\n", faded);
    EXPECT(faded > 1000);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"what fades is readable", test_faded},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
