/* One quantity, lit everywhere, without a pixel: what is lit, what the card says and where it
 * stands, where Tab leads, and what a change of notation keeps. */

#include "view_fixture.h"

#include "view/link.h"
#include "view/link_card.h"

enum { MOST_LESSONS = 64, EVERY_QUANTITY = 7 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct stage_size usual = {1280, 720};

/* ---- pictures ---- */

static struct scene picture_of(const struct session *session, struct stage_size size,
                               struct arena *arena) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    return scene;
}

static bool has_link_color(const struct session *session, color_argb color) {
    color_argb link = theme_get(session_settings(session)->theme)->colors[COLOR_LINK];
    return color != 0 && (color & 0xFFFFFF) == (link & 0xFFFFFF);
}

/* The card is the last box of the picture, and the only opaque one with an outline of the light. */
static size_t card_of(const struct session *session, const struct scene *scene) {
    color_argb ground = theme_get(session_settings(session)->theme)->colors[COLOR_BACKGROUND];
    for (size_t i = scene->count; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_BOX && item->color == ground &&
            has_link_color(session, item->stroke_color)) {
            return i;
        }
    }
    return scene->count;
}

static bool is_within(struct rect inner, struct rect outer) {
    const float slack = 0.5F;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.x + inner.width <= outer.x + outer.width + slack &&
           inner.y + inner.height <= outer.y + outer.height + slack;
}

static bool overlaps(struct rect a, struct rect b) {
    const float slack = 1;
    return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width &&
           a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

static bool same_place(const struct scene_item *a, const struct scene_item *b) {
    return a->kind == b->kind && a->bounds.x == b->bounds.x && a->bounds.y == b->bounds.y &&
           a->bounds.width == b->bounds.width && a->bounds.height == b->bounds.height &&
           quantity_equal(a->quantity, b->quantity);
}

/* ---- what is lit ---- */

struct view_case {
    const char *lesson;
    struct session *session;
    struct quantity lit;
};

static void complain(const struct view_case *at, const char *what, const struct scene_item *item) {
    enum { MOST_MESSAGES = 12 };
    if (test_failures++ < MOST_MESSAGES) {
        printf("# %s, %s, step %ld, quantity %d (%ld, %ld): %s: kind %d \"%s\" (%.0f,%.0f "
               "%.0fx%.0f)\n",
               at->lesson, session_program(at->session)->notation->id, session_step(at->session),
               at->lit.tensor, at->lit.row, at->lit.column, what, (int)item->kind,
               item->text != NULL ? item->text : "", (double)item->bounds.x, (double)item->bounds.y,
               (double)item->bounds.width, (double)item->bounds.height);
    }
}

static bool is_line(const struct scene_item *item) {
    return item->kind == SCENE_LINE || item->kind == SCENE_CURVE;
}

/* A mark of the light: a plate, a ring, a frame, the lining of a line; never the card. */
static bool is_mark(const struct session *session, const struct scene_item *item) {
    return quantity_is_none(item->quantity) &&
           (has_link_color(session, item->stroke_color) ||
            (is_line(item) && has_link_color(session, item->color)));
}

static bool is_full_mark(const struct scene_item *item) {
    color_argb color = is_line(item) ? item->color : item->stroke_color;
    return color >> 24 == 0xFF;
}

static bool marks(const struct scene_item *mark, const struct scene_item *item) {
    if (item->kind == SCENE_CURVE || mark->kind == SCENE_CURVE) {
        return item->kind == mark->kind && item->point_count == mark->point_count &&
               item->points[0].x == mark->points[0].x && item->points[0].y == mark->points[0].y;
    }
    if (item->kind == SCENE_LINE || mark->kind == SCENE_LINE) {
        return item->kind == mark->kind && item->bounds.x == mark->bounds.x &&
               item->bounds.y == mark->bounds.y && item->bounds.height == mark->bounds.height;
    }
    struct rect core = item->bounds; /* the plate of a text is lower than its line */
    if (item->kind == SCENE_TEXT) {
        core.y += core.height / 2;
        core.height = 0;
    }
    return is_within(core, mark->bounds);
}

/* Everything of the picture before is there, and has a mark exactly when it is lit in full. */
static void check_marks(const struct view_case *at, const struct scene *before,
                        const struct scene *after, size_t card) {
    const struct program *program = session_program(at->session);
    size_t full_items = 0;
    size_t full_marks = 0;
    for (size_t i = 0; i < before->count; i++) {
        const struct scene_item *item = &before->items[i];
        struct quantity quantity = select_normal(program, item->quantity);
        bool is_full = quantity_equal(quantity, at->lit);
        bool is_marked = false;
        for (size_t k = 0; k < card && !is_marked; k++) {
            const struct scene_item *mark = &after->items[k];
            is_marked = is_mark(at->session, mark) && is_full_mark(mark) && marks(mark, item);
        }
        full_items += is_full;
        if (is_full && !is_marked) {
            complain(at, "not lit", item);
        }
    }
    for (size_t k = 0; k < card; k++) {
        const struct scene_item *mark = &after->items[k];
        if (!is_mark(at->session, mark) || !is_full_mark(mark)) {
            continue;
        }
        full_marks++;
        bool has_item = false;
        for (size_t i = 0; i < before->count && !has_item; i++) {
            const struct scene_item *item = &before->items[i];
            struct quantity quantity = select_normal(program, item->quantity);
            bool is_cell = item->kind == SCENE_HEAT && quantity.tensor == at->lit.tensor &&
                           overlaps(mark->bounds, item->bounds);
            has_item = is_cell || (quantity_equal(quantity, at->lit) && marks(mark, item));
        }
        if (!has_item) {
            complain(at, "lit without reason", mark);
        }
    }
    EXPECT(full_items == 0 || full_marks > 0);
}

/* Nothing moves: every item that stands for something is where it was, in the same order. Lit
 * lines are drawn after the others. */
static void check_places(const struct view_case *at, const struct scene *before,
                         const struct scene *after, size_t card) {
    size_t k = 0;
    for (size_t i = 0; i < before->count; i++) {
        const struct scene_item *item = &before->items[i];
        if (quantity_is_none(item->quantity) || is_line(item)) {
            continue;
        }
        while (k < card &&
               (quantity_is_none(after->items[k].quantity) || is_line(&after->items[k]))) {
            k++;
        }
        if (k == card || !same_place(item, &after->items[k])) {
            complain(at, "moved", item);
            return;
        }
        k++;
    }
    size_t lines_before = 0;
    size_t lines_after = 0;
    for (size_t i = 0; i < before->count; i++) {
        lines_before += is_line(&before->items[i]) && before->items[i].quantity.tensor >= 0;
    }
    for (size_t i = 0; i < card; i++) {
        lines_after += is_line(&after->items[i]) && after->items[i].quantity.tensor >= 0;
    }
    EXPECT_INT(lines_after, lines_before);
}

/* The card is within the window, holds its own texts, and leaves what it is about free: at least
 * one item of it, where there is one. */
static void check_card(const struct view_case *at, const struct scene *before,
                       const struct scene *after, size_t card) {
    EXPECT(card < after->count);
    if (card >= after->count) {
        return;
    }
    struct rect rect = after->items[card].bounds;
    if (!is_within(rect, (struct rect){0, 0, after->width, after->height})) {
        complain(at, "the card leaves the window", &after->items[card]);
    }
    size_t texts = 0;
    for (size_t i = card + 1; i < after->count; i++) {
        texts++;
        if (!is_within(after->items[i].bounds, rect)) {
            complain(at, "outside of the card", &after->items[i]);
        }
    }
    EXPECT(texts >= 2);
    for (size_t i = 0; i < before->count; i++) {
        const struct scene_item *item = &before->items[i];
        bool is_lit =
            quantity_equal(select_normal(session_program(at->session), item->quantity), at->lit);
        if (is_lit && item->kind != SCENE_LINE && overlaps(item->bounds, rect)) {
            complain(at, "under the card", item);
        }
    }
}

/* The picture before is that of the same sample. */
static void check_selection(const struct view_case *at, struct stage_size size) {
    struct arena *arena = arena_create();
    session_select(at->session, at->lit);
    struct scene after = picture_of(at->session, size, arena);
    session_select(at->session, QUANTITY_NONE);
    struct scene before = picture_of(at->session, size, arena);
    session_select(at->session, at->lit);
    size_t card = card_of(at->session, &after);
    check_marks(at, &before, &after, card);
    check_places(at, &before, &after, card);
    check_card(at, &before, &after, card);
    session_select(at->session, QUANTITY_NONE);
    arena_destroy(arena);
}

/* The distinct quantities of a picture, by walking; the number of items bounds their number. */
static size_t walk(const struct session *session, const struct scene *scene, bool is_forward,
                   struct quantity *ret) {
    size_t count = 0;
    struct quantity at = QUANTITY_NONE;
    do {
        at = link_next(scene, session_program(session), at, is_forward);
        ret[count++] = at;
    } while (count <= scene->count && !quantity_equal(at, QUANTITY_NONE) &&
             (count == 1 || !quantity_equal(at, ret[0])));
    return count - 1;
}

/* How many numbers of the tensor the board shows; with is_exact only of that very element. */
static size_t count_on_board(const struct view_case *at, const struct scene *scene,
                             struct stage_size size, bool is_exact) {
    struct rect board = stage_layout(at->session, size).board;
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        count += item->kind == SCENE_TEXT && overlaps(item->bounds, board) &&
                 item->quantity.tensor == at->lit.tensor && item->quantity.row >= 0 &&
                 (!is_exact || quantity_equal(item->quantity, at->lit));
    }
    return count;
}

/* An element of a large matrix whose number is not shown: the window of numbers goes there. */
static bool check_window(const struct view_case *at, const struct scene *before,
                         struct stage_size size) {
    if (at->lit.row < 0 || count_on_board(at, before, size, false) == 0 ||
        count_on_board(at, before, size, true) > 0) {
        return false;
    }
    struct arena *arena = arena_create();
    session_select(at->session, at->lit);
    struct scene after = picture_of(at->session, size, arena);
    EXPECT(count_on_board(at, &after, size, true) > 0);
    session_select(at->session, QUANTITY_NONE);
    arena_destroy(arena);
    return true;
}

static void check_picture(struct view_case at, struct stage_size size, size_t every) {
    struct arena *arena = arena_create();
    struct scene before = picture_of(at.session, size, arena);
    struct quantity *quantities = ARENA_ARRAY(arena, struct quantity, before.count + 2);
    size_t count = walk(at.session, &before, true, quantities);
    EXPECT(count > 0);
    for (size_t i = (size_t)session_step(at.session) % every; i < count; i += every) {
        at.lit = quantities[i];
        if (!check_window(&at, &before, size)) {
            check_selection(&at, size);
        }
    }
    arena_destroy(arena);
}

/* ---- the lessons ---- */

/* "lessons/xor.json", and those of each note. */
static size_t find_lessons(struct arena *arena, const char **ret) {
    size_t count = 0;
    for (size_t i = 0; i <= notations.count; i++) {
        const char *folder =
            i == 0 ? "lessons" : text_format(arena, "lessons/%s", notations.items[i - 1]->id);
        const char *names[MOST_LESSONS];
        size_t found = fixture_json_files(arena, text_format(arena, "%s/%s", root, folder), names,
                                          MOST_LESSONS - count);
        for (size_t k = 0; k < found; k++) {
            if (strstr(names[k], "schema") == NULL) {
                ret[count++] = text_format(arena, "%s/%s", folder, names[k]);
            }
        }
    }
    return count;
}

static void check_lesson(const char *name, const struct lesson *lesson, size_t notation) {
    struct arena *arena = arena_create();
    struct program_error error;
    struct session *session =
        session_create(arena, lesson, name, notations.items, notations.count, notation, &error);
    if (session != NULL) {
        long last = session_program(session)->operation_count;
        const long steps[] = {0, 1 + last / 5, last / 2, last - 1};
        for (size_t i = 0; i < TEST_COUNT(steps); i++) {
            session_go_to(session, steps[i]);
            session_set_language(session, i % 2 == 0 ? LANGUAGE_ENGLISH : LANGUAGE_CHINESE);
            check_picture((struct view_case){name, session, QUANTITY_NONE}, usual, EVERY_QUANTITY);
        }
        session_destroy(session);
    }
    arena_destroy(arena);
}

static void test_all_lessons(void) {
    const char *lessons[MOST_LESSONS];
    size_t count = find_lessons(shared, lessons);
    EXPECT(count >= 20);
    for (size_t i = 0; i < count; i++) {
        const struct lesson *lesson = fixture_lesson(shared, root, lessons[i]);
        for (size_t k = 0; k < notations.count; k++) {
            check_lesson(lessons[i], lesson, k);
        }
    }
}

static size_t index_of(const char *id) {
    for (size_t i = 0; i < notations.count; i++) {
        if (strcmp(notations.items[i]->id, id) == 0) {
            return i;
        }
    }
    return 0;
}

static struct session *session_on(const char *lesson, const char *notation) {
    return view_session(shared, fixture_lesson(shared, root, lesson), &notations,
                        index_of(notation));
}

/* Every quantity, inside operations too, at other sizes and scales. */
static void test_every_quantity(void) {
    static const struct stage_size sizes[] = {{1920, 1080}, {900, 1400}, {1024, 768}};
    static const int scales[] = {100, 150, 75};
    for (size_t i = 0; i < TEST_COUNT(sizes); i++) {
        struct session *session = session_on("lessons/xor.json", i % 2 == 0 ? "four" : "ladder");
        session_set_text_scale(session, scales[i]);
        session_set_level(session, LEVEL_ELEMENT);
        session_go_to(session, 4);
        session_apply(session, ACTION_NEXT);
        check_picture((struct view_case){"xor", session, QUANTITY_NONE}, sizes[i], 1);
        session_destroy(session);
    }
}

/* Heat maps and folded layers. */
static void test_large_matrices(void) {
    static const int units[] = {40, 30, 4};
    const struct lesson *lesson = view_made_lesson(shared, units, 3, 20);
    struct session *session = view_session(shared, lesson, &notations, index_of("four"));
    for (long step = 0; step < session_program(session)->operation_count; step += 3) {
        session_go_to(session, step);
        check_picture((struct view_case){"made", session, QUANTITY_NONE}, usual, 11);
    }
    session_destroy(session);
}

/* The selected element of a heat map has a frame around its cell. */
static void test_heat_cells(void) {
    static const int units[] = {40, 30, 4};
    const struct lesson *lesson = view_made_lesson(shared, units, 3, 20);
    struct session *session = view_session(shared, lesson, &notations, index_of("four"));
    struct arena *arena = arena_create();
    size_t heats = 0;
    session_go_to(session, 1);
    session_select(
        session,
        (struct quantity){program_find_tensor(session_program(session), ROLE_WEIGHT, 1), 7, 11});
    struct scene scene = picture_of(session, usual, arena);
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *heat = &scene.items[i];
        if (heat->kind != SCENE_HEAT ||
            heat->quantity.tensor != session_selection(session)->selected.tensor) {
            continue;
        }
        struct rect frame = scene.items[i + 1].bounds;
        EXPECT(is_mark(session, &scene.items[i + 1]) && is_full_mark(&scene.items[i + 1]));
        EXPECT_NEAR((double)(frame.x + frame.width / 2),
                    (double)(heat->bounds.x + heat->bounds.width * 11.5F / 40), 1);
        EXPECT_NEAR((double)(frame.y + frame.height / 2),
                    (double)(heat->bounds.y + heat->bounds.height * 7.5F / 30), 1);
        EXPECT(frame.width < heat->bounds.width / 4);
        heats++;
    }
    EXPECT(heats > 0);
    session_destroy(session);
    arena_destroy(arena);
}

/* An element lights its symbol softly, and a symbol its elements. */
static void test_matches(void) {
    const struct quantity whole = {3, -1, -1};
    const struct quantity element = {3, 1, 2};
    EXPECT_INT(link_match(element, element), LINK_FULL);
    EXPECT_INT(link_match(whole, whole), LINK_FULL);
    EXPECT_INT(link_match(element, whole), LINK_SOFT);
    EXPECT_INT(link_match(whole, element), LINK_SOFT);
    EXPECT_INT(link_match((struct quantity){3, 1, -1}, element), LINK_SOFT); /* a row */
    EXPECT_INT(link_match(element, (struct quantity){3, 2, 1}), LINK_NONE);
    EXPECT_INT(link_match(element, (struct quantity){4, 1, 2}), LINK_NONE);
    EXPECT_INT(link_match(QUANTITY_NONE, QUANTITY_NONE), LINK_NONE);
}

/* ---- walking and moving ---- */

static void test_tab(void) {
    struct session *session = session_on("lessons/four-equations.json", "four");
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
                select_normal(session_program(session), scene.items[i].quantity);
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
    struct session *session = session_on("lessons/four-equations.json", "four");
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
    EXPECT_INT(session_apply(session, ACTION_SELECT_RIGHT), SESSION_SAME);
    session_destroy(session);
}

/* The words of a quantity are the same in every notation: it is the same one. */
static void test_notations_keep_it(void) {
    struct session *session = session_on("lessons/xor.json", "four");
    session_go_to(session, 12);
    const struct program *program = session_program(session);
    for (int tensor = 0; tensor < program->tensor_count; tensor++) {
        struct arena *arena = arena_create();
        program = session_program(session);
        struct shape shape = program->tensors[tensor].place.shape;
        struct quantity quantity = {tensor, (long)shape.rows - 1, (long)shape.columns / 2};
        const char *words = link_card_words(arena, program, LANGUAGE_ENGLISH, quantity);
        enum role role = program->tensors[tensor].role;
        session_select(session, quantity);
        session_apply(session, ACTION_NOTATION_1); /* samples in rows */
        struct quantity there = session_selection(session)->selected;
        EXPECT(session_program(session) != program);
        if (!quantity_is_none(there)) {
            EXPECT_STRING(link_card_words(arena, session_program(session), LANGUAGE_ENGLISH, there),
                          words);
        } else {
            EXPECT(role == ROLE_ACTIVATION_GRADIENT || role == ROLE_RATE || role == ROLE_COUNT);
        }
        session_apply(session, ACTION_NOTATION_5);
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
    struct session *session = session_on("lessons/four-equations.json", "four");
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
        link_point(session, &scene, at);
        struct quantity found = session_selection(session)->hovered;
        kinds[item->kind] +=
            quantity_equal(found, select_normal(session_program(session), item->quantity));
        EXPECT(!quantity_is_none(found));
    }
    EXPECT(kinds[SCENE_LINE] > 6);
    EXPECT(kinds[SCENE_DISC] >= 8); /* neurons without a value too */
    EXPECT(kinds[SCENE_TEXT] > 10);
    EXPECT_INT(link_point(session, &scene, (struct scene_point){1, 1}), SESSION_LOOKS);
    EXPECT_INT(link_point(session, &scene, (struct scene_point){2, 1}), SESSION_SAME);
    EXPECT(quantity_is_none(session_selection(session)->hovered));
    session_destroy(session);
    arena_destroy(arena);
}

static void test_clicking(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("lessons/four-equations.json", "four");
    struct scene scene = picture_of(session, usual, arena);
    struct scene_point at = {0};
    for (size_t i = 0; i < scene.count; i++) {
        if (scene.items[i].kind == SCENE_DISC && scene.items[i].quantity.tensor >= 0) {
            at = (struct scene_point){scene.items[i].bounds.x + scene.items[i].bounds.width / 2,
                                      scene.items[i].bounds.y + scene.items[i].bounds.height / 2};
        }
    }
    EXPECT_INT(link_click(session, &scene, at), SESSION_LOOKS);
    EXPECT(!quantity_is_none(session_selection(session)->selected));
    EXPECT_INT(link_click(session, &scene, at), SESSION_LOOKS); /* again */
    EXPECT(quantity_is_none(session_selection(session)->selected));
    link_click(session, &scene, at);
    EXPECT_INT(link_click(session, &scene, (struct scene_point){1, 1}), SESSION_LOOKS);
    EXPECT(quantity_is_none(session_selection(session)->selected));
    EXPECT_INT(link_click(session, &scene, (struct scene_point){1, 1}), SESSION_SAME);
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- the card ---- */

static void test_values(void) {
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0.1, "0.1"},
                 {-0.5, "−0.5"},
                 {1.0 / 3, "0.3333333333333333"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {1e-7, "1e−7"},
                 {-2.5e-12, "−2.5e−12"},
                 {1e22, "1e+22"},
                 {2, "2"},
                 {-0.0, "−0"}};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        EXPECT_STRING(link_card_value_text(arena, cases[i].value), cases[i].text);
    }
    EXPECT_STRING(link_card_value_text(arena, (double)NAN), "NaN");
    arena_destroy(arena);
}

static const char *words_of(struct arena *arena, const struct session *session,
                            enum language language, enum role role, int layer, long row,
                            long column) {
    const struct program *program = session_program(session);
    struct quantity quantity = {program_find_tensor(program, role, layer), row, column};
    return link_card_words(arena, program, language, quantity);
}

static void test_words(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("lessons/xor.json", "four");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_ENGLISH, ROLE_WEIGHT, 2, 0, 1),
                  "weight from unit 2 of layer 1 to unit 1 of layer 2");
    EXPECT_STRING(words_of(arena, session, LANGUAGE_CHINESE, ROLE_WEIGHT, 1, 2, 1),
                  "输入 2 到第 1 层单元 3 的权重");
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
    struct session *session = session_on("lessons/four-equations.json", "four");
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

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"what belongs together", test_matches},
        {"a selection lights all of it and nothing else", test_all_lessons},
        {"every quantity, at several sizes", test_every_quantity},
        {"large matrices", test_large_matrices},
        {"cells of heat maps", test_heat_cells},
        {"Tab comes to every quantity once and returns", test_tab},
        {"arrows move within a tensor", test_arrows},
        {"another notation keeps the quantity", test_notations_keep_it},
        {"pointing finds every kind of item", test_pointing},
        {"clicks", test_clicking},
        {"values in full", test_values},
        {"words", test_words},
        {"values that are not computed yet", test_values_not_computed},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
