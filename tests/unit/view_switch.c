/* Another notation at the same place: what is kept, what is told, and what cannot be opened. */
#include "view_session_fixture.h"

#include "engine/comparison.h"
#include "engine/place.h"
#include "tell/switch_told.h"

#include <ctype.h>
#include <math.h>

static void expect_same_meaning(const struct program *from, long step, const struct program *to,
                                long other) {
    struct program_place a = place_of_step(from, step);
    struct program_place b = place_of_step(to, other);
    EXPECT_INT(a.iteration, b.iteration);
    const struct tensor *left = &from->tensors[a.operation->target];
    const struct tensor *right = &to->tensors[b.operation->target];
    EXPECT_INT(left->role, right->role);
    EXPECT_INT(left->layer, right->layer);
}

/* Another notation shows what this one showed, and its numbers are the same loss. */
static void test_notations(void) {
    struct session *session = session_on("tests/lessons/xor.json", "four");
    long steps = session_program(session)->operation_count * 3;
    struct arena *arena = arena_create();
    const struct program *four =
        fixture_program(arena, session_lesson(session), notations.items[index_of("four")], 0);
    for (long step = 1; step <= steps; step++) {
        session_go_to(session, step);
        EXPECT_INT(session_apply(session, ACTION_NOTATION_1), SESSION_MOVED | SESSION_LOOKS);
        EXPECT_STRING(session_program(session)->notation->id, "ladder");
        expect_same_meaning(four, step, session_program(session), session_step(session));
        view_expect_answer(session, ACTION_NOTATION_1, STRING_NOTICE_SAME_NOTATION);
        EXPECT_INT(session_apply(session, ACTION_NOTATION_1 + 4), SESSION_MOVED | SESSION_LOOKS);
        EXPECT_INT(session_step(session), step);
    }
    arena_destroy(arena);
    session_destroy(session);
}

/* The nearest later operation that both have: none in this iteration is its end. */
static void test_matching_step(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, "tests/lessons/xor.json");
    const struct program *four =
        fixture_program(arena, lesson, notations.items[index_of("four")], 0);
    const struct program *ladder =
        fixture_program(arena, lesson, notations.items[index_of("ladder")], 0);
    EXPECT_INT(comparison_matching_step(four, ladder, 0), 0);
    for (long step = 1; step <= four->operation_count * 2; step++) {
        long there = comparison_matching_step(four, ladder, step);
        EXPECT(there > 0 && there <= ladder->operation_count * 2);
        EXPECT_INT(place_of_step(ladder, there).iteration, place_of_step(four, step).iteration);
    }
    struct program cut = *ladder;
    cut.operation_count = 2; /* without a loss and all that follows */
    cut.step_count = 2 * cut.iterations;
    EXPECT_INT(comparison_matching_step(four, &cut, four->operation_count + 5), 4);
    arena_destroy(arena);
}

/* Every notation, one after the other, and again the first. */
static void test_next_notation(void) {
    struct session *session = session_on("tests/lessons/mazur.json", "ladder");
    const char *first = session_program(session)->notation->id;
    session_go_to(session, 3);
    for (size_t i = 0; i < notations.count; i++) {
        EXPECT_INT(session_apply(session, ACTION_NEXT_NOTATION), SESSION_MOVED | SESSION_LOOKS);
        EXPECT(i + 1 == notations.count ||
               strcmp(session_program(session)->notation->id, first) != 0);
    }
    EXPECT_STRING(session_program(session)->notation->id, first);
    EXPECT_INT(session_step(session), 3);
    session_destroy(session);
}

/* The shipped notation whose hidden error has lost its transposition, as read from a file. */
static const struct notation *broken_notation(struct arena *arena) {
    struct file_content text =
        fixture_read(arena, text_format(arena, "%s/assets/notations/four.json", root));
    char *bytes = arena_copy_text(arena, text.bytes, text.length);
    for (char *at = bytes; (at = strstr(at, "\"dZ[l] = (w[l+1]^T * dZ[l+1]) .*")) != NULL; at++) {
        memcpy(strchr(at, '^'), "  ", 2);
    }
    struct notation *notation = ARENA_NEW(arena, struct notation);
    *notation = *fixture_notation_of_text(arena, "broken.json", bytes, text.length);
    notation->file = (struct notation_file){"some/folder/broken.json", bytes, text.length};
    return notation;
}

/* What stands at the line and column of "broken.json:LINE:COLUMN". */
static const char *at_place(const struct notation *notation, const char *place) {
    int line = 0, column = 0;
    EXPECT_INT(sscanf(place, "broken.json:%d:%d", &line, &column), 2);
    const char *at = notation->file.bytes;
    for (int i = 1; i < line; i++) {
        at = strchr(at, '\n') + 1;
    }
    return at + column - 1;
}

/* A notation that does not fit is not switched to, and the reader is told which formula of which
 * file; the key for the next one goes past it. */
static void test_broken_notation(void) {
    struct arena *arena = arena_create();
    size_t four = index_of("four");
    struct view_notations with_broken = notations;
    with_broken.items[four] = broken_notation(arena);
    const struct lesson *lesson = fixture_lesson(shared, root, "tests/lessons/xor.json");
    size_t before = (four + with_broken.count - 1) % with_broken.count;
    struct session *session = view_session(arena, lesson, &with_broken, before);
    const char *id = session_program(session)->notation->id;
    enum action key = ACTION_NOTATION_1 + (enum action)(with_broken.items[four]->number - 1);
    EXPECT_INT(session_apply(session, key), SESSION_LOOKS);
    EXPECT_STRING(session_program(session)->notation->id, id);
    const char *said = session_notice_text(session, arena, LANGUAGE_ENGLISH);
    EXPECT(said != NULL && strstr(said, "matrix product") != NULL);
    const char *place = said != NULL ? strstr(said, "broken.json") : NULL;
    EXPECT(place != NULL && strncmp(at_place(with_broken.items[four], place), "w[l+1]", 6) == 0);
    said = session_notice_text(session, arena, LANGUAGE_CHINESE);
    EXPECT(said != NULL && strstr(said, "矩阵乘积") != NULL);
    EXPECT((session_apply(session, ACTION_NEXT_NOTATION) & SESSION_MOVED) != 0);
    EXPECT(session_notice(session) != NULL && session_notice(session)->broken != NULL);
    EXPECT_STRING(session_program(session)->notation->id,
                  with_broken.items[(four + 1) % with_broken.count]->id);
    session_apply(session, ACTION_NEXT);
    EXPECT(session_notice(session) == NULL);
    session_destroy(session);
    arena_destroy(arena);
}

/* What a change of notation changed is told until the next step. */
static void test_a_switch_is_told(void) {
    static const enum action steps[] = {ACTION_NEXT,          ACTION_PREVIOUS, ACTION_NEXT_PASS,
                                        ACTION_PREVIOUS_PASS, ACTION_FIRST,    ACTION_LAST};
    struct session *session = session_on("tests/lessons/xor.json", "ladder");
    EXPECT(session_notation_switch(session) == NULL);
    for (size_t i = 0; i < TEST_COUNT(steps); i++) {
        session_go_to(session, 12);
        session_apply(session, ACTION_NOTATION_1 + 4);
        session_apply(session, ACTION_LANGUAGE);
        const struct notation_switch *change = session_notation_switch(session);
        EXPECT(change != NULL);
        EXPECT(change == NULL || change->comparison.is_transposed);
        EXPECT(change == NULL || change->comparison.roles[ROLE_ERROR].factor == 4);
        EXPECT(change == NULL || change->comparison.roles[ROLE_WEIGHT_GRADIENT].factor == 1);
        EXPECT_STRING(change != NULL ? change->names[ROLE_ERROR] : "",
                      "\\frac{\\partial \\mathcal{L}}{\\partial Z_{2}}");
        session_apply(session, steps[i]);
        finish(session);
        EXPECT(session_notation_switch(session) == NULL);
        session_apply(session, ACTION_NOTATION_1);
    }
    session_go_to(session, 3);
    EXPECT(session_notation_switch(session) == NULL);
    session_destroy(session);
}

/* Words and sentences of what is told in English stand apart, whatever notation is gone to. */
static void test_a_switch_is_readable(void) {
    size_t words = 0, sentences = 0;
    for (size_t n = 0; n < notations.count; n++) {
        struct arena *arena = arena_create();
        struct session *session = session_on("tests/lessons/xor.json", notations.items[n]->id);
        for (size_t k = 1; k < notations.count; k++) {
            session_go_to(session, 12);
            session_apply(session, ACTION_NEXT_NOTATION);
            struct moment moment = moment_create(session, arena);
            struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
            switch_told_add(&telling, &moment, session_notation_switch(session));
            for (size_t i = 1; i < telling.count; i++) {
                const struct telling_part *last = &telling.parts[i - 1], *part = &telling.parts[i];
                bool is_word = part->kind == TELLING_WORDS && isalpha((unsigned char)*part->text);
                bool is_behind = last->kind == TELLING_WORDS && *last->text != '\0';
                char end = is_behind ? last->text[strlen(last->text) - 1] : 'x';
                EXPECT(!is_word || end == ' ');
                words += is_word;
                sentences += is_word && isupper((unsigned char)*part->text);
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu words, %zu sentences\n", words, sentences);
    EXPECT(words > 20 && sentences > 5);
}

/* Opened in a notation, or switched to it: the same learning rate, and the lesson's weights. */
static void test_opened_as_switched(void) {
    struct session *own = session_on("tests/lessons/xor.json", "four");
    long iterations = 3;
    session_go_to(own, iterations * session_program(own)->operation_count);
    for (size_t n = 0; n < notations.count; n++) {
        const char *id = notations.items[n]->id;
        struct session *opened = session_on("tests/lessons/xor.json", id);
        struct session *switched = session_on("tests/lessons/xor.json", "four");
        while (strcmp(session_program(switched)->notation->id, id) != 0) {
            session_apply(switched, ACTION_NEXT_NOTATION);
        }
        const struct program *program = session_program(opened);
        bool adds_up = notations.items[n]->reduction == REDUCTION_SUM;
        double rate = program->learning_rate;
        EXPECT(fabs(rate - (adds_up ? 0.125 : 0.5)) < 1e-15);
        EXPECT(fabs(rate - session_program(switched)->learning_rate) < 1e-15);
        EXPECT(session_notation_switch(opened) == NULL);
        session_go_to(opened, iterations * program->operation_count);
        int bias = program_find_tensor(program, ROLE_BIAS, 1);
        int own_bias = program_find_tensor(session_program(own), ROLE_BIAS, 1);
        const double *found = session_state(opened) + program->tensors[bias].storage.offset;
        const double *wanted =
            session_state(own) + session_program(own)->tensors[own_bias].storage.offset;
        for (size_t i = 0; i < 3; i++) {
            EXPECT(fabs(found[i] - wanted[i]) < 1e-12);
        }
        session_destroy(switched);
        session_destroy(opened);
    }
    session_destroy(own);
}

/* A step that leads nowhere takes it away too, and that is to be seen. */
static void test_a_switch_at_the_end(void) {
    struct session *session = session_on("tests/lessons/mazur.json", "four");
    session_go_to(session, session_program(session)->step_count);
    session_apply(session, ACTION_NOTATION_1);
    EXPECT(session_notation_switch(session) != NULL);
    EXPECT_INT(session_apply(session, ACTION_NEXT), SESSION_LOOKS);
    EXPECT(session_notation_switch(session) == NULL);
    EXPECT_INT(session_apply(session, ACTION_NEXT), SESSION_SAME);
    session_destroy(session);
}

/* From within an operation to the one that writes the same, done; the level stays. */
static void test_switching_inside_an_operation(void) {
    for (enum step_level level = LEVEL_TERM; level <= LEVEL_ELEMENT; level++) {
        struct session *session = session_on("tests/lessons/xor.json", "four");
        struct arena *arena = arena_create();
        const struct program *four =
            fixture_program(arena, session_lesson(session), notations.items[index_of("four")], 0);
        session_set_level(session, level);
        for (long step = 0; step < 2 * four->operation_count; step++) {
            session_go_to(session, step);
            session_apply(session, ACTION_NEXT);
            bool was_inside = session_place(session).element > 0;
            session_apply(session, ACTION_NOTATION_1);
            expect_same_meaning(four, step + 1, session_program(session), session_step(session));
            EXPECT_INT(session_place(session).element, 0);
            EXPECT_INT(session_settings(session)->level, level);
            EXPECT(was_inside ||
                   place_term_count(&four->operations[step % four->operation_count]) <= 1);
            session_apply(session, ACTION_NOTATION_1 + 4);
        }
        arena_destroy(arena);
        session_destroy(session);
    }
}

/* Whether the picture before the first step says in whose notation the summary speaks. */
static bool names_its_notation(const char *summary, const char *notation) {
    struct arena *arena = arena_create();
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"one\", %s \"notation\": \"four\", \"loss\": \"square\", "
        "\"network\": {\"inputs\": 1, \"layers\": [{\"units\": 1, \"activation\": \"linear\"}]}, "
        "\"data\": {\"inputs\": [[1]], \"targets\": [[1]]}}",
        summary);
    struct session *session =
        view_session(arena, fixture_lesson_of_text(arena, "one", text, strlen(text)), &notations,
                     index_of(notation));
    struct scene scene;
    stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, arena, &scene);
    bool is_named = false;
    for (size_t i = 0; i < scene.count; i++) {
        is_named = is_named || (scene.items[i].kind == SCENE_TEXT &&
                                strcmp(scene.items[i].text, "notation:") == 0);
    }
    session_destroy(session);
    arena_destroy(arena);
    return is_named;
}

static void test_a_summary_is_of_its_notation(void) {
    static const char summary[] = "\"summary\": \"From z to a.\",";
    EXPECT(names_its_notation(summary, "ladder") && !names_its_notation(summary, "four"));
    EXPECT(!names_its_notation("", "ladder"));
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"a notation keeps the place", test_notations},
        {"a notation that does not fit is told", test_broken_notation},
        {"the matching step", test_matching_step},
        {"all notations in turn", test_next_notation},
        {"a switch of notation is told until the next step", test_a_switch_is_told},
        {"what a switch changed is told in words that stand apart", test_a_switch_is_readable},
        {"opened in a notation as after a switch", test_opened_as_switched},
        {"a switch at the end of the run", test_a_switch_at_the_end},
        {"a switch within an operation", test_switching_inside_an_operation},
        {"a summary says whose notation it speaks in", test_a_summary_is_of_its_notation},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
