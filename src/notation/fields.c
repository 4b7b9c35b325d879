#include "notation/fields.h"

#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "notation/known_word.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_LONGEST = 600, SHOWN_STRING = 40 };

const struct number_range any_number = {-1e100, 1e100, "a number from -1e100 to 1e100"};
const struct number_range positive_number = {DBL_TRUE_MIN, 1e100,
                                             "a number greater than 0 and at most 1e100"};

/* ---- faults ---- */

/* What would be dropped is only counted: a hostile file holds a million faults. */
static bool is_full(struct fields *fields) {
    if (fields->diagnostics->count < DIAGNOSTICS_MOST) {
        return false;
    }
    fields->diagnostics->dropped++;
    return true;
}

static void refuse_at(struct fields *fields, const struct json_value *value, size_t offset,
                      const char *format, va_list arguments) {
    if (is_full(fields)) {
        return;
    }
    char message[MESSAGE_LONGEST];
    vsnprintf(message, sizeof message, format, arguments);
    diagnostics_add(fields->diagnostics, offset, json_pointer(fields->arena, value), "%s", message);
}

void fields_refuse(struct fields *fields, const struct json_value *value, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    refuse_at(fields, value, value->offset, format, arguments);
    va_end(arguments);
}

void fields_refuse_key(struct fields *fields, const struct json_value *member, const char *format,
                       ...) {
    va_list arguments;
    va_start(arguments, format);
    refuse_at(fields, member, member->key_offset, format, arguments);
    va_end(arguments);
}

/* The string in quotes, cut behind SHOWN_STRING characters. */
static const char *quoted(struct fields *fields, const char *string, size_t length) {
    size_t at = 0;
    for (size_t shown = 0; at < length && shown < SHOWN_STRING; shown++) {
        uint32_t code_point;
        at += utf8_decode(string + at, length - at, &code_point);
    }
    return text_format(fields->arena, "\"%.*s%s\"", (int)at, string,
                       at < length ? "\xE2\x80\xA6" : "");
}

const char *fields_found(struct fields *fields, const struct json_value *value) {
    if (value->kind == JSON_STRING) {
        return quoted(fields, value->string, value->length);
    }
    if (value->kind != JSON_NUMBER) {
        return json_kind_name(value->kind);
    }
    return number_source_text(fields->arena, value->number);
}

void fields_refuse_kind(struct fields *fields, const struct json_value *value,
                        const char *expected) {
    if (!is_full(fields)) {
        const char *found = fields_found(fields, value);
        diagnostics_add(fields->diagnostics, value->offset, json_pointer(fields->arena, value),
                        "expected %s, found %s", expected, found);
    }
}

/* "\"a\", \"b\"". */
static const char *listed(struct fields *fields, struct word_list list) {
    struct text_builder text;
    text_begin(&text, fields->arena);
    for (size_t i = 0; i < list.count; i++) {
        text_append_format(&text, "%s\"%s\"", i > 0 ? ", " : "", list.words[i]);
    }
    return text.bytes;
}

/* ---- objects and arrays ---- */

static bool is_listed(struct word_list list, const char *word, size_t *ret_index) {
    for (size_t i = 0; i < list.count; i++) {
        if (strcmp(word, list.words[i]) == 0) {
            *ret_index = i;
            return true;
        }
    }
    return false;
}

static void refuse_unknown_key(struct fields *fields, const struct json_value *member,
                               struct word_list allowed) {
    if (is_full(fields)) {
        return;
    }
    const char *known = known_word_remark(member->key);
    if (known != NULL) {
        fields_refuse_key(fields, member, "unknown key%s", known);
        return;
    }
    const char *nearest = text_nearest(member->key, allowed.words, allowed.count);
    const char *remark =
        nearest != NULL
            ? text_format(fields->arena, "; did you mean \"%s\"?", nearest)
            : text_format(fields->arena, " (expected one of %s)", listed(fields, allowed));
    fields_refuse_key(fields, member, "unknown key%s", remark);
    if (nearest != NULL) {
        fields->suggested[fields->suggested_count].object = member->parent;
        fields->suggested[fields->suggested_count++].key = nearest;
    }
}

bool fields_object(struct fields *fields, const struct json_value *value,
                   struct word_list allowed) {
    if (value == NULL) {
        return false;
    }
    if (value->kind != JSON_OBJECT) {
        fields_refuse_kind(fields, value, "an object");
        return false;
    }
    for (const struct json_value *m = value->first; m != NULL; m = m->next) {
        size_t index;
        if (strncmp(m->key, "x-", 2) != 0 && !is_listed(allowed, m->key, &index)) {
            refuse_unknown_key(fields, m, allowed);
        }
    }
    return true;
}

bool fields_members(struct fields *fields, const struct json_value *value, const char *items,
                    size_t most) {
    if (value == NULL) {
        return false;
    }
    if (value->kind != JSON_OBJECT) {
        fields_refuse(fields, value, "expected an object of %s, found %s", items,
                      fields_found(fields, value));
        return false;
    }
    if (value->count == 0 || value->count > most) {
        fields_refuse(fields, value, "expected 1 to %zu %s, found %zu", most, items, value->count);
        return false;
    }
    return true;
}

static bool was_suggested(const struct fields *fields, const struct json_value *object,
                          const char *key) {
    for (size_t i = 0; i < fields->suggested_count; i++) {
        if (fields->suggested[i].object == object && strcmp(fields->suggested[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

const struct json_value *fields_required(struct fields *fields, const struct json_value *object,
                                         const char *key) {
    const struct json_value *member = json_member(object, key);
    bool is_missing = member == NULL && object != NULL && object->kind == JSON_OBJECT;
    if (is_missing && !was_suggested(fields, object, key)) {
        fields_refuse(fields, object, "expected a key \"%s\", found none", key);
    }
    return member;
}

bool fields_array(struct fields *fields, const struct json_value *value, const char *items,
                  size_t least, size_t most) {
    if (value == NULL) {
        return false;
    }
    if (value->kind != JSON_ARRAY) {
        fields_refuse_kind(fields, value, text_format(fields->arena, "an array of %s", items));
        return false;
    }
    if (value->count < least && value->count == 0) {
        fields_refuse(fields, value, "expected an array of %s, found an empty one", items);
        return false;
    }
    if (value->count < least) {
        fields_refuse(fields, value, "expected at least %zu %s, found %zu", least, items,
                      value->count);
        return false;
    }
    if (value->count > most) {
        fields_refuse(fields, value, "expected at most %zu %s, found %zu", most, items,
                      value->count);
        return false;
    }
    return true;
}

/* ---- single values ---- */

bool fields_number(struct fields *fields, const struct json_value *value,
                   const struct number_range *range, double *ret) {
    if (value == NULL) {
        return false;
    }
    if (value->kind != JSON_NUMBER || value->number < range->least || value->number > range->most) {
        fields_refuse_kind(fields, value, range->words);
        return false;
    }
    *ret = value->number;
    return true;
}

bool fields_integer(struct fields *fields, const struct json_value *value, int64_t least,
                    int64_t most, int64_t *ret) {
    if (value == NULL) {
        return false;
    }
    double number = value->number;
    bool fits = value->kind == JSON_NUMBER && number >= (double)least && number <= (double)most;
    if (!fits || floor(number) < number) {
        const char *expected =
            text_format(fields->arena, least == most ? "%lld" : "a whole number from %lld to %lld",
                        (long long)least, (long long)most);
        fields_refuse_kind(fields, value, expected);
        return false;
    }
    *ret = (int64_t)number;
    return true;
}

bool fields_boolean(struct fields *fields, const struct json_value *value, bool *ret) {
    if (value == NULL) {
        return false;
    }
    if (value->kind != JSON_TRUE && value->kind != JSON_FALSE) {
        fields_refuse_kind(fields, value, "true or false");
        return false;
    }
    *ret = value->kind == JSON_TRUE;
    return true;
}

/* What no text needs and what would make it read as something else: U+202E turns around what
 * follows it. The marks that only tell a direction to their neighbours are letters of a kind. */
static bool turns_direction(uint32_t code_point) {
    bool is_mark = code_point == 0x061C || code_point == 0x200E || code_point == 0x200F;
    return utf8_width(code_point) < 0 && !is_mark;
}

/* Lines may end; other control characters mean nothing in a lesson. Most often they come from
 * LaTeX: JSON reads the \f of "\frac" and the \t of "\theta" as escapes of its own. */
static bool check_characters(struct fields *fields, const struct json_value *value) {
    for (size_t at = 0; at < value->length;) {
        uint32_t code_point = 0;
        at += utf8_decode(value->string + at, value->length - at, &code_point);
        bool is_control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
        if (is_control && code_point != '\n') {
            fields_refuse(fields, value,
                          "expected text, found the control character U+%04X in it (write \\\\ for "
                          "a backslash)",
                          (unsigned)code_point);
            return false;
        }
        if (!is_control && turns_direction(code_point)) {
            fields_refuse(fields, value,
                          "expected text, found U+%04X in it, which does not show and changes how "
                          "its neighbours do",
                          (unsigned)code_point);
            return false;
        }
    }
    return true;
}

bool fields_string(struct fields *fields, const struct json_value *value, const char **ret) {
    if (value == NULL) {
        return false;
    }
    if (value->kind != JSON_STRING) {
        fields_refuse_kind(fields, value, "a string");
        return false;
    }
    if (value->length == 0) {
        fields_refuse(fields, value, "expected a text, found an empty string");
        return false;
    }
    if (!check_characters(fields, value)) {
        return false;
    }
    *ret = value->string;
    return true;
}

/* Whether a text is one line that is short enough to be a title or a name. */
static bool check_label(struct fields *fields, const struct json_value *value) {
    size_t count = utf8_count(value->string, value->length);
    if (count > LABEL_MOST) {
        fields_refuse(fields, value, "expected at most %d characters, found %zu", LABEL_MOST,
                      count);
        return false;
    }
    if (memchr(value->string, '\n', value->length) != NULL) {
        fields_refuse(fields, value, "expected one line, found the end of a line in it");
        return false;
    }
    return true;
}

bool fields_label(struct fields *fields, const struct json_value *value, const char **ret) {
    const char *label;
    if (!fields_string(fields, value, &label) || !check_label(fields, value)) {
        return false;
    }
    *ret = label;
    return true;
}

static void refuse_word(struct fields *fields, const struct json_value *value,
                        struct word_list list) {
    if (is_full(fields)) {
        return;
    }
    const char *known = value->kind == JSON_STRING ? known_word_remark(value->string) : NULL;
    const char *nearest =
        value->kind == JSON_STRING ? text_nearest(value->string, list.words, list.count) : NULL;
    const char *remark =
        nearest != NULL ? text_format(fields->arena, "; did you mean \"%s\"?", nearest) : "";
    remark = known != NULL ? known : remark;
    fields_refuse(fields, value, "expected %s%s, found %s%s", list.count > 1 ? "one of " : "",
                  listed(fields, list), fields_found(fields, value), remark);
}

bool fields_word(struct fields *fields, const struct json_value *value, struct word_list list,
                 size_t *ret) {
    if (value == NULL) {
        return false;
    }
    if (value->kind != JSON_STRING || !is_listed(list, value->string, ret)) {
        refuse_word(fields, value, list);
        return false;
    }
    return true;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

const char *fields_behind_name(const char *text) {
    if (!is_letter(*text)) {
        return NULL;
    }
    while (is_letter(*text) || is_digit(*text)) {
        text++;
    }
    return text;
}

/* ---- texts ---- */

static void fill_missing_languages(struct localized_text *text) {
    const char *fallback = text->in[LANGUAGE_ENGLISH];
    for (size_t i = 0; i < LANGUAGE_COUNT && fallback == NULL; i++) {
        fallback = text->in[i];
    }
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        text->in[i] = text->in[i] != NULL ? text->in[i] : fallback;
    }
}

typedef bool read_one(struct fields *fields, const struct json_value *value, const char **ret);

/* A text for each language that has one; read tells what a text may be. */
static bool read_languages(struct fields *fields, const struct json_value *value, read_one *read,
                           struct localized_text *ret) {
    fields_object(fields, value, WORD_LIST(language_codes));
    bool found = false;
    bool good = true;
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        const struct json_value *member = json_member(value, language_codes[i]);
        found = found || member != NULL;
        good = (member == NULL || read(fields, member, &ret->in[i])) && good;
    }
    if (!found) {
        fields_refuse(fields, value, "expected a text in \"en\" or \"zh\", found neither");
    }
    return found && good;
}

static bool read_localized(struct fields *fields, const struct json_value *value, read_one *read,
                           struct localized_text *ret) {
    if (value == NULL) {
        return false;
    }
    if (value->kind != JSON_STRING && value->kind != JSON_OBJECT) {
        fields_refuse_kind(fields, value, "a text, or an object with a text for each language");
        return false;
    }
    struct localized_text text = {{NULL}};
    bool good = value->kind == JSON_STRING ? read(fields, value, &text.in[LANGUAGE_ENGLISH])
                                           : read_languages(fields, value, read, &text);
    if (!good) {
        return false;
    }
    fill_missing_languages(&text);
    *ret = text;
    return true;
}

bool fields_text(struct fields *fields, const struct json_value *value,
                 struct localized_text *ret) {
    return read_localized(fields, value, fields_string, ret);
}

bool fields_title(struct fields *fields, const struct json_value *value,
                  struct localized_text *ret) {
    return read_localized(fields, value, fields_label, ret);
}

/* ---- numbers in rows ---- */

static bool check_row(struct fields *fields, const struct json_value *row,
                      const struct row_rule *rule) {
    if (row->kind != JSON_ARRAY) {
        fields_refuse_kind(fields, row, "a row of numbers (an array)");
        return false;
    }
    bool good = true;
    if (rule->columns != 0 && row->count != rule->columns) {
        fields_refuse(fields, row, "%zu number%s, but %s (expected %zu)", row->count,
                      row->count == 1 ? "" : "s", rule->because, rule->columns);
        good = false;
    }
    for (const struct json_value *item = row->first; item != NULL; item = item->next) {
        double number;
        good = fields_number(fields, item, rule->range, &number) && good;
    }
    return good;
}

static void copy_numbers(const struct json_value *array, double *values) {
    for (const struct json_value *item = array->first; item != NULL; item = item->next) {
        *values++ = item->number;
    }
}

bool fields_matrix(struct fields *fields, const struct json_value *value,
                   const struct row_rule *rule, struct matrix *ret) {
    bool good = true;
    for (const struct json_value *row = value->first; row != NULL; row = row->next) {
        good = check_row(fields, row, rule) && good;
    }
    if (!good || rule->columns == 0) {
        return false;
    }
    struct matrix matrix = {.rows = value->count, .columns = rule->columns};
    matrix.values = ARENA_ARRAY(fields->arena, double, matrix.rows *matrix.columns);
    for (const struct json_value *row = value->first; row != NULL; row = row->next) {
        copy_numbers(row, matrix.values + row->index * matrix.columns);
    }
    *ret = matrix;
    return true;
}

bool fields_column(struct fields *fields, const struct json_value *value, struct matrix *ret) {
    bool good = true;
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        double number;
        good = fields_number(fields, item, &any_number, &number) && good;
    }
    if (!good) {
        return false;
    }
    *ret = (struct matrix){.rows = value->count, .columns = 1};
    ret->values = ARENA_ARRAY(fields->arena, double, value->count);
    copy_numbers(value, ret->values);
    return true;
}
