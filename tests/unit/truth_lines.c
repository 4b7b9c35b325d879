/* What is said of a step is true. A second reader reckons every line of arithmetic again from its
 * words alone, as a person would: at every element of every term, and for every element form, of
 * every operation of every lesson in every notation. */
#include "base/number.h"
#include "engine/place.h"
#include "engine/program_state.h"
#include "second_reader.h"
#include "step/filled_equation.h"
#include "step/filled_term.h"
#include "tell/elements.h"
#include "tell/example.h"
#include "tell/products.h"
#include "view_fixture.h"

enum {
    MOST_LESSONS = 128,
    MOST_TEXT = 8192,
    MOST_ELEMENTS = 6,
    MOST_STOPS = 400,
    EVERY = FIXTURE_IS_SANITIZED ? 5 : 1
};

static const char *root;
static struct arena *shared;
static struct view_notations notations;

/* ---- the second reader ---- */

static void test_reader(void) {
    static const struct {
        const char *line;
        enum second_verdict verdict;
    } cases[] = {
        {"0.5 · 1 − 0.4 · 0.5 + 0.1 = 0.4", SECOND_TRUE},
        {"0.5 · (−0.4) = −0.2", SECOND_TRUE},
        {"−0.9 · (−0.467) = 0.420", SECOND_TRUE},
        {"0.25 · 0.25 = 0.063", SECOND_TRUE},
        {"0.25 · 0.25 = 0.062", SECOND_TRUE}, /* just between */
        {"0.25 · 0.25 = 0.064", SECOND_FALSE},
        {"1.2e−5 · 2 = 2.4e−5", SECOND_TRUE},
        {"1.2e−5 · 2 = 2.6e−5", SECOND_FALSE},
        {"2 / (1 + 3) = 0.5", SECOND_TRUE},
        {"2 / (1 + 3) = 0.6", SECOND_FALSE},
        {"0 − 0.5 · (−0.013) = 0.006", SECOND_TRUE},
        {"0 − 0.5 · (−0.013) = 0.005", SECOND_FALSE},
        {"0.9 · 0.467 ≈ 0.421", SECOND_ABOUT},
        {"0.9 · 0.467 ≈ 0.420", SECOND_FALSE}, /* it holds */
        {"0.9 · 0.467 ≈ 0.480", SECOND_FALSE}, /* nor with whatever was rounded */
        {"σ(0.4) = 0.599", SECOND_TRUE},
        {"σ′(0.4) · (1 − 0.599)² = 0.039", SECOND_TRUE},
        {"σ(0.4) = 0.600", SECOND_FALSE},
        {"log(0.5) ≈ −0.693", SECOND_FALSE},
        {"0 · log(0.000) + 1 / 4 · abs(−2) = 0.5", SECOND_TRUE},
        {"1 + ⋯ + 3 = 6", SECOND_NOT_READ},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        if (second_judge(cases[i].line) != cases[i].verdict) {
            test_failures++;
            printf("# %s: %d\n", cases[i].line, (int)second_judge(cases[i].line));
        }
    }
}

/* ---- what is said ---- */

static size_t verdicts[SECOND_COUNT];

/* The words of a telling, without its labels. */
static void write_line(const struct telling *telling, char line[MOST_TEXT]) {
    size_t length = 0;
    line[0] = '\0';
    for (size_t i = 0; i < telling->count; i++) {
        const struct telling_part *part = &telling->parts[i];
        bool is_label = part->is_quiet && strstr(part->text, "⋯") == NULL;
        if (part->text != NULL && !is_label && length + strlen(part->text) + 1 < MOST_TEXT) {
            strcpy(line + length, part->text);
            length += strlen(part->text);
        }
    }
}

/* A sign does not follow a sign, and where none does a number has no parentheses. */
static void hear_signs(const char *line, const char *path, const struct session *session) {
    static const char *const doubled[] = {"· −", "/ −", "+ −", "− −"};
    bool is_bare = false;
    for (size_t i = 0; i < TEST_COUNT(doubled); i++) {
        is_bare = is_bare || strstr(line, doubled[i]) != NULL;
    }
    const char *begin = "(−", *end = line + strlen(begin);
    end += strncmp(line, begin, strlen(begin)) == 0 ? strspn(end, "0123456789.") : 0;
    bool is_square = strncmp(end, ")²", strlen(")²")) == 0;
    bool is_wrapped = strncmp(line, begin, strlen(begin)) == 0 && *end == ')' && !is_square;
    if (is_bare || is_wrapped) {
        test_failures++;
        printf("# %s, %s, step %ld: %s: %s\n", path, session_program(session)->notation->id,
               session_step(session), is_bare ? "two signs" : "parentheses for nothing", line);
    }
}

static void hear(const struct telling *telling, const char *path, const struct session *session) {
    char line[MOST_TEXT];
    write_line(telling, line);
    enum second_verdict verdict = second_judge(line);
    verdicts[verdict]++;
    hear_signs(line, path, session);
    if (verdict == SECOND_FALSE) {
        test_failures++;
        printf("# %s, %s, step %ld, form %zu: %s\n", path, session_program(session)->notation->id,
               session_step(session), session_shown_form(session), line);
    }
}

/* ---- numbers from nowhere ---- */

enum { MOST_SEEN = 4096 };

/* The numbers that stand beside a line. */
struct seen {
    struct arena *arena;
    const char *texts[MOST_SEEN];
    size_t count;
};

static void see(struct seen *seen, const char *text) {
    if (seen->count < MOST_SEEN) {
        seen->texts[seen->count++] = text;
    }
}

static void see_values(struct seen *seen, const struct filled *values) {
    for (size_t i = 0; i < values->slot_count; i++) {
        const struct filled_matrix *matrix = &values->slots[i].matrix;
        for (size_t k = 0; k < matrix->value.rows * matrix->value.columns; k++) {
            double value = matrix->value.values[k];
            see(seen, matrix->is_constant
                          ? number_constant_text(seen->arena, value, matrix->decimals)
                          : number_text(seen->arena, value, matrix->decimals));
            see(seen, number_text(seen->arena, -value, matrix->decimals));
        }
    }
}

/* Numbers of the formula, counts and rates, and what is 0 or 1 because of where it stands. */
static void see_constants(struct seen *seen, const struct moment *moment) {
    const struct binding *binding = &moment->operation->binding;
    see(seen, "0");
    see(seen, "1");
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct expression *node = binding->nodes[i].expression;
        struct matrix value = binding_node_value(binding, &moment->evaluation, i);
        if (equation_is_constant(moment->program->notation, node)) {
            see(seen, number_constant_text(seen->arena, value.values[0], moment->decimals));
        }
    }
}

/* Each number of the line, but for its result, stands beside it, or is an element of a tensor,
 * which has its color and lights up with it. */
static void look_for(const struct seen *seen, const struct telling *telling, const char *path,
                     const struct session *session) {
    for (size_t i = 0; i < telling->count; i++) {
        const char *text = telling->parts[i].text;
        if (strcmp(text, " = ") == 0 || strcmp(text, " ≈ ") == 0) {
            return;
        }
        size_t skip = *text == '(' && strlen(text) > strlen("()");
        const char *number =
            arena_copy_text(seen->arena, text + skip, strlen(text) - (skip ? strlen("()") : 0));
        const char *digits = strncmp(number, "−", strlen("−")) == 0 ? number + strlen("−") : number;
        bool is_there = !isdigit((unsigned char)*digits) || telling->parts[i].quantity.tensor >= 0;
        for (size_t k = 0; k < seen->count && !is_there; k++) {
            is_there = strcmp(seen->texts[k], number) == 0;
        }
        if (!is_there) {
            test_failures++;
            printf("# %s, %s, step %ld: %s comes from nowhere\n", path,
                   session_program(session)->notation->id, session_step(session), number);
        }
    }
}

/* ---- each line ---- */

/* The element that the reader is at: with the matrices of its term beside it, and with those of the
 * board alone. */
static void hear_element(const char *path, const struct session *session) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    struct telling beside = telling_begin(arena, LANGUAGE_ENGLISH);
    struct telling alone = telling_begin(arena, LANGUAGE_ENGLISH);
    products_tell(&beside, &moment, moment.focus, PRODUCTS_MOST_TERMS);
    products_tell_from_board(&alone, &moment, moment.focus, PRODUCTS_MOST_TERMS);
    hear(&beside, path, session);
    hear(&alone, path, session);
    struct equation equation = equation_create(&moment, moment.operation, NULL);
    struct filled board = filled_equation_create(&equation);
    struct seen *seen = ARENA_NEW(arena, struct seen);
    seen->arena = arena;
    see_constants(seen, &moment);
    see_values(seen, &board);
    look_for(seen, &alone, path, session);
    struct filled_term term;
    filled_term_create(&term, &equation, moment.focus->node, moment.focus->known);
    see_values(seen, &term.values);
    look_for(seen, &beside, path, session);
    arena_destroy(arena);
}

/* The next part from *i on that stands for a quantity; NULL: there is none. */
static const struct telling_part *next_quantity(const struct telling *telling, size_t *i) {
    while (*i < telling->count) {
        const struct telling_part *part = &telling->parts[(*i)++];
        if (part->quantity.tensor >= 0) {
            return part;
        }
    }
    return NULL;
}

static size_t named_lines, arrows, definitions, definitions_read;

/* A line in names and the same in numbers: of the same quantities, one after the other. */
static void compare_names(const struct telling *names, const struct telling *numbers,
                          const char *path, const struct session *session) {
    size_t name_at = 0, number_at = 0;
    named_lines++;
    for (;;) {
        const struct telling_part *name = next_quantity(names, &name_at);
        const struct telling_part *number = next_quantity(numbers, &number_at);
        if (name == NULL && number == NULL) {
            return;
        }
        if (name == NULL || number == NULL || !quantity_equal(name->quantity, number->quantity)) {
            printf("# %s, step %ld: %s is %s\n", path, session_step(session),
                   name != NULL ? name->text : "nothing",
                   number != NULL ? number->text : "nothing");
            test_failures++;
            return;
        }
    }
}

/* Behind "=" the name of what is written would be another number, behind an arrow it is the one
 * before. */
static void check_arrow(const struct telling *names, const struct moment *moment,
                        struct example_cell cell) {
    struct telling line = telling_begin(names->arena, names->language);
    EXPECT_INT(example_tell_line(&line, moment, cell, PRODUCTS_MOST_TERMS, EXAMPLE_NAMES),
               EXAMPLE_NAMES);
    bool reads_itself = false;
    for (size_t i = 0; i < names->count; i++) {
        reads_itself = reads_itself || names->parts[i].quantity.tensor == moment->operation->target;
    }
    EXPECT(line.count > 1 && line.parts[1].is_relation);
    EXPECT_STRING(line.parts[1].text, reads_itself ? " ← " : " = ");
    arrows += reads_itself;
}

/* What an activation does with its number gives what stands behind it. */
static void hear_definition(const struct moment *moment, struct example_cell cell, const char *path,
                            const struct session *session) {
    struct arena *arena = arena_create();
    struct telling line = telling_begin(arena, LANGUAGE_ENGLISH);
    if (example_tell_line(&line, moment, cell, PRODUCTS_MOST_TERMS, EXAMPLE_DEFINITION) ==
        EXAMPLE_DEFINITION) {
        size_t begin = line.count - 1;
        for (size_t relations = 0; relations < 2; relations += line.parts[begin].is_relation) {
            begin--;
        }
        line.parts += begin + 1;
        line.count -= begin + 1;
        size_t holding = verdicts[SECOND_TRUE] + verdicts[SECOND_ABOUT];
        hear(&line, path, session);
        definitions += verdicts[SECOND_TRUE] + verdicts[SECOND_ABOUT] - holding;
        definitions_read++;
    }
    arena_destroy(arena);
}

/* The strip's lines, of each element. */
static void hear_example(const char *path, const struct session *session) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    size_t count = example_count(&moment, MOST_ELEMENTS);
    EXPECT(count > 0);
    for (size_t i = 0; i < count; i++) {
        struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
        struct telling names = telling_begin(arena, LANGUAGE_ENGLISH);
        struct example_cell cell = example_at(&moment, i);
        example_tell(&telling, &moment, cell, PRODUCTS_MOST_TERMS);
        EXPECT(telling.count > 0);
        hear(&telling, path, session);
        if (example_tell_names(&names, &moment, cell)) {
            compare_names(&names, &telling, path, session);
            check_arrow(&names, &moment, cell);
            hear_definition(&moment, cell, path, session);
        }
    }
    arena_destroy(arena);
}

/* The element form's lines. */
static void hear_elements(const char *path, const struct session *session) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    bool has_element = moment.operation->binding.statement->target->has_element;
    struct shape shape =
        has_element ? moment.operation->binding.target.shape : (struct shape){1, 1};
    for (size_t i = 0; i < shape_count(shape) && i < MOST_ELEMENTS; i++) {
        struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
        elements_tell(&telling, &moment, i / shape.columns, i % shape.columns, 12);
        hear(&telling, path, session);
    }
    arena_destroy(arena);
}

/* Each element of each term of the operation that comes next; the session is behind it then. */
static void walk(const char *path, struct session *session) {
    long step = session_step(session);
    session_set_level(session, LEVEL_ELEMENT);
    for (size_t i = 0; i < MOST_STOPS && session_step(session) == step; i++) {
        session_apply(session, ACTION_NEXT);
        hear_example(path, session);
        bool has_terms = place_term_count(session_shown_operation(session)) > 0;
        if (has_terms) {
            hear_element(path, session);
        }
    }
    session_go_to(session, step + 1);
    session_set_level(session, LEVEL_OPERATION);
}

static void check_session(const char *path, struct session *session) {
    const struct program *program = session_program(session);
    for (long step = 0; step < program->operation_count; step++) {
        walk(path, session);
        const struct operation *operation = &program->operations[step];
        for (size_t form = 0; form < operation->form_count; form++) {
            session_apply(session, ACTION_FORM);
            if (operation->forms[form].kind == FORM_ELEMENT) {
                hear_elements(path, session);
            }
        }
        session_apply(session, ACTION_FORM);
    }
}

/* Sure of what is right: where the target is 0 stands 0 · log(0.000) and 0 / 0.000, which are 0. */
static const char sure[] =
    "{\"format\": 1, \"title\": \"sure\", \"notation\": \"four\", \"loss\": \"cross_entropy\", "
    "\"network\": {\"inputs\": 1, \"layers\": [{\"units\": 2, \"activation\": \"softmax\", "
    "\"weights\": [[0], [9]]}]}, \"data\": {\"inputs\": [[1]], \"targets\": [[0, 1]]}}";

static void test_sure_lines(void) {
    const struct lesson *lesson = fixture_lesson_of_text(shared, "sure", sure, strlen(sure));
    const size_t about = verdicts[SECOND_ABOUT];
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = view_session(shared, lesson, &notations, n);
        check_session("sure", session);
        session_destroy(session);
    }
    printf("# %zu lines of a sure prediction say ≈\n", verdicts[SECOND_ABOUT] - about);
}

/* Activations that no lesson has, on both sides of 0. */
static const char bent[] =
    "{\"format\": 1, \"title\": \"bent\", \"notation\": \"four\", \"loss\": "
    "\"half_square\", \"network\": {\"inputs\": 1, \"layers\": [{\"units\": 2, "
    "\"activation\": \"leaky_relu\", \"weights\": [[%s], [-%s]]}, {\"units\": 1, "
    "\"activation\": \"softplus\", \"weights\": [[1, -1]]}]}, \"data\": {\"inputs\": [[1]], "
    "\"targets\": [[1]]}}";

/* Returns how many definitions there are with the weight w and −w. */
static size_t count_bent(const char *weight) {
    const char *text = text_format(shared, bent, weight, weight);
    const struct lesson *lesson = fixture_lesson_of_text(shared, "bent", text, strlen(text));
    const size_t before = definitions;
    struct session *session = view_session(shared, lesson, &notations, 0);
    check_session("bent", session);
    session_destroy(session);
    EXPECT_INT(definitions, definitions_read);
    return definitions - before;
}

static void test_bent_lines(void) {
    EXPECT(count_bent("1.5") >= 3);
    EXPECT_INT(count_bent("0.00001"), 0); /* its number has an exponent */
}

static void test_lines(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_all_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = i % EVERY; n < notations.count; n += EVERY) {
            struct arena *arena = arena_create();
            struct session *session =
                view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, n);
            check_session(paths[i], session);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu lines hold, %zu say ≈, %zu are functions or have dots\n", verdicts[SECOND_TRUE],
           verdicts[SECOND_ABOUT], verdicts[SECOND_NOT_READ]);
    EXPECT(verdicts[SECOND_TRUE] > FIXTURE_FLOOR(5000, EVERY));
    EXPECT(verdicts[SECOND_ABOUT] > FIXTURE_FLOOR(500, EVERY));
    printf("# %zu lines have names too, %zu behind an arrow\n", named_lines, arrows);
    EXPECT(named_lines > FIXTURE_FLOOR(5000, EVERY));
    EXPECT(arrows > FIXTURE_FLOOR(1000, EVERY));
    printf("# %zu definitions of activations\n", definitions);
    EXPECT_INT(definitions, definitions_read);
    EXPECT(definitions > FIXTURE_FLOOR(500, EVERY));
}

/* ---- matrices ---- */

/* Updates are W - eta dW, element by element: what is shown of the three can be reckoned from the
 * numbers of the slots alone. */
static bool update_holds(const struct filled *filled, double rate) {
    const struct filled_matrix *result = &filled->slots[0].matrix;
    const struct filled_matrix *old = &filled->slots[1].matrix;
    const struct filled_matrix *gradient = &filled->slots[2].matrix;
    bool holds = true;
    for (size_t i = 0; i < result->value.rows * result->value.columns; i++) {
        double shown[3];
        const struct filled_matrix *matrices[3] = {result, old, gradient};
        const char *text = NULL;
        for (size_t k = 0; k < 3; k++) {
            const char *number =
                number_text(shared, matrices[k]->value.values[i], matrices[k]->decimals);
            struct second_reader reader = {.c = number};
            shown[k] = second_factor(&reader).value;
            text = k == 0 ? number : text;
        }
        double apart = fabs(shown[1] - rate * shown[2] - shown[0]);
        holds = holds && apart < second_half_digit(text[0] == '\0' ? "0" : text) * (1 - 1e-5);
    }
    return holds;
}

/* Every update of every lesson but those that have another formula there, in the first and the
 * tenth iteration: = or ← where it holds, ≈ where not. */
static void test_matrices(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_all_lessons(shared, root, paths, MOST_LESSONS);
    size_t seen[2] = {0};
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        struct session *session =
            view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, i % 5);
        const struct program *program = session_program(session);
        for (long step = 0; step < 10 * program->operation_count; step++) {
            const struct operation *operation =
                &program->operations[step % program->operation_count];
            if (operation->pass != PASS_UPDATE || operation->alternative->is_of_lesson ||
                session_is_stuck(session)) {
                continue;
            }
            session_go_to(session, step + 1);
            struct moment moment = moment_create(session, arena);
            struct equation equation = equation_create(&moment, moment.operation, NULL);
            struct filled filled = filled_equation_create(&equation);
            if (filled.slot_count != 3) {
                continue;
            }
            bool says_about = strstr(filled.writings[0].tex, "\\approx") != NULL;
            bool holds = update_holds(&filled, program->learning_rate);
            seen[holds]++;
            if (says_about == holds) {
                test_failures++;
                printf("# %s, %s, step %ld: %s\n", paths[i], program->notation->id, step + 1,
                       says_about ? "≈ where it holds" : "no ≈");
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu updates hold, %zu say ≈\n", seen[1], seen[0]);
    EXPECT(seen[0] > 100 && seen[1] > 10);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"the second reader", test_reader},
        {"every line of arithmetic holds or says so", test_lines},
        {"what is 0 whatever the digits is 0", test_sure_lines},
        {"activations that bend are reckoned", test_bent_lines},
        {"every update of matrices holds or says so", test_matrices},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
