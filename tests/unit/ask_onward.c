/* One key leads through every lesson to the page behind its end: →, the remote's PageDown, a click
 * where the way on is. In each notation, in both languages, with the questions passed by. */
#include "ask_tests.h"

#include "session/key_table.h"
#include "session/proof/proof_act.h"
#include "session/session_parts.h"
#include "session/strings.h"
#include "session/way/leap.h"
#include "view/draw/scene_button.h"
#include "view/stage/answering.h"
#include "view/stage/pointing.h"

enum { MOST_LESSONS = 128, MOST_FAULTS = 20, SANITIZED_EVERY = 7 };
enum way { WAY_KEY, WAY_REMOTE, WAY_MOUSE, WAY_COUNT };

static const struct stage_size size = {1920, 1080};
static const char *const way_names[] = {"right", "remote", "mouse"};

struct walk {
    const char *path;
    struct arena *arena; /* of one picture */
    struct session *session;
    struct scene scene;
    enum way way;
};

static void look(struct walk *walk) {
    arena_destroy(walk->arena);
    walk->arena = arena_create();
    stage_build(walk->session, size, &view_fake_metrics, walk->arena, &walk->scene);
}

static unsigned press(struct walk *walk, enum key_name name) {
    const struct key key = {.name = name};
    unsigned changed;
    if (answering_key(walk->session, &walk->scene, key, &changed) != ANSWERING_NOTHING) {
        return changed;
    }
    return pointing_apply(walk->session, &walk->scene, key_table_action(key));
}

/* Where the way on is; a question is passed by where it says so. */
static unsigned click(struct walk *walk) {
    static const enum action ways[] = {ACTION_SKIP, ACTION_READ_ON, ACTION_NEXT};
    for (size_t i = 0; i < TEST_COUNT(ways); i++) {
        for (size_t k = walk->scene.button_count; k-- > 0;) {
            const struct scene_button *button = &walk->scene.buttons[k];
            struct scene_point at = {button->rect.x + button->rect.width - 2,
                                     button->rect.y + button->rect.height / 2};
            unsigned changed;
            if (button->typed != NULL || button->action != (int)ways[i]) {
                continue;
            }
            return answering_click(walk->session, &walk->scene, at, &changed)
                       ? changed
                       : pointing_apply(walk->session, &walk->scene, ways[i]);
        }
    }
    return SESSION_SAME;
}

static unsigned go_on(struct walk *walk) {
    if (walk->way == WAY_MOUSE) {
        look(walk);
        return click(walk);
    }
    if (walk->way == WAY_REMOTE) {
        look(walk);
    }
    return press(walk, walk->way == WAY_KEY ? KEY_RIGHT : KEY_PAGE_DOWN);
}

/* The operations of the iterations that are told, and for each stop its pages, its question and
 * the lines of its proof. */
static long bound(const struct walk *walk) {
    enum { PER_STOP = 12 };
    const struct lesson *lesson = session_lesson(walk->session);
    long told = 2;
    for (size_t i = 0; i < lesson->stop_count; i++) {
        bool is_counted = lesson->stops[i].iteration < 2;
        for (size_t k = 0; k < i; k++) {
            is_counted = is_counted || lesson->stops[k].iteration == lesson->stops[i].iteration;
        }
        told += !is_counted;
    }
    return told * session_program(walk->session)->operation_count +
           PER_STOP * (long)lesson->stop_count;
}

/* What the lesson says somewhere must have been met, not leapt over. */
static size_t unmet(const struct walk *walk, long step_before, long step) {
    const struct script *script = session_script(walk->session);
    long news = script_next_news(script, step_before);
    return news >= 0 && news < step;
}

static size_t promises; /* of a leap, in the row of hints */

static bool says(const struct scene *scene, const char *text) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == SCENE_TEXT && strcmp(scene->items[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

/* Where the row of hints has to say that the way on leaps, and where to; -1: nowhere. */
static long promised(const struct walk *walk) {
    bool has_row = !session_ask_is_open(walk->session) && proof_act_is_done(walk->session);
    return has_row ? leap_target(walk->session) : -1;
}

/* It says where the press then leads to. The picture is that of before the press. */
static void check_promise(const struct walk *walk, long leap) {
    const struct program *program = session_program(walk->session);
    enum language language = session_settings(walk->session)->language;
    long iteration = place_of_step(program, leap).iteration;
    const char *words = leap == program->step_count
                            ? string_get(language, STRING_HINT_LEAP_END)
                            : STRING_FILL(walk->arena, language, STRING_HINT_LEAP,
                                          number_count_text(walk->arena, iteration));
    promises++;
    if ((!says(&walk->scene, words) || session_step(walk->session) != leap) &&
        test_failures++ < MOST_FAULTS) {
        printf("# %s, %s: \"%s\" is not said, or step %ld is not %ld\n", walk->path,
               program->notation->id, words, session_step(walk->session), leap);
    }
}

static void walk_on(struct walk *walk, long *ret_most) {
    const long most = bound(walk);
    unsigned changed = SESSION_SAME;
    long presses = 0;
    size_t missed = 0;
    while (presses <= most && (changed & SESSION_ENDED) == 0) {
        const long before = session_step(walk->session), leap = promised(walk);
        changed = go_on(walk);
        while (session_work(walk->session, 100000)) {
        }
        if (leap >= 0 && walk->way != WAY_KEY && session_step(walk->session) != before) {
            check_promise(walk, leap);
        }
        missed += unmet(walk, before, session_step(walk->session));
        presses++;
    }
    *ret_most = presses > *ret_most ? presses : *ret_most;
    bool has_ended = (changed & SESSION_ENDED) != 0;
    if ((!has_ended || missed > 0) && test_failures++ < MOST_FAULTS) {
        printf("# %s, %s, %s, language %d: step %ld of %ld after %ld, %zu stops missed\n",
               walk->path, session_program(walk->session)->notation->id, way_names[walk->way],
               (int)session_settings(walk->session)->language, session_step(walk->session),
               session_program(walk->session)->step_count, presses, missed);
    }
    arena_destroy(walk->arena);
}

static void test_lessons(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    size_t walks = 0, every = FIXTURE_IS_SANITIZED ? SANITIZED_EVERY : 1;
    long most[WAY_COUNT] = {0};
    for (size_t i = 0; i < count * notations.count * WAY_COUNT; i += every) {
        struct arena *arena = arena_create();
        struct walk walk = {.path = paths[i / notations.count / WAY_COUNT],
                            .way = (enum way)(i % WAY_COUNT)};
        const struct lesson *lesson = fixture_lesson(arena, root, walk.path);
        walk.session =
            ask_session(arena, lesson, &notations, i / WAY_COUNT % notations.count, mistakes);
        if (walk.session != NULL) {
            session_set_language(walk.session, (enum language)(i % LANGUAGE_COUNT));
            session_set_end_page(walk.session, true);
            walk_on(&walk, &most[walk.way]);
            walks++;
        }
        session_destroy(walk.session);
        arena_destroy(arena);
    }
    printf(
        "# %zu walks; most presses: → %ld, PageDown %ld, mouse %ld; %zu leaps as the hint says\n",
        walks, most[0], most[1], most[2], promises);
    EXPECT(walks > 600 / every && promises > 300 / every);
}

/* The way back from a leap is where it began, and from there on every step is one's own. */
static void test_back(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, "lessons/ladder/01-one-neuron.json");
    struct session *session = ask_session(arena, lesson, &notations,
                                          ask_notation(&notations, lesson->notation), mistakes);
    session_set_end_page(session, true);
    const long last = session_program(session)->step_count;
    long from = 0;
    for (int i = 0; i < 200 && session_step(session) < last; i++) {
        from = session_step(session);
        session_apply(session, ACTION_NEXT);
        while (session_work(session, last)) {
        }
    }
    EXPECT_INT(session_step(session), last);
    EXPECT(from > 0 && last - from > 100);
    EXPECT_INT(leap_origin(session), from);
    session_apply(session, ACTION_PREVIOUS);
    EXPECT_INT(session_step(session), from);
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_step(session), from + 1);
    session_apply(session, ACTION_FIRST);
    session_go_to(session, from);
    EXPECT_INT(session_step(session), from);
    EXPECT_INT(leap_target(session), last);
    session_apply(session, ACTION_NEXT_PASS);
    EXPECT_INT(leap_target(session), -1);
    session_destroy(session);
    arena_destroy(arena);
}

/* Who has clicked on the line of time goes on with the lesson where it speaks next. */
static void test_own_way(void) {
    enum { MOST_PRESSES = 60 };
    struct arena *arena = arena_create();
    const struct lesson *lesson =
        fixture_lesson(arena, root, "lessons/ladder/02-sigmoid-slope.json");
    struct session *session = ask_session(arena, lesson, &notations,
                                          ask_notation(&notations, lesson->notation), mistakes);
    session_set_end_page(session, true);
    session_go_to(session, 3);
    leap_set_own_way(session, true);
    int presses = 0;
    while (presses < MOST_PRESSES && (session_apply(session, ACTION_NEXT) & SESSION_ENDED) == 0) {
        while (session_work(session, 1000)) {
        }
        presses++;
    }
    EXPECT(presses > 5 && presses < MOST_PRESSES);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"one key leads to the end of every lesson", test_lessons},
        {"a leap is undone by the way back", test_back},
        {"a click on the line of time is no other way for good", test_own_way},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
