#include <stddef.h>

/* The C library fills and copies byte by byte, a tenth of the time to the first picture; every
 * browser that can unpack the page has instructions for whole blocks, and the compiler makes them
 * of these two. They are linked under the library's names, instead of its own. */
void *page_fill(void *target, int byte, size_t count) __asm__("memset");
void *page_fill_from(void *restrict target, const void *restrict source,
                     size_t count) __asm__("memcpy");

void *page_fill(void *target, int byte, size_t count) {
    __builtin_memset(target, byte, count);
    return target;
}

void *page_fill_from(void *restrict target, const void *restrict source, size_t count) {
    __builtin_memcpy(target, source, count);
    return target;
}
