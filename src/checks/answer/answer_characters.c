#include "checks/answer/answer_characters.h"

#include "base/utf8.h"

#include <string.h>

struct plain_sign {
    uint32_t code, plain;
};

static const struct plain_sign signs[] = {
    {0x2212, '-'}, /* minus */
    {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'},  {0x2014, '-'},  {0x00B7, '*'},
    {0x22C5, '*'}, {0x2219, '*'}, {0x00D7, '*'}, {0x2217, '*'},  {0x30FB, '*'},  {0x00F7, '/'},
    {0x2215, '/'}, {0x2044, '/'}, {0x00A0, ' '}, {0x2009, ' '},  {0x202F, ' '},  {0x3000, ' '},
    {'\t', ' '},   {0x3001, ','}, {0x3002, '.'}, {0x2032, '\''}, {0x2019, '\''}, {0xFE63, '-'},
    {0xFE62, '+'}, {0xFE50, ','}, {0xFE52, '.'}, {0x2248, '='},
};

static uint32_t plain_of(uint32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E) { /* the wide forms of ASCII */
        return code - 0xFF01 + '!';
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].code == code) {
            return signs[i].plain;
        }
    }
    return code;
}

const struct answer_character *answer_characters(struct arena *arena, const char *text,
                                                 size_t *ret_count) {
    size_t length = strlen(text), count = 0;
    struct answer_character *characters = ARENA_ARRAY(arena, struct answer_character, length + 1);
    for (size_t at = 0; at < length;) {
        uint32_t code = 0xFFFD;
        size_t size = utf8_decode(text + at, length - at, &code);
        code = size == 0 ? 0xFFFD : plain_of(code);
        size = size == 0 ? 1 : size;
        characters[count++] = (struct answer_character){code, at, at + size};
        at += size;
    }
    characters[count] = (struct answer_character){0, length, length};
    *ret_count = count;
    return characters;
}

int answer_character_superscript(uint32_t code) {
    static const uint32_t digits[] = {0x2070, 0x00B9, 0x00B2, 0x00B3, 0x2074, 0x2075,
                                      0x2076, 0x2077, 0x2078, 0x2079, 0x207B, 0x207A};
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
        if (digits[i] == code) {
            return (int)i;
        }
    }
    return -1;
}
