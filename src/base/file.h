#ifndef BACKSTEP_BASE_FILE_H
#define BACKSTEP_BASE_FILE_H

/* Whole files in. Reading never hangs: only regular files (and standard input) are
 * opened; a FIFO, a device or a folder is refused by name. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct file_content {
    const char *bytes; /* with a NUL behind the last, which length does not count */
    size_t length;
};

/* Reads the file at path, or standard input for "-", when it holds at most limit bytes.
 * False with a sentence in *reterr_message (arena's) otherwise. */
bool file_read(struct arena *arena, const char *path, size_t limit, struct file_content *ret,
               const char **reterr_message);

/* The bytes of a file of the program's own that is large and of which little is looked at, like a
 * font: a page is read when it is. The file must not be shortened meanwhile. */
struct file_bytes {
    const void *bytes; /* NULL: none */
    size_t length;
};

/* False, with none in *ret, when the path is no file that can be read or an empty one. The caller
 * closes. */
bool file_bytes_open(const char *path, struct file_bytes *ret);

/* None are accepted. */
void file_bytes_close(struct file_bytes *file);

/* The part of a path behind its last slash; borrowed from path. */
const char *file_name(const char *path);

#endif
