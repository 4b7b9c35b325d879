/* Everything that a reader can ask of a session, one key after the other, and an answer to a
 * question: what is said and drawn after each, in figures. out_of_memory.sh runs it with memory
 * that lacks.
 *
 *     session_walk ROOT LESSON
 */
#include "view_fixture.h"

#include "session/answering/answer_line.h"

static const enum action leaves[] = {ACTION_QUIT, ACTION_QUIT_NOW, ACTION_LESSONS, ACTION_LAST};

static bool stays(enum action action) {
    bool is_found = false;
    for (size_t i = 0; i < TEST_COUNT(leaves); i++) {
        is_found = is_found || leaves[i] == action;
    }
    return !is_found;
}

static void show(const struct session *session, enum action action) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, (struct stage_size){640, 360}, &view_fake_metrics, arena, &scene);
    size_t bytes = 0;
    for (size_t i = 0; i < scene.count; i++) {
        bytes += scene.items[i].kind == SCENE_TEXT ? strlen(scene.items[i].text) : 0;
    }
    printf("%ld %d %zu %zu\n", session_step(session), (int)action, scene.count, bytes);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        return 2;
    }
    struct arena *arena = arena_create();
    const struct view_notations notations = {.items = {fixture_notation(arena, argv[1], "four"),
                                                       fixture_notation(arena, argv[1], "delta")},
                                             .count = 2};
    view_open_font(argv[1]);
    const struct file_content content = fixture_read(arena, argv[2]);
    struct session *session =
        view_session(arena, fixture_lesson_of_text(arena, argv[2], content.bytes, content.length),
                     &notations, 0);
    for (int action = ACTION_NEXT; action < ACTION_COUNT; action++) {
        session_go_to(session, 4);
        if (action == ACTION_CHECK) {
            answer_line_insert(session, "0.5");
        }
        if (stays((enum action)action)) {
            session_apply(session, (enum action)action);
            session_work(session, 1000);
            show(session, (enum action)action);
        }
        if (action == ACTION_BLACK || action == ACTION_WHITE) {
            session_apply(session, (enum action)action); /* covers nothing any more */
        }
    }
    session_destroy(session);
    math_font_close((struct math_font *)(uintptr_t)view_fake_metrics.math);
    arena_destroy(arena);
    return 0;
}
