#include "typing/cluster.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>

enum { JOINER = 0x200D };

/* Marks that utf8_width does not know as such: they stand on what is before them. */
static const struct {
    uint32_t first, last;
} marks[] = {
    {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},   {0x0670, 0x0670},   {0x06D6, 0x06DC},
    {0x0900, 0x0903}, {0x093A, 0x094D}, {0x0E31, 0x0E3A},   {0x0E47, 0x0E4E},   {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200C, 0x200D}, {0x20D0, 0x20FF},   {0x302A, 0x302F},   {0x3099, 0x309A},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
    {0x0300, 0x036F},
};

static bool is_mark(uint32_t code) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (code >= marks[i].first && code <= marks[i].last) {
            return true;
        }
    }
    return false;
}

static bool is_between(uint32_t code, uint32_t first, uint32_t last) {
    return code >= first && code <= last;
}

static bool is_picture(uint32_t code) {
    return is_between(code, 0x1F000, 0x1FAFF) || is_between(code, 0x2600, 0x27BF);
}

static bool is_flag_letter(uint32_t code) {
    return is_between(code, 0x1F1E6, 0x1F1FF);
}

/* A Korean syllable that is written by its letters: those of the beginning, the middle, the end. */
static bool is_one_syllable(uint32_t before, uint32_t code) {
    bool is_beginning = is_between(before, 0x1100, 0x115F);
    bool is_open = is_between(before, 0x1160, 0x11A7) || is_between(before, 0xAC00, 0xD7A3);
    bool is_closed = is_between(before, 0x11A8, 0x11FF);
    bool is_middle = is_between(code, 0x1160, 0x11A7);
    bool is_end = is_between(code, 0x11A8, 0x11FF);
    return (is_beginning &&
            (is_between(code, 0x1100, 0x115F) || is_middle || is_between(code, 0xAC00, 0xD7A3))) ||
           (is_open && (is_middle || is_end)) || (is_closed && is_end);
}

/* A byte that is no UTF-8 is a character of its own. */
static size_t read(const char *text, size_t length, size_t at, uint32_t *ret) {
    size_t size = utf8_decode(text + at, length - at, ret);
    if (size == 0) {
        *ret = 0xFFFD;
        return 1;
    }
    return size;
}

size_t cluster_next(const char *text, size_t length, size_t at) {
    if (at >= length) {
        return at;
    }
    uint32_t before = 0;
    at += read(text, length, at, &before);
    size_t flags = is_flag_letter(before) ? 1 : 0;
    bool is_drawn = is_picture(before); /* the cluster began with a picture */
    while (at < length) {
        uint32_t code = 0;
        size_t size = read(text, length, at, &code);
        bool is_flag = is_flag_letter(code) && flags == 1;
        bool goes_on = is_mark(code) || is_flag || is_one_syllable(before, code) ||
                       (before == JOINER && is_drawn && is_picture(code)) ||
                       (before == '\r' && code == '\n');
        if (!goes_on) {
            break;
        }
        flags += is_flag ? 1 : 0;
        before = code;
        at += size;
    }
    return at;
}

/* Flags are told apart only from the beginning: the text is short, so all of it is gone through. */
size_t cluster_floor(const char *text, size_t length, size_t at) {
    size_t boundary = 0;
    while (boundary < length) {
        size_t next = cluster_next(text, length, boundary);
        if (next > at) {
            break;
        }
        boundary = next;
    }
    return boundary;
}

size_t cluster_previous(const char *text, size_t at) {
    return at == 0 ? 0 : cluster_floor(text, at, at - 1);
}
