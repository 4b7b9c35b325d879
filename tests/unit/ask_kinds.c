/* The kinds of questions that no shipped lesson asks, in the flow: a quantity that is meant, a
 * formula, the next line of a proof, an order in which steps may swap. And each usual mistake,
 * typed as its number at a telling cell, is told back in every notation; the right number never
 * is refused, the wrong one never taken. */
#include "ask_tests.h"

#include "session/ask/letters.h"
#include "session/session_parts.h"

#include "tell/answer/question_told.h"

static const char lesson_start[] =
    "{\"format\": 1, \"title\": \"asked\", \"notation\": \"four\", \"loss\": \"half_square\","
    "\"learning_rate\": 0.5, \"iterations\": 2, \"network\": {\"inputs\": 2, \"layers\": ["
    "{\"units\": 3, \"activation\": \"sigmoid\", \"weights\": [[0.3, -0.7], [1.1, 0.4], [-0.6, "
    "0.9]],"
    "\"biases\": [0.2, -0.1, 0.4]}, {\"units\": 2, \"activation\": \"sigmoid\", \"weights\": "
    "[[0.8, -0.5, 0.3], [-0.9, 0.7, 1.2]], \"biases\": [0.1, -0.3]}]},"
    "\"data\": {\"inputs\": [[0.5, -1.2], [1.3, 0.7]], \"targets\": [[0.9, 0.1], [0.2, 0.8]]},"
    "\"script\": [{\"at\": {\"operation\": \"hidden_error\", \"layer\": 1, \"iteration\": 1}, "
    "\"ask\": ";

static struct session *asking(struct arena *arena, const char *question, const char *notation) {
    const char *text = text_format(arena, "%s%s}]}", lesson_start, question);
    const struct lesson *lesson = fixture_lesson_of_text(arena, "asked", text, strlen(text));
    struct session *session =
        ask_session(arena, lesson, &notations, ask_notation(&notations, notation), mistakes);
    session_go_to(session, script_next(session_script(session), 0));
    EXPECT(session_ask_is_open(session));
    return session;
}

static enum asked_verdict answer(struct session *session, const char *text) {
    session_ask_type(session, text);
    session_ask_check(session);
    return session_ask_now(session)->verdict;
}

static void test_cell(void) {
    struct arena *arena = arena_create();
    const char *question = "{\"kind\": \"cell\", \"of\": \"w[2]\", \"element\": [2, 3], \"text\": "
                           "\"Which weight leads from unit 3 to unit 2?\"}";
    struct session *session = asking(arena, question, "four");
    EXPECT_INT(answer(session, "w[2](3,2)"), ASKED_UNREADABLE); /* there is none */
    EXPECT_INT(answer(session, "w[2](1,3)"), ASKED_WRONG);
    EXPECT_INT(answer(session, "w[2] + 1"), ASKED_UNREADABLE);
    EXPECT_INT(answer(session, "b[2](2)"), ASKED_WRONG); /* of a column one letter says which */
    EXPECT_INT(session_ask_now(session)->finding.typed_quantity.row, 1);
    const struct asked *asked = session_ask_now(session);
    struct quantity other = asked->subject.quantity;
    other.row = 0;
    session_ask_point(session, other);
    EXPECT_INT(asked->verdict, ASKED_WRONG);
    EXPECT(!session_ask_hides(session, asked->subject.quantity.tensor)); /* it may be looked for */
    session_ask_point(session, asked->subject.quantity);
    EXPECT_INT(asked->verdict, ASKED_RIGHT);
    session_destroy(session);
    session = asking(arena, question, "ladder"); /* where it is w[2](3,2) */
    EXPECT_INT(answer(session, "W[2](3,2)"), ASKED_RIGHT);
    session_destroy(session);
    arena_destroy(arena);
}

static void test_formula(void) {
    struct arena *arena = arena_create();
    struct session *session = asking(arena, "{\"kind\": \"formula\"}", "four");
    EXPECT(session_ask_hides_formula(session));
    EXPECT_INT(answer(session, "w[2]^T * "), ASKED_UNREADABLE);
    EXPECT_INT(answer(session, "w[2]^T * dZ[2]"), ASKED_WRONG);
    const struct asked *asked = session_ask_now(session);
    EXPECT(asked->finding.formula->verdict == FORMULA_MISTAKE);
    EXPECT_STRING(asked->finding.formula->findings[0].mistake->id, "no_slope");
    EXPECT_INT(answer(session, "dZ[1]"), ASKED_UNREADABLE); /* names the answer */
    EXPECT_INT(answer(session, "f'(Z[1]) .* (w[2]^T * dZ[2])"), ASKED_RIGHT);
    EXPECT(!session_ask_hides_formula(session));
    session_destroy(session);
    arena_destroy(arena);
}

/* "1,200" is 1.2 where that is right; where it is not, it may be meant as 1200, and is no try. */
static void test_doubt(void) {
    static const struct {
        const char *question, *right, *doubtful, *wrong;
    } cases[] = {
        {"{\"kind\": \"value\", \"of\": \"w[2]\", \"element\": [2, 3]}", "1,200", "1,300", "0,900"},
        {"{\"kind\": \"value\"}", NULL, "1,234", "0,987"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct session *session = asking(arena, cases[i].question, "four");
        const struct asked *asked = session_ask_now(session);
        EXPECT_INT(answer(session, cases[i].doubtful), ASKED_UNREADABLE);
        EXPECT(strstr(asked->finding.fault.message, "thousands") != NULL);
        EXPECT(asked->finding.number == NULL && !asked->has_number);
        EXPECT_INT(session_ask_answer_count(session), 0);
        EXPECT_INT(answer(session, cases[i].wrong), ASKED_WRONG);
        if (cases[i].right != NULL) {
            EXPECT_INT(answer(session, cases[i].right), ASKED_RIGHT);
        }
        session_destroy(session);
    }
    arena_destroy(arena);
}

/* What the lesson gives is asked as well: nothing computes it, and nothing can be mistaken in it.
 */
static void test_given(void) {
    struct arena *arena = arena_create();
    struct session *session =
        asking(arena, "{\"kind\": \"value\", \"of\": \"A[0]\", \"element\": [2, 1]}", "four");
    EXPECT_INT(answer(session, "1.2"), ASKED_WRONG);
    EXPECT(session_ask_now(session)->finding.number == NULL);
    EXPECT_INT(answer(session, "-1"), ASKED_FEWER_DIGITS);
    EXPECT_INT(answer(session, "-1.2"), ASKED_RIGHT);
    session_destroy(session);
    session = asking(arena, "{\"kind\": \"sign\", \"of\": \"A[0]\", \"element\": [2, 1]}", "four");
    EXPECT_INT(answer(session, "+"), ASKED_WRONG);
    EXPECT_INT(answer(session, "-"), ASKED_RIGHT);
    session_destroy(session);
    arena_destroy(arena);
}

/* Of more than nine options the numbers have two digits. */
static void test_many_options(void) {
    struct answer_fault fault;
    size_t which = 0;
    EXPECT(letters_read_one(" 12.", 12, &which, &fault) && which == 11);
    EXPECT(letters_read_one("1", 12, &which, &fault) && which == 0);
    EXPECT(!letters_read_one("13", 12, &which, &fault) &&
           !letters_read_one("12", 9, &which, &fault));
}

static void test_order(void) {
    struct arena *arena = arena_create();
    struct session *session = asking(arena, "{\"kind\": \"order\"}", "four");
    const struct asked *asked = session_ask_now(session);
    const char *right = ask_order_text(arena, asked);
    size_t count = strlen(right);
    EXPECT(count >= 3);
    char turned[32];
    for (size_t i = 0; i < count; i++) {
        turned[i] = right[count - 1 - i];
    }
    turned[count] = '\0';
    EXPECT_INT(answer(session, turned), ASKED_WRONG);
    EXPECT(asked->subject.options[asked->finding.before].operation >
           asked->subject.options[asked->finding.behind].operation);
    EXPECT_INT(answer(session, "A"), ASKED_UNREADABLE);
    EXPECT_INT(answer(session, "A、A"), ASKED_UNREADABLE);
    EXPECT_STRING(asked->finding.fault.message, "each option stands once in the order");
    struct text_builder wide; /* with the signs of a Chinese keyboard */
    text_begin(&wide, arena);
    for (size_t i = 0; i < count; i++) {
        text_append_format(&wide, "%c%s", right[i], i % 2 == 0 ? "→" : "，　");
    }
    EXPECT_INT(answer(session, wide.bytes), ASKED_RIGHT);
    session_destroy(session);
    session = asking(arena, "{\"kind\": \"order\"}", "four");
    EXPECT_INT(answer(session, right), ASKED_RIGHT);
    session_destroy(session);
    arena_destroy(arena);
}

static void test_line(void) {
    struct arena *arena = arena_create();
    size_t asked_lines = 0;
    const struct notation *four = notations.items[ask_notation(&notations, "four")];
    for (size_t d = 0; d < four->derivation_count; d++) {
        const struct notation_derivation *found = &four->derivations[d];
        const char *question =
            text_format(arena, "{\"kind\": \"line\", \"derivation\": \"%s\", \"line\": %zu}",
                        found->id, found->line_count);
        const char *text = text_format(arena, "%s%s}]}", lesson_start, question);
        const struct lesson *lesson = fixture_lesson_of_text(arena, "asked", text, strlen(text));
        struct session *session =
            ask_session(arena, lesson, &notations, ask_notation(&notations, "four"), mistakes);
        session_go_to(session, script_next(session_script(session), 0));
        if (session_ask_is_open(session)) {
            const struct asked *asked = session_ask_now(session);
            asked_lines++;
            EXPECT(asked->subject.option_count > 1);
            EXPECT_INT(answer(session, ask_letter(arena, ask_option(asked, false))), ASKED_WRONG);
            EXPECT_INT(answer(session, ask_letter(arena, ask_option(asked, true))), ASKED_RIGHT);
        }
        session_destroy(session);
    }
    printf("# %zu proofs\n", asked_lines);
    EXPECT(asked_lines > 0);
    arena_destroy(arena);
}

/* ---- mistakes in the flow ---- */

struct flow_count {
    size_t right, told, mistaken;
};

static void check_mistakes(struct session *session, struct flow_count *count) {
    struct arena *arena = arena_create();
    const struct asked *asked = session_ask_now(session);
    asking_record(session);
    session_refresh(session);
    const struct recording *recording = session_ask_recording(session);
    const size_t cell[2] = {(size_t)asked->subject.quantity.row + 1,
                            (size_t)asked->subject.quantity.column + 1};
    const struct candidates candidates = candidates_create(arena, recording, mistakes, cell);
    double right = candidates_right(recording, cell);
    const char *typed_right = fixture_typed(arena, right);
    for (size_t i = 0; i < candidates.count; i++) {
        const char *typed = fixture_typed(arena, candidates.items[i].value);
        if (candidates.items[i].is_silent || strtod(typed, NULL) == strtod(typed_right, NULL)) {
            continue;
        }
        count->mistaken++;
        enum asked_verdict verdict = answer(session, typed);
        bool is_told = false;
        for (size_t k = 0; asked->finding.number != NULL && k < asked->finding.number->count; k++) {
            is_told = is_told ||
                      asked->finding.number->findings[k].mistake == candidates.items[i].mistake;
        }
        count->told += is_told;
        EXPECT(verdict != ASKED_RIGHT); /* a mistake's number is never right */
        if (asked->is_settled) {        /* as right with numbers rounded on the way */
            session_ask_enter(session);
        }
    }
    EXPECT_INT(answer(session, typed_right), ASKED_RIGHT);
    count->right++;
    arena_destroy(arena);
}

static void test_mistakes(void) {
    enum { NETWORKS = 3 };
    struct flow_count count = {0};
    for (size_t n = 0; n < notations.count * NETWORKS; n++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_random_lesson(arena, n / notations.count + 1);
        struct session *session =
            ask_session(arena, lesson, &notations, n % notations.count, mistakes);
        session_ask_predict(session);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            if (session_ask_is_open(session) && session_ask_now(session)->kind == QUESTION_VALUE) {
                check_mistakes(session, &count);
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu right numbers taken, %zu of %zu mistakes told\n", count.right, count.told,
           count.mistaken);
    EXPECT(count.right > 50 && count.mistaken > 300);
    EXPECT((double)count.told >= 0.95 * (double)count.mistaken);
}

/* ---- term by term ---- */

/* Every inner value of a step is asked before what the step gives: the right number is taken, none
 * of a mistake is, and that of the whole step is told as that. */
static void check_terms(struct session *session, long step, struct flow_count *count) {
    struct arena *arena = arena_create();
    session_go_to(session, step);
    size_t before = 0;
    while (session_step(session) == step && session_ask_is_open(session) &&
           session_ask_now(session)->term > 0) {
        const struct asked *asked = session_ask_now(session);
        EXPECT(asked->term > before && asked->kind == QUESTION_VALUE);
        before = asked->term;
        asking_record(session);
        session_refresh(session);
        const struct recording *recording = session_ask_recording(session);
        const size_t *cell = asked->term_cell;
        const struct candidates candidates = candidates_create(arena, recording, mistakes, cell);
        const char *right = fixture_typed(arena, candidates_right(recording, cell));
        for (size_t i = 0; i < candidates.count; i++) {
            const char *typed = fixture_typed(arena, candidates.items[i].value);
            if (strtod(typed, NULL) != strtod(right, NULL)) {
                count->mistaken++;
                count->told += answer(session, typed) == ASKED_WRONG;
                session_ask_enter(session);
            }
        }
        EXPECT_INT(answer(session, right), ASKED_RIGHT);
        EXPECT(session_ask_hides(session, asked->subject.quantity.tensor));
        count->right++;
        session_apply(session, ACTION_NEXT);
    }
    EXPECT(session_step(session) == step && session_ask_is_open(session));
    arena_destroy(arena);
}

static void test_terms(void) {
    struct flow_count count = {0};
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_random_lesson(arena, n + 1);
        struct session *session = ask_session(arena, lesson, &notations, n, mistakes);
        session_set_level(session, LEVEL_TERM);
        session_ask_predict(session);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            check_terms(session, step, &count);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu terms, %zu of %zu mistaken numbers refused\n", count.right, count.told,
           count.mistaken);
    EXPECT(count.right > 50 && count.mistaken > 150);
    EXPECT((double)count.told >= 0.97 * (double)count.mistaken); /* others as rounded */
}

/* ---- options for a hall ---- */

static void test_hall(void) {
    struct arena *arena = arena_create();
    struct session *session =
        asking(arena, "{\"kind\": \"value\", \"of\": \"dZ[1]\", \"element\": [2, 1]}", "four");
    session_ask_set_hall(session, true);
    const struct asked *asked = session_ask_now(session);
    EXPECT_INT((long)asked->subject.option_count, 4);
    size_t right = ask_option(asked, true);
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        EXPECT((asked->subject.options[i].mistake == NULL) == (i == right));
    }
    /* a letter only marks; checking reveals all, and what the hall chose is its answer */
    size_t wrong = ask_option(asked, false);
    session_ask_choose(session, right);
    session_ask_choose(session, wrong);
    EXPECT(session_ask_is_open(session));
    EXPECT_INT(asked->verdict, ASKED_UNANSWERED);
    session_ask_check(session);
    EXPECT(!session_ask_is_open(session) && session_ask_is_for_hall(session));
    EXPECT_INT(asked->verdict, ASKED_WRONG);
    EXPECT(session_ask_answer(session, 0).mistake == asked->subject.options[wrong].mistake);
    /* without a mark going on reveals, and does not skip */
    session_ask_enter(session);
    session_ask_skip(session);
    EXPECT(!session_ask_is_open(session) && asked->is_revealed && !asked->is_skipped);
    EXPECT_INT(session_ask_answer(session, 1).event, ASK_EVENT_REVEALED);
    EXPECT_INT((long)session_ask_answer_count(session), 2);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"a quantity that is meant", test_cell},
        {"a formula", test_formula},
        {"a comma that may mark thousands", test_doubt},
        {"an order in which steps may swap", test_order},
        {"options with numbers of two digits", test_many_options},
        {"what is given is asked", test_given},
        {"the next line of a proof", test_line},
        {"every mistake is told back, no right number refused", test_mistakes},
        {"predicted term by term", test_terms},
        {"options for a hall", test_hall},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
