#include "base/file.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_CHUNK = 16 * 1024 };

static bool refuse(struct arena *arena, const char *path, const char *reason,
                   const char **reterr_message) {
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    *reterr_message = text_format(arena, "cannot read %s: %s", name, reason);
    return false;
}

static bool read_all(struct arena *arena, const char *path, int descriptor, size_t limit,
                     struct file_content *ret, const char **reterr_message) {
    struct text_builder text;
    text_begin(&text, arena);
    for (;;) {
        char chunk[FILE_CHUNK];
        ssize_t size = read(descriptor, chunk, sizeof chunk);
        if (size == 0) {
            break;
        }
        if (size < 0 && errno == EINTR) {
            continue;
        }
        if (size < 0) {
            return refuse(arena, path, strerror(errno), reterr_message);
        }
        if ((size_t)size > limit - text.length) {
            const char *reason = text_format(arena, "it is larger than %zu bytes", limit);
            return refuse(arena, path, reason, reterr_message);
        }
        text_append(&text, chunk, (size_t)size);
    }
    *ret = (struct file_content){.bytes = text.bytes, .length = text.length};
    return true;
}

static const char *kind_fault(mode_t mode) {
    if (S_ISREG(mode)) {
        return NULL;
    }
    if (S_ISDIR(mode)) {
        return "it is a folder";
    }
    if (S_ISFIFO(mode)) {
        return "it is a FIFO, not a regular file";
    }
    return "it is not a regular file";
}

bool file_read(struct arena *arena, const char *path, size_t limit, struct file_content *ret,
               const char **reterr_message) {
    if (strcmp(path, "-") == 0) {
        return read_all(arena, path, STDIN_FILENO, limit, ret, reterr_message);
    }
    /* O_NONBLOCK: opening a FIFO that nobody writes to must not wait. */
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        return refuse(arena, path, strerror(errno), reterr_message);
    }
    struct stat status;
    bool done = false;
    if (fstat(descriptor, &status) != 0) {
        refuse(arena, path, strerror(errno), reterr_message);
    } else if (kind_fault(status.st_mode) != NULL) {
        refuse(arena, path, kind_fault(status.st_mode), reterr_message);
    } else {
        done = read_all(arena, path, descriptor, limit, ret, reterr_message);
    }
    close(descriptor);
    return done;
}

bool file_bytes_open(const char *path, struct file_bytes *ret) {
    *ret = (struct file_bytes){NULL, 0};
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    struct stat status;
    bool is_file = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
    size_t length = is_file ? (size_t)status.st_size : 0;
    void *bytes = is_file ? mmap(NULL, length, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
    if (bytes == MAP_FAILED && is_file) {
        memory_check_errno();
    }
    close(descriptor);
    if (bytes == MAP_FAILED) {
        return false;
    }
    *ret = (struct file_bytes){bytes, length};
    return true;
}

void file_bytes_close(struct file_bytes *file) {
    if (file->bytes != NULL) {
        munmap((void *)(size_t)file->bytes, file->length);
    }
    *file = (struct file_bytes){NULL, 0};
}

const char *file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}
