#include "library/journal/home_folder.h"

#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = 0700, FILE_MODE = 0600 };

const char *home_folder_path(struct arena *arena, enum home_folder which) {
    static const struct {
        const char *variable, *below_home;
    } places[] = {
        [HOME_FOLDER_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
        [HOME_FOLDER_DATA] = {"XDG_DATA_HOME", ".local/share"},
    };
    /* the specification: a path that is not absolute is to be ignored */
    const char *given = getenv(places[which].variable);
    if (given != NULL && *given == '/') {
        return text_format(arena, "%s/backstep", given);
    }
    const char *home = getenv("HOME");
    return home != NULL && *home == '/'
               ? text_format(arena, "%s/%s/backstep", home, places[which].below_home)
               : NULL;
}

bool home_folder_lacks(const char *path) {
    struct stat status;
    return stat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

bool home_folder_make(struct arena *arena, const char *path) {
    char *part = arena_copy_text(arena, path, strlen(path));
    for (char *slash = strchr(part + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(part, FOLDER_MODE); /* the last one tells whether it worked */
        *slash = '/';
    }
    struct stat status;
    return mkdir(part, FOLDER_MODE) == 0 ||
           (errno == EEXIST && stat(part, &status) == 0 && S_ISDIR(status.st_mode));
}

static bool write_all(int descriptor, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t size = write(descriptor, bytes, length);
        if (size < 0 && errno != EINTR) {
            return false;
        }
        if (size > 0) {
            bytes += size;
            length -= (size_t)size;
        }
    }
    return fsync(descriptor) == 0;
}

/* A name is on the disk when its folder is. Where that cannot be asked for, the file is right all
 * the same. */
static void sync_folder(struct arena *arena, const char *path) {
    const char *folder = text_format(arena, "%.*s.", (int)(file_name(path) - path), path);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
}

bool home_folder_write(struct arena *arena, const char *path, const char *bytes, size_t length) {
    char *real = realpath(path, NULL);
    const char *target = real != NULL ? arena_copy_text(arena, real, strlen(real)) : path;
    free(real);
    const char *beside = text_format(arena, "%s.%ld.new", target, (long)getpid());
    int descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    if (descriptor < 0) {
        return false;
    }
    bool is_written = write_all(descriptor, bytes, length);
    int error = errno;
    is_written = close(descriptor) == 0 && is_written;
    if (is_written && rename(beside, target) == 0) {
        sync_folder(arena, target);
        return true;
    }
    error = is_written ? errno : error;
    unlink(beside);
    errno = error;
    return false;
}
