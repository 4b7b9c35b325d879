#ifndef BACKSTEP_BASE_JSON_H
#define BACKSTEP_BASE_JSON_H

/* Strict JSON (RFC 8259) with the place of every value.
 *
 * cJSON reads the values, but it lets through what the standard forbids and keeps no places. A
 * scanner stands in front of it: it refuses duplicate keys, "-01", NUL in strings, numbers that
 * overflow, invalid UTF-8, lone surrogates, trailing text, nesting that is too deep, and it
 * records where each key and value stands. The two are walked side by side into one tree. */

#include "base/arena.h"
#include "base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

enum json_kind {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
    JSON_KIND_COUNT
};

/* One value; all pointers live in the arena it was read into. */
struct json_value {
    enum json_kind kind;
    size_t offset;      /* of its first byte */
    const char *key;    /* in an object: its member name, decoded; NULL otherwise */
    size_t key_offset;  /* of the name's opening quote */
    double number;      /* JSON_NUMBER: finite */
    const char *string; /* JSON_STRING: decoded UTF-8 without NUL inside, NUL-terminated */
    size_t length;      /* JSON_STRING: bytes */
    size_t count;       /* JSON_ARRAY, JSON_OBJECT: items */
    size_t index;       /* in an array: which item, from 0 */
    const struct json_value *parent;
    const struct json_value *first; /* item of an array or object, in the file's order */
    const struct json_value *next;  /* behind this one in the same array or object */
};

enum { JSON_DEEPEST = 500 }; /* cJSON itself stops at 1000 */

struct json_limits {
    size_t depth;        /* arrays and objects inside each other; at most JSON_DEEPEST */
    size_t string_bytes; /* decoded bytes of one string */
};

/* Reads one document. NULL when the text is not strict JSON; then diagnostics has at least one
 * more item. Duplicate keys are all reported; other faults end the reading at the first. Keys
 * that start with "x-" are read like any other. */
const struct json_value *json_read(struct arena *arena, const char *bytes, size_t length,
                                   const struct json_limits *limits,
                                   struct diagnostics *diagnostics);

/* The member of an object with this name, or NULL. object may be NULL or another kind. */
const struct json_value *json_member(const struct json_value *object, const char *key);

/* The JSON Pointer (RFC 6901) of a value: "" for the root, "/network/layers/1". */
const char *json_pointer(struct arena *arena, const struct json_value *value);

/* "an array", "a string"…: for messages. */
const char *json_kind_name(enum json_kind kind);

#endif
