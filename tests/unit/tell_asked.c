/* What is told of a question in the author's words and in the program's own, where no shipped
 * lesson has it so: hints, reasons, a number that is given, one that a text must not betray. And
 * words of the other rooms of tell that only some file of a reader's own brings about. */
#include "ask_tests.h"

#include "base/number.h"
#include "tell/answer/formula_told.h"
#include "tell/answer/question_told.h"
#include "tell/example.h"
#include "tell/script/prose.h"
#include "tell/script/told_number.h"
#include "tell/switch_told.h"
#include "tell/symbol_name.h"

static const char lesson_start[] =
    "{\"format\": 1, \"title\": \"told\", \"notation\": \"four\", \"loss\": \"half_square\","
    " \"learning_rate\": 0.5, \"iterations\": 2, \"network\": {\"inputs\": 2, \"layers\": ["
    "{\"units\": 2, \"activation\": \"sigmoid\", \"weights\": [[0.4, -0.6], [1.2, 0.3]]},"
    " {\"units\": 1, \"activation\": \"linear\", \"weights\": [[0.7, -0.9]]}]},"
    " \"data\": {\"inputs\": [[0.00012345, -1.5], [1.1, 0.2]], \"targets\": [[0.5], [0.1]]},"
    " \"script\": [{\"at\": {\"operation\": \"preactivation\", \"layer\": 1, \"iteration\": 1},";

static struct session *telling_session(struct arena *arena, const char *stop) {
    const char *text = text_format(arena, "%s %s}]}", lesson_start, stop);
    const struct lesson *lesson = fixture_lesson_of_text(arena, "told", text, strlen(text));
    struct session *session =
        ask_session(arena, lesson, &notations, ask_notation(&notations, "four"), mistakes);
    session_go_to(session, script_next(session_script(session), 0));
    return session;
}

/* Lines as "|", formulas and names as their TeX. */
static const char *text_of(struct telling *telling) {
    struct text_builder text;
    text_begin(&text, telling->arena);
    for (size_t i = 0; i < telling->count; i++) {
        text_append_string(&text, telling->parts[i].text != NULL ? telling->parts[i].text : "|");
    }
    return text.bytes;
}

static const char *verdict_on(struct arena *arena, struct session *session, const char *answer) {
    session_ask_type(session, answer);
    session_ask_check(session);
    const struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    question_told_add_verdict(&telling, &moment, session_script(session), session_ask_now(session));
    return text_of(&telling);
}

static const char *hint_of(struct arena *arena, struct session *session, int which) {
    const struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    question_told_add_hint(&telling, &moment, session_script(session), session_ask_now(session),
                           which);
    return text_of(&telling);
}

/* As many decimals as such a number needs, and not four of each. */
static void test_given_number(void) {
    struct arena *arena = arena_create();
    struct session *session = telling_session(
        arena, "\"ask\": {\"kind\": \"value\", \"of\": \"A[0]\", \"element\": [1, 1]}");
    EXPECT_STRING(verdict_on(arena, session, "0.0001"),
                  "Right so far. Please give 6 decimals, or three significant digits.|");
    EXPECT_STRING(verdict_on(arena, session, "0.5"), "Not right.|");
    EXPECT_STRING(verdict_on(arena, session, "0.000123"), "Right.|");
    session_destroy(session);
    arena_destroy(arena);
}

/* What could not be read is said as a sentence, or as the question that it is. */
static void test_unreadable(void) {
    struct arena *arena = arena_create();
    struct session *session = telling_session(arena, "\"ask\": {\"kind\": \"formula\"}");
    EXPECT_STRING(verdict_on(arena, session, "w"),
                  "This cannot be read: this is no tensor of the network: which layer?|");
    EXPECT_STRING(verdict_on(arena, session, "w[1] q"),
                  "This cannot be read: this is no symbol of the notation.|");
    session_destroy(session);
    arena_destroy(arena);
}

static void test_author(void) {
    struct arena *arena = arena_create();
    struct session *session =
        telling_session(arena, "\"ask\": {\"kind\": \"value\", \"element\": [1, 2], \"hint\": "
                               "\"Row by column.\", \"explain\": \"A sum of *two*.\"}");
    EXPECT(strncmp(hint_of(arena, session, 1), "Row by column.|", 15) == 0);
    const char *last = hint_of(arena, session, ASKED_MOST_HINTS);
    EXPECT(strstr(last, "A sum of two.|") != NULL);
    EXPECT(strstr(hint_of(arena, session, 2), "A sum") == NULL);
    session_destroy(session);
    session = telling_session(
        arena, "\"ask\": {\"kind\": \"choice\", \"text\": \"Which?\", \"answer\": 0, \"options\": "
               "[\"this\", {\"text\": \"that\", \"why\": \"It is *not* read.\"}, \"none\"]}");
    EXPECT_STRING(verdict_on(arena, session, "B"), "Not right. It is not read.|");
    EXPECT_STRING(verdict_on(arena, session, "C"), "Not right.|");
    session_destroy(session);
    arena_destroy(arena);
}

/* A number that an author left to the run is none while it is asked for. */
static void test_hint_keeps_the_answer(void) {
    struct arena *arena = arena_create();
    struct session *session =
        telling_session(arena, "\"ask\": {\"kind\": \"value\", \"element\": [1, 2], \"hint\": "
                               "\"first {{Z[1](1,2)}}, then {{A[0](1,2)}}\"}");
    EXPECT(strstr(hint_of(arena, session, 1), "first ?, then 1.1") != NULL);
    session_destroy(session);
    arena_destroy(arena);
}

static void test_formula_factor(void) {
    struct arena *arena = arena_create();
    struct formula_diagnosis diagnosis = {.verdict = FORMULA_FACTOR, .factor = 4};
    struct telling plain = telling_begin(arena, LANGUAGE_ENGLISH);
    formula_told_add(&plain, NULL, &diagnosis);
    diagnosis.is_of_samples = true;
    struct telling of_samples = telling_begin(arena, LANGUAGE_ENGLISH);
    formula_told_add(&of_samples, NULL, &diagnosis);
    EXPECT(strstr(text_of(&plain), "everything is 4 times") != NULL);
    EXPECT(strstr(text_of(&plain), "samples") == NULL);
    EXPECT(strstr(text_of(&of_samples), "everything is 4 times") != NULL);
    EXPECT(strstr(text_of(&of_samples), "number of samples") != NULL);
    arena_destroy(arena);
}

/* Two mistakes that come to the same formula have a line each. */
static void test_formula_mistakes(void) {
    struct arena *arena = arena_create();
    static const struct mistake one = {.say = {{"The slope is missing.", "缺斜率。"}}},
                                other = {.say = {{"The mean is missing.", "缺平均。"}}};
    struct formula_diagnosis diagnosis = {
        .verdict = FORMULA_MISTAKE,
        .findings = {{.mistake = &one, .place = QUANTITY_NONE},
                     {.mistake = &other, .place = QUANTITY_NONE}},
        .count = 2,
    };
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    formula_told_add(&telling, NULL, &diagnosis);
    EXPECT_STRING(text_of(&telling), "The slope is missing.|The mean is missing.|");
    arena_destroy(arena);
}

static void test_lists_and_paragraphs(void) {
    struct arena *arena = arena_create();
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    prose_tell(&telling, "Two things:\n\n- one\n- other", NULL);
    EXPECT_STRING(text_of(&telling), "Two things:|• one|• other");
    arena_destroy(arena);
}

/* A factor that is neither m nor 1/m is told as a number, and what is no multiple is told so. */
static void test_switch_of_own_notations(void) {
    struct arena *arena = arena_create();
    struct session *session = telling_session(arena, "\"say\": \"-\"");
    const struct moment moment = moment_create(session, arena);
    struct notation_switch change = {.rate_factor = 1, .comparison.samples = 2};
    for (int role = 0; role < ROLE_COUNT; role++) {
        change.tensors[role] = -1;
        change.names[role] = "q";
    }
    struct role_comparison *gradient = &change.comparison.roles[ROLE_WEIGHT_GRADIENT];
    change.tensors[ROLE_WEIGHT_GRADIENT] =
        program_find_tensor(session_program(session), ROLE_WEIGHT_GRADIENT, 1);
    *gradient = (struct role_comparison){.is_compared = true, .is_scaled = true, .factor = 3};
    struct telling scaled = telling_begin(arena, LANGUAGE_ENGLISH);
    EXPECT(switch_told_add(&scaled, &moment, &change));
    EXPECT(strstr(text_of(&scaled), " is q times 3") != NULL);
    gradient->is_scaled = false;
    struct telling other = telling_begin(arena, LANGUAGE_ENGLISH);
    EXPECT(switch_told_add(&other, &moment, &change));
    EXPECT(strstr(text_of(&other), " is no multiple of q.") != NULL);
    session_destroy(session);
    arena_destroy(arena);
}

/* The layer's mark goes, whichever way the note writes it behind the name. */
static void test_base_of_a_name(void) {
    static const struct {
        const char *tex, *base;
    } cases[] = {{"W_@", "W"}, {"W^#", "W"}, {"W_{@}", "W"}, {"W^{[@]}", "W"}, {"W_i", "W_i"}};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        const struct symbol_form form = {
            .base[PRINT_TEX] = cases[i].tex, .subscript = "", .superscript = ""};
        EXPECT_STRING(symbol_name_base(arena, &form), cases[i].base);
    }
    arena_destroy(arena);
}

/* Of a form that is written for one element each element has its own arithmetic, though the step's
 * values are those of the last one. */
static void test_form_of_one_element(void) {
    struct arena *arena = arena_create();
    struct session *session = telling_session(arena, "\"say\": \"-\"");
    session_ask_set_mode(session, ASK_NOTHING);
    session_apply(session, ACTION_NEXT); /* to the activation */
    size_t forms = 0;
    while (!session_shown_operation(session)->binding.statement->target->has_element &&
           forms++ < 9) {
        session_apply(session, ACTION_FORM);
    }
    const struct moment moment = moment_create(session, arena);
    EXPECT(moment.operation->binding.statement->target->has_element);
    const struct matrix value =
        program_tensor_value(moment.program, moment.operation->target, moment.state);
    for (size_t which = 0; which < 4; which++) {
        const struct example_cell cell = {which / 2, which % 2};
        struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
        example_tell(&telling, &moment, cell, 4);
        const char *number =
            number_text(arena, matrix_at(value, cell.row, cell.column), moment.decimals);
        const char *text = text_of(&telling), *last = strrchr(text, ' ');
        EXPECT_STRING(last != NULL ? last + 1 : text, number);
    }
    session_destroy(session);
    arena_destroy(arena);
}

/* What an operation that is under way has not written yet is no number for a text. */
static void test_text_under_way(void) {
    struct arena *arena = arena_create();
    struct session *session = telling_session(arena, "\"say\": \"-\"");
    session_set_level(session, LEVEL_ELEMENT);
    session_go_to(session, 0);
    for (int i = 0; i < 4 + 2; i++) { /* the product, and half of the sum */
        session_apply(session, ACTION_NEXT);
    }
    const struct moment moment = moment_create(session, arena);
    const struct script_stop stop = {.operation = moment.operation};
    /* 0.4 * 0.00012345 + 0.6 * 1.5 */
    EXPECT_STRING(told_numbers(&moment, session_script(session), &stop,
                               "{{Z[1](1,1)}}, {{Z[1](2,2)}}, {{A[2](1,1)}}"),
                  "0.900, ?, ?");
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"a given number needs its own decimals", test_given_number},
        {"hints and reasons of an author", test_author},
        {"what could not be read", test_unreadable},
        {"a hint keeps the answer", test_hint_keeps_the_answer},
        {"a formula that is right but for a factor", test_formula_factor},
        {"mistakes have a line each", test_formula_mistakes},
        {"lists and paragraphs", test_lists_and_paragraphs},
        {"another notation of a reader's own", test_switch_of_own_notations},
        {"the base of a name", test_base_of_a_name},
        {"a text beside an operation under way", test_text_under_way},
        {"a form of one element", test_form_of_one_element},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
