/* For a hall: what never gives way, however large the text. Every shipped lesson in its own
 * notation, every step of its first iteration.
 *
 *     view_projector SOURCE_ROOT
 */
#include "font_set_fixture.h"
#include "view_fixture.h"

#include "session/session_look.h"
#include "view/network/network_layout.h"

enum { MOST_LESSONS = 128, SMALL = 6, MOST_MESSAGES = 40 };
static const struct stage_size windows[] = {
    {1280, 720}, {1366, 768}, {1600, 1200}, {1920, 1080}, {3840, 2160}};
/* Pictures that do not hold yet: these become fewer. */
enum { KNOWN_FOLDED = 34, KNOWN_WITHOUT_MAP = 35 };
enum { EVERY = FIXTURE_IS_SANITIZED ? 7 : 1 };

static const char *root;
static struct text_metrics metrics;
static struct view_notations notations;
static const char *paths[MOST_LESSONS];
static size_t path_count;

/* ---- a lesson, a picture ---- */

struct seen {
    struct scene scene;
    struct layout layout;
    struct rect strip;
    struct arena *arena;
};

static struct seen look(struct session *session, struct stage_size size, int scale) {
    struct seen seen = {.arena = arena_create()};
    session_set_text_scale(session, scale);
    stage_build(session, size, &metrics, seen.arena, &seen.scene);
    seen.layout = stage_layout(session, size);
    seen.strip = view_strip(&seen.scene, seen.layout.board);
    return seen;
}

static struct session *open_lesson(struct arena *arena, const char *path) {
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    size_t own = 0;
    while (strcmp(notations.items[own]->id, lesson->notation) != 0) {
        own++;
    }
    return view_session(arena, lesson, &notations, own);
}

static void say(size_t found, const char *path, const struct session *session,
                struct stage_size size, const char *what) {
    if (found <= MOST_MESSAGES) {
        printf("# %s, step %ld, %d x %d: %s\n", path, session_step(session), size.width,
               size.height, what);
    }
}

/* One of them in each window, and each step of every lesson: returns how many of the pictures do
 * not pass. */
typedef bool (*judge)(const char *path, struct session *session, struct stage_size size);

static size_t judge_all(judge passes, size_t *ret_pictures) {
    size_t failing = 0;
    *ret_pictures = 0;
    for (size_t i = 0; i < path_count * TEST_COUNT(windows); i += EVERY) {
        struct arena *arena = arena_create();
        struct session *session = open_lesson(arena, paths[i % path_count]);
        const struct stage_size size = windows[i / path_count];
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            failing += !passes(paths[i % path_count], session, size);
            ++*ret_pictures;
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    return failing;
}

static void expect_known(size_t failing, size_t known) {
    EXPECT(FIXTURE_IS_SANITIZED ? failing <= known : failing == known);
    printf("# %zu pictures, known are %zu\n", failing, known);
}

static bool is_dots(const struct scene_item *item) {
    return item->kind == SCENE_TEXT &&
           (strcmp(item->text, "⋯") == 0 || strcmp(item->text, "⋮") == 0);
}

static size_t count_dots(const struct seen *seen, struct rect where) {
    size_t dots = 0;
    for (size_t i = 0; i < seen->scene.count; i++) {
        const struct scene_item *item = &seen->scene.items[i];
        dots += is_dots(item) && view_is_within(item->bounds, where) &&
                !view_is_within(item->bounds, seen->strip);
    }
    return dots;
}

/* ---- rows and columns ---- */

static bool matrices_are_small(const struct session *session) {
    const struct binding *binding = &session_shown_operation(session)->binding;
    bool are_small = true;
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct shape shape = binding->nodes[i].shape;
        are_small = are_small && shape.rows <= SMALL && shape.columns <= SMALL;
    }
    return are_small;
}

static bool matrices_are_whole(const char *path, struct session *session, struct stage_size size) {
    static size_t found;
    struct seen seen = look(session, size, TEXT_SCALE_PROJECTOR);
    bool are_whole = !matrices_are_small(session) || count_dots(&seen, seen.layout.board) == 0;
    if (!are_whole) {
        say(++found, path, session, size, "rows or columns are left out");
    }
    arena_destroy(seen.arena);
    return are_whole;
}

static void test_matrices(void) {
    size_t pictures;
    expect_known(judge_all(matrices_are_whole, &pictures), KNOWN_FOLDED);
    EXPECT(pictures > 3000 / EVERY);
}

/* ---- units ---- */

static bool units_are_whole(const char *path, struct session *session, struct stage_size size) {
    static size_t found;
    const struct network *network = &session_program(session)->lesson->network;
    bool is_small = true;
    for (size_t layer = 0; layer <= network->layer_count; layer++) {
        is_small = is_small && network_units(network, layer) <= SMALL;
    }
    struct seen seen = look(session, size, TEXT_SCALE_PROJECTOR);
    bool are_whole = !is_small || count_dots(&seen, seen.layout.network) == 0;
    if (!are_whole) {
        say(++found, path, session, size, "units are left out");
    }
    arena_destroy(seen.arena);
    return are_whole;
}

static void test_units(void) {
    size_t pictures;
    EXPECT_INT(judge_all(units_are_whole, &pictures), 0);
}

/* ---- the map ---- */

static struct rect map_of(const struct session *session, struct seen *seen) {
    const struct session_settings *settings = session_settings(session);
    const struct moment moment = moment_create(session, seen->arena);
    const struct canvas canvas = {.arena = seen->arena,
                                  .metrics = &metrics,
                                  .layout = &seen->layout,
                                  .moment = &moment,
                                  .theme = theme_get(settings->theme),
                                  .language = settings->language};
    return network_layout_create(&canvas, seen->layout.network).strip.map;
}

/* The plane or the fit that stands beside the network at 100 % does in a hall. */
static bool map_is_there(const char *path, struct session *session, struct stage_size size) {
    static size_t found;
    if (session_step(session) > 1) {
        return true; /* of a lesson it has one place */
    }
    struct seen usual = look(session, size, 100);
    struct seen seen = look(session, size, TEXT_SCALE_PROJECTOR);
    bool is_there = map_of(session, &usual).width <= 0 || map_of(session, &seen).width > 0;
    if (!is_there) {
        say(++found, path, session, size, "the map is left out");
    }
    arena_destroy(usual.arena);
    arena_destroy(seen.arena);
    return is_there;
}

static void test_maps(void) {
    size_t pictures;
    expect_known(judge_all(map_is_there, &pictures), KNOWN_WITHOUT_MAP);
}

/* ---- terms and elements ---- */

static bool has_digit(const struct scene_item *item) {
    return item->kind == SCENE_TEXT && strpbrk(item->text, "0123456789") != NULL &&
           strchr(item->text, '/') == NULL;
}

static size_t count_numbers(const struct seen *seen) {
    size_t numbers = 0;
    for (size_t i = 0; i < seen->scene.count; i++) {
        const struct scene_item *item = &seen->scene.items[i];
        numbers += has_digit(item) && view_is_within(item->bounds, seen->strip);
    }
    return numbers;
}

/* Behind each key on the way through a step's terms and elements the strip has numbers where it
 * has at 100 %. */
static size_t walk(const char *path, struct session *session, struct stage_size size,
                   size_t *ret_stops) {
    enum { MOST_STOPS = 12 };
    static size_t found;
    size_t failing = 0;
    long step = session_step(session);
    for (int i = 0; i < MOST_STOPS && session_step(session) == step; i++) {
        struct seen usual = look(session, size, 100);
        struct seen seen = look(session, size, TEXT_SCALE_PROJECTOR);
        if (count_numbers(&usual) > 0 && count_numbers(&seen) == 0) {
            say(++found, path, session, size, "values of a term are left out");
            failing++;
        }
        arena_destroy(usual.arena);
        arena_destroy(seen.arena);
        ++*ret_stops;
        session_apply(session, ACTION_NEXT);
    }
    return failing;
}

static void test_terms(void) {
    static const enum step_level levels[] = {LEVEL_TERM, LEVEL_ELEMENT};
    size_t stops = 0, failing = 0;
    for (size_t i = 0; i < path_count * TEST_COUNT(levels); i += EVERY) {
        struct arena *arena = arena_create();
        const char *path = paths[i % path_count];
        struct session *session = open_lesson(arena, path);
        for (long step = 0; step < session_program(session)->operation_count; step++) {
            session_set_level(session, LEVEL_OPERATION);
            session_go_to(session, step);
            session_set_level(session, levels[i / path_count]);
            session_apply(session, ACTION_NEXT);
            failing += walk(path, session, windows[(size_t)step % 2 * 3], &stops);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu stops\n", stops);
    EXPECT(stops > 3000 / EVERY);
    EXPECT_INT(failing, 0);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"rows and columns of small matrices never give way", test_matrices},
        {"units of small layers never give way", test_units},
        {"maps never give way", test_maps},
        {"values of terms and elements never give way", test_terms},
    };
    if (argc < 2) {
        return 2;
    }
    root = argv[1];
    struct arena *arena = arena_create();
    struct font_set *fonts = fixture_font_set(root);
    metrics = font_metrics(fonts);
    notations = view_notations_read(arena, root);
    path_count = fixture_shipped_lessons(arena, root, paths, MOST_LESSONS);
    int failed = test_run(tests, TEST_COUNT(tests));
    font_close(fonts);
    arena_destroy(arena);
    return failed;
}
