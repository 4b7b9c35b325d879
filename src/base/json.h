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
#include "base/json_value.h"

/* Reads one document. NULL when the text is not strict JSON; then diagnostics has at least one
 * more item. Duplicate keys are all reported; other faults end the reading at the first. Keys
 * that start with "x-" are read like any other. */
const struct json_value *json_read(struct arena *arena, const char *bytes, size_t length,
                                   const struct json_limits *limits,
                                   struct diagnostics *diagnostics);

/* The value of a member of the outermost object that is a number or a string without escapes, as it
 * is written, quotes left out; found without reading what is behind it, or whether that is JSON. So
 * it is right if the text can be read at all. False where there is no such member, or none that
 * shows. */
bool json_glance(const char *bytes, size_t length, const char *key, struct json_text *ret);

/* The member of an object with this name, or NULL. object may be NULL or another kind. */
const struct json_value *json_member(const struct json_value *object, const char *key);

/* The JSON Pointer (RFC 6901) of a value: "" for the root, "/network/layers/1". */
const char *json_pointer(struct arena *arena, const struct json_value *value);

/* "an array", "a string"…: for messages. */
const char *json_kind_name(enum json_kind kind);

#endif
