#include "typeset/font_coverage.h"

#include "base/memory.h"

#include <hb.h>

#include <errno.h>
#include <stdlib.h>

struct font_coverage {
    hb_set_t *characters;
};

static void collect(hb_set_t *characters, const struct file_bytes *file) {
    hb_blob_t *blob =
        hb_blob_create(file->bytes, (unsigned)file->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_face_collect_unicodes(face, characters);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

struct font_coverage *font_coverage_open(const struct font_files *fonts) {
    struct font_coverage *coverage = memory_allocate(sizeof *coverage);
    errno = 0;
    coverage->characters = hb_set_create();
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        collect(coverage->characters, &fonts->files[file]);
    }
    memory_check_errno();
    return coverage;
}

void font_coverage_close(struct font_coverage *coverage) {
    if (coverage != NULL) {
        hb_set_destroy(coverage->characters);
        free(coverage);
    }
}

bool font_coverage_has(const struct font_coverage *coverage, uint32_t code_point) {
    bool is_control = code_point >= 0x7F && code_point < 0xA0;
    return is_control || font_coverage_is_invisible(code_point) ||
           hb_set_has(coverage->characters, code_point);
}

bool font_coverage_is_invisible(uint32_t code_point) {
    static const struct {
        uint32_t first, last;
    } spans[] = {
        {0x0000, 0x001F}, {0x061C, 0x061C}, {0x200B, 0x200F},   {0x2028, 0x202E},
        {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xE0100, 0xE01EF},
    };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (code_point >= spans[i].first && code_point <= spans[i].last) {
            return true;
        }
    }
    return false;
}
