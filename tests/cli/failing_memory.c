/* A malloc that fails once: preloaded, it refuses allocation number FAIL_AT of those that follow
 * the start of the program, and writes to the descriptor COUNT_TO how many there were. Not for
 * sanitizers, which have a malloc of their own. */

#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static long fail_at = -1;
static long count;
static int is_started;

__attribute__((constructor)) static void start(void) {
    const char *given = getenv("FAIL_AT");
    fail_at = given != NULL ? atol(given) : -1;
    is_started = 1;
}

__attribute__((destructor)) static void end(void) {
    const char *descriptor = getenv("COUNT_TO");
    if (descriptor != NULL) {
        is_started = 0;
        dprintf(atoi(descriptor), "%ld\n", count);
    }
}

static int is_refused(void) {
    if (!is_started || ++count != fail_at) {
        return 0;
    }
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) {
    return is_refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size) {
    return is_refused() ? NULL : __libc_calloc(items, size);
}

void *realloc(void *old, size_t size) {
    return is_refused() ? NULL : __libc_realloc(old, size);
}
