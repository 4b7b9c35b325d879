/* The picture at every step, size, scale and language: texts stay within their panels and never
 * stand on each other. */

#include "view_fixture.h"

#include "view/draw/layout.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static const struct stage_size sizes[] = {{1024, 768}, {1280, 720},  {1366, 768}, {1920, 1080},
                                          {960, 1080}, {3840, 2160}, {640, 480}};
static const int scales[] = {75, 100, 150, 300};

/* What is looked at now, for messages. */
struct view_case {
    const char *lesson;
    struct session *session;
    struct stage_size size;
};

static void complain(const struct view_case *at, const char *what, const struct scene_item *a,
                     const struct scene_item *b) {
    enum { MOST_MESSAGES = 12 };
    if (test_failures++ >= MOST_MESSAGES) {
        return;
    }
    const struct session_settings *settings = session_settings(at->session);
    printf("# %s, %s, step %ld, %d x %d, %d %%, %s: %s: \"%s\" (%.0f,%.0f %.0fx%.0f)", at->lesson,
           session_program(at->session)->notation->id, session_step(at->session), at->size.width,
           at->size.height, settings->text_scale, language_codes[settings->language], what, a->text,
           (double)a->bounds.x, (double)a->bounds.y, (double)a->bounds.width,
           (double)a->bounds.height);
    if (b != NULL) {
        printf(" and \"%s\" (%.0f,%.0f %.0fx%.0f)", b->text, (double)b->bounds.x,
               (double)b->bounds.y, (double)b->bounds.width, (double)b->bounds.height);
    }
    printf("\n");
}

static bool overlap(struct rect a, struct rect b) {
    const float slack = 1;
    return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width &&
           a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

/* Of the line, what capitals and figures take. */
static struct rect ink_of(const struct scene_item *item) {
    struct rect ink = item->bounds;
    ink.y += (ink.height - 0.72F * item->size) / 2;
    ink.height = 0.72F * item->size;
    return ink;
}

static bool lies_within(struct rect inner, struct rect outer) {
    const float slack = 1;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.x + inner.width <= outer.x + outer.width + slack &&
           inner.y + inner.height <= outer.y + outer.height + slack;
}

static bool lies_in_a_panel(const struct layout *layout, struct rect rect) {
    const struct rect panels[] = {layout->header,    layout->network,  layout->board,
                                  layout->narration, layout->timeline, layout->hints,
                                  layout->loss};
    for (size_t i = 0; i < TEST_COUNT(panels); i++) {
        if (lies_within(rect, panels[i])) {
            return true;
        }
    }
    return false;
}

static void check_text(const struct view_case *at, const struct layout *layout,
                       const struct scene *scene, size_t index) {
    const struct scene_item *item = &scene->items[index];
    bool is_help = session_settings(at->session)->is_help_open;
    struct rect window = {0, 0, scene->width, scene->height};
    if (!lies_within(item->bounds, window)) {
        complain(at, "outside of the window", item, NULL);
    } else if (!is_help && !lies_in_a_panel(layout, item->bounds)) {
        complain(at, "outside of its panel", item, NULL);
    }
    for (size_t k = index + 1; k < scene->count; k++) {
        const struct scene_item *other = &scene->items[k];
        if (other->kind == SCENE_TEXT && overlap(ink_of(item), ink_of(other))) {
            complain(at, "on each other", item, other);
        }
    }
}

static size_t check_scene(const struct view_case *at) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(at->session, at->size, &view_fake_metrics, arena, &scene);
    struct layout layout = stage_layout(at->session, at->size);
    size_t texts = 0;
    for (size_t i = 0; i < scene.count; i++) {
        if (scene.items[i].kind == SCENE_TEXT) {
            check_text(at, &layout, &scene, i);
            texts++;
        }
    }
    arena_destroy(arena);
    return texts;
}

static void check_sizes(struct view_case at) {
    for (size_t i = 0; i < TEST_COUNT(sizes); i++) {
        at.size = sizes[i];
        for (size_t k = 0; k < TEST_COUNT(scales); k++) {
            session_set_text_scale(at.session, scales[k]);
            for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
                session_set_language(at.session, language);
                EXPECT(check_scene(&at) > 5);
            }
        }
    }
}

static void check_steps(const char *name, const struct lesson *lesson, int iterations, long by) {
    for (size_t i = 0; i < notations.count; i++) {
        struct arena *arena = arena_create();
        struct view_case at = {.lesson = name,
                               .session = view_session(arena, lesson, &notations, i)};
        long last = session_program(at.session)->operation_count * iterations;
        while (session_look_ahead(at.session, loss_history_most_work)) {
        }
        for (long step = 0; step <= last; step += by) {
            session_go_to(at.session, step);
            check_sizes(at);
        }
        session_destroy(at.session);
        arena_destroy(arena);
    }
}

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
        for (long step = 1; step <= count; step += FIXTURE_IS_SANITIZED ? 4 : 1) {
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
                    FIXTURE_IS_SANITIZED ? 3 : 1);
    }
}

static void test_large_networks(void) {
    static const int digits[] = {784, 30, 10};
    static const int square[] = {20, 20, 20};
    static const int deep[] = {3, 5, 5, 5, 5, 5, 5, 5, 2};
    const int many = FIXTURE_IS_SANITIZED ? 5 : 1;
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

/* A unit at 1000 drives a sigmoid to exactly 0, and the loss takes its logarithm. */
static const struct lesson *stuck_lesson(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"stuck\", \"notation\": \"four\", \"loss\": "
        "\"binary_cross_entropy\", \"network\": {\"inputs\": 2, \"layers\": [{\"units\": 2, "
        "\"activation\": \"linear\", \"weights\": [[1e3, 0], [0, 1]]}, {\"units\": 2, "
        "\"activation\": \"sigmoid\", \"weights\": [[-1, 0], [0.3, 0.2]]}]}, \"data\": "
        "{\"inputs\": [[1, 1], [0.5, 1], [3, 2]], \"targets\": [[1, 1], [1, 0], [1, 0]]}}";
    return fixture_lesson_of_text(shared, "stuck", text, strlen(text));
}

static size_t count_frames(const struct session *session, const char *text) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, arena, &scene);
    color_argb bad = theme_get(THEME_DARK)->colors[COLOR_BAD];
    size_t count = 0;
    for (size_t i = 0; i < scene.count; i++) {
        for (size_t k = 0; scene.items[i].kind == SCENE_BOX && scene.items[i].stroke_color == bad &&
                           scene.items[i].stroke > 0 && k < scene.count;
             k++) {
            count += scene.items[k].kind == SCENE_TEXT && strcmp(scene.items[k].text, text) == 0 &&
                     overlap(scene.items[k].bounds, scene.items[i].bounds);
        }
    }
    arena_destroy(arena);
    return count;
}

/* The numbers that made it and what came of them are framed, and no others; going back they are
 * not. */
static void test_a_stuck_run_shows_where(void) {
    for (size_t i = 0; i < notations.count; i++) {
        struct session *session = view_session(shared, stuck_lesson(), &notations, i);
        session_apply(session, ACTION_LAST);
        while (session_work(session, 1000)) {
        }
        EXPECT(session_is_stuck(session));
        EXPECT_INT(count_frames(session, "∞"), 1);
        EXPECT_INT(count_frames(session, "0"), 2);
        EXPECT_INT(count_frames(session, "1"), 0);
        session_apply(session, ACTION_PREVIOUS);
        EXPECT_INT(count_frames(session, "∞"), 0);
        EXPECT_INT(count_frames(session, "0"), 0);
        session_destroy(session);
    }
}

/* Of a sum's products only the one that overflowed is to blame. */
static void test_an_overflow_shows_the_product(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"sum\", \"notation\": \"four\", \"loss\": \"square\", "
        "\"network\": {\"inputs\": 2, \"layers\": [{\"units\": 2, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 0], [0, 1]]}, {\"units\": 2, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 0], [0, 1]]}, {\"units\": 1, \"activation\": \"linear\", "
        "\"weights\": [[1e100, 3]]}]}, \"data\": {\"inputs\": [[1e100, 2]], \"targets\": [[1]]}}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "sum", text, strlen(text));
    struct session *session = view_session(shared, lesson, &notations, 0);
    session_go_to(session, session_program(session)->step_count);
    EXPECT(session_is_stuck(session));
    EXPECT_INT(count_frames(session, "∞"), 1);
    EXPECT_INT(count_frames(session, "1.0e+100"), 1);
    EXPECT_INT(count_frames(session, "1.0e+300"), 1);
    EXPECT_INT(count_frames(session, "3.000"), 0);
    EXPECT_INT(count_frames(session, "2.000"), 0);
    session_destroy(session);
}

/* Whether the texts of a scene, one behind the other, say this. */
static bool says(const struct session *session, const char *words) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, arena, &scene);
    struct text_builder all;
    text_begin(&all, arena);
    for (size_t i = 0; i < scene.count; i++) {
        text_append_string(&all, scene.items[i].kind == SCENE_TEXT ? scene.items[i].text : "");
    }
    bool is_said = strstr(all.bytes, words) != NULL;
    arena_destroy(arena);
    return is_said;
}

/* Where 0 log 0 or 0/0 counts as 0, and nowhere else, the picture says so: in every notation, form
 * and language. What is wrong and sure is told of a - y. */
static void test_a_convention_is_named(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"sure\", \"notation\": \"four\", \"loss\": "
        "\"binary_cross_entropy\", \"network\": {\"inputs\": 1, \"layers\": [{\"units\": 1, "
        "\"activation\": \"sigmoid\", \"weights\": [[40]]}]}, \"data\": {\"inputs\": [[1]], "
        "\"targets\": [[1]]}}";
    static const char *const words[LANGUAGE_COUNT] = {"convention", "惯例"};
    static const char *const fused[LANGUAGE_COUNT] = {"divides", "没有除法"};
    const struct lesson *lesson = fixture_lesson_of_text(shared, "sure", text, strlen(text));
    for (size_t i = 0; i < 2 * notations.count; i++) {
        enum language language = i % 2 == 0 ? LANGUAGE_ENGLISH : LANGUAGE_CHINESE;
        struct session *session = view_session(shared, lesson, &notations, i / 2);
        session_set_language(session, language);
        const struct program *program = session_program(session);
        for (long step = 0; step <= program->operation_count; step++) {
            session_go_to(session, step);
            const struct tensor *target =
                step > 0 ? &program->tensors[program->operations[step - 1].target] : NULL;
            bool is_of_loss =
                target != NULL && target->layer != 0 &&
                (target->role == ROLE_LOSS || target->role == ROLE_ACTIVATION_GRADIENT);
            EXPECT_INT(says(session, words[language]), is_of_loss);
        }
        session_destroy(session);
        session = view_session(shared, stuck_lesson(), &notations, i / 2);
        session_set_language(session, language);
        session_go_to(session, session_program(session)->step_count);
        EXPECT(session_is_stuck(session) && says(session, fused[language]));
        session_destroy(session);
    }
}

static void test_a_stuck_run_keeps_to_its_places(void) {
    check_steps("stuck", stuck_lesson(), 1, FIXTURE_IS_SANITIZED ? 4 : 1);
}

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

/* ---- another notation ---- */

/* The narration is not cut at the common sizes, and at all sizes everything keeps to its place. */
static void check_switch(const struct view_case *at, int scale) {
    session_set_text_scale(at->session, scale);
    struct scene scene;
    struct arena *arena = arena_create();
    stage_build(at->session, at->size, &view_fake_metrics, arena, &scene);
    struct layout layout = stage_layout(at->session, at->size);
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        bool is_cut = item->kind == SCENE_TEXT && lies_within(item->bounds, layout.narration) &&
                      strstr(item->text, "…") != NULL;
        if (is_cut) {
            complain(at, "cut", item, NULL);
        }
    }
    arena_destroy(arena);
}

static void test_switching(void) {
    for (size_t lesson = 1; lesson < VIEW_LESSONS; lesson++) {
        for (size_t i = 0; i < notations.count * notations.count; i++) {
            size_t from = i / notations.count, to = i % notations.count;
            struct arena *arena = arena_create();
            struct view_case at = {
                .lesson = view_lesson_paths[lesson],
                .size = {1280, 720},
                .session =
                    view_session(arena, fixture_lesson(arena, root, view_lesson_paths[lesson]),
                                 &notations, from),
            };
            session_go_to(at.session, 8);
            session_apply(at.session,
                          (enum action)(ACTION_NOTATION_1 + notations.items[to]->number - 1));
            EXPECT((session_notation_switch(at.session) != NULL) == (from != to));
            check_sizes(at);
            for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
                session_set_language(at.session, language);
                check_switch(&at, 100);
                check_switch(&at, 150);
            }
            session_destroy(at.session);
            arena_destroy(arena);
        }
    }
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
        {"a stuck run: what made it is framed", test_a_stuck_run_shows_where},
        {"a stuck run: the product that overflowed", test_an_overflow_shows_the_product},
        {"a convention is named where it is used", test_a_convention_is_named},
        {"a stuck run: texts keep to their places", test_a_stuck_run_keeps_to_its_places},
        {"numbers stay within their discs", test_numbers_within_discs},
        {"after switching: texts keep to their places", test_switching},
        {"an update shows the old value beside the new", test_an_update_shows_the_old_value},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
