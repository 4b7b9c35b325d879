#include "base/arena.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Blocks grow by doubling up to a megabyte; a larger request gets a block of its own, so that
 * one big matrix does not waste the rest of a small block. */
enum {
    ARENA_FIRST_BLOCK = 8 * 1024,
    ARENA_LARGEST_BLOCK = 1024 * 1024,
    ARENA_ALIGNMENT = 16,
    ARENA_WIDE_ALIGNMENT = 64
};

struct arena_block {
    struct arena_block *previous;
    size_t capacity;
    size_t used;
    unsigned char *bytes;
};

struct arena {
    struct arena_block *newest;
    size_t next_capacity;
    size_t used;
};

struct arena *arena_create(void) {
    struct arena *arena = memory_allocate_zeroed(1, sizeof *arena);
    arena->next_capacity = ARENA_FIRST_BLOCK;
    return arena;
}

void arena_destroy(struct arena *arena) {
    if (arena == NULL) {
        return;
    }
    for (struct arena_block *block = arena->newest; block != NULL;) {
        struct arena_block *previous = block->previous;
        free(block->bytes);
        free(block);
        block = previous;
    }
    free(arena);
}

static struct arena_block *add_block(struct arena *arena, size_t capacity) {
    struct arena_block *block = memory_allocate_zeroed(1, sizeof *block);
    /* calloc, not memset: fresh pages from the system are zero and stay untouched until used. */
    unsigned char *bytes = memory_allocate_zeroed(1, capacity + ARENA_WIDE_ALIGNMENT);
    *block = (struct arena_block){
        .previous = arena->newest, .capacity = capacity + ARENA_WIDE_ALIGNMENT, .bytes = bytes};
    arena->newest = block;
    return block;
}

static size_t padding_at(const struct arena_block *block, size_t alignment) {
    uintptr_t address = (uintptr_t)(block->bytes + block->used);
    return (size_t)(-address & (alignment - 1));
}

void *arena_alloc(struct arena *arena, size_t count, size_t size) {
    if (size != 0 && count > (SIZE_MAX / 2 - ARENA_WIDE_ALIGNMENT) / size) {
        memory_out();
    }
    size_t bytes = count * size;
    size_t alignment = bytes >= ARENA_WIDE_ALIGNMENT ? ARENA_WIDE_ALIGNMENT : ARENA_ALIGNMENT;
    struct arena_block *block = arena->newest;
    if (block == NULL || block->capacity - block->used < bytes + padding_at(block, alignment)) {
        size_t capacity = bytes > arena->next_capacity ? bytes : arena->next_capacity;
        block = add_block(arena, capacity);
        if (arena->next_capacity < ARENA_LARGEST_BLOCK) {
            arena->next_capacity *= 2;
        }
    }
    size_t padding = padding_at(block, alignment);
    void *result = block->bytes + block->used + padding;
    block->used += padding + bytes;
    arena->used += padding + bytes;
    return result;
}

char *arena_copy_text(struct arena *arena, const char *bytes, size_t length) {
    char *copy = arena_alloc(arena, length + 1, 1);
    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t size, size_t *capacity) {
    enum { FIRST_CAPACITY = 32 };
    if (count < *capacity) {
        return items;
    }
    *capacity = *capacity > 0 ? 2 * *capacity : FIRST_CAPACITY;
    void *grown = arena_alloc(arena, *capacity, size);
    if (count > 0) {
        memcpy(grown, items, count * size);
    }
    return grown;
}

size_t arena_used(const struct arena *arena) {
    return arena->used;
}
