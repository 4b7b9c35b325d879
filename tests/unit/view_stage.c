/* The picture at every step, size, scale and language: texts stay within their panels and never
 * stand on each other. */
#include "stage_fixture.h"

/* A few sizes, so that every form and every level of every note's own lessons can be gone through.
 */
static void check_some_sizes(struct view_case at) {
    static const struct stage_size some[] = {{1280, 720}, {1920, 1080}, {960, 1080}};
    for (size_t i = 0; i < TEST_COUNT(some); i++) {
        at.size = some[i];
        session_set_language(at.session, i % 2 == 0 ? LANGUAGE_ENGLISH : LANGUAGE_CHINESE);
        EXPECT(check_scene(&at) > 5);
    }
}

static void check_forms(struct view_case at) {
    size_t count = session_shown_operation(at.session)->form_count;
    for (size_t form = 0; form < count; form++) {
        session_apply(at.session, ACTION_FORM);
        EXPECT_INT(session_shown_form(at.session), form + 1);
        check_some_sizes(at);
    }
    session_apply(at.session, ACTION_FORM);
}

/* Every element is too many: a few of each operation. */
static void check_elements(struct view_case at) {
    session_set_level(at.session, LEVEL_ELEMENT);
    for (int i = 0; i < 5; i++) {
        session_apply(at.session, ACTION_NEXT);
        check_some_sizes(at);
    }
    session_set_level(at.session, LEVEL_OPERATION);
}

static const char *const note_lessons[] = {"tests/lessons/xor.json",
                                           "tests/lessons/ladder/neurons.json",
                                           "tests/lessons/ladder/data.json",
                                           "tests/lessons/delta/softmax.json",
                                           "tests/lessons/delta/samples.json",
                                           "tests/lessons/mlbook/chain-rule.json",
                                           "tests/lessons/mlbook/observations.json",
                                           "tests/lessons/layer/exercise.json",
                                           "tests/lessons/four/activations.json"};

static void test_forms_and_elements(void) {
    for (size_t i = 0; i < TEST_COUNT(note_lessons) * notations.count; i++) {
        struct arena *arena = arena_create();
        const char *path = note_lessons[i / notations.count];
        struct view_case at = {.lesson = path,
                               .session = view_session(arena, fixture_lesson(arena, root, path),
                                                       &notations, i % notations.count)};
        long count = session_program(at.session)->operation_count;
        for (long step = 1; step <= count; step += FIXTURE_IS_SANITIZED ? 11 : 1) {
            session_go_to(at.session, step);
            check_forms(at);
            check_elements(at);
        }
        session_destroy(at.session);
        arena_destroy(arena);
    }
}

static void test_shipped_lessons(void) {
    for (size_t i = 0; i < VIEW_LESSONS; i++) {
        const struct lesson *lesson = fixture_lesson(shared, root, view_lesson_paths[i]);
        check_steps(view_lesson_paths[i], lesson, FIXTURE_IS_SANITIZED ? 1 : 2,
                    FIXTURE_IS_SANITIZED ? 7 : 1);
    }
}

static void test_large_networks(void) {
    static const int digits[] = {784, 30, 10};
    static const int square[] = {20, 20, 20};
    static const int deep[] = {3, 5, 5, 5, 5, 5, 5, 5, 2};
    const int many = FIXTURE_IS_SANITIZED ? 20 : 1;
    check_steps("784-30-10", view_made_lesson(shared, digits, TEST_COUNT(digits), 100), 1,
                2 * many - 1);
    check_steps("20-20-20", view_made_lesson(shared, square, TEST_COUNT(square), 20), 1, 2 * many);
    check_steps("deep", view_made_lesson(shared, deep, TEST_COUNT(deep), 1), 1, 5 * many);
}

static void test_help(void) {
    const struct lesson *lesson = fixture_lesson(shared, root, view_lesson_paths[0]);
    struct view_case at = {.lesson = "help",
                           .session = view_session(shared, lesson, &notations, 0)};
    session_apply(at.session, ACTION_HELP);
    check_sizes(at);
    session_destroy(at.session);
}

static void test_many_decimals(void) {
    const struct lesson *lesson = fixture_lesson(shared, root, view_lesson_paths[1]);
    struct view_case at = {.lesson = "decimals",
                           .session = view_session(shared, lesson, &notations, 0)};
    session_go_to(at.session, 9);
    for (int decimals = DECIMALS_LEAST; decimals <= DECIMALS_MOST; decimals += 3) {
        session_set_decimals(at.session, decimals);
        check_sizes(at);
    }
    session_destroy(at.session);
}

/* Neurons stand where they stood: the discs of two steps are the same but for their looks. */
static void test_nothing_moves(void) {
    const struct lesson *lesson = fixture_lesson(shared, root, view_lesson_paths[0]);
    struct session *session = view_session(shared, lesson, &notations, 0);
    struct stage_size size = {1280, 720};
    struct scene first;
    stage_build(session, size, &view_fake_metrics, shared, &first);
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        session_go_to(session, step);
        struct scene scene;
        stage_build(session, size, &view_fake_metrics, shared, &scene);
        size_t found = 0;
        for (size_t i = 0; i < first.count; i++) {
            for (size_t k = 0; first.items[i].kind == SCENE_DISC && k < scene.count; k++) {
                bool is_same = scene.items[k].kind == SCENE_DISC &&
                               memcmp(&scene.items[k].bounds, &first.items[i].bounds,
                                      sizeof(struct rect)) == 0;
                found += is_same;
            }
        }
        /* and the sample on the map, with its ring and the sign in the legend */
        EXPECT_INT(found, 2 + 3 + 2 + 1 + 2 + 1);
    }
    session_destroy(session);
}

/* Going on and back again shows the same picture. */
static void test_back_is_the_same(void) {
    const struct lesson *lesson = fixture_lesson(shared, root, view_lesson_paths[1]);
    struct session *session = view_session(shared, lesson, &notations, 0);
    struct stage_size size = {1280, 720};
    struct rect difference;
    session_go_to(session, 5);
    struct scene before;
    stage_build(session, size, &view_fake_metrics, shared, &before);
    session_go_to(session, 40);
    struct scene away;
    stage_build(session, size, &view_fake_metrics, shared, &away);
    EXPECT(scene_difference(&before, &away, &difference, 1) > 0);
    session_go_to(session, 5);
    struct scene after;
    stage_build(session, size, &view_fake_metrics, shared, &after);
    EXPECT_INT(scene_difference(&before, &after, &difference, 1), 0);
    session_destroy(session);
}

static const struct scene_item *find_text(const struct scene *scene, const char *text) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == SCENE_TEXT && strcmp(scene->items[i].text, text) == 0) {
            return &scene->items[i];
        }
    }
    return NULL;
}

/* The loss is a dash until it is computed, and the numbers are those of the lesson. */
static void test_what_is_written(void) {
    const struct lesson *lesson = fixture_lesson(shared, root, view_lesson_paths[0]);
    size_t four = 0;
    while (strcmp(notations.items[four]->id, "four") != 0) {
        four++;
    }
    struct session *session = view_session(shared, lesson, &notations, four);
    struct stage_size size = {1280, 720};
    struct scene scene;
    session_go_to(session, 6);
    stage_build(session, size, &view_fake_metrics, shared, &scene);
    EXPECT(find_text(&scene, "loss —") != NULL);
    EXPECT(find_text(&scene, "loss 0.629") == NULL);
    session_go_to(session, 7);
    stage_build(session, size, &view_fake_metrics, shared, &scene);
    EXPECT(find_text(&scene, "loss 0.629") != NULL);
    session_go_to(session, 11); /* the error of layer 1 */
    stage_build(session, size, &view_fake_metrics, shared, &scene);
    const struct scene_item *cell = find_text(&scene, "−0.020");
    EXPECT(cell != NULL);
    if (cell != NULL) {
        enum role role = session_program(session)->tensors[cell->quantity.tensor].role;
        EXPECT_INT(role, ROLE_ERROR);
        EXPECT_INT(cell->quantity.row, 0);
        EXPECT_INT(cell->quantity.column, 0);
    }
    session_destroy(session);
}

/* w[1] <- w[1] - α dw[1]: on the right stands the weight from before. */
static void test_an_update_shows_the_old_value(void) {
    const struct lesson *lesson = fixture_lesson(shared, root, view_lesson_paths[0]);
    struct session *session = view_session(shared, lesson, &notations, 0);
    const struct program *program = session_program(session);
    for (long step = 1; step <= program->operation_count; step++) {
        if (program->operations[step - 1].pass != PASS_UPDATE) {
            continue;
        }
        session_go_to(session, step);
        struct scene scene;
        stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, shared, &scene);
        if (program->tensors[program->operations[step - 1].target].layer == 1 &&
            program->tensors[program->operations[step - 1].target].role == ROLE_WEIGHT) {
            EXPECT(find_text(&scene, "−0.4") != NULL);   /* before */
            EXPECT(find_text(&scene, "−0.395") != NULL); /* after */
        }
    }
    session_destroy(session);
}

/* ---- a run that is stuck ---- */

/* A number that is longer than most is within its disc all the same. */
static void test_numbers_within_discs(void) {
    struct session *session = view_session(shared, stuck_lesson(), &notations, 0);
    for (int decimals = DECIMALS_LEAST; decimals <= DECIMALS_MOST; decimals++) {
        session_set_decimals(session, decimals);
        session_go_to(session, 4);
        struct scene scene;
        stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, shared, &scene);
        size_t found = 0;
        for (size_t i = 0; i + 1 < scene.count; i++) {
            const struct scene_item *disc = &scene.items[i], *number = &scene.items[i + 1];
            if (disc->kind == SCENE_DISC && number->kind == SCENE_TEXT) {
                EXPECT(number->bounds.x > disc->bounds.x);
                EXPECT(number->bounds.x + number->bounds.width <
                       disc->bounds.x + disc->bounds.width);
                found++;
            }
        }
        EXPECT_INT(found, 6);
    }
    session_destroy(session);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"shipped lessons: texts keep to their places", test_shipped_lessons},
        {"forms and elements: texts keep to their places", test_forms_and_elements},
        {"large networks: texts keep to their places", test_large_networks},
        {"help: texts keep to their places", test_help},
        {"many decimals: texts keep to their places", test_many_decimals},
        {"neurons stay where they are", test_nothing_moves},
        {"forward and back is the same picture", test_back_is_the_same},
        {"what is written is the lesson's", test_what_is_written},
        {"numbers stay within their discs", test_numbers_within_discs},
        {"an update shows the old value beside the new", test_an_update_shows_the_old_value},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
