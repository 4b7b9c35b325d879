/* What is not computed yet is nowhere: not in the picture, not on a card, not in the text. Each
 * place is looked at twice, with other numbers in the memory of all that is not known there, and
 * both times it is the same. In the picture's numbers, widths, colors and curves, at every place of
 * two iterations down to the elements, in every lesson. */
#include "base/number.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "export/reading.h"
#include "scene_compare.h"
#include "tell/quantity_told.h"
#include "view_fixture.h"

enum {
    MOST_LESSONS = 64,
    ITERATIONS = 2,
    EVERY = 5,
    LESSONS = FIXTURE_IS_SANITIZED ? 9 : 1,
    MOST_FAULTS = 3
};

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct stage_size size = {1920, 1080};
static size_t places, hidden;

/* ---- other numbers for what is not known ---- */

/* As wide as each other and with as many decimals. */
static double stand_in(int which, size_t i) {
    return (which == 0 ? 1234.56789 : 4321.98765) + (double)i;
}

static void hide(double *values, size_t from, size_t count, int which) {
    for (size_t i = from; i < count; i++) {
        values[i] = stand_in(which, i);
    }
    hidden += count - from;
}

static void hide_tensors(struct session *session, int which) {
    const struct program *program = session_program(session);
    double *state = (double *)(uintptr_t)session_state(session);
    long done = session_program_place(session).done;
    for (int i = 0; i < program->tensor_count; i++) {
        struct tensor_storage storage = program->tensors[i].storage;
        if (!program_is_written(program, i, done)) {
            hide(state + storage.offset, 0, shape_count(storage.shape), which);
        }
    }
}

/* It is made of a term from this one on. */
static bool has_term(const struct operation *operation, const struct expression *node,
                     size_t from) {
    bool has = false;
    for (size_t term = from; term < place_term_count(operation); term++) {
        has = has || place_term_node(operation, term) == (size_t)node->id;
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        has = has || has_term(operation, node->operands[i], from);
    }
    return has;
}

/* The inner values of the operation under way, behind the element that the reader is at. */
static void hide_terms(struct session *session, int which) {
    struct place place = session_place(session);
    const struct operation *operation = session_shown_operation(session);
    struct evaluation evaluation;
    const struct binding *binding = session_last_binding(session, &evaluation);
    for (size_t i = 0; place.element > 0 && i < binding->node_count; i++) {
        const struct expression *node = binding->nodes[i].expression;
        struct matrix value = binding_node_value(binding, &evaluation, i);
        size_t count = value.rows * value.columns;
        bool is_here = place_term_node(operation, place.term) == i;
        bool is_hidden = node->kind != EXPRESSION_TENSOR && has_term(operation, node, place.term);
        hide(value.values, is_here ? place.element : is_hidden ? 0 : count, count, which);
    }
}

/* ---- looking twice ---- */

struct memory {
    double *state, *scratch;
    size_t state_count, scratch_count;
    double *kept_state, *kept_scratch;
};

static double *keep(struct arena *arena, const double *values, size_t count) {
    double *kept = ARENA_ARRAY(arena, double, count + 1);
    memcpy(kept, values, count * sizeof *kept);
    return kept;
}

static struct memory memory_of(struct arena *arena, struct session *session) {
    struct evaluation evaluation;
    const struct binding *binding = session_last_binding(session, &evaluation);
    struct memory memory = {(double *)(uintptr_t)session_state(session),
                            evaluation.scratch,
                            session_program(session)->state_count,
                            binding == NULL ? 0 : binding->scratch_count,
                            NULL,
                            NULL};
    memory.kept_state = keep(arena, memory.state, memory.state_count);
    if (memory.scratch_count > 0) {
        memory.kept_scratch = keep(arena, memory.scratch, memory.scratch_count);
    }
    return memory;
}

static void put_back(const struct memory *memory) {
    memcpy(memory->state, memory->kept_state, memory->state_count * sizeof *memory->state);
    if (memory->scratch_count > 0) {
        memcpy(memory->scratch, memory->kept_scratch, memory->scratch_count * sizeof(double));
    }
}

/* The card of every quantity, and the step read as text. */
static const char *write_words(struct arena *arena, struct session *session) {
    struct text_builder text;
    text_begin(&text, arena);
    struct moment moment = moment_create(session, arena);
    for (int i = 0; i < moment.program->tensor_count; i++) {
        struct shape shape = moment.program->tensors[i].storage.shape;
        for (size_t k = 0; k < shape_count(shape); k++) {
            struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
            quantity_told_add(
                &telling, &moment,
                (struct quantity){i, (long)(k / shape.columns), (long)(k % shape.columns)});
            for (size_t part = 0; part < telling.count; part++) {
                text_append_string(&text, telling.parts[part].text);
            }
            text_append_string(&text, "\n");
        }
    }
    if (moment.at.element == 0) {
        reading_append(&text, session, &(struct reading_options){.language = LANGUAGE_ENGLISH});
    }
    return text.bytes;
}

/* Each time another quantity has its card in the picture. */
static void select_next(struct session *session) {
    const struct program *program = session_program(session);
    int tensor = (int)(places % (size_t)program->tensor_count);
    size_t count = shape_count(program->tensors[tensor].storage.shape);
    size_t columns = program->tensors[tensor].storage.shape.columns;
    size_t at = places / (size_t)program->tensor_count % count;
    session_select(session, (struct quantity){tensor, (long)(at / columns), (long)(at % columns)});
}

static void fail(const char *path, struct session *session, const char *what, const char *one,
                 const char *other) {
    struct place place = session_place(session);
    test_failures++;
    printf("# %s, %s, step %ld, term %zu, element %zu: %s: %s or %s\n", path,
           session_program(session)->notation->id, place.step, place.term, place.element, what, one,
           other);
}

static void look(const char *path, struct session *session) {
    struct arena *arena = arena_create();
    select_next(session);
    struct memory memory = memory_of(arena, session);
    struct scene scenes[2];
    const char *words[2];
    for (int which = 0; which < 2; which++) {
        hide_tensors(session, which);
        hide_terms(session, which);
        stage_build(session, size, &view_fake_metrics, arena, &scenes[which]);
        words[which] = write_words(arena, session);
    }
    size_t at;
    const char *what = scene_first_difference(&scenes[0], &scenes[1], &at);
    if (what != NULL) {
        const char *texts[2] = {scenes[0].items[at].text, scenes[1].items[at].text};
        fail(path, session, what, texts[0] != NULL ? texts[0] : "this",
             texts[1] != NULL ? texts[1] : "that");
    }
    if (strcmp(words[0], words[1]) != 0) {
        size_t same = strspn(words[0], words[1]);
        fail(path, session, "words", words[0] + same, words[1] + same);
    }
    put_back(&memory);
    places++;
    arena_destroy(arena);
}

static void check_session(const char *path, struct session *session) {
    long last = session_program(session)->operation_count * ITERATIONS;
    int most = test_failures + MOST_FAULTS;
    session_set_level(session, LEVEL_ELEMENT);
    session_look_ahead(session, 1e5); /* some of the loss curve */
    struct place before;
    do {
        look(path, session);
        before = session_place(session);
        session_apply(session, ACTION_NEXT);
    } while (session_step(session) <= last && test_failures < most &&
             !place_equal(before, session_place(session)));
}

/* Each lesson in one notation, and each notation with a fifth of the lessons. */
static void test_unknown(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i += LESSONS) {
        for (size_t n = i % EVERY; n < notations.count; n += EVERY) {
            struct arena *arena = arena_create();
            struct session *session =
                view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, n);
            check_session(paths[i], session);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu places, %zu numbers hidden\n", places, hidden);
    EXPECT(places > (FIXTURE_IS_SANITIZED ? 300 : 5000));
}

/* ---- what a function gives ---- */

/* "σ(0.400) = 0.599" tells a value, also where it is made of nothing but what is known. */
static bool tells_function(const struct session *session, struct arena *arena, bool is_slope) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    const struct rect network = stage_layout(session, size).network;
    for (size_t i = 0; i < scene.count; i++) {
        const char *text = scene.items[i].kind == SCENE_TEXT ? scene.items[i].text : "";
        bool is_said = strstr(text, ") = ") != NULL || strstr(text, ") ≈ ") != NULL;
        if (is_said && scene.items[i].bounds.x < network.x + network.width &&
            (strstr(text, "′(") != NULL) == is_slope) {
            return true;
        }
    }
    return false;
}

static size_t four(void) {
    size_t index = 0;
    while (strcmp(notations.items[index]->id, "four") != 0) {
        index++;
    }
    return index;
}

/* The curve of one unit: its value where its activation is known, its slope where an operation
 * works with it. */
static void test_function(void) {
    static const int units[] = {2, 1, 1};
    struct arena *arena = arena_create();
    struct session *session =
        view_session(arena, view_made_lesson(arena, units, 3, 1), &notations, four());
    const struct program *program = session_program(session);
    size_t values = 0, slopes = 0;
    for (long step = 1; step <= program->operation_count; step++) {
        session_go_to(session, step);
        const struct operation *operation = session_shown_operation(session);
        enum role role = program->tensors[operation->target].role;
        bool has_value = operation->pass != PASS_FORWARD || role != ROLE_PREACTIVATION;
        bool has_slope = role == ROLE_ERROR;
        EXPECT(tells_function(session, arena, false) == has_value);
        EXPECT(tells_function(session, arena, true) == has_slope);
        values += has_value;
        slopes += has_slope;
    }
    EXPECT(values > 0 && slopes == 2);
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- the loss of this iteration ---- */

static bool shows_loss(const struct session *session, struct arena *arena, const char *loss) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    const struct rect plot = stage_layout(session, size).loss;
    bool is_found = false;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        is_found = is_found || (item->kind == SCENE_TEXT && item->bounds.x >= plot.x &&
                                item->bounds.y >= plot.y && strcmp(item->text, loss) == 0);
    }
    return is_found;
}

/* Though the curve is followed ahead, its number stands there when it is computed. */
static void test_loss(void) {
    struct arena *arena = arena_create();
    struct session *session = view_session(
        arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"), &notations, 0);
    const struct program *program = session_program(session);
    while (session_look_ahead(session, 1e6)) {
    }
    size_t count;
    const struct loss_point *points = loss_history_points(session_history(session), &count);
    int loss = program_find_tensor(program, ROLE_LOSS, -1);
    for (long step = 0; step <= ITERATIONS * program->operation_count; step++) {
        session_go_to(session, step);
        struct program_place place = session_program_place(session);
        const char *text = number_text(arena, points[place.iteration - 1].loss,
                                       session_settings(session)->decimals);
        EXPECT(shows_loss(session, arena, text) == program_is_written(program, loss, place.done));
    }
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- a slope that comes second ---- */

/* dZ = (w^T dZ) .* f'(Z): while the first term is under way there is no f', and then as much of it
 * as the reader has seen. */
static void test_waiting(void) {
    struct arena *arena = arena_create();
    struct session *session =
        view_session(arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"),
                     &notations, four());
    const struct program *program = session_program(session);
    long step = 0;
    while (strcmp(program->operations[step].definition->name, "hidden_error") != 0) {
        step++;
    }
    session_go_to(session, step);
    session_set_level(session, LEVEL_ELEMENT);
    size_t slope = place_term_node(&program->operations[step], 1);
    for (session_apply(session, ACTION_NEXT); session_place(session).element > 0;
         session_apply(session, ACTION_NEXT)) {
        struct place place = session_place(session);
        struct moment moment = moment_create(session, arena);
        EXPECT_INT((long)focus_known(moment.operation, moment.at, slope), place.term == 0 ? 0
                                                                          : place.term == 1
                                                                              ? (long)place.element
                                                                              : 2);
    }
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    view_open_font(root);
    static const struct test tests[] = {
        {"what is not known yet is nowhere", test_unknown},
        {"nor is what a function gives", test_function},
        {"the loss has its number when it is computed", test_loss},
        {"a slope waits for its term", test_waiting},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    math_font_close((struct math_font *)(uintptr_t)view_fake_metrics.math);
    arena_destroy(shared);
    return status;
}
