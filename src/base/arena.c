#include "base/arena.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Blocks grow by doubling up to ARENA_LARGEST_BLOCK; a larger request gets a block of its own, so
 * that one big matrix does not waste the rest of a small block. A shared block is zeroed piece by
 * piece: where calloc writes zeros itself (in a browser always), the rest of it is never touched. A
 * block of its own is calloc's: from the system such pages are zero and stay untouched until used.
 */
enum { ARENA_FIRST_BLOCK = 8 * 1024, ARENA_ALIGNMENT = 16, ARENA_WIDE_ALIGNMENT = 64 };

/* Under the address sanitizer nobody reads one past the end of what it was given: a gap that may
 * not be touched lies behind each piece, and in a block what nobody was given yet. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_IS_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_IS_WATCHED 1
#endif
#endif
#ifdef ARENA_IS_WATCHED
#include <sanitizer/asan_interface.h>
/* Its allocator gives the pages of larger blocks back to the system each time. */
enum { ARENA_GAP = 16, ARENA_LARGEST_BLOCK = 64 * 1024 };
#else
enum { ARENA_GAP = 0, ARENA_LARGEST_BLOCK = 1024 * 1024 };
#define ASAN_POISON_MEMORY_REGION(bytes, size) ((void)(bytes), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(bytes, size) ((void)(bytes), (void)(size))
#endif

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
        ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->capacity);
        free(block->bytes);
        free(block);
        block = previous;
    }
    free(arena);
}

static struct arena_block *add_block(struct arena *arena, size_t capacity, bool is_zeroed) {
    struct arena_block *block = memory_allocate_zeroed(1, sizeof *block);
    size_t size = capacity + ARENA_WIDE_ALIGNMENT;
    unsigned char *bytes = is_zeroed ? memory_allocate_zeroed(1, size) : memory_allocate(size);
    *block = (struct arena_block){
        .previous = arena->newest, .capacity = capacity + ARENA_WIDE_ALIGNMENT, .bytes = bytes};
    ASAN_POISON_MEMORY_REGION(bytes, block->capacity);
    arena->newest = block;
    return block;
}

static size_t padding_at(const struct arena_block *block, size_t alignment) {
    uintptr_t address = (uintptr_t)(block->bytes + block->used);
    return (size_t)(-address & (alignment - 1));
}

/* A piece of a block; *ret_is_zero: its bytes are zeros. */
static void *take(struct arena *arena, size_t bytes, bool is_zero_wanted, bool *ret_is_zero) {
    size_t alignment = bytes >= ARENA_WIDE_ALIGNMENT ? ARENA_WIDE_ALIGNMENT : ARENA_ALIGNMENT;
    struct arena_block *block = arena->newest;
    *ret_is_zero = false;
    if (block == NULL ||
        block->capacity - block->used < bytes + ARENA_GAP + padding_at(block, alignment)) {
        size_t wanted = bytes + ARENA_GAP;
        bool is_its_own = wanted > arena->next_capacity;
        *ret_is_zero = is_its_own && is_zero_wanted;
        block = add_block(arena, is_its_own ? wanted : arena->next_capacity, *ret_is_zero);
        if (arena->next_capacity < ARENA_LARGEST_BLOCK) {
            arena->next_capacity *= 2;
        }
    }
    size_t padding = padding_at(block, alignment);
    void *result = block->bytes + block->used + padding;
    ASAN_UNPOISON_MEMORY_REGION(result, bytes);
    block->used += padding + bytes + ARENA_GAP;
    arena->used += padding + bytes;
    return result;
}

static size_t bytes_of(size_t count, size_t size) {
    if (size != 0 && count > (SIZE_MAX / 2 - ARENA_WIDE_ALIGNMENT) / size) {
        memory_out();
    }
    return count * size;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size) {
    size_t bytes = bytes_of(count, size);
    bool is_zero;
    void *piece = take(arena, bytes, true, &is_zero);
    return is_zero ? piece : memset(piece, 0, bytes);
}

void *arena_alloc_bare(struct arena *arena, size_t count, size_t size) {
    bool ignored;
    return take(arena, bytes_of(count, size), false, &ignored);
}

char *arena_copy_text(struct arena *arena, const char *bytes, size_t length) {
    char *copy = arena_alloc_bare(arena, length + 1, 1);
    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    copy[length] = '\0';
    return copy;
}

/* Gives the newest piece of all so many bytes more where it stands; false where there is no room.
 */
static bool extend(struct arena *arena, const void *piece, size_t bytes, size_t more) {
    struct arena_block *block = arena->newest;
    if (piece == NULL || ARENA_GAP > 0 ||
        (const unsigned char *)piece + bytes != block->bytes + block->used ||
        block->capacity - block->used < more) {
        return false;
    }
    block->used += more;
    arena->used += more;
    return true;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t size, size_t *capacity) {
    enum { FIRST_CAPACITY = 32 };
    if (count < *capacity) {
        return items;
    }
    size_t old = *capacity;
    *capacity = old > 0 ? 2 * old : FIRST_CAPACITY;
    if (extend(arena, items, old * size, old * size)) {
        return items;
    }
    void *grown = arena_alloc_bare(arena, *capacity, size);
    if (count > 0) {
        memcpy(grown, items, count * size);
    }
    return grown;
}

size_t arena_used(const struct arena *arena) {
    return arena->used;
}
