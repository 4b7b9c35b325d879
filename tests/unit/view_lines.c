/* What the network's lines look like: every shipped lesson in its own notation, at every step of
 * its first iteration, in a small window and for a hall; and in every other notation, both
 * languages, other windows and scales in turn.
 *
 *     view_lines SOURCE_ROOT
 *
 * prints how much was looked at. */
#include "view_panel_fonts.h"

#include <math.h>

enum { MOST_LESSONS = 128, MOST_STEPS = 128, MOST_FAULTS = 12 };
enum { RGB = 0xFFFFFF };

static const struct {
    struct stage_size size;
    int scale;
} windows[] = {{{1280, 720}, 100},  {{1920, 1080}, TEXT_SCALE_PROJECTOR},
               {{3840, 2160}, 100}, {{1280, 720}, TEXT_SCALE_PROJECTOR},
               {{1366, 768}, 125},  {{1600, 1200}, 175},
               {{1024, 600}, 75},   {{1200, 1500}, 100}};
enum { OWN_WINDOWS = 2 };

/* A picture that is looked at. */
struct seen {
    const char *lesson, *notation;
    long step;
    size_t window;
};

static size_t lines, frames, on_lines;
static size_t on_many[TEST_COUNT(windows)];
static size_t with_numbers[TEST_COUNT(windows)];

static void fail(const struct seen *seen, const char *what) {
    test_failures++;
    printf("# %s in %s, step %ld, %d pixels wide, %d %%: %s\n", seen->lesson, seen->notation,
           seen->step, windows[seen->window].size.width, windows[seen->window].scale, what);
}

static bool is_alike(const struct panel *panel, color_argb color, enum role role) {
    return (color & RGB) == (canvas_color(&panel->canvas, theme_role_color(role)) & RGB);
}

static bool is_of_edge(const struct panel *panel, const struct scene_item *item) {
    return item->quantity.tensor >= 0 && item->quantity.row >= 0 &&
           (panel->touch.program->tensors[item->quantity.tensor].role == ROLE_WEIGHT ||
            panel->touch.program->tensors[item->quantity.tensor].role == ROLE_WEIGHT_GRADIENT);
}

/* The hue of its role, whatever its sign: that is the dash, and dots are 0. */
static void look_at_line(const struct seen *seen, const struct panel *panel,
                         const struct scene_item *item) {
    const float dot = 4;
    double value = touch_value(&panel->touch, item->quantity);
    lines++;
    if (!is_alike(panel, item->color, ROLE_WEIGHT)) {
        fail(seen, "a line has not the color of its role");
    }
    if (isfinite(value) && ((value > 0) != (item->dash <= 0) ||
                            (value == 0 && item->dash >= dot * panel->layout.unit))) {
        fail(seen, "a line has not the dash of its sign");
    }
}

/* A frame around a number has the color of that. */
static void look_at_frame(const struct seen *seen, const struct panel *panel, size_t index) {
    const struct scene_item *text = &panel->scene.items[index];
    const struct scene_item *frame = text - 1;
    if (index > 0 && frame->kind == SCENE_BOX && frame->stroke > 0) {
        frames++;
        if (!is_alike(panel, frame->stroke_color,
                      panel->touch.program->tensors[text->quantity.tensor].role)) {
            fail(seen, "the frame of a number has not the color of its role");
        }
    }
}

/* How many of the edges that are lit run through it; of a crowd, also of those that are faint. */
static size_t count_crossing(const struct panel *panel, struct rect rect, bool with_faint) {
    struct network_edge edges[NETWORK_MOST_EDGES];
    size_t crossing = 0;
    for (size_t layer = 1; layer < panel->drawing.layout.column_count; layer++) {
        size_t count = network_edges_of(&panel->drawing, layer, edges);
        for (size_t i = 0; i < count; i++) {
            crossing += edges[i].is_lit && (edges[i].is_full || with_faint) &&
                        network_edge_crosses(&edges[i], rect);
        }
    }
    return crossing;
}

/* What the numbers on lines are stands above these, between the names of their two layers. */
static void look_at_head(const struct seen *seen, const struct panel *panel) {
    const struct network_layout *layout = &panel->drawing.layout;
    const float bottom =
        layout->captions.y + layout->captions.height + LAYOUT_LINE * panel->layout.small;
    size_t numbers = 0, heads = 0;
    for (size_t i = 0; i < panel->scene.count; i++) {
        const struct scene_item *item = &panel->scene.items[i];
        const int tensor = item->quantity.tensor;
        numbers += item->kind == SCENE_TEXT && is_of_edge(panel, item);
        const enum role role =
            tensor >= 0 ? panel->touch.program->tensors[tensor].role : ROLE_COUNT;
        if (item->kind != SCENE_MATH || item->bounds.y > bottom ||
            (role != ROLE_WEIGHT && role != ROLE_WEIGHT_GRADIENT)) {
            continue; /* the bias or the target of a unit that is high up */
        }
        const int layer = panel->touch.program->tensors[tensor].layer;
        const float x = item->bounds.x + item->bounds.width / 2;
        heads++;
        if (x < layout->columns[layer - 1].x || x > layout->columns[layer].x) {
            fail(seen, "a name is above other lines");
        }
        if (count_crossing(panel, item->bounds, false) > 0) {
            fail(seen, "a line runs through the name above it");
        }
    }
    if (numbers > 0 && heads == 0) {
        fail(seen, "numbers on lines have no name above");
    }
    with_numbers[seen->window] += numbers > 0;
}

/* ---- what lies on lines ---- */

/* Something that no line shines through was drawn before the text, around its figures: a disc, or a
 * plate. */
static bool has_ground(const struct panel *panel, size_t index) {
    enum { OPAQUE = 0xE0 };
    const struct rect text = panel->scene.items[index].bounds;
    const float y = text.y + text.height / 2;
    for (size_t i = index; i-- > 0;) {
        const struct scene_item *item = &panel->scene.items[i];
        const struct rect at = item->bounds;
        bool is_ground =
            (item->kind == SCENE_BOX || item->kind == SCENE_DISC) && (item->color >> 24) >= OPAQUE;
        if (item->kind == SCENE_LINE) {
            return false;
        }
        if (is_ground && at.x <= text.x + 1 && at.x + at.width >= text.x + text.width - 1 &&
            at.y <= y && at.y + at.height >= y) {
            return true;
        }
    }
    return false;
}

static void look_at_crossings(const struct seen *seen, const struct panel *panel) {
    for (size_t i = 0; i < panel->scene.count; i++) {
        const struct scene_item *item = &panel->scene.items[i];
        bool is_number = i > 0 && item[-1].kind == SCENE_BOX && item[-1].stroke > 0 &&
                         item->kind == SCENE_TEXT && is_of_edge(panel, item);
        bool is_text = (item->kind == SCENE_TEXT || item->kind == SCENE_MATH) &&
                       rect_meets(item->bounds, panel->drawing.layout.middle);
        if (is_number) {
            on_many[seen->window] += count_crossing(panel, item[-1].bounds, true) != 1;
        }
        if (is_text && count_crossing(panel, item->bounds, false) > 0) {
            on_lines++;
            if (!has_ground(panel, i)) {
                fail(seen, "a line that is lit runs through a text");
            }
        }
    }
}

static void look(const struct seen *seen, const struct session *session) {
    struct panel panel;
    panel_open(&panel, session, windows[seen->window].size);
    for (size_t i = 0; i < panel.scene.count && test_failures < MOST_FAULTS; i++) {
        const struct scene_item *item = &panel.scene.items[i];
        if (item->kind == SCENE_LINE && is_of_edge(&panel, item)) {
            look_at_line(seen, &panel, item);
        } else if (item->kind == SCENE_TEXT && is_of_edge(&panel, item)) {
            look_at_frame(seen, &panel, i);
        }
    }
    look_at_head(seen, &panel);
    look_at_crossings(seen, &panel);
    panel_close(&panel);
}

static void look_in(struct seen *seen, struct session *session, size_t window) {
    session_set_text_scale(session, windows[window].scale);
    seen->window = window;
    look(seen, session);
}

/* In its own notation in the windows that are counted, otherwise in the next one. */
static void look_through(struct arena *arena, const char *path, size_t notation) {
    static size_t next;
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct session *session = view_session(arena, lesson, &notations, notation);
    struct seen seen = {path, notations.items[notation]->id, 0, 0};
    bool is_own = notation == notation_of(lesson);
    const long steps = session_program(session)->operation_count;
    for (; seen.step <= steps && seen.step < MOST_STEPS; seen.step++) {
        session_go_to(session, seen.step);
        for (size_t window = 0; is_own && window < OWN_WINDOWS; window++) {
            session_set_language(session, LANGUAGE_ENGLISH);
            look_in(&seen, session, window);
        }
        next++;
        session_set_language(session, (enum language)(next % LANGUAGE_COUNT));
        look_in(&seen, session, OWN_WINDOWS + next % (TEST_COUNT(windows) - OWN_WINDOWS));
    }
    session_destroy(session);
}

static void test_lines(void) {
    struct arena *arena = arena_create();
    const char *lessons[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, lessons, MOST_LESSONS);
    for (size_t i = 0; i < count * notations.count && test_failures < MOST_FAULTS; i++) {
        look_through(arena, lessons[i / notations.count], i % notations.count);
    }
    printf("# %zu lines, %zu numbers on them\n", lines, frames);
    for (size_t i = 0; i < TEST_COUNT(windows); i++) {
        printf("# %d pixels wide: %zu pictures with numbers on lines, %zu "
               "numbers on more than one line\n",
               windows[i].size.width, with_numbers[i], on_many[i]);
    }
    EXPECT(lines > 10000 && frames > 600 && on_lines > 100);
    arena_destroy(arena);
}

static void test_known(void) {
    for (size_t i = 0; i < TEST_COUNT(windows); i++) {
        EXPECT(i >= OWN_WINDOWS ||
               with_numbers[i] >= 90); /* one must not gain by leaving them out */
        EXPECT_INT((long)on_many[i], 0);
    }
}

/* ---- names of any length and writing ---- */

static const char named[] =
    "{\"format\": 1, \"title\": \"names\", \"notation\": \"four\", \"network\": {\"inputs\": ["
    "\"温度与湿度的综合指标很长的名字一二\", \"درجة الحرارة القصوى\", \"तापमान अधिकतम मान क्षेत्र\", "
    "\"an_input_name_that_has_forty_letters_xyz\"], \"layers\": [{\"units\": 3, \"activation\": "
    "\"tanh\"}, {\"units\": 2, \"activation\": \"sigmoid\"}]}, \"data\": {\"inputs\": [[1, 0.5, "
    "-1, 2]], \"targets\": [[0, 1]]}, \"loss\": \"half_square\", \"learning_rate\": 0.5}";

static bool is_word(const struct scene_item *item) {
    return (item->kind == SCENE_TEXT || item->kind == SCENE_MATH) && item->bounds.width > 0;
}

/* What a text takes: lines are higher than what is written in them. */
static struct rect ink_of(const struct scene_item *item) {
    const float spare = item->kind == SCENE_TEXT ? 0.25F * item->bounds.height : 0;
    return (struct rect){item->bounds.x + 1, item->bounds.y + spare, item->bounds.width - 2,
                         item->bounds.height - 2 * spare};
}

/* No two texts of the panel meet, none leaves it, and each input has some of its name. */
static void look_at_names(const struct seen *seen, const struct session *session) {
    struct panel panel;
    panel_open(&panel, session, windows[seen->window].size);
    const struct scene *scene = &panel.scene;
    const char *const *names = panel.touch.program->lesson->network.input_names;
    size_t begun = 0;
    for (size_t i = 0; i < scene->count; i++) {
        if (!is_word(&scene->items[i])) {
            continue;
        }
        const struct rect ink = ink_of(&scene->items[i]), all = panel.layout.network;
        for (size_t k = 0; k < i; k++) {
            if (is_word(&scene->items[k]) && rect_meets(ink_of(&scene->items[k]), ink) &&
                scene->items[k].formula != scene->items[i].formula) {
                fail(seen, "two texts meet");
            }
        }
        if (ink.x < all.x || ink.x + ink.width > all.x + all.width) {
            fail(seen, "a text leaves the panel");
        }
        for (size_t k = 0; k < 4 && scene->items[i].kind == SCENE_TEXT; k++) {
            begun += strncmp(scene->items[i].text, names[k], 3) == 0;
        }
    }
    if (begun < 4) {
        fail(seen, "an input has no name");
    }
    panel_close(&panel);
}

static void test_names(void) {
    const struct lesson *lesson = fixture_lesson_of_text(shared, "names", named, strlen(named));
    for (size_t i = 0; i < notations.count; i++) {
        struct session *session = view_session(shared, lesson, &notations, i);
        struct seen seen = {"names", notations.items[i]->id, 0, 0};
        for (; seen.step <= session_program(session)->operation_count; seen.step++) {
            session_go_to(session, seen.step);
            session_set_language(session, (enum language)(seen.step % LANGUAGE_COUNT));
            for (seen.window = 0; seen.window < TEST_COUNT(windows); seen.window++) {
                session_set_text_scale(session, windows[seen.window].scale);
                look(&seen, session);
                look_at_names(&seen, session);
            }
        }
        session_destroy(session);
    }
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"lines have the color of their role, and none runs through words", test_lines},
        {"numbers on lines have a name above, and one line each", test_known},
        {"names of any length and writing", test_names},
    };
    return panel_tests_run_in_fonts(count, arguments, tests, TEST_COUNT(tests));
}
