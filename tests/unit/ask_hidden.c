/* What a question asks for is nowhere before it is answered: not in the picture with any of its
 * cards, not in the step read as text, not in what is said of the question. At every question of
 * every shipped lesson, each in two notations and both languages, with two sets of numbers in the
 * place of the answer: both times all of it is the same. The digits of the answer itself stand
 * nowhere. And afterwards the answer is there. */
#include "ask_tests.h"
#include "asked_digits.h"
#include "asked_shape.h"
#include "asked_stand_in.h"
#include "scene_compare.h"

#include "export/ask_text.h"
#include "export/reading.h"
#include "session/session_parts.h"
#include "tell/answer/question_told.h"
#include "tell/quantity_told.h"

enum { MOST_LESSONS = 64, MOST_FAULTS = 12, FEWER = 2 /* questions are switched */ };

static const struct stage_size size = {1920, 1080};
static size_t questions, answers_looked_for, formulas, shapes_looked_for, places_looked_for;

/* ---- all that is said ---- */

static const char *write_words(struct arena *arena, struct session *session) {
    struct text_builder text;
    text_begin(&text, arena);
    const struct moment moment = moment_create(session, arena);
    const struct asked *asked = session_ask_now(session);
    const enum language language = session_settings(session)->language;
    for (int i = 0; i < moment.program->tensor_count; i++) {
        const struct shape shape = moment.program->tensors[i].storage.shape;
        struct telling telling = telling_begin(arena, language);
        quantity_told_add(&telling, &moment, (struct quantity){i, 0, 0});
        quantity_told_add(&telling, &moment,
                          (struct quantity){i, (long)shape.rows - 1, (long)shape.columns - 1});
        append_telling(&text, &telling);
    }
    struct telling telling = telling_begin(arena, language);
    question_told_add(&telling, &moment, session_script(session), asked);
    for (int hint = 1; hint < ASKED_MOST_HINTS; hint++) {
        question_told_add_hint(&telling, &moment, session_script(session), asked, hint);
    }
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        question_told_add_option(&telling, &moment, session_script(session), asked, i);
    }
    append_telling(&text, &telling);
    reading_append(&text, session, &(struct reading_options){.language = language});
    return text.bytes;
}

static void fail(const char *path, struct session *session, const char *what, const char *one,
                 const char *other) {
    test_failures++;
    printf("# %s, %s, step %ld: %s: %.60s or %.60s\n", path, session_program(session)->notation->id,
           session_step(session), what, one, other);
}

/* Where a formula is asked for, no symbol of it is on the board; the palette's stand for nothing.
 */
static void look_for_operands(const char *path, struct session *session,
                              const struct scene *scene) {
    const struct asked *asked = session_ask_now(session);
    const struct rect board = stage_layout(session, size).board;
    if (asked->kind != QUESTION_FORMULA) {
        return;
    }
    formulas++;
    int target = session_program(session)->operations[asked->subject.operation].target;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_operand = !quantity_is_none(item->quantity) && item->quantity.tensor != target;
        if (is_operand && item->kind == SCENE_MATH && rect_meets(item->bounds, board)) {
            fail(path, session, "an operand is on the board", "", "");
        }
    }
}

/* A bar of what is hidden would be as high as something. */
static void look_for_bars(const char *path, struct session *session, const struct scene *scene) {
    const color_argb color = theme_get(session_settings(session)->theme)->colors[COLOR_ACTIVATION];
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_BOX && item->color == color &&
            session_ask_hides(session, item->quantity.tensor)) {
            fail(path, session, "a bar", "", "");
        }
    }
}

static void expect_same_words(const char *path, struct session *session,
                              const char *const words[2]) {
    size_t same = 0;
    while (words[0][same] != '\0' && words[0][same] == words[1][same]) {
        same++;
    }
    if (strcmp(words[0], words[1]) != 0) {
        size_t from = same > 20 ? same - 20 : 0;
        fail(path, session, "words", words[0] + from, words[1] + from);
    }
}

static void look(const char *path, struct session *session) {
    struct arena *arena = arena_create();
    struct kept kept = keep_run(arena, session);
    struct scene scenes[2];
    const char *words[2];
    session_select(session, session_ask_now(session)->subject.quantity);
    for (int which = 0; which < 2; which++) {
        put_stand_ins(session, which);
        stage_build(session, size, &view_fake_metrics, arena, &scenes[which]);
        words[which] = write_words(arena, session);
    }
    look_for_operands(path, session, &scenes[0]);
    look_for_bars(path, session, &scenes[0]);
    size_t at;
    const char *what = scene_first_difference(&scenes[0], &scenes[1], &at);
    if (what != NULL) {
        const char *texts[2] = {scenes[0].items[at].text, scenes[1].items[at].text};
        fail(path, session, what, texts[0] != NULL ? texts[0] : "this",
             texts[1] != NULL ? texts[1] : "that");
    }
    expect_same_words(path, session, words);
    put_back(&kept, session->run.program->state_count);
    session_refresh(session);
    questions++;
    arena_destroy(arena);
}

/* ---- the digits of the answer ---- */

/* Everything that is written on the picture with its card, said of the question, or the title. */
static void look_for_digits(const char *path, struct session *session, struct session *plain) {
    const struct asked *asked = session_ask_now(session);
    bool is_number = asked->kind == QUESTION_VALUE && asked->subject.option_count == 0;
    struct arena *arena = arena_create();
    const char *digits = is_number ? digits_of(arena, ask_right_value(session, plain)) : NULL;
    if (digits == NULL || is_known(session, arena, digits)) {
        arena_destroy(arena);
        return;
    }
    answers_looked_for++;
    const enum language language = session_settings(session)->language;
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(&text, session_lesson(session)->title.in[language]);
    ask_text_append_question(&text, session, &(struct reading_options){.language = language});
    text_append_string(&text, write_words(arena, session));
    if (has_digits(text.bytes, digits)) {
        fail(path, session, "the answer is said", digits, strstr(text.bytes, digits));
    }
    session_select(session, asked->subject.quantity);
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    for (size_t i = 0; i < scene.count; i++) {
        const char *written = scene.items[i].kind == SCENE_TEXT ? scene.items[i].text : NULL;
        if (written != NULL && has_digits(written, digits)) {
            fail(path, session, "the answer is written", digits, written);
        }
    }
    arena_destroy(arena);
}

/* ---- the shape that is asked ---- */

/* The shape is nowhere written, not on the card either, nor are there "?" in so many rows and
 * columns. */
static void look_for_shape(const char *path, struct session *session) {
    const struct asked *asked = session_ask_now(session);
    const int tensor = asked->subject.quantity.tensor;
    const struct shape shape = asked->subject.shape;
    if (asked->kind != QUESTION_SHAPE || shape_count(shape) == 1) {
        return;
    }
    struct arena *arena = arena_create();
    struct scene scene;
    session_select(session, (struct quantity){tensor, -1, -1});
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    if (!is_shape_of_another(session, shape, tensor)) {
        const char *words = words_of(arena, &scene);
        const struct shape turned = {shape.columns, shape.rows};
        shapes_looked_for++;
        if (says_shape(arena, words, shape) || says_shape(arena, words, turned)) {
            fail(path, session, "the shape is written",
                 text_format(arena, "%zu × %zu", shape.rows, shape.columns), "");
        }
        const char *said = shape_said(arena, session, shape);
        if (said != NULL) {
            fail(path, session, "the shape is said", said, "");
        }
    }
    if (says_copies(session, &scene)) {
        fail(path, session, "a number of columns is written", "", "");
    }
    /* in an update the tensor is on both sides */
    if (count_cells(&scene, stage_layout(session, size).board, tensor) > 2) {
        fail(path, session, "the shape is in cells", "", "");
    }
    arena_destroy(arena);
}

/* The next element of the tensor, or one of another layer's. */
static struct quantity another_place(const struct session *session, struct quantity place) {
    const struct program *program = session_program(session);
    const struct tensor *tensor = &program->tensors[place.tensor];
    const long columns = (long)tensor->storage.shape.columns;
    const long count = (long)shape_count(tensor->storage.shape);
    const long next = (place.row * columns + place.column + 1) % count;
    const int other = program_find_tensor(program, tensor->role, tensor->layer > 1 ? 1 : 2);
    return count > 1 ? (struct quantity){place.tensor, next / columns, next % columns}
                     : (struct quantity){other, 0, 0};
}

/* Which place is asked for is not to be seen: another one is asked with the same picture. */
static void look_for_place(const char *path, struct session *session) {
    struct asked *asked = session->asking.now;
    if (asked->kind != QUESTION_CELL) {
        return;
    }
    struct arena *arena = arena_create();
    struct scene scenes[2];
    const char *words[2];
    const struct quantity right = asked->subject.quantity;
    session_select(session, QUANTITY_NONE);
    for (int which = 0; which < 2; which++) {
        stage_build(session, size, &view_fake_metrics, arena, &scenes[which]);
        words[which] = write_words(arena, session);
        asked->subject.quantity = another_place(session, right);
    }
    EXPECT(!quantity_equal(asked->subject.quantity, right));
    asked->subject.quantity = right;
    size_t at;
    const char *what = scene_first_difference(&scenes[0], &scenes[1], &at);
    if (what != NULL) {
        fail(path, session, "the place is pointed out", what, "");
    }
    expect_same_words(path, session, words);
    places_looked_for++;
    arena_destroy(arena);
}

static bool shows_question_mark(struct session *session, struct arena *arena) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    for (size_t i = 0; i < scene.count; i++) {
        if (scene.items[i].kind == SCENE_TEXT && strcmp(scene.items[i].text, "?") == 0) {
            return true;
        }
    }
    return false;
}

/* Once it is there, nothing is hidden any more. */
static void check_revealed(const char *path, struct session *session) {
    struct arena *arena = arena_create();
    /* what is missing of a formula is a dashed box */
    bool has_operation = session_shown_operation(session) != NULL &&
                         session_ask_now(session)->kind != QUESTION_FORMULA;
    if (has_operation && !shows_question_mark(session, arena)) {
        fail(path, session, "no ?", "", "");
    }
    session_ask_reveal(session);
    const double *state = session_state(session);
    for (size_t i = 0; i < session_program(session)->state_count; i++) {
        if (number_is_hidden(state[i])) {
            fail(path, session, "still hidden", "", "");
            break;
        }
    }
    arena_destroy(arena);
}

static void check_lesson(const char *path, const struct lesson *lesson, size_t notation) {
    struct arena *arena = arena_create();
    struct session *session = ask_session(arena, lesson, &notations, notation, mistakes);
    struct session *plain = view_session(arena, lesson, &notations, notation);
    session_look_ahead(session, 1e5);
    for (long step = 0; step >= 0 && test_failures < MOST_FAULTS;
         step = script_next(session_script(session), step)) {
        session_go_to(session, step);
        for (int language = 0; language < LANGUAGE_COUNT && session_ask_is_open(session);
             language++) {
            session_set_language(session, (enum language)language);
            look(path, session);
            look_for_digits(path, session, plain);
            look_for_shape(path, session);
            look_for_place(path, session);
        }
        if (session_ask_is_open(session)) {
            check_revealed(path, session);
        }
    }
    session_destroy(plain);
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- in another notation, elsewhere ---- */

static size_t carried, refused, elsewhere;

/* What somebody who jumps about in the other notation finds: the answer only to what was passed by.
 */
static void look_elsewhere(const char *path, struct session *session, const struct asked *asked,
                           const char *digits) {
    struct arena *arena = arena_create();
    const long here = session_step(session);
    const long steps[] = {here - 1, here + 2};
    for (size_t i = 0; i < TEST_COUNT(steps) && !asked->is_settled; i++) {
        struct scene scene;
        session_jump_to(session, steps[i]);
        stage_build(session, size, &view_fake_metrics, arena, &scene);
        const char *words = asked->is_settled ? "" : words_of(arena, &scene);
        if (digits != NULL && !is_known(session, arena, digits) && has_digits(words, digits)) {
            fail(path, session, "the answer is elsewhere", digits, "");
        }
        bool is_behind = steps[i] > here && session_step(session) > here;
        if (is_behind && !asked->is_settled && session_ask_now(session) != asked) {
            fail(path, session, "open where its answer is seen", "", "");
        }
        elsewhere++;
    }
    arena_destroy(arena);
}

/* Who changes the notation is asked the same there, or is told to answer first. */
static void check_switch(const char *path, struct session *session, struct session *plain,
                         size_t to) {
    struct arena *arena = arena_create();
    struct asked *asked = session->asking.now;
    const size_t own = session->notation_index;
    const long step = session_step(session);
    bool is_number = asked->kind == QUESTION_VALUE && asked->subject.option_count == 0;
    const char *digits = is_number ? digits_of(arena, ask_right_value(session, plain)) : NULL;
    asking_put(session);
    unsigned changed = session_change_notation(session, to);
    if ((changed & SESSION_MOVED) == 0) {
        refused++;
        EXPECT(session_notice(session) != NULL && session->notation_index == own);
        EXPECT(session_ask_now(session) == asked && session_ask_is_open(session));
    } else if (session_ask_now(session) == asked) {
        carried++;
        session_change_notation(plain, to);
        look(path, session);
        look_for_digits(path, session, plain);
        look_for_shape(path, session);
        look_for_place(path, session);
        session_change_notation(plain, own);
        look_elsewhere(path, session, asked, digits);
        session_ask_reveal(session); /* where the jumps have come to another question */
        asked->is_settled = asked->is_skipped = asked->is_revealed = false;
        session_change_notation(session, own);
        session_go_to(session, step);
        EXPECT(session_ask_now(session) == asked);
    } else { /* what that has nowhere */
        EXPECT(!asking_gives_away(session, asked) && !asked->is_settled);
        session_ask_reveal(session); /* where it asks something else */
        session_change_notation(session, own);
        EXPECT(session_ask_now(session) == asked);
    }
    arena_destroy(arena);
}

static void test_switches(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS), which = 0;
    for (size_t i = 0; i < count && test_failures < MOST_FAULTS; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        size_t own = ask_notation(&notations, lesson->notation);
        struct session *session = ask_session(arena, lesson, &notations, own, mistakes);
        struct session *plain = view_session(arena, lesson, &notations, own);
        for (long step = 0; step >= 0 && step < 200;
             step = script_next(session_script(session), step)) {
            session_go_to(session, step);
            if (session_ask_is_open(session) && ++which % FEWER == 0) {
                check_switch(paths[i], session, plain,
                             (own + 1 + which / FEWER % 4) % notations.count);
            }
        }
        session_destroy(plain);
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu carried, %zu refused, %zu places beside\n", carried, refused, elsewhere);
    EXPECT(carried > 60 && refused > 20 && elsewhere > 100);
}

static void test_hidden(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count && test_failures < MOST_FAULTS; i++) {
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        size_t own = ask_notation(&notations, lesson->notation);
        check_lesson(paths[i], lesson, own);
        check_lesson(paths[i], lesson, (own + 1 + i % 4) % notations.count);
    }
    printf("# %zu questions, %zu numbers hidden, %zu answers looked for\n", questions,
           hidden_numbers, answers_looked_for);
    EXPECT(questions > 300 && hidden_numbers > 2000 && answers_looked_for > 80);
    EXPECT(formulas >= 8);
    printf("# %zu shapes looked for\n", shapes_looked_for);
    EXPECT(shapes_looked_for > 20);
    EXPECT(places_looked_for > 0);
}

/* The same of the questions that the program makes of every step. */
static void test_predicted(void) {
    for (size_t i = 0; i < VIEW_LESSONS; i++) {
        const struct lesson *lesson = fixture_lesson(shared, root, view_lesson_paths[i]);
        for (size_t n = 0; n < notations.count && test_failures < MOST_FAULTS; n++) {
            struct arena *arena = arena_create();
            struct session *session = ask_session(arena, lesson, &notations, n, mistakes);
            struct session *plain = view_session(arena, lesson, &notations, n);
            session_ask_predict(session);
            for (long step = 1; step <= session_program(session)->operation_count; step++) {
                session_go_to(session, step);
                EXPECT(session_ask_is_open(session));
                if (session_ask_is_open(session)) {
                    look(view_lesson_paths[i], session);
                    look_for_digits(view_lesson_paths[i], session, plain);
                    look_for_shape(view_lesson_paths[i], session);
                    check_revealed(view_lesson_paths[i], session);
                }
            }
            session_destroy(plain);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu answers, %zu shapes looked for\n", answers_looked_for, shapes_looked_for);
    EXPECT(answers_looked_for > 150);
}

/* The same element by element, and term by term: before each answer, and between two. */
static void check_closely(enum step_level level) {
    const struct lesson *lesson =
        fixture_lesson(shared, root, "lessons/four/06-four-equations.json");
    size_t before = questions;
    for (size_t n = 0; n < notations.count && test_failures < MOST_FAULTS; n++) {
        struct arena *arena = arena_create();
        struct session *session = ask_session(arena, lesson, &notations, n, mistakes);
        session_ask_predict(session);
        session_set_level(session, level);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            while (session_step(session) == step && asking_is_hiding(&session->asking)) {
                look("closely", session);
                session_ask_reveal(session);
                if (asking_is_hiding(&session->asking)) {
                    look("between two", session);
                }
                session_apply(session, ACTION_NEXT);
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu at level %d and what is between them\n", questions - before, (int)level);
    EXPECT(questions - before > 200);
}

static void test_elements(void) {
    check_closely(LEVEL_ELEMENT);
}

static void test_terms(void) {
    check_closely(LEVEL_TERM);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"the answer is nowhere before it is given", test_hidden},
        {"nor in another notation", test_switches},
        {"nor that of a predicted step", test_predicted},
        {"nor those of its elements", test_elements},
        {"nor those of its terms", test_terms},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
