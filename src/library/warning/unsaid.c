#include "library/warning/unsaid.h"

#include "base/json.h"
#include "base/text.h"
#include "checks/errata.h"
#include "lesson/lesson_limits.h"

#include <string.h>

/* ---- texts ---- */

/* Which languages a value is written in, as bits; 0: it is no text. A title may be one word for all
 * languages; what is a sentence under these keys may not. */
static unsigned languages_of(const struct json_value *value) {
    static const char *const sentences[] = {"because", "why", "say", "goal", "explain", "hint"};
    unsigned languages = 0;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        bool is_one = value->kind == JSON_STRING && value->key != NULL &&
                      strcmp(value->key, sentences[i]) == 0 && strchr(value->string, ' ') != NULL;
        languages |= is_one ? 1u << LANGUAGE_ENGLISH : 0;
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const struct json_value *text = json_member(value, language_codes[i]);
        languages |= text != NULL && text->kind == JSON_STRING ? 1u << i : 0;
    }
    return languages;
}

static bool is_alone(unsigned languages) {
    return languages != 0 && languages + 1 != 1u << LANGUAGE_COUNT;
}

/* The value behind this one, in the order of the file; NULL: the last. */
static const struct json_value *value_behind(const struct json_value *value) {
    bool is_text = languages_of(value) != 0;
    if (value->first != NULL && !is_text) {
        return value->first;
    }
    while (value != NULL && value->next == NULL) {
        value = value->parent;
    }
    return value != NULL ? value->next : NULL;
}

static void warn_of_text(struct diagnostics *diagnostics, const struct json_value *value,
                         unsigned languages) {
    bool has_english = (languages & 1u << LANGUAGE_ENGLISH) != 0;
    enum language here = has_english ? LANGUAGE_ENGLISH : LANGUAGE_CHINESE;
    enum language missing = has_english ? LANGUAGE_CHINESE : LANGUAGE_ENGLISH;
    diagnostics_add(diagnostics, value->offset, json_pointer(diagnostics->arena, value),
                    "this text is in \"%s\" only: readers of \"%s\" see it as it is",
                    language_codes[here], language_codes[missing]);
}

void unsaid_warn_of_texts(struct diagnostics *diagnostics, const char *bytes, size_t length,
                          bool is_for_all) {
    static const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    struct diagnostics ignored;
    diagnostics_begin(&ignored, diagnostics->arena);
    const struct json_value *root = json_read(diagnostics->arena, bytes, length, &limits, &ignored);
    size_t in_all = 0;
    for (const struct json_value *at = root; at != NULL; at = value_behind(at)) {
        unsigned languages = languages_of(at);
        in_all += languages != 0 && !is_alone(languages);
    }
    bool is_wanted = is_for_all || in_all > 0;
    for (const struct json_value *at = root; at != NULL && is_wanted; at = value_behind(at)) {
        unsigned languages = languages_of(at);
        if (is_alone(languages)) {
            warn_of_text(diagnostics, at, languages);
            is_wanted = in_all > 0;
        }
    }
}

/* ---- a lesson's own names ---- */

static bool reads(const struct statement *statement, int symbol) {
    for (size_t i = 0; i < statement->node_count; i++) {
        if (statement->nodes[i]->kind == EXPRESSION_TENSOR &&
            statement->nodes[i]->symbol == symbol) {
            return true;
        }
    }
    return false;
}

static bool sets(const struct statement *statement, int symbol) {
    return statement->target->symbol == symbol;
}

static bool is_in_a_formula(const struct notation *notation, size_t symbol,
                            bool (*is_in)(const struct statement *statement, int symbol)) {
    for (size_t i = 0; i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        for (size_t a = 0; a < operation->alternative_count; a++) {
            const struct statement *statement = operation->alternatives[a].statement;
            if (statement != NULL && is_in(statement, (int)symbol)) {
                return true;
            }
        }
    }
    return false;
}

/* Where a lesson declares a name; NULL: it is the notation's. */
static const struct json_value *declared(const struct json_value *root, const char *name) {
    const struct json_value *constant = json_member(json_member(root, "constants"), name);
    return constant != NULL ? constant : json_member(json_member(root, "state"), name);
}

void unsaid_warn_of_names(struct diagnostics *diagnostics, const char *bytes, size_t length,
                          const struct lesson *lesson) {
    static const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    const struct notation *notation = lesson->own_notation;
    struct diagnostics ignored;
    diagnostics_begin(&ignored, diagnostics->arena);
    const struct json_value *root = json_read(diagnostics->arena, bytes, length, &limits, &ignored);
    for (size_t i = 0; notation != NULL && i < notation->symbol_count; i++) {
        const struct notation_symbol *symbol = &notation->symbols[i];
        const struct json_value *value = declared(root, symbol->name);
        if (value == NULL) {
            continue;
        }
        const char *place = json_pointer(diagnostics->arena, value);
        if (!is_in_a_formula(notation, i, reads)) {
            diagnostics_add(diagnostics, value->key_offset, place,
                            "no formula reads \"%s\": nothing depends on it", symbol->name);
        } else if (symbol->role == ROLE_STATE && !is_in_a_formula(notation, i, sets)) {
            diagnostics_add(diagnostics, value->key_offset, place,
                            "no formula sets \"%s\": it stays as it begins", symbol->name);
        }
    }
}

/* ---- braces and dollar signs ---- */

static const char wide_brace[] = "｛", wide_dollar[] = "＄";

static bool begins(const char *at, const char *word) {
    return strncmp(at, word, strlen(word)) == 0;
}

/* Behind a brace that opens what may be meant as a number, single or full-width; NULL: none is at
 * the place. */
static const char *behind_brace(const char *at) {
    const char *behind = begins(at, wide_brace) ? at + strlen(wide_brace)
                         : *at == '{'           ? at + 1
                                                : NULL;
    return behind != NULL && begins(behind, wide_brace) ? behind + strlen(wide_brace) : behind;
}

/* How long what begins with a tensor's name and an index is: "Z[1](1,4)"; 0: no such thing. */
static size_t tensor_length(const struct notation *notation, const char *at) {
    for (size_t i = 0; i < notation->symbol_count; i++) {
        const char *name = notation->symbols[i].name;
        size_t length = strlen(name);
        if (begins(at, name) && (at[length] == '[' || at[length] == '(')) {
            return length + strspn(at + length, "[]()0123456789lL+-, ");
        }
    }
    return 0;
}

/* Behind what is in two braces, or in dollar signs: numbers and TeX have braces of their own. The
 * place itself where neither begins. */
static const char *pass_over(const char *at) {
    const char *end = begins(at, "{{") ? strstr(at, "}}") : *at == '$' ? strchr(at + 1, '$') : NULL;
    return end != NULL ? end + 1 : at;
}

/* The first number in other braces than two. */
static const char *find_number(const struct notation *notation, const char *text,
                               size_t *ret_length) {
    for (const char *at = text; *at != '\0';) {
        const char *behind = pass_over(at);
        const char *inside = behind == at ? behind_brace(at) : NULL;
        *ret_length = inside != NULL ? tensor_length(notation, inside) : 0;
        if (*ret_length > 0) {
            return inside;
        }
        at = behind == at ? at + 1 : behind; /* which may be the end of the text */
    }
    return NULL;
}

static void warn_of_string(struct diagnostics *diagnostics, const struct json_value *value,
                           const struct notation *notation) {
    const char *place = json_pointer(diagnostics->arena, value);
    size_t length;
    const char *number = find_number(notation, value->string, &length);
    if (number != NULL) {
        diagnostics_add(
            diagnostics, value->offset, place,
            "%.*s is printed as it stands here: a number stands in two braces, {{%.*s}}",
            (int)length, number, (int)length, number);
    }
    const char *dollar = strstr(value->string, wide_dollar);
    if (dollar != NULL && strstr(dollar + 1, wide_dollar) != NULL) {
        diagnostics_add(diagnostics, value->offset, place,
                        "'%s' (U+FF04) is printed as it stands here: a formula stands in '$'",
                        wide_dollar);
    }
}

static void warn_of_strings(struct diagnostics *diagnostics, const struct json_value *value,
                            const struct notation *notation) {
    if (value->kind == JSON_STRING) {
        warn_of_string(diagnostics, value, notation);
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        warn_of_strings(diagnostics, item, notation);
    }
}

/* ---- a loss that targets do not enter ---- */

/* One output with other targets than 1. A loss of the lesson's own is the author's business. */
static bool has_idle_targets(const struct lesson *lesson) {
    const struct matrix *targets = &lesson->targets;
    bool has_other = false;
    for (size_t i = 0; i < targets->rows * targets->columns; i++) {
        has_other = has_other || targets->values[i] < 1;
    }
    return lesson->loss == LOSS_CROSS_ENTROPY && lesson->own_notation == NULL &&
           network_units(&lesson->network, lesson->network.layer_count) == 1 && has_other;
}

void unsaid_warn_of_slips(struct diagnostics *diagnostics, const char *bytes, size_t length,
                          const struct lesson *lesson, const struct notation *notation) {
    static const struct json_limits limits = {LESSON_MOST_DEPTH, LESSON_MOST_TEXT};
    struct diagnostics ignored;
    diagnostics_begin(&ignored, diagnostics->arena);
    const struct json_value *root = json_read(diagnostics->arena, bytes, length, &limits, &ignored);
    const struct json_value *loss = json_member(root, "loss");
    if (root != NULL && notation != NULL) {
        warn_of_strings(diagnostics, root, notation);
    }
    if (loss != NULL && has_idle_targets(lesson)) {
        diagnostics_add(diagnostics, loss->offset, "/loss",
                        "with one output \"cross_entropy\" rewards targets of 1 only, and nothing "
                        "pulls the output down to 0; did you mean \"binary_cross_entropy\"?");
    }
}

/* ---- a notation ---- */

static bool is_in_a_block(const struct notation *notation, size_t operation) {
    for (size_t b = 0; b < notation->block_count; b++) {
        const struct notation_block *block = &notation->blocks[b];
        for (size_t i = 0; i < block->operation_count; i++) {
            if (block->operations[i] == operation) {
                return true;
            }
        }
    }
    return false;
}

static void warn_of_operations(struct diagnostics *diagnostics, const struct notation *notation) {
    for (size_t i = 0; i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        const char *place = text_format(diagnostics->arena, "/operations/%s", operation->name);
        if (!is_in_a_block(notation, i)) {
            diagnostics_add(diagnostics, operation->offset, place,
                            "no block of \"program\" has this operation: it is never computed");
        }
        if (*operation->because.in[LANGUAGE_ENGLISH] == '\0') {
            diagnostics_add(diagnostics, operation->offset, place,
                            "this operation has no \"because\": nobody is told why it is computed");
        }
    }
}

static void warn_of_errata(struct diagnostics *diagnostics, const struct notation *notation) {
    for (size_t i = 0; i < notation->erratum_count; i++) {
        const struct notation_erratum *erratum = &notation->errata[i];
        const char *place = text_format(diagnostics->arena, "/errata/%s", erratum->name);
        struct arena *arena = arena_create();
        struct erratum_result result = errata_run(arena, notation, erratum);
        if (result.outcome == ERRATUM_SHOWS_NOTHING) {
            diagnostics_add(diagnostics, erratum->offset, place,
                            "what is called a misprint here is right: nothing fails");
        } else if (result.outcome == ERRATUM_UNSOUND) {
            diagnostics_add(diagnostics, erratum->offset, place, "this misprint shows nothing: %s",
                            result.message);
        }
        arena_destroy(arena);
    }
}

/* Of a member of the outermost object; 0 where that does not show. */
static size_t offset_of(const struct notation_file *file, const char *key) {
    struct json_text text;
    bool is_shown = json_glance(file->bytes, file->length, key, &text);
    return is_shown ? (size_t)(text.bytes - file->bytes) : 0;
}

static void warn_of_id(struct diagnostics *diagnostics, const struct notation *notation,
                       const struct notation_shelf *shelf) {
    if (notation_shelf_replaces(shelf, notation->id)) {
        diagnostics_add(diagnostics, offset_of(&notation->file, "id"), "/id",
                        "another notation has the id \"%s\": this one takes its place",
                        notation->id);
    }
    const char *other = notation_shelf_same_number(shelf, notation->id);
    if (other != NULL) {
        diagnostics_add(diagnostics, offset_of(&notation->file, "number"), "/number",
                        "the notation \"%s\" has the number %d too: its key chooses that one",
                        other, notation->number);
    }
}

void unsaid_warn_of_notation(struct diagnostics *diagnostics, const struct notation *notation,
                             const struct notation_shelf *shelf) {
    warn_of_id(diagnostics, notation, shelf);
    warn_of_operations(diagnostics, notation);
    warn_of_errata(diagnostics, notation);
}

void unsaid_warn_of_proofs(struct diagnostics *diagnostics, const struct notation *notation,
                           const bool *is_seen) {
    for (size_t i = 0; i < notation->derivation_count; i++) {
        const struct notation_derivation *derivation = &notation->derivations[i];
        if (!is_seen[i]) {
            diagnostics_add(
                diagnostics, derivation->offset,
                text_format(diagnostics->arena, "/derivations/%s", derivation->id),
                "this proof holds in no lesson, whatever its loss and its activations: nobody sees "
                "it (see its \"when\")");
        }
    }
}
