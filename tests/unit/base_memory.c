/* Memory: what is zeroed is, what grows keeps what it holds, and what is large goes back to the
 * system when it is freed, however often. */
#include "test.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

enum { LARGE = 16 << 20 };

static void test_blocks(void) {
    unsigned char *bytes = memory_allocate_zeroed(3, 100);
    for (int i = 0; i < 300; i++) {
        EXPECT_INT(bytes[i], 0);
        bytes[i] = (unsigned char)i;
    }
    bytes = memory_resize(bytes, 5000);
    for (int i = 0; i < 300; i++) {
        EXPECT_INT(bytes[i], (unsigned char)i);
    }
    free(bytes);
    free(memory_allocate(0));
}

/* Bytes that the process has in memory; 0 where the system does not say. */
static long resident(void) {
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file != NULL) {
        if (fscanf(file, "%*d %ld", &pages) != 1) {
            pages = 0;
        }
        fclose(file);
    }
    return pages * sysconf(_SC_PAGESIZE);
}

/* The first one that is freed teaches the library to keep the next, if nobody says otherwise. */
static void test_large_blocks(void) {
    memory_set_up();
    long before = resident();
    for (int i = 0; i < 3; i++) {
        unsigned char *bytes = memory_allocate(LARGE);
        memset(bytes, i + 1, LARGE);
        EXPECT(before == 0 || resident() > before + LARGE / 2);
        free(bytes);
        /* a sanitizer has a library of its own, which keeps what is freed for a while */
        EXPECT(before == 0 || IS_SANITIZED || resident() < before + LARGE / 2);
    }
}

/* Pages that the system had to hand out while many blocks, each smaller than a large one, were
 * taken, filled and freed. */
static long faults_of_a_picture(void) {
    enum { BLOCKS = 8, BLOCK = 1024 * 1024 };
    unsigned char *blocks[BLOCKS];
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    for (int i = 0; i < BLOCKS; i++) {
        blocks[i] = memory_allocate(BLOCK);
        memset(blocks[i], i + 1, BLOCK);
    }
    for (int i = 0; i < BLOCKS; i++) {
        free(blocks[i]);
    }
    getrusage(RUSAGE_SELF, &after);
    return after.ru_minflt - before.ru_minflt;
}

static void test_pictures_keep_their_pages(void) {
    memory_set_up();
    long first = faults_of_a_picture();
    long second = faults_of_a_picture();
    EXPECT(IS_SANITIZED || second < first / 10);
}

/* ---- what errno says ---- */

enum { ENDS_WELL, SAYS_NOTHING = 2, IS_OUT = 3 };

/* Where the heap ends, if the system says so. */
static void *heap_end(void) {
    char line[512];
    unsigned long begin, end, found = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        if (strstr(line, "[heap]") != NULL && sscanf(line, "%lx-%lx", &begin, &end) == 2) {
            found = end;
        }
    }
    if (maps != NULL) {
        fclose(maps);
    }
    return (void *)found;
}

/* Something stands behind the heap: memory is found elsewhere, and errno says that there is none.
 */
static int check_behind_blocked_heap(void) {
    enum { BLOCKS = 32, BLOCK = 1024 * 1024 };
    memory_set_up();
    int zeros = open("/dev/zero", O_RDONLY);
    void *end = heap_end();
    if (zeros < 0 || end == NULL ||
        mmap(end, (size_t)sysconf(_SC_PAGESIZE), PROT_READ, MAP_PRIVATE, zeros, 0) != end) {
        return SAYS_NOTHING;
    }
    errno = 0;
    for (int i = 0; i < BLOCKS && errno == 0; i++) {
        memory_allocate(BLOCK);
    }
    if (errno != ENOMEM) {
        return SAYS_NOTHING;
    }
    memory_check_errno();
    return ENDS_WELL;
}

static int check_lack(void) {
    memory_set_up();
    errno = ENOMEM;
    memory_check_errno();
    return ENDS_WELL;
}

static int status_of(int (*child)(void)) {
    int status = 0;
    fflush(stdout);
    pid_t process = fork();
    if (process == 0) {
        _exit(child());
    }
    EXPECT(process > 0 && waitpid(process, &status, 0) == process && WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_errno(void) {
    int blocked = status_of(check_behind_blocked_heap);
    printf("# behind a blocked heap: %d\n", blocked);
    EXPECT(blocked == ENDS_WELL || blocked == SAYS_NOTHING);
    EXPECT_INT(status_of(check_lack), IS_OUT);
}

int main(void) {
    static const struct test tests[] = {
        {"blocks are zeroed and grow", test_blocks},
        {"large blocks go back", test_large_blocks},
        {"the pages of a picture are the next one's", test_pictures_keep_their_pages},
        {"errno is believed where it speaks of memory", test_errno},
    };
    return test_run(tests, TEST_COUNT(tests));
}
