/* What keys and input methods do to an answer that is typed, and how it went: key by key, as the
 * window passes them on. */
#include "ask_tests.h"

#include "session/answering/answer_line.h"
#include "session/session_look.h"
#include "view/draw/scene_button.h"
#include "view/stage/answering.h"

static struct session *open_session(struct arena *arena, const char *path) {
    return ask_session(arena, fixture_lesson(arena, root, path), &notations,
                       ask_notation(&notations, "four"), mistakes);
}

static struct session *open_at(struct arena *arena, enum question_kind kind) {
    struct session *session = open_session(arena, "lessons/four/06-four-equations.json");
    ask_go_to_kind(session, kind);
    return session;
}

/* Without a palette. */
static unsigned press(struct session *session, struct key key) {
    long taken = -1;
    unsigned changed = answer_line_do(session, answer_key_read(key), 0, &taken);
    EXPECT_INT(taken, -1);
    return changed;
}

static struct key control(char character, bool has_shift) {
    return (struct key){
        .name = KEY_CHARACTER, .character = character, .has_control = true, .has_shift = has_shift};
}

static void test_composing(void) {
    static const struct {
        const char *text;
        int caret;
        size_t bytes;
    } cases[] = {{"ab", 1, 1}, {"斜率", 1, 3}, {"斜率", -1, 6}, {"x", 0, 0}, {"斜率", 9, 6}};
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, QUESTION_VALUE);
    answer_line_insert(session, "5");
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT(answer_line_compose(session, cases[i].text, cases[i].caret) == SESSION_LOOKS);
        const struct typed_line line = answer_line_get(session);
        EXPECT_STRING(line.composed, cases[i].text);
        EXPECT_INT(line.composed_caret, cases[i].bytes);
        EXPECT_STRING(session_ask_now(session)->text, "5"); /* nothing is written yet */
    }
    answer_line_insert(session, "7");
    EXPECT_STRING(answer_line_get(session).composed, "");
    EXPECT_STRING(session_ask_now(session)->text, "57");
    session_ask_reveal(session); /* what is settled is typed to no more */
    EXPECT(answer_line_insert(session, "9") == SESSION_SAME);
    EXPECT(strchr(session_ask_now(session)->text, '9') == NULL);
    ask_go_to_kind(session, QUESTION_ORDER); /* its letters are not composed */
    EXPECT(answer_line_compose(session, "ab", 1) == SESSION_SAME);
    EXPECT_STRING(answer_line_get(session).composed, "");
    session_destroy(session);
    arena_destroy(arena);
}

static void test_editing(void) {
    char copied[TYPED_MOST + 1] = "";
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, QUESTION_VALUE);
    const struct asked *asked = session_ask_now(session);
    answer_line_insert(session, "0.25");
    EXPECT(!answer_line_copy(session, copied));
    press(session, control('a', false));
    EXPECT(answer_line_copy(session, copied));
    EXPECT_STRING(copied, "0.25");
    answer_line_insert(session, "1");
    EXPECT_STRING(asked->text, "1");
    press(session, control('z', false));
    EXPECT_STRING(asked->text, "0.25");
    press(session, control('z', true));
    EXPECT_STRING(asked->text, "1");
    press(session, control('z', false));
    press(session, control('y', false));
    EXPECT_STRING(asked->text, "1");
    EXPECT_INT(asked->hints, 0);
    press(session, (struct key){.name = KEY_F2});
    EXPECT_INT(asked->hints, 1);
    EXPECT(press(session, (struct key){.name = KEY_UP}) == SESSION_SAME); /* no options */
    session_destroy(session);
    arena_destroy(arena);
}

/* What is typed after a wrong answer takes its place, by key and by the button; a formula stays. */
static void test_after_wrong(void) {
    static const struct {
        enum question_kind kind;
        const char *path, *wrong, *after;
    } cases[] = {{QUESTION_VALUE, "lessons/four/06-four-equations.json", "77.5", "1"},
                 {QUESTION_FORMULA, "lessons/beyond/03-vanishing.json", "w[2]", "w[2]1"}};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < 2 * TEST_COUNT(cases); i++) {
        struct session *session = open_session(arena, cases[i / 2].path);
        ask_go_to_kind(session, cases[i / 2].kind);
        const struct asked *asked = session_ask_now(session);
        answer_line_insert(session, cases[i / 2].wrong);
        if (i % 2 == 0) {
            press(session, (struct key){.name = KEY_ENTER});
        } else {
            session_apply(session, ACTION_CHECK);
        }
        EXPECT_INT(asked->verdict, ASKED_WRONG);
        answer_line_insert(session, "1");
        EXPECT_STRING(asked->text, cases[i / 2].after);
        session_destroy(session);
    }
    arena_destroy(arena);
}

/* Where nothing is typed, to the left is the step before. */
static void test_going_back(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, QUESTION_VALUE);
    long step = session_step(session);
    answer_line_insert(session, "1");
    press(session, (struct key){.name = KEY_LEFT});
    EXPECT_INT(session_step(session), step);
    press(session, (struct key){.name = KEY_DELETE});
    EXPECT_STRING(session_ask_now(session)->text, "");
    press(session, (struct key){.name = KEY_LEFT});
    EXPECT_INT(session_step(session), step - 1);
    session_destroy(session);
    arena_destroy(arena);
}

/* From option to option, around at both ends; letters that are none of them are nothing. */
static void test_options(void) {
    struct arena *arena = arena_create();
    for (size_t i = 0; i < 2; i++) {
        const enum key_name name = i == 0 ? KEY_DOWN : KEY_UP;
        struct session *session = open_at(arena, QUESTION_LINE);
        const struct asked *asked = session_ask_now(session);
        long count = (long)asked->subject.option_count;
        EXPECT(count > 2);
        for (long k = 0; k <= count; k++) {
            const char letter[2] = {(char)('A' + (i == 0 ? k : 2 * count - 1 - k) % count), '\0'};
            EXPECT(press(session, (struct key){.name = name}) == SESSION_LOOKS);
            EXPECT_STRING(asked->text, letter);
        }
        const char *before = text_format(arena, "%s", asked->text);
        EXPECT(answer_line_insert(session, "z?") == SESSION_SAME);
        EXPECT_STRING(asked->text, before);
        session_destroy(session);
    }
    arena_destroy(arena);
}

/* Of a wrong order what is right at its beginning stays, and the rest is put anew. */
static void test_order_again(void) {
    struct arena *arena = arena_create();
    struct session *session =
        ask_session(arena, fixture_lesson(arena, root, "lessons/delta/05-deep.json"), &notations,
                    ask_notation(&notations, "delta"), mistakes);
    ask_go_to_kind(session, QUESTION_ORDER);
    const struct asked *asked = session_ask_now(session);
    const char *right = ask_order_text(arena, asked);
    const size_t count = strlen(right);
    EXPECT(count > 2);
    char *wrong = text_format(arena, "%s", right);
    wrong[count - 1] = right[count - 2]; /* the last two change places */
    wrong[count - 2] = right[count - 1];
    session_ask_type(session, wrong);
    session_ask_check(session);
    EXPECT_INT(asked->verdict, ASKED_WRONG);
    EXPECT(strlen(asked->text) >= 1 && strlen(asked->text) < count);
    EXPECT_INT(strncmp(asked->text, right, strlen(asked->text)), 0);
    EXPECT_STRING(session_ask_answer(session, 0).text, wrong);
    session_apply(session, ACTION_LANGUAGE); /* what is left stays */
    EXPECT(answer_line_insert(session, right) == SESSION_LOOKS);
    EXPECT_STRING(session_ask_now(session)->text, right);
    EXPECT(press(session, (struct key){.name = KEY_ENTER}) != SESSION_SAME);
    EXPECT_INT(session_ask_now(session)->verdict, ASKED_RIGHT);
    session_destroy(session);
    arena_destroy(arena);
}

/* Where letters choose, signs are the keys that they are elsewhere; those of a sign are letters. */
static void test_signs(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, QUESTION_LINE);
    struct scene_answer line = {0};
    struct scene scene = {.answer = &line};
    int before = session_settings(session)->text_scale;
    answering_type(session, &scene, "*");
    EXPECT(session_settings(session)->text_scale > before);
    EXPECT_STRING(session_ask_now(session)->text, "");
    answering_type(session, &scene, "b");
    EXPECT_STRING(session_ask_now(session)->text, "B");
    session_destroy(session);
    session = open_at(arena, QUESTION_VALUE);
    answering_type(session, &scene, "2*3");
    EXPECT_STRING(session_ask_now(session)->text, "2*3");
    session_destroy(session);
    session = open_session(arena, "lessons/beyond/03-vanishing.json");
    session_ask_set_hall(session, true);
    ask_go_to_kind(session, QUESTION_SIGN);
    static const char *const signs[] = {"+", "A", "-", "B", "0", "C"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i += 2) {
        answering_type(session, &scene, signs[i]);
        EXPECT_STRING(session_ask_now(session)->text, signs[i + 1]);
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_key_meanings(void) {
    EXPECT(answer_key_read((struct key){.name = KEY_SPACE}).kind == ANSWER_KEY_TEXT);
    EXPECT(answer_key_read((struct key){.name = KEY_CHARACTER, .character = 'z'}).kind ==
           ANSWER_KEY_TEXT);
    EXPECT(answer_key_read(control('z', false)).kind == ANSWER_KEY_UNDO);
    EXPECT(answer_key_read(control('z', true)).kind == ANSWER_KEY_REDO);
    EXPECT(answer_key_read(control('q', false)).kind == ANSWER_KEY_OTHER);
    EXPECT(answer_key_read((struct key){.name = KEY_F1}).kind == ANSWER_KEY_OTHER);
}

/* The first wrong answer is what is told of a question, and who needed two was not right at once.
 */
static void test_outcomes(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, QUESTION_VALUE);
    struct session *plain = open_session(arena, "lessons/four/06-four-equations.json");
    session_ask_set_mode(plain, ASK_NOTHING);
    const struct asked *first = session_ask_now(session);
    long step = session_step(session);
    static const char *const wrong[] = {"1234.5", "99"};
    for (size_t i = 0; i < TEST_COUNT(wrong); i++) {
        session_ask_type(session, wrong[i]);
        session_ask_check(session);
    }
    session_ask_type(session, ask_right_text(arena, session, plain));
    session_ask_check(session);
    ask_go_to_kind(session, QUESTION_SHAPE);
    const struct asked *second = session_ask_now(session);
    session_ask_skip(session);
    ask_go_to_kind(session, QUESTION_ORDER);
    session_ask_reveal(session);
    size_t count = 0;
    const struct ask_outcome *outcomes = session_ask_outcomes(session, arena, &count);
    EXPECT_INT(count, 3);
    EXPECT(outcomes[0].asked == first && outcomes[0].step == step);
    EXPECT(outcomes[0].is_right && !outcomes[0].is_at_once);
    EXPECT_STRING(outcomes[0].wrong, "1234.5");
    EXPECT(outcomes[1].asked == second && outcomes[1].is_skipped && !outcomes[1].is_right);
    EXPECT(outcomes[1].wrong == NULL && !outcomes[1].is_revealed);
    EXPECT(outcomes[2].is_revealed && !outcomes[2].is_skipped && !outcomes[2].is_right);
    session_destroy(session);
    session_destroy(plain);
    arena_destroy(arena);
}

static void expect_notice(const struct session *session, enum string_id words) {
    EXPECT_INT(session_notice(session)->words, words);
}

/* Keys that change how is asked say so, and those for an answer say that nothing is asked. */
static void test_switches(void) {
    struct arena *arena = arena_create();
    struct session *session = open_session(arena, "tests/lessons/xor.json");
    session_go_to(session, 1);
    session_apply(session, ACTION_HINT);
    expect_notice(session, STRING_NOTICE_NO_QUESTION);
    session_apply(session, ACTION_HALL);
    EXPECT(session_ask_is_hall(session));
    expect_notice(session, STRING_NOTICE_HALL);
    session_apply(session, ACTION_HALL);
    EXPECT(!session_ask_is_hall(session));
    expect_notice(session, STRING_NOTICE_HALL_END);
    session_apply(session, ACTION_PREDICT);
    EXPECT(session_ask_mode(session) == ASK_EVERY_STEP);
    expect_notice(session, STRING_NOTICE_PREDICT);
    session_apply(session, ACTION_PREDICT);
    EXPECT(session_ask_mode(session) == ASK_LESSON);
    expect_notice(session, STRING_NOTICE_PREDICT_END);
    EXPECT((session_apply(session, ACTION_LESSONS) & SESSION_LESSONS) != 0);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"an input method shows before it writes", test_composing},
        {"an order is put anew from where it was wrong", test_order_again},
        {"signs act where letters choose", test_signs},
        {"selected, copied, undone, and a hint", test_editing},
        {"what is typed takes the place of a wrong answer", test_after_wrong},
        {"an empty line goes back", test_going_back},
        {"up and down walk the options", test_options},
        {"what keys mean in an answer", test_key_meanings},
        {"what became of each question", test_outcomes},
        {"switches of asking say what they did", test_switches},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
