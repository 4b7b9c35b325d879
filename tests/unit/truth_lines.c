/* What is said of a step is true. A second reader reckons every line of arithmetic again from its
 * words alone, as a person would: at every element of every term, and for every element form, of
 * every operation of every lesson in every notation. */
#include "base/number.h"
#include "engine/program_state.h"
#include "step/filled_equation.h"
#include "tell/elements.h"
#include "tell/products.h"
#include "view_fixture.h"

#include <ctype.h>

enum { MOST_LESSONS = 64, MOST_TEXT = 8192, MOST_ELEMENTS = 6 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;

/* ---- the second reader ---- */

/* Reads "0.5 · 2 − 1.2e−5 / (0.1 + 3)": knows nothing of what it is about. */
struct reader {
    const char *c;
    bool is_lost; /* there is something that it does not know: dots, a function */
};

static double read_sum(struct reader *reader);

static bool take(struct reader *reader, const char *sign) {
    while (*reader->c == ' ') {
        reader->c++;
    }
    size_t length = strlen(sign);
    bool is_there = strncmp(reader->c, sign, length) == 0;
    reader->c += is_there ? length : 0;
    return is_there;
}

static double read_number(struct reader *reader) {
    char digits[64] = "";
    size_t length = 0;
    while (length + 2 < sizeof digits) {
        bool is_exponent = length > 0 && digits[length - 1] == 'e';
        if (isdigit((unsigned char)*reader->c) || *reader->c == '.' ||
            (*reader->c == 'e' && length > 0) || (*reader->c == '+' && is_exponent)) {
            digits[length++] = *reader->c++;
        } else if (is_exponent && strncmp(reader->c, "−", strlen("−")) == 0) {
            digits[length++] = '-';
            reader->c += strlen("−");
        } else {
            break;
        }
    }
    reader->is_lost = reader->is_lost || length == 0;
    return strtod(digits, NULL);
}

static double read_factor(struct reader *reader) {
    if (take(reader, "−")) {
        return -read_factor(reader);
    }
    if (take(reader, "(")) {
        double value = read_sum(reader);
        reader->is_lost = reader->is_lost || !take(reader, ")");
        return value;
    }
    return read_number(reader);
}

static double read_product(struct reader *reader) {
    double value = read_factor(reader);
    while (!reader->is_lost) {
        if (take(reader, "·")) {
            value *= read_factor(reader);
        } else if (take(reader, "/")) {
            value /= read_factor(reader);
        } else {
            break;
        }
    }
    return value;
}

static double read_sum(struct reader *reader) {
    double value = read_product(reader);
    while (!reader->is_lost) {
        if (take(reader, "+")) {
            value += read_product(reader);
        } else if (take(reader, "−")) {
            value -= read_product(reader);
        } else {
            break;
        }
    }
    return value;
}

/* Half of what the last digit of a number stands for: "0.063" is within 0.0005, "1.2e−5" within
 * 0.05e−5. */
static double half_digit(const char *text) {
    struct reader reader = {.c = text};
    take(&reader, "−");
    const char *point = NULL;
    const char *c = reader.c;
    for (; isdigit((unsigned char)*c) || *c == '.'; c++) {
        point = *c == '.' ? c : point;
    }
    double unit = point == NULL ? 1 : pow(10, -(double)(c - point - 1));
    if (*c == 'e') {
        bool is_small = strncmp(c + 1, "−", strlen("−")) == 0;
        long exponent = strtol(c + 1 + (is_small ? strlen("−") : 1), NULL, 10);
        unit *= pow(10, (double)(is_small ? -exponent : exponent));
    }
    return unit / 2;
}

enum verdict { TRUE_LINE, DOUBTED, NOT_READ, FALSE_LINE, VERDICT_COUNT };

/* Of "… = 0.063": it holds, says ≈, has what cannot be read, or is a lie. */
static enum verdict judge(const char *line) {
    const char *equals = strstr(line, " = ");
    const char *about = strstr(line, " ≈ ");
    if (equals == NULL) {
        return about != NULL ? DOUBTED : NOT_READ;
    }
    struct reader reader = {.c = line};
    double value = read_sum(&reader);
    const char *result = equals + strlen(" = ");
    bool is_read = !reader.is_lost && reader.c == equals + 1 && isfinite(value);
    struct reader right = {.c = result};
    double shown = read_factor(&right);
    if (!is_read || right.is_lost) {
        return NOT_READ;
    }
    return fabs(value - shown) <= half_digit(result) * (1 + 1e-9) ? TRUE_LINE : FALSE_LINE;
}

static void test_reader(void) {
    static const struct {
        const char *line;
        enum verdict verdict;
    } cases[] = {
        {"0.5 · 1 − 0.4 · 0.5 + 0.1 = 0.4", TRUE_LINE},
        {"0.5 · (−0.4) = −0.2", TRUE_LINE},
        {"−0.9 · (−0.467) = 0.420", TRUE_LINE},
        {"0.25 · 0.25 = 0.063", TRUE_LINE},
        {"0.25 · 0.25 = 0.062", TRUE_LINE}, /* just between */
        {"0.25 · 0.25 = 0.064", FALSE_LINE},
        {"1.2e−5 · 2 = 2.4e−5", TRUE_LINE},
        {"1.2e−5 · 2 = 2.6e−5", FALSE_LINE},
        {"2 / (1 + 3) = 0.5", TRUE_LINE},
        {"2 / (1 + 3) = 0.6", FALSE_LINE},
        {"0 − 0.5 · (−0.013) = 0.006", TRUE_LINE},
        {"0 − 0.5 · (−0.013) = 0.005", FALSE_LINE},
        {"0 − 0.5 · (−0.013) ≈ 0.005", DOUBTED},
        {"σ(0.4) = 0.599", NOT_READ},
        {"1 + ⋯ + 3 = 6", NOT_READ},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        if (judge(cases[i].line) != cases[i].verdict) {
            test_failures++;
            printf("# %s: %d\n", cases[i].line, (int)judge(cases[i].line));
        }
    }
}

/* ---- what is said ---- */

static size_t verdicts[VERDICT_COUNT];

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

static void hear(const struct telling *telling, const char *path, const struct session *session) {
    char line[MOST_TEXT];
    write_line(telling, line);
    enum verdict verdict = judge(line);
    verdicts[verdict]++;
    if (verdict == FALSE_LINE) {
        test_failures++;
        printf("# %s, %s, step %ld, form %zu: %s\n", path, session_program(session)->notation->id,
               session_step(session), session_shown_form(session), line);
    }
}

/* The element form's lines. */
static void hear_elements(const char *path, const struct session *session) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    struct shape shape = moment.operation->binding.target.shape;
    for (size_t i = 0; i < shape_count(shape) && i < MOST_ELEMENTS; i++) {
        struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
        elements_tell(&telling, &moment, i / shape.columns, i % shape.columns, 12);
        hear(&telling, path, session);
    }
    arena_destroy(arena);
}

/* Each element of each term of the operation that comes next. */
static void walk(const char *path, struct session *session) {
    long step = session_step(session);
    session_set_level(session, LEVEL_ELEMENT);
    for (size_t i = 0; i < 400 && session_step(session) <= step + 1; i++) {
        session_apply(session, ACTION_NEXT);
        if (session_place(session).element == 0) {
            break;
        }
        struct arena *arena = arena_create();
        struct moment moment = moment_create(session, arena);
        if (moment.focus->is_shown && moment.focus->is_by_element) {
            struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
            products_tell(&telling, &moment, moment.focus, PRODUCTS_MOST_TERMS);
            hear(&telling, path, session);
        }
        arena_destroy(arena);
    }
    session_set_level(session, LEVEL_OPERATION);
}

static void check_session(const char *path, struct session *session) {
    const struct program *program = session_program(session);
    for (long step = 1; step <= program->operation_count; step++) {
        walk(path, session);
        session_go_to(session, step);
        size_t forms = session_shown_operation(session)->form_count;
        for (size_t form = 0; form < forms; form++) {
            session_apply(session, ACTION_FORM);
            if (session_shown_operation(session)->binding.statement->target->has_element) {
                hear_elements(path, session);
            }
        }
        session_apply(session, ACTION_FORM);
    }
}

static void test_lines(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < notations.count; n++) {
            struct arena *arena = arena_create();
            struct session *session =
                view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, n);
            check_session(paths[i], session);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu lines hold, %zu say ≈, %zu are functions or have dots\n", verdicts[TRUE_LINE],
           verdicts[DOUBTED], verdicts[NOT_READ]);
    EXPECT(verdicts[TRUE_LINE] > 5000);
    EXPECT(verdicts[DOUBTED] > 500);
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
            struct reader reader = {.c = number};
            shown[k] = read_factor(&reader);
            text = k == 0 ? number : text;
        }
        double apart = fabs(shown[1] - rate * shown[2] - shown[0]);
        holds = holds && apart < half_digit(text[0] == '\0' ? "0" : text) * (1 - 1e-5);
    }
    return holds;
}

/* Every update of every lesson, in the first and the tenth iteration: = or ← where it holds, ≈
 * where not. */
static void test_matrices(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    size_t seen[2] = {0};
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        struct session *session =
            view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, i % 5);
        const struct program *program = session_program(session);
        for (long step = 0; step < 10 * program->operation_count; step++) {
            const struct operation *operation =
                &program->operations[step % program->operation_count];
            if (operation->pass != PASS_UPDATE || session_is_stuck(session)) {
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
        {"every update of matrices holds or says so", test_matrices},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
