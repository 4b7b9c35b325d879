/* For a hall: what never gives way, however large the text. Every shipped lesson in its own
 * notation, every step of its first iteration.
 *
 *     view_projector SOURCE_ROOT
 */
#include "walked_lessons.h"

#include "session/session_look.h"
#include "view/network/network_layout.h"

enum { SMALL = 6 };
static const struct stage_size windows[] = {
    {1280, 720}, {1366, 768}, {1600, 1200}, {1920, 1080}, {3840, 2160}};
/* Pictures that do not hold yet: these become fewer. */
enum { KNOWN_FOLDED = 0, KNOWN_WITHOUT_MAP = 0, KNOWN_WITHOUT_UNITS = 0 };

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
    struct seen seen = walked_look(session, size, TEXT_SCALE_PROJECTOR);
    bool are_whole = !matrices_are_small(session) || count_dots(&seen, seen.layout.board) == 0;
    if (!are_whole) {
        walked_say(++found, path, session, size, "rows or columns are left out");
    }
    arena_destroy(seen.arena);
    return are_whole;
}

static void test_matrices(void) {
    size_t pictures;
    expect_known(walked_count_failing(matrices_are_whole, &pictures), KNOWN_FOLDED);
    EXPECT(pictures > 3000 / WALKED_EVERY);
}

/* ---- the network ---- */

static struct network_layout network_of(const struct session *session, const struct seen *seen) {
    const struct session_settings *settings = session_settings(session);
    const struct moment moment = moment_create(session, seen->arena);
    const struct canvas canvas = {.arena = seen->arena,
                                  .metrics = &walked.metrics,
                                  .layout = &seen->layout,
                                  .moment = &moment,
                                  .theme = theme_get(settings->theme),
                                  .language = settings->language};
    return network_layout_create(&canvas, seen->layout.network);
}

/* What a unit of a small layer says: its number, or that it is not known. */
static bool has_text(const struct scene *scene, const struct scene_item *disc) {
    bool has = false;
    for (size_t i = 0; i < scene->count && !has; i++) {
        const struct scene_item *item = &scene->items[i];
        has = item->kind == SCENE_TEXT && quantity_equal(item->quantity, disc->quantity) &&
              view_is_within(item->bounds, disc->bounds);
    }
    return has;
}

/* Discs or pills of that size; points of a plot are smaller. */
static bool units_say(const struct seen *seen, const struct program *program, float radius) {
    bool say = true;
    for (size_t i = 0; i < seen->scene.count && say; i++) {
        const struct scene_item *item = &seen->scene.items[i];
        bool is_round = item->kind == SCENE_DISC ||
                        (item->kind == SCENE_BOX && 2 * item->radius > item->bounds.height - 1);
        int tensor = is_round ? item->quantity.tensor : -1;
        bool is_unit = tensor >= 0 && program->tensors[tensor].role == ROLE_ACTIVATION &&
                       item->bounds.height >= 2 * radius - 1 &&
                       view_is_within(item->bounds, seen->layout.network);
        size_t layer = is_unit ? (size_t)program->tensors[tensor].layer : 0;
        bool is_small = network_units(&program->lesson->network, layer) <= SMALL;
        say = !is_unit || !is_small || has_text(&seen->scene, item);
    }
    return say;
}

/* Of a lesson the neurons have one shape: at other scales some of its steps say what holds. */
static bool others_say(struct session *session, struct stage_size size) {
    static const int scales[] = {125, 175};
    enum { EVERY = 8 };
    bool say = true;
    for (size_t i = 0; i < TEST_COUNT(scales) && session_step(session) % EVERY == 0; i++) {
        struct seen seen = walked_look(session, size, scales[i]);
        const struct network_layout layout = network_of(session, &seen);
        say = say && units_say(&seen, session_program(session), layout.radius);
        arena_destroy(seen.arena);
    }
    return say;
}

static bool units_are_whole(const char *path, struct session *session, struct stage_size size) {
    static size_t found;
    const struct network *network = &session_program(session)->lesson->network;
    struct seen seen = walked_look(session, size, TEXT_SCALE_PROJECTOR);
    const struct network_layout layout = network_of(session, &seen);
    bool are_whole = true;
    for (size_t i = 0; i < layout.column_count; i++) {
        size_t units = network_units(network, i);
        are_whole = are_whole && (units > SMALL || layout.columns[i].units.hidden == 0);
    }
    if (!are_whole) {
        walked_say(++found, path, session, size, "units are left out");
    }
    if (!units_say(&seen, session_program(session), layout.radius) || !others_say(session, size)) {
        walked_say(++found, path, session, size, "numbers of units are left out");
        are_whole = false;
    }
    arena_destroy(seen.arena);
    return are_whole;
}

static void test_units(void) {
    size_t pictures;
    expect_known(walked_count_failing(units_are_whole, &pictures), KNOWN_WITHOUT_UNITS);
}

/* Its axes, at least, and what they are of. */
static bool is_drawn(const struct seen *seen, struct rect map) {
    enum { LEAST_ITEMS = 4 };
    size_t items = 0;
    for (size_t i = 0; i < seen->scene.count; i++) {
        items += view_is_within(seen->scene.items[i].bounds, map);
    }
    return map.width > 0 && items >= LEAST_ITEMS;
}

/* The plane or the fit that stands beside the network at 100 % does in a hall. */
static bool map_is_there(const char *path, struct session *session, struct stage_size size) {
    static size_t found;
    if (session_step(session) > 1) {
        return true; /* of a lesson it has one place */
    }
    struct seen usual = walked_look(session, size, 100);
    struct seen seen = walked_look(session, size, TEXT_SCALE_PROJECTOR);
    bool is_there = !is_drawn(&usual, network_of(session, &usual).strip.map) ||
                    is_drawn(&seen, network_of(session, &seen).strip.map);
    if (!is_there) {
        walked_say(++found, path, session, size, "the map is left out");
    }
    arena_destroy(usual.arena);
    arena_destroy(seen.arena);
    return is_there;
}

static void test_maps(void) {
    size_t pictures;
    expect_known(walked_count_failing(map_is_there, &pictures), KNOWN_WITHOUT_MAP);
}

/* ---- terms and elements ---- */

static bool has_digit(const struct scene_item *item) {
    return item->kind == SCENE_TEXT && strpbrk(item->text, "0123456789") != NULL &&
           strchr(item->text, '/') == NULL;
}

/* What comes of the arithmetic in the strip: the number that is written last; NULL: it has none. */
static const char *result_in(const struct seen *seen) {
    const char *result = NULL;
    for (size_t i = 0; i < seen->scene.count; i++) {
        const struct scene_item *item = &seen->scene.items[i];
        bool is_there = has_digit(item) && view_is_within(item->bounds, seen->strip);
        result = is_there ? item->text : result;
    }
    return result;
}

static bool is_in_strip(const struct seen *seen, const char *number) {
    for (size_t i = 0; i < seen->scene.count; i++) {
        const struct scene_item *item = &seen->scene.items[i];
        if (item->kind == SCENE_TEXT && strstr(item->text, number) != NULL &&
            view_is_within(item->bounds, seen->strip)) {
            return true;
        }
    }
    return false;
}

/* Behind each key on the way through a step's terms and elements the strip says what comes of it,
 * as it does at 100 %. */
static size_t walk(const char *path, struct session *session, struct stage_size size,
                   size_t *ret_stops) {
    enum { MOST_STOPS = 12 };
    static size_t found;
    size_t failing = 0;
    long step = session_step(session);
    for (int i = 0; i < MOST_STOPS && session_step(session) == step; i++) {
        struct seen usual = walked_look(session, size, 100);
        struct seen seen = walked_look(session, size, TEXT_SCALE_PROJECTOR);
        const struct moment moment = moment_create(session, usual.arena);
        const char *result = moment.focus->is_shown ? result_in(&usual) : NULL;
        *ret_stops += result != NULL;
        if (result != NULL && !is_in_strip(&seen, result)) {
            walked_say(++found, path, session, size, "values of a term are left out");
            failing++;
        }
        arena_destroy(usual.arena);
        arena_destroy(seen.arena);
        session_apply(session, ACTION_NEXT);
    }
    return failing;
}

static void test_terms(void) {
    static const enum step_level levels[] = {LEVEL_TERM, LEVEL_ELEMENT};
    size_t stops = 0, failing = 0;
    for (size_t i = 0; i < walked.path_count * TEST_COUNT(levels); i += WALKED_EVERY) {
        struct arena *arena = arena_create();
        const char *path = walked.paths[i % walked.path_count];
        struct session *session = walked_open(arena, path);
        for (long step = 0; step < session_program(session)->operation_count; step++) {
            session_set_level(session, LEVEL_OPERATION);
            session_go_to(session, step);
            session_set_level(session, levels[i / walked.path_count]);
            session_apply(session, ACTION_NEXT);
            failing += walk(path, session, windows[(size_t)step % 2 * 3], &stops);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu stops\n", stops);
    EXPECT(stops > 3000 / WALKED_EVERY);
    EXPECT_INT(failing, 0);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"rows and columns of small matrices never give way", test_matrices},
        {"units of small layers and their numbers never give way", test_units},
        {"maps never give way", test_maps},
        {"values of terms and elements never give way", test_terms},
    };
    walked.windows = windows;
    walked.window_count = TEST_COUNT(windows);
    return walked_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
