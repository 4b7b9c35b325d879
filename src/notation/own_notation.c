#include "notation/own_notation.h"

#include "base/text.h"
#include "notation/grown_notation.h"
#include "notation/read/notation_parts.h"

#include <string.h>

enum {
    OWN_MOST = 16,              /* constants, state, formulas: each */
    OWN_MOST_ELEMENTS = 4000000 /* of a state: as many as a network may have weights */
};

enum { KEY_CONSTANTS, KEY_STATE, KEY_FORMULAS };
const char *const own_notation_keys[] = {"constants", "state", "formulas"};

bool own_notation_is_asked(const struct json_value *root) {
    return json_member(root, own_notation_keys[KEY_CONSTANTS]) != NULL ||
           json_member(root, own_notation_keys[KEY_STATE]) != NULL ||
           json_member(root, own_notation_keys[KEY_FORMULAS]) != NULL;
}

/* ---- how a name is written ---- */

static const struct {
    const char *name, *text;
} greek[] = {
    {"alpha", "α"}, {"beta", "β"},  {"gamma", "γ"}, {"delta", "δ"}, {"epsilon", "ε"},
    {"zeta", "ζ"},  {"eta", "η"},   {"theta", "θ"}, {"kappa", "κ"}, {"lambda", "λ"},
    {"mu", "μ"},    {"nu", "ν"},    {"xi", "ξ"},    {"pi", "π"},    {"rho", "ρ"},
    {"sigma", "σ"}, {"tau", "τ"},   {"phi", "φ"},   {"chi", "χ"},   {"psi", "ψ"},
    {"omega", "ω"}, {"Gamma", "Γ"}, {"Delta", "Δ"}, {"Theta", "Θ"}, {"Lambda", "Λ"},
    {"Sigma", "Σ"}, {"Phi", "Φ"},   {"Psi", "Ψ"},   {"Omega", "Ω"},
};

/* "lambda" is the Greek letter, "v" is itself, and a longer name stands upright. */
static void write_name(struct arena *arena, const char *name, struct symbol_form *ret) {
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++) {
        if (strcmp(greek[i].name, name) == 0) {
            ret->base[PRINT_TEX] = text_format(arena, "\\%s", name);
            ret->base[PRINT_TEXT] = greek[i].text;
            return;
        }
    }
    bool is_letter = strlen(name) == 1;
    ret->base[PRINT_TEXT] = name;
    ret->base[PRINT_TEX] = is_letter ? name : text_format(arena, "\\mathrm{%s}", name);
}

/* A constant: digits at the end of its name are an index, as in beta1. */
static struct symbol_form constant_form(struct arena *arena, const char *name) {
    size_t length = strlen(name);
    while (length > 1 && name[length - 1] >= '0' && name[length - 1] <= '9') {
        length--;
    }
    struct symbol_form form = {
        .subscript = name + length, .superscript = "", .element = "", .is_scalar = true};
    write_name(arena, arena_copy_text(arena, name, length), &form);
    return form;
}

/* A state: with the layer where that which it is like has its own. */
static struct symbol_form state_form(struct arena *arena, const char *name,
                                     const struct symbol_form *like) {
    struct symbol_form form = *like;
    form.element = "";
    write_name(arena, name, &form);
    return form;
}

/* ---- symbols ---- */

static bool check_name(struct fields *fields, const struct json_value *value,
                       const struct notation *notation) {
    bool is_name = read_statement_is_name(value->key) && strchr(value->key, '_') == NULL;
    if (!is_name || read_symbols_is_reserved(notation, value->key)) {
        fields_refuse_key(fields, value,
                          "a name here has letters and digits, and is not a function, l, L or an "
                          "index");
        return false;
    }
    for (size_t i = 0; i < notation->symbol_count; i++) {
        if (strcmp(notation->symbols[i].name, value->key) == 0) {
            fields_refuse_key(fields, value, "\"%s\" has a meaning already (%s)", value->key,
                              role_names[notation->symbols[i].role]);
            return false;
        }
    }
    return true;
}

static void add_symbol(struct grown_notation *grown, struct notation_symbol *symbol,
                       const struct notation_symbol_form *forms, size_t count) {
    symbol->forms = forms;
    symbol->form_count = count;
    grown_notation_add_symbol(grown, symbol);
}

static const char *const constant_keys[] = {"value", "title"};

static void read_constant(struct fields *fields, const struct json_value *value,
                          struct grown_notation *grown) {
    struct notation_symbol symbol = {.name = value->key,
                                     .role = ROLE_CONSTANT,
                                     .like = ROLE_CONSTANT,
                                     .title = {{"constant", "常数"}}};
    bool is_known = check_name(fields, value, &grown->notation);
    const struct json_value *number = value;
    if (value->kind == JSON_OBJECT) {
        fields_object(fields, value, WORD_LIST(constant_keys));
        number = fields_required(fields, value, "value");
        fields_title(fields, json_member(value, "title"), &symbol.title);
    }
    if (fields_number(fields, number, &any_number, &symbol.value) && is_known) {
        struct notation_symbol_form *form = ARENA_NEW(fields->arena, struct notation_symbol_form);
        form->form = constant_form(fields->arena, value->key);
        add_symbol(grown, &symbol, form, 1);
    }
}

/* Elements as biases are written, [1, 2], or as weights, [[1], [2]]. */
static bool read_elements(struct fields *fields, const struct json_value *value,
                          struct matrix *ret) {
    if (!fields_array(fields, value, "numbers", 1, OWN_MOST_ELEMENTS)) {
        return false;
    }
    const struct json_value *first = value->first;
    if (first->kind != JSON_ARRAY) {
        return fields_column(fields, value, ret);
    }
    if (!fields_array(fields, first, "numbers", 1, OWN_MOST_ELEMENTS)) {
        return false;
    }
    struct row_rule rule = {.columns = first->count,
                            .because =
                                text_format(fields->arena, "the first row has %zu", first->count),
                            .range = &any_number};
    return fields_matrix(fields, value, &rule, ret);
}

/* What a state begins with: a number, or one for each element. */
static bool read_initial(struct fields *fields, const struct json_value *value,
                         struct notation_symbol *ret) {
    if (value == NULL || value->kind == JSON_NUMBER) {
        return fields_number(fields, value, &any_number, &ret->value);
    }
    if (value->kind != JSON_ARRAY) {
        fields_refuse_kind(fields, value, "a number, or an array with one for each element");
        return false;
    }
    return read_elements(fields, value, &ret->initial);
}

static const char *const state_keys[] = {"like", "initial", "title"};

static void read_state(struct fields *fields, const struct json_value *value,
                       struct grown_notation *grown) {
    struct notation_symbol symbol = {.name = value->key,
                                     .role = ROLE_STATE,
                                     .like = ROLE_COUNT,
                                     .title = {{"running value", "累积值"}}};
    bool is_known = check_name(fields, value, &grown->notation);
    if (!fields_object(fields, value, WORD_LIST(state_keys))) {
        return;
    }
    read_symbols_like(fields, fields_required(fields, value, "like"), &grown->notation.table,
                      grown->symbols, &symbol);
    bool has_initial = read_initial(fields, fields_required(fields, value, "initial"), &symbol);
    fields_title(fields, json_member(value, "title"), &symbol.title);
    if (!is_known || !has_initial || symbol.like == ROLE_COUNT) {
        return;
    }
    const struct notation_symbol *like =
        &grown->symbols[notation_symbol_of_role(&grown->notation, symbol.like)];
    struct notation_symbol_form *forms =
        ARENA_ARRAY(fields->arena, struct notation_symbol_form, like->form_count);
    for (size_t i = 0; i < like->form_count; i++) {
        forms[i].when = like->forms[i].when;
        forms[i].form = state_form(fields->arena, value->key, &like->forms[i].form);
    }
    add_symbol(grown, &symbol, forms, like->form_count);
}

/* ---- formulas ---- */

static const char *const formula_keys[] = {"formula", "title", "before"};

/* What one member of "formulas" says. */
struct own_formula {
    const struct json_value *value;
    struct grown_formula formula;
    struct localized_text title;
    bool has_title;
};

static bool read_formula(struct fields *fields, struct own_formula *ret,
                         const struct notation *notation) {
    const struct json_value *formula = ret->value;
    if (formula->kind == JSON_OBJECT) {
        fields_object(fields, formula, WORD_LIST(formula_keys));
        ret->has_title = fields_title(fields, json_member(ret->value, "title"), &ret->title);
        formula = fields_required(fields, ret->value, "formula");
    }
    const struct statement *statement = read_statement(fields, formula, notation);
    if (statement == NULL) {
        return false;
    }
    ret->formula = (struct grown_formula){statement, formula->offset + 1};
    if (statement->target->has_element) {
        fields_refuse(fields, formula, "an operation computes a whole tensor, not one element");
    }
    return !statement->target->has_element;
}

static size_t find_operation(const struct notation *notation, const char *name) {
    size_t i = 0;
    while (i < notation->operation_count && strcmp(notation->operations[i].name, name) != 0) {
        i++;
    }
    return i;
}

/* Another target would leave what the operation computes without a value. */
static bool has_target_of(const struct notation_operation *operation,
                          const struct statement *statement) {
    for (size_t i = 0; i < operation->alternative_count; i++) {
        const struct statement *own = operation->alternatives[i].statement;
        if (own != NULL && own->target->symbol == statement->target->symbol &&
            own->target->index.base == statement->target->index.base &&
            own->target->index.offset == statement->target->index.offset) {
            return true;
        }
    }
    return false;
}

/* The first formula that the operation has, in some case. */
static const char *example_of(const struct notation_operation *operation) {
    for (size_t i = 0; i < operation->alternative_count; i++) {
        if (operation->alternatives[i].statement != NULL) {
            return operation->alternatives[i].statement->source;
        }
    }
    return operation->name;
}

static void replace_formula(struct fields *fields, struct grown_notation *grown, size_t operation,
                            const struct own_formula *own) {
    if (json_member(own->value, "before") != NULL) {
        fields_refuse_key(fields, json_member(own->value, "before"),
                          "%s is an operation of the notation and stays in its place",
                          own->value->key);
    } else if (!has_target_of(&grown->operations[operation], own->formula.statement)) {
        fields_refuse(fields, own->value, "%s computes another tensor (as in %s)", own->value->key,
                      example_of(&grown->operations[operation]));
    } else {
        grown_notation_replace(grown, operation, &own->formula);
        grown->operations[operation].title =
            own->has_title ? own->title : grown->operations[operation].title;
        grown->operations[operation].title_count =
            own->has_title ? 0 : grown->operations[operation].title_count;
    }
}

/* A name that no operation has: an operation more where it says ahead of what it runs, else a
 * mistake. */
static void add_operation(struct fields *fields, struct grown_notation *grown,
                          const struct own_formula *own) {
    const struct json_value *before = json_member(own->value, "before");
    size_t count = grown->notation.operation_count, at = 0;
    const char **names = ARENA_ARRAY(fields->arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        names[i] = grown->operations[i].name;
    }
    const char *near = text_nearest(own->value->key, names, count);
    if (before == NULL) {
        fields_refuse_key(fields, own->value, "the notation %s has no operation %s%s",
                          grown->notation.id, own->value->key,
                          near != NULL ? text_format(fields->arena, "; did you mean \"%s\"?", near)
                                       : "; one more needs a \"before\": the operation that it "
                                         "runs ahead of");
    } else if (!read_statement_is_name(own->value->key)) {
        fields_refuse_key(fields, own->value, "an operation's name has letters, digits and _");
    } else if (!own->has_title) {
        fields_required(fields, own->value, "title");
    } else if (fields_word(fields, before, (struct word_list){names, count}, &at)) {
        grown_notation_insert(grown, own->value->key, &own->title, &own->formula, at);
    }
}

static void read_formulas(struct fields *fields, const struct json_value *value,
                          struct grown_notation *grown) {
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        struct own_formula own = {.value = item};
        size_t operation = find_operation(&grown->notation, item->key);
        if (strncmp(item->key, "x-", 2) == 0 || !read_formula(fields, &own, &grown->notation)) {
            continue;
        }
        if (operation < grown->notation.operation_count) {
            replace_formula(fields, grown, operation, &own);
        } else {
            add_operation(fields, grown, &own);
        }
    }
}

/* ---- all of it ---- */

/* The members of one of the keys; NULL where there are none. */
static const struct json_value *members_of(struct fields *fields, const struct json_value *root,
                                           int key) {
    const struct json_value *value = json_member(root, own_notation_keys[key]);
    return fields_members(fields, value, own_notation_keys[key], OWN_MOST) ? value : NULL;
}

typedef void read_member(struct fields *fields, const struct json_value *value,
                         struct grown_notation *grown);

static void read_members(struct fields *fields, const struct json_value *value,
                         struct grown_notation *grown, read_member *read) {
    for (const struct json_value *item = value != NULL ? value->first : NULL; item != NULL;
         item = item->next) {
        if (strncmp(item->key, "x-", 2) != 0) {
            read(fields, item, grown);
        }
    }
}

const struct notation *own_notation_read(struct fields *fields, const struct json_value *root,
                                         const struct notation *notation) {
    size_t faults = diagnostics_total(fields->diagnostics);
    const struct json_value *constants = members_of(fields, root, KEY_CONSTANTS);
    const struct json_value *state = members_of(fields, root, KEY_STATE);
    const struct json_value *formulas = members_of(fields, root, KEY_FORMULAS);
    if (notation == NULL || diagnostics_total(fields->diagnostics) > faults) {
        return NULL;
    }
    struct grown_notation grown =
        grown_notation_begin(fields->arena, notation, 2 * (size_t)OWN_MOST, (size_t)OWN_MOST);
    read_members(fields, constants, &grown, read_constant);
    read_members(fields, state, &grown, read_state);
    /* names that are wrong are not reported once more in the formulas that use them */
    if (formulas != NULL && diagnostics_total(fields->diagnostics) == faults) {
        read_formulas(fields, formulas, &grown);
    }
    return diagnostics_total(fields->diagnostics) == faults ? grown_notation_end(&grown) : NULL;
}
