/* Questions from the first key to the last: a right answer is taken, a wrong one is told what it
 * is, both stay while the reader goes elsewhere, and going on passes a question by. At every
 * question of every shipped lesson in every notation. */
#include "ask_tests.h"

#include "session/session_parts.h"

#include "checks/answer/answer_number.h"

/* ---- every question ---- */

struct count {
    size_t asked, kinds[QUESTION_KIND_COUNT], wrong_told;
};

static void expect(bool is_true, const char *what, const char *path, struct session *session) {
    if (!is_true) {
        test_failures++;
        printf("# %s, %s, step %ld: %s: \"%s\"\n", path, session_program(session)->notation->id,
               session_step(session), what,
               session_ask_now(session) != NULL ? session_ask_now(session)->text : "");
    }
}

static void check_right(const char *path, struct session *session, struct session *plain,
                        struct arena *arena) {
    const struct asked *asked = session_ask_now(session);
    session_ask_type(session, ask_right_text(arena, session, plain));
    session_ask_check(session);
    expect(asked->verdict == ASKED_RIGHT && asked->is_settled, "right, but not taken", path,
           session);
    expect(!session_ask_is_open(session) && !session_ask_is_focused(session), "still open", path,
           session);
}

/* Every kind has an answer that is readable and wrong. */
static void check_wrong(const char *path, struct session *session, struct session *plain,
                        struct arena *arena) {
    const struct asked *asked = session_ask_now(session);
    const char *wrong = ask_wrong_text(arena, session, plain);
    if (wrong == NULL) {
        return;
    }
    session_ask_type(session, wrong);
    session_ask_check(session);
    expect(asked->verdict == ASKED_WRONG, "wrong, but taken", path, session);
    expect(session_ask_is_open(session) && asked->wrong == 1, "wrong and closed", path, session);
    session_ask_check(session);
    expect(asked->wrong == 1, "checked twice, counted twice", path, session);
    expect(session_notice(session) != NULL, "nothing is said", path, session);
    session_ask_type(session, "");
    expect(session_notice(session) == NULL, "what was said stays", path, session);
}

static void check_unreadable(const char *path, struct session *session) {
    const struct asked *asked = session_ask_now(session);
    int wrong = asked->wrong;
    session_ask_type(session, "§§");
    session_ask_check(session);
    expect(asked->verdict == ASKED_UNREADABLE && asked->wrong == wrong, "read", path, session);
    expect(asked->finding.fault.message != NULL, "no reason", path, session);
}

/* Back and forth, with another language between: nothing of it is lost. */
static void check_stays(const char *path, struct session *session) {
    const struct asked *asked = session_ask_now(session);
    enum asked_verdict verdict = asked->verdict;
    const char *text = arena_copy_text(shared, asked->text, strlen(asked->text));
    long step = session_step(session);
    session_go_to(session, step > 0 ? step - 1 : 1);
    session_apply(session, ACTION_LANGUAGE);
    session_go_to(session, step);
    expect(session_ask_now(session) == asked, "another", path, session);
    expect(asked->verdict == verdict && strcmp(asked->text, text) == 0, "lost", path, session);
}

static void check_question(const char *path, struct session *session, struct session *plain,
                           struct count *count) {
    struct arena *arena = arena_create();
    const struct asked *asked = session_ask_now(session);
    count->asked++;
    count->kinds[asked->kind]++;
    expect(session_ask_is_focused(session), "no focus", path, session);
    check_unreadable(path, session);
    check_wrong(path, session, plain, arena);
    check_stays(path, session);
    check_right(path, session, plain, arena);
    check_stays(path, session);
    arena_destroy(arena);
}

static void check_lesson(const char *path, const struct lesson *lesson, size_t notation,
                         struct count *count) {
    struct arena *arena = arena_create();
    struct session *session = ask_session(arena, lesson, &notations, notation, mistakes);
    struct session *plain = view_session(arena, lesson, &notations, notation);
    for (long step = -1; step >= -1;) {
        if (session_ask_is_open(session)) {
            check_question(path, session, plain, count);
        }
        step = session_script(session) != NULL
                   ? script_next(session_script(session), session_step(session))
                   : -2;
        step = step < 0 ? -2 : step;
        if (step >= 0) {
            session_go_to(session, step);
        }
    }
    session_destroy(session);
    session_destroy(plain);
    arena_destroy(arena);
}

static void test_lessons(void) {
    enum { MOST_LESSONS = 64 };
    const char *paths[MOST_LESSONS];
    size_t lessons = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    struct count count = {0};
    for (size_t i = 0; i < lessons; i++) {
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        for (size_t n = 0; n < notations.count; n++) {
            check_lesson(paths[i], lesson, n, &count);
        }
    }
    printf("# %zu questions\n", count.asked);
    for (size_t i = 0; i < QUESTION_KIND_COUNT; i++) {
        printf("# %s: %zu\n", question_kind_names[i], count.kinds[i]);
    }
    EXPECT(count.asked > 300);
}

/* ---- going on ---- */

static struct session *four_equations(struct arena *arena) {
    return ask_session(arena, fixture_lesson(arena, root, "lessons/four/06-four-equations.json"),
                       &notations, ask_notation(&notations, "four"), mistakes);
}

static void test_passing(void) {
    struct arena *arena = arena_create();
    struct session *session = four_equations(arena);
    ask_go_to_kind(session, QUESTION_VALUE);
    const struct asked *asked = session_ask_now(session);
    long step = session_step(session);
    EXPECT(session_ask_is_open(session));
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_step(session), step + 1);
    EXPECT(asked->is_settled && asked->is_skipped && asked->wrong == 0);
    session_apply(session, ACTION_PREVIOUS);
    EXPECT(session_ask_now(session) == asked && !session_ask_is_open(session));
    EXPECT_INT((long)session_ask_answer_count(session), 1);
    EXPECT(session_ask_answer(session, 0).event == ASK_EVENT_SKIPPED);
    session_ask_enter(session); /* asked anew */
    EXPECT(session_ask_is_open(session) && session_ask_is_focused(session));
    session_ask_leave(session);
    EXPECT(session_ask_is_open(session) && !session_ask_is_focused(session));
    session_destroy(session);
    arena_destroy(arena);
}

/* Whoever wants to be asked nothing any more passes nothing by, on whatever way he went on. */
static void test_nothing_asked(void) {
    struct arena *arena = arena_create();
    struct session *session = four_equations(arena);
    ask_go_to_kind(session, QUESTION_VALUE);
    session_aim_at(session, session_step(session) + 1);
    session_work(session, 1);
    session_ask_set_mode(session, ASK_NOTHING);
    session_apply(session, ACTION_LANGUAGE);
    EXPECT(session_notice(session) == NULL);
    EXPECT_INT((long)session_ask_answer_count(session), 0);
    session_destroy(session);
    arena_destroy(arena);
}

/* A formula that was left open is asked for where it is at home, and at no step before. */
static void test_formula_left(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, "lessons/beyond/03-vanishing.json");
    struct session *session = ask_session(arena, lesson, &notations,
                                          ask_notation(&notations, lesson->notation), mistakes);
    ask_go_to_kind(session, QUESTION_FORMULA);
    const struct asked *asked = session_ask_now(session);
    session_apply(session, ACTION_LANGUAGE); /* he does something: he has seen it */
    const long home = session_step(session);
    for (long step = 1; step <= home; step++) {
        session_go_to(session, step);
        EXPECT_INT(session_ask_now(session) == asked, step == home);
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_hints(void) {
    struct arena *arena = arena_create();
    struct session *session = four_equations(arena);
    ask_go_to_kind(session, QUESTION_VALUE);
    const struct asked *asked = session_ask_now(session);
    for (int hints = 1; hints < ASKED_MOST_HINTS; hints++) {
        session_ask_hint(session);
        EXPECT(asked->hints == hints && session_ask_is_open(session));
    }
    session_ask_hint(session);
    EXPECT(asked->is_revealed && !session_ask_is_open(session));
    struct ask_score score = session_ask_score(session, arena);
    EXPECT(score.asked == 1 && score.revealed == 1 && score.right_at_once == 0);
    session_destroy(session);
    arena_destroy(arena);
}

/* Who is asked for more digits, and has them, was right at once. */
static void test_digits(void) {
    struct arena *arena = arena_create();
    struct session *session =
        ask_session(arena, fixture_lesson(shared, root, "lessons/ladder/01-one-neuron.json"),
                    &notations, ask_notation(&notations, "ladder"), mistakes);
    ask_go_to_kind(session, QUESTION_VALUE);
    const struct asked *asked = session_ask_now(session);
    session_ask_type(session, "0.7");
    session_ask_check(session);
    EXPECT_INT(asked->verdict, ASKED_FEWER_DIGITS);
    session_ask_type(session, "0.75");
    session_ask_check(session);
    EXPECT_INT(asked->verdict, ASKED_RIGHT);
    const struct ask_score score = session_ask_score(session, arena);
    EXPECT(score.asked == 1 && score.right_at_once == 1 && score.right_later == 0);
    /* and stays so for who tries it again, with another end */
    session_apply(session, ACTION_ASK_AGAIN);
    session_ask_type(session, "0.5");
    session_ask_check(session);
    EXPECT_INT(asked->verdict, ASKED_WRONG);
    const struct ask_score again = session_ask_score(session, arena);
    EXPECT(again.asked == 1 && again.right_at_once == 1 && again.right_later == 0);
    session_destroy(session);
    arena_destroy(arena);
}

/* Another notation while it is open, and back: the same unit, the text, the wrong answers. */
static void test_switching(void) {
    struct arena *arena = arena_create();
    struct session *session = four_equations(arena);
    ask_go_to_kind(session, QUESTION_VALUE);
    const struct asked *asked = session_ask_now(session);
    session_ask_type(session, "123");
    session_ask_check(session);
    EXPECT(asked->verdict == ASKED_WRONG && asked->finding.number != NULL);
    size_t visited = 0;
    for (size_t i = 0; i < notations.count; i++) {
        session_apply(session, ACTION_NEXT_NOTATION);
        if (session_ask_now(session) == asked) {
            visited++;
            EXPECT(asked->wrong == 1 && strcmp(asked->text, "123") == 0);
            EXPECT(asked->finding.number != NULL);
            EXPECT(session_ask_hides(session, asked->subject.quantity.tensor));
        }
    }
    EXPECT(visited > 0);
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- predict mode, closely ---- */

static const struct mistake *mistake_of(const char *id) {
    size_t i = 0;
    while (i + 1 < mistakes->count && strcmp(mistakes->items[i].id, id) != 0) {
        i++;
    }
    return &mistakes->items[i];
}

/* Answers what is asked, with the number of the same run without questions. */
static void answer_right(struct arena *arena, struct session *session, struct session *plain) {
    session_go_to(plain, session_step(session));
    session_ask_type(session, ask_right_text(arena, session, plain));
    session_ask_check(session);
}

static bool is_seen(const struct session *session, int tensor, size_t element) {
    const struct tensor_storage storage = session_program(session)->tensors[tensor].storage;
    return !number_is_hidden(session_state(session)[storage.offset + element]);
}

/* At the finest level each element is asked, those behind it stay hidden, and nothing inside is
 * shown before. */
static void test_elements(void) {
    struct arena *arena = arena_create();
    struct session *session = four_equations(arena);
    struct session *plain = four_equations(arena);
    session_ask_set_mode(plain, ASK_NOTHING);
    session_set_level(session, LEVEL_ELEMENT);
    session_ask_set_mode(session, ASK_EVERY_STEP);
    session_go_to(session, 0);
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_step(session), 1);
    EXPECT_INT((long)session_place(session).element, 0);
    const int target = session_shown_operation(session)->target;
    size_t count = shape_count(session_program(session)->tensors[target].storage.shape);
    EXPECT(count > 2);
    for (size_t i = 0; i < count; i++) {
        const struct asked *asked = session_ask_now(session);
        EXPECT(asked->element == i + 1 && session_ask_is_open(session));
        EXPECT(!is_seen(session, target, i) && !is_seen(session, target, count - 1));
        answer_right(arena, session, plain);
        EXPECT(asked->verdict == ASKED_RIGHT && is_seen(session, target, i));
        EXPECT(is_seen(session, target, count - 1) == (i + 1 == count));
        EXPECT(session_shown_level(session) <= LEVEL_OPERATION || i + 1 == count);
        EXPECT_INT(session_step(session), 1);
        session_apply(session, ACTION_NEXT);
    }
    EXPECT_INT(session_step(session), 2);
    EXPECT(session_ask_is_open(session));
    session_go_to(session, 1);
    EXPECT(!session_ask_is_open(session));
    session_apply(session, ACTION_PREVIOUS); /* what was asked may be looked at from inside */
    EXPECT(session_place(session).element > 0);
    session_destroy(session);
    session_destroy(plain);
    arena_destroy(arena);
}

/* A question of a stop is asked before anything inside of its operation is shown; once it is
 * settled, the way inside is open. */
static void test_stop_inside(void) {
    struct arena *arena = arena_create();
    struct session *session = four_equations(arena);
    session_ask_set_mode(session, ASK_LESSON);
    ask_go_to_kind(session, QUESTION_VALUE);
    const long step = session_step(session);
    session_go_to(session, step - 1);
    session_set_level(session, LEVEL_ELEMENT);
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_step(session), step);
    EXPECT_INT((long)session_place(session).element, 0);
    EXPECT(session_ask_is_open(session) && session_ask_now(session)->kind == QUESTION_VALUE);
    session_ask_reveal(session);
    session_go_to(session, step - 1);
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_step(session), step - 1);
    EXPECT_INT((long)session_place(session).element, 1);
    session_destroy(session);
    session = ask_session(arena, fixture_lesson(arena, root, "tests/cli/exact.json"), &notations,
                          ask_notation(&notations, "four"), mistakes);
    EXPECT(session_script(session) == NULL);
    session_ask_set_mode(session, ASK_LESSON);
    session_set_level(session, LEVEL_ELEMENT);
    session_apply(session, ACTION_NEXT);
    EXPECT_INT((long)session_place(session).element, 1);
    session_destroy(session);
    arena_destroy(arena);
}

/* The mistake that was made most is the first. */
static void test_score(void) {
    static const char *const wrong[] = {"no_slope", "no_transpose", "no_transpose"};
    struct arena *arena = arena_create();
    struct session *session = four_equations(arena);
    ask_go_to_kind(session, QUESTION_VALUE);
    struct ask_answer answers[TEST_COUNT(wrong)] = {{0}};
    for (size_t i = 0; i < TEST_COUNT(wrong); i++) {
        answers[i] = (struct ask_answer){.asked = session_ask_now(session),
                                         .event = ASK_EVENT_ANSWER,
                                         .verdict = ASKED_WRONG,
                                         .mistake = mistake_of(wrong[i])};
    }
    session->asking.answers = answers;
    session->asking.answer_count = TEST_COUNT(wrong);
    const struct ask_score score = session_ask_score(session, arena);
    EXPECT_INT(score.asked, 1);
    EXPECT_INT(score.mistake_count, 2);
    EXPECT_STRING(score.mistakes[0].mistake->id, "no_transpose");
    EXPECT(score.mistakes[0].count == 2 && score.mistakes[0].answer == 1);
    EXPECT(score.mistakes[1].count == 1 && score.mistakes[1].answer == 0);
    session->asking.answer_count = 0;
    session_destroy(session);
    arena_destroy(arena);
}

/* The next line of a derivation is asked before it is written. */
static void test_lines(void) {
    struct arena *arena = arena_create();
    struct session *session = four_equations(arena);
    session_ask_set_mode(session, ASK_EVERY_STEP);
    session_go_to(session, 1);
    while (session_proof(session) == NULL &&
           session_step(session) < session_program(session)->operation_count) {
        session_ask_reveal(session);
        session_apply(session, ACTION_DERIVE);
        if (session_proof(session) == NULL) {
            session_apply(session, ACTION_NEXT);
        }
    }
    EXPECT(session_proof(session) != NULL);
    size_t lines = session_proof(session) != NULL ? proof_line_count(session_proof(session)) : 0;
    EXPECT(lines > 1);
    size_t asked_lines = 0;
    for (size_t i = 0; i < lines; i++) {
        const struct asked *asked = session_ask_now(session);
        EXPECT_INT((long)session_proof(session)->written, (long)i);
        if (session_ask_is_open(session)) {
            asked_lines++;
            EXPECT(asked->kind == QUESTION_LINE && asked->line->line == i + 1);
            size_t right = 0;
            while (!asked->subject.options[right].is_right) {
                right++;
            }
            size_t wrong = right == 0;
            session_ask_choose(session, wrong);
            EXPECT(asked->verdict == ASKED_WRONG && session_ask_is_open(session));
            session_ask_choose(session, right);
            EXPECT(asked->verdict == ASKED_RIGHT && !session_ask_is_open(session));
        }
        session_apply(session, ACTION_NEXT);
    }
    EXPECT_INT((long)session_proof(session)->written, (long)lines);
    EXPECT(asked_lines > 1 && !session_ask_is_open(session));
    session_apply(session, ACTION_CLOSE);
    EXPECT(session_proof(session) == NULL && session_ask_now(session)->line == NULL);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"every question of every lesson in every notation", test_lessons},
        {"going on passes a question by", test_passing},
        {"nothing is passed by where nothing is asked", test_nothing_asked},
        {"a formula that was left open is asked for in its place", test_formula_left},
        {"hints, and the solution", test_hints},
        {"another notation while it is open", test_switching},
        {"digits that are asked for are no second try", test_digits},
        {"predicted element by element", test_elements},
        {"predicted line by line", test_lines},
        {"a stop's question is asked before what is inside", test_stop_inside},
        {"the commonest mistake is the first", test_score},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
