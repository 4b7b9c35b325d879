#include "tell/trouble_told.h"

#include "base/number.h"
#include "checks/fused.h"
#include "engine/program_names.h"
#include "formula/binding.h"
#include "session/strings.h"
#include "step/blame.h"
#include "tell/products.h"

static const char *place_text(const struct telling *telling, const struct binding *binding,
                              const struct trouble *trouble) {
    if (shape_count(binding->nodes[trouble->node].shape) == 1) {
        return string_get(telling->language, STRING_TROUBLE_NUMBER);
    }
    return STRING_FILL(telling->arena, telling->language, STRING_TROUBLE_PLACE,
                       number_count_text(telling->arena, (long)trouble->row + 1),
                       number_count_text(telling->arena, (long)trouble->column + 1));
}

/* "Together they give δ = a − y, which divides by nothing; here δ₁ = 1.000." */
static void add_fused(struct telling *telling, const struct moment *moment) {
    const struct program *program = moment->program;
    struct fused_error fused;
    if (!fused_error_find(telling->arena, program, moment->state, &fused)) {
        return;
    }
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

void trouble_told_add_convention(struct telling *telling, const struct moment *moment) {
    static const enum string_id strings[CONVENTION_COUNT] = {
        [CONVENTION_ZERO_LOG] = STRING_CONVENTION_LOG,
        [CONVENTION_ZERO_QUOTIENT] = STRING_CONVENTION_QUOTIENT,
    };
    const struct operation *operation = moment->place.operation;
    for (int i = CONVENTION_NONE + 1; i < CONVENTION_COUNT && operation != NULL; i++) {
        struct convention_use use;
        if (binding_find_convention(&operation->binding, &moment->own, (enum convention)i, &use)) {
            telling_end_line(telling);
            telling_words(telling, string_get(telling->language, strings[i]));
        }
    }
}

bool trouble_told_add(struct telling *telling, const struct moment *moment) {
    struct trouble trouble;
    if (!blame_find(moment, &trouble)) {
        return false;
    }
    const struct operation *operation = moment->operation;
    struct equation equation = equation_create(moment, operation, NULL);
    struct equation part = equation_of_node(&equation, (int)trouble.node);
    telling_equation(telling, &part);
    telling_words(telling, place_text(telling, &operation->binding, &trouble));
    struct focus focus = {
        .operation = operation, .node = trouble.node, .explanation = trouble.explanation};
    products_tell(telling, moment, &focus, PRODUCTS_MOST_TERMS);
    if (trouble.count > 1) {
        telling_words(telling,
                      STRING_FILL(telling->arena, telling->language, STRING_TROUBLE_MORE,
                                  number_count_text(telling->arena, (long)trouble.count - 1)));
    }
    telling_words(telling, string_get(telling->language, STRING_SENTENCE_END));
    add_fused(telling, moment);
    return true;
}
