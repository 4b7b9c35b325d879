/* Reads a notation file. Symbols come first, because the formulas' names are checked against
 * them; operations next, because the program names them. Where an earlier part is wrong, what
 * hangs on it is not read, so that one mistake is reported once. */

#include "base/text.h"
#include "notation/fields.h"
#include "notation/notation_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTATION_FORMAT = 1, NOTATION_MOST_DEPTH = 16 };

/* For what is no object of 1 to `most` members. */
static void refuse_members(struct fields *fields, const struct json_value *value,
                           const char *members, int most) {
    if (value->kind == JSON_OBJECT) {
        fields_refuse(fields, value, "expected 1 to %d %s, found %zu", most, members, value->count);
    } else {
        fields_refuse(fields, value, "expected an object of %s, found %s", members,
                      fields_found(fields, value));
    }
}

/* ---- conditions ---- */

static const char *const place_names[PLACE_COUNT] = {"input", "first", "hidden", "last"};
static const char *const sample_count_names[] = {"one", "many"};

/* One word or a list of words becomes a set of bits. */
static void read_word_set(struct fields *fields, const struct json_value *value,
                          struct word_list words, unsigned *set) {
    size_t word;
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_ARRAY) {
        if (fields_word(fields, value, words, &word)) {
            *set |= 1u << word;
        }
        return;
    }
    if (value->count == 0) {
        fields_refuse(fields, value, "expected at least one word, found an empty array");
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        if (fields_word(fields, item, words, &word)) {
            *set |= 1u << word;
        }
    }
}

static void read_flag_set(struct fields *fields, const struct json_value *value, unsigned *set) {
    bool flag;
    if (fields_boolean(fields, value, &flag)) {
        *set |= 1u << flag;
    }
}

/* One number of layers or a list of them becomes a set of bits. */
static void read_layer_counts(struct fields *fields, const struct json_value *value,
                              unsigned *set) {
    int64_t count;
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_ARRAY) {
        if (fields_integer(fields, value, 1, NETWORK_MOST_LAYERS, &count)) {
            *set |= 1u << count;
        }
        return;
    }
    if (value->count == 0) {
        fields_refuse(fields, value, "expected at least one number, found an empty array");
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        if (fields_integer(fields, item, 1, NETWORK_MOST_LAYERS, &count)) {
            *set |= 1u << count;
        }
    }
}

static const char *const condition_keys[] = {"loss",   "activation", "below", "layer",
                                             "layers", "samples",    "bias",  "trained_biases"};

static void read_condition(struct fields *fields, const struct json_value *value,
                           struct condition *ret) {
    if (value == NULL || !fields_object(fields, value, WORD_LIST(condition_keys))) {
        return;
    }
    struct word_list activations = WORD_LIST(activation_names);
    read_word_set(fields, json_member(value, "loss"), WORD_LIST(loss_names), &ret->losses);
    read_word_set(fields, json_member(value, "activation"), activations, &ret->activations);
    read_word_set(fields, json_member(value, "below"), activations, &ret->below);
    read_word_set(fields, json_member(value, "layer"), WORD_LIST(place_names), &ret->places);
    read_layer_counts(fields, json_member(value, "layers"), &ret->layer_counts);
    read_word_set(fields, json_member(value, "samples"), WORD_LIST(sample_count_names),
                  &ret->sample_counts);
    read_flag_set(fields, json_member(value, "bias"), &ret->biases);
    read_flag_set(fields, json_member(value, "trained_biases"), &ret->trained_biases);
}

/* ---- symbols ---- */

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
        ret->trained_biases) {
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

void notation_read_forms(struct fields *fields, const struct json_value *value, bool is_scalar,
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

static void read_titles(struct fields *fields, const struct json_value *value,
                        struct notation_symbol *ret) {
    if (!fields_array(fields, value, "titles", 1, NOTATION_MOST_ALTERNATIVES)) {
        return;
    }
    struct notation_symbol_title *titles =
        ARENA_ARRAY(fields->arena, struct notation_symbol_title, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        struct notation_symbol_title *title = &titles[item->index];
        if (fields_object(fields, item, WORD_LIST(title_keys))) {
            read_place(fields, fields_required(fields, item, "when"), "title", &title->when);
            fields_title(fields, fields_required(fields, item, "title"), &title->title);
        }
    }
    ret->titles = titles;
    ret->title_count = value->count;
}

static bool is_symbol_name(const char *name) {
    const char *end = fields_behind_name(name);
    return end != NULL && *end == '\0' && end - name <= 32;
}

static bool is_reserved_name(const char *name) {
    static const char *const reserved[] = {"l", "L", "i", "j", "k"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (strcmp(name, reserved[i]) == 0) {
            return true;
        }
    }
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        if (strcmp(name, function_definition((enum function)i)->name) == 0) {
            return true;
        }
    }
    return false;
}

static void read_symbol(struct fields *fields, const struct json_value *value,
                        struct notation_symbol *ret) {
    ret->name = value->key;
    if (!is_symbol_name(ret->name) || is_reserved_name(ret->name)) {
        fields_refuse_key(fields, value,
                          "a symbol's name has letters, digits and _, and is not a function, l, L, "
                          "i, j or k");
    }
    if (!fields_object(fields, value, WORD_LIST(symbol_keys))) {
        return;
    }
    size_t role = 0;
    fields_word(fields, fields_required(fields, value, "role"), WORD_LIST(role_names), &role);
    ret->role = (enum role)role;
    fields_title(fields, fields_required(fields, value, "title"), &ret->title);
    read_titles(fields, json_member(value, "titles"), ret);
    struct notation_forms forms = {NULL, 0};
    bool is_scalar = ret->role == ROLE_RATE || ret->role == ROLE_SAMPLE_COUNT;
    notation_read_forms(fields, fields_required(fields, value, "forms"), is_scalar, &forms);
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

static bool read_symbols(struct fields *fields, const struct json_value *value,
                         struct notation *notation) {
    if (value == NULL || value->kind != JSON_OBJECT || value->count > NOTATION_MOST_SYMBOLS) {
        if (value != NULL) {
            refuse_members(fields, value, "symbols", NOTATION_MOST_SYMBOLS);
        }
        return false;
    }
    struct notation_symbol *symbols =
        ARENA_ARRAY(fields->arena, struct notation_symbol, value->count);
    const char **names = ARENA_ARRAY(fields->arena, const char *, value->count);
    bool *is_layered = ARENA_ARRAY(fields->arena, bool, value->count);
    size_t faults = fields->diagnostics->count;
    size_t i = 0;
    for (const struct json_value *item = value->first; item != NULL; item = item->next, i++) {
        read_symbol(fields, item, &symbols[i]);
        names[i] = symbols[i].name;
        is_layered[i] = role_definition(symbols[i].role)->is_layered;
    }
    notation->symbols = symbols;
    notation->symbol_count = value->count;
    notation->table = (struct symbol_table){names, is_layered, value->count};
    if (fields->diagnostics->count == faults) {
        check_roles(fields, value, notation);
    }
    return fields->diagnostics->count == faults;
}

/* ---- operations ---- */

/* The place of an error inside a string: one byte a byte, as formulas hold no escapes. */
static void refuse_formula(struct fields *fields, const struct json_value *value,
                           const struct formula_error *error) {
    diagnostics_add(fields->diagnostics, value->offset + 1 + error->begin,
                    json_pointer(fields->arena, value), "%s", error->message);
}

/* NULL after reporting why the text is no statement. */
const struct statement *notation_read_statement(struct fields *fields,
                                                const struct json_value *value,
                                                const struct notation *notation) {
    const char *source;
    if (!fields_string(fields, value, &source)) {
        return NULL;
    }
    struct formula_error error;
    const struct statement *statement =
        statement_parse(fields->arena, source, value->length, &notation->table, &error);
    if (statement == NULL) {
        refuse_formula(fields, value, &error);
    }
    return statement;
}

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
    const struct statement *statement = notation_read_statement(fields, value, notation);
    if (statement == NULL) {
        return;
    }
    if (!has_same_target(statement, alternative->statement)) {
        fields_refuse(fields, value, "this form computes another tensor than the formula");
    }
    forms[alternative->form_count++] = (struct notation_form){kind, statement};
}

/* "long" and "element": one formula each, or a list. */
static void read_forms(struct fields *fields, const struct json_value *value,
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
        ret->statement = notation_read_statement(fields, formula, notation);
    }
    if (ret->statement != NULL && ret->statement->target->has_element) {
        fields_refuse(fields, formula, "an operation computes a whole tensor, not one element");
    }
    read_forms(fields, value, notation, ret);
}

static const char *const operation_keys[] = {"title", "formulas"};

static void read_operation(struct fields *fields, const struct json_value *value,
                           const struct notation *notation, struct notation_operation *ret) {
    ret->name = value->key;
    if (!is_symbol_name(ret->name)) {
        fields_refuse_key(fields, value, "an operation's name has letters, digits and _");
    }
    if (!fields_object(fields, value, WORD_LIST(operation_keys))) {
        return;
    }
    fields_title(fields, fields_required(fields, value, "title"), &ret->title);
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

static bool read_operations(struct fields *fields, const struct json_value *value,
                            struct notation *notation) {
    if (value == NULL || value->kind != JSON_OBJECT || value->count == 0 ||
        value->count > NOTATION_MOST_OPERATIONS) {
        if (value != NULL) {
            refuse_members(fields, value, "operations", NOTATION_MOST_OPERATIONS);
        }
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

/* ---- the program ---- */

/* "3", "L", "L-1" at *at; moves *at behind it. */
static bool scan_bound(const char **at, struct tensor_index *ret) {
    struct tensor_index index = {.base = INDEX_NUMBER};
    const char *c = *at;
    if (*c == 'L') {
        index.base = INDEX_LAST;
        c++;
        if (*c != '+' && *c != '-') {
            *at = c;
            *ret = index;
            return true;
        }
    }
    char *end;
    long number = strtol(c, &end, 10);
    bool has_digit = end > c && end[-1] >= '0' && end[-1] <= '9';
    if (!has_digit || number < -NETWORK_MOST_LAYERS || number > NETWORK_MOST_LAYERS) {
        return false;
    }
    index.offset = (int)number;
    *at = end;
    *ret = index;
    return true;
}

/* Whether a run of layers goes down: from L to a number, or to a smaller offset. */
static bool is_downward(struct tensor_index from, struct tensor_index to) {
    return from.base == to.base ? from.offset > to.offset : from.base == INDEX_LAST;
}

/* "l=1..L" or "l=L-1..1", without blanks. */
static bool scan_loop(const char *at, struct notation_block *block) {
    if (strncmp(at, "l=", 2) != 0) {
        return false;
    }
    at += 2;
    if (!scan_bound(&at, &block->from) || strncmp(at, "..", 2) != 0) {
        return false;
    }
    at += 2;
    return scan_bound(&at, &block->to) && *at == '\0';
}

/* Blanks may stand anywhere. */
static void read_loop(struct fields *fields, const struct json_value *value,
                      struct notation_block *block) {
    const char *source;
    if (!fields_string(fields, value, &source)) {
        return;
    }
    char packed[32];
    size_t length = 0;
    for (const char *c = source; *c != '\0' && length + 1 < sizeof packed; c++) {
        if (*c != ' ') {
            packed[length++] = *c;
        }
    }
    packed[length] = '\0';
    bool is_whole = length + 1 < sizeof packed; /* nothing was left out */
    block->is_loop = is_whole && scan_loop(packed, block);
    if (!block->is_loop) {
        fields_refuse(fields, value,
                      "expected a run of layers such as \"l = 1..L\" or \"l = L-1..1\", found %s",
                      fields_found(fields, value));
        return;
    }
    block->is_downward = is_downward(block->from, block->to);
}

static void read_block_operations(struct fields *fields, const struct json_value *value,
                                  const struct notation *notation, struct notation_block *block) {
    if (!fields_array(fields, value, "operations", 1, NOTATION_MOST_OPERATIONS)) {
        return;
    }
    const char **names = ARENA_ARRAY(fields->arena, const char *, notation->operation_count);
    for (size_t i = 0; i < notation->operation_count; i++) {
        names[i] = notation->operations[i].name;
    }
    size_t *operations = ARENA_ARRAY(fields->arena, size_t, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        fields_word(fields, item, (struct word_list){names, notation->operation_count},
                    &operations[item->index]);
    }
    block->operations = operations;
    block->operation_count = value->count;
}

static const char *const block_keys[] = {"pass", "for", "do"};

static void read_block(struct fields *fields, const struct json_value *value,
                       const struct notation *notation, struct notation_block *block) {
    if (!fields_object(fields, value, WORD_LIST(block_keys))) {
        return;
    }
    size_t pass = block->pass;
    fields_word(fields, fields_required(fields, value, "pass"), WORD_LIST(pass_names), &pass);
    block->pass = (enum pass)pass;
    const struct json_value *loop = json_member(value, "for");
    if (loop != NULL) {
        read_loop(fields, loop, block);
    }
    read_block_operations(fields, fields_required(fields, value, "do"), notation, block);
}

static void read_program(struct fields *fields, const struct json_value *value,
                         struct notation *notation) {
    if (!fields_array(fields, value, "blocks", 1, NOTATION_MOST_OPERATIONS)) {
        return;
    }
    struct notation_block *blocks = ARENA_ARRAY(fields->arena, struct notation_block, value->count);
    enum pass pass = PASS_FORWARD;
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        struct notation_block *block = &blocks[item->index];
        block->pass = pass; /* what stays where the file has none that is known */
        read_block(fields, item, notation, block);
        if (block->pass < pass) {
            fields_refuse(fields, item, "the %s pass cannot come behind the %s pass",
                          pass_names[block->pass], pass_names[pass]);
        }
        pass = block->pass;
    }
    notation->blocks = blocks;
    notation->block_count = value->count;
}

/* ---- the whole ---- */

static const char *const notation_keys[] = {"$schema", "format", "id",      "number",
                                            "title",   "style",  "symbols", "operations",
                                            "program", "errata"};

static void read_notation(struct fields *fields, const struct json_value *root,
                          struct notation *notation) {
    if (!fields_object(fields, root, WORD_LIST(notation_keys))) {
        return;
    }
    int64_t format, number = 0;
    fields_integer(fields, fields_required(fields, root, "format"), 1, NOTATION_FORMAT, &format);
    fields_string(fields, fields_required(fields, root, "id"), &notation->id);
    if (fields_integer(fields, fields_required(fields, root, "number"), 1, 99, &number)) {
        notation->number = (int)number;
    }
    fields_text(fields, fields_required(fields, root, "title"), &notation->title);
    notation_read_style(fields, fields_required(fields, root, "style"), notation);
    const struct json_value *operations = fields_required(fields, root, "operations");
    const struct json_value *program = fields_required(fields, root, "program");
    if (read_symbols(fields, fields_required(fields, root, "symbols"), notation) &&
        read_operations(fields, operations, notation)) {
        read_program(fields, program, notation);
        notation_read_errata(fields, json_member(root, "errata"), notation);
    }
}

const struct notation *notation_read(struct arena *arena, const char *bytes, size_t length,
                                     struct diagnostics *diagnostics) {
    if (length > NOTATION_MOST_BYTES) {
        diagnostics_add(diagnostics, 0, "", "the file has %zu bytes (at most %d)", length,
                        NOTATION_MOST_BYTES);
        return NULL;
    }
    const struct json_limits limits = {NOTATION_MOST_DEPTH, FORMULA_MOST_BYTES};
    const struct json_value *root = json_read(arena, bytes, length, &limits, diagnostics);
    if (root == NULL) {
        return NULL;
    }
    struct fields fields = {.arena = arena, .diagnostics = diagnostics};
    struct notation *notation = ARENA_NEW(arena, struct notation);
    read_notation(&fields, root, notation);
    return diagnostics->count == 0 ? notation : NULL;
}
