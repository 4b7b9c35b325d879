/* "style" in a notation file: signs, brackets, what functions are called. */

#include "notation/read/notation_parts.h"

#include <string.h>

static const char *const sign_keys[] = {"tex", "text"};

static void read_sign_pair(struct fields *fields, const struct json_value *value,
                           const char *ret[PRINT_FORMAT_COUNT]) {
    if (value == NULL || !fields_object(fields, value, WORD_LIST(sign_keys))) {
        return;
    }
    fields_string(fields, fields_required(fields, value, "tex"), &ret[PRINT_TEX]);
    fields_string(fields, fields_required(fields, value, "text"), &ret[PRINT_TEXT]);
}

/* One "@" marks where the argument stands. */
static void check_marks(struct fields *fields, const struct json_value *value,
                        const char *const signs[PRINT_FORMAT_COUNT]) {
    for (int format = 0; format < PRINT_FORMAT_COUNT; format++) {
        const char *mark = signs[format] != NULL ? strchr(signs[format], '@') : NULL;
        if (signs[format] != NULL && (mark == NULL || strchr(mark + 1, '@') != NULL)) {
            fields_refuse(fields, json_member(value, sign_keys[format]),
                          "expected one \"@\", where the argument stands");
        }
    }
}

/* What the note calls functions that have a name of their own otherwise. */
static void read_functions(struct fields *fields, const struct json_value *value,
                           struct notation *notation) {
    const struct json_value *activation = json_member(value, "activation");
    const struct json_value *derivative = json_member(value, "derivative");
    const struct json_value *row_sum = json_member(value, "row_sum");
    if (activation != NULL) {
        read_symbol_forms(fields, activation, false, &notation->activation);
    }
    if (derivative != NULL) {
        read_symbol_forms(fields, derivative, false, &notation->derivative);
    }
    if (row_sum != NULL) {
        read_sign_pair(fields, row_sum, notation->signs.row_sum);
        check_marks(fields, row_sum, notation->signs.row_sum);
    }
}

static const char *const style_keys[] = {
    "samples",    "reduction", "product", "hadamard", "transpose", "group",  "activation",
    "derivative", "row_sum",   "layout",  "indices",  "indicator", "matrix", "exponential"};
static const char *const exponential_words[] = {"function", "power"};
static const char *const matrix_words[] = {"[]", "()"};
static const char *const matrix_names[] = {"bmatrix", "pmatrix"};
static const char *const indicator_words[] = {"brackets", "cases"};
static const char *const group_words[] = {"()", "[]"};
static const char *const group_signs[][2] = {{"(", ")"}, {"[", "]"}};

/* One small letter each, and none twice; "l" is the layer. */
static bool is_letter(const struct index_letters *letters, const char *text) {
    bool is_new = text[0] >= 'a' && text[0] <= 'z' && text[0] != 'l' && text[1] == '\0';
    for (size_t i = 0; i < letters->count; i++) {
        is_new = is_new && strcmp(letters->names[i], text) != 0;
    }
    return is_new;
}

static void read_indices(struct fields *fields, const struct json_value *value,
                         struct notation *notation) {
    if (!fields_array(fields, value, "letters", 1, FORMULA_MOST_INDICES)) {
        return;
    }
    const char **names = ARENA_ARRAY(fields->arena, const char *, FORMULA_MOST_INDICES);
    struct index_letters letters = {names, 0};
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        const char *name;
        if (!fields_string(fields, item, &name)) {
            continue;
        }
        if (!is_letter(&letters, name)) {
            fields_refuse(fields, item,
                          "an index is one letter from a to z, not l, and each only once");
            continue;
        }
        names[letters.count++] = name;
    }
    notation->table.indices = letters;
}

/* What a file may do without. */
static void read_derivatives(struct fields *fields, const struct json_value *value,
                             struct notation *notation) {
    size_t layout = LAYOUT_DENOMINATOR, indicator = 0, matrix = 0, exponential = 0;
    fields_word(fields, json_member(value, "layout"), WORD_LIST(layout_names), &layout);
    fields_word(fields, json_member(value, "indicator"), WORD_LIST(indicator_words), &indicator);
    fields_word(fields, json_member(value, "matrix"), WORD_LIST(matrix_words), &matrix);
    fields_word(fields, json_member(value, "exponential"), WORD_LIST(exponential_words),
                &exponential);
    notation->signs.has_powers_of_e = exponential == 1;
    notation->signs.matrix = matrix_names[matrix];
    notation->layout = (enum derivative_layout)layout;
    notation->signs.has_cases = indicator == 1;
    const struct json_value *indices = json_member(value, "indices");
    if (indices != NULL) {
        read_indices(fields, indices, notation);
    }
}

void read_style(struct fields *fields, const struct json_value *value, struct notation *notation) {
    if (value == NULL || !fields_object(fields, value, WORD_LIST(style_keys))) {
        return;
    }
    size_t samples = 0, reduction = 0, group = 0;
    fields_word(fields, fields_required(fields, value, "samples"), WORD_LIST(sample_axis_names),
                &samples);
    fields_word(fields, fields_required(fields, value, "reduction"), WORD_LIST(reduction_names),
                &reduction);
    fields_word(fields, fields_required(fields, value, "group"), WORD_LIST(group_words), &group);
    notation->samples = (enum sample_axis)samples;
    notation->reduction = (enum reduction)reduction;
    struct print_signs *signs = &notation->signs;
    signs->group[0] = group_signs[group][0];
    signs->group[1] = group_signs[group][1];
    signs->puts_jacobian_behind = !sample_axis_has_units_down(notation->samples);
    read_sign_pair(fields, fields_required(fields, value, "product"), signs->product);
    read_sign_pair(fields, fields_required(fields, value, "hadamard"), signs->hadamard);
    read_sign_pair(fields, fields_required(fields, value, "transpose"), signs->transpose);
    read_functions(fields, value, notation);
    read_derivatives(fields, value, notation);
}
