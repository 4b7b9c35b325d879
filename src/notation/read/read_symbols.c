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
static void read_where(struct fields *fields, const struct json_value *value, const char *what,
                       struct condition *ret) {
    read_condition(fields, value, ret);
    if (!condition_is_of_positions(ret)) {
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
    read_where(fields, json_member(value, "when"), "form", &ret->when);
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

static const char *const symbol_keys[] = {"role",  "title", "titles", "forms",
                                          "value", "like",  "initial"};
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
            read_where(fields, fields_required(fields, item, "when"), "title", &title->when);
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

/* A member that only one role has: it is missed there and refused elsewhere. */
static const struct json_value *member_of_role(struct fields *fields,
                                               const struct json_value *value, const char *key,
                                               bool is_of_role, enum role role) {
    const struct json_value *member = json_member(value, key);
    if (is_of_role) {
        return fields_required(fields, value, key);
    }
    if (member != NULL) {
        fields_refuse_key(fields, member, "only a symbol with the role \"%s\" has this",
                          role_names[role]);
    }
    return NULL;
}

/* What a constant is worth, and what a state begins with. */
static void read_given(struct fields *fields, const struct json_value *value,
                       struct notation_symbol *ret) {
    bool is_constant = ret->role == ROLE_CONSTANT, is_state = ret->role == ROLE_STATE;
    fields_number(fields, member_of_role(fields, value, "value", is_constant, ROLE_CONSTANT),
                  &any_number, &ret->value);
    fields_number(fields, member_of_role(fields, value, "initial", is_state, ROLE_STATE),
                  &any_number, &ret->value);
    member_of_role(fields, value, "like", is_state, ROLE_STATE);
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
    ret->like = ret->role;
    read_given(fields, value, ret);
    fields_title(fields, fields_required(fields, value, "title"), &ret->title);
    read_symbol_titles(fields, json_member(value, "titles"), &ret->titles, &ret->title_count);
    struct notation_forms forms = {NULL, 0};
    bool is_scalar = role_is_number(ret->role);
    read_symbol_forms(fields, fields_required(fields, value, "forms"), is_scalar, &forms);
    ret->forms = forms.items;
    ret->form_count = forms.count;
}

/* Roles of which a notation has as many symbols as it wants. */
static bool is_free(enum role role) {
    return role == ROLE_CONSTANT || role == ROLE_STATE;
}

/* Each role at most once; those that every network needs, exactly once. */
static void check_roles(struct fields *fields, const struct json_value *symbols,
                        const struct notation *notation) {
    bool is_used[ROLE_COUNT] = {false};
    size_t i = 0;
    for (const struct json_value *item = symbols->first; item != NULL; item = item->next, i++) {
        enum role role = notation->symbols[i].role;
        if (is_used[role] && !is_free(role)) {
            fields_refuse_key(fields, item, "a second symbol with the role \"%s\"",
                              role_names[role]);
        }
        is_used[role] = true;
    }
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!is_used[role] && role != ROLE_ACTIVATION_GRADIENT && !is_free((enum role)role)) {
            fields_refuse(fields, symbols, "no symbol has the role \"%s\"", role_names[role]);
        }
    }
}

void read_symbols_like(struct fields *fields, const struct json_value *value,
                       const struct symbol_table *table, const struct notation_symbol *symbols,
                       struct notation_symbol *ret) {
    size_t like;
    if (!fields_word(fields, value, (struct word_list){table->names, table->count}, &like)) {
        return;
    }
    if (symbols[like].role == ROLE_STATE) {
        fields_refuse(fields, value, "\"%s\" is a state itself (expected what it is like)",
                      symbols[like].name);
        return;
    }
    ret->like = symbols[like].role;
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
    }
    notation->symbols = symbols;
    notation->symbol_count = value->count;
    notation->table.names = names;
    notation->table.is_layered = is_layered;
    notation->table.count = value->count;
    i = 0;
    for (const struct json_value *item = value->first; item != NULL; item = item->next, i++) {
        if (symbols[i].role == ROLE_STATE) {
            read_symbols_like(fields, json_member(item, "like"), &notation->table, symbols,
                              &symbols[i]);
        }
        is_layered[i] = role_definition(symbols[i].like)->is_layered;
    }
    if (fields->diagnostics->count == faults) {
        check_roles(fields, value, notation);
    }
    return fields->diagnostics->count == faults;
}
