/* The letters that count are the note's own, in every formula, form and line of a proof, in what
 * the lessons and the reasons say, and in the names of numbers: with one sample nothing counts
 * samples. */
#include "engine/derivation/derivation.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "engine_fixture.h"
#include "note_letters.h"

enum { MOST_LESSONS = 64, MOST_CHOICES = 64 };

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

/* ---- formulas ---- */

static void check_statement(const struct program *program, const struct operation *operation,
                            const struct statement *statement) {
    struct arena *arena = arena_create();
    struct printer printer = program_printer(program, PRINT_TEX, operation->layer);
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, statement, &text, NULL);
    const struct network_layer *layer =
        &program->lesson->network.layers[operation->layer > 0 ? operation->layer - 1 : 0];
    check_tex(operation->definition != NULL ? operation->definition->name : "line",
              program->notation, text.bytes,
              letters_of(shared, program->notation, program->samples > 1,
                         layer->activation == ACTIVATION_SOFTMAX));
    arena_destroy(arena);
}

static void check_derivations(struct arena *arena, const struct program *program,
                              const double *state, const struct operation *operation) {
    struct derivation_choice choices[MOST_CHOICES];
    size_t count = derivation_choices(program, operation, choices, MOST_CHOICES);
    for (size_t i = 0; i < count; i++) {
        const struct derivation *derivation =
            derivation_create(arena, program, state, &choices[i], 0);
        for (size_t k = 0; k < derivation->line_count; k++) {
            check_statement(derivation->program, &derivation->lines[k].operation,
                            derivation->lines[k].definition->statement);
        }
    }
}

/* A number of a layer has as many indexes as a reader needs to find it. */
static void check_names(struct arena *arena, const struct program *program) {
    for (int i = 0; i < program->tensor_count; i++) {
        const struct tensor *tensor = &program->tensors[i];
        struct shape shape = tensor->storage.shape;
        const char *name =
            program_element_name(arena, program, i, shape.rows - 1, shape.columns - 1, PRINT_TEX);
        const char *both = text_format(arena, "%zu%zu", shape.rows, shape.columns);
        bool is_weight = tensor->role == ROLE_WEIGHT && shape_count(shape) > 1 && shape.rows < 10 &&
                         shape.columns < 10;
        if (is_weight && strstr(name, both) == NULL &&
            strstr(name, text_format(arena, "%zu,%zu", shape.rows, shape.columns)) == NULL) {
            test_failures++;
            printf("# %s: a weight of %zu×%zu is called %s\n", program->notation->id, shape.rows,
                   shape.columns, name);
        }
        bool is_of_one = tensor->role == ROLE_ERROR && program->samples == 1;
        if (is_of_one && shape_count(shape) > 1 && strstr(name, both) != NULL) {
            test_failures++;
            printf("# %s: an error of one sample is called %s\n", program->notation->id, name);
        }
    }
}

static void look_at_program(const struct lesson *lesson, const struct notation *notation) {
    struct arena *arena = arena_create();
    const struct program *program = fixture_program(arena, lesson, notation, 1);
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    for (long i = 0; i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        check_statement(program, operation, operation->binding.statement);
        for (size_t k = 0; k < operation->form_count; k++) {
            check_statement(program, operation, operation->forms[k].binding.statement);
        }
        check_derivations(arena, program, state, operation);
    }
    check_names(arena, program);
    arena_destroy(arena);
}

static void test_formulas(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        for (size_t n = 0; n < notations.count && !lesson->has_formulas; n++) {
            look_at_program(lesson, notations.items[n].notation);
        }
    }
    printf("# %ld characters behind names\n", seen);
    EXPECT(seen > 10000);
}

/* ---- words ---- */

/* One of the letters that count, alone between words: it reads like one of them. */
static bool is_bare(const char *from, const char *at, const char *letters) {
    static const char *const joined = "'_^{}[]()";
    char before = at > from ? at[-1] : ' ', behind = at[1];
    bool is_word = is_small(before) || is_small(behind) || (before >= 'A' && before <= 'Z') ||
                   (behind >= '0' && behind <= '9');
    return strchr(letters, *at) != NULL && !is_word && strchr(joined, before) == NULL &&
           (behind == '\0' || strchr(joined, behind) == NULL);
}

static void check_bare(const char *where, const struct notation *notation, const char *words,
                       const char *letters) {
    bool is_formula = false;
    for (const char *at = words; *at != '\0'; at++) {
        is_formula = is_formula != (*at == '$');
        if (!is_formula && is_small(*at) && is_bare(words, at, letters)) {
            test_failures++;
            printf("# %s, %s: \"%c\" is no formula: %s\n", notation->id, where, *at, words);
        }
    }
}

/* Formulas within words stand between dollar signs, letters that count too. */
static void check_words(const char *where, const struct notation *notation,
                        const struct localized_text *words, const char *letters) {
    for (size_t language = 0; language < LANGUAGE_COUNT; language++) {
        check_bare(where, notation, words->in[language], letters);
        const char *at = strchr(words->in[language], '$');
        while (at != NULL) {
            const char *end = strchr(at + 1, '$');
            if (end == NULL) {
                break;
            }
            check_tex(where, notation, arena_copy_text(shared, at + 1, (size_t)(end - at) - 1),
                      letters);
            at = strchr(end + 1, '$');
        }
    }
}

static void test_words(void) {
    for (size_t n = 0; n < notations.count; n++) {
        const struct notation *notation = notations.items[n].notation;
        for (size_t i = 0; i < notation->derivation_count; i++) {
            const struct notation_derivation *derivation = &notation->derivations[i];
            bool is_many = derivation->when.sample_counts == 2;
            bool has_softmax = strstr(derivation->id, "softmax") != NULL;
            for (size_t k = 0; k < derivation->line_count; k++) {
                check_words(derivation->id, notation, &derivation->lines[k].because,
                            letters_of(shared, notation, is_many, has_softmax));
            }
        }
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    static const struct test tests[] = {
        {"the letters of formulas are the note's", test_formulas},
        {"the letters in reasons are the note's", test_words},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
