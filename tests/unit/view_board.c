
#include "second_reader.h"
#include "test.h"
#include "view_fixture.h"

#include "base/text.h"
#include "step/filled.h"
#include "step/filled_equation.h"
#include "step/filled_term.h"
#include "step/focus.h"
#include "view/board/board_hall.h"
#include "view/board/board_steady.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

/* ---- from step to step ---- */

static const struct stage_size size = {1920, 1080};

struct board_number {
    struct quantity quantity;
    float right, y;
};

/* The numbers of matrices on the board in the order in which they are painted. */
static size_t list_numbers(const struct session *session, struct arena *arena,
                           struct board_number **ret) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    struct rect board = stage_layout(session, size).board;
    *ret = ARENA_ARRAY(arena, struct board_number, scene.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        if (item->kind == SCENE_TEXT && item->quantity.tensor >= 0 && item->quantity.row >= 0 &&
            item->bounds.x >= board.x && item->bounds.y >= board.y &&
            item->bounds.y < board.y + board.height * 0.55F) {
            (*ret)[count++] = (struct board_number){
                item->quantity, item->bounds.x + item->bounds.width, item->bounds.y};
        }
    }
    return count;
}

static void expect_same_places(const struct session *session, struct board_number *before,
                               size_t before_count, struct board_number *after, size_t count) {
    size_t moved = 0;
    for (size_t i = 0; i < count && i < before_count; i++) {
        bool is_same = before[i].quantity.tensor == after[i].quantity.tensor &&
                       before[i].quantity.row == after[i].quantity.row &&
                       before[i].quantity.column == after[i].quantity.column;
        bool is_there = fabsf(before[i].right - after[i].right) < 0.01F &&
                        fabsf(before[i].y - after[i].y) < 0.01F;
        moved += !is_same || !is_there;
    }
    EXPECT_INT(count, before_count);
    EXPECT_INT(moved, 0);
    if (moved > 0 || count != before_count) {
        printf("# step %ld\n", session_step(session));
    }
}

/* While one operation is gone through element by element, no number of its matrices moves. */
static void numbers_keep_their_places(void) {
    for (size_t lesson = 0; lesson < VIEW_LESSONS; lesson++) {
        for (size_t notation = 0; notation < notations.count; notation++) {
            struct session *session =
                view_session(shared, fixture_lesson(shared, root, view_lesson_paths[lesson]),
                             &notations, notation);
            session_set_level(session, LEVEL_ELEMENT);
            struct arena *arena = arena_create();
            struct board_number *before = NULL;
            size_t before_count = 0;
            struct place last = {0};
            for (int i = 0; i < 120; i++) {
                session_apply(session, ACTION_NEXT);
                struct place place = session_place(session);
                struct board_number *after;
                size_t count = list_numbers(session, arena, &after);
                if (place.step == last.step && place.element > 0 && last.element > 0) {
                    expect_same_places(session, before, before_count, after, count);
                }
                before = after;
                before_count = count;
                last = place;
            }
            arena_destroy(arena);
            session_destroy(session);
        }
    }
}

/* What a formula is read on. */
struct desk {
    struct layout layout;
    struct scene scene;
    struct moment moment;
};

/* The step that the session is at now. */
static struct canvas desk_canvas(struct desk *desk, const struct session *session,
                                 struct arena *arena) {
    desk->layout = layout_create(1280, 720, 100);
    desk->moment = moment_create(session, arena);
    scene_begin(&desk->scene, arena, 1280, 720, 0);
    return (struct canvas){.scene = &desk->scene,
                           .arena = arena,
                           .metrics = &view_fake_metrics,
                           .layout = &desk->layout,
                           .moment = &desk->moment,
                           .theme = theme_get(THEME_DARK)};
}

/* ---- the last line ---- */

/* Whether its matrices are those of the values behind the target, by their names. */
static bool repeats(const struct filled *last, const struct filled *values) {
    bool is_same = last->slot_count + 1 == values->slot_count;
    for (size_t i = 0; is_same && i < last->slot_count; i++) {
        is_same = strcmp(last->slots[i].matrix.name, values->slots[i + 1].matrix.name) == 0;
    }
    return is_same;
}

static size_t check_last_lines(struct session *session, struct arena *arena) {
    struct desk desk;
    size_t found = 0;
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        session_go_to(session, step);
        const struct canvas canvas = desk_canvas(&desk, session, arena);
        struct equation formula =
            equation_create(canvas.moment, session_shown_operation(session), NULL);
        struct filled values = filled_equation_create(&formula);
        struct filled_term last;
        if (filled_term_create_last(&last, &values)) {
            EXPECT(!repeats(&last.values, &values));
            found++;
        }
    }
    return found;
}

/* What the last operator's operands are worth is not what stands above it already. */
static void the_last_line_says_something_new(void) {
    size_t found = 0;
    for (size_t lesson = 0; lesson < VIEW_LESSONS; lesson++) {
        for (size_t notation = 0; notation < notations.count; notation++) {
            struct session *session =
                view_session(shared, fixture_lesson(shared, root, view_lesson_paths[lesson]),
                             &notations, notation);
            struct arena *arena = arena_create();
            found += check_last_lines(session, arena);
            arena_destroy(arena);
            session_destroy(session);
        }
    }
    EXPECT(found > 100);
}

/* ---- the element in question ---- */

/* Where it goes: the cell of the target is marked as those are that it is made of. */
static void the_result_is_marked(void) {
    struct session *session = view_session(
        shared, fixture_lesson(shared, root, "tests/lessons/four-equations.json"), &notations, 0);
    session_set_level(session, LEVEL_ELEMENT);
    size_t found = 0;
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        session_go_to(session, step);
        struct desk desk;
        const struct canvas canvas = desk_canvas(&desk, session, shared);
        struct equation formula =
            equation_create(canvas.moment, session_shown_operation(session), NULL);
        const struct focus *focus = canvas.moment->focus;
        struct filled values = filled_equation_create(&formula);
        const struct filled_matrix *target = &values.slots[0].matrix;
        bool is_its = target->lit.row == focus->row && target->lit.column == focus->column &&
                      target->lit.row_end == focus->row + 1;
        EXPECT(!target->is_lit || is_its);
        found += target->is_lit;
    }
    printf("# %zu of %ld operations\n", found, session_program(session)->operation_count);
    EXPECT(found > 15);
    session_destroy(session);
}

/* ---- arithmetic ---- */

/* A line on the board; dots are left alone. */
static size_t check_line(const char *line) {
    enum second_verdict verdict = second_judge(line);
    if (verdict == SECOND_FALSE || (verdict == SECOND_NOT_READ && strstr(line, "⋯") == NULL)) {
        test_failures++;
        printf("# %s\n", line);
    }
    return verdict != SECOND_NOT_READ;
}

/* Each "row 1, column 2: …" of the board. */
static size_t check_elements(const struct session *session, struct arena *arena) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    struct rect board = stage_layout(session, size).board;
    struct text_builder line;
    text_begin(&line, arena);
    bool is_inside = false;
    size_t checked = 0;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        if (item->kind != SCENE_TEXT || !rect_meets(item->bounds, board)) {
            continue;
        }
        if (strcmp(item->text, "row") == 0 || strncmp(item->text, "⋮", strlen("⋮")) == 0) {
            checked += is_inside ? check_line(line.bytes) : 0;
            is_inside = false;
        } else if (item->text[strlen(item->text) - 1] == ':') {
            is_inside = true;
            text_begin(&line, arena);
        } else if (is_inside) {
            text_append_format(&line, "%s%s", line.length > 0 ? " " : "", item->text);
        }
    }
    return checked + (is_inside ? check_line(line.bytes) : 0);
}

/* Element by element, what is written can be reckoned after it. */
static void elements_add_up_as_shown(void) {
    size_t checked = 0;
    for (size_t lesson = 0; lesson < VIEW_LESSONS; lesson++) {
        for (size_t notation = 0; notation < notations.count; notation++) {
            struct session *session =
                view_session(shared, fixture_lesson(shared, root, view_lesson_paths[lesson]),
                             &notations, notation);
            struct arena *arena = arena_create();
            for (long step = 1; step <= session_program(session)->operation_count; step++) {
                session_go_to(session, step);
                const struct operation *operation = session_shown_operation(session);
                for (size_t form = 0; form < operation->form_count; form++) {
                    session_apply(session, ACTION_FORM);
                    bool is_element = operation->forms[form].kind == FORM_ELEMENT;
                    checked += is_element ? check_elements(session, arena) : 0;
                }
            }
            arena_destroy(arena);
            session_destroy(session);
        }
    }
    printf("# %zu elements\n", checked);
    EXPECT(checked > 300);
}

/* ---- the long way ---- */

/* "i = 1": the letter is that of the notation. */
static bool is_summand(const char *name) {
    return name[0] != '\0' && strncmp(name + 1, " = ", 3) == 0;
}

/* Adds up what stands under "i = 1", "i = 2"; returns how many there are. */
static size_t add_summands(const struct filled *values, struct matrix *sum) {
    size_t count = 0;
    for (size_t i = 1; i < values->slot_count; i++) {
        const struct filled_matrix *matrix = &values->slots[i].matrix;
        bool is_one = is_summand(matrix->name);
        for (size_t e = 0; is_one && e < sum->rows * sum->columns; e++) {
            sum->values[e] += matrix->value.values[e];
        }
        count += is_one;
    }
    return count;
}

/* A sum over a letter is shown as its summands: four samples, four of them, and together the
 * result. */
static void sums_show_their_summands(void) {
    const struct lesson *lesson = fixture_lesson(shared, root, "tests/lessons/xor.json");
    size_t notation = 0;
    while (strcmp(notations.items[notation]->id, lesson->notation) != 0) {
        notation++;
    }
    struct session *session = view_session(shared, lesson, &notations, notation);
    struct desk desk;
    size_t found = 0;
    for (long step = 1; step <= session_program(session)->operation_count; step++) {
        session_go_to(session, step);
        const struct operation *operation = session_shown_operation(session);
        session_apply(session, ACTION_FORM);
        size_t form = session_shown_form(session);
        if (form == 0 || operation->forms[form - 1].kind != FORM_LONG) {
            continue;
        }
        const struct canvas canvas = desk_canvas(&desk, session, shared);
        struct equation formula = equation_create(canvas.moment, operation, NULL);
        struct filled values = filled_equation_create(&formula);
        struct matrix result = values.slots[0].matrix.value;
        double sum[64] = {0};
        struct matrix total = {result.rows, result.columns, sum};
        size_t count = values.has_summands ? add_summands(&values, &total) : 0;
        const struct print_piece *piece = &values.slots[values.slot_count - 1].piece;
        bool is_all = strncmp(formula.tex + piece->begin - 2, "= ", 2) == 0 &&
                      formula.tex[piece->end] == '\0'; /* the sum is all of the right side */
        for (size_t e = 0; count > 0 && is_all && e < result.rows * result.columns; e++) {
            EXPECT_NEAR(sum[e], result.values[e], 1e-12);
        }
        EXPECT(count == 0 || count == 4);
        found += count > 0 && is_all;
    }
    EXPECT(found > 0);
    session_destroy(session);
}

static bool stands(const struct scene *scene, const char *text) {
    bool is_found = false;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        is_found = is_found || (item->kind == SCENE_TEXT && strstr(item->text, text) != NULL);
    }
    return is_found;
}

static const struct {
    struct stage_size size;
    int scale;
} beginnings[] = {{{1920, 1080}, 100}, {{700, 900}, 100}, {{700, 900}, TEXT_SCALE_PROJECTOR}};

/* Each word of the goal, and what a hyphen parts, where a line may break, is somewhere in the
 * picture, and the minutes are, also in a narrow window for a hall. */
static void check_beginning(const char *path, enum language language, size_t which) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct session *session = view_session(arena, lesson, &notations, 0);
    session_set_language(session, language);
    session_set_text_scale(session, beginnings[which].scale);
    struct scene scene;
    stage_build(session, beginnings[which].size, &view_fake_metrics, arena, &scene);
    const char *unit = language == LANGUAGE_CHINESE ? "分钟" : "minutes";
    bool is_whole = stands(&scene, text_format(arena, "%d %s", lesson->minutes, unit));
    char *goal =
        arena_copy_text(arena, lesson->goal.in[language], strlen(lesson->goal.in[language]));
    for (const char *word = strtok(goal, " -"); word != NULL && language == LANGUAGE_ENGLISH;
         word = strtok(NULL, " -")) {
        is_whole = is_whole && stands(&scene, word);
    }
    if (!is_whole) {
        test_failures++;
        printf("# %s, %d pixels wide at %d %%: goal or minutes are not on the board\n", path,
               beginnings[which].size.width, beginnings[which].scale);
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void the_beginning_says_what_for(void) {
    enum { MOST_LESSONS = 128 };
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count * LANGUAGE_COUNT * TEST_COUNT(beginnings); i++) {
        check_beginning(paths[i / LANGUAGE_COUNT / TEST_COUNT(beginnings)],
                        (enum language)(i / TEST_COUNT(beginnings) % LANGUAGE_COUNT),
                        i % TEST_COUNT(beginnings));
    }
}

/* ---- what is lit ---- */

/* The ground of a lit number is a little wider than the widest of its column, on both sides. */
static void lit_numbers_have_a_ground(void) {
    struct session *session =
        view_session(shared, fixture_lesson(shared, root, "tests/lessons/xor.json"), &notations, 0);
    const color_argb ground = theme_fade(
        theme_get(session_settings(session)->theme)->colors[COLOR_WEIGHT], THEME_CELL_PLATE);
    session_set_level(session, LEVEL_ELEMENT);
    size_t count = 0;
    for (long step = 0; step < session_program(session)->operation_count; step++) {
        session_go_to(session, step);
        session_apply(session, ACTION_NEXT);
        struct scene scene;
        stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, shared, &scene);
        for (size_t i = 0; i + 1 < scene.count; i++) {
            const struct scene_item *box = &scene.items[i], *text = &scene.items[i + 1];
            bool is_one = box->kind == SCENE_BOX && box->color == ground && box->stroke == 0 &&
                          text->kind == SCENE_TEXT && view_is_within(text->bounds, box->bounds);
            count += is_one;
            float left = text->bounds.x - box->bounds.x;
            float right = box->bounds.x + box->bounds.width - text->bounds.x - text->bounds.width;
            EXPECT(!is_one || (left > 0.15F * text->size && right > 0.15F * text->size));
        }
    }
    printf("# %zu grounds\n", count);
    EXPECT(count > 30);
    session_destroy(session);
}

/* ---- products in two lines ---- */

static size_t lone_dots(const struct session *session, struct stage_size at) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, at, &view_fake_metrics, arena, &scene);
    struct rect board = stage_layout(session, at).board;
    struct rect strip = view_strip(&scene, board);
    size_t count = 0;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        count += item->kind == SCENE_TEXT && strcmp(item->text, "·") == 0 &&
                 view_is_within(item->bounds, board) && item->bounds.y < strip.y;
    }
    arena_destroy(arena);
    return count;
}

/* A product that is written without a sign has one where its line is broken. */
static void a_broken_product_has_a_sign(void) {
    static const struct stage_size sizes[] = {
        {1280, 720}, {1024, 768}, {800, 600}, {640, 480}, {480, 360}};
    size_t count = 0;
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = view_session(
            shared, fixture_lesson(shared, root, "tests/lessons/delta/deep.json"), &notations, n);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            for (size_t k = 0; k < TEST_COUNT(sizes); k++) {
                count += lone_dots(session, sizes[k]);
            }
        }
        session_destroy(session);
    }
    printf("# %zu signs\n", count);
    EXPECT(count > 0);
}

/* Hundreds of fits are tried for a plan; what one of them takes is given back before the next. The
 * rest, as formulas that were read, is less than a megabyte. */
static void a_plan_takes_little_memory(void) {
    enum { MOST_BYTES = 1024 * 1024 };
    struct session *session = view_session(
        shared, fixture_lesson(shared, root, "tests/lessons/delta/deep.json"), &notations, 0);
    session_set_decimals(session, 12);
    session_set_text_scale(session, 150);
    struct arena *pictures = arena_create();
    struct arena *arena = arena_create();
    struct scene scene;
    struct stage stage;
    stage_begin(&stage, session, (struct stage_size){1280, 720}, &view_fake_metrics, &scene,
                pictures);
    struct board_planning *planning = ARENA_NEW(arena, struct board_planning);
    const struct rect board = stage.layout.board;
    board_planning_begin(planning, &stage.canvas, arena, board.width, 0.7F * board.height);
    struct board_plan usual = {0}, plan = {0};
    const size_t before = arena_used(arena);
    board_planning_find(planning, &usual);
    const struct board_growth growth = {.enough = BOARD_HALL_ENOUGH, .most = INFINITY};
    board_hall_find(planning, planning, &usual, growth, &plan);
    board_steady_raise_strip(planning, &plan);
    const size_t used = arena_used(arena) - before;
    printf("# %zu KiB for a plan\n", used / 1024);
    EXPECT(plan.number > 0);
    EXPECT(used < MOST_BYTES);
    arena_destroy(arena);
    arena_destroy(pictures);
    session_destroy(session);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"numbers keep their places from element to element", numbers_keep_their_places},
        {"the last line says something new", the_last_line_says_something_new},
        {"the result is marked", the_result_is_marked},
        {"elements add up as shown", elements_add_up_as_shown},
        {"sums show their summands", sums_show_their_summands},
        {"the beginning says what the lesson is for", the_beginning_says_what_for},
        {"what is lit has a ground", lit_numbers_have_a_ground},
        {"a product that is broken has a sign", a_broken_product_has_a_sign},
        {"a plan takes little memory", a_plan_takes_little_memory},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
