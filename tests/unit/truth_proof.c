/* The numbers of a derivation are those of the run, however the reader came to it: walked through
 * by what keys do, with questions that are left open on the way. What a question hid is uncovered
 * when the reader goes on, so its memory is another's by then. */
#include "ask_tests.h"

#include "session/session_parts.h"

enum { MOST_LESSONS = 128, MOST_FAULTS = 10, STEPS = 240, SANITIZED_STEPS = 60 };

static size_t compared, asked;

/* Forward more often than anything else. */
static const enum action actions[] = {
    ACTION_NEXT,     ACTION_NEXT,   ACTION_NEXT,          ACTION_NEXT,      ACTION_NEXT,
    ACTION_NEXT,     ACTION_NEXT,   ACTION_READ_ON,       ACTION_READ_ON,   ACTION_SKIP,
    ACTION_SKIP,     ACTION_DERIVE, ACTION_PREVIOUS,      ACTION_HINT,      ACTION_NEXT_DERIVATION,
    ACTION_MISPRINT, ACTION_CLOSE,  ACTION_NEXT_NOTATION, ACTION_ASK_AGAIN, ACTION_NEXT_SAMPLE,
};

/* The state that the derivation was worked out from, beside one that is worked out now. */
static bool is_of_run(const struct session *session, struct arena *arena) {
    const struct proof *proof = session_proof(session);
    const struct derivation *is = proof->derivation;
    const struct derivation *right = derivation_create(
        arena, session_program(session), tape_state(session->run.tape), &is->choice, proof->sample);
    return right->program->state_count == is->program->state_count &&
           memcmp(right->state, is->state, is->program->state_count * sizeof *is->state) == 0;
}

static void walk(const char *path, const struct lesson *lesson, struct arena *arena,
                 uint64_t seed) {
    struct session *session = ask_session(arena, lesson, &notations,
                                          ask_notation(&notations, lesson->notation), mistakes);
    struct fixture_random random = {seed};
    const long steps = FIXTURE_IS_SANITIZED ? SANITIZED_STEPS : STEPS;
    for (long i = 0; i < steps; i++) {
        bool is_plain = seed == 0; /* → alone, as somebody who answers nothing */
        size_t which = fixture_random_below(&random, TEST_COUNT(actions));
        session_apply(session, is_plain ? ACTION_NEXT : actions[which]);
        asked += session_ask_now(session) != NULL;
        struct arena *own = arena_create();
        bool is_open = session_proof(session) != NULL;
        compared += is_open;
        if (is_open && !is_of_run(session, own) && test_failures++ < MOST_FAULTS) {
            printf("# %s, step %ld, \"%s\": other numbers than the run has\n", path,
                   session_step(session),
                   session_proof(session)->derivation->choice.definition->id);
        }
        arena_destroy(own);
    }
    session_destroy(session);
}

static void test_walks(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        for (uint64_t seed = 0; seed < 3; seed++) {
            walk(paths[i], lesson, arena, seed);
        }
        arena_destroy(arena);
    }
    printf("# %zu derivations compared, %zu times a question stood there\n", compared, asked);
    EXPECT(compared > 200 && asked > 200);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"a derivation has the numbers of the run, whatever was asked before", test_walks},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
