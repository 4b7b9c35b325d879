/* "symbols" in a notation file: what each means, how it is written and where. */
#include "notation/read/notation_parts.h"

#include <string.h>

/* A string that may be empty; "" where it is absent. */
static const char *read_sign(struct fields *fields, const struct json_value *value) {
    const char *sign = "";
    if (value != NULL && (value->kind != JSON_STRING || value->length > 0)) {
        fields_string(fields, value, &sign);
    }
    return sign;
}

/* Where a form or a title is used. */
static void read_place(struct fields *fields, const struct json_value *value, const char *what,
                       struct condition *ret) {
    read_condition(fields, value, ret);
    if (ret->losses || ret->activations || ret->below || ret->layer_counts || ret->biases ||
        ret->trained_biases || ret->biases_above) {
        fields_refuse(fields, value, "a symbol's %s can depend on \"layer\" and \"samples\" only",
                      what);
    }
}

static const char *const form_keys[] = {"when",      "tex",         "text",
                                        "subscript", "superscript", "element"};

static void read_form(struct fields *fields, const struct json_value *value,
                      struct notation_symbol_form *ret) {
    if (!fields_object(fields, value, WORD_LIST(form_keys))) {
        return;
    }
    read_place(fields, json_member(value, "when"), "form", &ret->when);
    fields_string(fields, fields_required(fields, value, "tex"), &ret->form.base[PRINT_TEX]);
    fields_string(fields, fields_required(fields, value, "text"), &ret->form.base[PRINT_TEXT]);
    ret->form.subscript = read_sign(fields, json_member(value, "subscript"));
    ret->form.superscript = read_sign(fields, json_member(value, "superscript"));
    ret->form.element = read_sign(fields, json_member(value, "element"));
}

void read_symbol_forms(struct fields *fields, const struct json_value *value, bool is_scalar,
                       struct notation_forms *ret) {
    if (!fields_array(fields, value, "forms", 1, NOTATION_MOST_ALTERNATIVES)) {
        return;
    }
    struct notation_symbol_form *items =
        ARENA_ARRAY(fields->arena, struct notation_symbol_form, value->count);
    *ret = (struct notation_forms){items, value->count};
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        read_form(fields, item, &items[item->index]);
        items[item->index].form.is_scalar = is_scalar;
        if (item->next == NULL && json_member(item, "when") != NULL) {
            fields_refuse(fields, item, "the last form must hold always: it has no \"when\"");
        }
    }
}

static const char *const symbol_keys[] = {"role", "title", "titles", "forms"};
static const char *const title_keys[] = {"when", "title"};

void read_symbol_titles(struct fields *fields, const struct json_value *value,
                        const struct notation_title **ret, size_t *retcount) {
    if (!fields_array(fields, value, "titles", 1, NOTATION_MOST_ALTERNATIVES)) {
        return;
    }
    struct notation_title *titles = ARENA_ARRAY(fields->arena, struct notation_title, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        struct notation_title *title = &titles[item->index];
        if (fields_object(fields, item, WORD_LIST(title_keys))) {
            read_place(fields, fields_required(fields, item, "when"), "title", &title->when);
            fields_title(fields, fields_required(fields, item, "title"), &title->title);
        }
    }
    *ret = titles;
    *retcount = value->count;
}

bool read_symbols_is_reserved(const struct notation *notation, const char *name) {
    static const char *const usual[] = {"i", "j", "k"};
    const struct index_letters *own = &notation->table.indices;
    struct index_letters letters = own->count > 0 ? *own : (struct index_letters){usual, 3};
    for (size_t i = 0; i < letters.count; i++) {
        if (strcmp(name, letters.names[i]) == 0) {
            return true;
        }
    }
    if (strcmp(name, "l") == 0 || strcmp(name, "L") == 0) {
        return true;
    }
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        if (strcmp(name, function_definition((enum function)i)->name) == 0) {
            return true;
        }
    }
    return false;
}

static void read_symbol(struct fields *fields, const struct json_value *value,
                        const struct notation *notation, struct notation_symbol *ret) {
    ret->name = value->key;
    if (!read_statement_is_name(ret->name) || read_symbols_is_reserved(notation, ret->name)) {
        fields_refuse_key(
            fields, value,
            "a symbol's name has letters, digits and _, and is not a function, l, L or "
            "an index");
    }
    if (!fields_object(fields, value, WORD_LIST(symbol_keys))) {
        return;
    }
    size_t role = 0;
    fields_word(fields, fields_required(fields, value, "role"), WORD_LIST(role_names), &role);
    ret->role = (enum role)role;
    fields_title(fields, fields_required(fields, value, "title"), &ret->title);
    read_symbol_titles(fields, json_member(value, "titles"), &ret->titles, &ret->title_count);
    struct notation_forms forms = {NULL, 0};
    bool is_scalar = ret->role == ROLE_RATE || ret->role == ROLE_SAMPLE_COUNT;
    read_symbol_forms(fields, fields_required(fields, value, "forms"), is_scalar, &forms);
    ret->forms = forms.items;
    ret->form_count = forms.count;
}

/* Each role at most once; those that every network needs, exactly once. */
static void check_roles(struct fields *fields, const struct json_value *symbols,
                        const struct notation *notation) {
    bool is_used[ROLE_COUNT] = {false};
    size_t i = 0;
    for (const struct json_value *item = symbols->first; item != NULL; item = item->next, i++) {
        enum role role = notation->symbols[i].role;
        if (is_used[role]) {
            fields_refuse_key(fields, item, "a second symbol with the role \"%s\"",
                              role_names[role]);
        }
        is_used[role] = true;
    }
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!is_used[role] && role != ROLE_ACTIVATION_GRADIENT) {
            fields_refuse(fields, symbols, "no symbol has the role \"%s\"", role_names[role]);
        }
    }
}

bool read_symbols(struct fields *fields, const struct json_value *value,
                  struct notation *notation) {
    if (!fields_members(fields, value, "symbols", NOTATION_MOST_SYMBOLS)) {
        return false;
    }
    struct notation_symbol *symbols =
        ARENA_ARRAY(fields->arena, struct notation_symbol, value->count);
    const char **names = ARENA_ARRAY(fields->arena, const char *, value->count);
    bool *is_layered = ARENA_ARRAY(fields->arena, bool, value->count);
    size_t faults = fields->diagnostics->count;
    size_t i = 0;
    for (const struct json_value *item = value->first; item != NULL; item = item->next, i++) {
        read_symbol(fields, item, notation, &symbols[i]);
        names[i] = symbols[i].name;
        is_layered[i] = role_definition(symbols[i].role)->is_layered;
    }
    notation->symbols = symbols;
    notation->symbol_count = value->count;
    notation->table.names = names;
    notation->table.is_layered = is_layered;
    notation->table.count = value->count;
    if (fields->diagnostics->count == faults) {
        check_roles(fields, value, notation);
    }
    return fields->diagnostics->count == faults;
}
