#include "base/utf8.h"

#include <string.h>

#include <stdbool.h>

/* Bytes that a lead byte announces, the bits it carries, and the smallest code point that may
 * be written so: a smaller one is an overlong encoding. */
struct utf8_lead {
    unsigned char mask, lead;
    uint32_t smallest;
};

static const struct utf8_lead utf8_leads[] = {
    {0x80, 0x00, 0x0},
    {0xE0, 0xC0, 0x80},
    {0xF0, 0xE0, 0x800},
    {0xF8, 0xF0, 0x10000},
};

size_t utf8_decode(const char *bytes, size_t length, uint32_t *ret_code_point) {
    if (length == 0) {
        return 0;
    }
    unsigned char lead = (unsigned char)bytes[0];
    if (lead < 0x80) {
        *ret_code_point = lead;
        return 1;
    }
    for (size_t extra = 1; extra < 4; extra++) {
        const struct utf8_lead *row = &utf8_leads[extra];
        if ((lead & row->mask) != row->lead) {
            continue;
        }
        if (length < extra + 1) {
            return 0;
        }
        uint32_t code_point = lead & (unsigned char)~row->mask;
        for (size_t i = 1; i <= extra; i++) {
            unsigned char next = (unsigned char)bytes[i];
            if ((next & 0xC0) != 0x80) {
                return 0;
            }
            code_point = code_point << 6 | (next & 0x3F);
        }
        bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
        if (code_point < row->smallest || code_point > 0x10FFFF || is_surrogate) {
            return 0;
        }
        *ret_code_point = code_point;
        return extra + 1;
    }
    return 0;
}

size_t utf8_encode(uint32_t code_point, char bytes[4]) {
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        return 1;
    }
    size_t extra = code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    for (size_t i = extra; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    bytes[0] = (char)(utf8_leads[extra].lead | code_point);
    return extra + 1;
}

size_t utf8_count(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t at = 0; at < length; count++) {
        uint32_t code_point;
        size_t size = utf8_decode(bytes + at, length - at, &code_point);
        at += size > 0 ? size : 1;
    }
    return count;
}

/* Ranges that are not one column wide, in order; first and last are inclusive. */
struct width_range {
    uint32_t first, last;
    int width;
};

static const struct width_range width_ranges[] = {
    {0x0000, 0x001F, -1},   {0x007F, 0x009F, -1},  {0x0300, 0x036F, 0},   {0x061C, 0x061C, -1},
    {0x1100, 0x115F, 2},    {0x200B, 0x200D, 0},   {0x200E, 0x200F, -1},  {0x2028, 0x202E, -1},
    {0x2060, 0x2064, 0},    {0x2066, 0x206F, -1},  {0x2E80, 0x303E, 2},   {0x3041, 0x4DBF, 2},
    {0x4E00, 0xA4CF, 2},    {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},   {0xFE00, 0xFE0F, 0},
    {0xFE30, 0xFE6F, 2},    {0xFEFF, 0xFEFF, -1},  {0xFF01, 0xFF60, 2},   {0xFFE0, 0xFFE6, 2},
    {0xFFF9, 0xFFFB, -1},   {0x1F300, 0x1F64F, 2}, {0x1F900, 0x1F9FF, 2}, {0x20000, 0x3FFFD, 2},
    {0xE0000, 0xE0FFF, -1},
};

int utf8_width(uint32_t code_point) {
    for (size_t i = 0; i < sizeof width_ranges / sizeof *width_ranges; i++) {
        if (code_point <= width_ranges[i].last) {
            return code_point >= width_ranges[i].first ? width_ranges[i].width : 1;
        }
    }
    return 1;
}

int utf8_columns_within(const char *text, size_t length) {
    int columns = 0;
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(text + at, length - at, &code_point);
        int width = size > 0 ? utf8_width(code_point) : 1;
        columns += width > 0 ? width : 0;
        at += size > 0 ? size : 1;
    }
    return columns;
}

int utf8_columns(const char *text) {
    return utf8_columns_within(text, strlen(text));
}

size_t utf8_mark_length(const char *bytes, size_t length) {
    static const char mark[] = "\xEF\xBB\xBF";
    return length >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
}
