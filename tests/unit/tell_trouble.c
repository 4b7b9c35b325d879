/* Where a number is too large, or 0 log 0 counts as 0, the reader is told so, at every form of
 * every step, in every notation and language, and no line says what is not so. */
#include "engine/program_state.h"
#include "limits_fixture.h"
#include "session/strings.h"
#include "step/filled_equation.h"
#include "tell/trouble_told.h"
#include "view_fixture.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static struct { size_t broken, conventions; } seen;

/* The words of a telling, formulas left out. */
static const char *words_of(struct arena *arena, const struct telling *telling) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling->count; i++) {
        bool is_words = telling->parts[i].kind == TELLING_WORDS;
        text_append_string(&text, is_words ? telling->parts[i].text : "|");
    }
    return text.bytes;
}

/* Computed once more, element by element. */
static bool is_finite_form(struct arena *arena, const struct moment *moment) {
    const struct program *program = moment->program;
    long operation = (moment->at.step - 1) % program->operation_count;
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    double *scratch = ARENA_ARRAY(arena, double, program->scratch_count);
    memcpy(state, moment->state, program->state_count * sizeof *state);
    if (moment->look.form > 0) {
        program_run_form(program, operation, moment->look.form - 1, state, scratch);
    }
    return matrix_is_finite(program_tensor_value(program, moment->operation->target, state));
}

static void check_told(struct arena *arena, const struct moment *moment, enum language language) {
    struct telling telling = telling_begin(arena, language);
    bool is_told = trouble_told_add(&telling, moment);
    const char *words = words_of(arena, &telling);
    bool says_why = strstr(words, string_get(language, STRING_FORM_OVERFLOWS)) != NULL &&
                    strstr(words, string_get(language, STRING_FORM_STEP_BEGIN)) != NULL;
    bool is_finite = is_finite_form(arena, moment);
    EXPECT(is_told == !is_finite);
    EXPECT(is_told == says_why);
    seen.broken += is_told;
}

/* Without a number there is no "=" between the digits, in none of the ways they can be written. */
static void check_relation(struct arena *arena, const struct moment *moment) {
    if (moment->operation->binding.statement->target->has_element) {
        return;
    }
    (void)arena;
    struct equation equation = equation_create(moment, moment->operation, NULL);
    struct filled filled = filled_equation_create(&equation);
    for (size_t i = 0; i < filled.writing_count; i++) {
        bool is_unequal = strstr(filled.writings[i].tex, "\\neq") != NULL;
        EXPECT(is_unequal == (moment->trouble != NULL));
    }
}

/* The loss needs the convention in each of its forms or in none: they are made of the same logs. */
static void check_convention(struct arena *arena, const struct moment *moment,
                             enum language language, bool is_needed) {
    struct telling telling = telling_begin(arena, language);
    trouble_told_add_convention(&telling, moment);
    bool is_told = strstr(words_of(arena, &telling), string_get(language, STRING_CONVENTION_LOG));
    bool is_loss = moment->program->tensors[moment->operation->target].role == ROLE_LOSS;
    EXPECT(is_told == (is_loss && is_needed));
    seen.conventions += is_told;
}

static void check_moment(struct session *session, bool is_needed) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        check_told(arena, &moment, (enum language)language);
        check_convention(arena, &moment, (enum language)language, is_needed);
    }
    check_relation(arena, &moment);
    arena_destroy(arena);
}

static void check_lesson(const struct saturation *saturation, size_t notation, size_t samples) {
    struct arena *arena = arena_create();
    struct session *session =
        view_session(arena, limits_lesson(arena, saturation, samples), &notations, notation);
    const struct program *program = session_program(session);
    for (long step = 1; step <= program->operation_count; step++) {
        session_apply(session, ACTION_NEXT);
        size_t forms = session_shown_operation(session)->form_count;
        for (size_t form = 0; form <= forms; form++) {
            /* an update's forms are of the values before it; nothing breaks down there */
            if (session_shown_operation(session)->pass != PASS_UPDATE) {
                check_moment(session, saturation->conventions != CONVENTION_NONE);
            }
            session_apply(session, ACTION_FORM);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_right_and_sure(void) {
    for (size_t i = 0; i < TEST_COUNT(limits_right); i++) {
        for (size_t n = 0; n < notations.count; n++) {
            for (size_t samples = 1; samples <= 3; samples++) {
                check_lesson(&limits_right[i], n, samples);
            }
        }
    }
    printf("# %zu forms break down, %zu conventions\n", seen.broken, seen.conventions);
    EXPECT(seen.broken > 250 && seen.conventions > 300);
}

/* A stop says what happened and offers a - y, whichever form the reader looks at. */
static void check_stop(const struct saturation *saturation, size_t notation) {
    struct arena *arena = arena_create();
    struct session *session =
        view_session(arena, limits_lesson(arena, saturation, 2), &notations, notation);
    while (!session_is_stuck(session)) {
        session_apply(session, ACTION_NEXT);
    }
    size_t forms = session_shown_operation(session)->form_count;
    for (size_t form = 0; form <= forms; form++) {
        struct moment moment = moment_create(session, arena);
        struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
        EXPECT(trouble_told_add(&telling, &moment));
        const char *words = words_of(arena, &telling);
        EXPECT(strstr(words, "log(0) = −∞") != NULL);
        EXPECT(strstr(words, string_get(LANGUAGE_ENGLISH, STRING_FUSED_BEGIN)) != NULL);
        session_apply(session, ACTION_FORM);
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_wrong_and_sure(void) {
    for (size_t i = 0; i < TEST_COUNT(limits_wrong); i++) {
        for (size_t n = 0; n < notations.count; n++) {
            check_stop(&limits_wrong[i], n);
        }
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"a form that breaks down says so", test_right_and_sure},
        {"a stop offers the formula without a division, at each form", test_wrong_and_sure},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
