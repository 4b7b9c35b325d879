/* What the strict scanner accepts, cJSON accepts too, with the same values in the same order.
 * The tree built from both is consistent, and its places point at what they name. */
#include "fuzz_target.h"

#include "base/json.h"
#include "base/json_scan.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

static const struct json_limits limits = {.depth = 32, .string_bytes = 4096};

static void demand(bool condition) {
    if (!condition) {
        abort();
    }
}

static bool same_kind(enum json_kind kind, const cJSON *node) {
    static const int types[JSON_KIND_COUNT] = {
        [JSON_NULL] = cJSON_NULL,     [JSON_FALSE] = cJSON_False,   [JSON_TRUE] = cJSON_True,
        [JSON_NUMBER] = cJSON_Number, [JSON_STRING] = cJSON_String, [JSON_ARRAY] = cJSON_Array,
        [JSON_OBJECT] = cJSON_Object,
    };
    return (node->type & 0xFF) == types[kind];
}

/* Walks both in the order of the text; returns the next value. */
static const struct json_value *compare(const struct json_value *value, const cJSON *node) {
    demand(same_kind(value->kind, node));
    size_t count = value->count;
    const struct json_value *next = value + 1;
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        demand(count-- > 0 && next->parent == value);
        next = compare(next, child);
    }
    demand(count == 0);
    return next;
}

static void check_places(const struct json_value *value, const char *bytes) {
    static const char *const starts[JSON_KIND_COUNT] = {
        [JSON_NULL] = "n",    [JSON_FALSE] = "f", [JSON_TRUE] = "t",  [JSON_NUMBER] = "-0123456789",
        [JSON_STRING] = "\"", [JSON_ARRAY] = "[", [JSON_OBJECT] = "{"};
    bool found = false;
    for (const char *c = starts[value->kind]; *c != '\0'; c++) {
        found = found || bytes[value->offset] == *c;
    }
    demand(found);
    demand(value->key == NULL || bytes[value->key_offset] == '"');
    for (const struct json_value *child = value->first; child != NULL; child = child->next) {
        demand(child->offset > value->offset);
        check_places(child, bytes);
    }
}

static void check_scan(struct arena *arena, const char *bytes, size_t length) {
    struct json_fault fault = {.message = NULL};
    size_t count = 0;
    if (!json_scan(arena, (struct json_text){bytes, length}, &limits, NULL, &count, &fault)) {
        demand(fault.message != NULL && fault.offset <= length);
        return;
    }
    struct json_value *values = ARENA_ARRAY(arena, struct json_value, count);
    size_t again = 0;
    demand(json_scan(arena, (struct json_text){bytes, length}, &limits, values, &again, &fault) &&
           again == count);
    const char *end = NULL;
    cJSON *node = cJSON_ParseWithLengthOpts(bytes, length, &end, 0);
    demand(node != NULL);
    demand(compare(values, node) == values + count);
    cJSON_Delete(node);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    const char *text = length > 0 ? (const char *)bytes : "";
    struct arena *arena = arena_create();
    check_scan(arena, text, length);
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct json_value *root = json_read(arena, text, length, &limits, &diagnostics);
    demand((root == NULL) == (diagnostics_total(&diagnostics) > 0));
    if (root != NULL) {
        check_places(root, text);
    } else {
        diagnostics_print(&diagnostics, "fuzz.json", text, length);
    }
    arena_destroy(arena);
    return 0;
}
