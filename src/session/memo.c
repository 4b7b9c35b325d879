#include "session/memo.h"

#include <assert.h>
#include <stdalign.h>
#include <string.h>

enum { MOST_ENTRIES = 64 }; /* more sizes of windows and texts than anybody goes through */

struct entry {
    size_t key_size; /* 0: it is free */
    unsigned char key[MEMO_MOST_KEY];
    alignas(max_align_t) unsigned char value[MEMO_MOST_VALUE];
};

struct memo {
    struct entry entries[MOST_ENTRIES];
    size_t next; /* the one that makes place */
};

struct memo *memo_create(struct arena *arena) {
    return ARENA_NEW(arena, struct memo);
}

const void *memo_find(const struct memo *memo, const void *key, size_t key_size) {
    for (size_t i = 0; memo != NULL && i < MOST_ENTRIES; i++) {
        const struct entry *entry = &memo->entries[i];
        if (entry->key_size == key_size && memcmp(entry->key, key, key_size) == 0) {
            return entry->value;
        }
    }
    return NULL;
}

void memo_keep(struct memo *memo, const void *key, size_t key_size, const void *value,
               size_t value_size) {
    assert(key_size > 0 && key_size <= MEMO_MOST_KEY && value_size <= MEMO_MOST_VALUE);
    if (memo == NULL) {
        return;
    }
    struct entry *entry = &memo->entries[memo->next];
    memo->next = (memo->next + 1) % MOST_ENTRIES;
    entry->key_size = key_size;
    memcpy(entry->key, key, key_size);
    memcpy(entry->value, value, value_size);
}
