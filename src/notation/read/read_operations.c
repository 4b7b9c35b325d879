/* "operations" in a notation file: formulas, when each applies, and their other forms. */
#include "notation/read/notation_parts.h"

static bool has_same_target(const struct statement *a, const struct statement *b) {
    return a->target->symbol == b->target->symbol &&
           a->target->index.base == b->target->index.base &&
           a->target->index.offset == b->target->index.offset;
}

static size_t count_forms(const struct json_value *value) {
    return value == NULL ? 0 : value->kind == JSON_ARRAY ? value->count : 1;
}

static void read_form_statement(struct fields *fields, const struct json_value *value,
                                const struct notation *notation, enum form_kind kind,
                                struct notation_alternative *alternative,
                                struct notation_form *forms) {
    const struct statement *statement = read_statement(fields, value, notation);
    if (statement == NULL) {
        return;
    }
    if (!has_same_target(statement, alternative->statement)) {
        fields_refuse(fields, value, "this form computes another tensor than the formula");
    }
    forms[alternative->form_count++] = (struct notation_form){kind, statement, value->offset + 1};
}

/* "long" and "element": one formula each, or a list. */
static void read_other_forms(struct fields *fields, const struct json_value *value,
                             const struct notation *notation, struct notation_alternative *ret) {
    const struct json_value *members[FORM_KIND_COUNT];
    size_t count = 0;
    for (int kind = 0; kind < FORM_KIND_COUNT; kind++) {
        members[kind] = json_member(value, form_kind_names[kind]);
        count += count_forms(members[kind]);
    }
    if (count == 0 || ret->statement == NULL) {
        return;
    }
    struct notation_form *forms = ARENA_ARRAY(fields->arena, struct notation_form, count);
    ret->forms = forms;
    for (int kind = 0; kind < FORM_KIND_COUNT; kind++) {
        const struct json_value *member = members[kind];
        bool is_list = member != NULL && member->kind == JSON_ARRAY;
        const struct json_value *item = is_list ? member->first : member;
        for (; item != NULL; item = is_list ? item->next : NULL) {
            read_form_statement(fields, item, notation, (enum form_kind)kind, ret, forms);
        }
    }
}

static const char *const alternative_keys[] = {"when", "formula", "long", "element", "beyond_note"};

static void read_alternative(struct fields *fields, const struct json_value *value,
                             const struct notation *notation, struct notation_alternative *ret) {
    if (!fields_object(fields, value, WORD_LIST(alternative_keys))) {
        return;
    }
    read_condition(fields, json_member(value, "when"), &ret->when);
    fields_boolean(fields, json_member(value, "beyond_note"), &ret->is_beyond_note);
    const struct json_value *formula = fields_required(fields, value, "formula");
    if (formula != NULL && formula->kind != JSON_NULL) {
        ret->statement = read_statement(fields, formula, notation);
        ret->offset = formula->offset + 1;
    }
    if (ret->statement != NULL && ret->statement->target->has_element) {
        fields_refuse(fields, formula, "an operation computes a whole tensor, not one element");
    }
    read_other_forms(fields, value, notation, ret);
}

static const char *const operation_keys[] = {"title", "titles", "because", "formulas"};

static void read_operation(struct fields *fields, const struct json_value *value,
                           const struct notation *notation, struct notation_operation *ret) {
    ret->name = value->key;
    ret->because = NO_WORDS;
    ret->offset = value->key_offset;
    if (!read_statement_is_name(ret->name)) {
        fields_refuse_key(fields, value, "an operation's name has letters, digits and _");
    }
    if (!fields_object(fields, value, WORD_LIST(operation_keys))) {
        return;
    }
    fields_title(fields, fields_required(fields, value, "title"), &ret->title);
    fields_text(fields, json_member(value, "because"), &ret->because);
    read_symbol_titles(fields, json_member(value, "titles"), &ret->titles, &ret->title_count);
    const struct json_value *formulas = fields_required(fields, value, "formulas");
    if (!fields_array(fields, formulas, "formulas", 1, NOTATION_MOST_ALTERNATIVES)) {
        return;
    }
    struct notation_alternative *items =
        ARENA_ARRAY(fields->arena, struct notation_alternative, formulas->count);
    ret->alternatives = items;
    ret->alternative_count = formulas->count;
    for (const struct json_value *item = formulas->first; item != NULL; item = item->next) {
        read_alternative(fields, item, notation, &items[item->index]);
    }
}

bool read_operations(struct fields *fields, const struct json_value *value,
                     struct notation *notation) {
    if (!fields_members(fields, value, "operations", NOTATION_MOST_OPERATIONS)) {
        return false;
    }
    struct notation_operation *operations =
        ARENA_ARRAY(fields->arena, struct notation_operation, value->count);
    size_t faults = fields->diagnostics->count;
    size_t i = 0;
    for (const struct json_value *item = value->first; item != NULL; item = item->next, i++) {
        read_operation(fields, item, notation, &operations[i]);
    }
    notation->operations = operations;
    notation->operation_count = value->count;
    return fields->diagnostics->count == faults;
}

const struct notation_operation *read_operations_named(struct fields *fields,
                                                       const struct json_value *value,
                                                       const struct notation *notation) {
    const char **names = ARENA_ARRAY(fields->arena, const char *, notation->operation_count);
    for (size_t i = 0; i < notation->operation_count; i++) {
        names[i] = notation->operations[i].name;
    }
    size_t operation;
    bool is_named = fields_word(fields, value, (struct word_list){names, notation->operation_count},
                                &operation);
    return is_named ? &notation->operations[operation] : NULL;
}
