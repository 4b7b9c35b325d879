/* Actions and what they change. */
#include "view_session_fixture.h"

#include "session/session_parts.h"

#include "engine/place.h"
#include "engine/program_state.h"

#include <math.h>

static void test_steps(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    EXPECT_INT(session_apply(session, ACTION_PREVIOUS), SESSION_SAME);
    EXPECT_INT(session_step(session), 0);
    for (long step = 1; step <= 40; step++) {
        EXPECT_INT(session_apply(session, ACTION_NEXT), SESSION_MOVED);
        EXPECT_INT(session_step(session), step);
    }
    for (long step = 39; step >= 0; step--) {
        EXPECT_INT(session_apply(session, ACTION_PREVIOUS), SESSION_MOVED);
        EXPECT_INT(session_step(session), step);
    }
    session_destroy(session);
}

/* Forward and back visit the same places, at each level. */
static void test_levels(void) {
    for (enum step_level level = 0; level < LEVEL_COUNT; level++) {
        enum { PLACES = 100 };
        struct place places[PLACES] = {{0}};
        struct session *session = session_on("tests/lessons/four-equations.json", "four");
        session_set_level(session, level);
        for (int i = 1; i < PLACES; i++) {
            session_apply(session, ACTION_NEXT);
            finish(session);
            places[i] = session_place(session);
            bool is_end = places[i].step == session_program(session)->step_count;
            EXPECT(is_end || !place_equal(places[i], places[i - 1]));
        }
        bool is_inside = level >= LEVEL_TERM;
        EXPECT((places[1].element > 0) == is_inside);
        for (int i = PLACES - 2; i >= 0; i--) {
            if (place_equal(places[i], places[i + 1])) {
                continue; /* at the end */
            }
            session_apply(session, ACTION_PREVIOUS);
            finish(session);
            EXPECT(place_equal(session_place(session), places[i]));
        }
        session_destroy(session);
    }
}

/* A coarser step leaves an operation that is under way: forward when it is done, back before it. */
static void test_leaving_an_operation(void) {
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    session_go_to(session, 10);
    session_set_level(session, LEVEL_ELEMENT);
    session_apply(session, ACTION_NEXT);
    session_apply(session, ACTION_NEXT);
    struct place place = session_place(session);
    EXPECT_INT(place.step, 10);
    EXPECT_INT(place.element, 2);
    EXPECT_INT(session_program_place(session).operation->layer, 1);
    EXPECT_INT(session_program_place(session).done, 10);
    session_set_level(session, LEVEL_OPERATION);
    session_apply(session, ACTION_NEXT);
    EXPECT(place_equal(session_place(session), (struct place){.step = 11}));
    session_go_inside(session, place);
    session_apply(session, ACTION_PREVIOUS);
    EXPECT(place_equal(session_place(session), (struct place){.step = 10}));
    session_destroy(session);
}

/* j goes through the forms and back to the formula; each form shows the value of the operation. */
static void test_forms(void) {
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    session_go_to(session, 11);
    const struct operation *operation = session_shown_operation(session);
    EXPECT_STRING(operation->definition->name, "hidden_error");
    size_t count = operation->form_count;
    EXPECT(count >= 2);
    double *before = ARENA_ARRAY(shared, double, session_program(session)->state_count);
    memcpy(before, session_state(session), session_program(session)->state_count * sizeof *before);
    const struct matrix target =
        program_tensor_value(session_program(session), operation->target, session_state(session));
    for (size_t form = 1; form <= count; form++) {
        EXPECT_INT(session_apply(session, ACTION_FORM), SESSION_LOOKS);
        EXPECT_INT(session_shown_form(session), form);
        struct evaluation evaluation;
        const struct binding *binding = session_last_binding(session, &evaluation);
        struct matrix value = binding_value(binding, &evaluation);
        size_t last = target.rows * target.columns - 1;
        EXPECT_NEAR(value.values[value.rows * value.columns - 1], target.values[last], 1e-12);
        EXPECT(memcmp(before, session_state(session),
                      session_program(session)->state_count * sizeof *before) == 0);
    }
    EXPECT_INT(session_apply(session, ACTION_FORM), SESSION_LOOKS);
    EXPECT_INT(session_shown_form(session), 0);
    session_apply(session, ACTION_FORM);
    session_set_level(session, LEVEL_TERM);
    EXPECT_INT(session_shown_form(session), 0);
    session_destroy(session);
}

/* At the end of two thousand iterations every notation has the weights of every other, in its own
 * orientation, whether its note averages or adds up. */
static void test_switching_keeps_the_weights(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    session_go_to(session, session_program(session)->step_count);
    int first = program_find_tensor(session_program(session), ROLE_WEIGHT, 2);
    struct matrix weights =
        program_tensor_value(session_program(session), first, session_state(session));
    double expected[3];
    EXPECT_INT(weights.rows * weights.columns, 3);
    memcpy(expected, weights.values, sizeof expected);
    for (size_t i = 0; i < session_notation_count(session); i++) {
        session_apply(session, ACTION_NEXT_NOTATION);
        finish(session);
        const struct program *program = session_program(session);
        EXPECT(session_step(session) >= program->step_count - 1); /* biases may come last */
        int tensor = program_find_tensor(program, ROLE_WEIGHT, 2);
        struct matrix value = program_tensor_value(program, tensor, session_state(session));
        for (size_t k = 0; k < 3; k++) {
            EXPECT_NEAR(value.values[k], expected[k], 1e-9);
        }
    }
    EXPECT_NEAR(session_program(session)->learning_rate, 0.5, 0);
    session_destroy(session);
}

static void test_passes(void) {
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    const struct program *program = session_program(session);
    session_apply(session, ACTION_NEXT_PASS);
    EXPECT_INT(session_step(session), 7);
    EXPECT_INT(program->operations[6].pass, PASS_FORWARD);
    EXPECT_INT(program->operations[7].pass, PASS_BACKWARD);
    session_apply(session, ACTION_NEXT_PASS);
    session_apply(session, ACTION_NEXT_PASS);
    EXPECT_INT(session_step(session), program->operation_count);
    session_apply(session, ACTION_PREVIOUS_PASS);
    session_apply(session, ACTION_PREVIOUS_PASS);
    EXPECT_INT(session_step(session), 7);
    EXPECT_INT(session_settings(session)->level, LEVEL_OPERATION);
    session_destroy(session);
}

static void test_level_actions(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    EXPECT_INT(session_apply(session, ACTION_FINER), SESSION_LOOKS);
    EXPECT_INT(session_apply(session, ACTION_FINER), SESSION_LOOKS);
    EXPECT_INT(session_settings(session)->level, LEVEL_ELEMENT);
    view_expect_answer(session, ACTION_FINER, STRING_NOTICE_FINEST);
    EXPECT_INT(session_apply(session, ACTION_COARSER), SESSION_LOOKS);
    EXPECT_INT(session_apply(session, ACTION_COARSER), SESSION_LOOKS);
    EXPECT_INT(session_settings(session)->level, LEVEL_OPERATION);
    EXPECT_INT(session_apply(session, ACTION_COARSER), SESSION_LOOKS);
    EXPECT_INT(session_settings(session)->level, LEVEL_PASS);
    EXPECT_INT(session_apply(session, ACTION_COARSER), SESSION_LOOKS);
    view_expect_answer(session, ACTION_COARSER, STRING_NOTICE_COARSEST);
    EXPECT_INT(session_settings(session)->level, LEVEL_ITERATION);
    session_destroy(session);
}

/* Coarser than a term: the operation that is under way is done. */
static void test_coarser_completes(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    session_set_level(session, LEVEL_ELEMENT);
    session_apply(session, ACTION_NEXT);
    session_apply(session, ACTION_NEXT);
    EXPECT(session_place(session).element > 0);
    session_apply(session, ACTION_COARSER);
    EXPECT(session_place(session).element > 0);
    EXPECT_INT(session_apply(session, ACTION_COARSER), SESSION_LOOKS | SESSION_MOVED);
    EXPECT_INT(session_settings(session)->level, LEVEL_OPERATION);
    EXPECT_INT(session_place(session).element, 0);
    EXPECT_INT(session_step(session), 1);
    session_destroy(session);
}

/* Far places are only aimed at; steps count from there, and the end is the end. */
static void test_far_places(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    long last = session_program(session)->step_count;
    EXPECT_INT(session_apply(session, ACTION_LAST), SESSION_MOVED);
    EXPECT(session_step(session) < last);
    EXPECT_INT(session_aim(session), last);
    EXPECT_INT(session_apply(session, ACTION_PREVIOUS), SESSION_MOVED);
    EXPECT_INT(session_aim(session), last - 1);
    EXPECT(session_work(session, 1));
    finish(session);
    EXPECT_INT(session_step(session), last - 1);
    EXPECT_INT(session_apply(session, ACTION_NEXT), SESSION_MOVED);
    EXPECT_INT(session_apply(session, ACTION_NEXT), SESSION_SAME);
    EXPECT_INT(session_step(session), last);
    EXPECT(!session_work(session, 1));
    EXPECT_INT(session_apply(session, ACTION_FIRST), SESSION_MOVED);
    finish(session);
    EXPECT_INT(session_step(session), 0);
    struct evaluation evaluation;
    EXPECT(session_last_binding(session, &evaluation) == NULL);
    session_destroy(session);
}

/* The chosen sample goes round, and stays over steps and notations. */
static void test_samples(void) {
    struct session *session =
        view_session(shared, fixture_lesson(shared, root, "tests/lessons/xor.json"), &notations, 0);
    EXPECT_INT(session_sample(session), 0);
    EXPECT_INT(session_apply(session, ACTION_PREVIOUS_SAMPLE), SESSION_LOOKS);
    EXPECT_INT(session_sample(session), 3);
    EXPECT_INT(session_apply(session, ACTION_NEXT_SAMPLE), SESSION_LOOKS);
    EXPECT_INT(session_sample(session), 0);
    session_apply(session, ACTION_NEXT_SAMPLE);
    session_apply(session, ACTION_NEXT);
    session_apply(session, ACTION_NEXT_NOTATION);
    EXPECT_INT(session_sample(session), 1);
    session_destroy(session);
    session = view_session(shared, fixture_lesson(shared, root, "tests/lessons/mazur.json"),
                           &notations, 0);
    view_expect_answer(session, ACTION_NEXT_SAMPLE, STRING_NOTICE_ONE_SAMPLE);
    EXPECT_INT(session_sample(session), 0);
    session_destroy(session);
}

static void test_covers(void) {
    static const enum action covers[] = {ACTION_BLACK, ACTION_WHITE, ACTION_HELP};
    static const enum action uncovers[] = {ACTION_NEXT, ACTION_PREVIOUS, ACTION_LAST, ACTION_CLOSE};
    struct session *session = session_on("tests/lessons/xor.json", "four");
    session_go_to(session, 4);
    for (size_t i = 0; i < TEST_COUNT(covers); i++) {
        EXPECT_INT(session_apply(session, covers[i]), SESSION_LOOKS);
        EXPECT_INT(session_apply(session, covers[i]), SESSION_LOOKS); /* and off again */
        EXPECT_INT(session_settings(session)->blank, BLANK_NOTHING);
        EXPECT(!session_settings(session)->is_help_open);
        for (size_t k = 0; k < TEST_COUNT(uncovers); k++) {
            session_apply(session, covers[i]);
            EXPECT_INT(session_apply(session, uncovers[k]), SESSION_LOOKS);
            EXPECT_INT(session_settings(session)->blank, BLANK_NOTHING);
            EXPECT(!session_settings(session)->is_help_open);
            EXPECT_INT(session_step(session), 4); /* it only brings the picture back */
        }
    }
    session_destroy(session);
}

static void test_close_never_quits(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    EXPECT_INT(session_apply(session, ACTION_CLOSE), SESSION_SAME);
    EXPECT_INT(session_apply(session, ACTION_FULL_SCREEN), SESSION_FULL_SCREEN);
    EXPECT_INT(session_apply(session, ACTION_HELP), SESSION_LOOKS);
    EXPECT_INT(session_apply(session, ACTION_CLOSE), SESSION_LOOKS);
    EXPECT(session_settings(session)->is_full_screen);
    EXPECT_INT(session_apply(session, ACTION_CLOSE), SESSION_FULL_SCREEN);
    EXPECT(!session_settings(session)->is_full_screen);
    EXPECT_INT(session_apply(session, ACTION_CLOSE), SESSION_SAME);
    EXPECT_INT(session_apply(session, ACTION_QUIT_NOW), SESSION_QUIT);
    session_destroy(session);
}

/* q is beside w. */
static void test_quit_asks(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    view_expect_answer(session, ACTION_QUIT, STRING_NOTICE_QUIT);
    session_apply(session, ACTION_WHITE);
    EXPECT(session_notice(session) == NULL);
    view_expect_answer(session, ACTION_QUIT, STRING_NOTICE_QUIT);
    EXPECT_INT(session_settings(session)->blank, BLANK_NOTHING); /* the question is seen */
    EXPECT_INT(session_end_notice(session), SESSION_LOOKS);      /* its time is over */
    EXPECT_INT(session_end_notice(session), SESSION_SAME);
    view_expect_answer(session, ACTION_QUIT, STRING_NOTICE_QUIT);
    EXPECT((session_apply(session, ACTION_QUIT) & SESSION_QUIT) != 0);
    session_destroy(session);
}

/* Esc stays where the way to a far place has come to; what is beyond is not gone to later. */
static void test_close_stops(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    session_apply(session, ACTION_LAST);
    session_work(session, 1000);
    long step = session_step(session);
    EXPECT(step >= 1000 && step < session_aim(session));
    EXPECT_INT(session_apply(session, ACTION_CLOSE), SESSION_MOVED | SESSION_LOOKS);
    EXPECT_INT(session_aim(session), step);
    EXPECT_INT(session_notice(session)->words, STRING_NOTICE_STOPPED);
    EXPECT_INT(session_notice(session)->number, step / session_program(session)->operation_count);
    EXPECT(!session_work(session, 1000));
    EXPECT_INT(session_step(session), step);
    session_destroy(session);
}

/* Each answers, until something else is done. */
static void test_answers(void) {
    static const struct {
        enum action action;
        enum string_id words;
        long number;
    } cases[] = {
        {ACTION_LARGER, STRING_NOTICE_TEXT_SCALE, 115},
        {ACTION_SMALLER, STRING_NOTICE_TEXT_SCALE, 100},
        {ACTION_PROJECTOR_SIZE, STRING_NOTICE_TEXT_SCALE, TEXT_SCALE_PROJECTOR},
        {ACTION_NORMAL_SIZE, STRING_NOTICE_TEXT_SCALE, 100},
        {ACTION_MORE_DECIMALS, STRING_NOTICE_DECIMALS, DECIMALS_DEFAULT + 1},
        {ACTION_FEWER_DECIMALS, STRING_NOTICE_DECIMALS, DECIMALS_DEFAULT},
        {ACTION_MOTION, STRING_NOTICE_MOTION_OFF, 0},
        {ACTION_MOTION, STRING_NOTICE_MOTION_ON, 0},
        {ACTION_FORM, STRING_NOTICE_NO_OPERATION, 0},
        {ACTION_SELECT_RIGHT, STRING_NOTICE_NOTHING_SELECTED, 0},
        {ACTION_NOTATION_1 + 5, STRING_NOTICE_NO_NOTATION, 0},
    };
    struct session *session = session_on("tests/lessons/xor.json", "four");
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        view_expect_answer(session, cases[i].action, cases[i].words);
        EXPECT_INT(session_notice(session)->number, cases[i].number);
    }
    session_apply(session, ACTION_THEME);
    EXPECT(session_notice(session) == NULL);
    /* what the picture alone can answer, and where all is as it was */
    EXPECT_INT(session_apply(session, ACTION_SELECT_NEXT), SESSION_SAME);
    EXPECT_INT(session_change_notation(session, session->notation_index), SESSION_SAME);
    session_apply(session, ACTION_FINER);
    session_apply(session, ACTION_NEXT);
    view_expect_answer(session, ACTION_FORM, STRING_NOTICE_FORM_LEVEL);
    session_aim_at(session, 9);
    EXPECT(session_notice(session) == NULL);
    session_destroy(session);
}

static void test_looks(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    const struct session_settings *settings = session_settings(session);
    for (int i = 0; i < 20; i++) {
        session_apply(session, ACTION_LARGER);
    }
    EXPECT_INT(settings->text_scale, TEXT_SCALE_MOST);
    view_expect_answer(session, ACTION_LARGER, STRING_NOTICE_TEXT_SCALE_LARGEST);
    EXPECT_INT(session_apply(session, ACTION_NORMAL_SIZE), SESSION_LOOKS);
    EXPECT_INT(settings->text_scale, 100);
    EXPECT_INT(session_apply(session, ACTION_PROJECTOR_SIZE), SESSION_LOOKS);
    EXPECT_INT(settings->text_scale, TEXT_SCALE_PROJECTOR);
    for (int i = 0; i < 20; i++) {
        session_apply(session, ACTION_SMALLER);
    }
    EXPECT_INT(settings->text_scale, TEXT_SCALE_LEAST);
    session_set_text_scale(session, 1000);
    EXPECT_INT(settings->text_scale, TEXT_SCALE_MOST);
    for (int i = 0; i < 20; i++) {
        session_apply(session, ACTION_FEWER_DECIMALS);
    }
    EXPECT_INT(settings->decimals, DECIMALS_LEAST);
    EXPECT_INT(session_apply(session, ACTION_MORE_DECIMALS), SESSION_LOOKS);
    EXPECT_INT(settings->decimals, DECIMALS_LEAST + 1);
    for (int i = 0; i < THEME_COUNT; i++) {
        EXPECT_INT(settings->theme, i);
        session_apply(session, ACTION_THEME);
    }
    EXPECT_INT(settings->theme, THEME_DARK);
    session_apply(session, ACTION_LANGUAGE);
    EXPECT_INT(settings->language, LANGUAGE_CHINESE);
    session_destroy(session);
}

/* A rate that lets the numbers run away: the session stops there, and goes back. */
static void test_stuck(void) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"away\", \"notation\": \"four\", \"loss\": \"square\", "
        "\"learning_rate\": 1e90, \"iterations\": 100, \"network\": {\"inputs\": 1, \"layers\": "
        "[{\"units\": 1, \"activation\": \"linear\"}]}, \"data\": {\"inputs\": [[1e60]], "
        "\"targets\": [[1]]}}";
    const struct lesson *lesson = fixture_lesson_of_text(shared, "away", text, strlen(text));
    struct session *session = view_session(shared, lesson, &notations, index_of("four"));
    session_apply(session, ACTION_LAST);
    finish(session);
    EXPECT(session_is_stuck(session));
    long stuck = session_step(session);
    EXPECT(stuck < session_program(session)->step_count);
    EXPECT_INT(session_aim(session), stuck);
    EXPECT_INT(session_apply(session, ACTION_NEXT), SESSION_SAME);
    EXPECT_INT(session_apply(session, ACTION_PREVIOUS), SESSION_MOVED);
    EXPECT_INT(session_step(session), stuck - 1);
    EXPECT(!session_is_stuck(session));
    session_destroy(session);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"steps forward and back", test_steps},
        {"levels visit the same places both ways", test_levels},
        {"switching keeps the weights", test_switching_keeps_the_weights},
        {"the forms of an operation", test_forms},
        {"coarser steps leave an operation under way", test_leaving_an_operation},
        {"passes", test_passes},
        {"finer and coarser", test_level_actions},
        {"coarser completes the operation", test_coarser_completes},
        {"far places are gone to in slices", test_far_places},
        {"samples", test_samples},
        {"covers and what takes them away", test_covers},
        {"Esc never quits", test_close_never_quits},
        {"q asks once more", test_quit_asks},
        {"Esc stops a long way", test_close_stops},
        {"keys are answered", test_answers},
        {"scale, decimals, theme, language", test_looks},
        {"a run that is stuck", test_stuck},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
