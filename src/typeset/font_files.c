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

/* Words of four bytes are added as they lie in memory, the first and third byte of each apart from
 * the others, so that none runs into the next; and so many at a time that the compiler, which knows
 * how many, adds several at once. */
enum {
    WORD_BYTES = 4,
    BLOCK_WORDS = 256, /* that many times 255 still fits into two bytes */
    BLOCK_BYTES = BLOCK_WORDS * WORD_BYTES
};

/* The sum of a block's words, in which the first byte counts most. */
static uint32_t block_sum(const unsigned char *bytes) {
    const uint32_t every_other = 0x00FF00FFU;
    uint32_t even = 0;
    uint32_t odd = 0;
    for (size_t i = 0; i < BLOCK_WORDS; i++) {
        uint32_t word;
        memcpy(&word, bytes + i * WORD_BYTES, sizeof word);
        even += word & every_other;
        odd += word >> 8 & every_other;
    }
    const uint16_t one = 1;
    bool is_little = *(const unsigned char *)&one == 1;
    return is_little ? (even << 24) + (odd << 16) + (even >> 16 << 8) + (odd >> 16)
                     : (odd >> 16 << 24) + (even & 0xFFFF0000U) + (odd << 8 & 0xFFFF00U) +
                           (even & 0xFFFFU);
}

/* The "head" table has a number that makes the sum over all of the file, in words of four bytes of
 * which the first counts most, this one. */
static bool is_whole(const struct file_bytes *file) {
    const uint32_t right = 0xB1B0AFBA;
    const unsigned char *bytes = file->bytes;
    uint32_t sum = 0;
    size_t at = 0;
    for (; file->length - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
        sum += block_sum(bytes + at);
    }
    for (; at < file->length; at++) {
        sum += (uint32_t)bytes[at] << (24 - 8 * (at % WORD_BYTES));
    }
    return file->length % WORD_BYTES == 0 && sum == right;
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
