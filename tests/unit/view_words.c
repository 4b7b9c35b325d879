/* What is said is true. Each number with a decimal point in a comment stands in the picture that it
 * is said beside, in every notation that says it; each tensor that the program's own sentence names
 * stands in the formula. */
#include "engine/place.h"
#include "engine/program_names.h"
#include "view_fixture.h"

#include "engine/script.h"
#include "tell/script/narration.h"
#include "tell/sentence.h"

#include <ctype.h>
#include <math.h>

static const char *root;
static struct view_notations notations;

/* Numbers that are said and not shown, and what they are. */
static const struct remark {
    const char *lesson, *number, *why;
} remarks[] = {
    {"lessons/beyond/01-descent.json", "0.2", "another learning rate"},
    {"lessons/beyond/01-descent.json", "2.5", "the parabola's factor"},
    {"lessons/delta/03-down.json", "0.6", "an output to come"},
    {"lessons/delta/03-down.json", "0.8", "an output to come"},
    {"lessons/delta/03-down.json", "0.64", "its slope"},
    {"lessons/delta/03-down.json", "0.36", "its slope"},
    {"lessons/delta/05-deep.json", "0.5", "the loss of the first iteration"},
    {"lessons/four/03-losses.json", "1.25", "how far a step goes"},
    {"lessons/four/06-four-equations.json", "0.5", "the error of the first iteration"},
    {"lessons/four/06-four-equations.json", "0.693", "the loss of the first iteration"},
    {"lessons/mlbook/04-activation-jacobian.json", "0.1875", "the slope at 0.75"},
};

static bool is_used[TEST_COUNT(remarks)];

static bool is_remarked(const char *lesson, const char *number) {
    bool is_found = false;
    for (size_t i = 0; i < TEST_COUNT(remarks); i++) {
        if (strcmp(remarks[i].lesson, lesson) == 0 && strcmp(remarks[i].number, number) == 0) {
            is_used[i] = is_found = true;
        }
    }
    return is_found;
}

/* A lesson in a notation, at a place where it speaks. */
struct spoken {
    const char *lesson;
    const struct session *session;
    const double *first; /* the values at the beginning */
    bool *is_shown;      /* by tensor: of the operation, or in the focus of what is said */
    int numbers;
};

static void find_shown(struct spoken *spoken) {
    const struct program *program = session_program(spoken->session);
    struct program_place place = session_program_place(spoken->session);
    script_focus(session_script(spoken->session), place, spoken->is_shown);
    if (place.operation == NULL) {
        return;
    }
    spoken->is_shown[place.operation->target] = true;
    const struct binding *binding = &place.operation->binding;
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct bound_node *node = &binding->nodes[i];
        for (int t = 0; t < program->tensor_count; t++) {
            bool is_read = node->expression->kind == EXPRESSION_TENSOR &&
                           node->tensor.offset == program->tensors[t].storage.offset;
            spoken->is_shown[t] = spoken->is_shown[t] || is_read;
        }
    }
}

/* Whether a value that is shown, or was there at the beginning, is the number, up to its sign, with
 * as many decimals as it has. Signs are not compared: in "0.5 - 0.4" and "-0.4" the same character
 * is an operator and a sign. */
static bool is_there(const struct spoken *spoken, const char *number) {
    const struct program *program = session_program(spoken->session);
    const double *state = session_state(spoken->session);
    double wanted = strtod(number, NULL);
    double half = 0.5 * pow(10, -(double)strlen(strchr(number, '.') + 1)) * (1 + 1e-9);
    bool is_found = false;
    for (int t = 0; t < program->tensor_count; t++) {
        size_t offset = program->tensors[t].storage.offset;
        size_t count = spoken->is_shown[t] ? shape_count(program->tensors[t].storage.shape) : 0;
        for (size_t i = offset; i < offset + count; i++) {
            is_found = is_found || fabs(fabs(state[i]) - wanted) <= half ||
                       fabs(fabs(spoken->first[i]) - wanted) <= half;
        }
    }
    return is_found;
}

/* The next number with a decimal point, in the arena; NULL: there is none. */
static const char *next_number(struct arena *arena, const char **text) {
    for (const char *at = *text; *at != '\0'; at++) {
        if (!isdigit((unsigned char)*at)) {
            continue;
        }
        size_t whole = strspn(at, "0123456789");
        size_t rest = at[whole] == '.' ? strspn(at + whole + 1, "0123456789") : 0;
        if (rest > 0) {
            *text = at + whole + 1 + rest;
            return arena_copy_text(arena, at, whole + 1 + rest);
        }
        at += whole - 1;
    }
    return NULL;
}

static void check_text(struct spoken *spoken, const char *text) {
    struct arena *arena = arena_create();
    const char *number;
    while ((number = next_number(arena, &text)) != NULL) {
        spoken->numbers++;
        if (!is_there(spoken, number) && !is_remarked(spoken->lesson, number)) {
            test_failures++;
            printf("# %s, %s, step %ld: where is %s? \"%.40s\"\n", spoken->lesson,
                   session_program(spoken->session)->notation->id, session_step(spoken->session),
                   number, text);
        }
    }
    arena_destroy(arena);
}

static int check_lesson(struct arena *arena, const char *path, size_t notation) {
    struct session *session =
        view_session(arena, fixture_lesson(arena, root, path), &notations, notation);
    const struct program *program = session_program(session);
    const struct script *script = session_script(session);
    double *first = ARENA_ARRAY(arena, double, program->state_count);
    memcpy(first, session_state(session), program->state_count * sizeof *first);
    bool *is_shown = ARENA_ARRAY(arena, bool, (size_t)program->tensor_count);
    struct spoken spoken = {path, session, first, is_shown, 0};
    for (long step = 0; step >= 0; step = script_next(script, step)) {
        session_go_to(session, step);
        find_shown(&spoken);
        struct script_stop stops[16];
        size_t count = script_stops_at(script, session_program_place(session), stops, 16);
        for (size_t i = 0; i < count * LANGUAGE_COUNT; i++) {
            check_text(&spoken, stops[i / LANGUAGE_COUNT].stop->say.in[i % LANGUAGE_COUNT]);
        }
    }
    session_destroy(session);
    return spoken.numbers;
}

static void test_numbers(void) {
    struct arena *arena = arena_create();
    int numbers = 0;
    enum { MOST_LESSONS = 128 };
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count * notations.count; i++) {
        numbers += check_lesson(arena, paths[i / notations.count], i % notations.count);
    }
    printf("# %d numbers\n", numbers);
    EXPECT(numbers > 100); /* the run fills in the rest */
    for (size_t i = 0; i < TEST_COUNT(remarks); i++) {
        if (!is_used[i]) {
            test_failures++;
            printf("# %s: %s is said nowhere\n", remarks[i].lesson, remarks[i].number);
        }
    }
    arena_destroy(arena);
}

/* ---- the program's own sentences ---- */

/* Marks the tensors that a formula shows: those whose names are printed, and the z of f'(z), which
 * some notes write as da/dz. */
static void mark_printed(struct arena *arena, const struct program *program,
                         const struct operation *operation, const struct binding *binding,
                         bool *ret) {
    const struct statement *statement = binding->statement;
    struct print_pieces pieces = {ARENA_ARRAY(arena, struct print_piece, statement->node_count + 1),
                                  0};
    struct printer printer = program_printer(program, PRINT_TEX, operation->layer);
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, statement, &text, &pieces);
    for (size_t i = 0; i < statement->node_count; i++) {
        const struct expression *node = statement->nodes[i];
        bool is_slope = node->kind == EXPRESSION_CALL && node->function == FUNCTION_DERIVATIVE;
        bool is_printed = is_slope;
        for (size_t p = 0; p < pieces.count; p++) {
            is_printed = is_printed || pieces.items[p].node == node->id;
        }
        const struct expression *tensor = is_slope ? node->operands[0] : node;
        for (int t = 0; t < program->tensor_count; t++) {
            ret[t] = ret[t] || (is_printed && tensor->kind == EXPRESSION_TENSOR &&
                                binding->nodes[tensor->id].tensor.offset ==
                                    program->tensors[t].storage.offset);
        }
    }
}

static int check_operands(const struct program *program, const struct operation *operation,
                          const struct binding *binding) {
    enum { MOST = 16 };
    struct arena *arena = arena_create();
    bool *is_printed = ARENA_ARRAY(arena, bool, (size_t)program->tensor_count);
    mark_printed(arena, program, operation, binding, is_printed);
    int operands[MOST];
    int count = sentence_operands(program, binding, operands, MOST);
    for (int i = 0; i < count; i++) {
        if (!is_printed[operands[i]]) {
            test_failures++;
            printf("# %s: %s is named and not shown\n", binding->statement->source,
                   program_tensor_name(arena, program, operands[i], PRINT_TEXT));
        }
        is_printed[operands[i]] = false;
    }
    for (int t = 0; t < program->tensor_count; t++) {
        if (is_printed[t]) {
            test_failures++;
            printf("# %s: %s is shown and not named\n", binding->statement->source,
                   program_tensor_name(arena, program, t, PRINT_TEXT));
        }
    }
    arena_destroy(arena);
    return count;
}

/* Every form of every operation of the notes' own lessons, in every notation. */
static void test_operands(void) {
    static const char *const paths[] = {
        "tests/lessons/mlbook/chain-rule.json", "tests/lessons/mlbook/observations.json",
        "tests/lessons/four/four-samples.json", "tests/lessons/ladder/classes.json",
        "tests/lessons/delta/softmax.json",     "tests/lessons/layer/exercise.json"};
    int named = 0;
    for (size_t i = 0; i < TEST_COUNT(paths) * notations.count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i / notations.count]);
        const struct program *program =
            fixture_program(arena, lesson, notations.items[i % notations.count], 0);
        for (long o = 0; o < program->operation_count; o++) {
            const struct operation *operation = &program->operations[o];
            named += check_operands(program, operation, &operation->binding);
            for (size_t f = 0; f < operation->form_count; f++) {
                named += check_operands(program, operation, &operation->forms[f].binding);
            }
        }
        arena_destroy(arena);
    }
    printf("# %d operands\n", named);
    EXPECT(named > 2000);
}

/* ---- what is said before the first step ---- */

/* A lesson of one unit whose loss or whose activation is a formula of its own, or neither. */
static const char *const own_formulas[] = {
    "\"loss\": \"C = sum(A[L])\"", "\"activation\": \"A[l] = 2 * f[l](Z[l])\"",
    "\"weight_update\": \"w[l] = w[l] - alpha * dw[l] / 2\"",
    "\"weight_update\": \"w[l] = w[l] - dw[l]\", \"bias_update\": \"b[l] = b[l] - db[l]\""};

static const struct lesson *own_lesson(struct arena *arena, const char *formulas) {
    const char *text =
        text_format(arena,
                    "{\"format\": 1, \"title\": \"made\", \"notation\": \"four\", \"network\": "
                    "{\"inputs\": [\"x\"], "
                    "\"layers\": [{\"units\": 1, \"activation\": \"tanh\", \"weights\": [[1]], "
                    "\"biases\": [0]}]}, "
                    "\"data\": {\"inputs\": [[1]], \"targets\": [[0]]}, \"loss\": \"half_square\", "
                    "\"learning_rate\": 0.375, \"iterations\": 2, \"formulas\": {%s}}",
                    formulas);
    return fixture_lesson_with((struct fixture_shelf){arena, root}, "made", text, strlen(text));
}

static bool shows(const struct session *session, const char *words) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, (struct stage_size){1280, 720}, &view_fake_metrics, arena, &scene);
    bool is_found = false;
    for (size_t i = 0; i < scene.count; i++) {
        bool is_text = scene.items[i].kind == SCENE_TEXT;
        is_found = is_found || (is_text && strstr(scene.items[i].text, words) != NULL);
    }
    arena_destroy(arena);
    return is_found;
}

static void test_facts(void) {
    for (size_t i = 0; i < TEST_COUNT(own_formulas) * LANGUAGE_COUNT; i++) {
        struct arena *arena = arena_create();
        enum language language = (enum language)(i % LANGUAGE_COUNT);
        size_t kind = i / LANGUAGE_COUNT;
        struct session *session =
            view_session(arena, own_lesson(arena, own_formulas[kind]), &notations, 0);
        session_set_language(session, language);
        EXPECT(shows(session, string_get(language, STRING_LOSS_HALF_SQUARE)) == (kind != 0));
        EXPECT(shows(session, string_get(language, STRING_SUMMARY_OWN_FORMULA)) == (kind != 2));
        EXPECT(shows(session, "tanh") == (kind != 1));
        EXPECT(shows(session, "0.375") == (kind != 3));
        session_destroy(session);
        arena_destroy(arena);
    }
}

/* ---- why ---- */

static int count_words(const char *text) {
    int count = 0;
    for (const char *at = text; *at != '\0'; at++) {
        count += *at != ' ' && (at == text || at[-1] == ' ');
    }
    return count;
}

/* How much is said of a step beside what is computed. */
static size_t count_why(const struct session *session) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    narration_tell_why(&telling, &moment);
    size_t count = telling.count;
    arena_destroy(arena);
    return count;
}

/* Each operation of a shipped notation says why in at most 20 words; a formula of the lesson's own
 * has a reason of its own. */
static void test_why(void) {
    enum { MOST_WORDS = 20 };
    for (size_t n = 0; n < notations.count; n++) {
        const struct notation *notation = notations.items[n];
        for (size_t i = 0; i < notation->operation_count; i++) {
            const struct localized_text *because = &notation->operations[i].because;
            int words = count_words(because->in[LANGUAGE_ENGLISH]);
            EXPECT(words > 0 && words <= MOST_WORDS);
            EXPECT(*because->in[LANGUAGE_CHINESE] != '\0');
            EXPECT(strcmp(because->in[LANGUAGE_ENGLISH], because->in[LANGUAGE_CHINESE]) != 0);
        }
    }
    struct arena *arena = arena_create();
    struct session *session =
        view_session(arena, own_lesson(arena, own_formulas[2]), &notations, 0);
    const struct program *program = session_program(session);
    for (long step = 1; step <= program->operation_count; step++) {
        session_go_to(session, step);
        bool is_own = program->operations[step - 1].alternative->is_of_lesson;
        EXPECT((count_why(session) == 0) == is_own);
    }
    EXPECT(program->operations[program->operation_count - 1].alternative->is_of_lesson);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    struct arena *arena = arena_create();
    view_open_font(root);
    notations = view_notations_read(arena, root);
    static const struct test tests[] = {
        {"the numbers in the lessons' words", test_numbers},
        {"the operands in the program's sentences", test_operands},
        {"the loss and the activations before the first step", test_facts},
        {"each operation says why", test_why},
    };
    int failed = test_run(tests, TEST_COUNT(tests));
    arena_destroy(arena);
    return failed;
}
