/* What unpacks the files of a page: a module of its own, so that they are ready while the program
 * is still being compiled. A page puts what is packed, and leaves room for what is in it, behind
 * the memory that this module begins with; nothing is allocated here. */

#include <LzmaDec.h>
#include <emscripten.h>
#include <stdalign.h>

/* The decoder's memory, for the settings of make-page.py (lc 4, lp 0): 2 bytes for each of 1984 and
 * 768 · 2^4 probabilities. */
enum { PROBABILITIES = 2 * (1984 + (768 << 4)) };

static void *take(ISzAllocPtr allocator, size_t size) {
    alignas(16) static unsigned char memory[PROBABILITIES];
    (void)allocator;
    return size <= sizeof memory ? memory : NULL;
}

static void give_back(ISzAllocPtr allocator, void *memory) {
    (void)allocator;
    (void)memory;
}

/* Unpacks a file of LZMA (13 bytes of header, which say the size) to where size bytes have room.
 * Gives the number of bytes there: size, or less when it is damaged. */
EMSCRIPTEN_KEEPALIVE size_t unpack(const unsigned char *packed, size_t packed_size,
                                   unsigned char *into, size_t size) {
    enum { HEADER = 13 };
    static const ISzAlloc allocator = {take, give_back};
    size_t done = size, read = packed_size - HEADER;
    ELzmaStatus status;
    SRes result = LzmaDecode(into, &done, packed + HEADER, &read, packed, LZMA_PROPS_SIZE,
                             LZMA_FINISH_END, &status, &allocator);
    return result == SZ_OK ? done : 0;
}
