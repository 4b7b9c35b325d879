#include "typeset/font_file.h"

#include <hb.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const font_file_names[] = {
    [FONT_SANS] = "backstep-sans-regular.otf",   [FONT_SANS_BOLD] = "backstep-sans-bold.otf",
    [FONT_LATIN] = "backstep-latin-regular.ttf", [FONT_LATIN_BOLD] = "backstep-latin-bold.ttf",
    [FONT_SYMBOLS] = "backstep-symbols.ttf",     [FONT_MATH] = "backstep-math.otf",
};
static_assert(sizeof font_file_names / sizeof *font_file_names == FONT_FILE_COUNT,
              "a name for each font");

/* Four bytes as a number, the largest first. */
static uint32_t number_of(uint32_t word) {
    const uint32_t one = 1;
    bool is_little = *(const unsigned char *)&one == 1;
    uint32_t turned = word >> 24 | (word >> 8 & 0xFF00) | (word << 8 & 0xFF0000) | word << 24;
    return is_little ? turned : word;
}

/* The "head" table has a number that makes the sum over all of the file, in words of four bytes,
 * this one. */
bool font_file_is_whole(const void *bytes, size_t length) {
    const uint32_t right = 0xB1B0AFBA;
    const unsigned char *at = bytes;
    uint32_t sum = 0;
    for (size_t i = 0; i + sizeof sum <= length; i += sizeof sum) {
        uint32_t word;
        memcpy(&word, at + i, sizeof word);
        sum += number_of(word);
    }
    return length % sizeof sum == 0 && sum == right;
}

struct font_coverage {
    hb_set_t *characters;
};

static void collect(hb_set_t *characters, const char *folder, const char *name) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (length < 0 || (size_t)length >= sizeof path) {
        return;
    }
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_face_collect_unicodes(face, characters);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

struct font_coverage *font_file_coverage_open(const char *folder) {
    struct font_coverage *coverage = malloc(sizeof *coverage);
    if (coverage == NULL) {
        return NULL;
    }
    coverage->characters = hb_set_create();
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        collect(coverage->characters, folder, font_file_names[file]);
    }
    return coverage;
}

void font_file_coverage_close(struct font_coverage *coverage) {
    if (coverage != NULL) {
        hb_set_destroy(coverage->characters);
        free(coverage);
    }
}

bool font_file_coverage_has(const struct font_coverage *coverage, uint32_t code_point) {
    bool is_control = code_point >= 0x7F && code_point < 0xA0;
    return is_control || font_file_is_invisible(code_point) ||
           hb_set_has(coverage->characters, code_point);
}

bool font_file_is_invisible(uint32_t code_point) {
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
