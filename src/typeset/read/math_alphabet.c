/* Unicode has each mathematical alphabet in a row of its own, but for some letters that were there
 * before. */
#include "typeset/read/math_symbols.h"

enum { PARTIAL = 0x2202, NABLA = 0x2207 };

struct alphabet {
    uint32_t capital, small, digit;             /* where A, a and 0 are; 0: stays as it is */
    uint32_t greek_capital, greek_small, nabla; /* Alpha, alpha (and behind omega the variants) */
};

static const struct alphabet alphabets[ALPHABET_COUNT] = {
    [ALPHABET_DEFAULT] = {.capital = 0x1D434, .small = 0x1D44E, .greek_small = 0x1D6FC},
    [ALPHABET_UPRIGHT] = {0},
    [ALPHABET_ITALIC] = {.capital = 0x1D434,
                         .small = 0x1D44E,
                         .greek_capital = 0x1D6E2,
                         .greek_small = 0x1D6FC},
    [ALPHABET_BOLD] = {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2, 0x1D6C1},
    [ALPHABET_BOLD_ITALIC] = {0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736, 0x1D6C1},
    [ALPHABET_SCRIPT] = {.capital = 0x1D49C, .small = 0x1D4B6, .greek_small = 0x1D6FC},
    [ALPHABET_BOLD_SCRIPT] = {.capital = 0x1D4D0, .small = 0x1D4EA, .greek_small = 0x1D736},
    [ALPHABET_FRAKTUR] = {.capital = 0x1D504, .small = 0x1D51E, .greek_small = 0x1D6FC},
    [ALPHABET_DOUBLE_STRUCK] = {.capital = 0x1D538, .small = 0x1D552, .digit = 0x1D7D8},
    [ALPHABET_SANS] = {.capital = 0x1D5A0, .small = 0x1D5BA},
};

/* Letters that had a place of their own before the rows were made. */
static const struct {
    uint32_t row, place;
} holes[] = {
    {0x1D455, 0x210E}, {0x1D49D, 0x212C}, {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131}, {0x1D4A3, 0x210B},
    {0x1D4A4, 0x2110}, {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133}, {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F},
    {0x1D4BC, 0x210A}, {0x1D4C4, 0x2134}, {0x1D506, 0x212D}, {0x1D50B, 0x210C}, {0x1D50C, 0x2111},
    {0x1D515, 0x211C}, {0x1D51D, 0x2128}, {0x1D53A, 0x2102}, {0x1D53F, 0x210D}, {0x1D545, 0x2115},
    {0x1D547, 0x2119}, {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124},
};

/* Behind omega in each small Greek row, in this order. */
static const uint32_t greek_variants[] = {PARTIAL, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6};
enum { VARIANT_COUNT = sizeof greek_variants / sizeof *greek_variants, FIRST_VARIANT = 25 };

static uint32_t in_row(uint32_t row, uint32_t offset, uint32_t letter) {
    if (row == 0) {
        return letter;
    }
    for (size_t i = 0; i < sizeof holes / sizeof *holes; i++) {
        if (holes[i].row == row + offset) {
            return holes[i].place;
        }
    }
    return row + offset;
}

static uint32_t greek_variant(uint32_t letter) {
    for (uint32_t i = 0; i < VARIANT_COUNT; i++) {
        if (greek_variants[i] == letter) {
            return FIRST_VARIANT + i;
        }
    }
    return 0;
}

bool math_is_letter(uint32_t code_point) {
    return (code_point >= 'A' && code_point <= 'Z') || (code_point >= 'a' && code_point <= 'z') ||
           (code_point >= 0x391 && code_point <= 0x3A9 && code_point != 0x3A2) ||
           (code_point >= 0x3B1 && code_point <= 0x3C9) || code_point == NABLA ||
           greek_variant(code_point) != 0;
}

uint32_t math_alphabet_letter(enum math_alphabet alphabet, uint32_t letter) {
    const struct alphabet *rows = &alphabets[alphabet];
    if (letter >= 'A' && letter <= 'Z') {
        return in_row(rows->capital, letter - 'A', letter);
    }
    if (letter >= 'a' && letter <= 'z') {
        return in_row(rows->small, letter - 'a', letter);
    }
    if (letter >= '0' && letter <= '9') {
        return in_row(rows->digit, letter - '0', letter);
    }
    if (letter >= 0x391 && letter <= 0x3A9) {
        return in_row(rows->greek_capital, letter - 0x391, letter);
    }
    if (letter >= 0x3B1 && letter <= 0x3C9) {
        return in_row(rows->greek_small, letter - 0x3B1, letter);
    }
    if (letter == NABLA) {
        return in_row(rows->nabla, 0, letter);
    }
    uint32_t variant = greek_variant(letter);
    return variant != 0 ? in_row(rows->greek_small, variant, letter) : letter;
}
