#include "app/png_file.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What outlives a jump out of libpng stands here, never in a local variable. */
struct png_job {
    png_structp png;
    png_infop head;
    png_bytep row;
    FILE *file;
    char problem[128];
};

static png_voidp allocate(png_structp png, png_alloc_size_t size) {
    (void)png;
    return memory_allocate(size);
}

static void release(png_structp png, png_voidp block) {
    (void)png;
    free(block);
}

static void on_error(png_structp png, png_const_charp message) {
    struct png_job *job = png_get_error_ptr(png);
    /* libpng's own words for a full disk are "Write Error" */
    bool is_system = ferror(job->file) && errno != 0;
    snprintf(job->problem, sizeof job->problem, "%s", is_system ? strerror(errno) : message);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void write_rows(struct png_job *job, const struct raster *raster) {
    for (int y = 0; y < raster->height; y++) {
        const uint32_t *pixels = raster->pixels + (ptrdiff_t)y * raster->stride;
        png_bytep byte = job->row;
        for (int x = 0; x < raster->width; x++) {
            *byte++ = (png_byte)(pixels[x] >> 16 & 0xFF);
            *byte++ = (png_byte)(pixels[x] >> 8 & 0xFF);
            *byte++ = (png_byte)(pixels[x] & 0xFF);
        }
        png_write_row(job->png, job->row);
    }
}

/* Everything that may jump. */
static bool encode(struct png_job *job, const struct raster *raster) {
    if (setjmp(png_jmpbuf(job->png)) != 0) {
        return false;
    }
    png_init_io(job->png, job->file);
    png_set_compression_level(job->png, 1);
    png_set_filter(job->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
    png_set_IHDR(job->png, job->head, (png_uint_32)raster->width, (png_uint_32)raster->height, 8,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_write_info(job->png, job->head);
    write_rows(job, raster);
    png_write_end(job->png, job->head);
    return true;
}

/* The whole picture to an open file. */
static bool write_file(struct png_job *job, const struct raster *raster) {
    job->png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, job, on_error, on_warning, NULL,
                                         allocate, release);
    job->head = job->png != NULL ? png_create_info_struct(job->png) : NULL;
    job->row = memory_allocate((size_t)raster->width * 3 + 1);
    if (job->head == NULL) {
        memory_out();
    }
    bool done = encode(job, raster);
    if (done && (fflush(job->file) != 0 || ferror(job->file))) {
        snprintf(job->problem, sizeof job->problem, "%s", strerror(errno));
        done = false;
    }
    free(job->row);
    png_destroy_write_struct(&job->png, &job->head);
    return done;
}

/* A new file beside path, readable as the user's mask allows; its name is written to part. */
static FILE *open_beside(const char *path, char *part, size_t part_size) {
    for (int attempt = 0; attempt < 100; attempt++) {
        int length = snprintf(part, part_size, "%s.%ld-%d.part", path, (long)getpid(), attempt);
        if (length < 0 || (size_t)length >= part_size) {
            errno = ENAMETOOLONG;
            return NULL;
        }
        int descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            FILE *file = fdopen(descriptor, "wb");
            if (file == NULL) {
                close(descriptor);
                unlink(part);
            }
            return file;
        }
        if (errno != EEXIST) {
            return NULL;
        }
    }
    return NULL;
}

static bool write_beside(struct png_job *job, const struct raster *raster, const char *path) {
    char part[4096];
    job->file = open_beside(path, part, sizeof part);
    if (job->file == NULL) {
        memory_check_errno();
        snprintf(job->problem, sizeof job->problem, "%s", strerror(errno));
        return false;
    }
    bool done = write_file(job, raster);
    bool is_safe = done && fsync(fileno(job->file)) == 0;
    if (fclose(job->file) != 0 || (done && !is_safe) || (is_safe && rename(part, path) != 0)) {
        snprintf(job->problem, sizeof job->problem, "%s", strerror(errno));
        is_safe = false;
    }
    if (!is_safe) {
        unlink(part);
    }
    return is_safe;
}

/* A device, a pipe: nothing to put in its place, what it is must stay. */
static bool write_through(struct png_job *job, const struct raster *raster, const char *path) {
    job->file = fopen(path, "wb");
    bool done = job->file != NULL && write_file(job, raster);
    if (job->file == NULL || (fclose(job->file) != 0 && done)) {
        snprintf(job->problem, sizeof job->problem, "%s", strerror(errno));
        return false;
    }
    return done;
}

/* A link is followed, so that it stays a link; a file that is not there yet is named as given. */
static bool write_path(struct png_job *job, const struct raster *raster, const char *path) {
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        return write_through(job, raster, path);
    }
    char *followed = realpath(path, NULL);
    bool done = write_beside(job, raster, followed != NULL ? followed : path);
    free(followed);
    return done;
}

bool png_file_write(const struct raster *raster, const char *path, char *reterr_message,
                    size_t message_size) {
    struct png_job job = {.file = stdout};
    bool done = strcmp(path, "-") == 0 ? write_file(&job, raster) : write_path(&job, raster, path);
    if (!done) {
        snprintf(reterr_message, message_size, "cannot write %s: %s", path, job.problem);
    }
    return done;
}
