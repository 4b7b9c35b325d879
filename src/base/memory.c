#include "base/memory.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    LARGE_BLOCK = 2 * 1024 * 1024, /* twice what an arena asks for at once */
    MOST_KEPT = 10 * 1024 * 1024 /* a picture of a large network takes so much, and gives it back */
};

#ifdef __GLIBC__
#include <malloc.h>

void memory_set_up(void) {
    mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
    mallopt(M_TRIM_THRESHOLD, MOST_KEPT);
}
#else
void memory_set_up(void) {
}
#endif

_Noreturn void memory_out(void) {
    fputs("backstep: out of memory\n", stderr);
    exit(3);
}

/* Where something stands behind the heap, the GNU library finds memory elsewhere and leaves in
 * errno that there is none at the heap's end. Then it does so again for more than it has at hand.
 */
static bool is_left_behind(void) {
    enum { PROBES = 8, PROBE = LARGE_BLOCK - 64 * 1024 };
    void *volatile probes[PROBES]; /* what is allocated and freed unseen is left out */
    size_t count = 0;
    do {
        errno = 0;
        probes[count] = malloc(PROBE);
    } while (probes[count++] != NULL && errno == 0 && count < PROBES);
    bool is_left = probes[count - 1] != NULL && errno != 0;
    for (size_t i = 0; i < count; i++) {
        free(probes[i]);
    }
    return is_left;
}

void memory_check_errno(void) {
    if (errno == ENOMEM && !is_left_behind()) {
        memory_out();
    }
}

static void *granted(void *memory, size_t size) {
    if (memory == NULL && size > 0) {
        memory_out();
    }
    return memory;
}

void *memory_allocate(size_t size) {
    return granted(malloc(size), size);
}

void *memory_allocate_zeroed(size_t count, size_t size) {
    return granted(calloc(count, size), count > 0 ? size : 0);
}

void *memory_resize(void *old, size_t size) {
    return granted(realloc(old, size), size);
}
