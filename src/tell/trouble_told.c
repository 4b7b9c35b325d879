#include "tell/trouble_told.h"

#include "base/number.h"
#include "checks/fused.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "formula/binding.h"
#include "session/strings.h"
#include "tell/products.h"

#include <string.h>

static const char *cell_text(const struct telling *telling, const struct binding *binding,
                             const struct trouble *trouble) {
    if (shape_count(binding->nodes[trouble->node].shape) == 1) {
        return string_get(telling->language, STRING_TROUBLE_NUMBER);
    }
    return STRING_FILL(telling->arena, telling->language, STRING_TROUBLE_PLACE,
                       number_count_text(telling->arena, (long)trouble->row + 1),
                       number_count_text(telling->arena, (long)trouble->column + 1));
}

/* "Together they give δ = a − y, which divides by nothing; here δ₁ = 1.000." */
static void add_fused(struct telling *telling, const struct moment *moment,
                      const struct binding *binding, const struct trouble *trouble) {
    const struct program *program = moment->program;
    struct fused_error fused;
    if (!fused_error_find(telling->arena, program, moment->state, &fused)) {
        return;
    }
    fused_error_choose(&fused, binding->nodes[trouble->node].shape, trouble->row, trouble->column);
    struct equation equation = equation_create(moment, &fused.fused, NULL);
    telling_words(telling, string_get(telling->language, STRING_FUSED_BEGIN));
    telling_equation(telling, &equation);
    telling_words(telling, string_get(telling->language, STRING_FUSED_END));
    telling_symbol(telling,
                   program_element_name(telling->arena, program, fused.fused.target, fused.row,
                                        fused.column, PRINT_TEX),
                   ROLE_ERROR, QUANTITY_NONE);
    double value = matrix_at(fused.value, fused.row, fused.column);
    telling_words(telling, text_format(telling->arena, " = %s%s",
                                       number_text(telling->arena, value,
                                                   moment_decimals(moment, fused.value)),
                                       string_get(telling->language, STRING_SENTENCE_END)));
}

static bool has_call(const struct binding *binding, enum function function) {
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct expression *node = binding->nodes[i].expression;
        if (node->kind == EXPRESSION_CALL && node->function == function) {
            return true;
        }
    }
    return false;
}

/* Activations are computed from exponentials of numbers that are not positive
 * (formula/activation.c); what a formula writes out itself is computed as it stands. */
static bool is_calm(const struct binding *binding) {
    static const enum function calls[] = {FUNCTION_ACTIVATION, FUNCTION_DERIVATIVE,
                                          FUNCTION_JACOBIAN, FUNCTION_VJP};
    bool has_activation = false;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        has_activation = has_activation || has_call(binding, calls[i]);
    }
    return has_activation && !has_call(binding, FUNCTION_EXP);
}

/* "This form overflows. The step itself is computed as a = softmax(z) …: a₁ = 1.000." */
static void add_operation(struct telling *telling, const struct moment *moment,
                          const struct trouble *trouble) {
    const struct program *program = moment->program;
    const struct operation *own = moment->place.operation;
    const struct expression *part = moment->operation->binding.nodes[trouble->node].expression;
    bool is_overflow = part->kind == EXPRESSION_CALL && part->function == FUNCTION_EXP;
    bool is_from_calm = is_overflow && is_calm(&own->binding);
    struct matrix value = program_tensor_value(program, own->target, moment->state);
    struct equation equation = equation_create(moment, own, NULL);
    telling_words(telling, string_get(telling->language,
                                      is_overflow ? STRING_FORM_OVERFLOWS : STRING_FORM_BREAKS));
    telling_words(telling, string_get(telling->language, STRING_FORM_STEP_BEGIN));
    telling_equation(telling, &equation);
    telling_words(telling, string_get(telling->language,
                                      is_from_calm ? STRING_FORM_STEP_CALM : STRING_FORM_STEP_END));
    telling_symbol(telling,
                   program_element_name(telling->arena, program, own->target, trouble->value_row,
                                        trouble->value_column, PRINT_TEX),
                   program->tensors[own->target].role, QUANTITY_NONE);
    double number = matrix_at(value, trouble->value_row, trouble->value_column);
    telling_words(telling,
                  text_format(telling->arena, " = %s%s",
                              number_text(telling->arena, number, moment_decimals(moment, value)),
                              string_get(telling->language, STRING_SENTENCE_END)));
}

void trouble_told_add_convention(struct telling *telling, const struct moment *moment) {
    static const enum string_id strings[CONVENTION_COUNT] = {
        [CONVENTION_ZERO_LOG] = STRING_CONVENTION_LOG,
        [CONVENTION_ZERO_QUOTIENT] = STRING_CONVENTION_QUOTIENT,
    };
    const struct operation *operation = moment->operation;
    for (int i = CONVENTION_NONE + 1; i < CONVENTION_COUNT && operation != NULL; i++) {
        struct convention_use use;
        if (binding_find_convention(&operation->binding, &moment->evaluation, (enum convention)i,
                                    &use)) {
            telling_end_line(telling);
            telling_words(telling, string_get(telling->language, strings[i]));
        }
    }
}

bool trouble_told_add(struct telling *telling, const struct moment *moment) {
    const struct trouble *trouble = moment->trouble;
    if (trouble == NULL) {
        return false;
    }
    const struct operation *operation = moment->operation;
    struct equation equation = equation_create(moment, operation, NULL);
    struct equation part = equation_of_node(&equation, (int)trouble->node);
    telling_equation(telling, &part);
    telling_words(telling, cell_text(telling, &operation->binding, trouble));
    struct focus focus = {
        .operation = operation, .node = trouble->node, .explanation = trouble->explanation};
    struct moment there = *moment;
    memcpy(there.evaluation.element, trouble->element, sizeof trouble->element);
    products_tell(telling, &there, &focus, PRODUCTS_MOST_TERMS);
    if (trouble->count > 1) {
        telling_words(telling,
                      STRING_FILL(telling->arena, telling->language, STRING_TROUBLE_MORE,
                                  number_count_text(telling->arena, (long)trouble->count - 1)));
    }
    telling_words(telling, string_get(telling->language, STRING_SENTENCE_END));
    moment->is_stuck ? add_fused(telling, moment, &operation->binding, trouble)
                     : add_operation(telling, moment, trouble);
    return true;
}
