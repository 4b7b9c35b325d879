/* Arenas: what was asked for zeroed is, also in memory that was used before; pieces are aligned, do
 * not overlap, and keep what was written. */
#include "test.h"

#include "base/arena.h"

#include <stdint.h>

static const size_t sizes[] = {0, 1, 15, 16, 63, 64, 1000, 8000, 8192, 70000, 2 << 20};
enum { SIZE_COUNT = sizeof sizes / sizeof *sizes, TURNS = 8 };

static bool is_all(const unsigned char *bytes, size_t count, unsigned char value) {
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != value) {
            return false;
        }
    }
    return true;
}

/* Zeroed and bare pieces of all sizes by turns, all of them written full. */
static void fill(struct arena *arena) {
    unsigned char *pieces[2 * SIZE_COUNT];
    for (size_t i = 0; i < 2 * SIZE_COUNT; i++) {
        size_t size = sizes[i / 2];
        bool is_bare = i % 2 == 1;
        pieces[i] = is_bare ? arena_alloc_bare(arena, size, 1) : arena_alloc(arena, size, 1);
        EXPECT(is_bare || is_all(pieces[i], size, 0));
        EXPECT_INT((int)((uintptr_t)pieces[i] % (size >= 64 ? 64 : 16)), 0);
        memset(pieces[i], (int)i + 1, size);
    }
    for (size_t i = 0; i < 2 * SIZE_COUNT; i++) {
        EXPECT(is_all(pieces[i], sizes[i / 2], (unsigned char)(i + 1)));
    }
}

static void test_zeroed(void) {
    for (int i = 0; i < TURNS; i++) { /* from the second on in memory that was used */
        struct arena *arena = arena_create();
        fill(arena);
        fill(arena);
        arena_destroy(arena);
    }
}

static void test_copies(void) {
    struct arena *arena = arena_create();
    memset(arena_alloc_bare(arena, 4000, 1), 'x', 4000);
    const char *copy = arena_copy_text(arena, "abcdef", 3);
    EXPECT_STRING(copy, "abc");
    EXPECT_STRING(arena_copy_text(arena, "", 0), "");
    arena_destroy(arena);
}

/* Two rows that grow by turns, so that neither always ends the block, and one that grows alone. */
static void test_growing(void) {
    enum { ITEMS = 5000, ROWS = 2 };
    struct arena *arena = arena_create();
    size_t *rows[ROWS] = {NULL, NULL}, capacities[ROWS] = {0, 0};
    for (size_t i = 0; i < ITEMS; i++) {
        for (size_t row = 0; row < (i < ITEMS / 4 ? 1 : ROWS); row++) {
            size_t at = row == 0 ? i : i - ITEMS / 4;
            rows[row] = arena_grow(arena, rows[row], at, sizeof **rows, &capacities[row]);
            EXPECT(at < capacities[row]);
            rows[row][at] = ROWS * i + row;
            memset(arena_alloc_bare(arena, 1, 1 + i % 7), 0xFF, 1 + i % 7);
        }
    }
    for (size_t i = 0; i < ITEMS; i++) {
        EXPECT(rows[0][i] == ROWS * i);
        EXPECT(i < ITEMS / 4 || rows[1][i - ITEMS / 4] == ROWS * i + 1);
    }
    arena_destroy(arena);
}

int main(void) {
    static const struct test tests[] = {
        {"what is to be zeroed is", test_zeroed},
        {"a copy ends", test_copies},
        {"rows grow", test_growing},
    };
    return test_run(tests, TEST_COUNT(tests));
}
