/* What a selection lights, without a pixel: all of the quantity and nothing else, in every shipped
 * lesson, with nothing moved and the card where it hides nothing. */

#include "view_link.h"

enum { MOST_LESSONS = 64, EVERY_QUANTITY = 7 };

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
        struct quantity quantity = quantity_normal(program, item->quantity);
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
            struct quantity quantity = quantity_normal(program, item->quantity);
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
            quantity_equal(quantity_normal(session_program(at->session), item->quantity), at->lit);
        if (is_lit && item->kind != SCENE_LINE && overlaps(item->bounds, rect)) {
            complain(at, "under the card", item);
        }
    }
}

/* Takes what stands in the strip out of a picture, but for its last items from `kept` on: the strip
 * follows the selection. Returns where those begin now. */
static size_t leave_strip_out(const struct view_case *at, struct scene *scene,
                              struct stage_size size, size_t kept) {
    struct rect strip = view_strip(scene, stage_layout(at->session, size).board);
    size_t count = 0;
    size_t left = 0;
    for (size_t i = 0; i < scene->count; i++) {
        left = i == kept ? count : left;
        if (i >= kept || strip.width <= 0 || !view_is_within(scene->items[i].bounds, strip)) {
            scene->items[count++] = scene->items[i];
        }
    }
    scene->count = count;
    return left;
}

/* The picture before is that of the same sample. */
static void check_selection(const struct view_case *at, struct stage_size size) {
    struct arena *arena = arena_create();
    session_select(at->session, at->lit);
    struct scene after = picture_of(at->session, size, arena);
    session_select(at->session, QUANTITY_NONE);
    struct scene before = picture_of(at->session, size, arena);
    session_select(at->session, at->lit);
    size_t card = leave_strip_out(at, &after, size, card_of(at->session, &after));
    leave_strip_out(at, &before, size, before.count);
    check_marks(at, &before, &after, card);
    check_places(at, &before, &after, card);
    check_card(at, &before, &after, card);
    session_select(at->session, QUANTITY_NONE);
    arena_destroy(arena);
}

/* How many numbers of the tensor the board shows; with is_exact only of that very element. */
static size_t count_on_board(const struct view_case *at, const struct scene *scene,
                             struct stage_size size, bool is_exact) {
    struct rect board = stage_layout(at->session, size).board;
    struct rect strip = view_strip(scene, board);
    board.height = strip.y - board.y;
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

/* "tests/lessons/xor.json", and those of each note. */
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
    struct session *session = session_create(
        arena, lesson,
        (struct session_notations){fixture_source(notations.items), notations.count, notation},
        &error);
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
    for (size_t i = 0; i < count; i += FIXTURE_IS_SANITIZED ? 3 : 1) {
        const struct lesson *lesson = fixture_lesson(shared, root, lessons[i]);
        for (size_t k = 0; k < notations.count; k++) {
            check_lesson(lessons[i], lesson, k);
        }
    }
}

/* Every quantity, inside operations too, at other sizes and scales. */
static void test_every_quantity(void) {
    static const struct stage_size sizes[] = {{1920, 1080}, {900, 1400}, {1024, 768}};
    static const int scales[] = {100, 150, 75};
    for (size_t i = 0; i < TEST_COUNT(sizes); i++) {
        struct session *session =
            session_on("tests/lessons/xor.json", i % 2 == 0 ? "four" : "ladder");
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

/* The line below a symbol that the lesson speaks of. */
static bool is_underline(const struct session *session, const struct scene_item *item) {
    const struct theme *theme = theme_get(session_settings(session)->theme);
    return item->kind == SCENE_BOX && item->stroke == 0 &&
           item->color == theme_fade(theme->colors[COLOR_LINK], 0.75F);
}

/* No bar of a fraction lies on it: the two would be one thick bar; and the name of a matrix needs
 * none where the matrix has a frame. */
static size_t check_underlines(const struct view_case *at, const struct scene *scene) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct rect line = scene->items[i].bounds;
        bool is_one = is_underline(at->session, &scene->items[i]);
        count += is_one;
        for (size_t k = 0; is_one && k < scene->count; k++) {
            for (size_t g = 0; g < scene->items[k].glyph_count; g++) {
                const struct scene_glyph *bar = &scene->items[k].glyphs[g];
                bool is_bar = bar->width > 4 * bar->height;
                if (is_bar && bar->x < line.x + line.width && line.x < bar->x + bar->width &&
                    fabsf(bar->y - line.y) < line.height + bar->height) {
                    complain(at, "on a fraction's bar", &scene->items[i]);
                }
            }
        }
    }
    return count;
}

/* A small name right above a frame of its tensor: the frame says it. */
static size_t check_names(const struct view_case *at, const struct scene *scene) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *name = &scene->items[i];
        bool stands_on_frame = false, has_line = false;
        for (size_t k = 0; name->kind == SCENE_MATH && k < scene->count; k++) {
            const struct scene_item *item = &scene->items[k];
            float below = item->bounds.y - name->bounds.y - name->bounds.height;
            stands_on_frame =
                stands_on_frame ||
                (item->kind == SCENE_BOX && item->quantity.row < 0 && name->quantity.tensor >= 0 &&
                 item->quantity.tensor == name->quantity.tensor && fabsf(below) < 4 &&
                 item->bounds.x < name->bounds.x &&
                 item->bounds.x + item->bounds.width > name->bounds.x + name->bounds.width);
            has_line =
                has_line || (is_underline(at->session, item) && item->bounds.x == name->bounds.x &&
                             item->bounds.width == name->bounds.width && below > 0 && below < 8);
        }
        count += stands_on_frame;
        if (stands_on_frame && has_line) {
            complain(at, "between a framed matrix and its name", name);
        }
    }
    return count;
}

static void test_underlines(void) {
    size_t count = 0, names = 0;
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = session_on("tests/lessons/xor.json", notations.items[n]->id);
        struct arena *arena = arena_create();
        for (long step = 1; step <= 18; step++) {
            session_go_to(session, step);
            struct scene scene = picture_of(session, usual, arena);
            const struct view_case at = {"xor", session, QUANTITY_NONE};
            count += check_underlines(&at, &scene);
            names += check_names(&at, &scene);
        }
        arena_destroy(arena);
        session_destroy(session);
    }
    printf("# %zu lines, %zu names on frames\n", count, names);
    EXPECT(count > 50 && names > 50);
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

int main(int argc, char **argv) {
    open_notations(argc, argv);
    static const struct test tests[] = {
        {"a selection lights all of it and nothing else", test_all_lessons},
        {"every quantity, at several sizes", test_every_quantity},
        {"large matrices", test_large_matrices},
        {"no underline lies on a bar", test_underlines},
        {"cells of heat maps", test_heat_cells},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
