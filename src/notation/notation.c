#include "notation/notation.h"

#include <string.h>

const char *const pass_names[PASS_COUNT] = {
    [PASS_FORWARD] = "forward", [PASS_BACKWARD] = "backward", [PASS_UPDATE] = "update"};
const char *const reduction_names[REDUCTION_COUNT] = {"sum", "mean"};
const char *const sample_axis_names[2] = {"columns", "rows"};
const char *const layout_names[LAYOUT_COUNT] = {"numerator", "denominator"};
const char *const form_kind_names[FORM_KIND_COUNT] = {"long", "element"};

const struct notation_derivation *notation_find_derivation(const struct notation *notation,
                                                           const char *id) {
    for (size_t i = 0; i < notation->derivation_count; i++) {
        if (strcmp(notation->derivations[i].id, id) == 0) {
            return &notation->derivations[i];
        }
    }
    return NULL;
}

size_t notation_line_count(const struct notation_derivation *derivation) {
    size_t count = 0;
    for (size_t i = 0; i < derivation->line_count; i++) {
        count += derivation->lines[i].erratum == NULL;
    }
    return count;
}

int notation_symbol_of_role(const struct notation *notation, enum role role) {
    for (size_t i = 0; i < notation->symbol_count; i++) {
        if (notation->symbols[i].role == role) {
            return (int)i;
        }
    }
    return -1;
}

static bool is_of_samples(enum role role) {
    return role == ROLE_TARGET || role == ROLE_PREACTIVATION || role == ROLE_ACTIVATION ||
           role == ROLE_ACTIVATION_GRADIENT || role == ROLE_ERROR;
}

enum symbol_index notation_symbol_index(const struct notation *notation, int symbol,
                                        size_t samples) {
    enum role role = notation->symbols[symbol].like;
    bool is_of_units =
        role == ROLE_BIAS || role == ROLE_BIAS_GRADIENT || (is_of_samples(role) && samples == 1);
    return !is_of_units                                    ? SYMBOL_HAS_BOTH
           : sample_axis_has_units_down(notation->samples) ? SYMBOL_HAS_ROWS
                                                           : SYMBOL_HAS_COLUMNS;
}

static const struct symbol_form *choose_form(const struct notation_symbol_form *forms, size_t count,
                                             int layer, int last_layer, size_t samples) {
    for (size_t i = 0; i + 1 < count; i++) {
        if (condition_holds_there(&forms[i].when, layer, last_layer, samples)) {
            return &forms[i].form;
        }
    }
    return &forms[count - 1].form;
}

/* The first title that holds there, or NULL. */
static const struct localized_text *title_there(const struct notation_title *titles, size_t count,
                                                int layer, int last_layer, size_t samples) {
    for (size_t i = 0; i < count; i++) {
        if (condition_holds_there(&titles[i].when, layer, last_layer, samples)) {
            return &titles[i].title;
        }
    }
    return NULL;
}

const struct localized_text *notation_symbol_title(const struct notation *notation, int symbol,
                                                   int layer, int last_layer, size_t samples) {
    const struct notation_symbol *found = &notation->symbols[symbol];
    const struct localized_text *title =
        title_there(found->titles, found->title_count, layer, last_layer, samples);
    return title != NULL ? title : &found->title;
}

const struct localized_text *notation_operation_title(const struct notation_operation *operation,
                                                      int layer, int last_layer, size_t samples) {
    const struct localized_text *title =
        title_there(operation->titles, operation->title_count, layer, last_layer, samples);
    return title != NULL ? title : &operation->title;
}

const struct symbol_form *notation_symbol_form(const struct notation *notation, int symbol,
                                               int layer, int last_layer, size_t samples) {
    const struct notation_symbol *found = &notation->symbols[symbol];
    return choose_form(found->forms, found->form_count, layer, last_layer, samples);
}

const struct symbol_form *notation_function_form(const struct notation *notation,
                                                 enum function function, int layer, int last_layer,
                                                 size_t samples) {
    const struct notation_forms *forms =
        function == FUNCTION_DERIVATIVE ? &notation->derivative : &notation->activation;
    return forms->count > 0 ? choose_form(forms->items, forms->count, layer, last_layer, samples)
                            : NULL;
}

const struct notation_alternative *notation_choose(const struct notation_operation *operation,
                                                   const struct situation *situation) {
    for (size_t i = 0; i < operation->alternative_count; i++) {
        if (condition_holds(&operation->alternatives[i].when, situation)) {
            return &operation->alternatives[i];
        }
    }
    return NULL;
}
