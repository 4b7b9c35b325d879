/* Two formulas under each other stand in columns: what is the same begins at the same place, what
 * one of them leaves out is a gap in it that nothing reaches into. */
#include "ask_fixture.h"

#include "session/ask/asking.h"
#include "view/panel/question/question_columns.h"

enum { MOST_COLUMNS = 8 };

static const char *root;

/* Which formula is set with which columns, as pieces of its TeX; "": the column is empty there. */
struct example {
    const char *tex[2];
    struct {
        enum difference_kind kind;
        const char *pieces[2];
    } columns[MOST_COLUMNS];
    size_t count;
    size_t begin; /* of the right side, in both */
};

static struct columns_side side_of(struct arena *arena, const struct example *example,
                                   size_t side) {
    const struct math_options options = {.font = view_fake_metrics.math, .size = 40};
    const char *tex = example->tex[side];
    struct columns_bytes *bytes = ARENA_ARRAY(arena, struct columns_bytes, MOST_COLUMNS);
    size_t from = 0;
    for (size_t k = 0; k < example->count; k++) {
        const char *piece = example->columns[k].pieces[side];
        const char *found = *piece != '\0' ? strstr(tex + from, piece) : NULL;
        size_t begin = found != NULL ? (size_t)(found - tex) : 0;
        EXPECT(*piece == '\0' || found != NULL);
        bytes[k] = (struct columns_bytes){begin, begin + strlen(piece)};
        from = found != NULL ? bytes[k].end : from;
    }
    const struct math_list *list = math_parse(arena, tex, strlen(tex), NULL);
    return (struct columns_side){tex, example->begin, math_set(arena, list, &options), bytes};
}

static struct columns_set align(struct arena *arena, const struct example *example) {
    struct difference_column *columns = ARENA_ARRAY(arena, struct difference_column, MOST_COLUMNS);
    for (size_t k = 0; k < example->count; k++) {
        columns[k].kind = example->columns[k].kind;
    }
    const struct difference difference = {columns, example->count};
    const struct columns_side sides[2] = {side_of(arena, example, 0), side_of(arena, example, 1)};
    return question_columns_align(arena, &difference, sides);
}

static float left_of(const struct columns_set *set, size_t side, size_t column) {
    return set->extents[side][column].left;
}

static bool is_near(float a, float b) {
    return a > b - 0.01F && a < b + 0.01F;
}

/* Nothing of a formula is between two places. */
static bool is_free(const struct math_box *box, struct columns_extent extent) {
    for (size_t i = 0; i < box->part_count; i++) {
        const struct math_part *part = &box->parts[i];
        if (part->x + part->width > extent.left + 0.01F && part->x < extent.right - 0.01F) {
            return false;
        }
    }
    return true;
}

static void test_missing(void) {
    static const struct example examples[] = {
        {{"w - \\eta \\cdot x", "w - x"},
         {{DIFFERENCE_SAME, {"w", "w"}},
          {DIFFERENCE_MISSING, {"\\eta", ""}},
          {DIFFERENCE_SAME, {"x", "x"}}},
         3,
         0},
        {{"x", "w - \\eta \\cdot x"},
         {{DIFFERENCE_EXTRA, {"", "w"}},
          {DIFFERENCE_EXTRA, {"", "\\eta"}},
          {DIFFERENCE_SAME, {"x", "x"}}},
         3,
         0},
        {{"abcde \\odot x", "c \\odot x"},
         {{DIFFERENCE_OTHER, {"abcde", "c"}}, {DIFFERENCE_SAME, {"x", "x"}}},
         2,
         0},
        {{"(abc)d", "(c)d"},
         {{DIFFERENCE_MISSING, {"ab", ""}},
          {DIFFERENCE_SAME, {"c", "c"}},
          {DIFFERENCE_SAME, {"d", "d"}}},
         3,
         0},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < TEST_COUNT(examples); i++) {
        const struct example *example = &examples[i];
        const struct columns_set set = align(arena, example);
        for (size_t k = 0; k < example->count; k++) {
            enum difference_kind kind = example->columns[k].kind;
            if (kind == DIFFERENCE_MISSING || kind == DIFFERENCE_EXTRA) {
                size_t side = kind == DIFFERENCE_MISSING ? 0 : 1;
                EXPECT(left_of(&set, side, k) < set.extents[side][k].right);
                EXPECT(is_free(&set.boxes[1 - side], set.extents[side][k]));
            } else {
                EXPECT(is_near(left_of(&set, 0, k), left_of(&set, 1, k)));
            }
        }
        for (size_t side = 0; side < 2; side++) {
            const struct math_part *last = &set.boxes[side].parts[set.boxes[side].part_count - 1];
            EXPECT(last->x + last->width <= set.boxes[side].width + 0.01F);
        }
    }
    arena_destroy(arena);
}

/* What stands to the left of "=" stays, its brackets too. */
static void test_left_side(void) {
    static const struct example example = {
        {"d^{[2]} = x", "d^{[2]} = -x"}, {{DIFFERENCE_SAME, {"x", "x"}}}, 1, 7};
    struct arena *arena = arena_create();
    const struct columns_set set = align(arena, &example);
    const struct columns_side before = side_of(arena, &example, 0);
    size_t count = 0;
    for (size_t i = 0; i < before.box.part_count; i++) {
        const struct math_part *part = &before.box.parts[i];
        if (part->begin < example.begin) {
            count++;
            EXPECT(is_near(part->x, set.boxes[0].parts[i].x));
        }
    }
    EXPECT_INT(count, 4);
    EXPECT(is_near(left_of(&set, 0, 0), left_of(&set, 1, 0)));
    EXPECT(left_of(&set, 0, 0) > before.box.parts[before.box.part_count - 1].x);
    arena_destroy(arena);
}

/* The bar is as long as what is moved apart below and above it. */
static void test_bar(void) {
    static const struct example example = {{"\\frac{a b}{m} d", "\\frac{ccccc b}{m} d"},
                                           {{DIFFERENCE_OTHER, {"a", "ccccc"}},
                                            {DIFFERENCE_SAME, {"b", "b"}},
                                            {DIFFERENCE_SAME, {"d", "d"}}},
                                           3,
                                           0};
    struct arena *arena = arena_create();
    const struct columns_set set = align(arena, &example);
    for (size_t k = 1; k < 3; k++) {
        EXPECT(is_near(left_of(&set, 0, k), left_of(&set, 1, k)));
    }
    for (size_t i = 0; i < set.boxes[0].part_count; i++) {
        const struct math_part *part = &set.boxes[0].parts[i];
        if (part->kind == MATH_RULE) {
            EXPECT(part->x + part->width >= set.extents[0][1].right - 0.5F);
        }
    }
    arena_destroy(arena);
}

/* What changes places is not moved. */
static void test_crossed(void) {
    static const struct example example = {{"a b", "b a"}, {{DIFFERENCE_SAME, {"a", "a"}}}, 1, 0};
    struct arena *arena = arena_create();
    const struct difference_column columns[2] = {{DIFFERENCE_SAME, 0, 0}, {DIFFERENCE_SAME, 1, 1}};
    const struct difference difference = {columns, 2};
    const struct columns_bytes bytes[2][2] = {{{0, 1}, {2, 3}}, {{2, 3}, {0, 1}}};
    struct columns_side sides[2] = {side_of(arena, &example, 0), side_of(arena, &example, 1)};
    sides[0].bytes = bytes[0];
    sides[1].bytes = bytes[1];
    const struct columns_set set = question_columns_align(arena, &difference, sides);
    EXPECT(left_of(&set, 1, 1) >= 0 && left_of(&set, 1, 1) < left_of(&set, 1, 0));
    arena_destroy(arena);
}

/* ---- in the picture ---- */

static const struct stage_size sizes[] = {{1280, 720}, {1920, 1080}};

/* A dashed line of what is left out, or one of the two words beside the formulas. */
static bool is_beside(const struct scene_item *item) {
    const struct theme *theme = theme_get(THEME_DARK);
    const char *words[] = {string_get(LANGUAGE_ENGLISH, STRING_ANSWER_RIGHT_FORMULA),
                           string_get(LANGUAGE_ENGLISH, STRING_ANSWER_YOUR_FORMULA)};
    bool is_word = item->kind == SCENE_TEXT &&
                   (strcmp(item->text, words[0]) == 0 || strcmp(item->text, words[1]) == 0);
    return is_word || (item->kind == SCENE_LINE && item->dash > 0 && item->bounds.height == 0 &&
                       item->color == theme->colors[COLOR_BAD]);
}

static struct rect extent_of(const struct scene_item *item) {
    return item->kind == SCENE_TEXT ? item->bounds : scene_item_extent(item);
}

static size_t check_picture(struct session *session, struct stage_size size, const char *typed) {
    struct arena *arena = arena_create();
    struct scene scene;
    size_t found = 0;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    for (size_t i = 0; i < scene.count; i++) {
        found += is_beside(&scene.items[i]);
        for (size_t k = 0; k < scene.count && is_beside(&scene.items[i]); k++) {
            if (scene.items[k].kind == SCENE_MATH &&
                rect_meets(extent_of(&scene.items[i]), scene.items[k].bounds)) {
                printf("# %s, %d wide: item %zu meets %zu\n", typed, size.width, i, k);
                test_failures++;
            }
        }
    }
    arena_destroy(arena);
    return found;
}

/* The numbers of all mistakes that can be made at a question: both formulas stand free. */
static size_t check_mistakes(struct arena *arena, struct session *session,
                             const struct mistakes *mistakes) {
    const struct asked *asked = session_ask_now(session);
    size_t found = 0;
    asking_record(session);
    const size_t cell[2] = {(size_t)asked->subject.quantity.row + 1,
                            (size_t)asked->subject.quantity.column + 1};
    const struct candidates all =
        candidates_create(arena, session_ask_recording(session), mistakes, cell);
    for (size_t i = 0; i < all.count; i++) {
        const char *typed = fixture_typed(arena, all.items[i].value);
        session_ask_enter(session);
        session_ask_type(session, typed);
        session_ask_check(session);
        for (size_t k = 0; k < TEST_COUNT(sizes); k++) {
            found += check_picture(session, sizes[k], typed);
        }
    }
    return found;
}

static void test_free(void) {
    static const char *const lessons[] = {"lessons/ladder/01-one-neuron.json",
                                          "lessons/four/06-four-equations.json"};
    struct arena *arena = arena_create();
    const struct view_notations notations = view_notations_read(arena, root);
    const struct mistakes *mistakes = fixture_mistakes(arena, root);
    size_t found = 0;
    for (size_t i = 0; i < TEST_COUNT(lessons); i++) {
        const struct lesson *lesson = fixture_lesson(arena, root, lessons[i]);
        struct session *session = ask_session(arena, lesson, &notations,
                                              ask_notation(&notations, lesson->notation), mistakes);
        for (long step = 0; step >= 0; step = script_next(session_script(session), step)) {
            session_go_to(session, step);
            if (session_ask_is_open(session) && session_ask_now(session)->kind == QUESTION_VALUE) {
                found += check_mistakes(arena, session, mistakes);
            }
        }
        session_destroy(session);
    }
    printf("# %zu words and lines beside formulas\n", found);
    EXPECT(found > 100);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    view_open_font(root);
    static const struct test tests[] = {
        {"what is the same is in one column, and gaps are free", test_missing},
        {"the left side stays", test_left_side},
        {"a bar grows with what is moved", test_bar},
        {"what changes places stays", test_crossed},
        {"in the picture nothing meets the two formulas", test_free},
    };
    return test_run(tests, TEST_COUNT(tests));
}
