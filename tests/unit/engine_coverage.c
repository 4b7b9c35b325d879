/* tests/coverage says for every displayed formula of a note which step, or which line of a
 * derivation, shows it. Here each row is held against the program: the step is there, in the note's
 * own notation, and prints that formula; a misprint is printed by the line that has it or by what
 * is run in place of its operation, or the row says in words what differs. */
#include "coverage_letters.h"
#include "coverage_remark.h"
#include "coverage_row.h"
#include "engine/derivation/derivation.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "engine_fixture.h"
#include "notation/letters.h"

enum { MOST_FIELDS = 8, LEAST_FIELDS = 6 };

/* How many formulas a note displays, by the count that its table explains; those of ladder are 50
 * and the 15 rows of its table. A formula of several parts has a row for each, with one line. */
static const struct {
    const char *note;
    size_t formulas, same; /* same: at least so many rows are printed as in the note */
    size_t told; /* misprints: at most so many are told apart in words; the number only shrinks */
} counts[] = {
    {"ladder", 65, 95, 3}, {"delta", 13, 27, 1}, {"mlbook", 47, 44, 0},
    {"layer", 87, 122, 3}, {"four", 34, 39, 0},
};

/* How the remark of a row begins that is about a list, a size, numbers: nothing to compare. */
static const char no_formula[] = "no formula: ";

static const char *root;
static struct arena *shared;
static struct fixture_notations notations;

struct coverage {
    struct arena *arena;
    const struct notation *notation;
    const char *lesson; /* of program; NULL: none yet */
    const struct program *program;
    size_t row_number;          /* in the file, from 1 */
    long line;                  /* of the formula that the last row was about; 0: none yet */
    bool has_step, has_erratum; /* of that formula */
    size_t formulas, shown, errata, without;
    size_t same, none, differing; /* rows: printed as in the note; no formula; told in words */
    size_t told;                  /* of misprints, in words */
};

static void refuse(const struct coverage *coverage, const char *what, const char *found) {
    test_failures++;
    printf("# %s.tsv:%zu: %s: \"%s\"\n", coverage->notation->id, coverage->row_number, what, found);
}

/* ---- what a row names ---- */

/* The layer of the tensor that the step writes, as the trace prints it; a loss has none, or the
 * last one. */
static bool is_at_layer(const struct program *program, const struct operation *operation,
                        const char *layer) {
    int written = program->tensors[operation->target].layer;
    if (written < 0 && is_none(layer)) {
        return true;
    }
    return whole_number(layer) == (written >= 0 ? written : operation->layer);
}

/* The lesson's first iteration; NULL when there is no such lesson. */
static const struct program *program_of(struct coverage *coverage, const char *name) {
    if (coverage->lesson != NULL && strcmp(coverage->lesson, name) == 0) {
        return coverage->program;
    }
    const char *path = text_format(coverage->arena, "%s/tests/lessons/%s.json", root, name);
    struct file_content file;
    const char *message = NULL;
    if (!file_read(coverage->arena, path, FIXTURE_MOST_BYTES, &file, &message)) {
        refuse(coverage, message, name);
        return NULL;
    }
    const struct lesson *lesson =
        fixture_lesson_of_text(coverage->arena, path, file.bytes, file.length);
    if (strcmp(lesson->notation, coverage->notation->id) != 0) {
        refuse(coverage, "a lesson in another notation", name);
    }
    coverage->lesson = name;
    coverage->program = fixture_program(coverage->arena, lesson, coverage->notation, 1);
    return coverage->program;
}

/* ---- the formulas themselves ---- */

/* A row that only points at a part of another formula leaves out what the reader looks for. */
static bool is_evasion(const char *remark) {
    return strstr(remark, "the factor") != NULL || strcmp(remark, "likewise") == 0;
}

/* printed: in the notation's letters; filled: as the step prints it, or NULL. */
static void compare(struct coverage *coverage, const struct row *row, const char *printed,
                    const char *filled) {
    printed = coverage_as_named(coverage->arena, printed, row->numbers);
    filled = filled != NULL ? coverage_as_named(coverage->arena, filled, row->numbers) : NULL;
    if (coverage_names_symbols(row->numbers) && !coverage_column_is_fair(row->numbers)) {
        refuse(coverage, "the last column names symbols alone", row->numbers);
    }
    if (are_the_same(coverage->arena, row->formula, printed) ||
        (filled != NULL && are_the_same(coverage->arena, row->formula, filled))) {
        coverage->same++;
    } else if (strncmp(row->remark, no_formula, sizeof no_formula - 1) == 0) {
        coverage->none++;
    } else if (row->remark[0] == '\0' || is_none(row->remark)) {
        refuse(coverage, "another formula, and no word about what differs",
               filled != NULL ? filled : printed);
    } else {
        coverage->differing++;
    }
    if (is_evasion(row->remark)) {
        refuse(coverage, "a step or a line is wanted that shows the formula", row->remark);
    }
}

static void compare_step(struct coverage *coverage, const struct row *row,
                         const struct operation *operation, long form) {
    const struct program *program = coverage->program;
    const struct statement *statement =
        form < 0 ? operation->binding.statement : operation->forms[form].binding.statement;
    struct printer printer = program_printer(program, PRINT_TEX, operation->layer);
    struct text_builder text;
    text_begin(&text, coverage->arena);
    print_statement(&printer, statement, &text, NULL);
    compare(
        coverage, row,
        letters_print(coverage->arena, coverage->notation, program->samples, statement, PRINT_TEX),
        text.bytes);
}

static const char *line_printed(struct coverage *coverage, const struct notation_line *line,
                                size_t samples) {
    return letters_print(coverage->arena, coverage->notation, samples, line->statement, PRINT_TEX);
}

/* A line that goes on from another, with the left side that stands above it, as a reader sees the
 * two; NULL: the line has one of its own. */
static const char *whole_line(struct coverage *coverage,
                              const struct notation_derivation *derivation, size_t samples,
                              long line) {
    const struct notation_line *lines = derivation->lines;
    const char *printed = line_printed(coverage, &lines[line], samples);
    while (printed[0] == '=' && line-- > 0) {
        const char *above = line_printed(coverage, &lines[line], samples);
        const char *sign = strstr(above, " = ");
        if (lines[line].erratum == NULL && above[0] != '=' && sign != NULL) {
            const char *left = arena_copy_text(coverage->arena, above, (size_t)(sign - above));
            return text_format(coverage->arena, "%s %s", left, printed);
        }
    }
    return NULL;
}

/* The line as the row's lesson prints it, in which its sums have as many summands as there are, and
 * its letters the numbers of the row; NULL: the lesson has no such derivation. */
static const char *line_in_lesson(struct coverage *coverage, const struct row *row, const char *id,
                                  size_t line) {
    const struct program *program = is_none(row->lesson) ? NULL : program_of(coverage, row->lesson);
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS];
    for (long i = 0; program != NULL && i < program->operation_count; i++) {
        size_t count = derivation_choices(program, &program->operations[i], choices,
                                          NOTATION_MOST_DERIVATIONS);
        for (size_t k = 0; k < count; k++) {
            bool is_there = is_none(row->layer) || whole_number(row->layer) == choices[k].layer;
            if (is_there && strcmp(choices[k].definition->id, id) == 0) {
                double *state = ARENA_ARRAY(coverage->arena, double, program->state_count);
                program_initial_state(program, state);
                struct derivation *derivation =
                    derivation_create(coverage->arena, program, state, &choices[k], 0);
                coverage_numbers(derivation->lines[line].definition->statement, row->numbers,
                                 derivation->letters);
                bool has_numbers = strpbrk(row->numbers, "123456789") != NULL &&
                                   !coverage_names_symbols(row->numbers);
                return derivation_print(coverage->arena, derivation, line, PRINT_TEX, has_numbers);
            }
        }
    }
    return NULL;
}

/* A line of a derivation: "derivation:hidden_error" and "line3". */
static void check_line_of_derivation(struct coverage *coverage, const struct row *row,
                                     const char *id) {
    const struct notation *notation = coverage->notation;
    long line = strncmp(row->form, "line", 4) == 0 ? whole_number(row->form + 4) : -1;
    for (size_t i = 0; i < notation->derivation_count; i++) {
        const struct notation_derivation *derivation = &notation->derivations[i];
        if (strcmp(derivation->id, id) != 0) {
            continue;
        }
        if (line < 1 || line > (long)derivation->line_count) {
            refuse(coverage, "the derivation has no such line", row->form);
            return;
        }
        const struct notation_line *found = &derivation->lines[line - 1];
        coverage->has_step = coverage->has_step || found->erratum == NULL;
        coverage->has_erratum = coverage->has_erratum || found->erratum != NULL;
        bool has_batch = derivation->when.batch_sizes != 0;
        size_t samples = derivation->when.sample_counts == 2 || has_batch ? 2 : 1;
        const char *there = line_in_lesson(coverage, row, id, (size_t)line - 1);
        const char *wanted = coverage_with_samples(coverage->arena, row->formula, row->numbers);
        bool is_there =
            there != NULL && are_the_same(coverage->arena, wanted,
                                          coverage_as_named(coverage->arena, there, row->numbers));
        if (is_there) {
            coverage->same++;
            return;
        }
        compare(coverage, row, line_printed(coverage, found, samples),
                whole_line(coverage, derivation, samples, line - 1));
        return;
    }
    refuse(coverage, "the notation has no such derivation", id);
}

static void check_step(struct coverage *coverage, const struct row *row) {
    const struct program *program = program_of(coverage, row->lesson);
    bool has_operation = false, has_layer = false;
    for (long i = 0; program != NULL && i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        long form;
        if (strcmp(operation->definition->name, row->operation) != 0) {
            continue;
        }
        has_operation = true;
        if (!is_at_layer(program, operation, row->layer)) {
            continue;
        }
        has_layer = true;
        if (find_form(operation, row->form, &form)) {
            coverage->has_step = true;
            compare_step(coverage, row, operation, form);
            return;
        }
    }
    if (program == NULL) {
        return;
    }
    if (!has_operation) {
        refuse(coverage, "the lesson has no step of this operation", row->operation);
    } else if (!has_layer) {
        refuse(coverage, "no step of this operation writes at this layer", row->layer);
    } else {
        refuse(coverage, "the step has no such form", row->form);
    }
}

/* Whether a line that has a misprint, as the notation or the row's lesson prints it, is the formula
 * of the row. */
static bool is_line_printed(struct coverage *coverage, const struct row *row,
                            const struct notation_derivation *derivation, size_t line) {
    const char *printed[] = {
        line_printed(coverage, &derivation->lines[line], 1),
        line_printed(coverage, &derivation->lines[line], 2),
        whole_line(coverage, derivation, 1, (long)line),
        line_in_lesson(coverage, row, derivation->id, line),
    };
    const char *wanted = coverage_with_samples(coverage->arena, row->formula, row->numbers);
    bool is_same = false;
    for (size_t i = 0; i < TEST_COUNT(printed); i++) {
        is_same =
            is_same || (printed[i] != NULL &&
                        are_the_same(coverage->arena, wanted,
                                     coverage_as_named(coverage->arena, printed[i], row->numbers)));
    }
    return is_same;
}

/* Whether what the note prints, the formula of the row, is what the program shows as the misprint:
 * a line of a proof, or what is run in place of the operation. */
static bool is_misprint_printed(struct coverage *coverage, const struct row *row,
                                const struct notation_erratum *erratum) {
    const struct notation *notation = coverage->notation;
    bool is_same = false;
    for (size_t i = 0; i < notation->derivation_count && !is_same; i++) {
        const struct notation_derivation *derivation = &notation->derivations[i];
        for (size_t k = 0; k < derivation->line_count && !is_same; k++) {
            is_same = derivation->lines[k].erratum == erratum &&
                      is_line_printed(coverage, row, derivation, k);
        }
    }
    if (!is_same && erratum->printed != NULL) {
        const char *printed = letters_print(coverage->arena, notation, erratum->network.samples,
                                            erratum->printed, PRINT_TEX);
        is_same = are_the_same(coverage->arena, row->formula,
                               coverage_as_named(coverage->arena, printed, row->numbers));
    }
    return is_same;
}

static void check_erratum(struct coverage *coverage, const struct row *row, const char *name) {
    for (size_t i = 0; i < coverage->notation->erratum_count; i++) {
        const struct notation_erratum *erratum = &coverage->notation->errata[i];
        if (strcmp(erratum->name, name) == 0) {
            coverage->has_erratum = true;
            if (is_misprint_printed(coverage, row, erratum)) {
                coverage->same++;
            } else if (strncmp(row->remark, no_formula, sizeof no_formula - 1) == 0) {
                coverage->none++;
            } else if (strcmp(row->remark, "as printed") == 0) {
                refuse(coverage, "the misprint is another formula", row->formula);
            } else {
                coverage->told++;
            }
            return;
        }
    }
    refuse(coverage, "the notation has no such erratum", name);
}

/* The rows of one formula are done. */
static void count_formula(struct coverage *coverage) {
    if (coverage->line == 0) {
        return;
    }
    coverage->formulas++;
    if (coverage->has_step) {
        coverage->shown++;
    } else if (coverage->has_erratum) {
        coverage->errata++;
    } else {
        coverage->without++;
    }
    coverage->has_step = false;
    coverage->has_erratum = false;
}

static void check_row(struct coverage *coverage, const struct row *row) {
    static const char erratum[] = "erratum:", derivation[] = "derivation:";
    long line = whole_number(row->line);
    if (line < coverage->line || line < 1) {
        refuse(coverage, "the lines of the note must rise, from 1", row->line);
    }
    if (line != coverage->line) {
        count_formula(coverage);
        coverage->line = line;
    }
    const char *unknown = coverage_remark_unknown(coverage->notation, row->remark);
    if (unknown != NULL) {
        refuse(coverage, "the remark names no misprint of the notation", unknown);
    }
    if (strncmp(row->operation, erratum, sizeof erratum - 1) == 0) {
        check_erratum(coverage, row, row->operation + sizeof erratum - 1);
    } else if (strncmp(row->operation, derivation, sizeof derivation - 1) == 0) {
        check_line_of_derivation(coverage, row, row->operation + sizeof derivation - 1);
    } else if (!is_none(row->lesson)) {
        check_step(coverage, row);
    } else if (!is_none(row->operation) || row->remark[0] == '\0' || is_none(row->remark)) {
        refuse(coverage, "without a lesson there is no step, and a reason is needed", row->formula);
    }
}

/* ---- the file ---- */

static void check_line(struct coverage *coverage, char *line) {
    const char *fields[MOST_FIELDS] = {"", "", "", "", "", "", "", ""};
    if (line[0] == '#') {
        return;
    }
    size_t count = split(line, fields, MOST_FIELDS);
    bool is_whole = count >= LEAST_FIELDS && count <= MOST_FIELDS;
    for (size_t i = 0; is_whole && i < LEAST_FIELDS; i++) {
        is_whole = fields[i][0] != '\0';
    }
    if (!is_whole) {
        refuse(coverage, "expected line, formula, lesson, operation, layer, form and a remark",
               line);
        return;
    }
    const struct row row = {fields[0], fields[1], fields[2], fields[3],
                            fields[4], fields[5], fields[6], fields[7]};
    check_row(coverage, &row);
}

static void check_lines(struct coverage *coverage, char *text) {
    coverage->row_number = 1;
    if (text[0] != '#') {
        refuse(coverage, "the first line says how the formulas are counted", "");
    }
    for (; *text != '\0'; coverage->row_number++) {
        char *end = strchr(text, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        check_line(coverage, text);
        text = end != NULL ? end + 1 : text + strlen(text);
    }
}

/* One TAP point a notation. */
static void test_next_notation(void) {
    static size_t next = 0;
    struct coverage coverage = {.arena = arena_create()};
    coverage.notation = notations.items[next++].notation;
    const char *path =
        text_format(coverage.arena, "%s/tests/coverage/%s.tsv", root, coverage.notation->id);
    struct file_content file;
    const char *message = NULL;
    if (file_read(coverage.arena, path, FIXTURE_MOST_BYTES, &file, &message)) {
        check_lines(&coverage, arena_copy_text(coverage.arena, file.bytes, file.length));
        count_formula(&coverage);
        printf("# %s: %zu formulas, %zu with a step, %zu with an erratum alone, %zu without\n",
               coverage.notation->id, coverage.formulas, coverage.shown, coverage.errata,
               coverage.without);
        printf("# %s: %zu rows printed as in the note, %zu no formula, %zu misprints in words\n",
               coverage.notation->id, coverage.same, coverage.none, coverage.told);
        for (size_t i = 0; i < TEST_COUNT(counts); i++) {
            if (strcmp(counts[i].note, coverage.notation->id) == 0) {
                EXPECT_INT(coverage.formulas, counts[i].formulas);
                EXPECT(coverage.same >= counts[i].same);
                EXPECT_INT(coverage.differing, 0);
                EXPECT(coverage.told <= counts[i].told);
            }
        }
    } else {
        test_failures++;
        printf("# %s: %s\n", path, message);
    }
    arena_destroy(coverage.arena);
}

static bool has_notation(const char *file) {
    for (size_t i = 0; i < notations.count; i++) {
        const char *id = notations.items[i].notation->id;
        if (strncmp(file, id, strlen(id)) == 0 && strcmp(file + strlen(id), ".tsv") == 0) {
            return true;
        }
    }
    return false;
}

/* A table that no notation reads would never be checked. */
static void test_files_belong_to_notations(void) {
    DIR *folder = opendir(text_format(shared, "%s/tests/coverage", root));
    EXPECT(folder != NULL);
    for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL;
         entry = readdir(folder)) {
        if (strstr(entry->d_name, ".tsv") != NULL && !has_notation(entry->d_name)) {
            test_failures++;
            printf("# %s: there is no such notation\n", entry->d_name);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = fixture_notations(shared, root);
    struct test tests[FIXTURE_MOST_NOTATIONS + 1];
    for (size_t i = 0; i < notations.count; i++) {
        tests[i] = (struct test){
            text_format(shared, "the formulas of %s have steps", notations.items[i].notation->id),
            test_next_notation};
    }
    tests[notations.count] =
        (struct test){"each table belongs to a notation", test_files_belong_to_notations};
    int status = test_run(tests, notations.count + 1);
    arena_destroy(shared);
    return status;
}
