#ifndef BACKSTEP_BASE_ARENA_H
#define BACKSTEP_BASE_ARENA_H

/* All memory comes from arenas: allocate freely, never free one item, destroy the whole.
 * A loaded lesson, with all that hangs on it, is one arena. */

#include <stddef.h>

struct arena;

/* Makes an empty arena; the caller destroys it. */
struct arena *arena_create(void);

/* Gives back everything allocated from it. NULL is accepted. */
void arena_destroy(struct arena *arena);

/* Room for count items of size bytes each, zeroed and aligned for any type (64 bytes when the
 * block is that large, so that vectors of doubles never straddle cache lines). Never NULL: when
 * the system has no memory left, or count * size does not fit, one line is printed and the
 * program ends. Callers bound sizes that come from files before they ask. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* The same, not zeroed: for large room that is written before it is read, and perhaps never. */
void *arena_alloc_bare(struct arena *arena, size_t count, size_t size);

/* A copy of length bytes with a NUL behind them. */
char *arena_copy_text(struct arena *arena, const char *bytes, size_t length);

/* Room for at least one item of size bytes behind the count that there are, not zeroed: items
 * themselves, or a copy, with twice the capacity. items is NULL for none, then the capacity is 0.
 */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t size, size_t *capacity);

/* Bytes handed out so far, padding included. */
size_t arena_used(const struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

#endif
