/* Pictures of questions: in the frame in which one is answered nothing meets anything else, sticks
 * out, is cut or too small, in both languages, at five sizes, narrow ones among them, before the
 * answer and behind a wrong one, with each hint, and for a hall. */
#include "ask_fixture.h"
#include "font_set_fixture.h"

#include "session/ask/options.h"
#include "view/draw/layout.h"
#include "view/draw/scene_button.h"

/* Lessons: of one kind of check, of the others. */
enum {
    MOST_LESSONS = 64,
    EVERY = FIXTURE_IS_SANITIZED ? 12 : 3,
    FEWER = FIXTURE_IS_SANITIZED ? 6 : 1,
    MOST_FAULTS = 12
};

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct mistakes *mistakes;
static struct font_set *fonts;
static size_t pictures;

struct look {
    struct stage_size size;
    int scale;
};
static const struct look looks[] = {{{1280, 720}, 100},
                                    {{1920, 1080}, 100},
                                    {{1920, 1080}, 150},
                                    {{900, 600}, 100},
                                    {{700, 900}, 100}};

static struct rect ink(const struct scene_item *item) {
    float least = item->size * 0.7F;
    float middle = item->bounds.y + item->bounds.height / 2;
    return (struct rect){item->bounds.x, middle - least / 2, item->bounds.width, least};
}

static bool is_in(struct rect rect, struct rect frame) {
    float middle = rect.y + rect.height / 2;
    return middle >= frame.y && middle < frame.y + frame.height && rect.x >= frame.x &&
           rect.x < frame.x + frame.width;
}

/* Between two texts; formulas stand beside theirs. */
static const struct scene_item *meets(const struct scene *scene, size_t which) {
    for (size_t i = 0; i < which; i++) {
        const struct scene_item *other = &scene->items[i];
        if (other->kind == SCENE_TEXT &&
            rect_meets(rect_inset(ink(other), 0.5F), rect_inset(ink(&scene->items[which]), 0.5F))) {
            return other;
        }
    }
    return NULL;
}

/* Of a question for a hall nothing is checked and none is skipped: what the keys do is said so. */
static bool says_other_keys(const struct session *session, const struct scene_item *item) {
    static const enum string_id others[] = {STRING_ASK_CHECK, STRING_ASK_SKIP};
    bool is_other = false;
    for (size_t i = 0; i < TEST_COUNT(others) && session_ask_is_for_hall(session); i++) {
        is_other = is_other || strcmp(item->text, string_get(session_settings(session)->language,
                                                             others[i])) == 0;
    }
    return is_other;
}

static void check(const char *path, struct session *session, const struct look *look,
                  const char *state) {
    struct arena *arena = arena_create();
    struct scene scene;
    const struct text_metrics metrics = font_metrics(fonts);
    stage_build(session, look->size, &metrics, arena, &scene);
    const struct layout layout = stage_layout(session, look->size);
    EXPECT(ask_has_bar(session, &scene, layout.narration));
    pictures++;
    size_t words = 0;
    for (size_t i = 0; i < scene.count && test_failures < MOST_FAULTS; i++) {
        const struct scene_item *item = &scene.items[i];
        if (item->kind == SCENE_TEXT && says_other_keys(session, item)) {
            test_failures++;
            printf("# %s, step %ld, %s: %s\n", path, session_step(session), state, item->text);
        }
        if (item->kind != SCENE_TEXT || !is_in(item->bounds, layout.narration)) {
            continue;
        }
        const struct rect box = ink(item);
        words +=
            item->face == FACE_PROSE && box.x < layout.narration.x + layout.narration.width / 2;
        bool is_out = box.x + box.width > layout.narration.x + layout.narration.width + 1 ||
                      box.y < layout.narration.y - 1 ||
                      box.y + box.height > layout.narration.y + layout.narration.height + 1;
        const struct scene_item *other = meets(&scene, i);
        bool is_cut = strlen(item->text) >= strlen("…") &&
                      strcmp(item->text + strlen(item->text) - strlen("…"), "…") == 0;
        if (is_out || is_cut || other != NULL) {
            test_failures++;
            printf("# %s, step %ld, %d x %d, %d %%, %s, %s: \"%s\" %s %s\n", path,
                   session_step(session), look->size.width, look->size.height, look->scale,
                   language_codes[session_settings(session)->language], state, item->text,
                   is_out   ? "sticks out"
                   : is_cut ? "is cut"
                            : "meets",
                   other != NULL ? other->text : "");
        }
    }
    if (words == 0) {
        test_failures++;
        printf("# %s, step %ld, %d x %d, %d %%, %s: no word\n", path, session_step(session),
               look->size.width, look->size.height, look->scale, state);
    }
    arena_destroy(arena);
}

static void check_states(const char *path, struct session *session, struct session *plain) {
    struct arena *arena = arena_create();
    const char *wrong = ask_wrong_text(arena, session, plain);
    for (size_t i = 0; i < TEST_COUNT(looks) * LANGUAGE_COUNT; i++) {
        const struct look *look = &looks[i % TEST_COUNT(looks)];
        session_set_text_scale(session, look->scale);
        session_set_language(session, (enum language)(i / TEST_COUNT(looks)));
        check(path, session, look, "asked");
        session_ask_set_hall(session, true);
        check(path, session, look, "hall");
        session_ask_set_hall(session, false);
        if (wrong != NULL) {
            session_ask_type(session, wrong);
            session_ask_check(session);
            check(path, session, look, "wrong");
        }
        session_ask_hint(session);
        check(path, session, look, "first hint");
        session_ask_hint(session);
        check(path, session, look, "second hint");
        session_ask_reveal(session);
        session_ask_enter(session);
    }
    arena_destroy(arena);
}

static void test_frames(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i += EVERY) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        size_t own = ask_notation(&notations, lesson->notation);
        struct session *session = ask_session(arena, lesson, &notations, own, mistakes);
        struct session *plain = view_session(arena, lesson, &notations, own);
        unsigned kinds = 0;
        for (long step = 0; step >= 0; step = script_next(session_script(session), step)) {
            session_go_to(session, step);
            const struct asked *asked = session_ask_now(session);
            if (session_ask_is_open(session) && (kinds & 1U << asked->kind) == 0) {
                kinds |= 1U << asked->kind;
                check_states(paths[i], session, plain);
            }
        }
        session_destroy(plain);
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu pictures\n", pictures);
    EXPECT(pictures > 3000 / EVERY);
}

/* ---- wrong choices ---- */

/* What came of a choice, the question and its options are on one page, and each option that was
 * chosen has a cross: it is not the color of a pass, which may be that of what is right. */
static void check_wrong_choice(const char *path, struct session *session, struct stage_size at,
                               size_t tried) {
    struct arena *arena = arena_create();
    const struct text_metrics metrics = font_metrics(fonts);
    struct scene scene;
    size_t crosses = 0;
    stage_build(session, at, &metrics, arena, &scene);
    for (size_t i = 0; i < scene.count; i++) {
        crosses += scene.items[i].kind == SCENE_TEXT && strcmp(scene.items[i].text, "✗") == 0;
    }
    if (scene.text_pages > 1 || crosses != tried) {
        test_failures++;
        printf("# %s, step %ld, %d wide: %zu pages, %zu crosses\n", path, session_step(session),
               at.width, scene.text_pages, crosses);
    }
    arena_destroy(arena);
}

static size_t choose_wrong(const char *path, struct session *session) {
    static const struct stage_size sizes[] = {{1280, 720}, {1920, 1080}};
    const struct asked *asked = session_ask_now(session);
    size_t chosen = 0, tried = 0;
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        tried += !asked->subject.options[i].is_right;
        for (int language = 0; language < LANGUAGE_COUNT && !asked->subject.options[i].is_right;
             language++) {
            session_set_language(session, (enum language)language);
            session_ask_choose(session, i);
            check_wrong_choice(path, session, sizes[0], tried);
            check_wrong_choice(path, session, sizes[1], tried);
            chosen++;
        }
    }
    return chosen;
}

static void test_wrong_choices(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS), chosen = 0;
    for (size_t i = 0; i < count; i += EVERY) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        struct session *session = ask_session(arena, lesson, &notations,
                                              ask_notation(&notations, lesson->notation), mistakes);
        for (long step = 0; step >= 0; step = script_next(session_script(session), step)) {
            session_go_to(session, step);
            bool is_choice =
                session_ask_is_open(session) && session_ask_now(session)->kind == QUESTION_CHOICE;
            chosen += is_choice ? choose_wrong(paths[i], session) : 0;
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu wrong choices\n", chosen);
    EXPECT(chosen > (FIXTURE_IS_SANITIZED ? 24 : 40) / EVERY);
}

/* ---- the next line of a proof ---- */

/* Formulas on the board above the options. */
static size_t count_lines(struct session *session, struct stage_size at) {
    struct arena *arena = arena_create();
    const struct text_metrics metrics = font_metrics(fonts);
    struct scene scene;
    size_t lines = 0;
    int last = 0;
    stage_build(session, at, &metrics, arena, &scene);
    const struct rect board = stage_layout(session, at).board;
    float end = board.y + board.height;
    for (size_t k = 0; k < scene.button_count; k++) {
        const struct scene_button *button = &scene.buttons[k];
        bool is_above = button->typed != NULL && is_in(button->rect, board);
        end = is_above && button->rect.y < end ? button->rect.y : end;
    }
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        bool is_line = item->kind == SCENE_MATH && item->formula != last &&
                       is_in(item->bounds, board) && item->bounds.y < end;
        lines += is_line;
        last = is_line ? item->formula : last;
    }
    arena_destroy(arena);
    return lines;
}

/* What is looked at where a lesson asks in its own notation; returns how much it was. */
typedef size_t visit_question(const char *path, struct session *session);

static size_t visit_questions(visit_question *visit) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS), looked = 0;
    for (size_t i = 0; i < count; i += FEWER) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        struct session *session = ask_session(arena, lesson, &notations,
                                              ask_notation(&notations, lesson->notation), mistakes);
        for (long step = 0; step >= 0; step = script_next(session_script(session), step)) {
            session_go_to(session, step);
            looked += session_ask_is_open(session) ? visit(paths[i], session) : 0;
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    return looked;
}

/* Nobody can say how a proof goes on whose lines so far are not seen. */
static size_t look_at_lines(const char *path, struct session *session) {
    (void)path;
    const size_t lines = session_ask_now(session)->subject.line_count;
    bool is_line = session_proof(session) == NULL && lines > 0;
    for (size_t k = 0; k < TEST_COUNT(looks) && is_line; k++) {
        session_set_text_scale(session, looks[k].scale);
        EXPECT_INT(count_lines(session, looks[k].size), lines);
    }
    return is_line ? TEST_COUNT(looks) : 0;
}

static void test_lines(void) {
    size_t lines = visit_questions(look_at_lines);
    printf("# %zu pictures of proofs\n", lines);
    EXPECT(lines > 30 / FEWER);
}

/* ---- options ---- */

/* Each has its letter and something to read. */
static size_t check_options(const char *path, struct session *session, struct stage_size at) {
    struct arena *arena = arena_create();
    const struct text_metrics metrics = font_metrics(fonts);
    struct scene scene;
    size_t options = 0;
    stage_build(session, at, &metrics, arena, &scene);
    for (size_t k = 0; k < scene.button_count; k++) {
        const struct scene_button *button = &scene.buttons[k];
        bool is_option =
            button->typed != NULL && button->typed[0] >= 'A' && button->typed[0] <= 'Z';
        size_t written = 0;
        for (size_t i = 0; i < scene.count && is_option; i++) {
            bool is_ink = scene.items[i].kind == SCENE_TEXT || scene.items[i].kind == SCENE_MATH;
            written += is_ink && is_in(scene.items[i].bounds, button->rect);
        }
        options += is_option;
        if (is_option && written < 2) {
            test_failures++;
            printf("# %s, step %ld, %d wide: %s is empty\n", path, session_step(session), at.width,
                   button->typed);
        }
    }
    arena_destroy(arena);
    return options;
}

static size_t look_at_options(const char *path, struct session *session) {
    bool has_options = session_ask_now(session)->subject.option_count > 0;
    return has_options ? check_options(path, session, looks[0].size) : 0;
}

static void test_options(void) {
    size_t options = visit_questions(look_at_options);
    printf("# %zu options\n", options);
    EXPECT(options > 100 / FEWER);
}

/* ---- for a hall ---- */

static size_t count_dots(const struct session *session, struct arena *arena) {
    static const struct stage_size hall = {1920, 1080};
    struct scene scene;
    const struct text_metrics metrics = font_metrics(fonts);
    stage_build(session, hall, &metrics, arena, &scene);
    const struct rect board = stage_layout(session, hall).board;
    size_t dots = 0;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        dots += item->kind == SCENE_TEXT && is_in(item->bounds, board) &&
                (strcmp(item->text, "⋯") == 0 || strcmp(item->text, "⋮") == 0);
    }
    return dots;
}

/* Where numbers are left out above A B C D, they mostly are without them, too: not in so many,
 * whose matrices have three rows and more. */
enum { MOST_LEFT_OUT = 4 };
static size_t left_out, moved;

/* Where each option begins to be written, by its letter; one that is not there is at 0. */
static void find_options(struct session *session, struct arena *arena, struct rect ret[]) {
    static const struct stage_size hall = {1920, 1080};
    struct scene scene;
    const struct text_metrics metrics = font_metrics(fonts);
    stage_build(session, hall, &metrics, arena, &scene);
    for (size_t i = 0; i + 1 < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        bool is_letter = item->kind == SCENE_TEXT && item->face == FACE_BOLD &&
                         item->text[0] >= 'A' && item->text[0] <= 'D' && item->text[1] == '\0';
        if (is_letter) {
            ret[item->text[0] - 'A'] = scene.items[i + 1].bounds;
        }
    }
}

/* What a hall has read stays where it is when it is revealed which one is right: all but where the
 * numbers that were hidden have no room beside options of that height. Letters of an order give way
 * to its numbers. */
enum { MOST_MOVED = 2 };
static void check_reveal(const char *path, struct session *session) {
    struct arena *arena = arena_create();
    struct rect before[OPTIONS_OF_HALL] = {{0}}, behind[OPTIONS_OF_HALL] = {{0}};
    find_options(session, arena, before);
    session_ask_check(session);
    find_options(session, arena, behind);
    bool stays = true;
    for (size_t i = 0; i < OPTIONS_OF_HALL; i++) {
        stays = stays && before[i].x == behind[i].x && before[i].y == behind[i].y;
    }
    if (!stays) {
        moved++;
        printf("# %s, step %ld: options move\n", path, session_step(session));
    }
    arena_destroy(arena);
}

static void check_hall(const char *path, struct session *session, struct session *plain) {
    struct arena *arena = arena_create();
    session_go_to(plain, session_step(session));
    size_t dots = count_dots(session, arena);
    bool is_whole = dots == 0 || count_dots(plain, arena) > 0;
    left_out += !is_whole;
    if (session_ask_now(session)->subject.option_count < 2 || !is_whole) {
        test_failures += is_whole;
        printf("# %s, step %ld: %zu options, %zu dots\n", path, session_step(session),
               session_ask_now(session)->subject.option_count, dots);
    }
    arena_destroy(arena);
}

static void test_halls(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS), halls = 0;
    for (size_t i = 0; i < count; i += FEWER) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        size_t own = ask_notation(&notations, lesson->notation);
        struct session *session = ask_session(arena, lesson, &notations, own, mistakes);
        struct session *plain = view_session(arena, lesson, &notations, own);
        session_set_text_scale(session, 150);
        session_set_text_scale(plain, 150);
        session_ask_set_hall(session, true);
        session_ask_predict(session);
        long steps = session_program(session)->operation_count;
        for (long step = 1; step <= steps && test_failures < MOST_FAULTS; step++) {
            session_go_to(session, step);
            if (session_ask_is_for_hall(session)) {
                halls++;
                check_hall(paths[i], session, plain);
                if (session_ask_now(session)->kind != QUESTION_ORDER) {
                    check_reveal(paths[i], session);
                }
            }
        }
        session_destroy(plain);
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu questions for a hall, %zu leave numbers out\n", halls, left_out);
    EXPECT(halls > 150 / FEWER && left_out <= MOST_LEFT_OUT);
    EXPECT(moved <= MOST_MOVED);
}

/* Beside the line there is what checks; what cannot be read is marked in it, if wanted. */
static void check_line(struct session *session, bool is_marked) {
    struct arena *arena = arena_create();
    struct scene scene;
    const struct text_metrics metrics = font_metrics(fonts);
    stage_build(session, looks[0].size, &metrics, arena, &scene);
    size_t checks = 0, marks = 0;
    for (size_t i = 0; i < scene.button_count; i++) {
        checks += scene.buttons[i].action == (int)ACTION_CHECK &&
                  is_in(scene.buttons[i].rect, (struct rect){0, scene.answer->rect.y, scene.width,
                                                             scene.answer->rect.height});
    }
    for (size_t i = 0; i < scene.count; i++) {
        marks += scene.items[i].color == theme_get(THEME_DARK)->colors[COLOR_BAD] &&
                 rect_meets(scene.items[i].bounds, scene.answer->rect);
    }
    EXPECT_INT((long)checks, 1);
    EXPECT_INT((long)marks, is_marked);
    arena_destroy(arena);
}

static void test_line(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, "lessons/ladder/01-one-neuron.json");
    struct session *session = ask_session(arena, lesson, &notations,
                                          ask_notation(&notations, lesson->notation), mistakes);
    ask_go_to_kind(session, QUESTION_VALUE);
    check_line(session, false);
    session_ask_type(session, "0.3x");
    session_ask_check(session);
    check_line(session, true);
    session_ask_type(session, "0.34");
    check_line(session, false);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    (void)argc;
    root = argv[1];
    shared = arena_create();
    notations = view_notations_read(shared, root);
    mistakes = fixture_mistakes(shared, root);
    fonts = fixture_font_set(root);
    static const struct test tests[] = {
        {"in the frame of a question nothing meets or sticks out", test_frames},
        {"no option is empty", test_options},
        {"the next line of a proof is asked for below the lines so far", test_lines},
        {"a wrong choice is whole and marked", test_wrong_choices},
        {"what checks is beside the line, and a fault is marked in it", test_line},
        {"a hall has at least two options, and the numbers that they are of whole", test_halls},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    font_close(fonts);
    arena_destroy(shared);
    return status;
}
