/* What is chosen, at every question of every shipped lesson: why a wrong option is wrong is said,
 * not only that it is; what was tried stays known, and a hint takes away another one. And in a hall
 * whatever is typed elsewhere is chosen, and Enter reveals it. */
#include "ask_tests.h"

#include "session/ask/order.h"
#include "step/moment.h"
#include "tell/answer/question_told.h"
#include "view/draw/scene_button.h"
#include "view/stage/stage.h"

enum { MOST_LESSONS = 128, MOST_FAULTS = 20 };
static size_t chosen, revealed, hinted, ordered;

static const char *text_of(struct arena *arena, const struct telling *telling) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling->count; i++) {
        text_append_string(&text, telling->parts[i].text != NULL ? telling->parts[i].text : "");
    }
    return text.bytes;
}

static void fault(struct session *session, const char *path, const char *what) {
    if (test_failures++ < MOST_FAULTS) {
        printf("# %s, step %ld, %s: %s\n", path, session_step(session),
               question_kind_names[session_ask_now(session)->kind], what);
    }
}

/* ---- wrong options ---- */

static void check_why(struct session *session, const char *path) {
    struct arena *arena = arena_create();
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        const struct moment moment = moment_create(session, arena);
        struct telling telling = telling_begin(arena, language);
        question_told_add_verdict(&telling, &moment, session_script(session),
                                  session_ask_now(session));
        const char *said = text_of(arena, &telling);
        if (strcmp(said, string_get(language, STRING_ANSWER_SHAPE_WRONG)) == 0) {
            fault(session, path, "says only that it is not right");
        }
    }
    arena_destroy(arena);
}

/* Each wrong option but the last two is tried; then a hint names one that was not. */
static void check_choice(struct session *session, const char *path) {
    const struct asked *asked = session_ask_now(session);
    const size_t count = asked->subject.option_count;
    for (size_t last = 0; last < count; last++) {
        for (size_t i = 0; i < count; i++) {
            if (!asked->subject.options[i].is_right && (i == last || count - i > 2)) {
                session_ask_choose(session, i);
                chosen++;
                check_why(session, path);
                EXPECT(asked_is_known_wrong(asked, i));
            }
        }
        size_t free = asked_option_to_exclude(asked);
        session_ask_hint(session);
        session_ask_hint(session);
        bool is_other = asked->excluded == (free < count ? free + 1 : 0) &&
                        (free == count || !asked->subject.options[free].is_right);
        hinted += free < count;
        if (!is_other || (free < count && (asked->tried >> free & 1U) != 0)) {
            fault(session, path, "the hint names what was tried");
        }
        session_ask_reveal(session);
        session_ask_enter(session);
        EXPECT(asked->tried == 0 && asked->excluded == 0);
    }
}

/* ---- in a hall ---- */

/* What is written in the middle of a place; "": nothing. */
static const char *written_at(const struct scene *scene, struct scene_point middle) {
    const char *text = "";
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        float x = item->bounds.x + item->bounds.width / 2 - middle.x;
        float y = item->bounds.y + item->bounds.height / 2 - middle.y;
        text = item->kind == SCENE_TEXT && x * x + y * y < 9 ? item->text : text;
    }
    return text;
}

/* Where the letter of an option stands. */
static struct scene_point letter_of(const struct scene *scene, size_t option) {
    const char letter[2] = {(char)('A' + option), '\0'};
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && strcmp(item->text, letter) == 0) {
            return (struct scene_point){item->bounds.x + item->bounds.width / 2,
                                        item->bounds.y + item->bounds.height / 2};
        }
    }
    return (struct scene_point){-1, -1};
}

/* Once it is revealed, each step bears its place where its letter stood. */
static void reveal_order(struct session *session, const char *path) {
    static const struct stage_size size = {1920, 1080};
    struct arena *arena = arena_create();
    const struct asked *asked = session_ask_now(session);
    const char *right = ask_order_text(arena, asked);
    struct scene before, after;
    stage_build(session, size, &view_fake_metrics, arena, &before);
    session_ask_check(session);
    stage_build(session, size, &view_fake_metrics, arena, &after);
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        const struct scene_point middle = letter_of(&before, i);
        long place = strchr(right, (char)('A' + i)) - right + 1;
        const char *expected = text_format(arena, "%ld", place);
        if (middle.x < 0 || strcmp(written_at(&after, middle), expected) != 0) {
            fault(session, path, "the right order is not revealed");
        }
        ordered++;
    }
    arena_destroy(arena);
}

static void check_hall(struct session *session, const char *path) {
    const struct asked *asked = session_ask_now(session);
    size_t right = 0;
    session_ask_set_hall(session, true);
    asked = session_ask_now(session);
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        right += asked->subject.options[i].is_right;
    }
    bool is_typed = asked->kind == QUESTION_CELL || asked->kind == QUESTION_FORMULA ||
                    (asked->kind == QUESTION_VALUE && asked->subject.option_count == 0);
    bool is_one = right == (asked->kind != QUESTION_ORDER) && asked->subject.option_count > 1;
    if (!is_typed && (!session_ask_is_for_hall(session) || !is_one)) {
        fault(session, path, "is not chosen in a hall");
    }
    if (!is_typed) {
        revealed++;
        if (asked->kind == QUESTION_ORDER) {
            reveal_order(session, path);
        } else {
            session_ask_check(session);
        }
        EXPECT(asked->is_settled && asked->is_revealed);
        session_ask_enter(session);
    }
    session_ask_set_hall(session, false);
}

/* ---- all of them ---- */

static void walk(struct session *session, const char *path) {
    enum { MOST_STOPS = 200 };
    long before = -1;
    for (int i = 0; i < MOST_STOPS && session_step(session) != before; i++) {
        for (int k = 0; k < 4 && session_ask_is_open(session); k++) {
            check_hall(session, path);
            if (asked_is_choice(session_ask_now(session))) {
                check_choice(session, path);
            }
            session_ask_skip(session);
        }
        before = session_step(session);
        session_apply(session, ACTION_NEXT_STOP);
        while (session_work(session, 100000)) {
        }
    }
}

static void test_choices(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    const size_t every = FIXTURE_IS_SANITIZED ? 5 : 1;
    for (size_t i = 0; i < count; i += every) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        struct session *session = ask_session(arena, lesson, &notations,
                                              ask_notation(&notations, lesson->notation), mistakes);
        walk(session, paths[i]);
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu chosen, %zu hints, %zu revealed, %zu steps in order\n", chosen, hinted, revealed,
           ordered);
    EXPECT(chosen > 150 / every && hinted > 30 / every && revealed > 150 / every);
    EXPECT(ordered > 15 / every / (every > 1 ? 4 : 1));
}

/* Steps are never offered in the order that is the answer. */
static void test_orders(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS), orders = 0;
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        struct session *session = ask_session(arena, lesson, &notations,
                                              ask_notation(&notations, lesson->notation), mistakes);
        const struct program *program = session_program(session);
        for (long from = 0; from < program->operation_count; from++) {
            size_t options;
            const struct asked_option *order = order_options(arena, program, from, &options);
            bool is_mixed = options < 2;
            for (size_t k = 1; k < options; k++) {
                is_mixed = is_mixed || order[k - 1].operation > order[k].operation;
            }
            EXPECT(is_mixed);
            orders += options > 1;
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu orders\n", orders);
    EXPECT(orders > 400);
}

/* ---- on a phone ---- */

static void look_on_phone(struct session *session, int width, size_t *ret_pages,
                          size_t *ret_checks) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, (struct stage_size){width, 790}, &view_fake_metrics, arena, &scene);
    *ret_pages = scene.text_pages;
    *ret_checks = 0;
    for (size_t i = 0; i < scene.button_count; i++) {
        *ret_checks += scene.buttons[i].action == ACTION_CHECK;
    }
    arena_destroy(arena);
}

/* The words of a question with options are not cut for keys that the row of hints has too; where
 * there is room the keys stand beside them. */
static void test_phone(void) {
    const char *path = "lessons/mlbook/02-relu-pair.json";
    const struct lesson *lesson = fixture_lesson(shared, root, path);
    struct session *session = ask_session(shared, lesson, &notations,
                                          ask_notation(&notations, lesson->notation), mistakes);
    static const int narrow = 360, wide = 390;
    ask_go_to_kind(session, QUESTION_CHOICE);
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        size_t pages, checks;
        session_set_language(session, language);
        look_on_phone(session, narrow, &pages, &checks);
        EXPECT_INT(checks, 1);
        EXPECT(pages == (language == LANGUAGE_ENGLISH ? 2 : 0));
        look_on_phone(session, wide, &pages, &checks);
        EXPECT_INT(checks, 2);
        EXPECT_INT(pages, 0);
    }
    session_destroy(session);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"a wrong option is told why, and stays known", test_choices},
        {"no order is offered that is right", test_orders},
        {"on a phone the words of a question come before keys", test_phone},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
