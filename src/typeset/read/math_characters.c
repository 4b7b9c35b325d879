/* Characters that are typed as they are. */
#include "typeset/read/math_symbols.h"

#include <string.h>

#define CHARACTER(code_point, of_class)                                                            \
    { .name = "", .kind = COMMAND_SYMBOL, .code = (code_point), .class = (of_class) }

/* Those of the keyboard; a hyphen is a minus sign, an asterisk stands on the axis. */
static const struct math_command keyboard[128] = {
    ['!'] = CHARACTER('!', MATH_CLOSE),  ['"'] = CHARACTER('"', MATH_ORD),
    ['('] = CHARACTER('(', MATH_OPEN),   [')'] = CHARACTER(')', MATH_CLOSE),
    ['*'] = CHARACTER(0x2217, MATH_BIN), ['+'] = CHARACTER('+', MATH_BIN),
    [','] = CHARACTER(',', MATH_PUNCT),  ['-'] = CHARACTER(0x2212, MATH_BIN),
    ['.'] = CHARACTER('.', MATH_ORD),    ['/'] = CHARACTER('/', MATH_ORD),
    [':'] = CHARACTER(':', MATH_REL),    [';'] = CHARACTER(';', MATH_PUNCT),
    ['<'] = CHARACTER('<', MATH_REL),    ['='] = CHARACTER('=', MATH_REL),
    ['>'] = CHARACTER('>', MATH_REL),    ['?'] = CHARACTER('?', MATH_CLOSE),
    ['@'] = CHARACTER('@', MATH_ORD),    ['['] = CHARACTER('[', MATH_OPEN),
    [']'] = CHARACTER(']', MATH_CLOSE),  ['`'] = CHARACTER(0x2018, MATH_ORD),
    ['|'] = CHARACTER('|', MATH_ORD),
};

/* Characters with another of the same meaning, and those without a command. */
static const struct {
    uint32_t typed;
    struct math_command meaning;
} others[] = {
    {0x00B7, CHARACTER(0x22C5, MATH_BIN)},
    {0x2212, CHARACTER(0x2212, MATH_BIN)},
    {0x2032, {.name = "", .kind = COMMAND_PRIME, .code = 0x2032}},
    {0x2225, CHARACTER(0x2225, MATH_REL)},
    {0x2016, CHARACTER(0x2016, MATH_ORD)},
    {0x2223, CHARACTER(0x2223, MATH_REL)},
    {0x2044, CHARACTER('/', MATH_ORD)},
    {0x22A4, CHARACTER(0x22A4, MATH_ORD)},
    {0x2215, CHARACTER('/', MATH_ORD)},
    {0x2022, CHARACTER(0x2219, MATH_BIN)},
    {0x2026, CHARACTER(0x2026, MATH_INNER)},
    {0xFF08, CHARACTER('(', MATH_OPEN)},
    {0xFF09, CHARACTER(')', MATH_CLOSE)},
    {0xFF0C, CHARACTER(',', MATH_PUNCT)},
    {0x2205, CHARACTER(0x2205, MATH_ORD)},
    {0x211D, CHARACTER(0x211D, MATH_ORD)},
    {0x2115, CHARACTER(0x2115, MATH_ORD)},
    {0x2124, CHARACTER(0x2124, MATH_ORD)},
    {0x2112, CHARACTER(0x2112, MATH_ORD)},
};

static bool is_typable(const struct math_command *command) {
    return command->kind == COMMAND_SYMBOL || command->kind == COMMAND_LARGE;
}

const struct math_command *math_character_find(uint32_t code_point) {
    if (code_point < 128) {
        return keyboard[code_point].name != NULL ? &keyboard[code_point] : NULL;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (others[i].typed == code_point) {
            return &others[i].meaning;
        }
    }
    size_t count;
    const struct math_command *commands = math_commands(&count);
    for (size_t i = 0; i < count; i++) {
        if (commands[i].code == code_point && is_typable(&commands[i])) {
            return &commands[i];
        }
    }
    return NULL;
}

static const struct {
    uint32_t raised, lowered, base;
} small[] = {
    {0x2070, 0x2080, '0'}, {0x00B9, 0x2081, '1'}, {0x00B2, 0x2082, '2'}, {0x00B3, 0x2083, '3'},
    {0x2074, 0x2084, '4'}, {0x2075, 0x2085, '5'}, {0x2076, 0x2086, '6'}, {0x2077, 0x2087, '7'},
    {0x2078, 0x2088, '8'}, {0x2079, 0x2089, '9'}, {0x207A, 0x208A, '+'}, {0x207B, 0x208B, '-'},
    {0x207C, 0x208C, '='}, {0x207D, 0x208D, '('}, {0x207E, 0x208E, ')'}, {0x2071, 0x1D62, 'i'},
    {0x02B2, 0x2C7C, 'j'}, {0x1D4F, 0x2096, 'k'}, {0x02E1, 0x2097, 'l'}, {0x1D50, 0x2098, 'm'},
    {0x207F, 0x2099, 'n'}, {0x1D40, 0, 'T'},      {0x1D38, 0, 'L'},
};

int math_character_script(uint32_t code_point, uint32_t *ret_base) {
    for (size_t i = 0; code_point != 0 && i < sizeof small / sizeof *small; i++) {
        if (small[i].raised == code_point || small[i].lowered == code_point) {
            *ret_base = small[i].base;
            return small[i].raised == code_point ? 1 : -1;
        }
    }
    return 0;
}

uint32_t math_character_small(uint32_t code_point, bool is_raised) {
    const uint32_t minus = 0x2212;
    uint32_t base = code_point == minus ? '-' : code_point;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        if (small[i].base == base) {
            return is_raised ? small[i].raised : small[i].lowered;
        }
    }
    return 0;
}

enum { HAT = 0x302, BAR = 0x304 };

static const struct {
    uint32_t whole, letter, accent;
} accented[] = {
    {0x0177, 'y', HAT}, {0x0176, 'Y', HAT}, {0x0175, 'w', HAT}, {0x0174, 'W', HAT},
    {0x00E2, 'a', HAT}, {0x00C2, 'A', HAT}, {0x0101, 'a', BAR}, {0x0233, 'y', BAR},
};

uint32_t math_character_accented(uint32_t code_point, uint32_t *ret_accent) {
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++) {
        if (accented[i].whole == code_point) {
            *ret_accent = accented[i].accent;
            return accented[i].letter;
        }
    }
    return 0;
}
