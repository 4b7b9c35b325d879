#include "session/ask/options_line.h"

#include "engine/derivation/derivation.h"
#include "session/ask/options.h"

#include <string.h>

enum { LEAST_OPTIONS = 3, MOST_OPTIONS = 4, MOST_CHOICES = 16 };

/* Where the derivation is to be seen: at the operation that it proves, or at its layer. */
static bool find_choice(const struct program *program, const struct operation *operation,
                        const char *id, struct derivation_choice *ret) {
    struct derivation_choice choices[MOST_CHOICES];
    size_t count =
        operation != NULL ? derivation_choices(program, operation, choices, MOST_CHOICES) : 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(choices[i].definition->id, id) == 0) {
            *ret = choices[i];
            return true;
        }
    }
    const struct notation_derivation *definition = notation_find_derivation(program->notation, id);
    int layer = operation != NULL ? operation->layer : (int)program->lesson->network.layer_count;
    return definition != NULL && derivation_holds(program, definition, layer, ret);
}

static const char *print(struct arena *arena, const struct derivation *derivation, size_t line) {
    return derivation_print(arena, derivation, line, PRINT_TEX, false);
}

static bool is_there(const struct asked_option *options, size_t count, const char *tex) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(options[i].tex, tex) == 0) {
            return true;
        }
    }
    return false;
}

/* Lines are counted as the reader sees them: without those that the note misprints. */
static bool line_of_number(const struct derivation *derivation, size_t number, size_t *ret) {
    for (size_t i = 0; i < derivation->line_count && number > 0; i++) {
        number -= derivation->lines[i].definition->erratum == NULL;
        if (number == 0) {
            *ret = i;
            return true;
        }
    }
    return false;
}

/* Lines as they are offered: those that are wrong as they stand first, since somebody printed them,
 * then those that come later, which are not seen yet. */
static size_t add_others(struct arena *arena, const struct derivation *derivation, size_t right,
                         enum asked_line_place where, struct asked_option *options) {
    size_t count = 1;
    while (count < MOST_OPTIONS && options[count].tex != NULL) {
        count++;
    }
    for (size_t i = 0; i < derivation->line_count && count < MOST_OPTIONS; i++) {
        bool is_misprint = derivation->lines[i].definition->erratum != NULL;
        enum asked_line_place is = is_misprint ? ASKED_LINE_MISPRINT
                                   : i > right ? ASKED_LINE_LATER
                                               : ASKED_LINE_EARLIER;
        const char *tex = print(arena, derivation, i);
        if (i != right && is == where && !is_there(options, count, tex)) {
            options[count++] =
                (struct asked_option){.operation = -1, .line = i + 1, .tex = tex, .where = is};
        }
    }
    return count;
}

/* Of a proof that has too few lines for a choice, those of other proofs of the note. */
static size_t add_of_notation(struct arena *arena, const struct run *run,
                              const struct derivation_choice *right, size_t count,
                              struct asked_option *options) {
    const struct notation *notation = run->program->notation;
    for (size_t i = 0; i < notation->derivation_count && count < LEAST_OPTIONS; i++) {
        struct derivation_choice other;
        const struct notation_derivation *definition = &notation->derivations[i];
        if (definition == right->definition ||
            !derivation_holds(run->program, definition, right->layer, &other)) {
            continue;
        }
        const struct derivation *derivation =
            derivation_create(arena, run->program, tape_state(run->tape), &other, 0);
        const char *tex = print(arena, derivation, derivation->line_count - 1);
        if (!is_there(options, count, tex)) {
            options[count++] =
                (struct asked_option){.operation = -1, .tex = tex, .where = ASKED_LINE_OTHER};
        }
    }
    return count;
}

/* What the reader would have before the line that is asked for. */
static void add_lines(struct arena *arena, const struct derivation *derivation, size_t asked,
                      struct asked_subject *ret) {
    const char **lines = ARENA_ARRAY(arena, const char *, asked);
    for (size_t number = 1; number < asked; number++) {
        size_t at = 0;
        line_of_number(derivation, number, &at);
        lines[number - 1] = print(arena, derivation, at);
    }
    ret->lines = lines;
    ret->line_count = asked - 1;
}

void options_line_create(struct arena *arena, const struct run *run,
                         const struct operation *operation, const struct question *question,
                         struct asked_subject *ret) {
    struct derivation_choice choice;
    if (!find_choice(run->program, operation, question->derivation, &choice)) {
        return;
    }
    const struct derivation *derivation =
        derivation_create(arena, run->program, tape_state(run->tape), &choice, 0);
    size_t right = 0;
    if (!line_of_number(derivation, question->line, &right)) {
        return;
    }
    struct asked_option *options = ARENA_ARRAY(arena, struct asked_option, MOST_OPTIONS);
    options[0] = (struct asked_option){.operation = -1,
                                       .line = question->line,
                                       .tex = print(arena, derivation, right),
                                       .is_right = true};
    add_others(arena, derivation, right, ASKED_LINE_MISPRINT, options);
    add_others(arena, derivation, right, ASKED_LINE_LATER, options);
    size_t count = add_others(arena, derivation, right, ASKED_LINE_EARLIER, options);
    ret->options = options;
    ret->option_count = add_of_notation(arena, run, &choice, count, options);
    add_lines(arena, derivation, question->line, ret);
    options_shuffle(options, ret->option_count, question->line * 7 + 3);
}
