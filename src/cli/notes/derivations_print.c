#include "cli/notes/derivations_print.h"

#include "base/message.h"
#include "base/number.h"
#include "engine/derivation/derivation.h"
#include "engine/program_state.h"
#include "export/reading_words.h"
#include "notation/letters.h"

#include <stdio.h>
#include <string.h>

enum { VALUE_DIGITS = 6 };

struct words {
    const char *derivation, *note_lines, *misprint, *layer, *first_sample;
    const char *verdicts[DERIVATION_VERDICT_COUNT];
};

static const struct words words[LANGUAGE_COUNT] = {
    {"derivation",
     "note, lines",
     "as printed",
     "layer",
     "of the first sample",
     {[DERIVATION_HOLDS] = "holds",
      [DERIVATION_BREAKS] = "differs",
      [DERIVATION_NOT_FINITE] = "not finite",
      [DERIVATION_DOES_NOT_FIT] = "does not fit"}},
    {"推导",
     "笔记，行",
     "原文",
     "层",
     "取第一个样本",
     {[DERIVATION_HOLDS] = "成立",
      [DERIVATION_BREAKS] = "不相等",
      [DERIVATION_NOT_FINITE] = "不是有限数",
      [DERIVATION_DOES_NOT_FIT] = "形状不符"}},
};

/* Where it holds in a program: at an operation that it proves, or at the highest layer. */
static struct derivation *find(struct arena *arena, const struct program *program,
                               const struct notation_derivation *definition) {
    struct derivation_choice choice;
    bool is_found = false;
    for (int layer = 1; layer <= (int)program->lesson->network.layer_count; layer++) {
        struct derivation_choice at;
        if (derivation_holds(program, definition, layer, &at)) {
            choice = at;
            is_found = true;
        }
    }
    if (!is_found) {
        return NULL;
    }
    double *state = ARENA_ARRAY(arena, double, program->state_count);
    program_initial_state(program, state);
    return derivation_create(arena, program, state, &choice, 0);
}

/* "differs: row 2, column 1 is 0.1, above −0.1": where a line has another number than the one whose
 * value it must have. Nothing where their shapes differ, or a line begins an equation. */
static const char *difference_text(struct arena *arena, const struct derivation *derivation,
                                   size_t line, enum language language) {
    const struct matrix here = derivation_value(derivation, line);
    size_t other = derivation->lines[line].above;
    if (derivation->lines[line].verdict != DERIVATION_BREAKS || other == line) {
        return "";
    }
    const struct matrix above = derivation_value(derivation, other);
    bool is_same_shape = here.rows == above.rows && here.columns == above.columns;
    for (size_t i = 0; is_same_shape && i < here.rows * here.columns; i++) {
        const char *left = number_plain_text(arena, here.values[i], VALUE_DIGITS);
        const char *right = number_plain_text(arena, above.values[i], VALUE_DIGITS);
        if (strcmp(left, right) != 0) {
            return text_format(arena,
                               language == LANGUAGE_CHINESE
                                   ? "：第 %zu 行第 %zu 列是 %s，上面是 %s"
                                   : ": row %zu, column %zu is %s, above %s",
                               i / here.columns + 1, i % here.columns + 1, left, right);
        }
    }
    return "";
}

/* "0.1234 holds", "3×1 holds" */
static void print_value(struct arena *arena, const struct derivation *derivation, size_t line,
                        enum language language) {
    const struct words *said = &words[language];
    const struct derivation_line *found = &derivation->lines[line];
    if (found->verdict == DERIVATION_DOES_NOT_FIT) {
        printf("      %s: %s\n", said->verdicts[found->verdict],
               message_in(arena, language, found->error.message));
        return;
    }
    struct matrix value = derivation_value(derivation, line);
    const char *text = value.rows * value.columns == 1
                           ? number_plain_text(arena, value.values[0], VALUE_DIGITS)
                           : text_format(arena, "%zu×%zu", value.rows, value.columns);
    printf("      %s  %s%s\n", text, said->verdicts[found->verdict],
           difference_text(arena, derivation, line, language));
}

static void print_line(struct arena *arena, const struct notation *notation,
                       const struct notation_derivation *definition, size_t line,
                       enum language language) {
    const struct notation_line *found = &definition->lines[line];
    size_t samples = definition->when.sample_counts == 1U << 1 ? 2 : 1;
    const char *mark = found->erratum != NULL ? words[language].misprint : "";
    printf("    %s%s%s%s\n", letters_print(arena, notation, samples, found->statement, PRINT_TEXT),
           *mark != '\0' ? " (" : "", mark, *mark != '\0' ? ")" : "");
    printf("      %s\n", found->statement->source);
    printf("      %s\n", letters_print(arena, notation, samples, found->statement, PRINT_TEX));
    printf("      %s\n", reading_words_of(arena, language, found->because.in[language]));
}

static void print_derivation(struct arena *arena, const struct notation *notation,
                             const struct notation_derivation *definition,
                             const struct program *program, enum language language) {
    const struct words *said = &words[language];
    printf("\n%s %s · %s", said->derivation, definition->id, definition->title.in[language]);
    if (definition->first_line > 0) {
        printf(" (%s %ld–%ld)", said->note_lines, definition->first_line, definition->last_line);
    }
    printf("\n");
    const struct derivation *derivation = program != NULL ? find(arena, program, definition) : NULL;
    if (derivation != NULL) {
        printf("    %s %d%s%s\n", said->layer, derivation->choice.layer,
               derivation->choice.is_of_one_sample ? ", " : "",
               derivation->choice.is_of_one_sample ? said->first_sample : "");
    }
    for (size_t i = 0; i < definition->line_count; i++) {
        print_line(arena, notation, definition, i, language);
        if (derivation != NULL) {
            print_value(arena, derivation, i, language);
        }
    }
}

void derivations_print(const struct notation *notation, const struct program *program,
                       enum language language) {
    for (size_t i = 0; i < notation->derivation_count; i++) {
        struct arena *arena = arena_create();
        print_derivation(arena, notation, &notation->derivations[i], program, language);
        arena_destroy(arena);
    }
}
