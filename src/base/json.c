#include "base/json.h"

#include "base/json_scan.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the reading of one document works on. */
struct reading {
    struct arena *arena;
    const char *bytes;
    size_t length;
    struct json_value *values; /* all of the document, in the order of the text */
    size_t count;
    struct diagnostics *diagnostics;
};

static enum json_kind kind_of(const cJSON *node) {
    switch (node->type & 0xFF) {
    case cJSON_NULL:
        return JSON_NULL;
    case cJSON_False:
        return JSON_FALSE;
    case cJSON_True:
        return JSON_TRUE;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_String:
        return JSON_STRING;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_Object:
        return JSON_OBJECT;
    default:
        return JSON_KIND_COUNT;
    }
}

/* Takes from a cJSON node what the scanner does not read. */
static void take_content(struct reading *reading, struct json_value *value, const cJSON *node) {
    if (node->string != NULL) {
        value->key = arena_copy_text(reading->arena, node->string, strlen(node->string));
    }
    if (value->kind == JSON_STRING) {
        value->length = strlen(node->valuestring);
        value->string = arena_copy_text(reading->arena, node->valuestring, value->length);
    } else if (value->kind == JSON_NUMBER) {
        value->number = node->valuedouble;
    }
}

/* The nth value that the scanner saw is the nth node that cJSON made; false when they differ,
 * which would be a fault of this program or of cJSON. */
static bool pair(struct reading *reading, size_t *next, const cJSON *node) {
    if (*next == reading->count) {
        return false;
    }
    struct json_value *value = &reading->values[(*next)++];
    if (kind_of(node) != value->kind) {
        return false;
    }
    take_content(reading, value, node);
    size_t count = 0;
    for (const cJSON *child = node->child; child != NULL; child = child->next, count++) {
        if (!pair(reading, next, child)) {
            return false;
        }
    }
    return count == value->count;
}

static bool take_document(struct reading *reading) {
    const char *end = NULL;
    cJSON_InitHooks(&(cJSON_Hooks){memory_allocate, free});
    cJSON *root = cJSON_ParseWithLengthOpts(reading->bytes, reading->length, &end, 0);
    size_t next = 0;
    bool done = root != NULL && pair(reading, &next, root) && next == reading->count;
    cJSON_Delete(root);
    if (!done) {
        size_t offset = end != NULL ? (size_t)(end - reading->bytes) : 0;
        diagnostics_add(reading->diagnostics, offset < reading->length ? offset : 0, "",
                        "cJSON reads this text differently from the standard (expected the same "
                        "values, found others)");
    }
    return done;
}

/* Adds a diagnostic; what would be dropped costs no memory, since a file can hold a million. */
static void add_fault(struct reading *reading, const struct json_value *value, size_t offset,
                      const char *message) {
    bool shown = reading->diagnostics->count < DIAGNOSTICS_MOST;
    diagnostics_add(reading->diagnostics, offset, shown ? json_pointer(reading->arena, value) : "",
                    "%s", message);
}

static bool check_numbers(struct reading *reading) {
    bool good = true;
    for (size_t i = 0; i < reading->count; i++) {
        const struct json_value *value = &reading->values[i];
        if (value->kind != JSON_NUMBER || isfinite(value->number)) {
            continue;
        }
        good = false;
        add_fault(reading, value, value->offset,
                  "the number is too large (expected at most 1.797e308 in size, found more)");
    }
    return good;
}

/* ---- duplicate keys ---- */

static int compare_members(const void *left, const void *right) {
    const struct json_value *a = *(const struct json_value *const *)left;
    const struct json_value *b = *(const struct json_value *const *)right;
    int order = strcmp(a->key, b->key);
    return order != 0 ? order : a->offset < b->offset ? -1 : 1;
}

static const char *duplicate_message(struct reading *reading, const struct json_value *first) {
    if (reading->diagnostics->count == DIAGNOSTICS_MOST) {
        return "";
    }
    struct text_position position =
        text_position_at(reading->bytes, reading->length, first->key_offset);
    return text_format(reading->arena,
                       "duplicate key (expected it once in this object, found it also at line %d, "
                       "column %d)",
                       position.line, position.column);
}

static bool check_sorted(struct reading *reading, const struct json_value *const *members,
                         size_t count) {
    bool good = true;
    const struct json_value *first = members[0];
    for (size_t i = 1; i < count; i++) {
        if (strcmp(first->key, members[i]->key) != 0) {
            first = members[i];
            continue;
        }
        good = false;
        add_fault(reading, members[i], members[i]->key_offset, duplicate_message(reading, first));
    }
    return good;
}

/* Sorting, not pairwise comparison: an object may have a million members. */
static bool check_keys(struct reading *reading, const struct json_value *object,
                       const struct json_value **members) {
    size_t count = 0;
    for (const struct json_value *m = object->first; m != NULL; m = m->next) {
        members[count++] = m;
    }
    if (count < 2) {
        return true;
    }
    qsort(members, count, sizeof *members, compare_members);
    return check_sorted(reading, members, count);
}

static bool check_duplicates(struct reading *reading) {
    size_t most = 0;
    for (size_t i = 0; i < reading->count; i++) {
        const struct json_value *value = &reading->values[i];
        if (value->kind == JSON_OBJECT && value->count > most) {
            most = value->count;
        }
    }
    struct arena *scratch = arena_create();
    const struct json_value **members = ARENA_ARRAY(scratch, const struct json_value *, most);
    bool good = true;
    for (size_t i = 0; i < reading->count; i++) {
        if (reading->values[i].kind == JSON_OBJECT) {
            good = check_keys(reading, &reading->values[i], members) && good;
        }
    }
    arena_destroy(scratch);
    return good;
}

const struct json_value *json_read(struct arena *arena, const char *bytes, size_t length,
                                   const struct json_limits *limits,
                                   struct diagnostics *diagnostics) {
    struct reading reading = {
        .arena = arena, .bytes = bytes, .length = length, .diagnostics = diagnostics};
    const struct json_text text = {bytes, length};
    struct json_fault fault = {.message = ""};
    if (!json_scan(arena, text, limits, NULL, &reading.count, &fault)) {
        diagnostics_add(diagnostics, fault.offset, "", "%s", fault.message);
        return NULL;
    }
    reading.values = ARENA_ARRAY(arena, struct json_value, reading.count);
    json_scan(arena, text, limits, reading.values, &reading.count, &fault);
    if (!take_document(&reading)) {
        return NULL;
    }
    bool numbers_good = check_numbers(&reading);
    bool keys_good = check_duplicates(&reading);
    return numbers_good && keys_good ? reading.values : NULL;
}

/* ---- a glance ---- */

static size_t glance_space(const struct json_text *text, size_t at) {
    while (at < text->length && strchr(" \t\r\n", text->bytes[at]) != NULL) {
        at++;
    }
    return at;
}

/* Behind the string whose quote is at the place. */
static size_t glance_string(const struct json_text *text, size_t at) {
    for (at++; at < text->length && text->bytes[at] != '"'; at++) {
        at += text->bytes[at] == '\\';
    }
    return at + 1;
}

/* Behind the value at the place: at the comma or bracket that follows it. */
static size_t glance_value(const struct json_text *text, size_t at) {
    for (size_t depth = 0; at < text->length;) {
        char byte = text->bytes[at];
        bool is_close = byte == ']' || byte == '}';
        if (depth == 0 && (is_close || byte == ',')) {
            return at;
        }
        depth += byte == '[' || byte == '{';
        depth -= is_close;
        at = byte == '"' ? glance_string(text, at) : at + 1;
    }
    return at;
}

/* What a value is, if that is seen at once. */
static bool glance_content(const char *bytes, size_t length, struct json_text *ret) {
    while (length > 0 && strchr(" \t\r\n", bytes[length - 1]) != NULL) {
        length--;
    }
    bool is_string = length >= 2 && bytes[0] == '"';
    bool is_number = length >= 1 && (bytes[0] == '-' || (bytes[0] >= '0' && bytes[0] <= '9'));
    *ret = (struct json_text){bytes + is_string, length - (is_string ? 2 : 0)};
    return is_number || (is_string && memchr(bytes, '\\', length) == NULL);
}

bool json_glance(const char *bytes, size_t length, const char *key, struct json_text *ret) {
    const struct json_text text = {bytes, length};
    size_t at = glance_space(&text, utf8_mark_length(bytes, length));
    if (at >= length || bytes[at] != '{') {
        return false;
    }
    for (at = glance_space(&text, at + 1); at < length && bytes[at] == '"';) {
        size_t name = at + 1;
        at = glance_string(&text, at);
        bool is_asked = at < length && at - 1 - name == strlen(key) &&
                        memcmp(bytes + name, key, strlen(key)) == 0;
        at = glance_space(&text, at);
        if (at >= length || bytes[at] != ':') {
            return false;
        }
        size_t value = glance_space(&text, at + 1);
        at = glance_value(&text, value);
        if (is_asked) {
            return at < length && glance_content(bytes + value, at - value, ret);
        }
        at = at < length && bytes[at] == ',' ? glance_space(&text, at + 1) : length;
    }
    return false;
}

const struct json_value *json_member(const struct json_value *object, const char *key) {
    if (object == NULL || object->kind != JSON_OBJECT) {
        return NULL;
    }
    for (const struct json_value *member = object->first; member != NULL; member = member->next) {
        if (strcmp(member->key, key) == 0) {
            return member;
        }
    }
    return NULL;
}

/* Appends a key with RFC 6901's escapes: ~0 for ~, ~1 for /. */
static void append_key(struct text_builder *text, const char *key) {
    for (const char *c = key; *c != '\0'; c++) {
        if (*c == '~') {
            text_append_string(text, "~0");
        } else if (*c == '/') {
            text_append_string(text, "~1");
        } else {
            text_append(text, c, 1);
        }
    }
}

static void append_pointer(struct text_builder *text, const struct json_value *value) {
    if (value->parent == NULL) {
        return;
    }
    append_pointer(text, value->parent);
    text_append_string(text, "/");
    if (value->key != NULL) {
        append_key(text, value->key);
    } else {
        text_append_format(text, "%zu", value->index);
    }
}

const char *json_pointer(struct arena *arena, const struct json_value *value) {
    struct text_builder text;
    text_begin(&text, arena);
    append_pointer(&text, value);
    return text.bytes;
}

const char *json_kind_name(enum json_kind kind) {
    static const char *const names[] = {
        [JSON_NULL] = "null",        [JSON_FALSE] = "false",     [JSON_TRUE] = "true",
        [JSON_NUMBER] = "a number",  [JSON_STRING] = "a string", [JSON_ARRAY] = "an array",
        [JSON_OBJECT] = "an object",
    };
    _Static_assert(sizeof names / sizeof *names == JSON_KIND_COUNT, "one name for each kind");
    return names[kind];
}
