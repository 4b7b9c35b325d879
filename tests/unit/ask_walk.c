/* Every lesson is walked from its first stop to its last, in both languages, by keys alone and by
 * mouse alone. Each question on the way is answered with each usual mistake that gives another
 * number there, which is told in the reader's language, with every other option, sign and shape,
 * and then right; and what was asked stays answered. */
#include "ask_tests.h"

#include "checks/answer/answer_number.h"
#include "session/ask/asking.h"
#include "session/key_table.h"
#include "session/session_parts.h"
#include "view/draw/scene_button.h"
#include "view/stage/answering.h"
#include "view/stage/pointing.h"

enum {
    MOST_LESSONS = 128,
    MOST_STEPS = 200,
    MOST_FAULTS = 20,
    MOST_CLICKED = 2,
    SANITIZED_EVERY = 5
};
enum way { WAY_KEYS, WAY_MOUSE, WAY_COUNT };

static const struct stage_size size = {1920, 1080};

static struct {
    size_t stops, questions[QUESTION_KIND_COUNT], mistaken, named, read, wrong;
} walked[WAY_COUNT];

struct walk {
    const char *path;
    struct arena *arena; /* of one picture */
    struct session *session, *plain;
    struct scene scene;
    enum way way;
    enum language language;
};

static void fail(const struct walk *walk, const char *what, const char *text) {
    static const char *const ways[] = {"keys", "mouse"};
    if (test_failures++ < MOST_FAULTS) {
        printf("# %s, %s, language %d, step %ld: %s: %s\n", walk->path, ways[walk->way],
               (int)walk->language, session_step(walk->session), what, text);
    }
}

static void look(struct walk *walk) {
    if (walk->arena != NULL) {
        arena_destroy(walk->arena);
    }
    walk->arena = arena_create();
    stage_build(walk->session, size, &view_fake_metrics, walk->arena, &walk->scene);
}

/* ---- hands ---- */

static void press(struct walk *walk, struct key key) {
    unsigned changed;
    if (answering_key(walk->session, &walk->scene, key, &changed) == ANSWERING_NOTHING) {
        pointing_apply(walk->session, &walk->scene, key_table_action(key));
    }
    while (session_work(walk->session, 100000)) {
    }
    look(walk);
}

static void press_character(struct walk *walk, char character) {
    press(walk, (struct key){.name = KEY_CHARACTER, .character = character});
}

/* The middle of a button that does, or types, that; false: there is none. */
static bool find_button(const struct walk *walk, int action, const char *typed,
                        struct scene_point *ret) {
    for (size_t i = walk->scene.button_count; i-- > 0;) {
        const struct scene_button *button = &walk->scene.buttons[i];
        bool is_it = typed != NULL ? button->typed != NULL && strcmp(button->typed, typed) == 0
                                   : button->typed == NULL && button->action == action;
        if (is_it) {
            *ret = (struct scene_point){button->rect.x + button->rect.width / 2,
                                        button->rect.y + button->rect.height / 2};
            return true;
        }
    }
    return false;
}

/* As the loop does: the answer's first, then what the button there asks for. */
static bool click(struct walk *walk, int action, const char *typed) {
    struct scene_point at;
    unsigned changed;
    if (!find_button(walk, action, typed, &at)) {
        return false;
    }
    if (!answering_click(walk->session, &walk->scene, at, &changed)) {
        session_apply(walk->session, (enum action)scene_button_at(&walk->scene, at.x, at.y));
    }
    while (session_work(walk->session, 100000)) {
    }
    look(walk);
    return true;
}

/* One character of the line, as a hand puts it in; the pad has a minus of its own. */
static bool put(struct walk *walk, const char *character, size_t length) {
    const char *one = arena_copy_text(walk->arena, character, length);
    static const char *const same[][2] = {{"-", "−"}, {"x", "×"}};
    if (walk->way == WAY_KEYS) {
        answering_type(walk->session, &walk->scene, one);
        look(walk);
        return true;
    }
    bool is_put = click(walk, 0, one);
    for (size_t i = 0; i < TEST_COUNT(same) && !is_put; i++) {
        is_put = strcmp(one, same[i][0]) == 0 && click(walk, 0, same[i][1]);
    }
    return is_put;
}

static void clear(struct walk *walk) {
    for (int i = 0; i < ASKED_MOST_TEXT && session_ask_now(walk->session)->text[0] != '\0'; i++) {
        if (walk->way == WAY_KEYS) {
            press(walk, (struct key){.name = KEY_BACKSPACE});
        } else if (!click(walk, 0, "\b")) {
            fail(walk, "nothing takes back", session_ask_now(walk->session)->text);
            return;
        }
    }
}

/* The formulas that lessons ask for, in the signs of their palettes. */
static const struct {
    const char *path, *signs[12];
} formulas[] = {
    {"beyond/03-vanishing", {"(", "w[3]", "^T", "*", "δ[3]", ")", ".*", "σ'(", "z[2]", ")"}},
    {"beyond/10-weight-decay", {"δ[1]", "*", "a[0]", "^T", "+", "λ", "*", "w[1]"}},
    {"beyond/11-momentum", {"β", "*", "v[1]", "+", "∂L/∂w[1]"}},
    {"beyond/13-shared-bias", {"b[1]", "-", "α", "*", "sum(", "∂L/∂b[1]", ")"}},
    {"beyond/14-output-as-loss", {"∇ₐL", ".*", "σ'(", "z[1]", ")"}},
};

static size_t character_length(const char *text) {
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0) == 0x80) {
        length++;
    }
    return length;
}

static void put_signs(struct walk *walk) {
    for (size_t i = 0; i < TEST_COUNT(formulas); i++) {
        bool is_it = strstr(walk->path, formulas[i].path) != NULL;
        for (const char *const *sign = formulas[i].signs; is_it && *sign != NULL; sign++) {
            if (!click(walk, 0, *sign)) {
                fail(walk, "no sign types this", *sign);
            }
        }
    }
}

/* A hand puts in what a question of that kind takes. */
static void put_text(struct walk *walk, const char *text) {
    if (walk->way == WAY_KEYS) {
        answering_type(walk->session, &walk->scene, text);
        look(walk);
        return;
    }
    if (session_ask_now(walk->session)->kind == QUESTION_FORMULA) {
        put_signs(walk);
        return;
    }
    for (const char *c = text; *c != '\0'; c += character_length(c)) {
        if (!put(walk, c, character_length(c))) {
            fail(walk, "nothing types this", c);
        }
    }
}

/* A cell is walked to. */
static void select_cell(struct walk *walk, struct quantity quantity) {
    enum { MOST_QUANTITIES = 2000 };
    for (int i = 0; i < MOST_QUANTITIES; i++) {
        press(walk, (struct key){.name = KEY_TAB});
        if (quantity_equal(session_selection(walk->session)->selected, quantity)) {
            press(walk, (struct key){.name = KEY_ENTER});
            return;
        }
    }
    fail(walk, "no key comes to its place", "");
}

/* A cell is pointed at, wherever in the picture it can be: a number, an edge, an element. */
static void point_at(struct walk *walk, struct quantity quantity) {
    enum { GRID = 6 };
    unsigned changed;
    struct scene_point at = {0, 0};
    for (at.y = 0; at.y < (float)size.height; at.y += GRID) {
        for (at.x = 0; at.x < (float)size.width; at.x += GRID) {
            if (quantity_equal(pointing_quantity(walk->session, &walk->scene, at), quantity) &&
                answering_click(walk->session, &walk->scene, at, &changed)) {
                look(walk);
                return;
            }
        }
    }
    fail(walk, "its place is nowhere", "");
}

/* Puts an answer in and has it checked. An option is checked at once where it is clicked. */
static void answer(struct walk *walk, const char *text) {
    const struct asked *asked = session_ask_now(walk->session);
    bool is_option = asked->kind == QUESTION_CHOICE || asked->kind == QUESTION_LINE;
    if (walk->way == WAY_MOUSE && is_option) {
        const char letter[2] = {(char)(text[0] - 'a' + 'A'), '\0'};
        EXPECT(click(walk, 0, letter));
        return;
    }
    if (!is_option) {
        clear(walk);
    }
    put_text(walk, text);
    if (walk->way == WAY_KEYS) {
        press(walk, (struct key){.name = KEY_ENTER});
    } else {
        EXPECT(click(walk, ACTION_CHECK, NULL));
    }
}

/* ---- wrong and right ---- */

static void answer_wrong(struct walk *walk, const char *text) {
    const struct asked *asked = session_ask_now(walk->session);
    answer(walk, text);
    walked[walk->way].wrong++;
    if (asked->verdict == ASKED_RIGHT || asked->verdict == ASKED_UNREADABLE ||
        asked->verdict == ASKED_UNANSWERED) {
        fail(walk, asked_verdict_names[asked->verdict], text);
    }
    if (asked->is_settled) { /* right, with numbers rounded on the way, or from one's own */
        session_apply(walk->session, ACTION_ASK_AGAIN);
        look(walk);
    }
}

/* The words of the picture in a row, without white space. */
static const char *words_of(struct walk *walk) {
    struct text_builder text;
    text_begin(&text, walk->arena);
    for (size_t i = 0; i < walk->scene.count; i++) {
        const char *c = walk->scene.items[i].kind == SCENE_TEXT ? walk->scene.items[i].text : "";
        for (; *c != '\0'; c++) {
            text_append(&text, c, *c != ' ');
        }
    }
    return text.bytes;
}

/* Whether what is said of a mistake begins in the picture; only its first words, as the rest may be
 * on another page. */
static bool is_read(struct walk *walk, const struct mistake *mistake) {
    const char *c = mistake->say.in[walk->language];
    char begin[32];
    size_t length = 0;
    for (; *c != '\0' && *c != '{' && length + 4 < 24; c++) {
        begin[length] = *c;
        length += *c != ' ';
    }
    while (length > 0 && ((unsigned char)*c & 0xC0) == 0x80) { /* a whole character */
        begin[length++] = *c++;
    }
    begin[length] = '\0';
    return strstr(words_of(walk), begin) != NULL;
}

/* With how few digits nothing is said of a mistake that nobody has reported. */
static bool is_short(struct arena *arena, const char *typed) {
    struct answer_number number;
    struct answer_fault fault;
    return answer_number_read(arena, typed, &number, &fault) && number.significant < 3;
}

/* Each number that a usual mistake gives there, and that is none of the right ones. */
static void make_mistakes(struct walk *walk, const char *right) {
    struct arena *arena = arena_create();
    asking_record(walk->session);
    session_refresh(walk->session);
    const struct asked *asked = session_ask_now(walk->session);
    const struct recording *recording = session_ask_recording(walk->session);
    const size_t cell[2] = {(size_t)asked->subject.quantity.row + 1,
                            (size_t)asked->subject.quantity.column + 1};
    const struct candidates candidates = candidates_create(arena, recording, mistakes, cell);
    size_t made = 0, most = walk->way == WAY_MOUSE ? MOST_CLICKED : candidates.count;
    for (size_t i = 0; i < candidates.count && made < most; i++) {
        const struct mistake *mistake = candidates.items[i].mistake;
        const char *typed = fixture_typed(arena, candidates.items[i].value);
        if (candidates.items[i].is_silent || strtod(typed, NULL) == strtod(right, NULL)) {
            continue;
        }
        made++;
        answer(walk, typed);
        const struct diagnosis *number = asked->finding.number;
        bool is_named = false, is_first = false;
        for (size_t k = 0; number != NULL && k < number->count; k++) {
            is_named = is_named || number->findings[k].mistake == mistake;
            is_first = is_first || (k == 0 && number->findings[k].mistake == mistake);
        }
        walked[walk->way].mistaken++;
        walked[walk->way].named += is_named;
        /* a product that is missing is tried last, after what nobody has reported: what else gives
         * the number is named then */
        bool is_thought_of = mistake_is_thought_of(mistake);
        bool is_last = number != NULL && mistake->seen == 0 &&
                       (number->count > 0 || (is_thought_of && is_short(arena, typed)));
        if (asked->verdict == ASKED_RIGHT || !(is_named || is_last)) {
            fail(walk, asked->verdict == ASKED_RIGHT ? "a mistake is right" : "not named",
                 mistake->id);
        }
        if (is_first && number->verdict == DIAGNOSIS_MISTAKE) {
            walked[walk->way].read++;
            if (!is_read(walk, mistake)) {
                fail(walk, "not said", mistake->id);
            }
        }
        if (asked->is_settled) {
            session_apply(walk->session, ACTION_ASK_AGAIN);
            look(walk);
        }
    }
    arena_destroy(arena);
}

static void make_wrong_choices(struct walk *walk) {
    const struct asked *asked = session_ask_now(walk->session);
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        if (!asked->subject.options[i].is_right) {
            const char letter[2] = {(char)('a' + i), '\0'};
            answer_wrong(walk, letter);
        }
    }
}

/* The other signs; a matrix lying on its side, or one row more. */
static void make_other_mistakes(struct walk *walk, struct arena *arena, const char *right) {
    static const char *const signs[] = {"+", "−", "0"};
    const struct asked *asked = session_ask_now(walk->session);
    const struct shape shape = asked->subject.shape;
    bool is_square = shape.rows == shape.columns;
    for (size_t i = 0; i < TEST_COUNT(signs) && asked->kind == QUESTION_SIGN; i++) {
        if (strcmp(right, signs[i]) != 0) {
            answer_wrong(walk, signs[i]);
        }
    }
    if (asked->kind == QUESTION_SHAPE) {
        answer_wrong(walk, text_format(arena, "%zux%zu", shape.columns + is_square, shape.rows));
    }
}

static void answer_question(struct walk *walk) {
    struct arena *arena = arena_create();
    const struct asked *asked = session_ask_now(walk->session);
    const char *right = ask_right_text(arena, walk->session, walk->plain);
    walked[walk->way].questions[asked->kind]++;
    if (asked->kind == QUESTION_VALUE && asked->subject.operation >= 0) {
        make_mistakes(walk, right);
    } else if (asked->kind == QUESTION_CHOICE || asked->kind == QUESTION_LINE) {
        make_wrong_choices(walk);
    } else {
        make_other_mistakes(walk, arena, right);
    }
    if (asked->kind == QUESTION_CELL) {
        (walk->way == WAY_KEYS ? select_cell : point_at)(walk, asked->subject.quantity);
    } else {
        answer(walk, right);
    }
    if (asked->verdict != ASKED_RIGHT || !asked->is_settled) {
        fail(walk, asked_verdict_names[asked->verdict], right);
    }
    arena_destroy(arena);
}

/* ---- the way ---- */

/* To the next place that speaks; by small steps where the picture has no button for that. */
static void go_on(struct walk *walk) {
    if (walk->way == WAY_KEYS) {
        press_character(walk, 'm');
    } else if (!click(walk, ACTION_NEXT_STOP, NULL) && !click(walk, ACTION_NEXT, NULL) &&
               script_next(session_script(walk->session), session_step(walk->session)) >= 0) {
        fail(walk, "nothing goes on", "");
    }
}

static size_t questions_of(const struct walk *walk) {
    const struct lesson *lesson = session_lesson(walk->session);
    size_t count = 0;
    for (size_t i = 0; i < lesson->stop_count; i++) {
        const struct lesson_stop *stop = &lesson->stops[i];
        bool is_here = stop->notation_count == 0;
        for (size_t n = 0; n < stop->notation_count; n++) {
            is_here = is_here || strcmp(stop->notations[n], lesson->notation) == 0;
        }
        count += is_here && stop->question != NULL;
    }
    return count;
}

static void walk_lesson(struct walk *walk) {
    size_t asked = 0, same = 0;
    look(walk);
    for (int i = 0; i < MOST_STEPS && same < 2; i++) {
        long step = session_step(walk->session);
        size_t line =
            session_proof(walk->session) != NULL ? session_proof(walk->session)->written + 1 : 0;
        walked[walk->way].stops++;
        if (session_ask_is_open(walk->session)) {
            answer_question(walk);
            asked++;
        }
        go_on(walk);
        size_t now =
            session_proof(walk->session) != NULL ? session_proof(walk->session)->written + 1 : 0;
        same = session_step(walk->session) == step && now == line ? same + 1 : 0;
    }
    if (asked != questions_of(walk)) {
        fail(walk, "not all questions are met", "");
    }
    arena_destroy(walk->arena);
    walk->arena = NULL;
}

static void test_lessons(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    const size_t walks = count * LANGUAGE_COUNT * WAY_COUNT;
    const size_t every = FIXTURE_IS_SANITIZED ? SANITIZED_EVERY : 1;
    for (size_t i = 0; i < walks; i += every) {
        struct arena *arena = arena_create();
        struct walk walk = {.path = paths[i / LANGUAGE_COUNT / WAY_COUNT],
                            .way = (enum way)(i % WAY_COUNT),
                            .language = (enum language)(i / WAY_COUNT % LANGUAGE_COUNT)};
        const struct lesson *lesson = fixture_lesson(arena, root, walk.path);
        size_t own = ask_notation(&notations, lesson->notation);
        walk.session = ask_session(arena, lesson, &notations, own, mistakes);
        walk.plain = view_session(arena, lesson, &notations, own);
        session_set_language(walk.session, walk.language);
        walk_lesson(&walk);
        session_destroy(walk.session);
        session_destroy(walk.plain);
        arena_destroy(arena);
    }
    for (int way = 0; way < WAY_COUNT; way++) {
        printf("# %s: %zu stops; %zu of %zu mistakes named, %zu of them read; %zu other wrong "
               "answers\n",
               way == WAY_KEYS ? "keys" : "mouse", walked[way].stops, walked[way].named,
               walked[way].mistaken, walked[way].read, walked[way].wrong);
        for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
            printf("# %s: %zu\n", question_kind_names[kind], walked[way].questions[kind]);
        }
    }
    EXPECT(walked[WAY_KEYS].mistaken > 1000 / every && walked[WAY_KEYS].read > 1000 / every);
    EXPECT(walked[WAY_MOUSE].mistaken > 400 / every && walked[WAY_MOUSE].wrong > 600 / every);
    EXPECT(every > 1 || memcmp(walked[WAY_KEYS].questions, walked[WAY_MOUSE].questions,
                               sizeof walked[WAY_KEYS].questions) == 0);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"every lesson is walked and answered, right and wrong", test_lessons},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
