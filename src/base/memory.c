#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>

enum {
    LARGE_BLOCK = 2 * 1024 * 1024, /* twice what an arena asks for at once */
    MOST_KEPT = 10 * 1024 * 1024 /* a picture of a large network takes so much, and gives it back */
};

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

void memory_check_errno(void) {
    if (errno == ENOMEM) {
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
