#include "tell/derived/derived_told.h"

#include "base/number.h"
#include "engine/derivation/derivation_way.h"
#include "engine/program_state.h"
#include "formula/explain/explanation.h"
#include "session/strings.h"
#include "tell/arithmetic.h"
#include "tell/script/prose.h"

enum { MOST_SUMMANDS = 6 };

/* ---- where ---- */

static const char *letter_name(const struct proof *proof, size_t letter) {
    return proof->derivation->lines[0].definition->statement->indices.names[letter];
}

void derived_told_letters(struct telling *telling, const struct proof *proof) {
    size_t letters[FORMULA_MOST_INDICES];
    size_t count = proof_letters(proof, letters);
    for (size_t i = 0; i < count; i++) {
        size_t number = proof->derivation->letters[letters[i]];
        telling_quiet(telling, i > 0 ? ", " : "");
        telling_symbol(telling, letter_name(proof, letters[i]), ROLE_COUNT, QUANTITY_NONE);
        telling_words(telling, text_format(telling->arena, " = %zu", number));
    }
}

/* The one letter counts the units of the layer. */
static bool is_of_neuron(const struct proof *proof, const size_t *letters, size_t count) {
    const struct derivation *derivation = proof->derivation;
    const struct network *network = &derivation->program->lesson->network;
    return count == 1 && derivation->limits[letters[0]] ==
                             network_units(network, (size_t)derivation->choice.layer);
}

/* The words of a row of the interface around what stands for {1}. */
static void tell_around(struct telling *telling, const struct proof *proof, enum string_id id,
                        const char *second) {
    struct arena *arena = telling->arena;
    static const char mark[] = "\x01";
    const char *words = STRING_FILL(arena, telling->language, id, mark, second);
    size_t at = 0;
    while (words[at] != '\0' && words[at] != *mark) {
        at++;
    }
    telling_quiet(telling, arena_copy_text(arena, words, at));
    derived_told_letters(telling, proof);
    telling_quiet(telling, words[at] != '\0' ? words + at + 1 : "");
}

void derived_told_place(struct telling *telling, const struct proof *proof) {
    struct arena *arena = telling->arena;
    const struct derivation *derivation = proof->derivation;
    const char *lines = number_count_text(arena, (long)proof_line_count(proof));
    telling_quiet(telling, STRING_FILL(arena, telling->language, STRING_DERIVATION_LINE,
                                       number_count_text(arena, (long)proof->written), lines));
    size_t letters[FORMULA_MOST_INDICES];
    size_t count = proof_letters(proof, letters);
    if (count > 0) {
        telling_quiet(telling, " · ");
        tell_around(telling, proof,
                    is_of_neuron(proof, letters, count) ? STRING_DERIVATION_NEURON
                                                        : STRING_DERIVATION_LETTERS,
                    text_format(arena, "%d", derivation->choice.layer));
    }
    if (derivation->choice.is_of_one_sample) {
        telling_quiet(telling, " · ");
        telling_quiet(telling, STRING_FILL(arena, telling->language, STRING_DERIVATION_SAMPLE,
                                           number_count_text(arena, (long)proof->sample + 1)));
    }
}

/* ---- a line ---- */

void derived_told_reason(struct telling *telling, const struct derivation *derivation,
                         size_t line) {
    const struct notation_line *definition = derivation->lines[line].definition;
    prose_tell(telling, definition->because.in[telling->language], NULL);
}

void derived_told_misprint(struct telling *telling, const struct derivation *derivation,
                           size_t line) {
    const struct notation_erratum *erratum = derivation->lines[line].definition->erratum;
    prose_tell(telling, erratum->why.in[telling->language], NULL);
}

void derived_told_misprint_place(struct telling *telling, const struct derivation *derivation,
                                 size_t line) {
    const struct notation_erratum *erratum = derivation->lines[line].definition->erratum;
    prose_tell(telling, erratum->place.in[telling->language], NULL);
}

/* The first line of its equation, through lines that all hold. */
static size_t origin_of(const struct derivation *derivation, size_t line) {
    while (derivation->lines[line].verdict == DERIVATION_HOLDS &&
           derivation->lines[line].above != line) {
        line = derivation->lines[line].above;
    }
    return line;
}

/* As many decimals as the tensor has of which a line computes an element. */
static int decimals_of(const struct moment *moment, const struct derivation *derivation,
                       size_t line) {
    const struct derivation_line *found = &derivation->lines[line];
    const struct statement *statement = found->definition->statement;
    struct matrix value = derivation_value(derivation, line);
    if (statement->target != NULL) {
        value =
            program_tensor_value(derivation->program, found->operation.target, derivation->state);
    }
    return moment_decimals(moment, value);
}

/* "4 × 2", and of a tensor "2 × (2 × 2)". */
static const char *size_text(struct arena *arena, const struct derivation_line *line,
                             struct matrix value) {
    const struct binding *binding = &line->operation.binding;
    size_t slices = binding_slices(binding, binding->node_count - 1);
    return slices > 1
               ? text_format(arena, "%zu × (%zu × %zu)", slices, value.rows / slices, value.columns)
               : text_format(arena, "%zu × %zu", value.rows, value.columns);
}

const char *derived_told_value(const struct moment *moment, const struct derivation *derivation,
                               size_t line) {
    struct arena *arena = moment->arena;
    size_t origin = origin_of(derivation, line);
    if (derivation->lines[origin].verdict == DERIVATION_DOES_NOT_FIT) {
        return "";
    }
    struct matrix value = derivation_value(derivation, origin);
    return value.rows * value.columns == 1
               ? number_text(arena, value.values[0], decimals_of(moment, derivation, origin))
               : size_text(arena, &derivation->lines[origin], value);
}

const char *derived_told_origin(const struct derivation *derivation, size_t line,
                                enum language language) {
    const struct derivation_line *found = &derivation->lines[line];
    const struct expression *value = found->definition->statement->value;
    bool is_partial = value->kind == EXPRESSION_CALL && value->function == FUNCTION_PARTIAL;
    if (!found->has_left || !is_partial || found->verdict != DERIVATION_HOLDS) {
        return NULL;
    }
    const struct expression *of = value->operands[0];
    bool is_loss = of->kind == EXPRESSION_TENSOR &&
                   derivation->program->notation->symbols[of->symbol].role == ROLE_LOSS;
    return string_get(language,
                      is_loss ? STRING_DERIVATION_FROM_LOSS : STRING_DERIVATION_BY_CALCULUS);
}

/* As far as the value has that many. */
void derived_told_element(const struct proof *proof, struct matrix value, size_t *ret_row,
                          size_t *ret_column) {
    size_t letters[FORMULA_MOST_INDICES];
    size_t count = proof_letters(proof, letters);
    const size_t *numbers = proof->derivation->letters;
    *ret_row = count > 0 ? numbers[letters[0]] - 1 : 0;
    *ret_column = count > 1 ? numbers[letters[1]] - 1 : 0;
    if (value.rows == 1 && value.columns > 1 && count == 1) {
        *ret_column = *ret_row;
    }
    *ret_row = *ret_row < value.rows ? *ret_row : value.rows - 1;
    *ret_column = *ret_column < value.columns ? *ret_column : value.columns - 1;
}

const char *derived_told_row(struct arena *arena, const struct proof *proof, size_t number,
                             enum language language) {
    const struct derivation *derivation = proof->derivation;
    size_t line = proof_line(proof, number);
    size_t before = number > 1 ? proof_line(proof, number - 1) : line;
    const struct derivation_line *found = &derivation->lines[line];
    bool are_there = before != line && found->has_left && found->verdict == DERIVATION_HOLDS &&
                     derivation->lines[before].verdict == DERIVATION_HOLDS;
    if (!are_there) {
        return NULL;
    }
    struct matrix value = derivation_value(derivation, line);
    struct matrix above = derivation_value(derivation, before);
    size_t row, column;
    derived_told_element(proof, value, &row, &column);
    double difference = matrix_at(value, row, column) - above.values[0];
    double size = above.values[0] < 0 ? -above.values[0] : above.values[0];
    bool is_same = above.rows * above.columns == 1 && value.rows * value.columns > 1 &&
                   difference <= derivation_tolerance * size &&
                   -difference <= derivation_tolerance * size;
    return is_same ? STRING_FILL(arena, language, STRING_DERIVATION_ROW,
                                 number_count_text(arena, (long)row + 1),
                                 number_count_text(arena, (long)number - 1))
                   : NULL;
}

/* ---- numbers ---- */

/* "∂L/∂z_2 = 0.1875": nobody reckons a derivative from two numbers. */
static void tell_partial(struct telling *telling, const struct moment *moment,
                         const struct derivation *derivation, size_t line) {
    telling_formula(telling, derivation_print(telling->arena, derivation, line, PRINT_TEX, true),
                    NULL, 0);
    telling_words(telling, " = ");
    telling_words(telling, derived_told_value(moment, derivation, line));
}

static struct arithmetic arithmetic_of(struct telling *telling, const struct moment *moment) {
    return (struct arithmetic){telling, moment, moment->evaluation, ARITHMETIC_OF_TENSORS,
                               MOST_SUMMANDS};
}

void derived_told_numbers(struct telling *telling, const struct moment *moment,
                          const struct proof *proof, size_t line) {
    const struct derivation *derivation = proof->derivation;
    const struct derivation_line *found = &derivation->lines[line];
    const struct binding *binding = &found->operation.binding;
    const struct expression *root = found->definition->statement->value;
    struct matrix value = derivation_value(derivation, line);
    if (root->kind == EXPRESSION_CALL && root->function == FUNCTION_PARTIAL) {
        if (value.rows * value.columns == 1) {
            tell_partial(telling, moment, derivation, line);
        }
        return;
    }
    size_t row, column;
    derived_told_element(proof, value, &row, &column);
    struct arithmetic arithmetic = arithmetic_of(telling, moment);
    const struct explanation explanation = explanation_of_element(
        telling->arena, binding, &arithmetic.evaluation, (size_t)root->id, row, column);
    bool is_number = value.rows * value.columns == 1;
    size_t origin = origin_of(derivation, line);
    arithmetic_tell(&arithmetic, &explanation,
                    is_number ? decimals_of(moment, derivation, origin)
                              : decimals_of(moment, derivation, line));
}

void derived_told_way(struct telling *telling, const struct moment *moment,
                      const struct proof *proof, size_t line, size_t way) {
    const struct binding *binding = &proof->derivation->lines[line].operation.binding;
    const struct expression *sum = derivation_way_sum(proof->derivation, line);
    struct arithmetic arithmetic = arithmetic_of(telling, moment);
    binding_compute_summand(binding, &arithmetic.evaluation, (size_t)sum->id, way);
    arithmetic.evaluation.element[sum->which.number] = way;
    const struct explanation explanation = explanation_of_element(
        telling->arena, binding, &arithmetic.evaluation, (size_t)sum->operands[1]->id, 0, 0);
    arithmetic_tell(&arithmetic, &explanation, -1);
}

const char *derived_told_way_total(const struct moment *moment, const struct proof *proof,
                                   size_t line, size_t way) {
    const struct derivation *derivation = proof->derivation;
    return number_text(moment->arena, derivation_way_total(derivation, line, way),
                       decimals_of(moment, derivation, origin_of(derivation, line)));
}
