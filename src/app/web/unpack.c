/* What unpacks the files of a page: a module of its own, so that they are ready while the program
 * is still being compiled. A page leaves room for what is in them behind the memory that this
 * module begins with, and puts what is packed behind that, piece by piece; nothing is allocated
 * here. */

#include <LzmaDec.h>
#include <emscripten.h>
#include <stdalign.h>

/* The decoder's memory, for the settings of make-page.py (lc 4, lp 0): 2 bytes for each of 1984 and
 * 768 · 2^4 probabilities. */
enum { PROBABILITIES = 2 * (1984 + (768 << 4)) };

static CLzmaDec decoder;
static const unsigned char *next; /* what is packed and was not read yet */

static void *take(ISzAllocPtr allocator, size_t size) {
    alignas(16) static unsigned char memory[PROBABILITIES];
    (void)allocator;
    return size <= sizeof memory ? memory : NULL;
}

static void give_back(ISzAllocPtr allocator, void *memory) {
    (void)allocator;
    (void)memory;
}

/* Begins a file of LZMA, whose header has 13 bytes, that unpacks to where size bytes have room;
 * 0 when nothing can be made of it. */
EMSCRIPTEN_KEEPALIVE int unpack_begin(const unsigned char *packed, unsigned char *into,
                                      size_t size) {
    enum { HEADER = 13 };
    static const ISzAlloc allocator = {take, give_back};
    LzmaDec_Construct(&decoder);
    if (LzmaDec_AllocateProbs(&decoder, packed, LZMA_PROPS_SIZE, &allocator) != SZ_OK) {
        return 0;
    }
    decoder.dic = into;
    decoder.dicBufSize = size;
    LzmaDec_Init(&decoder);
    next = packed + HEADER;
    return 1;
}

/* Goes on until so many bytes of the file are there, with what is packed before an end. Gives how
 * many are: fewer when it is damaged, or when more of it is needed. */
EMSCRIPTEN_KEEPALIVE size_t unpack_until(size_t size, const unsigned char *end) {
    size_t read = (size_t)(end - next);
    ELzmaStatus status;
    SRes result = LzmaDec_DecodeToDic(&decoder, size, next, &read, LZMA_FINISH_ANY, &status);
    next += read;
    return result == SZ_OK ? decoder.dicPos : 0;
}
