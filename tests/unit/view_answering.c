/* Answering in the picture: with keys and with clicks, as a reader does. */
#include "ask_fixture.h"

#include "view/draw/layout.h"
#include "view/draw/scene_button.h"
#include "view/stage/answering.h"

#include "typeset/math.h"

static const char *root;
static struct view_notations notations;
static const struct mistakes *mistakes;

static const struct stage_size size = {1920, 1080};

struct reader {
    struct arena *arena;
    struct session *session;
    struct scene scene;
};

static void look(struct reader *reader) {
    stage_build(reader->session, size, &view_fake_metrics, reader->arena, &reader->scene);
}

static struct reader begin(const char *path, enum question_kind kind) {
    struct reader reader = {.arena = arena_create()};
    const struct lesson *lesson = fixture_lesson(reader.arena, root, path);
    reader.session = ask_session(reader.arena, lesson, &notations,
                                 ask_notation(&notations, lesson->notation), mistakes);
    ask_go_to_kind(reader.session, kind);
    look(&reader);
    return reader;
}

static void end(struct reader *reader) {
    session_destroy(reader->session);
    arena_destroy(reader->arena);
}

static void press(struct reader *reader, enum key_name name, bool has_control, bool has_shift) {
    unsigned changed;
    const struct key key = {.name = name, .has_control = has_control, .has_shift = has_shift};
    answering_key(reader->session, &reader->scene, key, &changed);
    look(reader);
}

static void type(struct reader *reader, const char *text) {
    answering_type(reader->session, &reader->scene, text);
    look(reader);
}

static bool click(struct reader *reader, float x, float y) {
    unsigned changed;
    bool is_taken =
        answering_click(reader->session, &reader->scene, (struct scene_point){x, y}, &changed);
    look(reader);
    return is_taken;
}

static const struct asked *asked(const struct reader *reader) {
    return session_ask_now(reader->session);
}

static size_t count_of(const struct reader *reader, const char *text) {
    size_t count = 0;
    for (size_t i = 0; i < reader->scene.count; i++) {
        const struct scene_item *item = &reader->scene.items[i];
        count += item->kind == SCENE_TEXT && strcmp(item->text, text) == 0;
    }
    return count;
}

/* Letters belong to the line and not to the keys; the line is edited like any other. */
static void test_typing(void) {
    struct reader reader = begin("lessons/four/06-four-equations.json", QUESTION_VALUE);
    long step = session_step(reader.session);
    type(&reader, "0");
    type(&reader, ".");
    type(&reader, "57");
    EXPECT_STRING(asked(&reader)->text, "0.57");
    press(&reader, KEY_LEFT, false, false);
    press(&reader, KEY_BACKSPACE, false, false);
    type(&reader, "9");
    EXPECT_STRING(asked(&reader)->text, "0.97");
    press(&reader, KEY_HOME, false, true);
    type(&reader, "1");
    EXPECT_STRING(asked(&reader)->text, "17");
    EXPECT(count_of(&reader, "17") == 1);
    EXPECT_INT(session_step(reader.session), step);
    EXPECT(session_ask_is_open(reader.session));
    end(&reader);
}

/* A click puts the caret where it is, and a number of the picture into the line. */
static void test_clicking(void) {
    struct reader reader = begin("lessons/four/06-four-equations.json", QUESTION_VALUE);
    type(&reader, "1234");
    const struct scene_answer *line = reader.scene.answer;
    EXPECT_INT(line->count, 5);
    EXPECT(click(&reader, line->stops[2].x + 1, line->rect.y + line->rect.height / 2));
    type(&reader, "x");
    EXPECT_STRING(asked(&reader)->text, "12x34");
    press(&reader, KEY_END, false, false);
    bool is_found = false;
    for (size_t i = 0; i < reader.scene.count && !is_found; i++) {
        const struct scene_item item = reader.scene.items[i];
        if (item.kind == SCENE_TEXT && strcmp(item.text, "1.099") == 0 &&
            !quantity_is_none(item.quantity)) {
            is_found = click(&reader, item.bounds.x + item.bounds.width / 2,
                             item.bounds.y + item.bounds.height / 2);
        }
    }
    EXPECT(is_found);
    EXPECT_STRING(asked(&reader)->text, "12x341.099");
    end(&reader);
}

/* Options are chosen by one click, put in order by several. */
static void test_options(void) {
    struct reader reader = begin("lessons/four/06-four-equations.json", QUESTION_ORDER);
    size_t count = asked(&reader)->subject.option_count;
    for (size_t i = count; i-- > 0;) {
        const char letter[2] = {(char)('A' + i), '\0'};
        for (size_t k = 0; k < reader.scene.button_count; k++) {
            const struct scene_button *button = &reader.scene.buttons[k];
            if (button->typed != NULL && strcmp(button->typed, letter) == 0) {
                EXPECT(click(&reader, button->rect.x + 2, button->rect.y + 2));
                break;
            }
        }
    }
    EXPECT_INT(strlen(asked(&reader)->text), count);
    EXPECT_INT(asked(&reader)->text[0], 'A' + (int)count - 1);
    type(&reader, "a"); /* once only */
    EXPECT_INT(strlen(asked(&reader)->text), count);
    end(&reader);
}

/* Left and entered again, the picture is the same to the last item, and the text is kept. */
static void test_leaving(void) {
    struct reader reader = begin("lessons/four/06-four-equations.json", QUESTION_VALUE);
    type(&reader, "0.5");
    struct scene before = reader.scene;
    press(&reader, KEY_ESCAPE, false, false);
    EXPECT(!answer_line_is_focused(reader.session));
    EXPECT_STRING(asked(&reader)->text, "0.5");
    session_apply(reader.session, ACTION_ASK_AGAIN);
    look(&reader);
    EXPECT(answer_line_is_focused(reader.session));
    EXPECT_INT(reader.scene.count, before.count);
    struct rect differs[1];
    EXPECT_INT(scene_difference(&before, &reader.scene, differs, 1), 0);
    end(&reader);
}

static bool is_on_board(const struct scene_item *item) {
    struct layout layout = layout_create((float)size.width, (float)size.height, 100);
    return item->bounds.x >= layout.board.x && item->bounds.y < layout.narration.y;
}

/* An item of the same kind for the same quantity that ends at the same place, in the same line. */
static bool has_same_place(const struct scene *scene, const struct scene_item *old) {
    float right = old->bounds.x + old->bounds.width;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *now = &scene->items[i];
        if (now->kind == old->kind && quantity_equal(now->quantity, old->quantity) &&
            fabsf(now->bounds.x + now->bounds.width - right) < 0.1F &&
            fabsf(now->bounds.y - old->bounds.y) < 0.1F) {
            return true;
        }
    }
    return false;
}

/* In a formula, the sign that says whether it holds. */
static bool is_relation(const struct scene_item *item) {
    static const char *const signs[] = {"=", "\\leftarrow", "\\approx"};
    bool is_found = false;
    for (size_t i = 0; item->kind == SCENE_MATH && i < TEST_COUNT(signs); i++) {
        struct arena *arena = arena_create();
        const struct math_list *list = math_parse(arena, signs[i], strlen(signs[i]), NULL);
        const struct math_options options = {.font = view_fake_metrics.math, .size = 100};
        is_found =
            is_found || (item->glyph_count > 0 &&
                         item->glyphs[0].glyph == math_set(arena, list, &options).parts[0].glyph);
        arena_destroy(arena);
    }
    return is_found;
}

/* What an answer changes itself: unknown numbers, and whether a line of them holds exactly. */
static bool is_of_answer(const char *text) {
    return text != NULL &&
           (strchr(text, '?') != NULL || strcmp(text, "=") == 0 || strcmp(text, "≈") == 0);
}

/* Which sign says that is changed by an answer in a formula too; its middle is not. */
static bool has_relation_at(const struct scene *scene, const struct scene_item *old) {
    float middle = old->bounds.x + old->bounds.width / 2;
    bool is_found = false;
    for (size_t i = 0; i < scene->count && !is_found; i++) {
        const struct scene_item *now = &scene->items[i];
        is_found =
            is_relation(now) && fabsf(now->bounds.x + now->bounds.width / 2 - middle) < 0.3F &&
            fabsf(now->bounds.y + now->bounds.height / 2 - old->bounds.y - old->bounds.height / 2) <
                2;
    }
    return is_found;
}

/* Whether something else of the board stands elsewhere when the question is settled. */
static bool has_moved(struct reader *reader) {
    const struct scene before = reader->scene;
    session_ask_reveal(reader->session);
    look(reader);
    for (size_t i = 0; i < before.count; i++) {
        const struct scene_item *old = &before.items[i];
        bool is_seen = old->kind == SCENE_TEXT || old->kind == SCENE_MATH;
        if (is_seen && !is_of_answer(old->text) && is_on_board(old) &&
            !has_same_place(&reader->scene, old) &&
            !(is_relation(old) && has_relation_at(&reader->scene, old))) {
            return true;
        }
    }
    return false;
}

/* The questions of a lesson whose answer is a number or its sign. */
static void answer_numbers(struct reader *reader, size_t *ret_asked, size_t *ret_moved) {
    long step = -1;
    while (session_step(reader->session) != step || session_ask_is_open(reader->session)) {
        step = session_step(reader->session);
        enum question_kind kind =
            session_ask_is_open(reader->session) ? asked(reader)->kind : QUESTION_KIND_COUNT;
        if (kind == QUESTION_VALUE || kind == QUESTION_SIGN) {
            look(reader);
            *ret_asked += 1;
            *ret_moved += has_moved(reader);
        }
        session_apply(reader->session, ACTION_NEXT_STOP);
        while (session_work(reader->session, 100000)) {
        }
    }
}

/* In every lesson. Known: two matrices with powers of ten, which are wider than a number usually is
 * and than the "?" that keeps its room, one line of arithmetic that breaks behind its answer only,
 * and two stops that show a long form, which would tell too much before. These become fewer, never
 * more. */
static void test_little_moves(void) {
    enum { MOST_LESSONS = 128, KNOWN = 5 };
    struct arena *arena = arena_create();
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, paths, MOST_LESSONS);
    size_t questions = 0, moved = 0;
    for (size_t i = 0; i < count; i++) {
        struct reader reader = {.arena = arena_create()};
        const struct lesson *lesson = fixture_lesson(reader.arena, root, paths[i]);
        const size_t before = moved;
        reader.session = ask_session(reader.arena, lesson, &notations,
                                     ask_notation(&notations, lesson->notation), mistakes);
        answer_numbers(&reader, &questions, &moved);
        if (moved > before) {
            printf("# %s: %zu\n", paths[i], moved - before);
        }
        end(&reader);
    }
    printf("# %zu questions, %zu at whose answer something moves\n", questions, moved);
    EXPECT(questions > 80);
    EXPECT_INT((long)moved, KNOWN);
    arena_destroy(arena);
}

/* Nothing moves at the answer: every number of the board stands where its "?" stood. */
static void test_nothing_moves(void) {
    struct reader reader = begin("lessons/four/06-four-equations.json", QUESTION_VALUE);
    const struct scene before = reader.scene;
    EXPECT(count_of(&reader, "?") >= 4);
    session_ask_reveal(reader.session);
    look(&reader);
    EXPECT_INT(count_of(&reader, "?"), 0);
    size_t missing = 0;
    for (size_t i = 0; i < before.count; i++) {
        const struct scene_item *old = &before.items[i];
        bool is_seen = old->kind == SCENE_TEXT || old->kind == SCENE_MATH;
        /* the end of a line of arithmetic is as long as its number; nothing stands behind it */
        is_seen = is_seen && !(quantity_is_none(old->quantity) && old->text != NULL &&
                               strcmp(old->text, "?") == 0);
        missing += is_seen && is_on_board(old) && !has_same_place(&reader.scene, old);
    }
    EXPECT_INT(missing, 0);
    end(&reader);
}

/* → goes on from an empty line, and moves the caret in one that is not. */
static void test_going_on(void) {
    struct reader reader = begin("lessons/four/06-four-equations.json", QUESTION_VALUE);
    long step = session_step(reader.session);
    type(&reader, "1");
    press(&reader, KEY_LEFT, false, false);
    press(&reader, KEY_RIGHT, false, false);
    EXPECT_INT(session_aim(reader.session), step);
    press(&reader, KEY_BACKSPACE, false, false);
    press(&reader, KEY_RIGHT, false, false);
    EXPECT(session_aim(reader.session) > step);
    end(&reader);
}

/* ---- a formula ---- */

/* The sign of the palette that types that; -1: there is none. */
static long sign_of(const struct reader *reader, const char *typed) {
    for (size_t i = 0; scene_button_typed(&reader->scene, i) != NULL; i++) {
        if (strcmp(scene_button_typed(&reader->scene, i), typed) == 0) {
            return (long)i;
        }
    }
    return -1;
}

static void click_sign(struct reader *reader, const char *typed) {
    long which = sign_of(reader, typed);
    EXPECT(which >= 0);
    for (size_t i = 0; i < reader->scene.button_count && which >= 0; i++) {
        const struct scene_button *button = &reader->scene.buttons[i];
        if (button->typed != NULL && which-- == 0) {
            EXPECT(click(reader, button->rect.x + 2, button->rect.y + 2));
        }
    }
}

/* Tab, the row of the sign, and its number. */
static void press_sign(struct reader *reader, const char *typed) {
    long which = sign_of(reader, typed);
    size_t chosen;
    EXPECT(which >= 0);
    if (!answer_line_is_in_palette(reader->session, &chosen)) {
        press(reader, KEY_TAB, false, false);
    }
    press(reader, which < ANSWER_PALETTE_ROW ? KEY_UP : KEY_DOWN, false, false);
    const char digit[2] = {(char)('0' + (which + 1) % ANSWER_PALETTE_ROW), '\0'};
    type(reader, digit);
}

static const char *const formula_signs[] = {"∇ₐL", ".*", "σ'(", "z[1]", ")"};

/* It is set as it is typed: as many symbols of tensors as were put in, and a place for the rest. */
static size_t symbols_on_board(const struct reader *reader) {
    const struct rect board = stage_layout(reader->session, size).board;
    size_t count = 0;
    for (size_t i = 0; i < reader->scene.count; i++) {
        const struct scene_item *item = &reader->scene.items[i];
        count += item->kind == SCENE_MATH && !quantity_is_none(item->quantity) &&
                 rect_meets(item->bounds, board);
    }
    return count;
}

/* No syntax has to be known: a formula is put together with the mouse alone, and with the keys
 * alone, and is right. */
static void test_palette(void) {
    typedef void put_sign(struct reader * reader, const char *typed);
    static put_sign *const ways[] = {click_sign, press_sign};
    for (size_t way = 0; way < TEST_COUNT(ways); way++) {
        struct reader reader = begin("lessons/beyond/14-output-as-loss.json", QUESTION_FORMULA);
        EXPECT_INT(symbols_on_board(&reader), 1); /* the left side */
        for (size_t i = 0; i < TEST_COUNT(formula_signs); i++) {
            ways[way](&reader, formula_signs[i]);
        }
        EXPECT_STRING(asked(&reader)->text, "∇ₐL.*σ'(z[1])");
        EXPECT_INT(symbols_on_board(&reader), 3);
        press(&reader, KEY_ESCAPE, false, false); /* out of the palette, or of the line */
        session_ask_enter(reader.session);
        press(&reader, KEY_ENTER, false, false);
        EXPECT_INT(asked(&reader)->verdict, ASKED_RIGHT);
        end(&reader);
    }
}

/* A symbol that is seen in another formula is put in by a click, unless it is what is hidden. */
static void test_clicked_symbols(void) {
    struct reader reader = begin("lessons/beyond/14-output-as-loss.json", QUESTION_FORMULA);
    size_t taken = 0;
    for (size_t i = 0; i < reader.scene.count && taken == 0; i++) {
        const struct scene_item *item = &reader.scene.items[i];
        const struct rect at = item->bounds;
        bool is_symbol = item->kind == SCENE_MATH && !quantity_is_none(item->quantity) &&
                         !session_ask_hides(reader.session, item->quantity.tensor);
        const char *name = program_tensor_name(reader.arena, session_program(reader.session),
                                               is_symbol ? item->quantity.tensor : 0, PRINT_TEXT);
        if (is_symbol && click(&reader, at.x + at.width / 2, at.y + at.height / 2)) {
            EXPECT_STRING(asked(&reader)->text, name);
            taken++;
        }
    }
    EXPECT_INT(taken, 1);
    end(&reader);
}

/* A hand is shown over the line and over what types, and nowhere else. */
static void test_what_can_be_clicked(void) {
    struct reader reader = begin("lessons/beyond/14-output-as-loss.json", QUESTION_FORMULA);
    const struct rect line = reader.scene.answer->rect;
    const struct scene_point inside = {line.x + line.width / 2, line.y + line.height / 2};
    EXPECT(answering_can_click(reader.session, &reader.scene, inside));
    EXPECT(!answering_can_click(reader.session, &reader.scene, (struct scene_point){1, 1}));
    end(&reader);
}

/* A wrong formula is told what it is, and the right one is not shown beside it. */
static void test_wrong_formula(void) {
    struct reader reader = begin("lessons/beyond/14-output-as-loss.json", QUESTION_FORMULA);
    type(&reader, "gA[1]");
    press(&reader, KEY_ENTER, false, false);
    EXPECT_INT(asked(&reader)->verdict, ASKED_WRONG);
    EXPECT(asked(&reader)->finding.formula->count > 0);
    EXPECT_INT(symbols_on_board(&reader), 2);
    end(&reader);
}

/* As the loop does what a button says. */
static void click_action(struct reader *reader, enum action action) {
    bool is_there = false;
    for (size_t i = 0; i < reader->scene.button_count; i++) {
        is_there = is_there || reader->scene.buttons[i].action == (int)action;
    }
    EXPECT(is_there);
    session_apply(reader->session, action);
    look(reader);
}

/* A number is typed with the mouse alone, corrected while it is typed, and anew when it was wrong.
 */
static void test_keypad(void) {
    static const char *const wrong[] = {"0", ".", "7", "6", "\b", "9"};
    static const char *const right[] = {"0", ".", "7", "5"};
    struct reader reader = begin("lessons/four/06-four-equations.json", QUESTION_VALUE);
    for (size_t i = 0; i < TEST_COUNT(wrong); i++) {
        click_sign(&reader, wrong[i]);
    }
    EXPECT_STRING(asked(&reader)->text, "0.79");
    click_action(&reader, ACTION_CHECK);
    EXPECT_INT(asked(&reader)->verdict, ASKED_WRONG);
    for (size_t i = 0; i < TEST_COUNT(right); i++) {
        click_sign(&reader, right[i]);
    }
    EXPECT_STRING(asked(&reader)->text, "0.75");
    click_action(&reader, ACTION_CHECK);
    EXPECT_INT(asked(&reader)->verdict, ASKED_RIGHT);
    end(&reader);
}

/* Half a formula, nonsense and what cannot be divided into signs are drawn without harm. */
static void test_half_formulas(void) {
    static const char *const texts[] = {"(",      "^",       "_{",      "w[1]^T^T", "w[9]",  "}{",
                                        "\\frac", "\\frac{", "a^{2}_1", "%$#&~\\",  "∑_k w", "中文",
                                        "f'(",    "'",       "=",       "= =",      "\\\\"};
    struct reader reader = begin("lessons/beyond/14-output-as-loss.json", QUESTION_FORMULA);
    for (size_t i = 0; i < TEST_COUNT(texts); i++) {
        press(&reader, KEY_HOME, false, false);
        press(&reader, KEY_END, false, true);
        type(&reader, texts[i]);
        EXPECT_STRING(asked(&reader)->text, texts[i]);
        EXPECT(reader.scene.count > 0);
    }
    end(&reader);
}

int main(int argc, char **argv) {
    (void)argc;
    root = argv[1];
    struct arena *arena = arena_create();
    notations = view_notations_read(arena, root);
    mistakes = fixture_mistakes(arena, root);
    view_open_font(root);
    static const struct test tests[] = {
        {"letters belong to the line", test_typing},
        {"clicks put caret and numbers", test_clicking},
        {"options and orders", test_options},
        {"left and entered again", test_leaving},
        {"nothing moves at the answer", test_nothing_moves},
        {"and little in other lessons", test_little_moves},
        {"going on", test_going_on},
        {"a formula from the palette", test_palette},
        {"a symbol that is clicked", test_clicked_symbols},
        {"what can be clicked", test_what_can_be_clicked},
        {"a wrong formula", test_wrong_formula},
        {"half a formula", test_half_formulas},
        {"a number by mouse alone", test_keypad},
    };
    int result = test_run(tests, TEST_COUNT(tests));
    arena_destroy(arena);
    return result;
}
