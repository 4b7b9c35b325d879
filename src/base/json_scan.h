#ifndef BACKSTEP_BASE_JSON_SCAN_H
#define BACKSTEP_BASE_JSON_SCAN_H

/* The strict scanner in front of cJSON; only json.c and the fuzz target include this. */

#include "base/arena.h"
#include "base/json_value.h"

/* Where the text stops being strict JSON. */
struct json_fault {
    size_t offset;
    const char *message; /* the arena's */
};

/* Checks the whole text, duplicate keys apart, and counts its values. With values NULL it does
 * only that; otherwise values has room for that count, and each gets its kind, place, parent,
 * neighbours and item count, in the order of the text. False with *reterr_fault otherwise. */
bool json_scan(struct arena *arena, struct json_text text, const struct json_limits *limits,
               struct json_value *values, size_t *ret_count, struct json_fault *reterr_fault);

#endif
