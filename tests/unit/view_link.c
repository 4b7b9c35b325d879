/* What chooses a quantity and what is said of it: where Tab and the arrows lead, what a change of
 * notation keeps, what a pointer finds, and what the card says. */

#include "view_link.h"

#include "view/draw/scene_button.h"
#include "view/stage/match.h"

#include "tell/quantity_told.h"

/* An element lights its symbol softly, and a symbol its elements. */
static void test_matches(void) {
    const struct quantity whole = {3, -1, -1};
    const struct quantity element = {3, 1, 2};
    EXPECT_INT(match_quantities(element, element), MATCH_FULL);
    EXPECT_INT(match_quantities(whole, whole), MATCH_FULL);
    EXPECT_INT(match_quantities(element, whole), MATCH_SOFT);
    EXPECT_INT(match_quantities(whole, element), MATCH_SOFT);
    EXPECT_INT(match_quantities((struct quantity){3, 1, -1}, element), MATCH_SOFT); /* a row */
    EXPECT_INT(match_quantities(element, (struct quantity){3, 2, 1}), MATCH_NONE);
    EXPECT_INT(match_quantities(element, (struct quantity){4, 1, 2}), MATCH_NONE);
    EXPECT_INT(match_quantities(QUANTITY_NONE, QUANTITY_NONE), MATCH_NONE);
}

/* ---- walking and moving ---- */

static void test_tab(void) {
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    for (long step = 0; step <= session_program(session)->operation_count; step++) {
        struct arena *arena = arena_create();
        session_go_to(session, step);
        struct scene scene = picture_of(session, usual, arena);
        struct quantity *forward = ARENA_ARRAY(arena, struct quantity, scene.count + 2);
        struct quantity *backward = ARENA_ARRAY(arena, struct quantity, scene.count + 2);
        size_t count = walk(session, &scene, true, forward);
        EXPECT_INT(walk(session, &scene, false, backward), count);
        for (size_t i = 0; i < count; i++) {
            EXPECT(quantity_equal(forward[i], backward[count - 1 - i]));
            for (size_t k = 0; k < i; k++) {
                EXPECT(!quantity_equal(forward[i], forward[k]));
            }
        }
        for (size_t i = 0; i < scene.count; i++) { /* none is left out */
            struct quantity quantity =
                quantity_normal(session_program(session), scene.items[i].quantity);
            bool is_there = quantity_is_none(quantity);
            for (size_t k = 0; k < count && !is_there; k++) {
                is_there = quantity_equal(forward[k], quantity);
            }
            EXPECT(is_there);
        }
        arena_destroy(arena);
    }
    session_destroy(session);
}

static void test_arrows(void) {
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    const struct program *program = session_program(session);
    int weight = program_find_tensor(program, ROLE_WEIGHT, 2); /* 2 x 3 */
    session_select(session, (struct quantity){weight, 0, 0});
    EXPECT_INT(session_apply(session, ACTION_SELECT_LEFT), SESSION_SAME);
    EXPECT_INT(session_apply(session, ACTION_SELECT_RIGHT), SESSION_LOOKS);
    EXPECT_INT(session_apply(session, ACTION_SELECT_DOWN), SESSION_LOOKS);
    EXPECT_INT(session_apply(session, ACTION_SELECT_DOWN), SESSION_SAME);
    EXPECT_INT(session_selection(session)->selected.row, 1);
    EXPECT_INT(session_selection(session)->selected.column, 1);
    session_apply(session, ACTION_SELECT_UP);
    EXPECT_INT(session_selection(session)->selected.row, 0);
    session_select(session, (struct quantity){weight, -1, -1});
    session_apply(session, ACTION_SELECT_RIGHT);
    EXPECT_INT(session_selection(session)->selected.column, 0);
    EXPECT_INT(session_apply(session, ACTION_CLOSE), SESSION_LOOKS);
    EXPECT(quantity_is_none(session_selection(session)->selected));
    view_expect_answer(session, ACTION_SELECT_RIGHT, STRING_NOTICE_NOTHING_SELECTED);
    session_destroy(session);
}

static const char *told(struct arena *arena, const struct session *session, enum language language,
                        struct quantity quantity) {
    const struct moment moment = moment_create(session, arena);
    return quantity_told_words(arena, &moment, language, quantity);
}

/* The words of a quantity are the same in every notation: it is the same one. */
static void test_notations_keep_it(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    session_go_to(session, 12);
    const struct program *program = session_program(session);
    for (int tensor = 0; tensor < program->tensor_count; tensor++) {
        struct arena *arena = arena_create();
        program = session_program(session);
        struct shape shape = program->tensors[tensor].storage.shape;
        struct quantity quantity = {tensor, (long)shape.rows - 1, (long)shape.columns / 2};
        const char *words = told(arena, session, LANGUAGE_ENGLISH, quantity);
        enum role role = program->tensors[tensor].role;
        session_select(session, quantity);
        session_apply(session, ACTION_NOTATION_1); /* samples in rows */
        struct quantity there = session_selection(session)->selected;
        EXPECT(session_program(session) != program);
        if (!quantity_is_none(there)) {
            EXPECT_STRING(told(arena, session, LANGUAGE_ENGLISH, there), words);
        } else {
            EXPECT(role == ROLE_ACTIVATION_GRADIENT || role == ROLE_RATE ||
                   role == ROLE_SAMPLE_COUNT);
        }
        session_apply(session, ACTION_NOTATION_1 + 4);
        EXPECT(quantity_is_none(there) ||
               quantity_equal(session_selection(session)->selected, quantity));
        program = session_program(session);
        arena_destroy(arena);
    }
    session_destroy(session);
}

/* ---- pointing ---- */

static void test_pointing(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    session_go_to(session, 3);
    struct scene scene = picture_of(session, usual, arena);
    size_t kinds[SCENE_KIND_COUNT] = {0};
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        if (quantity_is_none(item->quantity)) {
            continue;
        }
        struct scene_point at = {item->bounds.x + item->bounds.width * 0.52F,
                                 item->bounds.y + item->bounds.height * 0.52F};
        if (item->kind == SCENE_CURVE) {
            at = item->points[item->point_count / 2];
        }
        pointing_move(session, &scene, at);
        struct quantity found = session_selection(session)->hovered;
        kinds[item->kind] +=
            quantity_equal(found, quantity_normal(session_program(session), item->quantity));
        EXPECT(!quantity_is_none(found));
    }
    EXPECT(kinds[SCENE_LINE] > 6);
    EXPECT(kinds[SCENE_DISC] >= 8); /* neurons without a value too */
    EXPECT(kinds[SCENE_TEXT] > 10);
    EXPECT_INT(pointing_move(session, &scene, (struct scene_point){1, 1}), SESSION_LOOKS);
    EXPECT_INT(pointing_move(session, &scene, (struct scene_point){2, 1}), SESSION_SAME);
    EXPECT(quantity_is_none(session_selection(session)->hovered));
    session_destroy(session);
    arena_destroy(arena);
}

/* An activation is in the network and on the board: the card stands beside what is pointed at. */
static void test_card_near_the_pointer(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    session_go_to(session, 1);
    const struct quantity input = {
        program_find_tensor(session_program(session), ROLE_ACTIVATION, 0), 0, 0};
    session_hover(session, input);
    const struct scene_point places[2] = {{20, 400}, {1200, 300}};
    float left[2];
    for (size_t i = 0; i < 2; i++) {
        struct scene scene;
        stage_build_pointed(session, usual, places[i], &view_fake_metrics, arena, &scene);
        size_t card = card_of(session, &scene);
        left[i] = card < scene.count ? scene.items[card].bounds.x : -1;
    }
    EXPECT(left[0] >= 0 && left[1] > left[0] + 100);
    session_destroy(session);
    arena_destroy(arena);
}

static void test_clicking(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    struct scene scene = picture_of(session, usual, arena);
    struct scene_point at = {0};
    for (size_t i = 0; i < scene.count; i++) {
        if (scene.items[i].kind == SCENE_DISC && scene.items[i].quantity.tensor >= 0) {
            at = (struct scene_point){scene.items[i].bounds.x + scene.items[i].bounds.width / 2,
                                      scene.items[i].bounds.y + scene.items[i].bounds.height / 2};
        }
    }
    EXPECT_INT(pointing_click(session, &scene, at), SESSION_LOOKS);
    EXPECT(!quantity_is_none(session_selection(session)->selected));
    EXPECT_INT(pointing_click(session, &scene, at), SESSION_LOOKS); /* again */
    EXPECT(quantity_is_none(session_selection(session)->selected));
    pointing_click(session, &scene, at);
    EXPECT_INT(pointing_click(session, &scene, (struct scene_point){1, 1}), SESSION_LOOKS);
    EXPECT(quantity_is_none(session_selection(session)->selected));
    EXPECT_INT(pointing_click(session, &scene, (struct scene_point){1, 1}), SESSION_SAME);
    session_destroy(session);
    arena_destroy(arena);
}

/* The button that selects a unit which has no place in the picture; NULL: every unit has one. */
static const struct scene_button *find_opening(const struct scene *scene) {
    for (size_t i = 0; i < scene->button_count; i++) {
        if (!quantity_is_none(scene->buttons[i].quantity)) {
            return &scene->buttons[i];
        }
    }
    return NULL;
}

static bool has_disc(const struct scene *scene, struct quantity quantity) {
    bool found = false;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        found = found || (item->kind == SCENE_DISC && quantity_equal(item->quantity, quantity));
    }
    return found;
}

/* A click on "more" brings a unit into the picture that stood behind it. */
static void test_opening(void) {
    static const int units[] = {2, 100, 1};
    struct arena *arena = arena_create();
    struct session *session =
        view_session(shared, view_made_lesson(shared, units, TEST_COUNT(units), 3), &notations,
                     index_of("four"));
    struct scene scene = picture_of(session, usual, arena);
    const struct scene_button *opening = find_opening(&scene);
    EXPECT(opening != NULL);
    if (opening != NULL) {
        struct quantity unit = opening->quantity;
        struct scene_point at = {opening->rect.x + opening->rect.width / 2,
                                 opening->rect.y + opening->rect.height / 2};
        EXPECT(!has_disc(&scene, unit));
        EXPECT_INT(pointing_click(session, &scene, at), SESSION_LOOKS);
        EXPECT(quantity_equal(session_selection(session)->selected, unit));
        scene = picture_of(session, usual, arena);
        EXPECT(has_disc(&scene, unit));
    }
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- the card ---- */

static const char *words_of(struct arena *arena, const struct session *session,
                            enum language language, enum role role, int layer, long row,
                            long column) {
    const struct program *program = session_program(session);
    struct quantity quantity = {program_find_tensor(program, role, layer), row, column};
    return told(arena, session, language, quantity);
}

static void test_words(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("tests/lessons/xor.json", "four");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_ENGLISH, ROLE_WEIGHT, 2, 0, 1),
                  "weight from unit 2 of layer 1 to unit 1 of layer 2");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_CHINESE, ROLE_WEIGHT, 1, 2, 1),
                  "输入 2 到第 1 层神经元 3 的权重");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_ENGLISH, ROLE_ACTIVATION, 1, 2, 1),
                  "activation of unit 3 in layer 1, sample 2");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_ENGLISH, ROLE_ACTIVATION, 0, 1, 3),
                  "input 2, x2, sample 4");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_ENGLISH, ROLE_TARGET, -1, 0, 0),
                  "true value of output 1, sample 1");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_ENGLISH, ROLE_LOSS, -1, 0, 0), "loss");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_ENGLISH, ROLE_BIAS, 1, 1, 0),
                  "bias of unit 2 in layer 1");
    session_destroy(session);
    arena_destroy(arena);
}

/* All the text that the card of a quantity has. */
static const char *card_text(struct arena *arena, struct session *session,
                             struct quantity quantity) {
    session_select(session, quantity);
    struct scene scene = picture_of(session, usual, arena);
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = card_of(session, &scene); i < scene.count; i++) {
        text_append_string(&text, scene.items[i].text != NULL ? scene.items[i].text : "");
    }
    return text.bytes;
}

/* What is not computed yet has no value, and neither has the gradient of the iteration before. */
static void test_values_not_computed(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    const struct program *program = session_program(session);
    struct quantity error = {program_find_tensor(program, ROLE_ERROR, 3), 0, 0};
    const long first_write = program->tensors[error.tensor].first_write;
    session_go_to(session, first_write);
    EXPECT(strstr(card_text(arena, session, error), "—") != NULL);
    session_go_to(session, first_write + 1);
    EXPECT(strstr(card_text(arena, session, error), "—") == NULL);
    session_go_to(session, program->operation_count + 1);
    EXPECT(strstr(card_text(arena, session, error), "—") != NULL);
    session_destroy(session);
    arena_destroy(arena);
}

static const struct scene_item *same_text(const struct scene *scene,
                                          const struct scene_item *text) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && quantity_equal(item->quantity, text->quantity) &&
            item->bounds.x == text->bounds.x && item->bounds.y == text->bounds.y) {
            return item;
        }
    }
    return NULL;
}

/* A number that is lit has its own color; one that is dim is as plain as any. */
static void test_lit_colors(void) {
    struct session *session = session_on("tests/lessons/four-equations.json", "four");
    const color_argb *colors = theme_get(session_settings(session)->theme)->colors;
    size_t dim = 0, own = 0;
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        struct arena *arena = arena_create();
        session_go_to(session, step);
        const struct tensor *bias = session_program(session)->tensors;
        while (bias->role != ROLE_BIAS) {
            bias++;
        }
        session_select(session, QUANTITY_NONE);
        struct scene before = picture_of(session, usual, arena);
        struct quantity quantity = {(int)(bias - session_program(session)->tensors), 0, 0};
        session_select(session, quantity);
        struct scene after = picture_of(session, usual, arena);
        for (size_t i = 0; i < before.count; i++) {
            const struct scene_item *item = &before.items[i];
            bool is_one = item->kind == SCENE_TEXT && quantity_equal(item->quantity, quantity);
            const struct scene_item *lit = is_one ? same_text(&after, item) : NULL;
            bool is_dim = is_one && item->color == colors[COLOR_TEXT_DIM];
            dim += lit != NULL && is_dim;
            own += lit != NULL && !is_dim;
            EXPECT(lit == NULL || lit->color == (is_dim ? colors[COLOR_TEXT] : item->color));
        }
        arena_destroy(arena);
    }
    printf("# %zu were dim, %zu were not\n", dim, own);
    EXPECT(dim > 0 && own > 0);
    session_destroy(session);
}

int main(int argc, char **argv) {
    open_notations(argc, argv);
    static const struct test tests[] = {
        {"what belongs together", test_matches},
        {"Tab comes to every quantity once and returns", test_tab},
        {"arrows move within a tensor", test_arrows},
        {"another notation keeps the quantity", test_notations_keep_it},
        {"pointing finds every kind of item", test_pointing},
        {"the card stands near the pointer", test_card_near_the_pointer},
        {"clicks", test_clicking},
        {"a click on more opens a column", test_opening},
        {"words", test_words},
        {"values that are not computed yet", test_values_not_computed},
        {"the color of a number that is lit", test_lit_colors},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
