#ifndef BACKSTEP_SESSION_MEMO_H
#define BACKSTEP_SESSION_MEMO_H

/* What was worked out once, by what it depends on: some small values, the oldest of which makes
 * place for a new one. Keeping one changes nothing but how soon it is there again. */

#include "base/arena.h"

enum { MEMO_MOST_KEY = 96, MEMO_MOST_VALUE = 96 }; /* bytes */

struct memo;

/* An empty memo; it lives in the arena. */
struct memo *memo_create(struct arena *arena);

/* The value that was kept with these bytes, aligned for any type; NULL: there is none, or memo is
 * NULL. It stays until another one is kept. */
const void *memo_find(const struct memo *memo, const void *key, size_t key_size);

/* Keeps a copy of both. memo NULL: nothing is kept. */
void memo_keep(struct memo *memo, const void *key, size_t key_size, const void *value,
               size_t value_size);

#endif
