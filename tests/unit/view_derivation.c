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

/* ---- misprints ---- */

/* How often a text begins so. */
static size_t texts_that_begin(const struct scene *scene, const char *with) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        count += item->kind == SCENE_TEXT && strncmp(item->text, with, strlen(with)) == 0;
    }
    return count;
}

/* A printed line that happens to have the right value gets no check mark for it. */
static void test_misprint_by_chance(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson =
        fixture_lesson(arena, root, "lessons/four/06-four-equations.json");
    for (size_t n = 0; n < notations.count; n++) {
        if (strcmp(notations.items[n]->id, "four") != 0) {
            continue;
        }
        struct session *session = view_session(arena, lesson, &notations, n);
        session_go_to(session, 1);
        EXPECT(session_derive(session, "linear_step", 1));
        session_apply(session, ACTION_MISPRINT);
        struct scene scene;
        stage_build(session, size, &view_fake_metrics, arena, &scene);
        EXPECT_INT(texts_that_begin(&scene, "✓"), 1);
        EXPECT_INT(
            texts_that_begin(&scene, string_get(LANGUAGE_ENGLISH, STRING_DERIVATION_BY_CHANCE)), 1);
        session_destroy(session);
    }
    arena_destroy(arena);
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

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"derivations go on line by line, and the way back is the same", test_lines},
        {"a misprint that is right by chance", test_misprint_by_chance},
        {"lines beside a form that breaks down", test_beside_trouble},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
