/* Where there is no room beside the matrices, that their shapes agree stands on a line of its own,
 * clear of the shapes above it. */
#include "view_fixture.h"

#include "session/strings.h"

enum { MOST_LESSONS = 128, MOST_FAULTS = 12 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static size_t lines;

static float middle_of(const struct scene_item *item) {
    return item->bounds.y + item->bounds.height / 2;
}

static bool is_shape(const struct scene_item *item) {
    return item->kind == SCENE_TEXT && strstr(item->text, " × ") != NULL;
}

/* How far the remark is below the last shape above it, in its own size; HUGE_VALF: it has none, or
 * stands beside one. */
static float clearance(const struct scene *scene, const struct scene_item *remark) {
    float least = HUGE_VALF;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        float below = (middle_of(remark) - middle_of(item)) / remark->size;
        if (is_shape(item) && fabsf(below) < 0.5F) {
            return HUGE_VALF;
        }
        least = is_shape(item) && below > 0 ? fminf(least, below) : least;
    }
    return least;
}

static void look(const char *path, const struct session *session, struct stage_size size) {
    static const float one_line = 1.2F;
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    const char *agree = string_get(session_settings(session)->language, STRING_SHAPES_AGREE);
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        bool is_remark = item->kind == SCENE_TEXT && strcmp(item->text, agree) == 0;
        float below = is_remark ? clearance(&scene, item) : HUGE_VALF;
        lines += isfinite(below) ? 1 : 0;
        if (below < one_line && test_failures++ < MOST_FAULTS) {
            printf("# %s, step %ld, %d x %d: %.2f of its size below a shape\n", path,
                   session_step(session), size.width, size.height, (double)below);
        }
    }
    arena_destroy(arena);
}

static void test_remarks(void) {
    static const struct stage_size sizes[] = {{1280, 720}, {1920, 1080}};
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count * TEST_COUNT(sizes); i++) {
        struct arena *arena = arena_create();
        const char *path = paths[i / TEST_COUNT(sizes)];
        struct session *session =
            view_session(arena, fixture_lesson(arena, root, path), &notations, i % notations.count);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            look(path, session, sizes[i % TEST_COUNT(sizes)]);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu remarks on lines of their own\n", lines);
    EXPECT(lines > 50);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    view_open_font(root);
    static const struct test tests[] = {
        {"that shapes agree is clear of the shapes", test_remarks},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    math_font_close((struct math_font *)(uintptr_t)view_fake_metrics.math);
    arena_destroy(shared);
    return status;
}
