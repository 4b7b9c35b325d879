#ifndef BACKSTEP_BASE_JSON_VALUE_H
#define BACKSTEP_BASE_JSON_VALUE_H

/* A JSON document as a tree in which every value knows its place, and how large one may be. */

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

/* A document as it came, borrowed. */
struct json_text {
    const char *bytes; /* need not end with NUL */
    size_t length;
};

#endif
