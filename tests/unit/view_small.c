/* Windows smaller than anyone works in, with larger text than they have room for: every operation,
 * term, element and line of a derivation of every lesson is drawn in the end, with little memory.
 */
#include "view_fixture.h"

enum {
    MOST_LESSONS = 64,
    MOST_BYTES = 64 << 20,
    MOST_STEPS = 4000,
    FEWER = FIXTURE_IS_SANITIZED ? 7 : 1 /* lessons */
};

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static long pictures, lines;
static size_t most_bytes;

static const struct {
    struct stage_size size;
    int scale; /* percent */
} windows[] = {{{320, 320}, 100}, {{640, 360}, 300}, {{900, 320}, 150}};

/* In the windows one after the other. */
static void look(struct session *session) {
    struct arena *arena = arena_create();
    struct scene scene;
    size_t i = (size_t)pictures++ % TEST_COUNT(windows);
    session_set_text_scale(session, windows[i].scale);
    stage_build(session, windows[i].size, &view_fake_metrics, arena, &scene);
    size_t used = arena_used(arena);
    most_bytes = used > most_bytes ? used : most_bytes;
    EXPECT(used < MOST_BYTES);
    arena_destroy(arena);
}

/* All lines of the step's derivation, with their terms and elements. */
static void look_at_derivation(struct session *session) {
    session_apply(session, ACTION_DERIVE);
    if (session_proof(session) == NULL) {
        return;
    }
    session_apply(session, ACTION_NEXT);
    session_apply(session, ACTION_FINER);
    session_apply(session, ACTION_FINER);
    for (int i = 0; i < MOST_STEPS && session_proof(session) != NULL; i++) {
        look(session);
        lines++;
        session_apply(session, ACTION_NEXT);
    }
}

static void look_at_lesson(const char *path, size_t notation) {
    struct arena *arena = arena_create();
    struct session *session =
        view_session(arena, fixture_lesson(arena, root, path), &notations, notation);
    const struct program *program = session_program(session);
    for (long step = 0; step < program->operation_count && !session_is_stuck(session); step++) {
        for (enum step_level level = 0; level < LEVEL_COUNT; level++) {
            session_go_to(session, step);
            session_set_level(session, level);
            session_apply(session, ACTION_NEXT);
            look(session);
        }
        session_set_level(session, LEVEL_OPERATION);
        session_go_to(session, step);
        look_at_derivation(session);
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_lessons(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i += FEWER) {
        look_at_lesson(paths[i], i % notations.count);
    }
    printf("# %ld pictures, %ld of lines, at most %zu bytes\n", pictures, lines, most_bytes);
    EXPECT(pictures > 5000 / FEWER && lines > 1000 / FEWER);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"every picture of every lesson in a small window", test_lessons},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
