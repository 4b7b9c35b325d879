/* The lines of proofs as they will be printed, with the real fonts: every line of every operation's
 * own proofs in every shipped lesson and notation, as a whole, on the first way of its sum, and
 * with its misprint. Sizes, text scales and languages take turns, as in view_layout.c.
 *
 *     view_layout_proofs SOURCE_ROOT [most messages a rule of a part]
 */

#include "layout_rules.h"

static const struct stage_size sizes[] = {{1280, 720}, {1366, 768}, {1920, 1080}, {3840, 2160}};
static const int scales[] = {100, 150, 75};

enum {
    COMBINATIONS = (int)(TEST_COUNT(sizes) * TEST_COUNT(scales)) * LANGUAGE_COUNT,
    STRIDE = 7,                            /* has no divisor in common with the combinations */
    EVERY = FIXTURE_IS_SANITIZED ? 29 : 3, /* line, but the first and the last of a proof */
    MOST_LESSONS = 128
};

/* Pictures in which something breaks a rule, as large sums that are written out do in a small
 * window; the number only shrinks. */
enum { MOST_FAULTY = FIXTURE_IS_SANITIZED ? 34 : 10 };

static long lines_seen, inside_seen, misprints_seen, faulty;

static long findings(void) {
    long count = 0;
    for (enum part part = 0; part < PART_COUNT; part++) {
        for (enum rule rule = 0; rule < RULE_COUNT; rule++) {
            count += seen.findings[part][rule];
        }
    }
    return count;
}

static void look_next(struct view *view, size_t *turn) {
    size_t at = *turn * STRIDE % COMBINATIONS;
    (*turn)++;
    view->size = sizes[at % TEST_COUNT(sizes)];
    at /= TEST_COUNT(sizes);
    session_set_text_scale(view->session, scales[at % TEST_COUNT(scales)]);
    at /= TEST_COUNT(scales);
    session_set_language(view->session, (enum language)at);
    long before = findings();
    look(*view);
    faulty += findings() > before;
}

static void look_at_line(struct view *view, size_t *turn) {
    const struct proof *proof = session_proof(view->session);
    size_t ignored;
    look_next(view, turn);
    lines_seen++;
    if (proof_misprint(proof, &ignored)) {
        session_apply(view->session, ACTION_MISPRINT);
        look_next(view, turn);
        misprints_seen++;
        session_go_to_line(view->session, proof->written);
    }
    session_apply(view->session, ACTION_FINER);
    if (proof->level > LEVEL_OPERATION) {
        look_next(view, turn);
        inside_seen++;
        session_apply(view->session, ACTION_COARSER);
    }
}

static void look_at_proof(struct view *view, const char *id, size_t *turn) {
    if (!session_derive(view->session, id, 1)) {
        test_failures++;
        printf("# %s: %s does not open\n", view->lesson, id);
        return;
    }
    size_t lines = proof_line_count(session_proof(view->session));
    for (size_t line = 1; line <= lines; line++) {
        if (line == 1 || line == lines || (*turn + line) % EVERY == 0) {
            session_go_to_line(view->session, line);
            look_at_line(view, turn);
        }
    }
    session_apply(view->session, ACTION_DERIVE);
}

static void look_at_lesson(const char *path, size_t notation, size_t *turn) {
    struct arena *arena = arena_create();
    struct view view = {.lesson = path};
    view.session = view_session(arena, fixture_lesson(arena, root, path), &notations, notation);
    const struct program *program = session_program(view.session);
    for (long step = 1; step < program->operation_count && !session_is_stuck(view.session);
         step++) {
        session_go_to(view.session, step);
        struct derivation_choice choices[NOTATION_MOST_DERIVATIONS];
        size_t count = derivation_choices(program, session_program_place(view.session).operation,
                                          choices, NOTATION_MOST_DERIVATIONS);
        for (size_t i = 0; i < count && !session_is_stuck(view.session); i++) {
            look_at_proof(&view, choices[i].definition->id, turn);
        }
    }
    session_destroy(view.session);
    arena_destroy(arena);
}

static void test_every_proof(void) {
    struct arena *arena = arena_create();
    const char *lessons[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, lessons, MOST_LESSONS);
    size_t turn = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = FIXTURE_IS_SANITIZED ? i % notations.count : 0; k < notations.count;
             k += FIXTURE_IS_SANITIZED ? notations.count : 1) {
            look_at_lesson(lessons[i], k, &turn);
        }
    }
    EXPECT(turn >= (size_t)COMBINATIONS * 10);
    printf("# %ld lines, %ld inside of one, %ld misprints: %ld pictures, %ld texts\n", lines_seen,
           inside_seen, misprints_seen, seen.pictures, seen.texts);
    printf("# %ld of them break a rule\n", faulty);
    arena_destroy(arena);
}

static void test_faulty(void) {
    EXPECT(faulty <= MOST_FAULTY);
    EXPECT(lines_seen > (FIXTURE_IS_SANITIZED ? 400 : 6000));
    EXPECT(misprints_seen > (FIXTURE_IS_SANITIZED ? 50 : 1000));
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"every proof, notation and language", test_every_proof},
        {"all but the few that are owed keep the rules", test_faulty},
        {"no text stands across the edge of a neuron", test_discs},
    };
    return layout_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
