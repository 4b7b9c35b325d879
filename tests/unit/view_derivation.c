/* Every derivation of every shipped lesson in every notation, line by line and back: the way back
 * shows the same pictures, relations stand below each other, and what is underlined differs. */
#include "engine/derivation/derivation_way.h"
#include "session/strings.h"
#include "step/derived/derived.h"
#include "step/flow.h"
#include "tell/derived/derived_told.h"
#include "typeset/math.h"
#include "view_session_fixture.h"

enum { MOST_LESSONS = 64, MOST_PICTURES = 128 };

static const struct stage_size size = {1920, 1080};

struct pictures {
    struct arena *arena;
    struct scene scenes[MOST_PICTURES];
    size_t count;
};

static struct { long led_on, derivations, pictures, relations, bars; } seen;

static void look(const struct session *session, struct pictures *pictures) {
    stage_build(session, size, &view_fake_metrics, pictures->arena,
                &pictures->scenes[pictures->count++]);
    seen.pictures++;
}

static bool is_same(const struct scene *a, const struct scene *b) {
    struct rect rect;
    return scene_difference(a, b, &rect, 1) == 0;
}

static void complain(const struct session *session, const char *what) {
    test_failures++;
    if (test_failures > 20) {
        return;
    }
    const struct proof *proof = session_proof(session);
    printf("# %s, %s, step %ld, %s, line %zu: %s\n",
           session_lesson(session)->title.in[LANGUAGE_ENGLISH],
           session_program(session)->notation->id, session_step(session),
           proof != NULL ? proof->derivation->choice.definition->id : "none",
           proof != NULL ? proof->written : 0, what);
}

/* Equal signs at one place, in a picture without matrices: there they stand in formulas only. */
static void check_relations(const struct session *session, const struct scene *scene) {
    const struct proof *proof = session_proof(session);
    const struct binding *binding =
        &proof->derivation->lines[proof_line(proof, proof->written)].operation.binding;
    for (size_t i = 0; i < binding->node_count; i++) {
        if (shape_count(binding->nodes[i].shape) > 1) {
            return;
        }
    }
    const struct math_options options = {.font = view_fake_metrics.math, .size = 20};
    const struct math_box equal =
        math_set(scene->arena, math_parse(scene->arena, "=", 1, NULL), &options);
    uint32_t sign = equal.parts[0].glyph;
    const struct rect board = stage_layout(session, size).board;
    const float strip = 110; /* pixels, at the foot, where the newest line may stand once more */
    float x = -1;
    bool is_elsewhere = false;
    size_t count = 0;
    int formula = -1; /* behind its relation may be others: below a sum, n = 1 */
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        for (size_t k = 0; item->kind == SCENE_MATH && k < item->glyph_count; k++) {
            bool is_relation = item->glyphs[k].glyph == sign && item->glyphs[k].x > board.x &&
                               item->glyphs[k].y < board.y + board.height - strip &&
                               item->formula != formula;
            is_elsewhere =
                is_elsewhere || (is_relation && x >= 0 && fabsf(item->glyphs[k].x - x) > 0.5F);
            formula = is_relation ? item->formula : formula;
            count += is_relation;
            x = is_relation ? item->glyphs[k].x : x;
        }
    }
    if (is_elsewhere) {
        complain(session, "a relation stands elsewhere");
    }
    seen.relations += (long)count;
}

/* The same formula but for its parentheses and the spaces. */
static bool is_regrouped(const struct derivation_line *old, const struct derivation_line *new) {
    const char *a = strchr(old->definition->statement->source, '=');
    const char *b = strchr(new->definition->statement->source, '=');
    a += strspn(a, "() ");
    b += strspn(b, "() ");
    while (*a != '\0' && *a == *b) {
        a += 1 + strspn(a + 1, "() ");
        b += 1 + strspn(b + 1, "() ");
    }
    return *a == *b;
}

/* Values that are called equal are the same text, and parts that are marked are not the same. */
static void check_line(const struct session *session) {
    const struct proof *proof = session_proof(session);
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    size_t line = proof_line(proof, proof->written);
    const struct derivation_line *found = &proof->derivation->lines[line];
    if (found->verdict != DERIVATION_HOLDS && found->verdict != DERIVATION_NOT_FINITE) {
        complain(session, "is not what the line above is");
    }
    struct change change;
    if (derived_change(arena, proof->derivation, line, &change)) {
        const char *above = derived_told_value(&moment, proof->derivation, found->above);
        const char *value = derived_told_value(&moment, proof->derivation, line);
        if (found->verdict == DERIVATION_HOLDS && strcmp(above, value) != 0) {
            complain(session, "has another number than the line above");
        }
        bool is_any = false;
        for (size_t i = 0; i < found->operation.binding.node_count; i++) {
            is_any = is_any || change.is_new[i];
            seen.bars += change.is_new[i];
        }
        const struct derivation_line *old = &proof->derivation->lines[found->above];
        for (size_t i = 0; i < old->operation.binding.node_count; i++) {
            is_any = is_any || change.is_old[i]; /* it may have been left out */
        }
        if (!is_any && !is_regrouped(old, found)) {
            complain(session, "is the line above once more");
        }
    }
    arena_destroy(arena);
}

/* Where the lesson speaks in another proof of the step, the way on leads into that one. */
static bool is_led_on(const struct session *session, const struct lesson *lesson, const char *id) {
    const struct proof *proof = session_proof(session);
    if (proof == NULL) {
        return false;
    }
    const char *next = proof->derivation->choice.definition->id;
    bool speaks = false;
    for (size_t i = 0; i < lesson->stop_count; i++) {
        const char *name = lesson->stops[i].derivation;
        speaks = speaks || (name != NULL && strcmp(name, next) == 0);
    }
    EXPECT(speaks && strcmp(next, id) != 0 && proof->written == 0);
    seen.led_on++;
    return true;
}

/* Line by line to the next operation, and back to where it was opened. */
static void walk(struct session *session, const struct lesson *lesson) {
    struct pictures pictures = {.arena = arena_create()};
    struct place place = session_place(session);
    session_apply(session, ACTION_DERIVE);
    if (session_proof(session) == NULL) {
        complain(session, "does not open");
        arena_destroy(pictures.arena);
        return;
    }
    seen.derivations++;
    look(session, &pictures);
    const char *id = session_proof(session)->derivation->choice.definition->id;
    size_t lines = proof_line_count(session_proof(session));
    for (size_t i = 0; i < lines; i++) {
        session_apply(session, ACTION_NEXT);
        check_line(session);
        look(session, &pictures);
        check_relations(session, &pictures.scenes[pictures.count - 1]);
    }
    session_apply(session, ACTION_NEXT);
    if (is_led_on(session, lesson, id)) {
        arena_destroy(pictures.arena);
        return;
    }
    EXPECT(session_proof(session) == NULL && session_step(session) == place.step + 1);
    size_t count = pictures.count;
    struct scene again;
    for (size_t i = count; i-- > 0;) {
        session_apply(session, ACTION_PREVIOUS);
        stage_build(session, size, &view_fake_metrics, pictures.arena, &again);
        if (session_proof(session) == NULL || !is_same(&again, &pictures.scenes[i])) {
            complain(session, "looks different on the way back");
        }
    }
    session_apply(session, ACTION_PREVIOUS);
    EXPECT(session_proof(session) == NULL && place_equal(session_place(session), place));
    arena_destroy(pictures.arena);
}

static void look_at_lesson(const char *path, size_t notation) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct session *session = view_session(arena, lesson, &notations, notation);
    const struct program *program = session_program(session);
    for (long step = 1; step < program->operation_count && !session_is_stuck(session); step++) {
        session_go_to(session, step);
        size_t own;
        proof_choices(program, session_program_place(session).operation, &own);
        if (own > 0 && !session_is_stuck(session)) {
            walk(session, lesson);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_lines(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        look_at_lesson(paths[i], i % notations.count);
    }
    printf("# %ld derivations, %ld pictures, %ld relations, %ld bars\n", seen.derivations,
           seen.pictures, seen.relations, seen.bars);
    EXPECT(seen.derivations > 40 && seen.relations > 200 && seen.bars > 100);
    EXPECT(seen.led_on > 0);
}

/* ---- a form that breaks down ---- */

/* What a form gives that is not finite is its own trouble and not that of the lines of a
 * derivation, which have other parts and may have no target. */
static void test_beside_trouble(void) {
    size_t lines = 0;
    struct arena *arena = arena_create();
    for (size_t n = 0; n < notations.count; n++) {
        struct session *saturated = view_session(
            arena, fixture_lesson(arena, root, "tests/cli/saturated.json"), &notations, n);
        session_go_to(saturated, 2);
        session_apply(saturated, ACTION_FORM);
        struct moment moment = moment_create(saturated, arena);
        struct session *session = view_session(
            arena, fixture_lesson(arena, root, "tests/lessons/xor.json"), &notations, n);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            session_go_to(session, step);
            session_apply(session, ACTION_DERIVE);
            const struct proof *proof = session_proof(session);
            for (size_t i = 0; proof != NULL && i < proof->derivation->line_count; i++) {
                struct moment derived = derived_moment(&moment, proof->derivation, i);
                EXPECT(derived.trouble == NULL);
                lines += moment.trouble != NULL;
            }
        }
        session_destroy(session);
        session_destroy(saturated);
    }
    arena_destroy(arena);
    printf("# %zu lines beside a form in trouble\n", lines);
    EXPECT(lines > 20);
}

/* ---- keys ---- */

static struct session *open_at(struct arena *arena, long step) {
    struct session *session =
        view_session(arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"),
                     &notations, index_of("four"));
    session_go_to(session, step);
    return session;
}

enum { STEP_OF_EQUATION_TWO = 11, LINES = 5 };

static void test_inside(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
    EXPECT(session_derive(session, "hidden_error", LINES));
    const struct proof *proof = session_proof(session);
    session_apply(session, ACTION_FINER);
    EXPECT_INT(proof->level, LEVEL_TERM);
    session_apply(session, ACTION_FINER);
    EXPECT_INT(proof->level, LEVEL_ELEMENT);
    view_expect_answer(session, ACTION_FINER, STRING_NOTICE_FINEST);
    size_t term = proof->term;
    size_t element = proof->element;
    EXPECT(element > 1);
    int steps = 0;
    while (proof_is_open(proof) && proof->written > LINES - 3) {
        session_apply(session, ACTION_PREVIOUS);
        steps++;
    }
    EXPECT(steps > 6 && proof_is_open(proof));
    for (int i = 0; i < steps; i++) {
        session_apply(session, ACTION_NEXT);
    }
    EXPECT(proof_is_open(proof) && proof->written == LINES);
    EXPECT(proof->term == term && proof->element == element);
    session_apply(session, ACTION_COARSER);
    session_apply(session, ACTION_COARSER);
    EXPECT_INT(proof->level, LEVEL_OPERATION);
    session_apply(session, ACTION_COARSER);
    EXPECT(session_proof(session) == NULL);
    EXPECT_INT(session_step(session), STEP_OF_EQUATION_TWO);
    session_destroy(session);
    arena_destroy(arena);
}

static void test_letters(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
    session_apply(session, ACTION_DERIVE);
    session_apply(session, ACTION_NEXT);
    const struct proof *proof = session_proof(session);
    size_t letters[FORMULA_MOST_INDICES];
    EXPECT_INT(proof_letters(proof, letters), 2); /* j and k */
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(proof_letters(proof, letters), 1);
    session_apply(session, ACTION_SELECT_DOWN);
    EXPECT_INT(proof->derivation->letters[letters[0]], 2);
    session_apply(session, ACTION_SELECT_DOWN);
    EXPECT_INT(session_apply(session, ACTION_SELECT_DOWN), SESSION_SAME); /* three units */
    EXPECT_INT(proof->derivation->letters[letters[0]], 3);
    view_expect_answer(session, ACTION_SELECT_RIGHT, STRING_NOTICE_ONE_LETTER);
    session_apply(session, ACTION_SELECT_UP);
    EXPECT_INT(proof->derivation->letters[letters[0]], 2);
    session_apply(session, ACTION_CLOSE);
    EXPECT(session_proof(session) == NULL);
    session_destroy(session);
    arena_destroy(arena);
}

/* Each way out: a step of the run, another notation, another form. */
static void test_ways_out(void) {
    static const enum action outs[] = {ACTION_FIRST, ACTION_LAST, ACTION_NEXT_PASS,
                                       ACTION_NEXT_NOTATION, ACTION_FORM};
    for (size_t i = 0; i < TEST_COUNT(outs); i++) {
        struct arena *arena = arena_create();
        struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
        EXPECT(session_derive(session, "hidden_error", 2));
        session_apply(session, outs[i]);
        EXPECT(session_proof(session) == NULL);
        session_destroy(session);
        arena_destroy(arena);
    }
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, 0);
    view_expect_answer(session, ACTION_DERIVE, STRING_NOTICE_NO_OPERATION);
    EXPECT(!session_derive(session, "hidden_error", 1));
    session_set_level(session, LEVEL_ELEMENT);
    session_go_to(session, STEP_OF_EQUATION_TWO - 1);
    session_apply(session, ACTION_NEXT); /* inside of an operation there is no proof of it */
    EXPECT(session_place(session).element > 0);
    view_expect_answer(session, ACTION_DERIVE, STRING_NOTICE_DERIVATION_LEVEL);
    session_destroy(session);
    arena_destroy(arena);
}

/* Goes on out of a derivation, to the step behind; false: there is none here. */
static bool goes_through(struct session *session) {
    if (session_proof(session) == NULL) {
        session_apply(session, ACTION_DERIVE);
    }
    for (int i = 0; session_proof(session) != NULL && i < 100; i++) {
        if (session_apply(session, ACTION_NEXT) == SESSION_SAME) {
            return false; /* the run ends here */
        }
    }
    return true;
}

/* The way back leads into what was left, of the nearest steps; a way that leads past it does not.
 */
static void test_way_back(void) {
    enum { FIRST = 12, LEFT = PROOF_MOST_LEFT + 2 };
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, FIRST);
    long steps[LEFT];
    size_t left = 0;
    while (left < LEFT) {
        const long step = session_step(session);
        EXPECT(goes_through(session));
        bool was_open = session_step(session) > step;
        steps[left] = step;
        left += was_open;
        if (!was_open) {
            session_apply(session, ACTION_NEXT);
        }
    }
    size_t found = 0;
    while (session_step(session) > FIRST) {
        session_apply(session, ACTION_PREVIOUS);
        if (session_proof(session) != NULL) {
            found++;
            EXPECT_INT(session_step(session), steps[LEFT - found]);
            session_apply(session, ACTION_CLOSE);
        }
    }
    EXPECT_INT(found, PROOF_MOST_LEFT);
    session_go_to(session, STEP_OF_EQUATION_TWO);
    EXPECT(goes_through(session));
    session_apply(session, ACTION_PREVIOUS_PASS);
    EXPECT(session_proof(session) == NULL);
    session_apply(session, ACTION_PREVIOUS); /* from here on what was left lies ahead */
    EXPECT(session_proof(session) == NULL);
    while (session_step(session) <= STEP_OF_EQUATION_TWO) {
        session_apply(session, ACTION_NEXT);
    }
    session_apply(session, ACTION_PREVIOUS);
    EXPECT_INT(session_step(session), STEP_OF_EQUATION_TWO);
    EXPECT(session_proof(session) == NULL); /* not left on this way */
    session_destroy(session);
    arena_destroy(arena);
}

/* Behind the last line nothing comes where the run has ended. */
static void test_last_line(void) {
    struct arena *arena = arena_create();
    size_t found = 0;
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = view_session(
            arena, fixture_lesson(arena, root, "tests/cli/overflow.json"), &notations, n);
        session_go_to(session, session_program(session)->step_count);
        session_apply(session, ACTION_DERIVE);
        bool is_open = session_proof(session) != NULL;
        EXPECT(!is_open || (!goes_through(session) && session_proof(session) != NULL));
        found += is_open;
        session_destroy(session);
    }
    arena_destroy(arena);
    EXPECT(found > 0);
}

/* The printed line of equation 2 lost its sum: it breaks, and is seen only when it is asked for. */
static void test_misprint(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
    session_apply(session, ACTION_MISPRINT);
    const struct proof *proof = session_proof(session);
    EXPECT(proof != NULL && proof->misprint > 0);
    size_t line = 0;
    EXPECT(proof != NULL && proof_misprint(proof, &line));
    EXPECT(proof->derivation->lines[line].verdict != DERIVATION_HOLDS);
    struct scene with, without;
    stage_build(session, size, &view_fake_metrics, arena, &with);
    session_apply(session, ACTION_MISPRINT);
    EXPECT(proof->misprint == 0);
    stage_build(session, size, &view_fake_metrics, arena, &without);
    EXPECT(!is_same(&with, &without));
    session_apply(session, ACTION_MISPRINT);
    session_apply(session, ACTION_NEXT);
    EXPECT(proof->misprint == 0);
    view_expect_answer(session, ACTION_MISPRINT, STRING_NOTICE_NO_MISPRINT);
    session_apply(session, ACTION_NEXT_MISPRINT);
    EXPECT(proof->misprint > 0 && proof_misprint(proof, &line));
    session_go_to(session, 0);
    view_expect_answer(session, ACTION_MISPRINT, STRING_NOTICE_NO_MISPRINT);
    session_destroy(session);
    arena_destroy(arena);
}

/* Older lines are clicked and scrolled to. */
static void test_lines_by_mouse(void) {
    struct arena *arena = arena_create();
    struct session *session = open_at(arena, STEP_OF_EQUATION_TWO);
    EXPECT(session_derive(session, "hidden_error", LINES));
    EXPECT_INT(session_scroll_lines(session, true), SESSION_LOOKS);
    EXPECT_INT(session_proof(session)->scrolled, 1);
    EXPECT_INT(session_scroll_lines(session, false), SESSION_LOOKS);
    EXPECT_INT(session_scroll_lines(session, false), SESSION_SAME);
    EXPECT_INT(session_go_to_line(session, 2), SESSION_LOOKS);
    EXPECT_INT(session_proof(session)->written, 2);
    EXPECT_INT(session_go_to_line(session, 2), SESSION_SAME);
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- where a lesson speaks in a derivation ---- */

static struct session *open_speaking(struct arena *arena) {
    static const char text[] =
        "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"network\": {\"inputs\": 2, "
        "\"layers\": [{\"units\": 2, \"activation\": \"sigmoid\"}, {\"units\": 1, "
        "\"activation\": \"sigmoid\"}]}, \"data\": {\"inputs\": [[0, 1]], \"targets\": [[1]]}, "
        "\"loss\": \"binary_cross_entropy\", \"iterations\": 3, \"script\": ["
        "{\"at\": {\"operation\": \"hidden_error\", \"iteration\": 1}, \"say\": \"Here.\"},"
        "{\"at\": {\"derivation\": \"hidden_error\", \"iteration\": 1, \"line\": 2}, \"say\": "
        "\"Secundo.\"},"
        "{\"at\": {\"derivation\": \"hidden_error\", \"iteration\": 1, \"line\": 4}, \"say\": "
        "\"Quarto.\"},"
        "{\"at\": {\"operation\": \"loss\", \"iteration\": 2}, \"say\": \"On.\"}]}";
    size_t four = 0;
    while (strcmp(notations.items[four]->id, "four") != 0) {
        four++;
    }
    return view_session(arena, fixture_lesson_of_text(arena, "made", text, strlen(text)),
                        &notations, four);
}

static bool is_written(struct arena *arena, const struct session *session, const char *word) {
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    bool is_there = false;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        is_there = is_there || (item->kind == SCENE_TEXT && strstr(item->text, word) != NULL);
    }
    return is_there;
}

static void expect_line(const struct session *session, long step, size_t line) {
    const struct proof *proof = session_proof(session);
    EXPECT_INT(session_step(session), step);
    EXPECT_INT(proof == NULL ? 0 : proof->written, line);
}

enum { SPEAKING_STEP = 8 };

static void test_spoken_lines(void) {
    struct arena *arena = arena_create();
    struct session *session = open_speaking(arena);
    const size_t lines[] = {0, 2, 4};
    for (size_t i = 0; i < 3; i++) {
        session_apply(session, ACTION_NEXT_STOP);
        expect_line(session, SPEAKING_STEP, lines[i]);
        EXPECT(is_written(arena, session, "Secundo.") == (i == 1));
        EXPECT(is_written(arena, session, "Quarto.") == (i == 2));
    }
    session_apply(session, ACTION_NEXT_STOP);
    long behind = session_step(session);
    EXPECT(behind > SPEAKING_STEP && session_proof(session) == NULL);
    for (size_t i = 3; i > 0; i--) {
        session_apply(session, ACTION_PREVIOUS_STOP);
        expect_line(session, SPEAKING_STEP, lines[i - 1]);
    }
    EXPECT(is_written(arena, session, "Here."));
    /* step by step into it, through it and on; who leaves it goes on at once */
    session_apply(session, ACTION_NEXT);
    EXPECT(session_proof(session) != NULL);
    expect_line(session, SPEAKING_STEP, 0);
    size_t count = proof_line_count(session_proof(session));
    for (size_t i = 0; i < count; i++) {
        session_apply(session, ACTION_NEXT);
    }
    expect_line(session, SPEAKING_STEP, count);
    session_apply(session, ACTION_CLOSE);
    EXPECT(session_proof(session) == NULL);
    session_apply(session, ACTION_NEXT);
    expect_line(session, SPEAKING_STEP + 1, 0);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"derivations go on line by line, and the way back is the same", test_lines},
        {"lines beside a form that breaks down", test_beside_trouble},
        {"terms and elements of a line, and back", test_inside},
        {"letters are chosen", test_letters},
        {"what leaves a derivation, and where none opens", test_ways_out},
        {"the way back leads into what was left", test_way_back},
        {"no way on behind the last line of a run", test_last_line},
        {"a misprint is shown, hidden, and gone at the next line", test_misprint},
        {"lines are clicked and scrolled to", test_lines_by_mouse},
        {"a lesson speaks at lines of a derivation", test_spoken_lines},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
