/* A malloc that fails once, preloaded into a program: at every STRIDE-th allocation of those that
 * follow the program's start, from the FIRST on, a copy of the process goes on without that memory.
 * It has to end with status 3 and "backstep: out of memory", nothing else on standard error, or
 * with the STATUS and all that the file RIGHT holds: it did not need the memory then. What ends
 * otherwise is a line of the file REPORT, "x NUMBER status|signal N WORDS"; its last line counts.
 * "f NUMBER signal N" is an end in FreeType, which was refused what it asked for itself.
 *
 * With FOREIGN those alone count that the program itself did not ask for; behind LAST none fails.
 *
 * Standard output has to be a file. Without STRIDE nothing fails. Not for sanitizers, which have a
 * malloc of their own. */

#define _GNU_SOURCE /* O_TMPFILE, dladdr */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

enum { BLOCK = 4096, MOST_SECONDS = 60 };
static const char words[] = "backstep: out of memory\n";

static long stride, first, last, wanted, count, refused, kept;
static const void *program; /* where it begins; NULL: whose allocation it is does not matter */
static int is_started;
static int report = -1;
static int right = -1;

static long number(const char *name) {
    const char *given = getenv(name);
    return given != NULL ? atol(given) : 0;
}

__attribute__((constructor)) static void start(void) {
    stride = number("STRIDE");
    first = number("FIRST");
    last = number("LAST");
    wanted = number("STATUS");
    Dl_info own;
    if (number("FOREIGN") != 0 && dladdr((void *)getauxval(AT_PHDR), &own) != 0) {
        program = own.dli_fbase;
    }
    if (stride > 0) {
        report = open(getenv("REPORT"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        right = open(getenv("RIGHT"), O_RDONLY | O_CLOEXEC);
        is_started = report >= 0 && right >= 0;
    }
}

__attribute__((destructor)) static void end(void) {
    if (is_started) {
        is_started = 0; /* dprintf takes memory too */
        dprintf(report, "%ld refused %ld without effect of %ld\n", refused, kept, count);
    }
}

/* Whether two files hold the same bytes. */
static int is_same(int a, int b) {
    char one[BLOCK], other[BLOCK];
    for (off_t at = 0;; at += BLOCK) {
        ssize_t of_one = pread(a, one, BLOCK, at);
        ssize_t of_other = pread(b, other, BLOCK, at);
        if (of_one != of_other || memcmp(one, other, (size_t)(of_one > 0 ? of_one : 0)) != 0) {
            return 0;
        }
        if (of_one <= 0) {
            return 1;
        }
    }
}

/* A file without a name. */
static int scratch(void) {
    return open("/tmp", O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
}

/* What the copy prints is behind what was printed before it. */
static void redirect(int output, int errors) {
    char block[BLOCK];
    off_t at = 0;
    int before = open("/proc/self/fd/1", O_RDONLY | O_CLOEXEC); /* 1 itself is to be written only */
    for (ssize_t size = 1; size > 0; at += size) {
        size = pread(before, block, BLOCK, at);
        if (size < 0 || write(output, block, (size_t)size) != size) {
            abort();
        }
    }
    dup2(output, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    alarm(MOST_SECONDS);
}

static int says_so(int errors) {
    char said[sizeof words] = "";
    return pread(errors, said, sizeof said, 0) == (ssize_t)strlen(words) &&
           memcmp(said, words, strlen(words)) == 0;
}

static int is_from_program(void *caller) {
    Dl_info from;
    return program != NULL && dladdr(caller, &from) != 0 && from.dli_fbase == program;
}

static int is_from_freetype(void *caller) {
    Dl_info from;
    return dladdr(caller, &from) != 0 && strstr(from.dli_fname, "libfreetype") != NULL;
}

static void judge(int status, int output, int errors, void *caller) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == 3 && says_so(errors)) {
        refused++;
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == wanted && is_same(output, right)) {
        kept++;
    } else if (WIFSIGNALED(status) && is_from_freetype(caller)) {
        dprintf(report, "f %ld signal %d\n", count, WTERMSIG(status));
    } else {
        char said[BLOCK] = "";
        pread(errors, said, sizeof said - 1, 0);
        said[strcspn(said, "\n")] = '\0';
        dprintf(report, "x %ld %s %d %s\n", count, WIFEXITED(status) ? "status" : "signal",
                WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), said);
    }
}

/* In the copy the allocation is refused, and none after it. */
static int is_refused(void *caller) {
    if (!is_started || is_from_program(caller) || ++count < first ||
        (count - first) % stride != 0 || (last > 0 && count > last)) {
        return 0;
    }
    int kept_errno = errno;
    int output = scratch();
    int errors = scratch();
    is_started = 0; /* in the copy for good, and while this one looks at it */
    pid_t child = fork();
    if (child == 0) {
        redirect(output, errors);
        errno = ENOMEM;
        return 1;
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    judge(status, output, errors, caller);
    close(output);
    close(errors);
    errno = kept_errno;
    is_started = 1;
    return 0;
}

void *malloc(size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_calloc(items, size);
}

void *realloc(void *old, size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}
