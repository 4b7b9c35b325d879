/* What keys and clicks do in a derivation: into its lines and back, out of it, to its misprints,
 * and where a lesson speaks in one. */
#include "session/strings.h"
#include "view_session_fixture.h"

static const struct stage_size size = {1920, 1080};

static struct session *open_at(struct arena *arena, long step) {
    struct session *session =
        view_session(arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"),
                     &notations, index_of("four"));
    session_go_to(session, step);
    return session;
}

enum { STEP_OF_EQUATION_TWO = 11, LINES = 5 };

static void test_inside(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
    EXPECT(session_derive(session, "hidden_error", LINES));
    const struct proof *proof = session_proof(session);
    session_apply(session, ACTION_FINER);
    EXPECT_INT(proof->level, LEVEL_TERM);
    session_apply(session, ACTION_FINER);
    EXPECT_INT(proof->level, LEVEL_ELEMENT);
    view_expect_answer(session, ACTION_FINER, STRING_NOTICE_FINEST);
    size_t term = proof->term;
    size_t element = proof->element;
    EXPECT(element > 1);
    int steps = 0;
    while (proof_is_open(proof) && proof->written > LINES - 3) {
        session_apply(session, ACTION_PREVIOUS);
        steps++;
    }
    EXPECT(steps > 6 && proof_is_open(proof));
    for (int i = 0; i < steps; i++) {
        session_apply(session, ACTION_NEXT);
    }
    EXPECT(proof_is_open(proof) && proof->written == LINES);
    EXPECT(proof->term == term && proof->element == element);
    session_apply(session, ACTION_COARSER);
    session_apply(session, ACTION_COARSER);
    EXPECT_INT(proof->level, LEVEL_OPERATION);
    session_apply(session, ACTION_COARSER);
    EXPECT(session_proof(session) == NULL);
    EXPECT_INT(session_step(session), STEP_OF_EQUATION_TWO);
    session_destroy(session);
    arena_destroy(arena);
}

static void test_letters(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
    session_apply(session, ACTION_DERIVE);
    session_apply(session, ACTION_NEXT);
    const struct proof *proof = session_proof(session);
    size_t letters[FORMULA_MOST_INDICES];
    EXPECT_INT(proof_letters(proof, letters), 2); /* j and k */
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(proof_letters(proof, letters), 1);
    session_apply(session, ACTION_SELECT_DOWN);
    EXPECT_INT(proof->derivation->letters[letters[0]], 2);
    session_apply(session, ACTION_SELECT_DOWN);
    EXPECT_INT(session_apply(session, ACTION_SELECT_DOWN), SESSION_SAME); /* three units */
    EXPECT_INT(proof->derivation->letters[letters[0]], 3);
    view_expect_answer(session, ACTION_SELECT_RIGHT, STRING_NOTICE_ONE_LETTER);
    session_apply(session, ACTION_SELECT_UP);
    EXPECT_INT(proof->derivation->letters[letters[0]], 2);
    session_apply(session, ACTION_CLOSE);
    EXPECT(session_proof(session) == NULL);
    session_destroy(session);
    arena_destroy(arena);
}

/* Each way out: a step of the run, another notation, another form. */
static void test_ways_out(void) {
    static const enum action outs[] = {ACTION_FIRST, ACTION_LAST, ACTION_NEXT_PASS,
                                       ACTION_NEXT_NOTATION, ACTION_FORM};
    for (size_t i = 0; i < TEST_COUNT(outs); i++) {
        struct arena *arena = arena_create();
        struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
        EXPECT(session_derive(session, "hidden_error", 2));
        session_apply(session, outs[i]);
        EXPECT(session_proof(session) == NULL);
        session_destroy(session);
        arena_destroy(arena);
    }
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, 0);
    view_expect_answer(session, ACTION_DERIVE, STRING_NOTICE_NO_OPERATION);
    EXPECT(!session_derive(session, "hidden_error", 1));
    session_set_level(session, LEVEL_ELEMENT);
    session_go_to(session, STEP_OF_EQUATION_TWO - 1);
    session_apply(session, ACTION_NEXT); /* inside of an operation there is no proof of it */
    EXPECT(session_place(session).element > 0);
    view_expect_answer(session, ACTION_DERIVE, STRING_NOTICE_DERIVATION_LEVEL);
    session_destroy(session);
    arena_destroy(arena);
}

/* Goes on out of a derivation, to the step behind; false: there is none here. */
static bool goes_through(struct session *session) {
    if (session_proof(session) == NULL) {
        session_apply(session, ACTION_DERIVE);
    }
    for (int i = 0; session_proof(session) != NULL && i < 100; i++) {
        if (session_apply(session, ACTION_NEXT) == SESSION_SAME) {
            return false; /* the run ends here */
        }
    }
    return true;
}

/* The way back leads into what was left, of the nearest steps; a way that leads past it does not.
 */
static void test_way_back(void) {
    enum { FIRST = 12, LEFT = PROOF_MOST_LEFT + 2 };
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, FIRST);
    long steps[LEFT];
    size_t left = 0;
    while (left < LEFT) {
        const long step = session_step(session);
        EXPECT(goes_through(session));
        bool was_open = session_step(session) > step;
        steps[left] = step;
        left += was_open;
        if (!was_open) {
            session_apply(session, ACTION_NEXT);
        }
    }
    size_t found = 0;
    while (session_step(session) > FIRST) {
        session_apply(session, ACTION_PREVIOUS);
        if (session_proof(session) != NULL) {
            found++;
            EXPECT_INT(session_step(session), steps[LEFT - found]);
            session_apply(session, ACTION_CLOSE);
        }
    }
    EXPECT_INT(found, PROOF_MOST_LEFT);
    session_go_to(session, STEP_OF_EQUATION_TWO);
    EXPECT(goes_through(session));
    session_apply(session, ACTION_PREVIOUS_PASS);
    EXPECT(session_proof(session) == NULL);
    session_apply(session, ACTION_PREVIOUS); /* from here on what was left lies ahead */
    EXPECT(session_proof(session) == NULL);
    while (session_step(session) <= STEP_OF_EQUATION_TWO) {
        session_apply(session, ACTION_NEXT);
    }
    session_apply(session, ACTION_PREVIOUS);
    EXPECT_INT(session_step(session), STEP_OF_EQUATION_TWO);
    EXPECT(session_proof(session) == NULL); /* not left on this way */
    session_destroy(session);
    arena_destroy(arena);
}

/* Behind the last line nothing comes where the run has ended. */
static void test_last_line(void) {
    struct arena *arena = arena_create();
    size_t found = 0;
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = view_session(
            arena, fixture_lesson(arena, root, "tests/cli/overflow.json"), &notations, n);
        session_go_to(session, session_program(session)->step_count);
        session_apply(session, ACTION_DERIVE);
        bool is_open = session_proof(session) != NULL;
        EXPECT(!is_open || (!goes_through(session) && session_proof(session) != NULL));
        found += is_open;
        session_destroy(session);
    }
    arena_destroy(arena);
    EXPECT(found > 0);
}

/* The printed line of equation 2 lost its sum: it breaks, and is seen only when it is asked for. */
static void test_misprint(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
    session_apply(session, ACTION_MISPRINT);
    const struct proof *proof = session_proof(session);
    EXPECT(proof != NULL && proof->misprint > 0);
    size_t line = 0;
    EXPECT(proof != NULL && proof_misprint(proof, &line));
    EXPECT(proof->derivation->lines[line].verdict != DERIVATION_HOLDS);
    struct scene with, without;
    stage_build(session, size, &view_fake_metrics, arena, &with);
    session_apply(session, ACTION_MISPRINT);
    EXPECT(proof->misprint == 0);
    stage_build(session, size, &view_fake_metrics, arena, &without);
    EXPECT(!is_same(&with, &without));
    session_apply(session, ACTION_MISPRINT);
    session_apply(session, ACTION_NEXT);
    EXPECT(proof->misprint == 0);
    view_expect_answer(session, ACTION_MISPRINT, STRING_NOTICE_NO_MISPRINT);
    session_apply(session, ACTION_NEXT_MISPRINT);
    EXPECT(proof->misprint > 0 && proof_misprint(proof, &line));
    session_go_to(session, 0);
    view_expect_answer(session, ACTION_MISPRINT, STRING_NOTICE_NO_MISPRINT);
    session_destroy(session);
    arena_destroy(arena);
}

/* Older lines are clicked and scrolled to. */
static void test_lines_by_mouse(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
    EXPECT(session_derive(session, "hidden_error", LINES));
    EXPECT_INT(session_scroll_lines(session, true), SESSION_LOOKS);
    EXPECT_INT(session_proof(session)->scrolled, 1);
    EXPECT_INT(session_scroll_lines(session, false), SESSION_LOOKS);
    EXPECT_INT(session_scroll_lines(session, false), SESSION_SAME);
    EXPECT_INT(session_go_to_line(session, 2), SESSION_LOOKS);
    EXPECT_INT(session_proof(session)->written, 2);
    EXPECT_INT(session_go_to_line(session, 2), SESSION_SAME);
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- where a lesson speaks in a derivation ---- */

static struct session *open_speaking(struct arena *arena) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"network\": {\"inputs\": 2, "
        "\"layers\": [{\"units\": 2, \"activation\": \"sigmoid\"}, {\"units\": 1, "
        "\"activation\": \"sigmoid\"}]}, \"data\": {\"inputs\": [[0, 1]], \"targets\": [[1]]}, "
        "\"loss\": \"binary_cross_entropy\", \"iterations\": 3, \"script\": ["
        "{\"at\": {\"operation\": \"hidden_error\", \"iteration\": 1}, \"say\": \"Here.\"},"
        "{\"at\": {\"derivation\": \"hidden_error\", \"iteration\": 1, \"line\": 2}, \"say\": "
        "\"Secundo.\"},"
        "{\"at\": {\"derivation\": \"hidden_error\", \"iteration\": 1, \"line\": 4}, \"say\": "
        "\"Quarto.\"},"
        "{\"at\": {\"operation\": \"loss\", \"iteration\": 2}, \"say\": \"On.\"}]}";
    size_t four = 0;
    while (strcmp(notations.items[four]->id, "four") != 0) {
        four++;
    }
    return view_session(arena, fixture_lesson_of_text(arena, "made", text, strlen(text)),
                        &notations, four);
}

static bool is_written(struct arena *arena, const struct session *session, const char *word) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    bool is_there = false;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        is_there = is_there || (item->kind == SCENE_TEXT && strstr(item->text, word) != NULL);
    }
    return is_there;
}

static void expect_line(const struct session *session, long step, size_t line) {
    const struct proof *proof = session_proof(session);
    EXPECT_INT(session_step(session), step);
    EXPECT_INT(proof == NULL ? 0 : proof->written, line);
}

enum { SPEAKING_STEP = 8 };

static void test_spoken_lines(void) {
    struct arena *arena = arena_create();
    struct session *session = open_speaking(arena);
    const size_t lines[] = {0, 2, 4};
    for (size_t i = 0; i < 3; i++) {
        session_apply(session, ACTION_NEXT_STOP);
        expect_line(session, SPEAKING_STEP, lines[i]);
        EXPECT(is_written(arena, session, "Secundo.") == (i == 1));
        EXPECT(is_written(arena, session, "Quarto.") == (i == 2));
    }
    session_apply(session, ACTION_NEXT_STOP);
    long behind = session_step(session);
    EXPECT(behind > SPEAKING_STEP && session_proof(session) == NULL);
    for (size_t i = 3; i > 0; i--) {
        session_apply(session, ACTION_PREVIOUS_STOP);
        expect_line(session, SPEAKING_STEP, lines[i - 1]);
    }
    EXPECT(is_written(arena, session, "Here."));
    /* step by step into it, through it and on; who leaves it goes on at once */
    session_apply(session, ACTION_NEXT);
    EXPECT(session_proof(session) != NULL);
    expect_line(session, SPEAKING_STEP, 0);
    size_t count = proof_line_count(session_proof(session));
    for (size_t i = 0; i < count; i++) {
        session_apply(session, ACTION_NEXT);
    }
    expect_line(session, SPEAKING_STEP, count);
    session_apply(session, ACTION_CLOSE);
    EXPECT(session_proof(session) == NULL);
    session_apply(session, ACTION_NEXT);
    expect_line(session, SPEAKING_STEP + 1, 0);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"terms and elements of a line, and back", test_inside},
        {"letters are chosen", test_letters},
        {"what leaves a derivation, and where none opens", test_ways_out},
        {"the way back leads into what was left", test_way_back},
        {"no way on behind the last line of a run", test_last_line},
        {"a misprint is shown, hidden, and gone at the next line", test_misprint},
        {"lines are clicked and scrolled to", test_lines_by_mouse},
        {"a lesson speaks at lines of a derivation", test_spoken_lines},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
