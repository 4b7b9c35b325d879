#ifndef BACKSTEP_TYPESET_READ_MATH_SYMBOLS_H
#define BACKSTEP_TYPESET_READ_MATH_SYMBOLS_H

/* The names that the subset knows, and what they mean. Only this floor uses it. */

#include "typeset/math_list.h"

#include <stddef.h>
#include <stdint.h>

/* Which alphabet letters and digits are taken from. */
enum math_alphabet {
    ALPHABET_DEFAULT, /* italic letters, upright digits and Greek capitals */
    ALPHABET_UPRIGHT,
    ALPHABET_ITALIC,
    ALPHABET_BOLD,
    ALPHABET_BOLD_ITALIC,
    ALPHABET_SCRIPT,
    ALPHABET_BOLD_SCRIPT,
    ALPHABET_FRAKTUR,
    ALPHABET_DOUBLE_STRUCK,
    ALPHABET_SANS,
    ALPHABET_COUNT
};

enum math_command_kind {
    COMMAND_SYMBOL,   /* code, class */
    COMMAND_LETTER,   /* code, which the alphabet changes */
    COMMAND_LARGE,    /* code: a large operator; limits */
    COMMAND_NAME,     /* an operator written in letters; limits */
    COMMAND_SPACE,    /* amount */
    COMMAND_ALPHABET, /* code: of the argument */
    COMMAND_SWITCH,   /* code: the alphabet up to the end of the group */
    COMMAND_STYLE,    /* code: the style up to the end of the group */
    COMMAND_FRACTION, /* code: style + 1, or 0 */
    COMMAND_BINOMIAL,
    COMMAND_ROOT,
    COMMAND_ACCENT,      /* code */
    COMMAND_WIDE_ACCENT, /* code */
    COMMAND_OVERLINE,
    COMMAND_UNDERLINE,
    COMMAND_BRACE, /* code: over or under its argument; limits */
    COMMAND_STACK, /* code: which argument is the base */
    COMMAND_TEXT,
    COMMAND_OPERATOR, /* \operatorname */
    COMMAND_LEFT,
    COMMAND_RIGHT,
    COMMAND_MIDDLE,
    COMMAND_BIG, /* code: tenths of an em; class */
    COMMAND_BEGIN,
    COMMAND_END,
    COMMAND_SLOT,
    COMMAND_LIMITS, /* code: enum math_limits */
    COMMAND_NOT,
    COMMAND_PHANTOM,
    COMMAND_SUBSTACK,
    COMMAND_CLASS, /* class: \mathbin and its like */
    COMMAND_NOTHING,
    COMMAND_PRIME,
    COMMAND_HSPACE,
    COMMAND_ROW, /* \\ and \cr */
    COMMAND_KIND_COUNT
};

struct math_command {
    const char *name;
    enum math_command_kind kind;
    uint32_t code;
    enum math_class class;
    enum math_limits limits;
    float amount;
};

/* NULL where the name (not ended by NUL) is not known. */
const struct math_command *math_command_find(const char *name, size_t length);

/* The nearest known name, or NULL. */
const char *math_command_near(const char *name, size_t length);

/* All of them, in order. */
const struct math_command *math_commands(size_t *ret_count);

/* How a character that is typed directly behaves: a command, or NULL where it is a letter, a digit
 * or not known. */
const struct math_command *math_character_find(uint32_t code_point);

/* A typed small raised or lowered character: the character itself in *ret_base. 0: neither, 1:
 * raised, -1: lowered. */
int math_character_script(uint32_t code_point, uint32_t *ret_base);

/* The small raised or lowered form of a character; 0: Unicode has none. */
uint32_t math_character_small(uint32_t code_point, bool is_raised);

/* A letter with its accent in one character: the letter, and the accent in *ret_accent. 0: none. */
uint32_t math_character_accented(uint32_t code_point, uint32_t *ret_accent);

/* Whether alphabets (bold, script, …) have it: Latin and Greek letters and ∇. */
bool math_is_letter(uint32_t code_point);

/* The character of an alphabet. What an alphabet lacks stays as it is. */
uint32_t math_alphabet_letter(enum math_alphabet alphabet, uint32_t letter);

/* By name, of `length` bytes; NULL where there is none. */
const struct math_environment *math_environment_find(const char *name, size_t length);

#endif
