#include "typeset/font_files.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

const char *const font_file_names[] = {
    [FONT_SANS] = "backstep-sans-regular.otf",   [FONT_SANS_BOLD] = "backstep-sans-bold.otf",
    [FONT_LATIN] = "backstep-latin-regular.ttf", [FONT_LATIN_BOLD] = "backstep-latin-bold.ttf",
    [FONT_SYMBOLS] = "backstep-symbols.ttf",     [FONT_MATH] = "backstep-math.otf",
};
static_assert(sizeof font_file_names / sizeof *font_file_names == FONT_FILE_COUNT,
              "a name for each font");

/* The sums of the first, second, third and fourth bytes of words. Words are added as they lie in
 * memory, eight bytes at once, every other byte of them by itself so that none runs into the next:
 * which of the sums is which follows from where the bytes of a 1 lie. */
enum { LANE_BYTES = 8, BLOCK_LANES = 256 }; /* 256 times 255 still fits into two bytes */

struct byte_sums {
    uint64_t even, odd; /* four sums of two bytes each */
};

static struct byte_sums block_sums(const unsigned char *bytes, size_t lanes) {
    const uint64_t every_other = 0x00FF00FF00FF00FFU;
    struct byte_sums sums = {0, 0};
    for (size_t i = 0; i < lanes; i++) {
        uint64_t lane;
        memcpy(&lane, bytes + i * LANE_BYTES, sizeof lane);
        sums.even += lane & every_other;
        sums.odd += lane >> 8 & every_other;
    }
    return sums;
}

/* Adds up the bytes at each place of a word. */
static void add_sums(struct byte_sums sums, uint32_t ret_places[4]) {
    const unsigned char *even = (const unsigned char *)&sums.even;
    const unsigned char *odd = (const unsigned char *)&sums.odd;
    const uint16_t one = 1;
    bool is_little = *(const unsigned char *)&one == 1;
    for (size_t i = 0; i < LANE_BYTES; i += 2) {
        uint16_t low, high;
        memcpy(&low, even + i, sizeof low);
        memcpy(&high, odd + i, sizeof high);
        ret_places[i % 4] += is_little ? low : high;
        ret_places[i % 4 + 1] += is_little ? high : low;
    }
}

/* The "head" table has a number that makes the sum over all of the file, in words of four bytes of
 * which the first counts most, this one. */
static bool is_whole(const struct file_bytes *file) {
    const uint32_t right = 0xB1B0AFBA;
    const unsigned char *bytes = file->bytes;
    uint32_t places[4] = {0};
    size_t lanes = file->length / LANE_BYTES;
    for (size_t i = 0; i < lanes; i += BLOCK_LANES) {
        size_t count = lanes - i < BLOCK_LANES ? lanes - i : BLOCK_LANES;
        add_sums(block_sums(bytes + i * LANE_BYTES, count), places);
    }
    for (size_t i = lanes * LANE_BYTES; i < file->length; i++) {
        places[i % 4] += bytes[i];
    }
    uint32_t sum = (places[0] << 24) + (places[1] << 16) + (places[2] << 8) + places[3];
    return file->length % 4 == 0 && sum == right;
}

bool font_files_open(const char *folder, struct font_files *ret, char *reterr_message,
                     size_t message_size) {
    *ret = (struct font_files){.folder = folder};
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        char path[4096];
        int length = snprintf(path, sizeof path, "%s/%s", folder, font_file_names[file]);
        bool fits = length > 0 && (size_t)length < sizeof path;
        bool is_open = fits && file_bytes_open(path, &ret->files[file]);
        if (!is_open || !is_whole(&ret->files[file])) {
            snprintf(reterr_message, message_size,
                     is_open ? "the font \"%s\" in \"%s\" is damaged"
                             : "cannot open the font \"%s\" in \"%s\"",
                     font_file_names[file], folder);
            font_files_close(ret);
            return false;
        }
    }
    return true;
}

void font_files_close(struct font_files *fonts) {
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        file_bytes_close(&fonts->files[file]);
    }
}
